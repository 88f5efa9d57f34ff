//! The card of a letter: what is known of it besides its text – number, date and questions of the citizen's letter,
//! the channel the citizen chose, the kind.
//!
//! It stands in the front matter of a Markdown or text file, in the properties of a .docx, or beside the letter. Only
//! the plain part of YAML is read, because nobody writes more into a card: `key: value`, lists, maps one level deep.

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use super::kind::{Declared, Kind};
use crate::data::{FileError, suggest};
use crate::profile::Profile;

/// What a card beside a letter may say; in front matter other programs keep keys of their own.
pub const CARD_KEYS: [&str; 37] = [
    "kind",
    "profile",
    "template_of",
    "recipient",
    "reg_number",
    "reg_date",
    "received",
    "sent",
    "due",
    "urgent",
    "subject",
    "questions",
    "outcome",
    "channel",
    "extra_channel",
    "executor",
    "survey_url",
    "deadline_requested",
    "consent",
    "reader",
    "topic",
    "need",
    "function",
    "owner",
    "department",
    "reviewed",
    "approved",
    "expires",
    "item",
    "suppress",
    "placeholders",
    "id",
    "title",
    "situation",
    "call",
    "laws",
    "draft",
];

/// What a card says: keys with their values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    entries: Vec<(String, Vec<String>)>,
}

impl Card {
    /// Reads a card; a line that is none is passed over, so that no card can stop a check.
    pub fn parse(text: &str) -> Self {
        let mut card = Self::default();
        let mut key = String::new();
        for line in text.lines() {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let nested = line.starts_with([' ', '\t']);
            if let Some(item) = content.strip_prefix("- ") {
                let item = item.trim();
                // «- text: о крыше» is an item with keys of its own: the first is what it says.
                let said = pair(item).filter(|(name, _)| is_key(name)).map_or(item, |(_, value)| value);
                card.add(&key, values(said));
            } else if let Some((name, value)) = pair(content).filter(|(name, _)| is_key(name)) {
                if nested && !key.is_empty() {
                    card.add(&format!("{key}.{}", folded(name)), values(value));
                } else {
                    key = folded(name);
                    card.add(&key, values(value));
                }
            } else if nested && !key.is_empty() {
                // The next line of a long value.
                if let Some(last) = card.entries.last_mut().and_then(|(_, values)| values.last_mut()) {
                    last.push(' ');
                    last.push_str(content);
                } else {
                    card.add(&key, vec![content.to_owned()]);
                }
            }
        }
        card
    }

    /// Reads a card written as TOML; `path` names it in errors.
    ///
    /// # Errors
    /// The first fault, with its line: a key that no card has, or what is no TOML.
    pub fn from_toml(path: &str, text: &str) -> Result<Self, FileError> {
        let table = DeTable::parse(text).map_err(|error| FileError::from_toml(path, text, &error))?;
        let mut lines: Vec<_> = table.get_ref().iter().collect();
        lines.sort_by_key(|(key, _)| key.span().start);
        let mut card = Self::default();
        for (name, value) in lines {
            let key = folded(name.get_ref());
            if !CARD_KEYS.contains(&&*key) {
                let problem = format!("в карточке письма нет ключа «{}»", name.get_ref());
                return Err(FileError::at(path, text, name.span().start, problem).hint(suggest(&key, &CARD_KEYS)));
            }
            let said = |value: &DeValue<'_>| plain(value);
            match value.get_ref() {
                DeValue::Table(inside) => {
                    for (name, value) in inside {
                        let value = said(value.get_ref()).unwrap_or_default();
                        card.add(&format!("{key}.{}", folded(name.get_ref())), vec![value]);
                    }
                }
                DeValue::Array(list) => {
                    card.add(&key, list.iter().filter_map(|value| said(value.get_ref())).collect());
                }
                value => card.add(&key, said(value).into_iter().collect()),
            }
        }
        let kind = card.text("kind").is_some_and(|kind| Declared::parse(kind).is_none());
        if let (true, Some(value)) = (kind, table.get_ref().get("kind")) {
            let known: Vec<&str> = Declared::names().collect();
            let name = card.text("kind").unwrap_or_default();
            let problem = format!("нет вида письма «{name}»");
            return Err(FileError::at(path, text, value.span().start, problem).hint(suggest(name, &known)));
        }
        if let (Some(name), Some(value)) = (card.text("profile"), table.get_ref().get("profile")) {
            let known: Vec<&str> = Profile::names().collect();
            if !known.contains(&name) {
                let problem = format!("нет профиля «{name}»");
                return Err(FileError::at(path, text, value.span().start, problem).hint(suggest(name, &known)));
            }
        }
        Ok(card)
    }

    fn add(&mut self, key: &str, values: Vec<String>) {
        match self.entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => known.extend(values),
            None => self.entries.push((key.to_owned(), values)),
        }
    }

    /// The card with the entries of another, which count where both have one.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (key, values) in &other.entries {
            match self.entries.iter_mut().find(|(known, _)| known == key) {
                Some((_, known)) => known.clone_from(values),
                None => self.entries.push((key.clone(), values.clone())),
            }
        }
        self
    }

    /// True when it says nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys with their values, in order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.entries.iter().map(|(key, values)| (key.as_str(), values.as_slice()))
    }

    /// The value of a key: `executor.phone` for a key inside another.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.list(key).next()
    }

    /// All values of a key.
    pub fn list(&self, key: &str) -> impl Iterator<Item = &str> {
        let values = self.entries.iter().find(|(known, _)| known == key);
        values.into_iter().flat_map(|(_, values)| values).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// True when a key is set to yes.
    pub fn switch(&self, key: &str) -> bool {
        self.text(key).is_some_and(|value| matches!(value, "true" | "yes" | "да"))
    }

    /// What the letter is said to be.
    pub(super) fn declared(&self) -> Declared {
        let said = self.text("kind").and_then(Declared::parse).unwrap_or_default();
        let of = self.text("template_of").and_then(Declared::parse);
        // What an item of a knowledge base is.
        let item = match self.text("item").map(str::to_lowercase).as_deref() {
            Some("template" | "шаблон") => Declared { kind: None, template: Some(true) },
            Some("script" | "скрипт" | "сценарий") => {
                Declared { kind: Some(Kind::PhoneScript), template: Some(true) }
            }
            _ => Declared::default(),
        };
        match of {
            Some(of) => Declared { kind: of.kind, template: Some(true) },
            None => said.or(item),
        }
    }
}

/// A value of TOML as a card keeps it; of a table what its `text` says.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(switch) => Some(switch.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Table(table) => plain(table.get("text")?.get_ref()),
        DeValue::Array(_) => None,
    }
}

/// `key: value`; a value may be absent.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    (value.is_empty() || value.starts_with([' ', '\t'])).then(|| (name.trim(), value.trim()))
}

fn is_key(name: &str) -> bool {
    let name = name.trim_matches(['"', '\'']);
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Keys are written with «-» and «_» alike.
fn folded(name: &str) -> String {
    name.trim_matches(['"', '\'']).to_lowercase().replace('-', "_")
}

/// One value, or those of `[a, b]`.
fn values(text: &str) -> Vec<String> {
    if let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inside.split(',').map(value).filter(|value| !value.is_empty()).collect();
    }
    // The signs of a value on the lines below.
    if text.is_empty() || matches!(text, "|" | ">" | "|-" | ">-") { Vec::new() } else { vec![value(text)] }
}

fn value(text: &str) -> String {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote).and_then(|rest| rest.split(quote).next()) {
            return inside.to_owned();
        }
    }
    text.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_of_a_base_says_what_it_is() {
        let declared = |text: &str| Card::parse(text).declared();
        assert_eq!(declared("item: шаблон"), Declared { kind: None, template: Some(true) });
        assert_eq!(declared("item: script").kind, Some(Kind::PhoneScript));
        assert_eq!(declared("item: script\nkind: refusal").kind, Some(Kind::Refusal));
        assert_eq!(declared("item: contacts"), Declared::default());
    }

    #[test]
    fn reads_keys_lists_and_maps() {
        let card = Card::parse(
            "kind: refusal\nreg-number: \"518-ОГ\" # из карточки\nreg_date: 2026-02-28\nquestions:\n  - когда починят крышу\n  - \
             text: кто заплатит\nchannel: [email, pos]\nexecutor:\n  name: Рощина Вера Ильинична\n  phone: (4952) 12-34-56\n\
             subject: >\n  ремонт крыши\n  дома 5\nне строка\n",
        );
        assert_eq!(card.text("reg_number"), Some("518-ОГ"));
        assert_eq!(card.list("questions").collect::<Vec<_>>(), ["когда починят крышу", "кто заплатит"]);
        assert_eq!(card.list("channel").collect::<Vec<_>>(), ["email", "pos"]);
        assert_eq!(card.text("executor.phone"), Some("(4952) 12-34-56"));
        assert_eq!(card.text("subject"), Some("ремонт крыши дома 5"));
        assert_eq!(card.text("topic"), None);
        assert_eq!(card.declared(), Declared { kind: Some(Kind::Refusal), template: None });
        let own = Card::parse("reg_number: 7");
        assert_eq!(card.with(&own).text("reg_number"), Some("7"));
    }

    #[test]
    fn a_card_beside_the_letter_is_toml() {
        let text = "kind = \"refusal\"\nreg-number = \"518-ОГ\"\nreg_date = 2026-02-28\nurgent = true\n\
                    questions = [\"когда починят крышу\", { text = \"кто заплатит\" }]\n\n[executor]\nphone = \"12-34\"\n";
        let card = Card::from_toml("а.yasno.toml", text).unwrap();
        assert_eq!(card.declared().kind, Some(Kind::Refusal));
        assert_eq!(card.text("reg_number"), Some("518-ОГ"));
        assert_eq!(card.text("reg_date"), Some("2026-02-28"));
        assert!(card.switch("urgent"));
        assert_eq!(card.list("questions").collect::<Vec<_>>(), ["когда починят крышу", "кто заплатит"]);
        assert_eq!(card.text("executor.phone"), Some("12-34"));
        let error = |text| Card::from_toml("а.yasno.toml", text).unwrap_err().to_string();
        assert!(
            error("kind = \"reply\"\nchanel = \"email\"\n").starts_with(
                "а.yasno.toml:2: в карточке письма нет ключа «chanel» (возможно, имелось в виду «channel»"
            )
        );
        assert!(
            error("kind = \"refusel\"\n")
                .starts_with("а.yasno.toml:1: нет вида письма «refusel» (возможно, имелось в виду «refusal»")
        );
        assert!(
            error("profile = \"lenobi\"\n")
                .starts_with("а.yasno.toml:1: нет профиля «lenobi» (возможно, имелось в виду «lenobl»")
        );
        assert!(error("kind = \n").starts_with("а.yasno.toml:1: "));
    }

    #[test]
    fn a_template_says_of_what() {
        let card = Card::parse("kind: template\ntemplate_of: acknowledgement");
        assert_eq!(card.declared(), Declared { kind: Some(Kind::Acknowledgement), template: Some(true) });
        assert_eq!(Card::parse("kind: шаблон").declared(), Declared { kind: None, template: Some(true) });
        assert_eq!(Card::parse("kind: отказ").declared(), Declared { kind: Some(Kind::Refusal), template: None });
        assert!(Card::parse("").is_empty());
    }
}
