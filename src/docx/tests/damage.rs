//! Files that are broken, foreign, or made to hurt.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::made::{NAMES, archive, body, main_part, p};
use crate::docx::{DocxError, Foreign, Limits, read};

fn fault(bytes: &[u8]) -> DocxError {
    let error = read(bytes, &Limits::default()).expect_err("an error");
    let said = error.to_string();
    assert!(said.contains(". ") || said.contains(": "), "a next step: {said}");
    error
}

#[test]
fn says_what_is_no_word_document() {
    let rels = |target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{target}"/></Relationships>"#
        )
    };
    let zip = |parts: &[(&str, &str)]| {
        archive(&parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<Vec<_>>())
    };
    let main = rels("main.xml");
    let cases = [
        (zip(&[("_rels/.rels", &main), ("main.xml", "<workbook/>")]), Foreign::Spreadsheet),
        (zip(&[("_rels/.rels", &main), ("main.xml", "<p:presentation xmlns:p='p'/>")]), Foreign::Presentation),
        (zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]), Foreign::OpenDocumentText),
        (zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), Foreign::OpenDocument),
        (zip(&[("mimetype", "application/epub+zip")]), Foreign::Book),
        (zip(&[("xl/workbook.xml", "")]), Foreign::Spreadsheet),
        (zip(&[("письмо.txt", "текст")]), Foreign::Unknown),
    ];
    for (bytes, looks_like) in cases {
        assert_eq!(fault(&bytes), DocxError::NotWord { looks_like });
    }
    assert_eq!(fault(&zip(&[("_rels/.rels", &main)])), DocxError::NoMainPart { part: "main.xml".into() });
    assert_eq!(fault("Просто текст".as_bytes()), DocxError::NotZip);
    assert_eq!(fault(b""), DocxError::NotZip);
}

#[test]
fn says_where_a_file_is_broken() {
    let bytes = body(&p("слово")).bytes();
    assert_eq!(fault(&bytes[..bytes.len() / 2]), DocxError::Truncated);
    let part = || "word/document.xml".to_owned();
    let cases = [
        (format!("<w:document {NAMES}><w:body>"), None),
        (format!("<w:document {NAMES}><w:body></w:p></w:body></w:document>"), Some("</w:p>")),
        (format!("<w:document {NAMES}><w:body><w:p"), Some("<w:p")),
        (String::new(), None),
    ];
    for (xml, place) in cases {
        let offset = place.map_or(xml.len(), |place| xml.rfind(place).expect("the place")) as u64;
        assert_eq!(fault(&main_part(&xml).bytes()), DocxError::BadXml { part: part(), offset }, "{xml}");
    }
}

#[test]
fn an_encrypted_part_is_named() {
    let mut bytes = body(&p("слово")).bytes();
    // Bit 0 of the flags, in the local and the central headers.
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<_> =
            bytes.windows(4).enumerate().filter(|(_, four)| four == signature).map(|(at, _)| at).collect();
        for at in places {
            bytes[at + flags] |= 1;
        }
    }
    assert_eq!(fault(&bytes), DocxError::Encrypted { part: "_rels/.rels".into() });
}

#[test]
fn a_wrong_checksum_is_only_a_warning() {
    let mut bytes = body(&p("слово")).bytes();
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a central header");
    let name = bytes[at + 46..at + 60].to_vec();
    bytes[at + 16] ^= 0xff;
    let document = read(&bytes, &Limits::default()).expect("a document");
    assert_eq!(document.text(), "слово");
    let part = document.warnings()[0].part.clone().expect("a part");
    assert!(part.as_bytes().starts_with(&name[..8]), "{part}");
}

#[test]
fn refuses_a_bomb_at_once() {
    // 1 GB of one letter: about 1 MB packed.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="d.xml"/></Relationships>"#;
    let options = SimpleFileOptions::default();
    zip.start_file("_rels/.rels", options).expect("an entry");
    zip.write_all(rels.as_bytes()).expect("an entry");
    zip.start_file("d.xml", options.compression_level(Some(1))).expect("an entry");
    let block = vec![b'a'; 1 << 20];
    for _ in 0..1024 {
        zip.write_all(&block).expect("an entry");
    }
    let mut bytes = zip.finish().expect("a zip").into_inner();
    let start = Instant::now();
    assert!(matches!(fault(&bytes), DocxError::TooLarge { part, .. } if part == "d.xml"));
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    // The same with a size that lies: unpacking stops at the limit.
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a central header");
    bytes[at + 24..at + 28].copy_from_slice(&1000u32.to_le_bytes());
    let small = Limits { ratio_free: 1 << 20, ratio: 2, ..Limits::default() };
    let error = read(&bytes, &small).expect_err("an error");
    assert!(matches!(error, DocxError::TooLarge { .. } | DocxError::BadPart { .. }), "{error:?}");
}

#[test]
fn refuses_too_many_entries_and_too_deep_nesting() {
    let many: Vec<_> = (0..20).map(|number| (format!("{number}.xml"), String::new())).collect();
    let limits = Limits { entries: 10, ..Limits::default() };
    assert_eq!(read(&archive(&many), &limits).expect_err("an error"), DocxError::TooManyEntries { limit: 10 });

    for deep in [200_000, 380] {
        let control = "<w:sdt>".repeat(deep) + &p("глубоко") + &"</w:sdt>".repeat(deep);
        let result = body(&control).try_read();
        match deep {
            380 => assert_eq!(result.expect("a document").text(), "глубоко"),
            _ => assert!(matches!(result, Err(DocxError::TooComplex { .. }))),
        }
    }
    let boxes = 75;
    let nested = "<w:p><w:r><w:pict><v:textbox><w:txbxContent>".repeat(boxes)
        + &p("в рамках")
        + &"</w:txbxContent></v:textbox></w:pict></w:r></w:p>".repeat(boxes);
    assert!(body(&nested).read().text().ends_with("в рамках"));
    let tables = 125;
    let nested = "<w:tbl><w:tr><w:tc>".repeat(tables) + &p("в таблицах") + &"</w:tc></w:tr></w:tbl>".repeat(tables);
    assert_eq!(body(&nested).read().text(), "в таблицах");
    let links = 390;
    let nested = "<w:hyperlink>".repeat(links) + "<w:r><w:t>в ссылках</w:t></w:r>" + &"</w:hyperlink>".repeat(links);
    assert_eq!(body(&format!("<w:p>{nested}</w:p>")).read().text(), "в ссылках");
}

#[test]
fn all_parts_together_have_a_limit() {
    let made = body(&p("слово")).styles("");
    let size = made.main_xml().len() as u64;
    let limits = Limits { unpacked: size + 1000, ..Limits::default() };
    assert!(matches!(read(&made.bytes(), &limits), Err(DocxError::TooLarge { .. })));
    let limits = Limits { unpacked: size + 10_000, ..Limits::default() };
    assert!(read(&made.bytes(), &limits).is_ok());
}

#[test]
fn expands_no_entities_of_the_file() {
    let xml = format!(
        r#"<!DOCTYPE x [<!ENTITY a "бомба"><!ENTITY b "&a;&a;">]><w:document {NAMES}><w:body>{}</w:body></w:document>"#,
        p("до&b;после")
    );
    let document = main_part(&xml).read();
    assert_eq!(document.text(), "допосле");
    assert_eq!(document.warnings().len(), 1);
}

#[test]
fn takes_time_in_proportion_to_size() {
    // Many open fields, links, text boxes and paragraphs at once.
    let fields = r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK a</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>"#.repeat(20_000);
    let ends = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#.repeat(20_000);
    let boxes = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p("б")).repeat(20_000);
    let xml = format!("<w:p>{fields}{boxes}</w:p>{}<w:p>{ends}</w:p>", p("а").repeat(20_000));
    let start = Instant::now();
    assert!(body(&xml).read().blocks().len() > 40_000);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

/// A document that has a little of everything.
fn sample() -> Vec<u8> {
    let xml = format!(
        r#"{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:commentRangeStart w:id="1"/><w:hyperlink w:anchor="a"><w:r><w:rPr><w:b/></w:rPr><w:t>с&amp;ы</w:t></w:r></w:hyperlink><w:commentRangeEnd w:id="1"/><w:r><w:footnoteReference w:id="2"/><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#,
        p("Здравствуйте!"),
        p("ячейка"),
        p("рамка")
    );
    body(&xml)
        .related("h", "header", "hdr", &p("бланк"))
        .related("c", "comments", "comments", &format!(r#"<w:comment w:id="1">{}</w:comment>"#, p("ясно: пропустить")))
        .related("n", "footnotes", "footnotes", &format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p("сноска")))
        .styles(r#"<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>"#)
        .bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_of_the_archive_makes_it_panic(
        cut in 0usize..5000,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = sample();
        if cut < bytes.len() {
            bytes.truncate(cut);
        }
        for (at, byte) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= byte;
            }
        }
        if let Err(error) = read(&bytes, &Limits::default()) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn no_order_of_elements_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let document = body(&pieces.concat()).try_read();
        if let Ok(document) = document {
            for segment in document.map().segments() {
                prop_assert!(segment.source.span.start <= segment.source.span.end);
            }
            for pair in document.blocks().windows(2) {
                prop_assert!(pair[0].span.end < pair[1].span.start);
            }
        }
    }
}

/// Pieces that make XML well-formed or not, and fields, comments and links balanced or not.
const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:p/>",
    "<w:p><w:r><w:t>а</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>б</w:t></w:r></w:p>",
    r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK a</w:instrText></w:r></w:p>"#,
    r#"<w:p><w:r><w:fldChar w:fldCharType="separate"/><w:t>в</w:t></w:r></w:p>"#,
    r#"<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
    "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>г</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
    r#"<w:p><w:hyperlink w:anchor="x"><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>"#,
    r#"<w:p><w:hyperlink w:anchor="x"><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:hyperlink></w:p>"#,
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tbl>",
    "</w:tbl>",
    "&amp;",
    "&#0;",
    "&нет;",
    "<![CDATA[",
    "]]>",
    "и\u{306}\u{301}",
];
