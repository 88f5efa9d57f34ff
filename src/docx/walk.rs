//! Reads the tree of one part into blocks.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::State;
use super::fields::{self, Field};
use super::package::Relations;
use super::paragraph::{self, OpenLink, Piece};
use super::styles::{self, Look, ParagraphStyle, Props};
use super::symbols::symbol;
use super::tag::{Attr, Tag};
use super::tree::{self, NodeId, Tree};
use crate::document::{Block, BlockKind, Cell, Format, PartId, SegmentKind, Story};
use crate::text::Span;

/// Links within links are opened to this depth only.
const LINKS: u32 = 8;

/// Reads one part.
pub(super) struct Walk<'a, 's> {
    tree: &'a Tree<'a>,
    relations: &'a Relations,
    part: PartId,
    name: &'a str,
    state: &'s mut State,
    story: Story,
    cell: Option<Cell>,
    /// The paragraph being read; stays open when its mark was deleted, to go on with the next one.
    open: Option<Block>,
    pieces: Vec<Piece<'a>>,
    style: ParagraphStyle,
    fields: Vec<Field>,
    /// So many of the fields have no result yet.
    in_instructions: u32,
    unended: FxHashSet<NodeId>,
    links: Vec<OpenLink>,
    /// Inside so many `w:hyperlink` and link fields.
    in_links: u32,
    /// Text boxes and the like met in the paragraph, to be read after it.
    later: Vec<NodeId>,
}

impl<'a, 's> Walk<'a, 's> {
    pub(super) fn new(
        tree: &'a Tree<'a>,
        relations: &'a Relations,
        part: PartId,
        name: &'a str,
        story: Story,
        state: &'s mut State,
    ) -> Self {
        Self {
            tree,
            relations,
            part,
            name,
            state,
            story,
            cell: None,
            open: None,
            pieces: Vec::new(),
            style: ParagraphStyle::default(),
            fields: Vec::new(),
            in_instructions: 0,
            unended: fields::unended(tree),
            links: Vec::new(),
            in_links: 0,
            later: Vec::new(),
        }
    }

    /// Reads the whole part.
    pub(super) fn whole(mut self) {
        for node in self.tree.top() {
            self.block(node);
        }
        self.settle();
    }

    /// Reads what is in some nodes (notes), each for itself.
    pub(super) fn these(mut self, nodes: impl IntoIterator<Item = NodeId>) {
        for node in nodes {
            self.blocks(node);
        }
    }

    /// Reads the blocks in `node`.
    fn blocks(&mut self, node: NodeId) {
        for child in self.tree.children(node) {
            self.block(child);
        }
        self.settle();
    }

    fn block(&mut self, node: NodeId) {
        match self.tree.tag(node) {
            Tag::P => self.paragraph(node),
            Tag::Tbl => self.table(node),
            Tag::SectPr | Tag::PPr | Tag::TcPr | Tag::TrPr | Tag::Deleted => {}
            Tag::CommentStart => self.comment(node, Piece::CommentStart),
            Tag::CommentEnd if self.open.is_some() => self.comment(node, Piece::CommentEnd),
            Tag::CommentEnd => {
                let id = self.tree.attribute(node, Attr::Id).unwrap_or_default();
                let at = self.state.builder.at();
                self.state.anchors.end(&id, at, &mut self.state.builder);
            }
            Tag::AltChunk | Tag::SubDoc => self.not_read(node),
            _ => {
                for child in self.tree.children(node) {
                    self.block(child);
                }
            }
        }
    }

    fn table(&mut self, node: NodeId) {
        self.settle();
        let outside = self.cell;
        let table = self.state.tables;
        self.state.tables += 1;
        let mut row = 0;
        self.rows(node, table, &mut row);
        self.cell = outside;
    }

    /// Rows, which may stand inside content controls.
    fn rows(&mut self, node: NodeId, table: u32, row: &mut u32) {
        for child in self.tree.children(node) {
            match self.tree.tag(child) {
                Tag::Tr => {
                    let properties = self.tree.child(child, Tag::TrPr);
                    if properties.is_some_and(|node| self.tree.child(node, Tag::Deleted).is_some()) {
                        continue;
                    }
                    let before = properties.and_then(|node| self.number(node, Tag::GridBefore)).unwrap_or(0);
                    let mut column = before;
                    self.cells(child, table, *row, &mut column);
                    *row += 1;
                }
                Tag::CommentStart | Tag::CommentEnd => self.block(child),
                _ => self.rows(child, table, row),
            }
        }
    }

    fn cells(&mut self, node: NodeId, table: u32, row: u32, column: &mut u32) {
        for child in self.tree.children(node) {
            match self.tree.tag(child) {
                Tag::Tc => {
                    let properties = self.tree.child(child, Tag::TcPr);
                    let width = properties.and_then(|node| self.number(node, Tag::GridSpan)).unwrap_or(1);
                    if !properties.is_some_and(|node| self.tree.child(node, Tag::CellDel).is_some()) {
                        self.cell = Some(Cell { table, row, column: *column });
                        self.blocks(child);
                    }
                    *column = column.saturating_add(width.max(1));
                }
                Tag::TrPr => {}
                Tag::CommentStart | Tag::CommentEnd => self.block(child),
                _ => self.cells(child, table, row, column),
            }
        }
    }

    fn number(&self, properties: NodeId, tag: Tag) -> Option<u32> {
        self.tree.value_of(properties, tag)?.parse().ok()
    }

    fn paragraph(&mut self, node: NodeId) {
        let properties = self.tree.child(node, Tag::PPr);
        let id = properties.and_then(|node| self.tree.value_of(node, Tag::PStyle));
        self.style = self.state.styles.paragraph(id.as_deref());
        let origin = self.open.map_or((self.part, self.tree.paragraph_number(node)), |block| block.origin);
        self.open = Some(Block {
            kind: self.kind(properties),
            story: self.story,
            span: Span::default(),
            cell: self.cell,
            quote: self.style.quote,
            hard_lines: true,
            origin,
        });
        self.inline(node, Look::default());
        let mark = properties.and_then(|node| self.tree.child(node, Tag::RPr));
        if !mark.is_some_and(|mark| self.tree.child(mark, Tag::Deleted).is_some()) {
            self.write();
        }
    }

    fn kind(&self, properties: Option<NodeId>) -> BlockKind {
        let outline = properties.and_then(|node| styles::outline(self.tree, node));
        let heading = match outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.style.heading,
        };
        if let Some(level) = heading {
            return BlockKind::Heading { level };
        }
        let (list, level) = properties.map(|node| styles::numbering(self.tree, node)).unwrap_or_default();
        match list.or(self.style.list) {
            Some(list) if list != 0 => {
                BlockKind::ListItem { list, level: level.or(self.style.list_level).unwrap_or(0) }
            }
            _ => BlockKind::Paragraph,
        }
    }

    /// Gives away a paragraph that stayed open: nothing is there for it to go on with.
    fn settle(&mut self) {
        if self.open.is_some() && self.pieces.is_empty() && self.later.is_empty() {
            self.open = None; // it was deleted, mark and all
        }
        self.write();
    }

    fn write(&mut self) {
        let Some(block) = self.open.take() else { return };
        let mut pieces = std::mem::take(&mut self.pieces);
        paragraph::clear_fill_in(&mut pieces);
        paragraph::write(pieces, block, &mut self.state.builder, &mut self.links, &mut self.state.anchors);
        for node in std::mem::take(&mut self.later) {
            self.apart(node);
        }
    }

    /// Reads what stands in a paragraph but is no part of its text.
    fn apart(&mut self, node: NodeId) {
        let (story, cell, in_links) = (self.story, self.cell, self.in_links);
        let (fields, links) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.links));
        let in_instructions = std::mem::take(&mut self.in_instructions);
        self.in_links = 0;
        if self.tree.tag(node) == Tag::TextBox {
            (self.story, self.cell) = (Story::TextBox, None);
            self.blocks(node);
        } else {
            self.block(node);
            self.settle();
        }
        (self.story, self.cell, self.in_links) = (story, cell, in_links);
        (self.fields, self.links, self.in_instructions) = (fields, links, in_instructions);
    }

    /// Reads what is in `node`, inside a paragraph.
    fn inline(&mut self, node: NodeId, look: Look) {
        for child in self.tree.children(node) {
            match self.tree.tag(child) {
                Tag::R => {
                    let look = self.look(child);
                    self.inline(child, look);
                }
                Tag::MathRun => {
                    let format = Format { code: true, ..Format::default() };
                    self.inline(child, Look { format, ..look });
                }
                Tag::T | Tag::MathText => self.text(child, look),
                Tag::Tab => self.made("\t", child, look),
                Tag::Cr => self.made("\n", child, look),
                Tag::Br => match self.tree.attribute(child, Attr::Type).as_deref() {
                    Some("page" | "column") if self.visible(look) => {
                        self.pieces.push(Piece::PageBreak(self.tree.span(child)));
                    }
                    Some("page" | "column") => {}
                    _ => self.made("\n", child, look),
                },
                Tag::NoBreakHyphen => self.encoded("\u{2011}", child, look),
                Tag::Sym => {
                    let font = self.tree.attribute(child, Attr::Font).unwrap_or_default();
                    let code = self.tree.attribute(child, Attr::Char).unwrap_or_default();
                    self.encoded(symbol(&font, &code).to_string(), child, look);
                }
                Tag::FldChar => self.field_mark(child),
                Tag::InstrText => {
                    if let Some(field) = self.fields.last_mut()
                        && !field.result
                    {
                        field.instruction.push_str(&self.tree.text(child));
                    }
                }
                Tag::FldSimple => {
                    let target = self.tree.attribute(child, Attr::Instr).and_then(|it| fields::link_target(&it));
                    self.inside_link(child, target, look);
                }
                Tag::Hyperlink => {
                    let target = self.target(child);
                    self.inside_link(child, Some(target), look);
                }
                Tag::TextBox | Tag::P | Tag::Tbl => {
                    if self.visible(look) {
                        self.later.push(child);
                    }
                }
                Tag::FootnoteReference if self.visible(look) => {
                    self.state.footnotes.extend(self.tree.attribute(child, Attr::Id).map(Into::into));
                }
                Tag::EndnoteReference if self.visible(look) => {
                    self.state.endnotes.extend(self.tree.attribute(child, Attr::Id).map(Into::into));
                }
                Tag::CommentStart => self.comment(child, Piece::CommentStart),
                Tag::CommentEnd => self.comment(child, Piece::CommentEnd),
                Tag::CommentReference => self.comment(child, Piece::CommentReference),
                Tag::AltChunk | Tag::SubDoc | Tag::Diagram => self.not_read(child),
                Tag::PPr | Tag::RPr | Tag::SectPr | Tag::Deleted => {}
                _ => self.inline(child, look),
            }
        }
    }

    /// The formatting in effect on a run.
    fn look(&self, run: NodeId) -> Look {
        let properties = self.tree.child(run, Tag::RPr);
        let character = properties.and_then(|node| self.tree.value_of(node, Tag::RStyle));
        let direct = properties.map(|node| Props::read(self.tree, node)).unwrap_or_default();
        self.state.styles.look(&self.style, character.as_deref(), direct, self.in_links > 0)
    }

    /// True when a run of this look is shown here: it is not hidden, nor in the instruction of a field.
    fn visible(&self, look: Look) -> bool {
        !look.hidden && self.in_instructions == 0
    }

    fn comment(&mut self, node: NodeId, piece: fn(String) -> Piece<'a>) {
        let id = self.tree.attribute(node, Attr::Id).unwrap_or_default();
        self.pieces.push(piece(id.into_owned()));
    }

    fn made(&mut self, text: &'static str, node: NodeId, look: Look) {
        self.piece(Cow::Borrowed(text), self.tree.span(node), SegmentKind::Made, look);
    }

    fn encoded(&mut self, text: impl Into<Cow<'a, str>>, node: NodeId, look: Look) {
        self.piece(text.into(), self.tree.span(node), SegmentKind::Encoded, look);
    }

    fn piece(&mut self, text: Cow<'a, str>, source: Span, kind: SegmentKind, look: Look) {
        if self.visible(look) {
            self.pieces.push(Piece::Text { text, source, kind, format: look.format });
        }
    }

    fn text(&mut self, node: NodeId, look: Look) {
        if !self.visible(look) {
            return;
        }
        let preserve = self.tree.preserve(node);
        let mut children = self.tree.children(node).peekable();
        let mut first = true;
        while let Some(child) = children.next() {
            let mut span = self.tree.span(child);
            match self.tree.tag(child) {
                Tag::Text => {
                    if !preserve {
                        // Without xml:space="preserve" blanks at the ends of the element are not shown.
                        let text = self.tree.slice(span);
                        if first {
                            span.start += (text.len() - text.trim_ascii_start().len()) as u32;
                        }
                        if children.peek().is_none() {
                            span.end -= (text.len() - text.trim_ascii_end().len()) as u32;
                        }
                    }
                    self.lines(Span::new(span.start, span.end), look);
                }
                Tag::CData => {
                    let text = tree::cdata(self.tree.source(child)).replace(['\r', '\n'], " ");
                    self.encoded(text, child, look);
                }
                Tag::Reference => match tree::resolve(self.tree.source(child)) {
                    Some(text) => self.encoded(text.replace(['\r', '\n'], " "), child, look),
                    None => self.state.warn_once("неизвестная сущность XML пропущена", self.name),
                },
                _ => {}
            }
            first = false;
        }
    }

    /// Text as it stands; line ends of the XML in it are shown as spaces.
    fn lines(&mut self, span: Span, look: Look) {
        let text = self.tree.slice(span);
        let mut at = 0;
        while at < text.len() {
            let end = text[at..].find(['\r', '\n']).map_or(text.len(), |found| at + found);
            if at < end {
                let source = Span::new(span.start + at as u32, span.start + end as u32);
                self.piece(Cow::Borrowed(&text[at..end]), source, SegmentKind::Verbatim, look);
            }
            let rest = &text[end..];
            let breaks = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
            if breaks > 0 {
                let source = Span::new(span.start + end as u32, span.start + (end + breaks) as u32);
                self.piece(Cow::Borrowed(" "), source, SegmentKind::Encoded, look);
            }
            at = end + breaks;
        }
    }

    fn inside_link(&mut self, node: NodeId, target: Option<String>, look: Look) {
        let is_link = target.is_some();
        if is_link {
            self.pieces.push(Piece::LinkStart(target.filter(|target| !target.is_empty()).map(Rc::from)));
            self.in_links += 1;
        }
        self.inline(node, look);
        if is_link {
            self.pieces.push(Piece::LinkEnd);
            self.in_links -= 1;
        }
    }

    /// Where a `w:hyperlink` leads; empty when nowhere.
    fn target(&mut self, node: NodeId) -> String {
        let mut target = String::new();
        if let Some(id) = self.tree.attribute(node, Attr::RelId) {
            match self.relations.by_id(&id) {
                Some(relation) => target.push_str(&relation.target),
                None => self.state.warn_once("у ссылки в тексте нет адреса", self.name),
            }
        }
        if let Some(place) = self.tree.attribute(node, Attr::Anchor) {
            target.push('#');
            target.push_str(&place);
        }
        target
    }

    fn field_mark(&mut self, node: NodeId) {
        match self.tree.attribute(node, Attr::FldCharType).as_deref() {
            Some("begin") if !self.unended.contains(&node) => {
                self.fields.push(Field::default());
                self.in_instructions += 1;
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut()
                    && !field.result
                {
                    field.result = true;
                    self.in_instructions -= 1;
                    if let Some(target) = fields::link_target(&field.instruction)
                        && self.in_links < LINKS
                    {
                        field.link = true;
                        self.in_links += 1;
                        self.pieces.push(Piece::LinkStart(Some(Rc::from(target))));
                    }
                }
            }
            Some("end") => {
                let Some(field) = self.fields.pop() else { return };
                self.in_instructions -= u32::from(!field.result);
                if field.link {
                    self.in_links -= 1;
                    self.pieces.push(Piece::LinkEnd);
                }
            }
            _ => {}
        }
    }

    fn not_read(&mut self, node: NodeId) {
        let message = match self.tree.tag(node) {
            Tag::Diagram => "текст в схеме SmartArt не проверен",
            _ => "текст вложенного документа не проверен",
        };
        self.state.warn_once(message, self.name);
    }
}
