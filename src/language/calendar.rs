//! The calendar: its words, and days as letters, cards, lists and journals write them.

pub use jiff::civil::Date;
use jiff::civil::Weekday;

/// Names of the months as dates have them: in the genitive, folded.
pub const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Days off that are the same every year, as month and day (Labour Code, article 112). Days off moved by a decree of the
/// year are not known; one or two of them do not change what the rules say.
const HOLIDAYS: [(i8, i8); 14] =
    [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

/// Years that dates of letters and lists have; others are slips of the pen or no dates.
const YEARS: std::ops::Range<i16> = 1901..2200;

/// The first date of a text: «05.03.2024», «2024-03-05», «5 марта 2024 г.»; the year stands in full.
pub fn find_date(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| match three[0].len() {
        4 => date(three[0], three[1], three[2]),
        _ if three[2].len() == 4 => date(three[2], three[1], three[0]),
        _ => None,
    })
}

/// A text that is a date, with a time of day after it or without: «05.07.2026», «2026-07-05 10:30», «5/7/26», «5 июля 2026 г.».
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches(',').trim_end_matches("года").trim_end_matches("г.").trim_end();
    let day = text.split(['T', ' ', '\u{a0}']).next()?;
    let named = || text.split([' ', '\u{a0}']).collect::<Vec<_>>();
    let parts = if day.contains(['.', '-', '/']) { day.split(['.', '-', '/']).collect() } else { named() };
    let [first, month, last] = parts[..] else { return None };
    match (first.len(), last.len()) {
        (4, _) => date(first, month, last),
        (_, 4) => date(last, month, first),
        (_, 2) => date(&format!("20{last}"), month, first),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let named = || Some(MONTHS.iter().position(|name| *name == month.to_lowercase())? as i8 + 1);
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month.parse().ok().or_else(named)?, day.parse().ok()?).ok()
}

/// A date as people write it: «21.11.2026».
pub fn show_date(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// Days from one date to another; negative when the second comes first.
pub fn days_between(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

/// Saturday or Sunday.
pub fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Working days after `from` up to and with `to`, counted up to `most`.
pub fn working_days(from: Date, to: Date, most: u32) -> u32 {
    let mut count = 0;
    let mut day = from;
    while day < to && count < most {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        count += u32::from(!is_weekend(day) && !HOLIDAYS.contains(&(day.month(), day.day())));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_texts() {
        for text in ["от 05.03.2024 г.", "2024-03-05", "5 марта 2024 г.", "12 № 7 от 5 марта 2024"] {
            assert_eq!(find_date(text).map(show_date).as_deref(), Some("05.03.2024"), "{text}");
        }
        for text in ["№ 01-15/204", "5 марта", "31.02.2024", "12 человек в 2024 году"] {
            assert_eq!(find_date(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_people_and_programs_write_them() {
        for text in [
            "2026-11-21",
            "21.11.2026",
            " 21.11.2026 г.",
            "21.11.2026 10:30",
            "2026-11-21T10:30",
            "21/11/2026",
            "21.11.26",
            "21 ноября 2026 года",
        ] {
            assert_eq!(parse_date(text).map(show_date).as_deref(), Some("21.11.2026"), "{text}");
        }
        for text in ["ежемесячно", "", "31.02.2026", "2026-11", "1-2-3-4", "завтра", "45.13.2026", "0026-11-21"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn weekends_and_holidays_are_no_working_days() {
        let day = |text| parse_date(text).expect("a date");
        // Friday to Monday.
        assert_eq!(working_days(day("2026-11-20"), day("2026-11-23"), 99), 1);
        assert_eq!(working_days(day("2026-11-10"), day("2026-11-21"), 99), 8);
        assert_eq!(working_days(day("2025-12-31"), day("2026-01-09"), 99), 1);
        assert_eq!(working_days(day("2000-01-01"), day("2026-01-01"), 14), 14);
        assert_eq!(days_between(day("2026-03-01"), day("2026-02-28")), -1);
        assert_eq!(days_between(day("2025-11-21"), day("2026-11-21")), 365);
    }
}
