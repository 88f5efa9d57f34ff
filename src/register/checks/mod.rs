//! The rules on a register, one file a rule.

mod accessibility;
mod basis;
mod direction;
mod duplicate;
mod field;
mod key_point;
mod need;
mod point_type;
mod since;
mod stale;

use std::collections::BTreeSet;
use std::ops::Range;

use super::fields::Field;
use super::table::{Register, Row, Value};
use super::values::PointType;
use super::{Knowledge, Options};
use crate::document::Document;
use crate::report::plural;
use crate::rules::{Hit, Params};
use crate::text::Span;

/// A check.
pub(super) type Run = fn(&Seen<'_>, &mut Vec<Hit>);

/// The checks by the ids of their rules.
const CHECKS: [(&str, Run); 9] = [
    ("register-accessibility", accessibility::run),
    ("register-basis", basis::run),
    ("register-direction", direction::run),
    ("register-duplicate", duplicate::run),
    ("register-field", field::run),
    ("register-key-point", key_point::run),
    ("register-need", need::run),
    ("register-point-type", point_type::run),
    ("register-stale", stale::run),
];

/// The check of a rule.
pub(super) fn of(rule: &str) -> Option<Run> {
    CHECKS.iter().find(|(id, _)| *id == rule).map(|(_, run)| *run)
}

/// What a check may look at.
pub(super) struct Seen<'a> {
    pub(super) document: &'a Document,
    pub(super) register: &'a Register,
    pub(super) known: &'a Knowledge,
    pub(super) params: &'a Params,
    pub(super) options: &'a Options<'a>,
    /// True when rows may be missing that the whole register has.
    pub(super) extract: bool,
    /// True when nobody has approved it yet.
    pub(super) draft: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn new(
        document: &'a Document,
        register: &'a Register,
        known: &'a Knowledge,
        params: &'a Params,
        options: &'a Options<'a>,
    ) -> Self {
        let words = super::words::words(document.slice(register.title));
        let says = |start: &str| words.iter().any(|word| word.starts_with(start));
        let extract = options.extract || options.part || is_set(document, "extract") || says("выписк");
        let draft = options.draft || options.part || is_set(document, "draft") || says("проект");
        Self { document, register, known, params, options, extract, draft }
    }

    /// A hit on a cell: its words, or where they should be.
    pub(super) fn at(&self, row: &Row, field: Field) -> Hit {
        let cell = row.cell(field).or_else(|| row.cell(Field::Point)).or_else(|| row.cell(Field::Function));
        let span = cell.map_or(self.register.title, |value| value.span);
        Hit::at(span).word("place", capital(&self.register.place(row, field)))
    }

    /// A hit on the whole register.
    pub(super) fn whole(&self) -> Hit {
        Hit::letter(self.register.title).word("place", "Весь перечень")
    }

    /// The number of the row's direction, from its column, or from what it stands under.
    pub(super) fn direction(&self, row: &Row) -> Option<&'a str> {
        let value = row.said(Field::Direction).or(row.section.as_ref())?;
        self.known.values.coded("direction", &value.text).map(|known| known.code.as_str())
    }

    /// The direction where clients from outside are served.
    pub(super) fn is_outer(&self, row: &Row) -> bool {
        matches!(self.direction(row), Some("1" | "2"))
    }

    /// The type that the row says, else the one its name leaves no doubt of.
    pub(super) fn type_of(&self, row: &Row) -> Option<PointType> {
        match self.known.values.type_of(row.text(Field::Type)) {
            Ok(said) => said,
            Err(()) => self.known.values.type_of_place(&row.place()),
        }
    }
}

/// A key of the file's head that is switched on.
fn is_set(document: &Document, key: &str) -> bool {
    let head = document.front_matter().map_or("", |head| head.text.as_str());
    head.lines().any(|line| {
        let said = line.split_once(':').filter(|(name, _)| name.trim() == key);
        said.is_some_and(|(_, value)| matches!(value.trim().trim_matches('"'), "true" | "yes" | "да"))
    })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The place of a piece of a cell's text.
fn piece(value: &Value, document: &Document, part: Range<usize>) -> Span {
    // In a .csv the text of a cell may differ from the file by doubled quotes; then the whole cell is shown.
    if document.slice(value.span) != value.text {
        return value.span;
    }
    Span::new(value.span.start + part.start as u32, value.span.start + part.end as u32)
}

pub(super) fn figures(register: &Register, known: &Knowledge) -> String {
    let points = register.points().count();
    let functions: BTreeSet<String> =
        register.points().map(|row| super::words::words(row.function()).join(" ")).collect();
    let functions = functions.iter().filter(|function| !function.is_empty()).count();
    let of = |row: &Row| {
        let value = row.said(Field::Direction).or(row.section.as_ref())?;
        known.values.coded("direction", &value.text).map(|known| known.code.clone())
    };
    let directions = register.points().filter_map(of).collect::<BTreeSet<_>>().len();
    format!(
        "{points} {}, {functions} {}, {directions} {}",
        plural(points, "точка", "точки", "точек"),
        plural(functions, "функция", "функции", "функций"),
        plural(directions, "направление", "направления", "направлений"),
    )
}
