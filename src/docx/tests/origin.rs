//! Where the text stands in the file.

use super::made::{NAMES, body, main_part, p};
use crate::document::{Document, SegmentKind};
use crate::text::Span;

/// The stretches of the text with what stands for them in the main part.
fn stretches<'d>(document: &'d Document, xml: &'d str) -> Vec<(&'d str, &'d str, SegmentKind)> {
    let segments = document.map().segments().iter();
    segments.map(|it| (document.slice(it.text), it.source.span.of(xml), it.kind)).collect()
}

#[test]
fn every_stretch_knows_its_bytes() {
    use SegmentKind::{Encoded, Made, Verbatim};
    let made = body(
        "<w:p><w:r><w:t xml:space=\"preserve\"> Рога &amp; копыта\nи&#xA0;</w:t><w:tab/><w:t>за\u{ad}явка<!-- x -->!</w:t></w:r>\
         <w:r><w:noBreakHyphen/><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:t> <![CDATA[a<b]]></w:t><w:br/></w:r></w:p>",
    );
    let document = made.read();
    assert_eq!(
        stretches(&document, made.main_xml()),
        [
            (" Рога ", " Рога ", Verbatim),
            ("&", "&amp;", Encoded),
            (" копыта", " копыта", Verbatim),
            (" ", "\n", Encoded),
            ("и", "и", Verbatim),
            ("\u{a0}", "&#xA0;", Encoded),
            ("\t", "<w:tab/>", Made),
            ("за", "за", Verbatim),
            ("явка", "явка", Verbatim),
            ("!", "!", Verbatim),
            ("\u{2011}", "<w:noBreakHyphen/>", Encoded),
            ("•", "<w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>", Encoded),
            ("a<b", "<![CDATA[a<b]]>", Encoded),
            ("\n", "<w:br/>", Made),
        ]
    );
}

#[test]
fn a_word_over_two_runs_has_a_place_but_cannot_be_edited_blindly() {
    let made = body("<w:p><w:r><w:t>сло</w:t></w:r><w:r><w:t>во и</w:t></w:r></w:p>");
    let document = made.read();
    let word = Span::new(0, "слово".len() as u32);
    let place = document.map().source(word).expect("a place");
    assert_eq!(place.span.of(made.main_xml()), "сло</w:t></w:r><w:r><w:t>во");
    assert_eq!(document.map().editable(word), None);
    let last = Span::new("слово ".len() as u32, "слово и".len() as u32);
    assert_eq!(document.map().editable(last).map(|place| place.span.of(made.main_xml())), Some("и"));
}

#[test]
fn offsets_count_a_byte_order_mark_and_the_declaration() {
    let xml = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document {NAMES}><w:body>{}</w:body></w:document>",
        p("слово")
    );
    let made = main_part(&xml);
    let document = made.read();
    assert_eq!(stretches(&document, &xml), [("слово", "слово", SegmentKind::Verbatim)]);
}

#[test]
fn a_part_in_utf_16_is_read_as_its_text() {
    let xml = format!("<w:document {NAMES}><w:body>{}</w:body></w:document>", p("слово"));
    for (mark, little) in [(&b"\xff\xfe"[..], true), (b"\xfe\xff", false), (b"", true)] {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let wide: Vec<u8> = mark.iter().copied().chain(xml.encode_utf16().flat_map(unit)).collect();
        let document = main_part("").bytes_with("word/document.xml", &wide);
        let document = crate::docx::read(&document, &crate::docx::Limits::default()).expect("a document");
        assert_eq!(stretches(&document, &xml), [("слово", "слово", SegmentKind::Verbatim)]);
    }
}

#[test]
fn blocks_of_other_parts_point_into_them() {
    let header = p("бланк");
    let made = body(r#"<w:p/><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#)
        .related("h", "header", "hdr", &header);
    let document = made.read();
    let place = document.map().segments()[0].source;
    assert_eq!(document.map().parts()[usize::from(place.part.0)], "word/h.xml");
    assert_eq!(place.span.of(&format!("<w:hdr {NAMES}>{header}</w:hdr>")), "бланк");
}
