//! Nouns made from verbs, one after another or too many in a sentence: «проведение обследования».

use crate::data::FileError;
use crate::language::{Feature, Reading, SentenceView, Tag};
use crate::rules::verbal::VerbalNouns;
use crate::rules::{Check, Hit, Inspection, Setup};

/// Makes the check. Parameters: `in-row`, so many in a row make a chain; `in-sentence`, more in a sentence are too many.
///
/// # Errors
/// No table `verbal-nouns`, or a row that says neither yes nor no.
pub(super) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Nominalisation { nouns: VerbalNouns::read(setup)? }))
}

#[derive(Debug)]
struct Nominalisation {
    nouns: VerbalNouns,
}

const ADJECTIVE: Tag = Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle]);

/// Share of the readings of a form that settles its case without the sentence.
const SURE: f32 = 0.6;

/// Most adjectives between two nouns of a chain.
const MOST_BETWEEN: usize = 2;

impl Check for Nominalisation {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let in_row = seen.params.number("in-row", 2).max(2);
        let in_sentence = seen.params.number("in-sentence", 3);
        let mut places: Vec<usize> = Vec::new();
        for view in seen.sentences() {
            places.clear();
            places.extend((0..view.len()).filter(|&token| self.nouns.has(&view, token)));
            if places.len() < 2 {
                continue;
            }
            let found = chains(&view, &places, in_row);
            if !found.is_empty() {
                let hit = |chain: &(usize, usize)| Hit::at(view.span(chain.0..chain.1 + 1));
                hits.extend(found.iter().map(hit));
            } else if places.len() > in_sentence {
                // Items of a list are measured apart.
                let apart = |a: &usize, b: &usize| !(*a..*b).any(|token| &*view.word(token).form == ";");
                for part in places.chunk_by(apart).filter(|part| part.len() > in_sentence) {
                    let all: Vec<&str> = part.iter().map(|&token| view.token_text(token)).collect();
                    let hit = |&token: &usize| Hit::at(view.token_span(token)).word("hit", all.join(", "));
                    hits.extend(part.iter().skip(1).map(hit));
                }
            }
        }
    }
}

/// Runs of verbal nouns, each but the first in the genitive: first and last token.
fn chains(view: &SentenceView<'_>, places: &[usize], in_row: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < places.len() {
        let mut end = start + 1;
        while end < places.len() && follows(view, places[end - 1], places[end]) {
            end += 1;
        }
        if end - start >= in_row {
            found.push((places[start], places[end - 1]));
        }
        start = end;
    }
    found
}

/// True when `next` hangs on `noun` in the genitive with nothing but its adjectives between.
fn follows(view: &SentenceView<'_>, noun: usize, next: usize) -> bool {
    let genitive = |reading: &Reading| reading.tag.has(Feature::Gen);
    let adjective = |token: usize| view.readings(token).iter().any(|r| r.tag.has_any(ADJECTIVE) && genitive(r));
    // Right after a noun the likelier case is nearly always the right one; the rest is for the context model.
    let likely = || {
        let readings = view.readings(next).iter().filter(|reading| genitive(reading));
        readings.map(|reading| reading.weight).sum::<f32>() >= SURE
    };
    next - noun - 1 <= MOST_BETWEEN
        && (noun + 1..next).all(adjective)
        && view.readings(next).iter().any(genitive)
        && (likely() || view.in_context(next).is_some_and(genitive))
}
