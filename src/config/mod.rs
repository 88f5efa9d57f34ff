//! `yasno.toml`: what an office sets for its letters.
//!
//! Only the form of the file is checked here; that its rules and parameters exist, the loader of rules checks with the
//! lines kept in [`Override`].

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::data::{FileError, suggest};
use crate::profile::{Profile, Severity};
use crate::rules::{Override, Overrides};

/// Name of the file, looked for from a letter's folder upwards.
pub const FILE_NAME: &str = "yasno.toml";

const SEVERITIES: [&str; 4] = ["error", "warning", "hint", "off"];

/// What a file sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Name of the profile.
    pub profile: Option<String>,
    /// The quietest severity that counts against a letter.
    pub fail_on: Option<Severity>,
    /// Changes to rules.
    pub rules: Overrides,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    profile: Option<Spanned<String>>,
    fail_on: Option<Spanned<toml::Value>>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Changes>,
}

/// The lines of one rule, in the order of their names.
type Lines = BTreeMap<Spanned<String>, Spanned<toml::Value>>;

/// A table; anything else is an error that says how to write one.
struct Changes(Lines);

impl<'de> Deserialize<'de> for Changes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Changes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("таблица")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Changes, A::Error> {
                Lines::deserialize(MapAccessDeserializer::new(map)).map(Changes)
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Changes, E> {
                Err(E::custom(format!(
                    "правило задаётся таблицей: вместо «… = \"{word}\"» напишите [rules.…] и строкой ниже severity = \
                     \"{word}\""
                )))
            }
        }
        deserializer.deserialize_any(Table)
    }
}

impl Config {
    /// Reads a file; `path` names it in errors.
    ///
    /// # Errors
    /// Every fault that can be seen without the rules, with its line and what was probably meant.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<FileError>> {
        let raw: Raw = toml::from_str(text).map_err(|error| vec![FileError::from_toml(path, text, &error)])?;
        let mut reader = Reader { path, text, errors: Vec::new() };
        let config = reader.config(raw);
        if reader.errors.is_empty() { Ok(config) } else { Err(reader.errors) }
    }
}

struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    errors: Vec<FileError>,
}

impl Reader<'_> {
    fn fault(&self, at: usize, problem: String) -> FileError {
        FileError::at(self.path, self.text, at, problem)
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|&byte| byte == b'\n').count()
    }

    fn config(&mut self, raw: Raw) -> Config {
        let profile = raw.profile.and_then(|name| {
            let known: Vec<&str> = Profile::names().collect();
            if known.contains(&name.get_ref().as_str()) {
                return Some(name.into_inner());
            }
            let problem = format!("нет профиля «{}»", name.get_ref());
            self.errors.push(self.fault(name.span().start, problem).hint(suggest(name.get_ref(), &known)));
            None
        });
        let fail_on = raw.fail_on.and_then(|value| self.severity("fail-on", &value, &SEVERITIES[..3]));
        let mut rules = Overrides::new();
        for (id, changes) in raw.rules {
            let line = self.line(id.span().start);
            let own = self.rule(changes, line);
            rules.insert(id.into_inner(), own);
        }
        Config { profile, fail_on, rules }
    }

    fn rule(&mut self, changes: Changes, line: usize) -> Override {
        let mut own = Override { path: self.path.to_owned(), line, ..Override::default() };
        for (name, value) in changes.0 {
            if name.get_ref() == "severity" {
                own.severity = self.severity("severity", &value, &SEVERITIES);
            } else {
                own.param_lines.insert(name.get_ref().clone(), self.line(name.span().start));
                own.params.insert(name.into_inner(), value.into_inner());
            }
        }
        own
    }

    fn severity(&mut self, key: &str, value: &Spanned<toml::Value>, known: &[&str]) -> Option<Severity> {
        let written = value.get_ref().as_str();
        let severity = match written {
            Some("error") => Severity::Error,
            Some("warning") => Severity::Warning,
            Some("hint") => Severity::Hint,
            Some("off") if known.contains(&"off") => Severity::Off,
            _ => {
                let problem = format!("{key}: неизвестная строгость {}", value.get_ref());
                let hint = suggest(written.unwrap_or_default(), known);
                self.errors.push(self.fault(value.span().start, problem).hint(hint));
                return None;
            }
        };
        Some(severity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_an_office_sets() {
        let text = "profile = \"udmurtia\"\nfail-on = \"error\"\n\n[rules.archaism]\nseverity = \"off\"\nmax = 3\n";
        let config = Config::parse("yasno.toml", text).unwrap();
        assert_eq!((config.profile.as_deref(), config.fail_on), (Some("udmurtia"), Some(Severity::Error)));
        let own = &config.rules["archaism"];
        assert_eq!((own.severity, own.line, own.param_lines["max"]), (Some(Severity::Off), 4, 6));
        assert_eq!(Config::parse("yasno.toml", ""), Ok(Config::default()));
    }

    #[test]
    fn faults_have_a_line_and_a_next_step() {
        let cases = [
            ("profil = \"common\"", "y:1: неизвестный ключ «profil» (возможно, имелось в виду «profile»"),
            ("\nprofile = \"udmurtiya\"", "y:2: нет профиля «udmurtiya» (возможно, имелось в виду «udmurtia»"),
            ("fail-on = \"off\"", "y:1: fail-on: неизвестная строгость \"off\" (можно: error, warning, hint)"),
            ("fail-on = 1", "y:1: fail-on: неизвестная строгость 1 ("),
            ("[rules.a]\n\nseverity = \"warn\"", "y:3: severity: неизвестная строгость \"warn\" ("),
            ("[rules]\na = \"off\"", "y:2: правило задаётся таблицей"),
            ("profile = ", "y:1: "),
        ];
        for (text, expected) in cases {
            let errors = Config::parse("y", text).unwrap_err();
            assert!(errors[0].to_string().starts_with(expected), "{text}: {}", errors[0]);
        }
    }
}
