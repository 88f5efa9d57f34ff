//! `main-point-late`: the answer stands near the beginning.

use super::super::said::{COURTESY, PROCESS, Said, Talk, marks, sentences};
use super::status::{Now, repeats, status};
use crate::letter::Role;
use crate::rules::{Check, Hit, Inspection};

/// `main-point-late`.
#[derive(Debug)]
struct Late;

pub(in super::super) fn main_point_late() -> Box<dyn Check> {
    Box::new(Late)
}

/// A letter of fewer words is read at a glance.
const SHORT: usize = 120;

impl Check for Late {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole {
            return;
        }
        let (most, paragraphs) =
            (seen.params.number("max-words-before", 80), seen.params.number("max-paragraphs-before", 2));
        let body = sentences(seen);
        let words = |said: &Said<'_>| said.view.count_words(0..said.view.len());
        if body.iter().map(words).sum::<usize>() < SHORT {
            return;
        }
        let now = Now::of(seen, &body);
        let (mut before, mut blocks) = (0, Vec::new());
        for said in &body {
            let redirect = marks(seen, &said.view).any(|mark| matches!(mark.role, Role::Redirect | Role::Extension));
            let first = repeats(seen, said);
            if !first && (redirect || status(seen, said, now.0).is_some() || addresses_matter(said)) {
                if before > most && blocks.len() > paragraphs {
                    hits.push(Hit::at(said.view.whole()));
                }
                return;
            }
            let polite = said.senses & (COURTESY | PROCESS) != 0 && said.talk != Talk::Statement;
            if !first && !polite {
                before += words(said);
                if blocks.last() != Some(&said.block()) {
                    blocks.push(said.block());
                }
            }
        }
    }
}

/// A statement on the reader's own case: it may be the answer.
fn addresses_matter(said: &Said<'_>) -> bool {
    said.talk == Talk::Statement
        && (0..said.view.len()).any(|token| {
            let word = &*said.view.word(token).folded;
            matches!(word, "вам" | "вас" | "вы") || word.starts_with("ваш")
        })
}
