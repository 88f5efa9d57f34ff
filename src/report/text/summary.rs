//! What is said after the findings of a file.

use super::Look;
use crate::fix;
use crate::report::advice::{kind, readability};
use crate::report::{Checked, Counts, STDIN_NAME, in_words, plural, source_span, wrap};
use crate::rules::{Level, Subject};
use crate::source::amend;
use crate::text::Lines;

/// The findings of a file in one line, how the letter was understood, how hard it is to read, what to do next.
/// `brief` leaves only the first line.
pub fn summary(checked: &Checked<'_>, look: Look, brief: bool) -> String {
    let Checked { name, document, report } = *checked;
    let mut out = format!("{name}: {}\n", Counts::of(&report.findings));
    if brief {
        return out;
    }
    let mut line = |text: String| {
        for (number, part) in wrap(&text, look.width.saturating_sub(5)).lines().enumerate() {
            out.push_str(if number == 0 { "  " } else { "    " });
            out.push_str(part);
            out.push('\n');
        }
    };
    line(kind(report));
    for text in readability(checked) {
        line(text);
    }
    if !report.suppressed.is_empty() {
        let count = report.suppressed.len();
        let word = plural(count, "замечание", "замечания", "замечаний");
        line(format!("пропущено по пометкам автора: {count} {word}"));
    }
    let safe = fix::choose(document, report, Level::Safe).applied;
    if safe > 0 && name != STDIN_NAME {
        let words = plural(safe, "исправление можно", "исправления можно", "исправлений можно");
        line(format!("{safe} {words} внести сразу: yasno fix {}", quoted(name)));
    }
    let is_letter = report.subject == Subject::Letter;
    if amend::is_amendable(document.format()) && is_letter && !report.findings.is_empty() && name != STDIN_NAME {
        line(format!("поставить замечания примечаниями в документ: yasno annotate {} -o НОВЫЙ", quoted(name)));
    }
    out
}

/// A name as it is written on a command line.
fn quoted(name: &str) -> String {
    if name.contains(|c: char| c.is_whitespace() || "\"'()&;$`*?".contains(c)) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

/// What the reader left out and what the user must know of the run, a line each.
pub fn notes(checked: &Checked<'_>) -> String {
    let Checked { name, document, report } = *checked;
    let mut out = String::new();
    for warning in document.warnings() {
        out.push_str(&format!("{name}: {}\n", warning.message));
    }
    let lines = document.source().filter(|_| report.notes.iter().any(|note| note.span.is_some())).map(Lines::new);
    for note in &report.notes {
        let place = match (note.span, &lines) {
            (None, _) => String::new(),
            (Some(span), Some(lines)) => source_span(document, span).map_or(String::new(), |place| {
                let position = lines.chars(place.start);
                format!(":{}:{}", position.line + 1, position.column + 1)
            }),
            (Some(span), None) => format!(", {}", in_words(document, span)),
        };
        out.push_str(&format!("{name}{place}: {}\n", note.message));
    }
    out
}
