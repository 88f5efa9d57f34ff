//! Registers of points of contact: the examples of their rules, the readers, and registers made to hurt.

mod command;
mod examples;
mod files;
mod hurt;

use std::sync::{Arc, LazyLock};

use yasno::document::Document;
use yasno::engine::{Finding, present};
use yasno::language::{Date, RuMorph};
use yasno::profile::Profile;
use yasno::register::{Knowledge, Options, Register, check};
use yasno::rules::{Overrides, Ruleset, Subject};
use yasno::source::{ReadError, read_table};

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    Ruleset::load(profile, &Overrides::default(), morphology).unwrap_or_else(|errors| panic!("{errors:?}"))
});

static KNOWN: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load().unwrap_or_else(|error| panic!("{error}")));

/// The day on which everything here is checked.
fn today() -> Date {
    Date::new(2026, 11, 21).expect("a day")
}

/// A register that was read.
struct Read {
    document: Document,
    register: Option<Register>,
}

fn read(bytes: Vec<u8>, name: &str, part: bool) -> Result<Read, ReadError> {
    let document = read_table(bytes, name)?;
    let register = Register::of(&document, &KNOWN.fields, &KNOWN.values, part);
    Ok(Read { document, register })
}

fn findings(read: &Read, options: &Options<'_>) -> Vec<Finding> {
    let Some(register) = &read.register else { return Vec::new() };
    let found = check(&read.document, register, &KNOWN, &RULES, options);
    present(&read.document, &RULES, Subject::Register, &found).findings
}
