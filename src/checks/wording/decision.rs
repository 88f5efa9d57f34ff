//! `negative-construction` and `blame-phrase`: rows of a vocabulary that leave the decision alone.
//!
//! Two orders ask for different things: no negative turns, and a refusal that cannot be misread. So a plain «не можем»
//! in or beside the sentence that refuses is never reported. `negative-construction` also says nothing where a
//! prohibition protects people, and speaks once of a paragraph full of negatives.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::data::FileError;
use crate::language::SentenceView;
use crate::letter::{LetterMatch, Role, Strength};
use crate::rules::vocabulary::{COLUMNS, rows_of};
use crate::rules::{Check, Hit, Inspection, Setup};
use crate::text::Span;

/// Findings of one paragraph from which only the first is reported.
const CROWD: usize = 4;

/// Beginnings of words of sentences in which a plain «не» may save a life.
const DANGER: [&str; 16] = [
    "опасн",
    "пожар",
    "газов",
    "ядовит",
    "лавин",
    "эвакуац",
    "взрыв",
    "напряжени",
    "отравл",
    "запрещ",
    "запрет",
    "пиротехн",
    "гололед",
    "заражен",
    "утечк",
    "тонк",
];

/// Whole words of the same kind.
const DANGER_WORDS: [&str; 13] =
    ["газ", "газа", "газом", "газе", "ток", "тока", "током", "лед", "льду", "льда", "льдом", "нельзя", "огонь"];

#[derive(Debug)]
struct OutsideDecision {
    rows: Box<dyn Check>,
    /// Rows that give way to a decision; all if absent.
    refusing: Option<FxHashSet<Arc<str>>>,
    /// Sentences on dangers are left alone, and a paragraph gets one finding when there would be many.
    cautious: bool,
}

/// Makes the check of `negative-construction`.
///
/// # Errors
/// A fault in its vocabulary.
pub(in crate::checks) fn negation(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let rows = rows_of("positive", setup)?;
    Ok(Box::new(OutsideDecision { rows, refusing: None, cautious: true }))
}

/// Makes the check of `blame-phrase`: only rows of the type `refusing` give way to a decision.
///
/// # Errors
/// A fault in its vocabulary.
pub(in crate::checks) fn blame(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let rows = rows_of("blame", setup)?;
    let table = setup.table("blame", COLUMNS)?;
    let refusing = table.rows.iter().filter(|row| table.cell(row, "type") == "refusing");
    let refusing = Some(refusing.map(|row| table.cell(row, "id").into()).collect());
    Ok(Box::new(OutsideDecision { rows, refusing, cautious: false }))
}

impl Check for OutsideDecision {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        self.rows.run(seen, &mut found);
        found.retain(|hit| {
            let Some(view) = sentence_at(seen, hit.span) else { return true };
            !(self.gives_way(hit) && beside_decision(seen, &view) || self.cautious && warns(&view, hit.span))
        });
        if !self.cautious {
            hits.append(&mut found);
            return;
        }
        let block = |hit: &Hit| seen.document.block_at(hit.span.start);
        for group in found.chunk_by(|a, b| block(a) == block(b)) {
            let shown = if group.len() >= CROWD { 1 } else { group.len() };
            hits.extend_from_slice(&group[..shown]);
        }
    }
}

impl OutsideDecision {
    fn gives_way(&self, hit: &Hit) -> bool {
        self.refusing.as_ref().is_none_or(|rows| hit.row.as_ref().is_some_and(|row| rows.contains(row)))
    }
}

/// The sentence in which a stretch begins.
fn sentence_at<'a>(seen: &Inspection<'a>, span: Span) -> Option<SentenceView<'a>> {
    let block = seen.document.block_at(span.start)?;
    let view = |index: usize| seen.analysis.sentence(block, index, seen.document, seen.lexicon);
    let (mut low, mut high) = (0, seen.analysis.blocks.get(block)?.sentences.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if view(middle)?.whole().end <= span.start { low = middle + 1 } else { high = middle }
    }
    view(low)
}

/// True when the sentence or its neighbour in the paragraph refuses.
fn beside_decision(seen: &Inspection<'_>, view: &SentenceView<'_>) -> bool {
    let (block, sentence) = (view.block() as u32, view.index() as u32);
    let marks = &seen.letter.marks;
    let from = marks.partition_point(|mark| (mark.block, mark.sentence + 1) < (block, sentence));
    marks[from..].iter().take_while(|mark| (mark.block, mark.sentence) <= (block, sentence + 1)).any(refuses)
}

fn refuses(mark: &LetterMatch) -> bool {
    matches!(mark.role, Role::Refusal | Role::PartialRefusal) && mark.strength == Strength::Strong
}

/// True when words of the sentence outside the hit speak of a danger or a prohibition.
fn warns(view: &SentenceView<'_>, hit: Span) -> bool {
    (0..view.len()).filter(|&token| !hit.overlaps(view.token_span(token))).any(|token| {
        let word = &*view.word(token).folded;
        DANGER_WORDS.contains(&word) || DANGER.iter().any(|beginning| word.starts_with(beginning))
    })
}
