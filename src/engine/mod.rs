//! Runs the rules over a letter and makes a report of what they find.

mod finding;

pub use finding::{Finding, Note, Suppressed};
