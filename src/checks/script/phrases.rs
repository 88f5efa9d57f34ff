//! Phrases of the employee that lack something or promise too much, and how long and winding a talk is.

use std::sync::LazyLock;

use regex::Regex;

use super::{Talk, says, words};
use crate::letter::{Speaker, Turn};
use crate::rules::Hit;
use crate::text::Span;

/// Marks of a time: a number, a part of the day, a day.
const TIME: &[&str] = &[
    "минут",
    "секунд",
    "час",
    "завтра",
    "до конца",
    "утром",
    "вечером",
    "понедельник",
    "вторник",
    "сред",
    "четверг",
    "пятниц",
    "{{",
    "[",
    "удобн",
    "когда",
    "во сколько",
    "сразу же",
    "полудня",
    "обеда",
];

/// Waiting and calling back go with a time, in the same words or beside them.
pub(super) fn hold_time(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let timed = |index: usize| {
        talk.turns.get(index).is_some_and(|turn| {
            turn.speaker == Speaker::Employee
                && (turn.folded.contains(|c: char| c.is_ascii_digit()) || says(turn, TIME))
        })
    };
    for (index, turn) in talk.turns.iter().enumerate() {
        // Two lines of the employee in a row are one speech.
        let near = timed(index) || timed(index + 1) || index.checked_sub(1).is_some_and(timed);
        if turn.speaker != Speaker::Employee || near {
            continue;
        }
        let said = talk.seen.document.slice(turn.said);
        let mut at = 0;
        for sentence in said.split_inclusive(['.', '!', '?', '…']) {
            let start = at + (sentence.len() - sentence.trim_start().len());
            at += sentence.len();
            let folded = sentence.to_lowercase().replace('ё', "е");
            let calls = ["перезвоню", "перезвоним", "свяжусь с вами", "свяжемся с вами", "позвоню вам", "позвоним вам"];
            let waits = words::HOLD.iter().chain(&calls).any(|phrase| folded.contains(phrase));
            if waits && !folded.contains("не перезвон") && !folded.contains("если ") {
                let end = start + sentence.trim().len();
                hits.push(Hit::at(Span::new(turn.said.start + start as u32, turn.said.start + end as u32)));
                break;
            }
        }
    }
}

/// On one way of the talk the call is passed on twice at most.
pub(super) fn transfers(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let most = talk.seen.params.number("max-transfers", 2);
    let trunk = talk.turns.iter().filter(|turn| turn.branch == 0).collect();
    let mut third: Vec<&Turn> = Vec::new();
    for turns in std::iter::once(trunk).chain(talk.ways().into_iter().map(|way| way.turns)) {
        let passed: Vec<&Turn> = turns.into_iter().filter(|turn| passes_on(turn)).collect();
        // What is too much on the main way is told once.
        let seen = |turn: &&Turn| third.iter().any(|other| std::ptr::eq(*other, *turn));
        third.extend(passed.get(most).copied().filter(|turn| !seen(turn)));
    }
    hits.extend(third.into_iter().map(|turn| Hit::at(turn.span)));
}

/// True when the employee passes the call on, and not only should something be so.
fn passes_on(turn: &Turn) -> bool {
    const OBJECT: &[&str] = &["вас ", "вас.", "вас,", "вас с", "звонок", "разговор"];
    turn.speaker == Speaker::Employee
        && turn.folded.split(['.', '!', '?']).any(|sentence| {
            let sentence = format!("{sentence} ");
            let has = |list: &[&str]| list.iter().any(|word| sentence.contains(word));
            has(words::TRANSFER) && has(OBJECT) && !sentence.contains(" не ") && !sentence.contains("если ")
        })
}

static FOR_CLIENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let verb = "заполн(?:ю|им)|подам|подадим|напиш(?:у|ем)|оформ(?:лю|им)|отправ(?:лю|им)|сдела(?:ю|ем)|войду|войд[её]м|\
                зайду|зайд[её]м|зарегистриру(?:ю|ем)";
    let whose = "за вас|вместо вас|в ваш личный кабинет|в ваш кабинет|в вашем личном кабинете|под вашим паролем|\
                 с вашим паролем|по вашему паролю";
    Regex::new(&format!(r"(?i)(?:\b(?:я|мы)\s+(?:сама?\s+|сами\s+)?)?\b(?:{verb})\b[^.!?;:]{{0,80}}?\b(?:{whose})\b"))
        .ok()
});

/// The employee does nothing in the client's stead.
pub(super) fn acts_for_client(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let Some(pattern) = &*FOR_CLIENT else { return };
    for turn in talk.employee() {
        let said = talk.seen.document.slice(turn.said);
        for found in pattern.find_iter(said) {
            let before = said[..found.start()].to_lowercase();
            if before.ends_with("не ") || found.as_str().to_lowercase().contains(" не ") {
                continue;
            }
            hits.push(Hit::at(Span::new(found.start() as u32, found.end() as u32).shift(turn.said.start)));
        }
    }
}

/// The longest way of the talk is said within the time.
pub(super) fn length(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let minutes = talk.seen.params.number("max-minutes", 10);
    let speed = talk.seen.params.number("words-per-minute", 120).max(1);
    let branches = talk.turns.iter().map(|turn| turn.branch).max().unwrap_or(0);
    let mut words = vec![0_usize; branches + 1];
    for turn in talk.employee() {
        words[turn.branch] += turn.folded.split_whitespace().count();
    }
    let longest = words[0] + words[1..].iter().max().copied().unwrap_or(0);
    if longest > minutes * speed {
        let said = longest.div_ceil(speed);
        hits.extend(talk.employee().next().map(|turn| Hit::letter(turn.span).word("minutes", said.to_string())));
    }
}
