//! What HTML in Markdown does to the text.

use super::Reader;
use super::html::{Node, attribute};
use super::leaf::Inline;
use crate::document::{PartId, SourceSpan};
use crate::source::remark;
use crate::text::Span;

impl Reader<'_> {
    /// Reads HTML, inline or a line of a block.
    pub(super) fn html(&mut self, range: Span) {
        if self.images > 0 {
            return;
        }
        for node in self.html.feed(self.source, range.start as usize, range.end as usize) {
            match node {
                Node::Text(span) => self.html_text(span),
                Node::Entity(meaning, span) => self.put(Inline::Encoded(meaning), span),
                Node::Comment(span) => self.comment(span),
                Node::Tag { name, closing, attributes, span } => {
                    let attributes = attributes.of(self.source);
                    self.html_tag(&name, closing, attributes, span);
                    self.looks.tag(&name, closing, attributes);
                }
            }
        }
        self.seen = range.end as usize;
    }

    fn html_text(&mut self, span: Span) {
        let mut at = span.start;
        for line in span.of(self.source).split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            let (end, next) = (at + content.len() as u32, at + line.len() as u32);
            if !content.is_empty() && (self.block.is_some() || !content.trim().is_empty()) {
                self.put(Inline::Verbatim, Span::new(at, end));
            }
            if end < next {
                self.put(Inline::Break, Span::new(end, next));
            }
            at = next;
        }
    }

    fn comment(&mut self, span: Span) {
        let content = span.of(self.source).trim_start_matches("<!--").trim_end_matches("-->");
        let Some(text) = remark::remark(content) else { return };
        let text = text.to_owned();
        if self.block.is_some() {
            self.put(Inline::Remark(text), span);
        } else {
            self.builder.directive_here(text, SourceSpan { part: PartId(0), span });
        }
    }

    fn html_tag(&mut self, name: &str, closing: bool, attributes: &str, span: Span) {
        let styles = &mut self.html_styles;
        let style = match name {
            "b" | "strong" => Some(&mut styles.bold),
            "i" | "em" => Some(&mut styles.italic),
            "u" | "ins" => Some(&mut styles.underline),
            "s" | "del" | "strike" => Some(&mut styles.strike),
            "code" | "kbd" | "samp" | "tt" => Some(&mut styles.code),
            _ => None,
        };
        if let Some(style) = style {
            *style = if closing { style.saturating_sub(1) } else { *style + 1 };
            return;
        }
        match name {
            "br" => self.put(Inline::Break, span),
            "a" if closing => self.put(Inline::LinkClose, Span::empty(span.end)),
            "a" => {
                if let Some(target) = attribute(attributes, "href") {
                    self.put(Inline::LinkOpen(target), Span::empty(span.start));
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.html_heading = (!closing).then(|| name.as_bytes()[1] - b'0');
            }
            "blockquote" => {
                self.flush();
                self.html_quotes = if closing { self.html_quotes.saturating_sub(1) } else { self.html_quotes + 1 };
            }
            "p" | "div" | "li" | "ul" | "ol" | "table" | "tr" | "td" | "th" | "hr" | "center" | "details"
            | "summary" | "section" | "header" | "footer" | "article" | "pre" | "dl" | "dt" | "dd" | "figure"
            | "figcaption" | "caption" | "address" | "body" | "html" | "head" => self.flush(),
            _ => {}
        }
    }
}
