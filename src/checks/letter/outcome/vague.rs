//! `vague-deadline`: words in place of a day.

use super::super::said::{Said, Talk, sentences};
use super::super::weighed::weighed;
use super::promise::{promise, waits};
use super::status::is_maybe;

use super::term::{Term, Today, term};
use crate::data::FileError;
use crate::rules::{Check, Hit, Inspection, Setup};

/// Makes the check of `vague-deadline`: rows of a table, where the same sentence or the next one names no day.
///
/// # Errors
/// A fault in its table.
pub(in super::super) fn vague(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("vague-deadlines", setup, find)
}

fn find(seen: &Inspection<'_>, found: Vec<Hit>, hits: &mut Vec<Hit>) {
    if found.is_empty() {
        return;
    }
    let today = Today::of(seen);
    let body = sentences(seen);
    for (at, said) in body.iter().enumerate() {
        let own = |hit: &&Hit| said.view.whole().covers(hit.span);
        if !found.iter().any(|hit| own(&hit)) {
            continue;
        }
        let promised = promise(said, seen.letter.whole).is_some();
        // What the reader does, and how to appeal, has terms of its own.
        if !promised && matches!(said.talk, Talk::Step | Talk::Appeal) {
            continue;
        }
        let told = term(&said.view, today) == Term::Day
            || body.get(at + 1).is_some_and(|next| tells_term(said, next) && term(&next.view, today) == Term::Day);
        if told {
            continue;
        }
        // «После осмотра», «по итогам торгов» is as good as a day where the day of that event was just told, and
        // depends on the reader where the reader was just asked for something.
        let known = waits(&body, at)
            || body.iter().any(|other| other.block() == said.block() && is_maybe(&other.view))
            || at > 0 && body[at - 1].block() == said.block() && {
                let before = &body[at - 1];
                before.future && term(&before.view, today) == Term::Day
            };
        hits.extend(found.iter().filter(own).filter(|hit| !known || !tells_event(seen, hit)).cloned());
    }
}

/// A row that hangs the promise on something that happens.
fn tells_event(seen: &Inspection<'_>, hit: &Hit) -> bool {
    const FIRST: [&str; 4] = ["после", "сразу", "немедленно", "согласно"];
    let text = seen.document.slice(hit.span).to_lowercase();
    // «После получения всех необходимых сведений» names no event that one could know.
    if ["необходим", "недостающ", "соответствующ"].iter().any(|stem| text.contains(stem))
    {
        return false;
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    match first {
        "в" => matches!(second, "ходе" | "рамках" | "соответствии"),
        "по" => !matches!(second, "мере" | "возможности"),
        "как" => second == "только",
        "на" => second != "днях",
        "при" => ["планов", "очередн", "ближайш", "следующ"].iter().any(|stem| second.starts_with(stem)),
        _ => FIRST.contains(&first),
    }
}

/// «Срок – до 15 марта», «Это займёт две недели»: the sentence after a vague word may say what it means.
fn tells_term(said: &Said<'_>, next: &Said<'_>) -> bool {
    let view = &next.view;
    next.block() == said.block()
        && next.talk != Talk::Step
        && (0..view.len()).any(|token| {
            let word = &*view.word(token).folded;
            matches!(word, "срок" | "срока" | "займет" | "займут" | "потребуется" | "понадобится")
                || token == 0 && matches!(word, "это" | "не" | "самое")
        })
}
