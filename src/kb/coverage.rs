//! Whether every function and every topic of letters has its material.

use std::collections::HashSet;

use super::words::Name;
use super::{Belongs, File, Out, Seen, at};
use crate::rules::Hit;

/// `kb-function-not-covered`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    for (number, item) in seen.items() {
        let Some(line) = item.head.line("function") else { continue };
        let detail = match line.values.first() {
            None if seen.belongs[number] == Belongs::Nowhere => {
                "в карточке не сказано, к какой функции он относится".to_owned()
            }
            Some(name) if seen.belongs[number] == Belongs::Unknown => {
                format!("функции «{name}» нет в kb.toml")
            }
            _ => continue,
        };
        out.tell(File::Item(number), Hit::card(item.head.place("function")), detail);
    }
    let Some(topics) = &seen.base.topics else { return };
    if seen.base.list.draft {
        return;
    }
    let covered: HashSet<Name> = seen
        .items()
        .filter(|(_, item)| item.answers())
        .flat_map(|(_, item)| item.head.list("topic"))
        .map(|topic| Name::of(topic))
        .collect();
    let least = u32::try_from(out.params.number("least_letters", 5)).unwrap_or(u32::MAX);
    let often = topics.iter().filter_map(|topic| Some((topic, topic.letters.filter(|letters| *letters >= least)?)));
    let (all, answered) = often.clone().fold((0u64, 0u64), |(all, answered), (topic, letters)| {
        (all + u64::from(letters), answered + if covered.contains(&topic.key) { u64::from(letters) } else { 0 })
    });
    if all == 0 || answered as f64 / all as f64 >= out.params.decimal("min_share", 0.9) {
        return;
    }
    for (topic, letters) in often.filter(|(topic, _)| !covered.contains(&topic.key)) {
        let detail = format!("для темы «{}» нет шаблона или скрипта, а писем за квартал – {letters}", topic.name);
        out.tell(File::Topics, at(topic.span), detail);
    }
}
