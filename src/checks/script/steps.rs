//! Steps that a talk must have.

use super::{Talk, says, words};
use crate::letter::{Speaker, Turn, is_rude};
use crate::rules::Hit;

/// A branch on rudeness says one of the recommended phrases.
pub(super) fn no_calm_phrase(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let titles = talk.turns.iter().filter(|turn| turn.branch > 0 && is_title(turn) && is_rude(&turn.folded));
    for title in titles {
        let of_branch = |turn: &&Turn| turn.branch == title.branch;
        let calm = talk.written().filter(of_branch).any(|turn| says(turn, words::CALM));
        let first = talk.employee().find(of_branch);
        if let Some(first) = first.filter(|_| !calm) {
            hits.push(Hit::letter(first.span));
        }
    }
}

fn is_title(turn: &Turn) -> bool {
    turn.speaker == Speaker::Nobody
}

/// A talk says what to do when the client is rude, or its card names the file that does.
pub(super) fn rude_branch(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let told = talk.turns.iter().any(|turn| is_title(turn) && is_rude(&turn.folded));
    let card = talk.seen.document.front_matter();
    let elsewhere =
        card.is_some_and(|card| card.text.lines().any(|line| line.trim_start().starts_with("rude_branch:")));
    if talk.is_conversation() && !told && !elsewhere {
        hits.extend(talk.employee().next().map(|turn| Hit::letter(turn.span)));
    }
}

/// The first words greet, and say who speaks as far as the order asks.
pub(super) fn greeting(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let mut first = talk.employee().filter(|turn| turn.branch == 0);
    let Some(turn) = first.next() else { return };
    let greets = |turn: &Turn| says(turn, words::GREETING);
    let picks_up = says(turn, words::PICK_UP) || turn.folded.trim_matches(['.', '!', '?']) == "да";
    // A farewell or the middle of a talk greets nobody.
    if !talk.is_conversation() && !greets(turn) && !picks_up {
        return;
    }
    let mut begin = vec![turn];
    if talk.is_outgoing() {
        begin.extend(first.next());
    }
    let has = |list: &[&str]| begin.iter().any(|turn| says(turn, list));
    let named = begin.iter().any(|turn| has_name(talk.seen.document.slice(turn.said)));
    let introduced = has(words::INTRODUCE) || named;
    let mode = talk.seen.params.text("mode").unwrap_or("plain");
    let mut missing = Vec::new();
    let mut need = |there: bool, name: &'static str| {
        if !there {
            missing.push(name);
        }
    };
    match mode {
        "time-of-day" => {
            need(has(words::GREETING_TIME), "«Добрый день»");
            need(introduced, "имя сотрудника");
            need(talk.is_outgoing() || has(words::HELP), "предложение помочь");
        }
        "full-intro" => {
            need(has(words::GREETING), "приветствие");
            need(has(words::DIVISION), "отдел");
            need(named || has(&["{{фио", "[фио"]), "фамилия, имя и отчество");
            need(has(words::POST), "должность");
        }
        "name" => {
            need(has(words::GREETING), "приветствие");
            need(introduced || has(words::DIVISION), "имя сотрудника или отдел");
        }
        _ => need(has(words::GREETING), "приветствие"),
    }
    if !missing.is_empty() {
        hits.push(Hit::letter(turn.span).word("missing", missing.join(", ")));
    }
}

/// Surname, name and patronymic, in either order.
fn has_name(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty()).collect();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 1;
    let patronymic = |word: &str| ["вич", "вна", "ична", "ьич"].iter().any(|end| word.ends_with(end));
    words
        .windows(3)
        .any(|three| three.iter().all(|word| capital(word)) && three[1..].iter().any(|word| patronymic(word)))
}

/// The talk ends with the question of the order.
pub(super) fn final_question(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.ends() {
        return;
    }
    let strict = talk.seen.params.switch("strict", false);
    let lines = talk.seen.params.number("tail-lines", 3);
    let asked = |turn: &&Turn| {
        let folded = &turn.folded;
        let own = folded.contains("ответ на ваш вопрос") || folded.contains("ответы на ваши вопросы");
        own && (folded.contains("получен") || folded.contains("получили"))
    };
    let tail: Vec<&Turn> = talk.employee().rev().filter(|turn| turn.branch == 0).take(lines).collect();
    if tail.iter().any(&asked) || talk.turns.iter().any(|turn| is_title(turn) && asked(&turn)) {
        return;
    }
    let other = tail.iter().find(|turn| says(turn, words::FINAL));
    match other {
        Some(_) if !strict => {}
        Some(turn) => hits.push(Hit { loudness: -2, ..Hit::letter(turn.span) }),
        None => hits.extend(tail.first().map(|turn| Hit::letter(turn.span))),
    }
}

/// The steps of a call that comes in.
pub(super) fn incoming(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.is_conversation() || talk.is_outgoing() {
        return;
    }
    let answers = talk.has(words::HOLD)
        || talk.has(words::CALLBACK)
        || talk.has(&["{{ответ", "{{решени"])
        || talk.employee().skip(1).any(|turn| !turn.folded.contains('?') && !says(turn, words::FAREWELL));
    let steps = [
        (talk.has(words::GREETING), "приветствие"),
        (talk.has(words::IDENTIFY), "как обращаться к человеку"),
        (asks(talk), "вопрос, чтобы понять, что нужно"),
        (talk.has(words::PARAPHRASE), "пересказ просьбы своими словами"),
        (answers, "ответ, ожидание на линии или обратный звонок"),
        (talk.has(words::FAREWELL), "прощание"),
    ];
    missing(talk, &steps, 5, hits);
}

/// The steps of a call that the office makes.
pub(super) fn outgoing(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.is_outgoing() || talk.employee().count() == 0 {
        return;
    }
    let steps = [
        (talk.has(words::GREETING), "приветствие"),
        (talk.has(words::INTRODUCE) || talk.has(words::DIVISION), "кто звонит и откуда"),
        (talk.has(words::PURPOSE), "зачем звоните"),
        (talk.has(words::STATUS), "что уже сделано и что дальше"),
        (talk.has(words::FAREWELL), "прощание"),
    ];
    missing(talk, &steps, 4, hits);
}

fn missing(talk: &Talk<'_>, steps: &[(bool, &str)], least: usize, hits: &mut Vec<Hit>) {
    let least = talk.seen.params.number("min-present", least);
    let absent: Vec<&str> = steps.iter().filter(|step| !step.0).map(|step| step.1).collect();
    if steps.len() - absent.len() < least {
        let first = talk.employee().next();
        hits.extend(first.map(|turn| Hit::letter(turn.span).word("missing", absent.join("; "))));
    }
}

/// True when the employee asks something besides the formulas of greeting and farewell.
fn asks(talk: &Talk<'_>) -> bool {
    let formulas = [words::HELP, words::IDENTIFY, words::FINAL].concat();
    talk.written().any(|turn| {
        says(turn, words::GUIDING)
            || says(turn, words::PARAPHRASE)
            || turn.folded.split_inclusive(['.', '!', '?']).any(|sentence| {
                let ends = sentence.ends_with('?') && !sentence.contains("ответ на ваш вопрос");
                ends && !formulas.iter().any(|formula| sentence.contains(formula))
            })
    })
}

/// A talk has a question that finds out what is needed.
pub(super) fn guiding_question(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if talk.is_conversation() && !talk.is_outgoing() && !asks(talk) {
        hits.extend(talk.employee().next().map(|turn| Hit::letter(turn.span)));
    }
}

/// A talk says what to do when there is no answer at once.
pub(super) fn no_answer(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    let digits =
        |turn: &Turn| turn.folded.as_bytes().windows(3).any(|three| three[1] == b'-' && three[2].is_ascii_digit());
    if talk.is_conversation() && !talk.has(words::OTHER_WAY) && !talk.written().any(digits) {
        hits.extend(talk.employee().next().map(|turn| Hit::letter(turn.span)));
    }
}

/// A talk ends with the offer of a survey.
pub(super) fn survey(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    // «Вопрос» is no «опрос».
    let offers = |turn: &Turn| words::SURVEY.iter().any(|word| turn.folded.replace("вопрос", "").contains(word));
    if talk.ends() && !talk.written().any(offers) {
        hits.extend(talk.employee().next_back().map(|turn| Hit::letter(turn.span)));
    }
}
