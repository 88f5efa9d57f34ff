//! Changes words: as tracked changes that a person accepts or refuses, or at once.
//!
//! What is deleted stands in the list of changes before the text, what is new between two marks in the text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ground::Ground;
use super::names::Names;
use super::{CONTENT, Draft};
use crate::document::Document;
use crate::docx::Limits;
use crate::docx::patch::revise::by_part;
use crate::docx::patch::splice::MARK;
use crate::docx::patch::{AUTHOR, Revised};
use crate::odt::OdtError;
use crate::odt::tree::{Kind, NodeId, Ns, Tree};
use crate::text::{Edit, Span, apply};

/// A blank at the edge of what is deleted: as a letter it would be lost there.
pub(super) const BLANK: &str = "s />";

/// Makes changes of the document's words; as [`crate::docx::patch::revise()`]. Changes outside the text itself (headers
/// and footers) cannot be tracked.
///
/// # Errors
/// As for [`crate::odt::read`].
pub fn revise(
    bytes: &[u8],
    document: &Document,
    edits: &[Edit],
    date: Option<&str>,
    limits: &Limits,
) -> Result<Revised, OdtError> {
    let mut draft = Draft::open(bytes, limits)?;
    let mut made = vec![false; edits.len()];
    for (id, changes) in by_part(document, edits) {
        let name = document.map().parts().get(usize::from(id.0)).cloned().unwrap_or_default();
        if date.is_some() && name != CONTENT {
            continue;
        }
        let part = draft.part(&name)?;
        let tree = part.tree(limits)?;
        let mut pen = Pen::new(&tree, date);
        for (index, pieces) in changes {
            made[index] = pen.change(document, &edits[index], &pieces).is_some();
        }
        if let Some(xml) = pen.finish() {
            draft.write(&part, &xml);
        }
    }
    Ok(Revised { bytes: draft.finish()?, made })
}

/// A change of the document as its list of changes tells it.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) node: NodeId,
    /// By which the text refers to it.
    pub(super) ids: Vec<String>,
    /// `insertion`, `deletion`, `format-change`.
    pub(super) kind: String,
    /// The element of that name.
    pub(super) what: NodeId,
    pub(super) own: bool,
}

/// The changes that are listed.
pub(super) fn regions(tree: &Tree<'_>) -> Vec<Region> {
    let mut regions = Vec::new();
    for node in tree.all().filter(|&node| tree.is(node, Ns::Text, "changed-region")) {
        for what in tree.children(node) {
            let Kind::Element(Ns::Text, kind) = tree.kind(what) else { continue };
            let info = tree.child(what, Ns::Office, "change-info");
            regions.push(Region {
                node,
                ids: [Ns::Xml, Ns::Text]
                    .iter()
                    .filter_map(|&ns| tree.attribute(node, ns, "id"))
                    .map(Into::into)
                    .collect(),
                kind: kind.to_owned(),
                what,
                own: info.is_some_and(|info| super::remarks::author(tree, info) == AUTHOR),
            });
        }
    }
    regions
}

/// Writes changes into one part.
struct Pen<'t, 'a, 'd> {
    ground: Ground<'t, 'a>,
    names: Names,
    date: Option<&'d str>,
    /// Stretches that were inserted, and whether by us; they do not overlap.
    inserted: Vec<(Span, bool)>,
    ids: FxHashSet<String>,
    next: u32,
    listed: String,
    edits: Vec<Edit>,
}

impl<'t, 'a, 'd> Pen<'t, 'a, 'd> {
    fn new(tree: &'t Tree<'a>, date: Option<&'d str>) -> Self {
        let ids = tree.all().flat_map(|node| [Ns::Xml, Ns::Text].map(|ns| tree.attribute(node, ns, "id")));
        Self {
            ground: Ground::of_part(tree),
            names: Names::of(tree),
            date,
            inserted: inserted(tree),
            ids: ids.flatten().map(Into::into).collect(),
            next: 0,
            listed: String::new(),
            edits: Vec::new(),
        }
    }

    /// Makes one change; `None` when it cannot be made, and then nothing is.
    fn change(&mut self, document: &Document, edit: &Edit, spans: &[Span]) -> Option<()> {
        let blank = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | '\n'));
        let text = document.text();
        let before = blank(text.get(..edit.span.start as usize)?.chars().next_back());
        let after = blank(text.get(edit.span.end as usize..)?.chars().next());
        // Two blanks that meet would be shown as one.
        if edit.text.is_empty() && before && after && !spans.iter().all(|span| span.is_empty()) {
            let inside = text.get(..edit.span.start as usize)?.ends_with(' ')
                && text.get(edit.span.end as usize..)?.starts_with(' ');
            if inside {
                return None;
            }
        }
        let new = self.names.inline(&edit.text, before, after);
        let nodes: Vec<NodeId> = spans.iter().map(|&span| self.node(span)).collect::<Option<_>>()?;
        let paragraph = self.ground.paragraph(*nodes.first()?)?;
        if nodes.iter().any(|&node| self.ground.paragraph(node) != Some(paragraph)) {
            return None;
        }
        if self.hides_blank(document, edit.span.end, spans, paragraph) {
            return None;
        }
        let standing = |span: &Span| {
            let next = self.inserted.partition_point(|(inserted, _)| inserted.start <= span.start);
            next.checked_sub(1)
                .map(|index| self.inserted[index])
                .filter(|(it, _)| span.end <= it.end)
                .map(|(_, own)| own)
        };
        let own: Vec<Option<bool>> = spans.iter().map(standing).collect();
        // Whose change of a colleague's insertion it would be, programs do not agree.
        let direct = self.date.is_none() || own.iter().all(|own| *own == Some(true));
        if !direct && own.iter().any(Option::is_some) {
            return None;
        }
        // Pieces side by side in one element are one.
        let mut groups: Vec<(Span, NodeId)> = Vec::new();
        for (&span, &node) in spans.iter().zip(&nodes) {
            match groups.last_mut() {
                Some((last, other))
                    if last.end == span.start && self.ground.parent(*other) == self.ground.parent(node) =>
                {
                    last.end = span.end;
                }
                _ => groups.push((span, node)),
            }
        }
        match self.date.filter(|_| !direct) {
            None => {
                for (index, (span, _)) in groups.iter().enumerate() {
                    self.edits.push(Edit::replace(*span, if index == 0 { &*new } else { "" }));
                }
            }
            Some(date) => self.tracked(&groups, paragraph, &new, date),
        }
        Some(())
    }

    /// True when among the pieces or after them stands a blank that is not shown, because one stands before it: with
    /// other words before it, it would be.
    fn hides_blank(&self, document: &Document, at: u32, pieces: &[Span], paragraph: NodeId) -> bool {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
        let tree = self.ground.tree;
        let in_block = document.block_at(at).and_then(|index| document.blocks().get(index));
        let next = document.map().within(Span::new(at, at + 1)).first();
        let next = next.filter(|_| in_block.is_some_and(|block| at < block.span.end));
        let end = next.map_or(last.end, |next| next.source.span.start.max(last.end));
        let mut gaps =
            pieces.iter().map(|piece| piece.end).zip(pieces.iter().skip(1).map(|piece| piece.start).chain([end]));
        let from = tree.last_before(first.start).unwrap_or_default();
        let texts: Vec<Span> = (from..tree.all().end)
            .take_while(|&node| tree.span(node).start < end)
            .filter(|&node| tree.kind(node) == Kind::Text && self.ground.paragraph(node) == Some(paragraph))
            .map(|node| tree.span(node))
            .collect();
        gaps.any(|(from, to)| {
            texts.iter().any(|text| {
                let shared = Span::new(text.start.max(from), text.end.min(to).max(text.start.max(from)));
                tree.slice(shared).contains([' ', '\t', '\n', '\r'])
            })
        })
    }

    fn tracked(&mut self, groups: &[(Span, NodeId)], paragraph: NodeId, new: &str, date: &str) {
        let Names { office, text: t, declaration, .. } = self.names.clone();
        let info = format!("<{office}change-info>{}</{office}change-info>", self.names.author(date));
        for (index, (span, node)) in groups.iter().enumerate() {
            let mut xml = String::new();
            if !span.is_empty() {
                let id = self.id();
                let gone = self.deleted(*span, *node, paragraph);
                self.listed.push_str(&format!(
                    "<{t}changed-region{declaration} xml:id=\"{id}\" {t}id=\"{id}\"><{t}deletion>{info}{gone}</{t}deletion></{t}changed-region>"
                ));
                xml.push_str(&format!("<{t}change{declaration} {t}change-id=\"{id}\"/>"));
            }
            if index == 0 && !new.is_empty() {
                let id = self.id();
                self.listed.push_str(&format!(
                    "<{t}changed-region{declaration} xml:id=\"{id}\" {t}id=\"{id}\"><{t}insertion>{info}</{t}insertion></{t}changed-region>"
                ));
                xml.push_str(&format!(
                    "<{t}change-start{declaration} {t}change-id=\"{id}\"/>{new}<{t}change-end{declaration} {t}change-id=\"{id}\"/>"
                ));
            }
            self.edits.push(Edit::replace(*span, xml));
        }
    }

    /// What is deleted, as a paragraph like the one it stood in. Spans around it are marked as ours.
    fn deleted(&self, span: Span, node: NodeId, paragraph: NodeId) -> String {
        let tree = self.ground.tree;
        let Names { text: t, declaration, .. } = &self.names;
        let style = |node| {
            let name = tree.attribute(node, Ns::Text, "style-name");
            name.map_or(String::new(), |name| {
                format!(" {t}style-name=\"{}\"", crate::docx::patch::splice::escaped(&name))
            })
        };
        let mut raw = tree.slice(span).to_owned();
        let blank = format!("<{t}{BLANK}");
        if raw.ends_with(' ') {
            raw.replace_range(raw.len() - 1.., &blank);
        }
        if raw.starts_with(' ') {
            raw.replace_range(..1, &blank);
        }
        let inside = self.ground.around(node).skip(1).take_while(|&node| node != paragraph);
        for span in inside.filter(|&node| tree.is(node, Ns::Text, "span")) {
            raw = format!("<{t}span{}{MARK}{raw}</{t}span>", style(span));
        }
        format!("<{t}p{declaration}{}>{raw}</{t}p>", style(paragraph))
    }

    /// A name for a change that nothing else has.
    fn id(&mut self) -> String {
        loop {
            self.next += 1;
            let id = format!("yasno{}", self.next);
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// The node in which a stretch stands that may be changed.
    fn node(&self, span: Span) -> Option<NodeId> {
        let tree = self.ground.tree;
        let is_leaf = |node: NodeId| match tree.kind(node) {
            Kind::Text => true,
            Kind::CData | Kind::Reference => true,
            Kind::Element(ns, name) => ns == Ns::Text && matches!(name, "s" | "tab" | "line-break"),
        };
        let whole = |node: NodeId| tree.kind(node) == Kind::Text || tree.span(node) == span || span.is_empty();
        let found = if span.is_empty() {
            // Beside what stands before the place, else before what follows.
            let before = span.start.checked_sub(1).and_then(|at| self.ground.holding(Span::new(at, span.start)));
            let inside =
                |node: NodeId| is_leaf(node) && (tree.kind(node) == Kind::Text || tree.span(node).end == span.end);
            let after = self.ground.holding(Span::new(span.start, span.start + 1));
            let begins = |node: NodeId| is_leaf(node) && tree.span(node).start == span.start;
            before.filter(|&node| inside(node)).or(after.filter(|&node| begins(node)))?
        } else {
            self.ground.holding(span).filter(|&node| is_leaf(node) && whole(node))?
        };
        let paragraph = self.ground.paragraph(found)?;
        let around = self.ground.around(found).skip(1).take_while(|&node| node != paragraph);
        around.into_iter().all(|node| self.ground.holds(node)).then_some(found)
    }

    /// The changed part; `None` when nothing changes.
    fn finish(mut self) -> Option<String> {
        if self.edits.is_empty() {
            return None;
        }
        if !self.listed.is_empty() {
            let edit = self.list()?;
            self.edits.push(edit);
        }
        self.edits.sort();
        Some(apply(self.ground.tree.xml(), &self.edits))
    }

    /// Puts what is listed into the list of changes. A list that is not there is made, marked as ours.
    fn list(&self) -> Option<Edit> {
        let tree = self.ground.tree;
        let Names { text: t, declaration, .. } = &self.names;
        let body = tree.find(Ns::Office, "text")?;
        let listed = &self.listed;
        if let Some(list) = tree.child(body, Ns::Text, "tracked-changes") {
            if tree.is_empty_tag(list) {
                let end = tree.span(list).end;
                let name = tag_name(tree, list);
                return Some(Edit::replace(Span::new(end - 2, end), format!(">{listed}</{name}{MARK}")));
            }
            return Some(Edit::replace(Span::empty(tree.inner(list).end), &**listed));
        }
        let forms = tree.child(body, Ns::Office, "forms");
        let at = forms.map_or(tree.inner(body).start, |forms| tree.span(forms).end);
        let list =
            format!("<{t}tracked-changes{declaration} {t}track-changes=\"false\"{MARK}{listed}</{t}tracked-changes>");
        Some(Edit::replace(Span::empty(at), list))
    }
}

/// The name of an element as it is written.
pub(super) fn tag_name<'a>(tree: &Tree<'a>, node: NodeId) -> &'a str {
    let tag = tree.tag(node).get(1..).unwrap_or_default();
    &tag[..tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len())]
}

/// Stretches that were inserted, and whether by us. One that is inside another counts as a colleague's.
fn inserted(tree: &Tree<'_>) -> Vec<(Span, bool)> {
    let regions = regions(tree);
    let own: FxHashMap<&str, bool> = regions
        .iter()
        .filter(|region| region.kind == "insertion")
        .flat_map(|region| region.ids.iter().map(|id| (&**id, region.own)))
        .collect();
    let mut open: Vec<(String, bool)> = Vec::new();
    let (mut from, mut all_own) = (0, true);
    let mut inserted = Vec::new();
    for node in tree.all() {
        let Kind::Element(Ns::Text, name @ ("change-start" | "change-end")) = tree.kind(node) else { continue };
        let Some(id) = tree.attribute(node, Ns::Text, "change-id") else { continue };
        let Some(&own) = own.get(&*id) else { continue };
        if name == "change-start" {
            if open.is_empty() {
                (from, all_own) = (tree.span(node).end, true);
            }
            all_own &= own;
            open.push((id.into_owned(), own));
        } else if let Some(index) = open.iter().position(|(one, _)| *one == *id) {
            open.remove(index);
            if open.is_empty() {
                inserted.push((Span::new(from, tree.span(node).start), all_own));
            }
        }
    }
    inserted
}
