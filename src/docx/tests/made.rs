//! Documents made of small pieces of XML.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::document::{Block, Document, Format};
use crate::docx::{DocxError, Limits, read};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Declarations of all namespaces that tests use.
pub(super) const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#;

/// A document being made.
#[derive(Default)]
pub(super) struct Made {
    parts: Vec<(String, String)>,
    relations: Vec<(String, String, String, bool)>,
    package: String,
    main: Option<String>,
}

/// A document with this body.
pub(super) fn body(xml: &str) -> Made {
    Made { main: Some(format!("<w:document {NAMES}><w:body>{xml}</w:body></w:document>")), ..Made::default() }
}

/// A document whose main part is this.
pub(super) fn main_part(xml: &str) -> Made {
    Made { main: Some(xml.to_owned()), ..Made::default() }
}

/// A paragraph of one plain run.
pub(super) fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

impl Made {
    /// Adds a part.
    pub(super) fn part(mut self, name: &str, xml: &str) -> Self {
        self.parts.push((name.to_owned(), xml.to_owned()));
        self
    }

    /// Adds a part of `word/`, wrapped in a root element, with a relation `id` of this kind.
    pub(super) fn related(self, id: &str, kind: &str, root: &str, xml: &str) -> Self {
        let name = format!("{id}.xml");
        let xml = format!("<w:{root} {NAMES}>{xml}</w:{root}>");
        self.relation(id, kind, &name, false).part(&format!("word/{name}"), &xml)
    }

    /// Adds a relation of the main part.
    pub(super) fn relation(mut self, id: &str, kind: &str, target: &str, external: bool) -> Self {
        self.relations.push((id.into(), kind.into(), target.into(), external));
        self
    }

    /// Adds styles.
    pub(super) fn styles(self, xml: &str) -> Self {
        self.related("styles", "styles", "styles", xml)
    }

    /// Adds a relation of the package.
    pub(super) fn package_relation(mut self, xml: &str) -> Self {
        self.package.push_str(xml);
        self
    }

    /// The main part.
    pub(super) fn main_xml(&self) -> &str {
        self.main.as_deref().unwrap_or_default()
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        archive(&self.all_parts())
    }

    /// The file with these bytes as one of its parts.
    pub(super) fn bytes_with(&self, part: &str, bytes: &[u8]) -> Vec<u8> {
        let parts = self.all_parts().into_iter().map(|(name, text)| {
            let bytes = if name == part { bytes.to_vec() } else { text.into_bytes() };
            (name, bytes)
        });
        pack(parts)
    }

    fn all_parts(&self) -> Vec<(String, String)> {
        let rels = |inner: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
            )
        };
        let mut parts = self.parts.clone();
        if let Some(main) = &self.main {
            parts.push(("word/document.xml".into(), main.clone()));
            let main = format!(r#"<Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>"#);
            parts.push(("_rels/.rels".into(), rels(&(main + &self.package))));
            let inner: String = self
                .relations
                .iter()
                .map(|(id, kind, target, external)| {
                    let mode = if *external { r#" TargetMode="External""# } else { "" };
                    format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>"#)
                })
                .collect();
            parts.push(("word/_rels/document.xml.rels".into(), rels(&inner)));
        }
        parts
    }

    /// Reads it.
    pub(super) fn try_read(&self) -> Result<Document, DocxError> {
        read(&self.bytes(), &Limits::default())
    }

    /// Reads it; it must be readable.
    pub(super) fn read(&self) -> Document {
        self.try_read().expect("a readable document")
    }

    /// Reads its strict twin.
    pub(super) fn read_strict(&self) -> Document {
        let parts: Vec<_> = self.all_parts().into_iter().map(|(name, xml)| (name, strict(&xml))).collect();
        read(&archive(&parts), &Limits::default()).expect("a readable document")
    }

    /// Texts of the blocks.
    pub(super) fn texts(&self) -> Vec<String> {
        texts(&self.read())
    }
}

/// Texts of the blocks.
pub(super) fn texts(document: &Document) -> Vec<String> {
    document.blocks().iter().map(|block| document.slice(block.span).to_owned()).collect()
}

/// The block with this text.
pub(super) fn block(document: &Document, text: &str) -> Block {
    *document.blocks().iter().find(|block| document.slice(block.span) == text).expect(text)
}

/// The formatting of the first character of `word`.
pub(super) fn format_of(document: &Document, word: &str) -> Format {
    document.format_at(document.text().find(word).expect(word) as u32)
}

/// A zip of these parts.
pub(super) fn archive(parts: &[(String, String)]) -> Vec<u8> {
    pack(parts.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())))
}

fn pack(parts: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("a zip entry");
        zip.write_all(&bytes).expect("a zip entry");
    }
    zip.finish().expect("a zip").into_inner()
}

/// The strict twin of transitional XML.
pub(super) fn strict(xml: &str) -> String {
    xml.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
}
