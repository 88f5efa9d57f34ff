//! The two tables of split predicates: nouns with their verbs, and light verbs.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::language::rephrase::code::case_of;
use crate::language::{Feature, fold};

/// How the noun's dependent changes: `за+ins>acc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Government {
    /// The preposition after the noun.
    pub from_preposition: Option<String>,
    /// The case after the noun; `None` for a clause or an infinitive.
    pub from_case: Option<Feature>,
    /// The preposition after the verb.
    pub to_preposition: Option<String>,
    /// The case after the verb; `None` when the object has to be reworded by hand.
    pub to_case: Option<Feature>,
}

/// A noun of action and the verbs to use instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitRow {
    /// The noun, folded.
    pub noun: String,
    /// The imperfective verb.
    pub imperfective: Option<String>,
    /// The perfective verb.
    pub perfective: Option<String>,
    /// What becomes of its dependent, the first that fits.
    pub government: Vec<Government>,
    /// The light verbs it goes with, perfective, folded.
    pub light_verbs: Vec<String>,
    /// True when the verb can only be shown.
    pub menu_only: bool,
}

/// A light verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LightVerb {
    /// The perfective verb, folded: the name by which nouns list it.
    pub name: String,
    /// The preposition it asks for.
    pub preposition: Option<String>,
    /// The case it asks for.
    pub case: Feature,
}

/// Nouns and light verbs by dictionary form.
#[derive(Clone, Debug, Default)]
pub struct SplitTable {
    nouns: FxHashMap<String, SplitRow>,
    verbs: FxHashMap<String, LightVerb>,
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// Its line, from one.
    pub line: usize,
    /// What is wrong, in Russian.
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "строка {}: {}", self.line, self.message)
    }
}

impl std::error::Error for TableError {}

impl SplitTable {
    /// Reads both tables, tab-separated with a heading line:
    /// `id noun verb_ipf verb_pf government light_verbs note` and `id light_pf light_ipf reflexive noun_case`.
    ///
    /// # Errors
    /// At the first row with too few columns or an unknown case.
    pub fn parse(nouns: &str, verbs: &str) -> Result<Self, TableError> {
        let mut table = Self::default();
        for (line, cells) in rows(nouns) {
            let [_, noun, imperfective, perfective, government, light, rest @ ..] = &*cells else {
                return Err(TableError {
                    line, message: format!("нужно 6 столбцов, есть {}", cells.len())
                });
            };
            let note = rest.first().copied().unwrap_or_default();
            let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let row = SplitRow {
                noun: fold(noun),
                imperfective: cell(imperfective),
                perfective: cell(perfective),
                government: governments(government).map_err(|message| TableError { line, message })?,
                light_verbs: light.split(", ").filter(|verb| !verb.is_empty()).map(fold).collect(),
                menu_only: note.contains("menu"),
            };
            if !note.starts_with("не менять") {
                table.nouns.insert(row.noun.clone(), row);
            }
        }
        for (line, cells) in rows(verbs) {
            let [_, perfective, imperfective, reflexive, case, ..] = &*cells else {
                return Err(TableError {
                    line, message: format!("нужно 5 столбцов, есть {}", cells.len())
                });
            };
            // A remark may follow the case.
            let name = match case.split_once("объекта + ") {
                Some((_, rest)) => rest,
                None => case,
            };
            let name = name.split([' ', '(']).next().unwrap_or_default();
            let Some(case) = case_of(name) else {
                return Err(TableError { line, message: format!("неизвестный падеж «{name}»") });
            };
            let (verb, preposition) = match perfective.split_once(' ') {
                Some((verb, preposition)) => (verb, Some(preposition.to_owned())),
                None => (*perfective, None),
            };
            let light = LightVerb { name: fold(perfective), preposition, case };
            table.verbs.insert(fold(verb), light.clone());
            let forms = [imperfective, reflexive].into_iter().flat_map(|cell| cell.split(" / "));
            for form in forms.filter_map(|form| form.split(' ').next()).filter(|form| !form.is_empty()) {
                table.verbs.entry(fold(form)).or_insert_with(|| light.clone());
            }
        }
        Ok(table)
    }

    /// The row of a noun, by its folded dictionary form.
    pub fn noun(&self, lemma: &str) -> Option<&SplitRow> {
        self.nouns.get(lemma)
    }

    /// The light verb of a folded dictionary form.
    pub fn verb(&self, lemma: &str) -> Option<&LightVerb> {
        self.verbs.get(lemma)
    }
}

/// The rows after the heading, with their line numbers.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| (index + 1, line.split('\t').map(str::trim).collect()))
}

fn governments(text: &str) -> Result<Vec<Government>, String> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let one = |part: &str| {
        let (from, to) = part.split_once('>').ok_or_else(|| format!("в управлении «{part}» нет знака >"))?;
        let side = |side: &str| match side.split_once('+') {
            Some((preposition, case)) => (Some(preposition.to_owned()), case_of(case)),
            None => (None, case_of(side)),
        };
        let ((from_preposition, from_case), (to_preposition, to_case)) = (side(from), side(to));
        Ok(Government { from_preposition, from_case, to_preposition, to_case })
    };
    parts.map(one).collect()
}
