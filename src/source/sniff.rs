//! What a file is, by its content.

use super::Unreadable;

/// What the content of a file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Zip archive: a .docx, or something that its reader tells.
    Zip,
    /// Web page.
    Html,
    /// Something that is not read.
    Unreadable(Unreadable),
    /// Perhaps text.
    Other,
}

/// First bytes of files that are not text.
const SIGNATURES: &[(&[u8], Unreadable)] = &[
    (b"%PDF-", Unreadable::Pdf),
    (b"{\\rtf", Unreadable::Rtf),
    (b"\x89PNG\r\n\x1a\n", Unreadable::Image),
    (b"\xff\xd8\xff", Unreadable::Image),
    (b"GIF87a", Unreadable::Image),
    (b"GIF89a", Unreadable::Image),
    (b"II*\0", Unreadable::Image),
    (b"MM\0*", Unreadable::Image),
    (b"\x1f\x8b", Unreadable::Archive),
    (b"7z\xbc\xaf\x27\x1c", Unreadable::Archive),
    (b"Rar!\x1a\x07", Unreadable::Archive),
    (b"BZh", Unreadable::Archive),
    (b"\xfd7zXZ\0", Unreadable::Archive),
    (b"\x7fELF", Unreadable::Program),
    (b"MZ\x90\0", Unreadable::Program),
];

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Looks at the content of a file.
pub(super) fn content(bytes: &[u8]) -> Content {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Content::Zip;
    }
    if bytes.starts_with(OLE) {
        return Content::Unreadable(ole(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Content::Unreadable(Unreadable::Image);
    }
    if let Some(&(_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Content::Unreadable(kind);
    }
    markup(bytes)
}

/// Web pages and XML, whatever their name.
fn markup(bytes: &[u8]) -> Content {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |word: &[u8]| start.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let is_page = || {
        let head = start.get(..start.len().min(1024)).unwrap_or_default();
        head.windows(5).any(|word| word.eq_ignore_ascii_case(b"<html"))
    };
    if begins(b"<!doctype html") || begins(b"<html") || (begins(b"<?xml") && is_page()) {
        Content::Html
    } else if begins(b"<?xml") {
        Content::Unreadable(Unreadable::Xml)
    } else {
        Content::Other
    }
}

/// Compound file: the names of its streams stand in it as UTF-16.
fn ole(bytes: &[u8]) -> Unreadable {
    let has = |name: &str| find(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    if has("EncryptedPackage") {
        Unreadable::Encrypted
    } else if has("WordDocument") {
        Unreadable::Doc
    } else {
        Unreadable::OldOffice
    }
}

fn find(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
