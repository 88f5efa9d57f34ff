//! Takes our annotations and changes out of a document.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ground::Ground;
use super::revise::{BLANK, Region, regions};
use super::{Draft, remarks};
use crate::docx::Limits;
use crate::docx::patch::splice::MARK;
use crate::docx::patch::{Keep, Stripped};
use crate::odt::OdtError;
use crate::odt::tree::{Kind, NodeId, Ns, Tree};
use crate::text::{Edit, Span, apply};

/// Takes out our annotations and, unless they are kept, our changes; as [`crate::docx::patch::strip()`].
///
/// # Errors
/// As for [`crate::odt::read`].
pub fn strip(bytes: &[u8], keep: Keep, limits: &Limits) -> Result<Stripped, OdtError> {
    let mut draft = Draft::open(bytes, limits)?;
    let content = draft.content()?;
    let tree = content.tree(limits)?;
    let mut stripped = Stripped::default();
    let mut edits: Vec<Edit> = Vec::new();
    for own in remarks::own(&tree) {
        if own.answered || own.resolved && keep == Keep::Settled {
            stripped.kept += 1;
        } else {
            stripped.comments += 1;
            edits.extend(own.spans.iter().map(|span| Edit::replace(*span, "")));
        }
    }
    if keep == Keep::Answered {
        stripped.changes = undo(&tree, &mut edits);
    }
    if !edits.is_empty() {
        draft.write(&content, &apply(&content.xml, &outermost(edits)));
    }
    if draft.is_changed() {
        stripped.bytes = Some(draft.finish()?);
    }
    Ok(stripped)
}

/// The edits without those that lie inside others.
fn outermost(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    let mut end = 0;
    edits.retain(|edit| {
        let stays = edit.span.start >= end;
        end = end.max(edit.span.end);
        stays
    });
    edits
}

/// The edits that undo our changes; gives how many there are.
fn undo(tree: &Tree<'_>, edits: &mut Vec<Edit>) -> usize {
    let own: Vec<Region> = regions(tree).into_iter().filter(|region| region.own).collect();
    if own.is_empty() {
        return 0;
    }
    let ground = Ground::of_part(tree);
    let mut marks: FxHashMap<(&str, String), NodeId> = FxHashMap::default();
    for node in tree.all() {
        if let Kind::Element(Ns::Text, name @ ("change" | "change-start" | "change-end")) = tree.kind(node)
            && let Some(id) = tree.attribute(node, Ns::Text, "change-id")
        {
            marks.entry((name, id.into_owned())).or_insert(node);
        }
    }
    let mut undone: FxHashSet<NodeId> = FxHashSet::default();
    for region in &own {
        let mark = |name| region.ids.iter().find_map(|id| marks.get(&(name, id.clone())).copied());
        let edit = match &*region.kind {
            "deletion" => mark("change").and_then(|node| Some(Edit::replace(tree.span(node), was(tree, region.what)?))),
            // Between marks in two elements stand halves of others.
            "insertion" => mark("change-start")
                .zip(mark("change-end"))
                .filter(|(from, to)| from < to && ground.parent(*from) == ground.parent(*to))
                .map(|(from, to)| Edit::replace(tree.span(from).join(tree.span(to)), "")),
            _ => None,
        };
        if let Some(edit) = edit {
            edits.push(edit);
            undone.insert(region.node);
        }
    }
    edits.extend(undone.iter().map(|&node| Edit::replace(tree.span(node), "")));
    for list in tree.all().filter(|&node| tree.is(node, Ns::Text, "tracked-changes")) {
        let left = tree.children(list).any(|node| !undone.contains(&node));
        if left || tree.is_empty_tag(list) {
            continue;
        }
        if tree.tag(list).ends_with(MARK) {
            edits.push(Edit::replace(tree.span(list), ""));
        } else if tree.slice(tree.end_span(list)).ends_with(MARK) {
            let end = tree.tag_span(list).end;
            edits.push(Edit::replace(Span::new(end - 1, tree.span(list).end), "/>"));
        }
    }
    undone.len()
}

/// What a deletion has taken away, as it stood; `None` when it was more than words of one paragraph.
fn was(tree: &Tree<'_>, deletion: NodeId) -> Option<String> {
    let mut paragraphs = tree.children(deletion).filter(|&node| !tree.is(node, Ns::Office, "change-info"));
    let mut node = paragraphs.next().filter(|&node| tree.is(node, Ns::Text, "p") || tree.is(node, Ns::Text, "h"))?;
    if paragraphs.next().is_some() {
        return None;
    }
    // Spans that we put around it.
    while let Some(inside) = tree.children(node).next()
        && tree.tag(inside).ends_with(MARK)
    {
        node = inside;
    }
    let blank = |child: NodeId| tree.is(child, Ns::Text, "s") && tree.tag(child).ends_with(BLANK);
    let mut out = String::new();
    let mut at = tree.inner(node).start;
    for child in tree.children(node).filter(|&child| blank(child)) {
        out.push_str(tree.slice(Span::new(at, tree.span(child).start)));
        out.push(' ');
        at = tree.span(child).end;
    }
    out.push_str(tree.slice(Span::new(at, tree.inner(node).end)));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_written() {
        let tree = Tree::parse("<a:b c='>'><d/></a:b >", "x", &Limits::default()).expect("a part");
        use crate::odt::patch::revise::tag_name;
        assert_eq!((tag_name(&tree, 0), tag_name(&tree, 1)), ("a:b", "d"));
        assert_eq!((tree.tag(0), tree.slice(tree.end_span(0)), tree.is_empty_tag(1)), ("<a:b c='>'>", "</a:b >", true));
    }
}
