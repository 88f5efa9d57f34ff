//! The build of sentences.

mod complex;
mod duplicate;
mod genitive;
mod list;
mod nominalisation;
mod paragraph;
mod parallel;
mod passive;
mod readability;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule of this area, by the rule's id.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "duplicate-content" => Some(Ok(duplicate::build())),
        "genitive-chain" => Some(genitive::build()),
        "list-candidate" => Some(list::build(setup)),
        "list-not-parallel" => Some(Ok(parallel::build())),
        "no-structure" => Some(Ok(paragraph::structure())),
        "nominalisation-chain" => Some(nominalisation::build(setup)),
        "paragraph-too-long" => Some(Ok(paragraph::paragraph())),
        "passive-impersonal" => Some(Ok(passive::build())),
        "readability-low" => Some(Ok(readability::build())),
        "sentence-complex" => Some(Ok(complex::build())),
        _ => None,
    }
}
