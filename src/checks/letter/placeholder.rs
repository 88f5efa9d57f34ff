//! Holes of a template that were not filled in.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::BlockKind;
use crate::language::{MONTHS, MaskKind};
use crate::letter::{Kind, Zone};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn unfilled() -> Box<dyn Check> {
    Box::new(Unfilled)
}

#[derive(Debug)]
struct Unfilled;

/// Keys of the card by beginnings of what a hole asks for.
const FROM_CARD: [(&str, &str); 8] = [
    ("рег", "reg_number"),
    ("номер", "reg_number"),
    ("дата рег", "reg_date"),
    ("дата обращ", "reg_date"),
    ("вопрос", "subject"),
    ("тем", "subject"),
    ("исполнител", "executor.name"),
    ("опрос", "survey_url"),
];

impl Check for Unfilled {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        // A script is read aloud with the caller's own name and number.
        if seen.letter.template || seen.kind() == Kind::PhoneScript {
            return;
        }
        let blocks = seen.document.blocks();
        for (block, own) in blocks.iter().enumerate() {
            let zone = seen.letter.zone(block);
            // The citizen's words stay as they are; a form in the attachments is filled in by hand.
            if matches!(zone, Zone::CitizenQuote | Zone::Attachments | Zone::Stage) || own.kind == BlockKind::Code {
                continue;
            }
            let mut sentences = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
            blanks(seen, own.span, zone, hits);
            let Some(first) = sentences.next() else { continue };
            if !first.block_masks().iter().any(|mask| mask.kind == MaskKind::Placeholder) {
                continue;
            }
            let mut last = None;
            for view in std::iter::once(first).chain(sentences) {
                for token in 0..view.len() {
                    let Some(mask) = view.mask_at(token).filter(|mask| mask.kind == MaskKind::Placeholder) else {
                        continue;
                    };
                    if last == Some(mask.tokens.start) {
                        continue;
                    }
                    last = Some(mask.tokens.start);
                    let end = (mask.tokens.end - view.first_token()).min(view.len());
                    let span = view.span(token..end);
                    if !to_sign(seen, zone, span) {
                        hits.push(hit(seen, span));
                    }
                }
            }
        }
    }
}

/// Signs that stand in a draft for what is not known yet: «XX рабочих дней», «№ З-####», «ДД.ММ.ГГГГ», «00.00.0000».
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i:дд\.мм\.г{2,4})|\b00\.00\.(?:0000|20\d\d)\b|#{2,}|\?{4,}|\b(?:X{2,}|Х{2,}|х{3,}|x{3,})\b(?:[/.-](?:X{2,}|Х{2,}))*").ok()
});

/// A day left open in the text: «__» апреля. Above and below the text it is written by hand when the letter is signed.
static DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("«_{{1,2}}» (?:{})", MONTHS.join("|"))).ok());

fn blanks(seen: &Inspection<'_>, block: Span, zone: Zone, hits: &mut Vec<Hit>) {
    let text = seen.document.slice(block);
    let days = DAY.iter().filter(|_| zone == Zone::Body && text.contains('_')).flat_map(|regex| regex.find_iter(text));
    hits.extend(days.map(|day| hit(seen, Span::new(day.start() as u32, day.end() as u32).shift(block.start))));
    // «XX век» is a number, «XXL» no blank.
    let roman = |end: usize| text[end..].trim_start().starts_with(['в', '–', '-']);
    for found in BLANK.iter().flat_map(|regex| regex.find_iter(text)) {
        let latin = found.as_str().chars().all(|c| c == 'X' || c == 'Х');
        let known = latin && found.as_str().chars().count() <= 3 && roman(found.end());
        let span = Span::new(found.start() as u32, found.end() as u32).shift(block.start);
        if !known && !hits.iter().any(|hit| hit.span.overlaps(span)) {
            hits.push(hit(seen, span));
        }
    }
}

/// A line to sign or to put a date on by hand: «Подпись ________».
fn to_sign(seen: &Inspection<'_>, zone: Zone, span: Span) -> bool {
    let text = seen.document.slice(span);
    if !text.starts_with(['_', '«']) || !text.contains('_') {
        return false;
    }
    let line = seen
        .document
        .block_at(span.start)
        .map(|block| seen.document.slice(seen.document.blocks()[block].span).to_lowercase());
    zone == Zone::Signature
        || line.is_some_and(|line| {
            ["подпись", "м.п", "расписка", "получил", "ознакомлен"].iter().any(|word| line.contains(word))
                || line.contains("_/")
                || line.contains("_ /")
        })
}

fn hit(seen: &Inspection<'_>, span: Span) -> Hit {
    let text = seen.document.slice(span);
    let folded = text.to_lowercase().replace('_', " ");
    let asked = FROM_CARD.iter().filter(|(stem, _)| folded.contains(stem)).max_by_key(|(stem, _)| stem.len());
    let value = asked.and_then(|(_, key)| seen.letter.card.text(key));
    let hit = Hit::at(span);
    match value {
        Some(value) => {
            let edits = vec![Edit::replace(span, value.to_owned())];
            hit.fix(Fix { level: Level::Ask, label: value.to_owned(), edits })
        }
        None => hit,
    }
}
