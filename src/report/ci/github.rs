//! Workflow commands of GitHub: a line for each finding, shown at its place in the pull request.

use super::{Severity, Sheet};

pub(super) fn render(sheets: &[Sheet], errors: &[String]) -> String {
    let mut out = String::new();
    for error in errors {
        out.push_str(&format!("::error title=yasno::{}\n", data(error)));
    }
    for sheet in sheets {
        let file = property(&sheet.path);
        for error in &sheet.errors {
            out.push_str(&format!("::error title=yasno,file={file}::{}\n", data(error)));
        }
        for entry in &sheet.entries {
            let command = match entry.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint | Severity::Off => "notice",
            };
            let mut place = String::new();
            if let Some(range) = entry.range {
                place = format!(",line={},endLine={}", range.start.line, range.end.line);
                // Columns are understood within one line only; the end column is the last one marked.
                if range.start.line == range.end.line {
                    let last = range.end.chars.saturating_sub(1).max(range.start.chars);
                    place.push_str(&format!(",col={},endColumn={last}", range.start.chars));
                }
            }
            let title = property(&format!("{} ({})", entry.title, entry.rule));
            out.push_str(&format!("::{command} title={title},file={file}{place}::{}\n", data(&entry.told())));
        }
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
