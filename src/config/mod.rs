//! `yasno.toml`: what an office sets for its letters.
//!
//! Only the form of the file is checked here; that its rules, parameters and patterns are right, the loader of rules
//! checks with the places kept in [`Overrides`].

mod office;
mod read;
mod schema;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use crate::data::FileError;
use crate::letter::Declared;
use crate::profile::Severity;
use crate::rules::{Overrides, Place};

pub use office::{Body, OFFICE_KEYS, Office, office_fault};
pub use schema::schema;
pub use words::add_words;

/// Name of the file, looked for from a letter's folder upwards.
pub const FILE_NAME: &str = "yasno.toml";

/// A value with the place where it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// What holds for letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Name of the profile.
    pub profile: Option<Set<String>>,
    /// The quietest severity that counts against a letter.
    pub fail_on: Option<Set<Severity>>,
    /// Where the reader is set; who it is, [`Overrides::reader`] says.
    pub reader: Option<Place>,
    /// What letters are, unless their cards say otherwise.
    pub kind: Option<Declared>,
    /// What the office fills in on the profile.
    pub office: Office,
    /// Who does what this office does not.
    pub bodies: Vec<Body>,
    /// Changes to rules, and words.
    pub rules: Overrides,
    /// Files with words, as named; they stand beside the configuration.
    pub word_files: Vec<Set<String>>,
}

impl Settings {
    /// Lays others over these: their values win, their words are added.
    pub fn lay(&mut self, others: Self) {
        self.profile = others.profile.or(self.profile.take());
        self.fail_on = others.fail_on.or(self.fail_on.take());
        self.reader = others.reader.or(self.reader.take());
        self.kind = others.kind.or(self.kind.take());
        self.office.lay(others.office);
        self.bodies.retain(|own| others.bodies.iter().all(|other| other.topic != own.topic));
        self.bodies.extend(others.bodies);
        self.rules.lay(others.rules);
        self.word_files.extend(others.word_files);
    }
}

/// What holds for some letters only.
#[derive(Clone, Debug, PartialEq)]
pub struct PathSettings {
    /// Patterns of paths, from the folder of the configuration.
    pub files: Vec<Set<String>>,
    /// What holds for them.
    pub settings: Settings,
}

/// What a file sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// For all letters.
    pub settings: Settings,
    /// For the letters on some paths, over that; later ones win.
    pub paths: Vec<PathSettings>,
}

impl Config {
    /// Reads a file; `path` names it in errors.
    ///
    /// # Errors
    /// Every fault that can be seen without the rules, with its line and what was probably meant.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<FileError>> {
        read::read(&Arc::from(path), text)
    }

    /// All settings of the file: those for all letters, then those for some.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut Settings> {
        std::iter::once(&mut self.settings).chain(self.paths.iter_mut().map(|path| &mut path.settings))
    }
}
