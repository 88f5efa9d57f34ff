//! `register-key-point`: a key point of contact is missing, a social network has no rules, a function has one channel.

use std::collections::BTreeMap;

use super::super::fields::Field;
use super::super::table::Row;
use super::super::values::PointType;
use super::super::words::{is_blank, words};
use super::Seen;
use crate::rules::Hit;

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    moderation(seen, hits);
    if seen.extract {
        return;
    }
    channels(seen, hits);
    let mut functions: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in seen.register.points().filter(|row| seen.is_outer(row) && !row.function().is_empty()) {
        functions.entry(words(row.function()).join(" ")).or_default().push(row);
    }
    for rows in functions.values() {
        ways(seen, rows, hits);
    }
}

/// The key points (3.2) of the whole register.
fn channels(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let outer: Vec<&Row> = seen.register.points().filter(|row| seen.is_outer(row)).collect();
    let inner = seen.register.points().count() - outer.len();
    // A register of one direction need not have all.
    if outer.is_empty() || (inner == 0 && outer.iter().all(|row| seen.direction(row) == seen.direction(outer[0]))) {
        return;
    }
    let values = &seen.known.values;
    let is_there = |code: &str| {
        outer.iter().any(|row| values.channels(&format!("{} {}", row.place(), row.text(Field::Type))).contains(&code))
    };
    for known in values.listed("channel").into_iter().filter(|known| !is_there(&known.code)) {
        let detail = format!("добавьте ключевую точку: {}", known.title);
        hits.push(seen.whole().word("detail", detail));
    }
}

fn moderation(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    for row in seen.register.points() {
        let Some(rules) = row.cell(Field::Moderation) else { continue };
        if is_blank(&rules.text) && seen.known.values.codes("channel", &row.place()).contains(&"social") {
            let detail = "для социальной сети укажите утверждённые правила модерации";
            hits.push(seen.at(row, Field::Point).word("detail", detail));
        }
    }
}

/// A function keeps a way without the Internet (2.7(3)); ways on the Internet come first (2.7(2)).
fn ways(seen: &Seen<'_>, rows: &[&Row], hits: &mut Vec<Hit>) {
    let Some(first) = rows.first() else { return };
    let types: Vec<Option<PointType>> = rows.iter().map(|row| seen.type_of(row)).collect();
    let by_phone = |row: &&Row| seen.known.values.channels(&row.place()).contains(&"phone");
    if types.iter().all(|found| *found == Some(PointType::Digital)) && !rows.iter().any(by_phone) {
        let detail = "у функции только цифровые точки: добавьте способ без интернета";
        hits.push(seen.at(first, Field::Function).word("detail", detail));
    }
    if rows.len() > 1 && !is_in_person(first.function()) && types.iter().all(|found| *found == Some(PointType::Offline))
    {
        let detail = "у функции только оффлайн-точки: подумайте о сайте или электронной почте, их порядок предпочитает";
        hits.push(Hit { loudness: -2, ..seen.at(first, Field::Function) }.word("detail", detail));
    }
}

/// To be received in person one has to come.
fn is_in_person(function: &str) -> bool {
    let who = ["граждан", "заявител", "посетител", "населени", "клиент"];
    words(function).windows(2).any(|pair| {
        (pair[0].starts_with("личн") && pair[1].starts_with("прием"))
            || (pair[0].starts_with("прием") && who.iter().any(|start| pair[1].starts_with(start)))
    })
}
