//! Figures counted by hand, and a page made of them.

use jiff::civil::{Date, date};

use super::figures::Figures;
use super::history::{Run, Sums};
use super::material::{by_department, by_rule};
use super::*;
use crate::profile::Severity;
use crate::report::Counts;

const TODAY: Date = date(2026, 11, 21);

fn journal(kind: JournalKind, text: &str) -> Journal {
    Journal::parse(kind, "журнал.csv", text, TODAY).unwrap()
}

fn faults(kind: JournalKind, text: &str) -> Vec<String> {
    Journal::parse(kind, "журнал.csv", text, TODAY).unwrap_err().iter().map(ToString::to_string).collect()
}

fn listed(text: &str) -> Option<Vec<crate::kb::Topic>> {
    Some(crate::kb::topics("topics.csv", text).unwrap())
}

fn material(path: &str, form: Form, topic: &str) -> Material {
    Material {
        path: path.to_owned(),
        form,
        department: "Отдел опеки".to_owned(),
        topics: vec![topic.to_owned()],
        service: None,
        reviewed: Some(date(2026, 11, 1)),
        score: Some(90),
        faults: Vec::new(),
        clean: true,
        read: true,
    }
}

fn monitoring() -> Monitoring {
    Monitoring {
        period: Period::quarter(2026, 3).unwrap(),
        today: TODAY,
        letters: None,
        calls: None,
        feedback: None,
        topics: None,
        services: Vec::new(),
        materials: Vec::new(),
        review_days: 92,
        goals: Some(Goals { share: 90, days: 30 }),
        history: History::default(),
    }
}

/// Three letters before the quarter, five in it, one after it.
const LETTERS: &str = "№;Дата поступления;ФИО;Канал;Тема;Отдел;Дата ответа\n\
    1;10.04.2026;Иванова;ПОС;Аренда;Опека;20.04.2026\n\
    2;30.06.2026;Петров;почта;Аренда;Опека;\n\
    3;29.06.2026;Петров;почта;Аренда;Опека;01.07.2026\n\
    4;01.07.2026;Петров;ПОС;Аренда;Опека;11.07.2026\n\
    5;15.07.2026 10:30;Петров;пос;двор;Дворы;2026-08-04\n\
    6;03.08.2026;Петров;почта;Двор;Дворы;\n\
    7;30.09.2026;Петров;;ДВОР;;30.10.2026\n\
    8;30.09.2026;Петров;ПОС;;Опека;нет\n\
    9;01.10.2026;Петров;ПОС;Аренда;Опека;02.10.2026\n";

#[test]
fn letters_are_counted() {
    let mut monitoring = monitoring();
    monitoring.letters = Some(journal(JournalKind::Letters, LETTERS));
    let figures = Figures::of(&monitoring);
    let tallies = figures.letters.as_ref().unwrap();
    // Letters 4 to 8; 6 and 8 without an answer, both for more than 30 days.
    assert_eq!((tallies.now.total, tallies.now.unanswered, tallies.now.late), (5, 2, 2));
    // 10, 20 and 30 days.
    assert_eq!(tallies.now.mean(), Some(20.0));
    // Letters 1 to 3: 10 and 2 days.
    let before = tallies.before.unwrap();
    assert_eq!((before.total, before.unanswered, before.mean()), (3, 1, Some(6.0)));
    let months: Vec<(String, u32)> = tallies.months.iter().map(|(month, tally)| (month.title(), tally.total)).collect();
    let expected = [
        ("апрель 2026", 1),
        ("май 2026", 0),
        ("июнь 2026", 2),
        ("июль 2026", 2),
        ("август 2026", 1),
        ("сентябрь 2026", 2),
    ];
    assert_eq!(months, expected.map(|(month, count)| (month.to_owned(), count)));
    // «ПОС» and «пос» are one.
    let channels: Vec<(&str, u32, u32)> =
        tallies.channels.iter().map(|(name, tally)| (name.as_str(), tally.total, tally.unanswered)).collect();
    assert_eq!(channels, [("ПОС", 3, 1), ("не указано", 1, 0), ("почта", 1, 1)]);
    let topics: Vec<(String, u32)> =
        figures.topics.unwrap().iter().map(|topic| (topic.name.clone(), topic.letters)).collect();
    assert_eq!(topics, [("двор".to_owned(), 3), ("Аренда".to_owned(), 1)]);
}

#[test]
fn letters_not_yet_due_are_told_apart() {
    let mut monitoring = monitoring();
    monitoring.letters =
        Some(journal(JournalKind::Letters, "дата,ответ\n30.09.2026,\n29.09.2026,\n28.09.2026,29.09.2026\n"));
    monitoring.today = date(2026, 10, 30);
    let figures = Figures::of(&monitoring);
    // The thirtieth day is still in time.
    let now = figures.letters.unwrap().now;
    assert_eq!((now.unanswered, now.late), (2, 1));
    assert!(monitoring.missed_goals()[0].starts_with("писем без ответа: 2 (из них дольше 30 дней ждут 1)"));
}

#[test]
fn calls_are_counted_one_by_one_and_together() {
    let mut monitoring = monitoring();
    let one_by_one =
        "Дата и время\tОтвечен\tОжидание, мин\n05.07.2026 9:01\tда\t1,5\n06.07.2026\tнет\t9\n07.07.2026\tда\t0:30\n";
    monitoring.calls = Some(journal(JournalKind::Calls, one_by_one));
    let now = Figures::of(&monitoring).calls.unwrap().now;
    // 90 and 30 seconds; nobody knows how long the lost call would have waited.
    assert_eq!((now.total, now.unanswered, now.mean()), (3, 1, Some(60.0)));
    let together = "Месяц;Количество звонков;Пропущено;Среднее время ожидания\nиюль 2026;100;20;0:01:00\n2026-08;1 000;0;120\n\
                    09.2026;0;0;\nИтого;1100;20;\n";
    monitoring.calls = Some(journal(JournalKind::Calls, together));
    let now = Figures::of(&monitoring).calls.unwrap().now;
    // (80 × 60 + 1000 × 120) / 1080.
    assert_eq!((now.total, now.unanswered), (1100, 20));
    assert!((now.mean().unwrap() - 124_800.0 / 1080.0).abs() < 1e-9);
}

#[test]
fn columns_are_known_by_usual_names_and_delimiters() {
    for text in [
        "sep=,\nreceived,answered\n2026-07-01,2026-07-03\n",
        "\"Дата обращения\",\"Ответ отправлен\"\n\"01.07.2026\",\"03.07.2026\"\n",
        "Дата регистрации\tФИО; адрес\tДата отправки ответа\n01.07.26\tПетров; Садовая, 1\t03/07/2026\n",
        "Комментарий;ДАТА;Отвечено\r\n\"Двор;\nскамейки\";01.07.2026;03.07.2026\r\n;;\r\n",
    ] {
        let journal = journal(JournalKind::Letters, text);
        assert_eq!(journal.entries.len(), 1, "{text}");
        let entry = &journal.entries[0];
        assert_eq!((entry.date, entry.waiting), (date(2026, 7, 1), 2.0), "{text}");
    }
}

#[test]
fn bad_lines_are_named() {
    let text = "Дата;Ответ\n31.02.2026;\n01.07.2026;29.06.2026\n;01.07.2026\n01.07.2026;скоро\n01.12.2026;\n\
                01.07.2026;02.07.2026;лишнее\n";
    assert_eq!(
        faults(JournalKind::Letters, text),
        [
            "журнал.csv:7: в строке 3 значений, а столбцов 2 (если знак между столбцами стоит и внутри значения, возьмите \
          значение в кавычки)"
        ]
    );
    let text = text.replace(";лишнее", "");
    assert_eq!(
        faults(JournalKind::Letters, &text),
        [
            "журнал.csv:2: дата «31.02.2026» – нет такого дня. Пишите так: 05.07.2026",
            "журнал.csv:3: ответ «29.06.2026» раньше письма «01.07.2026»",
            "журнал.csv:4: дата не указана",
            "журнал.csv:5: дата ответа «скоро» – нет такого дня. Пишите так: 05.07.2026",
            "журнал.csv:6: дата «01.12.2026» ещё не наступила",
        ]
    );
    assert_eq!(
        faults(
            JournalKind::Calls,
            "Дата;Отвечен;Ожидание\n01.07.2026;;5\n01.07.2026;да;1:75\n01.07.2026;может быть;\n"
        ),
        [
            "журнал.csv:2: не сказано, отвечен ли звонок: «да» или «нет»",
            "журнал.csv:3: время ожидания «1:75» – не число секунд и не «мин:сек»",
            "журнал.csv:4: непонятно, отвечен ли звонок: «может быть». Пишите «да» или «нет»",
        ]
    );
    assert_eq!(
        faults(JournalKind::Calls, "Дата;Звонков;Пропущено\n01.07.2026;5;6\n01.07.2026;пять;0\n"),
        ["журнал.csv:2: без ответа – 6, а всего – 5", "журнал.csv:3: количество «пять» – не целое число"]
    );
    assert_eq!(
        faults(JournalKind::Letters, "Дата;ФИО\n01.07.2026;Петров\n"),
        ["журнал.csv:1: нет столбца с датой ответа (назовите его «дата ответа» или «дата отправки ответа» или «ответ \
          отправлен» или «ответ»)"]
    );
    assert_eq!(
        faults(JournalKind::Feedback, "Дата;Услуга;Оценка\n01.07.2026;Опека;11\n01.07.2026;;5\n"),
        ["журнал.csv:2: оценка «11» – не число от 1 до 10", "журнал.csv:3: не названа услуга"]
    );
    assert_eq!(faults(JournalKind::Letters, ""), ["журнал.csv: файл пуст: первой строкой нужны названия столбцов"]);
    let many = "Дата;Ответ\n".to_owned() + &"вчера;\n".repeat(14);
    let told = faults(JournalKind::Letters, &many);
    assert_eq!((told.len(), told[10].as_str()), (11, "журнал.csv: ещё строк с ошибками: 4"));
}

#[test]
fn periods_are_quarters_or_days() {
    let quarter = Period::parse_quarter("2026-3").unwrap();
    assert_eq!((quarter.from, quarter.to), (date(2026, 7, 1), date(2026, 9, 30)));
    assert_eq!(quarter.to_string(), "III квартал 2026 года");
    assert_eq!(quarter.before(), Period::quarter(2026, 2).unwrap());
    assert_eq!(Period::quarter(2026, 1).unwrap().before(), Period::quarter(2025, 4).unwrap());
    assert_eq!(Period::last_quarter(TODAY), quarter);
    assert_eq!(Period::last_quarter(date(2026, 10, 1)), quarter);
    assert_eq!(Period::last_quarter(date(2026, 9, 30)), Period::quarter(2026, 2).unwrap());
    assert_eq!(Period::last_quarter(date(2026, 2, 1)), Period::quarter(2025, 4).unwrap());
    for text in ["2026-0", "2026-5", "26-3", "2026", "2026-3-1", ""] {
        assert_eq!(Period::parse_quarter(text), None, "{text}");
    }
    let days = Period::between(date(2026, 7, 10), date(2026, 7, 19)).unwrap();
    assert_eq!(days.before(), Period::between(date(2026, 6, 30), date(2026, 7, 9)).unwrap());
    assert_eq!(days.to_string(), "с 10.07.2026 по 19.07.2026");
    assert_eq!(Period::between(date(2026, 7, 2), date(2026, 7, 1)), None);
    let months = Period::between(date(2026, 1, 1), date(2026, 2, 28)).unwrap();
    assert_eq!(months.before(), Period::between(date(2025, 11, 1), date(2025, 12, 31)).unwrap());
}

#[test]
fn materials_are_counted_by_rule_and_department() {
    let mut first = material("а.md", Form::Template, "двор");
    let fault = |title: &str, severity| (title.to_owned(), severity);
    first.faults = vec![
        fault("Канцеляризм", Severity::Warning),
        fault("Канцеляризм", Severity::Hint),
        fault("Нет телефона", Severity::Error),
    ];
    first.clean = false;
    let mut second = material("б.md", Form::Script, "двор");
    second.faults = vec![fault("Канцеляризм", Severity::Warning)];
    second.department = "Приёмная".to_owned();
    let materials = vec![first, second, material("в.md", Form::Template, "")];
    let counts = |error, warning, hint| Counts { error, warning, hint };
    assert_eq!(by_rule(&materials), [("Канцеляризм", counts(0, 2, 1), 2), ("Нет телефона", counts(1, 0, 0), 1)]);
    let departments: Vec<(&str, usize, usize, Counts)> = by_department(&materials)
        .into_iter()
        .map(|(name, share, counts)| (name, share.total, share.clean, counts))
        .collect();
    assert_eq!(departments, [("Отдел опеки", 2, 1, counts(1, 1, 1)), ("Приёмная", 1, 1, counts(0, 1, 0))]);
}

#[test]
fn topics_want_a_template_if_written_and_a_script_if_called_about() {
    let mut monitoring = monitoring();
    monitoring.letters = Some(journal(JournalKind::Letters, LETTERS));
    monitoring.topics = listed("# темы\nдвора\nОпека\n");
    monitoring.materials = vec![
        material("а.md", Form::Template, "Двор"),
        material("б.md", Form::Script, "двор"),
        material("в.md", Form::Template, "аренда"),
    ];
    let figures = Figures::of(&monitoring);
    let ready: Vec<(&str, bool, bool)> = figures
        .topics
        .as_ref()
        .unwrap()
        .iter()
        .map(|topic| (topic.name.as_str(), topic.template, topic.script))
        .collect();
    assert_eq!(ready, [("двора", true, true), ("Аренда", true, false), ("Опека", false, false)]);
    assert_eq!(figures.covered(), Some((2, 3)));
    // As soon as people call about it, a script is wanted too.
    monitoring.calls =
        Some(journal(JournalKind::Calls, "дата;отвечен;тема\n01.07.2026;да;аренда\n02.07.2026;да;двор\n"));
    assert_eq!(Figures::of(&monitoring).covered(), Some((1, 3)));
}

#[test]
fn what_was_never_reviewed_comes_first() {
    let mut monitoring = monitoring();
    let dated = |path, reviewed| Material { reviewed, ..material(path, Form::Template, "") };
    monitoring.materials = vec![
        // 92 days before the report: in time to the day.
        dated("вовремя.md", Some(date(2026, 8, 21))),
        dated("поздно.md", Some(date(2026, 8, 20))),
        dated("без даты.md", None),
        dated("давно.md", Some(date(2025, 1, 1))),
    ];
    let figures = Figures::of(&monitoring);
    let paths: Vec<&str> = figures.unreviewed.iter().map(|material| material.path.as_str()).collect();
    assert_eq!(paths, ["без даты.md", "давно.md", "поздно.md"]);
}

#[test]
fn goals_are_told_in_words() {
    let mut monitoring = monitoring();
    let calls = "Дата;Звонков;Пропущено\n01.07.2026;400;50\n";
    monitoring.calls = Some(journal(JournalKind::Calls, calls));
    monitoring.letters = Some(journal(JournalKind::Letters, "дата;ответ\n01.07.2026;04.08.2026\n"));
    monitoring.topics = listed("а\nб\nв\nг\n");
    monitoring.materials = ["а", "б", "в"].map(|topic| material("м.md", Form::Template, topic)).to_vec();
    monitoring.materials[0].service = Some("Аренда".to_owned());
    monitoring.materials[0].reviewed = None;
    monitoring.feedback = Some(journal(JournalKind::Feedback, "дата;услуга;оценка\n01.07.2026;Опека;5\n"));
    assert_eq!(
        monitoring.missed_goals(),
        [
            "на письма отвечают в среднем 34,0 дня, а нужно не дольше 30",
            "пропущено 12,5\u{a0}% звонков: 50 из 400",
            "шаблон письма есть для 3 из 4 тем (75\u{a0}%), а нужно для 90\u{a0}%",
            "просрочена проверка материалов: 1",
            "нет отзывов по 1 услуге: Аренда",
        ]
    );
    monitoring.goals = None;
    assert!(monitoring.missed_goals().is_empty());
}

#[test]
fn good_figures_miss_no_goal() {
    let mut monitoring = monitoring();
    monitoring.letters = Some(journal(JournalKind::Letters, "дата;ответ;тема\n01.07.2026;13.07.2026;двор\n"));
    monitoring.calls = Some(journal(JournalKind::Calls, "Дата;Звонков;Пропущено\n01.07.2026;100;10\n"));
    monitoring.materials = vec![material("а.md", Form::Template, "двор"), material("б.md", Form::Script, "двор")];
    assert!(monitoring.missed_goals().is_empty(), "{:?}", monitoring.missed_goals());
    assert!(page(&monitoring).contains("Все цели выполнены."));
}

#[test]
fn the_history_keeps_numbers_and_the_last_quarter_only() {
    let mut monitoring = monitoring();
    monitoring.letters = Some(journal(JournalKind::Letters, LETTERS));
    monitoring.materials = vec![material("а.md", Form::Template, "двор")];
    let kept = monitoring.kept().unwrap();
    let text = kept.to_text();
    assert_eq!(History::parse(&text), Ok(kept.clone()));
    for word in ["Двор", "двор", "Петров", "ПОС", "а.md", "Опека"] {
        assert!(!text.contains(word), "{text}");
    }
    let (period, run) = kept.runs().next().unwrap();
    assert_eq!(period, monitoring.period);
    let letters = Some(Sums { total: 5, unanswered: 2, waiting: Some(20.0) });
    let expected = Run { letters, templates: [1, 1], topics: Some([1, 2]), score: Some(90.0), ..Run::default() };
    assert_eq!(*run, expected);
    // A second report on the quarter takes the place of the first.
    monitoring.history = kept.clone();
    assert_eq!(monitoring.kept(), Some(kept));
    // What is known of templates is known of today: nothing is written into the past.
    monitoring.period = Period::quarter(2026, 2).unwrap();
    assert_eq!(monitoring.kept(), None);
    monitoring.period = Period::quarter(2026, 4).unwrap();
    assert_eq!(monitoring.kept(), None);
    assert_eq!(History::parse("{\"version\":2,\"runs\":{},\"new\":1}"), Err(HistoryError::Newer));
    for text in ["", "[]", "{\"version\":1}", "{\"version\":1,\"runs\":{\"2026-3\":{}}}", "{\"version\":0,\"runs\":{}}"]
    {
        assert_eq!(History::parse(text), Err(HistoryError::Damaged), "{text}");
    }
}

#[test]
fn the_page_says_what_it_has_no_data_on() {
    let text = page(&monitoring());
    for words in [
        "<title>Мониторинг: III квартал 2026 года</title>",
        "Положите в папку журнал letters.csv",
        "Положите в папку журнал calls.csv",
        "Положите в папку журнал feedback.csv",
        "нет данных",
        "в папке нет ни одного шаблона и скрипта",
        "Сравнить пока не с чем",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn the_page_needs_nothing_and_is_the_same_twice() {
    let mut monitoring = monitoring();
    monitoring.letters = Some(journal(JournalKind::Letters, &LETTERS.replace("Аренда", "Аренда <b>\"&</b>")));
    monitoring.calls = Some(journal(JournalKind::Calls, "Дата;Звонков;Пропущено\n01.07.2026;400;50\n"));
    monitoring.feedback = Some(journal(JournalKind::Feedback, "дата;услуга;оценка\n01.07.2026;<script>;5\n"));
    monitoring.materials = vec![material("<img>.md", Form::Template, "двор"), material("б.md", Form::Script, "двор")];
    let run = Run { templates: [1, 2], scripts: [0, 0], ..Run::default() };
    monitoring.history = History::default().with(&Period::quarter(2026, 2).unwrap(), run);
    let text = page(&monitoring);
    assert_eq!(text, page(&monitoring.clone()));
    for word in ["<script", "<img", "<b>\"", "http://", "https://", "url(", "@import", "src="] {
        assert!(!text.contains(word), "{word}");
    }
    // Each chart has a table.
    assert!(text.matches("role=\"img\"").count() >= 8);
    assert!(text.matches("<table>").count() >= text.matches("role=\"img\"").count());
    assert!(text.contains("II кв. 2026"));
}

#[test]
fn a_report_on_the_past_knows_nothing_of_later_reports() {
    let mut monitoring = monitoring();
    let run = Run { templates: [1, 2], ..Run::default() };
    for (year, quarter) in [(2025, 4), (2026, 1), (2026, 2)] {
        monitoring.history = monitoring.history.with(&Period::quarter(year, quarter).unwrap(), run);
    }
    monitoring.period = Period::quarter(2026, 1).unwrap();
    let text = page(&monitoring);
    assert!(text.contains("I кв. 2026") && !text.contains("II кв. 2026"));
}
