//! Formatting in effect.

use super::made::{body, format_of};
use crate::document::Format;

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:smallCaps w:val="0"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="bold"><w:name w:val="Жирный"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:u w:val="single"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="child"><w:name w:val="Потомок"/><w:basedOn w:val="bold"/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="off"><w:name w:val="Обычный"/><w:basedOn w:val="bold"/><w:rPr><w:b w:val="off"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="strong2"><w:name w:val="Strong 2"/><w:basedOn w:val="strong"/><w:rPr><w:caps/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="a3"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="hidden"><w:name w:val="Скрытый"/><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="u1"><w:name w:val="Без проверки"/></w:style>
    <w:style w:type="paragraph" w:styleId="u2"><w:name w:val="Не проверять"/><w:basedOn w:val="u3"/></w:style>
    <w:style w:type="paragraph" w:styleId="u3"><w:name w:val="Без проверки"/></w:style>"#;

fn format(paragraph: &str, run: &str) -> Format {
    let xml = format!("<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>слово</w:t></w:r></w:p>");
    format_of(&body(&xml).styles(STYLES).read(), "слово")
}

#[test]
fn resolves_direct_formatting() {
    let plain = Format::default();
    let cases = [
        ("<w:b/>", Format { bold: true, ..plain }),
        (r#"<w:b w:val="1"/><w:i w:val="true"/>"#, Format { bold: true, italic: true, ..plain }),
        (r#"<w:b w:val="0"/><w:i w:val="false"/><w:strike w:val="off"/>"#, plain),
        (r#"<w:u w:val="single"/>"#, Format { underline: true, ..plain }),
        (r#"<w:u w:color="FF0000" w:val="wave"/>"#, Format { underline: true, ..plain }),
        (r#"<w:u w:val="none"/>"#, plain),
        (r#"<w:u w:color="FF0000"/>"#, plain),
        ("<w:u/>", plain),
        ("<w:dstrike/>", Format { strike: true, ..plain }),
        ("<w:strike/>", Format { strike: true, ..plain }),
        ("<w:caps/>", Format { caps: true, ..plain }),
        ("<w:smallCaps/>", Format { small_caps: true, ..plain }),
        ("<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>", plain),
    ];
    for (run, expected) in cases {
        assert_eq!(format("", run), expected, "{run}");
    }
}

#[test]
fn resolves_styles() {
    let plain = Format::default();
    let under = Format { underline: true, ..plain };
    let style = |id: &str| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let run = |id: &str| format!(r#"<w:rStyle w:val="{id}"/>"#);
    let cases = [
        (style("bold"), String::new(), Format { bold: true, ..under }),
        (style("child"), String::new(), Format { bold: true, italic: true, ..under }),
        (style("off"), String::new(), under),
        (String::new(), run("strong"), Format { bold: true, ..plain }),
        (String::new(), run("strong2"), Format { bold: true, caps: true, ..plain }),
        // Bold in both levels: they cancel out.
        (style("bold"), run("strong"), under),
        (style("off"), run("strong"), Format { bold: true, ..under }),
        // Direct formatting is absolute.
        (style("bold"), run("strong") + "<w:b/>", Format { bold: true, ..under }),
        (style("bold"), r#"<w:b w:val="0"/><w:u w:val="none"/>"#.to_owned(), plain),
        // A style of another type does not count.
        (style("strong"), run("bold"), plain),
        (String::new(), run("a3"), plain),
        (String::new(), run("u1"), Format { unchecked: true, ..plain }),
        (style("u2"), String::new(), Format { unchecked: true, ..plain }),
    ];
    for (paragraph, run, expected) in cases {
        assert_eq!(format(&paragraph, &run), expected, "{paragraph} {run}");
    }
}

#[test]
fn defaults_of_the_document_hold_unless_direct_formatting_says_otherwise() {
    let styles = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="character" w:styleId="s"><w:name w:val="s"/><w:rPr><w:b/></w:rPr></w:style>"#;
    let xml = r#"<w:p><w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>а</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>б</w:t></w:r></w:p>"#;
    let document = body(xml).styles(styles).read();
    assert!(format_of(&document, "а").bold);
    assert!(!format_of(&document, "б").bold);
}

#[test]
fn a_link_has_no_underline_of_its_own() {
    let xml = r#"<w:p><w:hyperlink w:anchor="x"><w:r><w:rPr><w:u w:val="single"/><w:b/></w:rPr><w:t>ссылка</w:t></w:r></w:hyperlink>
        <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK a.ru</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>поле</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>слово</w:t></w:r></w:p>"#;
    let document = body(xml).read();
    assert_eq!(format_of(&document, "ссылка"), Format { bold: true, ..Format::default() });
    assert!(!format_of(&document, "поле").underline);
    assert!(format_of(&document, "слово").underline);
}

#[test]
fn a_line_to_write_on_is_not_underlined() {
    let under = |inner: &str| format!(r#"<w:r><w:rPr><w:u w:val="single"/></w:rPr>{inner}</w:r>"#);
    let text = |text: &str| under(&format!(r#"<w:t xml:space="preserve">{text}</w:t>"#));
    let plain = "<w:r><w:t>Подпись</w:t></w:r>";
    let xml = format!(
        "<w:p>{plain}{}{}{}{plain}{}{}{}</w:p>",
        text("  "),
        under("<w:tab/>"),
        text("__"),
        text("два"),
        text(" "),
        text("слова")
    );
    let document = body(&xml).read();
    let marked: Vec<_> = document.stretches().iter().map(|stretch| document.slice(stretch.span)).collect();
    assert_eq!(marked, ["два слова"]);
}

#[test]
fn hidden_text_is_not_read() {
    let xml = r#"<w:p><w:r><w:t>видно</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ж</w:t><w:tab/><w:br/></w:r>
        <w:r><w:rPr><w:rStyle w:val="hidden"/></w:rPr><w:t>Ж</w:t></w:r>
        <w:r><w:rPr><w:rStyle w:val="hidden"/><w:vanish w:val="0"/></w:rPr><w:t>!</w:t></w:r></w:p>"#;
    assert_eq!(body(xml).styles(STYLES).texts(), ["видно!"]);
}
