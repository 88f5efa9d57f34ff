//! `example-needed`: a calculation or a row of steps told in one paragraph, in a letter that gives no example.

use crate::data::FileError;
use crate::language::{Feature, SentenceView, Tag};
use crate::rules::{Check, Hit, Inspection};

/// Makes the check. Parameters: `steps`, so many steps in a row ask for an example; `operations`, so many operations of
/// a calculation do.
pub(super) fn build() -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(ExampleNeeded))
}

/// Words of an example, as they begin.
const EXAMPLE: [&str; 6] = ["например", "пример", "образ", "допустим", "предположим", "="];
/// Words of a result: numbers are counted out.
const RESULT: [&str; 4] = ["получится", "получается", "получаем", "итого"];
/// Words that put steps in a row; those of one line mean the same place in it.
const ORDER: [&[&str]; 5] =
    [&["сначала", "вначале"], &["потом"], &["затем"], &["далее", "дальше", "после"], &["наконец"]];
/// Operations of a calculation, as their words begin.
const OPERATIONS: [&str; 12] = [
    "вычита",
    "вычтит",
    "вычест",
    "вычтем",
    "прибав",
    "умнож",
    "делим",
    "делят",
    "раздел",
    "складыва",
    "сложит",
    "берем",
];

#[derive(Debug)]
struct ExampleNeeded;

impl Check for ExampleNeeded {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let steps = seen.params.number("steps", 4);
        let operations = seen.params.number("operations", 3);
        let found: Vec<Hit> = seen.blocks().filter_map(|block| complex(seen, block, steps, operations)).collect();
        // One example may explain all of them.
        if !found.is_empty() && !seen.sentences().any(|view| gives_example(&view)) {
            hits.extend(found);
        }
    }
}

fn gives_example(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        EXAMPLE.iter().any(|start| word.starts_with(start)) || RESULT.contains(&word)
    })
}

/// The first step of a paragraph that tells a calculation or a row of steps.
fn complex(seen: &Inspection<'_>, block: usize, steps: usize, operations: usize) -> Option<Hit> {
    let imperative = Tag::of(&[Feature::Imperative, Feature::Plur]);
    let (mut counted, mut acts, mut order) = (0, 0, 0_u32);
    let (mut first_counted, mut first_act) = (None, None);
    for view in seen.analysis.sentences_of(block, seen.document, seen.lexicon) {
        for token in 0..view.len() {
            let word = view.word(token);
            if OPERATIONS.iter().any(|start| word.folded.starts_with(start)) && word.any.has(Feature::Verb) {
                counted += 1;
                first_counted.get_or_insert(view.token_span(token));
            }
            if word.may_be(imperative) {
                acts += 1;
                first_act.get_or_insert(view.token_span(token));
            }
            for (place, words) in ORDER.iter().enumerate() {
                order |= u32::from(words.contains(&&*word.folded)) << place;
            }
        }
    }
    // Three places in a row, whatever they are, tell that order matters.
    let in_order = order.count_ones() >= 3 && acts >= steps;
    let span = if counted >= operations { first_counted } else { first_act.filter(|_| in_order) };
    span.map(Hit::at)
}
