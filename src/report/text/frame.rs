//! One finding as a frame: place, line, mark, reason, replacement.

use annotate_snippets::{AnnotationKind, Element, Level as Title, Renderer, Snippet};

use super::Look;
use super::window::{Window, window};
use crate::engine::Finding;
use crate::profile::Severity;
use crate::report::advice::{clauses, replacement};
use crate::report::{Checked, finding_span, in_words, wrap};
use crate::rules::Scope;
use crate::text::Span;

/// Columns beside the line of the letter: its number and the frame, for letters of up to 99,999 lines.
const GUTTER: usize = 9;

/// Line and column of a byte, counted on from the last place asked for: findings come in order.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// Line and column in characters, both from 1.
    fn position(&mut self, at: usize) -> (usize, usize) {
        if at < self.at {
            *self = Self::new(self.text);
        }
        for c in self.text[self.at..at].chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = at;
        (self.line, self.column)
    }
}

/// The findings of a file, each followed by an empty line.
pub fn findings(checked: &Checked<'_>, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut by us, around the mark.
    let renderer = renderer.term_width(usize::MAX >> 1);
    let mut cursor = Cursor::new(checked.document.source().unwrap_or_default());
    let mut out = String::new();
    for finding in &checked.report.findings {
        out.push_str(&frame(checked, finding, look, &renderer, &mut cursor));
        out.push_str("\n\n");
    }
    out
}

const fn title(severity: Severity) -> (Title<'static>, &'static str) {
    match severity {
        Severity::Error => (Title::ERROR, "ошибка"),
        Severity::Warning => (Title::WARNING, "предупреждение"),
        Severity::Hint | Severity::Off => (Title::INFO, "подсказка"),
    }
}

fn frame(checked: &Checked<'_>, finding: &Finding, look: Look, renderer: &Renderer, cursor: &mut Cursor<'_>) -> String {
    let (level, name) = title(finding.severity);
    let place = place(checked, finding, cursor);
    let (message, more) = title_lines(name, finding, look.width);
    let mut group = level.with_name(name).primary_title(message).id(&*finding.rule).elements(NOTHING);
    let mut digits = 1;
    if let Some(shown) = shown(checked, finding, look) {
        digits = place.line.map_or(1, |line| line.to_string().len());
        let mark = AnnotationKind::Primary.span(shown.start..shown.end);
        let snippet = Snippet::source(shown.text).annotation(mark).fold(false);
        group = group.element(match place.line {
            Some(line) => snippet.line_start(line),
            None => snippet.line_numbering(false),
        });
    }
    let width = look.width.saturating_sub(GUTTER + 14).max(30);
    if let Some(clauses) = clauses(finding) {
        group = group.element(Title::NOTE.with_name("основание").message(wrap(&clauses, width)));
    }
    if let Some((name, replacement)) = replacement(finding) {
        group = group.element(Title::HELP.with_name(name).message(wrap(&replacement, width)));
    }
    let frame = renderer.render(&[group]);
    let (title, rest) = frame.split_once('\n').unwrap_or((&frame, ""));
    let (on, off) = if look.colour { ("\u{1b}[1m\u{1b}[94m", "\u{1b}[0m") } else { ("", "") };
    let bold = if look.colour { "\u{1b}[1m" } else { "" };
    let more: String = more.lines().map(|line| format!("  {bold}{line}{off}\n")).collect();
    format!("{title}\n{more}{:digits$}{on}-->{off} {}\n{rest}", "", place.name)
}

/// The message: what fits beside the severity and the rule, and the lines below that.
fn title_lines(severity: &str, finding: &Finding, width: usize) -> (String, String) {
    let head = severity.chars().count() + finding.rule.chars().count() + "[]: ".len();
    // The head stands before the first word as if it were part of it.
    let message = finding.message.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = wrap(&format!("{}{message}", "x".repeat(head)), width.saturating_sub(2));
    let text = lines.get(head..).unwrap_or_default();
    let (first, more) = text.split_once('\n').unwrap_or((text, ""));
    (first.to_owned(), more.to_owned())
}

const NOTHING: [Element<'static>; 0] = [];

/// Where a finding stands, for people.
struct Place {
    name: String,
    /// Line of the file, from 1, where the file is text.
    line: Option<usize>,
}

fn place(checked: &Checked<'_>, finding: &Finding, cursor: &mut Cursor<'_>) -> Place {
    match finding_span(checked.document, finding) {
        // The library that draws the frame could say this too, but knows only the piece of the line that is shown.
        Some(span) => {
            let (line, column) = cursor.position(span.start as usize);
            Place { name: format!("{}:{line}:{column}", checked.name), line: Some(line) }
        }
        None => Place { name: format!("{}, {}", checked.name, in_words(checked.document, finding.span)), line: None },
    }
}

/// The line with the mark; none for what is said of the whole letter.
fn shown(checked: &Checked<'_>, finding: &Finding, look: Look) -> Option<Window> {
    let on_words = finding.scope != Scope::Letter && !finding.span.is_empty();
    if !on_words && finding.head.is_none_or(Span::is_empty) {
        return None;
    }
    let document = checked.document;
    let (text, span) = match (finding_span(document, finding), document.source()) {
        (Some(span), Some(source)) => (source, span),
        _ => (document.text(), finding.span),
    };
    Some(window(text, span.start as usize, span.end as usize, look.width.saturating_sub(GUTTER)))
}
