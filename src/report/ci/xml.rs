//! JUnit and Checkstyle.

use super::{Entry, Severity, Sheet, escaped};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Each file a suite, each finding a case. What does not fail the check does not fail its case.
pub(super) fn junit(sheets: &[Sheet], errors: &[String]) -> String {
    let lost = Sheet { path: "yasno".to_owned(), errors: errors.to_vec(), ..Sheet::default() };
    let all: Vec<&Sheet> = sheets.iter().chain((!errors.is_empty()).then_some(&lost)).collect();
    let failed = |sheet: &Sheet| sheet.entries.iter().filter(|entry| entry.fails).count();
    let total = |count: &dyn Fn(&Sheet) -> usize| all.iter().map(|sheet| count(sheet)).sum::<usize>();
    let mut out = format!(
        "{HEAD}<testsuites name=\"yasno\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        total(&cases),
        total(&failed),
        total(&|sheet| sheet.errors.len())
    );
    for sheet in all {
        let path = escaped(&sheet.path);
        out.push_str(&format!(
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
            cases(sheet),
            failed(sheet),
            sheet.errors.len()
        ));
        for error in &sheet.errors {
            out.push_str(&format!(
                "    <testcase name=\"чтение\" classname=\"{path}\">\n      <error message=\"{}\" type=\"yasno\"/>\n    \
                 </testcase>\n",
                escaped(error)
            ));
        }
        for entry in &sheet.entries {
            out.push_str(&case(&path, entry));
        }
        if sheet.entries.is_empty() && sheet.errors.is_empty() {
            out.push_str(&format!("    <testcase name=\"замечаний нет\" classname=\"{path}\"/>\n"));
        }
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

fn cases(sheet: &Sheet) -> usize {
    (sheet.entries.len() + sheet.errors.len()).max(1)
}

fn case(path: &str, entry: &Entry) -> String {
    let place = match entry.range {
        Some(range) => format!("{}:{}", range.start.line, range.start.chars),
        None => entry.place.clone(),
    };
    let name = escaped(&format!("{} – {place}", entry.rule));
    let message = escaped(&entry.told());
    let more: Vec<&str> = entry.advice.iter().chain(&entry.clauses).map(String::as_str).collect();
    let inside = if entry.fails {
        let rule = escaped(&entry.rule);
        format!("      <failure message=\"{message}\" type=\"{rule}\">{}</failure>\n", escaped(&more.join("\n")))
    } else {
        format!("      <system-out>{message}</system-out>\n")
    };
    format!("    <testcase name=\"{name}\" classname=\"{path}\">\n{inside}    </testcase>\n")
}

/// Checkstyle, which many programs read. Columns are characters.
pub(super) fn checkstyle(sheets: &[Sheet], errors: &[String]) -> String {
    let mut out = format!("{HEAD}<checkstyle version=\"8.0\">\n");
    let lost = Sheet { path: "yasno".to_owned(), errors: errors.to_vec(), ..Sheet::default() };
    for sheet in sheets.iter().chain((!errors.is_empty()).then_some(&lost)) {
        out.push_str(&format!("  <file name=\"{}\">\n", escaped(&sheet.path)));
        for error in &sheet.errors {
            out.push_str(&format!(
                "    <error line=\"1\" severity=\"error\" message=\"{}\" source=\"yasno\"/>\n",
                escaped(error)
            ));
        }
        for entry in &sheet.entries {
            let severity = match entry.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint | Severity::Off => "info",
            };
            let place = match entry.range {
                Some(range) => format!("line=\"{}\" column=\"{}\"", range.start.line, range.start.chars),
                None => "line=\"1\"".to_owned(),
            };
            out.push_str(&format!(
                "    <error {place} severity=\"{severity}\" message=\"{}\" source=\"yasno.{}\"/>\n",
                escaped(&entry.told()),
                escaped(&entry.rule)
            ));
        }
        out.push_str("  </file>\n");
    }
    out + "</checkstyle>\n"
}
