//! `result-not-justified`: what comes late or may not come has a reason.

use super::super::said::{Said, Talk, is_refusal, residue, sentences};
use super::status::{Now, Status, answers, status, years};
use crate::language::SentenceView;
use crate::letter::{LetterMatch, Role};
use crate::rules::{Check, Fix, Hit, Inspection, Level};

/// `result-not-justified`.
#[derive(Debug)]
struct NotJustified;

pub(in super::super) fn not_justified() -> Box<dyn Check> {
    Box::new(NotJustified)
}

impl Check for NotJustified {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole || seen.letter.marks.iter().any(explains) {
            return;
        }
        let body = sentences(seen);
        let now = Now::of(seen, &body);
        let decided = answers(seen, &body).find(|said| {
            match status(seen, said, now.0) {
                Some(Status::Maybe) => true,
                // What was asked for and comes soon needs no reason.
                Some(Status::Will) => said.talk != Talk::Step && is_far(&said.view, &now),
                _ => false,
            }
        });
        let Some(decided) = decided else { return };
        let reasons = |said: &Said<'_>| {
            let view = &said.view;
            let text = view.slice(0..view.len());
            let colon = text.split_once(": ").is_some_and(|(_, after)| after.split_whitespace().count() >= 2);
            let purpose = (0..view.len()).any(|token| {
                matches!(
                    &*view.word(token).folded,
                    "чтобы" | "для" | "так" | "ведь" | "из-за" | "благодаря" | "раньше" | "сейчас"
                )
            });
            let other = !std::ptr::eq(said, decided)
                && !matches!(said.talk, Talk::Courtesy | Talk::Appeal)
                && residue(view, 0..view.len()) >= 3;
            colon || purpose || other
        };
        if !answers(seen, &body).any(reasons) {
            hits.push(Hit::at(decided.view.whole()).fix(Fix {
                level: Level::Show,
                label: "…, потому что …".to_owned(),
                edits: Vec::new(),
            }));
        }
    }
}

/// In another year, or after something else.
fn is_far(view: &SentenceView<'_>, now: &Now) -> bool {
    years(view).any(|year| now.0.is_some_and(|now| year > now))
        || (0..view.len()).any(|token| &*view.word(token).folded == "после")
}

fn explains(mark: &LetterMatch) -> bool {
    matches!(mark.role, Role::Cause | Role::Therefore | Role::Fact) || is_refusal(mark)
}
