//! Rules on formatting, over documents whose formatting plain text cannot show.

use std::sync::Arc;

use yasno::document::{Block, BlockKind, Builder, FileFormat, Format, PartId, SourceSpan};
use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::profile::{Profile, Severity};
use yasno::rules::Ruleset;
use yasno::text::Span;

/// What one rule finds in a document of one block made of these stretches.
fn found(rule: &str, kind: BlockKind, stretches: &[(&str, Format)]) -> Vec<(String, Severity)> {
    let mut builder = Builder::new(FileFormat::Docx);
    builder.open(Block { kind, ..Block::default() });
    for (text, format) in stretches {
        let at = builder.at();
        let source = SourceSpan { part: PartId(0), span: Span::new(at, at + text.len() as u32) };
        builder.verbatim_text(text, source, *format);
    }
    let document = builder.finish();
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    let rules = Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules");
    let report = check(&document, &rules, &Context { fragment: true, ..Context::default() });
    let own = report.findings.into_iter().filter(|finding| *finding.rule == *rule);
    own.map(|finding| (finding.span.of(document.text()).to_owned(), finding.severity)).collect()
}

const PLAIN: Format = Format {
    bold: false,
    italic: false,
    underline: false,
    strike: false,
    caps: false,
    small_caps: false,
    code: false,
    unchecked: false,
};
const ITALIC: Format = Format { italic: true, ..PLAIN };
const UNDERLINE: Format = Format { underline: true, ..PLAIN };

#[test]
fn neighbours_of_one_formatting_are_one_finding_without_the_space_around() {
    let bold_italic = Format { bold: true, ..ITALIC };
    let stretches =
        [("Выплата ", PLAIN), (" только", ITALIC), (" ", PLAIN), ("жителям ", bold_italic), ("города.", PLAIN)];
    let expected = vec![("только жителям".to_owned(), Severity::Error)];
    assert_eq!(found("italic", BlockKind::Paragraph, &stretches), expected);
}

#[test]
fn formatting_of_signs_and_code_is_no_fault() {
    let code = Format { code: true, ..ITALIC };
    let stretches = [("Имя ", PLAIN), ("________", UNDERLINE), (" файл ", PLAIN), ("readme", code), ("!", ITALIC)];
    assert_eq!(found("underline", BlockKind::Paragraph, &stretches), vec![]);
    assert_eq!(found("italic", BlockKind::Paragraph, &stretches), vec![]);
}

#[test]
fn capitals_by_formatting_count_as_typed_ones_and_once() {
    for format in [Format { caps: true, ..PLAIN }, Format { small_caps: true, ..PLAIN }] {
        let stretches = [("Принято решение: ", PLAIN), ("отказ", format), (".", PLAIN)];
        let expected = vec![("отказ".to_owned(), Severity::Error)];
        assert_eq!(found("caps-word", BlockKind::Paragraph, &stretches), expected);
        let both = [("Пришлите копию ", PLAIN), ("СРОЧНО", format), (".", PLAIN)];
        let expected = vec![("СРОЧНО".to_owned(), Severity::Error)];
        assert_eq!(found("caps-word", BlockKind::Paragraph, &both), expected);
    }
}

#[test]
fn capitals_in_a_heading_are_a_step_quieter() {
    let heading = BlockKind::Heading { level: 1 };
    let expected = vec![("ПОРЯДОК ОБЖАЛОВАНИЯ".to_owned(), Severity::Warning)];
    assert_eq!(found("caps-word", heading, &[("ПОРЯДОК ОБЖАЛОВАНИЯ", PLAIN)]), expected);
}

#[test]
fn a_list_mark_is_in_place_only_at_the_start() {
    let sign = "special-symbol";
    assert_eq!(found(sign, BlockKind::Paragraph, &[("• паспорт", PLAIN)]), vec![]);
    let expected = vec![("•".to_owned(), Severity::Warning)];
    assert_eq!(found(sign, BlockKind::Paragraph, &[("Возьмите паспорт • справку", PLAIN)]), expected);
}
