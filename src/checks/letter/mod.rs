//! Checks of the letter as a whole: refusals and their grounds.

mod refusal;
mod said;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule, by its id.
///
/// # Errors
/// What is wrong with the check's data.
pub(super) fn build(rule: &str, _setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "refusal-ground-missing" => Some(Ok(refusal::ground_missing())),
        "refusal-bare-legal-ref" => Some(Ok(refusal::bare_legal_ref())),
        _ => None,
    }
}
