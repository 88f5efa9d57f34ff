//! Checks of formatting in effect: italic, underlining, capitals.

use super::capitals;
use super::check::{Check, Inspection, Setup};
use super::file::FormattingCheck;
use super::hit::{Fix, Hit, Level};
use super::restyle::Look;
use crate::data::FileError;
use crate::document::{Format, Stretch};
use crate::language::{MaskKind, SentenceView};
use crate::text::Span;

/// Makes the check.
///
/// # Errors
/// An unknown property.
pub(super) fn build(check: &FormattingCheck, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let formatting = |wanted, advice, look| Ok(Box::new(Formatting { wanted, advice, look }) as Box<dyn Check>);
    match check.property.get_ref().as_str() {
        "italic" => formatting(|format| format.italic, "обычный шрифт без курсива", Look::Upright),
        "underline" => formatting(|format| format.underline, "обычный шрифт без подчёркивания", Look::NotUnderlined),
        "capitals" => capitals::build(setup),
        other => {
            let message = format!("неизвестное оформление «{other}»; есть italic, underline, capitals");
            Err(FileError::new("formatting", 0, message))
        }
    }
}

/// A property of formatting that no word of the letter may have. Parameter `min-letters`: shorter stretches are passed over.
#[derive(Debug)]
struct Formatting {
    wanted: fn(Format) -> bool,
    advice: &'static str,
    look: Look,
}

impl Check for Formatting {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let min_letters = seen.params.number("min-letters", 2);
        for span in formatted(seen, self.wanted) {
            let letters = seen.document.slice(span).chars().filter(|c| c.is_alphabetic()).take(min_letters).count();
            if letters < min_letters || is_placeholder(seen, span) {
                continue;
            }
            let fix = Fix { level: Level::Show, label: self.advice.to_owned(), edits: Vec::new() };
            hits.push(Hit::at(span).fix(fix).look(self.look.clone()));
        }
    }
}

/// The stretches of the rule's zones with this formatting, neighbours joined, without white space at the ends.
pub(super) fn formatted(seen: &Inspection<'_>, wanted: fn(Format) -> bool) -> Vec<Span> {
    let document = seen.document;
    let counts = |format: Format| wanted(format) && !format.code && !format.unchecked;
    let mut spans: Vec<(usize, Span)> = Vec::new();
    for Stretch { span, .. } in document.stretches().iter().filter(|stretch| counts(stretch.format)) {
        let Some(block) = document.block_at(span.start) else { continue };
        if !seen.zones.contains(&seen.letter.zone(block)) {
            continue;
        }
        match spans.last_mut() {
            Some((last_block, last))
                if *last_block == block && document.slice(Span::new(last.end, span.start)).trim().is_empty() =>
            {
                last.end = span.end;
            }
            _ => spans.push((block, *span)),
        }
    }
    let trimmed = |(_, span): (usize, Span)| {
        let text = document.slice(span);
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        Span::new(start, start + text.trim().len() as u32)
    };
    spans.into_iter().map(trimmed).filter(|span| !span.is_empty()).collect()
}

/// True when all the words under `span` are a template's placeholder: its formatting is a mark for the clerk.
fn is_placeholder(seen: &Inspection<'_>, span: Span) -> bool {
    let Some(block) = seen.document.block_at(span.start) else { return false };
    let masks = &seen.analysis.blocks[block].masks;
    if !masks.iter().any(|mask| mask.kind == MaskKind::Placeholder) {
        return false;
    }
    let in_span =
        |view: &SentenceView<'_>, token: usize| span.overlaps(view.token_span(token)) && view.word(token).is_word();
    let views = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
    views
        .flat_map(|view| (0..view.len()).filter(move |&token| in_span(&view, token)).map(move |token| view.mask(token)))
        .all(|mask| mask == Some(MaskKind::Placeholder))
}
