//! The reader on small made documents: what must be in the text, what must not, how it is drawn.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{OdtError, read};
use crate::document::{
    Background, Backing, BlockKind, Cell, Colour, Document, Effects, FileFormat, Format, SegmentKind, Story,
};
use crate::docx::Limits;

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/""#;

/// A document being made.
#[derive(Default)]
struct Made {
    body: String,
    automatic: String,
    styles: String,
    masters: String,
    meta: String,
    manifest: String,
}

fn body(xml: &str) -> Made {
    Made { body: xml.to_owned(), ..Made::default() }
}

impl Made {
    fn automatic(mut self, xml: &str) -> Self {
        self.automatic = xml.to_owned();
        self
    }

    fn styles(mut self, xml: &str) -> Self {
        self.styles = xml.to_owned();
        self
    }

    fn masters(mut self, xml: &str) -> Self {
        self.masters = xml.to_owned();
        self
    }

    fn content(&self) -> String {
        format!(
            "<?xml version=\"1.0\"?><office:document-content {NAMES}><office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>",
            self.automatic, self.body
        )
    }

    fn bytes(&self) -> Vec<u8> {
        let styles = format!(
            "<office:document-styles {NAMES}><office:styles>{}</office:styles><office:master-styles>{}</office:master-styles></office:document-styles>",
            self.styles, self.masters
        );
        let meta = format!("<office:document-meta {NAMES}>{}</office:document-meta>", self.meta);
        let parts = [
            ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
            ("content.xml", self.content()),
            ("styles.xml", styles),
            ("meta.xml", meta),
            ("META-INF/manifest.xml", format!("<manifest>{}</manifest>", self.manifest)),
        ];
        archive(&parts)
    }

    fn read(&self) -> Document {
        read(&self.bytes(), &Limits::default()).expect("a document")
    }

    fn texts(&self) -> Vec<String> {
        texts(&self.read())
    }
}

fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { SimpleFileOptions::default() };
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(text.as_bytes()).expect("an entry");
    }
    zip.finish().expect("a zip").into_inner()
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks().iter().map(|block| document.slice(block.span).to_owned()).collect()
}

fn offset(document: &Document, word: &str) -> u32 {
    document.text().find(word).expect(word) as u32
}

#[test]
fn shows_white_space_as_an_editor_does() {
    let made = body(
        "<text:p>\n  Рога  и\n\tкопыта<text:s text:c=\"2\"/>да<text:tab/>нет<text:line-break/>вот <text:span> и</text:span> всё &amp; ещё </text:p><text:p/>",
    );
    let document = made.read();
    assert_eq!(texts(&document), ["Рога и копыта  да\tнет\nвот и всё & ещё", ""]);
    let xml = made.content();
    for segment in document.map().segments() {
        if segment.kind == SegmentKind::Verbatim {
            assert_eq!(document.slice(segment.text), segment.source.span.of(&xml));
        }
    }
    assert_eq!(document.format(), FileFormat::Odt);
}

#[test]
fn reads_what_is_shown_and_nothing_else() {
    let made = body(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>Ж</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:sequence-decls/><office:forms>Ж</office:forms>
        <text:h text:outline-level="2">Заголовок</text:h>
        <text:p>За<text:change-start text:change-id="c"/>яв<text:change-end text:change-id="c"/>ление от <text:date>12 мая</text:date><office:annotation><dc:creator>Ж</dc:creator><text:p>Коллега, проверьте</text:p></office:annotation></text:p>
        <text:section><text:p>раздел</text:p></text:section>
        <text:table-of-content><text:table-of-content-source>Ж</text:table-of-content-source><text:index-body><text:p>оглавление</text:p></text:index-body></text:table-of-content>
        <text:p><text:ruby><text:ruby-base>основа</text:ruby-base><text:ruby-text>Ж</text:ruby-text></text:ruby><text:span text:style-name="T1">Ж</text:span></text:p>"#,
    )
    .automatic(r#"<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>"#);
    let document = made.read();
    assert_eq!(texts(&document), ["Заголовок", "Заявление от 12 мая", "раздел", "оглавление", "основа"]);
    assert_eq!(document.blocks()[0].kind, BlockKind::Heading { level: 2 });
}

#[test]
fn reads_lists_tables_boxes_and_notes() {
    let made = body(
        r#"<text:list><text:list-header><text:p>шапка</text:p></text:list-header><text:list-item><text:p>раз</text:p><text:p>ещё</text:p><text:list><text:list-item><text:p>внутри</text:p></text:list-item></text:list></text:list-item></text:list>
        <text:list><text:list-item><text:p>другой</text:p></text:list-item></text:list>
        <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>а</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
        <table:table-row><table:table-cell><text:p>б</text:p></table:table-cell><table:table-cell><table:table><table:table-row><table:table-cell><text:p>вложена</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>
        <text:p>до<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>конец</text:p></text:note-body></text:note><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>сноска</text:p></text:note-body></text:note>
        <draw:frame><draw:text-box><text:p>рамка</text:p></draw:text-box><svg:desc>Ж</svg:desc></draw:frame> после<draw:frame><draw:object><text:p>Ж</text:p></draw:object></draw:frame></text:p>"#,
    );
    let document = made.read();
    let read: Vec<_> = document.blocks().iter().map(|block| (document.slice(block.span), block.story)).collect();
    let body = |text| (text, Story::Body);
    assert_eq!(
        read,
        [
            body("шапка"),
            body("раз"),
            body("ещё"),
            body("внутри"),
            body("другой"),
            body("а"),
            body("б"),
            body("вложена"),
            body("до после"),
            ("рамка", Story::TextBox),
            ("сноска", Story::Footnote),
            ("конец", Story::Endnote),
        ]
    );
    let kind = |text: &str| document.blocks().iter().find(|block| document.slice(block.span) == text).expect(text);
    assert_eq!(kind("шапка").kind, BlockKind::Paragraph);
    assert_eq!(kind("раз").kind, BlockKind::ListItem { list: 1, level: 0 });
    assert_eq!(kind("ещё").kind, BlockKind::Paragraph);
    assert_eq!(kind("внутри").kind, BlockKind::ListItem { list: 1, level: 1 });
    assert_eq!(kind("другой").kind, BlockKind::ListItem { list: 2, level: 0 });
    assert_eq!(kind("б").cell, Some(Cell { table: 0, row: 1, column: 0 }));
    assert_eq!(kind("вложена").cell, Some(Cell { table: 1, row: 0, column: 0 }));
}

#[test]
fn reads_headers_of_pages_that_are_used() {
    let page = |name: &str, next: &str, inner: &str| {
        format!(
            r#"<style:master-page style:name="{name}" style:next-style-name="{next}" style:page-layout-name="L">{inner}</style:master-page>"#
        )
    };
    let masters = page(
        "Standard",
        "",
        "<style:header><text:p>обычный</text:p></style:header><style:header-left><text:p>обычный</text:p></style:header-left><style:footer><text:p>низ</text:p></style:footer>",
    ) + &page(
        "First_20_Page",
        "Standard",
        "<style:header><text:p>бланк</text:p></style:header><style:footer style:display=\"false\"><text:p>Ж</text:p></style:footer>",
    ) + &page("Чужая", "", "<style:header><text:p>Ж</text:p></style:header>");
    let made = body(r#"<text:p text:style-name="P1">текст</text:p>"#)
        .automatic(r#"<style:style style:name="P1" style:family="paragraph" style:master-page-name="First_20_Page"/>"#)
        .styles(r##"<style:page-layout style:name="L"><style:page-layout-properties fo:background-color="#ffff00"/></style:page-layout>"##)
        .masters(&masters);
    let document = made.read();
    assert_eq!(texts(&document), ["обычный", "бланк", "текст", "низ"]);
    assert_eq!(document.page().colour, Some(Colour(255, 255, 0)));
}

const STYLES: &str = r##"<style:font-face style:name="Own" svg:font-family="&apos;Казённый&apos;" style:font-family-generic="roman"/>
    <style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Sans" fo:font-size="12pt"/></style:default-style>
    <style:style style:name="Standard" style:family="paragraph"/>
    <style:style style:name="Big" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:background-color="#ddeeff"/><style:text-properties fo:font-size="200%" fo:font-weight="bold" fo:color="#c00000"/></style:style>
    <style:style style:name="Half" style:family="paragraph" style:parent-style-name="Big"><style:text-properties fo:font-size="50%" fo:font-weight="normal" style:use-window-font-color="true"/></style:style>
    <style:style style:name="Loop1" style:family="paragraph" style:parent-style-name="Loop2"><style:text-properties fo:font-size="20pt"/></style:style>
    <style:style style:name="Loop2" style:family="paragraph" style:parent-style-name="Loop1"/>
    <style:style style:name="Quotations" style:family="paragraph"/>
    <style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="#000080" style:text-underline-style="solid"/></style:style>"##;

#[test]
fn resolves_styles() {
    let made = body(
        r#"<text:p text:style-name="Standard">просто</text:p><text:p text:style-name="Big">больше</text:p><text:p text:style-name="Half">вдвое <text:span text:style-name="T1">свой</text:span></text:p><text:p text:style-name="Loop2">петля</text:p><text:p text:style-name="Quotations">цитата</text:p><text:p>без стиля</text:p>"#,
    )
    .styles(STYLES)
    .automatic(r#"<style:style style:name="T1" style:family="text"><style:text-properties style:font-name="Own" fo:font-style="italic"/></style:style>"#);
    let document = made.read();
    let at = |word| document.appearance_at(offset(&document, word));
    let size = |word| at(word).half_points;
    assert_eq!(["просто", "больше", "вдвое", "петля", "без"].map(size), [24, 48, 24, 40, 24].map(Some));
    let font = |word| document.font(at(word).font.expect("a font")).expect("known").name.clone();
    assert_eq!((font("просто").as_str(), font("свой").as_str()), ("Liberation Sans", "Казённый"));
    let format = |word| document.format_at(offset(&document, word));
    assert_eq!(format("больше"), Format { bold: true, ..Format::default() });
    assert_eq!(format("свой"), Format { italic: true, ..Format::default() });
    assert_eq!((at("больше").colour, at("вдвое").colour), (Some(Colour(0xc0, 0, 0)), None));
    let behind = Background { backing: Backing::Paragraph, colour: Some(Colour(0xdd, 0xee, 0xff)) };
    assert_eq!((at("вдвое").background, at("просто").background), (Some(behind), None));
    assert!(document.blocks()[4].quote);
}

#[test]
fn resolves_direct_formatting() {
    let plain = Format::default();
    let cases = [
        (r#"style:text-underline-style="wave""#, Format { underline: true, ..plain }, Effects::NONE),
        (r#"style:text-underline-style="none""#, plain, Effects::NONE),
        (r#"style:text-line-through-style="solid""#, Format { strike: true, ..plain }, Effects::NONE),
        (r#"fo:text-transform="uppercase""#, Format { caps: true, ..plain }, Effects::NONE),
        (r#"fo:font-variant="small-caps""#, Format { small_caps: true, ..plain }, Effects::NONE),
        (r#"fo:text-shadow="1pt 1pt""#, plain, Effects::SHADOW),
        (r#"fo:text-shadow="none""#, plain, Effects::NONE),
        (r#"style:text-outline="true""#, plain, Effects::OUTLINE),
        (r#"style:font-relief="engraved""#, plain, Effects::IMPRINT),
        (r#"fo:border="0.06pt solid #000000""#, plain, Effects::BORDER),
    ];
    for (properties, format, effects) in cases {
        let made = body(r#"<text:p><text:span text:style-name="T1">слово</text:span></text:p>"#).automatic(&format!(
            r#"<style:style style:name="T1" style:family="text"><style:text-properties {properties}/></style:style>"#
        ));
        let document = made.read();
        assert_eq!((document.format_at(0), document.appearance_at(0).effects), (format, effects), "{properties}");
    }
}

#[test]
fn links_and_lines_to_write_on_are_not_underlined() {
    let made = body(
        r#"<text:p><text:a xlink:href="https://a.ru/?б=1&amp;в=2"><text:span text:style-name="Internet_20_link">опрос</text:span></text:a> <text:span text:style-name="U">__<text:tab/></text:span><text:span text:style-name="U">слово</text:span></text:p>"#,
    )
    .styles(STYLES)
    .automatic(r#"<style:style style:name="U" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>"#);
    let document = made.read();
    let link = &document.links()[0];
    assert_eq!((document.slice(link.span), link.target.as_str()), ("опрос", "https://a.ru/?б=1&в=2"));
    let at = offset(&document, "опрос");
    assert!(!document.format_at(at).underline && document.appearance_at(at).colour.is_none());
    assert!(document.format_at(offset(&document, "слово")).underline);
}

#[test]
fn remarks_and_properties_speak_to_the_program() {
    let mut made = body(
        r#"<text:p>до <office:annotation office:name="1"><text:p>ясно: пропустить italic</text:p></office:annotation>место<office:annotation-end office:name="1"/> после<office:annotation><text:p>Ясно: пропустить</text:p></office:annotation></text:p>"#,
    );
    made.meta = r#"<meta:user-defined meta:name="yasno.kind">отказ
 &amp; прочее</meta:user-defined><meta:user-defined meta:name="Автор">Ж</meta:user-defined>"#
        .to_owned();
    let document = made.read();
    assert_eq!(document.text(), "до место после");
    let said: Vec<_> = document.directives().iter().map(|it| (it.text.as_str(), document.slice(it.anchor))).collect();
    assert_eq!(said, [("ясно: пропустить italic", "место"), ("Ясно: пропустить", "")]);
    assert_eq!(document.front_matter().map(|it| it.text.as_str()), Some("kind: отказ & прочее\n"));
}

#[test]
fn a_watermark_is_no_text() {
    let master = r#"<style:master-page style:name="Standard"><style:header><text:p><draw:custom-shape draw:name="PowerPlusWaterMarkObject"><text:p>ОБРАЗЕЦ</text:p></draw:custom-shape></text:p></style:header></style:master-page>"#;
    let document = body("<text:p>текст</text:p>").masters(master).read();
    assert_eq!(texts(&document), ["", "текст"]);
    assert_eq!(document.page().watermark.as_ref().map(|mark| mark.text.as_str()), Some("ОБРАЗЕЦ"));
}

#[test]
fn says_what_is_wrong_with_a_file() {
    let fault = |bytes: &[u8]| {
        let error = read(bytes, &Limits::default()).expect_err("an error");
        assert!(error.to_string().contains(". "), "a next step: {error}");
        error
    };
    let mut made = body("<text:p>слово</text:p>");
    made.manifest = "<manifest:encryption-data/>".to_owned();
    assert_eq!(fault(&made.bytes()), OdtError::Encrypted);
    let whole = body("<text:p>слово</text:p>").bytes();
    assert_eq!(fault(&whole[..whole.len() / 2]), OdtError::Damaged { part: String::new() });
    let part = || "content.xml".to_owned();
    assert_eq!(fault(&body("<text:p>").bytes()), OdtError::Damaged { part: part() });
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text".to_owned());
    assert_eq!(fault(&archive(&[mime])), OdtError::Damaged { part: part() });
    let deep = "<text:section>".repeat(500) + &"</text:section>".repeat(500);
    assert_eq!(fault(&body(&deep).bytes()), OdtError::TooComplex { part: part() });
    let boxes =
        "<text:p><draw:frame><draw:text-box>".repeat(120) + &"</draw:text-box></draw:frame></text:p>".repeat(120);
    assert!(read(&body(&boxes).bytes(), &Limits::default()).is_ok());
    let limits = Limits { part: 100, ..Limits::default() };
    assert_eq!(read(&whole, &limits).expect_err("an error"), OdtError::TooLarge { limit: 100 });
}

#[test]
fn comes_through_the_one_door() {
    let document = crate::source::read(body("<text:p>слово</text:p>").bytes(), "письмо.odt").expect("a document");
    assert_eq!((document.text(), document.format()), ("слово", FileFormat::Odt));
    assert_eq!(body("<text:p>а</text:p>").texts(), ["а"]);
}
