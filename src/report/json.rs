//! JSON and JSON Lines. Keys stand in the order of the fields here and never change their meaning: new ones are added.

use serde::Serialize;

use super::looks::{JsonRestyle, restyle};
use super::words::{Counts, found_by};
use super::{Checked, Where, finding_span, source_span};
use crate::document::Document;
use crate::engine::{Finding, Note, Report};
use crate::fix;
use crate::language::Band;
use crate::letter::Kind;
use crate::profile::Severity;
use crate::rules::{Level, Penalty, Scope, Subject};
use crate::text::Span;

/// Version of the JSON document; it grows when a program that reads the older one would be misled.
pub const FILE_FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    level: Level,
    label: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    file: &'a str,
    rule: &'a str,
    severity: Severity,
    scope: Scope,
    start: Option<u32>,
    end: Option<u32>,
    text: &'a str,
    message: &'a str,
    clauses: &'a [String],
    fixes: Vec<JsonFix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restyle: Option<JsonRestyle<'a>>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<Where>,
}

#[derive(Serialize)]
struct JsonSuppressed<'a> {
    #[serde(flatten)]
    finding: JsonFinding<'a>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonNote<'a> {
    message: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Serialize)]
struct JsonReadability<'a> {
    grade: f64,
    band: Option<&'static str>,
    sentences: usize,
    words: usize,
    words_per_sentence: f64,
    long_word_share: f64,
    reader: &'static str,
    hardest_sentences: Vec<JsonSentence>,
    long_words: Vec<JsonWord<'a>>,
}

#[derive(Serialize)]
struct JsonSentence {
    start: Option<u32>,
    end: Option<u32>,
    words: usize,
    long_words: usize,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<Where>,
}

#[derive(Serialize)]
struct JsonWord<'a> {
    word: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct JsonScore {
    value: u8,
    title: &'static str,
    words: usize,
    penalties: Vec<JsonPenalty>,
}

#[derive(Serialize)]
struct JsonPenalty {
    component: &'static str,
    points: f64,
    measured: f64,
    title: String,
    advice: &'static str,
    rules: Vec<JsonRule>,
}

#[derive(Serialize)]
struct JsonRule {
    rule: &'static str,
    count: usize,
}

/// What a file comes to, after its findings.
#[derive(Serialize)]
struct JsonCounts {
    error: usize,
    warning: usize,
    hint: usize,
    suppressed: usize,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    file: &'a str,
    kind: Option<Kind>,
    kind_reason: Option<&'a str>,
    template: bool,
    readability: Option<JsonReadability<'a>>,
    score: Option<JsonScore>,
    counts: JsonCounts,
    findings: Vec<JsonFinding<'a>>,
    suppressed: Vec<JsonSuppressed<'a>>,
    notes: Vec<JsonNote<'a>>,
    errors: &'a [String],
}

fn fixes<'a>(document: &Document, finding: &'a Finding) -> Vec<JsonFix<'a>> {
    let is_text = document.source().is_some();
    finding
        .fixes
        .iter()
        .map(|fix| {
            let placed = if is_text { fix::in_file(document, &fix.edits) } else { None };
            // Edits that cannot be made in this file are not given, and the fix is then only to be shown.
            let level = if is_text && placed.is_none() { Level::Show } else { fix.level };
            let spans = placed.unwrap_or_default();
            let edit = |(placed, edit): ((_, crate::text::Edit), &'a crate::text::Edit)| {
                let (_, placed): (crate::document::PartId, _) = placed;
                JsonEdit { start: placed.span.start, end: placed.span.end, text: &edit.text }
            };
            JsonFix { level, label: &fix.label, edits: spans.into_iter().zip(&fix.edits).map(edit).collect() }
        })
        .collect()
}

fn finding<'a>(checked: &Checked<'a>, finding: &'a Finding) -> JsonFinding<'a> {
    let document = checked.document;
    let place = finding_span(document, finding);
    let text = match (place, document.source()) {
        (Some(place), Some(source)) => place.of(source),
        _ => document.slice(finding.span),
    };
    JsonFinding {
        file: checked.name,
        rule: &finding.rule,
        severity: finding.severity,
        scope: finding.scope,
        start: place.map(|place| place.start),
        end: place.map(|place| place.end),
        text,
        message: &finding.message,
        clauses: &finding.clauses,
        fixes: fixes(document, finding),
        restyle: finding.restyle.as_ref().map(|it| restyle(document, it)),
        place: Where::of(document, finding.span),
    }
}

fn note<'a>(document: &Document, note: &'a Note) -> JsonNote<'a> {
    let place: Option<Span> = note.span.and_then(|span| source_span(document, span));
    JsonNote { message: &note.message, start: place.map(|place| place.start), end: place.map(|place| place.end) }
}

fn readability<'a>(checked: &Checked<'a>) -> JsonReadability<'a> {
    let Checked { document, report, .. } = *checked;
    let figures = &report.readability;
    JsonReadability {
        grade: rounded(figures.grade),
        band: figures.band().map(|band| match band {
            Band::Good => "good",
            Band::Acceptable => "acceptable",
            Band::Hard => "hard",
            Band::VeryHard => "very-hard",
        }),
        sentences: figures.sentences,
        words: figures.words,
        words_per_sentence: rounded(figures.words_per_sentence),
        long_word_share: rounded(figures.long_word_share),
        reader: report.reader.id(),
        hardest_sentences: report
            .drivers
            .sentences
            .iter()
            .map(|sentence| {
                let place = source_span(document, sentence.span);
                JsonSentence {
                    start: place.map(|place| place.start),
                    end: place.map(|place| place.end),
                    words: sentence.words,
                    long_words: sentence.long_words,
                    place: Where::of(document, sentence.span),
                }
            })
            .collect(),
        long_words: report.drivers.words.iter().map(|(word, count)| JsonWord { word, count: *count }).collect(),
    }
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn score(report: &Report) -> Option<JsonScore> {
    let score = report.score.as_ref()?;
    let penalty = |penalty: &Penalty| JsonPenalty {
        component: penalty.component.id(),
        points: rounded(penalty.points),
        measured: rounded(penalty.measured),
        title: penalty.title(),
        advice: penalty.component.advice(),
        rules: found_by(report, penalty.component).into_iter().map(|(rule, count)| JsonRule { rule, count }).collect(),
    };
    Some(JsonScore {
        value: score.value,
        title: score.title(),
        words: score.words,
        penalties: score.penalties.iter().map(penalty).collect(),
    })
}

fn to_json<T: Serialize>(value: &T) -> String {
    // Strings, numbers and lists only: nothing of it can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// The findings of a file, one JSON object a line, and nothing else: each line is a finding to whoever reads them.
pub fn lines_json(checked: &Checked<'_>) -> String {
    checked.report.findings.iter().map(|found| to_json(&finding(checked, found)) + "\n").collect()
}

/// A checked file as one JSON object. What the reader left out stands in its notes.
pub fn file_json(checked: &Checked<'_>) -> String {
    let report = checked.report;
    let counts = Counts::of(&report.findings);
    let is_letter = report.subject == Subject::Letter;
    let warnings = checked.document.warnings().iter().map(|warning| JsonNote {
        message: &warning.message,
        start: None,
        end: None,
    });
    to_json(&JsonFile {
        file: checked.name,
        kind: is_letter.then_some(report.letter.kind),
        kind_reason: is_letter.then_some(&report.letter.kind_reason),
        template: report.letter.template,
        readability: is_letter.then(|| readability(checked)),
        score: score(report),
        counts: JsonCounts {
            error: counts.error,
            warning: counts.warning,
            hint: counts.hint,
            suppressed: report.suppressed.len(),
        },
        findings: report.findings.iter().map(|found| finding(checked, found)).collect(),
        suppressed: report
            .suppressed
            .iter()
            .map(|item| JsonSuppressed { finding: finding(checked, &item.finding), reason: item.reason.as_deref() })
            .collect(),
        notes: report.notes.iter().map(|item| note(checked.document, item)).chain(warnings).collect(),
        errors: &[],
    })
}

/// A file that was not checked, as one JSON object.
pub fn failed_json(name: &str, errors: &[String]) -> String {
    to_json(&JsonFile {
        file: name,
        kind: None,
        kind_reason: None,
        template: false,
        readability: None,
        score: None,
        counts: JsonCounts { error: 0, warning: 0, hint: 0, suppressed: 0 },
        findings: Vec::new(),
        suppressed: Vec::new(),
        notes: Vec::new(),
        errors,
    })
}
