//! What the options and its card say of a letter.

use std::sync::Arc;

use super::args::LetterArgs;
use super::input::Input;
use crate::document::Document;
use crate::engine::Context;
use crate::letter::{Card, Declared};
use crate::rules::Ruleset;
use crate::workspace::{self, InForce};

/// What is known of a letter before it is read.
#[derive(Debug, Default)]
pub(super) struct Known {
    declared: Declared,
    usual: Declared,
    card: Option<Card>,
}

impl Known {
    /// Reads the letter's card. `rules` are those in force for the letter.
    pub(super) fn of(input: &Input, options: &LetterArgs, rules: &InForce) -> Result<Self, String> {
        let card = workspace::card(input.path.as_deref(), options.card.as_deref())?;
        Ok(Self { declared: options.kind.unwrap_or_default(), usual: rules.usual, card })
    }

    /// The rules for the letter, whose card may name a profile.
    pub(super) fn ruleset(&self, document: &Document, rules: &InForce) -> Result<Arc<Ruleset>, String> {
        rules.of_letter(document, self.card.as_ref())
    }

    /// For the check.
    pub(super) fn context(&self) -> Context<'_> {
        let Declared { kind, template } = self.declared;
        Context { kind, template, usual: self.usual, card: self.card.as_ref(), ..Context::default() }
    }
}
