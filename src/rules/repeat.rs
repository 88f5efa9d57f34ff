//! Words that come again too soon: words of one family side by side.

use rustc_hash::FxHashMap;

use super::check::{Check, Inspection, Setup};
use super::file::RepeatCheck;
use super::hit::Hit;
use crate::data::{FileError, Row, Table};
use crate::language::{MaskSet, SentenceView, fold};
use crate::letter::Kind;
use crate::pattern::Match;

/// Columns of a table of families: words apart by spaces; groups of words that may stand together apart by «;».
const COLUMNS: &[&str] = &["id", "words", "together"];

/// Makes the check. Parameter `distance`: within so many words. In a script, where it is heard, it is a step louder.
///
/// # Errors
/// No such table, an unknown word, or a word that may stand with another but is not in the family.
pub(super) fn build(check: &RepeatCheck, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table(check.families.get_ref(), COLUMNS)?;
    let mut repeat = Repeat { members: Vec::new(), families: Vec::new() };
    for row in &table.rows {
        let family = repeat.families.len();
        repeat.families.push(Family::read(&table, row)?);
        for (word, lemma) in repeat.families[family].words.clone().into_iter().enumerate() {
            let number = repeat.members.len() as u32;
            setup
                .pattern(number, &format!("~{lemma}"), "", MaskSet::LEGAL)
                .map_err(|message| FileError::new(&*table.path, row.line, message))?;
            repeat.members.push(Member { family, word });
        }
    }
    Ok(Box::new(repeat))
}

#[derive(Debug)]
struct Family {
    words: Vec<Box<str>>,
    /// Pairs that may stand together.
    together: Vec<(usize, usize)>,
}

/// A word of a family: the row of its pattern is its number.
#[derive(Clone, Copy, Debug)]
struct Member {
    family: usize,
    word: usize,
}

#[derive(Debug)]
struct Repeat {
    members: Vec<Member>,
    families: Vec<Family>,
}

impl Family {
    fn read(table: &Table, row: &Row) -> Result<Self, FileError> {
        let words: Vec<Box<str>> = table.cell(row, "words").split_whitespace().map(Into::into).collect();
        let mut together = Vec::new();
        for group in table.cell(row, "together").split(';') {
            let mut known = Vec::new();
            for word in group.split_whitespace() {
                match words.iter().position(|member| **member == *word) {
                    Some(index) => known.push(index),
                    None => {
                        let message = format!("слова «{word}» нет в семье: допишите его в столбец words");
                        return Err(FileError::new(&*table.path, row.line, message));
                    }
                }
            }
            together.extend(known.iter().flat_map(|&a| known.iter().map(move |&b| (a, b))));
        }
        Ok(Self { words, together })
    }
}

/// A word of a family in the text.
struct Place<'m> {
    first: &'m Match,
    /// The members it may be a form of.
    words: Vec<usize>,
}

impl Check for Repeat {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let distance = seen.params.number("distance", 5);
        let loudness = i8::from(seen.kind() == Kind::PhoneScript);
        // By family, its last place.
        let mut last: FxHashMap<usize, Place<'_>> = FxHashMap::default();
        let matches = seen.matches;
        let mut at = 0;
        while at < matches.len() {
            let first = &matches[at];
            // A form of several members gives several matches at one place.
            let mut end = at + 1;
            while end < matches.len() && same_place(first, &matches[end]) {
                end += 1;
            }
            let group = &matches[at..end];
            at = end;
            let here = |family: usize| {
                let members = group.iter().map(|found| self.members[found.row as usize]);
                members.filter(|member| member.family == family).map(|member| member.word).collect::<Vec<_>>()
            };
            let mut families: Vec<usize> = group.iter().map(|found| self.members[found.row as usize].family).collect();
            families.dedup();
            for family in families {
                let place = Place { first, words: here(family) };
                if let Some(before) = last.get(&family)
                    && let Some(view) = seen.sentence_of(first)
                    && self.repeats(&view, family, before, &place, distance)
                {
                    let other = view.slice(before.first.found.tokens.clone());
                    let hit = Hit::at(view.span(first.found.tokens.clone())).word("other", other);
                    hits.push(Hit { loudness, ..hit });
                }
                last.insert(family, place);
            }
        }
    }
}

fn same_place(a: &Match, b: &Match) -> bool {
    (a.block, a.sentence, a.found.tokens.start) == (b.block, b.sentence, b.found.tokens.start)
}

impl Repeat {
    fn repeats(&self, view: &SentenceView<'_>, family: usize, a: &Place<'_>, b: &Place<'_>, distance: usize) -> bool {
        let family = &self.families[family];
        let near = (a.first.block, a.first.sentence) == (b.first.block, b.first.sentence)
            && view.count_words(a.first.found.tokens.end..b.first.found.tokens.start) < distance;
        let apart = |&(a, b): &(usize, usize)| a != b && !family.together.contains(&(a, b));
        let pairs = || a.words.iter().flat_map(|&a| b.words.iter().map(move |&b| (a, b)));
        // A form of two members may be either: it counts only when no choice makes the pair allowed.
        near && pairs().all(|pair| apart(&pair))
            && family.is_meant(view, a.first.found.tokens.start)
            && family.is_meant(view, b.first.found.tokens.start)
    }
}

impl Family {
    /// True when the sentence takes the form for a word of the family: «дали» may be distance as well as giving.
    fn is_meant(&self, view: &SentenceView<'_>, token: usize) -> bool {
        let morphology = view.lexicon().morphology();
        let Some(reading) = view.in_context(token) else { return false };
        let lemma = view.lexicon().lemma(reading.lemma);
        // A passive or a participle has the lemma of its verb.
        self.words.iter().any(|word| {
            fold(word) == lemma || morphology.readings(word).iter().any(|reading| fold(&reading.lemma) == lemma)
        })
    }
}
