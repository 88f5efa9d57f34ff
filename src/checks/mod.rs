//! Checks written in Rust: everything but the code stands in the rule's file.

mod wording;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule of the kind `native`, by the rule's id.
///
/// # Errors
/// What is wrong with the check's data.
pub fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "split-predicate" => Some(wording::split_predicate::build(setup)),
        _ => None,
    }
}
