//! How text is drawn: fonts, sizes, colours, what lies behind it.

use super::made::{Made, NAMES, body, p};
use crate::document::{Appearance, Background, Backing, Colour, Document, Effects, FontClass};

const THEME: &str = r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>
    <a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>
    <a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>
    <a:fontScheme name="x"><a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme>
    </a:themeElements></a:theme>"#;

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="22"/><w:szCs w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="letter"><w:name w:val="Письмо"/><w:basedOn w:val="Normal"/><w:pPr><w:shd w:val="clear" w:fill="DDEEFF"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="28"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="child"><w:name w:val="Потомок"/><w:basedOn w:val="letter"/><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="code"><w:name w:val="Код"/><w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/><w:shadow/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="hint"><w:name w:val="Placeholder Text"/><w:rPr><w:i/><w:color w:val="808080"/></w:rPr></w:style>
    <w:style w:type="table" w:styleId="grid"><w:name w:val="Сетка"/><w:rPr><w:sz w:val="20"/></w:rPr><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>
        <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4" w:themeFill="accent1"/></w:tcPr></w:tblStylePr>
        <w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="D9E2F3" w:themeFill="accent1" w:themeFillTint="33"/></w:tcPr></w:tblStylePr></w:style>
    <w:style w:type="table" w:styleId="loop1"><w:name w:val="Петля 1"/><w:basedOn w:val="loop2"/><w:rPr><w:sz w:val="30"/></w:rPr></w:style>
    <w:style w:type="table" w:styleId="loop2"><w:name w:val="Петля 2"/><w:basedOn w:val="loop1"/></w:style>"#;

fn dressed(xml: &str) -> Made {
    body(xml).styles(STYLES).relation("t", "theme", "theme1.xml", false).part("word/theme1.xml", THEME)
}

fn at(document: &Document, word: &str) -> Appearance {
    document.appearance_at(document.text().find(word).expect(word) as u32)
}

fn font(document: &Document, word: &str) -> String {
    let id = at(document, word).font.expect("a font");
    document.font(id).expect("a known font").name.clone()
}

fn run(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// The appearance of one run with these properties.
fn direct(properties: &str) -> Appearance {
    at(&dressed(&paragraph("", &run(properties, "слово"))).read(), "слово")
}

#[test]
fn fonts_and_sizes_come_from_the_nearest_that_names_them() {
    let style = |id: &str| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let xml = [
        paragraph("", &run("", "тема")),
        paragraph(&style("letter"), &run("", "стиль")),
        paragraph(
            &style("child"),
            &(run("", "потомок") + &run(r#"<w:rStyle w:val="code"/><w:sz w:val="25"/>"#, "код")),
        ),
        paragraph(
            &style("letter"),
            &run(r#"<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:hAnsi="Georgia"/>"#, "прямо"),
        ),
    ];
    let document = dressed(&xml.concat()).read();
    let found = ["тема", "стиль", "потомок", "код", "прямо"]
        .map(|word| (font(&document, word), at(&document, word).half_points));
    let expected = [
        ("Calibri", 22),
        ("Arial", 28),
        ("Arial", 28),
        ("Courier New", 25),
        ("Calibri Light", 28), // a font of the theme comes before a name beside it
    ];
    assert_eq!(found, expected.map(|(name, size)| (name.to_owned(), Some(size))));
    assert_eq!(at(&document, "потомок").colour, Some(Colour(0xc0, 0, 0)));
    assert_eq!(at(&document, "код").effects, Effects::SHADOW);
}

#[test]
fn a_document_that_says_nothing_of_fonts_has_those_of_word() {
    let document = body(&p("слово")).styles("").read();
    assert_eq!((font(&document, "слово").as_str(), at(&document, "слово").half_points), ("Times New Roman", Some(20)));
    // Without a part for styles nothing is known, and nothing is guessed.
    assert_eq!(at(&body(&p("слово")).read(), "слово"), Appearance::default());
}

#[test]
fn each_script_has_its_font() {
    let fonts = r#"<w:rFonts w:ascii="Verdana" w:hAnsi="Arial" w:eastAsia="SimSun" w:cs="Tahoma"/>"#;
    let xml = [
        paragraph("", &run(fonts, "abc где 文 שלום")),
        paragraph("", &run(&format!("{fonts}<w:cs/><w:b/><w:bCs w:val=\"0\"/>"), "сложное")),
        paragraph(
            "",
            &run(
                r#"<w:rFonts w:ascii="Verdana" w:hAnsi="Arial" w:eastAsia="SimSun" w:hint="eastAsia"/>"#,
                "подсказано",
            ),
        ),
    ];
    let document = dressed(&xml.concat()).read();
    let found = ["abc", "где", "文", "שלום", "сложное", "подсказано"].map(|word| font(&document, word));
    assert_eq!(found, ["Verdana", "Arial", "SimSun", "Tahoma", "Tahoma", "SimSun"]);
    assert_eq!(at(&document, "сложное").half_points, Some(28));
    assert!(!super::made::format_of(&document, "сложное").bold);
}

#[test]
fn colours_come_from_figures_and_from_the_theme() {
    let cases = [
        (r#"<w:color w:val="FF0000"/>"#, Some(Colour(255, 0, 0))),
        (r#"<w:color w:val="auto"/>"#, None),
        (r#"<w:color w:val="000000" w:themeColor="accent1"/>"#, Some(Colour(0x44, 0x72, 0xc4))),
        (r#"<w:color w:val="000000" w:themeColor="accent1" w:themeShade="BF"/>"#, Some(Colour(0x2f, 0x54, 0x96))),
        (r#"<w:color w:val="000000" w:themeColor="accent1" w:themeTint="99"/>"#, Some(Colour(0x8e, 0xaa, 0xdb))),
        (r#"<w:color w:val="123456" w:themeColor="accent6"/>"#, Some(Colour(0x12, 0x34, 0x56))),
        (r#"<w:color w:val="красный"/>"#, None),
        (r#"<w:color/>"#, None),
        (
            r#"<w14:textFill><w14:solidFill><w14:schemeClr w14:val="accent1"><w14:lumMod w14:val="75000"/></w14:schemeClr></w14:solidFill></w14:textFill>"#,
            Some(Colour(0x2f, 0x55, 0x97)),
        ),
    ];
    for (properties, colour) in cases {
        let found = direct(properties).colour;
        let close = |a: Colour, b: Colour| a.0.abs_diff(b.0) < 3 && a.1.abs_diff(b.1) < 3 && a.2.abs_diff(b.2) < 3;
        let same = match (found, colour) {
            (Some(found), Some(colour)) => close(found, colour),
            (found, colour) => found == colour,
        };
        assert!(same, "{properties}: {found:?}");
    }
}

#[test]
fn knows_what_lies_behind() {
    let is = |backing, colour| Some(Background { backing, colour: Some(colour) });
    let cases = [
        (r#"<w:highlight w:val="yellow"/>"#, is(Backing::Highlight, Colour(255, 255, 0))),
        (r#"<w:highlight w:val="none"/>"#, None),
        (r#"<w:highlight/>"#, None),
        (r#"<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>"#, is(Backing::Letters, Colour(255, 255, 0))),
        (r#"<w:shd w:val="clear" w:color="auto" w:fill="auto"/>"#, None),
        (r#"<w:shd w:val="nil" w:fill="FFFF00"/>"#, None),
        (r#"<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>"#, is(Backing::Letters, Colour(255, 0, 0))),
        (r#"<w:shd w:val="pct20" w:color="auto" w:fill="auto"/>"#, is(Backing::Letters, Colour(204, 204, 204))),
        (
            r#"<w:highlight w:val="red"/><w:shd w:val="clear" w:fill="FFFF00"/>"#,
            is(Backing::Highlight, Colour(255, 0, 0)),
        ),
    ];
    for (properties, behind) in cases {
        assert_eq!(direct(properties).background, behind, "{properties}");
    }
    let xml = [
        paragraph(r#"<w:pStyle w:val="letter"/>"#, &run("", "абзац")),
        paragraph(r#"<w:pStyle w:val="letter"/><w:shd w:val="clear" w:fill="auto"/>"#, &run("", "чисто")),
    ];
    let document = dressed(&xml.concat()).read();
    assert_eq!(at(&document, "абзац").background, is(Backing::Paragraph, Colour(0xdd, 0xee, 0xff)));
    assert_eq!(at(&document, "чисто").background, None);
}

#[test]
fn knows_decorations_and_what_only_looks_like_them() {
    let cases = [
        ("<w:shadow/>", Effects::SHADOW),
        (r#"<w:shadow w:val="0"/>"#, Effects::NONE),
        ("<w:outline/><w:emboss/>", Effects::OUTLINE.with(Effects::EMBOSS)),
        ("<w:imprint/>", Effects::IMPRINT),
        (r#"<w:effect w:val="blinkBackground"/>"#, Effects::ANIMATION),
        (r#"<w:effect w:val="none"/>"#, Effects::NONE),
        (r#"<w:bdr w:val="single" w:sz="4"/>"#, Effects::BORDER),
        (r#"<w:bdr w:val="none" w:sz="0"/>"#, Effects::NONE),
        (r#"<w14:glow w14:rad="63500"><w14:srgbClr w14:val="FF0000"/></w14:glow>"#, Effects::GLOW),
        (r#"<w14:glow w14:rad="0"/>"#, Effects::NONE),
        (r#"<w14:shadow w14:blurRad="50800" w14:sx="100000" w14:sy="100000"/>"#, Effects::SHADOW),
        (r#"<w14:shadow w14:blurRad="0" w14:sx="0" w14:sy="0"/>"#, Effects::NONE),
        (r#"<w14:reflection w14:stA="45000"/>"#, Effects::REFLECTION),
        (r#"<w14:reflection w14:stA="0"/>"#, Effects::NONE),
        (
            r#"<w14:textOutline w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="FF0000"/></w14:solidFill></w14:textOutline>"#,
            Effects::OUTLINE,
        ),
        (r#"<w14:textOutline w14:w="9525"><w14:noFill/></w14:textOutline>"#, Effects::NONE),
        (r#"<w14:props3d w14:extrusionH="57150"/>"#, Effects::VOLUME),
        (r#"<w14:props3d w14:extrusionH="0"><w14:bevelT w14:w="38100"/></w14:props3d>"#, Effects::VOLUME),
        (r#"<w14:props3d w14:extrusionH="0"/>"#, Effects::NONE),
        (r#"<w14:textFill><w14:gradFill/></w14:textFill>"#, Effects::GRADIENT),
        (r#"<w14:ligatures w14:val="none"/><w:kern w:val="0"/>"#, Effects::NONE),
        // Styles and direct formatting: a toggle in both styles cancels out, direct formatting decides.
        (r#"<w:rStyle w:val="code"/><w:shadow w:val="0"/>"#, Effects::NONE),
    ];
    for (properties, effects) in cases {
        assert_eq!(direct(properties).effects, effects, "{properties}");
    }
    let cap = paragraph(r#"<w:framePr w:dropCap="drop" w:lines="3"/>"#, &run("", "М")) + &p("ы рассмотрели");
    let document = dressed(&cap).read();
    assert_eq!(at(&document, "М").effects, Effects::DROP_CAP);
    assert_eq!(at(&document, "рассмотрели").effects, Effects::NONE);
    assert_eq!(direct(r#"<w:spacing w:val="60"/>"#).spacing, 60);
    assert!(
        direct(r#"<w:vertAlign w:val="superscript"/>"#).raised && !direct(r#"<w:vertAlign w:val="baseline"/>"#).raised
    );
    assert!(direct(r#"<w:position w:val="6"/>"#).raised && !direct(r#"<w:position w:val="0"/>"#).raised);
}

#[test]
fn a_hint_in_a_control_has_looks_of_its_own() {
    let found = direct(r#"<w:rStyle w:val="hint"/>"#);
    assert_eq!((found.colour, found.background), (None, None));
    let xml = paragraph("", &run(r#"<w:rStyle w:val="hint"/>"#, "Введите дату"));
    assert!(!super::made::format_of(&dressed(&xml).read(), "Введите").italic);
}

#[test]
fn tables_dress_their_parts() {
    let cell = |text: &str, properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let look = |attributes: &str| {
        format!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="grid"/><w:tblLook {attributes}/></w:tblPr>{}{}{}</w:tbl>{}"#,
            row(&cell("шапка", "")),
            row(&(cell("первая", "") + &cell("своя", r#"<w:shd w:val="clear" w:fill="FFFFFF"/>"#))),
            row(&cell("вторая", "")),
            p("вне")
        )
    };
    let behind = |document: &Document, word| at(document, word).background.and_then(|behind| behind.colour);
    for attributes in [r#"w:val="0420""#, r#"w:val="0000" w:firstRow="1" w:noVBand="1""#] {
        let document = dressed(&look(attributes)).read();
        assert_eq!(behind(&document, "шапка"), Some(Colour(0x44, 0x72, 0xc4)));
        assert_eq!(at(&document, "шапка").colour, Some(Colour::WHITE));
        assert!(super::made::format_of(&document, "шапка").bold);
        assert_eq!(at(&document, "шапка").half_points, Some(20));
        assert!(behind(&document, "первая").is_some(), "{attributes}");
        assert_eq!(behind(&document, "своя"), Some(Colour::WHITE));
        assert_eq!(behind(&document, "вторая"), None);
        assert_eq!((behind(&document, "вне"), at(&document, "вне").half_points), (None, Some(22)));
    }
    let document = dressed(&look(r#"w:val="0600""#)).read();
    assert_eq!((behind(&document, "шапка"), behind(&document, "первая")), (None, None));
    let looped = format!(r#"<w:tbl><w:tblPr><w:tblStyle w:val="loop2"/></w:tblPr>{}</w:tbl>"#, row(&cell("петля", "")));
    assert_eq!(at(&dressed(&looped).read(), "петля").half_points, Some(30));
}

#[test]
fn a_text_box_stands_on_its_own_fill() {
    let drawing = |properties: &str| {
        format!(
            r#"<w:p><w:r><w:t>до</w:t><w:drawing><wp:anchor><wps:wsp><wps:spPr>{properties}</wps:spPr><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></wp:anchor></w:drawing></w:r></w:p>"#,
            paragraph("", &run(r#"<w:color w:val="FFFFFF"/>"#, "рамка"))
        )
    };
    let read = |properties: &str| at(&dressed(&drawing(properties)).read(), "рамка");
    let behind = |properties: &str| read(properties).background;
    let shape = |colour| Some(Background { backing: Backing::Shape, colour });
    let ns = r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#;
    assert_eq!(
        behind(&format!(r#"<a:solidFill {ns}><a:srgbClr val="0000FF"/></a:solidFill>"#)),
        shape(Some(Colour(0, 0, 255)))
    );
    assert_eq!(behind(&format!("<a:gradFill {ns}/>")), shape(None));
    assert_eq!(behind(&format!("<a:noFill {ns}/>")), None);
    assert_eq!(read(&format!(r#"<a:prstGeom {ns} prst="star5"/>"#)).effects, Effects::SHAPE);
    assert_eq!(read(&format!(r#"<a:prstGeom {ns} prst="rect"/>"#)).effects, Effects::NONE);
    let vml = |attributes: &str| {
        let xml = format!(
            "<w:p><w:r><w:pict><v:rect {attributes}><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>",
            p("рамка")
        );
        at(&dressed(&xml).read(), "рамка").background
    };
    assert_eq!(vml(r##"fillcolor="#ffff00""##), shape(Some(Colour(255, 255, 0))));
    assert_eq!(vml(r##"fillcolor="#ffff00" filled="f""##), None);
    assert_eq!(vml(""), None);
}

#[test]
fn bent_letters_are_read_and_watermarks_are_not() {
    let art = r##"<w:p><w:r><w:t>до</w:t></w:r><w:r><w:pict><v:shapetype id="_x0000_t136"><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape type="#_x0000_t136"><v:textpath string="Уважаемые &amp; жители!"/></v:shape></w:pict></w:r></w:p>"##;
    let document = dressed(art).read();
    assert_eq!(super::made::texts(&document), ["до", "Уважаемые & жители!"]);
    assert_eq!(at(&document, "жители").effects, Effects::WORD_ART);
    assert_eq!(document.blocks()[1].origin.1, 0);

    let mark = r#"<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" fillcolor="silver"><v:fill opacity=".5"/><v:textpath string="ОБРАЗЕЦ"/></v:shape></w:pict></w:r></w:p>"#;
    let new = r#"<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="1" name="PowerPlusWaterMarkObject2"/><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:rPr><w14:textFill><w14:solidFill><w14:srgbClr w14:val="C0C0C0"><w14:alpha w14:val="90000"/></w14:srgbClr></w14:solidFill></w14:textFill></w:rPr><w:t>ОБРАЗЕЦ</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r></w:p>"#;
    for (header, opacity) in [(mark, 50), (new, 10)] {
        let xml = p("текст") + r#"<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#;
        let document = dressed(&xml).related("h", "header", "hdr", header).read();
        assert_eq!(super::made::texts(&document), ["", "текст"]);
        let mark = document.page().watermark.clone().expect("a watermark");
        assert_eq!((mark.text.as_str(), mark.opacity), ("ОБРАЗЕЦ", opacity));
    }
}

#[test]
fn the_background_of_the_page_shows_only_where_the_settings_say_so() {
    let main = |background: &str| {
        let xml = format!("<w:document {NAMES}>{background}<w:body>{}</w:body></w:document>", p("текст"));
        super::made::main_part(&xml)
    };
    let yellow = r#"<w:background w:color="FFFF00"/>"#;
    let shown = |made: Made| made.related("s", "settings", "settings", "<w:displayBackgroundShape/>").read();
    assert_eq!(shown(main(yellow)).page().colour, Some(Colour(255, 255, 0)));
    assert_eq!(main(yellow).read().page().colour, None);
    assert_eq!(shown(main(r#"<w:background w:color="FFFFFF"/>"#)).page().colour, None);
    let picture =
        r#"<w:background w:color="FFFFFF"><v:background><v:fill r:id="i" type="frame"/></v:background></w:background>"#;
    assert!(shown(main(picture)).page().picture);
}

#[test]
fn a_font_that_nobody_knows_is_known_by_the_table_of_fonts() {
    let table = r#"<w:font w:name="Казённый"><w:panose1 w:val="02020603050405020304"/><w:family w:val="swiss"/></w:font>
        <w:font w:name="Простой"><w:family w:val="swiss"/></w:font><w:font w:name="Пустой"/>"#;
    let document = body(&p("слово")).related("f", "fontTable", "fonts", table).styles("").read();
    let classes: Vec<_> = document.fonts().iter().map(|font| (font.name.as_str(), font.class)).collect();
    assert_eq!(
        classes[..3],
        [("Казённый", Some(FontClass::Serif)), ("Простой", Some(FontClass::Sans)), ("Пустой", None)]
    );
}

#[test]
fn numbering_dresses_its_marks_and_not_the_text() {
    let xml = paragraph(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#, &run("", "пункт"));
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="•"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/><w:i/><w:color w:val="FF0000"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let document = dressed(&xml).related("n", "numbering", "numbering", numbering).read();
    assert_eq!((font(&document, "пункт").as_str(), at(&document, "пункт").colour), ("Calibri", None));
}

#[test]
fn hostile_looks_do_no_harm() {
    let looped: String = (0..60)
        .map(|n| format!(r#"<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{}"/></w:style>"#, (n + 1) % 60))
        .collect();
    let xml = paragraph(
        r#"<w:pStyle w:val="s5"/>"#,
        &run(
            r#"<w:sz w:val="999999999999"/><w:spacing w:val="1e308"/><w:rFonts w:ascii=";;" w:hAnsi=""/><w:color w:val="ЯЯЯЯЯЯ"/>"#,
            "слово",
        ),
    );
    let document = body(&xml).styles(&looped).read();
    assert_eq!(at(&document, "слово").half_points, Some(20));
    // More fonts than there are numbers.
    let many: String = (0..70_000).map(|n| format!(r#"<w:font w:name="f{n}"/>"#)).collect();
    let document = body(&p("слово")).related("f", "fontTable", "fonts", &many).styles("").read();
    assert!(document.fonts().len() <= 65_536 && at(&document, "слово").font.is_none());
}
