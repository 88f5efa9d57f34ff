//! Whole letters through the Markdown reader.

use super::*;
use crate::document::{Format, SegmentKind};

const LETTER: &str = r#"---
kind: reply
---
# Ответ *на* письмо

Пер**во**е &laquo;слово&raquo; \*звезда\* и `код` <u>черта</u>[^1].
Вторая строка с [ссылкой на
сайт](https://example.org "t") и ![картинка](a.png) <box@example.org>.

- один
- два
  - три

    абзац
- [ ] четыре
Начальник отдела
А.А. Ильин

| А | Б |
|---|---|
| в \| г | <br>д<br>е |

> цитата

<!-- ясно: пропустить x — y -->
<div><p>Текст <b>жирный</b>
и дальше</p><!-- прочее -->
<h2>Глава</h2>конец</div>

    Отступ первой строки есть у каждого абзаца,
и её продолжение.

    let x = 1;

Приложите:
– паспорт,
– справку.

#ясно: пропустить caps
ПРИКАЗ

[^1]: Сноска.
"#;

fn shown(document: &Document) -> Vec<String> {
    let show = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Paragraph => "P".to_owned(),
            BlockKind::Heading { level } => format!("H{level}"),
            BlockKind::ListItem { list, level } => format!("L{list}.{level}"),
            BlockKind::Code => "C".to_owned(),
        };
        let cell = block.cell.map(|cell| format!("{},{},{} ", cell.table, cell.row, cell.column)).unwrap_or_default();
        let note = if block.story == Story::Footnote { "note " } else { "" };
        let quote = if block.quote { "quote " } else { "" };
        format!("{} {kind} {cell}{note}{quote}{}", block.origin.1, document.slice(block.span).replace('\n', "↵"))
    };
    document.blocks().iter().map(show).collect()
}

#[test]
fn reads_a_letter() {
    let expected = [
        "0 H1 Ответ на письмо",
        "1 P Первое «слово» *звезда* и код черта.",
        "1 P Вторая строка с ссылкой на↵сайт и  box@example.org.",
        "2 L0.0 один",
        "3 L0.0 два",
        "4 L1.1 три",
        "5 P абзац",
        "6 L0.0 четыре",
        "6 P Начальник отдела",
        "6 P А.А. Ильин",
        "7 P 0,0,0 А",
        "8 P 0,0,1 Б",
        "9 P 0,1,0 в | г",
        "10 P 0,1,1 д",
        "10 P 0,1,1 е",
        "11 P quote цитата",
        "12 P Текст жирный↵и дальше",
        "13 H2 Глава",
        "14 P конец",
        "15 P Отступ первой строки есть у каждого абзаца,↵и её продолжение.",
        "16 C let x = 1;",
        "17 P Приложите:",
        "18 L2.0 паспорт,",
        "19 L2.0 справку.",
        "20 P ПРИКАЗ",
        "21 P note Сноска.",
    ];
    assert_eq!(shown(&read(LETTER.to_owned())), expected);
    assert_eq!(shown(&read(LETTER.replace('\n', "\r\n"))), expected, "with Windows line ends");
}

#[test]
fn keeps_formatting_links_and_remarks() {
    let document = read(LETTER.to_owned());
    let formats: Vec<_> = document.stretches().iter().map(|found| (document.slice(found.span), found.format)).collect();
    let plain = Format::default();
    assert_eq!(
        formats,
        [
            ("на", Format { italic: true, ..plain }),
            ("во", Format { bold: true, ..plain }),
            ("код", Format { code: true, ..plain }),
            ("черта", Format { underline: true, ..plain }),
            ("жирный", Format { bold: true, ..plain }),
        ]
    );
    let links: Vec<_> = document.links().iter().map(|link| (document.slice(link.span), link.target.as_str())).collect();
    assert_eq!(links, [("ссылкой на\nсайт", "https://example.org"), ("box@example.org", "mailto:box@example.org")]);
    let remarks: Vec<_> = document
        .directives()
        .iter()
        .map(|found| {
            let next = document.blocks().iter().find(|block| block.span.start >= found.anchor.start);
            (found.text.as_str(), found.source.span.of(LETTER), next.map(|block| document.slice(block.span)))
        })
        .collect();
    assert_eq!(
        remarks,
        [
            ("ясно: пропустить x — y", "<!-- ясно: пропустить x — y -->", Some("Текст жирный\nи дальше")),
            ("ясно: пропустить caps", "#ясно: пропустить caps", Some("ПРИКАЗ")),
        ]
    );
    let encoded: Vec<_> = document
        .map()
        .segments()
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Encoded)
        .map(|segment| segment.source.span.of(LETTER))
        .collect();
    assert_eq!(encoded, ["&laquo;", "&raquo;", "\\*", "\\*", "\\|"]);
}

#[test]
fn takes_no_paragraph_for_a_heading_because_of_a_rule() {
    let document = read("Начальник отдела\nА.А. Ильин\n---\nИсполнитель: Белкин\n\nГлава\n---\n".to_owned());
    let expected = ["0 P Начальник отдела", "0 P А.А. Ильин", "1 P Исполнитель: Белкин", "2 H2 Глава"];
    assert_eq!(shown(&document), expected);
}
