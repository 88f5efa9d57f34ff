//! Why the letter was passed on.

use super::{Notice, text, verb};
use crate::language::{Feature, SentenceView, Tag};
use crate::letter::{LetterMatch, Role};
use crate::rules::Inspection;

/// Words that lead to a reason.
const CAUSES: [&str; 14] = [
    "потому",
    "поскольку",
    "так как",
    "ввиду того",
    "в силу того",
    "в связи с тем",
    "из-за того",
    "оттого что",
    "ибо ",
    "ведь ",
    "по той причине",
    "причина",
    "почему:",
    "учитывая, что",
];

/// Beginnings of words that say whose business it is.
const OWNS: [&str; 51] = [
    "решает",
    "решают",
    "занимается",
    "занимаются",
    "отвечает за",
    "отвечают за",
    "отвечать за",
    "относится к",
    "относятся к",
    "относится не к",
    "отнесен",
    "входит в",
    "входят в",
    "ведает",
    "ведают",
    "ведет",
    "находится в ведении",
    "находится на балансе",
    "находится в собственности",
    "полномочи",
    "не уполномоч",
    "не наделен",
    "компетенци",
    "компетентн",
    "обслужива",
    "содержит",
    "содержат",
    "принадлеж",
    "на балансе",
    "распоряжа",
    "назначает",
    "ведени",
    "числится за",
    "числятся за",
    "может только",
    "могут только",
    "вправе",
    "рассчитывает",
    "устраняет",
    "следит за",
    "может лишь",
    "имеет прав",
    "имеют прав",
    "прав нет",
    "таких прав",
    "контролиру",
    "надзирает",
    "возложен",
    "закреплен",
    "управляет",
    "проверяет",
];

/// Said of the way of the letter and of the law, and no reason.
const HOLLOW: [&str; 16] = [
    "по компетенции",
    "по принадлежности",
    "по подведомственности",
    "компетентный орган",
    "компетентные органы",
    "компетентное ведомство",
    "компетентную организацию",
    "уполномоченный орган",
    "в установленном порядке",
    "руководствуясь",
    "в соответствии с",
    "федерального закона",
    "к полномочиям которого",
    "к компетенции которого",
    "к ведению которого",
    "в компетенцию которого",
];

/// Words that point back to what was said.
const POINTS: [&str; 9] = [
    "поэтому",
    "в связи с этим",
    "по этой причине",
    "в этой связи",
    "руководствуясь",
    "с учетом",
    "учитывая",
    "таким образом",
    "в соответствии с",
];

/// True when a text says whose business it is: some word of it begins so.
pub(super) fn owns(text: &str) -> bool {
    OWNS.iter().any(|stem| {
        text.match_indices(stem).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphabetic))
    })
}

/// True when the notice says why the letter was passed on.
pub(super) fn is_told(seen: &Inspection<'_>, notice: &Notice<'_>) -> bool {
    let body = &notice.body;
    let cause = |view: &SentenceView<'_>| {
        seen.letter.marks.iter().any(|mark: &LetterMatch| {
            mark.role == Role::Cause && (mark.block, mark.sentence) == (view.block() as u32, view.index() as u32)
        })
    };
    // «Почему: …»
    let label = |view: &SentenceView<'_>| {
        let text = lower(view);
        ["почему", "причина", "основание"].iter().any(|start| text.starts_with(start)) && text.contains([':', '–'])
    };
    body.iter().any(label)
        || notice.told.iter().any(|&at| {
            let told = &body[at];
            let own = plain(told);
            explains(told)
                || CAUSES.iter().any(|cause| own.contains(cause))
                || owns(&own)
                || cause(told) && !own.contains("руководств")
                || (0..at).rev().take(6).any(|near| is_ground_before(seen, notice, near, at))
                || (at + 1..body.len()).take(5).any(|near| {
                    let view = &body[near];
                    let text = plain(view);
                    view.block() <= told.block() + 1
                        && !notice.listed.contains(&near)
                        && (owns(&text)
                            || near == at + 1 && view.block() == told.block() && states(view) && !told_of_answer(&text)
                            || CAUSES.iter().take(8).any(|cause| text.contains(cause)) && near == at + 1)
                })
        })
        || notice.listed.iter().any(|&at| {
            let text = plain(&body[at]);
            ["занимается", "отвечает за", "обслужива", "ведает", "полномочи"].iter().any(|stem| text.contains(stem))
        })
}

pub(super) fn lower(view: &SentenceView<'_>) -> String {
    text(view).to_lowercase().replace('ё', "е")
}

/// The text without what only sounds like a reason.
fn plain(view: &SentenceView<'_>) -> String {
    HOLLOW.iter().fold(lower(view), |text, hollow| text.replace(hollow, " "))
}

/// A statement above the notice that says how things are: whose the road is, what the writer may do. What came, what was
/// asked and what the writer says of itself here and now («сообщаем») is none.
fn is_ground_before(seen: &Inspection<'_>, notice: &Notice<'_>, near: usize, told: usize) -> bool {
    let view = &notice.body[near];
    if view.block() + 2 < notice.body[told].block() || notice.told.contains(&near) {
        return false;
    }
    let text = plain(view);
    if owns(&text) {
        return true;
    }
    // What stands a paragraph above is the reason where the notice points back to it.
    let points = POINTS.iter().any(|point| lower(&notice.body[told]).contains(point));
    if view.block() != notice.body[told].block() && !points {
        return false;
    }
    let about_letter = seen.letter.parts.incoming_number.is_some_and(|number| view.whole().overlaps(number))
        || seen.letter.parts.first_paragraph == Some(view.block())
            && ["обращени", "письм", "заявлени", "жалоб", "сообщени"].iter().any(|stem| text.contains(stem));
    !about_letter && states(view)
}

/// «Срок ответа составляет 30 дней», «телефон работает с 9 часов»: of the answer and of contacts, not of the matter.
fn told_of_answer(text: &str) -> bool {
    ["ответ", "срок", "телефон", "тел.", "результат", "рассм", "прием", "сообщ"].iter().any(|stem| text.contains(stem))
}

/// A verb or predicate of the present in the third person: «дорога числится за районом», «завод не обязан».
fn states(view: &SentenceView<'_>) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    let reader = (0..view.len()).any(|token| {
        matches!(folded(token), "вы" | "пишете" | "просите" | "сообщаете" | "спрашиваете" | "спасибо" | "благодарим")
    });
    if reader {
        return false;
    }
    (0..view.len()).any(|token| {
        let third = view
            .readings(token)
            .first()
            .is_some_and(|reading| reading.tag.has_all(Tag::of(&[Feature::Pres, Feature::Third])));
        third && !matches!(folded(token), "касается" | "говорится" | "содержится" | "содержит" | "есть")
    })
}

/// «… в инспекцию: она проверяет дома»
fn explains(view: &SentenceView<'_>) -> bool {
    let Some(colon) =
        (0..view.len()).find(|&token| view.is_written(token, ":") && verb(view).is_some_and(|verb| verb < token))
    else {
        return false;
    };
    view.count_words(colon..view.len()) >= 3
        && (colon..view.len())
            .any(|token| view.readings(token).first().is_some_and(|reading| reading.tag.has(Feature::Fin)))
}
