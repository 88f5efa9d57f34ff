//! `yasno report`: which files it reads and writes, and what it returns.

use yasno::rules::{RuleFile, Subject, embedded, parse};

use super::{Folder, Ran};

const TODAY: &str = "2026-11-21";
const LETTERS: &str = "Дата поступления;Дата ответа\n01.07.2026;10.07.2026\n06.07.2026;\n";
const TEMPLATE: &str =
    "---\nitem: template\nreviewed: 2026-11-01\n---\n\nЗдравствуйте, {{имя}}! Двор уберут {{дата}}.\n";

fn report(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.yasno(&[&["report", "--today", TODAY], arguments].concat())
}

/// What the page says must be mended.
fn missed(page: &str) -> Vec<&str> {
    let list = page.split_once("<section class=\"missed\"").and_then(|(_, rest)| rest.split_once("</section>"));
    let items = list.into_iter().flat_map(|(list, _)| list.split("<li>").skip(1));
    items.filter_map(|item| item.split("</li>").next()).collect()
}

#[test]
fn makes_a_page_and_keeps_its_figures() {
    let folder = Folder::new();
    folder.file("база/letters.csv", LETTERS);
    folder.file("база/опека/ответ.md", TEMPLATE);
    let ran = report(&folder, &["база", "--profile", "aptekarsky"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("yasno-report-2026-3.html: отчёт готов"), "{}", ran.err);
    let page = String::from_utf8(folder.read("yasno-report-2026-3.html")).unwrap();
    assert!(page.contains("<td class=\"number\">0</td>") && page.contains("опека"));
    let history = String::from_utf8(folder.read("база/yasno-history.json")).unwrap();
    assert!(history.contains("\"2026-07-01..2026-09-30\"") && history.contains("\"unanswered\": 1"), "{history}");
    // The same again, although the history has this quarter by now.
    let again = report(&folder, &["база", "--profile", "aptekarsky", "-o", "-"]);
    assert_eq!((again.code, again.out == page), (1, true));
    assert_eq!(folder.read("база/yasno-history.json"), history.as_bytes());
    // From within the folder the page is the same too.
    let inside = std::process::Command::new(env!("CARGO_BIN_EXE_yasno"))
        .args(["report", "--today", TODAY, "--profile", "aptekarsky", "-o", "-", "."])
        .current_dir(folder.path().join("база"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(inside.stdout).unwrap(), page);
}

#[test]
fn an_older_period_leaves_the_history_alone() {
    let folder = Folder::new();
    folder.file("letters.csv", LETTERS);
    folder.file("а.md", TEMPLATE);
    for arguments in [
        &["--quarter", "2026-2"][..],
        &["--from", "2026-07-01", "--to", "2026-07-31"],
        &["--quarter", "2026-3", "--no-history"],
    ] {
        let ran = report(&folder, &[arguments, &[".", "-o", "-"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!folder.path().join("yasno-history.json").exists(), "{arguments:?}");
    }
}

#[test]
fn goals_count_as_loud_as_their_rule() {
    let folder = Folder::new();
    folder.file("letters.csv", LETTERS);
    folder.file("а.md", TEMPLATE);
    let code = |arguments: &[&str]| {
        let ran = report(&folder, &[arguments, &[".", "-o", "-", "--no-history"]].concat());
        (ran.code, missed(&ran.out).len())
    };
    let (loud, told) = code(&["--profile", "aptekarsky"]);
    assert!(loud == 1 && told > 0);
    // In the union of all orders a hint; under orders that do not ask for a report nothing.
    assert_eq!(code(&["--profile", "common"]).0, 0);
    assert_eq!(code(&["--profile", "common", "--fail-on", "hint"]).0, 1);
    assert_eq!(code(&["--profile", "udmurtia"]), (0, 0));
    folder.file("yasno.toml", "profile = \"aptekarsky\"\n[rules.kb-report]\nseverity = \"off\"\n");
    assert_eq!(code(&[]), (0, 0));
    folder.file("yasno.toml", "profile = \"aptekarsky\"\n[rules.kb-report]\nmin-shar = 5\n");
    let ran = report(&folder, &["."]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("yasno.toml:3: у правила «kb-report» нет параметра «min-shar»"), "{}", ran.err);
}

#[test]
fn a_bad_line_stops_the_report() {
    let folder = Folder::new();
    folder.file("letters.csv", "Дата поступления;Дата ответа\n01.07.2026;\n32.07.2026;\n");
    folder.file("звонки.csv", "Дата;Отвечен\n01.07.2026;угу\n");
    folder.file("а.md", TEMPLATE);
    let ran = report(&folder, &["."]);
    assert_eq!(ran.code, 2);
    for words in ["letters.csv:3: дата «32.07.2026» – нет такого дня", "звонки.csv:2: непонятно, отвечен ли звонок"]
    {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    assert!(!folder.path().join("yasno-report-2026-3.html").exists());
    assert!(!folder.path().join("yasno-history.json").exists());
}

#[test]
fn journals_of_other_programs_are_read() {
    let folder = Folder::new();
    let (old, _, _) = encoding_rs::WINDOWS_1251.encode(LETTERS);
    folder.file("журналы/письма.csv", old);
    folder.file("шаблоны/а.md", TEMPLATE);
    let ran = report(&folder, &["шаблоны", "--journals", "журналы", "--profile", "aptekarsky", "-o", "-"]);
    assert_eq!(missed(&ran.out)[0], "писем без ответа: 1 (из них дольше 30 дней ждут 1)", "{}", ran.err);
    assert!(folder.path().join("журналы/yasno-history.json").exists());
    folder.file("журналы/letters.csv", LETTERS);
    let ran = report(&folder, &["шаблоны", "--journals", "журналы"]);
    assert!(ran.code == 2 && ran.err.contains("два журнала об одном"), "{}", ran.err);
    folder.file("журналы/calls.csv", b"PK\x03\x04\x00\x00");
    let ran = report(&folder, &["шаблоны", "--journals", "журналы"]);
    assert!(ran.err.contains("calls.csv: это не таблица CSV"), "{}", ran.err);
}

#[test]
fn what_cannot_be_is_told() {
    let folder = Folder::new();
    folder.file("а.md", TEMPLATE);
    for (arguments, words) in [
        (&["нет"][..], "нет: нет такой папки"),
        (&["а.md"], "а.md: это не папка"),
        (&[".", "--quarter", "2026-5"], "«2026-5» – не квартал"),
        (&[".", "--quarter", "2027-1"], "I квартал 2027 года ещё не начался"),
        (&[".", "--from", "2026-02-30", "--to", "2026-03-01"], "«2026-02-30» – не дата"),
        (&[".", "--from", "2026-03-02", "--to", "2026-03-01"], "Поменяйте дни местами"),
        (&[".", "--history", "нет/история.json"], "нет: нет такой папки"),
    ] {
        let ran = report(&folder, arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
    for (text, words) in
        [("{", "это не история отчётов"), ("{\"version\":9,\"runs\":{}}", "историю записала более новая версия Ясно")]
    {
        folder.file("yasno-history.json", text);
        let ran = report(&folder, &["."]);
        assert!(ran.code == 2 && ran.err.contains(words), "{}", ran.err);
        assert_eq!(folder.read("yasno-history.json"), text.as_bytes());
    }
}

#[test]
fn a_knowledge_base_tells_its_services_topics_and_kinds() {
    let folder = Folder::new();
    folder.file(
        "kb.toml",
        "[[function]]\nname = \"Аренда земли\"\nfolder = \"аренда\"\n\n[[function]]\nname = \"Архив\"\n",
    );
    folder.file("topics.csv", "аренда участка;48\n");
    folder.file("feedback.csv", "Дата;Услуга;Оценка\n01.07.2026;аренда земли;5\n");
    folder.file(
        "аренда/шаблоны/а.md",
        "---\ntopic: участок в аренду\nreviewed: 2026-11-01\n---\nУчасток дадим {{дата}}.\n",
    );
    folder.file(
        "аренда/скрипты/б.md",
        "---\ntopic: аренда участка\nreviewed: 2026-11-01\n---\nСотрудник: Добрый день!\n",
    );
    folder.file("аренда/акты/закон.md", "Порядок аренды.\n");
    let ran = report(&folder, &[".", "--profile", "aptekarsky", "-o", "-"]);
    assert!(ran.code <= 1, "{}", ran.err);
    let told = missed(&ran.out);
    // The topic has both; the act is looked over when it changes, not each quarter.
    assert!(!told.iter().any(|line| line.contains("тем") || line.contains("просрочена")), "{told:?}");
    assert!(told.contains(&"нет отзывов по 1 услуге: Архив"), "{told:?}");
    for row in
        ["<th scope=\"row\">аренда участка</th><td class=\"number\">48</td>", "Нет ответов для ситуаций без решения"]
    {
        assert!(ran.out.contains(row), "{row}");
    }
}

#[test]
fn the_examples_of_the_rules_on_reports() {
    let rules = embedded::rules().map(|source| parse(source, true).expect("a rule"));
    let rules: Vec<RuleFile> = rules.filter(|rule| rule.subject() == Subject::Report).collect();
    assert!(!rules.is_empty());
    let run = |text: &str, profile: Option<&str>| {
        let folder = Folder::new();
        let mut wanted = Vec::new();
        for file in text.split("=== ").skip(1) {
            let (name, content) = file.split_once('\n').expect("a file");
            if name == "отчёт" {
                wanted.extend(content.lines().map(|line| line.trim_matches(['⟦', '⟧']).to_owned()));
            } else {
                folder.file(name, content);
            }
        }
        let ran = report(&folder, &[".", "-o", "-", "--profile", profile.unwrap_or("common")]);
        assert!(ran.code <= 1, "{}", ran.err);
        let told: Vec<String> = missed(&ran.out).iter().map(|line| line.replace('\u{a0}', " ")).collect();
        (told, wanted)
    };
    for rule in rules {
        for bad in &rule.bad {
            let (told, wanted) = run(bad.text.get_ref(), bad.profile.as_deref());
            assert!(!wanted.is_empty());
            for line in wanted {
                assert!(told.contains(&line), "{line}: {told:?}");
            }
        }
        for good in &rule.good {
            assert_eq!(run(good.text.get_ref(), good.profile.as_deref()).0, Vec::<String>::new());
        }
    }
}
