//! The annotations of a document: which are ours, which are settled, and how a new one is written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::Names;
use crate::docx::patch::AUTHOR;
use crate::docx::patch::splice::escaped;
use crate::odt::tree::{NodeId, Ns, Tree};
use crate::text::Span;

/// One annotation of ours that stands in the file.
#[derive(Debug)]
pub(super) struct Own {
    /// Its element and the marks of its end.
    pub(super) spans: Vec<Span>,
    /// The stretch of the part that it is on.
    pub(super) anchor: Span,
    /// The paragraphs of its text.
    pub(super) text: Vec<String>,
    /// Marked as resolved.
    pub(super) resolved: bool,
    /// A colleague has answered.
    pub(super) answered: bool,
}

/// Who made an annotation or a change.
pub(super) fn author(tree: &Tree<'_>, node: NodeId) -> String {
    tree.child(node, Ns::Dc, "creator").map(|node| tree.text(node)).unwrap_or_default()
}

fn name(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    tree.attribute(node, Ns::Office, "name").filter(|name| !name.is_empty()).map(Into::into)
}

/// Our annotations.
pub(super) fn own(tree: &Tree<'_>) -> Vec<Own> {
    let mut own: Vec<Own> = Vec::new();
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    let mut answers: Vec<String> = Vec::new();
    for node in tree.all() {
        if tree.is(node, Ns::Office, "annotation") {
            if author(tree, node) != AUTHOR {
                let to = [Ns::Loext, Ns::Office].iter().find_map(|&ns| tree.attribute(node, ns, "parent-name"));
                answers.extend(to.map(|name| name.into_owned()));
                continue;
            }
            let span = tree.span(node);
            let text = tree.children(node).filter(|&node| tree.is(node, Ns::Text, "p")).map(|node| tree.text(node));
            let resolved = [Ns::Loext, Ns::Office].iter().find_map(|&ns| tree.attribute(node, ns, "resolved"));
            let one = Own {
                spans: vec![span],
                anchor: Span::empty(span.end),
                text: text.collect(),
                resolved: resolved.is_some_and(|resolved| resolved == "true"),
                answered: false,
            };
            by_name.extend(name(tree, node).map(|name| (name, own.len())));
            own.push(one);
        } else if tree.is(node, Ns::Office, "annotation-end")
            && let Some(&index) = name(tree, node).and_then(|name| by_name.get(&name))
        {
            let one = &mut own[index];
            one.spans.push(tree.span(node));
            one.anchor.end = tree.span(node).start;
        }
    }
    for index in answers.iter().filter_map(|name| by_name.get(name)) {
        own[*index].answered = true;
    }
    own
}

/// Names for annotations that no other has.
pub(super) struct Labels {
    taken: FxHashSet<String>,
    next: u32,
}

impl Labels {
    pub(super) fn new(tree: &Tree<'_>) -> Self {
        let named = tree.all().filter_map(|node| name(tree, node));
        Self { taken: named.collect(), next: 0 }
    }

    pub(super) fn next(&mut self) -> String {
        loop {
            self.next += 1;
            let label = format!("yasno{}", self.next);
            if !self.taken.contains(&label) {
                return label;
            }
        }
    }
}

/// An annotation as XML. One that has an end has a label.
pub(super) fn remark(names: &Names, label: Option<&str>, date: &str, text: &[String]) -> String {
    let Names { office, text: t, declaration, .. } = names;
    let label = label.map_or(String::new(), |label| format!(" {office}name=\"{}\"", escaped(label)));
    let author = names.author(date);
    let lines: String =
        text.iter().map(|line| format!("<{t}p>{}</{t}p>", names.inline(line.trim(), true, true))).collect();
    format!("<{office}annotation{declaration}{label}>{author}{lines}</{office}annotation>")
}

/// The mark of an annotation's end.
pub(super) fn end(names: &Names, label: &str) -> String {
    let Names { office, declaration, .. } = names;
    format!("<{office}annotation-end{declaration} {office}name=\"{}\"/>", escaped(label))
}
