//! What a check sees and gives.

use std::fmt::Debug;

use super::hit::Hit;
use super::score::Score;
use crate::data::{FileError, Table};
use crate::document::Document;
use crate::language::{Analysis, Lexicon, MaskSet, Morphology, SentenceView};
use crate::letter::{Kind, Letter, Zone};
use crate::pattern::Match;
use crate::profile::{Profile, Reader};

/// One rule's check, ready to run.
pub trait Check: Send + Sync + Debug {
    /// Adds a hit for each place where the rule is broken.
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>);
}

/// All a check may look at.
#[derive(Clone, Copy, Debug)]
pub struct Inspection<'a> {
    /// The letter as read.
    pub document: &'a Document,
    /// Its tokens, sentences and masks.
    pub analysis: &'a Analysis,
    /// Its words.
    pub lexicon: &'a Lexicon,
    /// What the letter is and has.
    pub letter: &'a Letter,
    /// The profile in force.
    pub profile: &'a Profile,
    /// Who reads the letter.
    pub reader: Reader,
    /// The rule's parameters as they are in force.
    pub params: &'a Params,
    /// The zones the rule looks at.
    pub zones: &'a [Zone],
    /// Matches of the rule's own patterns, in order of place; guards are already applied, zones and masks too.
    pub matches: &'a [Match],
    /// How easy the letter is to read; only for rules that run after the others.
    pub score: Option<&'a Score>,
}

impl<'a> Inspection<'a> {
    /// The kind of the letter.
    pub fn kind(&self) -> Kind {
        self.letter.kind
    }

    /// Numbers of the blocks in the rule's zones.
    pub fn blocks(&self) -> impl Iterator<Item = usize> + use<'a> {
        let (letter, zones) = (self.letter, self.zones);
        (0..self.document.blocks().len()).filter(move |&block| zones.contains(&letter.zone(block)))
    }

    /// The sentences of the blocks in the rule's zones, in order.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceView<'a>> + use<'a> {
        let (analysis, document, lexicon) = (self.analysis, self.document, self.lexicon);
        self.blocks().flat_map(move |block| analysis.sentences_of(block, document, lexicon))
    }

    /// The sentence of a match.
    pub fn sentence_of(&self, found: &Match) -> Option<SentenceView<'a>> {
        let (block, index) = (found.block as usize, found.sentence as usize);
        self.analysis.sentence(block, index, self.document, self.lexicon)
    }
}

/// A rule's parameters.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// By name, as in the rule file and `yasno.toml`.
    pub table: toml::Table,
}

impl Params {
    /// A whole number; `default` when absent or of another type (types are checked when rules are loaded).
    pub fn number(&self, name: &str, default: usize) -> usize {
        self.table.get(name).and_then(toml::Value::as_integer).and_then(|n| usize::try_from(n).ok()).unwrap_or(default)
    }

    /// A number with a fraction.
    pub fn decimal(&self, name: &str, default: f64) -> f64 {
        self.table.get(name).and_then(toml::Value::as_float).unwrap_or(default)
    }

    /// A switch.
    pub fn switch(&self, name: &str, default: bool) -> bool {
        self.table.get(name).and_then(toml::Value::as_bool).unwrap_or(default)
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.table.get(name).and_then(toml::Value::as_str)
    }

    /// A list of texts; empty when absent.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let list = self.table.get(name).and_then(toml::Value::as_array);
        list.into_iter().flatten().filter_map(toml::Value::as_str)
    }
}

/// What a check may use when it is made.
pub trait Setup {
    /// The dictionary.
    fn morphology(&self) -> &dyn Morphology;

    /// A table of `dictionaries/`, by name without `.tsv`. `columns` are those it may have, the first one must be there.
    ///
    /// # Errors
    /// No such table, or one that cannot be read.
    fn table(&self, name: &str, columns: &[&str]) -> Result<Table, FileError>;

    /// Adds a pattern of the rule; its matches are in [`Inspection::matches`] with this number of the row. Hits that
    /// begin in one of `masks`, or for which the guard (may be empty) holds, are dropped.
    ///
    /// # Errors
    /// What is wrong with the pattern or guard; the caller knows the file and line.
    fn pattern(&mut self, row: u32, pattern: &str, guard: &str, masks: MaskSet) -> Result<(), String>;
}
