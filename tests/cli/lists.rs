//! What the program says of itself: rules, profiles, clauses, help.

use std::time::Instant;

use crate::Folder;

#[test]
fn a_rule_is_explained() {
    let folder = Folder::new();
    let ran = folder.yasno(&["explain", "bureaucratese"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "Канцеляризм",
        "Министерство имущественных отношений Удмуртской Республики, приказ № 53 от 13.09.2024",
        "приказ № 53, п. 3.10(1): «избегать формализма",
        "kaliningrad  подсказка",
        "✗",
        "✓",
        "severity = \"off\"",
    ] {
        assert!(ran.out.contains(part), "нет «{part}»: {}", ran.out);
    }
    folder.yasno(&["explain", "bureaucratse"]).fails_with(&["bureaucratse", "«bureaucratese»"]);
}

#[test]
fn every_rule_is_explained_and_listed() {
    let folder = Folder::new();
    let list: serde_json::Value =
        serde_json::from_str(&folder.yasno(&["rules", "--format", "json"]).out).expect("JSON");
    let table = folder.yasno(&["rules"]).out;
    let rules = list.as_array().expect("a list");
    assert!(rules.len() >= 20);
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        assert!(table.contains(id));
        let ran = folder.yasno(&["explain", id]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(rule["title"].as_str().expect("a title")), "{}", ran.out);
    }
}

#[test]
fn a_clause_lists_its_rules() {
    let folder = Folder::new();
    for arguments in [&["explain", "002 3.10(1)"][..], &["explain", "002", "3.10(1)"]] {
        let ran = folder.yasno(arguments);
        assert!(ran.out.contains("избегать формализма") && ran.out.contains("bureaucratese"), "{ran:?}");
    }
    let all = folder.yasno(&["explain", "4.2"]).out;
    assert!(all.contains("приказ № 53, п. 4.2") && all.contains("распоряжение № 16/2, п. 4.2"), "{all}");
    folder.yasno(&["explain", "канцелярит"]).fails_with(&["похожие: bureaucratese"]);
    folder.yasno(&["explain", "002 3.99"]).fails_with(&["нет пункта", "yasno explain"]);
}

#[test]
fn the_table_of_rules_follows_profile_and_configuration() {
    let folder = Folder::new();
    let severity = |arguments: &[&str]| {
        let out = folder.yasno(arguments).out;
        let line = out.lines().find(|line| line.starts_with("bureaucratese ")).expect("the rule").to_owned();
        line.split_whitespace().nth(1).expect("a severity").to_owned()
    };
    assert_eq!(severity(&["rules"]), "предупреждение");
    assert_eq!(severity(&["rules", "--profile", "kaliningrad"]), "подсказка");
    folder.file("yasno.toml", "[rules.bureaucratese]\nseverity = \"error\"\n");
    assert_eq!(severity(&["rules"]), "ошибка");
    folder.file("yasno.toml", "\n[rules.bureaucrat]\n");
    folder.yasno(&["rules"]).fails_with(&["yasno.toml:2:", "bureaucratese"]);
}

#[test]
fn profiles_completions_manual_and_licences_are_printed() {
    let folder = Folder::new();
    for (arguments, part) in [
        (&["profiles"][..], "udmurtia"),
        (&["completions", "bash"], "complete -F _yasno"),
        (&["completions", "fish"], "complete -c yasno"),
        (&["man"], ".SH ИМЯ"),
        (&["man", "check"], "yasno\\-check"),
        (&["--licenses"], "CC BY-SA 4.0"),
    ] {
        let ran = folder.yasno(arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(part), "{arguments:?}: {}", ran.out);
    }
    folder.yasno(&["man", "chek"]).fails_with(&["check"]);
}

#[test]
fn wrong_arguments_are_explained_in_russian() {
    let folder = Folder::new();
    folder.file("a.txt", "Ответ.");
    for (arguments, parts) in [
        (&["chek", "a.txt"][..], &["«chek»", "«check»"][..]),
        (&["a.txt"], &["yasno check a.txt"]),
        (&["check", "a.txt", "--profil", "x"], &["«--profil»", "«--profile»"]),
        (&["check", "a.txt", "--profile", "udmurtiya"], &["udmurtiya", "«udmurtia»"]),
        (&["check", "a.txt", "--kind", "x"], &["refusal"]),
        (&["check", "a.txt", "--format", "xml"], &["«xml»", "jsonl"]),
        (&["check", "a.txt", "--jobs", "0"], &["от 1 до 256"]),
        (&["check", "a.txt", "--fail-on", "off"], &["error, warning, hint"]),
        (&["check"], &["ПУТЬ"]),
    ] {
        let ran = folder.yasno(arguments);
        ran.fails_with(parts);
        assert!(ran.err.contains("yasno --help") && !ran.err.contains("error:"), "{}", ran.err);
    }
}

#[test]
fn help_opens_no_dictionary() {
    let folder = Folder::new();
    let took = |arguments: &[&str]| {
        let start = Instant::now();
        folder.yasno(arguments);
        start.elapsed()
    };
    took(&["--help"]);
    // Opening the dictionary takes tens of milliseconds in a build for tests; help takes a few.
    let check = (0..3).map(|_| took(&["check", "yasno.toml"])).min();
    let help = (0..3).map(|_| took(&["--help"])).min();
    assert!(help < check, "{help:?} {check:?}");
}
