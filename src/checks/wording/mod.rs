//! Checks of wording.

mod abbreviation_overuse;
mod complex_term;
mod defined_term;
mod foreign_word;
mod split_predicate;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule on wording.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "abbreviation-overuse" => Some(abbreviation_overuse::build(setup)),
        "complex-term" => Some(complex_term::build(setup)),
        "defined-term-drift" => Some(defined_term::build(setup)),
        "foreign-word" => Some(foreign_word::build(setup)),
        "split-predicate" => Some(split_predicate::build(setup)),
        _ => None,
    }
}
