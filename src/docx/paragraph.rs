//! A paragraph while it is being read: collected whole before it goes to the builder, because what comes later can
//! change what came before (a fill-in line, a page break at the end, a paragraph mark that was deleted).

use std::borrow::Cow;
use std::rc::Rc;

use super::comments::Anchors;
use super::styles::Look;
use crate::document::{Appearance, Block, Builder, FontId, Format, PartId, SegmentKind, SourceSpan};
use crate::text::Span;

/// A piece of a paragraph, in reading order.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Text {
        text: Cow<'a, str>,
        source: Span,
        kind: SegmentKind,
        look: Look,
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

/// The text of a piece and its formatting.
pub(super) fn text<'p>(piece: &'p mut Piece<'_>) -> Option<(&'p str, &'p mut Format)> {
    match piece {
        Piece::Text { text, look, .. } => Some((text, &mut look.format)),
        _ => None,
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
            Piece::Text { text, source, kind, look } => {
                let source = SourceSpan { part, span: source };
                let from = builder.at();
                match kind {
                    SegmentKind::Verbatim => builder.verbatim_text(&text, source, look.format),
                    SegmentKind::Encoded => builder.encoded_text(&text, source, look.format),
                    SegmentKind::Made => builder.made_text(&text, source, look.format),
                }
                draw(from, &look, builder);
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

/// Says how the text from the byte `from` on is drawn: each kind of characters has a font of its own.
fn draw(from: u32, look: &Look, builder: &mut Builder) {
    let text = builder.text_from(from);
    // Signs of scripts other than Latin, Greek and Cyrillic begin with a byte from here on; E2 begins dashes and quotes.
    let plain = text.bytes().all(|byte| byte < 0xd6 || byte == 0xe2) && !look.complex && !look.hint_east;
    let appearance = |font| Appearance { font, ..look.appearance };
    if plain && look.fonts.ascii == look.fonts.high {
        builder.draw(Span::new(from, builder.at()), appearance(look.fonts.high));
        return;
    }
    let mut runs: Vec<(Span, Option<FontId>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let font = font_of(c, look);
        let (start, end) = (from + at as u32, from + (at + c.len_utf8()) as u32);
        match runs.last_mut() {
            Some((span, last)) if *last == font => span.end = end,
            _ => runs.push((Span::new(start, end), font)),
        }
    }
    for (span, font) in runs {
        builder.draw(span, appearance(font));
    }
}

/// The font in which Word draws a character.
fn font_of(c: char, look: &Look) -> Option<FontId> {
    let fonts = &look.fonts;
    match c {
        _ if look.complex => fonts.complex,
        '\0'..='\x7f' => fonts.ascii,
        '\u{590}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => {
            fonts.complex
        }
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffef}' => fonts.east,
        '\u{370}'..='\u{4ff}' | '\u{2010}'..='\u{2bff}' if look.hint_east => fonts.east,
        _ => fonts.high,
    }
}

fn end_link((target, start): &OpenLink, builder: &mut Builder) {
    if let Some(target) = target
        && *start < builder.at()
    {
        builder.link(Span::new(*start, builder.at()), &**target);
    }
}
