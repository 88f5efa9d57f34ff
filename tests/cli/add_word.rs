//! `yasno add-word`: the vocabulary of an office, written by the program.

use crate::{BAD, Folder};

/// «УЖКХ» is an abbreviation that a reader does not know.
const LETTER: &str = "Письмо передали в УЖКХ.\n";

#[test]
fn an_allowed_word_is_found_no_more() {
    let folder = Folder::new();
    folder.file("письма/а.txt", LETTER);
    assert!(folder.yasno(&["check", "письма/а.txt"]).out.contains("УЖКХ"));
    let ran = folder.yasno(&["add-word", "УЖКХ", "«Точка роста»"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    yasno.toml:
      «УЖКХ» теперь не ошибка
      «Точка роста» теперь не ошибка
    ");
    assert_eq!(folder.read("yasno.toml"), "[words]\nallow = [\"УЖКХ\", \"Точка роста\"]\n".as_bytes());
    assert_eq!(folder.yasno(&["check", "письма/а.txt", "--fail-on", "hint"]).code, 0);
    let again = folder.yasno(&["add-word", "ужкх"]);
    assert!(again.out.contains("yasno.toml (не изменён)") && again.out.contains("уже не ошибка"), "{}", again.out);
}

#[test]
fn a_replaced_word_is_found_and_mended_in_every_form() {
    let folder = Folder::new();
    folder.file("yasno.toml", "# настройки отдела\nprofile = \"common\" # пока все\n");
    folder.yasno(&["add-word", "бегунок", "--replace", "обходной лист"]);
    let config = String::from_utf8(folder.read("yasno.toml")).expect("UTF-8");
    assert!(config.starts_with("# настройки отдела\nprofile = \"common\" # пока все\n"), "{config}");
    folder.file("а.txt", "Без бегунка справку не выдадут.\n");
    let ran = folder.yasno(&["check", "а.txt"]);
    assert!(ran.code == 1 && ran.out.contains("own-word") && ran.out.contains("Лучше: «обходного"), "{}", ran.out);
    assert_eq!(folder.yasno(&["fix", "а.txt", "-i"]).code, 0);
    assert_eq!(folder.read("а.txt"), "Без обходного листа справку не выдадут.\n".as_bytes());
    let ran = folder.yasno(&["add-word", "бегунок", "--replace", "лист обхода"]);
    assert!(ran.out.contains("(было «обходной лист»)"), "{}", ran.out);
}

#[test]
fn an_explained_word_must_be_explained_in_the_letter() {
    let folder = Folder::new();
    folder.yasno(&["add-word", "ДПР", "--explain", "дом повторного ремонта"]);
    folder.file("а.txt", "Ваш дом внесли в список ДПР.\n");
    let ran = folder.yasno(&["check", "а.txt"]);
    assert!(ran.out.contains("ДПР (дом повторного ремонта)"), "{}", ran.out);
    folder.file("б.txt", "Ваш дом внесли в список ДПР (дом повторного ремонта).\n");
    assert_eq!(folder.yasno(&["check", "б.txt", "--fail-on", "hint"]).code, 0);
    folder.yasno(&["add-word", "красная", "линия", "--explain", "граница улицы"]);
    folder.file("в.txt", "Забор стоит на красной линии.\n");
    let ran = folder.yasno(&["check", "в.txt", "--fail-on", "hint"]);
    assert!(ran.code == 1 && ran.out.contains("граница улицы"), "{}", ran.out);
}

#[test]
fn a_word_is_allowed_for_one_rule_only() {
    let folder = Folder::new();
    folder.file("а.txt", BAD);
    folder.yasno(&["add-word", "вышеуказанный", "--rule", "bureaucratese"]);
    assert_eq!(folder.yasno(&["check", "а.txt"]).code, 0);
    assert!(String::from_utf8_lossy(&folder.read("yasno.toml")).contains("[rules.bureaucratese]\nallow = "));
}

#[test]
fn what_cannot_be_added_is_explained() {
    let folder = Folder::new();
    folder.yasno(&["add-word", "дом*"]).fails_with(&["лишний знак «*»"]);
    folder.yasno(&["add-word", "", "--replace", "дом"]).fails_with(&["пустое слово"]);
    folder.yasno(&["add-word", "дом", "--replace", " "]).fails_with(&["что писать вместо"]);
    folder.yasno(&["add-word", "дом", "--rule", "bureaucratse"]).fails_with(&["«bureaucratese»"]);
    folder.yasno(&["add-word"]).fails_with(&["СЛОВО"]);
    assert_eq!(folder.read("yasno.toml"), b"", "nothing was written");
    folder.file("yasno.toml", "profil = 1\n");
    folder.yasno(&["add-word", "дом"]).fails_with(&["yasno.toml:1:", "исправьте файл"]);
    folder.yasno(&["add-word", "УЖКХ", "--config", "новый.toml"]);
    assert_eq!(folder.read("новый.toml"), "[words]\nallow = [\"УЖКХ\"]\n".as_bytes());
}
