//! `complex-term`: a term that the letter does not explain where it first stands, before that, or in a note.
//!
//! Parameter `explained`: `ok`, or `hint` where an order asks to do without such terms even when they are explained.

use std::sync::Arc;

use crate::data::FileError;
use crate::language::{Feature, LemmaId, MaskSet, SentenceView, Tag};
use crate::letter::Zone;
use crate::pattern::Match;
use crate::rules::explanation::{defines, explains};
use crate::rules::vocabulary::{COLUMNS, longest_first};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::{Edit, Span};

#[derive(Debug)]
struct Term {
    id: Arc<str>,
    plain: Box<str>,
    loudness: i8,
}

#[derive(Debug)]
struct ComplexTerm {
    terms: Vec<Term>,
}

/// Makes the check.
///
/// # Errors
/// No such table, a bad pattern or guard, an unknown level.
pub(in crate::checks) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table("terms", COLUMNS)?;
    let mut terms = Vec::new();
    for row in &table.rows {
        let cell = |name| table.cell(row, name);
        let error = |message: String| FileError::new(&*table.path, row.line, message);
        let loudness = match cell("level") {
            "" | "w" => 0,
            "h" => -1,
            other => return Err(error(format!("неизвестный уровень «{other}»: бывает w и h"))),
        };
        setup.pattern(terms.len() as u32, cell("pattern"), cell("guard"), MaskSet::LEX).map_err(error)?;
        terms.push(Term { id: cell("id").into(), plain: cell("plain").into(), loudness });
    }
    Ok(Box::new(ComplexTerm { terms }))
}

impl Check for ComplexTerm {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if seen.matches.is_empty() {
            return;
        }
        let quiet = seen.params.text("explained") == Some("hint");
        let found = longest_first(seen);
        let mut settled: Vec<Vec<LemmaId>> = notes(seen);
        let defined = found.iter().filter_map(|found| {
            let view = seen.sentence_of(found)?;
            defines(&view, &found.found.tokens).then(|| lemmas(&view, found.found.tokens.clone()))
        });
        settled.extend(defined);
        for found in found {
            let (Some(view), Some(term)) = (seen.sentence_of(found), self.terms.get(found.row as usize)) else {
                continue;
            };
            let words = lemmas(&view, found.found.tokens.clone());
            if settled.iter().any(|known| words.iter().all(|word| known.contains(word))) {
                continue;
            }
            settled.push(words);
            let explained = explains(&view, &found.found.tokens, next_of(seen, found).as_ref());
            if !explained || quiet {
                let hit = term.hit(&view, found, explained);
                hits.push(hit);
            }
        }
    }
}

/// The sentence after that of a match, in the same block or the next one.
fn next_of<'a>(seen: &Inspection<'a>, found: &Match) -> Option<SentenceView<'a>> {
    let (block, index) = (found.block as usize, found.sentence as usize);
    let view = |block, index| seen.analysis.sentence(block, index, seen.document, seen.lexicon);
    let beyond = || seen.analysis.blocks.get(block + 1).and_then(|_| view(block + 1, 0));
    view(block, index + 1).or_else(beyond)
}

/// The dictionary forms of the words that say what the term is.
fn lemmas(view: &SentenceView<'_>, tokens: std::ops::Range<usize>) -> Vec<LemmaId> {
    const SMALL: Tag = Tag::of(&[Feature::Adp, Feature::Cconj, Feature::Sconj, Feature::Part]);
    let words = tokens.filter_map(|token| view.readings(token).first());
    words.filter(|reading| !reading.tag.has_any(SMALL)).map(|reading| reading.lemma).collect()
}

/// The words of each sentence of the notes: a term that all stands in one of them is explained there.
fn notes(seen: &Inspection<'_>) -> Vec<Vec<LemmaId>> {
    let blocks = (0..seen.document.blocks().len()).filter(|&block| seen.letter.zone(block) == Zone::Notes);
    let sentences = blocks.flat_map(|block| seen.analysis.sentences_of(block, seen.document, seen.lexicon));
    sentences.map(|view| lemmas(&view, 0..view.len())).collect()
}

impl Term {
    fn hit(&self, view: &SentenceView<'_>, found: &Match, explained: bool) -> Hit {
        let tokens = found.found.tokens.clone();
        let span = view.span(tokens.clone());
        let advice = match explained {
            false => format!("объясните его или скажите проще: {}", self.plain),
            true => format!("вы его объяснили, но лучше обойтись без него: {}", self.plain),
        };
        let loudness = if explained { -2 } else { self.loudness };
        let mut hit = Hit { loudness, row: Some(self.id.clone()), ..Hit::at(span).word("advice", advice) };
        if !explained && ends_noun_phrase(view, tokens.end) {
            // A meaning in brackets stands in the nominative whatever the sentence asks for: sure without inflection.
            let meaning = format!(" ({})", self.plain);
            let label = format!("{}{meaning}", view.slice(tokens));
            let edits = vec![Edit::replace(Span::empty(span.end), meaning)];
            hit = hit.fix(Fix { level: Level::Ask, label, edits });
        }
        hit.fix(Fix { level: Level::Show, label: self.plain.to_string(), edits: Vec::new() })
    }
}

/// True where a bracket may stand: after a noun on which no further word depends, and before no other bracket.
fn ends_noun_phrase(view: &SentenceView<'_>, end: usize) -> bool {
    let noun = |token: usize| view.readings(token).first().is_some_and(|reading| reading.tag.has(Feature::Noun));
    if !end.checked_sub(1).is_some_and(noun) {
        return false;
    }
    if end >= view.len() {
        return true;
    }
    let depends = |tag: Tag| {
        tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn, Feature::Adj, Feature::Participle, Feature::Pron]))
    };
    let next = view.word(end);
    if !next.is_word() {
        return matches!(&*next.form, "." | "," | ";" | "!" | "?" | ":");
    }
    view.mask(end).is_none() && !next.readings.is_empty() && !next.readings.iter().any(|reading| depends(reading.tag))
}
