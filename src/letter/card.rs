//! The card of a letter: what is known of it besides its text – number, date and questions of the citizen's letter,
//! the channel the citizen chose, the kind.
//!
//! It stands in the front matter of a Markdown or text file, in the properties of a .docx, or beside the letter. Only
//! the plain part of YAML is read, because nobody writes more into a card: `key: value`, lists, maps one level deep.

use super::kind::Declared;

/// What a card says: keys with their values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        match of {
            Some(of) => Declared { kind: of.kind, template: Some(true) },
            None => said,
        }
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
    use super::super::kind::Kind;
    use super::*;

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
    fn a_template_says_of_what() {
        let card = Card::parse("kind: template\ntemplate_of: acknowledgement");
        assert_eq!(card.declared(), Declared { kind: Some(Kind::Acknowledgement), template: Some(true) });
        assert_eq!(Card::parse("kind: шаблон").declared(), Declared { kind: None, template: Some(true) });
        assert_eq!(Card::parse("kind: отказ").declared(), Declared { kind: Some(Kind::Refusal), template: None });
        assert!(Card::parse("").is_empty());
    }
}
