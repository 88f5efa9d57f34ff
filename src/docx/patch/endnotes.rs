//! Moves words to notes at the end of the document: their places refer to the notes, and the notes hold the words.

use super::anchor::Side;
use super::notes_part::{self, Styles};
use super::outline::{Id, Outline};
use super::parts::Draft;
use super::restyle::rank;
use super::revise::{Pen, Revised, pieces};
use super::splice::{Order, escaped};
use crate::document::Document;
use crate::docx::{DocxError, Limits};
use crate::rules::Endnote;
use crate::text::Span;

/// Moves words to endnotes; `moves` are sorted and do not overlap. With a date the change is tracked, else made at once.
/// Only words of the main text are moved, where they may be changed as [`super::revise`] does it.
///
/// # Errors
/// As for [`crate::docx::read`].
pub fn endnotes(
    bytes: &[u8],
    document: &Document,
    moves: &[Endnote],
    date: Option<&str>,
    limits: &Limits,
) -> Result<Revised, DocxError> {
    let mut draft = Draft::open(bytes, limits)?;
    let main = draft.main_part()?;
    let outline = main.outline(limits)?;
    let styles = Styles::of(&mut draft, limits)?;
    let mut part = notes_part::Notes::of(&mut draft, &outline, date.is_some(), limits)?;
    let mut pen = Pen::new(&outline, date);
    let mut made = vec![false; moves.len()];
    for (index, note) in moves.iter().enumerate() {
        let Some((id, pieces)) = pieces(document, note.cut) else { continue };
        let in_main = document.map().parts().get(usize::from(id.0)).is_some_and(|name| *name == main.name);
        let run = if in_main { pen.refer(&pieces, part.next(), &styles) } else { None };
        if let Some(run) = run {
            part.add(&note.text, outline.child(run, "rPr").and_then(|id| fonts(&outline, id)));
            made[index] = true;
        }
    }
    if made.contains(&true) {
        part.numbering.drain(..).for_each(|edit| pen.splice.replace(edit));
    }
    let Some(xml) = pen.splice.finish_after(Some(pen.numbers)) else {
        return Ok(Revised { bytes: bytes.to_vec(), made });
    };
    draft.write(&main, &xml);
    part.write(&mut draft, &styles, date)?;
    styles.write(&mut draft, date.is_some(), limits)?;
    Ok(Revised { bytes: draft.finish()?, made })
}

/// The fonts of a run, as it names them.
fn fonts(outline: &Outline<'_>, properties: Id) -> Option<String> {
    // In a part whose names are declared elsewhere the copy would mean nothing.
    let plain = outline.names.prefix == "w:" && outline.names.declaration.is_empty();
    outline.child(properties, "rFonts").filter(|_| plain).map(|id| outline.slice(outline.span(id)).to_owned())
}

impl Pen<'_, '_, '_> {
    /// Puts a reference to a note in place of some words; gives the run in which they stood.
    fn refer(&mut self, spans: &[Span], number: u32, styles: &Styles) -> Option<Id> {
        let (pieces, direct) = self.ready(spans)?;
        let (first, last) = (pieces.first()?.run, pieces.last()?);
        // A text box, a header or a note cannot refer to endnotes.
        self.ground.paragraph(first).filter(|&paragraph| self.ground.stands(paragraph))?;
        let to = self.ground.exact(last.span.end, Side::End, last.run, last.node)?;
        let w = self.outline.names.prefix.clone();
        let properties = marked(self.outline, first, styles);
        let declaration = if direct { self.outline.names.declaration.as_str() } else { "" };
        let run = format!("<{w}r{declaration}>{properties}<{w}endnoteReference {w}id=\"{number}\"/></{w}r>");
        if direct {
            self.at_once(&pieces, "")?;
            self.splice.insert(to, Order::Between, run);
        } else {
            self.tracked(&pieces, &run)?;
        }
        Some(first)
    }
}

/// The properties of a run as the mark of a note has them: the same letters, small and raised.
fn marked(outline: &Outline<'_>, run: Id, styles: &Styles) -> String {
    let w = &outline.names.prefix;
    let (name, mark) = match &styles.mark {
        Some(style) => ("rStyle", format!("<{w}rStyle {w}val=\"{}\"/>", escaped(style))),
        None => ("vertAlign", format!("<{w}vertAlign {w}val=\"superscript\"/>")),
    };
    let mut all: Vec<(usize, String)> = Vec::new();
    for id in outline.child(run, "rPr").into_iter().flat_map(|properties| outline.children(properties)) {
        if !matches!(outline.word(id), "rStyle" | "vertAlign" | "rPrChange") {
            all.push((rank(outline.word(id)), outline.slice(outline.span(id)).to_owned()));
        }
    }
    let place = all.iter().position(|(other, _)| *other > rank(name)).unwrap_or(all.len());
    all.insert(place, (rank(name), mark));
    let inner: String = all.into_iter().map(|(_, xml)| xml).collect();
    format!("<{w}rPr>{inner}</{w}rPr>")
}
