//! Reads the tree of one part into blocks.

use std::borrow::Cow;

use super::styles::{Behind, Look, Props, Styles};
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
    remarks: Vec<(String, String, SourceSpan, u32)>,
}

impl State {
    pub(super) fn new(builder: Builder) -> Self {
        Self { builder, styles: Styles::default(), tables: 0, lists: 0, remarks: Vec::new() }
    }
}

/// A piece of a paragraph.
#[derive(Debug)]
enum Piece<'a> {
    Text { text: Cow<'a, str>, source: Span, kind: SegmentKind, look: Look },
    LinkStart(String),
    LinkEnd,
    RemarkStart { name: String, text: String, source: Span },
    RemarkEnd(String),
}

/// Reads one part.
pub(super) struct Walk<'a, 's> {
    tree: &'a Tree<'a>,
    part: PartId,
    state: &'s mut State,
    story: Story,
    cell: Option<Cell>,
    list: Option<(u32, u8)>,
    /// True until the first paragraph of a list item is read.
    fresh: bool,
    behind: Behind,
    paragraph: u32,
    pieces: Vec<Piece<'a>>,
    /// Text boxes and notes met in the paragraph, to be read after it.
    boxes: Vec<NodeId>,
    notes: Vec<(NodeId, Story)>,
    links: u32,
    /// White space stands last: more of it is not shown.
    blank: bool,
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
        if let Some(Piece::Text { text, kind: SegmentKind::Verbatim, .. }) = self.pieces.last_mut()
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
            origin: (self.part, self.paragraph),
            ..Block::default()
        };
        self.paragraph += 1;
        self.write(block);
        self.behind = outside;
        self.boxes_here();
    }

    /// Reads the boxes that were met.
    fn boxes_here(&mut self) {
        for node in std::mem::take(&mut self.boxes) {
            self.text_box(node);
        }
    }

    fn inline(&mut self, node: NodeId, props: &Props, unchecked: bool) {
        for child in self.tree.children(node) {
            let Kind::Element(ns, name) = self.tree.kind(child) else {
                self.text(child, props, unchecked);
                continue;
            };
            match (ns, name) {
                (Ns::Text, "s") => {
                    let count = self.tree.attribute(child, Ns::Text, "c").and_then(|count| count.parse().ok());
                    self.made(" ".repeat(count.unwrap_or(1usize).min(1000)), child, props);
                }
                (Ns::Text, "tab") => self.made("\t".to_owned(), child, props),
                (Ns::Text, "line-break") => self.made("\n".to_owned(), child, props),
                (Ns::Text, "span") => {
                    let name = self.tree.attribute(child, Ns::Text, "style-name");
                    let styles = &mut self.state.styles;
                    let own = name.as_deref().map(|name| {
                        let link =
                            styles.is_named("text", name, &["internet link", "visited internet link", "hyperlink"]);
                        let out = styles.is_named("text", name, &["без проверки"]);
                        let inner = styles.get("text", Some(name)).inside(props);
                        (inner, link, out)
                    });
                    match own {
                        Some((inner, link, out)) => {
                            self.links += u32::from(link);
                            self.inline(child, &inner, unchecked || out);
                            self.links -= u32::from(link);
                        }
                        None => self.inline(child, props, unchecked),
                    }
                }
                (Ns::Text, "a") => {
                    let target = self.tree.attribute(child, Ns::Xlink, "href").unwrap_or_default();
                    self.pieces.push(Piece::LinkStart(target.into_owned()));
                    self.links += 1;
                    self.inline(child, props, unchecked);
                    self.links -= 1;
                    self.pieces.push(Piece::LinkEnd);
                }
                (Ns::Text, "note") => {
                    let end = self.tree.attribute(child, Ns::Text, "note-class").is_some_and(|it| it == "endnote");
                    let body = self.tree.child(child, Ns::Text, "note-body");
                    self.notes.extend(body.map(|body| (body, if end { Story::Endnote } else { Story::Footnote })));
                }
                (Ns::Text, "ruby") => {
                    if let Some(base) = self.tree.child(child, Ns::Text, "ruby-base") {
                        self.inline(base, props, unchecked);
                    }
                }
                (Ns::Office, "annotation") => self.annotation(child),
                (Ns::Office, "annotation-end") => {
                    let name = self.tree.attribute(child, Ns::Office, "name").unwrap_or_default();
                    self.pieces.push(Piece::RemarkEnd(name.into_owned()));
                }
                (Ns::Draw, _) => self.drawing(child),
                (Ns::Text, "soft-page-break" | "bookmark" | "change" | "change-start" | "change-end")
                | (Ns::Text, "hidden-text" | "hidden-paragraph")
                | (Ns::Office | Ns::Svg | Ns::Style, _) => {}
                // Fields and the like: what they show stands in them.
                _ => self.inline(child, props, unchecked),
            }
        }
    }

    fn look(&self, props: &Props, unchecked: bool) -> Look {
        let mut look = props.look(&self.behind, self.links > 0);
        look.format.unchecked = unchecked;
        look
    }

    fn made(&mut self, text: String, node: NodeId, props: &Props) {
        let look = self.look(props, false);
        if !look.hidden {
            let source = self.tree.span(node);
            self.blank = false;
            self.pieces.push(Piece::Text { text: Cow::Owned(text), source, kind: SegmentKind::Made, look });
        }
    }

    /// Text with runs of white space shown as one space, and those at the beginning not at all.
    fn text(&mut self, node: NodeId, props: &Props, unchecked: bool) {
        let look = self.look(props, unchecked);
        if look.hidden {
            return;
        }
        let (span, kind) = (self.tree.span(node), self.tree.kind(node));
        let Some(text) = self.tree.meaning(node) else { return };
        let Cow::Borrowed(text) = text else {
            self.blank = false;
            self.pieces.push(Piece::Text { text, source: span, kind: SegmentKind::Encoded, look });
            return;
        };
        if kind != Kind::Text {
            self.blank = false;
            self.pieces.push(Piece::Text { text: Cow::Borrowed(text), source: span, kind: SegmentKind::Encoded, look });
            return;
        }
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            let place = |from: usize, to: usize| Span::new(span.start + from as u32, span.start + to as u32);
            if blanks > 0 && (self.blank || rest[..blanks] != *" ") {
                if !self.blank {
                    let source = place(at, at + blanks);
                    self.pieces.push(Piece::Text {
                        text: Cow::Borrowed(" "),
                        source,
                        kind: SegmentKind::Encoded,
                        look,
                    });
                    self.blank = true;
                }
                at += blanks;
                continue;
            }
            // Up to the next white space that is more than one space.
            let mut end = at;
            let mut chars = rest.char_indices().peekable();
            while let Some((offset, c)) = chars.next() {
                let double = c == ' ' && chars.peek().is_some_and(|&(_, next)| is_blank(next));
                if double || (is_blank(c) && c != ' ') {
                    break;
                }
                end = at + offset + c.len_utf8();
            }
            if end == at {
                // A space before more white space.
                let source = place(at, at + 1);
                self.pieces.push(Piece::Text { text: Cow::Borrowed(" "), source, kind: SegmentKind::Encoded, look });
                (self.blank, at) = (true, at + 1);
                continue;
            }
            self.blank = text[..end].ends_with(' ');
            let text = Cow::Borrowed(&text[at..end]);
            self.pieces.push(Piece::Text { text, source: place(at, end), kind: SegmentKind::Verbatim, look });
            at = end;
        }
    }

    fn annotation(&mut self, node: NodeId) {
        let mut text = String::new();
        for paragraph in self.tree.children(node).filter(|&node| self.tree.is(node, Ns::Text, "p")) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&self.tree.text(paragraph));
        }
        let text = text.trim().to_owned();
        if crate::docx::is_remark(&text) {
            let name = self.tree.attribute(node, Ns::Office, "name").unwrap_or_default().into_owned();
            self.pieces.push(Piece::RemarkStart { name, text, source: self.tree.span(node) });
        }
    }

    /// A frame or shape: the text in it is read after the paragraph.
    fn drawing(&mut self, node: NodeId) {
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

    fn write(&mut self, block: Block) {
        let state = &mut *self.state;
        let mut pieces = std::mem::take(&mut self.pieces);
        clear_fill_in(&mut pieces);
        state.builder.open(block);
        let mut links: Vec<(String, u32)> = Vec::new();
        for piece in pieces {
            let at = state.builder.at();
            match piece {
                Piece::Text { text, source, kind, look } => {
                    let span = if kind == SegmentKind::Verbatim {
                        Span::new(source.start, source.start + text.len() as u32)
                    } else {
                        source
                    };
                    let source = SourceSpan { part: self.part, span };
                    match kind {
                        SegmentKind::Verbatim => state.builder.verbatim_text(&text, source, look.format),
                        SegmentKind::Encoded => state.builder.encoded_text(&text, source, look.format),
                        SegmentKind::Made => state.builder.made_text(&text, source, look.format),
                    }
                    let end = state.builder.at();
                    state.builder.draw(Span::new(at, end), look.appearance);
                }
                Piece::LinkStart(target) => links.push((target, at)),
                Piece::LinkEnd => {
                    if let Some((target, start)) = links.pop().filter(|(_, start)| *start < at) {
                        state.builder.link(Span::new(start, at), target);
                    }
                }
                Piece::RemarkStart { name, text, source } => {
                    let source = SourceSpan { part: self.part, span: source };
                    if name.is_empty() {
                        state.builder.directive(Directive { text, anchor: Span::empty(at), source });
                    } else {
                        state.remarks.push((name, text, source, at));
                    }
                }
                Piece::RemarkEnd(name) => {
                    if let Some(index) = state.remarks.iter().position(|(open, ..)| *open == name) {
                        let (_, text, source, start) = state.remarks.remove(index);
                        state.builder.directive(Directive { text, anchor: Span::new(start, at), source });
                    }
                }
            }
        }
        state.builder.close();
    }
}

/// Gives the remarks that have no end: they stand where they begin.
pub(super) fn settle(state: &mut State) {
    for (_, text, source, at) in std::mem::take(&mut state.remarks) {
        state.builder.directive(Directive { text, anchor: Span::empty(at), source });
    }
}

/// Underlined stretches of nothing but blanks and underscores are lines to write on: they carry no underline.
fn clear_fill_in(pieces: &mut [Piece<'_>]) {
    let mut at = 0;
    while at < pieces.len() {
        let (mut end, mut words) = (at, false);
        while let Some(piece) = pieces.get(end) {
            match piece {
                Piece::Text { look, text, .. } if look.format.underline => {
                    words |= text.chars().any(|c| !c.is_whitespace() && c != '_');
                }
                Piece::Text { .. } => break,
                _ => {}
            }
            end += 1;
        }
        if !words {
            for piece in &mut pieces[at..end] {
                if let Piece::Text { look, .. } = piece {
                    look.format.underline = false;
                }
            }
        }
        at = end + 1;
    }
}
