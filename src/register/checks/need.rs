//! `register-need`: a need of the client has none of the names that the order gives.

use std::ops::Range;

use super::super::fields::Field;
use super::super::table::{Row, Value};
use super::super::values::{Known, Values};
use super::super::words::words;
use super::{Seen, piece};
use crate::rules::{Fix, Hit, Level};

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let mut ways: Option<(bool, u32)> = None;
    let mut mixed = false;
    for row in seen.register.points() {
        let Some(value) = row.said(Field::Needs) else { continue };
        for part in items(&value.text, &seen.known.values) {
            let text = &value.text[part.clone()];
            let Some(known) = seen.known.values.need(text) else {
                hits.push(unknown(seen, row, value, part));
                continue;
            };
            if known.code == "9" && !is_explained(text) {
                let at = piece(value, seen.document, part);
                let detail = "напишите, какая именно потребность: «9: запись на приём»";
                hits.push(Hit { span: at, ..seen.at(row, Field::Needs) }.word("detail", detail));
                continue;
            }
            let by_number = words(text).first().is_some_and(|word| word.parse::<u32>().is_ok());
            match ways {
                None => ways = Some((by_number, row.number)),
                Some((first, number)) if first != by_number && known.code != "9" && !mixed => {
                    mixed = true;
                    let way = if first { "номером" } else { "словами" };
                    let detail = format!("пишите потребности одинаково: в строке {number} они названы {way}");
                    let at = piece(value, seen.document, part);
                    hits.push(Hit { span: at, loudness: -2, ..seen.at(row, Field::Needs) }.word("detail", detail));
                }
                Some(_) => {}
            }
        }
    }
}

fn unknown(seen: &Seen<'_>, row: &Row, value: &Value, part: Range<usize>) -> Hit {
    let meant = seen.known.values.meant("need", &value.text[part.clone()]);
    let name = |known: &Known| format!("{} – {}", known.code, known.title);
    let detail = match meant {
        Some(known) => format!("назовите потребность, как в порядке: возможно, это {}", name(known)),
        None => "назовите потребность, как в порядке, или напишите «9» и через двоеточие – какая она".to_owned(),
    };
    let hit = Hit { span: piece(value, seen.document, part), ..seen.at(row, Field::Needs) }.word("detail", detail);
    seen.known
        .values
        .listed("need")
        .into_iter()
        .filter(|known| meant.is_none_or(|meant| meant.code == known.code))
        .fold(hit, |hit, known| hit.fix(Fix { level: Level::Show, label: name(known), edits: Vec::new() }))
}

/// True when need 9 says which need it is.
fn is_explained(text: &str) -> bool {
    const OWN: [&str; 7] = ["друг", "ин", "проч", "удовлетворяем", "потребност", "клиент", "цел"];
    words(text).iter().any(|word| word.parse::<u32>().is_err() && !OWN.iter().any(|start| word.starts_with(start)))
}

/// The places of the needs in a cell. Names have commas of their own, so that a comma parts needs only where the whole
/// is no name.
fn items(text: &str, values: &Values) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    for whole in split(text, 0, |c| matches!(c, ';' | '\n' | '\r' | '•')) {
        let item = &text[whole.clone()];
        let number = |part: &Range<usize>| text[part.clone()].parse::<u32>().is_ok();
        let parts = split(item, whole.start, |c| c == ',');
        if parts.len() > 1 && (parts.iter().any(number) || values.need(item).is_none()) {
            items.extend(parts);
        } else {
            items.push(whole);
        }
    }
    // «1–4»: from the first to the last.
    let is_range = |part: &Range<usize>| {
        let ends: Vec<&str> = text[part.clone()].split(['-', '–', '—']).map(str::trim).collect();
        matches!(ends.as_slice(), [first, last] if [first, last].iter().all(|end| matches!(end.parse(), Ok(1..=8))))
    };
    items.retain(|part| !is_range(part));
    items
}

/// The places of the pieces between signs, without white space around; empty ones are left out.
fn split(text: &str, offset: usize, is_sign: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for part in text.split(is_sign) {
        let next = text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
        let lead = part.len() - part.trim_start_matches([' ', '\t', '\u{a0}', '-', '–', '—']).len();
        let trimmed = part[lead..].trim_end_matches([' ', '\t', '\u{a0}', '.']);
        let start = at + lead;
        if !trimmed.trim().is_empty() {
            pieces.push(offset + start..offset + start + trimmed.len());
        }
        at += part.len() + next;
    }
    pieces
}

/// The codes of the needs that a row names.
pub(super) fn codes(values: &Values, row: &Row) -> Vec<String> {
    let text = row.text(Field::Needs);
    let mut codes: Vec<String> = items(text, values)
        .into_iter()
        .filter_map(|part| values.need(&text[part]).map(|known| known.code.clone()))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Knowledge;

    fn found(text: &str) -> Vec<String> {
        let known = Knowledge::load().unwrap();
        let code = |part: Range<usize>| {
            let item = &text[part];
            known.values.need(item).map_or(format!("?{item}"), |known| known.code.clone())
        };
        items(text, &known.values).into_iter().map(code).collect()
    }

    #[test]
    fn cells_are_cut_into_needs() {
        assert_eq!(found("1; 4"), ["1", "4"]);
        assert_eq!(found("1, 4,5"), ["1", "4", "5"]);
        assert_eq!(found("1) получение информации;\n2) получение консультации."), ["1", "2"]);
        assert_eq!(found("представление заявления, обращения, запроса, документов"), ["4"]);
        assert_eq!(found("получение результата, ответа, разъяснения; предоставление обратной связи"), ["6", "7"]);
        assert_eq!(found("получение информации о ходе рассмотрения заявления, обращения, запроса, документов"), ["5"]);
        assert_eq!(found("получение результата рассмотрения обратной связи"), ["8"]);
        assert_eq!(found("- получение форм документов\n- другие: запись на приём"), ["3", "9"]);
        assert_eq!(found("9: запись на приём, отмена записи"), ["9"]);
        assert_eq!(found("1; пожаловаться"), ["1", "?пожаловаться"]);
        assert_eq!(found("поговорить, получение консультации"), ["2"]);
        assert_eq!(found("1–4; 10"), ["?10"]);
    }
}
