//! What has changed since the register was approved last (4.2): functions, kinds of points, needs.

use std::collections::BTreeMap;

use super::super::fields::Field;
use super::super::table::{Register, Row};
use super::super::words::words;
use super::stale::approved;
use super::{Seen, need};
use crate::language::{find_date, show_date};
use crate::rules::Hit;

/// What tells a point of a function.
type Key = (String, String);

fn key(row: &Row) -> Key {
    (words(row.function()).join(" "), words(row.text(Field::Point)).join(" "))
}

pub(super) fn run(seen: &Seen<'_>, old: &Register, hits: &mut Vec<Hit>) {
    let before: BTreeMap<Key, &Row> = old.points().map(|row| (key(row), row)).collect();
    let mut changes = 0;
    for row in seen.register.points().filter(|row| row.said(Field::Point).is_some()) {
        let Some(was) = before.get(&key(row)) else {
            changes += 1;
            hits.push(told(seen.at(row, Field::Point), "новая точка: в утверждённом перечне её нет".to_owned()));
            continue;
        };
        let found = differences(seen, was, row);
        changes += found.len();
        let day = |row: &Row| find_date(row.text(Field::Updated));
        if !found.is_empty() && row.cell(Field::Updated).is_some() && day(row) == day(was) {
            let detail = "запись изменилась, а дата обновления прежняя".to_owned();
            hits.push(seen.at(row, Field::Updated).word("detail", detail));
        }
        hits.extend(found);
    }
    let now: Vec<Key> = seen.register.points().map(key).collect();
    for (key, row) in before.iter().filter(|(key, _)| !now.contains(key)) {
        if key.1.is_empty() {
            continue;
        }
        changes += 1;
        let detail = format!(
            "точки «{}» функции «{}» больше нет, в утверждённом перечне она была в строке {}",
            row.text(Field::Point).trim(),
            row.function().trim(),
            row.number
        );
        hits.push(told(seen.whole(), detail));
    }
    if changes > 0 && !seen.draft {
        approval(seen, old, changes, hits);
    }
}

/// Changes are no faults, but they must be seen.
fn told(hit: Hit, detail: String) -> Hit {
    Hit { loudness: -2, ..hit }.word("detail", detail)
}

fn differences(seen: &Seen<'_>, was: &Row, row: &Row) -> Vec<Hit> {
    let values = &seen.known.values;
    let mut hits = Vec::new();
    let types = [was, row].map(|row| values.type_of(row.text(Field::Type)));
    if types[0] != types[1] {
        let detail = format!("тип точки изменился: был «{}»", was.text(Field::Type).trim());
        hits.push(told(seen.at(row, Field::Type), detail));
    }
    let needs = [was, row].map(|row| need::codes(values, row));
    if needs[0] != needs[1] {
        let missing = |from: &[String], to: &[String]| {
            from.iter().filter(|code| !to.contains(code)).cloned().collect::<Vec<_>>().join(", ")
        };
        let (added, gone) = (missing(&needs[1], &needs[0]), missing(&needs[0], &needs[1]));
        let added = if added.is_empty() { String::new() } else { format!(", добавлены: {added}") };
        let gone = if gone.is_empty() { String::new() } else { format!(", убраны: {gone}") };
        let detail = format!("потребности изменились{added}{gone}");
        hits.push(told(seen.at(row, Field::Needs), detail));
    }
    hits
}

/// A changed register needs another order (4.1).
fn approval(seen: &Seen<'_>, old: &Register, changes: usize, hits: &mut Vec<Hit>) {
    let before = approved(&Seen { register: old, ..*seen });
    let now = approved(seen);
    if let (Some((span, day)), Some((_, was))) = (now, before)
        && day <= was
    {
        let detail = format!(
            "перечень изменился (изменений: {changes}), а приказ прежний, от {}: утвердите его заново",
            show_date(day)
        );
        hits.push(Hit::at(span).word("place", "Утверждение").word("detail", detail));
    }
}
