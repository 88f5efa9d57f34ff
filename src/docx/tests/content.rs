//! What is read and what is not.

use super::made::{NAMES, archive, block, body, main_part, p, strict, texts};
use crate::document::{BlockKind, Cell, Story};
use crate::docx::{Limits, read};

#[test]
fn joins_words_broken_over_runs() {
    let xml = "<w:p><w:r><w:t>заяв</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:lang/></w:rPr><w:t>ле</w:t><w:t>ние</w:t></w:r></w:p>";
    assert_eq!(body(xml).texts(), ["заявление"]);
}

#[test]
fn keeps_blanks_only_where_they_are_preserved() {
    let xml = "<w:p><w:r><w:t> а </w:t><w:t xml:space=\"preserve\"> б </w:t><w:t>\n в\nг </w:t></w:r></w:p>";
    assert_eq!(body(xml).texts(), ["а б в г"]);
    let root = format!(
        "<w:document {NAMES} xml:space=\"preserve\"><w:body><w:p><w:r><w:t> а </w:t></w:r></w:p></w:body></w:document>"
    );
    assert_eq!(main_part(&root).texts(), [" а "]);
}

#[test]
fn reads_special_characters() {
    let xml = r#"<w:p><w:r><w:t>а&amp;б&#x41f;&lt;</w:t><w:tab/><w:t>в</w:t><w:noBreakHyphen/><w:t>г</w:t><w:softHyphen/><w:t>д</w:t>
        <w:br/><w:t>е</w:t><w:cr/><w:sym w:font="Wingdings" w:char="F0FC"/><w:t><![CDATA[<ё>]]></w:t></w:r></w:p>"#;
    assert_eq!(body(xml).texts(), ["а&бП<\tв\u{2011}гд\nе\n✓<ё>"]);
}

#[test]
fn a_page_break_parts_lines_only_inside_a_paragraph() {
    let page = r#"<w:r><w:br w:type="page"/></w:r>"#;
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let xml = format!("<w:p>{page}{}</w:p><w:p>{}{page}{}</w:p><w:p>{page}</w:p>", run("а"), run("б"), run("в"));
    assert_eq!(body(&xml).texts(), ["а", "б\nв", ""]);
}

#[test]
fn reads_insertions_and_leaves_deletions_out() {
    let xml = r#"<w:p><w:r><w:t>а</w:t></w:r>
        <w:ins w:id="1"><w:r><w:t>б</w:t></w:r><w:del w:id="9"><w:r><w:t>Ж</w:t></w:r></w:del></w:ins>
        <w:del w:id="2"><w:r><w:delText>Ж</w:delText><w:t>Ж</w:t></w:r></w:del>
        <w:moveFrom w:id="3"><w:r><w:t>Ж</w:t></w:r></w:moveFrom>
        <w:moveTo w:id="4"><w:r><w:t>в</w:t></w:r></w:moveTo></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr><w:r><w:t>сло</w:t></w:r></w:p><w:p><w:r><w:t>во</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="6"/></w:rPr></w:pPr><w:del w:id="7"><w:r><w:delText>Ж</w:delText></w:r></w:del></w:p>
        <w:tbl><w:tr><w:trPr><w:del w:id="8"/></w:trPr><w:tc><w:p><w:r><w:t>Ж</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:cellDel w:id="10"/></w:tcPr><w:p><w:r><w:t>Ж</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>г</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let document = body(xml).read();
    assert_eq!(texts(&document), ["абв", "слово", "г"]);
    assert_eq!(block(&document, "слово").origin.1, 1);
    assert_eq!(block(&document, "г").origin.1, 6, "paragraphs that are not read count");
    assert_eq!(block(&document, "г").cell, Some(Cell { table: 0, row: 0, column: 1 }));
}

#[test]
fn reads_content_controls_smart_tags_and_rubies() {
    let xml = r#"<w:sdt><w:sdtPr><w:alias w:val="Ж"/><w:placeholder><w:docPart w:val="Ж"/></w:placeholder></w:sdtPr><w:sdtContent><w:p><w:r><w:t>блок</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:p><w:sdt><w:sdtContent><w:r><w:t>в стро</w:t></w:r></w:sdtContent></w:sdt><w:smartTag w:element="x"><w:smartTagPr/><w:r><w:t>ке</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>!</w:t></w:r></w:customXml></w:p>
        <w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>ячейка</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>
        <w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>строка</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>
        <w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>Ж</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>основа</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"#;
    let document = body(xml).read();
    assert_eq!(texts(&document), ["блок", "в строке!", "ячейка", "строка", "основа"]);
    assert_eq!(block(&document, "строка").cell, Some(Cell { table: 0, row: 1, column: 0 }));
}

#[test]
fn reads_nested_tables() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&p("а")), cell(&p("б")));
    let wide = format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#, p("до"));
    let xml =
        format!("<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{wide}{}</w:tr></w:tbl>{}", cell(&(inner + &p("после"))), p("вне"));
    let document = body(&xml).read();
    assert_eq!(texts(&document), ["до", "а", "б", "после", "вне"]);
    let place = |text| block(&document, text).cell.map(|cell| (cell.table, cell.row, cell.column));
    assert_eq!(place("до"), Some((0, 0, 0)));
    assert_eq!(place("б"), Some((1, 0, 1)));
    assert_eq!(place("после"), Some((0, 0, 2)));
    assert_eq!(place("вне"), None);
}

#[test]
fn reads_results_of_fields_and_their_links() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let run = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let xml = [
        "<w:p>".to_owned(),
        run("см. "),
        begin.clone(),
        instruction("HYPER"),
        // A field in the instruction shows nothing.
        begin.clone() + &instruction("SEQ x") + &separate + &run("Ж") + &end,
        instruction("LINK &quot;https://пример.рф/?а=1&amp;б=2&quot; "),
        run("Ж"),
        separate.clone(),
        run("сай"),
        run("т"),
        end.clone(),
        run(" и "),
        r#"<w:fldSimple w:instr=" HYPERLINK \l &quot;конец&quot;"><w:r><w:t>конец</w:t></w:r></w:fldSimple>"#
            .to_owned(),
        r#"<w:fldSimple w:instr="PAGE"><w:r><w:t>, стр. 3</w:t></w:r></w:fldSimple>"#.to_owned(),
        begin + &instruction("XE &quot;Ж&quot;") + &end,
        "</w:p>".to_owned(),
    ];
    let document = body(&xml.concat()).read();
    assert_eq!(document.text(), "см. сайт и конец, стр. 3");
    let links: Vec<_> = document.links().iter().map(|link| (document.slice(link.span), link.target.as_str())).collect();
    assert_eq!(links, [("сайт", "https://пример.рф/?а=1&б=2"), ("конец", "#конец")]);
}

#[test]
fn a_field_without_an_end_hides_nothing() {
    let xml = format!(r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{}"#, p("видно"));
    assert_eq!(body(&xml).texts(), ["", "видно"]);
}

#[test]
fn a_link_over_two_paragraphs_is_a_link_in_each() {
    let xml = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://a.ru"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>один</w:t></w:r></w:p>
        <w:p><w:r><w:t>два</w:t><w:fldChar w:fldCharType="end"/><w:t>три</w:t></w:r></w:p>"#;
    let document = body(xml).read();
    let links: Vec<_> = document.links().iter().map(|link| document.slice(link.span)).collect();
    assert_eq!(links, ["один", "два"]);
}

#[test]
fn reads_links_by_relation_and_anchor() {
    let xml = r#"<w:p><w:hyperlink r:id="l1" w:anchor="раздел"><w:r><w:t>опрос</w:t></w:r></w:hyperlink>
        <w:hyperlink w:anchor="ниже"><w:r><w:t>ниже</w:t></w:r></w:hyperlink>
        <w:hyperlink r:id="нет"><w:r><w:t>никуда</w:t></w:r></w:hyperlink></w:p>"#;
    let document = body(xml).relation("l1", "hyperlink", "https://пример.рф/a?b=1&amp;c=2", true).read();
    assert_eq!(document.text(), "опросниженикуда");
    let links: Vec<_> = document.links().iter().map(|link| (document.slice(link.span), link.target.as_str())).collect();
    assert_eq!(links, [("опрос", "https://пример.рф/a?b=1&c=2#раздел"), ("ниже", "#ниже")]);
    assert_eq!(document.warnings().len(), 1);
}

#[test]
fn a_header_has_links_of_its_own() {
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="l" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://шапка.рф" TargetMode="External"/></Relationships>"#;
    let link = r#"<w:p><w:hyperlink r:id="l"><w:r><w:t>сайт</w:t></w:r></w:hyperlink></w:p>"#;
    let document = body(r#"<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#)
        .related("h", "header", "hdr", link)
        .part("word/_rels/h.xml.rels", rels)
        .relation("l", "hyperlink", "https://текст.рф", true)
        .read();
    assert_eq!(document.links()[0].target, "https://шапка.рф");
}

#[test]
fn what_it_leaves_out_is_said() {
    let dgm = r#"xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram""#;
    let xml = format!(
        r#"<w:altChunk r:id="x"/><w:r><w:t>вне</w:t></w:r><w:r/><w:p><w:r><w:drawing><dgm:relIds {dgm}/></w:drawing></w:r></w:p>"#
    );
    let document = body(&xml).read();
    assert_eq!(texts(&document), [""]);
    let said: Vec<_> = document.warnings().iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "текст вложенного документа не проверен",
            "текст вне абзацев не проверен",
            "текст в схеме SmartArt не проверен"
        ]
    );
}

#[test]
fn reads_text_boxes_once_after_their_paragraph() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let modern = format!(
        "<w:drawing><wp:anchor><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></wp:anchor></w:drawing>",
        boxed("рамка")
    );
    let old = format!("<w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict>", boxed("рамка"));
    let both = format!(
        r#"<mc:AlternateContent><mc:Choice Requires="wps">{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"#
    );
    for drawing in [&both, &modern, &old] {
        let xml = format!("<w:p><w:r><w:t>раз</w:t>{drawing}</w:r><w:r><w:t>рыв</w:t></w:r></w:p>{}", p("дальше"));
        let document = body(&xml).read();
        assert_eq!(texts(&document), ["разрыв", "рамка", "дальше"]);
        assert_eq!(block(&document, "рамка").story, Story::TextBox);
        assert_eq!(block(&document, "дальше").story, Story::Body);
        assert_eq!(block(&document, "рамка").origin.1, 1);
        assert_eq!(block(&document, "дальше").origin.1, if drawing == &both { 3 } else { 2 });
    }
}

#[test]
fn knows_a_text_box_in_whatever_namespace() {
    // So Word writes it in strict documents.
    let wne = "http://schemas.microsoft.com/office/word/2006/wordml";
    let boxed = format!(r#"<w:r><wne:txbxContent xmlns:wne="{wne}">{}</wne:txbxContent></w:r>"#, p("рамка"));
    let document = body(&format!("<w:p><w:r><w:t>до</w:t></w:r>{boxed}</w:p>")).read();
    assert_eq!(texts(&document), ["до", "рамка"]);
    assert_eq!(block(&document, "рамка").story, Story::TextBox);
}

#[test]
fn takes_the_alternative_it_understands() {
    let alternatives = |requires: &str| {
        format!(
            r#"<w:p><mc:AlternateContent xmlns:new="urn:new"><mc:Choice Requires="{requires}"><w:r><w:t>а</w:t></w:r></mc:Choice><mc:Choice Requires="w14"><w:r><w:t>б</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>в</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"#
        )
    };
    assert_eq!(body(&alternatives("w14 wps")).texts(), ["а"]);
    assert_eq!(body(&alternatives("new")).texts(), ["б"]);
    assert_eq!(body(&alternatives("new").replace("Requires=\"w14\"", "Requires=\"new\"")).texts(), ["в"]);
}

#[test]
fn reads_headers_before_and_footers_and_notes_after_the_text() {
    let note = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let xml = format!(
        r#"<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/><w:headerReference w:type="even" r:id="h3"/><w:footerReference w:type="default" r:id="f1"/><w:titlePg/></w:sectPr></w:pPr><w:r><w:t>текст</w:t></w:r>{}{}<w:r><w:endnoteReference w:id="4"/></w:r></w:p>
        <w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>"#,
        note(3),
        note(2),
    );
    let notes = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3"><w:p><w:r><w:footnoteRef/><w:t>третья</w:t></w:r></w:p></w:footnote>"#,
        p("Ж"),
        p("Ж"),
        p("вторая")
    );
    let document = body(&xml)
        .related("h1", "header", "hdr", &p("обычный"))
        .related("h2", "header", "hdr", &p("бланк"))
        .related("h3", "header", "hdr", &p("Ж"))
        .related("f1", "footer", "ftr", &p("низ"))
        .related("n1", "footnotes", "footnotes", &notes)
        .related("n2", "endnotes", "endnotes", &format!(r#"<w:endnote w:id="4">{}</w:endnote>"#, p("конец")))
        .read();
    let read: Vec<_> = document.blocks().iter().map(|block| (document.slice(block.span), block.story)).collect();
    assert_eq!(
        read,
        [
            ("бланк", Story::Header),
            ("обычный", Story::Header),
            ("текст", Story::Body),
            ("низ", Story::Footer),
            ("третья", Story::Footnote),
            ("вторая", Story::Footnote),
            ("конец", Story::Endnote),
        ]
    );
    let part = |text| document.map().parts()[usize::from(block(&document, text).origin.0.0)].as_str();
    assert_eq!((part("бланк"), part("текст"), part("вторая")), ("word/h2.xml", "word/document.xml", "word/n1.xml"));
}

#[test]
fn reads_headers_of_even_pages_where_there_are_such() {
    let xml = r#"<w:sectPr><w:headerReference w:type="even" r:id="h1"/></w:sectPr>"#;
    let made = || body(xml).related("h1", "header", "hdr", &p("чётный"));
    assert!(made().texts().is_empty());
    assert_eq!(made().related("s", "settings", "settings", "<w:evenAndOddHeaders/>").texts(), ["чётный"]);
}

#[test]
fn knows_headings_and_lists() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="my"><w:name w:val="Мой"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="paragraph" w:styleId="list"><w:name w:val="Список"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="ru"><w:name w:val="Заголовок 3"/></w:style>
        <w:style w:type="paragraph" w:styleId="a"><w:name w:val="А"/><w:basedOn w:val="b"/></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="Б"/><w:basedOn w:val="a"/></w:style>"#;
    let cases = [
        (r#"<w:pStyle w:val="1"/>"#, BlockKind::Heading { level: 1 }),
        (r#"<w:pStyle w:val="my"/>"#, BlockKind::Heading { level: 1 }),
        (r#"<w:pStyle w:val="ru"/>"#, BlockKind::Heading { level: 3 }),
        (r#"<w:pStyle w:val="Heading2"/>"#, BlockKind::Heading { level: 2 }),
        (r#"<w:outlineLvl w:val="3"/>"#, BlockKind::Heading { level: 4 }),
        (r#"<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>"#, BlockKind::Paragraph),
        (r#"<w:pStyle w:val="list"/>"#, BlockKind::ListItem { list: 7, level: 0 }),
        (
            r#"<w:pStyle w:val="list"/><w:numPr><w:ilvl w:val="2"/></w:numPr>"#,
            BlockKind::ListItem { list: 7, level: 2 },
        ),
        (r#"<w:pStyle w:val="list"/><w:numPr><w:numId w:val="0"/></w:numPr>"#, BlockKind::Paragraph),
        (r#"<w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>"#, BlockKind::ListItem { list: 4, level: 1 }),
        (r#"<w:pStyle w:val="a"/>"#, BlockKind::Paragraph),
        (r#"<w:pStyle w:val="нет"/>"#, BlockKind::Paragraph),
        ("", BlockKind::Paragraph),
    ];
    for (properties, kind) in cases {
        let xml = format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>");
        assert_eq!(body(&xml).styles(styles).read().blocks()[0].kind, kind, "{properties}");
    }
}

#[test]
fn reads_formulas_as_code() {
    let xml = r#"<w:p><w:r><w:t>где </w:t></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"#;
    let document = body(xml).read();
    assert_eq!(document.text(), "гдеx=1");
    assert!(super::made::format_of(&document, "x").code);
}

#[test]
fn comments_are_no_text_but_may_speak_to_the_program() {
    let comment = |id: u32, text: &str| format!(r#"<w:comment w:id="{id}">{}</w:comment>"#, p(text));
    let comments =
        comment(0, "Коллега, проверьте") + &comment(1, "Ясно: пропустить capitals") + &comment(2, "yasno: skip all");
    let reference = |id: u32| format!(r#"<w:r><w:commentReference w:id="{id}"/></w:r>"#);
    let xml = format!(
        r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">до </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>МЕС</w:t></w:r></w:p>
        <w:p><w:r><w:t>ТО</w:t></w:r><w:commentRangeEnd w:id="1"/>{}<w:commentRangeEnd w:id="0"/>{}<w:r><w:t xml:space="preserve"> после</w:t></w:r>{}</w:p>"#,
        reference(1),
        reference(0),
        reference(2)
    );
    let made = body(&xml).related("c", "comments", "comments", &comments);
    let document = made.read();
    assert_eq!(document.text(), "до МЕС\nТО после");
    let said: Vec<_> = document.directives().iter().map(|it| (it.text.as_str(), document.slice(it.anchor))).collect();
    assert_eq!(said, [("Ясно: пропустить capitals", "МЕС\nТО"), ("yasno: skip all", "")]);
    assert_eq!(document.map().parts()[usize::from(document.directives()[0].source.part.0)], "word/c.xml");
}

#[test]
fn an_empty_comments_part_is_no_fault() {
    let made = body(&p("а")).relation("c", "comments", "c.xml", false);
    let document = made.part("word/c.xml", &format!("<w:comments {NAMES}/>")).read();
    assert!(document.directives().is_empty() && document.warnings().is_empty());
}

#[test]
fn takes_settings_from_document_properties() {
    let properties = r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">
        <property name="yasno.kind"><vt:lpwstr>отказ &amp;
  прочее</vt:lpwstr></property><property name="Автор"><vt:lpwstr>Ж</vt:lpwstr></property><property name="yasno.date"><vt:i4>5</vt:i4></property></Properties>"#;
    let relation = r#"<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>"#;
    let document = body(&p("а")).part("docProps/custom.xml", properties).package_relation(relation).read();
    let front_matter = document.front_matter().expect("properties");
    assert_eq!((front_matter.text.as_str(), front_matter.offset), ("kind: отказ & прочее\ndate: 5\n", None));
}

#[test]
fn names_parts_as_the_file_does_and_namespaces_whatever_their_prefix() {
    // Strict namespaces, another prefix, another name and case of the main part, a target from the root.
    let main = strict(&format!("<w:document {NAMES}><w:body>{}</w:body></w:document>", p("строго")))
        .replace("<w:", "<ns0:")
        .replace("</w:", "</ns0:")
        .replace("xmlns:w=", "xmlns:ns0=");
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Word/Document%20Main.xml"/></Relationships>"#;
    let bytes = archive(&[("_rels/.rels".into(), rels.into()), ("word/document main.XML".into(), main)]);
    assert_eq!(texts(&read(&bytes, &Limits::default()).expect("a document")), ["строго"]);
}

#[test]
fn a_part_that_is_missing_is_said() {
    let xml = r#"<w:p/><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#;
    let document = body(xml).relation("h", "header", "h.xml", false).relation("s", "styles", "s.xml", false).read();
    let parts: Vec<_> = document.warnings().iter().filter_map(|warning| warning.part.as_deref()).collect();
    assert_eq!(parts, ["word/s.xml", "word/h.xml"]);
}
