//! From the fix code of a row to the fixes of a hit.

use super::hit::{Fix, Level};
use crate::language::SentenceView;
use crate::pattern::Found;

/// What a row offers instead.
#[derive(Clone, Debug)]
pub(super) struct Rephrase {
    plain: String,
}

impl Rephrase {
    /// Reads a fix code and the replacement it works with.
    pub(super) fn parse(_code: &str, plain: &str) -> Result<Self, String> {
        Ok(Self { plain: plain.to_owned() })
    }

    /// The replacement, for messages.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }
}

/// The fixes of one match.
pub(super) fn fixes(rephrase: &Rephrase, _view: &SentenceView<'_>, _found: &Found) -> Vec<Fix> {
    if rephrase.plain.is_empty() {
        return Vec::new();
    }
    vec![Fix { level: Level::Show, label: rephrase.plain.clone(), edits: Vec::new() }]
}
