//! The columns of a register and the names they go by.

use super::words::{Phrases, words};
use crate::data::{FileError, Table};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Number of the row.
    Number,
    /// Direction of the office's work (2.4).
    Direction,
    /// Function of the office.
    Function,
    /// Process within a function.
    Process,
    /// Name of the point of contact.
    Point,
    /// Digital or offline (3.1).
    Type,
    /// Outer or inner client (1.3).
    Client,
    /// What the client comes for (2.6).
    Needs,
    /// Act or order on which the point rests (2.5).
    Basis,
    /// Where the point is.
    Address,
    /// The unit that answers for it.
    Unit,
    /// Day of the last change.
    Updated,
    /// Rules of moderation of a social network (3.2).
    Moderation,
    /// What there is for people with special needs (2.7).
    Accessibility,
    /// In force or excluded.
    Status,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 15] = [
        Self::Number,
        Self::Direction,
        Self::Function,
        Self::Process,
        Self::Point,
        Self::Type,
        Self::Client,
        Self::Needs,
        Self::Basis,
        Self::Address,
        Self::Unit,
        Self::Updated,
        Self::Moderation,
        Self::Accessibility,
        Self::Status,
    ];

    /// Its name in the table of fields.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Direction => "direction",
            Self::Function => "function",
            Self::Process => "process",
            Self::Point => "point",
            Self::Type => "type",
            Self::Client => "client",
            Self::Needs => "needs",
            Self::Basis => "basis",
            Self::Address => "address",
            Self::Unit => "unit",
            Self::Updated => "updated",
            Self::Moderation => "moderation",
            Self::Accessibility => "accessibility",
            Self::Status => "status",
        }
    }

    /// True for the columns by which a table is known as a register.
    pub(super) const fn tells(self) -> bool {
        matches!(self, Self::Direction | Self::Function | Self::Point | Self::Type | Self::Needs)
    }

    /// True for columns where an empty cell below a filled one may say «the same».
    pub(super) const fn carries_on(self) -> bool {
        matches!(self, Self::Direction | Self::Function | Self::Process | Self::Client | Self::Unit)
    }
}

/// How well a heading names a field: the word at which the name begins, then how far the name is from the longest.
type Rank = (usize, usize);

/// What is known of a field.
#[derive(Clone, Debug)]
struct Known {
    title: String,
    names: Phrases,
    /// Steps of severity when the column or a cell of it is missing; `None`: it may be.
    missing: Option<i8>,
    empty: Option<i8>,
}

/// What is known of all fields, in the order of [`Field::ALL`].
#[derive(Clone, Debug)]
pub struct Fields(Vec<Known>);

impl Fields {
    /// Reads `register-fields.tsv`.
    ///
    /// # Errors
    /// A field that is not known or is missing.
    pub fn read(table: &Table) -> Result<Self, FileError> {
        let known = Field::ALL.iter().map(|field| {
            let row = table.rows.iter().find(|row| table.cell(row, "id") == field.id());
            let row = row.ok_or_else(|| FileError::new(&*table.path, 0, format!("нет строки «{}»", field.id())))?;
            let loudness = |column: &str| match table.cell(row, column) {
                "e" => Some(0),
                "w" => Some(-1),
                "h" => Some(-2),
                _ => None,
            };
            Ok(Known {
                title: table.cell(row, "title").to_owned(),
                names: Phrases::of(table.cell(row, "names"), ';'),
                missing: loudness("missing"),
                empty: loudness("empty"),
            })
        });
        let fields = known.collect::<Result<Vec<_>, FileError>>()?;
        let is_known = |id: &str| Field::ALL.iter().any(|field| field.id() == id);
        match table.rows.iter().find(|row| !is_known(table.cell(row, "id"))) {
            Some(row) => {
                Err(FileError::new(&*table.path, row.line, format!("нет столбца «{}»", table.cell(row, "id"))))
            }
            None => Ok(Self(fields)),
        }
    }

    fn known(&self, field: Field) -> &Known {
        &self.0[field as usize]
    }

    /// Its name for people.
    pub fn title(&self, field: Field) -> &str {
        &self.known(field).title
    }

    /// How loud it is that the column is missing.
    pub(super) fn missing(&self, field: Field) -> Option<i8> {
        self.known(field).missing
    }

    /// How loud it is that a cell of the column is empty.
    pub(super) fn empty(&self, field: Field) -> Option<i8> {
        self.known(field).empty
    }

    /// The fields of the columns of a heading row. Where two columns go by the name of one field, the better one has it.
    pub(super) fn of_row(&self, headings: &[&str]) -> Vec<Option<Field>> {
        let mut found: Vec<Option<(Field, Rank)>> = headings.iter().map(|text| self.of(text)).collect();
        for field in Field::ALL {
            let of_field = |slot: &Option<(Field, Rank)>| slot.filter(|(own, _)| *own == field).map(|(_, rank)| rank);
            let columns = found.iter().enumerate();
            let best = columns.filter_map(|(column, slot)| Some((of_field(slot)?, column))).min();
            for (column, slot) in found.iter_mut().enumerate() {
                if of_field(slot).is_some() && best.is_none_or(|(_, best)| best != column) {
                    *slot = None;
                }
            }
        }
        found.into_iter().map(|slot| slot.map(|(field, _)| field)).collect()
    }

    /// The field whose name stands first in a heading, the longest of several.
    fn of(&self, heading: &str) -> Option<(Field, Rank)> {
        let words = words(heading);
        let found = Field::ALL.into_iter().filter_map(|field| {
            let (at, length) = self.known(field).names.find(&words)?;
            Some((field, (at, usize::MAX - length)))
        });
        found.min_by_key(|&(_, rank)| rank)
    }
}
