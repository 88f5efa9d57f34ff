//! What is kept from check to check: word forms, and what was found in blocks of text.
//!
//! While a letter is written all its blocks but one stay as they are. Nothing here changes what a check finds: a report is
//! the same with a memory and without (`engine::tests`).

use std::sync::Arc;

use crate::document::Document;
use crate::language::{Analysis, BlockAnalysis, BlockKey, Lexicon, Recent, analyse_block};
use crate::pattern::{BlockMatches, Index, Matches};

/// Bytes of the blocks that are remembered; what is known of them takes some five times as much.
const MOST: usize = 2_000_000;

/// Bytes of a text from which on nothing of it is remembered: it would only drive out the rest.
const LARGE: usize = MOST / 2;

/// What is kept from check to check. Good with one set of rules only.
#[derive(Debug)]
pub struct Memory {
    /// The word forms met.
    pub lexicon: Lexicon,
    blocks: Recent<Box<str>, Block>,
}

/// What is known of a block.
#[derive(Clone, Debug)]
struct Block {
    /// See [`BlockKey::bits`].
    bits: u8,
    analysis: Arc<BlockAnalysis>,
    matches: Arc<BlockMatches>,
}

/// A text whose blocks are analysed, some of them searched before.
#[derive(Debug)]
pub struct Reading {
    /// The analyses.
    pub analysis: Analysis,
    /// What is remembered of the blocks; empty when nothing is to be remembered.
    matches: Vec<Option<Arc<BlockMatches>>>,
}

impl Memory {
    pub(super) fn new(lexicon: Lexicon) -> Self {
        Self { lexicon, blocks: Recent::new(MOST) }
    }

    /// Analyses a text; with `remember`, only blocks that are not known.
    pub fn read(&mut self, document: &Document, remember: bool) -> Reading {
        let remember = remember && document.text().len() < LARGE;
        let Self { lexicon, blocks } = self;
        lexicon.reserve_for(document.text().len());
        let mut matches = Vec::new();
        let mut analyse = |index: usize| {
            let known = remember.then(|| known(blocks, document, index)).flatten();
            if remember {
                matches.push(known.as_ref().map(|block| block.matches.clone()));
            }
            known.map_or_else(|| Arc::new(analyse_block(document, index, lexicon)), |block| block.analysis)
        };
        let analyses = (0..document.blocks().len()).map(&mut analyse).collect();
        Reading { analysis: Analysis { blocks: analyses }, matches }
    }

    /// All matches in a text that was read last.
    pub fn search(&mut self, document: &Document, reading: &Reading, index: &Index) -> Matches {
        let Self { lexicon, blocks } = self;
        let mut all = Matches::default();
        for (number, analysis) in reading.analysis.blocks.iter().enumerate() {
            let remembered = reading.matches.get(number);
            if let Some(Some(matches)) = remembered {
                all.add(number, matches);
                continue;
            }
            let matches = index.scan(reading.analysis.sentences_of(number, document, lexicon));
            all.add(number, &matches);
            if remembered.is_some()
                && let Some(key) = BlockKey::of(document, number)
            {
                let block = Block { bits: key.bits, analysis: analysis.clone(), matches: Arc::new(matches) };
                blocks.put(key.text.into(), block, key.text.len());
            }
        }
        all
    }
}

fn known(blocks: &mut Recent<Box<str>, Block>, document: &Document, index: usize) -> Option<Block> {
    let key = BlockKey::of(document, index)?;
    blocks.get(key.text).filter(|block| block.bits == key.bits)
}
