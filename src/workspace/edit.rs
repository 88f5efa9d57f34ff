//! Changes to `yasno.toml` that keep the rest of the file: a word into the office's vocabulary, a rule switched off.

use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::{near, overwrite, text_of, write_new};
use crate::config::Config;
use crate::data::nearest;
use crate::language::fold;
use crate::rules::embedded;

/// What becomes of words.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// They are no fault.
    Allow,
    /// This is written in their place.
    Replace(&'a str),
    /// This is what they mean.
    Explain(&'a str),
}

/// What was done to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The file, for people: «yasno.toml (новый файл)».
    pub file: String,
    /// What was done, line by line.
    pub told: Vec<String>,
}

/// Adds words to a file, which is made when it is not there.
///
/// # Errors
/// Why nothing was changed.
pub fn add_words(path: &Path, words: &[String], wanted: Wanted<'_>, rule: Option<&str>) -> Result<Done, String> {
    change(path, "добавьте слово", |document| {
        if let Some(rule) = rule {
            known_rule(document, rule)?;
        }
        let mut told = Vec::new();
        for word in words {
            let done = add(document, word, wanted, rule);
            told.extend(done.ok_or("таблица для слов записана необычно, добавьте слово сами")?);
        }
        Ok(told)
    })
}

/// Switches a rule off in a file, which is made when it is not there.
///
/// # Errors
/// Why nothing was changed.
pub fn rule_off(path: &Path, rule: &str) -> Result<Done, String> {
    change(path, "отключите правило", |document| {
        known_rule(document, rule)?;
        let said = off(document, rule).ok_or("таблица правила записана необычно, отключите правило сами")?;
        Ok(vec![said])
    })
}

/// Reads a file, changes it and writes it back in one step.
fn change(
    path: &Path,
    then: &str,
    work: impl FnOnce(&mut DocumentMut) -> Result<Vec<String>, String>,
) -> Result<Done, String> {
    let name = near(path);
    let is_new = !path.exists();
    let named = |error: String| format!("{name}: {error}");
    let old = if is_new { String::new() } else { text_of(path).map_err(named)? };
    let body = old.trim_start_matches('\u{feff}');
    Config::parse(&name, body).map_err(|errors| {
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("{}\nисправьте файл, затем {then}", told.join("\n"))
    })?;
    let unreadable = || named("файл не разобран".to_owned());
    let (told, new) = rewrite(body, work).ok_or_else(unreadable)?;
    let told = told.map_err(named)?;
    // What was just written must be right: a fault here is ours, and nothing is saved.
    Config::parse(&name, &new).map_err(|_| unreadable())?;
    let changed = new != body;
    if changed {
        let written = if is_new { write_new(path, new.as_bytes()) } else { overwrite(path, new.as_bytes()) };
        written.map_err(named)?;
    }
    let file = match (is_new, changed) {
        (true, _) => format!("{name} (новый файл)"),
        (false, true) => name,
        (false, false) => format!("{name} (не изменён)"),
    };
    Ok(Done { file, told })
}

/// The text of a file after some work on it, and what the work gave; `None` when the text is no TOML.
pub fn rewrite<T>(text: &str, work: impl FnOnce(&mut DocumentMut) -> T) -> Option<(T, String)> {
    let mut document: DocumentMut = text.parse().ok()?;
    // Remarks in a file with nothing else would come after what is added.
    let head = match document.as_table().is_empty() {
        true => document.trailing().as_str().map(str::to_owned).filter(|head| !head.is_empty()),
        false => None,
    };
    if head.is_some() {
        document.set_trailing("");
    }
    let done = work(&mut document);
    let new = match head {
        Some(_) if document.as_table().is_empty() => text.to_owned(),
        Some(head) => format!("{}\n\n{document}", head.trim_end()),
        None => document.to_string(),
    };
    Some((done, new))
}

fn known_rule(document: &DocumentMut, rule: &str) -> Result<(), String> {
    let own = document.get("rules").and_then(Item::as_table_like);
    if own.is_some_and(|rules| rules.contains_key(rule)) || embedded::rules().any(|source| source.name() == rule) {
        return Ok(());
    }
    let known: Vec<&str> = embedded::rules().map(|source| source.name()).collect();
    let near = nearest(rule, &known).map_or(String::new(), |near| format!("; возможно, имелось в виду «{near}»"));
    Err(format!("нет правила «{rule}»{near}. Все правила: yasno rules"))
}

/// Sets the severity «off» and tells what was done; `None` when the file has something else where it belongs.
fn off(document: &mut DocumentMut, rule: &str) -> Option<String> {
    let own = table(table(document.as_table_mut(), "rules", true)?, rule, false)?;
    Some(match put(own, "severity", "off")? {
        Put::Same => format!("правило {rule} уже отключено"),
        Put::New | Put::Changed(_) => format!("правило {rule} отключено"),
    })
}

/// Adds a word and tells what was done; `None` when the file has something else where the words belong.
fn add(document: &mut DocumentMut, word: &str, wanted: Wanted<'_>, rule: Option<&str>) -> Option<Vec<String>> {
    let only = rule.map_or(String::new(), |rule| format!(" в правиле {rule}"));
    let mut told = Vec::new();
    if rule.is_none() {
        told.extend(take_out(document, word, wanted));
    }
    let said = match wanted {
        Wanted::Allow => {
            let list = match rule {
                Some(rule) => table(table(document.as_table_mut(), "rules", true)?, rule, false)?,
                None => table(document.as_table_mut(), "words", false)?,
            };
            let list = list.entry("allow").or_insert_with(|| Item::Value(Value::Array(Array::new())));
            match push(list.as_array_mut()?, word) {
                true => format!("«{word}» теперь не ошибка{only}"),
                false => format!("«{word}» уже не ошибка{only}"),
            }
        }
        Wanted::Replace(plain) => {
            let pairs = match rule {
                Some(rule) => {
                    table(table(table(document.as_table_mut(), "rules", true)?, rule, false)?, "words", false)?
                }
                None => table(table(document.as_table_mut(), "words", true)?, "replace", false)?,
            };
            match put(pairs, word, plain)? {
                Put::New => format!("вместо «{word}» теперь пишем «{plain}»{only}"),
                Put::Same => format!("вместо «{word}» уже пишем «{plain}»{only}"),
                Put::Changed(was) => format!("вместо «{word}» теперь пишем «{plain}»{only} (было «{was}»)"),
            }
        }
        Wanted::Explain(meaning) => {
            let pairs = table(table(document.as_table_mut(), "words", true)?, "explain", false)?;
            match put(pairs, word, meaning)? {
                Put::New => format!("«{word}» теперь надо пояснять: {meaning}"),
                Put::Same => format!("«{word}» уже поясняется: {meaning}"),
                Put::Changed(was) => format!("«{word}» теперь надо пояснять: {meaning} (было «{was}»)"),
            }
        }
    };
    told.push(said);
    Some(told)
}

/// A word stands in one list only: it is taken out of those that say something else.
fn take_out(document: &mut DocumentMut, word: &str, wanted: Wanted<'_>) -> Vec<String> {
    let Some(words) = document.get_mut("words").and_then(Item::as_table_like_mut) else { return Vec::new() };
    let mut told = Vec::new();
    if !matches!(wanted, Wanted::Allow)
        && let Some(list) = words.get_mut("allow").and_then(Item::as_array_mut)
        && let Some(at) = position(list, word)
    {
        list.remove(at);
        told.push(format!("«{word}» больше нет в списке разрешённых слов"));
    }
    for (key, name) in [("replace", "замен"), ("explain", "пояснений")] {
        if matches!((wanted, key), (Wanted::Replace(_), "replace") | (Wanted::Explain(_), "explain")) {
            continue;
        }
        if let Some(pairs) = words.get_mut(key).and_then(Item::as_table_like_mut)
            && let Some(same) = same_key(pairs, word)
        {
            pairs.remove(&same);
            told.push(format!("«{word}» больше нет в списке {name}"));
        }
    }
    told
}

/// The table of a name, made when it is not there. One that only holds others gets no head line of its own.
fn table<'a>(above: &'a mut dyn TableLike, name: &str, only_holds: bool) -> Option<&'a mut dyn TableLike> {
    let item = above.entry(name).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(only_holds);
        Item::Table(table)
    });
    if let Item::Table(table) = item
        && !only_holds
    {
        table.set_implicit(false);
    }
    item.as_table_like_mut()
}

fn position(list: &Array, word: &str) -> Option<usize> {
    list.iter().position(|value| value.as_str().is_some_and(|known| fold(known.trim()) == fold(word)))
}

/// Adds a word at the end of a list, written like those before it; false when it is there.
fn push(list: &mut Array, word: &str) -> bool {
    if position(list, word).is_some() {
        return false;
    }
    let last = list.iter().last().and_then(|value| value.decor().prefix()?.as_str().map(str::to_owned));
    match last.filter(|before| before.contains('\n')) {
        Some(before) => {
            // The remark after the word before stays with it.
            let indent = before.rsplit('\n').next().unwrap_or_default();
            let behind = list.trailing().as_str().unwrap_or_default().to_owned();
            let remark = behind.rsplit_once('\n').map_or("", |(remark, _)| remark);
            let mut value = Value::from(word);
            value.decor_mut().set_prefix(format!("{remark}\n{indent}"));
            list.push_formatted(value);
            list.set_trailing_comma(true);
            list.set_trailing("\n");
        }
        None => list.push(word),
    }
    true
}

enum Put {
    New,
    Same,
    Changed(String),
}

fn same_key(pairs: &dyn TableLike, word: &str) -> Option<String> {
    pairs.iter().map(|(key, _)| key).find(|key| fold(key.trim()) == fold(word)).map(str::to_owned)
}

/// Sets a line «слово = текст»; `None` when something else than a text stands there.
fn put(pairs: &mut dyn TableLike, word: &str, text: &str) -> Option<Put> {
    let Some(key) = same_key(pairs, word) else {
        pairs.insert(word, toml_edit::value(text));
        return Some(Put::New);
    };
    let value = pairs.get_mut(&key)?.as_value_mut()?;
    let was = value.as_str()?.to_owned();
    if was == text {
        return Some(Put::Same);
    }
    let decor = value.decor().clone();
    *value = Value::from(text);
    *value.decor_mut() = decor;
    Some(Put::Changed(was))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str, word: &str, wanted: Wanted<'_>, rule: Option<&str>) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        add(&mut document, word, wanted, rule).unwrap();
        let once = document.to_string();
        add(&mut document, word, wanted, rule).unwrap();
        assert_eq!(document.to_string(), once, "twice is once");
        Config::parse("y", &once).unwrap();
        once
    }

    #[test]
    fn the_rest_of_the_file_stays() {
        let text = "# наш отдел\nprofile = \"lenobl\" # область\n\n[words]\nallow = [\n  \"УЖКХ\", # управление\n  \"МФЦ\", # центр\n]\n\n[rules.archaism]\nseverity = \"off\"\n";
        assert_eq!(added(text, "ТОС", Wanted::Allow, None), text.replace("# центр\n", "# центр\n  \"ТОС\",\n"),);
        let with = added(text, "бегунок", Wanted::Replace("обходной лист"), None);
        assert!(with.starts_with("# наш отдел\nprofile = \"lenobl\" # область\n"), "{with}");
        assert!(with.contains("[words.replace]\n\"бегунок\" = \"обходной лист\"\n"), "{with}");
        assert!(with.contains("[rules.archaism]\nseverity = \"off\"\n"), "{with}");
    }

    #[test]
    fn tables_are_made_where_there_are_none() {
        assert_eq!(added("", "УЖКХ", Wanted::Allow, None), "[words]\nallow = [\"УЖКХ\"]\n");
        assert_eq!(added("", "бегунок", Wanted::Replace("лист"), None), "[words.replace]\n\"бегунок\" = \"лист\"\n");
        assert_eq!(
            added("", "надлежащий", Wanted::Allow, Some("bureaucratese")),
            "[rules.bureaucratese]\nallow = [\"надлежащий\"]\n"
        );
        assert_eq!(
            added("words = { allow = [\"МФЦ\"] }\n", "УЖКХ", Wanted::Allow, None),
            "words = { allow = [\"МФЦ\", \"УЖКХ\"] }\n"
        );
    }

    #[test]
    fn a_word_stands_in_one_list() {
        let text = "[words]\nallow = [\"бегунок\", \"МФЦ\"]\n";
        let with = added(text, "Бегунок", Wanted::Replace("лист"), None);
        assert!(!with.contains("allow = [\"бегунок\"") && with.contains("\"Бегунок\" = \"лист\""), "{with}");
        let back = added(&with, "бегунок", Wanted::Allow, None);
        assert!(back.contains("\"бегунок\"]") && !back.contains("лист"), "{back}");
        let changed = added(&with, "бегунок", Wanted::Replace("обходной лист"), None);
        assert!(changed.contains("\"Бегунок\" = \"обходной лист\""), "{changed}");
    }

    #[test]
    fn a_rule_is_switched_off_and_the_rest_stays() {
        let off = |text: &str| {
            let mut document: DocumentMut = text.parse().unwrap();
            off(&mut document, "archaism").unwrap();
            Config::parse("y", &document.to_string()).unwrap();
            document.to_string()
        };
        assert_eq!(off(""), "[rules.archaism]\nseverity = \"off\"\n");
        assert_eq!(
            off(
                "profile = \"lenobl\" # область\n\n[rules.archaism]\nseverity = \"error\" # строго\nallow = [\"сей\"]\n"
            ),
            "profile = \"lenobl\" # область\n\n[rules.archaism]\nseverity = \"off\" # строго\nallow = [\"сей\"]\n"
        );
    }

    #[test]
    fn a_faulty_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("yasno.toml");
        std::fs::write(&file, "[rules\n").unwrap();
        assert!(rule_off(&file, "archaism").unwrap_err().contains("исправьте файл"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "[rules\n");
        std::fs::remove_file(&file).unwrap();
        assert!(rule_off(&file, "archaizm").unwrap_err().contains("archaism"));
        assert!(!file.exists());
        assert_eq!(rule_off(&file, "archaism").unwrap().told, ["правило archaism отключено"]);
        assert!(rule_off(&file, "archaism").unwrap().file.ends_with("(не изменён)"));
        std::fs::write(&file, "# наш отдел\n").unwrap();
        rule_off(&file, "archaism").unwrap();
        let written = std::fs::read_to_string(&file).unwrap();
        assert_eq!(written, "# наш отдел\n\n[rules.archaism]\nseverity = \"off\"\n");
    }
}
