//! `list-candidate`: an enumeration in running text that reads better as a list.

use std::ops::Range;

use crate::data::FileError;
use crate::document::{BlockKind, FileFormat};
use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Shape, Tag};
use crate::rules::units::marker;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::{Edit, Span};

/// Words that ask for things, with the case these stand in, and words that announce a list.
const OPENERS: &[(&str, Opener)] = &[
    ("(нужны|необходимы|потребуются|понадобятся)", Opener::Case(Feature::Nom)),
    (
        "(возьмите|принесите|приложите|представьте|предоставьте|предъявите|подготовьте|соберите|направьте|пришлите|\
         заполните|укажите)",
        Opener::Case(Feature::Acc),
    ),
    (
        "(документы|бумаги|справки|сведения|данные|условия|причины|способы|меры|работы|случаи|следующее|требования|\
         нарушения|услуги|льготы|основания) :",
        Opener::Colon,
    ),
    ("(~следующий|~такой) <NP> … :", Opener::Colon),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    /// The items follow in this case.
    Case(Feature),
    /// The items follow the colon.
    Colon,
}

/// Makes the check. Parameters: `min-items`; `min-item-words`, on the average.
///
/// # Errors
/// None: the patterns are fixed.
pub(super) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    for (row, (pattern, _)) in OPENERS.iter().enumerate() {
        let added = setup.pattern(row as u32, pattern, "", MaskSet::LEX);
        added.map_err(|message| FileError::new("src/checks/sentence/list.rs", 0, message))?;
    }
    Ok(Box::new(ListCandidate))
}

#[derive(Debug)]
struct ListCandidate;

impl Check for ListCandidate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let least_items = seen.params.number("min-items", 4);
        let least_words = seen.params.number("min-item-words", 2);
        // One enumeration a sentence: where several words open it, the last one before the items counts.
        let (mut last, mut tried) = (None, 0);
        for found in seen.matches {
            let place = (found.block, found.sentence);
            let Some(view) = seen.sentence_of(found) else { continue };
            tried = if last.is_some_and(|(before, _)| before == place) { tried + 1 } else { 0 };
            let done = last == Some((place, true));
            if done || tried > MOST_TRIED || seen.document.blocks()[view.block()].cell.is_some() {
                continue;
            }
            last = Some((place, false));
            let opener = OPENERS[found.row as usize].1;
            let Some(list) = enumeration(&view, found.found.tokens.end, opener) else { continue };
            let words: usize = list.items.iter().map(|item| view.count_words(item.clone())).sum();
            if list.items.len() < least_items || words < least_words * list.items.len() {
                continue;
            }
            last = Some((place, true));
            let span = view.span(list.span.clone());
            let mut hit = Hit::at(span).word("count", list.items.len().to_string());
            hit.fixes.push(as_list(seen, &view, &list));
            hits.push(hit);
        }
    }
}

/// Most openers of one sentence that are tried.
const MOST_TRIED: usize = 3;

/// An enumeration: its items without markers and commas, and all of it.
struct Enumeration {
    items: Vec<Range<usize>>,
    span: Range<usize>,
    /// True when nothing of the sentence follows it.
    ends_sentence: bool,
}

/// The items after an opener that ends at `from`.
fn enumeration(view: &SentenceView<'_>, from: usize, opener: Opener) -> Option<Enumeration> {
    let sign = |token: usize, sign: &str| &*view.word(token).form == sign && view.mask(token).is_none();
    // «Представьте следующие бумаги: …»
    let colon = (from..view.len().min(from + LONGEST_OPENING)).find(|&token| sign(token, ":"));
    let (start, case) = match (opener, colon) {
        (Opener::Colon, _) => (from, None),
        (Opener::Case(_), Some(colon)) => (colon + 1, None),
        (Opener::Case(case), None) => (first_item(view, from)?, Some(case)),
    };
    let numbered = start < view.len() && marker(view, start) > 0;
    let semicolons = (start..view.len()).any(|token| sign(token, ";"));
    let separator = if semicolons { ";" } else { "," };
    let mut bounds = Vec::new();
    let mut begin = start;
    for token in start..view.len() {
        if sign(token, separator) || (sign(token, ".") && token + 1 == view.len()) {
            bounds.push(begin..token);
            begin = token + 1;
        }
    }
    if begin < view.len() {
        bounds.push(begin..view.len());
    }
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut complete = true;
    for bound in bounds {
        let bound = bound.start + marker(view, bound.start)..bound.end;
        if semicolons || numbered {
            if !bound.is_empty() {
                items.push(bound);
            }
            continue;
        }
        if !is_item(view, bound.clone(), case) {
            complete = false;
            break;
        }
        match last_and(view, bound.clone(), case) {
            Some(and) => items.extend([bound.start..and, and + 1..bound.end]),
            None => items.push(bound),
        }
    }
    let (first, last) = (items.first()?, items.last()?);
    // Items may not begin with a capital or number: names, streets and flats are no list.
    let listed = |item: &Range<usize>| {
        let word = view.word(item.start);
        word.is_word() && word.shape != Shape::Number && word.cyrillic
    };
    if !items.iter().all(|item| !item.is_empty() && listed(item)) {
        return None;
    }
    let names = items.iter().filter(|item| view.word(item.start).shape != Shape::Lower).count();
    if names * 2 >= items.len() {
        return None;
    }
    let span = start..last.end;
    debug_assert!(first.start >= start);
    Some(Enumeration { span, ends_sentence: complete, items })
}

/// Most tokens from an opener to its colon.
const LONGEST_OPENING: usize = 8;

/// The first item after a word that asks for things: «возьмите с собой паспорт».
fn first_item(view: &SentenceView<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while at < view.len() {
        let word = view.word(at);
        if word.may_be(Feature::Adp.tag()) {
            at += 2;
        } else if matches!(&*word.folded, "вам" | "нам" | "также" | "еще" | "только" | "нужны" | "пожалуйста")
        {
            at += 1;
        } else {
            break;
        }
    }
    (at < view.len() && view.word(at).is_word()).then_some(at)
}

const ADJECTIVE: Tag = Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle]);
const CLAUSE: Tag = Tag::of(&[Feature::Sconj, Feature::Pron]);

/// True for a stretch that names a thing, in this case or, after a colon, in the nominative or accusative.
fn is_item(view: &SentenceView<'_>, item: Range<usize>, case: Option<Feature>) -> bool {
    if item.is_empty() {
        return false;
    }
    let also = &*view.word(item.start).folded == "а" && item.len() > 1 && &*view.word(item.start + 1).folded == "также";
    let from = item.start + if also { 2 } else { usize::from(is_and(view, item.start)) };
    if from >= item.end || view.is_masked(from, NAMES) {
        return false;
    }
    let head = view.readings(from).iter().any(|reading| named(reading.tag, case) && reading.weight > 0.05);
    let free = (from..item.end).all(|token| {
        let likely = view.readings(token).first().map_or(Tag::NONE, |reading| reading.tag);
        let finite = likely.has(Feature::Fin) || likely.has(Feature::Conv) || likely.has(Feature::Inf);
        let relative = likely.has(Feature::Rel) || view.word(token).folded.starts_with("котор");
        view.mask(token).is_some() || !(finite || relative || (token == from && likely.has_any(CLAUSE)))
    });
    head && free
}

const NAMES: MaskSet =
    MaskSet::of(&[MaskKind::Person, MaskKind::Address, MaskKind::Date, MaskKind::Money, MaskKind::Quote]);

fn named(tag: Tag, case: Option<Feature>) -> bool {
    let right = match case {
        Some(case) => tag.has(case),
        None => tag.has(Feature::Nom) || tag.has(Feature::Acc),
    };
    right && (tag.has(Feature::Noun) || tag.has_any(ADJECTIVE)) && !tag.has(Feature::Short)
}

fn is_and(view: &SentenceView<'_>, token: usize) -> bool {
    matches!(&*view.word(token).folded, "и" | "или")
}

/// The «и» between the last two items: another thing in the same case follows it, likely to be read so.
fn last_and(view: &SentenceView<'_>, item: Range<usize>, case: Option<Feature>) -> Option<usize> {
    let and = (item.start + 1..item.end.saturating_sub(1)).rev().find(|&token| is_and(view, token))?;
    let share: f32 = view.readings(and + 1).iter().filter(|r| named(r.tag, case)).map(|reading| reading.weight).sum();
    (share >= SURE).then_some(and)
}

/// Share of the readings of a form that settles its case without the sentence.
const SURE: f32 = 0.5;

/// The enumeration as a list. It is put into the text where that takes no more than line ends and signs.
fn as_list(seen: &Inspection<'_>, view: &SentenceView<'_>, list: &Enumeration) -> Fix {
    let (format, text) = (seen.document.format(), seen.document.text());
    let item = |item: &Range<usize>| view.slice(item.clone()).trim_end_matches(['.', ';', ',']);
    let mut lines: Vec<&str> = list.items.iter().map(item).collect();
    for line in &mut lines {
        // «, и копию паспорта» or «, а также копию»
        for and in ["и ", "а также ", "или "] {
            if let Some(rest) = line.strip_prefix(and) {
                *line = rest;
            }
        }
    }
    let label = format!("список: «{};» …", lines.first().copied().unwrap_or_default());
    let block = &seen.document.blocks()[view.block()];
    let single = lines.iter().all(|line| !line.contains(['\n', '\r', ';']));
    let either = list.items.windows(2).any(|pair| view.slice(pair[0].end..pair[1].start).contains("или"));
    let plain = block.kind == BlockKind::Paragraph && !block.quote && single && !either;
    let before = text[..view.span(list.span.clone()).start as usize].trim_end();
    let last = list.items.last().map_or(0, |item| item.end);
    let rest = view.slice(last..view.len());
    if !plain || !format.is_plain() || !list.ends_sentence || !matches!(rest, "" | "." | ";") {
        return Fix { level: Level::Show, label, edits: Vec::new() };
    }
    let mark = if format == FileFormat::Markdown { "-" } else { "–" };
    let colon = if before.ends_with(':') { "" } else { ":" };
    let mut made = format!("{colon}\n\n");
    for (number, line) in lines.iter().enumerate() {
        let end = if number + 1 == lines.len() { "." } else { ";\n" };
        made.push_str(&format!("{mark} {line}{end}"));
    }
    // What follows in the paragraph becomes a paragraph of its own.
    let end = view.whole().end as usize;
    let follows = text[end..block.span.end as usize].trim_start();
    let mut until = end;
    if !follows.is_empty() {
        until = block.span.end as usize - follows.len();
        made.push_str("\n\n");
    }
    let edit = Edit::replace(Span::new(before.len() as u32, until as u32), made);
    Fix { level: Level::Ask, label, edits: vec![edit] }
}
