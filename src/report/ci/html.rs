//! A page in Russian: one file, no network, good to print.

use std::collections::BTreeMap;

use super::{Entry, Severity, Sheet, escaped};
use crate::report::{Counts, plural};

const STYLE: &str = include_str!("page.css");

pub(super) fn render(sheets: &[Sheet], errors: &[String]) -> String {
    let count = |entries: &mut dyn Iterator<Item = &Entry>| {
        let mut counts = Counts::default();
        for entry in entries {
            match entry.severity {
                Severity::Error => counts.error += 1,
                Severity::Warning => counts.warning += 1,
                Severity::Hint | Severity::Off => counts.hint += 1,
            }
        }
        counts
    };
    let total = count(&mut sheets.iter().flat_map(|sheet| &sheet.entries));
    let checked = sheets.iter().filter(|sheet| sheet.errors.is_empty()).count();
    let files = plural(checked, "файл", "файла", "файлов");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>Проверка писем: {total}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Проверка писем</h1>\n\
         <p>Проверено: {checked} {files}. Итог: {total}.</p>\n"
    );
    if !errors.is_empty() {
        out.push_str("<h2>Не найдено</h2>\n<ul>\n");
        out.extend(errors.iter().map(|error| format!("<li>{}</li>\n", escaped(error))));
        out.push_str("</ul>\n");
    }
    out.push_str(&by_rule(sheets));
    if sheets.len() > 1 {
        out.push_str(
            "<h2>По файлам</h2>\n<table>\n<thead><tr><th scope=\"col\">Файл</th><th scope=\"col\">Итог</th>\
                      </tr></thead>\n<tbody>\n",
        );
        for (number, sheet) in sheets.iter().enumerate() {
            let result = match sheet.errors.is_empty() {
                true => count(&mut sheet.entries.iter()).to_string(),
                false => "не проверен".to_owned(),
            };
            out.push_str(&format!(
                "<tr><th scope=\"row\"><a href=\"#f{number}\">{}</a></th><td>{result}</td></tr>\n",
                escaped(&sheet.path)
            ));
        }
        out.push_str("</tbody>\n</table>\n");
    }
    for (number, sheet) in sheets.iter().enumerate() {
        out.push_str(&format!("<section id=\"f{number}\">\n<h2>{}</h2>\n", escaped(&sheet.path)));
        for line in sheet.about.iter().chain(&sheet.errors) {
            out.push_str(&format!("<p class=\"about\">{}</p>\n", escaped(&capital(line))));
        }
        if sheet.errors.is_empty() && sheet.entries.is_empty() {
            out.push_str("<p>Замечаний нет.</p>\n");
        }
        if !sheet.entries.is_empty() {
            out.push_str("<ol>\n");
            out.extend(sheet.entries.iter().map(finding));
            out.push_str("</ol>\n");
        }
        out.push_str("</section>\n");
    }
    out + "</main>\n</body>\n</html>\n"
}

/// The most frequent faults first.
fn by_rule(sheets: &[Sheet]) -> String {
    let mut rules: BTreeMap<&str, (usize, &Entry)> = BTreeMap::new();
    for entry in sheets.iter().flat_map(|sheet| &sheet.entries) {
        rules.entry(&entry.rule).or_insert((0, entry)).0 += 1;
    }
    if rules.is_empty() {
        return String::new();
    }
    let mut rules: Vec<(usize, &Entry)> = rules.into_values().collect();
    rules.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut out = "<h2>Что встречается чаще</h2>\n<table>\n<thead><tr><th scope=\"col\">Замечание</th>\
                   <th scope=\"col\">Сколько раз</th></tr></thead>\n<tbody>\n"
        .to_owned();
    for (count, entry) in rules {
        out.push_str(&format!("<tr><th scope=\"row\">{}</th><td>{count}</td></tr>\n", escaped(&entry.title)));
    }
    out + "</tbody>\n</table>\n"
}

fn finding(entry: &Entry) -> String {
    let (class, name) = match entry.severity {
        Severity::Error => ("error", "Ошибка"),
        Severity::Warning => ("warning", "Предупреждение"),
        Severity::Hint | Severity::Off => ("hint", "Подсказка"),
    };
    let mut out =
        format!("<li class=\"{class}\">\n<p><strong class=\"name\">{name}.</strong> {}</p>\n", escaped(&entry.message));
    let [before, own, after] = &entry.quote;
    let mark = if own.is_empty() { String::new() } else { format!("<mark>{}</mark>", escaped(own)) };
    out.push_str(&format!(
        "<blockquote><p>{}{mark}{}</p></blockquote>\n<p class=\"more\">{}",
        escaped(before),
        escaped(after),
        escaped(&capital(&entry.place))
    ));
    for line in entry.advice.iter().map(|advice| capital(advice)).chain(entry.clauses.clone()) {
        out.push_str(&format!("<br>{}", escaped(&line)));
    }
    out.push_str(&format!("<br>Правило: {}</p>\n</li>\n", escaped(&entry.rule)));
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
