//! Changes of looks: in effect on their words and nowhere else, and without a trace when they are refused.

use yasno::document::{Appearance, Document, Effects, Format};
use yasno::docx::Limits;
use yasno::docx::patch::{Keep, restyle, strip};
use yasno::rules::{Look, Restyle};
use yasno::text::Span;

use super::made::{Made, NAMES, body};
use super::{DATE, document, part, stripped};

const MAIN: &str = "word/document.xml";

/// What is in effect at the words: format and how they are drawn, without the number of the font, and the font's name.
fn looks(document: &Document, words: &str) -> (Format, Appearance, Option<String>) {
    let start = document.text().find(words).expect("the words") as u32;
    let at = |span: Span| span.start <= start && start < span.end;
    let format = document.stretches().iter().find(|it| at(it.span)).map_or(Format::default(), |it| it.format);
    let drawn = document.drawn().iter().find(|it| at(it.span)).map_or(Appearance::default(), |it| it.appearance);
    let font = drawn.font.and_then(|id| document.font(id)).map(|font| font.name.clone());
    (format, Appearance { font: None, ..drawn }, font)
}

fn span(document: &Document, words: &str) -> Span {
    let start = document.text().find(words).expect("the words") as u32;
    Span::new(start, start + words.len() as u32)
}

fn restyled(bytes: &[u8], words: &str, look: &Look, date: Option<&str>) -> Option<Vec<u8>> {
    let read = document(bytes);
    let change = Restyle::of(span(&read, words), look.clone());
    let done = restyle(bytes, &read, &[change], date, &Limits::default()).expect("a file");
    done.made[0].then_some(done.bytes)
}

/// A paragraph of three words in one run.
fn run(properties: &str) -> String {
    format!(r#"<w:p><w:r>{properties}<w:t>первое второе третье</w:t></w:r></w:p>"#)
}

fn styled(properties: &str, style: &str) -> Made {
    let styles = format!(
        r#"<w:styles {NAMES}><w:style w:type="character" w:styleId="S"><w:name w:val="S"/><w:rPr>{style}</w:rPr></w:style></w:styles>"#
    );
    body(&run(properties)).related("styles", &styles)
}

/// How a stretch is drawn.
type Drawn = (Format, Appearance, Option<String>);

/// A look, the properties that spoil it, and what tells that it is right.
type Case = (Look, &'static str, fn(&Drawn) -> bool);

fn cases() -> Vec<Case> {
    vec![
        (Look::Upright, "<w:i/>", |it| !it.0.italic),
        (Look::NotBold, "<w:b/>", |it| !it.0.bold),
        (Look::NotUnderlined, r#"<w:u w:val="single"/>"#, |it| !it.0.underline),
        (Look::AsTyped, "<w:caps/>", |it| !it.0.caps && !it.0.small_caps),
        (Look::AsTyped, "<w:smallCaps/>", |it| !it.0.caps && !it.0.small_caps),
        (Look::Without(Effects::SHADOW), "<w:shadow/>", |it| it.1.effects.is_none()),
        (Look::Without(Effects::OUTLINE), "<w:outline/>", |it| it.1.effects.is_none()),
        (Look::Without(Effects::EMBOSS), "<w:emboss/>", |it| it.1.effects.is_none()),
        (Look::Without(Effects::IMPRINT), "<w:imprint/>", |it| it.1.effects.is_none()),
        (Look::Without(Effects::ANIMATION), r#"<w:effect w:val="lights"/>"#, |it| it.1.effects.is_none()),
        (Look::Without(Effects::BORDER), r#"<w:bdr w:val="single" w:sz="4"/>"#, |it| it.1.effects.is_none()),
        (Look::NotHighlighted, r#"<w:highlight w:val="yellow"/>"#, |it| it.1.background.is_none()),
        (Look::NotShaded, r#"<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>"#, |it| it.1.background.is_none()),
        (Look::AutomaticColour, r#"<w:color w:val="CCCCCC"/>"#, |it| it.1.colour.is_none()),
        (
            Look::Font("Arial".to_owned()),
            r#"<w:rFonts w:ascii="PT Serif" w:hAnsi="PT Serif" w:cs="PT Serif"/>"#,
            |it| it.2.as_deref() == Some("Arial"),
        ),
        (Look::Size(24), r#"<w:sz w:val="16"/>"#, |it| it.1.half_points == Some(24)),
        (Look::NotSpaced, r#"<w:spacing w:val="60"/>"#, |it| it.1.spacing == 0),
        (Look::OnLine, r#"<w:vertAlign w:val="superscript"/>"#, |it| !it.1.raised),
        (Look::OnLine, r#"<w:position w:val="6"/>"#, |it| !it.1.raised),
    ]
}

#[test]
fn every_look_is_in_effect_and_can_be_refused() {
    for (look, spoiled, is_right) in cases() {
        let direct = format!("<w:rPr>{spoiled}</w:rPr>");
        let mixed = r#"<w:rPr><w:rStyle w:val="S"/><w:lang w:val="ru-RU"/></w:rPr>"#.to_owned();
        for made in [body(&run(&direct)), styled(&mixed, spoiled)] {
            let bytes = made.bytes();
            let was = document(&bytes);
            for words in ["первое", "второе", "третье", "первое второе третье"] {
                assert!(!is_right(&looks(&was, words)), "{look:?}: the case shows nothing");
                for date in [Some(DATE), None] {
                    let told = format!("{look:?} {words} {date:?}");
                    let done = restyled(&bytes, words, &look, date).expect(&told);
                    let now = document(&done);
                    assert_eq!(now.text(), was.text(), "{told}");
                    assert!(is_right(&looks(&now, words)), "{told}: {}", part(&done, MAIN));
                    for other in ["первое", "второе", "третье"].into_iter().filter(|other| !words.contains(other))
                    {
                        assert_eq!(looks(&now, other), looks(&was, other), "{told}: {other}");
                    }
                    let xml = part(&done, MAIN);
                    assert_eq!(xml.matches("<w:rPrChange ").count(), usize::from(date.is_some()), "{told}");
                    if date.is_some() {
                        assert_eq!(part(&stripped(&done), MAIN), made.main, "{told}");
                    }
                    // Nothing is left to do.
                    assert!(restyled(&done, words, &look, date).is_none(), "{told}");
                }
            }
        }
    }
}

#[test]
fn newer_effects_are_taken_away() {
    let glow = r#"<w14:glow w14:rad="63500"><w14:srgbClr w14:val="FF0000"/></w14:glow>"#;
    let made = body(&run(&format!("<w:rPr><w:b/>{glow}</w:rPr>")));
    let bytes = made.bytes();
    assert!(looks(&document(&bytes), "второе").1.effects.has(Effects::GLOW));
    let done = restyled(&bytes, "второе", &Look::Without(Effects::GLOW), Some(DATE)).expect("a change");
    let now = document(&done);
    assert!(looks(&now, "второе").1.effects.is_none() && looks(&now, "второе").0.bold);
    assert!(looks(&now, "третье").1.effects.has(Effects::GLOW));
    assert_eq!(part(&stripped(&done), MAIN), made.main);
}

#[test]
fn properties_that_say_nothing_come_back_as_they_were() {
    let off_in_paragraph = |run: &str| {
        let styles = format!(
            r#"<w:styles {NAMES}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style></w:styles>"#
        );
        body(run).related("styles", &styles)
    };
    for properties in ["", "<w:rPr/>", "<w:rPr />", "<w:rPr></w:rPr>", "<w:rPr> <w:b/> </w:rPr>"] {
        let made = off_in_paragraph(&run(properties));
        for words in ["первое", "второе", "первое второе третье"] {
            let done = restyled(&made.bytes(), words, &Look::Upright, Some(DATE)).expect("a change");
            assert!(!looks(&document(&done), words).0.italic, "{}", part(&done, MAIN));
            assert_eq!(part(&stripped(&done), MAIN), made.main, "{properties} {words}");
        }
    }
}

#[test]
fn properties_stand_in_the_order_of_the_schema() {
    let made = body(&run(r#"<w:rPr><w:b/><w:color w:val="FF0000"/><w:lang w:val="ru-RU"/></w:rPr>"#));
    let bytes = restyled(&made.bytes(), "второе", &Look::NotUnderlined, None).expect("a change");
    let bytes = restyled(&bytes, "второе", &Look::Upright, None).expect("a change");
    let bytes = restyled(&bytes, "второе", &Look::Font("Arial".to_owned()), None).expect("a change");
    let xml = part(&bytes, MAIN);
    let places: Vec<usize> = [
        "<w:rFonts ",
        "<w:b/><w:i ",
        "<w:i ",
        "<w:iCs ",
        "<w:color w:val=\"FF0000\"/><w:u ",
        "<w:u ",
        "<w:u w:val=\"none\"/><w:lang ",
    ]
    .iter()
    .map(|name| xml.find(name).unwrap_or_else(|| panic!("{name} in {xml}")))
    .collect();
    assert!(places.is_sorted(), "{xml}");
}

#[test]
fn one_record_holds_what_was_before_all_changes() {
    let made = body(&run(r#"<w:rPr><w:i/><w:u w:val="single"/></w:rPr>"#));
    let first = restyled(&made.bytes(), "второе третье", &Look::Upright, Some(DATE)).expect("a change");
    let second = restyled(&first, "второе", &Look::NotUnderlined, Some(DATE)).expect("a change");
    let both = restyled(&second, "первое второе", &Look::NotUnderlined, Some(DATE)).expect("a change");
    // New records and copies of old ones are numbered in one row.
    let both = restyled(&both, "третье", &Look::Size(26), Some(DATE)).expect("a change");
    let both = restyled(&both, "торо", &Look::NotSpaced, Some(DATE)).expect("a change");
    let now = document(&both);
    let is = |words: &str| (looks(&now, words).0.italic, looks(&now, words).0.underline);
    assert_eq!([is("первое"), is("второе"), is("третье")], [(true, false), (false, false), (false, true)]);
    let xml = part(&both, MAIN);
    let mut numbers: Vec<&str> =
        xml.split("<w:rPrChange w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!((all, numbers.len()), (6, 6), "{xml}");
    assert_eq!(part(&stripped(&both), MAIN), made.main);
}

#[test]
fn a_colleagues_change_of_looks_and_fields_are_left() {
    let record = r#"<w:rPr><w:i/><w:rPrChange w:id="3" w:author="Коллега"><w:rPr/></w:rPrChange></w:rPr>"#;
    let made = body(&run(record));
    assert!(restyled(&made.bytes(), "второе", &Look::Upright, Some(DATE)).is_none());
    let at_once = restyled(&made.bytes(), "второе", &Look::Upright, None).expect("a change");
    assert!(!looks(&document(&at_once), "второе").0.italic && part(&at_once, MAIN).contains("Коллега"));
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>слово</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    assert!(restyled(&body(field).bytes(), "слово", &Look::Upright, Some(DATE)).is_none());
}

#[test]
fn a_new_check_keeps_changes_of_looks() {
    let made = body(&run("<w:rPr><w:i/></w:rPr>"));
    for date in [Some(DATE), None] {
        let done = restyled(&made.bytes(), "второе", &Look::Upright, date).expect("a change");
        let was = document(&done);
        let comment = super::remark(span(&was, "первое второе"), 0);
        let noted = super::put(&done, &[comment]).bytes;
        let clean = strip(&noted, Keep::Settled, &Limits::default()).expect("a file").bytes.unwrap_or(noted);
        assert!(!looks(&document(&clean), "второе").0.italic && looks(&document(&clean), "третье").0.italic);
        // What was accepted is no change of ours any more.
        let undone = document(&stripped(&done));
        assert_eq!(looks(&undone, "второе").0.italic, date.is_some());
    }
}
