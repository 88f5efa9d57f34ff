//! Code quality of GitLab. Fingerprints do not hang on lines, and no two are alike.

use serde_json::{Value, json};

use super::context::hash;
use super::{Severity, Sheet};

pub(super) fn render(sheets: &[Sheet]) -> String {
    let mut issues: Vec<Value> = Vec::new();
    for sheet in sheets {
        for entry in &sheet.entries {
            let severity = match entry.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Hint | Severity::Off => "info",
            };
            let print = hash(&[sheet.path.as_bytes(), entry.context.as_bytes(), &(entry.repeat as u64).to_le_bytes()]);
            // Without positions the widget wants a line: the first one of a file that has none.
            let location = match entry.range {
                Some(range) => json!({
                    "path": sheet.path,
                    "positions": {
                        "begin": { "line": range.start.line, "column": range.start.chars },
                        "end": { "line": range.end.line, "column": range.end.chars },
                    },
                }),
                None => json!({ "path": sheet.path, "lines": { "begin": 1 } }),
            };
            issues.push(json!({
                // The widget does not show the name of the check.
                "description": format!("{}: {}", entry.rule, entry.told()),
                "check_name": entry.rule,
                "fingerprint": print,
                "severity": severity,
                "location": location,
            }));
        }
    }
    pretty(&Value::Array(issues))
}

/// JSON for people too.
pub(super) fn pretty(value: &Value) -> String {
    // Strings, numbers and lists only: nothing of it can fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
