//! The drawn text that rules on looks judge: what stands in their zones and is not code, link or placeholder.

use crate::document::{Appearance, Block, BlockKind, Format};
use crate::language::{Mask, MaskKind, MaskSet};
use crate::rules::{Hit, Inspection};
use crate::text::Span;

/// A stretch of text drawn in one way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) block: usize,
    pub(super) span: Span,
    pub(super) appearance: Appearance,
    /// Letters and digits in it.
    pub(super) letters: usize,
    /// Those of them that are bold.
    pub(super) bold: usize,
}

/// The drawn text of the rule's zones, by place.
pub(super) fn pieces(seen: &Inspection<'_>) -> Vec<Piece> {
    let document = seen.document;
    let mut pieces = Vec::with_capacity(document.drawn().len());
    let mut stretches = document.stretches().iter().peekable();
    for drawn in document.drawn() {
        while stretches.next_if(|stretch| stretch.span.end <= drawn.span.start).is_some() {}
        let Some(block) = document.block_at(drawn.span.start) else { continue };
        if !seen.zones.contains(&seen.letter.zone(block)) || document.blocks()[block].kind == BlockKind::Code {
            continue;
        }
        // What its author or its nature exempts is cut out.
        let mut at = drawn.span.start;
        let mut put = |from: u32, to: u32, format: Format| {
            if from < to && !format.code && !format.unchecked {
                let span = Span::new(from, to);
                let letters = count(document.slice(span));
                let bold = if format.bold { letters } else { 0 };
                match pieces.last_mut() {
                    Some(Piece { span: last, letters: all, bold: heavy, block: of, appearance })
                        if last.end == from && *of == block && *appearance == drawn.appearance =>
                    {
                        (last.end, *all, *heavy) = (to, *all + letters, *heavy + bold);
                    }
                    _ => pieces.push(Piece { block, span, appearance: drawn.appearance, letters, bold }),
                }
            }
        };
        let mut inside = stretches.clone();
        while let Some(stretch) = inside.next_if(|stretch| stretch.span.start < drawn.span.end) {
            put(at, stretch.span.start.max(at), Format::default());
            let end = stretch.span.end.min(drawn.span.end);
            put(stretch.span.start.max(at), end, stretch.format);
            at = at.max(end);
        }
        put(at, drawn.span.end, Format::default());
    }
    pieces
}

/// Letters and digits.
pub(super) fn count(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// True for headings, and for short bold lines that are headings without saying so.
pub(super) fn is_heading(seen: &Inspection<'_>, block: usize) -> bool {
    matches!(seen.document.blocks()[block].kind, BlockKind::Heading { .. })
}

/// True in the first row or column of a table.
pub(super) fn is_table_head(block: &Block) -> bool {
    block.cell.is_some_and(|cell| cell.row == 0 || cell.column == 0)
}

/// True when the words here are a link: how links look is the reader's program's business.
pub(super) fn is_link(seen: &Inspection<'_>, span: Span) -> bool {
    let links = seen.document.links();
    let from = links.partition_point(|link| link.span.end <= span.start);
    let linked: usize = links[from..]
        .iter()
        .take_while(|link| link.span.start < span.end)
        .map(|link| count(seen.document.slice(Span::new(link.span.start.max(span.start), link.span.end.min(span.end)))))
        .sum();
    linked > 0 && linked >= count(seen.document.slice(span))
}

/// True when all that stands here is a template's placeholder: how it looks is a mark for the clerk.
pub(super) fn is_placeholder(seen: &Inspection<'_>, block: usize, span: Span) -> bool {
    is_masked(seen, block, span, MaskSet::of(&[MaskKind::Placeholder]))
}

/// True when all letters and digits here are in masks of these kinds.
pub(super) fn is_masked(seen: &Inspection<'_>, block: usize, span: Span, kinds: MaskSet) -> bool {
    let start = seen.document.blocks()[block].span.start;
    let analysis = &seen.analysis.blocks[block];
    let place = |mask: &Mask| {
        let tokens = analysis.tokens.get(mask.tokens.clone())?;
        Some(Span::new(tokens.first()?.start, tokens.last()?.end()).shift(start))
    };
    let covered: usize = analysis
        .masks
        .iter()
        .filter(|mask| kinds.has(mask.kind))
        .filter_map(place)
        .filter(|mask| mask.overlaps(span))
        .map(|mask| count(seen.document.slice(Span::new(mask.start.max(span.start), mask.end.min(span.end)))))
        .sum();
    covered > 0 && covered >= count(seen.document.slice(span))
}

/// Neighbours with the same key in one block, joined over blanks and signs between them.
pub(super) fn joined<K: PartialEq + Copy>(
    seen: &Inspection<'_>,
    pieces: &[Piece],
    key: impl Fn(&Piece) -> Option<K>,
) -> Vec<(usize, Span, K)> {
    let mut out: Vec<(usize, Span, K)> = Vec::new();
    for piece in pieces {
        let Some(key) = key(piece) else { continue };
        match out.last_mut() {
            Some((block, span, last))
                if *block == piece.block
                    && *last == key
                    && count(seen.document.slice(Span::new(span.end, piece.span.start))) == 0 =>
            {
                span.end = piece.span.end;
            }
            _ => out.push((piece.block, piece.span, key)),
        }
    }
    out.into_iter().filter_map(|(block, span, key)| Some((block, trimmed(seen, span)?, key))).collect()
}

/// Without white space at the ends; none when nothing is left.
pub(super) fn trimmed(seen: &Inspection<'_>, span: Span) -> Option<Span> {
    let text = seen.document.slice(span);
    let start = span.start + (text.len() - text.trim_start().len()) as u32;
    let span = Span::new(start, start + text.trim().len() as u32);
    (!span.is_empty()).then_some(span)
}

/// A hit whose message says `plain`.
pub(super) fn hit(span: Span, plain: impl Into<String>) -> Hit {
    Hit::at(span).word("plain", plain)
}
