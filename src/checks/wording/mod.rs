//! Checks of wording.

mod abbreviation_overuse;
mod complex_term;
mod decision;
mod defined_term;
mod example;
mod foreign_word;
mod polite;
mod reader;
mod split_predicate;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule on wording.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "blame-phrase" => Some(decision::blame(setup)),
        "negative-construction" => Some(decision::negation(setup)),
        "abbreviation-overuse" => Some(abbreviation_overuse::build(setup)),
        "complex-term" => Some(complex_term::build(setup)),
        "defined-term-drift" => Some(defined_term::build(setup)),
        "example-needed" => Some(example::build()),
        "foreign-word" => Some(foreign_word::build(setup)),
        "split-predicate" => Some(split_predicate::build(setup)),
        "talk-to-reader" => Some(reader::build(setup)),
        "vy-consistency" => Some(polite::build(setup)),
        _ => None,
    }
}
