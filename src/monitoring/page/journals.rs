//! Sections made from journals: letters, calls, feedback.

use maud::{Markup, html};

use super::parts::{nothing, shown, table, together};
use super::{days, heading, seconds};
use crate::monitoring::chart::{Chart, Shape, Tone};
use crate::monitoring::coverage::Service;
use crate::monitoring::figures::{Tallies, Tally};
use crate::monitoring::goals::percent;
use crate::report::decimal;

/// How a section calls things.
struct Words {
    id: &'static str,
    /// «Писем», «Звонков».
    many: &'static str,
    /// «По каналам», «По линиям».
    channels: &'static str,
    /// «Канал», «Линия».
    channel: &'static str,
    waited: &'static str,
    unit: &'static str,
    waiting: fn(Option<f64>) -> String,
    /// What the number on the axis of waiting is: the mean in its unit.
    axis: fn(f64) -> f64,
}

/// Channels, kinds and departments that are shown; the rest is counted together.
const GROUPS: usize = 10;

pub(super) fn letters(tallies: Option<&Tallies>) -> Markup {
    let words = Words {
        id: "letters",
        many: "Писем",
        channels: "Письма по каналам",
        channel: "Канал",
        waited: "Сколько дней ждали ответа на письмо",
        unit: "\u{a0}дн.",
        waiting: days,
        axis: |mean| (mean * 10.0).round() / 10.0,
    };
    match tallies {
        Some(tallies) => section(tallies, &words, "Письма по месяцам", "Письма по видам", "Письма по отделам"),
        None => html! {
            (heading("letters"))
            (nothing("Положите в папку журнал letters.csv: дата письма, дата ответа."))
        },
    }
}

pub(super) fn calls(tallies: Option<&Tallies>) -> Markup {
    let words = Words {
        id: "calls",
        many: "Звонков",
        channels: "Звонки по линиям",
        channel: "Линия",
        waited: "Сколько секунд ждали ответа по телефону",
        unit: "\u{a0}с",
        waiting: seconds,
        axis: f64::round,
    };
    match tallies {
        Some(tallies) => section(tallies, &words, "Звонки по месяцам", "Звонки по видам", "Звонки по отделам"),
        None => html! {
            (heading("calls"))
            (nothing("Положите в папку журнал calls.csv: дата звонка, отвечен ли он, сколько ждали."))
        },
    }
}

fn section(tallies: &Tallies, words: &Words, months: &str, kinds: &str, departments: &str) -> Markup {
    let all: Vec<(String, Tally)> = tallies.months.iter().map(|(month, tally)| (month.title(), *tally)).collect();
    let labels: Vec<String> =
        tallies.months.iter().enumerate().map(|(place, (month, _))| month.short(place == 0)).collect();
    let columns = Chart {
        id: &format!("{}-months", words.id),
        title: months,
        shape: Shape::Columns,
        labels: labels.clone(),
        series: answered(all.iter().map(|(_, tally)| tally)),
        unit: "",
    };
    let means: Vec<Option<f64>> = all.iter().map(|(_, tally)| tally.mean().map(words.axis)).collect();
    let waited = Chart {
        id: &format!("{}-waiting", words.id),
        title: words.waited,
        shape: Shape::Lines,
        labels,
        unit: words.unit,
        series: vec![("Среднее ожидание", Tone::Plain, means.clone())],
    };
    let heads = ["Месяц", words.many, "Без ответа", "Доля", "Ждали в среднем"];
    // A journal may say nothing of waiting.
    let charts: &[&Chart<'_>] = if means.iter().any(Option::is_some) { &[&columns, &waited] } else { &[&columns] };
    html! {
        (heading(words.id))
        (together(charts, months, &heads, &counted(&all, words)))
        (groups(&tallies.channels, "channels", words.channels, words.channel, words))
        (groups(&tallies.kinds, "kinds", kinds, "Вид", words))
        (groups(&tallies.departments, "departments", departments, "Отдел", words))
    }
}

type Values<'a> = Vec<(&'a str, Tone, Vec<Option<f64>>)>;

fn answered<'a>(tallies: impl Iterator<Item = &'a Tally> + Clone) -> Values<'static> {
    let value = |number: u32| Some(f64::from(number));
    vec![
        ("С ответом", Tone::Plain, tallies.clone().map(|tally| value(tally.total - tally.unanswered)).collect()),
        ("Без ответа", Tone::Attention, tallies.map(|tally| value(tally.unanswered)).collect()),
    ]
}

/// Rows: how many, how many without an answer, their share, how long the others waited.
fn counted(rows: &[(String, Tally)], words: &Words) -> Vec<Vec<String>> {
    let row = |(name, tally): &(String, Tally)| {
        let share = match tally.total {
            0 => "–".to_owned(),
            total => percent(tally.unanswered as usize, total as usize),
        };
        vec![name.clone(), tally.total.to_string(), tally.unanswered.to_string(), share, (words.waiting)(tally.mean())]
    };
    rows.iter().map(row).collect()
}

/// The period by channel, kind or department.
fn groups(rows: &[(String, Tally)], id: &str, title: &str, name: &str, words: &Words) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let first = &rows[..rows.len().min(GROUPS)];
    let chart = Chart {
        id: &format!("{}-{id}", words.id),
        title,
        shape: Shape::Bars,
        labels: first.iter().map(|(name, _)| name.clone()).collect(),
        series: answered(first.iter().map(|(_, tally)| tally)),
        unit: "",
    };
    shown(&chart, title, &[name, words.many, "Без ответа", "Доля", "Ждали в среднем"], &counted(rows, words))
}

pub(super) fn feedback(services: Option<&[Service]>) -> Markup {
    let Some(services) = services else {
        return html! {
            (heading("feedback"))
            (nothing("Положите в папку журнал feedback.csv: дата, услуга, оценка."))
        };
    };
    let mean = |mean: Option<f64>| mean.map_or_else(|| "–".to_owned(), decimal);
    let rows: Vec<Vec<String>> = services
        .iter()
        .map(|service| vec![service.name.clone(), service.marks.to_string(), mean(service.mean), mean(service.before)])
        .collect();
    let rated: Vec<&Service> = services.iter().filter(|service| service.mean.is_some()).take(GROUPS).collect();
    let chart = Chart {
        id: "feedback-services",
        title: "Средняя оценка услуг",
        shape: Shape::Bars,
        labels: rated.iter().map(|service| service.name.clone()).collect(),
        series: vec![(
            "Средняя оценка",
            Tone::Plain,
            rated.iter().map(|service| service.mean.map(|mean| (mean * 10.0).round() / 10.0)).collect(),
        )],
        unit: "",
    };
    let (caption, heads) = ("Оценки по услугам", ["Услуга", "Оценок", "Средняя", "За прошлый период"]);
    html! {
        (heading("feedback"))
        @if rated.is_empty() {
            p { "За этот период оценок нет." }
            (table(caption, &heads, &rows))
        } @else {
            (shown(&chart, caption, &heads, &rows))
        }
    }
}
