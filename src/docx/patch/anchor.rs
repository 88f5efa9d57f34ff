//! Where a comment can stand: as near to its words as the document bears.

use rustc_hash::FxHashSet;

use super::outline::{Id, Outline};
use super::splice::{Cut, Spot};
use crate::text::Span;

/// Which end of a stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

/// What limits the places of comments in a part.
#[derive(Debug)]
pub(super) struct Ground<'o, 'a> {
    pub(super) outline: &'o Outline<'a>,
    /// Complex fields that begin and end in one paragraph, the outermost of them: no comment begins or ends inside.
    fields: Vec<Span>,
    /// Content controls that hold nothing but text of their own: a comment inside is lost.
    closed: FxHashSet<Id>,
    /// The paragraphs in which comments may stand, in document order.
    standing: Vec<Id>,
}

/// Controls in whose content no comment can stand.
const CLOSED: [&str; 11] = [
    "text",
    "comboBox",
    "dropDownList",
    "date",
    "picture",
    "equation",
    "citation",
    "bibliography",
    "dataBinding",
    "checkbox",
    "repeatingSection",
];

impl<'o, 'a> Ground<'o, 'a> {
    pub(super) fn of(outline: &'o Outline<'a>) -> Self {
        let mut begun: Vec<Option<Id>> = Vec::new();
        let mut fields: Vec<Span> = Vec::new();
        let mut closed = FxHashSet::default();
        for id in outline.all() {
            match outline.word(id) {
                "fldChar" => {
                    let run = outline.parent(id).filter(|&run| outline.word(run) == "r");
                    match outline.attribute(id, "fldCharType").as_deref() {
                        Some("begin") => begun.push(run),
                        Some("end") => {
                            if let (Some(Some(begin)), Some(end)) = (begun.pop(), run)
                                && outline.parent(begin) == outline.parent(end)
                            {
                                let span = Span::new(outline.start(begin).start, outline.end(end).end);
                                while fields.last().is_some_and(|inner| span.covers(*inner)) {
                                    fields.pop();
                                }
                                fields.push(span);
                            }
                        }
                        _ => {}
                    }
                }
                "sdt" => {
                    let is_closed = outline.child(id, "sdtPr").is_some_and(|properties| {
                        outline.children(properties).any(|it| {
                            CLOSED.contains(&outline.local(it))
                                || outline.word(it) == "lock"
                                    && outline.attribute(it, "val").is_some_and(|lock| lock.ends_with("ontentLocked"))
                        })
                    });
                    if is_closed {
                        closed.insert(id);
                    }
                }
                _ => {}
            }
        }
        let mut ground = Self { outline, fields, closed, standing: Vec::new() };
        let is_standing = |&id: &Id| outline.word(id) == "p" && ground.stands(id);
        ground.standing = outline.all().filter(is_standing).collect();
        ground
    }

    /// The complex field around a place.
    fn field(&self, at: u32) -> Option<Span> {
        let next = self.fields.partition_point(|field| field.start < at);
        next.checked_sub(1).map(|index| self.fields[index]).filter(|field| at < field.end)
    }

    /// True for elements inside a paragraph in which comments may begin and end.
    pub(super) fn holds(&self, id: Id) -> bool {
        match self.outline.word(id) {
            "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "sdtContent" | "dir" | "bdo" => true,
            "sdt" => !self.closed.contains(&id),
            _ => false,
        }
    }

    /// True for a paragraph of the body in which comments may stand.
    pub(super) fn stands(&self, paragraph: Id) -> bool {
        for id in self.outline.around(paragraph).skip(1) {
            match self.outline.word(id) {
                "body" => return true,
                "tbl" | "tr" | "tc" | "sdtContent" | "customXml" => {}
                "sdt" if !self.closed.contains(&id) => {}
                _ => return false,
            }
        }
        false
    }

    /// The paragraph that an element is in.
    pub(super) fn paragraph(&self, id: Id) -> Option<Id> {
        self.outline.around(id).find(|&id| self.outline.word(id) == "p")
    }

    /// Where a comment on the stretch begins or ends, inside `paragraph`; `node` is the innermost element at that end.
    pub(super) fn spot(&self, stretch: Span, side: Side, node: Id, paragraph: Id) -> Spot {
        let outline = self.outline;
        let mut chain: Vec<Id> = outline.around(node).take_while(|&id| id != paragraph).collect();
        chain.reverse();
        let Some(stop) = chain.iter().position(|&id| !self.holds(id)) else {
            return Spot::plain(self.edge(node, side));
        };
        let run = chain[stop];
        let direct = stop + 2 == chain.len() && outline.word(run) == "r";
        let inside = if direct { self.in_run(stretch, side, run, node) } else { None };
        let mut spot = inside.unwrap_or(Spot::plain(self.edge(run, side)));
        if let Some(field) = self.field(spot.at) {
            spot = Spot::plain(if side == Side::Start { field.start } else { field.end });
        }
        let after = if stop == 0 { spot.at } else { outline.span(chain[0]).end };
        spot.outer = spot.at.max(self.field(after).map_or(after, |field| field.end));
        spot
    }

    /// True inside a complex field.
    pub(super) fn in_field(&self, at: u32) -> bool {
        self.field(at).is_some()
    }

    /// The place at byte `at` of a run, in or beside its child `node`; `None` when the run cannot be cut there.
    pub(super) fn exact(&self, at: u32, side: Side, run: Id, node: Id) -> Option<Spot> {
        let inner = self.outline.inner(node);
        if self.outline.word(node) == "t" && inner.start < at && at < inner.end {
            let cut = Some(Cut { run, text: Some(node) });
            return self.divisible(node).then_some(Spot { at, cut, outer: at });
        }
        let beside = self.in_run(Span::empty(at), side, run, node);
        Some(beside.unwrap_or(Spot::plain(self.edge(run, side))))
    }

    fn edge(&self, id: Id, side: Side) -> u32 {
        let span = self.outline.span(id);
        if side == Side::Start { span.start } else { span.end }
    }

    /// A place inside a run, where that is not its edge.
    fn in_run(&self, stretch: Span, side: Side, run: Id, node: Id) -> Option<Spot> {
        let outline = self.outline;
        let at = if side == Side::Start { stretch.start } else { stretch.end };
        let inner = outline.inner(node);
        if outline.word(node) == "t" && inner.start < at && at < inner.end {
            return self.divisible(node).then_some(Spot { at, cut: Some(Cut { run, text: Some(node) }), outer: at });
        }
        let at = self.edge(node, side);
        let mut content = outline.children(run).filter(|&child| outline.word(child) != "rPr");
        let beyond = match side {
            Side::Start => content.any(|child| outline.start(child).start < at),
            Side::End => content.any(|child| outline.start(child).start >= at),
        };
        beyond.then_some(Spot { at, cut: Some(Cut { run, text: None }), outer: at })
    }

    /// True when both halves of a text show what it showed: its blanks at the ends are either kept or not there.
    pub(super) fn divisible(&self, text: Id) -> bool {
        match self.outline.attribute(text, "space") {
            Some(space) => space == "preserve",
            None => {
                let shown = self.outline.slice(self.outline.inner(text));
                // Blanks beside a comment of the XML may be hidden too.
                shown.trim_ascii() == shown && !shown.contains("<!--") && !shown.contains("<?")
            }
        }
    }

    /// A place at the beginning of a paragraph.
    pub(super) fn beginning(&self, paragraph: Id) -> Spot {
        let properties = self.outline.child(paragraph, "pPr");
        Spot::plain(properties.map_or(self.outline.inner(paragraph).start, |it| self.outline.span(it).end))
    }

    /// The end of a paragraph.
    pub(super) fn ending(&self, paragraph: Id) -> Spot {
        Spot::plain(self.outline.inner(paragraph).end)
    }

    /// The paragraph nearest to a place where no comment can stand: the one around it, else the one before, else after.
    pub(super) fn nearest(&self, at: u32) -> Option<Id> {
        let outline = self.outline;
        let around = outline.holding(Span::empty(at)).and_then(|id| {
            outline.around(id).find(|&id| outline.word(id) == "p" && !outline.is_empty_tag(id) && self.stands(id))
        });
        // The mark of a paragraph that is joined to the next one is deleted: with its words it goes away.
        let is_joined = |id: Id| {
            let mark = outline.child(id, "pPr").and_then(|properties| outline.child(properties, "rPr"));
            mark.is_some_and(|mark| outline.children(mark).any(|it| matches!(outline.word(it), "del" | "moveFrom")))
        };
        let usable = |id: &&Id| !outline.is_empty_tag(**id) && !is_joined(**id);
        let (before, after) =
            self.standing.split_at(self.standing.partition_point(|&id| outline.start(id).start <= at));
        around.or_else(|| before.iter().rev().chain(after).find(usable).copied())
    }
}
