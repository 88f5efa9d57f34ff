//! What an office adds to the rules: words, patterns, words to leave alone, meanings.

use std::sync::Arc;

use crate::data::{FileError, Table};
use crate::language::{Feature, Morphology, Tag, fold};

/// Id of the rule that takes the words of an office.
pub const OWN_WORD: &str = "own-word";

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as errors name it.
    pub path: Arc<str>,
    /// Line from 1.
    pub line: usize,
}

impl Place {
    /// A fault there.
    pub fn fault(&self, problem: impl Into<String>) -> FileError {
        FileError::new(&*self.path, self.line, problem)
    }
}

/// A word or phrase that is no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// In its dictionary form; any form of it is found.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

/// What a row looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// A word or phrase in its dictionary form.
    Word(String),
    /// A pattern.
    Pattern(String),
}

/// Something not to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRow {
    /// What is looked for.
    pub find: Find,
    /// What to write instead.
    pub plain: String,
    /// Fix code; worked out from the words when absent.
    pub fix: Option<String>,
    /// Conditions that drop a hit.
    pub guard: String,
    /// Where it is written.
    pub place: Place,
}

/// An abbreviation or a term with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMeaning {
    /// The abbreviation or the term.
    pub word: String,
    /// What it means.
    pub meaning: String,
    /// Where it is written.
    pub place: Place,
}

impl OwnMeaning {
    /// True for an abbreviation, false for a term.
    pub fn is_abbreviation(&self) -> bool {
        is_abbreviation(&self.word)
    }
}

/// True for one word in capitals.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-')
        && word.chars().any(char::is_alphabetic)
}

/// A word of an office as a pattern, and the fix that suits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Simple {
    pub(super) pattern: String,
    pub(super) fix: &'static str,
}

/// Makes a pattern of a word or phrase in its dictionary form.
///
/// The words up to the noun or verb that heads the phrase are found in any form, those after it («окно выдачи») as they
/// are written. A fix is an edit only where the head's form can be given to the replacement.
///
/// # Errors
/// Signs that belong to the pattern language.
pub(super) fn simple(text: &str, morphology: &dyn Morphology) -> Result<Simple, String> {
    check_word(text)?;
    let spaced = text.replace(',', " , ");
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !matches!(*word, "«" | "»")).collect();
    let mut items = Vec::with_capacity(words.len());
    let mut head = None;
    let mut fix = "menu";
    for (number, word) in words.iter().enumerate() {
        let word = word.trim_matches(['«', '»', '"']);
        if let Some(sign) = word.chars().find(|c| !c.is_alphanumeric() && !"-–.,№/’'".contains(*c)) {
            return Err(format!(
                "в слове «{text}» лишний знак «{sign}»: пишите слова как в словаре, без особых знаков"
            ));
        }
        let inflected = (head.is_none() && !is_abbreviation(word) && morphology.is_known(word))
            .then(|| inflected(word, words.len() == 1, morphology))
            .flatten();
        match inflected {
            Some((item, part)) => {
                items.push(item);
                if part != Part::Attribute {
                    head = Some(number);
                    let last = number + 1 == words.len();
                    fix = if last || part == Part::Verb { "agree" } else { "menu" };
                }
            }
            None => {
                head = head.or(Some(number));
                let adverb = words.len() == 1
                    && morphology.readings(word).first().is_some_and(|reading| reading.tag.has(Feature::Adv));
                if adverb {
                    fix = "swap";
                }
                items.push(word.to_owned());
            }
        }
    }
    if head.is_none() && words.len() == 1 {
        fix = "agree"; // one adjective
    }
    Ok(Simple { pattern: items.join(" "), fix })
}

/// Whether a word or phrase may stand in an office's vocabulary.
///
/// # Errors
/// Nothing but spaces, or signs that belong to the pattern language.
pub fn check_word(text: &str) -> Result<(), String> {
    if !text.contains(char::is_alphanumeric) {
        return Err("пустое слово".to_owned());
    }
    let fits = |c: char| c.is_alphanumeric() || " -–.,№/’'«»\"".contains(c);
    match text.chars().find(|c| !fits(*c)) {
        Some(sign) => {
            Err(format!("в слове «{text}» лишний знак «{sign}»: пишите слово как в словаре, без особых знаков"))
        }
        None => Ok(()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Attribute,
    Noun,
    Verb,
}

/// The item for a word that may stand in any form, and what it is in its phrase.
fn inflected(word: &str, alone: bool, morphology: &dyn Morphology) -> Option<(String, Part)> {
    let readings = morphology.readings(word);
    let first = readings.first()?;
    let headword = |reading: &&crate::language::RawReading| fold(&reading.lemma) == fold(word);
    let best = readings.iter().find(headword).filter(|_| alone).unwrap_or(first);
    let tag = best.tag;
    let nominative = tag.has(Feature::Nom) || headword(&best);
    if tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn])) && nominative {
        return Some((format!("~{word}"), Part::Noun));
    }
    if tag.has(Feature::Inf) {
        return Some((format!("~{word}"), Part::Verb));
    }
    if tag.has(Feature::Participle) {
        return (tag.has(Feature::Masc) && tag.has(Feature::Nom)).then(|| (format!("~{word}"), Part::Attribute));
    }
    (tag.has(Feature::Adj) && nominative).then(|| (format!("~{}", best.lemma), Part::Attribute))
}

/// Puts an office's meanings into a table of meanings: in place of a row for the same word, or before the others.
pub(super) fn put_meanings(
    table: &mut Table,
    name: &str,
    meanings: &[OwnMeaning],
    morphology: &dyn Morphology,
) -> Result<(), FileError> {
    for meaning in meanings {
        match name {
            "abbreviations" if meaning.is_abbreviation() => table.put(
                "abbr",
                &[("abbr", &meaning.word), ("class", "explain"), ("expansion", &meaning.meaning)],
                meaning.place.line,
            ),
            "terms" if !meaning.is_abbreviation() => {
                let simple = simple(&meaning.word, morphology).map_err(|problem| meaning.place.fault(problem))?;
                let id = format!("own-{}", meaning.word);
                table.put(
                    "pattern",
                    &[("id", &id), ("pattern", &simple.pattern), ("level", "w"), ("plain", &meaning.meaning)],
                    meaning.place.line,
                );
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::RuMorph;

    #[test]
    fn words_become_patterns() {
        let morphology = RuMorph::bundled().unwrap();
        for (text, pattern, fix) in [
            ("бегунок", "~бегунок", "agree"),
            ("расходы", "~расходы", "agree"),
            ("надлежащий", "~надлежащий", "agree"),
            ("народная дружина", "~народный ~дружина", "agree"),
            ("окно выдачи", "~окно выдачи", "menu"),
            ("довести до сведения", "~довести до сведения", "agree"),
            ("в целях", "в целях", "menu"),
            ("незамедлительно", "незамедлительно", "swap"),
            ("УЖКХ", "УЖКХ", "menu"),
            ("«Точка роста»", "~Точка роста", "menu"),
            ("СП 2.4.3648-20", "СП 2.4.3648-20", "menu"),
        ] {
            let simple = simple(text, &morphology).unwrap();
            assert_eq!((&*simple.pattern, simple.fix), (pattern, fix), "{text}");
        }
        assert!(simple("дом*", &morphology).is_err_and(|problem| problem.contains('*')));
        assert!(simple(" ", &morphology).is_err());
    }
}
