//! Steps that a talk must have.

use super::{Talk, Way, has, is_talk, says, words};
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
    let said = |turn: &&Turn| talk.seen.document.slice(turn.said);
    let named = begin.iter().any(|turn| has_name(said(turn)));
    let introduced = has(words::INTRODUCE) || named || begin.iter().any(|turn| gives_name(said(turn)));
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

/// «Городской архив, Николай»: after the office a name stands between commas. «Добрый день, Анна» is said to another.
fn gives_name(text: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    text.split(['.', '!', '?']).any(|sentence| {
        let folded = sentence.to_lowercase();
        let greets = words::GREETING.iter().any(|word| folded.contains(word));
        let is_name =
            |part: &str| (1..=3).contains(&part.split_whitespace().count()) && part.split_whitespace().all(capital);
        !greets && sentence.split(',').skip(1).any(is_name)
    })
}

/// The talk ends with the question of the order, on each way that ends it.
pub(super) fn final_question(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.ends() {
        return;
    }
    let strict = talk.seen.params.switch("strict", false);
    let lines = talk.seen.params.number("tail-lines", 3);
    let asked = |turn: &Turn| {
        let folded = &turn.folded;
        let own = folded.contains("ответ на ваш вопрос") || folded.contains("ответы на ваши вопросы");
        own && (folded.contains("получен") || folded.contains("получили"))
    };
    let ask = |turns: &[&Turn]| turns.iter().any(|turn| turn.speaker != Speaker::Client && asked(turn));
    let mut tell = |tail: &[&Turn]| {
        let other = tail.iter().find(|turn| says(turn, words::FINAL));
        match other {
            Some(_) if !strict => {}
            Some(turn) => hits.push(Hit { loudness: -2, ..Hit::letter(turn.span) }),
            None => hits.extend(tail.first().map(|turn| Hit::letter(turn.span))),
        }
    };
    let endings: Vec<Way<'_>> = talk.endings().collect();
    for way in &endings {
        let before = way.turns.iter().rev().filter(|turn| turn.speaker == Speaker::Employee);
        let tail: Vec<&Turn> = before.copied().take(lines).collect();
        if !ask(&way.own) && !ask(&tail) {
            tell(&way.employee().rev().take(lines).collect::<Vec<_>>());
        }
    }
    let tail: Vec<&Turn> = talk.employee().rev().filter(|turn| turn.branch == 0).take(lines).collect();
    if ask(&tail) || talk.turns.iter().any(|turn| is_title(turn) && asked(turn)) {
        return;
    }
    // Where each branch has asked, or ends the call itself, the main way need not ask again.
    let answers = || talk.ways().into_iter().filter(|way| !way.is_rude && !way.calls_back);
    let asked_before =
        answers().next().is_some() && answers().all(|way| ask(&way.own) || (way.ends && !talk.goes_on()));
    if !asked_before && (talk.goes_on() || endings.is_empty()) {
        tell(&tail);
    }
}

/// The steps of a call that comes in.
pub(super) fn incoming(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.is_conversation() || talk.is_outgoing() {
        return;
    }
    let steps = |turns: &[&Turn]| {
        let employee = turns.iter().filter(|turn| turn.speaker == Speaker::Employee);
        let answers = has(turns, words::HOLD)
            || has(turns, words::CALLBACK)
            || has(turns, &["{{ответ", "{{решени"])
            || employee.skip(1).any(|turn| !turn.folded.contains('?') && !says(turn, words::FAREWELL));
        vec![
            (has(turns, words::GREETING), "приветствие"),
            (has(turns, words::IDENTIFY), "как обращаться к человеку"),
            (asks(turns), "вопрос, чтобы понять, что нужно"),
            (has(turns, words::PARAPHRASE), "пересказ просьбы своими словами"),
            (answers, "ответ, ожидание на линии или обратный звонок"),
            (has(turns, words::FAREWELL), "прощание"),
        ]
    };
    missing(talk, &steps, 5, hits);
}

/// The steps of a call that the office makes.
pub(super) fn outgoing(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.is_outgoing() || talk.employee().count() == 0 {
        return;
    }
    let steps = |turns: &[&Turn]| {
        vec![
            (has(turns, words::GREETING), "приветствие"),
            (has(turns, words::INTRODUCE) || has(turns, words::DIVISION), "кто звонит и откуда"),
            (has(turns, words::PURPOSE), "зачем звоните"),
            (has(turns, words::STATUS), "что уже сделано и что дальше"),
            (has(turns, words::FAREWELL), "прощание"),
        ]
    };
    missing(talk, &steps, 4, hits);
}

type Steps<'a> = &'a dyn Fn(&[&Turn]) -> Vec<(bool, &'static str)>;

/// Tells which steps the script has nowhere, or else which of them a way that ends the call goes without.
fn missing(talk: &Talk<'_>, steps: Steps<'_>, least: usize, hits: &mut Vec<Hit>) {
    let least = talk.seen.params.number("min-present", least);
    let lacks = |turns: &[&Turn]| {
        let steps = steps(turns);
        let absent: Vec<&str> = steps.iter().filter(|step| !step.0).map(|step| step.1).collect();
        (steps.len() - absent.len() < least).then(|| absent.join("; "))
    };
    let mut tell = |first: Option<&Turn>, absent: String| {
        hits.extend(first.map(|turn| Hit::letter(turn.span).word("missing", absent)));
    };
    let all: Vec<&Turn> = talk.turns.iter().collect();
    if let Some(absent) = lacks(&all) {
        tell(talk.employee().next(), absent);
        return;
    }
    for way in talk.endings().filter(|way| is_talk(&way.turns)) {
        if let Some(absent) = lacks(&way.turns) {
            tell(way.employee().next(), absent);
        }
    }
}

/// True when the employee asks something besides the formulas of greeting and farewell.
fn asks(turns: &[&Turn]) -> bool {
    let formulas = [words::HELP, words::IDENTIFY, words::FINAL].concat();
    turns.iter().filter(|turn| turn.speaker != Speaker::Client).any(|turn| {
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
    if talk.is_conversation() && !talk.is_outgoing() && !asks(&talk.turns.iter().collect::<Vec<_>>()) {
        hits.extend(talk.employee().next().map(|turn| Hit::letter(turn.span)));
    }
}

/// A talk says what to do when there is no answer at once; who calls back knows the number.
pub(super) fn no_answer(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    if !talk.is_conversation() {
        return;
    }
    let digits =
        |turn: &Turn| turn.folded.as_bytes().windows(3).any(|three| three[1] == b'-' && three[2].is_ascii_digit());
    if !talk.has(words::OTHER_WAY) && !talk.written().any(digits) {
        let what = "соединить, дать номер, предложить написать или перезвонить";
        hits.extend(talk.employee().next().map(|turn| Hit::letter(turn.span).word("what", what)));
    }
    if talk.is_outgoing() {
        return; // the office has the number
    }
    for way in talk.ways() {
        let promise = way.employee().find(|turn| {
            let promises = says(turn, words::CALLBACK) && !says(turn, &["не перезвон", "если "]);
            promises && !digits(turn)
        });
        if let Some(turn) = promise.filter(|_| !way.has(&["номер", "телефон"])) {
            let time = way.has(&["удобн", "во сколько", "когда вам"]);
            let ask =
                if time { "" } else { " и спросить, когда удобно принять звонок" };
            let what = format!("перед обратным звонком попросить номер телефона{ask}");
            hits.push(Hit { loudness: -1, ..Hit::letter(turn.span) }.word("what", what));
        }
    }
}

/// A talk ends with the offer of a survey; a way that ends it without one is told more quietly.
pub(super) fn survey(talk: &Talk<'_>, hits: &mut Vec<Hit>) {
    // «Вопрос» is no «опрос».
    let offers = |turn: &Turn| words::SURVEY.iter().any(|word| turn.folded.replace("вопрос", "").contains(word));
    if !talk.ends() {
        return;
    }
    if !talk.written().any(offers) {
        hits.extend(talk.employee().next_back().map(|turn| Hit::letter(turn.span)));
        return;
    }
    for way in talk.endings() {
        let offered = way.turns.iter().any(|turn| turn.speaker != Speaker::Client && offers(turn));
        let last = way.employee().next_back().filter(|_| !offered);
        hits.extend(last.map(|turn| Hit { loudness: -1, ..Hit::letter(turn.span) }));
    }
}
