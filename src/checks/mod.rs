//! Checks written in Rust: everything but the code stands in the rule's file.

use crate::rules::{Check, RuleFileError, Setup};

/// The check of a rule of the kind `native`, by the rule's id.
///
/// # Errors
/// What is wrong with the check's data.
pub fn build(_rule: &str, _setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, RuleFileError>> {
    None
}
