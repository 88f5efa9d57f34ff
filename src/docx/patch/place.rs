//! Finds for a stretch of the document where its comment stands: at the words themselves, or, where no comment can
//! stand there (headers, footers, notes, text boxes, closed controls), at the nearest place of the body.

use rustc_hash::FxHashMap;

use super::anchor::{Ground, Side};
use super::outline::{Id, Outline};
use super::parts::Draft;
use super::splice::Spot;
use crate::document::{Document, Story};
use crate::docx::DocxError;
use crate::text::Span;

/// Where a comment stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) from: Spot,
    /// None: the comment is on a point.
    pub(super) to: Option<Spot>,
    /// The words are not there but elsewhere.
    pub(super) elsewhere: bool,
}

/// Finds places in one document.
pub(super) struct Places<'g, 'o, 'a> {
    pub(super) document: &'g Document,
    pub(super) ground: &'g Ground<'o, 'a>,
    /// The notes in each part of notes, with their ids.
    notes: FxHashMap<String, Vec<(Span, String)>>,
    /// Where the text refers to notes: kind and id.
    references: FxHashMap<(&'static str, String), Id>,
}

impl<'g, 'o, 'a> Places<'g, 'o, 'a> {
    pub(super) fn new(document: &'g Document, ground: &'g Ground<'o, 'a>) -> Self {
        let main = ground.outline;
        let mut references = FxHashMap::default();
        for id in main.all() {
            let kind = match main.word(id) {
                "footnoteReference" => "footnote",
                "endnoteReference" => "endnote",
                _ => continue,
            };
            if let Some(number) = main.attribute(id, "id") {
                references.entry((kind, number)).or_insert(id);
            }
        }
        Self { document, ground, notes: FxHashMap::default(), references }
    }

    /// The place of a comment on `span`; `None` when the document has no place for comments.
    pub(super) fn of(&mut self, span: Span, draft: &mut Draft<'_>) -> Result<Option<Place>, DocxError> {
        let Some(source) = self.document.map().source(span) else { return Ok(self.near(0)) };
        let part = self.document.map().parts().get(usize::from(source.part.0)).map_or("", String::as_str);
        if part == draft.main {
            return Ok(self.in_main(source.span).or_else(|| self.near(source.span.start)));
        }
        let block = self.document.block_at(span.start).and_then(|index| self.document.blocks().get(index));
        let kind = match block.map(|block| block.story) {
            Some(Story::Footer) => return Ok(self.near(u32::MAX)),
            Some(Story::Footnote) => "footnote",
            Some(Story::Endnote) => "endnote",
            _ => return Ok(self.near(0)),
        };
        if !self.notes.contains_key(part) {
            let notes = notes(draft, part)?;
            self.notes.insert(part.to_owned(), notes);
        }
        let note = self.notes[part].iter().find(|(note, _)| note.covers(source.span));
        let reference = note.and_then(|(_, id)| self.references.get(&(kind, id.clone())).copied());
        let place = reference.and_then(|reference| {
            let span = self.ground.outline.span(reference);
            self.in_main(span).or_else(|| self.near(span.start))
        });
        Ok(place.map(|place| Place { elsewhere: true, ..place }).or_else(|| self.near(0)))
    }

    /// A place at bytes of the main part; `None` where no comment can stand.
    fn in_main(&self, span: Span) -> Option<Place> {
        let outline = self.ground.outline;
        if span.is_empty() {
            let node = outline.holding(span)?;
            let paragraph = self.ground.paragraph(node).filter(|&it| self.ground.stands(it))?;
            if node == paragraph {
                return Some(Place { from: self.ground.beginning(paragraph), to: None, elsewhere: false });
            }
            let after = outline.inner(node).end == span.end && outline.inner(node).start < span.end;
            let side = if after { Side::End } else { Side::Start };
            let from = self.ground.spot(span, side, node, paragraph);
            return Some(Place { from, to: None, elsewhere: false });
        }
        let first = outline.holding(Span::new(span.start, span.start + 1))?;
        let last = outline.holding(Span::new(span.end - 1, span.end))?;
        let begins = self.ground.paragraph(first).filter(|&it| self.ground.stands(it))?;
        let ends = self.ground.paragraph(last).filter(|&it| self.ground.stands(it));
        let from = self.ground.spot(span, Side::Start, first, begins);
        let to = match ends {
            Some(ends) if ends == begins || outline.parent(ends) == outline.parent(begins) => {
                self.ground.spot(span, Side::End, last, ends)
            }
            _ => self.ground.ending(begins),
        };
        (from.at < to.at).then_some(Place { from, to: Some(to), elsewhere: false })
    }

    /// A point in the paragraph of the body nearest to a byte of the main part.
    fn near(&self, at: u32) -> Option<Place> {
        let paragraph = self.ground.nearest(at)?;
        Some(Place { from: self.ground.beginning(paragraph), to: None, elsewhere: true })
    }
}

/// The notes of a part with their ids.
fn notes(draft: &mut Draft<'_>, name: &str) -> Result<Vec<(Span, String)>, DocxError> {
    let Some(part) = draft.part(name)? else { return Ok(Vec::new()) };
    let outline = Outline::parse(&part.xml, &part.name, draft.limits)?;
    let is_note = |&id: &Id| matches!(outline.word(id), "footnote" | "endnote");
    Ok(outline.all().filter(is_note).filter_map(|id| Some((outline.span(id), outline.attribute(id, "id")?))).collect())
}
