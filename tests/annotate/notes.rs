//! Words moved to endnotes: what stands in the text then, in the notes, and after all is refused.

use yasno::document::Story;
use yasno::docx::Limits;
use yasno::docx::patch::{annotate, endnotes};
use yasno::rules::Endnote;

use super::made::{Made, NAMES, body, p};
use super::{DATE, document, entries, part, remark, stripped};

const MAIN: &str = "word/document.xml";
const NOTES: &str = "word/endnotes.xml";

/// Moves these words, each to a note that says the same in capitals.
fn moved(bytes: &[u8], words: &[&str], date: Option<&str>) -> (Vec<u8>, Vec<bool>) {
    let read = document(bytes);
    let moves: Vec<Endnote> = words
        .iter()
        .map(|words| {
            let start = read.text().find(words).expect("the words") as u32;
            let cut = yasno::text::Span::new(start, start + words.len() as u32);
            Endnote { cut, text: words.trim().to_uppercase() }
        })
        .collect();
    let done = endnotes(bytes, &read, &moves, date, &Limits::default()).expect("a file");
    (done.bytes, done.made)
}

fn texts(bytes: &[u8], story: Story) -> Vec<String> {
    let read = document(bytes);
    let blocks = read.blocks().iter().filter(|block| block.story == story);
    blocks.map(|block| read.slice(block.span).trim().to_owned()).collect()
}

fn is_whole(bytes: &[u8], now: &[u8]) {
    let clean = stripped(now);
    let (was, clean) = (entries(bytes), entries(&clean));
    assert_eq!(was.iter().map(|it| &it.name).collect::<Vec<_>>(), clean.iter().map(|it| &it.name).collect::<Vec<_>>());
    for (old, new) in was.iter().zip(&clean) {
        assert_eq!(old.content, new.content, "{}", old.name);
    }
}

const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>"#;

/// What a document may have before.
fn grounds() -> Vec<(&'static str, Made)> {
    let letter = || {
        body(&format!(
            r#"{}<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="26"/></w:rPr><w:t>Плату пересчитали по закону от 1 мая № 5 и порядку № 6.</w:t></w:r></w:p><w:sectPr><w:cols/></w:sectPr>"#,
            p("Отказали (статья 4 закона) за август (пункт 8). Так.")
        ))
    };
    let part = |root: &str, inner: &str| format!("<w:{root} {NAMES}>{inner}</w:{root}>");
    let lines = r#"<w:endnote w:type="separator" w:id="-1"><w:p/></w:endnote><w:endnote w:type="continuationSeparator" w:id="0"><w:p/></w:endnote>"#;
    let note = format!(r#"<w:endnote w:id="7">{}</w:endnote>"#, p("старое"));
    vec![
        ("nothing", letter()),
        ("styles", letter().related("styles", &part("styles", STYLES))),
        ("empty styles", letter().related("styles", &format!("<w:styles {NAMES}/>"))),
        ("empty notes", letter().related("endnotes", &format!("<w:endnotes {NAMES}/>"))),
        ("lines", letter().related("endnotes", &part("endnotes", lines))),
        ("notes", letter().related("endnotes", &part("endnotes", &format!("{lines}{note}")))),
    ]
}

const WORDS: [&str; 4] = [" (статья 4 закона)", " (пункт 8)", " от 1 мая № 5", " № 6"];

#[test]
fn words_go_to_notes_and_come_back() {
    for (name, ground) in grounds() {
        let bytes = ground.bytes();
        for date in [Some(DATE), None] {
            let (now, made) = moved(&bytes, &WORDS, date);
            assert_eq!(made, [true; 4], "{name}");
            let expected = ["Отказали за август. Так.", "Плату пересчитали по закону и порядку."];
            assert_eq!(texts(&now, Story::Body), expected, "{name}");
            let notes = texts(&now, Story::Endnote);
            assert_eq!(notes, ["(СТАТЬЯ 4 ЗАКОНА)", "(ПУНКТ 8)", "ОТ 1 МАЯ № 5", "№ 6"], "{name}");
            let xml = part(&now, NOTES);
            assert_eq!(xml.contains("w:ins"), date.is_some(), "{name}: {xml}");
            assert_eq!(xml.matches("<w:endnoteRef/>").count(), 4, "{name}");
            if date.is_some() {
                is_whole(&bytes, &now);
            } else {
                assert_eq!(entries(&stripped(&now)), entries(&now), "{name}: nothing is ours any more");
            }
        }
    }
}

#[test]
fn notes_are_numbered_with_figures_unless_the_document_says_how() {
    let header = r#"<w:headerReference w:type="default" r:id="h"/><w:footnotePr/>"#;
    let before = r#"<w:sectPrChange w:id="1" w:author="К"><w:sectPr><w:cols/></w:sectPr></w:sectPrChange>"#;
    let sections = format!(
        r#"<w:p><w:pPr><w:sectPr>{header}<w:pgSz w:w="9"/></w:sectPr></w:pPr></w:p>{}<w:sectPr><w:cols/>{before}</w:sectPr>"#,
        p("Текст (пункт 8).")
    );
    let letter = body(&sections);
    for (ours, date) in [(" >", Some(DATE)), (">", None)] {
        let (now, _) = moved(&letter.bytes(), &[" (пункт 8)"], date);
        let format = format!(r#"<w:endnotePr{ours}<w:numFmt w:val="decimal"/></w:endnotePr>"#);
        let main = part(&now, MAIN);
        assert!(main.contains(&format!("{header}{format}<w:pgSz")), "{main}");
        assert!(main.contains(&format!("<w:sectPr>{format}<w:cols/><w:sectPrChange")), "{main}");
        assert_eq!(main.matches("endnotePr").count(), 4, "{main}");
    }
    is_whole(&letter.bytes(), &moved(&letter.bytes(), &[" (пункт 8)"], Some(DATE)).0);
    let own = r#"<w:endnotePr><w:numFmt w:val="chicago"/></w:endnotePr>"#;
    let letter = letter.related("settings", &format!("<w:settings {NAMES}>{own}</w:settings>"));
    let (now, _) = moved(&letter.bytes(), &[" (пункт 8)"], Some(DATE));
    assert!(!part(&now, MAIN).contains("endnotePr"));
}

#[test]
fn a_mark_looks_like_the_words_before_it() {
    let ground = &grounds()[1].1;
    let (now, _) = moved(&ground.bytes(), &WORDS, Some(DATE));
    let main = part(&now, MAIN);
    assert!(
        main.contains(
            r#"<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="26"/></w:rPr><w:endnoteReference w:id="3"/></w:r></w:ins>"#
        ),
        "{main}"
    );
    let styles = part(&now, "word/styles.xml");
    assert!(styles.contains(r#"<w:name w:val="endnote text"/><w:basedOn w:val="a"/>"#), "{styles}");
    // Styles that are there are used, whatever their ids.
    let own = r#"<w:style w:type="character" w:styleId="a9"><w:name w:val="endnote reference"/></w:style><w:style w:type="paragraph" w:styleId="a8"><w:name w:val="endnote text"/></w:style>"#;
    let ground = grounds()[0].1.clone().related("styles", &format!("<w:styles {NAMES}>{own}</w:styles>"));
    let (now, _) = moved(&ground.bytes(), &WORDS, Some(DATE));
    assert!(part(&now, MAIN).contains(r#"<w:rStyle w:val="a9"/>"#));
    assert!(part(&now, NOTES).contains(r#"<w:pStyle w:val="a8"/>"#));
    assert_eq!(part(&now, "word/styles.xml"), part(&ground.bytes(), "word/styles.xml"));
}

#[test]
fn only_the_text_itself_refers_to_notes() {
    let note = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("Сноска первая."));
    let ground = body(&format!(
        r#"<w:p><w:r><w:t>Текст первый.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"#,
        p("Рамка первая.")
    ))
    .related("footnotes", &format!("<w:footnotes {NAMES}>{note}</w:footnotes>"));
    let (now, made) = moved(&ground.bytes(), &[" первый", "Рамка", "Сноска"], Some(DATE));
    assert_eq!(made, [true, false, false]);
    is_whole(&ground.bytes(), &now);
    let (now, made) = moved(&ground.bytes(), &["Рамка"], Some(DATE));
    assert_eq!((made, now), (vec![false], ground.bytes()));
}

#[test]
fn comments_and_notes_come_out_together() {
    let bytes = grounds()[0].1.bytes();
    let (now, _) = moved(&bytes, &WORDS, Some(DATE));
    let read = document(&now);
    let at = read.text().find("за август").expect("the words") as u32;
    let comment = remark(yasno::text::Span::new(at, at + "за август".len() as u32), 1);
    let both = annotate(&now, &read, &[comment], DATE, &Limits::default()).expect("a file").bytes;
    is_whole(&bytes, &both);
}

/// Blanks beside what was inserted are lost when the comments around it are taken out and put again.
#[test]
fn blanks_beside_changes_stay_when_comments_go() {
    use yasno::docx::patch::{Keep, revise, strip};
    use yasno::text::Edit;
    let bytes = body("<w:p><w:r><w:t>один два три</w:t></w:r></w:p>").bytes();
    let read = document(&bytes);
    let at = read.text().find("два").expect("the words") as u32;
    let edit = Edit::replace(yasno::text::Span::new(at, at + 6), "пять");
    let limits = Limits::default();
    let changed = revise(&bytes, &read, &[edit], Some(DATE), &limits).expect("a file").bytes;
    let put = annotate(&changed, &document(&changed), &[remark(yasno::text::Span::new(0, 4), 1)], DATE, &limits);
    let kept = strip(&put.expect("a file").bytes, Keep::Settled, &limits).expect("a file").bytes.expect("a change");
    assert_eq!(document(&kept).text(), "один пять три");
    is_whole(&bytes, &kept);
}
