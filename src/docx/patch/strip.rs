//! Takes our comments and changes out of a document and joins the runs that were cut for them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::outline::{Id, Outline};
use super::parts::{Draft, Kind, Part, is_made, without};
use super::remarks::{self, Own};
use super::splice::{MARK, PRESERVE};
use super::{AUTHOR, notes_part};
use crate::docx::{DocxError, Limits};
use crate::text::{Edit, Span, apply};

/// What of ours stays in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Comments that are resolved or answered, and all changes: what a new check must not undo.
    Settled,
    /// Only comments that a colleague has answered: without them the answers hang in the air.
    Answered,
}

/// What was taken out.
#[derive(Clone, Debug, Default)]
pub struct Stripped {
    /// The file without it; `None` when there was nothing.
    pub bytes: Option<Vec<u8>>,
    /// Comments taken out.
    pub comments: usize,
    /// Changes undone.
    pub changes: usize,
    /// Comments of ours that stay.
    pub kept: usize,
}

/// Kinds of parts in which changes are made.
const STORIES: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// Takes out our comments and, unless they are kept, our changes.
///
/// # Errors
/// As for [`crate::docx::read`].
pub fn strip(bytes: &[u8], keep: Keep, limits: &Limits) -> Result<Stripped, DocxError> {
    let mut draft = Draft::open(bytes, limits)?;
    let mut stripped = Stripped::default();
    let remarks = draft.related("comments")?;
    let mut ours: FxHashSet<String> = FxHashSet::default();
    if let Some(part) = &remarks {
        let extended = draft.related("commentsExtended")?;
        let outline = part.outline(limits)?;
        let extended_outline = extended.as_ref().map(|part| part.outline(limits)).transpose()?;
        let own = remarks::own(&outline, extended_outline.as_ref());
        let stays = |own: &Own| own.answered || own.resolved && keep == Keep::Settled;
        let (kept, gone): (Vec<&Own>, Vec<&Own>) = own.iter().partition(|own| stays(own));
        stripped.kept = kept.len();
        stripped.comments = gone.len();
        if !gone.is_empty() {
            ours.extend(gone.iter().map(|own| own.id.clone()));
            let spans: Vec<Span> = gone.iter().map(|own| own.span).collect();
            let all: u32 = spans.iter().map(|span| span.len()).sum();
            if is_made(&outline) && all == outline.inner(0).len() {
                draft.remove(Kind::Comments, &part.name)?;
            } else {
                draft.write(part, &without(&outline, &spans));
            }
            let paragraphs: FxHashSet<&str> = gone.iter().flat_map(|own| &own.paragraphs).map(String::as_str).collect();
            entries(&mut draft, extended.as_ref(), &paragraphs, limits)?;
        }
    }
    let changes = keep == Keep::Answered;
    let main = draft.main_part()?;
    let notes = if changes { notes_of_ours(&main, limits)? } else { FxHashSet::default() };
    stripped.changes += text_part(&mut draft, &main, &ours, changes, limits)?;
    if changes {
        let stories: Vec<String> = draft
            .relations
            .all()
            .iter()
            .filter(|relation| STORIES.contains(&&*relation.kind) && !relation.external)
            .map(|relation| draft.relations.part(relation))
            .collect();
        let mut seen = FxHashSet::default();
        for name in stories {
            if seen.insert(name.clone())
                && let Some(part) = draft.part(&name)?
            {
                stripped.changes += text_part(&mut draft, &part, &FxHashSet::default(), true, limits)?;
            }
        }
        if !notes.is_empty() {
            notes_part::remove(&mut draft, &notes, limits)?;
        }
    }
    if draft.is_changed() {
        stripped.bytes = Some(draft.finish()?);
    }
    Ok(stripped)
}

/// Numbers of the endnotes to which our insertions refer.
fn notes_of_ours(main: &Part, limits: &Limits) -> Result<FxHashSet<String>, DocxError> {
    let outline = main.outline(limits)?;
    let is_ours = |&id: &Id| outline.word(id) == "ins" && outline.attribute(id, "author").as_deref() == Some(AUTHOR);
    let inside = outline.all().filter(is_ours).flat_map(|id| outline.descendants(id));
    let references = inside.filter(|&id| outline.word(id) == "endnoteReference");
    Ok(references.filter_map(|id| outline.attribute(id, "id")).collect())
}

/// Takes comments out of the parts that know them by the ids of their paragraphs.
fn entries(
    draft: &mut Draft<'_>,
    extended: Option<&Part>,
    paragraphs: &FxHashSet<&str>,
    limits: &Limits,
) -> Result<(), DocxError> {
    let mut durable: FxHashSet<String> = FxHashSet::default();
    let take = |draft: &mut Draft<'_>, part: &Part, attribute: &str, known: &dyn Fn(&str) -> bool| {
        let outline = part.outline(limits)?;
        let ours: Vec<Id> = outline
            .children(0)
            .filter(|&id| outline.attribute(id, attribute).is_some_and(|value| known(&value)))
            .collect();
        if !ours.is_empty() {
            let spans: Vec<Span> = ours.iter().map(|&id| outline.span(id)).collect();
            draft.write(part, &without(&outline, &spans));
        }
        Ok::<Vec<String>, DocxError>(ours.iter().filter_map(|&id| outline.attribute(id, "durableId")).collect())
    };
    if let Some(part) = extended {
        take(draft, part, "paraId", &|id| paragraphs.contains(id))?;
    }
    if let Some(part) = draft.related("commentsIds")? {
        durable.extend(take(draft, &part, "paraId", &|id| paragraphs.contains(id))?);
    }
    if let Some(part) = draft.related("commentsExtensible")? {
        take(draft, &part, "durableId", &|id| durable.contains(id))?;
    }
    Ok(())
}

/// Cleans a part with text; gives how many changes were undone.
fn text_part(
    draft: &mut Draft<'_>,
    part: &Part,
    comments: &FxHashSet<String>,
    changes: bool,
    limits: &Limits,
) -> Result<usize, DocxError> {
    if comments.is_empty() && !(changes && part.xml.contains(AUTHOR)) {
        return Ok(0);
    }
    let outline = part.outline(limits)?;
    let mut clean = Clean { outline: &outline, gone: Vec::new(), edits: Vec::new(), changes: 0, undone: changes };
    clean.marks(comments);
    if changes {
        clean.undo();
    }
    clean.join();
    let count = clean.changes;
    if let Some(xml) = clean.finish() {
        draft.write(part, &xml);
    }
    Ok(count)
}

/// What goes from one part.
struct Clean<'o, 'a> {
    outline: &'o Outline<'a>,
    gone: Vec<Span>,
    edits: Vec<Edit>,
    changes: usize,
    /// Our changes are undone.
    undone: bool,
}

/// True for properties that were an empty tag before ours came in.
fn is_opened(outline: &Outline<'_>, properties: Id) -> bool {
    !outline.is_empty_tag(properties) && outline.slice(outline.end(properties)).ends_with(MARK)
}

impl Clean<'_, '_> {
    /// Marks of comments.
    fn marks(&mut self, comments: &FxHashSet<String>) {
        let outline = self.outline;
        for id in outline.all() {
            let word = outline.word(id);
            if !matches!(word, "commentRangeStart" | "commentRangeEnd" | "commentReference")
                || !outline.attribute(id, "id").is_some_and(|number| comments.contains(&number))
            {
                continue;
            }
            let run = outline.parent(id).filter(|&run| word == "commentReference" && outline.word(run) == "r");
            let alone = |run: &Id| outline.children(*run).all(|child| child == id || outline.word(child) == "rPr");
            self.gone.push(outline.span(run.filter(alone).unwrap_or(id)));
        }
    }

    /// Our insertions and deletions, and what we did to formatting.
    fn undo(&mut self) {
        let outline = self.outline;
        for id in outline.all() {
            let word = outline.word(id);
            if !matches!(word, "ins" | "del" | "rPrChange")
                || outline.attribute(id, "author").as_deref() != Some(AUTHOR)
            {
                continue;
            }
            self.changes += 1;
            match word {
                "ins" => self.gone.push(outline.span(id)),
                "del" if outline.is_empty_tag(id) => self.gone.push(outline.span(id)),
                "del" => {
                    self.gone.push(outline.start(id));
                    self.gone.push(outline.end(id));
                    for text in outline.descendants(id).filter(|&it| outline.word(it) == "delText") {
                        let name = outline.local_span(text);
                        self.edits.push(Edit::replace(name, "t"));
                        if !outline.is_empty_tag(text) {
                            let end = outline.end(text).start + 2 + (name.start - outline.start(text).start - 1);
                            self.edits.push(Edit::replace(Span::new(end, end + name.len()), "t"));
                        }
                    }
                }
                _ => {
                    let Some(now) = outline.parent(id) else { continue };
                    if is_opened(outline, now) {
                        let end = outline.start(now).end;
                        self.edits.push(Edit::replace(Span::new(end - 1, outline.span(now).end), "/>"));
                    } else if outline.start_tag(now).ends_with(MARK) {
                        self.gone.push(outline.span(now));
                    } else {
                        let was = outline.child(id, "rPr").map_or("", |was| outline.slice(outline.inner(was)));
                        self.edits.push(Edit::replace(outline.inner(now), was));
                    }
                }
            }
        }
    }

    /// Halves of runs between which nothing is left.
    fn join(&mut self) {
        let outline = self.outline;
        self.merge();
        let runs: Vec<Id> = outline.all().filter(|&id| outline.word(id) == "r").collect();
        let is_text = |id: &Id| matches!(outline.word(*id), "t" | "delText");
        let mut joined: FxHashMap<Id, Id> = FxHashMap::default();
        let mut halves: FxHashSet<Id> = FxHashSet::default();
        let mut joins: Vec<Span> = Vec::new();
        for &left in &runs {
            if outline.is_empty_tag(left) || !outline.slice(outline.end(left)).ends_with(MARK) {
                continue;
            }
            let end = outline.end(left).end;
            let next = runs.partition_point(|&run| outline.start(run).start < end);
            // Between the halves stand runs of our marks and of what was inserted.
            let right = runs[next..].iter().copied().find(|&run| outline.start_tag(run).ends_with(MARK));
            let Some(right) = right else { continue };
            let properties = outline.child(right, "rPr");
            let first = outline.children(right).find(|&id| Some(id) != properties);
            let last = outline.children(left).last();
            let cut_text = match (last.filter(is_text), first.filter(is_text)) {
                (Some(last), Some(first)) if outline.slice(outline.end(last)).ends_with(MARK) => Some((last, first)),
                _ => None,
            };
            halves.extend(cut_text.map(|(_, first)| first));
            if self.looks(left) != self.looks(right) {
                continue;
            }
            if !self.is_gone(Span::new(end, outline.start(right).start)) {
                continue;
            }
            let (from, to) = match cut_text {
                Some((last, first)) => {
                    joined.insert(last, first);
                    (outline.end(last).start, outline.start(first).end)
                }
                None => {
                    let to = properties.map_or(outline.start(right).end, |properties| outline.span(properties).end);
                    (outline.end(left).start, to)
                }
            };
            joins.push(Span::new(from, to));
        }
        self.gone.extend(joins);
        for text in outline.all().filter(is_text).filter(|id| !halves.contains(id)) {
            if outline.start_tag(text).ends_with(&format!("{PRESERVE}>")) {
                let mut last = text;
                while let Some(&next) = joined.get(&last) {
                    last = next;
                }
                if !outline.slice(outline.end(last)).ends_with(MARK) {
                    let end = outline.start(text).end - 1;
                    self.gone.push(Span::new(end - PRESERVE.len() as u32, end));
                }
            }
        }
        self.merge();
    }

    /// The properties that a run will have, without the record of a tracked change.
    fn looks(&self, run: Id) -> &str {
        let outline = self.outline;
        let Some(properties) = outline.child(run, "rPr") else { return "" };
        let inner = outline.inner(properties);
        let Some(record) = outline.child(properties, "rPrChange") else { return outline.slice(inner) };
        if self.undone && outline.attribute(record, "author").as_deref() == Some(AUTHOR) {
            outline.child(record, "rPr").map_or("", |was| outline.slice(outline.inner(was)))
        } else {
            outline.slice(Span::new(inner.start, outline.start(record).start))
        }
    }

    /// True when all of a stretch is gone.
    fn is_gone(&self, span: Span) -> bool {
        if span.is_empty() {
            return true;
        }
        let next = self.gone.partition_point(|gone| gone.start <= span.start);
        next.checked_sub(1).is_some_and(|index| self.gone[index].covers(span))
    }

    /// Sorts what is gone and joins what touches.
    fn merge(&mut self) {
        self.gone.sort();
        let mut merged: Vec<Span> = Vec::with_capacity(self.gone.len());
        for span in self.gone.drain(..) {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        self.gone = merged;
    }

    /// The part without it; `None` when nothing goes.
    fn finish(self) -> Option<String> {
        let mut edits: Vec<Edit> = self.edits.iter().filter(|edit| !self.is_gone(edit.span)).cloned().collect();
        edits.extend(self.gone.iter().map(|span| Edit::replace(*span, "")));
        edits.sort();
        (!edits.is_empty()).then(|| apply(self.outline.xml, &edits))
    }
}
