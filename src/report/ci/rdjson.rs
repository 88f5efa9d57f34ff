//! Diagnostics for reviewdog. Its columns are bytes of UTF-8.

use serde_json::{Value, json};

use super::gitlab::pretty;
use super::{Entry, Mend, Range, Severity, Sheet};

pub(super) fn render(sheets: &[Sheet]) -> String {
    let diagnostics: Vec<Value> =
        sheets.iter().flat_map(|sheet| sheet.entries.iter().map(|entry| diagnostic(&sheet.path, entry))).collect();
    pretty(&json!({ "source": { "name": "yasno" }, "diagnostics": diagnostics }))
}

fn range(range: Range) -> Value {
    json!({
        "start": { "line": range.start.line, "column": range.start.bytes },
        "end": { "line": range.end.line, "column": range.end.bytes },
    })
}

fn diagnostic(path: &str, entry: &Entry) -> Value {
    let severity = match entry.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Hint | Severity::Off => "INFO",
    };
    let mut location = json!({ "path": path });
    if let Some(place) = entry.range {
        location["range"] = range(place);
    }
    // A suggestion is one stretch.
    let one = |mend: &Mend| match &*mend.changes {
        [change] => Some(json!({ "range": range(change.range), "text": change.text })),
        _ => None,
    };
    let suggestions: Vec<Value> = entry.mends.iter().filter_map(one).collect();
    json!({
        "message": entry.told(),
        "location": location,
        "severity": severity,
        "code": { "value": entry.rule },
        "suggestions": suggestions,
    })
}
