//! `register-duplicate`: one point of contact of one function in two rows.

use std::collections::BTreeMap;

use super::super::fields::Field;
use super::super::table::Row;
use super::super::words::words;
use super::Seen;
use crate::rules::Hit;

/// Words that do not tell one point from another.
const EMPTY: &[&str] = &[
    "официальный",
    "официальная",
    "официальное",
    "министерства",
    "министерство",
    "страница",
    "группа",
    "сообщество",
    "аккаунт",
    "раздел",
    "д",
    "дом",
    "ул",
    "улица",
    "г",
    "город",
    "каб",
    "кабинет",
    "http",
    "https",
    "www",
    "n",
    "в",
    "на",
    "по",
    "и",
    "тел",
    "номер",
];

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let mut functions: BTreeMap<(String, String), Vec<(&Row, Point)>> = BTreeMap::new();
    for row in seen.register.points().filter(|row| row.said(Field::Point).is_some()) {
        let function = (words(row.text(Field::Function)).join(" "), words(row.text(Field::Process)).join(" "));
        let points = functions.entry(function).or_default();
        let point = Point::of(row);
        match points.iter().find(|(_, other)| other.is(&point)) {
            Some((first, _)) => {
                let detail = format!(
                    "эта точка уже есть: {}. Оставьте одну запись и соберите в ней все потребности",
                    seen.register.row_place(first)
                );
                hits.push(seen.at(row, Field::Point).word("detail", detail));
            }
            None => points.push((row, point)),
        }
    }
}

/// What tells a point from others.
struct Point {
    /// Its words in their order of the alphabet.
    name: Vec<String>,
    address: Vec<String>,
}

impl Point {
    fn of(row: &Row) -> Self {
        let told = |text: &str| {
            let all = words(text);
            let mut told: Vec<String> = all.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
            if told.is_empty() {
                told = all;
            }
            told.sort_unstable();
            told
        };
        Self { name: told(row.text(Field::Point)), address: told(row.text(Field::Address)) }
    }

    /// Same name, and no two addresses. A slip of the pen does not make another point of it, another number does.
    fn is(&self, other: &Self) -> bool {
        let same_address = self.address.is_empty() || other.address.is_empty() || self.address == other.address;
        same_address && (self.name == other.name || is_slip(&self.name, &other.name))
    }
}

fn is_slip(one: &[String], other: &[String]) -> bool {
    let numbers = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())).cloned().collect()
    };
    let (a, b) = (one.join(" "), other.join(" "));
    a.chars().count() >= 12
        && one.len() == other.len()
        && numbers(one) == numbers(other)
        && strsim::damerau_levenshtein(&a, &b) == 1
}
