//! The orders and their clauses: what the law asks of a letter, in its own words, and how far the program checks it.
//!
//! A clause is named by a reference: the id of its order, then the clause – «002 3.10(1)», «004 п1 3.6» (appendix 1),
//! «004 п3 §4» (an unnumbered section). Bulleted items are numbered in order, unnumbered paragraphs are lettered or
//! given as «абз. 2», and where one sentence makes several demands a word tells them apart: «002 3.10(2) архаизмы».
//!
//! Checking a letter needs only [`cite`]; the clauses are parsed by [`load`] for explanations, the table and tests.

mod file;
mod orders;
mod table;
mod validate;

#[cfg(test)]
mod tests;

pub use file::{Clause, Letters, Order, Outcome, Requirements, Status, load};
pub use orders::{ORDERS, OrderHead, cite, order};
pub use table::table;
pub use validate::{RuleClauses, validate};
