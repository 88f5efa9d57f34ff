//! The content of one block of HTML, and its way into the document.

use super::Reader;
use super::style::Style;
use crate::document::{Block, BlockKind, PartId, SourceSpan};
use crate::source::lines::{self, Line};
use crate::text::Span;

/// What a piece of a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Text as it stands.
    Verbatim,
    /// Text that stands as something else.
    Encoded,
    /// `<br>`.
    Break,
    /// A line end that is shown.
    Newline,
    /// A link begins.
    LinkOpen(String),
    /// A link ends.
    LinkClose,
    /// A remark to the program.
    Remark(String),
}

/// A piece of a block.
#[derive(Debug)]
struct Piece {
    inline: Inline,
    /// Where in the text of the block.
    text: Span,
    source: Span,
    style: Style,
}

/// What a block holds, and its text as it is shown.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    text: String,
    pieces: Vec<Piece>,
}

impl Pieces {
    pub(super) fn add(&mut self, text: &str, inline: Inline, source: Span, style: Style) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.pieces.push(Piece { inline, text: Span::new(start, self.text.len() as u32), source, style });
    }

    /// Something that stands here and is no text.
    pub(super) fn mark(&mut self, inline: Inline, source: Span) {
        self.add("", inline, source, Style::default());
    }

    /// True where white space is not shown: there is some already, or a line begins.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\n'])
    }

    /// True after `<br>`.
    pub(super) fn ends_line(&self) -> bool {
        let last = self.pieces.iter().rev().find(|piece| !piece.text.is_empty());
        last.is_some_and(|piece| piece.inline == Inline::Break)
    }
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Bytes of white space at the beginning.
pub(super) fn blank(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// Bytes at the beginning that are shown as they stand; `after_blank` where white space is not.
pub(super) fn shown(text: &str, after_blank: bool) -> usize {
    let mut end = 0;
    let mut blank_before = after_blank;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_blank(c) {
            let single = c == ' ' && !chars.peek().is_some_and(|&(_, next)| is_blank(next));
            if blank_before || !single {
                break;
            }
        }
        blank_before = c == ' ';
        end = at + c.len_utf8();
    }
    end
}

/// Bytes up to the end of the line.
pub(super) fn shown_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// Bytes of one line end.
pub(super) fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { 1 }
}

const fn file(span: Span) -> SourceSpan {
    SourceSpan { part: PartId(0), span }
}

impl Reader<'_> {
    /// Adds a block to the document, in as many blocks as its lines say. `depth` counts the lists it stands in.
    pub(super) fn emit(&mut self, block: Option<Block>, pieces: Pieces, depth: u8) {
        let Pieces { text, pieces } = pieces;
        let mut pieces = pieces.into_iter();
        if let Some(block) = block {
            self.blocks(block, &text, depth, &mut pieces);
        }
        for piece in pieces {
            self.mark(piece.inline, piece.source);
        }
    }

    fn blocks(&mut self, block: Block, text: &str, depth: u8, pieces: &mut std::vec::IntoIter<Piece>) {
        let mut lines = Vec::new();
        let mut at = 0;
        for piece in pieces.as_slice().iter().filter(|piece| matches!(piece.inline, Inline::Break | Inline::Newline)) {
            let line = Line::new(Span::new(at, piece.text.start).of(text), at);
            lines.push(Line { ended: piece.inline == Inline::Break, ..line });
            at = piece.text.end;
        }
        lines.push(Line { ended: true, ..Line::new(&text[at as usize..], at) });
        let is_pre = pieces.as_slice().iter().any(|piece| piece.style.pre);
        // A blank line of preformatted text parts paragraphs, as in plain text.
        for lines in lines.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty()) {
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
            let whole = Span::new(first.start, last.start + last.text.len() as u32);
            let origin = (PartId(0), self.paragraph);
            match block.kind {
                BlockKind::Heading { .. } | BlockKind::ListItem { .. } => {
                    if matches!(block.kind, BlockKind::Heading { .. }) {
                        self.lists.close();
                    }
                    self.block(Block { origin, hard_lines: lines.len() > 1, ..block }, text, whole, pieces);
                }
                _ if is_pre && !lines::is_russian(whole.of(text)) => {
                    self.block(Block { origin, kind: BlockKind::Code, ..block }, text, whole, pieces);
                }
                _ => {
                    let wrap = is_pre.then(|| lines::wrap_width(text)).flatten();
                    let mut chunks = Vec::new();
                    lines::cut(lines, wrap, &mut chunks);
                    for (number, chunk) in chunks.iter().enumerate() {
                        self.paragraph += u32::from(chunk.paragraph && number > 0);
                        let kind = self.lists.kind(chunk, depth);
                        let origin = (PartId(0), self.paragraph);
                        let block = Block { kind, origin, hard_lines: chunk.hard_lines, ..block };
                        self.block(block, text, chunk.span, pieces);
                    }
                }
            }
            self.paragraph += 1;
        }
    }

    /// One block of what stands in `span` of the text.
    fn block(&mut self, block: Block, text: &str, span: Span, pieces: &mut std::vec::IntoIter<Piece>) {
        self.builder.open(block);
        if let Some((_, start)) = &mut self.link {
            *start = self.builder.at();
        }
        while pieces.as_slice().first().is_some_and(|piece| piece.text.start < span.end) {
            let Some(piece) = pieces.next() else { break };
            if piece.text.is_empty() {
                self.mark(piece.inline, piece.source);
                continue;
            }
            // What stands outside is a list marker, or white space.
            let inside = Span::new(piece.text.start.max(span.start), piece.text.end.min(span.end));
            if inside.start >= inside.end {
                continue;
            }
            let (from, format) = (self.builder.at(), piece.style.format);
            let whole = inside == piece.text;
            match piece.inline {
                Inline::Verbatim => {
                    let start = piece.source.start + (inside.start - piece.text.start);
                    let source = Span::new(start, start + inside.len());
                    self.builder.verbatim_text(source.of(self.source), file(source), format);
                }
                Inline::Break => self.builder.made_text("\n", file(piece.source), format),
                _ if whole => self.builder.encoded_text(piece.text.of(text), file(piece.source), format),
                _ => {}
            }
            self.builder.draw(Span::new(from, self.builder.at()), piece.style.appearance);
        }
        self.end_link();
        self.builder.close();
    }

    fn mark(&mut self, inline: Inline, source: Span) {
        match inline {
            Inline::LinkOpen(target) => {
                self.end_link();
                self.link = Some((target, self.builder.at()));
            }
            Inline::LinkClose => {
                self.end_link();
                self.link = None;
            }
            Inline::Remark(text) => self.builder.directive_here(text, file(source)),
            _ => {}
        }
    }

    /// Adds the link for the words it has had up to here. A link over several blocks becomes one in each.
    fn end_link(&mut self) {
        let at = self.builder.at();
        if let Some((target, start)) = &mut self.link {
            if *start < at && self.builder.is_open() {
                self.builder.link(Span::new(*start, at), target.clone());
            }
            *start = at;
        }
    }
}
