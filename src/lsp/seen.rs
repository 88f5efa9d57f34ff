//! A text that has been checked: what requests are answered from.

use std::sync::Arc;

use tower_lsp_server::ls_types::Diagnostic;

use super::buffer::Buffer;
use super::diagnostics;
use super::positions::{Encoding, Positions};
use super::settings::Rules;
use crate::document::Document;
use crate::engine::{Finding, Report};
use crate::report::{finding_span, source_span};
use crate::rules::Scope;
use crate::text::Span;

/// A checked text with its report.
#[derive(Debug)]
pub(super) struct Seen {
    /// The text and its version.
    pub(super) buffer: Buffer,
    /// The rules it was checked with.
    pub(super) rules: Rules,
    /// The unit of the client's columns.
    pub(super) encoding: Encoding,
    /// The text as a letter, and what was found; or why it cannot be read.
    pub(super) outcome: Result<Checked, String>,
    /// What was found, as the client is told.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A letter and its report.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) document: Document,
    pub(super) report: Report,
}

impl Seen {
    /// What came of checking a text; an empty reason means that there is nothing to check.
    pub(super) fn new(buffer: Buffer, rules: Rules, encoding: Encoding, outcome: Result<Checked, String>) -> Self {
        let mut seen = Self { buffer, rules, encoding, outcome, diagnostics: Vec::new() };
        seen.diagnostics = diagnostics::of(&seen);
        seen
    }

    /// Converts positions in the text.
    pub(super) fn positions(&self) -> Positions<'_> {
        Positions::new(&self.buffer.text, &self.buffer.starts, self.encoding)
    }

    /// The letter, if the text could be read.
    pub(super) fn checked(&self) -> Option<&Checked> {
        self.outcome.as_ref().ok()
    }

    /// Bytes of the text before the letter's own: a byte order mark.
    fn skipped(&self) -> u32 {
        if self.buffer.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 }
    }

    /// Bytes of the buffer for bytes of the file as the reader counts them.
    pub(super) fn in_buffer(&self, place: Span) -> Span {
        place.shift(self.skipped())
    }

    /// The bytes of the buffer where a stretch of the letter stands, or where it is best shown.
    pub(super) fn place(&self, document: &Document, span: Span) -> Span {
        let place = source_span(document, span).map_or(Span::empty(0), |place| self.in_buffer(place));
        if place.is_empty() { self.positions().line_at(place.start) } else { place }
    }

    /// The bytes of the buffer where a finding stands.
    pub(super) fn finding(&self, document: &Document, finding: &Finding) -> Span {
        match finding_span(document, finding) {
            Some(place) if !place.is_empty() => self.in_buffer(place),
            _ => self.place(document, finding.span),
        }
    }

    /// The bytes that are underlined. Of what the letter lacks no word is to blame: one word shows where it belongs.
    pub(super) fn underlined(&self, document: &Document, finding: &Finding) -> Span {
        let text = document.text().get(finding.span.range()).map(str::trim).unwrap_or_default();
        if finding.scope != Scope::Letter || finding.head.is_some() || text.is_empty() {
            return self.finding(document, finding);
        }
        let start = finding.span.start + finding.span.of(document.text()).find(text).unwrap_or(0) as u32;
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        let word = if edits.clone().any(|edit| edit.span.start >= finding.span.end) {
            let from = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let from = (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            Span::new(from as u32, text.len() as u32)
        } else {
            Span::new(0, text.find(char::is_whitespace).unwrap_or(text.len()) as u32)
        };
        self.place(document, word.shift(start))
    }

    /// Tells this result from others of the same file.
    pub(super) fn id(&self) -> String {
        format!("{}.{}", self.rules.generation, self.buffer.version)
    }
}

/// Shared by all who answer from it.
pub(super) type SharedSeen = Arc<Seen>;
