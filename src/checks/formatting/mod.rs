//! Formatting and signs.

mod background;
mod drawn;
mod effects;
mod font;
mod fonts;
mod symbol;
mod typefaces;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule of this area, by the rule's id.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "background" => Some(background::build(setup)),
        "decorative-effects" => Some(effects::build(setup)),
        "mixed-typefaces" => Some(typefaces::build(setup)),
        "readable-font" => Some(font::build(setup)),
        "special-symbol" => Some(symbol::build(setup)),
        _ => None,
    }
}
