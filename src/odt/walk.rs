//! Reads the tree of one part into blocks.

use std::borrow::Cow;

use super::paragraph::{self, Piece};
use super::styles::{Behind, Styles};
use super::tree::{Kind, NodeId, Ns, Tree};
use crate::document::{
    Block, BlockKind, Builder, Cell, Colour, Directive, Effects, PartId, SegmentKind, SourceSpan, Story, Watermark,
};
use crate::text::Span;

/// What is common to all parts.
#[derive(Debug)]
pub(super) struct State {
    pub(super) builder: Builder,
    pub(super) styles: Styles,
    tables: u32,
    lists: u32,
    /// Remarks to the program whose end is not yet reached: name, text, place, where they began.
    pub(super) remarks: Vec<(String, String, SourceSpan, u32)>,
}

impl State {
    pub(super) fn new(builder: Builder) -> Self {
        Self { builder, styles: Styles::default(), tables: 0, lists: 0, remarks: Vec::new() }
    }
}

/// Reads one part.
pub(super) struct Walk<'a, 's> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) part: PartId,
    pub(super) state: &'s mut State,
    story: Story,
    cell: Option<Cell>,
    list: Option<(u32, u8)>,
    /// True until the first paragraph of a list item is read.
    fresh: bool,
    pub(super) behind: Behind,
    paragraph: u32,
    pub(super) pieces: Vec<Piece<'a>>,
    /// Text boxes and notes met in the paragraph, to be read after it.
    boxes: Vec<NodeId>,
    pub(super) notes: Vec<(NodeId, Story)>,
    pub(super) links: u32,
    /// White space stands last: more of it is not shown.
    pub(super) blank: bool,
}

impl<'a, 's> Walk<'a, 's> {
    pub(super) fn new(tree: &'a Tree<'a>, part: PartId, story: Story, state: &'s mut State) -> Self {
        Self {
            tree,
            part,
            state,
            story,
            cell: None,
            list: None,
            fresh: false,
            behind: Behind::default(),
            paragraph: 0,
            pieces: Vec::new(),
            boxes: Vec::new(),
            notes: Vec::new(),
            links: 0,
            blank: true,
        }
    }

    /// Reads what is in `node`; notes come after all else, footnotes before endnotes.
    pub(super) fn whole(mut self, node: NodeId) {
        self.blocks(node);
        self.boxes_here();
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|(_, story)| *story == Story::Endnote);
        for (node, story) in notes {
            (self.story, self.cell, self.list, self.behind) = (story, None, None, Behind::default());
            self.blocks(node);
        }
    }

    fn blocks(&mut self, node: NodeId) {
        for child in self.tree.children(node) {
            self.block(child);
        }
    }

    fn block(&mut self, node: NodeId) {
        let Kind::Element(ns, name) = self.tree.kind(node) else { return };
        match (ns, name) {
            (Ns::Text, "p" | "h") => self.paragraph(node, name == "h"),
            (Ns::Text, "list") => self.list(node),
            (Ns::Text, "list-item") => {
                self.fresh = true;
                self.blocks(node);
                self.fresh = false;
            }
            (Ns::Table, "table") => self.table(node),
            (Ns::Draw, "frame" | "custom-shape" | "rect" | "ellipse" | "g" | "line" | "path" | "polygon") => {
                self.drawing(node);
            }
            // What was deleted, forms, settings, sources of indexes.
            (Ns::Text, "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls")
            | (Ns::Text, "alphabetical-index-source" | "table-of-content-source")
            | (Ns::Office, "forms" | "annotation" | "event-listeners")
            | (Ns::Svg | Ns::Style | Ns::Fo | Ns::Meta | Ns::Xlink, _) => {}
            _ => self.blocks(node),
        }
    }

    fn list(&mut self, node: NodeId) {
        let outside = self.list;
        self.list = Some(match outside {
            Some((list, level)) => (list, level.saturating_add(1)),
            None => {
                let goes_on = self.tree.attribute(node, Ns::Text, "continue-numbering").is_some_and(|it| it == "true");
                self.state.lists += u32::from(!goes_on || self.state.lists == 0);
                (self.state.lists, 0)
            }
        });
        self.blocks(node);
        self.list = outside;
    }

    fn table(&mut self, node: NodeId) {
        let outside = (self.cell, self.list, self.behind);
        let fill = self.fill("table", node, Ns::Table).or(self.behind.cell);
        self.list = None;
        let table = self.state.tables;
        self.state.tables += 1;
        let mut row = 0;
        self.rows(node, table, fill, &mut row);
        (self.cell, self.list, self.behind) = outside;
    }

    /// The colour behind what has a style of this family.
    fn fill(&mut self, family: &str, node: NodeId, ns: Ns) -> Option<Colour> {
        let name = self.tree.attribute(node, ns, "style-name");
        name.and_then(|name| self.state.styles.get(family, Some(&name)).fill())
    }

    fn rows(&mut self, node: NodeId, table: u32, fill: Option<Colour>, row: &mut u32) {
        for child in self.tree.children(node) {
            match self.tree.kind(child) {
                Kind::Element(Ns::Table, "table-row") => {
                    let fill = self.fill("table-row", child, Ns::Table).or(fill);
                    let mut column = 0u32;
                    for cell in self.tree.children(child) {
                        let Kind::Element(Ns::Table, name) = self.tree.kind(cell) else { continue };
                        let again = self.tree.attribute(cell, Ns::Table, "number-columns-repeated");
                        if name == "table-cell" {
                            self.cell = Some(Cell { table, row: *row, column });
                            self.behind =
                                Behind { cell: self.fill("table-cell", cell, Ns::Table).or(fill), ..Behind::default() };
                            self.blocks(cell);
                        }
                        column = column.saturating_add(again.and_then(|it| it.parse().ok()).unwrap_or(1));
                    }
                    *row += 1;
                }
                Kind::Element(Ns::Table, "table-header-rows" | "table-rows" | "table-row-group") => {
                    self.rows(child, table, fill, row);
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: NodeId, heading: bool) {
        let name = self.tree.attribute(node, Ns::Text, "style-name");
        let props = self.state.styles.get("paragraph", name.as_deref());
        let named = |names| name.as_deref().is_some_and(|name| self.state.styles.is_named("paragraph", name, names));
        let quote = named(&["quotations", "quote", "цитата", "block quotation"]);
        let unchecked = named(&["без проверки"]);
        let level = self.tree.attribute(node, Ns::Text, "outline-level").and_then(|level| level.parse().ok());
        let level = if heading { Some(level.unwrap_or(1)) } else { props.outline() };
        let kind = match (level, self.list) {
            (Some(level), _) => BlockKind::Heading { level },
            (None, Some((list, level))) if self.fresh => BlockKind::ListItem { list, level },
            _ => BlockKind::Paragraph,
        };
        self.fresh = false;
        let outside = self.behind;
        self.behind.paragraph = props.fill().or(outside.paragraph);
        if props.drop_cap() {
            self.behind.effects = self.behind.effects.with(Effects::DROP_CAP);
        }
        self.blank = true;
        self.inline(node, &props, unchecked);
        // White space at the end is not shown.
        let last = self.pieces.iter_mut().rev().find(|piece| matches!(piece, Piece::Text { .. }));
        if let Some(Piece::Text { text, kind: SegmentKind::Verbatim, .. }) = last
            && self.blank
        {
            let shown = text.trim_end_matches(' ').len();
            if let Cow::Borrowed(whole) = *text {
                *text = Cow::Borrowed(&whole[..shown]);
            }
        }
        let block = Block {
            kind,
            story: self.story,
            cell: self.cell,
            quote,
            hard_lines: true,
            right: false,
            origin: (self.part, self.paragraph),
            ..Block::default()
        };
        self.paragraph += 1;
        paragraph::write(std::mem::take(&mut self.pieces), block, self.part, self.state);
        self.behind = outside;
        self.boxes_here();
    }

    /// Reads the boxes that were met.
    fn boxes_here(&mut self) {
        for node in std::mem::take(&mut self.boxes) {
            self.text_box(node);
        }
    }

    /// A frame or shape: the text in it is read after the paragraph.
    pub(super) fn drawing(&mut self, node: NodeId) {
        let name = self.tree.attribute(node, Ns::Draw, "name").unwrap_or_default().to_lowercase();
        if name.contains("watermark") {
            let text = self.tree.text(node).trim().to_owned();
            self.state.builder.page().watermark.get_or_insert(Watermark { text, opacity: 50 });
            return;
        }
        self.boxes.push(node);
    }

    fn text_box(&mut self, node: NodeId) {
        let outside = (self.story, self.cell, self.list, self.behind, self.links);
        let shape = self.fill("graphic", node, Ns::Draw);
        if self.story == Story::Body {
            self.story = Story::TextBox;
        }
        (self.cell, self.list, self.links) = (None, None, 0);
        self.behind = Behind { shape, ..Behind::default() };
        // Of several contents of a frame the first is shown.
        let first = self.tree.is(node, Ns::Draw, "frame");
        for child in self.tree.children(node) {
            match self.tree.kind(child) {
                Kind::Element(Ns::Svg | Ns::Office, _) => {}
                Kind::Element(Ns::Draw, "text-box") => {
                    self.blocks(child);
                    if first {
                        break;
                    }
                }
                Kind::Element(Ns::Draw, "image" | "object" | "object-ole" | "plugin") if first => break,
                _ => self.block(child),
            }
        }
        self.boxes_here();
        (self.story, self.cell, self.list, self.behind, self.links) = outside;
    }
}

/// Gives the remarks that have no end: they stand where they begin.
pub(super) fn settle(state: &mut State) {
    for (_, text, source, at) in std::mem::take(&mut state.remarks) {
        state.builder.directive(Directive { text, anchor: Span::empty(at), source });
    }
}
