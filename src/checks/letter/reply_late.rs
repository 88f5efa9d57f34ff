//! `reply-late`: the reply comes after its term, as far as dates are known from the card and the letter.

use super::said::{self, card, sentences};
use crate::language::MONTHS;
use crate::letter::{Kind, Role};
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

#[derive(Debug)]
struct ReplyLate;

pub(super) fn reply_late() -> Box<dyn Check> {
    Box::new(ReplyLate)
}

impl Check for ReplyLate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if seen.letter.marks.iter().any(|mark| mark.role == Role::Extension) {
            return;
        }
        let parts = &seen.letter.parts;
        let slice = |span: Option<Span>| span.and_then(|span| Day::find(seen.document.slice(span)));
        let card = |key: &str| card(seen, key).first().and_then(|text| Day::find(text));
        let registered = card("reg_date").or_else(|| slice(parts.incoming_date));
        let sent = card("sent");
        let place = parts.incoming_date.or_else(|| sentences(seen).first().map(|said| said.view.whole()));
        let Some(place) = place else { return };
        let due = card("due");
        if due.is_none() && said::card(seen, "urgent").iter().any(|word| matches!(*word, "true" | "yes" | "да")) {
            hits.push(
                Hit::at(place)
                    .word("what", "Сообщение срочное, а сокращённый срок не назван: укажите его в карточке (due)"),
            );
            return;
        }
        let term = match seen.kind() {
            Kind::RedirectNotice => seen.params.number("redirect-days", 7),
            _ => seen.params.number("reply-days", 30),
        };
        let limit = due.or_else(|| registered.map(|day| Day(day.0 + term as i64)));
        let (Some(limit), Some(sent)) = (limit, sent) else { return };
        let late = sent.0 - limit.0;
        // A letter a year off is a slip of the pen or another date.
        if (1..=300).contains(&late) {
            let what = format!("Срок ответа – {}. Ответ опаздывает на {late} дн.", limit.show());
            hits.push(Hit::at(place).word("what", what));
        }
    }
}

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Day(i64);

impl Day {
    fn of(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1990..2100).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Days from civil: years begin in March.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
    }

    /// The first date of a text: «05.03.2024», «2024-03-05», «5 марта 2024 г.».
    fn find(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(3).find_map(|three| {
            let number = |at: usize| three[at].parse::<i64>().ok();
            let month = MONTHS.iter().position(|month| *month == three[1].to_lowercase()).map(|at| at as i64 + 1);
            match (number(0), month.or_else(|| number(1)), number(2)) {
                (Some(day), Some(month), Some(year)) if year > 31 => Self::of(year, month, day),
                (Some(year), Some(month), Some(day)) if year > 31 => Self::of(year, month, day),
                _ => None,
            }
        })
    }

    fn show(self) -> String {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        format!("{day:02}.{month:02}.{year}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_counted_and_shown() {
        for text in ["от 05.03.2024 г.", "2024-03-05", "5 марта 2024 г.", "12 № 7 от 5 марта 2024"] {
            assert_eq!(Day::find(text).map(Day::show).as_deref(), Some("05.03.2024"), "{text}");
        }
        let (Some(first), Some(last)) = (Day::of(2024, 2, 28), Day::of(2024, 3, 29)) else { panic!("days") };
        assert_eq!(last.0 - first.0, 30);
        assert_eq!(Day::of(1970, 1, 1).map(|day| day.0), None);
        assert_eq!(Day::find("№ 01-15/204"), None);
    }
}
