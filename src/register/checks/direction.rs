//! `register-direction`: a direction of the office's work that is none of the five, or has no points.

use super::super::fields::Field;
use super::super::table::Row;
use super::super::values::Known;
use super::super::words::words;
use super::Seen;
use crate::rules::{Fix, Hit, Level};

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let values = &seen.known.values;
    for row in seen.register.points() {
        if let Some(value) = row.said(Field::Direction)
            && values.coded("direction", &value.text).is_none()
        {
            hits.push(unknown(seen, row));
        } else if let Some(detail) = other_client(seen, row) {
            hits.push(Hit { loudness: -1, ..seen.at(row, Field::Direction) }.word("detail", detail));
        }
    }
    absent(seen, hits);
}

fn name(known: &Known) -> String {
    format!("{} – {}", known.code, known.title)
}

fn unknown(seen: &Seen<'_>, row: &Row) -> Hit {
    let values = &seen.known.values;
    let meant = values.meant("direction", row.text(Field::Direction));
    let detail = match meant {
        Some(known) => format!("выберите одно из пяти направлений: возможно, это {}", name(known)),
        None => "выберите одно из пяти направлений порядка, от 1 до 5".to_owned(),
    };
    let listed = values.listed("direction").into_iter();
    listed
        .filter(|known| meant.is_none_or(|meant| meant.code == known.code))
        .fold(seen.at(row, Field::Direction).word("detail", detail), |hit, known| {
            hit.fix(Fix { level: Level::Show, label: name(known), edits: Vec::new() })
        })
}

/// What is wrong when the client is of the other kind than the direction.
fn other_client(seen: &Seen<'_>, row: &Row) -> Option<String> {
    let words = words(row.text(Field::Client));
    let is = |starts: &[&str]| words.iter().any(|word| starts.iter().any(|start| word.starts_with(start)));
    let outer = is(&["внешн", "граждан", "заявител", "предпринимател", "юридическ", "организаци", "самозанят"]);
    let inner = is(&["внутренн", "сотрудник", "служащ", "работник"]);
    match (seen.direction(row)?, outer, inner) {
        (code @ ("3" | "4" | "5"), true, false) => {
            Some(format!("направление {code} – для сотрудников, а клиент указан внешний"))
        }
        (code @ ("1" | "2"), false, true) => {
            Some(format!("направление {code} – для внешних клиентов, а клиент указан внутренний"))
        }
        _ => None,
    }
}

/// Directions of which nothing is said. A register of one direction is a part of the whole.
fn absent(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    if seen.extract || !seen.params.switch("all-directions", true) {
        return;
    }
    let named: Vec<&str> = seen.register.points().filter_map(|row| seen.direction(row)).collect();
    let listed = seen.known.values.listed("direction");
    let (there, absent): (Vec<&Known>, Vec<&Known>) =
        listed.into_iter().partition(|known| named.contains(&known.code.as_str()));
    if there.len() < 2 {
        return;
    }
    for known in absent {
        hits.push(seen.whole().word("detail", format!("нет ни одной точки направления {}", name(known))));
    }
}
