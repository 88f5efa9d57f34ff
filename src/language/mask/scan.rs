//! The tokens of one block as the recognisers see them, and the masks found so far.

use std::ops::Range;

use super::classes::Classes;
use super::{Mask, MaskKind, MaskSet};
use crate::document::Document;
use crate::language::analysis::BlockAnalysis;
use crate::language::lexicon::{Lexicon, Shape, Word};
use crate::language::tag::Tag;
use crate::text::Span;

/// Kinds whose tokens keep their own mark inside a larger mask: no rule may touch them, whatever stands around.
const KEEP: MaskSet =
    MaskSet::of(&[MaskKind::Code, MaskKind::Unchecked, MaskKind::Placeholder, MaskKind::Url, MaskKind::Email]);

/// See the module's text. Out-of-range token numbers are answered with nothing, so that recognisers may look ahead.
pub(super) struct Scan<'a> {
    text: &'a str,
    span: Span,
    lexicon: &'a Lexicon,
    analysis: &'a mut BlockAnalysis,
    /// Of every token.
    classes: Vec<Classes>,
    /// Of every token: number of its mask in `found`, from 1.
    owners: Vec<u32>,
    found: Vec<Mask>,
    any: Classes,
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        document: &'a Document,
        block: usize,
        analysis: &'a mut BlockAnalysis,
        lexicon: &'a Lexicon,
    ) -> Self {
        let span = document.blocks()[block].span;
        let any = analysis.tokens.iter().fold(Classes::NONE, |any, token| any.with(lexicon.classes(token.word)));
        let mut scan = Self {
            text: document.slice(span),
            span,
            lexicon,
            analysis,
            classes: Vec::new(),
            owners: Vec::new(),
            found: Vec::new(),
            any,
        };
        if any != Classes::NONE {
            scan.classes = scan.analysis.tokens.iter().map(|token| lexicon.classes(token.word)).collect();
        }
        scan
    }

    /// All classes in the block.
    pub(super) fn any(&self) -> Classes {
        self.any
    }

    /// The document's bytes of the block.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    pub(super) fn len(&self) -> usize {
        self.analysis.tokens.len()
    }

    /// The first free token from `from` on with one of the classes.
    pub(super) fn next(&self, from: usize, classes: Classes) -> Option<usize> {
        let rest = self.classes.get(from..)?;
        let found = rest.iter().enumerate().find(|&(at, class)| class.has_any(classes) && self.is_free(from + at));
        found.map(|(at, _)| from + at)
    }

    pub(super) fn has(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|&class| class.has_any(classes))
    }

    /// True when the token exists and no mask covers it.
    pub(super) fn is_free(&self, at: usize) -> bool {
        at < self.len() && self.owners.get(at).is_none_or(|&owner| owner == 0)
    }

    /// The kind of the mask that covers a token, and the mask's tokens.
    pub(super) fn mask(&self, at: usize) -> Option<(MaskKind, Range<usize>)> {
        let owner = *self.owners.get(at)?;
        let mask = &self.found[owner.checked_sub(1)? as usize];
        Some((mask.kind, mask.tokens.clone()))
    }

    /// The end of a mask of this kind that begins at `at`.
    pub(super) fn mask_from(&self, at: usize, kind: MaskKind) -> Option<usize> {
        self.mask(at).filter(|(found, tokens)| *found == kind && tokens.start == at).map(|(_, tokens)| tokens.end)
    }

    /// A token as written; empty beyond the end.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.analysis.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end() as usize])
    }

    /// The block's text from a token's first byte on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.analysis.tokens.get(at).map_or("", |token| &self.text[token.start as usize..])
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a Word> {
        self.analysis.tokens.get(at).map(|token| self.lexicon.word(token.word))
    }

    /// A token in lower case with «е» for «ё».
    pub(super) fn folded(&self, at: usize) -> &'a str {
        self.word(at).map_or("", |word| &word.folded)
    }

    /// Likewise, without the period of an abbreviation.
    pub(super) fn bare(&self, at: usize) -> &'a str {
        let folded = self.folded(at);
        folded.strip_suffix('.').unwrap_or(folded)
    }

    /// True when a reading of the token has this folded dictionary form.
    pub(super) fn has_lemma(&self, at: usize, lemmas: &[&str]) -> bool {
        self.word(at)
            .is_some_and(|word| word.readings.iter().any(|reading| lemmas.contains(&self.lexicon.lemma(reading.lemma))))
    }

    pub(super) fn may_be(&self, at: usize, tag: Tag) -> bool {
        self.word(at).is_some_and(|word| word.may_be(tag))
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.word(at).map(|word| word.shape)
    }

    /// True for a token of digits alone, `len` of them.
    pub(super) fn is_digits(&self, at: usize, len: Range<usize>) -> bool {
        let text = self.text(at);
        len.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// True when nothing stands between the token and the one before.
    pub(super) fn is_attached(&self, at: usize) -> bool {
        at > 0 && self.analysis.tokens.get(at).is_some_and(|token| !token.space_before)
    }

    /// True when a line end stands before the token.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let tokens = &self.analysis.tokens;
        let end = |at: usize| tokens.get(at).map(|token| token.end() as usize);
        match (at.checked_sub(1).and_then(end), tokens.get(at)) {
            (Some(end), Some(token)) => self.text[end..token.start as usize].contains('\n'),
            _ => true,
        }
    }

    /// True when the token is the first word of a sentence or line, so that its capital says nothing.
    pub(super) fn is_initial(&self, at: usize) -> bool {
        let starts = |at: usize| {
            let next = self.analysis.sentences.partition_point(|sentence| sentence.tokens().start <= at);
            next > 0 && self.analysis.sentences[next - 1].tokens().start == at
        };
        starts(at)
            || self.begins_line(at)
            || (at > 0 && matches!(self.text(at - 1), "«" | "„" | "\"" | "(" | "–" | "—" | ":") && starts(at - 1))
    }

    /// The number of the token that ends at the byte `len` after the start of token `from`, plus one.
    pub(super) fn token_end(&self, from: usize, len: usize) -> Option<usize> {
        let end = self.analysis.tokens.get(from)?.start as usize + len;
        let next = from + self.analysis.tokens[from..].partition_point(|token| (token.end() as usize) < end);
        (self.analysis.tokens.get(next)?.end() as usize == end).then_some(next + 1)
    }

    /// Adds a mask, unless it is empty or would split one already there. Masks inside it go into it.
    pub(super) fn add(&mut self, kind: MaskKind, tokens: Range<usize>) -> bool {
        if tokens.is_empty() || tokens.end > self.len() {
            return false;
        }
        self.owners.resize(self.analysis.tokens.len(), 0);
        let cut =
            |at: usize| at > 0 && self.owners.get(at).is_some_and(|&owner| owner != 0 && owner == self.owners[at - 1]);
        if cut(tokens.start) || cut(tokens.end) {
            return false;
        }
        let number = self.found.len() as u32 + 1;
        for at in tokens.clone() {
            let owner = std::mem::replace(&mut self.owners[at], number);
            if owner != 0 {
                let inner = &mut self.found[owner as usize - 1];
                if inner.tokens == tokens {
                    // The earlier mask says it all.
                    self.owners[tokens].fill(owner);
                    return false;
                }
                if inner.tokens.end == at + 1 {
                    inner.tokens = 0..0;
                }
            }
            let mark = &mut self.analysis.tokens[at].mask;
            *mark = Some(mark.filter(|&kind| KEEP.has(kind)).unwrap_or(kind));
        }
        self.found.push(Mask { kind, tokens });
        true
    }

    /// Gives the masks to the analysis; `quote`: the whole block is another's words.
    pub(super) fn finish(mut self, quote: bool) {
        if quote {
            let mut from = 0;
            while from < self.len() {
                let end = (from..self.len()).find(|&at| !self.is_free(at)).unwrap_or(self.len());
                self.add(MaskKind::Quote, from..end);
                from = (end..self.len()).find(|&at| self.is_free(at)).unwrap_or(self.len());
            }
        }
        if self.found.is_empty() {
            return;
        }
        self.found.retain(|mask| !mask.tokens.is_empty());
        self.found.sort_by_key(|mask| mask.tokens.start);
        self.analysis.masks = self.found;
    }
}

impl Scan<'_> {
    /// The tokens that share bytes with this stretch of the block.
    pub(super) fn touching(&self, start: u32, end: u32) -> Range<usize> {
        let tokens = &self.analysis.tokens;
        let first = tokens.partition_point(|token| token.end() <= start);
        first..first.max(tokens.partition_point(|token| token.start < end))
    }
}
