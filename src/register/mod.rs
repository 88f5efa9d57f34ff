//! Registers of points of contact (order of Kaliningrad): a table is read as one, and the rules on it are run.
//!
//! A reader gives a [`Document`] whose cells are blocks; [`Register::of`] finds columns and rows in it, and [`check`] gives
//! what the rules with a table `[register]` find. All of it is pure.

mod checks;
mod fields;
#[cfg(feature = "cli")]
pub mod form;
mod table;
mod values;
mod words;

pub use fields::{Field, Fields};
pub use table::{Head, Register, Row, Value};
pub use values::{PointType, Values};

use crate::data::{FileError, Table};
use crate::document::Document;
use crate::language::Date;
use crate::rules::embedded;
use crate::rules::{Found, Ruleset, Subject};

/// What columns and values are known by.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// The columns.
    pub fields: Fields,
    /// The values.
    pub values: Values,
}

impl Knowledge {
    /// Reads the tables built into the program.
    ///
    /// # Errors
    /// A fault in them.
    pub fn load() -> Result<Self, FileError> {
        let table = |name: &str, columns: &[&str]| {
            let source = embedded::tables().find(|source| source.name() == name);
            let source = source.ok_or_else(|| FileError::new(format!("{name}.tsv"), 0, "нет такой таблицы"))?;
            Table::parse(source.path, source.text, columns)
        };
        let fields = table("register-fields", &["id", "title", "names", "missing", "empty"])?;
        let values = table("register-values", &["id", "group", "code", "title", "says", "means"])?;
        Ok(Self { fields: Fields::read(&fields)?, values: Values::read(&values)? })
    }
}

/// What does not stand in the register.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The day of the check.
    pub today: Date,
    /// True for some rows of a register only.
    pub extract: bool,
    /// True for a register that is not approved yet.
    pub draft: bool,
    /// True for a piece of a table, as in the examples of rules: nothing is said of what is not there.
    pub part: bool,
    /// The register as it was approved last.
    pub old: Option<&'a Register>,
}

impl Options<'_> {
    /// A whole register, checked on this day.
    pub fn on(today: Date) -> Self {
        Self { today, extract: false, draft: false, part: false, old: None }
    }
}

/// What the rules in force find in a register.
pub fn check(
    document: &Document,
    register: &Register,
    known: &Knowledge,
    ruleset: &Ruleset,
    options: &Options<'_>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for rule in ruleset.rules.iter().filter(|rule| rule.subject == Subject::Register) {
        let Some(run) = checks::of(&rule.id) else { continue };
        let seen = checks::Seen::new(document, register, known, &rule.params, options);
        let mut hits = Vec::new();
        run(&seen, &mut hits);
        found.extend(hits.into_iter().map(|hit| Found { rule: rule.id.clone(), hit }));
    }
    found
}

/// A register in figures, for people: «27 точек взаимодействия, 9 функций, 5 направлений».
pub fn figures(register: &Register, known: &Knowledge) -> String {
    checks::figures(register, known)
}
