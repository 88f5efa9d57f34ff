//! Russian: words, sentences, grammar, and the things letters are made of (dates, numbers, names, addresses).
//!
//! [`analyse`] turns the blocks of a document into tokens and sentences. Each block's analysis is relative to the
//! block, so that it stays good while the text around it moves. Word forms are analysed once per [`Lexicon`]; the
//! costly context model runs only when a rule asks for the reading of a word in its sentence.

mod analysis;
mod calendar;
pub mod inflect;
mod lexicon;
mod mask;
mod morph;
mod readability;
mod recent;
mod remember;
pub mod rephrase;
mod segment;
mod tag;
mod token;

pub use analysis::{Analysis, BlockAnalysis, BlockKey, SentenceView, analyse, analyse_block};
pub use calendar::{Date, MONTHS, days_between, find_date, is_weekend, parse_date, show_date, working_days};
pub use lexicon::{LemmaId, Lexicon, Reading, Shape, Trigger, Triggers, Word, WordId, fold};
pub use mask::{Mask, MaskKind, MaskSet};
pub use morph::{Morphology, Origin, RawReading, RuMorph};
pub use readability::{Band, Drivers, HardSentence, Readability};
pub use recent::Recent;
pub use remember::Remembering;
pub use segment::tokenize;
pub use tag::{Feature, Tag};
pub use token::{Sentence, Summary, Token};
