//! Words of items, compared without their endings: enough to know a name or a text again, and no dictionary is opened.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// Letters of a word that count.
const STEM: usize = 5;
/// Letters that are left of a word when its ending is cut off.
const LEAST: usize = 3;

/// A text in small letters, with «е» for «ё» and one space between words.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }));
    }
    out
}

/// The words of a folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The beginning of a word, by which its forms are one: «снег» and «снега», «аренда» and «аренды».
pub(super) fn stem(word: &str) -> &str {
    let begin = word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end]);
    let stem = begin.trim_end_matches(['а', 'я', 'у', 'ю', 'о', 'е', 'и', 'ы', 'й', 'ь']);
    if stem.chars().count() < LEAST { begin } else { stem }
}

/// The hash of a word's beginning.
pub(super) fn stem_hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    stem(word).hash(&mut hasher);
    (hasher.finish() >> 16) as u32
}

/// A name by its words, in any order and form: «уборка снега» is «Снег, уборка».
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Vec<String>);

impl Name {
    /// The name that a text is.
    pub fn of(text: &str) -> Self {
        let text = folded(text);
        let mut stems: Vec<String> =
            words(&text).filter(|word| word.chars().count() > 2).map(|word| stem(word).to_owned()).collect();
        if stems.is_empty() {
            stems = words(&text).map(str::to_owned).collect();
        }
        stems.sort();
        stems.dedup();
        Self(stems)
    }

    /// True when the text has no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        for forms in [["снег", "снега"], ["земля", "землей"], ["аренда", "арендой"], ["выплата", "выплат"]]
        {
            assert_eq!(stem(forms[0]), stem(forms[1]), "{forms:?}");
        }
        assert_ne!(stem("дом"), stem("дым"));
    }

    #[test]
    fn names_are_known_in_other_forms() {
        assert_eq!(Name::of("Уборка снега"), Name::of("снег, уборка"));
        assert_ne!(Name::of("Уборка снега"), Name::of("Уборка мусора"));
        assert_ne!(Name::of("ЖК"), Name::of("ЖД"));
        assert!(Name::of(" – ").is_empty());
    }
}
