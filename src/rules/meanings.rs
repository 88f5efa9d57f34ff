//! What terms and abbreviations mean, for one who points at a word.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::abbreviations;
use super::embedded;
use super::vocabulary;
use crate::data::Table;
use crate::language::{Morphology, fold};

/// The built-in meanings.
#[derive(Debug, Default)]
struct Meanings {
    abbreviations: HashMap<String, String>,
    /// The words of a term, in their dictionary forms, by the first of them.
    terms: HashMap<String, Vec<(Vec<String>, String)>>,
}

/// Read when first asked for: letters are checked without them.
fn built_in() -> &'static Meanings {
    static MEANINGS: OnceLock<Meanings> = OnceLock::new();
    MEANINGS.get_or_init(|| {
        let mut meanings = Meanings::default();
        for row in rows("abbreviations", abbreviations::COLUMNS, ["abbr", "expansion"]) {
            let [abbr, expansion] = row;
            if !expansion.is_empty() {
                meanings.abbreviations.insert(abbr, expansion.replace(" / ", " или "));
            }
        }
        for row in rows("terms", vocabulary::COLUMNS, ["pattern", "plain"]) {
            let [pattern, plain] = row;
            let words: Option<Vec<String>> = pattern.split_whitespace().map(word_of).collect();
            if let Some(words) = words.filter(|words| !words.is_empty() && !plain.is_empty()) {
                let plain = plain.replace(" / ", " или ");
                meanings.terms.entry(words[0].clone()).or_default().push((words, plain));
            }
        }
        meanings
    })
}

/// The cells of a table. Tests read every table, so a fault here means only that nothing is explained.
fn rows(name: &str, columns: &[&str], cells: [&str; 2]) -> Vec<[String; 2]> {
    let source = embedded::tables().find(|table| table.name() == name);
    let table = source.and_then(|source| Table::parse(source.path, source.text, columns).ok());
    table.map_or_else(Vec::new, |table| {
        table.rows.iter().map(|row| cells.map(|cell| table.cell(row, cell).to_owned())).collect()
    })
}

/// The word of a pattern's item; `None` for items that are more than a word.
fn word_of(item: &str) -> Option<String> {
    let word = item.strip_prefix('~').unwrap_or(item);
    word.chars().all(|c| c.is_alphabetic() || c == '-').then(|| fold(word))
}

/// The term or abbreviation at a byte of a line, where it stands, and what it means. The longest term wins; the
/// office's own meanings come first.
pub fn meaning(
    line: &str,
    at: usize,
    own: &[(String, String)],
    morphology: &dyn Morphology,
) -> Option<(Range<usize>, String)> {
    let words = words(line);
    let here = words.iter().position(|word| word.start <= at && at < word.end)?;
    let text = &line[words[here].clone()];
    let forms = |word: &Range<usize>| {
        let word = &line[word.clone()];
        let mut forms = vec![fold(word)];
        forms.extend(morphology.readings(word).iter().map(|reading| fold(&reading.lemma)));
        forms
    };
    let of_word = forms(&words[here]);
    if let Some((_, meaning)) = own.iter().find(|(word, _)| of_word.contains(&fold(word))) {
        return Some((words[here].clone(), meaning.clone()));
    }
    let meanings = built_in();
    // «МФЦ-2» and «ФОТ» alike.
    let abbr = text.split('-').next().unwrap_or(text);
    if let Some(expansion) = meanings.abbreviations.get(text).or_else(|| meanings.abbreviations.get(abbr)) {
        return Some((words[here].clone(), expansion.clone()));
    }
    const LONGEST: usize = 6;
    let around = here.saturating_sub(LONGEST)..words.len().min(here + LONGEST);
    let forms: Vec<Vec<String>> = words[around.clone()].iter().map(forms).collect();
    let mut best: Option<(Range<usize>, &str)> = None;
    for first in 0..=here - around.start {
        let heads = forms[first].iter().filter_map(|form| meanings.terms.get(form)).flatten();
        for (term, plain) in heads {
            let fits = term.len() <= forms.len() - first
                && first + term.len() > here - around.start
                && term.iter().zip(&forms[first..]).all(|(word, forms)| forms.contains(word));
            if fits && best.as_ref().is_none_or(|(range, _)| range.len() < term.len()) {
                best = Some((first..first + term.len(), plain));
            }
        }
    }
    let (range, plain) = best?;
    let (first, last) = (&words[around.start + range.start], &words[around.start + range.end - 1]);
    Some((first.start..last.end, plain.to_owned()))
}

/// The words of a line.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices() {
        let inside = words.last().is_some_and(|word| word.end == at);
        if c.is_alphanumeric() || (c == '-' && inside) {
            match words.last_mut() {
                Some(word) if inside => word.end = at + c.len_utf8(),
                _ => words.push(at..at + c.len_utf8()),
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::RuMorph;

    #[test]
    fn terms_and_abbreviations_are_explained() {
        let morphology = RuMorph::bundled().unwrap();
        let line = "О публичном сервитуте спросите в ТСЖ, справку даст УЖКХ.";
        let asked = |word: &str| {
            let own = [("УЖКХ".to_owned(), "управление жилищного хозяйства".to_owned())];
            meaning(line, line.find(word).unwrap(), &own, &morphology).map(|(place, plain)| (&line[place], plain))
        };
        let (found, plain) = asked("сервитуте").unwrap();
        assert_eq!(found, "публичном сервитуте");
        assert!(plain.contains("всех проходить"), "{plain}");
        assert_eq!(asked("публичном").unwrap().0, "публичном сервитуте");
        assert!(asked("ТСЖ").unwrap().1.contains("товарищество"));
        assert_eq!(asked("УЖКХ").unwrap().1, "управление жилищного хозяйства");
        assert_eq!(asked("справку"), None);
    }
}
