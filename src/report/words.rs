//! Numbers and lines in Russian.

use std::fmt;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::engine::{Finding, Report};
use crate::profile::Severity;
use crate::rules::Component;

/// The form of a noun after a number: «1 ошибка, 2 ошибки, 5 ошибок».
pub fn plural<'a>(number: usize, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (number % 100, number % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    }
}

/// The rules behind a component of the score that have found something, and how often; suppressed findings count too,
/// because the points are lost all the same.
pub fn found_by(report: &Report, component: Component) -> Vec<(&'static str, usize)> {
    let all = || report.findings.iter().chain(report.suppressed.iter().map(|item| &item.finding));
    let count = |rule: &&'static str| (*rule, all().filter(|finding| *finding.rule == **rule).count());
    component.rules().iter().map(count).filter(|(_, count)| *count > 0).collect()
}

/// A number with one digit after the comma.
pub fn decimal(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Hints.
    pub hint: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self { error: count(Severity::Error), warning: count(Severity::Warning), hint: count(Severity::Hint) }
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.error + self.warning + self.hint
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.hint += other.hint;
    }
}

/// «3 ошибки, 12 предупреждений, 1 подсказка»; severities without findings are left out.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = [
            (self.error, plural(self.error, "ошибка", "ошибки", "ошибок")),
            (self.warning, plural(self.warning, "предупреждение", "предупреждения", "предупреждений")),
            (self.hint, plural(self.hint, "подсказка", "подсказки", "подсказок")),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
        if parts.is_empty() { f.write_str("замечаний нет") } else { f.write_str(&parts.join(", ")) }
    }
}

/// The text in lines of at most `width` characters, broken at spaces; its own line ends stay.
pub fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
    }
    out
}
