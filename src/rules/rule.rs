//! A rule made ready to run.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::{Check, Params};
use super::own::{OwnMeaning, OwnRow, OwnWord};
use crate::data::FileError;
use crate::letter::{Kind, Zone};
use crate::pattern::GroupId;
use crate::profile::{Reader, Severity};

/// What a rule looks at, and a report tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One letter.
    #[default]
    Letter,
    /// A knowledge base: all letters and lists of a folder together.
    Base,
    /// A register of points of contact.
    Register,
    /// The figures of a quarter.
    Report,
}

impl Subject {
    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Letter => "письмо",
            Self::Base => "список базы знаний",
            Self::Register => "перечень точек взаимодействия",
            Self::Report => "отчёт за квартал",
        }
    }
}

/// A rule in force.
#[derive(Debug)]
pub struct Rule {
    /// Id: the name of its file.
    pub id: Arc<str>,
    /// Area: the folder of its file.
    pub area: String,
    /// Title in Russian.
    pub title: String,
    /// Message with places to fill in.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// Clauses it implements, of the orders in force.
    pub clauses: Arc<[String]>,
    /// Kinds of letters it applies to.
    pub kinds: Vec<Kind>,
    /// Zones it looks at.
    pub zones: Vec<Zone>,
    /// Its severity in force.
    pub severity: Severity,
    /// Its parameters in force.
    pub params: Params,
    /// Rules before which it is silent.
    pub yields_to: Vec<String>,
    /// True when it runs after the others.
    pub after_others: bool,
    /// What it looks at.
    pub subject: Subject,
    pub(crate) group: GroupId,
    /// Its check of one letter; `None` where it looks at something else.
    pub(crate) check: Option<Box<dyn Check>>,
    pub(crate) own: Option<Own>,
}

/// What an office has added to a rule, ready to run.
#[derive(Debug)]
pub(crate) struct Own {
    /// Its rows.
    pub(crate) rows: Option<(GroupId, Box<dyn Check>)>,
    /// Words that the rule leaves alone.
    pub(crate) allow: Option<GroupId>,
}

/// What an office changes of a rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Override {
    /// Its severity.
    pub severity: Option<Severity>,
    /// Its parameters.
    pub params: toml::Table,
    /// The file that says so, as errors name it.
    pub path: String,
    /// Line of the rule in that file, from 1; 0 when unknown.
    pub line: usize,
    /// Lines of the severity and the parameters, by name.
    pub param_lines: BTreeMap<String, usize>,
    /// Words and patterns it adds.
    pub rows: Vec<OwnRow>,
    /// Words the rule leaves alone.
    pub allow: Vec<OwnWord>,
    /// What it says: only in a rule of the office's own.
    pub texts: OwnTexts,
}

/// What a rule of an office says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTexts {
    /// Title; the id when absent.
    pub title: Option<String>,
    /// What is wrong and what to do.
    pub message: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
}

impl OwnTexts {
    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Override {
    /// A fault in this change.
    pub(super) fn fault(&self, problem: String) -> FileError {
        FileError::new(&*self.path, self.line, problem)
    }

    /// A fault in a parameter of this change.
    pub(super) fn param_fault(&self, name: &str, problem: String) -> FileError {
        FileError::new(&*self.path, self.param_lines.get(name).copied().unwrap_or(self.line), problem)
    }
}

/// What an office changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// Changes to rules, by id, and rules of its own.
    pub rules: BTreeMap<String, Override>,
    /// Words that are no fault.
    pub allow: Vec<OwnWord>,
    /// Abbreviations and terms with what they mean.
    pub meanings: Vec<OwnMeaning>,
    /// Who reads the letters.
    pub reader: Option<Reader>,
}

impl Overrides {
    /// The change to a rule.
    pub fn get(&self, id: &str) -> Option<&Override> {
        self.rules.get(id)
    }

    /// Lays others over these: their values win, their words are added.
    pub fn lay(&mut self, others: Self) {
        for (id, other) in others.rules {
            match self.rules.entry(id) {
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(other);
                }
                std::collections::btree_map::Entry::Occupied(mut taken) => taken.get_mut().lay(other),
            }
        }
        self.allow.extend(others.allow);
        self.meanings.extend(others.meanings);
        self.reader = others.reader.or(self.reader);
    }
}

impl Override {
    fn lay(&mut self, other: Self) {
        self.severity = other.severity.or(self.severity);
        self.params.extend(other.params);
        self.param_lines.extend(other.param_lines);
        self.rows.extend(other.rows);
        self.allow.extend(other.allow);
        self.texts.title = other.texts.title.or(self.texts.title.take());
        self.texts.message = other.texts.message.or(self.texts.message.take());
        self.texts.why = other.texts.why.or(self.texts.why.take());
    }
}
