//! Division into sentences: official text with its boundaries marked.

use super::tokenize;
use crate::language::mask::testing::analysed;

/// Texts with ` | ` where a sentence ends and another begins; a line end alone is written `\n`.
const PROSE: &[&str] = &[
    "В 2024 г. | Далее мы ответим.",
    "Это было в 2024 г. в Ижевске.",
    "Дом стоит на ул. Ленина, д. 5, кв. 12. | Следующее заседание в мае.",
    "Мы ответим, т. е. напишем письмо.",
    "Согласно п. 3.1 Порядка ответ готов.",
    "Ответ подготовил А.А. Сычугов и другие.",
    "Ответ подготовил Сычугов А.А. | Мы направим его вам.",
    "Приняли Иванов, Петров и др. | Решение вступило в силу.",
    "Цена 100 руб. за метр.",
    "Плата 500 руб. | Вносите её до мая.",
    "Письмо № 12-ОГ. | Ответ готов.",
    "Мы ждём… | Потом решим.",
    "Почему так?! | Мы разобрались.",
    "«Двор убран», – сообщили нам.",
    "Он спросил: «Когда? Сегодня?» и ушёл.",
    "Вы пишете: «Двор зимой никто не убирает. | Снег лежит здесь уже целый месяц». | Мы проверили.",
    "Ответ дали (см. п. 2 письма). | Других вопросов нет.",
    "Ремонт идёт (это долго. Очень) и закончится.",
    "Мы проверили дом. | Нарушений нет!  | Спасибо за письмо.",
    "Тел. 8-800-555-01-02. | Звоните.",
    "Обратитесь по тел. 555-01-02 в будни.",
    "Работы вели в янв. и февр. прошлого года.",
    "Подали 3 тыс. заявлений.",
    "Площадь 45 кв. м. | Дом сдан.",
    "Площадь 45 кв. м, дом сдан.",
    "См. рис. 3 и табл. 4.",
    "Это п. 5 ст. 10 закона.",
    "Это касается ч. 2 ст. 5 ЖК РФ. | Других норм нет.",
    "И.о. начальника отдела ответит вам.",
    "Ответит и. о. начальника.",
    "Ул. Садовая закрыта.",
    "Живёт в г. Ижевск. | Приедет в мае.",
    "Посёлок им. Гагарина строится.",
    "Письмо вх. № 77 получено.",
    "Адрес: пр. Мира, корп. 2, каб. 5. | Вход со двора.",
    "Закон «О порядке. Общие правила» принят.",
    "Постановление от 06.05.2011 № 354 «О предоставлении услуг» действует. | Оно общее.",
    "Сайт www.example.ru. | Там есть форма.",
    "Пишите на a@example.ru. | Мы ответим.",
    "Версия 2.0. | Она новая.",
    "Рост 3.5 процента.",
    "Это важно и т. д. | Мы учтём.",
    "Есть окна, двери и т. п. | Всё новое.",
    "Нужны документы, в т. ч. паспорт.",
    "Ответ дан 20.08.2024. | Срок соблюдён.",
    "Гр. Кузнецова обратилась к нам.",
    "Зам. начальника ответил.",
    "Примите справку (форма № 5). | Она бесплатна.",
    "1. Общие положения",
    "2.4. Порядок приёма граждан прост.",
    "Всего 5 чел. | Все получили ответ.",
    "Срок 30 дн. со дня подачи.",
    "Стоимость 1,5 млн руб. | Оплата в мае.",
    "Прилагаем: справку, план и пр. | Ждём ответа.",
    "Он сказал: «Да!» | Мы записали.",
    "Куда писать? | Кому звонить? | Где ответ?",
    "Обращение принял отдел № 5. | Номер 12.",
    "Ответ – на обороте. | – Спасибо.",
    "В XX в. дом построили.",
    "Дом сдали в 1980-х гг. | Потом ремонтировали.",
    "Лицевой счёт за янв. 2024 г. закрыт.",
    "Спасибо! | Ваш ответ важен.",
    "Вам отказано¹. | Срок ответа – 30 дней².",
    "Вам отказано.¹ | Срок ответа – 30 дней.² | Спасибо за письмо.",
    "По закону¹ срок 30 дней.",
];

/// Lines: signatures, addresses, filled paragraphs.
const LINES: &[&str] = &[
    "Начальник отдела | \nИ. И. Иванов | \nг. Ижевск",
    "Ответственный – Иванов И.И. | \nНачальник отдела | \nтел. 550-102",
    "Мы рассмотрели ваше обращение и направили его в\nМинистерство финансов.",
    "Исп. Петрова А. С. | \n+7 (3412) 55-01-02",
    "Заместитель начальника отдела по работе с\nобращениями граждан | \nП. С. Орлов",
    "Министерство финансов\nУдмуртской Республики",
    "С уважением,\nИванов И. И.",
    "Дом проверен\nв мае, нарушений нет.",
];

fn marked(text: &str) -> String {
    let (document, analysis, lexicon) = analysed(text, false);
    let mut marked = text.to_owned();
    let starts: Vec<u32> = analysis.sentences(&document, &lexicon).map(|sentence| sentence.whole().start).collect();
    for start in starts.into_iter().skip(1).rev() {
        let line = text[..start as usize].ends_with('\n');
        marked.insert_str(start as usize - usize::from(line), if line { " | " } else { "| " });
    }
    marked
}

#[test]
fn divides_official_text() {
    let (mut wrong, mut found, mut expected, mut right) = (String::new(), 0, 0, 0);
    for case in PROSE.iter().chain(LINES) {
        let got = marked(&case.replace(" | \n", "\n").replace("| ", ""));
        let places = |text: &str| -> Vec<usize> {
            text.match_indices("| ").enumerate().map(|(number, (at, _))| at - 2 * number).collect()
        };
        let (here, there) = (places(&got), places(case));
        found += here.len();
        expected += there.len();
        right += here.iter().filter(|place| there.contains(place)).count();
        if got != *case {
            wrong.push_str(&format!("\nexpected {case:?}\nfound    {got:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "boundaries: {expected} expected, {found} found, {right} right{wrong}");
}

#[test]
fn marks_of_notes_stand_apart() {
    for (text, tokens) in [
        ("Вам отказано¹.", "Вам|отказано|¹|."),
        ("Вам отказано.¹ Причина ниже.", "Вам|отказано|.|¹|Причина|ниже|."),
        ("Дом¹² стоит", "Дом|¹²|стоит"),
        ("по закону³, который", "по|закону|³|,|который"),
        ("Площадь 45 м², объём 9 м³", "Площадь|45|м²|,|объём|9|м³"),
        ("10² рублей", "10²|рублей"),
        ("¹ Статья 12", "¹|Статья|12"),
    ] {
        let (document, analysis, lexicon) = analysed(text, false);
        let found: Vec<String> = analysis
            .sentences(&document, &lexicon)
            .flat_map(|view| (0..view.len()).map(|token| view.token_text(token).to_owned()).collect::<Vec<_>>())
            .collect();
        assert_eq!(found.join("|"), tokens);
        let alone: Vec<&str> = tokenize(text).collect();
        assert_eq!(alone.join("|"), tokens);
    }
}

#[test]
fn takes_any_text() {
    let pieces = [
        "«",
        "»",
        "(",
        ")",
        "\"",
        "„",
        "“",
        "№",
        "№ 1-",
        "_",
        "{",
        "{{",
        "}",
        "[",
        "]",
        "<",
        "+7 (",
        "8-",
        "8 (8",
        "ст.",
        "п. 1,",
        "закон ",
        "от ",
        "01.02.2026",
        "г.",
        " г. ",
        "ул. ",
        "И.",
        " И. ",
        "Иванов",
        "-",
        "\n",
        " ",
        "в 1",
        ":",
        "18:26:",
        "руб",
        "X",
        "ООО ",
        "Совет ",
        "по ",
        "и ",
        ", ",
        "ё",
        "😀",
        "é",
        "2026-01-0é",
    ];
    let mut state = 1_u32;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        for hard in [false, true] {
            let (_, analysis, _) = analysed(&text, hard);
            let block = &analysis.blocks[0];
            let covered: usize = block.sentences.iter().map(|sentence| sentence.tokens().len()).sum();
            assert_eq!(covered, block.tokens.len(), "{text:?}");
            let apart = block.masks.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start);
            assert!(apart && block.masks.iter().all(|mask| !mask.tokens.is_empty()), "{text:?}: {:?}", block.masks);
        }
    }
}

#[test]
fn cuts_endless_tokens() {
    let (document, analysis, lexicon) = analysed(&"щ".repeat(70_000), false);
    let view = analysis.sentences(&document, &lexicon).next().expect("one sentence");
    assert_eq!(view.whole().len(), 140_000);
}

/// A long block of signs that open and never close, or close and never opened, must not cost the square of its length.
#[test]
fn stays_linear() {
    for sign in [
        "« ",
        "» ",
        "( ",
        "„ ",
        "\" ",
        "(« ",
        "{ ",
        "Совет и ",
        "ст. 1, ",
        "+7 (",
        "И. ",
        "№ ",
        "г. ",
        "А.\n",
        "а. А, («. ",
    ] {
        let time = |count: usize| {
            let text = sign.repeat(count);
            let begun = std::time::Instant::now();
            analysed(&text, false);
            begun.elapsed().as_secs_f64()
        };
        // Sixteen times the text: far from 256 times the time. A machine busy with other work may stop one try or two,
        // not each of them.
        let mut tries = (0..5).map(|_| (time(10_000).max(5e-3), time(160_000)));
        assert!(tries.any(|(short, long)| long < short * 80.0), "{sign:?}: far more than sixteen times the time");
    }
}
