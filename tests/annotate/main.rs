//! Comments and tracked changes in a .docx: at their words, without loss, and out again without a trace.

mod cases;
mod corpus;
mod hostile;
mod looks;
mod made;
mod notes;
mod odt;
mod property;

use std::io::{Cursor, Read};

use yasno::document::Document;
use yasno::docx::patch::{Annotated, Comment, Keep, annotate, strip};
use yasno::docx::{Limits, read};
use yasno::text::Span;
use zip::ZipArchive;

const DATE: &str = "2026-11-21T15:30:00Z";

/// One entry of an archive.
#[derive(Debug, PartialEq, Eq)]
struct Entry<'b> {
    name: String,
    /// As it lies in the file: header and packed bytes.
    raw: &'b [u8],
    content: Option<Vec<u8>>,
}

/// The entries in the order in which they lie in the file.
fn entries(bytes: &[u8]) -> Vec<Entry<'_>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut entries: Vec<(u64, Entry<'_>)> = (0..archive.len())
        .filter_map(|index| {
            let (start, end, name) = {
                let entry = archive.by_index_raw(index).ok()?;
                let name = entry.name().map(|name| name.into_owned()).ok()?;
                (entry.header_start(), entry.data_start()? + entry.compressed_size(), name)
            };
            let mut content = Vec::new();
            let read = archive.by_index(index).ok().and_then(|mut entry| entry.read_to_end(&mut content).ok());
            let raw = &bytes[start as usize..end as usize];
            Some((start, Entry { name, raw, content: read.map(|_| content) }))
        })
        .collect();
    entries.sort_by_key(|(start, _)| *start);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// A part as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

fn document(bytes: &[u8]) -> Document {
    read(bytes, &Limits::default()).expect("a document")
}

fn put(bytes: &[u8], comments: &[Comment]) -> Annotated {
    annotate(bytes, &document(bytes), comments, DATE, &Limits::default()).expect("an annotated document")
}

/// A comment that the reader takes for a remark to the program, so that it tells where the comment is anchored.
fn remark(span: Span, number: usize) -> Comment {
    Comment { span, text: vec![format!("ясно: проба {number}")], elsewhere: "Там".to_owned() }
}

fn stripped(bytes: &[u8]) -> Vec<u8> {
    let stripped = strip(bytes, Keep::Answered, &Limits::default()).expect("a document");
    stripped.bytes.unwrap_or_else(|| bytes.to_vec())
}

/// Parts that comments change.
fn is_touched(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "[content_types].xml" || name.contains("comments") || name.ends_with(".rels")
}

/// Checks what must hold for any document and any comments; gives the annotated file.
fn check(bytes: &[u8], comments: &[Comment], main: &str) -> Result<Annotated, String> {
    let was = document(bytes);
    let done = annotate(bytes, &was, comments, DATE, &Limits::default()).map_err(|error| error.to_string())?;
    let now = read(&done.bytes, &Limits::default()).map_err(|error| format!("не читается: {error}"))?;
    if now.text() != was.text() {
        return Err(format!("текст стал другим: {}", difference(was.text(), now.text())));
    }
    // A new part may shift the numbers of parts.
    let blocks = |letter: &Document| -> Vec<_> {
        letter.blocks().iter().map(|block| (block.kind, block.story, block.span, block.cell, block.origin.1)).collect()
    };
    if now.stretches() != was.stretches() || blocks(&now) != blocks(&was) {
        return Err("оформление или абзацы стали другими".to_owned());
    }
    let (before, after) = (entries(bytes), entries(&done.bytes));
    for (old, new) in before.iter().zip(&after) {
        if old.name != new.name {
            return Err(format!("порядок частей: {} на месте {}", new.name, old.name));
        }
        if !is_touched(&old.name) && !old.name.trim_start_matches('/').eq_ignore_ascii_case(main) && old.raw != new.raw
        {
            return Err(format!("часть {} изменилась", old.name));
        }
    }
    let clean = stripped(&done.bytes);
    let clean = entries(&clean);
    if before.len() != clean.len() {
        return Err(format!("частей было {}, стало {}", before.len(), clean.len()));
    }
    for (old, new) in before.iter().zip(&clean) {
        if old.name != new.name || old.content != new.content {
            return Err(format!("часть {} не восстановлена", old.name));
        }
    }
    Ok(done)
}

/// The name of the main part.
fn main_part(bytes: &[u8]) -> String {
    document(bytes).map().parts().first().cloned().unwrap_or_default()
}

/// Where two texts part.
fn difference(was: &str, now: &str) -> String {
    let same = was.chars().zip(now.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.chars().skip(same.saturating_sub(20)).take(60).collect::<String>();
    format!("было {:?}, стало {:?}", rest(was), rest(now))
}
