//! `register-field`: a column or a cell that the register needs is not there, or says too little.

use super::super::fields::Field;
use super::super::table::{Head, Row};
use super::super::words::{is_blank, words};
use super::Seen;
use crate::rules::Hit;

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    if !seen.options.part {
        for (table, head) in seen.register.heads.iter().enumerate() {
            columns(seen, table, head, hits);
        }
        if seen.register.rows.is_empty() {
            hits.push(seen.whole().word("detail", "нет ни одной точки, заполните таблицу"));
        }
    }
    for row in seen.register.points() {
        cells(seen, row, hits);
        names(seen, row, hits);
        address(seen, row, hits);
    }
    numbers(seen, hits);
}

fn columns(seen: &Seen<'_>, table: usize, head: &Head, hits: &mut Vec<Hit>) {
    let has = |field| head.columns.iter().any(|(own, _)| *own == field);
    let fields = &seen.known.fields;
    for field in Field::ALL.into_iter().filter(|field| !has(*field)) {
        let Some(loudness) = fields.missing(field) else { continue };
        let mut rows = seen.register.rows.iter().filter(|row| row.table == table);
        let elsewhere = match field {
            // Each direction may have a part of its own under a heading.
            Field::Direction => rows.all(|row| row.section.is_some()),
            Field::Function => has(Field::Process),
            _ => false,
        };
        if !elsewhere {
            let place = match seen.register.heads.len() {
                1 => "Заголовок таблицы".to_owned(),
                _ => format!("Таблица {}, заголовок", table + 1),
            };
            let detail = format!("добавьте столбец «{}»", fields.title(field));
            hits.push(Hit { loudness, ..Hit::at(head.span) }.word("place", place).word("detail", detail));
        }
    }
}

fn cells(seen: &Seen<'_>, row: &Row, hits: &mut Vec<Hit>) {
    for field in Field::ALL {
        let (Some(loudness), Some(cell)) = (seen.known.fields.empty(field), row.cell(field)) else { continue };
        if !is_blank(&cell.text) {
            continue;
        }
        let elsewhere = match field {
            Field::Direction => row.section.is_some(),
            Field::Function => row.said(Field::Process).is_some(),
            // «Кабинет 12, ул. Ленина, 5», «телефон 497-511»: the name says where.
            Field::Address => row.text(Field::Point).contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/')),
            _ => false,
        };
        if !elsewhere {
            let detail = format!("заполните поле «{}»", seen.known.fields.title(field));
            hits.push(Hit { loudness, ..seen.at(row, field) }.word("detail", detail));
        }
    }
}

fn names(seen: &Seen<'_>, row: &Row, hits: &mut Vec<Hit>) {
    let count = |field| words(row.text(field)).len();
    let least = seen.params.number("function-words", 2);
    if (1..least).contains(&count(Field::Function)) && row.said(Field::Process).is_none() {
        let detail = "назовите функцию полнее: что делает ведомство и для кого";
        hits.push(Hit { loudness: -2, ..seen.at(row, Field::Function) }.word("detail", detail));
    }
    if count(Field::Point) > seen.params.number("point-words", 25) {
        let detail = "назовите точку коротко, пояснения перенесите в другой столбец";
        hits.push(Hit { loudness: -2, ..seen.at(row, Field::Point) }.word("detail", detail));
    }
}

/// Addresses of sites and boxes that cannot be right.
fn address(seen: &Seen<'_>, row: &Row, hits: &mut Vec<Hit>) {
    for field in [Field::Point, Field::Address] {
        for word in row.text(field).split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')) {
            let detail = if word.contains('@') && !is_box(word) {
                "проверьте адрес электронной почты"
            } else if word.contains("://") && !is_link(word) {
                "проверьте адрес страницы"
            } else {
                continue;
            };
            hits.push(Hit { loudness: -1, ..seen.at(row, field) }.word("detail", format!("{detail} «{word}»")));
            break;
        }
    }
}

fn is_box(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':']);
    // «@kanal» is a name in a social network.
    word.starts_with('@')
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.contains('@') && is_host(host))
}

fn is_link(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':']);
    let after = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    after.is_some_and(|rest| is_host(rest.split(['/', '?', '#', ':']).next().unwrap_or_default()))
}

fn is_host(host: &str) -> bool {
    host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// Numbers of rows count from 1, in each part anew or through all.
fn numbers(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let number = |row: &Row| words(row.text(Field::Number)).join(".").parse::<u32>().ok();
    let numbered: Option<Vec<(u32, &Row)>> =
        seen.register.rows.iter().map(|row| number(row).map(|number| (number, row))).collect();
    let pairs = numbered.unwrap_or_default();
    let broken = pairs.windows(2).find(|pair| pair[1].0 != pair[0].0 + 1 && pair[1].0 != 1);
    if let Some([(before, _), (_, row)]) = broken
        && !seen.extract
    {
        let detail = format!("проверьте номер: выше стоит {before}");
        hits.push(Hit { loudness: -2, ..seen.at(row, Field::Number) }.word("detail", detail));
    }
}
