//! Whether items are looked over in time, and after a change of law.

use std::collections::HashMap;

use super::contacts::is_stale;
use super::{ActRef, Base, Change, File, Item, ItemKind, Out, Seen, at};
use crate::language::{days_between, parse_date, show_date, working_days};
use crate::rules::{Fix, Hit, Level};

/// `kb-review-overdue`.
pub(super) fn overdue(seen: &Seen<'_>, out: &mut Out<'_>) {
    let set = out.params.number("days", 0);
    let of_profile = seen.profile.kb_review_days.map(i64::from);
    let set = i64::try_from(set).ok().filter(|days| *days > 0);
    let Some(days) = set.or(of_profile) else { return };
    let grace = i64::try_from(out.params.number("grace_days", 5)).unwrap_or(0);
    // Acts are looked over when they change.
    for (number, item) in seen.items().filter(|(_, item)| !item.is(ItemKind::Law)) {
        let detail = match item.head.text("reviewed") {
            None => "в карточке нет даты просмотра".to_owned(),
            Some(value) => match parse_date(value) {
                None => format!("«{value}» – не дата"),
                Some(date) => {
                    let age = days_between(date, seen.today);
                    if age < 0 {
                        format!("дата просмотра {} ещё не наступила", show_date(date))
                    } else if age > days + grace && !is_stale(seen, item) {
                        format!("его не смотрели {age} дн., а нужно раз в {days} дн.")
                    } else {
                        continue;
                    }
                }
            },
        };
        let label = format!("после просмотра напишите в карточке «reviewed: {}»", seen.today);
        let fix = Fix { level: Level::Show, label, edits: Vec::new() };
        out.tell(File::Item(number), Hit::card(item.head.place("reviewed")).fix(fix), detail);
    }
}

/// `kb-law-changed`.
pub(super) fn law_changed(seen: &Seen<'_>, out: &mut Out<'_>) {
    let set = u32::try_from(out.params.number("working_days", 0)).unwrap_or(0);
    let limit = if set > 0 { set } else { seen.profile.kb_law_change_working_days.unwrap_or(USUAL) };
    let mut changes: HashMap<String, Vec<&Change>> = HashMap::new();
    for change in &seen.base.list.changes {
        changes.entry(change.number.text.trim().to_uppercase()).or_default().push(change);
    }
    if changes.is_empty() {
        return;
    }
    for (number, item) in seen.items() {
        let reviewed = Base::reviewed(item);
        let due = |change: &&Change| {
            reviewed.is_none_or(|reviewed| reviewed < change.changed)
                && working_days(change.changed, seen.today, limit.saturating_add(1)) > limit
        };
        let mut told: Vec<&str> = Vec::new();
        for (name, place) in cited(item) {
            let Some(change) =
                changes.get(&name.number).into_iter().flatten().find(|change| due(change) && is_meant(change, &name))
            else {
                continue;
            };
            if told.contains(&change.number.text.as_str()) {
                continue;
            }
            told.push(&change.number.text);
            let hit = place.word("number", change.number.text.clone()).word("date", show_date(change.changed));
            out.add(File::Item(number), hit);
        }
    }
}

/// Working days where no order sets them.
const USUAL: u32 = 14;

/// The acts that an item names, in its card and its text.
fn cited(item: &Item) -> impl Iterator<Item = (ActRef, Hit)> + '_ {
    let of_card = item.head.list("laws").iter().flat_map(|law| {
        let law = if law.contains('№') || law.contains("ФЗ") { law.clone() } else { format!("№ {law}") };
        super::facts::acts(&law, 0).into_iter().map(|act| (act, Hit::card(item.head.place("laws"))))
    });
    let of_text = item.acts.iter().map(|act| (act.clone(), at(act.place.span())));
    of_card.chain(of_text)
}

/// A number with letters is one law's; a bare one may be that of any act, so its date must stand by.
fn is_meant(change: &Change, act: &ActRef) -> bool {
    match change.date {
        _ if act.number.contains("ФЗ") || act.number.contains("ФКЗ") => true,
        Some(date) => act.dates.iter().any(|known| *known == date.to_string()),
        None => act.number.chars().any(char::is_alphabetic),
    }
}
