//! What a sentence says becomes of the matter: done, will be done, may be done, cannot be done, or explained.

use super::super::said::{DOING, Said, Talk, marks, may_be, residue, senses};
use crate::language::{Feature, MONTHS, MaskKind, SentenceView, Tag};
use crate::letter::Role;
use crate::rules::Inspection;

/// What a sentence says becomes of the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It is done.
    Solved,
    /// It will be done.
    Will,
    /// It may be done, the day is not known.
    Maybe,
    /// It cannot be done.
    Cannot,
    /// The reader is told what to do or how things are.
    Explained,
}

/// Days, months and other words of time, as they begin.
const TIMES: [&str; 34] = [
    "завтра",
    "послезавтра",
    "сегодня",
    "понедельник",
    "вторник",
    "сред",
    "четверг",
    "пятниц",
    "суббот",
    "воскресен",
    "весн",
    "летом",
    "лету",
    "осен",
    "зим",
    "квартал",
    "недел",
    "месяц",
    "день",
    "дней",
    "дня",
    "дни",
    "час",
    "год",
    "сутк",
    "суток",
    "сразу",
    "ежедневно",
    "ежемесячно",
    "числа",
    "утр",
    "вечер",
    "минут",
    "полугод",
];

/// True when a token tells a time: a day, a number, a placeholder for one.
pub(super) fn is_time(view: &SentenceView<'_>, token: usize) -> bool {
    if view.mask(token).is_some_and(|kind| matches!(kind, MaskKind::Date | MaskKind::Time | MaskKind::Placeholder)) {
        return true;
    }
    let word = &*view.word(token).folded;
    word.len() == 4 && word.starts_with("20") && word.chars().all(|c| c.is_ascii_digit())
        || MONTHS.contains(&word)
        || MONTH_STEMS.iter().any(|stem| word.starts_with(stem))
        || TIMES.iter().any(|time| word.starts_with(time))
}

/// Months as they begin in every case: «в июле», «к маю».
pub(super) const MONTH_STEMS: [&str; 12] =
    ["январ", "феврал", "март", "апрел", "мае", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];

/// True when a sentence tells when.
pub(in super::super) fn tells_when(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| is_time(view, token))
}

/// The latest year of the text's dates: earlier ones are history.
fn newest_year(body: &[Said<'_>]) -> Option<u32> {
    body.iter().flat_map(|said| years(&said.view)).max()
}

pub(super) fn years<'v>(view: &'v SentenceView<'_>) -> impl Iterator<Item = u32> + 'v {
    (0..view.len()).filter_map(move |token| {
        let text = view.token_text(token);
        let year = text.rsplit('.').next().unwrap_or(text);
        year.parse().ok().filter(|year| (1900..2100).contains(year))
    })
}

/// The year in which the letter is written, as far as its text tells.
pub(super) struct Now(pub(super) Option<u32>);

impl Now {
    pub(super) fn of(seen: &Inspection<'_>, body: &[Said<'_>]) -> Self {
        let head = seen.letter.parts.registration.map(|span| seen.document.slice(span).to_owned());
        let head = head.and_then(|text| {
            text.split(|c: char| !c.is_ascii_digit())
                .filter_map(|word| word.parse().ok())
                .find(|year| (1990..2100).contains(year))
        });
        Self(head.or_else(|| newest_year(body)))
    }

    /// «Мост построен в 1986 году»: all its years are long past.
    pub(super) fn is_history(&self, view: &SentenceView<'_>) -> bool {
        let Some(now) = self.0 else { return false };
        let mut all = years(view).peekable();
        all.peek().is_some() && all.all(|year| year + 1 < now)
    }
}

/// «Точного срока пока нет», «срок неизвестен», «когда выделят деньги».
pub(super) fn is_maybe(view: &SentenceView<'_>) -> bool {
    let any = |test: &dyn Fn(&str) -> bool| (0..view.len()).any(|token| test(&view.word(token).folded));
    let has = |stems: &[&str]| any(&|word| stems.iter().any(|stem| word.starts_with(stem)));
    let is = |words: &[&str]| any(&|word| words.contains(&word));
    let denied =
        is(&["нет", "не", "нельзя", "невозможно", "рано", "затруднительно"]) || has(&["неизвест", "неопредел"]);
    let unknown = (has(&["точн", "конкретн"]) || is(&["пока", "сейчас", "еще"])) && denied
        || has(&["неизвест"])
        || has(&["назва", "назов", "определ", "скаж", "сказать"]) && denied;
    has(&["срок", "дат", "день", "сроч"]) && unknown
        || is(&["когда", "после", "если"]) && has(&["выделят", "появят", "поступят", "освобод", "утвердят", "найдут"])
}

/// What a sentence says becomes of the matter, if it says so.
pub(super) fn status(seen: &Inspection<'_>, said: &Said<'_>, now: Option<u32>) -> Option<Status> {
    let now = Now(now);
    if said.refuses {
        return Some(Status::Cannot);
    }
    if is_maybe(&said.view) {
        return Some(Status::Maybe);
    }
    if marks(seen, &said.view).any(|mark| matches!(mark.role, Role::Refusal | Role::PartialRefusal))
        && !said.conditional
    {
        return Some(Status::Cannot);
    }
    if said.conditional || matches!(said.talk, Talk::Appeal | Talk::Courtesy) {
        return None;
    }
    if marks(seen, &said.view).any(|mark| mark.role == Role::Granted) {
        return Some(Status::Solved);
    }
    match deed(said) {
        Some((_, Deed::Future)) => return Some(Status::Will),
        Some((_, Deed::Past)) if !now.is_history(&said.view) => return Some(Status::Solved),
        _ => {}
    }
    if said.talk == Talk::Step || sends(&said.view) {
        return Some(Status::Explained);
    }
    None
}

/// «Направляем вам копию …»
fn sends(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        matches!(
            &*view.word(token).folded,
            "направляем"
                | "прилагаем"
                | "высылаем"
                | "отправляем"
                | "приложили"
                | "приложен"
                | "приложена"
                | "сообщаем"
                | "разъясняем"
                | "поясняем"
                | "объясняем"
        )
    }) && residue(view, 0..view.len()) >= 2
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Past,
    Future,
}

/// The first verb of doing what was asked that is not denied.
pub(super) fn deed(said: &Said<'_>) -> Option<(usize, Deed)> {
    let view = &said.view;
    let mut will_be = false;
    for token in 0..view.len() {
        let word = view.word(token);
        if matches!(view.mask(token), Some(MaskKind::Quote | MaskKind::LegalTitle)) {
            continue;
        }
        will_be |= matches!(&*word.folded, "будет" | "будут" | "будем");
        if senses(view, token) & DOING == 0 {
            continue;
        }
        let denied = token > 0 && matches!(&*view.word(token - 1).folded, "не" | "ни");
        if denied {
            continue;
        }
        let short = may_be(view, token, Tag::of(&[Feature::Short, Feature::Participle]));
        if will_be && (short || may_be(view, token, Feature::Inf.tag()))
            || may_be(view, token, Tag::of(&[Feature::Fut, Feature::Fin]))
        {
            return Some((token, Deed::Future));
        }
        if short || may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin])) {
            return Some((token, Deed::Past));
        }
    }
    None
}

/// Sentences of the body that may answer: all but the first, which repeats the question.
pub(super) fn answers<'b, 'a>(seen: &Inspection<'_>, body: &'b [Said<'a>]) -> impl Iterator<Item = &'b Said<'a>> {
    let number = seen.letter.parts.incoming_number.or(seen.letter.parts.incoming_date);
    body.iter().filter(move |said| {
        let repeats = number.is_some_and(|span| said.view.whole().covers(span));
        // «Мы рассмотрели обращение № 5 о дворе: двор убрали 3 марта.»
        !repeats || said.refuses || deed(said).is_some() && said.view.slice(0..said.view.len()).contains(':')
    })
}

/// The sentence that gives number and date of the citizen's letter: its date is no promise.
pub(super) fn repeats(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let parts = &seen.letter.parts;
    [parts.incoming_number, parts.incoming_date].into_iter().flatten().any(|span| said.view.whole().covers(span))
}
