//! Chooses changes that do not overlap, applies them to the file's text, and goes on until nothing is left to change.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::{Document, FileFormat, PartId};
use crate::engine::{Finding, Report};
use crate::rules::{Endnote, Level, Restyle};
use crate::text::{Edit, Span, apply};

/// Rounds after which it stops although there is more to change: then two rules undo each other's work.
pub const MAX_ROUNDS: usize = 10;

/// The changes of one round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Changes in the file's text, sorted, not overlapping. For a file that is not text: in the document's text.
    pub edits: Vec<Edit>,
    /// For each change, the number of its finding in the report: the changes of one finding are made together or not.
    pub owners: Vec<usize>,
    /// Findings they mend.
    pub applied: usize,
    /// Findings that have a change of this level which could not be taken: it overlaps another, or markup is in the way.
    pub left: usize,
}

/// The first change of a finding that may be made: the best that is at least `level`.
fn best(finding: &Finding, level: Level) -> Option<&[Edit]> {
    let fix = finding.fixes.iter().find(|fix| fix.level >= level && !fix.edits.is_empty())?;
    Some(&fix.edits)
}

/// The place in the file of each edit, where editing changes those words and nothing else.
pub fn in_file(document: &Document, edits: &[Edit]) -> Option<Vec<(PartId, Edit)>> {
    let place = |edit: &Edit| {
        let source = document.map().editable(edit.span)?;
        Some((source.part, Edit::replace(source.span, written(document.format(), &edit.text)?)))
    };
    edits.iter().map(place).collect()
}

/// Text as it is written in a file of a format; `None` where it would take markup.
fn written(format: FileFormat, text: &str) -> Option<Cow<'_, str>> {
    if format != FileFormat::Html || !text.contains(['&', '<', '>', '\n']) {
        return Some(Cow::Borrowed(text));
    }
    let escaped = || text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    (!text.contains('\n')).then(|| Cow::Owned(escaped()))
}

/// Stretches that are taken, by start.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    /// Two changes at one point leave their order open, so touching counts where one of them only inserts.
    fn free(&self, span: Span) -> bool {
        let clash = |(&start, &end): (&u32, &u32)| {
            let other = Span::new(start, end);
            other.overlaps(span)
                || ((other.is_empty() || span.is_empty()) && span.start <= other.end && other.start <= span.end)
        };
        let before = self.0.range(..span.start).next_back();
        !before.into_iter().chain(self.0.range(span.start..=span.end)).any(clash)
    }

    fn take(&mut self, span: Span) {
        self.0.insert(span.start, span.end);
    }
}

/// Chooses changes: louder findings first, then by place. `level` is the lowest that is taken.
pub fn choose(document: &Document, report: &Report, level: Level) -> Chosen {
    let place = |edits: &[Edit]| match document.source() {
        Some(_) => in_file(document, edits).map(|edits| edits.into_iter().map(|(_, edit)| edit).collect()),
        None => Some(edits.to_vec()),
    };
    let mut chosen = Chosen::default();
    let mut wanted: Vec<(usize, &Finding, &[Edit])> = report
        .findings
        .iter()
        .enumerate()
        .filter_map(|(number, finding)| Some((number, finding, best(finding, level)?)))
        .collect();
    wanted.sort_by_key(|(_, finding, _)| (std::cmp::Reverse(finding.severity), finding.span));
    let mut taken = Taken::default();
    let mut edits: Vec<(Edit, usize)> = Vec::new();
    for (number, _, wanted) in wanted {
        match place(wanted) {
            Some(placed) if placed.iter().all(|edit| taken.free(edit.span)) => {
                chosen.applied += 1;
                for edit in placed {
                    taken.take(edit.span);
                    edits.push((edit, number));
                }
            }
            _ => chosen.left += 1,
        }
    }
    edits.sort();
    (chosen.edits, chosen.owners) = edits.into_iter().unzip();
    chosen
}

/// The changes of looks that may be made, louder findings first, then by place, each with the number of its finding. One
/// that overlaps another waits for the next round.
pub fn restyles(report: &Report, level: Level) -> Vec<(usize, Restyle)> {
    if level > Level::Ask {
        return Vec::new();
    }
    let mut wanted: Vec<(usize, &Finding, &Restyle)> = report
        .findings
        .iter()
        .enumerate()
        .filter_map(|(number, finding)| Some((number, finding, finding.restyle.as_ref()?)))
        .collect();
    wanted.sort_by_key(|(_, finding, _)| (std::cmp::Reverse(finding.severity), finding.span));
    let mut taken = Taken::default();
    let mut chosen = Vec::new();
    for (number, _, restyle) in wanted {
        if restyle.spans.iter().all(|span| taken.free(*span)) {
            restyle.spans.iter().for_each(|span| taken.take(*span));
            chosen.push((number, restyle.clone()));
        }
    }
    chosen
}

/// What goes to notes at the end: that of the first finding that has any, since notes are numbered in one row.
pub fn endnotes(report: &Report, level: Level) -> &[Endnote] {
    if level > Level::Ask {
        return &[];
    }
    report.findings.iter().map(|finding| &*finding.endnotes).find(|moves| !moves.is_empty()).unwrap_or_default()
}

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The text of the file.
    pub text: String,
    /// Findings mended.
    pub applied: usize,
    /// Findings that have a change which could not be made.
    pub left: usize,
    /// What is found in the text now.
    pub report: Report,
}

/// Changes a text until nothing is left to change. `reread` makes a document of the changed text.
///
/// # Errors
/// Those of `reread`.
pub fn settle<E>(
    document: Document,
    level: Level,
    check: impl Fn(&Document) -> Report,
    reread: impl Fn(String) -> Result<Document, E>,
) -> Result<Settled, E> {
    let mut document = document;
    let mut applied = 0;
    let mut rounds = 0;
    loop {
        let report = check(&document);
        let chosen = choose(&document, &report, level);
        let source = document.source().unwrap_or_default();
        if chosen.edits.is_empty() || rounds == MAX_ROUNDS {
            let left = chosen.left + chosen.applied;
            return Ok(Settled { text: source.to_owned(), applied, left, report });
        }
        let text = apply(source, &with_line_ends_of(source, chosen.edits));
        applied += chosen.applied;
        rounds += 1;
        document = reread(text)?;
    }
}

/// The edits with line ends as the file has them.
fn with_line_ends_of(source: &str, mut edits: Vec<Edit>) -> Vec<Edit> {
    if source.contains("\r\n") {
        for edit in edits.iter_mut().filter(|edit| edit.text.contains('\n')) {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
    }
    edits
}

#[cfg(test)]
mod tests;
