//! Notes at the end: every mark has its note, and nothing a reader must know stands only there.

use std::sync::LazyLock;

use regex::Regex;

use super::said::{is_refusal, sentences};
use crate::document::FileFormat;
use crate::letter::{Kind, Zone};
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

/// `endnote-integrity`.
#[derive(Debug)]
struct Integrity;

pub(super) fn integrity() -> Box<dyn Check> {
    Box::new(Integrity)
}

/// A mark of a note behind a word: «срок¹», or a number with a caret in brackets; not a power («45 м²») and not a fraction.
static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\[\^([^\]\s]{1,12})\]|([¹²³⁴⁵⁶⁷⁸⁹])").ok());

/// The beginning of a note: «¹ Статья 12», «1. Приказ», «[1] Закон».
static NOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(?:([¹²³⁴⁵⁶⁷⁸⁹])|\[?(\d{1,2})[\].)])\s*\S").ok());

/// Units and signs before a power.
const UNITS: [&str; 10] = ["м", "км", "см", "мм", "дм", "га", "m", "км", "куб", "кв"];

fn digit(mark: char) -> Option<u32> {
    "¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == mark).map(|at| at as u32 + 1)
}

impl Check for Integrity {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let text = seen.document.text();
        if !text.contains(['¹', '²', '³', '⁴', '⁵']) && !text.contains("[^") && !has_notes(seen) {
            return;
        }
        let (Some(marks), Some(note)) = (&*MARKS, &*NOTE) else { return };
        let mut used: Vec<(u32, Span)> = Vec::new();
        let mut given: Vec<(u32, Span)> = Vec::new();
        let mut broken: Vec<Span> = Vec::new();
        for (block, at) in seen.document.blocks().iter().enumerate() {
            let zone = seen.letter.zone(block);
            let line = seen.document.slice(at.span);
            if let Some(found) = note.captures(line).filter(|found| zone == Zone::Notes || found.get(1).is_some()) {
                let number = found.get(1).and_then(|mark| digit(mark.as_str().chars().next()?));
                let number = number.or_else(|| found.get(2)?.as_str().parse().ok());
                // Notes of Markdown and .docx are bound to their marks by the reader.
                if seen.document.format() == FileFormat::Text || found.get(1).is_some() {
                    given.extend(number.map(|number| (number, at.span)));
                }
                continue;
            }
            if zone == Zone::Notes || zone == Zone::Letterhead {
                continue;
            }
            for found in marks.captures_iter(line) {
                let Some(whole) = found.get(0) else { continue };
                let span = Span::new(whole.start() as u32, whole.end() as u32).shift(at.span.start);
                if found.get(1).is_some() {
                    // A mark that the reader left in the text has no note.
                    broken.push(span);
                } else if let Some(number) = whole.as_str().chars().next().and_then(digit)
                    && !is_power(&line[..whole.start()], &line[whole.end()..])
                {
                    used.push((number, span));
                }
            }
        }
        if used.is_empty() && given.is_empty() && broken.is_empty() {
            return;
        }
        let given_once = |number: u32| given.iter().filter(|(own, _)| *own == number).count() == 1;
        let first = |at: usize| used[..at].iter().all(|(number, _)| *number != used[at].0);
        for (at, (number, span)) in used.iter().enumerate() {
            let expected = used[..at].iter().map(|(number, _)| *number).max().unwrap_or(0) + 1;
            if !given_once(*number) || !first(at) || *number > expected {
                hits.push(Hit::at(*span));
            }
        }
        for (number, span) in &given {
            if used.iter().all(|(own, _)| own != number) {
                hits.push(Hit::at(*span));
            }
        }
        hits.extend(broken.into_iter().map(Hit::at));
        hits.sort_by_key(|hit| hit.span);
    }
}

fn has_notes(seen: &Inspection<'_>) -> bool {
    seen.document.format() == FileFormat::Text && seen.letter.zones.contains(&Zone::Notes)
}

/// «45 м²», «10² = 100», «5¹/₂»
fn is_power(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    UNITS.contains(&word.to_lowercase().as_str())
        || word.ends_with(|c: char| c.is_ascii_digit())
        || after.starts_with(['/', '⁄'])
}

/// `endnote-misuse`.
#[derive(Debug)]
struct Misuse;

pub(super) fn misuse() -> Box<dyn Check> {
    Box::new(Misuse)
}

impl Check for Misuse {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let notes: Vec<usize> = (0..seen.document.blocks().len())
            .filter(|&block| seen.letter.zone(block) == Zone::Notes || is_note(seen, block))
            .collect();
        if notes.is_empty() {
            return;
        }
        let body = sentences(seen);
        let refuses =
            matches!(seen.kind(), Kind::Refusal | Kind::PartialRefusal) || seen.letter.marks.iter().any(is_refusal);
        let promises = body.iter().any(|said| said.future && !super::outcome::tells_when(&said.view));
        let dated = body.iter().any(|said| super::outcome::tells_when(&said.view));
        let numbered = seen.letter.parts.incoming_number.is_some();
        // Where the order asks for the number of the citizen's letter in the first paragraph.
        let first_has_number = seen.letter.whole && !seen.profile.regnum_first_paragraph.is_empty();
        for block in notes {
            let span = seen.document.blocks()[block].span;
            let text = seen.document.slice(span);
            let inner = text.trim_start_matches(|c: char| !c.is_alphabetic() && c != '№').trim();
            if inner.is_empty() || names_act(inner) {
                continue;
            }
            let ground = refuses && tells_fact(seen, block);
            let number = first_has_number && !numbered && inner.starts_with('№') && inner.contains(" от ");
            let deadline = promises
                && !dated
                && inner.to_lowercase().starts_with("до ")
                && inner.contains(|c: char| c.is_ascii_digit());
            if ground || number || deadline {
                hits.push(Hit::at(span));
            }
        }
    }
}

/// A line of the body that begins with the mark of a note.
pub(super) fn is_note(seen: &Inspection<'_>, block: usize) -> bool {
    let text = seen.document.slice(seen.document.blocks()[block].span);
    seen.letter.zone(block) == Zone::Body && text.trim_start().chars().next().and_then(digit).is_some()
}

/// Words of acts, plans and tables: what notes are for.
fn names_act(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "закон",
        "стать",
        "пункт",
        "постановлен",
        "приказ",
        "кодекс",
        "поряд",
        "правил",
        "приложени",
        "таблиц",
        "план",
        "регламент",
        "см.",
        "ст. ",
        "п. ",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// The note tells how things are, in a sentence.
fn tells_fact(seen: &Inspection<'_>, block: usize) -> bool {
    let mut views = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
    views.any(|view| super::said::residue(&view, 0..view.len()) >= 2 && view.count_words(0..view.len()) >= 3)
}
