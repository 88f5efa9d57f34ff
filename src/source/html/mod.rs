//! HTML to a document: letters and templates that knowledge bases and mail programs write.
//!
//! White space is shown as browsers show it. The tree is only as deep as the text needs: which elements are open, and what
//! of them a block must know. Style sheets are not read; tags, attributes and `style` are.

mod block;
mod style;
#[cfg(test)]
mod tests;
mod tokens;

pub(super) use style::Looks;
pub(super) use tokens::{Node, Tag, nodes};

use block::{Inline, Pieces};

use super::lists::Lists;
use super::{front_matter, remark};
use crate::document::{Block, BlockKind, Builder, Cell, Document, FileFormat, PartId, SourceSpan};
use crate::text::Span;

/// Reads a decoded text.
pub(super) fn read(source: String) -> Document {
    let (front_matter, begin) = front_matter::split(&source);
    let mut builder = {
        let mut reader = Reader {
            source: &source,
            builder: Builder::new(FileFormat::Html),
            lists: Lists::default(),
            looks: Looks::default(),
            pieces: Pieces::default(),
            block: None,
            link: None,
            tables: 0,
            paragraph: 0,
        };
        nodes(&source[begin..], begin as u32, |node| reader.node(node));
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

/// True for elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "hr"
            | "center"
            | "details"
            | "summary"
            | "section"
            | "header"
            | "footer"
            | "article"
            | "pre"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "figcaption"
            | "caption"
            | "address"
            | "body"
            | "html"
            | "head"
            | "main"
            | "aside"
            | "nav"
            | "form"
            | "fieldset"
            | "legend"
            | "hgroup"
            | "dir"
            | "menu"
            | "thead"
            | "tbody"
            | "tfoot"
            | "listing"
            | "xmp"
            | "blockquote"
            | "option"
    ) || heading(name).is_some()
}

/// The level of a heading.
fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// What an open element is to the blocks in it.
#[derive(Clone, Copy, Debug, Default)]
enum Role {
    /// Part of a line.
    #[default]
    Inline,
    /// A block like any other.
    Block,
    Heading(u8),
    Quote,
    List(u32),
    /// `fresh` until its first block is read: only that is the item, what follows are paragraphs.
    Item {
        fresh: bool,
    },
    Table {
        table: u32,
        rows: u32,
    },
    Row {
        table: u32,
        row: u32,
        cells: u32,
    },
    /// `empty` until a block is read.
    Cell {
        cell: Cell,
        empty: bool,
    },
}

struct Reader<'a> {
    source: &'a str,
    builder: Builder,
    /// Lists that are written with markers.
    lists: Lists,
    looks: Looks<Role>,
    /// What the block being read holds so far.
    pieces: Pieces,
    /// What the block being read is.
    block: Option<Block>,
    /// The link that is open: its target, and where its words began in the document.
    link: Option<(String, u32)>,
    tables: u32,
    paragraph: u32,
}

impl Reader<'_> {
    fn node(&mut self, node: Node) {
        match node {
            Node::Tag(tag) if tag.closing => self.end(&tag),
            Node::Tag(tag) => self.start(tag),
            _ if self.looks.here().hidden => {}
            Node::Text(span) => self.text(span),
            Node::Entity(meaning, span) => self.put(&meaning, Inline::Encoded, span),
            Node::Comment(span) => self.comment(span),
        }
    }

    fn start(&mut self, tag: Tag) {
        // Many pages leave these ends out.
        if !matches!(tag.name.as_str(), "title" | "meta" | "link" | "style" | "script" | "base" | "noscript") {
            self.end_innermost(|name| name == "head", |_| false);
        }
        let name = tag.name.as_str();
        if is_block(name) {
            self.flush();
            let inline = |role: &Role| matches!(role, Role::Inline);
            self.end_innermost(|open| open == "p" || heading(open).is_some(), |role| !inline(role));
        }
        let role = match name {
            "br" if !self.looks.here().hidden => {
                self.line_end(tag.span);
                Role::Inline
            }
            "a" => {
                if let Some(target) = tag.attribute("href") {
                    self.pieces.mark(Inline::LinkOpen(target.to_owned()), tag.span);
                }
                Role::Inline
            }
            "hr" => {
                self.flush();
                self.lists.close();
                Role::Block
            }
            "blockquote" => Role::Quote,
            "ul" | "ol" | "menu" | "dir" => Role::List(self.lists.number()),
            "li" => {
                self.end_innermost(|name| name == "li", |role| matches!(role, Role::List(_) | Role::Cell { .. }));
                Role::Item { fresh: true }
            }
            "dt" | "dd" => {
                self.end_innermost(|name| matches!(name, "dt" | "dd"), |role| matches!(role, Role::Cell { .. }));
                Role::Block
            }
            "table" => {
                self.tables += 1;
                Role::Table { table: self.tables - 1, rows: 0 }
            }
            "tr" => self.row(),
            "td" | "th" => self.cell(tag.attribute("colspan")),
            name => match heading(name) {
                Some(level) => Role::Heading(level),
                None if is_block(name) => Role::Block,
                None => Role::Inline,
            },
        };
        self.looks.begin(tag, role);
    }

    fn end(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if name == "a" {
            self.pieces.mark(Inline::LinkClose, tag.span);
        }
        if is_block(name) {
            self.flush();
            let of_table = matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th");
            // What a cell holds cannot end what the cell stands in.
            self.end_innermost(
                |open| open == name,
                |role| match role {
                    Role::Cell { .. } | Role::Row { .. } => !of_table,
                    Role::Table { .. } => name != "table",
                    _ => false,
                },
            );
        } else if let Some(at) = self.looks.open().iter().rposition(|open| open.tag.name == name) {
            self.looks.end_one(at);
        }
    }

    /// Ends the innermost open element of a name, and those in it, but looks no further out than `bound`.
    fn end_innermost(&mut self, named: impl Fn(&str) -> bool, bound: impl Fn(&Role) -> bool) {
        for at in (0..self.looks.open().len()).rev() {
            let open = &self.looks.open()[at];
            if named(&open.tag.name) {
                return self.end_from(at);
            }
            if bound(&open.role) {
                return;
            }
        }
    }

    fn end_from(&mut self, at: usize) {
        self.flush();
        let empty = self.looks.open()[at..].iter().filter_map(|open| match open.role {
            Role::Cell { cell, empty: true } => Some(cell),
            _ => None,
        });
        for cell in empty {
            self.builder.open(Block { cell: Some(cell), origin: (PartId(0), self.paragraph), ..Block::default() });
            self.builder.close();
        }
        self.looks.end_from(at);
    }

    /// A row begins, in the innermost table.
    fn row(&mut self) -> Role {
        let Some(at) = self.looks.open().iter().rposition(|open| matches!(open.role, Role::Table { .. })) else {
            return Role::Block;
        };
        self.end_from(at + 1);
        match self.looks.roles().next_back() {
            Some(Role::Table { table, rows }) => {
                *rows += 1;
                Role::Row { table: *table, row: *rows - 1, cells: 0 }
            }
            _ => Role::Block,
        }
    }

    /// A cell begins, in the innermost row.
    fn cell(&mut self, span: Option<&str>) -> Role {
        let width = span.and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, 100);
        let row = |role: &Role| matches!(role, Role::Row { .. } | Role::Table { .. });
        match self.looks.open().iter().rposition(|open| row(&open.role)) {
            Some(at) if matches!(self.looks.open()[at].role, Role::Row { .. }) => self.end_from(at + 1),
            Some(_) => {
                let role = self.row();
                self.looks.begin(Tag { name: "tr".to_owned(), ..Tag::default() }, role);
            }
            None => return Role::Block,
        }
        match self.looks.roles().next_back() {
            Some(Role::Row { table, row, cells }) => {
                let column = *cells;
                *cells += width;
                Role::Cell { cell: Cell { table: *table, row: *row, column }, empty: true }
            }
            _ => Role::Block,
        }
    }

    fn comment(&mut self, span: Span) {
        let whole = span.of(self.source);
        let Some(content) = whole.strip_prefix("<!--") else { return };
        let Some(text) = remark::remark(content.trim_end_matches("-->")) else { return };
        if self.block.is_some() {
            self.pieces.mark(Inline::Remark(text.to_owned()), span);
        } else {
            self.builder.directive_here(text.to_owned(), SourceSpan { part: PartId(0), span });
        }
    }

    /// Text without entities.
    fn text(&mut self, span: Span) {
        let text = span.of(self.source);
        let pre = self.looks.here().pre;
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let length = if pre { block::shown_line(rest) } else { block::shown(rest, self.pieces.is_blank()) };
            let place = |from: usize, to: usize| Span::new(span.start + from as u32, span.start + to as u32);
            if length > 0 {
                self.put(&rest[..length], Inline::Verbatim, place(at, at + length));
                at += length;
                continue;
            }
            let blank = if pre { block::line_end(rest) } else { block::blank(rest) };
            let source = place(at, at + blank);
            if pre {
                if self.block.is_some() {
                    self.pieces.add("\n", Inline::Newline, source, self.looks.here());
                }
            } else if !self.pieces.is_blank() {
                self.put(" ", Inline::Encoded, source);
            }
            at += blank;
        }
    }

    /// Adds text to the block, which begins with it if need be.
    fn put(&mut self, text: &str, inline: Inline, source: Span) {
        if self.block.is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.block = Some(self.template());
        }
        self.pieces.add(text, inline, source, self.looks.here());
    }

    /// `<br>`. Two of them part paragraphs.
    fn line_end(&mut self, source: Span) {
        if self.block.is_none() {
            return;
        }
        if self.pieces.ends_line() {
            self.flush();
        } else {
            self.pieces.add("\n", Inline::Break, source, self.looks.here());
        }
    }

    /// What a block is that begins here.
    fn template(&mut self) -> Block {
        let mut block = Block { origin: (PartId(0), self.paragraph), ..Block::default() };
        let (mut list, mut depth, mut settled) = (None, 0_u8, false);
        for open in self.looks.open() {
            match open.role {
                Role::List(number) => {
                    list = Some(number);
                    depth = depth.saturating_add(1);
                }
                Role::Quote => block.quote = true,
                _ => {}
            }
        }
        for role in self.looks.roles().rev() {
            match role {
                Role::Cell { cell, empty } => {
                    *empty = false;
                    block.cell = block.cell.or(Some(*cell));
                    settled = true;
                }
                _ if settled => {}
                Role::Heading(level) => {
                    block.kind = BlockKind::Heading { level: *level };
                    settled = true;
                }
                Role::Item { fresh } => {
                    if std::mem::take(fresh)
                        && let Some(list) = list
                    {
                        block.kind = BlockKind::ListItem { list, level: depth.saturating_sub(1) };
                    }
                    settled = true;
                }
                _ => {}
            }
        }
        block
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let block = self.block.take();
        let pieces = std::mem::take(&mut self.pieces);
        let depth = self.looks.open().iter().filter(|open| matches!(open.role, Role::List(_))).count();
        self.emit(block, pieces, u8::try_from(depth).unwrap_or(u8::MAX));
    }
}
