//! The rules in force with all they need to run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::embedded::{self, Source};
use super::load::{LETTER_GROUP, Loader, SharedMorphology};
use super::memory::Memory;
use super::rule::{Overrides, Rule};
use super::verbal::VerbalNouns;
use crate::data::{FileError, nearest};
use crate::language::{Lexicon, Remembering};
use crate::letter::{self, LetterMatch, LetterPattern};
use crate::pattern::{GroupId, Index, IndexBuilder, Matches};
use crate::profile::{Profile, Reader};

/// Forms in a lexicon beyond which it is dropped after use: bounds memory over many files (about 100 MB).
const LARGE_LEXICON: usize = 300_000;

/// The rules in force. Made once, shared by all checks.
pub struct Ruleset {
    /// The rules, by path of their files.
    pub rules: Vec<Rule>,
    /// The profile they are in force under.
    pub profile: Profile,
    /// Ids of all rules there are, in force or not.
    known: Vec<String>,
    /// Names of actions, for the score.
    pub(crate) verbal: VerbalNouns,
    /// Patterns of words that are no fault.
    pub(crate) allow: Option<GroupId>,
    /// Who reads the letters, where the letter does not say.
    pub reader: Reader,
    index: Arc<Index>,
    letter: Vec<LetterPattern>,
    morphology: SharedMorphology,
    memories: Mutex<Vec<Memory>>,
}

impl std::fmt::Debug for Ruleset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<&str> = self.rules.iter().map(|rule| &*rule.id).collect();
        f.debug_struct("Ruleset").field("profile", &self.profile.id).field("rules", &ids).finish_non_exhaustive()
    }
}

impl Ruleset {
    /// The built-in rules under a profile, with an office's changes.
    ///
    /// # Errors
    /// Every rule file, vocabulary and change that is wrong.
    pub fn load(profile: Profile, overrides: &Overrides, morphology: SharedMorphology) -> Result<Self, Vec<FileError>> {
        let tables: Vec<Source<'_>> = embedded::tables().collect();
        let rules: Vec<Source<'_>> = embedded::rules().collect();
        Self::from_sources(&rules, &tables, profile, overrides, morphology)
    }

    /// Rules from these files.
    ///
    /// # Errors
    /// See [`Self::load`].
    pub fn from_sources(
        rules: &[Source<'_>],
        tables: &[Source<'_>],
        profile: Profile,
        overrides: &Overrides,
        morphology: SharedMorphology,
    ) -> Result<Self, Vec<FileError>> {
        let mut errors = Vec::new();
        let is_built_in = |id: &str| rules.iter().any(|source| source.name() == id);
        for (id, own) in overrides.rules.iter().filter(|(id, _)| !is_built_in(id)) {
            if own.texts.is_empty() {
                let known: Vec<&str> = rules.iter().map(|source| source.name()).collect();
                errors.push(own.fault(format!("нет правила «{id}»")).hint(match nearest(id, &known) {
                    Some(name) => format!("возможно, имелось в виду «{name}»"),
                    None => {
                        "все правила покажет команда «yasno rules»; для своего правила нужна строка message".to_owned()
                    }
                }));
            }
        }
        for (id, own) in overrides.rules.iter().filter(|(id, own)| is_built_in(id) && !own.texts.is_empty()) {
            let name = if own.texts.title.is_some() { "title" } else { "message" };
            let problem = format!("правило «{id}» есть в программе, его тексты не меняются");
            errors.push(own.param_fault(name, problem).hint("назовите своё правило иначе"));
        }
        let dictionary = Remembering::new(&*morphology);
        let mut loader = Loader {
            morphology: &dictionary,
            tables: tables.iter().map(|source| (source.name(), *source)).collect::<BTreeMap<_, _>>(),
            index: IndexBuilder::default(),
            group: LETTER_GROUP,
            meanings: &overrides.meanings,
        };
        let letter = loader.letter().unwrap_or_else(|error| {
            errors.push(error);
            Vec::new()
        });
        // Sets of rules of a test may do without the table.
        let verbal = match loader.tables.contains_key("verbal-nouns") {
            true => VerbalNouns::read(&loader).unwrap_or_else(|error| {
                errors.push(error);
                VerbalNouns::default()
            }),
            false => VerbalNouns::default(),
        };
        let mut in_force = Vec::new();
        for source in rules {
            match loader.rule(*source, &profile, overrides) {
                Ok(rule) => in_force.extend(rule),
                Err(error) => errors.push(error),
            }
        }
        for (id, own) in overrides.rules.iter().filter(|(id, own)| !is_built_in(id) && !own.texts.is_empty()) {
            match loader.own_rule(id, own) {
                Ok(rule) => in_force.extend(rule),
                Err(error) => errors.push(error),
            }
        }
        let allow = loader.allow(&overrides.allow).unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        let index = Arc::new(loader.index.finish());
        let own = overrides.rules.keys().filter(|id| !is_built_in(id));
        let known = rules.iter().map(|source| source.name().to_owned()).chain(own.cloned()).collect();
        let reader = overrides.reader.unwrap_or_default();
        let memories = Mutex::default();
        Ok(Self { rules: in_force, known, profile, verbal, allow, reader, index, letter, morphology, memories })
    }

    /// True when there is such a rule, in force or not.
    pub fn is_known(&self, id: &str) -> bool {
        self.known.iter().any(|known| known == id)
    }

    /// The ids of all rules there are.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// The patterns of all rules.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The letter's own matches among those of the index.
    pub fn letter_marks(&self, matches: &Matches) -> Vec<LetterMatch> {
        letter::marks(matches.of(LETTER_GROUP), &self.letter)
    }

    /// The rows of the letter's tables that matched, for their tests.
    #[cfg(test)]
    pub(crate) fn letter_rows(&self, matches: &Matches) -> impl Iterator<Item = usize> {
        matches.of(LETTER_GROUP).iter().map(|found| found.row as usize)
    }

    /// Runs `work` with a memory that fits these rules; memories are kept and used again.
    pub fn with_memory<T>(&self, work: impl FnOnce(&mut Memory) -> T) -> T {
        let kept = self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let new = || Memory::new(Lexicon::new(self.morphology.clone(), self.index.clone()));
        let mut memory = kept.unwrap_or_else(new);
        let result = work(&mut memory);
        if memory.lexicon.len() < LARGE_LEXICON {
            self.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        }
        result
    }

    /// Forgets what was kept from earlier checks.
    pub fn forget(&self) {
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
