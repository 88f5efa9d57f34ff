//! What HTML in Markdown does to the text.

use super::Reader;
use super::leaf::Inline;
use crate::document::{PartId, SourceSpan};
use crate::source::html::{Node, Tag, is_block, nodes};
use crate::source::remark;
use crate::text::Span;

impl Reader<'_> {
    /// Reads HTML in a line.
    pub(super) fn inline_html(&mut self, range: Span) {
        if self.images > 0 {
            return;
        }
        let mut found = Vec::new();
        nodes(range.of(self.source), range.start, |node| found.push(node));
        self.html_nodes(found);
        self.seen = range.end as usize;
    }

    /// Reads a block of HTML, whose lines may stand in a quotation or list.
    pub(super) fn html_block(&mut self) {
        let lines = std::mem::take(&mut self.html);
        if let Some(last) = lines.last()
            && self.images == 0
        {
            let text: String = lines.iter().map(|line| line.of(self.source)).collect();
            let (mut found, in_file) = (Vec::new(), Lines::new(&lines));
            nodes(&text, 0, |node| in_file.in_file(node, &mut found));
            self.html_nodes(found);
            self.seen = last.end as usize;
        }
        self.flush();
        self.looks.end_from(0);
        (self.html_heading, self.html_quotes) = (None, 0);
    }

    fn html_nodes(&mut self, found: Vec<Node>) {
        for node in found {
            match node {
                _ if self.looks.here().hidden && !matches!(node, Node::Tag(_)) => {}
                Node::Text(span) => self.html_text(span),
                Node::Entity(meaning, span) => self.put(Inline::Encoded(meaning), span),
                Node::Comment(span) => self.comment(span),
                Node::Tag(tag) => {
                    self.html_tag(&tag);
                    self.looks.tag(tag);
                }
            }
        }
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

    fn html_tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "br" => self.put(Inline::Break, tag.span),
            "a" if tag.closing => self.put(Inline::LinkClose, Span::empty(tag.span.end)),
            "a" => {
                if let Some(target) = tag.attribute("href") {
                    self.put(Inline::LinkOpen(target.to_owned()), Span::empty(tag.span.start));
                }
            }
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.flush();
                self.html_heading = (!tag.closing).then(|| name.as_bytes()[1] - b'0');
            }
            "blockquote" => {
                self.flush();
                self.html_quotes = if tag.closing { self.html_quotes.saturating_sub(1) } else { self.html_quotes + 1 };
            }
            name if is_block(name) => self.flush(),
            _ => {}
        }
    }
}

/// The lines of a block of HTML, put together to be read.
struct Lines<'a> {
    lines: &'a [Span],
    /// Where each begins when they are put together.
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    fn new(lines: &'a [Span]) -> Self {
        let mut at = 0;
        let starts = lines.iter().map(|line| (at, at += line.len()).0).collect();
        Self { lines, starts }
    }

    /// Number of the line that holds the byte `at`.
    fn line(&self, at: u32) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The place in the file of the byte `at`.
    fn place(&self, at: u32) -> u32 {
        let line = self.line(at);
        self.lines[line].start + (at - self.starts[line])
    }

    /// A stretch in the file; in the marks of a quotation, should it run over several lines.
    fn whole(&self, span: Span) -> Span {
        Span::new(self.place(span.start), self.place(span.end.max(span.start + 1) - 1) + 1)
    }

    /// Adds a node as it stands in the file.
    fn in_file(&self, node: Node, found: &mut Vec<Node>) {
        match node {
            Node::Text(span) => {
                for line in self.line(span.start)..=self.line(span.end.max(span.start + 1) - 1) {
                    let of_line = Span::new(self.starts[line], self.starts[line] + self.lines[line].len());
                    let inside = Span::new(span.start.max(of_line.start), span.end.min(of_line.end));
                    if inside.start < inside.end {
                        let start = self.lines[line].start + (inside.start - of_line.start);
                        found.push(Node::Text(Span::new(start, start + inside.len())));
                    }
                }
            }
            Node::Entity(meaning, span) => found.push(Node::Entity(meaning, self.whole(span))),
            Node::Comment(span) => found.push(Node::Comment(self.whole(span))),
            Node::Tag(tag) => found.push(Node::Tag(Tag { span: self.whole(tag.span), ..tag })),
        }
    }
}
