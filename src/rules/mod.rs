//! Rules: the form of a rule file, the kinds of checks, and the rules in force.
//!
//! A rule is one file, `rules/<area>/<id>.toml`; [`RuleFile`] is its form. Its check becomes a [`Check`].

pub mod abbreviations;
mod agree;
mod capitals;
mod check;
mod divide;
pub mod embedded;
mod endnotes;
pub mod explanation;
mod file;
mod formatting;
mod hit;
mod lacks;
mod limit;
mod load;
pub mod meanings;
mod memory;
mod needs;
mod own;
pub mod page;
mod part;
mod repeat;
mod rephrase;
mod restyle;
mod rule;
mod score;
mod set;
pub(crate) mod units;
pub(crate) mod verbal;
pub mod vocabulary;

pub use check::{Check, Inspection, Params, Setup};
pub use endnotes::Endnote;
pub use file::{
    AgreeCheck, BadExample, ElsewhereCheck, FormattingCheck, GoodExample, LimitCheck, Masks, Measure, NativeCheck,
    NeedsCheck, PartCheck, PatternCheck, PatternRow, RepeatCheck, RuleFile, Unit, VocabularyCheck,
};
pub use hit::{Fix, Found, Hit, Level, Scope};
pub use load::{Setting, kinds_of, parse, settings};
pub use memory::{Memory, Reading};
pub use own::{Find, OWN_WORD, OwnMeaning, OwnRow, OwnWord, Place, check_word};
pub use rephrase::told;
pub use restyle::{Look, Restyle};
pub(crate) use rule::Own;
pub use rule::{Override, Overrides, OwnTexts, Rule, Subject};
pub(crate) use score::score;
pub use score::{Component, Penalty, Score};
pub use set::Ruleset;
