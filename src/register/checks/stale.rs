//! `register-stale`: the register has not been approved or brought up to date.

use super::super::fields::Field;
use super::super::table::Row;
use super::super::words::{is_blank, words};
use super::{Seen, since};
use crate::language::{Date, days_between, find_date, show_date};
use crate::rules::Hit;
use crate::text::Span;

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    if !seen.draft {
        approval(seen, hits);
    }
    for row in &seen.register.rows {
        if row.is_excluded() {
            excluded(seen, row, hits);
        } else {
            updated(seen, row, hits);
        }
    }
    if let Some(old) = seen.options.old {
        since::run(seen, old, hits);
    }
}

/// The line that names the order by which the register was approved, and its day.
pub(super) fn approved(seen: &Seen<'_>) -> Option<(Span, Date)> {
    let says = |text: &str| words(text).iter().any(|word| word.starts_with("утвержд") || word.starts_with("приказ"));
    let mut notes = seen.register.notes.iter().enumerate();
    notes.find_map(|(index, note)| {
        if !says(&note.text) {
            return None;
        }
        // «Утверждён приказом министерства» and «от 5 марта 2026 г. № 12» may stand on two lines.
        let more = seen.register.notes.get(index + 1..).unwrap_or_default().iter().take(3);
        let day = std::iter::once(note).chain(more).find_map(|line| find_date(&line.text))?;
        Some((note.span, day))
    })
}

fn approval(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let Some((span, day)) = approved(seen) else {
        let detail = "укажите, каким приказом он утверждён: «утверждён приказом от 05.03.2026 № 12»";
        hits.push(seen.whole().word("detail", detail));
        return;
    };
    let changed = seen.register.rows.iter().filter_map(|row| Some((find_date(row.text(Field::Updated))?, row)));
    let Some((newest, row)) = changed.max_by_key(|(day, row)| (*day, std::cmp::Reverse(row.number))) else { return };
    let days = seen.params.number("approve-days", 30) as i64;
    if days_between(day, newest) > days && newest <= seen.options.today {
        let detail = format!(
            "{} менялась {}, а приказ от {}: утвердите перечень заново",
            seen.register.row_place(row),
            show_date(newest),
            show_date(day)
        );
        hits.push(Hit::at(span).word("place", "Утверждение").word("detail", detail));
    }
}

fn updated(seen: &Seen<'_>, row: &Row, hits: &mut Vec<Hit>) {
    let Some(value) = row.said(Field::Updated) else { return };
    let today = seen.options.today;
    let most = seen.params.number("max-days", 365) as i64;
    let detail = match find_date(&value.text) {
        None => "напишите дату полностью: день, месяц и год".to_owned(),
        Some(day) if day > today => "дата ещё не наступила".to_owned(),
        Some(day) if days_between(day, today) > most => {
            format!("запись не проверяли с {}: проверьте её и поставьте новую дату", show_date(day))
        }
        Some(_) => return,
    };
    hits.push(seen.at(row, Field::Updated).word("detail", detail));
}

/// A row that is no longer in force says since when and why.
fn excluded(seen: &Seen<'_>, row: &Row, hits: &mut Vec<Hit>) {
    let status = row.text(Field::Status);
    let dated = find_date(status).is_some() || find_date(row.text(Field::Updated)).is_some();
    let is_reason = |word: &String| {
        let own = ["исключ", "закрыт", "недейств", "excluded", "дата", "год"];
        word.chars().all(char::is_alphabetic)
            && word.chars().count() > 2
            && !own.iter().any(|start| word.starts_with(start))
    };
    let explained = words(status).iter().any(is_reason);
    if dated && explained {
        return;
    }
    let detail = match (dated, explained) {
        (true, false) => "точка исключена: напишите причину",
        (false, true) => "точка исключена: напишите дату",
        _ => "точка исключена: напишите дату и причину",
    };
    if row.cell(Field::Point).is_some_and(|cell| !is_blank(&cell.text)) {
        hits.push(seen.at(row, Field::Point).word("detail", detail));
    }
}
