//! Nouns made from verbs.

use rustc_hash::FxHashSet;

use super::check::Setup;
use crate::data::FileError;
use crate::language::{Feature, MaskSet, Reading, SentenceView, fold};

const COLUMNS: &[&str] = &["noun", "verbal", "note"];

/// The names of actions: those in -ание, -ение, -яние, -тие, but for the table's exceptions, and others it names.
#[derive(Debug, Default)]
pub(crate) struct VerbalNouns {
    /// Names of actions that their ending does not betray.
    actions: FxHashSet<Box<str>>,
    /// Nouns with such an ending that name a thing, an office or a paper.
    things: FxHashSet<Box<str>>,
}

/// Bytes of the shortest form: «вывоз».
const SHORTEST: usize = 10;

impl VerbalNouns {
    /// Reads the table `verbal-nouns`.
    ///
    /// # Errors
    /// No such table, or a row that says neither yes nor no.
    pub(crate) fn read(setup: &dyn Setup) -> Result<Self, FileError> {
        let table = setup.table("verbal-nouns", COLUMNS)?;
        let mut nouns = Self::default();
        for row in &table.rows {
            let set = match table.cell(row, "verbal") {
                "yes" => &mut nouns.actions,
                "no" => &mut nouns.things,
                other => {
                    let message = format!("в столбце verbal стоит «{other}»: бывает yes и no");
                    return Err(FileError::new(&*table.path, row.line, message));
                }
            };
            set.insert(fold(table.cell(row, "noun")).into());
        }
        Ok(nouns)
    }

    /// True when the word of this token can only be the name of an action.
    pub(crate) fn has(&self, view: &SentenceView<'_>, token: usize) -> bool {
        let word = view.word(token);
        // All forms of these nouns have a stem of some length: the shortest are passed over at once.
        let noun = word.cyrillic && word.folded.len() >= SHORTEST && word.any.has(Feature::Noun);
        if !noun || view.is_masked(token, MaskSet::LEGAL) {
            return false;
        }
        let other = |reading: &Reading| !reading.tag.has(Feature::Noun);
        let Some(reading) = word.readings.first().filter(|_| !word.readings.iter().any(other)) else { return false };
        let lemma = view.lexicon().lemma(reading.lemma);
        let ending = ["ание", "ение", "яние", "тие"].iter().any(|ending| lemma.ends_with(ending));
        // «Летие» counts years: «семидесятилетие».
        (ending && !lemma.ends_with("летие") && !self.things.contains(lemma)) || self.actions.contains(lemma)
    }
}
