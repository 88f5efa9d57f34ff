//! The build of sentences.

mod genitive;
mod nominalisation;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule of this area, by the rule's id.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "genitive-chain" => Some(genitive::build()),
        "nominalisation-chain" => Some(nominalisation::build(setup)),
        _ => None,
    }
}
