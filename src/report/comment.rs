//! Findings as comments on the letter itself.

use super::advice::{clauses, kind, readability, replacement};
use super::{Checked, Counts, Where, in_words, plural};
use crate::docx::patch::Comment;
use crate::engine::Finding;
use crate::profile::Severity;
use crate::text::Span;

/// Kinds of faults that the summary names; the rest are counted.
const NAMED: usize = 12;

/// A comment for each finding, in their order.
pub fn comments(checked: &Checked<'_>) -> Vec<Comment> {
    checked.report.findings.iter().map(|finding| comment(checked, finding)).collect()
}

fn comment(checked: &Checked<'_>, finding: &Finding) -> Comment {
    let name = match finding.severity {
        Severity::Error => "Ошибка",
        Severity::Warning => "Предупреждение",
        Severity::Hint | Severity::Off => "Подсказка",
    };
    let mut text = vec![format!("{name}. {}", finding.message)];
    if let Some((name, words)) = replacement(finding) {
        text.push(format!("{}: {words}", capitalised(name)));
    }
    if let Some(clauses) = clauses(finding) {
        text.push(format!("Основание: {clauses}"));
    }
    let quote = Where::of(checked.document, finding.span).map(|place| place.quote).unwrap_or_default();
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = capitalised(&in_words(checked.document, finding.span));
    let elsewhere = if quote.is_empty() { place } else { format!("{place}: «{quote}»") };
    Comment { span: finding.span, text, elsewhere }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The whole report on one page, as a comment at the beginning of the letter. `title` names a rule.
pub fn summary_comment(checked: &Checked<'_>, title: &dyn Fn(&str) -> String) -> Comment {
    let report = checked.report;
    let mut text = vec![format!("Итог проверки: {}.", Counts::of(&report.findings))];
    text.push(format!("{}.", capitalised(&kind(report))));
    text.extend(readability(checked).iter().map(|line| format!("{}.", capitalised(line))));
    // By rule: the loudest first, then the most frequent.
    let mut rules: Vec<(Severity, usize, &str)> = Vec::new();
    for finding in &report.findings {
        match rules.iter_mut().find(|(_, _, rule)| *rule == &*finding.rule) {
            Some((severity, count, _)) => {
                *severity = (*severity).max(finding.severity);
                *count += 1;
            }
            None => rules.push((finding.severity, 1, &finding.rule)),
        }
    }
    rules.sort_by(|a, b| (b.0, b.1, a.2).cmp(&(a.0, a.1, b.2)));
    if !rules.is_empty() {
        text.push("Что найдено, начиная с главного:".to_owned());
    }
    for (_, count, rule) in rules.iter().take(NAMED) {
        let times = if *count > 1 {
            format!(" – {count} {}", plural(*count, "раз", "раза", "раз"))
        } else {
            String::new()
        };
        text.push(format!("• {}{times}", title(rule)));
    }
    if let Some(more) = rules.len().checked_sub(NAMED).filter(|&more| more > 0) {
        text.push(format!("• и ещё {more} {}", plural(more, "вид замечаний", "вида замечаний", "видов замечаний")));
    }
    if !rules.is_empty() {
        text.push("Замечания стоят в тексте, у своих слов.".to_owned());
    }
    Comment { span: Span::default(), text, elsewhere: String::new() }
}
