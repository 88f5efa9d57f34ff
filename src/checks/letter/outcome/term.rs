//! Days still to come, as sentences name them: what gives a promise its term.
//!
//! A letter is full of days that are no terms: of the citizen's letter, of an inspection, of a contract, hours of work.
//! So a day counts only when it lies after the day of the letter.

use super::super::said::{card, may_be};
use super::status::MONTH_STEMS;
use crate::language::{Date, Feature, MONTHS, MaskKind, SentenceView, Tag, days_between, find_date};
use crate::rules::Inspection;

/// The day on which the letter is written, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Today(Option<Date>);

impl Today {
    pub(super) fn of(seen: &Inspection<'_>) -> Self {
        let parts = &seen.letter.parts;
        let own = parts.registration.and_then(|span| find_date(seen.document.slice(span)));
        let sent = || card(seen, "sent").first().and_then(|text| find_date(text));
        // Without the letter's own day: it is not older than the letter it answers.
        let asked = || parts.incoming_date.and_then(|span| find_date(seen.document.slice(span)));
        Self(own.or_else(sent).or_else(asked))
    }

    fn is_before(self, day: Date) -> bool {
        self.0.is_none_or(|now| day > now)
    }

    /// «Данные с 1 сентября» in a letter of October: this day is behind, though the sentence speaks of what will be.
    fn is_just_behind(self, month: i8, day: i8) -> bool {
        let behind =
            |now: Date| Date::new(now.year(), month, day).is_ok_and(|day| (1..=75).contains(&days_between(day, now)));
        self.0.is_some_and(behind)
    }

    /// «15 марта», «в марте» without a year: the nearest such day, and more than half a year back is the next year.
    fn is_before_in_year(self, month: i8, day: Option<i8>) -> bool {
        let Some(now) = self.0 else { return true };
        match day.and_then(|day| Date::new(now.year(), month, day).ok()) {
            Some(day) => day > now || days_between(day, now) > 183,
            None => month >= now.month() || now.month() - month > 6,
        }
    }
}

/// How sure a sentence is about the time of what is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    /// It names none.
    None,
    /// A season: «весной».
    Season,
    /// A day, a month, a number of days.
    Day,
}

/// The surest term that a sentence names.
pub(super) fn term(view: &SentenceView<'_>, today: Today) -> Term {
    if is_habit(view) {
        return Term::None;
    }
    (0..view.len()).map(|token| term_at(view, token, today)).max().unwrap_or(Term::None)
}

/// «Ежегодно, до 1 февраля», «один раз в год»: no term of a promise.
pub(super) fn is_habit(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        matches!(
            word,
            "ежегодно"
                | "ежемесячно"
                | "ежедневно"
                | "ежеквартально"
                | "обычно"
                | "всегда"
                | "регулярно"
        ) || word == "раз"
            && follows(view, token, &["в"])
            // «Ещё раз в 21:15»
            && !(token + 2 < view.len() && view.word(token + 2).folded.starts_with(|c: char| c.is_ascii_digit()))
            || word == "правило" && token > 0 && &*view.word(token - 1).folded == "как"
    })
}

/// «Шум измерят в мае»: the next May, whatever the day of the letter.
fn will_be(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| may_be(view, token, Tag::of(&[Feature::Fut, Feature::Fin])))
}

fn follows(view: &SentenceView<'_>, token: usize, words: &[&str]) -> bool {
    token + 1 < view.len() && words.contains(&&*view.word(token + 1).folded)
}

fn before<'a>(view: &SentenceView<'a>, token: usize) -> &'a str {
    token.checked_sub(1).map_or("", |before| &*view.word(before).folded)
}

fn term_at(view: &SentenceView<'_>, token: usize, today: Today) -> Term {
    let sure = |sure: bool| if sure { Term::Day } else { Term::None };
    match view.mask(token) {
        Some(MaskKind::Placeholder) => return Term::Day,
        Some(MaskKind::Date) => {
            let Some(mask) = view.mask_at(token) else { return Term::None };
            let first = mask.tokens.start.saturating_sub(view.first_token());
            let end = (mask.tokens.end - view.first_token()).min(view.len());
            if token != first || before(view, token) == "от" {
                return Term::None;
            }
            return sure(find_date(view.slice(first..end)).is_none_or(|day| today.is_before(day)));
        }
        Some(MaskKind::Roman) | None => {}
        Some(_) => return Term::None,
    }
    let word = &*view.word(token).folded;
    match word {
        "завтра" | "послезавтра" | "сегодня" => return Term::Day,
        "весной" | "летом" | "осенью" | "зимой" | "весне" | "лету" | "осени" | "зиме" | "весны" | "лета" | "зимы" =>
        {
            return Term::Season;
        }
        _ => {}
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return sure(number_at(view, token, word, today));
    }
    if let Some(month) = month(word) {
        let number: Option<i16> = before(view, token).parse().ok();
        // «15 марта» counts at its number.
        if number.is_some_and(|number| number <= 31) {
            return Term::None;
        }
        // «Плата за апрель и май» is paid for these months, «в квитанции за июнь» comes with one.
        let paid = (token.saturating_sub(3)..token).find(|&near| &*view.word(near).folded == "за");
        if let Some(paid) = paid {
            let bill = ["квитанц", "платеж", "счет", "счёт", "пенси", "зарплат", "стипенди"];
            return sure(bill.iter().any(|stem| before(view, paid).starts_with(stem)));
        }
        let year: Option<i16> = (token + 1 < view.len()).then(|| view.word(token + 1).folded.parse().ok()).flatten();
        return sure(match (year, today.0) {
            (Some(year), Some(now)) => (year, month) >= (now.year(), now.month()),
            (Some(_), None) => true,
            (None, _) => will_be(view) || today.is_before_in_year(month, None),
        });
    }
    sure(unit_at(view, token))
}

/// The number of a month in any case.
fn month(word: &str) -> Option<i8> {
    let exact = MONTHS.iter().position(|month| *month == word);
    let stem = || MONTH_STEMS.iter().position(|stem| word.starts_with(stem));
    let may = || matches!(word, "май" | "маю" | "маем").then_some(4);
    exact.or_else(may).or_else(stem).map(|at| at as i8 + 1)
}

/// «15 марта», «в 2027 году», «до конца 2026 года».
fn number_at(view: &SentenceView<'_>, token: usize, word: &str, today: Today) -> bool {
    let Ok(number) = word.parse::<i16>() else { return false };
    let next = if token + 1 < view.len() { &*view.word(token + 1).folded } else { "" };
    if number <= 31
        && let Some(month) = MONTHS.iter().position(|name| *name == next)
    {
        let day = i8::try_from(number).ok();
        let month = month as i8 + 1;
        let behind = day.is_some_and(|day| today.is_just_behind(month, day));
        return before(view, token) != "от" && !behind && (will_be(view) || today.is_before_in_year(month, day));
    }
    if (2000..2100).contains(&number) && month(before(view, token)).is_none() {
        let this = today.0.map(|now| now.year());
        // «В бюджете 2026 года» is no term, «в 2026 году» may be one.
        let close = matches!(before(view, token), "в" | "до" | "к")
            || (token.saturating_sub(2)..token).any(|near| {
                let near = &*view.word(near).folded;
                ["квартал", "полугод", "конц", "весн", "лет", "осен", "зим", "сезон", "период"]
                    .iter()
                    .any(|stem| near.starts_with(stem))
            });
        return this.is_none_or(|this| number > this || number == this && close);
    }
    false
}

/// Units of time, days of the week and other words that bound a time, by dictionary form.
fn unit_at(view: &SentenceView<'_>, token: usize) -> bool {
    const WEEKDAYS: [&str; 7] = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
    const UNITS: [&str; 9] = ["день", "неделя", "месяц", "час", "год", "сутки", "декада", "минута", "полгода"];
    let back = |count: usize| (token.saturating_sub(count)..token).map(|near| &*view.word(near).folded);
    if is_one_of(view, token, &WEEKDAYS) {
        // «В пятницу, субботу и воскресенье» is a timetable.
        let other = (token.saturating_sub(3)..view.len().min(token + 4))
            .any(|near| near != token && view.word(near).is_word() && is_one_of(view, near, &WEEKDAYS));
        return !other && !back(3).any(|near| near == "по");
    }
    if is_one_of(view, token, &["квартал", "полугодие"]) {
        return back(4).any(|near| matches!(near, "в" | "во" | "до" | "к" | "ко"));
    }
    if is_one_of(view, token, &["сезон"]) {
        return back(4).any(|near| matches!(near, "до" | "к" | "ко" | "перед"));
    }
    if matches!(&*view.word(token).folded, "полгода" | "полчаса" | "получаса") {
        return true;
    }
    // «В день приёма», «в тот же день»: as good as a day.
    if &*view.word(token).folded == "день" && matches!(before(view, token), "в" | "же") {
        return true;
    }
    if !is_one_of(view, token, &UNITS) || is_clock(view, token) {
        return false;
    }
    let counted = (token.saturating_sub(3)..token).any(|near| {
        let word = view.word(near);
        word.folded.starts_with(|c: char| c.is_ascii_digit()) && word.folded.len() < 4
            || may_be(view, near, Feature::Num.tag())
    });
    // «Нужно не меньше пяти дней мороза»
    if back(3).any(|near| matches!(near, "менее" | "меньше" | "минимум") || near.starts_with("нескольк"))
    {
        return false;
    }
    let bound = back(7).any(|near| {
        matches!(
            near,
            "через"
                | "за"
                | "течение"
                | "позднее"
                | "срок"
                | "до"
                | "на"
                | "нужно"
                | "нужен"
                | "нужна"
        ) || [
            "займ",
            "занима",
            "потреб",
            "понадоб",
            "состав",
            "продл",
            "готовим",
            "готовят",
            "готовится",
            "оформля",
            "длится",
        ]
        .iter()
        .any(|stem| near.starts_with(stem))
    });
    // «В течение месяца», «через неделю», «на следующий день», «в этом году», «до конца недели»
    let named = matches!(before(view, token), "течение" | "через" | "за")
        || back(2).any(|near| {
            ["эт", "следующ", "будущ", "текущ", "предстоящ", "нынешн", "нов", "конц", "начал", "середин"]
                .iter()
                .any(|stem| near.starts_with(stem))
                || near == "тот"
        }) && back(4).any(|near| matches!(near, "в" | "во" | "до" | "к" | "ко" | "на" | "с"));
    counted && bound || named
}

/// «С 8 до 16 часов», «в 10 часов»: hours of a day, not a stretch of time.
pub(super) fn is_clock(view: &SentenceView<'_>, token: usize) -> bool {
    token >= 2
        && is_one_of(view, token, &["час"])
        && view.word(token - 1).folded.starts_with(|c: char| c.is_ascii_digit())
        && matches!(&*view.word(token - 2).folded, "с" | "до" | "в" | "к")
}

/// True when a likely reading of the token has one of these dictionary forms.
fn is_one_of(view: &SentenceView<'_>, token: usize, lemmas: &[&str]) -> bool {
    let word = view.word(token);
    let mut likely = word.readings.iter().filter(|reading| reading.weight > 0.02);
    likely.any(|reading| lemmas.contains(&view.lexicon().lemma(reading.lemma)))
}
