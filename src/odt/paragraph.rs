//! A paragraph while it is being read: collected whole before it goes to the builder.

use std::borrow::Cow;

use super::styles::Look;
use super::walk::State;
use crate::document::{Block, Directive, Format, PartId, SegmentKind, SourceSpan, clear_fill_in};
use crate::text::Span;

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Text { text: Cow<'a, str>, source: Span, kind: SegmentKind, look: Look },
    LinkStart(String),
    LinkEnd,
    RemarkStart { name: String, text: String, source: Span },
    RemarkEnd(String),
}

/// Gives a whole paragraph to the builder.
pub(super) fn write(mut pieces: Vec<Piece<'_>>, block: Block, part: PartId, state: &mut State) {
    clear_fill_in(&mut pieces, text);
    state.builder.open(block);
    let mut links: Vec<(String, u32)> = Vec::new();
    for piece in pieces {
        let at = state.builder.at();
        match piece {
            Piece::Text { text, source, kind, look } => {
                let span = if kind == SegmentKind::Verbatim {
                    Span::new(source.start, source.start + text.len() as u32)
                } else {
                    source
                };
                let source = SourceSpan { part, span };
                match kind {
                    SegmentKind::Verbatim => state.builder.verbatim_text(&text, source, look.format),
                    SegmentKind::Encoded => state.builder.encoded_text(&text, source, look.format),
                    SegmentKind::Made => state.builder.made_text(&text, source, look.format),
                }
                let end = state.builder.at();
                state.builder.draw(Span::new(at, end), look.appearance);
            }
            Piece::LinkStart(target) => links.push((target, at)),
            Piece::LinkEnd => {
                if let Some((target, start)) = links.pop().filter(|(_, start)| *start < at) {
                    state.builder.link(Span::new(start, at), target);
                }
            }
            Piece::RemarkStart { name, text, source } => {
                let source = SourceSpan { part, span: source };
                if name.is_empty() {
                    state.builder.directive(Directive { text, anchor: Span::empty(at), source });
                } else {
                    state.remarks.push((name, text, source, at));
                }
            }
            Piece::RemarkEnd(name) => {
                if let Some(index) = state.remarks.iter().position(|(open, ..)| *open == name) {
                    let (_, text, source, start) = state.remarks.remove(index);
                    state.builder.directive(Directive { text, anchor: Span::new(start, at), source });
                }
            }
        }
    }
    state.builder.close();
}

/// The text of a piece and its formatting.
fn text<'p>(piece: &'p mut Piece<'_>) -> Option<(&'p str, &'p mut Format)> {
    match piece {
        Piece::Text { text, look, .. } => Some((text, &mut look.format)),
        _ => None,
    }
}
