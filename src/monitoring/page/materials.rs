//! Sections made from the checked folder.

use maud::{Markup, html};

use super::heading;
use super::parts::{nothing, shown, table};
use crate::language::{days_between, show_date};
use crate::monitoring::Monitoring;
use crate::monitoring::chart::{Chart, Shape, Tone};
use crate::monitoring::coverage::Topic;
use crate::monitoring::figures::Figures;
use crate::monitoring::goals::percent;
use crate::monitoring::material::{Share, by_department, by_rule, readability};
use crate::report::{Counts, decimal, plural};

/// Rows of a chart; the table has more.
const BARS: usize = 10;
/// Rows of a table of rules.
const RULES: usize = 20;
/// Materials listed as not looked over.
const OLDEST: usize = 15;

fn number(number: usize) -> Option<f64> {
    Some(number as f64)
}

pub(super) fn coverage(figures: &Figures<'_>) -> Markup {
    let form = |name: &str, share: Share| {
        let dirty = share.total - share.clean - share.unread;
        vec![
            name.to_owned(),
            share.total.to_string(),
            share.clean.to_string(),
            dirty.to_string(),
            share.unread.to_string(),
            if share.total == 0 { "–".to_owned() } else { percent(share.clean, share.total) },
        ]
    };
    let shares = [figures.templates, figures.scripts];
    let series = |of: fn(&Share) -> usize| shares.iter().map(|share| number(of(share))).collect();
    let chart = Chart {
        id: "coverage-clean",
        title: "Шаблоны и скрипты",
        shape: Shape::Bars,
        labels: vec!["Шаблоны писем".to_owned(), "Скрипты разговоров".to_owned()],
        series: vec![
            ("Без замечаний", Tone::Plain, series(|share| share.clean)),
            ("С замечаниями", Tone::Attention, series(|share| share.total - share.clean - share.unread)),
            ("Не прочитаны", Tone::Wrong, series(|share| share.unread)),
        ],
        unit: "",
    };
    let rows = [form("Шаблоны писем", figures.templates), form("Скрипты разговоров", figures.scripts)];
    let heads = ["Материалы", "Всего", "Без замечаний", "С замечаниями", "Не прочитаны", "Доля без замечаний"];
    html! {
        (heading("coverage"))
        (shown(&chart, "Шаблоны и скрипты", &heads, &rows))
        @match &figures.topics {
            None => (nothing("Чтобы увидеть, для каких тем есть готовый ответ, добавьте в журналы столбец «тема».")),
            Some(topics) => (of_topics(topics)),
        }
    }
}

fn of_topics(topics: &[Topic]) -> Markup {
    if topics.is_empty() {
        return html! { p { "За этот период тем в журналах нет." } };
    }
    let state = |topic: &Topic| match (topic.covered(), topic.template || topic.script) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    let asked = |topic: &Topic, ready| (state(topic) == ready).then(|| f64::from(topic.letters + topic.calls));
    let first = &topics[..topics.len().min(BARS)];
    let series = |ready| first.iter().map(|topic| asked(topic, ready)).collect();
    let chart = Chart {
        id: "coverage-topics",
        title: "О чём пишут и звонят: есть ли готовый ответ",
        shape: Shape::Bars,
        labels: first.iter().map(|topic| topic.name.clone()).collect(),
        series: vec![
            ("Есть готовый ответ", Tone::Plain, series(2)),
            ("Есть не всё", Tone::Attention, series(1)),
            ("Нет ничего", Tone::Wrong, series(0)),
        ],
        unit: "",
    };
    let yes = |ready: bool, wanted: bool| match (ready, wanted) {
        (true, _) => "есть".to_owned(),
        (false, true) => "нет".to_owned(),
        (false, false) => "не нужен".to_owned(),
    };
    let row = |topic: &Topic| {
        let (letters, calls) = (topic.letters.to_string(), topic.calls.to_string());
        let (template, script) = (yes(topic.template, topic.wants_template()), yes(topic.script, topic.wants_script()));
        vec![topic.name.clone(), letters, calls, template, script]
    };
    let rows: Vec<Vec<String>> = topics.iter().map(row).collect();
    let all: u32 = topics.iter().map(|topic| topic.letters).sum();
    let ready: u32 = topics.iter().filter(|topic| topic.template).map(|topic| topic.letters).sum();
    html! {
        (shown(&chart, "Темы", &["Тема", "Писем", "Звонков", "Шаблон", "Скрипт"], &rows))
        @if all > 0 {
            p { "Шаблон есть для " (percent(ready as usize, all as usize)) " писем, у которых указана тема." }
        }
    }
}

fn cells(counts: Counts) -> [String; 3] {
    [counts.error, counts.warning, counts.hint].map(|count| count.to_string())
}

type Values<'a> = Vec<(&'a str, Tone, Vec<Option<f64>>)>;

fn loudness(counts: &[Counts]) -> Values<'static> {
    let series = |of: fn(&Counts) -> usize| counts.iter().map(|counts| number(of(counts))).collect();
    vec![
        ("Ошибки", Tone::Wrong, series(|counts| counts.error)),
        ("Предупреждения", Tone::Attention, series(|counts| counts.warning)),
        ("Подсказки", Tone::Plain, series(|counts| counts.hint)),
    ]
}

pub(super) fn faults(monitoring: &Monitoring, figures: &Figures<'_>) -> Markup {
    let rules = by_rule(&monitoring.materials);
    if rules.is_empty() {
        return html! { (heading("faults")) p { "Замечаний нет." } };
    }
    let first = &rules[..rules.len().min(BARS)];
    let counts: Vec<Counts> = first.iter().map(|(_, counts, _)| *counts).collect();
    let of_rules = Chart {
        id: "faults-rules",
        title: "Что встречается чаще",
        shape: Shape::Bars,
        labels: first.iter().map(|(title, ..)| (*title).to_owned()).collect(),
        series: loudness(&counts),
        unit: "",
    };
    let mut rows: Vec<Vec<String>> = rules
        .iter()
        .take(RULES)
        .map(|(title, counts, files)| {
            [vec![(*title).to_owned()], cells(*counts).to_vec(), vec![files.to_string()]].concat()
        })
        .collect();
    if rules.len() > RULES {
        let mut rest = Counts::default();
        rules[RULES..].iter().for_each(|(_, counts, _)| rest += *counts);
        let name = format!("Остальные правила ({})", rules.len() - RULES);
        rows.push([vec![name], cells(rest).to_vec(), vec!["–".to_owned()]].concat());
    }
    let heads = ["Замечание", "Ошибки", "Предупреждения", "Подсказки", "Файлов"];
    html! {
        (heading("faults"))
        p { "Всего в материалах: " (figures.counts) "." }
        (shown(&of_rules, "Замечания по правилам", &heads, &rows))
        (of_departments(monitoring))
    }
}

fn of_departments(monitoring: &Monitoring) -> Markup {
    let departments = by_department(&monitoring.materials);
    let name = |name: &str| if name.is_empty() { "отдел не указан".to_owned() } else { name.to_owned() };
    let first = &departments[..departments.len().min(BARS)];
    let counts: Vec<Counts> = first.iter().map(|(_, _, counts)| *counts).collect();
    let chart = Chart {
        id: "faults-departments",
        title: "Замечания по отделам",
        shape: Shape::Bars,
        labels: first.iter().map(|(department, ..)| name(department)).collect(),
        series: loudness(&counts),
        unit: "",
    };
    let row = |(department, share, counts): &(&str, Share, Counts)| {
        let files = vec![name(department), share.total.to_string(), share.clean.to_string()];
        [files, cells(*counts).to_vec()].concat()
    };
    let rows: Vec<Vec<String>> = departments.iter().map(row).collect();
    let heads = ["Отдел", "Материалов", "Без замечаний", "Ошибки", "Предупреждения", "Подсказки"];
    shown(&chart, "Замечания по отделам", &heads, &rows)
}

pub(super) fn readable(monitoring: &Monitoring, figures: &Figures<'_>) -> Markup {
    let bands = readability(&monitoring.materials);
    let Some(mean) = figures.score else {
        return html! { (heading("readable")) (nothing("В материалах нет текста, который можно оценить.")) };
    };
    let chart = Chart {
        id: "readable-bands",
        title: "Сколько материалов и как легко их читать",
        shape: Shape::Columns,
        labels: bands.iter().map(|(name, ..)| (*name).to_owned()).collect(),
        series: vec![("Материалов", Tone::Plain, bands.iter().map(|(_, _, count)| number(*count)).collect())],
        unit: "",
    };
    let row =
        |(name, scores, count): &(&str, &str, usize)| vec![(*name).to_owned(), (*scores).to_owned(), count.to_string()];
    let rows: Vec<Vec<String>> = bands.iter().map(row).collect();
    html! {
        (heading("readable"))
        p { "В среднем – " (decimal(mean)) " из 100." }
        (shown(&chart, "Понятность материалов", &["Как читается", "Баллы", "Материалов"], &rows))
    }
}

pub(super) fn reviews(monitoring: &Monitoring, figures: &Figures<'_>) -> Markup {
    let old = &figures.unreviewed;
    let row = |material: &&crate::monitoring::Material| {
        let (when, ago) = match material.reviewed {
            Some(date) => (show_date(date), days_between(date, monitoring.today).to_string()),
            None => ("даты нет".to_owned(), "–".to_owned()),
        };
        let department = if material.department.is_empty() { "–".to_owned() } else { material.department.clone() };
        vec![material.path.clone(), department, when, ago]
    };
    let rows: Vec<Vec<String>> = old.iter().take(OLDEST).map(row).collect();
    html! {
        (heading("reviews"))
        p { "Материал пора проверить, если его смотрели больше " (monitoring.review_days) " дней назад или даты нет в карточке." }
        @if old.is_empty() {
            p { "Все материалы проверены вовремя." }
        } @else {
            p {
                "Пора проверить: " (old.len()) " " (plural(old.len(), "материал", "материала", "материалов"))
                " из " (monitoring.materials.len()) "."
                @if old.len() > OLDEST { " Ниже – те, которые не проверяли дольше всего." }
            }
            (table("Давно не проверяли", &["Материал", "Отдел", "Когда проверили", "Дней назад"], &rows))
        }
    }
}

pub(super) fn pages(figures: &Figures<'_>) -> Markup {
    let pages = figures.pages;
    html! {
        (heading("pages"))
        @if pages.total == 0 {
            (nothing("Сам сайт Ясно не читает. Положите в папку тексты страниц с карточкой «item: service-page»."))
        } @else {
            ul {
                li { "Страниц услуг: " (pages.total) "." }
                li { "Без замечаний: " (pages.clean) " (" (percent(pages.clean, pages.total)) ")." }
                li { "Пора проверить: " (figures.unreviewed_pages) "." }
            }
        }
    }
}
