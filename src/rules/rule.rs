//! A rule made ready to run.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::{Check, Params};
use crate::data::FileError;
use crate::letter::{Kind, Zone};
use crate::pattern::GroupId;
use crate::profile::Severity;

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
    pub(crate) group: GroupId,
    pub(crate) check: Box<dyn Check>,
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
    /// Lines of the parameters, by name.
    pub param_lines: BTreeMap<String, usize>,
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

/// Changes to rules, by id.
pub type Overrides = BTreeMap<String, Override>;
