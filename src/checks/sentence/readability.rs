//! `readability-low`: the letter as a whole is hard to read.

use crate::rules::{Check, Hit, Inspection};

/// Makes the check. Parameters: `min-<reader>`, the least score for a reader;
/// `min-words`, shorter texts are not judged.
pub(super) fn build() -> Box<dyn Check> {
    Box::new(Readability)
}

#[derive(Debug)]
struct Readability;

/// Penalties that the message names.
const NAMED: usize = 2;

/// The least score for a reader of whom nothing is known.
const PLAIN: usize = 65;

impl Check for Readability {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let Some(score) = seen.score else { return };
        let least = seen.params.number(&format!("min-{}", seen.reader.id()), PLAIN);
        if usize::from(score.value) >= least || score.words < seen.params.number("min-words", 40) {
            return;
        }
        let Some(first) = seen.sentences().next() else { return };
        let drivers: Vec<String> = score.penalties.iter().take(NAMED).map(|penalty| penalty.title()).collect();
        let hit = Hit::letter(first.whole()).word("score", score.value.to_string());
        hits.push(hit.word("band", score.title()).word("drivers", drivers.join("; ")));
    }
}
