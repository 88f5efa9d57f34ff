//! The front door, and what holds for any input.

use proptest::prelude::*;

use super::*;
use crate::document::{FileFormat, SegmentKind};
use crate::docx::{DocxError, Foreign};
use crate::odt::OdtError;

fn error(bytes: &[u8], name: &str) -> ReadError {
    read(bytes.to_vec(), name).expect_err("an error")
}

fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

fn zip_of(names: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in names {
        archive.start_file(*name, stored).expect("a file");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn tells_kinds_by_content_whatever_the_name() {
    let cases: [(&[u8], Unreadable); 9] = [
        (&ole("EncryptedPackage"), Unreadable::Encrypted),
        (&ole("WordDocument"), Unreadable::Doc),
        (&ole("Workbook"), Unreadable::OldOffice),
        (b"%PDF-1.7\n", Unreadable::Pdf),
        (b"{\\rtf1\\ansi", Unreadable::Rtf),
        (b"\x89PNG\r\n\x1a\n\0\0", Unreadable::Image),
        (b"\x1f\x8b\x08\0", Unreadable::Archive),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?><a/>", Unreadable::Xml),
        (b"\x7fELF\x02\x01\x01\0", Unreadable::Program),
    ];
    for (bytes, kind) in cases {
        for name in ["письмо.txt", "письмо.md", "письмо.docx", "-"] {
            assert_eq!(error(bytes, name), ReadError::Unsupported(kind));
        }
    }
}

#[test]
fn hands_archives_to_the_docx_reader() {
    let odt = zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    let part = "content.xml".to_owned();
    assert_eq!(error(&odt, "письмо.txt"), ReadError::Odt(OdtError::Damaged { part }));
    let book = zip_of(&[("mimetype", b"application/epub+zip"), ("content.xml", b"<a/>")]);
    assert_eq!(error(&book, "письмо.txt"), ReadError::Docx(DocxError::NotWord { looks_like: Foreign::Book }));
    assert_eq!(error(&odt[..odt.len() - 30], "письмо.docx"), ReadError::Docx(DocxError::Truncated));
    let types: &[u8] = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
        <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
        <Override PartName='/word/document.xml' ContentType=\
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    let relations: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
        <Relationship Id='r' Target='word/document.xml' Type=\
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>";
    let main = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r>\
                <w:t>Липа</w:t></w:r></w:p></w:body></w:document>";
    let parts = |main: &str| {
        zip_of(&[("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", main.as_bytes())])
    };
    let document = read(parts(main), "письмо").expect("a document");
    assert_eq!((document.format(), document.text()), (FileFormat::Docx, "Липа"));
    assert_eq!(error(&parts(&main.replace("Липа", " ")), "письмо.docx"), ReadError::Empty);
}

#[test]
fn says_what_is_wrong_and_what_to_do() {
    for empty in ["", " \r\n\t\n", "---\nkind: reply\n---\n", "#ясно: пропустить x\n", "\u{feff}"] {
        for name in ["a.txt", "a.md"] {
            assert_eq!(error(empty.as_bytes(), name), ReadError::Empty, "{empty:?}");
        }
    }
    assert_eq!(error("Текст".as_bytes(), "Письмо.DOCX"), ReadError::NotDocx);
    let text = error(b"ab\ncd\0", "a.txt").to_string();
    assert!(text.contains("строке 2") && text.contains("байт 5"), "{text}");
    let text = error(&"яя\nя".as_bytes()[..6], "a.txt").to_string();
    assert!(text.contains("строке 2") && text.contains("байт 5") && text.contains("UTF-8"), "{text}");
}

#[test]
fn chooses_the_reader_by_extension() {
    let source = "# Заголовок\n\nТекст *с* разметкой.\n";
    for (name, format) in [
        ("письмо.md", FileFormat::Markdown),
        ("C:\\дом\\ПИСЬМО.MARKDOWN", FileFormat::Markdown),
        ("письмо.txt", FileFormat::Text),
        ("папка.md/письмо", FileFormat::Text),
        ("-", FileFormat::Text),
        ("письмо.HTML", FileFormat::Html),
    ] {
        let document = read(source.as_bytes().to_vec(), name).expect("a document");
        assert_eq!(document.format(), format, "{name}");
        assert_eq!(document.source(), Some(source));
    }
}

#[test]
fn a_web_page_is_told_by_its_content() {
    for page in ["<!DOCTYPE html><p>Липа", "\n<HTML><p>Липа", "<?xml version='1.0'?>\n<html><p>Липа"] {
        for name in ["письмо.doc", "письмо.txt", "письмо.docx", "-"] {
            let document = read(page.as_bytes().to_vec(), name).expect("a document");
            assert_eq!((document.format(), document.text()), (FileFormat::Html, "Липа"), "{page} {name}");
        }
    }
    assert_eq!(error(b"<!DOCTYPE html><title>a</title>", "a.html"), ReadError::Empty);
}

#[test]
fn git_drops_its_own_lines() {
    let source = "Починить крышу\n\nДанный вопрос решён.\n# Please enter the commit message\n\
                  # ------------------------ >8 ------------------------\ndiff --git a/a b/a\n+Данный\n";
    let document = read(source.as_bytes().to_vec(), ".git/COMMIT_EDITMSG").expect("a document");
    let texts: Vec<_> = document.blocks().iter().map(|block| document.slice(block.span)).collect();
    assert_eq!(texts, ["Починить крышу", "Данный вопрос решён."]);
    assert_eq!(document.source(), Some(source));
    assert_eq!(error(b"\n# On branch main\n", "COMMIT_EDITMSG"), ReadError::Empty);
}

/// An invented letter, one line a paragraph.
const LETTER: &str = "Комитет парков и садов города Нижнереченска
403001, г. Нижнереченск, ул. Липовая, д. 3
Телефон: (8442) 11-22-33, sad@example.org

14.03.2026 № 48-07/1126

Белкиной Инне Львовне
ул. Садовая, д. 5, кв. 12

Уважаемая Инна Львовна!

Мы рассмотрели ваше обращение № 518 от 28.02.2026 о старой липе во дворе дома 5 на улице Садовой. Липу осмотрел специалист комитета. \
Дерево здоровое, но две ветки над детской площадкой сухие. До 1 апреля их спилит бригада городского парка, работы займут один день.

Чтобы следить за работами, можно:
– позвонить в комитет по телефону (8442) 11-22-33, в будни с 9:00 до 17:00, и назвать номер обращения;
– прийти на приём в кабинет 12 по вторникам.

Осенью рядом посадят молодую липу. Выбрать для неё место вы можете вместе с соседями, для этого напишите нам до 1 сентября.

Заместитель председателя комитета
О.Р. Ильин

Исполнитель: Ежова Мария Павловна, отдел озеленения, (8442) 11-22-37
Оцените ответ: https://example.org/polls/1/
";

/// `text` with its lines wrapped at `width`.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut column = 0;
        for (index, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            let fits = column + 1 + length <= width;
            out.push_str(if index == 0 {
                ""
            } else if fits {
                " "
            } else {
                "\n"
            });
            column = if fits && index > 0 { column + 1 + length } else { length };
            out.push_str(word);
        }
        out.push('\n');
    }
    out
}

#[test]
fn wrapping_changes_no_block() {
    let blocks = |source: &str, name: &str| -> Vec<String> {
        let document = read(source.as_bytes().to_vec(), name).expect("a document");
        document.blocks().iter().map(|block| document.slice(block.span).replace('\n', " ")).collect()
    };
    let expected = blocks(LETTER, "a.txt");
    assert_eq!(expected.len(), 16);
    assert_eq!(blocks(LETTER, "a.md"), expected);
    for width in [72, 76, 80, 90, 100, 120] {
        for name in ["a.txt", "a.md"] {
            assert_eq!(blocks(&wrapped(LETTER, width), name), expected, "{name} at {width}");
        }
    }
}

/// What must hold of any document read from `source`.
fn sound(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text();
    let source = document.source().expect("text files have a source");
    let mut at = 0;
    for block in document.blocks() {
        prop_assert!(block.span.start >= at && text.get(block.span.range()).is_some(), "{block:?}");
        at = block.span.end;
    }
    let mut at = 0;
    for segment in document.map().segments() {
        let (here, there) = (text.get(segment.text.range()), source.get(segment.source.span.range()));
        prop_assert!(here.is_some() && there.is_some() && segment.text.start >= at, "{segment:?}");
        prop_assert!(segment.kind != SegmentKind::Verbatim || here == there, "{segment:?}");
        at = segment.text.end;
    }
    for stretch in document.stretches() {
        prop_assert!(text.get(stretch.span.range()).is_some());
    }
    for link in document.links() {
        prop_assert!(text.get(link.span.range()).is_some() && !link.span.is_empty());
        prop_assert!(document.blocks().iter().any(|block| block.span.covers(link.span)), "{link:?}");
    }
    for directive in document.directives() {
        prop_assert!(text.get(directive.anchor.range()).is_some());
        prop_assert!(!directive.source.span.of(source).is_empty());
    }
    if let Some((front_matter, offset)) = document.front_matter().and_then(|found| Some((found, found.offset?))) {
        prop_assert!(source[offset as usize..].starts_with(&front_matter.text));
    }
    Ok(())
}

/// Fragments that Markdown and letters are made of, to meet in any order.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(vec![
        "Слово",
        "да",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        "    ",
        "\t",
        "# ",
        "- ",
        "– ",
        "1. ",
        "а) ",
        "> ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "](x)",
        "[^1]",
        "[^1]: ",
        "![",
        "|",
        "|-|\n",
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "<!-- ",
        " -->",
        "<!-- ясно: пропустить -->",
        "#ясно: пропустить\n",
        "&amp;",
        "&shy;",
        "\\",
        "\u{301}",
        "\u{ad}",
        "\u{feff}",
        "й",
        "😀",
        "---\n",
        "kind: x\n",
        "<div>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<h2>",
        "<script>",
        "</script>",
        "<pre>",
        "</p>",
        "<ul><li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<b style='display:none'>",
        "&nbsp;",
        "&#1071;",
        "<br/>",
        "<head>",
        "<!DOCTYPE html>",
        ".",
        ":",
        "---",
        "\u{a0}",
        "<",
    ]);
    prop::collection::vec(fragment, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_any_string(source in any::<String>()) {
        sound(&text::read(source.clone()))?;
        sound(&text::read_commit(source.clone()))?;
        sound(&html::read(source.clone()))?;
        sound(&markdown::read(source))?;
    }

    #[test]
    fn reads_any_mixture(source in fragments()) {
        sound(&text::read(source.clone()))?;
        sound(&text::read_commit(source.clone()))?;
        sound(&html::read(source.clone()))?;
        sound(&markdown::read(source))?;
    }

    #[test]
    fn reads_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["a.txt", "a.md", "a.html", "a.docx"] {
            if let Ok(document) = read(bytes.clone(), name) {
                sound(&document)?;
            }
        }
    }

    /// No word is lost and none comes twice, whatever marks stand around the words.
    #[test]
    fn keeps_each_word_once(
        parts in prop::collection::vec(
            (
                "[а-яa-z]{1,8}",
                prop::sample::select(vec![("", ""), ("*", "*"), ("**", "**"), ("<u>", "</u>"), ("`", "`"), ("[", "](/)"), ("«", "»")]),
                prop::sample::select(vec![" ", "\n", "\n\n", ", ", "<br>", "  \n", "\n\n- ", "\n– ", "\n\n> ", "\n\n# ", "\r\n"]),
            ),
            1..30,
        ),
    ) {
        let source: String = parts.iter().map(|(word, (open, close), after)| format!("{open}{word}{close}{after}")).collect();
        let words: Vec<&str> = parts.iter().map(|(word, ..)| word.as_str()).collect();
        let document = markdown::read(source.clone());
        let read: Vec<String> = document
            .blocks()
            .iter()
            .flat_map(|block| document.slice(block.span).split(|c: char| !c.is_alphabetic()))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        prop_assert_eq!(read, words, "{}", source);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The same of HTML.
    #[test]
    fn keeps_each_word_of_html_once(
        parts in prop::collection::vec(
            (
                "[а-яa-z]{1,8}",
                prop::sample::select(vec![
                    ("", ""), ("<b>", "</b>"), ("<i><b>", "</i></b>"), ("<a href=x>", "</a>"), ("<li>", ""), ("<p>", "</p>"),
                    ("<div>", "</p>"), ("<table><td>", "</table>"), ("<td>", ""), ("&laquo;", "&raquo;"), ("<pre>", "</pre>"),
                    ("<ul><li>", "</ul>"), ("<h2>", "</h2>"), ("<!-- ", " -->x"),
                ]),
                prop::sample::select(vec![" ", "\n", ", ", "<br>", "<br><br>", "\r\n", "&nbsp;", "<hr>", "  \t"]),
            ),
            1..30,
        ),
    ) {
        let source: String = parts.iter().map(|(word, (open, close), after)| format!("{open}{word}{close}{after}")).collect();
        let shown = |(word, (open, _), _): &(String, (&str, &str), &str)| if *open == "<!-- " { "x".to_owned() } else { word.clone() };
        let words: Vec<String> = parts.iter().map(shown).collect();
        let document = html::read(source.clone());
        let read: Vec<String> = document
            .blocks()
            .iter()
            .flat_map(|block| document.slice(block.span).split(|c: char| !c.is_alphabetic()))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        prop_assert_eq!(read, words, "{}", source);
    }
}

#[test]
fn a_text_with_the_name_of_another_format_is_said() {
    for name in ["письмо.pdf", "письмо.DOC", "письмо.odt"] {
        let error = read("Ответим завтра.".as_bytes().to_vec(), name).unwrap_err();
        assert!(matches!(error, ReadError::Misnamed { .. }), "{name}: {error}");
    }
}
