//! Findings as the protocol's diagnostics.

use std::collections::BTreeMap;

use tower_lsp_server::ls_types::{CodeDescription, Diagnostic, DiagnosticSeverity, NumberOrString, Range};

use super::checker::LEFT_OUT;
use super::pages;
use super::seen::Seen;
use crate::engine::Finding;
use crate::profile::Severity;
use crate::report::clauses;

/// Who says so, in the editor's lists.
pub(super) const SOURCE: &str = "Ясно";

/// The diagnostics of a checked text.
pub(super) fn of(seen: &Seen) -> Vec<Diagnostic> {
    let checked = match &seen.outcome {
        Ok(checked) => checked,
        Err(reason) if reason.is_empty() || reason == LEFT_OUT => return Vec::new(),
        Err(reason) => return vec![unreadable(reason)],
    };
    let positions = seen.positions();
    // What is cited with one rule's findings is the same for all.
    let mut cited: BTreeMap<&str, String> = BTreeMap::new();
    let findings = checked.report.findings.iter().map(|finding| Diagnostic {
        range: positions.range(seen.underlined(&checked.document, finding)),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        code_description: pages::link(&finding.rule).map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone() + cited.entry(&finding.rule).or_insert_with(|| citation(finding)),
        ..Diagnostic::default()
    });
    let notes = checked.report.notes.iter().map(|note| Diagnostic {
        range: note.span.map_or_else(Range::default, |span| positions.range(seen.place(&checked.document, span))),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(SOURCE.to_owned()),
        message: note.message.clone(),
        ..Diagnostic::default()
    });
    findings.chain(notes).collect()
}

fn unreadable(reason: &str) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(SOURCE.to_owned()),
        message: reason.to_owned(),
        ..Diagnostic::default()
    }
}

/// Editors hide what the protocol calls a hint, so ours is its information.
fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Hint | Severity::Off => DiagnosticSeverity::INFORMATION,
    }
}

/// Why we may say what is wrong and what to do: a line of its own.
fn citation(finding: &Finding) -> String {
    clauses(finding).map(|cited| format!("\nОснование: {cited}")).unwrap_or_default()
}
