//! A paragraph while it is being read: collected whole before it goes to the builder, because what comes later can
//! change what came before (a fill-in line, a page break at the end, a paragraph mark that was deleted).

use std::borrow::Cow;
use std::rc::Rc;

use super::comments::Anchors;
use crate::document::{Block, Builder, Format, PartId, SegmentKind, SourceSpan};
use crate::text::Span;

/// A piece of a paragraph, in reading order.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Text {
        text: Cow<'a, str>,
        source: Span,
        kind: SegmentKind,
        format: Format,
    },
    /// A page or column break.
    PageBreak(Span),
    /// A link begins; no target when it leads nowhere.
    LinkStart(Option<Rc<str>>),
    LinkEnd,
    CommentStart(String),
    CommentEnd(String),
    CommentReference(String),
}

/// A link that is open: its target and the byte of the text where it began, in this paragraph.
pub(super) type OpenLink = (Option<Rc<str>>, u32);

/// Underlined stretches of nothing but blanks and underscores are lines to write on: they carry no underline.
pub(super) fn clear_fill_in(pieces: &mut [Piece<'_>]) {
    let mut at = 0;
    while at < pieces.len() {
        let (mut end, mut words) = (at, false);
        while let Some(piece) = pieces.get(end) {
            match piece {
                Piece::Text { format, text, .. } if format.underline => {
                    words |= text.chars().any(|c| !c.is_whitespace() && c != '_');
                }
                Piece::Text { .. } => break,
                _ => {}
            }
            end += 1;
        }
        if !words {
            for piece in &mut pieces[at..end] {
                if let Piece::Text { format, .. } = piece {
                    format.underline = false;
                }
            }
        }
        at = end.max(at) + 1;
    }
}

/// Gives a whole paragraph to the builder.
pub(super) fn write(
    pieces: Vec<Piece<'_>>,
    block: Block,
    builder: &mut Builder,
    links: &mut Vec<OpenLink>,
    anchors: &mut Anchors,
) {
    let part: PartId = block.origin.0;
    let is_text = |piece: &Piece<'_>| matches!(piece, Piece::Text { .. });
    let first = pieces.iter().position(is_text);
    let last = pieces.iter().rposition(is_text);
    builder.open(block);
    for link in &mut *links {
        link.1 = builder.at();
    }
    for (index, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Text { text, source, kind, format } => {
                let source = SourceSpan { part, span: source };
                match kind {
                    SegmentKind::Verbatim => builder.verbatim_text(&text, source, format),
                    SegmentKind::Encoded => builder.encoded_text(&text, source, format),
                    SegmentKind::Made => builder.made_text(&text, source, format),
                }
            }
            Piece::PageBreak(source) => {
                // At an edge it parts blocks, not lines.
                if first.is_some_and(|first| first < index) && last.is_some_and(|last| index < last) {
                    builder.made_text("\n", SourceSpan { part, span: source }, Format::default());
                }
            }
            Piece::LinkStart(target) => links.push((target, builder.at())),
            Piece::LinkEnd => {
                if let Some(link) = links.pop() {
                    end_link(&link, builder);
                }
            }
            Piece::CommentStart(id) => anchors.start(id, builder.at()),
            Piece::CommentEnd(id) => anchors.end(&id, builder.at(), builder),
            Piece::CommentReference(id) => anchors.reference(&id, builder.at(), builder),
        }
    }
    // A link that goes on in the next paragraph is a link in each.
    for link in &*links {
        end_link(link, builder);
    }
    builder.close();
}

fn end_link((target, start): &OpenLink, builder: &mut Builder) {
    if let Some(target) = target
        && *start < builder.at()
    {
        builder.link(Span::new(*start, builder.at()), &**target);
    }
}
