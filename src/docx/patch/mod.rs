//! Writes into a .docx as a colleague would: comments and tracked changes, and nothing else.
//!
//! The file is never made anew. Bytes are put into its parts at the places that the reader's source map names, and all
//! entries that need no change are copied as they lie in the archive. [`strip`] takes everything of ours out again.

mod anchor;
pub(crate) mod archive;
mod endnotes;
mod notes_part;
mod outline;
mod parts;
mod place;
mod remarks;
mod restyle;
pub(crate) mod revise;
pub(crate) mod splice;
mod strip;

pub use endnotes::endnotes;
pub use restyle::restyle;
pub use revise::{Revised, revise};
pub use strip::{Keep, Stripped, strip};

use super::{DocxError, Limits};
use crate::document::Document;
use crate::text::{Span, apply};
use anchor::Ground;
use outline::{Names, Outline};
use parts::{Draft, Kind, Part, append};
use place::{Place, Places};
use remarks::Own;
use splice::{Order, Splice, Spot};

/// Whose the comments and changes are.
pub const AUTHOR: &str = "Ясно";
const INITIALS: &str = "Я";

/// A comment to be put on a stretch of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Where, in the document's text; empty: at that place.
    pub span: Span,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// What is said first when it cannot stand at its words: where they are.
    pub elsewhere: String,
}

/// What became of the comments.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// The file with them.
    pub bytes: Vec<u8>,
    /// How many were put.
    pub put: usize,
    /// How many were not put because they stand there already and are settled.
    pub settled: usize,
    /// How many found no place: the document has no paragraph for them.
    pub homeless: usize,
}

/// True when the document is signed inside: any change breaks the signature.
///
/// # Errors
/// The file is no archive.
pub fn is_signed(bytes: &[u8], limits: &Limits) -> Result<bool, DocxError> {
    let package = super::package::Package::open(bytes, limits)?;
    Ok(package.names().any(|name| name.starts_with("_xmlsignatures/")))
}

/// Puts comments into a document. `document` is what [`super::read`] gives for `bytes`; `date` is like
/// `2026-11-21T15:30:00Z`. Comments of ours that are in the file stay (see [`strip`]): one of them that says the same of
/// the same words is not put again.
///
/// # Errors
/// As for [`super::read`].
pub fn annotate(
    bytes: &[u8],
    document: &Document,
    comments: &[Comment],
    date: &str,
    limits: &Limits,
) -> Result<Annotated, DocxError> {
    let mut draft = Draft::open(bytes, limits)?;
    let main = draft.main_part()?;
    let remarks = draft.related("comments")?;
    let (extended, ids) = (draft.related("commentsExtended")?, draft.related("commentsIds")?);
    let main_outline = main.outline(limits)?;
    let remarks_outline = outline(&remarks, limits)?;
    let (extended_outline, ids_outline) = (outline(&extended, limits)?, outline(&ids, limits)?);

    let own = remarks_outline.as_ref().map_or(Vec::new(), |it| remarks::own(it, extended_outline.as_ref()));
    let old = Old { document, own: &own, anchors: remarks::anchors(&main_outline) };
    let listed = remarks_outline
        .iter()
        .flat_map(|it| it.all().filter(|&id| it.word(id) == "comment").filter_map(|id| it.attribute(id, "id")));
    let marked = main_outline
        .all()
        .filter(|&id| main_outline.word(id).starts_with("comment"))
        .filter_map(|id| main_outline.attribute(id, "id"));
    let mut numbers = remarks::Numbers::after(listed.chain(marked));
    let known = [Some(&main_outline), remarks_outline.as_ref(), extended_outline.as_ref()];
    let mut paragraph_ids = remarks::ParagraphIds::new(known.into_iter().flatten());

    let ground = Ground::of(&main_outline);
    let mut places = Places::new(document, &ground);
    let mut splice = Splice::new(&main_outline);
    let mut result = Annotated::default();
    let plain = Names::plain();
    let names = remarks_outline.as_ref().map_or(&plain, |outline| &outline.names);
    let (mut written, mut in_extended, mut in_ids) = (String::new(), String::new(), String::new());
    for comment in comments {
        if old.says(comment) {
            result.settled += 1;
            continue;
        }
        let Some(place) = places.of(comment.span, &mut draft)? else {
            result.homeless += 1;
            continue;
        };
        let number = numbers.next();
        put(&mut splice, &main_outline.names, number, place);
        let mut text = comment.text.clone();
        if place.elsewhere && !comment.elsewhere.is_empty() {
            text.insert(0, comment.elsewhere.clone());
        }
        let mut attribute = String::new();
        if let (Some(remarks), Some(extended)) = (&remarks_outline, &extended_outline) {
            let id = paragraph_ids.next();
            attribute = remarks::paragraph_attribute(remarks, &id);
            in_extended.push_str(&remarks::entry(extended, "commentEx", &[("paraId", &id), ("done", "0")]));
            if let Some(ids) = &ids_outline {
                in_ids.push_str(&remarks::entry(ids, "commentId", &[("paraId", &id), ("durableId", &id)]));
            }
        }
        written.push_str(&remarks::comment(names, number, date, &text, &attribute));
        result.put += 1;
    }
    if let Some(xml) = splice.finish() {
        draft.write(&main, &xml);
        let mut grow = |part: &Option<Part>, outline: &Option<Outline<'_>>, more: &str| {
            let (Some(part), Some(outline)) = (part, outline) else { return false };
            if !more.is_empty() {
                draft.write(part, &apply(&part.xml, &append(outline, more)));
            }
            true
        };
        grow(&extended, &extended_outline, &in_extended);
        grow(&ids, &ids_outline, &in_ids);
        if !grow(&remarks, &remarks_outline, &written) {
            let strict = main_outline.is_strict();
            draft.add(Kind::Comments, strict, Kind::Comments.xml(strict, true, &written))?;
        }
    }
    result.bytes = if draft.is_changed() { draft.finish()? } else { bytes.to_vec() };
    Ok(result)
}

fn outline<'p>(part: &'p Option<Part>, limits: &Limits) -> Result<Option<Outline<'p>>, DocxError> {
    part.as_ref().map(|part| part.outline(limits)).transpose()
}

/// Comments of ours that stand in the file.
struct Old<'a> {
    document: &'a Document,
    own: &'a [Own],
    anchors: rustc_hash::FxHashMap<String, Span>,
}

impl Old<'_> {
    /// True when one of them says the same of the same words.
    fn says(&self, comment: &Comment) -> bool {
        let Some(message) = comment.text.first() else { return false };
        let source = self.document.map().source(comment.span);
        self.own.iter().filter(|old| old.text.contains(message)).any(|old| {
            let here = |anchor: &Span| source.is_some_and(|source| anchor.covers(source.span));
            let told = !comment.elsewhere.is_empty() && old.text.contains(&comment.elsewhere);
            told || self.anchors.get(&old.id).is_some_and(here)
        })
    }
}

/// Puts the marks of a comment.
fn put(splice: &mut Splice<'_, '_>, names: &Names, number: u32, place: Place) {
    let Names { prefix: w, declaration } = names;
    let start = format!("<{w}commentRangeStart{declaration} {w}id=\"{number}\"/>");
    let end = format!("<{w}commentRangeEnd{declaration} {w}id=\"{number}\"/>");
    let reference = format!("<{w}r{declaration}><{w}commentReference {w}id=\"{number}\"/></{w}r>");
    match place.to {
        None => splice.insert(place.from, Order::Between, format!("{start}{end}{reference}")),
        Some(to) => {
            splice.insert(place.from, Order::Start, start);
            splice.insert(to, Order::End, end);
            splice.insert(Spot::plain(to.outer), Order::Between, reference);
        }
    }
}
