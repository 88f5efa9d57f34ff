//! Writes into documents of office programs: comments and tracked changes. The document says in which format.

use super::ReadError;
use crate::document::{Document, FileFormat};
use crate::docx::patch::{self, Annotated, Comment, Keep, Revised, Stripped};
use crate::docx::{self, Limits};
use crate::odt;
use crate::rules::{Endnote, Restyle};
use crate::text::Edit;

/// True for a format into which comments and tracked changes can be written.
pub const fn is_amendable(format: FileFormat) -> bool {
    matches!(format, FileFormat::Docx | FileFormat::Odt)
}

/// True when the document is signed inside: any change breaks the signature.
///
/// # Errors
/// The file is no archive.
pub fn is_signed(bytes: &[u8], format: FileFormat) -> Result<bool, ReadError> {
    let limits = Limits::default();
    Ok(match format {
        FileFormat::Odt => odt::patch::is_signed(bytes, &limits)?,
        _ => patch::is_signed(bytes, &limits)?,
    })
}

/// Puts comments into the file of a document; see [`patch::annotate`].
///
/// # Errors
/// As for [`super::read`].
pub fn annotate(bytes: &[u8], document: &Document, comments: &[Comment], date: &str) -> Result<Annotated, ReadError> {
    let limits = Limits::default();
    Ok(match document.format() {
        FileFormat::Odt => odt::patch::annotate(bytes, document, comments, date, &limits)?,
        _ => patch::annotate(bytes, document, comments, date, &limits)?,
    })
}

/// Takes out our comments and, unless they are kept, our changes; see [`patch::strip`].
///
/// # Errors
/// As for [`super::read`].
pub fn strip(bytes: &[u8], format: FileFormat, keep: Keep) -> Result<Stripped, ReadError> {
    let limits = Limits::default();
    Ok(match format {
        FileFormat::Odt => odt::patch::strip(bytes, keep, &limits)?,
        _ => patch::strip(bytes, keep, &limits)?,
    })
}

/// Changes words, tracked where there is a date; see [`patch::revise`].
///
/// # Errors
/// As for [`super::read`].
pub fn revise(bytes: &[u8], document: &Document, edits: &[Edit], date: Option<&str>) -> Result<Revised, ReadError> {
    let limits = Limits::default();
    Ok(match document.format() {
        FileFormat::Odt => odt::patch::revise(bytes, document, edits, date, &limits)?,
        _ => patch::revise(bytes, document, edits, date, &limits)?,
    })
}

/// Changes looks, tracked where there is a date; see [`patch::restyle`]. In an .odt none are changed: its list of
/// changes does not keep how words looked.
///
/// # Errors
/// As for [`super::read`].
pub fn restyle(
    bytes: &[u8],
    document: &Document,
    changes: &[Restyle],
    date: Option<&str>,
) -> Result<Revised, ReadError> {
    Ok(match document.format() {
        FileFormat::Odt => Revised { bytes: bytes.to_vec(), made: vec![false; changes.len()] },
        _ => patch::restyle(bytes, document, changes, date, &Limits::default())?,
    })
}

/// Moves words to notes at the end, tracked where there is a date; see [`patch::endnotes`]. In an .odt rules change words
/// instead.
///
/// # Errors
/// As for [`super::read`].
pub fn endnotes(
    bytes: &[u8],
    document: &Document,
    moves: &[Endnote],
    date: Option<&str>,
) -> Result<Revised, ReadError> {
    Ok(match document.format() {
        FileFormat::Odt => Revised { bytes: bytes.to_vec(), made: vec![false; moves.len()] },
        _ => patch::endnotes(bytes, document, moves, date, &Limits::default())?,
    })
}

/// Reads what [`revise`], [`restyle`] or [`endnotes`] gave.
///
/// # Errors
/// As for [`super::read`].
pub fn reread(bytes: &[u8], format: FileFormat) -> Result<Document, ReadError> {
    let limits = Limits::default();
    Ok(match format {
        FileFormat::Odt => odt::read(bytes, &limits)?,
        _ => docx::read(bytes, &limits)?,
    })
}
