//! A check that finds rows of a table and then weighs them against the whole letter.

use crate::data::FileError;
use crate::rules::vocabulary::rows_of;
use crate::rules::{Check, Hit, Inspection, Setup};

/// What of the rows found is a fault.
type Weigh = fn(&Inspection<'_>, Vec<Hit>, &mut Vec<Hit>);

struct Weighed {
    rows: Box<dyn Check>,
    weigh: Weigh,
}

impl std::fmt::Debug for Weighed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Weighed").field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// Makes the check; `weigh` gets what the rows of the table found, even when that is nothing.
///
/// # Errors
/// A fault in the table.
pub(super) fn weighed(table: &str, setup: &mut dyn Setup, weigh: Weigh) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Weighed { rows: rows_of(table, setup)?, weigh }))
}

impl Check for Weighed {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        self.rows.run(seen, &mut found);
        (self.weigh)(seen, found, hits);
    }
}
