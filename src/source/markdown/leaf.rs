//! The content of one Markdown block – paragraph, heading, table cell – and its way into the document.

use crate::document::{Appearance, Block, BlockKind, Builder, Format, PartId, SourceSpan};
use crate::source::lines::{self, Chunk, Line};
use crate::source::lists::Lists;
use crate::source::remark;
use crate::text::Span;

/// How many marks of each formatting are open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Styles {
    pub bold: u32,
    pub italic: u32,
    pub strike: u32,
    pub code: u32,
}

impl Styles {
    /// The formatting that they give to text which HTML formats besides.
    pub(super) fn format(self, html: Format) -> Format {
        Format {
            bold: self.bold > 0 || html.bold,
            italic: self.italic > 0 || html.italic,
            strike: self.strike > 0 || html.strike,
            code: self.code > 0 || html.code,
            ..html
        }
    }
}

/// What a piece of a block is.
#[derive(Debug)]
pub(super) enum Inline {
    /// Text as it stands.
    Verbatim,
    /// Text that stands as something else.
    Encoded(String),
    /// A line end.
    Break,
    /// A link begins.
    LinkOpen(String),
    /// A link ends.
    LinkClose,
    /// A remark to the program.
    Remark(String),
}

/// A piece of a block and where it stands in the source.
#[derive(Debug)]
pub(super) struct Piece {
    pub inline: Inline,
    pub source: Span,
    pub format: Format,
    pub appearance: Appearance,
}

/// Where blocks go.
pub(super) struct Target<'t> {
    pub builder: &'t mut Builder,
    pub lists: &'t mut Lists,
    /// Number of the next paragraph.
    pub paragraph: &'t mut u32,
}

/// The pieces of one block on their way into the document.
pub(super) struct Leaf<'a> {
    source: &'a str,
    wrap: Option<u32>,
    pieces: std::vec::IntoIter<Piece>,
    /// The link that is open: its target, and where its words began in the document.
    link: Option<(String, u32)>,
}

const fn file(span: Span) -> SourceSpan {
    SourceSpan { part: PartId(0), span }
}

impl<'a> Leaf<'a> {
    /// Takes the pieces of a block; `wrap` is the width at which the file is wrapped.
    pub(super) fn new(source: &'a str, wrap: Option<u32>, pieces: Vec<Piece>) -> Self {
        Self { source, wrap, pieces: pieces.into_iter(), link: None }
    }

    /// Adds the block to the document, in as many blocks as its lines say. `depth` counts the lists it stands in.
    pub(super) fn emit(mut self, block: Block, depth: u8, target: &mut Target<'_>) {
        let lines = self.lines();
        if lines.is_empty() {
            if block.cell.is_some() {
                target.builder.open(block);
                target.builder.close();
            }
            return self.rest(target);
        }
        match block.kind {
            BlockKind::Code => self.whole(block, &lines, target),
            BlockKind::Heading { .. } => {
                target.lists.close();
                match self.heading_remark(&lines[0]) {
                    Some((text, span)) => target.builder.directive_here(text.to_owned(), file(span)),
                    None => self.whole(block, &lines, target),
                }
            }
            _ => self.paragraphs(block, depth, &lines, target),
        }
        *target.paragraph += 1;
        self.rest(target);
    }

    /// `# ясно: …` is a remark, as in plain text, though Markdown calls it a heading.
    fn heading_remark(&self, line: &Line<'a>) -> Option<(&'a str, Span)> {
        let mark = self.source[..line.start as usize].trim_end_matches(' ').strip_suffix('#')?.len();
        let text = remark::remark(line.text)?;
        Some((text, Span::new(mark as u32, line.start + line.text.len() as u32)))
    }

    /// The lines with text, as they stand in the source.
    fn lines(&self) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        let mut line: Option<Span> = None;
        // Where the line being read begins: at most so far back that a list marker or quotation mark is in.
        let first = self.pieces.as_slice().first().map_or(0, |piece| piece.source.start as usize);
        let mut back = (40..=43).map(|back| first.saturating_sub(back));
        let mut from = back.find(|&at| self.source.is_char_boundary(at)).unwrap_or(first);
        for piece in self.pieces.as_slice() {
            match piece.inline {
                Inline::Verbatim | Inline::Encoded(_) => {
                    line = Some(line.map_or(piece.source, |line| line.join(piece.source)));
                }
                Inline::Break => {
                    let ended = !matches!(piece.source.of(self.source), "\n" | "\r\n" | "\r");
                    lines.extend(line.take().and_then(|line| self.line(line, from, ended)));
                    from = piece.source.end as usize;
                }
                _ => {}
            }
        }
        lines.extend(line.and_then(|line| self.line(line, from, true)));
        lines
    }

    fn line(&self, span: Span, from: usize, ended: bool) -> Option<Line<'a>> {
        let raw = span.of(self.source);
        let text = raw.trim();
        let start = span.start + (raw.len() - raw.trim_start().len()) as u32;
        let before = self.source.get(from..start as usize).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or(before);
        let width = lines::columns(before) + lines::columns(text);
        // Indents are Markdown's own business: of plain text they are none.
        (!text.is_empty()).then_some(Line { text, start, indent: 0, width, ended })
    }

    /// One block of all lines.
    fn whole(&mut self, block: Block, lines: &[Line<'a>], target: &mut Target<'_>) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let span = Span::new(first.start, last.start + last.text.len() as u32);
        self.block(Block { origin: (PartId(0), *target.paragraph), ..block }, span, target.builder);
    }

    fn paragraphs(&mut self, block: Block, depth: u8, lines: &[Line<'a>], target: &mut Target<'_>) {
        let mut first = true;
        for run in lines.split_inclusive(|line| remark::line(line.text).is_some()) {
            let (run, said) = match run.split_last() {
                Some((last, run)) if remark::line(last.text).is_some() => (run, Some(last)),
                _ => (run, None),
            };
            let mut chunks = Vec::new();
            lines::cut(run, self.wrap, &mut chunks);
            if matches!(block.kind, BlockKind::ListItem { .. }) {
                self.keep_together(&mut chunks);
            }
            for chunk in chunks {
                *target.paragraph += u32::from(chunk.paragraph && !first);
                let kind = match (block.kind, chunk.marker) {
                    (BlockKind::ListItem { .. }, _) if first => block.kind,
                    (BlockKind::ListItem { .. }, None) => BlockKind::Paragraph,
                    _ => target.lists.kind(&chunk, depth),
                };
                first = false;
                let origin = (PartId(0), *target.paragraph);
                self.block(Block { kind, origin, hard_lines: chunk.hard_lines, ..block }, chunk.span, target.builder);
            }
            if let Some(said) = said
                && let Some(text) = remark::line(said.text)
            {
                let span = Span::new(said.start, said.start + said.text.len() as u32);
                target.builder.directive_here(text.to_owned(), file(span));
            }
        }
    }

    /// Lines that hang under the text of a list item are its own; a line at the margin is not, though Markdown says so.
    fn keep_together(&self, chunks: &mut Vec<Chunk>) {
        chunks.dedup_by(|chunk, before| {
            let margin = chunk.span.start == 0 || self.source.as_bytes()[chunk.span.start as usize - 1] == b'\n';
            let own = chunk.marker.is_none() && !margin;
            if own {
                before.span = before.span.join(chunk.span);
                before.hard_lines = true;
            }
            own
        });
    }

    /// One block of what stands in `span`.
    fn block(&mut self, block: Block, span: Span, builder: &mut Builder) {
        builder.open(block);
        if let Some((_, start)) = &mut self.link {
            *start = builder.at();
        }
        let mut broken = true; // a line end, or nothing, stands last
        while let Some(piece) = self.pieces.as_slice().first().filter(|piece| piece.source.start < span.end) {
            let (source, format, appearance) = (piece.source, piece.format, piece.appearance);
            let inside = Span::new(source.start.max(span.start), source.end.min(span.end));
            let Some(piece) = self.pieces.next() else { break };
            let from = builder.at();
            match piece.inline {
                Inline::Verbatim if !inside.is_empty() => {
                    builder.verbatim_text(inside.of(self.source), file(inside), format);
                    broken = false;
                }
                Inline::Encoded(text) if inside == source => {
                    builder.encoded_text(&text, file(source), format);
                    broken = false;
                }
                Inline::Break if !broken => {
                    self.line_end(source, format, builder);
                    broken = true;
                }
                Inline::Verbatim | Inline::Encoded(_) | Inline::Break => {}
                other => self.mark(other, source, builder),
            }
            builder.draw(Span::new(from, builder.at()), appearance);
        }
        self.end_link(builder);
        builder.close();
    }

    fn line_end(&self, source: Span, format: Format, builder: &mut Builder) {
        match source.of(self.source) {
            "\n" => builder.verbatim_text("\n", file(source), format),
            tag if tag.starts_with('<') => builder.made_text("\n", file(source), format),
            _ => builder.encoded_text("\n", file(source), format),
        }
    }

    fn mark(&mut self, inline: Inline, source: Span, builder: &mut Builder) {
        match inline {
            Inline::LinkOpen(target) => self.link = Some((target, builder.at())),
            Inline::LinkClose => {
                self.end_link(builder);
                self.link = None;
            }
            Inline::Remark(text) => builder.directive_here(text, file(source)),
            _ => {}
        }
    }

    /// Adds the link for the words it has had up to here. A link over several blocks becomes one in each.
    fn end_link(&mut self, builder: &mut Builder) {
        if let Some((target, start)) = &mut self.link {
            if *start < builder.at() {
                builder.link(Span::new(*start, builder.at()), target.clone());
            }
            *start = builder.at();
        }
    }

    /// What is left when all text is out.
    fn rest(mut self, target: &mut Target<'_>) {
        while let Some(piece) = self.pieces.next() {
            if matches!(piece.inline, Inline::Remark(_)) {
                self.mark(piece.inline, piece.source, target.builder);
            }
        }
    }
}
