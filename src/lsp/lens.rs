//! One line above the letter: what it is, under which profile, how it reads.

use tower_lsp_server::ls_types::{CodeLens, Command, Range};

use super::checker::LEFT_OUT;
use super::seen::{Checked, Seen};
use super::settings::Rules;
use crate::language::Band;
use crate::report::Counts;

/// The command behind the line: shows the findings; clients without it show the words only.
pub(super) const COMMAND: &str = "yasno.showFindings";

/// The line, if the text is a letter.
pub(super) fn lens(seen: &Seen) -> Vec<CodeLens> {
    let Rules { ruleset, profiles, .. } = &seen.rules;
    let title = match &seen.outcome {
        Ok(checked) => {
            let ruleset = profiles.of_letter(ruleset, &checked.document, Some(&checked.report.letter.card));
            summary(checked, ruleset.as_ref().map_or("", |ruleset| &ruleset.profile.title))
        }
        Err(reason) if reason == LEFT_OUT => reason.clone(),
        Err(_) => return Vec::new(),
    };
    let command = Command { title, command: COMMAND.to_owned(), arguments: None };
    vec![CodeLens { range: Range::default(), command: Some(command), data: None }]
}

/// «Ответ · профиль «Общий» · читается легко (8 класс) · 2 ошибки».
pub(super) fn summary(checked: &Checked, profile: &str) -> String {
    let report = &checked.report;
    let kind = report.letter.kind.title();
    let kind = if report.letter.template { format!("шаблон: {kind}") } else { kind.to_owned() };
    let mut parts = vec![kind, format!("профиль «{}»", profile.split(':').next().unwrap_or(profile))];
    let words = match report.readability.band() {
        Some(Band::Good) => Some("читается легко"),
        Some(Band::Acceptable) => Some("читается приемлемо"),
        Some(Band::Hard) => Some("читается трудно"),
        Some(Band::VeryHard) => Some("читается очень трудно"),
        None => None,
    };
    if let Some(words) = words {
        // Who has left school reads on: from there on only the words tell something.
        let grade = report.readability.grade.round();
        parts.push(if grade <= 11.0 { format!("{words} ({grade} класс)") } else { words.to_owned() });
    }
    parts.push(Counts::of(&report.findings).to_string());
    parts.join(" · ")
}
