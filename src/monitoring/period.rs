//! Stretches of time and their names in Russian.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::language::{days_between, show_date};

/// Months in the nominative: «июль 2026».
const MONTHS: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// Months shown beside the period, so that it can be compared.
const MONTHS_SHOWN: usize = 12;

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month {
    year: i16,
    month: i8,
}

impl Month {
    pub(super) fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    fn back(self, months: usize) -> Self {
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1 - months as i32;
        Self { year: index.div_euclid(12) as i16, month: index.rem_euclid(12) as i8 + 1 }
    }

    /// «июль 2026».
    pub(super) fn title(self) -> String {
        format!("{} {}", MONTHS[self.month.clamp(1, 12) as usize - 1], self.year)
    }

    /// «июл», with the year where it begins.
    pub(super) fn short(self, first: bool) -> String {
        let name: String = MONTHS[self.month.clamp(1, 12) as usize - 1].chars().take(3).collect();
        if first || self.month == 1 { format!("{name} {}", self.year) } else { name }
    }
}

impl Period {
    /// The days between two, if they are in order.
    pub fn between(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// A quarter from 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        let first = Date::new(year, (1..=4).contains(&quarter).then_some(quarter * 3 - 2)?, 1).ok()?;
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        Self::between(first, last)
    }

    /// A quarter as typed: `2026-3`.
    pub fn parse_quarter(text: &str) -> Option<Self> {
        let (year, quarter) = text.trim().split_once('-')?;
        let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
        Self::quarter(year, quarter.parse().ok()?)
    }

    /// The last quarter that was over before this day.
    pub fn last_quarter(today: Date) -> Self {
        let this = (today.month() - 1) / 3 + 1;
        let (year, quarter) = if this == 1 { (today.year() - 1, 4) } else { (today.year(), this - 1) };
        Self::quarter(year, quarter).unwrap_or(Self { from: today, to: today })
    }

    /// The quarter it is.
    fn as_quarter(&self) -> Option<(i16, i8)> {
        let quarter = (self.from.month() - 1) / 3 + 1;
        (Self::quarter(self.from.year(), quarter) == Some(*self)).then_some((self.from.year(), quarter))
    }

    /// The stretch of the same length before it: of months where it is made of whole months, else of days.
    pub fn before(&self) -> Self {
        let to = self.from.yesterday().unwrap_or(self.from);
        let whole = self.from.day() == 1 && self.to == self.to.last_of_month();
        let from = if whole {
            let months =
                i32::from(self.to.year() - self.from.year()) * 12 + i32::from(self.to.month() - self.from.month()) + 1;
            self.from.checked_sub(months.months())
        } else {
            self.from.checked_sub((days_between(self.from, self.to) + 1).days())
        };
        Self { from: from.unwrap_or(to).min(to), to }
    }

    /// True when the day lies in it.
    pub fn holds(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The months up to its last one, oldest first.
    pub(super) fn months(&self) -> Vec<Month> {
        let last = Month::of(self.to);
        (0..MONTHS_SHOWN).rev().map(|back| last.back(back)).collect()
    }

    /// Its name in a file of history; in order of time.
    pub(super) fn key(&self) -> String {
        format!("{}..{}", self.from, self.to)
    }

    /// The period of such a name.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        let (from, to) = key.split_once("..")?;
        Self::between(from.parse().ok()?, to.parse().ok()?)
    }

    /// Its name where there is little room: «III кв. 2026».
    pub(super) fn short(&self) -> String {
        match self.as_quarter() {
            Some((year, quarter)) => format!("{} кв. {year}", ["I", "II", "III", "IV"][quarter as usize - 1]),
            None => format!("{}–{}", show_date(self.from), show_date(self.to)),
        }
    }

    /// What a file of its report is called: `2026-3`.
    pub fn file_name(&self) -> String {
        match self.as_quarter() {
            Some((year, quarter)) => format!("{year}-{quarter}"),
            None => format!("{}-{}", self.from, self.to),
        }
    }
}

/// «III квартал 2026 года», «с 01.07.2026 по 15.08.2026».
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_quarter() {
            Some((year, quarter)) => {
                write!(f, "{} квартал {year} года", ["I", "II", "III", "IV"][quarter as usize - 1])
            }
            None => write!(f, "с {} по {}", show_date(self.from), show_date(self.to)),
        }
    }
}

/// A month as journals write it: `2026-07`, `07.2026`, `июль 2026`; its last day.
pub(super) fn parse_month(text: &str) -> Option<Date> {
    let folded = text.to_lowercase();
    let parts: Vec<&str> = folded.split([' ', '.', '-', '/', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let (first, last) = (parts.first()?, parts.get(1)?);
    if parts.len() > 2 && !matches!(parts[2], "г" | "год" | "года") {
        return None;
    }
    let (year, month) = if first.len() == 4 && first.parse::<i16>().is_ok() { (first, last) } else { (last, first) };
    let named = MONTHS.iter().position(|name| name == month).map(|at| at as i8 + 1);
    let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    Some(Date::new(year, named.or_else(|| month.parse().ok())?, 1).ok()?.last_of_month())
}
