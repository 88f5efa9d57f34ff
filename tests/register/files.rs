//! The sample registers in every format, and the form.

use yasno::register::{Options, form};

use super::{KNOWN, Read, findings, read, today};

fn sample(name: &str) -> Read {
    let path = format!("{}/examples/register/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    read(bytes, name, false).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What is found: rule and message.
fn told(found: &Read) -> Vec<String> {
    let found = findings(found, &Options::on(today()));
    found.iter().map(|finding| format!("{} {} {}", finding.severity.as_str(), finding.rule, finding.message)).collect()
}

/// A message without the number of the row, which is another in another file.
fn without_rows(told: Vec<String>) -> Vec<String> {
    let one = |text: String| {
        let (head, rest) = text.split_once("Строка ").map_or((text.as_str(), ""), |(head, rest)| (head, rest));
        format!("{head}{}", rest.trim_start_matches(|c: char| c.is_ascii_digit()))
    };
    let mut told: Vec<String> =
        told.into_iter().map(one).filter(|text| !text.contains("в строке") && !text.contains("уже есть")).collect();
    told.sort();
    told
}

#[test]
fn a_good_register_is_silent_in_every_format() {
    for name in ["good.csv", "good.xlsx", "good.docx"] {
        let found = sample(name);
        assert_eq!(found.register.as_ref().map(|register| register.rows.len()), Some(27), "{name}");
        assert_eq!(told(&found), [""; 0], "{name}");
    }
}

#[test]
fn faults_of_every_kind_are_found() {
    let told = told(&sample("faults.csv"));
    let expected = [
        "error register-direction Весь перечень: нет ни одной точки направления 4 – организация отношений с внутренним \
         клиентом по вопросам ведения бухгалтерского учета.",
        "warning register-key-point Весь перечень: добавьте ключевую точку: телефон.",
        "warning register-stale Весь перечень: укажите, каким приказом он утверждён: «утверждён приказом от 05.03.2026 № 12».",
        "warning register-point-type Строка 3, столбец «Тип точки»: похоже, точка цифровая: «официальный сайт, форма \
         обращения».",
        "error register-need Строка 4, столбец «Потребности»: назовите потребность, как в порядке: возможно, это 4 – \
         представление заявления, обращения, запроса, документов.",
        "error register-basis Строка 5, столбец «Основание»: укажите документ с номером и датой или поручение с датой.",
        "hint register-accessibility Строка 6, столбец «Доступность»: опишите, что есть для людей с особыми потребностями: \
         пандус, помощь сотрудника, крупный шрифт.",
        "warning register-key-point Строка 7, столбец «Функция»: у функции только цифровые точки: добавьте способ без \
         интернета.",
        "error register-field Строка 7, столбец «Точка взаимодействия»: заполните поле «Точка взаимодействия».",
        "hint register-need Строка 8, столбец «Потребности»: пишите потребности одинаково: в строке 3 они названы словами.",
        "error register-need Строка 8, столбец «Потребности»: напишите, какая именно потребность: «9: запись на приём».",
        "warning register-stale Строка 9, столбец «Дата обновления»: запись не проверяли с 10.01.2024: проверьте её и \
         поставьте новую дату.",
        "warning register-key-point Строка 10, столбец «Функция»: у функции только цифровые точки: добавьте способ без \
         интернета.",
        "warning register-field Строка 10, столбец «Адрес»: проверьте адрес страницы «https://mintrud».",
        "error register-direction Строка 13, столбец «Направление»: выберите одно из пяти направлений: возможно, это 2 – \
         обеспечение доступа к информации о деятельности Министерства.",
        "warning register-key-point Строка 14, столбец «Функция»: у функции только цифровые точки: добавьте способ без \
         интернета.",
        "warning register-key-point Строка 14, столбец «Точка взаимодействия»: для социальной сети укажите утверждённые \
         правила модерации.",
        "error register-duplicate Строка 16, столбец «Точка взаимодействия»: эта точка уже есть: строка 14. Оставьте одну \
         запись и соберите в ней все потребности.",
        "warning register-key-point Строка 16, столбец «Точка взаимодействия»: для социальной сети укажите утверждённые \
         правила модерации.",
        "warning register-field Строка 16, столбец «Адрес»: заполните поле «Адрес».",
        "warning register-key-point Строка 17, столбец «Функция»: у функции только цифровые точки: добавьте способ без \
         интернета.",
        "error register-basis Строка 17, столбец «Основание»: укажите номер и дату документа.",
        "warning register-direction Строка 18, столбец «Направление»: направление 3 – для сотрудников, а клиент указан \
         внешний.",
        "warning register-stale Строка 20, столбец «Дата обновления»: дата ещё не наступила.",
        "warning register-stale Строка 21, столбец «Точка взаимодействия»: точка исключена: напишите причину.",
        "error register-field Строка 22, столбец «Функция»: заполните поле «Функция».",
    ];
    assert_eq!(told, expected, "{told:#?}");
}

#[test]
fn the_format_of_the_file_does_not_matter() {
    let expected = without_rows(told(&sample("faults.csv")));
    assert_eq!(without_rows(told(&sample("faults.xlsx"))), expected);
    let path = format!("{}/examples/register/faults.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let (old, _, lossy) = encoding_rs::WINDOWS_1251.encode(&text);
    assert!(!lossy);
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(text.as_bytes());
    for (bytes, what) in
        [(old.into_owned(), "1251"), (marked, "BOM"), (text.replace('\n', "\r\n").into_bytes(), "CRLF")]
    {
        let found = read(bytes, "перечень.csv", false).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(without_rows(told(&found)), expected, "{what}");
    }
}

#[test]
fn changes_since_the_approved_register_are_told() {
    let (now, old) = (sample("good.csv"), sample("approved.csv"));
    let found = findings(&now, &Options { old: old.register.as_ref(), ..Options::on(today()) });
    let told: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "Весь перечень: точки «телефон доверия» функции «консультации граждан по телефону» больше нет, в утверждённом \
             перечне она была в строке 12.",
            "Утверждение: перечень изменился (изменений: 4), а приказ прежний, от 01.06.2026: утвердите его заново.",
            "Строка 8, столбец «Потребности»: потребности изменились, убраны: 6.",
            "Строка 12, столбец «Точка взаимодействия»: новая точка: в утверждённом перечне её нет.",
            "Строка 18, столбец «Точка взаимодействия»: новая точка: в утверждённом перечне её нет.",
        ]
    );
}

#[test]
fn the_form_is_read_back_with_all_its_columns() {
    let bytes = form::blank(&KNOWN).unwrap();
    let found = read(bytes, "перечень.xlsx", false).unwrap();
    let register = found.register.as_ref().expect("a register");
    assert_eq!((register.heads.len(), register.heads[0].columns.len(), register.rows.len()), (1, 14, 0));
    assert_eq!(told(&found).len(), 2, "empty, not approved");
}
