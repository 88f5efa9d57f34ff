//! SARIF 2.1.0. Columns are UTF-16 units, which every reader of the format knows.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::gitlab::pretty;
use super::{Entry, Mend, Range, Severity, Sheet};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn render(sheets: &[Sheet], errors: &[String]) -> String {
    let mut rules: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in sheets.iter().flat_map(|sheet| &sheet.entries) {
        rules.entry(&entry.rule).or_insert(entry);
    }
    let numbers: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(number, rule)| (*rule, number)).collect();
    let results: Vec<Value> = sheets
        .iter()
        .flat_map(|sheet| sheet.entries.iter().map(|entry| result(&sheet.path, entry, numbers[&*entry.rule])))
        .collect();
    let failed = sheets.iter().flat_map(|sheet| sheet.errors.iter().map(|error| (Some(&sheet.path), error)));
    let notifications: Vec<Value> = errors
        .iter()
        .map(|error| (None, error))
        .chain(failed)
        .map(|(path, error)| {
            let mut notification = json!({ "level": "error", "message": { "text": error } });
            if let Some(path) = path {
                notification["locations"] =
                    json!([{ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } }]);
            }
            notification
        })
        .collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Yasno",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "ru",
                "rules": rules.values().map(|entry| rule(entry)).collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "invocations": [{
                "executionSuccessful": notifications.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint | Severity::Off => "note",
    }
}

fn rule(entry: &Entry) -> Value {
    let why = if entry.why.is_empty() { &entry.title } else { &entry.why };
    let mut rule = json!({
        "id": entry.rule,
        "shortDescription": { "text": sentence(&entry.title) },
        "fullDescription": { "text": sentence(why) },
        "help": { "text": format!("{} Подробнее: yasno explain {}", sentence(why), entry.rule) },
        "defaultConfiguration": { "level": level(entry.severity) },
    });
    // A name that differs from the id in case alone is taken for a fault.
    if entry.rule.contains(['-', '_']) {
        rule["name"] = json!(pascal(&entry.rule));
    }
    rule
}

/// «office-jargon» as «OfficeJargon».
fn pascal(id: &str) -> String {
    let part = |part: &str| {
        let mut chars = part.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    id.split(['-', '_']).map(part).collect()
}

/// With an end: the format's readers expect whole sentences.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A path as a relative reference; an absolute one as an address of a file.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.utf16,
        "endLine": range.end.line,
        "endColumn": range.end.utf16,
    })
}

fn result(path: &str, entry: &Entry, number: usize) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(range) = entry.range {
        place["region"] = region(range);
        place["region"]["snippet"] = json!({ "text": entry.snippet });
    }
    let mut result = json!({
        "ruleId": entry.rule,
        "ruleIndex": number,
        "level": level(entry.severity),
        "message": { "text": sentence(&entry.told()) },
        "locations": [{ "physicalLocation": place }],
        "partialFingerprints": {
            "primaryLocationLineHash": format!("{}:{}", entry.context, entry.repeat + 1),
            "yasnoContext/v1": entry.context,
        },
    });
    let fixes: Vec<Value> = entry.mends.iter().map(|mend| fix(path, mend)).collect();
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    result
}

fn fix(path: &str, mend: &Mend) -> Value {
    let replacements: Vec<Value> = mend
        .changes
        .iter()
        .map(|change| json!({ "deletedRegion": region(change.range), "insertedContent": { "text": change.text } }))
        .collect();
    let text = if mend.label.is_empty() {
        "Убрать эти слова.".to_owned()
    } else {
        format!("Написать: «{}».", mend.label)
    };
    json!({
        "description": { "text": text },
        "artifactChanges": [{ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }],
    })
}
