//! `register-basis`: what a point rests on is not named so that it can be found.

use super::super::fields::Field;
use super::super::words::words;
use super::Seen;
use crate::language::find_date;
use crate::rules::Hit;

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    for row in seen.register.points() {
        let text = row.text(Field::Basis);
        if text.is_empty() {
            continue;
        }
        // One act that is named well is enough.
        let judged = text.split([';', '\n']).filter(|part| !part.trim().is_empty()).map(|part| judge(seen, part));
        let mut faults = Vec::new();
        for fault in judged {
            match fault {
                Some(fault) => faults.push(fault),
                None => {
                    faults.clear();
                    break;
                }
            }
        }
        if let Some(fault) = faults.first() {
            hits.push(seen.at(row, Field::Basis).word("detail", *fault));
        }
    }
}

/// What an act lacks.
fn judge(seen: &Seen<'_>, text: &str) -> Option<&'static str> {
    let codes = seen.known.values.codes("basis", text);
    let has = |code| codes.contains(&code);
    let dated = find_date(text).is_some() || has_short_date(text);
    let numbered = has_number(text);
    if numbered && dated {
        return None;
    }
    if has("order") && !has("npa") && !has("contract") {
        return (!dated).then_some("укажите дату поручения, резолюции или указания");
    }
    // A code or constitution has no number; a law is known by its number alone.
    let named =
        words(text).iter().any(|word| ["кодекс", "конституци", "устав"].iter().any(|start| word.starts_with(start)));
    if has("npa") && (named || has_law_number(text)) {
        return None;
    }
    Some(match (codes.is_empty(), numbered, dated) {
        (true, false, _) => "укажите документ с номером и датой или поручение с датой",
        (_, true, false) => "укажите дату документа",
        (_, false, true) => "укажите номер документа",
        (_, false, false) => "укажите номер и дату документа",
        (true, true, true) | (false, true, true) => return None,
    })
}

fn has_number(text: &str) -> bool {
    text.contains('№')
        || has_law_number(text)
        || text.to_lowercase().contains("б/н")
        || words(text).windows(2).any(|pair| pair[0] == "n" && pair[1].contains(|c: char| c.is_ascii_digit()))
}

/// «59-ФЗ».
fn has_law_number(text: &str) -> bool {
    words(text).windows(2).any(|pair| {
        pair[0].parse::<u32>().is_ok() && matches!(pair[1].as_str(), "фз" | "фкз" | "кз" | "оз" | "зо" | "рз")
    })
}

/// «05.03.24».
fn has_short_date(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.')).any(|piece| {
        let numbers: Vec<u32> = piece.trim_matches('.').split('.').filter_map(|part| part.parse().ok()).collect();
        matches!(numbers.as_slice(), [1..=31, 1..=12, 0..=99])
    })
}
