//! The pattern language over tokens, in which vocabularies and rules say what they look for.
//!
//! A pattern is parsed ([`parse`]), resolved against the dictionary into tests on tokens ([`Pattern`]), and put into
//! one [`Index`] with all others. The index knows for each word form which patterns it may set off, so that the cost
//! of a text hardly grows with the number of patterns. See `docs/patterns.md` for the language.

mod index;

mod parse;

pub use index::Match;

pub use parse::PatternError;
