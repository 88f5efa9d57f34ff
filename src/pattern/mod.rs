//! The pattern language over tokens, in which vocabularies and rules say what they look for.
//!
//! A pattern is parsed, resolved against the dictionary into tests on tokens ([`Pattern`]), and put into one [`Index`]
//! with all others. The index knows for each word form which patterns it may set off, so that the cost of a text
//! hardly grows with the number of patterns. See `docs/patterns.md` for the language.

mod compile;
mod guard;
mod index;
mod matcher;
mod parse;
mod test;

pub use compile::Pattern;
pub use guard::Guard;
pub use index::{BlockMatches, Entry, GroupId, Index, IndexBuilder, Match, Matches};
pub use matcher::{Capture, Found};
pub use parse::PatternError;

#[cfg(test)]
mod tests;
