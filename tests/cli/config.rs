//! `yasno config` and what an office may set.

use serde_json::Value;

use crate::{BAD, Folder, GOOD};

#[test]
fn what_is_in_force_is_shown_with_its_place() {
    let folder = Folder::new();
    folder.file("письма/а.md", GOOD);
    folder.file("шаблоны/б.md", GOOD);
    folder.file("слова.tsv", "слово\tзамена\nпередвижка\tпередвижная касса\n");
    folder.file(
        "yasno.toml",
        "profile = \"udmurtia\"\n\n[words]\nallow = [\"УЖКХ\"]\nfiles = [\"слова.tsv\"]\n\n\
         [rules.sentence-too-long]\nmax = 22\n\n[[paths]]\nfiles = [\"шаблоны/**\"]\nreader = \"elder\"\n\
         [paths.rules.sentence-too-long]\nmax = 18\n",
    );
    let ran = folder.yasno(&["config", "письма/а.md"]);
    insta::assert_snapshot!(ran.out, @r"
    Настройки для «письма/а.md»: yasno.toml

      profile                   yasno.toml:1              udmurtia – Удмуртская Республика:
                                                          Министерство имущественных отношений (приказ
                                                          № 53)
      fail-on                   обычное значение          warning – предупреждение
      reader                    обычное значение          plain – любой читатель

    Изменённые правила
      sentence-too-long.max     yasno.toml:8              22 (обычно 25)

    Свои слова: 2 строки
      не ошибка                 yasno.toml:4              «УЖКХ»
      замена                    слова.tsv:2               «передвижка» → «передвижная касса»
    ");
    let ran = folder.yasno(&["config", "шаблоны/б.md", "--profile", "lenobl"]);
    for part in [
        "yasno.toml, в том числе [[paths]] – шаблоны/**",
        "параметр командной строки  lenobl",
        "reader                    yasno.toml:12             elder",
        "sentence-too-long.max     yasno.toml:14             18 (обычно 25)",
    ] {
        assert!(ran.out.contains(part), "нет «{part}»: {}", ran.out);
    }
    let ran = Folder::new().yasno(&["config", "--no-config"]);
    assert!(ran.out.contains("всё по умолчанию") && ran.out.contains("yasno add-word"), "{}", ran.out);
    folder.yasno(&["config", "нет.md"]).fails_with(&["нет.md: нет такого файла"]);
}

#[test]
fn settings_may_hold_for_some_paths_only() {
    let folder = Folder::new();
    folder.file("yasno.toml", "[[paths]]\nfiles = [\"старые/**\"]\n[paths.rules.bureaucratese]\nseverity = \"off\"\n");
    folder.file("старые/2020/а.txt", BAD);
    folder.file("новые/а.txt", BAD);
    assert_eq!(folder.yasno(&["check", "старые"]).code, 0);
    assert_eq!(folder.yasno(&["check", "новые"]).code, 1);
    let ran = folder.yasno(&["check", ".", "--format", "jsonl"]);
    assert_eq!(ran.lines().len(), 1, "{}", ran.out);
    assert_eq!(folder.yasno(&["check", "старые", "--config", "yasno.toml"]).code, 0);
}

#[test]
fn an_office_makes_rules_of_its_own() {
    let folder = Folder::new();
    folder.file(
        "yasno.toml",
        "[rules.no-chief]\ntitle = \"Не пишите «шеф»\"\nmessage = \"Вместо «{hit}» пишите: {plain}.\"\nwhy = \"Так решили.\"\n\
         severity = \"error\"\nwords = { \"шеф\" = \"руководитель\" }\n\
         patterns = [{ pattern = \"наш* ~контора\", plain = \"отдел\", fix = \"menu\", guard = \"next:права\" }]\n",
    );
    folder.file("а.txt", "Письмо передали шефу. В нашей конторе обед. Ответит наша контора права.\n");
    let ran = folder.yasno(&["check", "а.txt", "--format", "jsonl"]);
    let found: Vec<(String, String)> =
        ran.lines().iter().map(|line| (line["rule"].to_string(), line["message"].to_string())).collect();
    assert_eq!(found.len(), 2, "{}", ran.out);
    assert_eq!(found[0], ("\"no-chief\"".to_owned(), "\"Вместо «шефу» пишите: «руководителю».\"".to_owned()));
    assert!(folder.yasno(&["rules"]).out.contains("Не пишите «шеф»"));
    let explained = folder.yasno(&["explain", "no-chief"]);
    assert!(explained.out.contains("Так решили") && explained.out.contains("yasno.toml:1"), "{}", explained.out);
    folder.file("б.txt", "#ясно: пропустить no-chief — так зовут кота\nПисьмо передали шефу.\n");
    assert_eq!(folder.yasno(&["check", "б.txt"]).code, 0);
}

#[test]
fn an_office_adds_to_a_rule_and_takes_away() {
    let folder = Folder::new();
    folder.file(
        "yasno.toml",
        "[rules.bureaucratese]\nallow = [\"вышеуказанный\"]\nwords = { \"передвижка\" = \"передвижная касса\" }\n",
    );
    folder.file("а.txt", BAD);
    folder.file("б.txt", "Приехала передвижка.\n");
    assert_eq!(folder.yasno(&["check", "а.txt"]).code, 0);
    let ran = folder.yasno(&["check", "б.txt", "--profile", "udmurtia"]);
    assert!(ran.out.contains("[bureaucratese]") && ran.out.contains("3.10(1)"), "{}", ran.out);
}

#[test]
fn faults_of_words_and_rules_have_file_line_and_a_next_step() {
    let folder = Folder::new();
    folder.file("а.txt", GOOD);
    folder.file("слова.tsv", "слово\tзамена\nдом*\tздание\n");
    for (text, parts) in [
        ("[words]\nallow = [\"дом*\"]\n", &["yasno.toml:2:", "лишний знак «*»"][..]),
        ("[words]\nfiles = [\"нет.tsv\"]\n", &["yasno.toml:2:", "«нет.tsv»: нет такого файла"]),
        ("[words]\nfiles = [\"слова.tsv\"]\n", &["слова.tsv:2:", "лишний знак"]),
        (
            "[rules.no-chief]\nwords = { \"шеф\" = \"руководитель\" }\n",
            &["yasno.toml:1:", "нет правила «no-chief»", "message"],
        ),
        ("[rules.no-chief]\nmessage = \"Не так.\"\n", &["yasno.toml:1:", "не сказано, что искать"]),
        ("[rules.no-chief]\nmessage = \"Не так.\"\npattern = \"а\"\n", &["yasno.toml:3:", "«patterns»"]),
        (
            "[rules.archaism]\npatterns = [{ pattern = \"(а\", plain = \"б\" }]\n",
            &["yasno.toml:2:", "не закрыта скобка"],
        ),
        (
            "[rules.archaism]\npatterns = [{ pattern = \"а\", plain = \"б\", fix = \"agre\" }]\n",
            &["yasno.toml:2:", "«agree»"],
        ),
        ("[rules.archaism]\nmessage = \"Иначе.\"\n", &["yasno.toml:2:", "тексты не меняются"]),
        ("[rules.archaism]\nseverty = \"off\"\n", &["yasno.toml:2:", "«severity»"]),
        ("[rules.complex-term]\nwords = { \"сервитут\" = \"право\" }\n", &["yasno.toml:2:", "[words.explain]"]),
        ("[[paths]]\nfiles = [\"a[\"]\n", &["yasno.toml:2:", "образец пути «a[»"]),
    ] {
        folder.file("yasno.toml", text);
        folder.yasno(&["check", "а.txt"]).fails_with(parts);
        folder.yasno(&["config", "а.txt"]).fails_with(parts);
    }
}

#[test]
fn the_reader_shifts_the_limits() {
    let folder = Folder::new();
    let sentence =
        "Мы проверили двор вашего дома и решили, что лавку у подъезда починим в мае, а забор у сада заменим.\n";
    folder.file("а.md", sentence);
    folder.file("б.md", format!("---\nreader: elder\n---\n\n{sentence}"));
    folder.file("в.md", format!("---\nreader: eldr\n---\n\n{sentence}"));
    let found = |file: &str| folder.yasno(&["check", file, "--format", "jsonl"]).lines().len();
    assert_eq!((found("а.md"), found("б.md")), (0, 1));
    folder.file("yasno.toml", "reader = \"foreign\"\n");
    assert_eq!(found("а.md"), 1);
    let ran = folder.yasno(&["check", "в.md"]);
    assert!(ran.err.contains("неизвестный читатель «eldr»") && ran.err.contains("«elder»"), "{}", ran.err);
}

#[test]
fn every_line_of_the_samples_fits_the_schema() {
    let schema: Value = serde_json::from_str(&Folder::new().yasno(&["config", "--schema"]).out).expect("JSON");
    let keys = |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    assert_eq!(
        keys(&schema["properties"]),
        ["bodies", "fail-on", "kind", "office", "paths", "profile", "reader", "rules", "words"]
    );
    let rules = &schema["definitions"]["rules"];
    assert_eq!(rules["properties"]["sentence-too-long"]["properties"]["max"]["type"], "integer");
    assert_eq!(rules["properties"]["sentence-too-long"]["additionalProperties"], false);
}

#[test]
fn the_time_of_each_rule_is_shown() {
    let folder = Folder::new();
    folder.file("а.txt", BAD);
    folder.file("б.txt", BAD);
    let ran = folder.yasno(&["check", ".", "--profile-rules"]);
    let row = |name: &str| ran.out.lines().find(|line| line.ends_with(name)).unwrap_or_else(|| panic!("{}", ran.out));
    assert_eq!(row("  bureaucratese").split_whitespace().nth(2), Some("2"), "{}", ran.out);
    assert!(row("  всего").contains("100.0%") && !ran.out.contains("-->"), "{}", ran.out);
}

#[test]
fn the_office_says_who_does_what_it_does_not() {
    let folder = Folder::new();
    folder.file("yasno.toml", "[bodies]\n\"ремонт дорог\" = \"Дорожный комитет, телефон (4952) 65-43-21\"\n");
    folder.file("ответ.md", "Ремонт дороги не входит в компетенцию отдела.\n");
    let ran = folder.yasno(&["check", "ответ.md", "--format", "jsonl"]);
    let found = ran.lines().into_iter().find(|line| line["rule"] == "not-our-competence").expect("a finding");
    let fix = &found["fixes"][0];
    assert_eq!(fix["label"], "Этим занимается Дорожный комитет, телефон (4952) 65-43-21.");
    assert_eq!(fix["edits"][0]["text"], " Этим занимается Дорожный комитет, телефон (4952) 65-43-21.");
    let shown = folder.yasno(&["config", "ответ.md"]).out;
    assert!(shown.contains("«ремонт дорог» – Дорожный комитет"), "{shown}");
    folder.file("ответ.md", "Льготы не относятся к компетенции отдела.\n");
    let ran = folder.yasno(&["check", "ответ.md", "--format", "jsonl"]);
    assert!(ran.out.contains("Этим занимается …"), "{}", ran.out);
}
