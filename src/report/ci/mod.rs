//! Findings for the programs of others: code review, merge requests, test reports, and a page to print.
//!
//! Each file becomes a [`Sheet`], which owns what the formats need and nothing of the letter besides quotes; a format
//! is then made of all sheets. Every format counts columns in its own unit, so a place is kept in all three.

mod context;
mod entry;
mod github;
mod gitlab;
mod html;
mod rdjson;
mod sarif;
mod xml;

use serde::{Deserialize, Serialize};

pub use context::{Contexts, contexts};
pub use entry::sheet;

use crate::letter::{Card, Kind};
use crate::profile::Severity;

/// Where something is in a text, all numbers from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Line.
    pub line: u32,
    /// Column in characters.
    pub chars: u32,
    /// Column in UTF-16 units.
    pub utf16: u32,
    /// Column in bytes of UTF-8.
    pub bytes: u32,
}

/// A stretch of a text; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Where it begins.
    pub start: Point,
    /// Where it ends.
    pub end: Point,
}

/// Words in place of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The stretch.
    pub range: Range,
    /// The words.
    pub text: String,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mend {
    /// What stands there afterwards.
    pub label: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id of the rule.
    pub rule: String,
    /// Title of the rule.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How loud.
    pub severity: Severity,
    /// True when it makes the check fail.
    pub fails: bool,
    /// What is wrong and what to do.
    pub message: String,
    /// The clauses of the orders.
    pub clauses: Option<String>,
    /// What to write instead.
    pub advice: Option<String>,
    /// Where in the text; `None` in a file that is not text.
    pub range: Option<Range>,
    /// The words of the file at `range`.
    pub snippet: String,
    /// Where, for people: «строка 3», «абзац 5».
    pub place: String,
    /// Words of the letter: before the finding, its own, and after it.
    pub quote: [String; 3],
    /// Its rule and sentence as a hash, see [`contexts`].
    pub context: String,
    /// How many findings of this file before it have the same context.
    pub repeat: usize,
    /// Ways to mend it.
    pub mends: Vec<Mend>,
}

impl Entry {
    /// The message, with place and words where a program cannot show the place itself.
    fn told(&self) -> String {
        if self.range.is_some() {
            return self.message.clone();
        }
        let quote = self.quote.concat();
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = &self.place;
        if quote.is_empty() {
            format!("{} ({place})", self.message)
        } else {
            format!("{} ({place}: «{quote}»)", self.message)
        }
    }
}

/// What a file is, for figures over many files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is, or becomes if it is a template.
    pub kind: Kind,
    /// How easy it is to read, from 0 to 100; `None` when it has no text of its own.
    pub score: Option<u8>,
    /// What its card says.
    pub card: Card,
}

/// A file and what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its path, with `/`, relative to the current folder where it is below it.
    pub path: String,
    /// What it is; of use only when it was checked.
    pub facts: Facts,
    /// What it is taken for and how it reads.
    pub about: Vec<String>,
    /// What was found.
    pub entries: Vec<Entry>,
    /// Why it was not checked; empty when it was.
    pub errors: Vec<String>,
}

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// JUnit.
    Junit,
    /// Checkstyle.
    Checkstyle,
    /// reviewdog.
    Rdjson,
    /// A page in Russian.
    Html,
}

/// All files in a format. `errors` are paths that led to no file.
pub fn render(style: Style, sheets: &[Sheet], errors: &[String]) -> String {
    match style {
        Style::Sarif => sarif::render(sheets, errors),
        Style::Github => github::render(sheets, errors),
        Style::Gitlab => gitlab::render(sheets),
        Style::Junit => xml::junit(sheets, errors),
        Style::Checkstyle => xml::checkstyle(sheets, errors),
        Style::Rdjson => rdjson::render(sheets),
        Style::Html => html::render(sheets, errors),
    }
}

/// A text within XML or HTML, also in an attribute; characters that XML cannot hold become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
