//! Files of data – rules, vocabularies, clauses, profiles, configuration: tables, and errors with a place.

mod error;
mod table;

pub use error::{FileError, nearest, suggest};
pub use table::{Row, Table};
