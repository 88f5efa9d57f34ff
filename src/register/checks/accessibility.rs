//! `register-accessibility`: nothing is said of what there is for people with special needs where clients are received.

use super::super::fields::Field;
use super::super::table::Row;
use super::super::values::PointType;
use super::super::words::is_blank;
use super::Seen;
use crate::rules::Hit;

pub(super) fn run(seen: &Seen<'_>, hits: &mut Vec<Hit>) {
    for row in seen.register.points() {
        let Some(cell) = row.cell(Field::Accessibility) else { continue };
        if is_blank(&cell.text) && seen.type_of(row) == Some(PointType::Offline) && is_visited(seen, row) {
            let detail =
                "опишите, что есть для людей с особыми потребностями: пандус, помощь сотрудника, крупный шрифт";
            hits.push(seen.at(row, Field::Accessibility).word("detail", detail));
        }
    }
}

/// True when clients come to the point: not a site, a telephone or a letter, although these have an address too.
fn is_visited(seen: &Seen<'_>, row: &Row) -> bool {
    let channels = seen.known.values.channels(row.text(Field::Point));
    channels.is_empty() || channels.contains(&"visit")
}
