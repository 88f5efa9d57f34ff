//! The same in an .odt.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use proptest::prelude::*;
use yasno::document::{Document, Story};
use yasno::docx::Limits;
use yasno::docx::patch::{Annotated, Comment, Keep};
use yasno::odt::patch::{annotate, is_signed, revise, strip};
use yasno::odt::read;
use yasno::text::{Edit, Span, apply};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::corpus::spans;
use crate::{DATE, entries, part, remark};

pub(crate) const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;
const DC: &str = r#" xmlns:dc="http://purl.org/dc/elements/1.1/""#;
const CONTENT: &str = "content.xml";

pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { SimpleFileOptions::default() };
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(text.as_bytes()).expect("an entry");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A document whose text is `body`, with a page header.
fn made_with(body: &str, dc: &str) -> Vec<u8> {
    let styles = format!(
        r#"<office:document-styles {NAMES}><office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Шапка</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"#
    );
    let content = format!(
        "<?xml version=\"1.0\"?>\n<office:document-content {NAMES}{dc}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (CONTENT, &content),
        ("styles.xml", &styles),
        ("META-INF/manifest.xml", "<manifest/>"),
    ])
}

pub(crate) fn made(body: &str) -> Vec<u8> {
    made_with(body, DC)
}

fn document(bytes: &[u8]) -> Document {
    read(bytes, &Limits::default()).expect("a document")
}

fn span(bytes: &[u8], words: &str) -> Span {
    let at = document(bytes).text().find(words).expect(words) as u32;
    Span::new(at, at + words.len() as u32)
}

fn stripped(bytes: &[u8], keep: Keep) -> Vec<u8> {
    let stripped = strip(bytes, keep, &Limits::default()).expect("a document");
    stripped.bytes.unwrap_or_else(|| bytes.to_vec())
}

/// What must hold between a file and the same with something of ours in it.
fn same(bytes: &[u8], now: &[u8]) -> Result<(), String> {
    let clean = stripped(now, Keep::Answered);
    let (before, after, clean) = (entries(bytes), entries(now), entries(&clean));
    if before.len() != after.len() || before.len() != clean.len() {
        return Err("частей стало больше или меньше".to_owned());
    }
    for ((old, new), clean) in before.iter().zip(&after).zip(&clean) {
        if old.name != new.name || old.name != CONTENT && old.raw != new.raw {
            return Err(format!("часть {} изменилась", old.name));
        }
        if old.name != clean.name || old.content != clean.content {
            return Err(format!("часть {} не восстановлена", old.name));
        }
    }
    Ok(())
}

fn check(bytes: &[u8], comments: &[Comment]) -> Result<Annotated, String> {
    let was = document(bytes);
    let done = annotate(bytes, &was, comments, DATE, &Limits::default()).map_err(|error| error.to_string())?;
    let now = read(&done.bytes, &Limits::default()).map_err(|error| error.to_string())?;
    if now.text() != was.text() || now.stretches() != was.stretches() || now.blocks() != was.blocks() {
        return Err(format!("текст или оформление стали другими: {:?}", now.text()));
    }
    same(bytes, &done.bytes)?;
    Ok(done)
}

/// The body with a remark on these words.
#[track_caller]
fn commented(body: &str, words: &str) -> String {
    let bytes = made(body);
    let done = check(&bytes, &[remark(span(&bytes, words), 0)]).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(done.put, 1);
    let text = "<text:p>ясно: проба 0</text:p></office:annotation>";
    let elsewhere = format!("<text:p>Там</text:p>{text}");
    let author = format!("<dc:creator>Ясно</dc:creator><dc:date>{}</dc:date>", DATE.trim_end_matches('Z'));
    let body = part(&done.bytes, CONTENT);
    let body =
        body.split_once("<office:text>").and_then(|(_, rest)| rest.split_once("</office:text>")).expect("body").0;
    body.replace(&author, "")
        .replace(&format!(r#"<office:annotation office:name="yasno1">{text}"#), "[")
        .replace(&format!(r#"<office:annotation office:name="yasno1">{elsewhere}"#), "(там)[")
        .replace(&format!("<office:annotation>{elsewhere}"), "(там)")
        .replace(r#"<office:annotation-end office:name="yasno1"/>"#, "]")
}

#[test]
fn a_remark_stands_at_its_words() {
    let cases = [
        ("<text:p>в целях ремонта</text:p>", "целях", "<text:p>в [целях] ремонта</text:p>"),
        (
            "<text:h>в <text:span text:style-name=\"T1\">це</text:span>лях</text:h>",
            "целях",
            "<text:h>в <text:span text:style-name=\"T1\">[це</text:span>лях]</text:h>",
        ),
        ("<text:p>в <text:a>целях</text:a></text:p>", "целях", "<text:p>в <text:a>[целях]</text:a></text:p>"),
        // An entity, a field and a tab stay whole.
        ("<text:p>а&amp;б</text:p>", "&", "<text:p>а[&amp;]б</text:p>"),
        (
            "<text:p>от <text:date>12 мая</text:date></text:p>",
            "мая",
            "<text:p>от [<text:date>12 мая</text:date>]</text:p>",
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:list><text:list-item><text:p>цель</text:p></text:list-item></text:list></table:table-cell></table:table-row></table:table>",
            "цель",
            "<table:table><table:table-row><table:table-cell><text:list><text:list-item><text:p>[цель]</text:p></text:list-item></text:list></table:table-cell></table:table-row></table:table>",
        ),
        // Not in notes, text boxes, headers.
        (
            "<text:p>да<text:note text:note-class=\"footnote\"><text:note-body><text:p>цель</text:p></text:note-body></text:note></text:p>",
            "цель",
            "<text:p>да(там)[<text:note text:note-class=\"footnote\"><text:note-body><text:p>цель</text:p></text:note-body></text:note>]</text:p>",
        ),
        (
            "<text:p/><text:p>да<draw:frame><draw:text-box><text:p>цель</text:p></draw:text-box></draw:frame></text:p>",
            "цель",
            "<text:p/><text:p>(там)да<draw:frame><draw:text-box><text:p>цель</text:p></draw:text-box></draw:frame></text:p>",
        ),
        ("<text:p/><text:p>да</text:p>", "Шапка", "<text:p/><text:p>(там)да</text:p>"),
    ];
    for (was, words, now) in cases {
        assert_eq!(commented(was, words), now);
    }
}

#[test]
fn declares_what_the_document_does_not() {
    let bytes = made_with("<text:p>в целях</text:p>", "");
    let done = check(&bytes, &[remark(span(&bytes, "целях"), 0)]).unwrap_or_else(|fault| panic!("{fault}"));
    let xml = part(&done.bytes, CONTENT);
    assert!(xml.contains("<office:annotation xmlns:office=") && xml.contains(DC.trim()), "{xml}");
}

#[test]
fn a_document_of_empty_paragraphs_has_no_place() {
    let bytes = made("<text:p/>");
    let done = check(&bytes, &[remark(Span::default(), 0)]).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!((done.put, done.homeless), (0, 1));
    assert_eq!(done.bytes, bytes);
}

#[test]
fn replaces_its_own_remarks_and_keeps_settled_ones() {
    let note = |author: &str, more: &str| {
        format!(
            r#"<office:annotation office:name="n" {more}><dc:creator>{author}</dc:creator><text:p>Лишнее <text:span>слово</text:span></text:p></office:annotation>слово<office:annotation-end office:name="n"/>"#
        )
    };
    let again = |body: &str| {
        let bytes = made(body);
        let base = stripped(&bytes, Keep::Settled);
        let text = document(&base).text().to_owned();
        let comments: Vec<Comment> = text
            .match_indices("слово")
            .map(|(at, word)| Span::new(at as u32, (at + word.len()) as u32))
            .map(|span| Comment { span, text: vec!["Лишнее слово".to_owned()], elsewhere: String::new() })
            .collect();
        annotate(&base, &document(&base), &comments, DATE, &Limits::default()).expect("a document")
    };
    let count = |bytes: &[u8]| part(bytes, CONTENT).matches("<office:annotation ").count();
    let open = again(&format!("<text:p>{} и слово</text:p>", note("Ясно", "")));
    assert_eq!((open.put, open.settled, count(&open.bytes)), (2, 0, 2));
    let done = again(&format!("<text:p>{} и слово</text:p>", note("Ясно", "loext:resolved=\"true\"")));
    assert_eq!((done.put, done.settled, count(&done.bytes)), (1, 1, 2));
    let other = again(&format!("<text:p>{} и слово</text:p>", note("Коллега", "")));
    assert_eq!((other.put, other.settled, count(&other.bytes)), (2, 0, 3));
    // An answered one stays even when all of ours goes.
    let answer = r#"<office:annotation loext:parent-name="n"><dc:creator>Коллега</dc:creator><text:p>Так надо</text:p></office:annotation>"#;
    let bytes = made(&format!("<text:p>{}{answer}</text:p>", note("Ясно", "")));
    let kept = strip(&bytes, Keep::Answered, &Limits::default()).expect("a document");
    assert_eq!((kept.comments, kept.kept, kept.bytes), (0, 1, None));
}

#[test]
fn knows_a_signed_document() {
    let parts = |name: &'static str| archive(&[("mimetype", ""), (CONTENT, "<a/>"), (name, "<a/>")]);
    let signed = |name| is_signed(&parts(name), &Limits::default()).expect("an archive");
    assert!(signed("META-INF/documentsignatures.xml"));
    assert!(!signed("META-INF/macrosignatures.xml"));
    assert!(!signed("META-INF/manifest.xml"));
}

/// The text of the body after a tracked change and after the same at once; `None` where it is not made.
fn changed(body: &str, words: &str, new: &str) -> (Option<String>, Option<String>) {
    let bytes = made(body);
    let edit = Edit::replace(span(&bytes, words), new);
    let run = |date: Option<&str>| {
        let edits = std::slice::from_ref(&edit);
        let done = revise(&bytes, &document(&bytes), edits, date, &Limits::default()).expect("a file");
        done.made[0].then(|| {
            assert_eq!(document(&done.bytes).text(), apply(document(&bytes).text(), edits));
            if date.is_some() {
                same(&bytes, &done.bytes).unwrap_or_else(|fault| panic!("{fault}"));
            }
            let xml = part(&done.bytes, CONTENT);
            let inner = xml.split_once("<office:text>").and_then(|(_, rest)| rest.split_once("</office:text>"));
            let info = format!(
                "<office:change-info><dc:creator>Ясно</dc:creator><dc:date>{}</dc:date></office:change-info>",
                DATE.trim_end_matches('Z')
            );
            inner.expect("a body").0.replace(&info, "")
        })
    };
    (run(Some(DATE)), run(None))
}

#[test]
fn tracks_a_change_and_makes_it_at_once() {
    let body = r#"<text:p text:style-name="P1">в <text:span text:style-name="T1">целях</text:span> ремонта</text:p>"#;
    let (tracked, direct) = changed(body, "в целях", "для");
    assert_eq!(
        tracked.as_deref(),
        Some(
            r#"<text:tracked-changes text:track-changes="false" ><text:changed-region xml:id="yasno1" text:id="yasno1"><text:deletion><text:p text:style-name="P1">в<text:s /></text:p></text:deletion></text:changed-region><text:changed-region xml:id="yasno2" text:id="yasno2"><text:insertion></text:insertion></text:changed-region><text:changed-region xml:id="yasno3" text:id="yasno3"><text:deletion><text:p text:style-name="P1"><text:span text:style-name="T1" >целях</text:span></text:p></text:deletion></text:changed-region></text:tracked-changes><text:p text:style-name="P1"><text:change text:change-id="yasno1"/><text:change-start text:change-id="yasno2"/>для<text:change-end text:change-id="yasno2"/><text:span text:style-name="T1"><text:change text:change-id="yasno3"/></text:span> ремонта</text:p>"#
        )
    );
    assert_eq!(
        direct.as_deref(),
        Some(r#"<text:p text:style-name="P1">для<text:span text:style-name="T1"></text:span> ремонта</text:p>"#)
    );
    // New text with markup, a line end and blanks that meet others.
    let (_, direct) = changed("<text:p>раз два</text:p>", "два", "A & B\n ");
    assert_eq!(direct.as_deref(), Some("<text:p>раз A &amp; B<text:line-break/><text:s/></text:p>"));
    // A list of changes that is there, and one that is there and empty.
    let list = r#"<text:tracked-changes><text:changed-region text:id="yasno1"><text:insertion/></text:changed-region></text:tracked-changes>"#;
    let (tracked, _) = changed(&format!("{list}<text:p>раз два</text:p>"), "два", "три");
    assert!(tracked.is_some_and(|xml| xml.contains(r#"xml:id="yasno3""#) && xml.matches("<text:tracked").count() == 1));
    let (tracked, _) = changed("<text:tracked-changes/><text:p>раз два</text:p>", "два", "три");
    assert!(tracked.is_some_and(|xml| xml.contains("</text:tracked-changes >")));
}

#[test]
fn leaves_what_cannot_be_changed_safely() {
    for body in [
        "<text:p>от <text:date>целях</text:date></text:p>",
        "<text:p>от <text:ruby><text:ruby-base>целях</text:ruby-base></text:ruby></text:p>",
    ] {
        assert_eq!(changed(body, "целях", "для"), (None, None), "{body}");
    }
    // A colleague's insertion is left to the colleague, unless all is to be changed at once.
    let body = |author: &str| {
        format!(
            r#"<text:tracked-changes><text:changed-region xml:id="c"><text:insertion><office:change-info><dc:creator>{author}</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes><text:p>в <text:change-start text:change-id="c"/>целях<text:change-end text:change-id="c"/></text:p>"#
        )
    };
    let (tracked, direct) = changed(&body("Коллега"), "целях", "для");
    assert!(tracked.is_none() && direct.is_some());
    // What stands in a header is changed only at once.
    let bytes = made("<text:p>да</text:p>");
    let edits = [Edit::replace(span(&bytes, "Шапка"), "Бланк")];
    let run = |date| revise(&bytes, &document(&bytes), &edits, date, &Limits::default()).expect("a file");
    assert_eq!((run(Some(DATE)).made, run(Some(DATE)).bytes == bytes), (vec![false], true));
    assert_eq!(document(&run(None).bytes).text(), document(&bytes).text().replace("Шапка", "Бланк"));
}

/// Text with what XML and editors make of it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[а-яё ]{1,12}",
        1 => Just("&amp;".to_owned()),
        1 => Just("&#xA0;".to_owned()),
        1 => Just("<![CDATA[a<b]]>".to_owned()),
        1 => Just("😀".to_owned()),
        1 => Just("и\u{306}".to_owned()),
        1 => Just("<!-- c -->".to_owned()),
        1 => Just("\n  ".to_owned()),
        1 => Just("<text:s/>".to_owned()),
        1 => Just("<text:s text:c=\"3\"/>".to_owned()),
        1 => Just("<text:tab/>".to_owned()),
        1 => Just("<text:line-break/>".to_owned()),
        1 => Just("<text:soft-page-break/>".to_owned()),
        1 => Just("<text:bookmark text:name=\"b\"/>".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn inline() -> impl Strategy<Value = String> {
    let inside = || prop::collection::vec(text(), 0..3).prop_map(|it| it.concat());
    prop_oneof![
        6 => text(),
        3 => inside().prop_map(|it| format!("<text:span text:style-name=\"T1\">{it}</text:span>")),
        1 => inside().prop_map(|it| format!("<text:span><text:span text:style-name=\"T2\">{it}</text:span></text:span>")),
        1 => inside().prop_map(|it| format!("<text:a>{it}</text:a>")),
        1 => inside().prop_map(|it| format!("<text:title>{it}</text:title>")),
        1 => inside().prop_map(|it| format!("<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{it}</text:p></text:note-body></text:note>")),
        1 => inside().prop_map(|it| format!("<draw:frame><draw:text-box><text:p>{it}</text:p></draw:text-box></draw:frame>")),
        1 => inside().prop_map(|it| format!("<text:change-start text:change-id=\"c1\"/>{it}<text:change-end text:change-id=\"c1\"/>")),
        1 => Just("<text:change text:change-id=\"c2\"/>".to_owned()),
        1 => inside().prop_map(|it| format!("<office:annotation office:name=\"k\"><dc:creator>К</dc:creator><text:p>{it}</text:p></office:annotation>")),
    ]
}

fn body() -> impl Strategy<Value = String> {
    let paragraph = || {
        let inside = prop::collection::vec(inline(), 0..5);
        inside.prop_map(|inside| format!("<text:p text:style-name=\"P1\">{}</text:p>", inside.concat()))
    };
    let block = prop_oneof![
        8 => paragraph(),
        1 => Just("<text:p/>".to_owned()),
        1 => paragraph().prop_map(|it| format!("<table:table><table:table-row><table:table-cell>{it}</table:table-cell><table:table-cell>{it}</table:table-cell></table:table-row></table:table>")),
        1 => paragraph().prop_map(|it| format!("<text:list><text:list-item>{it}</text:list-item></text:list>")),
        1 => paragraph().prop_map(|it| format!("<text:section>{it}</text:section>")),
    ];
    let list = prop_oneof![
        Just(""),
        Just("<text:tracked-changes/>"),
        Just(
            "<office:forms/><text:tracked-changes><text:changed-region text:id=\"c1\"><text:insertion><office:change-info><dc:creator>К</dc:creator></office:change-info></text:insertion></text:changed-region><text:changed-region text:id=\"c2\"><text:deletion><office:change-info><dc:creator>К</dc:creator></office:change-info><text:p>было</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        ),
    ];
    (list, prop::collection::vec(block, 1..6)).prop_map(|(list, blocks)| format!("{list}{}", blocks.concat()))
}

/// Changes and remarks on stretches here and there, and out again.
fn bears(bytes: &[u8], seed: u64) -> Result<(Vec<u8>, Vec<u8>), String> {
    let letter = document(bytes);
    let chosen = spans(&letter, seed);
    let comments: Vec<_> = chosen.iter().enumerate().map(|(number, span)| remark(*span, number)).collect();
    let done = check(bytes, &comments)?;
    if done.put + done.homeless != comments.len() {
        return Err("примечания потерялись".to_owned());
    }
    for directive in document(&done.bytes).directives() {
        let Some(number) = directive.text.strip_prefix("ясно: проба ").and_then(|number| number.parse::<usize>().ok())
        else {
            continue;
        };
        let (words, anchor) = (letter.slice(chosen[number]).trim(), letter.slice(directive.anchor));
        if !anchor.contains(words) {
            return Err(format!("{words:?} не в {anchor:?}"));
        }
    }
    let mut edits: Vec<Edit> = Vec::new();
    // A header that is told twice is read once: changed in one place, it is read twice.
    let is_page = |span: Span| {
        let block = letter.block_at(span.start).map(|index| letter.blocks()[index].story);
        matches!(block, Some(Story::Header | Story::Footer))
    };
    for span in chosen {
        if !is_page(span) && edits.last().is_none_or(|last| last.span.end < span.start) {
            edits.push(Edit::replace(span, ["новое & слово", "", "две\n строки "][edits.len() % 3]));
        }
    }
    let mut tracked = Vec::new();
    for date in [None, Some(DATE)] {
        let done = revise(bytes, &letter, &edits, date, &Limits::default()).map_err(|error| error.to_string())?;
        let made: Vec<Edit> =
            edits.iter().zip(&done.made).filter(|(_, made)| **made).map(|(edit, _)| edit.clone()).collect();
        let now = read(&done.bytes, &Limits::default()).map_err(|error| error.to_string())?;
        let signs = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if signs(now.text()) != signs(&apply(letter.text(), &made)) {
            return Err(format!("{edits:?} {:?} вместо {:?}", now.text(), apply(letter.text(), &made)));
        }
        if date.is_some() {
            same(bytes, &done.bytes)?;
        }
        tracked = done.bytes;
    }
    Ok((done.bytes, tracked))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_all_of_ours_comes_out_again(body in body(), seed: u64) {
        bears(&made(&body), seed).map_err(TestCaseError::fail)?;
    }
}

/// `YASNO_ODT_CORPUS=folder cargo test --test annotate -- --ignored odt`; `YASNO_ODT_OUT` keeps the files that are made.
#[test]
#[ignore = "needs a folder of documents: YASNO_ODT_CORPUS"]
fn every_odt_bears_remarks_and_changes() {
    let folder = std::env::var("YASNO_ODT_CORPUS").expect("YASNO_ODT_CORPUS names a folder");
    let out = std::env::var("YASNO_ODT_OUT").ok().map(PathBuf::from);
    let (mut done, mut faults) = (0, Vec::new());
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("a file");
        if read(&bytes, &Limits::default()).is_err() {
            continue;
        }
        match bears(&bytes, bytes.len() as u64) {
            Err(fault) => faults.push(format!("{}: {fault}", path.display())),
            Ok((annotated, revised)) => {
                done += 1;
                if let Some(out) = &out {
                    let name = path.file_name().expect("a name").to_string_lossy();
                    fs::write(out.join(format!("a-{name}")), annotated).expect("a file");
                    fs::write(out.join(format!("r-{name}")), revised).expect("a file");
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} из {done}:\n{}", faults.len(), faults.join("\n"));
    assert!(done > 0);
}
