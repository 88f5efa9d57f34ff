//! The analysis of a document: tokens, sentences and masks of each block.

use std::ops::Range;
use std::sync::Arc;

use super::lexicon::{Lexicon, Reading, Word};
use super::mask::{Mask, MaskKind, MaskSet};
use super::segment::segment;
use super::token::{Sentence, Summary, Token};
use crate::document::{BlockKind, Document};
use crate::text::Span;

/// The analysis of one block. All positions are relative to the block.
#[derive(Clone, Debug, Default)]
pub struct BlockAnalysis {
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; every token belongs to one.
    pub sentences: Vec<Sentence>,
    /// Its masks, in order, not overlapping.
    pub masks: Vec<Mask>,
}

/// The analysis of a document, one entry per block. Good only with the lexicon it was made with.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Analyses, by number of the block.
    pub blocks: Vec<Arc<BlockAnalysis>>,
}

/// Analyses all blocks of a document.
pub fn analyse(document: &Document, lexicon: &mut Lexicon) -> Analysis {
    lexicon.reserve_for(document.text().len());
    let block = |index| Arc::new(analyse_block(document, index, lexicon));
    Analysis { blocks: (0..document.blocks().len()).map(block).collect() }
}

/// All that the analysis of a block rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockKey<'a> {
    /// Its text.
    pub text: &'a str,
    /// What else: its code, quotation and line ends as bits.
    pub bits: u8,
}

impl<'a> BlockKey<'a> {
    /// The key of a block; `None` when parts of it are set apart by formatting, on which its analysis rests too.
    pub fn of(document: &'a Document, index: usize) -> Option<Self> {
        let block = &document.blocks()[index];
        let stretches = document.stretches();
        let first = stretches.partition_point(|stretch| stretch.span.end <= block.span.start);
        let mut inside = stretches[first..].iter().take_while(|stretch| stretch.span.start < block.span.end);
        if inside.any(|stretch| stretch.format.code || stretch.format.unchecked) {
            return None;
        }
        let bits = [block.kind == BlockKind::Code, block.quote, block.hard_lines];
        let bits = bits.into_iter().fold(0, |bits, bit| bits << 1 | u8::from(bit));
        Some(Self { text: document.slice(block.span), bits })
    }
}

/// Analyses one block. What it rests on is in [`BlockKey`].
pub fn analyse_block(document: &Document, index: usize, lexicon: &mut Lexicon) -> BlockAnalysis {
    let block = &document.blocks()[index];
    if block.kind == BlockKind::Code {
        return BlockAnalysis::default();
    }
    let text = document.slice(block.span);
    let segments = segment(text);
    let mut end = usize::MAX;
    let token = |range: &Range<usize>| {
        let space_before = range.start != end;
        end = range.end;
        Token {
            start: range.start as u32,
            len: u16::try_from(range.len()).unwrap_or(u16::MAX),
            space_before,
            mask: None,
            word: lexicon.intern(&text[range.clone()]),
        }
    };
    let tokens: Vec<Token> = segments.tokens.iter().map(token).collect();
    let ends = segments.starts.iter().skip(1).copied().chain([tokens.len()]);
    let sentences = segments.starts.iter().zip(ends).map(|(&start, end)| Sentence::new(start..end)).collect();
    let mut analysis = BlockAnalysis { tokens, sentences, masks: Vec::new() };
    super::mask::find(document, index, &mut analysis, lexicon);
    super::segment::sentences(text, block.hard_lines, &mut analysis, lexicon);
    for sentence in &mut analysis.sentences {
        let words = analysis.tokens[sentence.tokens()].iter().map(|token| lexicon.word(token.word));
        sentence.summary = words.fold(Summary::default(), Summary::with);
    }
    analysis
}

impl Analysis {
    /// All sentences of all blocks, in order.
    pub fn sentences<'a>(
        &'a self,
        document: &'a Document,
        lexicon: &'a Lexicon,
    ) -> impl Iterator<Item = SentenceView<'a>> {
        (0..self.blocks.len()).flat_map(move |block| self.sentences_of(block, document, lexicon))
    }

    /// The sentences of one block.
    pub fn sentences_of<'a>(
        &'a self,
        block: usize,
        document: &'a Document,
        lexicon: &'a Lexicon,
    ) -> impl Iterator<Item = SentenceView<'a>> {
        let count = self.blocks[block].sentences.len();
        (0..count).filter_map(move |index| self.sentence(block, index, document, lexicon))
    }

    /// One sentence, by block and number in it.
    pub fn sentence<'a>(
        &'a self,
        block: usize,
        index: usize,
        document: &'a Document,
        lexicon: &'a Lexicon,
    ) -> Option<SentenceView<'a>> {
        let analysis = &**self.blocks.get(block)?;
        let sentence = analysis.sentences.get(index)?;
        let span = document.blocks().get(block)?.span;
        let tokens = analysis.tokens.get(sentence.tokens())?;
        Some(SentenceView {
            text: document.slice(span),
            base: span.start,
            block,
            index,
            sentence,
            analysis,
            tokens,
            lexicon,
        })
    }
}

/// One sentence with all one may ask of it. Tokens are numbered from its start.
#[derive(Clone, Copy, Debug)]
pub struct SentenceView<'a> {
    text: &'a str,
    base: u32,
    block: usize,
    index: usize,
    sentence: &'a Sentence,
    analysis: &'a BlockAnalysis,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
}

impl<'a> SentenceView<'a> {
    /// Its tokens.
    pub fn tokens(&self) -> &'a [Token] {
        self.tokens
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True when it has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Number of its block in the document.
    pub fn block(&self) -> usize {
        self.block
    }

    /// Its number in the block.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The lexicon of its words.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The masks of its block; their tokens are numbered from the block's start.
    pub fn block_masks(&self) -> &'a [Mask] {
        &self.analysis.masks
    }

    /// The number in the block of the sentence's first token.
    pub fn first_token(&self) -> usize {
        self.sentence.tokens().start
    }

    /// The word of a token.
    pub fn word(&self, token: usize) -> &'a Word {
        self.lexicon.word(self.tokens[token].word)
    }

    /// Its words all together.
    pub fn summary(&self) -> Summary {
        self.sentence.summary
    }

    /// True when a token is written so: cheaper than to ask for its word.
    pub fn is_written(&self, token: usize, text: &str) -> bool {
        let token = &self.tokens[token];
        usize::from(token.len) == text.len()
            && self.text.as_bytes()[token.start as usize..].starts_with(text.as_bytes())
    }

    /// A token as written.
    pub fn token_text(&self, token: usize) -> &'a str {
        let token = &self.tokens[token];
        &self.text[token.start as usize..token.end() as usize]
    }

    /// The document's bytes under one token.
    pub fn token_span(&self, token: usize) -> Span {
        let token = &self.tokens[token];
        Span::new(token.start, token.end()).shift(self.base)
    }

    /// The document's bytes from the first to the last of these tokens; empty for an empty range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::empty(self.tokens.get(tokens.start).map_or(self.base, |token| self.base + token.start));
        }
        self.token_span(tokens.start).join(self.token_span(tokens.end - 1))
    }

    /// The text from the first to the last of these tokens.
    pub fn slice(&self, tokens: Range<usize>) -> &'a str {
        let span = self.span(tokens);
        &self.text[(span.start - self.base) as usize..(span.end - self.base) as usize]
    }

    /// The text of the sentence's whole block.
    pub fn block_text(&self) -> &'a str {
        self.text
    }

    /// The text under a span of the document that lies in the block; empty when it does not.
    pub fn text_of(&self, span: Span) -> &'a str {
        match (span.start.checked_sub(self.base), span.end.checked_sub(self.base)) {
            (Some(start), Some(end)) => self.text.get(start as usize..end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The document's bytes of the whole sentence.
    pub fn whole(&self) -> Span {
        self.span(0..self.len())
    }

    /// What the token is part of, if of something masked.
    pub fn mask(&self, token: usize) -> Option<MaskKind> {
        self.tokens[token].mask
    }

    /// True when the token is part of something of these kinds.
    pub fn is_masked(&self, token: usize, kinds: MaskSet) -> bool {
        self.mask(token).is_some_and(|kind| kinds.has(kind))
    }

    /// The readings of a token, without regard to context, most likely first.
    pub fn readings(&self, token: usize) -> &'a [Reading] {
        &self.word(token).readings
    }

    /// The reading of a token in this sentence, by the context model, which runs when first asked about a
    /// sentence of these words: about 30 µs a token. Ask only when the readings differ in what matters.
    pub fn in_context(&self, token: usize) -> Option<&'a Reading> {
        let readings = self.readings(token);
        if readings.len() < 2 {
            return readings.first();
        }
        let words = || self.tokens.iter().map(|token| token.word).collect();
        let chosen = self.sentence.context.get_or_init(|| self.lexicon.in_context(words()));
        readings.get(usize::from(*chosen.get(token)?)).or(readings.first())
    }

    /// The number of words in these tokens: a masked stretch counts as one, signs as none.
    pub fn count_words(&self, tokens: Range<usize>) -> usize {
        let offset = self.first_token();
        let mut count = 0;
        let mut at = tokens.start;
        while at < tokens.end {
            let mask = match self.mask(at) {
                Some(kind) if MaskSet::ONE_WORD.has(kind) => self.mask_at(at),
                _ => None,
            };
            match mask {
                Some(mask) => {
                    count += 1;
                    at = (mask.tokens.end - offset).max(at + 1);
                }
                None => {
                    count += usize::from(self.word(at).is_word());
                    at += 1;
                }
            }
        }
        count
    }

    /// The mask that covers a token.
    pub fn mask_at(&self, token: usize) -> Option<&'a Mask> {
        let token = token + self.first_token();
        let next = self.analysis.masks.partition_point(|mask| mask.tokens.start <= token);
        let mask = &self.analysis.masks[next.checked_sub(1)?];
        mask.tokens.contains(&token).then_some(mask)
    }
}
