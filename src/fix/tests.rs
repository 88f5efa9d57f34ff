use super::*;
use crate::document::{Block, Builder, FileFormat};
use crate::profile::Severity;
use crate::rules::{Fix, Scope};

fn document(text: String) -> Document {
    let span = Span::new(0, text.len() as u32);
    Builder::verbatim(FileFormat::Text, text, vec![Block { span, ..Block::default() }]).finish()
}

fn finding(span: Span, severity: Severity, level: Level, text: &str) -> Finding {
    Finding {
        rule: "test".into(),
        row: None,
        severity,
        scope: Scope::Span,
        span,
        head: None,
        message: String::new(),
        clauses: [].into(),
        fixes: vec![Fix { level, label: text.to_owned(), edits: vec![Edit::replace(span, text)] }],
        restyle: None,
        endnotes: Vec::new(),
    }
}

fn report(findings: Vec<Finding>) -> Report {
    Report { findings, ..Report::default() }
}

#[test]
fn the_louder_of_two_that_overlap_is_taken() {
    let found = report(vec![
        finding(Span::new(0, 4), Severity::Hint, Level::Safe, "x"),
        finding(Span::new(2, 6), Severity::Error, Level::Safe, "y"),
        finding(Span::new(6, 8), Severity::Hint, Level::Safe, "z"),
    ]);
    let chosen = choose(&document("абвг".into()), &found, Level::Safe);
    assert_eq!((chosen.applied, chosen.left), (2, 1));
    assert_eq!(chosen.edits, [Edit::replace(Span::new(2, 6), "y"), Edit::replace(Span::new(6, 8), "z")]);
}

#[test]
fn a_long_change_is_not_hidden_by_a_short_one_inside() {
    let found = report(vec![
        finding(Span::new(2, 4), Severity::Error, Level::Safe, "x"),
        finding(Span::new(0, 8), Severity::Hint, Level::Safe, "y"),
        finding(Span::new(8, 10), Severity::Error, Level::Safe, "v"),
        finding(Span::empty(4), Severity::Hint, Level::Safe, "z"),
    ]);
    let chosen = choose(&document("абвгд".into()), &found, Level::Safe);
    assert_eq!((chosen.applied, chosen.left), (2, 2));
}

#[test]
fn asks_only_when_told() {
    let found = report(vec![finding(Span::new(0, 2), Severity::Error, Level::Ask, "x")]);
    assert_eq!(choose(&document("а".into()), &found, Level::Safe), Chosen::default());
    assert_eq!(choose(&document("а".into()), &found, Level::Ask).applied, 1);
}

/// Finds the first «а» and makes `to` of it.
fn first_a(document: &Document, to: &str) -> Report {
    let at = document.text().find('а').map(|at| at as u32);
    report(at.map(|at| finding(Span::new(at, at + 2), Severity::Error, Level::Safe, to)).into_iter().collect())
}

#[test]
fn goes_on_until_settled() {
    let read = |text| Ok::<_, ()>(document(text));
    let settled = settle(document("аба\r\n".into()), Level::Safe, |d| first_a(d, "о\n"), read).unwrap();
    assert_eq!((settled.text.as_str(), settled.applied, settled.left), ("о\r\nбо\r\n\r\n", 2, 0));
    assert!(settled.report.findings.is_empty());
}

#[test]
fn stops_where_a_change_brings_the_fault_back() {
    let settled =
        settle(document("а".into()), Level::Safe, |d| first_a(d, "аа"), |t| Ok::<_, ()>(document(t))).unwrap();
    assert_eq!((settled.applied, settled.left), (MAX_ROUNDS, 1));
}

#[test]
fn what_is_written_into_a_page_is_escaped() {
    let page = crate::source::read("<p>а &amp; б</p>".into(), "a.html").unwrap();
    let all = Span::new(0, page.text().len() as u32);
    let written = |text: &str| in_file(&page, &[Edit::replace(all, text)]).map(|edits| edits[0].1.text.to_string());
    assert_eq!(written("в < г & «д»").as_deref(), Some("в &lt; г &amp; «д»"));
    assert_eq!(written("две\nстроки"), None, "a line end is no markup");
}
