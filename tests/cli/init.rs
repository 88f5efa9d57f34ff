//! `yasno init`: the settings of an office, written by the program, and what they do.

use crate::Folder;
#[cfg(unix)]
use crate::terminal::Terminal;

const FLAGS: [&str; 14] = [
    "--profile",
    "udmurtia",
    "--name",
    "Отдел дворов",
    "--phone",
    "(4952) 12-34-00",
    "--appointment-phone",
    "(4952) 12-34-11",
    "--survey-url",
    "https://verhnerechensk.example/opros",
    "--number-format",
    "ЖКХ 000",
    "--max-words",
    "18",
];

fn folder() -> Folder {
    let folder = Folder::new();
    std::fs::remove_file(folder.path().join("yasno.toml")).expect("the file is there");
    folder
}

#[test]
fn settings_are_written_from_options() {
    let folder = folder();
    let ran = folder.yasno(&[&["init"], &FLAGS[..]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = String::from_utf8(folder.read("yasno.toml")).expect("UTF-8");
    insta::assert_snapshot!(text, @r#"
    profile = "udmurtia"

    [office]
    names = ["Отдел дворов"]
    phone = "(4952) 12-34-00"
    appointment-phone = "(4952) 12-34-11"
    survey-url = "https://verhnerechensk.example/opros"
    number-format = "ЖКХ 000"

    [rules.sentence-too-long]
    max = 18
    "#);
    let again = folder.yasno(&["init", "--yes"]);
    assert!(again.code == 0 && again.out.contains("не изменён"), "{again:?}");
    assert_eq!(folder.read("yasno.toml"), text.as_bytes());
}

#[test]
fn without_a_terminal_the_options_are_named() {
    let folder = folder();
    folder.yasno(&["init"]).fails_with(&["не терминал", "--profile", "--survey-url", "yasno init --yes"]);
    assert!(!folder.path().join("yasno.toml").exists());
    assert_eq!(folder.yasno(&["init", "--yes"]).code, 0);
    assert_eq!(folder.read("yasno.toml"), b"profile = \"common\"\n");
    folder.yasno(&["init", "--survey-url", "опрос"]).fails_with(&["«опрос» – не адрес страницы", "--survey-url \""]);
    folder.yasno(&["init", "--profile", "udmurtiya"]).fails_with(&["«udmurtia»"]);
    folder.yasno(&["init", "--max-words", "500"]).fails_with(&["от 5 до 60"]);
    folder.file("yasno.toml", "profil = 1\n");
    folder.yasno(&["init", "--yes"]).fails_with(&["yasno.toml:1:", "исправьте файл"]);
}

#[test]
fn what_stands_in_the_file_stays() {
    let folder = folder();
    folder.file("yasno.toml", "# наш отдел\nprofile = \"lenobl\"\n\n[words]\nallow = [\"УЖКХ\"]\n");
    assert_eq!(folder.yasno(&["init", "--phone", "(4952) 12-34-00"]).code, 0);
    let text = String::from_utf8(folder.read("yasno.toml")).expect("UTF-8");
    assert!(text.starts_with("# наш отдел\nprofile = \"lenobl\"\n\n[words]\nallow = [\"УЖКХ\"]\n"), "{text}");
    assert!(text.contains("[office]\nphone = \"(4952) 12-34-00\"\n"), "{text}");
}

/// A letter by the settings above, with places to change.
fn letter(number: &str, survey: &str, booking: &str) -> String {
    format!(
        "Администрация города Верхнереченска\nг. Верхнереченск, ул. Садовая, д. 1\n\nСомовой Анне Петровне\n\nУважаемая \
         Анна Петровна!\n\nМы рассмотрели Ваше обращение {number} о льготе на проезд. Карту Вам выдадут 20 марта в \
         кабинете 5. Записаться на приём можно по телефону {booking}.\n\nГлава города\nИ.П. Лугов\n\nИсполнитель: Рощина \
         Вера Ильинична, телефон (4952) 12-34-56\n{survey}\n"
    )
}

#[test]
fn the_settings_hold() {
    let folder = folder();
    folder.yasno(&[&["init", "--profile", "common"], &FLAGS[2..]].concat());
    let rules = |text: String| {
        folder.file("ответ.txt", text);
        let ran = folder.yasno(&["check", "ответ.txt", "--format", "jsonl"]);
        ran.lines().iter().map(|line| format!("{}: {}", line["rule"], line["fixes"])).collect::<Vec<_>>()
    };
    let page = "Оцените наш ответ: https://verhnerechensk.example/opros";
    let right = || letter("ЖКХ 2154 от 28.02.2026", page, "(4952) 12-34-11");
    assert_eq!(rules(right()), Vec::<String>::new());
    // The office's own page is known without words around it.
    let bare = right().replace("Оцените наш ответ: ", "Сайт: ");
    assert_eq!(rules(bare), Vec::<String>::new());
    let found =
        rules(letter("ЖКХ 2154 от 28.02.2026", "Оцените наш ответ: https://chuzhoy.example/opros", "(4952) 12-34-11"));
    assert!(
        matches!(&found[..], [one] if one.contains("survey-link-wrong") && one.contains("verhnerechensk")),
        "{found:?}"
    );
    let found = rules(letter("ЖКХ 2154 от 28.02.2026", page, "(4952) 99-99-99"));
    assert!(matches!(&found[..], [one] if one.contains("appointment-phone") && one.contains("12-34-11")), "{found:?}");
    let found = rules(letter("от 28.02.2026", page, "(4952) 12-34-11"));
    assert!(matches!(&found[..], [one] if one.contains("reg-number-first-paragraph")), "{found:?}");
    let silent =
        right().replace("телефон (4952) 12-34-56", "").replace(" по телефону (4952) 12-34-11", " на сайте города");
    let found = rules(silent.replace(page, "Оцените наш ответ в приёмной."));
    assert!(found.iter().any(|one| one.contains("contact-missing") && one.contains("(4952) 12-34-00")), "{found:?}");
    assert!(found.iter().any(|one| one.contains("survey-link-missing") && one.contains("verhnerechensk")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_person_answers_at_a_terminal() {
    let folder = folder();
    folder.file("yasno.toml", "# Настройки отдела дворов.\n");
    let mut terminal = Terminal::open(folder.path(), &["init"]);
    let talk = [
        ("Профиль [common]: ", "ленобласть"),
        ("Профиль [common]: ", "lenobl"),
        ("через точку с запятой: ", "Отдел дворов; Комитет по труду"),
        ("(4952) 12-34-56: ", "позвоните"),
        ("(4952) 12-34-56: ", "8 (4952) 12-34-00"),
        ("записи на приём: ", ""),
        ("например 518-ОГ: ", "ЖКХ 2154"),
        ("[как в приказе]: ", "сто"),
        ("[как в приказе]: ", "18"),
    ];
    for (question, answer) in talk {
        terminal.wait_for(question);
        terminal.say(answer);
    }
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    for told in ["нет такого профиля", "нужно число от 5 до 60", "yasno.toml"] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let text = String::from_utf8(folder.read("yasno.toml")).expect("UTF-8");
    assert!(text.contains("# Настройки отдела дворов.\n"), "{text}");
    assert!(text.contains("profile = \"lenobl\""), "{text}");
    assert!(text.contains("names = [\"Отдел дворов\", \"Комитет по труду\"]"), "{text}");
    assert!(text.contains("number-format = \"ЖКХ 2154\"") && text.contains("max = 18"), "{text}");
    let config = folder.yasno(&["config"]);
    assert!(config.code == 0 && config.err.is_empty(), "{config:?}");
    assert!(config.out.contains("lenobl"), "{config:?}");
}
