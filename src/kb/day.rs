//! Days of the calendar, as cards and lists write them.

use jiff::civil::{Date, Weekday};

/// Days off that are the same every year, as month and day (Labour Code, article 112). Days off moved by a decree of the
/// year are not known; one or two of them do not change what the rules say.
const HOLIDAYS: [(i8, i8); 14] =
    [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

/// A date written `2026-11-21` or `21.11.2026`.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches("г.").trim_end();
    let numbers = |sign: char| -> Option<[i16; 3]> {
        let parts: Vec<i16> = text.split(sign).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        parts.try_into().ok()
    };
    let (year, month, day) = match (numbers('-'), numbers('.')) {
        (Some([year, month, day]), _) | (None, Some([day, month, year])) => (year, month, day),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| year > 1900)
}

/// A date as people write it: `21.11.2026`.
pub(super) fn shown(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// Days from one date to another; negative when the other comes before.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Working days after `from` up to and with `to`, counted up to `most`.
pub(super) fn working_days(from: Date, to: Date, most: u32) -> u32 {
    let mut count = 0;
    let mut day = from;
    while day < to && count < most {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        count += u32::from(!weekend && !HOLIDAYS.contains(&(day.month(), day.day())));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["2026-11-21", "21.11.2026", " 21.11.2026 г."] {
            assert_eq!(parse(text).map(shown).as_deref(), Some("21.11.2026"), "{text}");
        }
        for text in ["ежемесячно", "", "31.02.2026", "21.11.26", "2026-11", "1-2-3-4"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn weekends_and_holidays_are_no_working_days() {
        let day = |text| parse(text).expect("a date");
        // Friday to Monday.
        assert_eq!(working_days(day("2026-11-20"), day("2026-11-23"), 99), 1);
        assert_eq!(working_days(day("2026-11-10"), day("2026-11-21"), 99), 8);
        assert_eq!(working_days(day("2025-12-31"), day("2026-01-09"), 99), 1);
        assert_eq!(working_days(day("2000-01-01"), day("2026-01-01"), 14), 14);
        assert_eq!(days_between(day("2026-03-01"), day("2026-02-28")), -1);
        assert_eq!(days_between(day("2025-11-21"), day("2026-11-21")), 365);
    }
}
