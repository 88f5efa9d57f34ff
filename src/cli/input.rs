//! Reads the bytes of a letter, never more than are checked.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::convert;
use crate::document::Document;
use crate::report::STDIN_NAME;
use crate::source::{self, MAX_BYTES, ReadError};
use crate::workspace::io_error;

/// A letter to check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Input {
    /// Its path; `None` for stdin.
    pub(super) path: Option<PathBuf>,
    /// What the user calls it; its ending tells Markdown from text.
    pub(super) name: String,
}

impl Input {
    pub(super) fn file(path: PathBuf) -> Self {
        Self { name: path.to_string_lossy().into_owned(), path: Some(path) }
    }

    pub(super) fn stdin(name: Option<&Path>) -> Self {
        let name = name.map_or(STDIN_NAME.into(), |name| name.to_string_lossy().into_owned());
        Self { path: None, name }
    }

    /// Where it stands, for what holds there.
    pub(super) fn named(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.name))
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, String> {
        match &self.path {
            None => limited(io::stdin().lock(), 0),
            Some(path) => {
                let file = File::open(path).map_err(|error| io_error(&error))?;
                let metadata = file.metadata().map_err(|error| io_error(&error))?;
                if metadata.is_dir() {
                    return Err("это папка, а не файл".to_owned());
                }
                limited(file, metadata.len())
            }
        }
    }

    /// The file as a list of lines, or why it is not read.
    pub(super) fn list(&self) -> Result<Document, String> {
        source::read_list(self.bytes()?).map_err(|error| error.to_string())
    }

    /// The letter, or why it is not read.
    pub(super) fn document(&self) -> Result<Document, String> {
        let bytes = self.bytes()?;
        // Only what cannot be read otherwise goes to another program; its first bytes tell.
        let old = source::recognised(&bytes).and_then(|kind| Some((kind, convert::ending(kind)?)));
        let Some((kind, ending)) = old else {
            return source::read(bytes, &self.name).map_err(|error| error.to_string());
        };
        let Some(office) = convert::office(std::env::var_os("PATH")) else {
            return Err(format!(
                "{}. Или установите LibreOffice: тогда Ясно прочитает такой файл само",
                ReadError::Unsupported(kind)
            ));
        };
        let bytes = convert::to_docx(&office, &bytes, ending, convert::PATIENCE)?;
        source::read(bytes, "letter.docx").map_err(|error| error.to_string())
    }
}

/// Reads up to the limit; `size` is what the file system says.
fn limited(reader: impl Read, size: u64) -> Result<Vec<u8>, String> {
    let too_large = |size: u64| ReadError::TooLarge { size: usize::try_from(size).unwrap_or(usize::MAX) }.to_string();
    let limit = MAX_BYTES as u64;
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // Pipes and growing files have no size that can be relied on.
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| io_error(&error))?;
    if bytes.len() > MAX_BYTES { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}
