//! Checks of wording.

mod decision;
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
        "split-predicate" => Some(split_predicate::build(setup)),
        "talk-to-reader" => Some(reader::build(setup)),
        "vy-consistency" => Some(polite::build(setup)),
        _ => None,
    }
}
