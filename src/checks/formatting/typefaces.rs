//! Many kinds of letters in one text: fonts, sizes, much bold, letters set apart.

use rustc_hash::{FxHashMap, FxHashSet};

use super::drawn::{self, Piece};
use super::font::points;
use super::fonts::{self, Fonts, Seen};
use crate::data::FileError;
use crate::document::{Block, FontClass};
use crate::language::{SentenceView, Shape};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Look, Restyle, Setup};
use crate::text::{Edit, Span};

/// Makes the check. Parameters: `max-fonts`, `max-sizes`; `min-share` of the text, in per cent, that makes a font or size
/// count; `max-bold-share`, in per cent, and `min-bold`, in letters; `spaced-letters`.
///
/// # Errors
/// No table of fonts.
pub(super) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Typefaces { fonts: Fonts::load(setup)? }))
}

#[derive(Debug)]
struct Typefaces {
    fonts: Fonts,
}

impl Check for Typefaces {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.document.drawn().is_empty() {
            let pieces = drawn::pieces(seen);
            let fonts = self.fonts.of(seen.document);
            other_fonts(seen, &pieces, &fonts, hits);
            other_sizes(seen, &pieces, hits);
            set_apart(seen, &pieces, hits);
        }
        if !seen.document.stretches().is_empty() {
            hits.extend(much_bold(seen));
        }
        if seen.params.switch("spaced-letters", true) {
            for view in seen.sentences() {
                spaced(seen, &view, hits);
            }
        }
    }
}

fn show(label: impl Into<String>) -> Fix {
    Fix { level: Level::Show, label: label.into(), edits: Vec::new() }
}

/// What counts, most letters first, ties by place; each with its letters.
fn ranking<K: Copy + Eq + std::hash::Hash>(found: impl Iterator<Item = (K, usize)>) -> Vec<(K, usize)> {
    let mut order: Vec<(K, usize)> = Vec::new();
    let mut places: FxHashMap<K, usize> = FxHashMap::default();
    for (key, letters) in found {
        let place = *places.entry(key).or_insert_with(|| {
            order.push((key, 0));
            order.len() - 1
        });
        order[place].1 += letters;
    }
    order.sort_by_key(|(_, letters)| std::cmp::Reverse(*letters));
    order
}

/// The keys of a ranking that are too many: past the first `max`, and not too rare to be seen.
fn surplus<K: Copy>(ranking: &[(K, usize)], max: usize, min_share: usize) -> Vec<K> {
    let total: usize = ranking.iter().map(|(_, letters)| letters).sum();
    let counts = |letters: usize| letters >= 2 && letters * 100 >= min_share * total;
    ranking.iter().skip(max).filter(|(_, letters)| counts(*letters)).map(|(key, _)| *key).collect()
}

fn other_fonts(seen: &Inspection<'_>, pieces: &[Piece], fonts: &[Seen], hits: &mut Vec<Hit>) {
    let family = |piece: &Piece| {
        let font = fonts::get(fonts, piece.appearance.font)?;
        let own = font.class != Some(FontClass::Symbol) && !drawn::is_heading(seen, piece.block);
        own.then_some(font.family.as_str())
    };
    let found = pieces.iter().filter_map(|piece| Some((family(piece)?, piece.letters)));
    let ranking = ranking(found);
    let max = seen.params.number("max-fonts", 1).max(1);
    let extra = surplus(&ranking, max, seen.params.number("min-share", 2));
    let Some((main, _)) = ranking.first().filter(|_| !extra.is_empty()) else { return };
    let name = |family: &str| {
        let at = fonts.iter().position(|font| font.family == family);
        at.and_then(|at| seen.document.fonts().get(at)).map_or(family, |font| font.name.as_str()).to_owned()
    };
    let is_extra = |piece: &Piece| family(piece).filter(|family| extra.contains(family));
    for (block, span, family) in drawn::joined(seen, pieces, is_extra) {
        if drawn::count(seen.document.slice(span)) >= 2 && !drawn::is_placeholder(seen, block, span) {
            let plain = format!("здесь шрифт {}, а основной – {}", name(family), name(main));
            let fix = show(format!("шрифт {}", name(main)));
            hits.push(drawn::hit(span, plain).fix(fix).look(Look::Font(name(main))));
        }
    }
}

fn other_sizes(seen: &Inspection<'_>, pieces: &[Piece], hits: &mut Vec<Hit>) {
    // Text in tables is often smaller, and marks above the line always are.
    let size = |piece: &Piece| {
        let free = piece.appearance.raised || seen.document.blocks()[piece.block].cell.is_some();
        piece.appearance.half_points.filter(|_| !free)
    };
    let ranking = ranking(pieces.iter().filter_map(|piece| Some((size(piece)?, piece.letters))));
    // Less than a point of difference is not seen.
    let mut classes: Vec<(u16, usize)> = Vec::new();
    for (size, letters) in ranking {
        match classes.iter_mut().find(|(main, _)| main.abs_diff(size) < 2) {
            Some((_, all)) => *all += letters,
            None => classes.push((size, letters)),
        }
    }
    let extra = surplus(&classes, seen.params.number("max-sizes", 2).max(1), seen.params.number("min-share", 2));
    if extra.is_empty() {
        return;
    }
    let main = classes[0].0;
    let kept: Vec<u16> = classes.iter().map(|(size, _)| *size).filter(|size| !extra.contains(size)).collect();
    let is_extra = |piece: &Piece| {
        let size = size(piece)?;
        let kept = kept.iter().any(|kept| kept.abs_diff(size) < 2);
        (!kept && extra.iter().any(|extra| extra.abs_diff(size) < 2)).then_some(size)
    };
    for (block, span, size) in drawn::joined(seen, pieces, is_extra) {
        if drawn::count(seen.document.slice(span)) >= 2 && !drawn::is_placeholder(seen, block, span) {
            let plain = format!("здесь размер {}, а основной – {}", points(size), points(main));
            let fix = show(format!("размер {}", points(main)));
            hits.push(drawn::hit(span, plain).fix(fix).look(Look::Size(main)));
        }
    }
}

/// Letters with space between them by formatting, and words above or below the line.
fn set_apart(seen: &Inspection<'_>, pieces: &[Piece], hits: &mut Vec<Hit>) {
    const WIDE: i16 = 20; // one point
    let apart =
        |piece: &Piece| (piece.appearance.spacing > WIDE && !drawn::is_heading(seen, piece.block)).then_some(());
    for (block, span, ()) in drawn::joined(seen, pieces, apart) {
        if drawn::count(seen.document.slice(span)) >= 2 && !drawn::is_placeholder(seen, block, span) {
            let fix = show("обычный промежуток между буквами");
            hits.push(drawn::hit(span, "здесь буквы раздвинуты").fix(fix).look(Look::NotSpaced));
        }
    }
    let raised = |piece: &Piece| piece.appearance.raised.then_some(());
    for (block, span, ()) in drawn::joined(seen, pieces, raised) {
        let letters = seen.document.slice(span).chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 4 && !drawn::is_placeholder(seen, block, span) {
            let fix = show("обычное место в строке");
            hits.push(drawn::hit(span, "эти слова стоят выше или ниже строки").fix(fix).look(Look::OnLine));
        }
    }
}

/// The first bold stretch, when too much of the text outside headings is bold.
fn much_bold(seen: &Inspection<'_>) -> Option<Hit> {
    let document = seen.document;
    let mut bold = 0;
    let mut all: Vec<Span> = Vec::new();
    let mut heads: FxHashSet<usize> = FxHashSet::default();
    let mut stretches = document.stretches().iter().filter(|stretch| stretch.format.bold).peekable();
    for index in seen.blocks() {
        let block = &document.blocks()[index];
        while stretches.next_if(|stretch| stretch.span.end <= block.span.start).is_some() {}
        let mut spans: Vec<Span> = Vec::new();
        while let Some(stretch) = stretches.next_if(|stretch| stretch.span.start < block.span.end) {
            match spans.last_mut() {
                Some(last) if drawn::count(document.slice(Span::new(last.end, stretch.span.start))) == 0 => {
                    last.end = stretch.span.end;
                }
                _ => spans.push(stretch.span),
            }
        }
        let heavy: usize = spans.iter().map(|span| drawn::count(document.slice(*span))).sum();
        if is_head(seen, index, block, heavy) {
            heads.insert(index);
            continue;
        }
        bold += heavy;
        all.extend(spans);
    }
    // Most texts have little in bold, and then the rest need not be counted.
    if bold < seen.params.number("min-bold", 20) {
        return None;
    }
    let text = seen.blocks().filter(|index| !heads.contains(index)).map(|index| document.blocks()[index].span);
    let total: usize = text.map(|span| drawn::count(document.slice(span))).sum();
    let too_much = bold * 100 > seen.params.number("max-bold-share", 10) * total;
    let span = drawn::trimmed(seen, all.first().copied().filter(|_| too_much)?)?;
    let plain = format!("жирным набрано {} % текста", bold * 100 / total.max(1));
    let restyle = Some(Restyle { spans: all, look: Look::NotBold });
    Some(Hit { restyle, ..drawn::hit(span, plain).fix(show("обычный шрифт, не жирный")) })
}

/// True for headings, heads of tables, and short bold lines that are headings without saying so.
fn is_head(seen: &Inspection<'_>, index: usize, block: &Block, bold: usize) -> bool {
    const WORDS: usize = 12;
    if drawn::is_heading(seen, index) || drawn::is_table_head(block) {
        return true;
    }
    let text = seen.document.slice(block.span).trim_end();
    bold > 0
        && !text.ends_with(['.', ';', '!'])
        && text.split_whitespace().count() <= WORDS
        && bold == drawn::count(text)
}

/// «о т к а з»: single letters with spaces between them that make a word.
fn spaced(seen: &Inspection<'_>, view: &SentenceView<'_>, hits: &mut Vec<Hit>) {
    const FEWEST: usize = 4;
    let letter = |token: usize| {
        let word = view.word(token);
        let one = word.cyrillic && matches!(word.shape, Shape::Lower | Shape::Title | Shape::Upper);
        (one && word.form.len() == 2).then(|| word.form.chars().next()).flatten()
    };
    // A Russian letter has two bytes.
    if !view.tokens().windows(FEWEST).any(|tokens| tokens.iter().all(|token| token.len == 2)) {
        return;
    }
    let mut at = 0;
    while at < view.len() {
        let mut end = at;
        let mut word = String::new();
        while end < view.len()
            && let Some(c) = letter(end).filter(|_| end == at || one_space(seen, view, end))
        {
            word.push(c);
            end += 1;
        }
        if end - at >= FEWEST && is_word(&word) {
            let span = view.span(at..end);
            let typed: String = seen.document.slice(span).split_whitespace().collect();
            let fix = Fix { level: Level::Ask, label: typed.clone(), edits: vec![Edit::replace(span, typed)] };
            hits.push(drawn::hit(span, "здесь буквы разделены пробелами").fix(fix));
        }
        at = end.max(at + 1);
    }
}

/// One or two spaces stand before a token, nothing else.
fn one_space(seen: &Inspection<'_>, view: &SentenceView<'_>, token: usize) -> bool {
    let gap = Span::new(view.token_span(token - 1).end, view.token_span(token).start);
    matches!(seen.document.slice(gap), " " | "\u{a0}")
}

/// Letters that can make a word: no list in the order of the alphabet, vowels among consonants.
fn is_word(letters: &str) -> bool {
    let lower: Vec<char> = letters.to_lowercase().chars().collect();
    let vowels = lower.iter().filter(|c| "аеёиоуыэюя".contains(**c)).count();
    let listed = lower.windows(2).filter(|pair| pair[1] as u32 == pair[0] as u32 + 1).count() * 2 >= lower.len();
    vowels > 0 && vowels < lower.len() && !listed
}
