//! Whether the cards are filled in.

use std::collections::HashSet;

use super::words::{Name, folded, stem, words};
use super::{Belongs, File, Item, ItemKind, Out, Seen};
use crate::rules::Hit;

/// The needs of clients, as an order counts them (001, 2.6).
const NEEDS: [&str; 9] = [
    "получение информации",
    "получение консультации",
    "получение форм документов",
    "представление заявления, обращения, запроса, документов",
    "получение информации о ходе рассмотрения заявления, обращения, запроса, документов",
    "получение результата, ответа, разъяснения",
    "предоставление обратной связи",
    "получение результата рассмотрения обратной связи",
    "другие",
];

/// `kb-metadata`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    let topics: Option<HashSet<&Name>> =
        seen.base.topics.as_ref().map(|topics| topics.iter().map(|topic| &topic.key).collect());
    let staff: HashSet<String> = seen.base.list.staff.iter().filter_map(|name| surname(name)).collect();
    let needs: Vec<String> = out.params.texts("needs").map(str::to_owned).collect();
    for (number, item) in seen.items() {
        let mut missing = Vec::new();
        for key in wanted(item) {
            match item.head.line(key) {
                Some(line) if line.values.iter().all(|value| value.trim().is_empty()) => {
                    // What the function says need not be said again; an empty function is told by another rule.
                    if !given(seen, number, item, key) && *key != "function" {
                        let hit = Hit::card(item.head.place(key)).word("key", *key);
                        out.tell(File::Item(number), hit, told(key));
                    }
                }
                Some(_) => {}
                None if given(seen, number, item, key) => {}
                None => missing.push(*key),
            }
        }
        if !missing.is_empty() {
            let what: Vec<&str> = missing.iter().map(|key| told(key)).collect();
            let hit = Hit::card(item.head.top()).word("key", missing.join("», «"));
            out.tell(File::Item(number), hit, what.join(", "));
        }
        let mut wrong = |key: &'static str, detail: String| {
            let hit = Hit::card(item.head.place(key)).word("key", key);
            out.tell(File::Item(number), hit, detail);
        };
        if let Some(value) = item.head.text("item").filter(|value| ItemKind::parse(value).is_none()) {
            let kinds: Vec<&str> = ItemKind::ALL.iter().map(|kind| kind.title()).collect();
            wrong("item", format!("«{value}» – неизвестный вид, бывает: {}", kinds.join(", ")));
        }
        if let Some(value) = item.head.text("need").filter(|value| !is_need(value, &needs)) {
            wrong("need", format!("потребности «{value}» нет в списке"));
        }
        if let (Some(topics), Some(value), true) = (&topics, item.head.text("topic"), item.answers())
            && !topics.contains(&Name::of(value))
        {
            wrong("topic", format!("темы «{value}» нет в topics.csv"));
        }
        if let Some(value) = item.head.text("owner")
            && !staff.is_empty()
            && !surname(value).is_some_and(|name| staff.contains(&name))
        {
            wrong("owner", format!("«{value}» нет в списке staff файла kb.toml"));
        }
    }
}

/// The keys that the card of an item must have.
fn wanted(item: &Item) -> &'static [&'static str] {
    match item.kind {
        Some(ItemKind::Template | ItemKind::Script | ItemKind::Faq) => &["item", "function", "owner", "topic", "need"],
        Some(_) => &["item", "function", "owner"],
        None => &["item", "function", "owner"],
    }
}

/// True when something else says what a key would: the folder, the function in the list.
fn given(seen: &Seen<'_>, number: usize, item: &Item, key: &str) -> bool {
    match key {
        "item" => item.kind.is_some(),
        "function" => seen.belongs[number] != Belongs::Nowhere,
        // Of an unknown function nothing is known; another rule tells of it.
        "owner" => seen.base.owner_of(item).is_some() || seen.belongs[number] == Belongs::Unknown,
        _ => false,
    }
}

/// What stands under a key, for people.
fn told(key: &str) -> &'static str {
    match key {
        "item" => "что это за материал",
        "function" => "к какой функции он относится",
        "owner" => "кто за него отвечает",
        "topic" => "на какую тему",
        _ => "какую потребность закрывает",
    }
}

fn surname(name: &str) -> Option<String> {
    let name = folded(name);
    words(&name).next().map(|word| stem(word).to_owned())
}

/// A need by its number or words, or one that the office has added.
fn is_need(value: &str, own: &[String]) -> bool {
    let number = value.split([':', '.', ' ']).next().unwrap_or_default();
    if let Ok(number) = number.parse::<usize>() {
        return (1..=NEEDS.len()).contains(&number);
    }
    let said = folded(value);
    let said: Vec<&str> = words(&said).filter(|word| word.chars().count() > 2).map(stem).collect();
    let holds = |need: &str| {
        let need = folded(need);
        let need: HashSet<&str> = words(&need).map(stem).collect();
        !said.is_empty() && said.iter().all(|word| need.contains(word))
    };
    NEEDS.iter().copied().chain(own.iter().map(String::as_str)).any(holds) || said.first() == Some(&"други")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_are_known_by_number_and_words() {
        for need in
            ["2", "9: запись на приём", "получение консультации", "Консультация", "подача заявления", "обратная связь"]
        {
            let own = ["подача заявления".to_owned()];
            assert!(is_need(need, &own), "{need}");
        }
        for need in ["спросить", "10", "", "0"] {
            assert!(!is_need(need, &[]), "{need}");
        }
        assert_eq!(surname("Петрова Анна Сергеевна"), surname("Петровой А. С."));
    }
}
