//! From rule files to rules in force.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::check::{Check, Params, Setup};
use super::embedded::{self, Source};
use super::file::RuleFile;
use super::own::{self, OwnMeaning, OwnWord};
use super::rule::{Override, Overrides, Own, Rule, Subject};
use super::{agree, formatting, lacks, limit, needs, part, repeat, vocabulary};
use crate::checks;
use crate::data::{FileError, Table, suggest};
use crate::language::{MaskSet, Morphology};
use crate::letter::{self, Kind, LetterPattern, Zone};
use crate::pattern::{GroupId, IndexBuilder};
use crate::profile::{Profile, Severity};

/// Reads a rule file. `whole` also reads its examples.
///
/// # Errors
/// Bad syntax, a missing or unknown key, a value of another type.
pub fn parse(source: Source<'_>, whole: bool) -> Result<RuleFile, FileError> {
    let text = if whole { source.text } else { source.head() };
    let file: RuleFile = toml::from_str(text).map_err(|error| FileError::from_toml(source.path, text, &error))?;
    let error = |at: Range<usize>, message: String| Err(FileError::at(source.path, text, at.start, message));
    let checks = check_spans(&file);
    match checks.as_slice() {
        [_] => {}
        [] => return error(0..0, "у правила нет проверки: нужна одна из таблиц [vocabulary], [pattern], [limit], [repeat], [agree], [needs], [part], [lacks], [formatting], [native], [base], [register], [report]".into()),
        [_, second, ..] => return error(second.clone(), "у правила две проверки, а нужна одна".into()),
    }
    if !file.severity.contains_key("default") {
        return error(0..0, "в таблице [severity] нет строки default".into());
    }
    for kind in &file.kinds {
        if kinds_of(kind.get_ref()).is_none() {
            let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
            let message =
                format!("неизвестный вид письма «{}»; есть text, letter, {}", kind.get_ref(), known.join(", "));
            return error(kind.span(), message);
        }
    }
    Ok(file)
}

fn check_spans(file: &RuleFile) -> Vec<Range<usize>> {
    fn span<T>(check: &Option<Spanned<T>>) -> Option<Range<usize>> {
        check.as_ref().map(Spanned::span)
    }
    let spans = [
        span(&file.vocabulary),
        span(&file.pattern),
        span(&file.limit),
        span(&file.repeat),
        span(&file.agree),
        span(&file.needs),
        span(&file.part),
        span(&file.lacks),
        span(&file.formatting),
        span(&file.native),
        span(&file.base),
        span(&file.register),
        span(&file.report),
    ];
    spans.into_iter().flatten().collect()
}

/// The kinds behind a name in a rule file.
pub fn kinds_of(name: &str) -> Option<&'static [Kind]> {
    const LETTER: [Kind; 6] = [
        Kind::Reply,
        Kind::Refusal,
        Kind::PartialRefusal,
        Kind::RedirectNotice,
        Kind::Acknowledgement,
        Kind::Extension,
    ];
    match name {
        "text" => Some(&Kind::ALL),
        "letter" => Some(&LETTER),
        other => Kind::ALL.iter().position(|kind| kind.id() == other).map(|index| &Kind::ALL[index..=index]),
    }
}

/// The group of the patterns by which the letter itself is understood; those of rules come after it.
pub(super) const LETTER_GROUP: GroupId = GroupId(0);

/// Makes rules: gives tables to checks and puts their patterns into the index.
pub(super) struct Loader<'a> {
    pub(super) morphology: &'a dyn Morphology,
    pub(super) tables: BTreeMap<&'a str, Source<'a>>,
    pub(super) index: IndexBuilder,
    pub(super) group: GroupId,
    /// What the office explains.
    pub(super) meanings: &'a [OwnMeaning],
}

impl Setup for Loader<'_> {
    fn morphology(&self) -> &dyn Morphology {
        self.morphology
    }

    fn table(&self, name: &str, columns: &[&str]) -> Result<Table, FileError> {
        let Some(source) = self.tables.get(name) else {
            let known: Vec<&str> = self.tables.keys().copied().collect();
            let error = FileError::new(format!("dictionaries/{name}.tsv"), 0, "нет такой таблицы");
            return Err(error.hint_nearest(name, &known));
        };
        let mut table = Table::parse(source.path, source.text, columns)?;
        own::put_meanings(&mut table, name, self.meanings, self.morphology)?;
        Ok(table)
    }

    fn pattern(&mut self, row: u32, pattern: &str, guard: &str, masks: MaskSet) -> Result<(), String> {
        self.index.add(self.group, row, pattern, guard, masks, self.morphology).map_err(|error| error.to_string())
    }
}

impl Loader<'_> {
    /// Puts the letter's own patterns into the index. They belong to the program, whatever rules are in force.
    pub(super) fn letter(&mut self) -> Result<Vec<LetterPattern>, FileError> {
        let patterns = letter::patterns(|name, columns| {
            let source = embedded::tables().find(|source| source.name() == name);
            let source = source.ok_or_else(|| FileError::new(format!("{name}.tsv"), 0, "нет такой таблицы"))?;
            Table::parse(source.path, source.text, columns)
        })?;
        for (row, pattern) in patterns.iter().enumerate() {
            let added = self.index.add(
                LETTER_GROUP,
                row as u32,
                &pattern.pattern,
                &pattern.guard,
                letter::MASKS,
                self.morphology,
            );
            added.map_err(|error| FileError::new(&*pattern.place.0, pattern.place.1, error.to_string()))?;
        }
        Ok(patterns)
    }

    /// The rule of a file, if it is in force.
    pub(super) fn rule(
        &mut self,
        source: Source<'_>,
        profile: &Profile,
        overrides: &Overrides,
    ) -> Result<Option<Rule>, FileError> {
        let file = parse(source, false)?;
        let id = source.name();
        let own = overrides.get(id);
        // Before the rule may be found not to be in force: a change that says nothing true is an error even then.
        let params = params(&file, source, profile, own)?;
        let severity = file.severity_under(profile, own);
        if severity == Severity::Off {
            return Ok(None);
        }
        let clauses = file.clauses.iter().map(Spanned::get_ref);
        let in_force: Vec<String> = clauses.filter(|clause| profile.binds(clause)).cloned().collect();
        let subject = file.subject();
        let kinds = file.kinds.iter().filter_map(|name| kinds_of(name.get_ref())).flatten().copied();
        let kinds = if subject == Subject::Letter { kinds.collect() } else { Vec::new() };
        self.next_group();
        let group = self.group;
        let check = match subject {
            Subject::Letter => Some(self.check(&file, source)?),
            Subject::Base | Subject::Register | Subject::Report => None,
        };
        let own = own.map(|own| self.own(own, id, &file.message)).transpose()?;
        Ok(Some(Rule {
            id: id.into(),
            area: source.area().to_owned(),
            title: file.title,
            message: file.message,
            why: file.why,
            clauses: in_force.into(),
            kinds,
            zones: file.zones,
            severity,
            params,
            yields_to: file.yields_to.into_iter().map(Spanned::into_inner).collect(),
            after_others: file.after_others,
            subject,
            group,
            check,
            own,
        }))
    }

    fn next_group(&mut self) -> GroupId {
        self.group = GroupId(self.group.0 + 1);
        self.group
    }

    /// What an office adds to a rule.
    fn own(&mut self, own: &Override, id: &str, message: &str) -> Result<Own, FileError> {
        if let Some(row) = own.rows.first()
            && !takes_rows(message)
        {
            let fault = row.place.fault(format!("у правила «{id}» нет списка слов, к которому можно добавить свои"));
            return Err(fault.hint(match id {
                "complex-term" | "abbreviation-unexplained" => "пояснения пишут в таблице [words.explain]",
                _ => "замены пишут в таблице [words.replace]",
            }));
        }
        let rows = match own.rows.is_empty() {
            true => None,
            false => Some((self.next_group(), vocabulary::build_own(&own.rows, self)?)),
        };
        Ok(Own { rows, allow: self.allow(&own.allow)? })
    }

    /// A group of patterns for words that are no fault.
    pub(super) fn allow(&mut self, words: &[OwnWord]) -> Result<Option<GroupId>, FileError> {
        if words.is_empty() {
            return Ok(None);
        }
        let group = self.next_group();
        for word in words {
            let error = |problem: String| word.place.fault(problem);
            let simple = own::simple(&word.text, self.morphology).map_err(error)?;
            self.pattern(0, &simple.pattern, "", MaskSet::NONE).map_err(error)?;
        }
        Ok(Some(group))
    }

    /// A rule of an office's own.
    pub(super) fn own_rule(&mut self, id: &str, own: &Override) -> Result<Option<Rule>, FileError> {
        if let Some((name, _)) = own.params.iter().next() {
            return Err(own
                .param_fault(name, format!("неизвестный ключ «{name}» в своём правиле «{id}»"))
                .hint(suggest(name, &["title", "message", "why", "severity", "words", "patterns", "allow"])));
        }
        let Some(message) = own.texts.message.clone() else {
            let fault = own.fault(format!("в своём правиле «{id}» не сказано, что увидит автор письма"));
            return Err(fault.hint("добавьте строку message = \"Вместо «{hit}» пишите: {plain}.\""));
        };
        if own.rows.is_empty() {
            let fault = own.fault(format!("в своём правиле «{id}» не сказано, что искать"));
            return Err(fault.hint("добавьте words = { \"слово\" = \"замена\" } или patterns"));
        }
        let group = self.next_group();
        let check = vocabulary::build_own(&own.rows, self)?;
        let allow = self.allow(&own.allow)?;
        let severity = own.severity.unwrap_or(Severity::Warning);
        Ok((severity != Severity::Off).then(|| Rule {
            id: id.into(),
            area: OFFICE.to_owned(),
            title: own.texts.title.clone().unwrap_or_else(|| id.to_owned()),
            message,
            why: own.texts.why.clone().unwrap_or_default(),
            clauses: [].into(),
            kinds: Kind::ALL.to_vec(),
            zones: vec![Zone::Body],
            severity,
            params: Params::default(),
            yields_to: Vec::new(),
            after_others: false,
            subject: Subject::Letter,
            group,
            check: Some(check),
            own: Some(Own { rows: None, allow }),
        }))
    }

    fn check(&mut self, file: &RuleFile, source: Source<'_>) -> Result<Box<dyn Check>, FileError> {
        let place = |at: usize, message: String| FileError::at(source.path, source.text, at, message);
        // An error without a line of its own (an unknown table) is shown at the check.
        let shown = |at: Range<usize>| {
            move |error: FileError| if error.line.is_none() { place(at.start, error.to_string()) } else { error }
        };
        if let Some(check) = &file.vocabulary {
            return vocabulary::build(check.get_ref(), self).map_err(shown(check.span()));
        }
        if let Some(check) = &file.pattern {
            return vocabulary::build_patterns(check.get_ref(), self, &place);
        }
        if let Some(check) = &file.part {
            let at = check.get_ref().part.span().start;
            return part::build(check.get_ref()).map_err(|message| place(at, message));
        }
        if let Some(check) = &file.lacks {
            return lacks::build(check.get_ref()).map_err(|(at, message)| place(at, message));
        }
        if let Some(check) = &file.limit {
            return limit::build(check.get_ref(), self).map_err(shown(check.span()));
        }
        if let Some(check) = &file.repeat {
            return repeat::build(check.get_ref(), self).map_err(shown(check.span()));
        }
        if let Some(check) = &file.agree {
            return agree::build(check.get_ref(), self).map_err(shown(check.span()));
        }
        if let Some(check) = &file.needs {
            return needs::build(check.get_ref(), self).map_err(shown(check.span()));
        }
        if let Some(check) = &file.formatting {
            return formatting::build(check.get_ref(), self).map_err(shown(check.span()));
        }
        if let Some(check) = &file.native {
            return match checks::build(source.name(), self) {
                Some(built) => built.map_err(shown(check.span())),
                None => Err(place(check.span().start, format!("в программе нет кода проверки «{}»", source.name()))),
            };
        }
        Err(place(0, "у правила нет проверки".into()))
    }
}

/// A rule that does not look at single letters, as it is in force.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its id.
    pub id: Arc<str>,
    /// Its severity.
    pub severity: Severity,
    /// Its parameters.
    pub params: Params,
}

/// The rules in force on something other than a letter. Opens no dictionary.
///
/// # Errors
/// A rule file or a change that is wrong.
pub fn settings(subject: Subject, profile: &Profile, overrides: &Overrides) -> Result<Vec<Setting>, FileError> {
    let mut found = Vec::new();
    for source in embedded::rules() {
        let file = parse(source, false)?;
        if file.subject() != subject {
            continue;
        }
        let own = overrides.get(source.name());
        let params = params(&file, source, profile, own)?;
        let severity = file.severity_under(profile, own);
        if severity != Severity::Off {
            found.push(Setting { id: source.name().into(), severity, params });
        }
    }
    Ok(found)
}

/// Area of the rules of offices.
const OFFICE: &str = "office";

/// True when the message of a rule can be filled in for a row of an office.
fn takes_rows(message: &str) -> bool {
    let named: Vec<&str> = message.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    named.iter().all(|name| matches!(*name, "hit" | "plain" | "better"))
        && named.iter().any(|name| matches!(*name, "plain" | "better"))
}

/// The rule's parameters under this profile and the office's changes.
fn params(file: &RuleFile, source: Source<'_>, profile: &Profile, own: Option<&Override>) -> Result<Params, FileError> {
    let mut table = file.own_params();
    let of_profile = file.params.get(&profile.base).and_then(toml::Value::as_table);
    for (name, value) in of_profile.into_iter().flatten() {
        put(&mut table, name, value, source.name(), &|problem| FileError::new(source.path, 0, problem))?;
    }
    if let Some(own) = own {
        for (name, value) in &own.params {
            put(&mut table, name, value, source.name(), &|problem| own.param_fault(name, problem))?;
        }
    }
    Ok(Params { table })
}

/// Puts a value in place of a parameter's default.
fn put(
    table: &mut toml::Table,
    name: &str,
    value: &toml::Value,
    rule: &str,
    fault: &dyn Fn(String) -> FileError,
) -> Result<(), FileError> {
    match table.get(name).map(type_name) {
        Some(known) if known == type_name(value) => {
            table.insert(name.to_owned(), value.clone());
            Ok(())
        }
        Some(known) => {
            Err(fault(format!("параметр «{name}» правила «{rule}» – {known}, а задано: {}", type_name(value))))
        }
        None => {
            let known: Vec<&str> = ["severity", "allow", "words", "patterns"]
                .into_iter()
                .chain(table.keys().map(String::as_str))
                .collect();
            Err(fault(format!("у правила «{rule}» нет параметра «{name}»")).hint(suggest(name, &known)))
        }
    }
}

/// The type of a value, for people.
fn type_name(value: &toml::Value) -> &'static str {
    match value {
        toml::Value::String(_) => "строка",
        toml::Value::Integer(_) => "целое число",
        toml::Value::Float(_) => "число",
        toml::Value::Boolean(_) => "true или false",
        toml::Value::Datetime(_) => "дата",
        toml::Value::Array(_) => "список",
        toml::Value::Table(_) => "таблица",
    }
}

/// A dictionary shared by all that need it.
pub(super) type SharedMorphology = Arc<dyn Morphology>;
