//! Files made to hurt: an error or a result, in time, and never a panic.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use yasno::docx::Limits;
use yasno::docx::patch::{Comment, Keep, restyle};
use yasno::odt::{self, OdtError};
use yasno::rules::{Look, Restyle};
use yasno::source::amend;
use yasno::text::{Edit, Span};

use crate::made::{NAMES, body, p};
use crate::odt::{archive, made};
use crate::{DATE, remark};

/// Reads a file, damaged or not, and writes all we have into it and out of it.
fn everything(bytes: &[u8]) {
    let Ok(document) = yasno::source::read(bytes.to_vec(), "письмо") else { return };
    let format = document.format();
    let whole: Vec<Span> = document.blocks().iter().map(|block| block.span).filter(|span| !span.is_empty()).collect();
    let comments: Vec<Comment> = whole.iter().enumerate().map(|(number, span)| remark(*span, number)).collect();
    if let Ok(done) = amend::annotate(bytes, &document, &comments, DATE) {
        let _ = amend::strip(&done.bytes, format, Keep::Answered);
    }
    let edits: Vec<Edit> = whole.iter().map(|span| Edit::replace(Span::new(span.start, span.start + 1), "")).collect();
    let edits: Vec<Edit> = edits.into_iter().filter(|edit| document.text().get(edit.span.range()).is_some()).collect();
    for date in [Some(DATE), None] {
        if let Ok(done) = amend::revise(bytes, &document, &edits, date) {
            let _ = amend::strip(&done.bytes, format, Keep::Settled);
        }
    }
    let looks: Vec<Restyle> = whole.iter().map(|span| Restyle::of(*span, Look::Upright)).collect();
    let _ = restyle(bytes, &document, &looks, Some(DATE), &Limits::default());
    let _ = (amend::strip(bytes, format, Keep::Answered), amend::is_signed(bytes, format));
}

/// A little of everything, in both formats.
fn samples() -> [Vec<u8>; 2] {
    let note = format!("<w:footnotes {NAMES}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>", p("сноска"));
    let remarks =
        format!("<w:comments {NAMES}><w:comment w:id=\"1\" w:author=\"Ясно\">{}</w:comment></w:comments>", p("да"));
    let main = r#"<w:p><w:commentRangeStart w:id="1"/><w:r><w:rPr><w:i/></w:rPr><w:t>Здравст&amp;вуйте!</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:ins w:id="5" w:author="Ясно"><w:r><w:t>новое</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let word = body(main).related("footnotes", &note).related("comments", &remarks).bytes();
    let open = made(
        r#"<text:tracked-changes><text:changed-region xml:id="c"><text:insertion><office:change-info><dc:creator>Ясно</dc:creator></office:change-info></text:insertion></text:changed-region><text:changed-region xml:id="d"><text:deletion><office:change-info><dc:creator>Ясно</dc:creator></office:change-info><text:p>было</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Здравст&amp;вуйте, <office:annotation office:name="n"><dc:creator>Ясно</dc:creator><text:p>да</text:p></office:annotation><text:span text:style-name="T1">все</text:span><office:annotation-end office:name="n"/><text:change text:change-id="d"/><text:change-start text:change-id="c"/>новое<text:change-end text:change-id="c"/><text:note text:note-class="footnote"><text:note-body><text:p>сноска</text:p></text:note-body></text:note></text:p>"#,
    );
    [word, open]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_it_panic(
        which in 0usize..2,
        cut in 0usize..6000,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = samples()[which].clone();
        if cut < bytes.len() && cut % 3 == 0 {
            bytes.truncate(cut);
        }
        for (at, byte) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= byte;
            }
        }
        everything(&bytes);
    }

    #[test]
    fn no_order_of_elements_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        everything(&made(&pieces.concat()));
    }
}

/// Pieces that make an .odt with marks of remarks and changes in any order.
const PIECES: &[&str] = &[
    "<text:p>слово</text:p>",
    "<text:p><text:change-start text:change-id=\"c\"/></text:p>",
    "<text:p>а<text:change-end text:change-id=\"c\"/>б</text:p>",
    "<text:p>в<text:change text:change-id=\"c\"/></text:p>",
    "<text:p><text:span><text:change-start text:change-id=\"d\"/>г</text:span><text:change-end text:change-id=\"d\"/></text:p>",
    "<text:p><office:annotation office:name=\"n\"><dc:creator>Ясно</dc:creator></office:annotation></text:p>",
    "<text:p><office:annotation-end office:name=\"n\"/>д<office:annotation-end office:name=\"n\"/></text:p>",
    "<text:tracked-changes/>",
    "<text:tracked-changes><text:changed-region xml:id=\"c\"><text:insertion><office:change-info><dc:creator>Ясно</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>",
    "<text:tracked-changes><text:changed-region text:id=\"d\"><text:deletion><office:change-info><dc:creator>Ясно</dc:creator></office:change-info></text:deletion></text:changed-region></text:tracked-changes>",
    "<text:section><text:p/></text:section>",
    "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"9999999999\"><text:p>е</text:p></table:table-cell></table:table-row></table:table>",
];

fn reads(bytes: &[u8]) -> Result<yasno::document::Document, OdtError> {
    odt::read(bytes, &Limits::default())
}

#[test]
fn styles_in_a_circle_and_pages_in_a_circle_end() {
    let styles = format!(
        r#"<office:document-styles {NAMES}><office:styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="P2"/><style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1"/></office:styles><office:master-styles><style:master-page style:name="Standard" style:next-style-name="B"><style:header><text:p>раз</text:p></style:header></style:master-page><style:master-page style:name="B" style:next-style-name="Standard"><style:header><text:p>два</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"#,
        NAMES = crate::odt::NAMES
    );
    let content = format!(
        r#"<office:document-content {NAMES}><office:body><office:text><text:p text:style-name="P1">слово</text:p></office:text></office:body></office:document-content>"#,
        NAMES = crate::odt::NAMES
    );
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    let bytes = archive(&[mime, ("content.xml", &content), ("styles.xml", &styles)]);
    assert_eq!(reads(&bytes).expect("a document").text(), "раз\nдва\nслово");
    everything(&bytes);
}

#[test]
fn entities_of_the_file_are_not_expanded_and_bombs_are_refused() {
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    let with = |head: &str, inside: &str| {
        let names = crate::odt::NAMES;
        let content = format!(
            "{head}<office:document-content {names}><office:body><office:text>{inside}</office:text></office:body></office:document-content>"
        );
        archive(&[mime, ("content.xml", &content)])
    };
    let head = r#"<!DOCTYPE x [<!ENTITY a "бомба"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    let bytes = with(head, "<text:p>до&b;после</text:p>");
    assert_eq!(reads(&bytes).expect("a document").text(), "допосле");
    everything(&bytes);
    // Letters that pack a thousand times smaller, over the size below which that does not matter.
    let small = Limits { ratio_free: 1 << 20, ..Limits::default() };
    let bomb = with("", &format!("<text:p>{}</text:p>", "а".repeat(4 << 20)));
    assert!(matches!(odt::read(&bomb, &small), Err(OdtError::TooLarge { .. })));
    // One element that stands for any number of blanks.
    let blanks = with("", "<text:p>а<text:s text:c=\"4000000000\"/>б</text:p>");
    assert!(reads(&blanks).expect("a document").text().len() < 1000);
}

#[test]
fn an_odt_takes_time_in_proportion_to_size() {
    let spans = "<text:span>слово </text:span>".repeat(10_000);
    let notes = "<text:note><text:note-body><text:p>да</text:p></text:note-body></text:note>".repeat(10_000);
    let remarks = "<office:annotation office:name=\"x\"><dc:creator>К</dc:creator></office:annotation>".repeat(10_000);
    let paragraphs = "<text:p>ещё слово</text:p><text:p/>".repeat(10_000);
    let bytes = made(&format!("<text:p>{spans}{notes}{remarks}</text:p>{paragraphs}"));
    let start = Instant::now();
    let document = reads(&bytes).expect("a document");
    let comments: Vec<Comment> =
        (document.blocks().iter().step_by(10).enumerate()).map(|(number, block)| remark(block.span, number)).collect();
    let done = amend::annotate(&bytes, &document, &comments, DATE).expect("a document");
    assert_eq!(done.put, comments.len());
    let stripped = amend::strip(&done.bytes, document.format(), Keep::Answered).expect("a document");
    assert_eq!(stripped.comments, done.put);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
