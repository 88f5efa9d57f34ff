//! Reads the tree of one part into blocks.

use rustc_hash::FxHashSet;

use super::State;
use super::attribute::Attr;
use super::fields::{self, Field};
use super::package::Relations;
use super::paragraph::{self, OpenLink, Piece};
use super::styles::{self, Look, ParagraphStyle, Sides};
use super::surroundings::Surroundings;
use super::table_style::{Place, Shown};
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::document::{Block, BlockKind, Cell, Colour, Effects, PartId, Story, clear_fill_in};
use crate::text::Span;

/// Reads one part.
pub(super) struct Walk<'a, 's> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) relations: &'a Relations,
    part: PartId,
    pub(super) name: &'a str,
    pub(super) state: &'s mut State,
    pub(super) story: Story,
    cell: Option<Cell>,
    /// What the table and shape around give.
    pub(super) around: Surroundings,
    /// What the shape gives that is being looked into.
    pub(super) shape: Surroundings,
    /// The paragraph being read; stays open when its mark was deleted, to go on with the next one.
    open: Option<Block>,
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) style: ParagraphStyle,
    pub(super) fields: Vec<Field>,
    /// So many of the fields have no result yet.
    pub(super) in_instructions: u32,
    pub(super) unended: FxHashSet<NodeId>,
    links: Vec<OpenLink>,
    /// Inside so many `w:hyperlink` and link fields.
    pub(super) in_links: u32,
    /// Text boxes and the like met in the paragraph, to be read after it.
    pub(super) later: Vec<(NodeId, Surroundings)>,
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
            around: Surroundings::default(),
            shape: Surroundings::default(),
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
            Tag::AltChunk | Tag::SubDoc | Tag::R | Tag::MathRun => self.not_read(node),
            _ => {
                for child in self.tree.children(node) {
                    self.block(child);
                }
            }
        }
    }

    fn table(&mut self, node: NodeId) {
        self.settle();
        let outside = (self.cell, self.around);
        let properties = self.tree.child(node, Tag::TblPr);
        let style = properties.and_then(|node| self.tree.value_of(node, Tag::TblStyle));
        let table = Table {
            number: self.state.tables,
            style,
            shown: Shown::read(self.tree, properties),
            shading: properties.and_then(|node| styles::shading(self.tree, node, &self.state.palette)).flatten(),
            rows: self.count(node, Tag::Tr),
            outside: self.around,
        };
        self.state.tables += 1;
        let mut row = 0;
        self.rows(node, &table, &mut row);
        (self.cell, self.around) = outside;
    }

    /// How many rows, or columns of cells, stand in a table or row: also inside content controls.
    fn count(&self, node: NodeId, tag: Tag) -> u32 {
        let mut count = 0u32;
        for child in self.tree.children(node) {
            match self.tree.tag(child) {
                Tag::Tc if tag == Tag::Tc => count = count.saturating_add(self.width(child)),
                found if found == tag => count += 1,
                Tag::Other => count = count.saturating_add(self.count(child, tag)),
                _ => {}
            }
        }
        count
    }

    /// How many columns a cell takes.
    fn width(&self, cell: NodeId) -> u32 {
        let properties = self.tree.child(cell, Tag::TcPr);
        properties.and_then(|node| self.number(node, Tag::GridSpan)).unwrap_or(1).max(1)
    }

    /// Rows, which may stand inside content controls.
    fn rows(&mut self, node: NodeId, table: &Table<'_>, row: &mut u32) {
        for child in self.tree.children(node) {
            match self.tree.tag(child) {
                Tag::Tr => {
                    let properties = self.tree.child(child, Tag::TrPr);
                    if properties.is_some_and(|node| self.tree.child(node, Tag::Deleted).is_some()) {
                        continue;
                    }
                    let before = properties.and_then(|node| self.number(node, Tag::GridBefore)).unwrap_or(0);
                    let columns = before.saturating_add(self.count(child, Tag::Tc));
                    let mut place = Place { row: *row, rows: table.rows, column: before, width: 1, columns };
                    self.cells(child, table, &mut place);
                    *row += 1;
                }
                Tag::CommentStart | Tag::CommentEnd => self.block(child),
                _ => self.rows(child, table, row),
            }
        }
    }

    fn cells(&mut self, node: NodeId, table: &Table<'_>, place: &mut Place) {
        for child in self.tree.children(node) {
            match self.tree.tag(child) {
                Tag::Tc => {
                    let properties = self.tree.child(child, Tag::TcPr);
                    place.width = self.width(child);
                    if properties.is_none_or(|node| self.tree.child(node, Tag::CellDel).is_none()) {
                        self.cell = Some(Cell { table: table.number, row: place.row, column: place.column });
                        self.around = self.around_cell(table, *place, properties);
                        self.blocks(child);
                    }
                    place.column = place.column.saturating_add(place.width);
                }
                Tag::TrPr => {}
                Tag::CommentStart | Tag::CommentEnd => self.block(child),
                _ => self.cells(child, table, place),
            }
        }
    }

    /// What a cell gives the text in it.
    fn around_cell(&self, table: &Table<'_>, place: Place, properties: Option<NodeId>) -> Surroundings {
        let part = self.state.styles.table(table.style.as_deref()).cell(table.shown, place);
        let direct = properties.and_then(|node| styles::shading(self.tree, node, &self.state.palette));
        Surroundings {
            run: part.run,
            paragraph: None,
            table_paragraph: part.paragraph,
            // A cell without shading shows what lies behind the table.
            cell: direct.or(part.cell).unwrap_or(table.shading).or(table.outside.cell),
            shape: table.outside.shape,
            effects: table.outside.effects,
        }
    }

    fn number(&self, properties: NodeId, tag: Tag) -> Option<u32> {
        self.tree.value_of(properties, tag)?.parse().ok()
    }

    fn paragraph(&mut self, node: NodeId) {
        let properties = self.tree.child(node, Tag::PPr);
        let id = properties.and_then(|node| self.tree.value_of(node, Tag::PStyle));
        self.style = self.state.styles.paragraph(id.as_deref());
        let shading = properties.and_then(|node| styles::shading(self.tree, node, &self.state.palette));
        self.around.paragraph = shading.or(self.style.shading).or(self.around.table_paragraph);
        let drop_cap = properties.is_some_and(|node| styles::is_drop_cap(self.tree, node)) || self.style.drop_cap;
        let effects = self.around.effects;
        if drop_cap {
            self.around.effects = effects.with(Effects::DROP_CAP);
        }
        let origin = self.open.map_or((self.part, self.tree.paragraph_number(node)), |block| block.origin);
        let sides = properties.map(|node| Sides::read(self.tree, node)).unwrap_or_default().over(self.style.sides);
        self.open = Some(Block {
            kind: self.kind(properties),
            story: self.story,
            span: Span::default(),
            cell: self.cell,
            quote: self.style.quote,
            hard_lines: true,
            right: sides.is_right(),
            origin,
        });
        self.inline(node, Look::default());
        self.around.effects = effects;
        let mark = properties.and_then(|node| self.tree.child(node, Tag::RPr));
        if mark.is_none_or(|mark| self.tree.child(mark, Tag::Deleted).is_none()) {
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
        clear_fill_in(&mut pieces, paragraph::text);
        paragraph::write(pieces, block, &mut self.state.builder, &mut self.links, &mut self.state.anchors);
        for (node, around) in std::mem::take(&mut self.later) {
            self.apart(node, around);
        }
    }

    /// Reads what stands in a paragraph but is no part of its text.
    fn apart(&mut self, node: NodeId, around: Surroundings) {
        let (story, cell, in_links, outside) = (self.story, self.cell, self.in_links, self.around);
        let (fields, links) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.links));
        let in_instructions = std::mem::take(&mut self.in_instructions);
        self.in_links = 0;
        match self.tree.tag(node) {
            Tag::TextBox => {
                (self.cell, self.around) = (None, around);
                self.enter_box();
                self.blocks(node);
            }
            Tag::TextPath => {
                self.cell = None;
                self.enter_box();
                self.bent_text(node, around);
            }
            _ => {
                self.block(node);
                self.settle();
            }
        }
        (self.story, self.cell, self.in_links, self.around) = (story, cell, in_links, outside);
        (self.fields, self.links, self.in_instructions) = (fields, links, in_instructions);
    }

    /// A text box in a header or note is part of it.
    fn enter_box(&mut self) {
        if self.story == Story::Body {
            self.story = Story::TextBox;
        }
    }

    /// Letters along a path stand in an attribute.
    fn bent_text(&mut self, node: NodeId, around: Surroundings) {
        let text = self.tree.attribute(node, Attr::String).unwrap_or_default();
        if text.trim().is_empty() {
            return;
        }
        let origin = (self.part, self.tree.paragraph_number(node));
        self.open = Some(Block { story: self.story, hard_lines: true, origin, ..Block::default() });
        let mut look = Look::default();
        look.appearance.effects = around.effects;
        self.encoded(text, node, look);
        self.write();
    }
}

/// A table while it is being read.
struct Table<'a> {
    number: u32,
    style: Option<std::borrow::Cow<'a, str>>,
    shown: Shown,
    shading: Option<Colour>,
    rows: u32,
    /// What stands around the whole table.
    outside: Surroundings,
}
