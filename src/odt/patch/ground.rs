//! Where an annotation can stand: at its words, or as near to them as the document bears.

use super::CONTENT;
use crate::document::{Document, Story};
use crate::odt::OdtError;
use crate::odt::tree::{Kind, NodeId, Ns, Tree};
use crate::text::Span;

/// Where a remark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) from: u32,
    /// None: it is on a point.
    pub(super) to: Option<u32>,
    /// The words are not there but elsewhere.
    pub(super) elsewhere: bool,
}

/// Which end of a stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// A part with what is above each node.
#[derive(Debug)]
pub(super) struct Ground<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    parents: Vec<NodeId>,
    /// The paragraphs in which annotations may stand, in document order.
    standing: Vec<NodeId>,
}

const NONE: NodeId = NodeId::MAX;

impl<'t, 'a> Ground<'t, 'a> {
    pub(super) fn of(tree: &'t Tree<'a>) -> Result<Self, OdtError> {
        tree.find(Ns::Office, "text").ok_or_else(|| OdtError::Damaged { part: CONTENT.to_owned() })?;
        Ok(Self::of_part(tree))
    }

    /// Of any part; only paragraphs of the body are such that annotations may stand in them.
    pub(super) fn of_part(tree: &'t Tree<'a>) -> Self {
        let mut parents = vec![NONE; tree.all().len()];
        for node in tree.all() {
            for child in tree.children(node) {
                parents[child as usize] = node;
            }
        }
        let mut ground = Self { tree, parents, standing: Vec::new() };
        let paragraphs = tree.all().filter(|&node| ground.is_paragraph(node) && ground.stands(node));
        ground.standing = paragraphs.collect();
        ground
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        Some(self.parents[node as usize]).filter(|&parent| parent != NONE)
    }

    /// The node and all around it, from the inside out.
    pub(super) fn around(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(node), |&node| self.parent(node))
    }

    /// The innermost node that holds the stretch.
    pub(super) fn holding(&self, span: Span) -> Option<NodeId> {
        let last = self.tree.last_before(span.start)?;
        self.around(last).find(|&node| self.tree.span(node).covers(span))
    }

    fn is_paragraph(&self, node: NodeId) -> bool {
        matches!(self.tree.kind(node), Kind::Element(Ns::Text, "p" | "h"))
    }

    /// The paragraph that a node is in.
    pub(super) fn paragraph(&self, node: NodeId) -> Option<NodeId> {
        self.around(node).find(|&node| self.is_paragraph(node))
    }

    /// True for a paragraph of the body: not one in a note, a text box, a header, or what was deleted.
    fn stands(&self, paragraph: NodeId) -> bool {
        for node in self.around(paragraph).skip(1) {
            match self.tree.kind(node) {
                Kind::Element(Ns::Office, "text") => return true,
                Kind::Element(
                    Ns::Text,
                    "section" | "list" | "list-item" | "list-header" | "numbered-paragraph" | "index-body"
                    | "index-title" | "table-of-content" | "illustration-index" | "table-index" | "object-index"
                    | "user-index" | "alphabetical-index" | "bibliography",
                )
                | Kind::Element(Ns::Table, _) => {}
                _ => return false,
            }
        }
        false
    }

    /// True for what may hold an annotation inside a paragraph.
    pub(super) fn holds(&self, node: NodeId) -> bool {
        matches!(self.tree.kind(node), Kind::Element(Ns::Text, "span" | "a") | Kind::Text)
    }

    /// The place at byte `at` of the innermost node there, or beside the outermost element that must stay whole.
    fn spot(&self, at: u32, side: Side, node: NodeId, paragraph: NodeId) -> u32 {
        let whole = self.around(node).take_while(|&node| node != paragraph).filter(|&node| !self.holds(node)).last();
        match whole {
            None => at,
            Some(node) if side == Side::Start => self.tree.span(node).start,
            Some(node) => self.tree.span(node).end,
        }
    }

    /// Where a remark on a stretch of the document stands; `None` when there is no paragraph for it.
    pub(super) fn place(&self, document: &Document, span: Span) -> Option<Place> {
        let Some(source) = document.map().source(span) else { return self.near(0) };
        let part = document.map().parts().get(usize::from(source.part.0)).map_or("", String::as_str);
        if part != CONTENT {
            let block = document.block_at(span.start).and_then(|index| document.blocks().get(index));
            let at_end = block.is_some_and(|block| block.story == Story::Footer);
            return self.near(if at_end { u32::MAX } else { 0 });
        }
        self.at(source.span).or_else(|| self.at_note(source.span)).or_else(|| self.near(source.span.start))
    }

    /// A place at these bytes; `None` where no annotation can stand.
    fn at(&self, span: Span) -> Option<Place> {
        let standing = |node: NodeId| self.paragraph(node).filter(|&node| self.stands(node));
        if span.is_empty() {
            let node = self.holding(span)?;
            // A place between two nodes is in what is around them.
            let node = if self.tree.span(node).start == span.start { self.parent(node)? } else { node };
            let paragraph = standing(node)?;
            let open = !self.tree.is_empty_tag(paragraph);
            let from = self.spot(span.start, Side::Start, node, paragraph);
            return open.then_some(Place { from, to: None, elsewhere: false });
        }
        let first = self.holding(Span::new(span.start, span.start + 1))?;
        let last = self.holding(Span::new(span.end - 1, span.end))?;
        let begins = standing(first)?;
        let from = self.spot(span.start, Side::Start, first, begins);
        let to = match standing(last) {
            Some(ends) if self.parent(ends) == self.parent(begins) => self.spot(span.end, Side::End, last, ends),
            _ => self.tree.inner(begins).end,
        };
        (from < to).then_some(Place { from, to: Some(to), elsewhere: false })
    }

    /// For words of a note: the sign by which the text refers to it.
    fn at_note(&self, span: Span) -> Option<Place> {
        let node = self.holding(span)?;
        let note = self.around(node).filter(|&node| self.tree.is(node, Ns::Text, "note")).last()?;
        Some(Place { elsewhere: true, ..self.at(self.tree.span(note))? })
    }

    /// The beginning of the paragraph nearest to a byte: the one around it, else the one before, else after.
    fn near(&self, at: u32) -> Option<Place> {
        let usable = |node: &NodeId| !self.tree.is_empty_tag(*node);
        let next = self.standing.partition_point(|&node| self.tree.span(node).start <= at);
        let (before, after) = self.standing.split_at(next);
        let paragraph = before.iter().rev().chain(after).copied().find(usable)?;
        Some(Place { from: self.tree.inner(paragraph).start, to: None, elsewhere: true })
    }
}
