//! Laws in the text: too many references, and rules that are copied instead of told.

use std::ops::Range;

use super::notes::is_note;
use super::said::{ACT, senses};
use crate::document::FileFormat;
use crate::language::{Feature, MaskKind, MaskSet, SentenceView, fold};
use crate::letter::Zone;
use crate::profile::Endnotes;
use crate::rules::{Check, Endnote, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

/// `legal-ref-density`.
#[derive(Debug)]
struct Density;

pub(super) fn density() -> Box<dyn Check> {
    Box::new(Density)
}

/// One reference to an act.
#[derive(Clone, Debug)]
struct Reference {
    span: Span,
    /// Words counted in full, with the title.
    words: usize,
    /// In brackets that hold nothing but references: «(статья 9 закона № 210-ФЗ)», brackets included.
    bracketed: Option<Span>,
}

impl Check for Density {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let (most, dense, long) = (
            seen.params.number("max-refs", 3),
            seen.params.number("max-per-100-words", 2),
            seen.params.number("max-words-in-ref", 12),
        );
        let (mut words, mut found) = (0, Vec::new());
        let sentences = |block| seen.analysis.sentences_of(block, seen.document, seen.lexicon);
        for view in seen.blocks().filter(|&block| !is_note(seen, block)).flat_map(sentences) {
            words += view.count_words(0..view.len());
            references(&view, &mut found);
        }
        let many = found.len() > most && found.len() * 100 > dense * words.max(1);
        let suggested = seen.profile.endnotes_for_acts == Endnotes::Suggested;
        let mut mended = if suggested { to_notes(seen, &found) } else { None };
        for (number, reference) in found.iter().enumerate() {
            if many && number > 0 || reference.words > long {
                let mut hit = Hit::at(reference.span);
                // One change moves them all, so that the notes are numbered in order.
                if let Some((fix, endnotes)) = mended.take() {
                    hit.fixes.push(fix);
                    hit.endnotes = endnotes;
                }
                hits.push(hit);
            }
        }
    }
}

/// Adds the references of a sentence: a chain of parts with its act and title is one.
fn references(view: &SentenceView<'_>, found: &mut Vec<Reference>) {
    let legal = MaskSet::of(&[MaskKind::LegalRef, MaskKind::LegalTitle]);
    let mut brackets: Option<Range<usize>> = None; // around the last reference that stood in some
    let mut token = 0;
    while token < view.len() {
        if !view.is_masked(token, legal) {
            token += 1;
            continue;
        }
        let start = token;
        while token < view.len() && view.is_masked(token, legal) {
            let end = view.mask_at(token).map_or(token + 1, |mask| mask.tokens.end.saturating_sub(view.first_token()));
            token = end.clamp(token + 1, view.len());
            // The title may follow with nothing between.
            if token < view.len() && view.mask(token) != Some(MaskKind::LegalTitle) {
                break;
            }
        }
        let own = start..token;
        if view.mask(start) == Some(MaskKind::LegalTitle) {
            continue;
        }
        let words = own.clone().filter(|&token| view.word(token).is_word()).count();
        if brackets.as_ref().is_none_or(|brackets| brackets.end <= start) {
            brackets = brackets_around(view, start, token, legal);
        }
        let bracketed = brackets.clone().map(|brackets| view.span(brackets));
        found.push(Reference { span: view.span(own), words, bracketed });
    }
}

/// Words between the opening bracket and a reference: «(в соответствии со статьёй 9 …)».
const LEAD: [&str; 10] = ["на", "основании", "в", "соответствии", "с", "со", "согласно", "по", "см", "."];

/// The brackets around a reference, when they hold nothing but references.
fn brackets_around(view: &SentenceView<'_>, start: usize, end: usize, legal: MaskSet) -> Option<Range<usize>> {
    let lead = (0..start).rev().take_while(|&token| LEAD.contains(&&*view.word(token).folded)).take(3).count();
    let open = start.checked_sub(lead + 1).filter(|&token| view.token_text(token) == "(")?;
    let mut token = end;
    while token < view.len() && view.token_text(token) != ")" {
        if !view.is_masked(token, legal) && !matches!(view.token_text(token), "," | ";" | "и" | "а" | "также") {
            return None;
        }
        token += 1;
    }
    (token < view.len()).then_some(open..token + 1)
}

/// Heads of acts by the beginnings of their oblique forms, as a note names them.
const HEADS: [(&str, &str); 9] = [
    ("федеральн", "Федеральный"),
    ("закон", "закон"),
    ("постановлени", "Постановление"),
    ("распоряжени", "Распоряжение"),
    ("приказ", "Приказ"),
    ("указ", "Указ"),
    ("правил", "Правила"),
    ("поряд", "Порядок"),
    ("решени", "Решение"),
];

/// A bracketed reference goes whole; of another one the date, number and title go, and the words stay.
fn moved(seen: &Inspection<'_>, reference: &Reference) -> Option<Endnote> {
    if let Some(cut) = reference.bracketed {
        let inside = seen.document.slice(Span::new(cut.start + 1, cut.end - 1));
        let note = inside.strip_prefix("см.").unwrap_or(inside).trim();
        // The blank before the bracket goes with it.
        let before = seen.document.slice(Span::new(cut.start.saturating_sub(1), cut.start));
        let start = if before == " " { cut.start - 1 } else { cut.start };
        return Some(Endnote { cut: Span::new(start, cut.end), text: capitalised(note) });
    }
    let text = seen.document.slice(reference.span);
    let at = [" от ", " № ", " «"].iter().filter_map(|mark| text.find(mark)).min()?;
    let kept = &text[..at];
    // From the head of the act on: «статьи 9 Федерального закона».
    let head = kept
        .split(' ')
        .map(|word| word.as_ptr() as usize - kept.as_ptr() as usize)
        .find(|&start| HEADS.iter().any(|(stem, _)| fold(&kept[start..]).starts_with(stem)))?;
    let mut named: Vec<String> = Vec::new();
    for word in kept[head..].split(' ') {
        let folded = fold(word);
        let plain = HEADS.iter().find(|(stem, _)| folded.starts_with(stem)).filter(|_| named.len() < 2);
        named.push(plain.map_or_else(|| word.to_owned(), |(_, name)| (*name).to_owned()));
    }
    let note = format!("{}{}", named.join(" "), &text[at..]);
    let start = reference.span.start + at as u32;
    Some(Endnote { cut: Span::new(start, reference.span.end), text: capitalised(&note) })
}

fn capitalised(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}

/// One change that moves the references to notes at the end: of words, or, where notes are more than words, to be made by
/// what writes the file.
fn to_notes(seen: &Inspection<'_>, references: &[Reference]) -> Option<(Fix, Vec<Endnote>)> {
    let mut moved: Vec<Endnote> = references.iter().filter_map(|reference| moved(seen, reference)).collect();
    moved.dedup_by_key(|note| note.cut);
    let label = "реквизиты законов – в примечаниях в конце письма".to_owned();
    if moved.is_empty() {
        return None;
    }
    if seen.document.format() == FileFormat::Docx {
        return Some((Fix { level: Level::Show, label, edits: Vec::new() }, moved));
    }
    let markdown = match seen.document.format() {
        FileFormat::Markdown => true,
        FileFormat::Text | FileFormat::Odt | FileFormat::Docx => false,
        FileFormat::Xlsx | FileFormat::Html => return None,
    };
    let last = seen.letter.parts.last_block.or(seen.document.blocks().len().checked_sub(1))?;
    let last = seen.document.blocks()[last].span.end;
    let source = seen.document.text();
    let has_notes = seen.letter.zones.contains(&Zone::Notes) || source.contains(['¹', '²', '³']);
    if has_notes || moved.len() > SUPERSCRIPTS.len() && !markdown {
        return None;
    }
    let (mut edits, mut notes) = (Vec::new(), String::new());
    notes.push_str(if markdown { "\n" } else { "\n\nПримечания" });
    for (number, note) in moved.iter().enumerate() {
        let mark = if markdown { format!("[^{}]", number + 1) } else { SUPERSCRIPTS[number].to_string() };
        edits.push(Edit::replace(note.cut, mark.clone()));
        notes.push_str(&if markdown { format!("\n{mark}: {}", note.text) } else { format!("\n{mark} {}", note.text) });
    }
    edits.push(Edit::replace(Span::empty(last), notes));
    Some((Fix { level: Level::Ask, label, edits }, Vec::new()))
}

const SUPERSCRIPTS: [char; 9] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// `legal-text-copied`.
#[derive(Debug)]
struct Copied;

pub(super) fn copied() -> Box<dyn Check> {
    Box::new(Copied)
}

/// Words of statutes as they begin.
const STATUTE: [&str; 12] = [
    "указанн",
    "предусмотренн",
    "настоящ",
    "лица",
    "случаях",
    "исключением",
    "превышающ",
    "являющ",
    "проводим",
    "осуществляем",
    "уполномоченн",
    "понимается",
];

impl Check for Copied {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let long_quote = seen.params.number("max-quote-words", 40);
        let long = seen.params.number("max-sentence-words", 35);
        // Both are long, and most sentences are not.
        let least = long.min(long_quote);
        for view in seen.sentences().filter(|view| view.len() > least) {
            let act = (0..view.len()).any(|token| senses(&view, token) & ACT != 0);
            if !act {
                continue;
            }
            if let Some(quote) = quotation(&view, long_quote) {
                hits.push(Hit::at(quote));
                continue;
            }
            let words = (0..view.len()).filter(|&token| view.word(token).is_word()).count();
            if words > long && opens_with_act(&view) && is_statute(&view) {
                hits.push(Hit::at(view.whole()));
            }
        }
    }
}

/// A quotation of so many words, with its marks.
fn quotation(view: &SentenceView<'_>, least: usize) -> Option<Span> {
    let open = (0..view.len()).find(|&token| view.token_text(token) == "«")?;
    let close = (open..view.len()).rev().find(|&token| view.token_text(token) == "»")?;
    let words = (open..close).filter(|&token| view.word(token).is_word()).count();
    let titled = view.mask(open) == Some(MaskKind::LegalTitle);
    (words > least && !titled).then(|| view.span(open..close + 1))
}

/// «Согласно статье …», «В соответствии с пунктом …», «Статьёй … установлено, что …»
fn opens_with_act(view: &SentenceView<'_>) -> bool {
    (0..view.len().min(8)).any(|token| {
        let word = &*view.word(token).folded;
        matches!(
            word,
            "согласно"
                | "соответствии"
                | "статьей"
                | "пунктом"
                | "частью"
                | "закону"
                | "законом"
                | "правилам"
                | "правилами"
        )
    })
}

fn is_statute(view: &SentenceView<'_>) -> bool {
    let marks =
        (0..view.len()).filter(|&token| STATUTE.iter().any(|word| view.word(token).folded.starts_with(word))).count();
    let actions = (0..view.len())
        .filter(|&token| {
            let word = view.word(token);
            word.any.has(Feature::Noun)
                && ["ние", "ния", "нию", "нием", "нии", "ций", "ции"].iter().any(|end| word.folded.ends_with(end))
        })
        .count();
    let signs = (0..view.len()).filter(|&token| view.token_text(token) == ";").count();
    marks + usize::from(actions >= 4) + usize::from(signs >= 1) >= 3
}
