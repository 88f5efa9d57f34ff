//! `register-point-type`: the type is no type, or not that of the point.

use super::super::fields::Field;
use super::super::values::PointType;
use super::Seen;
use crate::rules::Hit;

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    let values = &seen.known.values;
    for row in seen.register.points() {
        let Some(value) = row.said(Field::Type) else { continue };
        let detail = match (values.type_of(&value.text), values.type_of_place(&row.place())) {
            (Err(()), _) => "напишите тип: «цифровая» или «оффлайн»".to_owned(),
            (Ok(Some(PointType::Offline)), Some(PointType::Digital)) => {
                format!("похоже, точка цифровая: {}", short(row.text(Field::Point)))
            }
            (Ok(Some(PointType::Digital)), Some(PointType::Offline)) => {
                format!("похоже, это оффлайн-точка: {}", short(row.text(Field::Point)))
            }
            _ => continue,
        };
        hits.push(seen.at(row, Field::Type).word("detail", detail));
    }
}

/// A name in quotes, not longer than a line.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('«', "„").replace('»', "“");
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("«{cut}»")
}
