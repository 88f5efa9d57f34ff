//! Tokens and sentences.

use std::ops::Range;
use std::sync::OnceLock;

use super::lexicon::{Chosen, Shape, Word, WordId};
use super::mask::MaskKind;
use super::tag::Tag;

/// A word, number or sign. Positions are relative to the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte, from the start of the block.
    pub start: u32,
    /// Length in bytes.
    pub len: u16,
    /// True when white space (or the block's start) stands before it.
    pub space_before: bool,
    /// What it is part of, if of something that is not ordinary words.
    pub mask: Option<MaskKind>,
    /// The word form in the lexicon.
    pub word: WordId,
}

impl Token {
    /// One past the last byte, from the start of the block.
    pub const fn end(&self) -> u32 {
        self.start + self.len as u32
    }
}

/// The words of a sentence all together: one look rules out most sentences for a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The features of all readings of all words.
    pub any: Tag,
    /// True when a word has no Cyrillic letter and is no number.
    pub foreign: bool,
    /// The shapes that occur, as bits.
    shapes: u8,
}

impl Summary {
    /// With one word more.
    pub(super) fn with(self, word: &Word) -> Self {
        let foreign = !word.cyrillic && !matches!(word.shape, Shape::Number | Shape::Sign);
        let shapes = self.shapes | 1 << word.shape as u8;
        Self { any: self.any | word.any, foreign: self.foreign || foreign, shapes }
    }

    /// True when some word is written so.
    pub fn has(self, shape: Shape) -> bool {
        self.shapes & 1 << shape as u8 != 0
    }
}

/// A sentence: a run of tokens of one block.
#[derive(Clone, Debug)]
pub struct Sentence {
    first: u32,
    end: u32,
    /// Its words all together.
    pub(super) summary: Summary,
    /// Per token the reading chosen by the context model, once asked for.
    pub(super) context: OnceLock<Chosen>,
}

impl Sentence {
    /// A sentence of these tokens of its block.
    pub fn new(tokens: Range<usize>) -> Self {
        Self {
            first: tokens.start as u32,
            end: tokens.end as u32,
            summary: Summary::default(),
            context: OnceLock::new(),
        }
    }

    /// Its tokens in the block.
    pub const fn tokens(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}
