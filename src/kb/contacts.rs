//! Contacts: there, with hours, one number everywhere, and not stale.

use std::collections::HashMap;

use super::facts::{digits, hours, same_number};
use super::words::folded;
use super::{Base, Belongs, Fact, File, Item, ItemKind, Out, Phone, Seen, at};
use crate::language::days_between;
use crate::rules::Hit;

/// `kb-contacts`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    let contacts: Vec<(usize, &Item)> = seen.items().filter(|(_, item)| item.is(ItemKind::Contacts)).collect();
    for &(number, item) in &contacts {
        complete(number, item, out);
        stale(seen, number, item, out);
    }
    contradictions(seen, &contacts, out);
    unknown_numbers(seen, &contacts, out);
    without(seen, &contacts, out);
}

fn complete(number: usize, item: &Item, out: &mut Out<'_>) {
    let top = item.title.1.span();
    if !item.facts.contains(&Fact::Contact) {
        out.tell(File::Item(number), at(top), "нет ни телефона, ни адреса почты");
    } else if !item.facts.contains(&Fact::Hours) {
        let place = item.phones.first().map_or(top, |phone| phone.block.span());
        out.tell(File::Item(number), at(place), "не сказано, когда отвечают. Добавьте дни и часы");
    }
}

/// Days after which contacts are stale.
fn stale_days(seen: &Seen<'_>) -> Option<i64> {
    let params = seen.params("kb-contacts")?;
    i64::try_from(params.number("stale_days", 180)).ok()
}

/// True for contacts that this rule reports as stale, so that no other need.
pub(super) fn is_stale(seen: &Seen<'_>, item: &Item) -> bool {
    let age = Base::reviewed(item).map(|date| days_between(date, seen.today));
    item.is(ItemKind::Contacts) && age.zip(stale_days(seen)).is_some_and(|(age, most)| age > most)
}

fn stale(seen: &Seen<'_>, number: usize, item: &Item, out: &mut Out<'_>) {
    if is_stale(seen, item)
        && let Some(date) = Base::reviewed(item)
    {
        let days = days_between(date, seen.today);
        let detail = format!("их не проверяли {days} дн. Позвоните по этим номерам и поставьте дату проверки");
        out.tell(File::Item(number), Hit::card(item.head.place("reviewed")), detail);
    }
}

/// The same number with other hours; a number in the list that the contacts of the function have not.
fn contradictions(seen: &Seen<'_>, contacts: &[(usize, &Item)], out: &mut Out<'_>) {
    let mut told: HashMap<(&str, Belongs), (&Phone, &Item)> = HashMap::new();
    for &(number, item) in contacts {
        for phone in &item.phones {
            let Some(hours) = &phone.hours else { continue };
            let first = told.entry((phone.digits.as_str(), seen.belongs[number])).or_insert((phone, item));
            if first.0.hours.as_ref() != Some(hours) && first.1.path != item.path {
                let other = first.0.hours.as_deref().unwrap_or_default();
                let detail = format!("у номера {} здесь часы {hours}, а в «{}» – {other}", phone.text, first.1.path);
                out.tell(File::Item(number), at(phone.block.span()), detail);
            }
        }
    }
    for (index, function) in seen.base.list.functions.iter().enumerate().filter(|(_, function)| !function.closed) {
        let Some(set) = &function.phone else { continue };
        let own: Vec<&Item> = contacts
            .iter()
            .filter(|(number, _)| seen.belongs[*number] == Belongs::To(index))
            .map(|(_, item)| *item)
            .collect();
        let mut listed = own.iter().flat_map(|item| &item.phones).peekable();
        if let (Some(first), Some(item)) = (listed.peek().map(|phone| phone.text.clone()), own.first())
            && !listed.any(|phone| same_number(&phone.digits, &digits(&set.text)))
        {
            let detail =
                format!("здесь у функции «{}» номер {}, а в «{}» – {first}", function.name.text, set.text, item.path);
            out.tell(File::List, at(set.span), detail);
        }
    }
}

/// Numbers in what people are told that stand in no contacts.
fn unknown_numbers(seen: &Seen<'_>, contacts: &[(usize, &Item)], out: &mut Out<'_>) {
    let list = &seen.base.list;
    let office = [&seen.profile.contact_phone, &seen.profile.appointment_phone];
    let mut known: Vec<String> = list.phones.iter().map(|phone| digits(phone)).collect();
    known.extend(office.into_iter().flatten().map(|phone| digits(phone)));
    known.extend(list.functions.iter().filter_map(|function| Some(digits(&function.phone.as_ref()?.text))));
    known.extend(contacts.iter().flat_map(|(_, item)| item.phones.iter().map(|phone| phone.digits.clone())));
    if known.is_empty() {
        return;
    }
    // By the last digits, so that a number is found with and without its code.
    let mut by_end: HashMap<&str, Vec<&str>> = HashMap::new();
    for number in &known {
        by_end.entry(end(number)).or_default().push(number);
    }
    for (number, item) in seen.items().filter(|(_, item)| item.is_told()) {
        for phone in item.phones.iter().filter(|phone| !phone.of_executor) {
            let near = by_end.get(end(&phone.digits));
            if near.is_some_and(|near| near.iter().any(|known| same_number(known, &phone.digits))) {
                continue;
            }
            let own = contacts.iter().find(|(other, found)| {
                matches!(seen.belongs[number], Belongs::To(_))
                    && seen.belongs[*other] == seen.belongs[number]
                    && !found.phones.is_empty()
            });
            let detail = match own.and_then(|(_, found)| found.phones.first()) {
                Some(right) => format!("номера {} нет в контактах, там {}", phone.text, right.text),
                None => format!("номера {} нет ни в контактах, ни в kb.toml", phone.text),
            };
            out.tell(File::Item(number), at(phone.place.span()), detail);
        }
    }
}

/// Digits by which numbers are found.
const END: usize = 5;

fn end(digits: &str) -> &str {
    digits.get(digits.len().saturating_sub(END)..).unwrap_or(digits)
}

/// Functions without contacts, unless another rule says so; those of the list without hours.
fn without(seen: &Seen<'_>, contacts: &[(usize, &Item)], out: &mut Out<'_>) {
    let list = &seen.base.list;
    if list.draft {
        return;
    }
    let demanded =
        seen.params("kb-section-missing").is_some_and(|params| params.texts("required").any(|kind| kind == "contacts"));
    for (index, function) in list.functions.iter().enumerate().filter(|(_, function)| !function.closed) {
        let own = |(number, _): &&(usize, &Item)| {
            matches!(seen.belongs[*number], Belongs::All) || seen.belongs[*number] == Belongs::To(index)
        };
        let there = contacts.iter().any(|contact| own(&contact));
        let hours_set = function.hours.as_deref().is_some_and(|text| hours(&folded(text)).is_some());
        match (&function.phone, &function.email) {
            (None, None) if !there && !demanded => {
                out.tell(File::List, at(function.name.span), format!("у функции «{}» их нет", function.name.text));
            }
            (Some(phone), _) if !there && !hours_set => {
                out.tell(
                    File::List,
                    at(phone.span),
                    "не сказано, когда отвечают. Добавьте строку hours = \"пн–пт с 9:00 до 18:00\"",
                );
            }
            _ => {}
        }
    }
}
