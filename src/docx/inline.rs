//! Reads what is inside a paragraph: runs, links, fields, special characters.

use std::borrow::Cow;
use std::rc::Rc;

use super::attribute::Attr;
use super::fields::{self, Field};
use super::paragraph::Piece;
use super::props::{Props, Slots};
use super::shape;
use super::styles::Look;
use super::surroundings::Surroundings;
use super::symbols::symbol;
use super::tag::Tag;
use super::tree::{self, NodeId};
use super::walk::Walk;
use crate::document::{Effects, Format, SegmentKind, Story, Watermark};
use crate::text::Span;

/// Links within links are opened to this depth only.
const LINKS: u32 = 8;

impl<'a> Walk<'a, '_> {
    /// Reads what is in `node`, inside a paragraph.
    pub(super) fn inline(&mut self, node: NodeId, look: Look) {
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
                    let own = self.state.palette.font(&font);
                    let fonts = Slots { ascii: own, high: own, east: own, complex: own };
                    self.encoded(symbol(&font, &code).to_string(), child, Look { fonts, ..look });
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
                        self.later.push((child, self.shape));
                    }
                }
                Tag::Shape => {
                    let shape = shape::drawing(self.tree, child, &self.state.palette);
                    self.inside_shape(child, shape, look);
                }
                Tag::VmlShape => self.vml(child, look),
                Tag::Placement => match shape::drawing_watermark(self.tree, child) {
                    Some(mark) => self.watermark(mark),
                    None => self.inline(child, look),
                },
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
    fn look(&mut self, run: NodeId) -> Look {
        let properties = self.tree.child(run, Tag::RPr);
        let character = properties.and_then(|node| self.tree.value_of(node, Tag::RStyle));
        let palette = &mut self.state.palette;
        let direct = properties.map(|node| Props::read(self.tree, node, palette)).unwrap_or_default();
        self.state.styles.look(&self.around, &self.style, character.as_deref(), direct, self.in_links > 0)
    }

    fn inside_shape(&mut self, node: NodeId, shape: Surroundings, look: Look) {
        let outside = std::mem::replace(&mut self.shape, shape);
        self.inline(node, look);
        self.shape = outside;
    }

    /// A shape of VML: a watermark, letters bent along a path, or something around a text box.
    fn vml(&mut self, node: NodeId, look: Look) {
        let in_header = matches!(self.story, Story::Header | Story::Footer);
        if let Some(mark) = shape::vml_watermark(self.tree, node, in_header) {
            return self.watermark(mark);
        }
        if let Some(path) = self.tree.child(node, Tag::TextPath)
            && self.visible(look)
        {
            let around = Surroundings { effects: Effects::WORD_ART, ..Surroundings::default() };
            self.later.push((path, around));
        }
        self.inside_shape(node, shape::vml(self.tree, node), look);
    }

    fn watermark(&mut self, mark: Watermark) {
        // The same one stands in the header of each kind of page.
        self.state.builder.page().watermark.get_or_insert(mark);
    }

    /// True when a run of this look is shown here: it is not hidden, nor in the instruction of a field.
    fn visible(&self, look: Look) -> bool {
        !look.hidden && self.in_instructions == 0
    }

    pub(super) fn comment(&mut self, node: NodeId, piece: fn(String) -> Piece<'a>) {
        let id = self.tree.attribute(node, Attr::Id).unwrap_or_default();
        self.pieces.push(piece(id.into_owned()));
    }

    fn made(&mut self, text: &'static str, node: NodeId, look: Look) {
        self.piece(Cow::Borrowed(text), self.tree.span(node), SegmentKind::Made, look);
    }

    pub(super) fn encoded(&mut self, text: impl Into<Cow<'a, str>>, node: NodeId, look: Look) {
        self.piece(text.into(), self.tree.span(node), SegmentKind::Encoded, look);
    }

    fn piece(&mut self, text: Cow<'a, str>, source: Span, kind: SegmentKind, look: Look) {
        if self.visible(look) {
            self.pieces.push(Piece::Text { text, source, kind, look });
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

    pub(super) fn not_read(&mut self, node: NodeId) {
        let message = match self.tree.tag(node) {
            Tag::Diagram => "текст в схеме SmartArt не проверен",
            Tag::R | Tag::MathRun if self.tree.text(node).is_empty() => return,
            Tag::R | Tag::MathRun => "текст вне абзацев не проверен",
            _ => "текст вложенного документа не проверен",
        };
        self.state.warn_once(message, self.name);
    }
}
