//! The card of an item with the places of its lines.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::letter::Card;
use crate::text::Span;

/// What a card says under one key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The key, with «_» for «-».
    pub key: String,
    /// Its values; empty when the line has none.
    pub values: Vec<String>,
    /// Its value in the file, or the key where it has none; `None` when the card does not stand in the file's text.
    pub place: Option<(u32, u32)>,
}

/// A card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    lines: Vec<Line>,
    /// The line that opens the front matter.
    opener: Option<(u32, u32)>,
}

impl Head {
    /// The card in a file's head, and the one beside the file, which counts before it.
    pub(super) fn of(document: &Document, beside: Option<&Card>) -> Self {
        let mut head = Self::default();
        if let Some(front) = document.front_matter() {
            let offset = front.offset;
            head.opener = offset.map(|_| (0, OPENER.len() as u32));
            let mut at = 0;
            for line in front.text.split_inclusive('\n') {
                let start = at;
                at += line.len();
                let Some((name, value)) = line.split_once(':') else { continue };
                if line.starts_with([' ', '\t', '#', '-']) {
                    continue;
                }
                let Some((key, _)) =
                    Card::parse(line).entries().next().map(|(key, values)| (key.to_owned(), values.to_vec()))
                else {
                    continue;
                };
                let trimmed = value.trim();
                let span = match trimmed.is_empty() {
                    true => start..start + name.len() + 1,
                    false => {
                        let from = start + name.len() + 1 + (value.len() - value.trim_start().len());
                        from..from + trimmed.len()
                    }
                };
                let place = offset.map(|offset| (offset + span.start as u32, offset + span.end as u32));
                head.lines.push(Line { key, values: Vec::new(), place });
            }
            for (key, values) in Card::parse(&front.text).entries() {
                if let Some(line) = head.lines.iter_mut().find(|line| line.key == key) {
                    line.values = values.iter().filter(|value| !value.is_empty()).cloned().collect();
                }
            }
        }
        for (key, values) in beside.into_iter().flat_map(Card::entries) {
            head.lines.retain(|line| line.key != key);
            head.lines.push(Line { key: key.to_owned(), values: values.to_vec(), place: None });
        }
        head
    }

    /// The line of a key.
    pub fn line(&self, key: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.key == key)
    }

    /// The first value of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.list(key).first().map(String::as_str)
    }

    /// The values of a key.
    pub fn list(&self, key: &str) -> &[String] {
        self.line(key).map(|line| line.values.as_slice()).unwrap_or_default()
    }

    /// True when a key is set to yes.
    pub(super) fn switch(&self, key: &str) -> bool {
        self.text(key).is_some_and(|value| matches!(value, "true" | "yes" | "да"))
    }

    /// Where a key stands in the file, else where the card begins.
    pub(super) fn place(&self, key: &str) -> Option<Span> {
        let place = self.line(key).map_or(self.opener, |line| line.place);
        place.map(|(start, end)| Span::new(start, end))
    }

    /// Where the card begins.
    pub(super) fn top(&self) -> Option<Span> {
        self.opener.map(|(start, end)| Span::new(start, end))
    }
}

/// The line that opens front matter.
const OPENER: &str = "---";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_places() {
        let text = "---\nitem: template\nowner:\nplaceholders:\n  - имя\n  - срок\nlaws: [59-ФЗ, 152-ФЗ]\n---\nТекст письма.\n";
        let document = crate::source::read(text.as_bytes().to_vec(), "а.md").expect("a text");
        let head = Head::of(&document, None);
        let place = |key: &str| head.place(key).map(|span| span.of(text));
        assert_eq!(place("item"), Some("template"));
        assert_eq!(place("owner"), Some("owner:"));
        assert_eq!(place("laws"), Some("[59-ФЗ, 152-ФЗ]"));
        assert_eq!(place("topic"), Some("---"));
        assert_eq!(head.list("placeholders"), ["имя", "срок"]);
        assert_eq!(head.list("laws"), ["59-ФЗ", "152-ФЗ"]);
        assert!(head.text("owner").is_none() && head.line("owner").is_some());
        let beside = Card::from_toml("к", "owner = \"Петрова\"").expect("a card");
        let head = Head::of(&document, Some(&beside));
        assert_eq!((head.text("owner"), head.place("owner")), (Some("Петрова"), None));
    }
}
