//! The same paragraph as different programs write it: with a colleague's changes, a link, a note, a text box, signs that
//! are no letters. What is read is one and the same.

use super::made::{body, texts};
use crate::document::{Document, Story};

/// What a program writes for: «Позвоните», of which «Позвон» was typed first; a link; a change of «срок» to «день»; a
/// moved «завтра»; a sum with blanks that do not break; a word with a soft hyphen; a text box; a note.
struct Ways {
    name: &'static str,
    broken: &'static str,
    link: &'static str,
    change: &'static str,
    moved: &'static str,
    sum: &'static str,
    hyphen: &'static str,
    text_box: &'static str,
    note: &'static str,
}

const WAYS: [Ways; 5] = [
    Ways {
        name: "Word",
        broken: r#"<w:r w:rsidRPr="00A1"><w:t>Позвон</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r w:rsidR="00B2"><w:t>ите</w:t></w:r>"#,
        link: r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://volraion.example" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:rStyle w:val="a3"/></w:rPr><w:t>сайт</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        change: r#"<w:del w:id="1" w:author="К" w:date="2026-05-05T10:00:00Z"><w:r w:rsidDel="00C3"><w:delText>срок</w:delText></w:r></w:del><w:ins w:id="2" w:author="К" w:date="2026-05-05T10:00:00Z"><w:r><w:t>день</w:t></w:r></w:ins>"#,
        moved: r#"<w:moveFromRangeStart w:id="3" w:name="move1"/><w:moveFrom w:id="4" w:author="К"><w:r><w:t>завтра</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="3"/><w:moveToRangeStart w:id="5" w:name="move1"/><w:moveTo w:id="6" w:author="К"><w:r><w:t>завтра</w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="5"/>"#,
        sum: "<w:r><w:t>5\u{a0}000\u{a0}руб.</w:t></w:r>",
        hyphen: "<w:r><w:t>обра</w:t><w:softHyphen/><w:t>щение</w:t></w:r>",
        text_box: r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>рамка</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>рамка</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        note: r#"<w:r><w:rPr><w:rStyle w:val="a4"/></w:rPr><w:footnoteReference w:id="1"/></w:r>"#,
    },
    Ways {
        name: "LibreOffice",
        broken: r#"<w:r><w:rPr></w:rPr><w:t>Позвон</w:t></w:r><w:r><w:rPr><w:lang w:val="ru-RU"/></w:rPr><w:t>ите</w:t></w:r>"#,
        link: r#"<w:hyperlink r:id="l"><w:r><w:rPr><w:rStyle w:val="InternetLink"/></w:rPr><w:t>сайт</w:t></w:r></w:hyperlink>"#,
        change: r#"<w:ins w:id="1" w:author="К" w:date="2026-05-05T10:00:00Z"><w:r><w:rPr></w:rPr><w:t>день</w:t></w:r></w:ins><w:del w:id="0" w:author="К" w:date="2026-05-05T10:00:00Z"><w:r><w:rPr></w:rPr><w:delText>срок</w:delText></w:r></w:del>"#,
        moved: r#"<w:del w:id="2" w:author="К"><w:r><w:delText>завтра</w:delText></w:r></w:del><w:ins w:id="3" w:author="К"><w:r><w:t>завтра</w:t></w:r></w:ins>"#,
        sum: "<w:r><w:rPr></w:rPr><w:t>5\u{a0}000\u{a0}руб.</w:t></w:r>",
        hyphen: "<w:r><w:rPr></w:rPr><w:t>обра\u{ad}щение</w:t></w:r>",
        text_box: r#"<w:r><w:rPr></w:rPr><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:pPr></w:pPr><w:r><w:t>рамка</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent><w:p><w:r><w:t>рамка</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        note: r#"<w:r><w:rPr><w:rStyle w:val="FootnoteAnchor"/></w:rPr><w:footnoteReference w:id="1"/></w:r>"#,
    },
    Ways {
        name: "Р7",
        broken: r#"<w:r><w:t xml:space="preserve">Позвон</w:t></w:r><w:r/><w:r><w:t xml:space="preserve">ите</w:t></w:r><w:r/>"#,
        link: r#"<w:hyperlink r:id="l" w:tooltip="https://volraion.example" w:history="1"><w:r><w:rPr><w:rStyle w:val="812"/></w:rPr><w:t xml:space="preserve">сайт</w:t></w:r></w:hyperlink>"#,
        change: r#"<w:del w:id="0" w:author="К" w:date="2026-05-05T10:00:00Z" oouserid="1"><w:r><w:delText xml:space="preserve">срок</w:delText></w:r></w:del><w:ins w:id="1" w:author="К" w:date="2026-05-05T10:00:00Z" oouserid="1"><w:r><w:t xml:space="preserve">день</w:t></w:r></w:ins>"#,
        moved: r#"<w:moveFrom w:id="2" w:author="К"><w:r><w:t>завтра</w:t></w:r></w:moveFrom><w:moveTo w:id="3" w:author="К"><w:r><w:t>завтра</w:t></w:r></w:moveTo>"#,
        sum: r#"<w:r><w:t xml:space="preserve">5&#160;000&#160;руб.</w:t></w:r>"#,
        hyphen: r#"<w:r><w:t xml:space="preserve">обра&#173;щение</w:t></w:r>"#,
        text_box: r#"<w:r><mc:AlternateContent xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><mc:Choice Requires="wpg"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r/><w:r><w:t>рамка</w:t></w:r><w:r/></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>рамка</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        note: r#"<w:r><w:rPr><w:rStyle w:val="177"/></w:rPr><w:footnoteReference w:id="1"/></w:r>"#,
    },
    Ways {
        name: "Google",
        broken: r#"<w:sdt><w:sdtPr><w:id w:val="-1"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">Позвон</w:t></w:r></w:sdtContent></w:sdt><w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">ите</w:t></w:r>"#,
        link: r#"<w:hyperlink r:id="l"><w:r><w:rPr><w:u w:val="single"/><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">сайт</w:t></w:r></w:hyperlink>"#,
        change: r#"<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent><w:del w:author="К" w:id="0" w:date="2026-05-05T10:00:00Z"><w:r><w:delText xml:space="preserve">срок</w:delText></w:r></w:del></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:tag w:val="goog_rdk_2"/></w:sdtPr><w:sdtContent><w:ins w:author="К" w:id="0" w:date="2026-05-05T10:00:00Z"><w:r><w:t xml:space="preserve">день</w:t></w:r></w:ins></w:sdtContent></w:sdt>"#,
        moved: r#"<w:r><w:t xml:space="preserve">завтра</w:t></w:r>"#,
        sum: "<w:r><w:rPr><w:rtl w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">5\u{a0}000\u{a0}руб.</w:t></w:r>",
        hyphen: "<w:r><w:t xml:space=\"preserve\">обра\u{ad}щение</w:t></w:r>",
        text_box: r#"<w:r><mc:AlternateContent xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><mc:Choice Requires="wpg"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t xml:space="preserve">рамка</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:drawing/></mc:Fallback></mc:AlternateContent></w:r>"#,
        note: r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:customMarkFollows="0" w:id="1"/></w:r>"#,
    },
    Ways {
        name: "МойОфис",
        broken: r#"<w:r><w:rPr><w:spacing w:val="0"/></w:rPr><w:t>Позвон</w:t></w:r><w:r><w:rPr><w:spacing w:val="0"/></w:rPr><w:t>ите</w:t></w:r>"#,
        link: r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK &quot;https://volraion.example&quot;</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:rStyle w:val="Style_2_ch"/></w:rPr><w:t>сайт</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        change: r#"<w:del w:author="К" w:date="2026-05-05T10:00:00Z" w:id="1"><w:r><w:delText>срок</w:delText></w:r></w:del><w:ins w:author="К" w:date="2026-05-05T10:00:00Z" w:id="2"><w:r><w:t>день</w:t></w:r></w:ins>"#,
        moved: r#"<w:del w:author="К" w:id="3"><w:r><w:delText>завтра</w:delText></w:r></w:del><w:ins w:author="К" w:id="4"><w:r><w:t>завтра</w:t></w:r></w:ins>"#,
        sum: "<w:r><w:t>5\u{a0}000\u{a0}руб.</w:t></w:r>",
        hyphen: "<w:r><w:t>обра\u{ad}щение</w:t></w:r>",
        text_box: r#"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>рамка</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"#,
        note: r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#,
    },
];

fn check(name: &str, document: &Document) {
    assert_eq!(
        texts(document),
        ["Позвоните: сайт, день завтра, 5\u{a0}000\u{a0}руб., обращение", "рамка", "сноска"],
        "{name}"
    );
    let links: Vec<_> = document.links().iter().map(|link| (document.slice(link.span), link.target.as_str())).collect();
    assert_eq!(links, [("сайт", "https://volraion.example")], "{name}");
    let stories: Vec<Story> = document.blocks().iter().map(|block| block.story).collect();
    assert_eq!(stories, [Story::Body, Story::TextBox, Story::Footnote], "{name}");
}

#[test]
fn each_program_writes_the_same_words_in_its_own_way() {
    let text = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    for Ways { name, broken, link, change, moved, sum, hyphen, text_box, note } in WAYS {
        let (colon, comma, blank) = (text(": "), text(", "), text(" "));
        let xml = format!(
            "<w:p>{broken}{colon}{link}{comma}{change}{blank}{moved}{comma}{sum}{comma}{hyphen}{text_box}{note}</w:p>"
        );
        let made = body(&xml).relation("l", "hyperlink", "https://volraion.example", true).related(
            "n",
            "footnotes",
            "footnotes",
            r#"<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>сноска</w:t></w:r></w:p></w:footnote>"#,
        );
        check(name, &made.read());
        check(name, &made.read_strict());
    }
}
