//! What a check gives, before the engine makes findings of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::endnotes::Endnote;
use super::restyle::{Look, Restyle};
use crate::text::{Edit, Span};

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// A stretch of text.
    #[default]
    Span,
    /// The whole letter: something is absent. The span is where it is best shown.
    Letter,
}

/// How far a change can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Shown as a pattern, never applied.
    Show,
    /// Applied when a person chooses it.
    Ask,
    /// May be applied without asking.
    Safe,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// How far it can be trusted.
    pub level: Level,
    /// What stands there afterwards, or what to write, for people.
    pub label: String,
    /// The changes, sorted, in the document's text; none when the fix is only shown.
    pub edits: Vec<Edit>,
}

/// A place where a rule is broken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the document's text.
    pub span: Span,
    /// Where in the head of a text file it is, which is no part of the document's text: bytes of the file's text. `span`
    /// is then empty, at the start.
    pub head: Option<Span>,
    /// What it is about.
    pub scope: Scope,
    /// Steps of severity against the rule's own: −1 is quieter, 1 louder.
    pub loudness: i8,
    /// What fills the places of the rule's message, by name; `hit` is filled in with the text under `span` if absent.
    pub words: Vec<(&'static str, String)>,
    /// Row of the vocabulary.
    pub row: Option<Arc<str>>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// The change of looks that mends it.
    pub restyle: Option<Restyle>,
    /// What goes to notes at the end together, sorted, not overlapping.
    pub endnotes: Vec<Endnote>,
}

impl Hit {
    /// A hit on a stretch of text.
    pub fn at(span: Span) -> Self {
        Self { span, ..Self::default() }
    }

    /// A hit on the whole letter, shown at `span`.
    pub fn letter(span: Span) -> Self {
        Self { span, scope: Scope::Letter, ..Self::default() }
    }

    /// A hit on what the letter's card says, or does not say: at `head` in the file, where the card stands in it.
    pub fn card(head: Option<Span>) -> Self {
        Self { head, scope: Scope::Letter, ..Self::default() }
    }

    /// The hit with a place of the message filled in.
    #[must_use]
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.words.push((name, value.into()));
        self
    }

    /// The hit with looks that mend it where it stands.
    #[must_use]
    pub fn look(mut self, look: impl Into<Option<Look>>) -> Self {
        self.restyle = look.into().map(|look| Restyle::of(self.span, look));
        self
    }

    /// The hit with a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}

/// A hit of a rule that looks at more than one letter, for the one in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// The hit.
    pub hit: Hit,
}
