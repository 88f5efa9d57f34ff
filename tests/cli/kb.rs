//! `yasno kb check`: a knowledge base as a whole.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{BAD, Folder, Ran, sample};

const TODAY: &str = "2026-11-21";
const LIST: &str = "[[function]]\nname = \"Аренда земли\"\nowner = \"Петрова Анна Сергеевна\"\nacts = [\"Земельный кодекс\"]\n\
                    phone = \"(4952) 12-34-56\"\nhours = \"с 9:00 до 18:00\"\nfolder = \"аренда\"\n";
const LETTER: &str = "---\nitem: template\ntopic: аренда\nneed: 2\nreviewed: 2026-11-20\n---\nУчасток можно взять в аренду на пять \
                      лет. Приходите в кабинет 12 до {{дата}}.\n";

/// A base in which only what all bases lack is missing.
fn base() -> Folder {
    let folder = Folder::new();
    folder.file("kb.toml", LIST);
    folder.file("аренда/ответ.md", LETTER);
    folder.file(
        "yasno.toml",
        "[rules.kb-section-missing]\nalso = []\n[rules.kb-no-solution-templates]\nseverity = \"off\"\n",
    );
    folder
}

fn check(folder: &Folder, more: &[&str]) -> Ran {
    folder.yasno(&[&["kb", "check", "--today", TODAY], more].concat())
}

/// What was found: file, rule and the words, sorted.
fn found(ran: &Ran) -> Vec<(String, String, String)> {
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<_> =
        ran.lines().iter().map(|line| (text(line, "file"), text(line, "rule"), text(line, "text"))).collect();
    found.sort();
    found
}

#[test]
fn the_sample_base_has_the_planted_faults_and_no_other() {
    let folder = Folder::new();
    let base = sample("kb");
    let ran = folder.yasno(&["kb", "check", &base, "--today", TODAY, "--format", "jsonl"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let planted = std::fs::read_to_string(sample("kb-faults.tsv")).expect("the list of planted faults");
    let rows: Vec<Vec<&str>> =
        planted.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect()).collect();
    let mut found = found(&ran);
    let mut missed = Vec::new();
    for row in &rows {
        let fits = |(file, rule, text): &(String, String, String)| {
            let file = file.replace('\\', "/");
            file.ends_with(&format!("/kb/{}", row[0])) && rule == row[1] && text.starts_with(row[2])
        };
        match found.iter().position(fits) {
            Some(at) => drop(found.remove(at)),
            None => missed.push(row),
        }
    }
    assert!(missed.is_empty() && found.is_empty(), "не найдено: {missed:#?}\nлишнее: {found:#?}");
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *by_rule.entry(row[1]).or_default() += 1;
    }
    let of_base = by_rule.keys().filter(|rule| rule.starts_with("kb-")).count();
    assert_eq!((of_base, by_rule.len()), (10, 12), "ошибки на каждое правило: {by_rule:?}");
    let items = walk(std::path::Path::new(&base));
    assert!(items >= 60, "в учебной базе {items} материалов");
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let count = |entry: std::fs::DirEntry| match entry.path() {
        path if path.is_dir() => walk(&path),
        path => usize::from(path.extension().is_some_and(|ending| ending == "md")),
    };
    entries.map(count).sum()
}

#[test]
fn every_format_tells_the_same_faults() {
    let folder = Folder::new();
    let base = sample("kb");
    let run = |format: &str| folder.yasno(&["kb", "check", &base, "--today", TODAY, "--format", format]);
    let count = run("jsonl").lines().len();
    let json: Value = serde_json::from_str(&run("json").out).expect("JSON");
    let files = json["files"].as_array().expect("files");
    assert_eq!(files.iter().map(|file| file["findings"].as_array().map_or(0, Vec::len)).sum::<usize>(), count);
    let list = files.iter().find(|file| file["file"].as_str().is_some_and(|name| name.ends_with("kb.toml")));
    assert_eq!(list.expect("the list")["kind"], Value::Null);
    let sarif: Value = serde_json::from_str(&run("sarif").out).expect("SARIF");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(count));
    let gitlab: Value = serde_json::from_str(&run("gitlab").out).expect("JSON");
    let prints: std::collections::BTreeSet<&str> =
        gitlab.as_array().expect("a list").iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), count, "у каждого замечания свой отпечаток");
    assert_eq!(run("github").out.lines().count(), count);
    for (format, sign) in
        [("junit", "<testsuites"), ("checkstyle", "<checkstyle"), ("rdjson", "diagnostics"), ("html", "<html")]
    {
        let ran = run(format);
        assert!(ran.code == 1 && ran.out.contains(sign) && ran.out.contains("kb-broken-ref"), "{format}");
    }
    let text = run("text").out;
    assert!(text.contains("копия приказа.md:5:11") && text.contains("function: Архивное дело"), "{text}");
    assert!(text.contains("приказ № 53, п. 8.4") || text.contains("приказ №\u{a0}53, п.\u{a0}8.4"), "{text}");
}

#[test]
fn a_right_base_is_silent_and_its_letters_are_checked_too() {
    let folder = base();
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    folder.file("аренда/ответ.md", format!("{LETTER}\n{BAD}"));
    let ran = check(&folder, &["--format", "jsonl"]);
    assert_eq!(found(&ran), [("./аренда/ответ.md".into(), "bureaucratese".into(), "вышеуказанному".into())]);
    assert_eq!((ran.code, check(&folder, &["--fail-on", "error"]).code), (1, 0));
    // Acts and contacts are no letters.
    folder.file("аренда/ответ.md", LETTER);
    folder.file("аренда/акты/порядок.md", BAD);
    assert_eq!(check(&folder, &[]).code, 0);
    // The folder may be named; the day is today where it is not given.
    assert_eq!(folder.yasno(&["kb", "check", "--today", TODAY, "."]).code, 0);
    assert_eq!(folder.yasno(&["kb", "check", "--today", "2027-11-21", "."]).code, 1);
}

#[test]
fn word_files_and_cards_beside_them_are_items() {
    let folder = base();
    std::fs::copy(sample("good.docx"), folder.path().join("аренда/письмо.docx")).expect("a copy");
    let ran = check(&folder, &["--format", "jsonl"]);
    let rules: Vec<String> = found(&ran).into_iter().map(|(_, rule, _)| rule).collect();
    assert_eq!(rules, ["kb-metadata", "kb-review-overdue"], "{}", ran.out);
    folder.file(
        "аренда/письмо.yasno.toml",
        "item = \"шаблон\"\ntopic = \"двор\"\nneed = \"1\"\nreviewed = 2026-11-20\nfunction = \"Аренда\"\n",
    );
    let ran = check(&folder, &["--format", "jsonl"]);
    let found = found(&ran);
    assert!(found.len() == 1 && found[0].1 == "kb-function-not-covered", "{found:?}");
}

#[test]
fn remarks_settings_and_baseline_hold() {
    let folder = base();
    folder.file("аренда/ответ.md", LETTER.replace("2026-11-20", "2026-01-20"));
    folder.file("kb.toml", format!("{LIST}[[function]]\nname = \"Торги\"\n"));
    let ran = check(&folder, &["--format", "jsonl"]);
    let rules = |ran: &Ran| found(ran).into_iter().map(|(_, rule, _)| rule).collect::<Vec<_>>();
    assert_eq!(rules(&ran), ["kb-section-missing", "kb-review-overdue"]);
    // A remark in the list and one in the letter.
    let remark = "# ясно: пропустить kb-section-missing — раздел собираем";
    folder.file("kb.toml", format!("{LIST}[[function]]\n{remark}\nname = \"Торги\"\n"));
    let letter = LETTER.replace("2026-11-20", "2026-01-20");
    folder.file(
        "аренда/ответ.md",
        letter.replace("---\nУ", "---\n<!-- ясно: пропустить kb-review-overdue — ждём закон -->\n\nУ"),
    );
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.contains("Всего проверено: 2 файла"), "{}", ran.out);
    // The letter alone is checked without these rules, and its remark is not idle.
    let alone = folder.yasno(&["check", "аренда/ответ.md"]);
    assert_eq!((alone.code, alone.err.as_str()), (0, ""), "{alone:?}");
    folder.file("аренда/ответ.md", LETTER.replace("2026-11-20", "2026-01-20"));
    assert_eq!(rules(&check(&folder, &["--format", "jsonl"])), ["kb-review-overdue"]);
    let written = folder.yasno(&["kb", "baseline", "--today", TODAY]);
    assert!(written.code == 0 && written.err.contains("yasno kb check --baseline"), "{written:?}");
    let ran = check(&folder, &["--baseline", "yasno-baseline.json"]);
    assert!(ran.code == 0 && ran.out.contains("Не показано: 1 старое замечание"), "{ran:?}");
    folder.file("kb.toml", LIST);
    folder.file("yasno.toml", "[rules.kb-review-overdue]\ndays = 1000\n[rules.kb-section-missing]\nseverity = \"off\"\n[rules.kb-no-solution-templates]\nseverity = \"off\"\n");
    assert_eq!(check(&folder, &[]).code, 0);
    folder.file("yasno.toml", "[rules.kb-review-overdue]\ndays = \"много\"\n");
    check(&folder, &[]).fails_with(&["yasno.toml:2", "days"]);
}

#[test]
fn a_warm_cache_says_the_same_and_sees_the_rest_of_the_base() {
    let folder = base();
    folder.file("аренда/второй.md", LETTER.replace("аренда\nneed", "аренда\nid: a1\nneed"));
    for format in ["text", "json", "sarif"] {
        let plain = check(&folder, &["--format", format]);
        let (cold, warm) =
            (check(&folder, &["--cache", "--format", format]), check(&folder, &["--cache", "--format", format]));
        assert_eq!((plain.code, &plain.out), (cold.code, &cold.out), "{format}");
        assert_eq!((cold.code, &cold.out), (warm.code, &warm.out), "{format}");
    }
    // Another file changes what is found in an unchanged one.
    assert_eq!(check(&folder, &["--cache", "--format", "jsonl"]).lines().len(), 1);
    std::fs::remove_file(folder.path().join("аренда/второй.md")).expect("gone");
    assert_eq!(check(&folder, &["--cache"]).code, 0);
    // So does the day.
    assert_eq!(folder.yasno(&["kb", "check", "--cache", "--today", "2027-03-01"]).code, 1);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new();
    check(&folder, &[]).fails_with(&["kb.toml", "[[function]]"]);
    check(&folder, &["нет-папки"]).fails_with(&["нет-папки", "нет такой папки"]);
    folder.file("kb.toml", "[[function]]\nnamme = \"А\"\n");
    check(&folder, &[]).fails_with(&["kb.toml:2", "«namme»", "возможно, имелось в виду «name»"]);
    folder.file("kb.toml", LIST);
    folder.file("topics.csv", "снег;5\nлёд;много\n");
    check(&folder, &[]).fails_with(&["topics.csv:2", "много"]);
    std::fs::remove_file(folder.path().join("topics.csv")).expect("gone");
    folder.yasno(&["kb", "check", "--today", "завтра"]).fails_with(&["--today", "завтра", "2026-11-21"]);
    folder.file("сломан.docx", "PK\u{3}\u{4}");
    let ran = check(&folder, &[]);
    assert!(ran.code == 2 && ran.err.contains("сломан.docx"), "{ran:?}");
    folder.yasno(&["kb"]).fails_with(&["Справка"]);
}
