//! Checks written in Rust: everything but the code stands in the rule's file.

mod formatting;
mod letter;
pub(crate) mod script;
mod sentence;
mod wording;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule of the kind `native`, by the rule's id.
///
/// # Errors
/// What is wrong with the check's data.
pub fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    formatting::build(rule, setup)
        .or_else(|| letter::build(rule, setup))
        .or_else(|| script::build(rule, setup))
        .or_else(|| sentence::build(rule, setup))
        .or_else(|| wording::build(rule, setup))
}
