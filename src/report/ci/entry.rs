//! Makes the sheet of a checked file.

use super::context::Contexts;
use super::{Change, Entry, Facts, Mend, Point, Range, Sheet};
use crate::document::Document;
use crate::engine::Finding;
use crate::fix;
use crate::profile::Severity;
use crate::report::advice::{clauses, kind, readability, replacement};
use crate::report::{Checked, finding_span, in_words};
use crate::rules::{Fix, Level};
use crate::text::{Lines, Span};

/// Characters of the letter shown on either side of a finding.
const AROUND: usize = 60;

/// The sheet of a file; `checked.name` is its path. `described` gives title and reason of a rule, `fails` tells which
/// findings count.
pub fn sheet(
    checked: &Checked<'_>,
    contexts: &Contexts,
    described: &dyn Fn(&str) -> (String, String),
    fails: &dyn Fn(Severity) -> bool,
) -> Sheet {
    let document = checked.document;
    let lines = document.source().map(Lines::new);
    let one = |(finding, context): (&Finding, &(String, usize))| {
        let (title, why) = described(&finding.rule);
        let place = lines.as_ref().and_then(|lines| Some((lines, shown(document, finding)?)));
        let range = place.map(|(lines, span)| range(lines, span));
        let words = place.and_then(|(_, span)| document.source()?.get(span.range())).unwrap_or_default();
        Entry {
            rule: finding.rule.to_string(),
            title,
            why,
            severity: finding.severity,
            fails: fails(finding.severity),
            message: finding.message.clone(),
            clauses: clauses(finding),
            advice: replacement(finding).map(|(name, words)| format!("{name}: {words}")),
            range,
            snippet: words.to_owned(),
            place: match range {
                Some(range) => format!("строка {}", range.start.line),
                None => in_words(document, finding.span),
            },
            quote: quote(document, finding),
            context: context.0.clone(),
            repeat: context.1,
            mends: lines.as_ref().map(|lines| mends(document, lines, &finding.fixes)).unwrap_or_default(),
        }
    };
    let mut about = vec![kind(checked.report)];
    about.extend(readability(checked));
    let facts = Facts {
        kind: checked.report.letter.kind,
        score: checked.report.score.as_ref().map(|score| score.value),
        card: checked.report.letter.card.clone(),
    };
    Sheet {
        path: checked.name.to_owned(),
        facts,
        about,
        entries: checked.report.findings.iter().zip(contexts).map(one).collect(),
        errors: Vec::new(),
    }
}

/// The stretch of the file that is marked: a finding without words of its own marks its line.
fn shown(document: &Document, finding: &Finding) -> Option<Span> {
    let source = document.source()?;
    let span = finding_span(document, finding)?;
    if span.start < span.end {
        return Some(span);
    }
    let (before, after) = source.split_at_checked(span.start as usize)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = before.len() + after.find(['\r', '\n']).unwrap_or(after.len());
    Some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?.max(u32::try_from(start).ok()?)))
}

fn range(lines: &Lines, span: Span) -> Range {
    let point = |at| {
        let (chars, utf16, bytes) = (lines.chars(at), lines.utf16(at), lines.bytes(at));
        Point { line: chars.line + 1, chars: chars.column + 1, utf16: utf16.column + 1, bytes: bytes.column + 1 }
    };
    Range { start: point(span.start), end: point(span.end) }
}

fn mends(document: &Document, lines: &Lines, fixes: &[Fix]) -> Vec<Mend> {
    let one = |fix: &Fix| {
        let placed = fix::in_file(document, &fix.edits)?;
        let changes = placed
            .into_iter()
            .map(|(_, edit)| Change { range: range(lines, edit.span), text: edit.text.to_string() })
            .collect();
        Some(Mend { label: fix.label.to_string(), changes })
    };
    fixes.iter().filter(|fix| fix.level != Level::Show && !fix.edits.is_empty()).filter_map(one).collect()
}

fn quote(document: &Document, finding: &Finding) -> [String; 3] {
    if let (Some(head), Some(source)) = (finding.head, document.source()) {
        return [String::new(), head.of(source).to_owned(), String::new()];
    }
    let span = finding.span;
    let Some(block) = document.block_at(span.start).and_then(|index| document.blocks().get(index)) else {
        return Default::default();
    };
    let text = document.slice(block.span);
    let start = (span.start.saturating_sub(block.span.start) as usize).min(text.len());
    let end = (span.end.min(block.span.end).saturating_sub(block.span.start) as usize).clamp(start, text.len());
    let from = text[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
    let to = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at);
    let (head, tail) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    [format!("{head}{}", &text[from..start]), text[start..end].to_owned(), format!("{}{tail}", &text[end..to])]
}
