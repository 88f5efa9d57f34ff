//! Any document, any stretches: nothing is lost, and everything of ours comes out again.

use proptest::prelude::*;
use yasno::docx::patch::revise;
use yasno::docx::{Limits, read};
use yasno::text::{Edit, apply};

use crate::corpus::{other_looks, spans, to_notes};
use crate::made::body;
use crate::{DATE, check, document, entries, remark, stripped};

/// Text of an element, with what XML and Word make of it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[а-яё ]{1,12}",
        1 => Just("&amp;".to_owned()),
        1 => Just("&#xA0;".to_owned()),
        1 => Just("<![CDATA[a<b]]>".to_owned()),
        1 => Just("😀".to_owned()),
        1 => Just("и\u{306}".to_owned()),
        1 => Just("<!-- c -->".to_owned()),
    ];
    let tag = prop_oneof![Just("<w:t>"), Just(r#"<w:t xml:space="preserve">"#)];
    (tag, prop::collection::vec(piece, 0..4)).prop_map(|(tag, pieces)| format!("{tag}{}</w:t>", pieces.concat()))
}

fn run() -> impl Strategy<Value = String> {
    let inside = prop_oneof![
        5 => text(),
        1 => Just("<w:tab/>".to_owned()),
        1 => Just("<w:br/>".to_owned()),
        1 => Just("<w:noBreakHyphen/>".to_owned()),
        1 => Just("<w:lastRenderedPageBreak/>".to_owned()),
    ];
    let properties = prop_oneof![
        Just(""),
        Just("<w:rPr><w:b/></w:rPr>"),
        Just("<w:rPr/>"),
        Just("<w:rPr><w:i/><w:sz w:val=\"28\"/></w:rPr>")
    ];
    let tag = prop_oneof![Just("<w:r>"), Just("<w:r w:rsidR=\"00AA\">")];
    (tag, properties, prop::collection::vec(inside, 0..4))
        .prop_map(|(tag, properties, inside)| format!("{tag}{properties}{}</w:r>", inside.concat()))
}

fn inline() -> impl Strategy<Value = String> {
    let runs = || prop::collection::vec(run(), 0..3).prop_map(|runs| runs.concat());
    prop_oneof![
        6 => run(),
        1 => runs().prop_map(|it| format!("<w:hyperlink w:anchor=\"a\">{it}</w:hyperlink>")),
        1 => runs().prop_map(|it| format!("<w:ins w:id=\"5\" w:author=\"К\">{it}</w:ins>")),
        1 => runs().prop_map(|it| format!("<w:del w:id=\"6\" w:author=\"К\">{}</w:del>", it.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText "))),
        1 => runs().prop_map(|it| format!("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{it}</w:sdtContent></w:sdt>")),
        1 => runs().prop_map(|it| format!("<w:sdt><w:sdtContent>{it}</w:sdtContent></w:sdt>")),
        1 => runs().prop_map(|it| format!("<w:fldSimple w:instr=\"PAGE\">{it}</w:fldSimple>")),
        1 => runs().prop_map(|it| format!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{it}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>")),
        1 => runs().prop_map(|it| format!("<w:r><w:pict><w:txbxContent><w:p>{it}</w:p></w:txbxContent></w:pict></w:r>")),
        1 => runs().prop_map(|it| format!("<mc:AlternateContent><mc:Choice Requires=\"wps\">{it}</mc:Choice><mc:Fallback>{it}</mc:Fallback></mc:AlternateContent>")),
        1 => Just("<w:proofErr w:type=\"spellStart\"/>".to_owned()),
        1 => Just("<w:bookmarkStart w:id=\"3\" w:name=\"a\"/>".to_owned()),
        1 => Just("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".to_owned()),
    ]
}

fn block() -> impl Strategy<Value = String> {
    let paragraph = || {
        let properties = prop_oneof![
            Just(""),
            Just("<w:pPr><w:jc w:val=\"both\"/></w:pPr>"),
            Just("<w:pPr><w:rPr><w:del w:id=\"8\" w:author=\"К\"/></w:rPr></w:pPr>")
        ];
        (properties, prop::collection::vec(inline(), 0..5))
            .prop_map(|(properties, inside)| format!("<w:p>{properties}{}</w:p>", inside.concat()))
    };
    prop_oneof![
        8 => paragraph(),
        1 => Just("<w:p/>".to_owned()),
        1 => paragraph().prop_map(|it| format!("<w:tbl><w:tr><w:tc>{it}</w:tc><w:tc>{it}</w:tc></w:tr></w:tbl>")),
        1 => paragraph().prop_map(|it| format!("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{it}</w:sdtContent></w:sdt>")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn comments_lose_nothing_and_cover_their_words(blocks in prop::collection::vec(block(), 1..6), seed: u64) {
        let bytes = body(&blocks.concat()).bytes();
        let chosen = spans(&document(&bytes), seed);
        let comments: Vec<_> = chosen.iter().enumerate().map(|(number, span)| remark(*span, number)).collect();
        let done = check(&bytes, &comments, "word/document.xml").map_err(TestCaseError::fail)?;
        prop_assert_eq!(done.put + done.homeless, comments.len());
        // What the reader takes for remarks tells where they stand; those said elsewhere begin with other words.
        for directive in document(&done.bytes).directives() {
            let number: usize = directive.text.trim_start_matches("ясно: проба ").parse().expect("a number");
            let letter = document(&bytes);
            let words = letter.slice(chosen[number]).trim();
            let anchor = letter.slice(directive.anchor);
            // A comment that would end where none can stand ends with the paragraph it begins in.
            let joined = blocks.concat().contains("<w:pPr><w:rPr><w:del");
            let covers = anchor.contains(words) || joined && directive.anchor.overlaps(chosen[number]);
            prop_assert!(covers, "{:?} {:?}", directive, chosen[number]);
        }
    }

    #[test]
    fn other_looks_can_be_refused(blocks in prop::collection::vec(block(), 1..6), seed: u64) {
        let bytes = body(&blocks.concat()).bytes();
        other_looks(&bytes, &spans(&document(&bytes), seed)).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn notes_can_be_refused(blocks in prop::collection::vec(block(), 1..6), seed: u64) {
        let bytes = body(&blocks.concat()).bytes();
        to_notes(&bytes, &spans(&document(&bytes), seed)).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn changes_can_be_refused(blocks in prop::collection::vec(block(), 1..6), seed: u64) {
        let bytes = body(&blocks.concat()).bytes();
        let letter = document(&bytes);
        let mut edits: Vec<Edit> = Vec::new();
        for span in spans(&letter, seed) {
            if edits.last().is_none_or(|last| last.span.end < span.start) {
                edits.push(Edit::replace(span, ["новое & слово", "", "две\nстроки"][edits.len() % 3]));
            }
        }
        let limits = Limits::default();
        for date in [Some(DATE), None] {
            let done = revise(&bytes, &letter, &edits, date, &limits).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let made: Vec<Edit> = edits.iter().zip(&done.made).filter(|(_, made)| **made).map(|(edit, _)| edit.clone()).collect();
            let now = read(&done.bytes, &limits).map_err(|error| TestCaseError::fail(error.to_string()))?;
            // A paragraph that was joined to the next one goes when its words go.
            let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(signs(now.text()), signs(&apply(letter.text(), &made)));
            if date.is_some() {
                let clean = stripped(&done.bytes);
                for (old, new) in entries(&bytes).iter().zip(&entries(&clean)) {
                    prop_assert_eq!(&old.content, &new.content);
                }
            }
        }
    }
}
