//! What a check says.

use std::sync::Arc;

use crate::profile::Severity;
use crate::rules::{Endnote, Fix, Restyle, Scope};
use crate::text::Span;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// Row of the rule's vocabulary, where it has one.
    pub row: Option<Arc<str>>,
    /// How loud.
    pub severity: Severity,
    /// What it is about.
    pub scope: Scope,
    /// Where, in the document's text.
    pub span: Span,
    /// Where in the file's head, see [`crate::rules::Hit::head`].
    pub head: Option<Span>,
    /// What is wrong and what to do, in Russian.
    pub message: String,
    /// Clauses of the orders in force, as in rule files: «002 3.10(1)».
    pub clauses: Arc<[String]>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// The change of looks that mends it.
    pub restyle: Option<Restyle>,
    /// What goes to notes at the end, and mends it.
    pub endnotes: Vec<Endnote>,
}

/// A finding that the author has suppressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// The author's reason, if given.
    pub reason: Option<String>,
}

/// Something about the run that the user must know and that is no fault of the letter: a rule of ours that failed,
/// a remark that names an unknown rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What, in Russian.
    pub message: String,
    /// Where, if somewhere.
    pub span: Option<Span>,
}
