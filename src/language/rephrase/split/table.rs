//! The vocabulary of split predicates: nouns with their verbs, and light verbs.

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

impl SplitTable {
    /// Adds a noun by the cells of its row: the noun, its imperfective and perfective verb (either may be empty), how
    /// its dependents change (`gen>acc; за+ins>acc`), the light verbs it goes with, and a note: «menu» in it keeps the
    /// verb from being put in, «не менять» at its start leaves the noun out.
    ///
    /// # Errors
    /// What is wrong with the cells, in Russian.
    pub fn noun(&mut self, cells: [&str; 6]) -> Result<(), String> {
        let [noun, imperfective, perfective, government, light_verbs, note] = cells;
        if noun.is_empty() || light_verbs.is_empty() {
            return Err("нужны существительное и глаголы, с которыми оно бывает".into());
        }
        if imperfective.is_empty() && perfective.is_empty() {
            return Err(format!("у слова «{noun}» нет ни одного глагола на замену"));
        }
        let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let row = SplitRow {
            noun: fold(noun),
            imperfective: cell(imperfective),
            perfective: cell(perfective),
            government: governments(government)?,
            light_verbs: light_verbs.split(',').map(|verb| fold(verb.trim())).collect(),
            menu_only: note.contains("menu"),
        };
        if !note.starts_with("не менять") {
            self.nouns.insert(row.noun.clone(), row);
        }
        Ok(())
    }

    /// Adds a light verb by the cells of its row: perfective, imperfective, reflexives, the case of the noun.
    ///
    /// # Errors
    /// What is wrong with the cells, in Russian.
    pub fn light_verb(&mut self, cells: [&str; 4]) -> Result<(), String> {
        let [perfective, imperfective, reflexive, case] = cells;
        // «acc объекта + dat существительного»; a remark may follow in brackets.
        let noun_case = case.split_once("объекта + ").map_or(case, |(_, rest)| rest);
        let name = noun_case.split([' ', '(']).next().unwrap_or_default();
        let case =
            case_of(name).ok_or_else(|| format!("неизвестный падеж «{name}»; можно: nom, gen, dat, acc, ins, loc"))?;
        let (verb, preposition) = match perfective.split_once(' ') {
            Some((verb, preposition)) => (verb, Some(preposition.to_owned())),
            None => (perfective, None),
        };
        let light = LightVerb { name: fold(perfective), preposition, case };
        let forms = [imperfective, reflexive].into_iter().flat_map(|cell| cell.split(" / "));
        for form in forms.filter_map(|form| form.split(' ').next()).filter(|form| !form.is_empty()) {
            self.verbs.entry(fold(form)).or_insert_with(|| light.clone());
        }
        self.verbs.insert(fold(verb), light);
        Ok(())
    }

    /// The row of a noun, by its folded dictionary form.
    pub fn row(&self, lemma: &str) -> Option<&SplitRow> {
        self.nouns.get(lemma)
    }

    /// The light verb of a folded dictionary form.
    pub fn light(&self, lemma: &str) -> Option<&LightVerb> {
        self.verbs.get(lemma)
    }
}

fn governments(text: &str) -> Result<Vec<Government>, String> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let one = |part: &str| {
        let (from, to) = part.split_once('>').ok_or_else(|| format!("в управлении «{part}» нет знака >"))?;
        // What is no case (a clause, an infinitive) is left to be reworded by hand.
        let side = |side: &str| match side.split_once('+') {
            Some((preposition, case)) => (Some(preposition.to_owned()), case_of(case)),
            None => (None, case_of(side)),
        };
        let ((from_preposition, from_case), (to_preposition, to_case)) = (side(from), side(to));
        Ok(Government { from_preposition, from_case, to_preposition, to_case })
    };
    parts.map(one).collect()
}
