//! Values of options, and what is said of those that are none.

use clap::ValueEnum;

use crate::data::suggest;
use crate::language::Date;
use crate::letter::Declared;
use crate::monitoring::Period;
use crate::profile::{Profile, Severity};
use crate::report::ci::Style;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Text,
    Json,
    Jsonl,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Checkstyle,
    Rdjson,
    Html,
}

impl Format {
    /// The format of [`crate::report::ci`] that it is; `None` for those made file by file.
    pub(in crate::cli) fn style(self) -> Option<Style> {
        Some(match self {
            Self::Text | Self::Json | Self::Jsonl => return None,
            Self::Sarif => Style::Sarif,
            Self::Github => Style::Github,
            Self::Gitlab => Style::Gitlab,
            Self::Junit => Style::Junit,
            Self::Checkstyle => Style::Checkstyle,
            Self::Rdjson => Style::Rdjson,
            Self::Html => Style::Html,
        })
    }
}

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    Text,
    Json,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Colour {
    Auto,
    Always,
    Never,
}

pub(super) fn profile(name: &str) -> Result<String, String> {
    let known: Vec<&str> = Profile::names().collect();
    if known.contains(&name) {
        Ok(name.to_owned())
    } else {
        Err(format!("нет профиля «{name}»: {}", suggest(name, &known)))
    }
}

pub(super) fn kind(name: &str) -> Result<Declared, String> {
    let known: Vec<&str> = Declared::names().collect();
    Declared::parse(name).ok_or_else(|| format!("нет вида письма «{name}»: {}", suggest(name, &known)))
}

pub(super) fn severity(name: &str) -> Result<Severity, String> {
    let known = [Severity::Error, Severity::Warning, Severity::Hint];
    let found = known.into_iter().find(|severity| severity.as_str() == name);
    found.ok_or_else(|| format!("нет строгости «{name}»: {}", suggest(name, &known.map(Severity::as_str))))
}

pub(super) fn quarter(text: &str) -> Result<Period, String> {
    Period::parse_quarter(text).ok_or_else(|| format!("«{text}» – не квартал. Пишите год и номер: 2026-3"))
}

pub(super) fn count(number: &str) -> Result<usize, String> {
    number.parse().map_err(|_| format!("«{number}» – не число"))
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    crate::language::parse_date(text).ok_or_else(|| format!("«{text}» – не дата, пишут так: 2026-11-21"))
}

pub(super) fn words(number: &str) -> Result<u32, String> {
    let parsed = number.parse().ok().filter(|words| crate::cli::init::WORDS.contains(words));
    parsed.ok_or_else(|| format!("«{number}» – не число от 5 до 60"))
}

pub(super) fn jobs(number: &str) -> Result<usize, String> {
    let parsed = number.parse().ok().filter(|jobs| (1..=256).contains(jobs));
    parsed.ok_or_else(|| format!("«{number}» – не число от 1 до 256"))
}
