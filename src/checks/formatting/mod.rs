//! Formatting and signs.

mod symbol;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule of this area, by the rule's id.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "special-symbol" => Some(symbol::build(setup)),
        _ => None,
    }
}
