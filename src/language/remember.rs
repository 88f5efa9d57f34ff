//! A dictionary that remembers its answers: patterns name the same words again and again.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::morph::{Morphology, RawReading};
use super::tag::Tag;

/// A [`Morphology`] that looks every form up once. For a bounded number of forms: it never forgets.
pub struct Remembering<'a> {
    dictionary: &'a dyn Morphology,
    known: Mutex<FxHashMap<Box<str>, Vec<RawReading>>>,
}

impl std::fmt::Debug for Remembering<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remembering").finish_non_exhaustive()
    }
}

impl<'a> Remembering<'a> {
    /// Remembers the answers of `dictionary`.
    pub fn new(dictionary: &'a dyn Morphology) -> Self {
        Self { dictionary, known: Mutex::default() }
    }
}

impl Morphology for Remembering<'_> {
    fn readings(&self, word: &str) -> Vec<RawReading> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(readings) = known.get(word) {
            return readings.clone();
        }
        let readings = self.dictionary.readings(word);
        known.insert(word.into(), readings.clone());
        readings
    }

    fn in_context(&self, words: &[&str]) -> Vec<usize> {
        self.dictionary.in_context(words)
    }

    fn inflect(&self, word: &str, reading: usize, to: Tag) -> Option<String> {
        self.dictionary.inflect(word, reading, to)
    }

    fn is_known(&self, word: &str) -> bool {
        self.dictionary.is_known(word)
    }
}
