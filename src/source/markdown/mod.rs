//! Markdown to a document.
//!
//! CommonMark says what is a paragraph, list, table or footnote. But our letters are also plain text that happens to be in
//! a .md file: signatures on lines of their own, lists with dashes. So each paragraph is cut as in plain text.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

mod leaf;
mod tags;
#[cfg(test)]
mod tests;

use super::html::Looks;
use super::lists::Lists;
use super::{front_matter, lines};
use crate::document::{Block, BlockKind, Builder, Cell, Document, FileFormat, PartId, Story};
use crate::text::Span;
use leaf::{Inline, Leaf, Piece, Styles, Target};

/// Reads a decoded text.
pub(super) fn read(source: String) -> Document {
    let (front_matter, begin) = front_matter::split(&source);
    let mut builder = {
        let mut reader = Reader {
            source: &source,
            wrap: lines::wrap_width(&source[begin..]),
            builder: Builder::new(FileFormat::Markdown),
            lists: Lists::default(),
            pieces: Vec::new(),
            block: None,
            items: Vec::new(),
            styles: Styles::default(),
            looks: Looks::default(),
            html: Vec::new(),
            html_heading: None,
            html_quotes: 0,
            quotes: 0,
            notes: 0,
            images: 0,
            code: None,
            indented: false,
            table: None,
            tables: 0,
            paragraph: 0,
            seen: begin,
        };
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        for (event, range) in Parser::new_ext(&source[begin..], options).into_offset_iter() {
            reader.event(event, Span::new((range.start + begin) as u32, (range.end + begin) as u32));
        }
        reader.flush();
        let (fonts, page) = reader.looks.finish();
        reader.builder.fonts(fonts);
        *reader.builder.page() = page;
        reader.builder
    };
    if let Some(front_matter) = front_matter {
        builder.front_matter(front_matter);
    }
    builder.source(source);
    builder.finish()
}

#[derive(Debug)]
struct Item {
    list: u32,
    /// True until its first paragraph is read: only that is the item, what follows are paragraphs.
    fresh: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    Real,
    /// Indented Russian prose: a first line indent or a text set to the right, not code.
    Prose,
}

struct Reader<'a> {
    source: &'a str,
    wrap: Option<u32>,
    builder: Builder,
    lists: Lists,
    /// What the block being read holds so far.
    pieces: Vec<Piece>,
    /// What the block being read is.
    block: Option<Block>,
    items: Vec<Item>,
    styles: Styles,
    looks: Looks,
    /// The lines of the block of HTML being read.
    html: Vec<Span>,
    html_heading: Option<u8>,
    html_quotes: u32,
    quotes: u32,
    notes: u32,
    images: u32,
    code: Option<Code>,
    /// True right after indented prose.
    indented: bool,
    table: Option<Cell>,
    tables: u32,
    paragraph: u32,
    /// End of the last inline piece, to see what stands between pieces.
    seen: usize,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Span) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.code.is_some() => self.code_text(&text, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline_code(&text, range),
            Event::SoftBreak | Event::HardBreak => self.put(Inline::Break, range),
            Event::Html(_) => self.html.push(range),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::Rule => {
                self.flush();
                self.lists.close();
            }
            // A note's number, a checkbox: no text. Mathematics is off.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.seen = range.end as usize;
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Span) {
        match tag {
            Tag::Emphasis => self.styles.italic += 1,
            Tag::Strong => self.styles.bold += 1,
            Tag::Strikethrough => self.styles.strike += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.put(Inline::LinkOpen(format!("{mail}{dest_url}")), Span::empty(range.start));
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Paragraph => self.begin(range, BlockKind::Paragraph),
            Tag::Heading { level, .. } => self.begin(range, self.heading(level, range)),
            Tag::CodeBlock(kind) => {
                let prose = matches!(kind, CodeBlockKind::Indented) && lines::is_russian(range.of(self.source));
                self.begin(range, if prose { BlockKind::Paragraph } else { BlockKind::Code });
                self.code = Some(if prose { Code::Prose } else { Code::Real });
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.flush();
                let list = self.lists.number();
                self.items.push(Item { list, fresh: false });
            }
            Tag::Item => {
                self.flush();
                self.seen = range.start as usize;
                if let Some(item) = self.items.last_mut() {
                    item.fresh = true;
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.notes += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some(Cell { table: self.tables, row: 0, column: 0 });
                self.tables += 1;
            }
            Tag::TableRow => {
                if let Some(cell) = &mut self.table {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
            }
            Tag::TableCell => self.begin(range, BlockKind::Paragraph),
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Span) {
        match tag {
            TagEnd::Emphasis => self.styles.italic -= 1,
            TagEnd::Strong => self.styles.bold -= 1,
            TagEnd::Strikethrough => self.styles.strike -= 1,
            TagEnd::Link => self.put(Inline::LinkClose, Span::empty(range.end)),
            TagEnd::Image => {
                self.images -= 1;
                self.seen = range.end as usize;
            }
            // The next line may go on with it.
            TagEnd::CodeBlock if self.code == Some(Code::Prose) => {
                self.code = None;
                self.indented = true;
            }
            TagEnd::HtmlBlock => self.html_block(),
            _ => {
                self.flush();
                self.close(tag);
            }
        }
    }

    /// The end of what holds blocks.
    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::FootnoteDefinition => self.notes -= 1,
            TagEnd::CodeBlock => self.code = None,
            TagEnd::Table => self.table = None,
            TagEnd::List(_) => {
                self.items.pop();
            }
            TagEnd::TableCell => {
                if let Some(cell) = &mut self.table {
                    cell.column += 1;
                }
            }
            _ => {}
        }
    }

    /// A line of dashes under several lines, or under a full sentence, was meant as a rule, not as the mark of a heading.
    fn heading(&self, level: HeadingLevel, range: Span) -> BlockKind {
        let text = range.of(self.source).trim_end();
        let underlined = !text.starts_with('#') && text.ends_with('-');
        let content = text.trim_end_matches('-').trim_end();
        if underlined && (content.contains('\n') || content.ends_with(['.', ',', ';', ':'])) {
            return BlockKind::Paragraph;
        }
        BlockKind::Heading { level: level as u8 }
    }

    /// Begins a block that is read until [`Self::flush`].
    fn begin(&mut self, range: Span, kind: BlockKind) {
        if kind == BlockKind::Paragraph && self.goes_on(range) {
            return;
        }
        self.flush();
        self.seen = range.start as usize;
        self.block = Some(self.template(kind));
    }

    /// A first line with an indent is code by Markdown's rules, and the lines right after it are a paragraph: one for us.
    fn goes_on(&mut self, range: Span) -> bool {
        if !std::mem::take(&mut self.indented) {
            return false;
        }
        let broken = matches!(self.pieces.last(), Some(Piece { inline: Inline::Break, .. }));
        let gap = Span::new(self.seen as u32, range.start);
        let ends = gap.of(self.source).matches('\n').count() + usize::from(broken);
        if !broken {
            self.put(Inline::Break, gap);
        }
        ends == 1
    }

    fn template(&mut self, kind: BlockKind) -> Block {
        let level = u8::try_from(self.items.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let kind = match (kind, self.items.last_mut()) {
            (BlockKind::Paragraph, Some(item)) if item.fresh => {
                item.fresh = false;
                BlockKind::ListItem { list: item.list, level }
            }
            (kind, _) => kind,
        };
        Block {
            kind,
            story: if self.notes > 0 { Story::Footnote } else { Story::Body },
            cell: self.table,
            quote: self.quotes + self.html_quotes > 0,
            origin: (PartId(0), self.paragraph),
            ..Block::default()
        }
    }

    /// Adds a piece to the block, which begins with it if need be: items of tight lists have no paragraph in them.
    fn put(&mut self, inline: Inline, source: Span) {
        self.seen = self.seen.max(source.end as usize);
        if self.block.is_none() {
            if matches!(inline, Inline::Break | Inline::LinkClose) {
                return;
            }
            let kind = self.html_heading.map_or(BlockKind::Paragraph, |level| BlockKind::Heading { level });
            self.block = Some(self.template(kind));
        }
        let style = self.looks.here();
        let format = self.styles.format(style.format);
        self.pieces.push(Piece { inline, source, format, appearance: style.appearance });
    }

    fn text(&mut self, text: &str, range: Span) {
        if self.images > 0 {
            // A picture's description is seen only where the picture is not.
            return;
        }
        if range.of(self.source) != text {
            self.put(Inline::Encoded(text.to_owned()), range);
            return;
        }
        let start = range.start as usize;
        let mut from = range.start;
        // An escaped character comes without its backslash.
        if start > self.seen
            && self.source.as_bytes()[start - 1] == b'\\'
            && let Some(first) = text.chars().next()
        {
            from += first.len_utf8() as u32;
            self.put(Inline::Encoded(first.to_string()), Span::new(range.start - 1, from));
        }
        if from < range.end {
            self.put(Inline::Verbatim, Span::new(from, range.end));
        }
    }

    fn inline_code(&mut self, text: &str, range: Span) {
        if self.images > 0 {
            return;
        }
        let raw = range.of(self.source);
        let ticks = raw.len() - raw.trim_start_matches('`').len();
        let inner = Span::new(range.start + ticks as u32, range.end.saturating_sub(ticks as u32));
        let padded = Span::new(inner.start + 1, inner.end.saturating_sub(1));
        self.styles.code += 1;
        match [inner, padded].into_iter().find(|span| span.of(self.source) == text) {
            Some(span) => self.put(Inline::Verbatim, span),
            None => self.put(Inline::Encoded(text.to_owned()), range),
        }
        self.styles.code -= 1;
        self.seen = range.end as usize;
    }

    fn code_text(&mut self, text: &str, range: Span) {
        if range.of(self.source) != text {
            // Tabs made spaces and the like.
            self.put(Inline::Encoded(text.trim_end_matches('\n').to_owned()), range);
            self.put(Inline::Break, Span::empty(range.end));
            return;
        }
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            let end = at + content.len() as u32;
            let next = at + line.len() as u32;
            // The line end may come apart from its line.
            let blank =
                content.trim().is_empty() && matches!(self.pieces.last(), Some(Piece { inline: Inline::Break, .. }));
            if blank && self.code == Some(Code::Prose) {
                self.flush();
            } else if !content.is_empty() {
                self.put(Inline::Verbatim, Span::new(at, end));
            }
            if end < next {
                self.put(Inline::Break, Span::new(end, next));
            }
            at = next;
        }
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        self.indented = false;
        let Some(block) = self.block.take() else { return };
        let depth = u8::try_from(self.items.len()).unwrap_or(u8::MAX);
        let leaf = Leaf::new(self.source, self.wrap, std::mem::take(&mut self.pieces));
        let mut target = Target { builder: &mut self.builder, lists: &mut self.lists, paragraph: &mut self.paragraph };
        leaf.emit(block, depth, &mut target);
    }
}
