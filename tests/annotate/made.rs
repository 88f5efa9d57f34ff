//! Documents made of small pieces of XML.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Declarations of the namespaces in use.
pub(crate) const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml""#;

/// A document being made: parts by name, relations of the main part (id, kind, target).
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    pub(crate) main: String,
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) relations: Vec<(String, String, String)>,
}

/// A document with this body.
pub(crate) fn body(xml: &str) -> Made {
    Made { main: format!("<w:document {NAMES}><w:body>{xml}</w:body></w:document>"), ..Made::default() }
}

/// A paragraph of one plain run.
pub(crate) fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

impl Made {
    /// Adds a part of `word/` to which the main part has a relation.
    pub(crate) fn related(mut self, kind: &str, xml: &str) -> Self {
        let name = format!("{kind}.xml");
        self.relations.push((format!("r{kind}"), kind.to_owned(), name.clone()));
        self.parts.push((format!("word/{name}"), xml.to_owned()));
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes_with("", &[])
    }

    /// The file with these bytes as one of its parts.
    pub(crate) fn bytes_with(&self, part: &str, bytes: &[u8]) -> Vec<u8> {
        let rels = |inner: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
            )
        };
        let main = format!(r#"<Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>"#);
        let inner: String = self
            .relations
            .iter()
            .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#))
            .collect();
        let mut parts = vec![
            (
                "[Content_Types].xml".to_owned(),
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_owned(),
            ),
            ("_rels/.rels".to_owned(), rels(&main)),
            ("word/document.xml".to_owned(), self.main.clone()),
        ];
        if !self.relations.is_empty() {
            parts.push(("word/_rels/document.xml.rels".to_owned(), rels(&inner)));
        }
        parts.extend(self.parts.iter().cloned());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(&*name, SimpleFileOptions::default()).expect("an entry");
            zip.write_all(if name == part { bytes } else { text.as_bytes() }).expect("an entry");
        }
        zip.finish().expect("an archive").into_inner()
    }
}
