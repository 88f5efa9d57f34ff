//! The one way to make a [`Document`].

use unicode_normalization::char::compose;

use super::{
    Appearance, Block, Directive, Document, Drawn, FileFormat, Font, Format, FrontMatter, Link, Page, PartId,
    ReadWarning, Segment, SegmentKind, SourceSpan, Stretch,
};
use crate::text::Span;

/// Collects blocks in reading order. Texts are cleaned on the way in: soft hyphens, stress marks and zero-width
/// characters go, «и» with a combining breve becomes «й»; the source map remembers.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    open: Option<Block>,
}

/// Characters that are in the file but not in what a person reads.
const fn invisible(c: char) -> bool {
    matches!(c, '\u{301}' | '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

impl Builder {
    /// A builder for a file of this format.
    pub fn new(format: FileFormat) -> Self {
        Self { document: Document { format, ..Document::default() }, open: None }
    }

    /// A document whose text is the whole of `source`, byte for byte, with blocks given as ranges of it.
    /// Only for text in which [`needs_cleaning`] finds nothing.
    pub fn verbatim(format: FileFormat, source: String, blocks: Vec<Block>) -> Self {
        Self { document: Document { format, text: source, blocks, ..Document::default() }, open: None }
    }

    /// Gives the decoded text of the file, for documents whose text is not the file itself.
    pub fn source(&mut self, source: String) {
        self.document.source = Some(source);
    }

    /// Adds a part of the file and gives its number.
    pub fn part(&mut self, name: impl Into<String>) -> PartId {
        self.document.map.parts.push(name.into());
        PartId(u16::try_from(self.document.map.parts.len() - 1).unwrap_or(u16::MAX))
    }

    /// The byte where the next text will stand.
    pub fn at(&self) -> u32 {
        self.document.text.len() as u32
    }

    /// Begins a block; its span is set by [`Self::close`]. A block still open is closed.
    pub fn open(&mut self, block: Block) {
        self.close();
        // Also after empty blocks, so that no two of them stand at one place.
        if !self.document.blocks.is_empty() {
            self.document.text.push('\n');
        }
        let at = self.at();
        self.open = Some(Block { span: Span::empty(at), ..block });
    }

    /// Ends the open block. Empty blocks are kept: they separate.
    pub fn close(&mut self) {
        if let Some(mut block) = self.open.take() {
            block.span.end = self.at();
            self.document.blocks.push(block);
        }
    }

    /// True while a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds text that stands byte for byte at `source`.
    pub fn verbatim_text(&mut self, text: &str, source: SourceSpan, format: Format) {
        if !needs_cleaning(text) {
            self.push(text, source, SegmentKind::Verbatim, format);
            return;
        }
        let mut from = 0; // start of the clean stretch, in `text`
        let flush = |builder: &mut Self, from: usize, to: usize| {
            if from < to {
                let at = source.span.start + from as u32;
                let place = SourceSpan { part: source.part, span: Span::new(at, at + (to - from) as u32) };
                builder.push(&text[from..to], place, SegmentKind::Verbatim, format);
            }
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            if invisible(c) {
                flush(self, from, at);
                from = end;
            } else if let Some(&(mark_at, mark)) = chars.peek()
                && let Some(whole) = compose(c, mark)
            {
                chars.next();
                flush(self, from, at);
                let mark_end = mark_at + mark.len_utf8();
                let span = Span::new(source.span.start + at as u32, source.span.start + mark_end as u32);
                let place = SourceSpan { part: source.part, span };
                self.push(whole.encode_utf8(&mut [0; 4]), place, SegmentKind::Encoded, format);
                from = mark_end;
            }
        }
        flush(self, from, text.len());
    }

    /// Adds text that stands at `source` as something else (an entity, an escape, a symbol element).
    pub fn encoded_text(&mut self, text: &str, source: SourceSpan, format: Format) {
        let clean: String = text.chars().filter(|&c| !invisible(c)).collect();
        self.push(&clean, source, SegmentKind::Encoded, format);
    }

    /// Adds text that does not stand in the file; `source` is the place or element it is made for.
    pub fn made_text(&mut self, text: &str, source: SourceSpan, format: Format) {
        self.push(text, source, SegmentKind::Made, format);
    }

    /// The text added from the byte `from` on.
    pub fn text_from(&self, from: u32) -> &str {
        self.document.text.get(from as usize..).unwrap_or_default()
    }

    /// Says how text already added is drawn; later stretches of the text come later.
    pub fn draw(&mut self, span: Span, appearance: Appearance) {
        if span.is_empty() || appearance == Appearance::default() {
            return;
        }
        match self.document.drawn.last_mut() {
            Some(last) if last.appearance == appearance && last.span.end == span.start => last.span.end = span.end,
            _ => self.document.drawn.push(Drawn { span, appearance }),
        }
    }

    /// Gives the fonts that [`Appearance::font`] counts.
    pub fn fonts(&mut self, fonts: Vec<Font>) {
        self.document.fonts = fonts;
    }

    /// What lies behind the whole text.
    pub fn page(&mut self) -> &mut Page {
        &mut self.document.page
    }

    /// Adds a link over text already added.
    pub fn link(&mut self, span: Span, target: impl Into<String>) {
        self.document.links.push(Link { span, target: target.into() });
    }

    /// Adds an author's remark.
    pub fn directive(&mut self, directive: Directive) {
        self.document.directives.push(directive);
    }

    /// Adds an author's remark that stands here: in the open block, or before the next one.
    pub fn directive_here(&mut self, text: String, source: SourceSpan) {
        let line_end = u32::from(self.open.is_none() && !self.document.text.is_empty());
        let anchor = Span::empty(self.at() + line_end);
        self.document.directives.push(Directive { text, anchor, source });
    }

    /// Gives the metadata.
    pub fn front_matter(&mut self, front_matter: FrontMatter) {
        self.document.front_matter = Some(front_matter);
    }

    /// Notes what could not be read.
    pub fn warn(&mut self, message: impl Into<String>, part: Option<String>) {
        self.document.warnings.push(ReadWarning { message: message.into(), part });
    }

    /// Ends the document.
    pub fn finish(mut self) -> Document {
        self.close();
        let end = self.at();
        for directive in &mut self.document.directives {
            // A remark after the last block stands at the end.
            directive.anchor.start = directive.anchor.start.min(end);
            directive.anchor.end = directive.anchor.end.min(end);
        }
        self.document.links.sort_by_key(|link| (link.span.start, link.span.end));
        self.document.directives.sort_by_key(|directive| (directive.anchor, directive.source));
        self.document
    }

    fn push(&mut self, text: &str, source: SourceSpan, kind: SegmentKind, format: Format) {
        if text.is_empty() {
            return;
        }
        let start = self.at();
        self.document.text.push_str(text);
        let span = Span::new(start, self.at());
        self.push_segment(Segment { text: span, source, kind });
        if format != Format::default() {
            self.push_stretch(Stretch { span, format });
        }
    }

    fn push_segment(&mut self, segment: Segment) {
        if let Some(last) = self.document.map.segments.last_mut()
            && last.kind == SegmentKind::Verbatim
            && segment.kind == SegmentKind::Verbatim
            && last.text.end == segment.text.start
            && last.source.part == segment.source.part
            && last.source.span.end == segment.source.span.start
        {
            last.text.end = segment.text.end;
            last.source.span.end = segment.source.span.end;
            return;
        }
        self.document.map.segments.push(segment);
    }

    fn push_stretch(&mut self, stretch: Stretch) {
        if let Some(last) = self.document.stretches.last_mut()
            && last.format == stretch.format
            && last.span.end == stretch.span.start
        {
            last.span.end = stretch.span.end;
            return;
        }
        self.document.stretches.push(stretch);
    }
}

/// True when `text` has characters that a [`Builder`] drops or composes.
pub fn needs_cleaning(text: &str) -> bool {
    // All of them lie outside ASCII and Cyrillic: two lead bytes tell them from ordinary text.
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, &byte)| match byte {
        0xcc | 0xcd => true,                      // combining marks U+0300–U+036F
        0xc2 => bytes.get(at + 1) == Some(&0xad), // soft hyphen
        0xe2 => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x8b..=0x8d] | [0x81, 0xa0])), // zero width
        0xef => matches!(bytes.get(at + 1..at + 3), Some([0xbb, 0xbf])), // byte order mark inside
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_the_invisible_and_composes_letters() {
        let source = "за\u{ad}ме\u{301}на и\u{306} всё";
        let mut builder = Builder::new(FileFormat::Text);
        builder.open(Block::default());
        let place = SourceSpan { part: PartId(0), span: Span::new(0, source.len() as u32) };
        builder.verbatim_text(source, place, Format::default());
        let document = builder.finish();
        assert_eq!(document.text(), "замена й всё");
        let word = Span::new(0, "замена".len() as u32);
        let found = document.map().source(word).map(|place| place.span.of(source));
        assert_eq!(found, Some("за\u{ad}ме\u{301}на"));
        let letter = Span::new("замена ".len() as u32, "замена й".len() as u32);
        assert_eq!(document.map().source(letter).map(|place| place.span.of(source)), Some("и\u{306}"));
    }

    #[test]
    fn joins_verbatim_neighbours() {
        let mut builder = Builder::new(FileFormat::Markdown);
        builder.open(Block::default());
        let at = |start, end| SourceSpan { part: PartId(0), span: Span::new(start, end) };
        builder.verbatim_text("ab", at(0, 2), Format::default());
        builder.verbatim_text("cd", at(2, 4), Format::default());
        assert_eq!(builder.finish().map().segments().len(), 1);
    }
}
