//! Words of the calendar.

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

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// A day of the calendar; `None` for one that no letter of our time names.
    pub fn of(year: i64, month: i64, day: i64) -> Option<Self> {
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
    pub fn find(text: &str) -> Option<Self> {
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

    /// «05.03.2024».
    pub fn show(self) -> String {
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
