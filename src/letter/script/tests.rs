//! Who speaks in a phone script.

use super::*;

fn said(name: &str, text: &str) -> Vec<(Speaker, usize, String)> {
    let document = crate::source::read(text.as_bytes().to_vec(), name).unwrap();
    talk(&document).into_iter().map(|turn| (turn.speaker, turn.branch, turn.folded)).collect()
}

#[test]
fn lines_belong_to_who_speaks_them() {
    use Speaker::{Client, Employee, Nobody};
    let text = "Сотрудник: Добрый день!\n\nК: Здравствуйте.\n\nЕсли клиент кричит:\n\n– Оператор (тихо): Я понимаю.\n\nПрощание:\n\nС: До свидания!\n";
    let told: Vec<(Speaker, usize)> = said("a.txt", text).into_iter().map(|turn| (turn.0, turn.1)).collect();
    assert_eq!(told, [(Employee, 0), (Client, 0), (Nobody, 1), (Employee, 1), (Nobody, 0), (Employee, 0)]);
}

#[test]
fn a_line_in_bold_is_a_title() {
    let text =
        "**Если клиент спешит**\n\nСотрудник: Перезвоню.\n\n**Завершение разговора**\n\nСотрудник: **До свидания!**\n";
    let told: Vec<(Speaker, usize)> = said("a.md", text).into_iter().map(|turn| (turn.0, turn.1)).collect();
    let nobody = Speaker::Nobody;
    assert_eq!(told, [(nobody, 1), (Speaker::Employee, 1), (nobody, 0), (Speaker::Employee, 0)]);
}

#[test]
fn tables_name_who_speaks_in_the_row_or_the_column() {
    use Speaker::{Client, Employee};
    let rows = "| Кто | Слова |\n|---|---|\n| Сотрудник | Добрый день! |\n| Клиент | Ну, здравствуйте. |\n";
    let told = said("a.md", rows);
    assert!(told.contains(&(Employee, 0, "добрый день!".into())), "{told:?}");
    assert!(told.contains(&(Client, 0, "ну, здравствуйте.".into())), "{told:?}");
    let columns = "| Клиент | Сотрудник |\n|---|---|\n| Где справка? | В архиве. |\n";
    let told = said("a.md", columns);
    assert!(told.contains(&(Client, 0, "где справка?".into())), "{told:?}");
    assert!(told.contains(&(Employee, 0, "в архиве.".into())), "{told:?}");
}
