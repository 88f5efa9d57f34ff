//! The form of a file of clauses, its reader, and look-up by reference.

use super::orders::ORDERS;
use crate::data::FileError;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// How far a clause is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Rules check all of it that a text can show.
    Checked,
    /// Rules check some of it.
    Partly,
    /// Rules are planned, none has landed.
    Later,
    /// A person must see to it.
    ByHand,
    /// No demand of its own: it heads other entries, and rules name those.
    ByParts,
}

/// How far a clause will be checked when its planned rules have landed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// In full.
    Checked,
    /// In part.
    Partly,
}

/// What a letter after a sub-item stands for in an order's references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letters {
    /// The order's own letters.
    Own,
    /// Its unnumbered paragraphs, lettered by us.
    Paragraphs,
}

/// One demand of an order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its name within the order: «3.10(1)», «п1 3.6».
    pub id: String,
    /// The order's own words; «…» stands for what is left out.
    pub quote: String,
    /// What it asks, in a few plain Russian words.
    pub gist: String,
    /// How far it is checked now.
    pub status: Status,
    /// Ids of the rules that will check it and have not landed.
    #[serde(default)]
    pub planned: Vec<String>,
    /// The status it will have when they have.
    pub will_be: Option<Outcome>,
    /// What no rule checks or will check, and why, in Russian.
    pub why: Option<String>,
}

impl Clause {
    /// True when this clause is one of those that `whole` heads: its id goes on where the other ends.
    pub fn is_part_of(&self, whole: &Self) -> bool {
        self.id.strip_prefix(whole.id.as_str()).is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii_digit()))
    }
}

/// An order and its clauses, in the order of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Short id that begins every reference: «002».
    pub id: String,
    /// Its number: «53».
    pub number: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
    /// What kind of act it is: «приказ», «распоряжение».
    pub act: String,
    /// Who gave it.
    pub authority: String,
    /// Its title.
    pub title: String,
    /// Its name in messages: «приказ № 53».
    pub short: String,
    /// What letters in references stand for.
    pub letters: Letters,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrder {
    id: String,
    number: String,
    date: String,
    act: String,
    authority: String,
    title: String,
    short: String,
    letters: Letters,
    clause: Vec<Spanned<Clause>>,
}

/// All orders, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirements {
    orders: Vec<Order>,
    index: BTreeMap<String, (usize, usize)>,
}

/// The orders that are built into the program.
///
/// # Errors
/// A fault in one of the files; tests keep the built-in ones without any.
pub fn load() -> Result<Requirements, FileError> {
    Requirements::parse(&ORDERS.map(|order| (order.path, order.text)))
}

impl Requirements {
    /// Reads orders from pairs of a path, for messages only, and the file's content.
    ///
    /// # Errors
    /// The first fault found, with its file and line.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, FileError> {
        let mut all = Self::default();
        for (path, text) in files {
            let order = read(path, text)?;
            if all.orders.iter().any(|known| known.id == order.id) {
                return Err(FileError::at(path, text, 0, format!("приказ с номером «{}» уже есть", order.id)));
            }
            all.orders.push(order);
        }
        all.orders.sort_by(|a, b| a.id.cmp(&b.id));
        for (at, order) in all.orders.iter().enumerate() {
            for (place, clause) in order.clauses.iter().enumerate() {
                all.index.insert(format!("{} {}", order.id, clause.id), (at, place));
            }
        }
        Ok(all)
    }

    /// The orders, by id.
    pub fn orders(&self) -> &[Order] {
        &self.orders
    }

    /// The clause under a reference such as «002 3.10(1)», and its order.
    pub fn find(&self, reference: &str) -> Option<(&Order, &Clause)> {
        let &(order, clause) = self.index.get(reference)?;
        let order = self.orders.get(order)?;
        Some((order, order.clauses.get(clause)?))
    }

    /// All references, in alphabetical order.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    /// The clauses that `whole` of `order` heads.
    pub fn parts<'a>(order: &'a Order, whole: &'a Clause) -> impl Iterator<Item = &'a Clause> {
        order.clauses.iter().filter(|clause| clause.is_part_of(whole))
    }
}

/// Longest quote, in characters: more does not fit a comment or a hover.
const LONGEST_QUOTE: usize = 400;

fn read(path: &str, text: &str) -> Result<Order, FileError> {
    let raw: RawOrder = toml::from_str(text).map_err(|error| FileError::from_toml(path, text, &error))?;
    let mut order = Order {
        id: raw.id,
        number: raw.number,
        date: raw.date,
        act: raw.act,
        authority: raw.authority,
        title: raw.title,
        short: raw.short,
        letters: raw.letters,
        clauses: Vec::with_capacity(raw.clause.len()),
    };
    let mut starts = Vec::with_capacity(raw.clause.len());
    let mut seen = BTreeMap::new();
    for spanned in raw.clause {
        let start = spanned.span().start;
        let clause = spanned.into_inner();
        let fault = |problem: &str| FileError::at(path, text, start, format!("пункт «{}»: {problem}", clause.id));
        if seen.insert(clause.id.clone(), start).is_some() {
            return Err(fault("такой пункт уже есть").hint("дайте пунктам разные id"));
        }
        if let Some((problem, hint)) = fault_of(&clause) {
            return Err(fault(problem).hint(hint));
        }
        starts.push(start);
        order.clauses.push(clause);
    }
    for (clause, &start) in order.clauses.iter().zip(&starts) {
        if clause.status == Status::ByParts && Requirements::parts(&order, clause).next().is_none() {
            let problem = format!("пункт «{}» отмечен by-parts, но частей у него нет", clause.id);
            return Err(FileError::at(path, text, start, problem)
                .hint(format!("дайте частям id, которые начинаются с «{}», или другой status", clause.id)));
        }
    }
    Ok(order)
}

/// What is wrong with a clause by itself, and what to do.
fn fault_of(clause: &Clause) -> Option<(&'static str, &'static str)> {
    let blank = |text: &str| text.trim().is_empty();
    let why = clause.why.as_deref().is_some_and(|why| !blank(why));
    let planned = !clause.planned.is_empty();
    if blank(&clause.id) || blank(&clause.gist) {
        return Some(("id или gist пуст", "напишите их"));
    }
    if blank(&clause.quote) {
        return Some(("quote пуст", "выпишите слова приказа дословно"));
    }
    if clause.quote.chars().count() > LONGEST_QUOTE {
        return Some(("quote длиннее 400 знаков", "сократите, отметив пропуски знаком «…»"));
    }
    if clause.why.is_some() && !why {
        return Some(("why пуст", "объясните причину или уберите ключ"));
    }
    if clause.will_be.is_some() != planned {
        return Some(("planned и will_be ставят только вместе", "добавьте недостающий ключ или уберите лишний"));
    }
    match clause.status {
        Status::Checked if planned => Some(("проверен, но planned не пуст", "поставьте status = \"partly\"")),
        Status::Checked if why => Some(("проверен, но есть why", "уберите why или поставьте status = \"partly\"")),
        Status::Partly if !planned && !why => {
            Some(("проверен в части, но нет ни why, ни planned", "напишите, что не проверяется и почему"))
        }
        Status::Later if !planned => Some(("отложен, но planned пуст", "назовите правила, которые его проверят")),
        Status::ByHand if !why => Some(("проверяет человек, но нет why", "объясните, почему не правило")),
        Status::ByHand | Status::ByParts if planned => {
            Some(("правила к такому пункту не относятся", "уберите planned"))
        }
        Status::Partly | Status::Later if clause.will_be == Some(Outcome::Partly) && !why => {
            Some(("и потом будет проверен лишь в части, но нет why", "напишите, что не проверяется и почему"))
        }
        _ => None,
    }
}
