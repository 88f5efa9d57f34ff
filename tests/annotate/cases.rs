//! Places in a document, one by one.

use yasno::docx::Limits;
use yasno::docx::patch::{Comment, Keep, annotate, is_signed, revise, strip};
use yasno::text::{Edit, Span};

use crate::made::{Made, NAMES, body, p};
use crate::{DATE, check, document, entries, part, put, remark, stripped};

const MAIN: &str = "word/document.xml";

fn span(bytes: &[u8], words: &str) -> Span {
    let at = document(bytes).text().find(words).expect(words) as u32;
    Span::new(at, at + words.len() as u32)
}

/// The main part with a comment on these words, without what all documents share.
#[track_caller]
fn commented(made: &Made, words: &str) -> String {
    let bytes = made.bytes();
    let done = check(&bytes, &[remark(span(&bytes, words), 0)], MAIN).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(done.put, 1);
    let xml = part(&done.bytes, MAIN);
    let inner = xml.split_once("<w:body>").and_then(|(_, rest)| rest.split_once("</w:body>")).expect("a body").0;
    inner
        .replace(r#"<w:commentRangeStart w:id="0"/>"#, "[")
        .replace(r#"<w:commentRangeEnd w:id="0"/>"#, "]")
        .replace(r#"<w:r><w:commentReference w:id="0"/></w:r>"#, "*")
}

#[test]
fn splits_a_run_with_its_properties_and_blanks() {
    let made = body(r#"<w:p><w:r w:rsidR="01"><w:rPr><w:b/></w:rPr><w:t>в целях ремонта</w:t></w:r></w:p>"#);
    assert_eq!(
        commented(&made, "целях"),
        r#"<w:p><w:r w:rsidR="01"><w:rPr><w:b/></w:rPr><w:t xml:space='preserve' >в </w:t ></w:r >[<w:r w:rsidR="01" ><w:rPr><w:b/></w:rPr><w:t xml:space='preserve' >целях</w:t ></w:r >]*<w:r w:rsidR="01" ><w:rPr><w:b/></w:rPr><w:t xml:space='preserve' > ремонта</w:t></w:r></w:p>"#
    );
}

#[test]
fn goes_around_whole_runs_and_between_their_elements() {
    let cases = [
        (r#"<w:p><w:r><w:t>слово</w:t></w:r></w:p>"#, r#"<w:p>[<w:r><w:t>слово</w:t></w:r>]*</w:p>"#),
        (
            r#"<w:p><w:r><w:t>слово</w:t><w:br/><w:t>ещё</w:t></w:r></w:p>"#,
            r#"<w:p>[<w:r><w:t>слово</w:t></w:r >]*<w:r ><w:br/><w:t>ещё</w:t></w:r></w:p>"#,
        ),
        // Two runs, one word.
        (
            r#"<w:p><w:r><w:t>сло</w:t></w:r><w:r><w:t>во</w:t></w:r></w:p>"#,
            r#"<w:p>[<w:r><w:t>сло</w:t></w:r><w:r><w:t>во</w:t></w:r>]*</w:p>"#,
        ),
        // Blanks that are not shown must not appear: the run stays whole.
        (r#"<w:p><w:r><w:t> слово и </w:t></w:r></w:p>"#, r#"<w:p>[<w:r><w:t> слово и </w:t></w:r>]*</w:p>"#),
        // A link: its words exactly, the mark of the comment behind it.
        (
            r#"<w:p><w:hyperlink r:id="x"><w:r><w:t>слово</w:t></w:r></w:hyperlink></w:p>"#,
            r#"<w:p><w:hyperlink r:id="x">[<w:r><w:t>слово</w:t></w:r>]</w:hyperlink>*</w:p>"#,
        ),
        (
            r#"<w:p><w:ins w:id="7" w:author="К"><w:r><w:t>слово</w:t></w:r></w:ins></w:p>"#,
            r#"<w:p><w:ins w:id="7" w:author="К">[<w:r><w:t>слово</w:t></w:r>]</w:ins>*</w:p>"#,
        ),
        // Fields and controls that hold text of their own are gone around.
        (
            r#"<w:p><w:fldSimple w:instr="TITLE"><w:r><w:t>слово</w:t></w:r></w:fldSimple></w:p>"#,
            r#"<w:p>[<w:fldSimple w:instr="TITLE"><w:r><w:t>слово</w:t></w:r></w:fldSimple>]*</w:p>"#,
        ),
        (
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TITLE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>слово</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
            r#"<w:p>[<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TITLE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>слово</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>]*</w:p>"#,
        ),
        (
            r#"<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>слово</w:t></w:r></w:sdtContent></w:sdt></w:p>"#,
            r#"<w:p>[<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>слово</w:t></w:r></w:sdtContent></w:sdt>]*</w:p>"#,
        ),
        (
            r#"<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>слово</w:t></w:r></w:sdtContent></w:sdt></w:p>"#,
            r#"<w:p><w:sdt><w:sdtPr/><w:sdtContent>[<w:r><w:t>слово</w:t></w:r>]</w:sdtContent></w:sdt>*</w:p>"#,
        ),
    ];
    for (was, now) in cases {
        let words = if was.contains("слово и") { "и" } else { "слово" };
        assert_eq!(commented(&body(was), words), now);
    }
}

#[test]
fn stands_in_the_body_and_says_where_the_words_are() {
    let boxed = r#"<w:p><w:pPr/><w:r><w:pict><wps:txbx><w:txbxContent><w:p><w:r><w:t>слово</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:pict></w:r></w:p>"#;
    let plain = r#"<w:p/><w:p><w:r><w:t>да</w:t></w:r></w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>слово</w:t></w:r></w:p></w:sdtContent></w:sdt>"#;
    let note = r#"<w:p><w:r><w:t>да</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let header = r#"<w:p/><w:p><w:r><w:t>да</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="rheader"/></w:sectPr>"#;
    let cases = [
        (body(boxed), "<w:p><w:pPr/>[]*<w:r><w:pict>"),
        (body(plain), "<w:p/><w:p>[]*<w:r><w:t>да"),
        (
            body(note).related(
                "footnotes",
                &format!(r#"<w:footnotes {NAMES}><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#, p("слово")),
            ),
            r#"<w:p><w:r><w:t>да</w:t></w:r>[<w:r><w:footnoteReference w:id="2"/></w:r>]*</w:p>"#,
        ),
        (
            body(header).related("header", &format!("<w:hdr {NAMES}>{}</w:hdr>", p("слово"))),
            "<w:p/><w:p>[]*<w:r><w:t>да",
        ),
    ];
    for (made, start) in cases {
        let now = commented(&made, "слово");
        assert!(now.starts_with(start), "{now}");
        let bytes = made.bytes();
        let done = put(&bytes, &[remark(span(&bytes, "слово"), 0)]);
        assert!(part(&done.bytes, "word/comments.xml").contains(">Там</w:t>"), "no place is told");
    }
}

#[test]
fn writes_names_as_the_document_does() {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let cases = [
        (
            format!(
                r#"<x:document xmlns:x="{word}"><x:body><x:p><x:r><x:t>слово</x:t></x:r></x:p></x:body></x:document>"#
            ),
            r#"<x:commentRangeStart x:id="0"/>"#.to_owned(),
        ),
        (
            format!(r#"<document xmlns="{word}"><body><p><r><t>слово</t></r></p></body></document>"#),
            format!(r#"<w:commentRangeStart xmlns:w="{word}" w:id="0"/>"#),
        ),
        (
            format!(
                r#"<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>слово</w:t></w:r></w:p></w:body></w:document>"#
            ),
            r#"<w:commentRangeStart w:id="0"/>"#.to_owned(),
        ),
    ];
    for (main, mark) in cases {
        let made = Made { main, ..Made::default() };
        let bytes = made.bytes();
        let done = check(&bytes, &[remark(span(&bytes, "слово"), 0)], MAIN).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(part(&done.bytes, MAIN).contains(&mark), "{}", part(&done.bytes, MAIN));
        let strict = made.main.contains("purl");
        assert_eq!(part(&done.bytes, "word/comments.xml").contains("purl"), strict);
        assert_eq!(part(&done.bytes, "word/_rels/document.xml.rels").contains("purl"), strict);
    }
}

#[test]
fn fills_an_empty_part_of_comments_and_numbers_on() {
    let empty = body(&p("слово и дело")).related("comments", &format!("<w:comments {NAMES}/>"));
    let full = body(&format!(
        r#"<w:p><w:commentRangeStart w:id="41"/>{}<w:commentRangeEnd w:id="41"/></w:p>"#,
        "<w:r><w:t>слово и дело</w:t></w:r>"
    ))
    .related(
        "comments",
        &format!(
            r#"<w:comments {NAMES}><w:comment w:id="41" w:author="Коллега">{}</w:comment></w:comments>"#,
            p("Проверить")
        ),
    );
    for (made, number) in [(empty, 0), (full, 42)] {
        let bytes = made.bytes();
        let done = check(&bytes, &[remark(span(&bytes, "дело"), 0)], MAIN).unwrap_or_else(|fault| panic!("{fault}"));
        let comments = part(&done.bytes, "word/comments.xml");
        assert!(
            comments.contains(&format!(r#"w:id="{number}" w:author="Ясно" w:date="{DATE}" w:initials="Я""#)),
            "{comments}"
        );
    }
}

fn with_answers(extended: &str, more: &str) -> Made {
    let w15 = "http://schemas.microsoft.com/office/word/2012/wordml";
    let comment = |id: u32, author: &str, paragraph: &str, text: &str| {
        format!(
            r#"<w:comment w:id="{id}" w:author="{author}"><w:p w14:paraId="{paragraph}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"#
        )
    };
    body(r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>слово</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t> и слово</w:t></w:r></w:p>"#)
        .related("comments", &format!("<w:comments {NAMES}>{}{more}</w:comments>", comment(0, "Ясно", "0000000A", "Лишнее слово")))
        .related("commentsExtended", &format!(r#"<w15:commentsEx xmlns:w15="{w15}">{extended}</w15:commentsEx>"#))
}

#[test]
fn replaces_its_own_comments_and_keeps_settled_ones() {
    let comments = |bytes: &[u8]| -> Vec<Comment> {
        let text = document(bytes).text().to_owned();
        let found = text.match_indices("слово").map(|(at, word)| Span::new(at as u32, (at + word.len()) as u32));
        found.map(|span| Comment { span, text: vec!["Лишнее слово".to_owned()], elsewhere: String::new() }).collect()
    };
    let limits = Limits::default();
    let again = |made: &Made| {
        let bytes = made.bytes();
        let base = strip(&bytes, Keep::Settled, &limits).expect("a document").bytes.unwrap_or(bytes);
        put(&base, &comments(&base))
    };
    let open = again(&with_answers(r#"<w15:commentEx w15:paraId="0000000A" w15:done="0"/>"#, ""));
    assert_eq!((open.put, open.settled), (2, 0));
    assert_eq!(part(&open.bytes, "word/comments.xml").matches("<w:comment ").count(), 2);
    assert_eq!(part(&open.bytes, "word/commentsExtended.xml").matches("<w15:commentEx ").count(), 2);
    // Resolved: stays as it is; the same words elsewhere get their own comment.
    let done = again(&with_answers(r#"<w15:commentEx w15:paraId="0000000A" w15:done="1"/>"#, ""));
    assert_eq!((done.put, done.settled), (1, 1));
    assert_eq!(part(&done.bytes, "word/comments.xml").matches("<w:comment ").count(), 2);
    // Answered by a colleague: the thread stays even when everything of ours is taken out.
    let answer = format!(
        r#"<w:comment w:id="1" w:author="Коллега"><w:p w14:paraId="0000000B">{}</w:p></w:comment>"#,
        "<w:r><w:t>Так надо</w:t></w:r>"
    );
    let entries = r#"<w15:commentEx w15:paraId="0000000A" w15:done="0"/><w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>"#;
    let made = with_answers(entries, &answer);
    assert_eq!(again(&made).settled, 1);
    let kept = strip(&made.bytes(), Keep::Answered, &limits).expect("a document");
    assert_eq!((kept.comments, kept.kept, kept.bytes), (0, 1, None));
}

#[test]
fn a_part_in_utf_16_stays_so() {
    let main = format!("<w:document {NAMES}><w:body>{}</w:body></w:document>", p("слово и дело"));
    let made = Made { main, ..Made::default() };
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(made.main.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let bytes = made.bytes_with(MAIN, &wide);
    let done = check(&bytes, &[remark(span(&bytes, "дело"), 0)], MAIN).unwrap_or_else(|fault| panic!("{fault}"));
    let now = entries(&done.bytes).into_iter().find(|entry| entry.name == MAIN).and_then(|entry| entry.content);
    assert!(now.is_some_and(|now| now.starts_with(b"\xff\xfe<\0") && now.len() > wide.len()));
}

#[test]
fn knows_a_signed_document() {
    let signed = Made { parts: vec![("_xmlsignatures/sig1.xml".into(), "<a/>".into())], ..body(&p("слово")) };
    assert!(is_signed(&signed.bytes(), &Limits::default()).expect("an archive"));
    assert!(!is_signed(&body(&p("слово")).bytes(), &Limits::default()).expect("an archive"));
}

/// The body after a tracked change and after the same change made at once; `None` where it is not made.
fn changed(made: &Made, words: &str, new: &str) -> (Option<String>, Option<String>) {
    let bytes = made.bytes();
    let edit = Edit::replace(span(&bytes, words), new);
    let run = |date: Option<&str>| {
        let done =
            revise(&bytes, &document(&bytes), std::slice::from_ref(&edit), date, &Limits::default()).expect("a file");
        let wanted = yasno::text::apply(document(&bytes).text(), std::slice::from_ref(&edit));
        done.made[0].then(|| {
            assert_eq!(document(&done.bytes).text(), wanted);
            let xml = part(&done.bytes, MAIN);
            if date.is_some() {
                assert_eq!(part(&stripped(&done.bytes), MAIN), made.main, "refused");
            }
            let inner =
                xml.split_once("<w:body>").and_then(|(_, rest)| rest.split_once("</w:body>")).expect("a body").0;
            inner.replace(&format!(r#" w:author="Ясно" w:date="{DATE}""#), "")
        })
    };
    (run(Some(DATE)), run(None))
}

#[test]
fn tracks_a_change_and_makes_it_at_once() {
    let made = body(r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>в целях ремонта</w:t></w:r></w:p>"#);
    let (tracked, direct) = changed(&made, "в целях", "для");
    assert_eq!(
        tracked.as_deref(),
        Some(
            r#"<w:p><w:del w:id="0"><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space='preserve' >в целях</w:delText ></w:r ></w:del><w:ins w:id="1"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">для</w:t></w:r></w:ins><w:r ><w:rPr><w:b/></w:rPr><w:t xml:space='preserve' > ремонта</w:t></w:r></w:p>"#
        )
    );
    assert_eq!(
        direct.as_deref(),
        Some(r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">для ремонта</w:t></w:r></w:p>"#)
    );
    // Over two runs, and an ampersand.
    let made = body(r#"<w:p><w:r><w:t>в цел</w:t></w:r><w:r><w:t>ях &amp; для</w:t></w:r></w:p>"#);
    let (tracked, direct) = changed(&made, "целях &", "A&B");
    assert!(tracked.is_some_and(|xml| xml.matches("<w:del ").count() == 2 && xml.contains("A&amp;B")));
    assert!(direct.is_some_and(|xml| xml.contains("A&amp;B")));
}

#[test]
fn leaves_what_cannot_be_changed_safely() {
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>слово</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let control = r#"<w:p><w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent><w:r><w:t>слово</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    for xml in [field, control] {
        assert_eq!(changed(&body(xml), "слово", "дело"), (None, None), "{xml}");
    }
    let insertion = r#"<w:p><w:ins w:id="1" w:author="Коллега"><w:r><w:t>слово</w:t></w:r></w:ins></w:p>"#;
    let (tracked, direct) = changed(&body(insertion), "слово", "дело");
    assert!(tracked.is_none() && direct.is_some());
}

#[test]
fn a_signed_or_unknown_entry_is_copied_as_it_lies() {
    let made = Made { parts: vec![("customXml/item1.xml".into(), "<a b='1' />".into())], ..body(&p("слово")) };
    let bytes = made.bytes();
    let done =
        annotate(&bytes, &document(&bytes), &[remark(Span::new(0, 4), 0)], DATE, &Limits::default()).expect("a file");
    let find =
        |bytes: &[u8]| entries(bytes).into_iter().find(|it| it.name.starts_with("custom")).map(|it| it.raw.to_vec());
    assert_eq!(find(&bytes), find(&done.bytes));
}
