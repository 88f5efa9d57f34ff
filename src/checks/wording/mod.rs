//! Checks of wording.

mod split_predicate;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule on wording.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "split-predicate" => Some(split_predicate::build(setup)),
        _ => None,
    }
}
