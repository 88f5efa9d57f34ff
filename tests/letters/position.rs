//! Who prepared the letter stands at the lower left of the last page: what a .docx tells of it.

use yasno::engine::{Context, check};

use super::{LENOBL, written};
use written::{file, paragraph};

const EXECUTOR: &str = "Исполнитель: Рощина Вера Ильинична, телефон (4952) 12-34-56";
const SURVEY: &str = "Оцените наш ответ: https://ag.lenobl.ru/about/polls/141/";

/// A letter up to the signature.
fn letter() -> String {
    [
        "Администрация города Верхнереченска",
        "600000, г. Верхнереченск, ул. Садовая, д. 1",
        "12.03.2026 № 01-15/204",
        "Сомовой Анне Петровне",
        "Уважаемая Анна Петровна!",
        "Мы рассмотрели Ваше обращение № 518-ОГ от 28.02.2026 о льготе на проезд. Карту Вам выдадут 20 марта в кабинете 5.",
        "Глава города",
        "И.П. Лугов",
    ]
    .map(|text| paragraph("", text))
    .concat()
}

/// What is said of the executor's mark in a letter that ends so.
fn found(end: &str, others: &[(&str, &str)]) -> Vec<String> {
    let bytes = file(&format!("{}{end}", letter()), others);
    let document = yasno::source::read(bytes, "letter.docx").expect("a letter");
    let report = check(&document, &LENOBL, &Context::default());
    let own = report.findings.iter().map(|finding| finding.rule.to_string());
    own.filter(|rule| rule.starts_with("executor") || rule.starts_with("survey")).collect()
}

fn cells(texts: &[&str]) -> String {
    let cells: String = texts.iter().map(|text| format!("<w:tc>{}</w:tc>", paragraph("", text))).collect();
    format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
}

fn frame(inside: &str) -> String {
    format!("<w:p><w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r></w:p>")
}

#[test]
fn at_the_lower_left() {
    let both = format!("{}{}", paragraph("", EXECUTOR), paragraph("", SURVEY));
    let silent: [(&str, String); 5] = [
        ("two paragraphs", both.clone()),
        ("set left", format!("{}{}", paragraph("<w:jc w:val=\"left\"/>", EXECUTOR), paragraph("", SURVEY))),
        ("a small indent", format!("{}{}", paragraph("<w:ind w:left=\"720\"/>", EXECUTOR), paragraph("", SURVEY))),
        ("a text box", frame(&both)),
        ("the left cell", cells(&[&format!("{EXECUTOR}\n{SURVEY}"), ""])),
    ];
    for (what, end) in silent {
        assert_eq!(found(&end, &[]), Vec::<String>::new(), "{what}");
    }
}

#[test]
fn at_the_right() {
    let survey = paragraph("", SURVEY);
    let right: [(&str, String); 5] = [
        ("set right", paragraph("<w:jc w:val=\"right\"/>", EXECUTOR)),
        ("set to the end", paragraph("<w:jc w:val=\"end\"/>", EXECUTOR)),
        ("indented", paragraph("<w:ind w:left=\"5200\"/>", EXECUTOR)),
        ("behind tabs", format!("<w:p><w:r>{}</w:r>{}</w:p>", "<w:tab/>".repeat(7), written::run(EXECUTOR))),
        ("the right cell", cells(&["Глава города", EXECUTOR])),
    ];
    for (what, end) in right {
        assert_eq!(found(&format!("{end}{survey}"), &[]), ["executor-position"], "{what}");
    }
}

#[test]
fn in_a_footer() {
    let part = |inside: &str| format!("<w:ftr>{inside}</w:ftr>");
    let footer = part(&format!("{}{}", paragraph("", EXECUTOR), paragraph("", SURVEY)));
    let section = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/></w:sectPr>";
    assert_eq!(found(section, &[("footer", &footer)]), Vec::<String>::new());
    // In the head of the page it is not at its end.
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("", EXECUTOR));
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/></w:sectPr>";
    let rules = found(&format!("{}{section}", paragraph("", SURVEY)), &[("header", &header)]);
    assert!(rules.iter().any(|rule| rule == "executor-position"), "{rules:?}");
}
