//! How things change from report to report.

use maud::{Markup, html};

use super::parts::{shown, table};
use super::{days, heading, seconds};
use crate::monitoring::chart::{Chart, Shape, Tone};
use crate::monitoring::figures::Figures;
use crate::monitoring::goals::percent;
use crate::monitoring::history::Run;
use crate::monitoring::{Monitoring, Period};

/// Reports shown.
const RUNS: usize = 12;

fn share([part, whole]: [usize; 2]) -> Option<f64> {
    (whole > 0).then(|| (1000.0 * part as f64 / whole as f64).round() / 10.0)
}

pub(super) fn trend(monitoring: &Monitoring, figures: &Figures<'_>) -> Markup {
    let now = monitoring.kept();
    let history = now.as_ref().unwrap_or(&monitoring.history);
    // A report on an earlier time knows nothing of later ones.
    let all: Vec<(Period, Run)> = history
        .runs()
        .filter(|(period, _)| period.to <= monitoring.period.to)
        .map(|(period, run)| (period, *run))
        .collect();
    let runs = &all[all.len().saturating_sub(RUNS)..];
    if runs.len() < 2 {
        return html! {
            (heading("trend"))
            p { "Сравнить пока не с чем: изменения видны, когда есть отчёты хотя бы за два квартала." }
        };
    }
    let series = |of: fn(&Run) -> Option<[usize; 2]>| runs.iter().map(|(_, run)| of(run).and_then(share)).collect();
    let labels: Vec<String> = runs.iter().map(|(period, _)| period.short()).collect();
    let mut shares = vec![
        ("Шаблоны без замечаний", Tone::Plain, series(|run| Some(run.templates))),
        ("Скрипты без замечаний", Tone::Attention, series(|run| Some(run.scripts))),
    ];
    if figures.topics.is_some() {
        shares.push(("Темы с готовым ответом", Tone::Wrong, series(|run| run.topics)));
    }
    let chart = Chart {
        id: "trend-shares",
        title: "Готовые ответы: доли по кварталам",
        shape: Shape::Lines,
        labels: labels.clone(),
        series: shares,
        unit: "\u{a0}%",
    };
    let cell = |parts: Option<[usize; 2]>| {
        let parts = parts.filter(|[_, whole]| *whole > 0);
        parts.map_or_else(|| "–".to_owned(), |[part, whole]| percent(part, whole))
    };
    let row = |(period, run): &(Period, Run)| {
        vec![period.short(), cell(Some(run.templates)), cell(Some(run.scripts)), cell(run.topics)]
    };
    let rows: Vec<Vec<String>> = runs.iter().map(row).collect();
    let heads = ["Квартал", "Шаблоны без замечаний", "Скрипты без замечаний", "Темы с готовым ответом"];
    let counted = |(period, run): &(Period, Run)| {
        let count = |number: Option<u32>| number.map_or_else(|| "–".to_owned(), |number| number.to_string());
        vec![
            period.short(),
            count(run.letters.map(|sums| sums.total)),
            count(run.letters.map(|sums| sums.unanswered)),
            run.letters.map_or_else(|| "–".to_owned(), |sums| days(sums.waiting)),
            count(run.calls.map(|sums| sums.total)),
            count(run.calls.map(|sums| sums.unanswered)),
            run.calls.map_or_else(|| "–".to_owned(), |sums| seconds(sums.waiting)),
            run.findings.total().to_string(),
            run.unreviewed.to_string(),
        ]
    };
    let counts: Vec<Vec<String>> = runs.iter().map(counted).collect();
    let count_heads = [
        "Квартал",
        "Писем",
        "Без ответа",
        "Ждали письма",
        "Звонков",
        "Пропущено",
        "Ждали у телефона",
        "Замечаний",
        "Пора проверить",
    ];
    html! {
        (heading("trend"))
        (shown(&chart, "Готовые ответы по кварталам", &heads, &rows))
        p { "Письма без ответа здесь – на день того отчёта." }
        (table("Все числа по кварталам", &count_heads, &counts))
    }
}
