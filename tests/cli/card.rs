//! What is known of a letter besides its text: `--card` and the card beside it.

use crate::Folder;

const LETTER: &str = "Администрация города Верхнереченска\nг. Верхнереченск, ул. Садовая, д. 1\n\nУважаемая Анна \
                      Петровна!\n\nМы рассмотрели ваше обращение № 518-ОГ от 28.02.2026 о льготе на проезд. Карту вам \
                      выдадут 20 марта в кабинете 5.\n\nГлава города\nИ.П. Лугов\n\nИсполнитель: Рощина Вера Ильинична, \
                      телефон (4952) 12-34-56\nОцените наш ответ: https://verhnerechensk.example/opros\n";

const CARD: &str = "questions = [\"когда починят крышу дома\"]\n";

fn rules(ran: &crate::Ran) -> Vec<String> {
    ran.lines().iter().map(|line| line["rule"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_card_stands_beside_the_letter() {
    let folder = Folder::new();
    folder.file("ответ.txt", LETTER);
    let without = rules(&folder.yasno(&["check", "ответ.txt", "--format", "jsonl"]));
    assert!(!without.contains(&"question-not-answered".to_owned()), "{without:?}");
    folder.file("ответ.yasno.toml", CARD);
    let beside = rules(&folder.yasno(&["check", ".", "--format", "jsonl"]));
    assert!(beside.contains(&"question-not-answered".to_owned()), "{beside:?}");
}

#[test]
fn the_card_may_be_named() {
    let folder = Folder::new();
    folder.file("ответ.txt", LETTER);
    folder.file("карточки/518.toml", CARD);
    let named = ["check", "ответ.txt", "--card", "карточки/518.toml", "--format", "jsonl"];
    assert!(rules(&folder.yasno(&named)).contains(&"question-not-answered".to_owned()));
    // For every command that reads a letter, and through stdin too.
    folder.file("вид.toml", "kind = \"refusal\"\n");
    let outline = folder.yasno(&["outline", "ответ.txt", "--card", "вид.toml"]);
    assert!(outline.out.contains("Вид письма: отказ (указан в карточке письма)"), "{}", outline.out);
    let outline = folder.yasno_with(&["outline", "-", "--card", "вид.toml"], LETTER.as_bytes());
    assert!(outline.out.contains("указан в карточке письма"), "{}", outline.out);
    assert_eq!(folder.yasno(&["fix", "ответ.txt", "--card", "вид.toml"]).code, 0);
    // An option counts before the card.
    let outline = folder.yasno(&["outline", "ответ.txt", "--card", "вид.toml", "--kind", "reply"]);
    assert!(outline.out.contains("Вид письма: ответ (задан при запуске)"), "{}", outline.out);
}

#[test]
fn what_the_card_knows_is_put_into_the_letter() {
    let folder = Folder::new();
    folder.file("ответ.txt", LETTER.replace(" № 518-ОГ от 28.02.2026", ""));
    folder.file("ответ.yasno.toml", "reg_number = \"77-К\"\nreg_date = 2026-03-05\n");
    let ran = folder.yasno(&["check", "ответ.txt", "--format", "jsonl"]);
    assert!(ran.out.contains("обращение № 77-К") && ran.out.contains("от 05.03.2026"), "{}", ran.out);
}

#[test]
fn a_wrong_card_is_told_with_its_line() {
    let folder = Folder::new();
    folder.file("ответ.txt", LETTER);
    folder.file("ответ.yasno.toml", "kind = \"reply\"\nqestions = []\n");
    for command in ["check", "outline", "fix"] {
        let ran = folder.yasno(&[command, "ответ.txt"]);
        ran.fails_with(&["ответ.yasno.toml:2:", "нет ключа «qestions»", "«questions»"]);
    }
    folder.yasno(&["check", "ответ.txt", "--card", "нет.toml"]).fails_with(&["нет.toml: нет такого файла"]);
}

#[test]
fn the_card_may_name_the_profile() {
    let folder = Folder::new();
    // Only the order of Leningrad wants the survey of its own site.
    folder.file("ответ.txt", LETTER);
    let found = |args: &[&str]| rules(&folder.yasno(args)).contains(&"survey-link-wrong".to_owned());
    let check = ["check", "ответ.txt", "--format", "jsonl"];
    assert!(!found(&check));
    folder.file("ответ.yasno.toml", "profile = \"lenobl\"\n");
    assert!(found(&check));
    assert!(
        !found(&["check", "ответ.txt", "--profile", "udmurtia", "--format", "jsonl"]),
        "an option counts before it"
    );
    // Front matter of the letter itself.
    folder.file("другой.md", format!("---\nprofile: lenobl\n---\n\n{LETTER}"));
    assert!(found(&["check", "другой.md", "--format", "jsonl"]));
    folder.file("другой.md", format!("---\nprofile: lenob\n---\n\n{LETTER}"));
    let ran = folder.yasno(&["check", "другой.md"]);
    assert!(ran.code == 2 && ran.err.contains("нет профиля «lenob»"), "{}", ran.err);
}
