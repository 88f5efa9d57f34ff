use super::*;
use crate::document::{Block, BlockKind, Builder, FileFormat, Format, PartId, SourceSpan, Story};
use crate::engine::Finding;
use crate::profile::Severity;
use crate::rules::{Fix, Level, Scope};
use crate::text::{Edit, Span};

fn finding(span: Span) -> Finding {
    Finding {
        rule: "test-rule".into(),
        row: None,
        severity: Severity::Warning,
        scope: Scope::Span,
        span,
        head: None,
        message: "сообщение".into(),
        clauses: ["002 3.10(1)".to_owned()].into(),
        fixes: vec![Fix { level: Level::Safe, label: "для".into(), edits: vec![Edit::replace(span, "для")] }],
        restyle: None,
        endnotes: Vec::new(),
    }
}

fn report(findings: Vec<Finding>) -> Report {
    Report { findings, ..Report::default() }
}

/// `Текст **в целях** дела` as Markdown, with its findings.
fn markdown() -> (Document, Report) {
    let source = "Текст **в целях** дела\n";
    let document = crate::source::read(source.as_bytes().to_vec(), "a.md").unwrap();
    let start = document.text().find("в целях").unwrap() as u32;
    let inside = Span::new(start, start + "в целях".len() as u32);
    (document, report(vec![finding(inside), finding(Span::new(inside.start, inside.end + 9))]))
}

#[test]
fn numbers_take_the_right_word() {
    for (number, word) in
        [(1, "а"), (2, "б"), (5, "в"), (11, "в"), (12, "в"), (21, "а"), (22, "б"), (111, "в"), (0, "в")]
    {
        assert_eq!(plural(number, "а", "б", "в"), word, "{number}");
    }
    let counts = Counts { error: 3, warning: 12, hint: 1 };
    assert_eq!(counts.to_string(), "3 ошибки, 12 предупреждений, 1 подсказка");
    assert_eq!(Counts::default().to_string(), "замечаний нет");
}

#[test]
fn lines_are_broken_at_spaces() {
    assert_eq!(wrap("раз два три\nчетыре", 7), "раз два\nтри\nчетыре");
    assert_eq!(wrap("слишкомдлинно да", 5), "слишкомдлинно\nда");
}

#[test]
fn json_gives_bytes_of_the_file() {
    let (document, found) = markdown();
    let checked = Checked { name: "a.md", document: &document, report: &found };
    let lines = lines_json(&checked);
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["start"], &lines[0]["text"]), (&13.into(), &"в целях".into()));
    assert_eq!(lines[0]["fixes"][0]["edits"][0]["start"], 13);
    // The second runs over the end of the emphasis: its text is the file's, and nothing may be edited there.
    assert_eq!(lines[1]["text"], "в целях** дела");
    assert_eq!(
        (&lines[1]["fixes"][0]["level"], &lines[1]["fixes"][0]["edits"]),
        (&"show".into(), &serde_json::json!([]))
    );
    assert!(lines[0].get("where").is_none());
}

#[test]
fn a_file_that_is_not_text_gives_a_place_in_words() {
    let mut builder = Builder::new(FileFormat::Docx);
    let part = builder.part("word/document.xml");
    let text = format!("{}в целях{}", "слово ".repeat(20), " дело".repeat(20));
    builder.open(Block { kind: BlockKind::Paragraph, story: Story::Body, origin: (PartId(0), 4), ..Block::default() });
    let source = SourceSpan { part, span: Span::new(100, 100 + text.len() as u32) };
    builder.verbatim_text(&text, source, Format::default());
    builder.close();
    let document = builder.finish();
    let start = document.text().find("в целях").unwrap() as u32;
    let span = Span::new(start, start + 13);
    assert_eq!(in_words(&document, span), "абзац 5");
    let place = Where::of(&document, span).unwrap();
    assert_eq!((place.part.as_str(), place.paragraph), ("word/document.xml", 5));
    assert!(place.quote.contains("слово в целях дело") && place.quote.starts_with('…') && place.quote.ends_with('…'));
    let found = report(vec![finding(span)]);
    let line = lines_json(&Checked { name: "a.docx", document: &document, report: &found });
    assert!(line.contains("\"start\":null,\"end\":null,\"text\":\"в целях\""), "{line}");
    assert!(line.contains("\"where\":{\"part\":\"word/document.xml\",\"paragraph\":5"), "{line}");
}

#[cfg(feature = "cli")]
#[test]
fn a_frame_shows_line_mark_clause_and_replacement() {
    let (document, mut found) = markdown();
    found.findings.truncate(1);
    let checked = Checked { name: "a.md", document: &document, report: &found };
    let text = findings(&checked, Look { width: 80, colour: false });
    insta::assert_snapshot!(text, @r"
    предупреждение[test-rule]: сообщение
     --> a.md:1:9
      |
    1 | Текст **в целях** дела
      |         ^^^^^^^
      |
      = основание: приказ № 53, п. 3.10(1)
      = вместо этого: «для»
    ");
    let coloured = findings(&checked, Look { width: 80, colour: true });
    assert!(coloured.contains('\u{1b}'));
}
