//! When the letter was passed on, and who will answer until when.

use super::{Notice, text, verb};
use crate::language::{MaskKind, SentenceView};
use crate::letter::passing;

/// Words of a sentence that only adds the day to the one before.
const SHORT: usize = 12;

/// True when the notice says on which day the letter went.
pub(super) fn passing_is_dated(notice: &Notice<'_>) -> bool {
    let label = |view: &SentenceView<'_>| {
        let text = text(view).to_lowercase();
        ["когда", "дата переда", "дата направ", "дата перес", "передано:", "направлено:"]
            .iter()
            .any(|start| text.starts_with(start))
            && !text.contains("ответ")
    };
    notice.telling().any(|at| {
        let view = &notice.body[at];
        // «Направляем Ваше обращение»: with this very letter.
        passing(view, true).is_some_and(|passing| passing.now) || names_day(view)
    }) || notice.body.iter().any(|view| label(view) && names_day(view))
        || notice.told.iter().filter_map(|&at| notice.body.get(at + 1)).any(is_day_alone)
}

/// «Это сделано 10 сентября 2026 г.», «Сделали мы это вчера»
fn is_day_alone(view: &SentenceView<'_>) -> bool {
    let done = ["сделано", "сделали", "произошло", "отправлено", "отправили", "ушло", "передали", "передано"];
    view.count_words(0..view.len()) <= SHORT
        && (0..view.len()).any(|token| done.contains(&&*view.word(token).folded))
        && names_day(view)
}

/// A day that is no term and no date of the reader's letter.
fn names_day(view: &SentenceView<'_>) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    (0..view.len()).any(|token| {
        match folded(token) {
            "сегодня" | "вчера" | "позавчера" | "сегодняшним" => return true,
            // «в тот же день», «в день поступления», «на следующий день»
            "день" if token > 0 && (matches!(folded(token - 1), "же" | "следующий" | "в" | "этот")) =>
            {
                return true;
            }
            _ => {}
        }
        let begins = view.mask(token) == Some(MaskKind::Date)
            && (token == 0
                || view.mask(token - 1) != Some(MaskKind::Date)
                || view.mask_at(token) != view.mask_at(token - 1));
        begins && !is_term(view, token) && !is_of_letter(view, token)
    })
}

/// «до 5 мая», «не позднее 5 мая», «к 5 мая», «срок – 5 мая»
fn is_term(view: &SentenceView<'_>, date: usize) -> bool {
    let near = (date.saturating_sub(3)..date).map(|token| &*view.word(token).folded);
    let before = date.checked_sub(1).map(|token| &*view.word(token).folded);
    matches!(before, Some("до" | "к" | "по" | "позднее" | "позже" | "чем"))
        || near.into_iter().any(|word| word == "позднее" || word == "позже" || word == "срок")
}

/// «Ваше обращение от 5 мая», «зарегистрированное 5 мая», «поступившее к нам 5 мая», «получено 5 мая»
fn is_of_letter(view: &SentenceView<'_>, date: usize) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    let from = date.checked_sub(1).is_some_and(|token| folded(token) == "от");
    if from {
        let own = ["исх", "сопровод", "письмом", "наш"];
        let before = date.saturating_sub(8)..date;
        return !before.map(folded).any(|word| own.iter().any(|stem| word.starts_with(stem)));
    }
    let arrival =
        ["зарегистрир", "поступи", "поступл", "полученн", "получен", "принят", "регистрац", "поданн", "датирован"];
    let arrives = |token: usize| arrival.iter().any(|stem| folded(token).starts_with(stem));
    // The nearest verb before the day says what happened on it, unless a comma parts them.
    let start =
        (0..date).rev().find(|&token| view.is_written(token, ",") || Some(token) == verb(view)).map_or(0, |at| at + 1);
    let clause = start.max(date.saturating_sub(7))..date;
    let passed_near = verb(view).is_some_and(|verb| verb > date && verb - date <= 3);
    clause.clone().any(arrives) && !(passed_near && clause.len() > 3)
}

/// Beginnings of words for an answer.
const ANSWERS: [&str; 8] = ["ответ", "результат", "решени", "итог", "разъяснени", "письм", "заключени", "уведомлени"];

/// Verbs of answering by somebody else, as they are folded.
const WILL_ANSWER: [&str; 30] = [
    "ответит",
    "ответят",
    "отвечает",
    "отвечают",
    "сообщит",
    "сообщат",
    "напишет",
    "напишут",
    "пришлет",
    "пришлют",
    "вышлет",
    "вышлют",
    "направит",
    "направят",
    "отправит",
    "отправят",
    "даст",
    "дадут",
    "подготовит",
    "подготовят",
    "уведомит",
    "уведомят",
    "известит",
    "известят",
    "проинформирует",
    "проинформируют",
    "придет",
    "поступит",
    "получите",
    "предоставит",
];

/// True when somebody will answer, and until when.
pub(super) fn is_promised(notice: &Notice<'_>) -> bool {
    let body = &notice.body;
    (0..body.len()).any(|at| {
        promises(&body[at])
            && (has_term(&body[at], true)
                || [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| body.get(near)).any(
                    |near| {
                        near.block().abs_diff(body[at].block()) <= 1
                            && near.count_words(0..near.len()) <= SHORT + 4
                            && has_term(near, false)
                    },
                ))
    })
}

/// «Инспекция ответит Вам», «Ответ придёт», «должны сообщить о результате», «ответ будет направлен»
fn promises(view: &SentenceView<'_>) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    let any = |wanted: &dyn Fn(&str) -> bool| (0..view.len()).any(|token| wanted(folded(token)));
    if any(&|word| word == "если") && !any(&|word| word.starts_with("ответ")) {
        return false;
    }
    let answer = any(&|word| ANSWERS.iter().any(|stem| word.starts_with(stem)));
    let reader = any(&|word| matches!(word, "вам" | "вас"));
    let will = any(&|word| WILL_ANSWER.contains(&word));
    let infinitive = [
        "ответить",
        "отвечать",
        "сообщить",
        "направить",
        "дать",
        "подготовить",
        "уведомить",
        "проинформировать",
        "прислать",
    ];
    let bound = ["долж", "обязан", "будет", "будут", "предстоит"];
    let must = any(&|word| infinitive.contains(&word)) && any(&|word| bound.iter().any(|stem| word.starts_with(stem)));
    let sent = [
        "направлен",
        "отправлен",
        "подготовлен",
        "выслан",
        "дан",
        "сообщен",
        "предоставлен",
        "уведомлен",
        "проинформирован",
        "извещен",
    ];
    let passive = any(&|word| matches!(word, "будет" | "будут" | "будете"))
        && any(&|word| {
            sent.iter().any(|stem| word.starts_with(stem) && word.chars().count() <= stem.chars().count() + 1)
        });
    let own = any(&|word| matches!(word, "ответит" | "ответят" | "напишет" | "напишут" | "отвечает" | "отвечают"));
    own || (will || must || passive) && (answer || reader)
}

/// A day until which, or a number of days; `strict` where the sentence says more than the term.
fn has_term(view: &SentenceView<'_>, strict: bool) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    let unit = |token: usize| {
        ["дн", "день", "рабоч", "календ", "месяц", "недел", "сут", "час"]
            .iter()
            .any(|stem| folded(token).starts_with(stem))
    };
    let told = (0..view.len()).any(|token| {
        let number = folded(token).starts_with(|c: char| c.is_ascii_digit());
        if view.mask(token) == Some(MaskKind::Date) {
            return is_term(view, token) || token > 0 && matches!(view.token_text(token - 1), "–" | "—" | "-" | ":");
        }
        let led =
            token > 0 && matches!(folded(token - 1), "до" | "за" | "через" | "течение" | "позднее" | "к" | "позже");
        led && (number || unit(token))
            || number && (token + 1..view.len().min(token + 3)).any(unit)
            || led && matches!(folded(token), "конца" | "начала" | "середины")
            || led
                && ["трех", "десят", "пятнадцат", "тридцат", "двадцат", "пяти", "семи", "одного", "двух"]
                    .iter()
                    .any(|stem| folded(token).starts_with(stem))
    });
    let about = [
        "срок",
        "письмо",
        "ответ",
        "решени",
        "произойд",
        "будет",
        "ждать",
        "ждите",
        "позднее",
        "позже",
        "крайн",
        "это",
    ];
    told && (strict
        || (0..view.len()).any(|token| about.iter().any(|stem| folded(token).starts_with(stem)))
            && verb(view).is_none())
}
