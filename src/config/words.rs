//! A vocabulary of an office as a table of tab-separated values, as spreadsheets save it.

use std::sync::Arc;

use crate::data::{FileError, Table, suggest};
use crate::rules::{Find, OWN_WORD, Override, Overrides, OwnMeaning, OwnRow, OwnWord, Place};

/// The columns: what clerks write in the head line, and the names of the built-in tables for the same.
const COLUMNS: [(&str, &str); 7] = [
    ("слово", "word"),
    ("замена", "plain"),
    ("пояснение", "meaning"),
    ("правило", "rule"),
    ("образец", "pattern"),
    ("правка", "fix"),
    ("кроме", "guard"),
];
/// Columns for people only.
const REMARKS: [&str; 2] = ["пример", "примечание"];

/// Reads a vocabulary and adds it to the changes. A row with nothing but a word lets that word stand.
///
/// # Errors
/// Every wrong row, with its line.
pub fn add_words(path: &str, text: &str, to: &mut Overrides) -> Result<(), Vec<FileError>> {
    let text = text.trim_start_matches('\u{feff}');
    // The head line is put into the names of the columns, so that both may be written.
    let mut head_done = false;
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        let is_head = !head_done && !line.trim().is_empty() && !line.starts_with('#');
        if is_head {
            head_done = true;
            let names: Vec<String> = line.split('\t').map(|name| column(name.trim())).collect();
            plain.push_str(&names.join("\t"));
        } else {
            plain.push_str(line);
        }
        plain.push('\n');
    }
    let known: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).chain(REMARKS).collect();
    let head_line = plain.lines().position(|line| !line.trim().is_empty() && !line.starts_with('#'));
    if let Some(number) = head_line
        && let Some(wrong) =
            plain.lines().nth(number).and_then(|head| head.split('\t').find(|name| !known.contains(name)))
    {
        let error = FileError::new(path, number + 1, format!("неизвестный столбец «{wrong}»"));
        return Err(vec![error.hint(suggest(wrong, &known))]);
    }
    let table = Table::parse(path, &plain, &known).map_err(|error| vec![error])?;
    let shared: Arc<str> = Arc::from(path);
    let mut errors = Vec::new();
    for row in &table.rows {
        let cell = |name| table.cell(row, name);
        let place = Place { path: shared.clone(), line: row.line };
        let (word, pattern) = (cell("слово"), cell("образец"));
        let find = match (word.is_empty(), pattern.is_empty()) {
            (false, true) => Find::Word(word.to_owned()),
            (true, false) => Find::Pattern(pattern.to_owned()),
            _ => {
                let told = place.fault("в строке нужно либо слово, либо образец");
                errors.push(told.hint("заполните один из этих столбцов"));
                continue;
            }
        };
        let (plain, meaning, rule) = (cell("замена"), cell("пояснение"), cell("правило"));
        match (find, plain.is_empty(), meaning.is_empty()) {
            (_, false, false) => {
                errors.push(place.fault("в строке и замена, и пояснение").hint("оставьте что-то одно"));
            }
            (Find::Word(word), true, false) => {
                to.meanings.push(OwnMeaning { word, meaning: meaning.to_owned(), place });
            }
            (Find::Word(text), true, true) => {
                let word = OwnWord { text, place };
                match rule.is_empty() {
                    true => to.allow.push(word),
                    false => change(to, rule, &word.place).allow.push(word),
                }
            }
            (Find::Pattern(_), true, _) => errors.push(place.fault("к образцу нужна замена")),
            (find, false, true) => {
                let fix = Some(cell("правка").to_owned()).filter(|fix| !fix.is_empty());
                let guard = cell("кроме").to_owned();
                let row = OwnRow { find, plain: plain.to_owned(), fix, guard, place: place.clone() };
                let rule = if rule.is_empty() { OWN_WORD } else { rule };
                change(to, rule, &place).rows.push(row);
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn column(name: &str) -> String {
    let folded = name.to_lowercase();
    let found = COLUMNS.iter().find(|(_, english)| *english == folded);
    found.map_or(folded.clone(), |(russian, _)| (*russian).to_owned())
}

fn change<'a>(to: &'a mut Overrides, rule: &str, place: &Place) -> &'a mut Override {
    to.rules.entry(rule.to_owned()).or_insert_with(|| Override {
        path: place.path.to_string(),
        line: place.line,
        ..Override::default()
    })
}
