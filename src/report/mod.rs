//! A report as bytes: for people on a terminal, and as JSON for programs. The formats are in `docs/formats.md`.

mod advice;
#[cfg(feature = "cli")]
pub mod ci;
mod comment;
mod json;
mod looks;
mod place;
#[cfg(feature = "cli")]
mod text;
mod words;

#[cfg(test)]
mod tests;

#[cfg(feature = "cli")]
pub(crate) use advice::clauses;
pub use comment::{comments, summary_comment};
pub use json::{FILE_FORMAT_VERSION, failed_json, file_json, lines_json};
pub use place::{Where, finding_span, in_words, source_span};
#[cfg(feature = "cli")]
pub use text::{Look, findings, notes, summary};
pub use words::{Counts, decimal, found_by, plural, wrap};

use crate::document::Document;
use crate::engine::Report;

/// What a letter from stdin is called when it is given no name.
pub const STDIN_NAME: &str = "<ввод>";

/// A file and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The file, as the user named it.
    pub name: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// What was found.
    pub report: &'a Report,
}
