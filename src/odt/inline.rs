//! Reads what is inside a paragraph: text, spans, links, notes, remarks.

use std::borrow::Cow;

use super::paragraph::Piece;
use super::styles::{Look, Props};
use super::tree::{Kind, NodeId, Ns};
use super::walk::Walk;
use crate::document::{SegmentKind, Story};
use crate::text::Span;

/// How many blanks one element may stand for: a line has room for no more.
const MOST_BLANKS: usize = 100;

impl Walk<'_, '_> {
    pub(super) fn inline(&mut self, node: NodeId, props: &Props, unchecked: bool) {
        for child in self.tree.children(node) {
            let Kind::Element(ns, name) = self.tree.kind(child) else {
                self.text(child, props, unchecked);
                continue;
            };
            match (ns, name) {
                (Ns::Text, "s") => {
                    let count = self.tree.attribute(child, Ns::Text, "c").and_then(|count| count.parse().ok());
                    self.made(" ".repeat(count.unwrap_or(1usize).min(MOST_BLANKS)), child, props);
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
}
