//! Who prepared the letter: one person, at the lower left of the last page.

use crate::document::{FileFormat, Story};
use crate::letter::Zone;
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn many() -> Box<dyn Check> {
    Box::new(Many)
}

pub(super) fn position() -> Box<dyn Check> {
    Box::new(Position)
}

#[derive(Debug)]
struct Many;

impl Check for Many {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let Some(executor) = seen.letter.parts.executor.as_ref().filter(|executor| !executor.signs) else { return };
        for name in &executor.others {
            let text = seen.document.text();
            // With the comma before it; the phone after it stays, for only a person can tell whose it is.
            let before = text[..name.span.start as usize].trim_end_matches([' ', '\u{a0}']);
            let start = if before.ends_with(',') { before.len() - 1 } else { name.span.start as usize };
            let edit = Edit::replace(Span::new(start as u32, name.span.end), "");
            let label = "оставить одного исполнителя".to_owned();
            hits.push(Hit::at(name.span).fix(Fix { level: Level::Ask, label, edits: vec![edit] }));
        }
    }
}

fn says_executor(text: &str) -> bool {
    let folded = text.trim_start().to_lowercase();
    ["исп.", "исп ", "исп:", "исполнитель", "подготовил", "отв. исп", "ответственный исполнитель"]
        .iter()
        .any(|mark| folded.starts_with(mark))
}

#[derive(Debug)]
struct Position;

impl Check for Position {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole {
            return;
        }
        let blocks = seen.document.blocks();
        let parts = &seen.letter.parts;
        if let Some(block) = parts.stray_executor {
            // In the pages' head, in the text, before the signature: anywhere but at the end.
            // Without the word «исполнитель» it may be anybody whom the letter names.
            if blocks[block].story != Story::Footer && says_executor(seen.document.slice(blocks[block].span)) {
                hits.push(Hit::at(blocks[block].span));
            }
            return;
        }
        let Some(executor) = parts.executor.as_ref().filter(|executor| !executor.signs && !executor.in_text) else {
            return;
        };
        let own = |block: &usize| seen.letter.zone(*block) == Zone::Executor;
        let Some(first) =
            (0..blocks.len()).find(|block| own(block) && blocks[*block].span.start >= executor.span.start)
        else {
            return;
        };
        if blocks[first].story == Story::Footer {
            return;
        }
        let last = (first..blocks.len()).rev().find(own).unwrap_or(first);
        let text_after = |block: &usize| {
            seen.letter.zone(*block) == Zone::Body
                && matches!(blocks[*block].story, Story::Body)
                && !seen.document.slice(blocks[*block].span).trim().is_empty()
        };
        let after = (last + 1..blocks.len()).filter(text_after).count();
        let right = match seen.document.format() {
            // A cell to the right of another that is not empty.
            FileFormat::Docx | FileFormat::Odt
                if blocks[first].right || is_tabbed(seen.document.slice(blocks[first].span)) =>
            {
                true
            }
            FileFormat::Docx | FileFormat::Odt | FileFormat::Xlsx | FileFormat::Html | FileFormat::Markdown => {
                blocks[first].cell.is_some_and(|cell| {
                    blocks.iter().any(|block| {
                        block.cell.is_some_and(|left| {
                            left.table == cell.table && left.row == cell.row && left.column < cell.column
                        }) && !seen.document.slice(block.span).trim().is_empty()
                    })
                })
            }
            FileFormat::Text => {
                let line = seen.document.slice(blocks[first].span);
                let start =
                    seen.document.text()[..blocks[first].span.start as usize].rfind('\n').map_or(0, |at| at + 1);
                let lead = seen.document.text()[start..blocks[first].span.start as usize].chars().count();
                lead + line.chars().take_while(|c| *c == ' ').count() >= seen.params.number("max-indent", 20)
            }
        };
        // The link to the survey may stand under the signature; who prepared the letter is told by the name.
        let end = executor.name.as_ref().map_or(executor.span.end, |name| name.span.end);
        let before_signature = parts.signature.is_some_and(|signature| {
            let text = seen.document.slice(signature).to_lowercase();
            signature.start >= end && !text.contains("электронн") && !text.contains("сертификат")
        });
        if before_signature {
            hits.push(Hit::at(blocks[first].span));
            return;
        }
        if right || after > seen.params.number("max-lines-after", 3) {
            hits.push(Hit::at(executor.span));
        }
    }
}

/// Tabs of the usual width that lead over the middle of the page.
const TABS: usize = 6;

fn is_tabbed(line: &str) -> bool {
    line.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\t').count() >= TABS
}
