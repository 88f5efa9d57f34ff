//! Readers: bytes of a file to a [`Document`].
//!
//! What a file is, its content says first, its name only then. A file that cannot be read is an error that says what it
//! is and what to do; it is never an empty document.

pub mod amend;
#[cfg(feature = "cli")]
mod csv;
mod encode;
mod encoding;
mod error;
mod front_matter;
mod html;
mod lines;
mod lists;
mod markdown;
mod remark;
mod sniff;
#[cfg(test)]
mod tests;
mod text;
#[cfg(feature = "cli")]
mod xlsx;

pub use encode::{EncodeError, encode_like};
pub use error::{ReadError, Unreadable};

use crate::document::Document;
use crate::docx::{self, DocxError, Foreign};
use crate::odt;
use sniff::Content;

/// The largest file that is read, in bytes. Whoever opens files should look at their size first.
pub const MAX_BYTES: usize = 256 << 20;

/// Endings of formats that are no text: a text with such a name is not what its owner takes it for.
const FOREIGN: [&str; 10] = ["pdf", "doc", "odt", "rtf", "xls", "xlsx", "ppt", "pptx", "zip", "epub"];

/// The kind of a file that is recognised but not read, by its content.
pub fn recognised(bytes: &[u8]) -> Option<Unreadable> {
    match sniff::content(bytes) {
        Content::Unreadable(kind) => Some(kind),
        Content::Zip | Content::Html | Content::Other => None,
    }
}

/// The text of a file that is no letter, such as a table: UTF-8 or an older encoding, if that is beyond doubt.
///
/// # Errors
///
/// [`ReadError`] says why the file cannot be read.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    encoding::decode(bytes)
}

/// Reads a file. `name` is its name or path, of which only the extension counts.
///
/// # Errors
///
/// [`ReadError`] says why the file cannot be read.
pub fn read(bytes: Vec<u8>, name: &str) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    let extension = extension(name);
    let document = match sniff::content(&bytes) {
        Content::Zip => office(&bytes)?,
        Content::Unreadable(kind) => return Err(ReadError::Unsupported(kind)),
        // Mail programs and old document systems give web pages other names.
        Content::Html => html::read(encoding::decode(bytes)?),
        Content::Other if bytes.is_empty() => return Err(ReadError::Empty),
        Content::Other => {
            let source = encoding::decode(bytes)?;
            match extension.as_str() {
                "md" | "markdown" => markdown::read(source),
                "htm" | "html" | "xhtml" => html::read(source),
                "docx" => return Err(ReadError::NotDocx),
                other if FOREIGN.contains(&other) => return Err(ReadError::Misnamed { extension }),
                _ if is_commit(name) => text::read_commit(source),
                _ => text::read(source),
            }
        }
    };
    let blank = document.blocks().iter().all(|block| document.slice(block.span).trim().is_empty());
    if blank { Err(ReadError::Empty) } else { Ok(document) }
}

/// Reads a list that people keep as text, such as a .toml or .csv: every line is a block, and remarks after «#» count.
///
/// # Errors
///
/// [`ReadError`] says why the file cannot be read.
pub fn read_list(bytes: Vec<u8>) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    match sniff::content(&bytes) {
        Content::Unreadable(kind) => Err(ReadError::Unsupported(kind)),
        Content::Zip => Err(ReadError::Unsupported(Unreadable::Archive)),
        Content::Html | Content::Other => Ok(text::read_list(encoding::decode(bytes)?)),
    }
}

/// A document of an office program. The archive itself says which.
fn office(bytes: &[u8]) -> Result<Document, ReadError> {
    let limits = docx::Limits::default();
    match docx::read(bytes, &limits) {
        Err(DocxError::NotWord { looks_like: Foreign::OpenDocumentText }) => Ok(odt::read(bytes, &limits)?),
        read => Ok(read?),
    }
}

/// Reads a table: .csv, .xlsx, or the tables of a .docx, .odt, web page or Markdown text. Cells are blocks that know their place.
///
/// # Errors
///
/// [`ReadError`] says why the file cannot be read.
#[cfg(feature = "cli")]
pub fn read_table(bytes: Vec<u8>, name: &str) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    let document = match sniff::content(&bytes) {
        Content::Zip => match office(&bytes) {
            Err(ReadError::Docx(DocxError::NotWord { looks_like: Foreign::Spreadsheet })) => xlsx::read(&bytes)?,
            read => read?,
        },
        Content::Unreadable(Unreadable::OldOffice) => return Err(ReadError::OldTable),
        Content::Unreadable(kind) => return Err(ReadError::Unsupported(kind)),
        Content::Html => html::read(encoding::decode(bytes)?),
        Content::Other if bytes.is_empty() => return Err(ReadError::Empty),
        Content::Other => {
            let extension = extension(name);
            let source = encoding::decode(bytes)?;
            match extension.as_str() {
                "md" | "markdown" => markdown::read(source),
                "htm" | "html" | "xhtml" => html::read(source),
                other if FOREIGN.contains(&other) => return Err(ReadError::NotTable { extension }),
                "docx" => return Err(ReadError::NotDocx),
                _ => csv::read(source)?,
            }
        }
    };
    let blank = document.blocks().iter().all(|block| document.slice(block.span).trim().is_empty());
    if blank { Err(ReadError::Empty) } else { Ok(document) }
}

/// The last part of a path.
fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// A message that Git lets its user write: it drops the lines that begin with «#».
fn is_commit(name: &str) -> bool {
    matches!(base(name), "COMMIT_EDITMSG" | "MERGE_MSG" | "SQUASH_MSG" | "TAG_EDITMSG" | "NOTES_EDITMSG")
}

fn extension(name: &str) -> String {
    let name = base(name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}
