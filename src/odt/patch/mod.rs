//! Writes into an .odt as a colleague would: annotations and tracked changes, and nothing else.
//!
//! As in [`crate::docx::patch`], bytes are put into `content.xml` at the places that the source map names, and all other
//! entries are copied as they lie in the archive. An annotation may stand between any two letters of a paragraph, so
//! nothing is cut, and taking our elements out gives the part back byte for byte.

mod ground;
mod names;
mod remarks;
mod revise;
mod strip;

pub use revise::revise;
pub use strip::strip;

use super::OdtError;
use super::tree::Tree;
use crate::document::Document;
use crate::docx::patch::archive::{Change, rewrite};
use crate::docx::patch::{Annotated, Comment};
use crate::docx::{Encoding, Limits, Package};
use crate::text::{Edit, Span, apply};
use ground::{Ground, Place};
use names::Names;
use remarks::Own;

/// The part in which the text stands.
const CONTENT: &str = "content.xml";

/// True when the document is signed: any change breaks the signature.
///
/// # Errors
/// The file is no archive.
pub fn is_signed(bytes: &[u8], limits: &Limits) -> Result<bool, OdtError> {
    let package = Package::open(bytes, limits)?;
    // A signature of macros alone says nothing of the text.
    let signs = |name: &str| name.starts_with("meta-inf/") && name.contains("signatures") && !name.contains("macro");
    Ok(package.names().any(signs))
}

/// Puts annotations into a document; as [`crate::docx::patch::annotate`].
///
/// # Errors
/// As for [`super::read`].
pub fn annotate(
    bytes: &[u8],
    document: &Document,
    comments: &[Comment],
    date: &str,
    limits: &Limits,
) -> Result<Annotated, OdtError> {
    let mut draft = Draft::open(bytes, limits)?;
    let content = draft.content()?;
    let tree = content.tree(limits)?;
    let ground = Ground::of(&tree)?;
    let own = remarks::own(&tree);
    let names = Names::of(&tree);
    let mut labels = remarks::Labels::new(&tree);
    let mut result = Annotated::default();
    // What goes to one place: ends first, then whole remarks on a point, then beginnings.
    let mut marks: Vec<(u32, u8, String)> = Vec::new();
    for comment in comments {
        if says(&own, document, comment) {
            result.settled += 1;
            continue;
        }
        let Some(Place { from, to, elsewhere }) = ground.place(document, comment.span) else {
            result.homeless += 1;
            continue;
        };
        let mut text = comment.text.clone();
        if elsewhere && !comment.elsewhere.is_empty() {
            text.insert(0, comment.elsewhere.clone());
        }
        match to {
            None => marks.push((from, 1, remarks::remark(&names, None, date, &text))),
            Some(to) => {
                let label = labels.next();
                marks.push((from, 2, remarks::remark(&names, Some(&label), date, &text)));
                marks.push((to, 0, remarks::end(&names, &label)));
            }
        }
        result.put += 1;
    }
    if !marks.is_empty() {
        marks.sort_by_key(|(at, order, _)| (*at, *order));
        let edits: Vec<Edit> = marks
            .chunk_by(|a, b| a.0 == b.0)
            .map(|here| Edit::replace(Span::empty(here[0].0), here.iter().map(|(.., xml)| &**xml).collect::<String>()))
            .collect();
        draft.write(&content, &apply(&content.xml, &edits));
    }
    result.bytes = draft.finish()?;
    Ok(result)
}

/// True when a remark of ours that stays says the same of the same words.
fn says(own: &[Own], document: &Document, comment: &Comment) -> bool {
    let Some(message) = comment.text.first() else { return false };
    let source = document.map().source(comment.span);
    own.iter().filter(|old| old.text.contains(message)).any(|old| {
        let told = !comment.elsewhere.is_empty() && old.text.contains(&comment.elsewhere);
        told || source.is_some_and(|source| old.anchor.covers(source.span))
    })
}

/// A part that may be changed.
struct Part {
    name: String,
    xml: String,
    encoding: Encoding,
}

impl Part {
    fn tree(&self, limits: &Limits) -> Result<Tree<'_>, OdtError> {
        Tree::parse(&self.xml, &self.name, limits)
    }
}

/// An opened document with the changes made so far.
struct Draft<'b> {
    bytes: &'b [u8],
    package: Package<'b>,
    changes: Vec<(String, Change)>,
}

impl<'b> Draft<'b> {
    fn open(bytes: &'b [u8], limits: &'b Limits) -> Result<Self, OdtError> {
        Ok(Self { bytes, package: Package::open(bytes, limits)?, changes: Vec::new() })
    }

    fn part(&mut self, name: &str) -> Result<Part, OdtError> {
        let text = self.package.encoded_text(name)?;
        let (xml, encoding) = text.ok_or_else(|| OdtError::Damaged { part: name.to_owned() })?;
        Ok(Part { name: name.to_owned(), xml, encoding })
    }

    fn content(&mut self) -> Result<Part, OdtError> {
        self.part(CONTENT)
    }

    fn write(&mut self, part: &Part, xml: &str) {
        self.changes.push((part.name.clone(), Change::Write(part.encoding.encode(xml))));
    }

    fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// The file with all changes.
    fn finish(mut self) -> Result<Vec<u8>, OdtError> {
        if self.changes.is_empty() {
            return Ok(self.bytes.to_vec());
        }
        Ok(rewrite(self.bytes, &mut self.package, CONTENT, self.changes)?)
    }
}
