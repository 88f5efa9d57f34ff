//! The page: one file, no network and no script, good to print, in Russian. Each chart has a table with its numbers.

mod journals;
mod materials;
mod parts;
mod trend;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Monitoring;
use super::figures::{Figures, Tallies};
use super::goals::percent;
use crate::language::{days_between, show_date};
use crate::report::decimal;

const STYLE: &str = include_str!("../report.css");
/// What stands where a figure has no source.
const NO_DATA: &str = "нет данных";

/// The report.
pub fn page(monitoring: &Monitoring) -> String {
    let figures = &Figures::of(monitoring);
    let period = monitoring.period;
    let title = format!("Мониторинг: {period}");
    html! {
        (DOCTYPE)
        html lang="ru" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p class="about" {
                        "Дни: с " (show_date(period.from)) " по " (show_date(period.to)) ". Отчёт сделан " (show_date(monitoring.today))
                        ": письма без ответа, шаблоны и скрипты – на этот день."
                    }
                    @if period.to >= monitoring.today {
                        p { strong { "Период ещё не закончился: числа изменятся." } }
                    }
                    (contents())
                    (main_figures(figures))
                    (goals(monitoring, figures))
                    (journals::letters(figures.letters.as_ref()))
                    (journals::calls(figures.calls.as_ref()))
                    (materials::coverage(figures))
                    (materials::faults(monitoring, figures))
                    (materials::readable(monitoring, figures))
                    (materials::reviews(monitoring, figures))
                    (materials::pages(figures))
                    (journals::feedback(figures.services.as_deref()))
                    (trend::trend(monitoring, figures))
                    (method(monitoring))
                }
            }
        }
    }
    .into_string()
        + "\n"
}

/// The sections: their places in the page, and names.
const SECTIONS: [(&str, &str); 10] = [
    ("letters", "Письма"),
    ("calls", "Звонки"),
    ("coverage", "Готовые ответы"),
    ("faults", "Замечания"),
    ("readable", "Понятность"),
    ("reviews", "Проверка материалов"),
    ("pages", "Страницы услуг"),
    ("feedback", "Отзывы об услугах"),
    ("trend", "Как меняется"),
    ("method", "Как считали"),
];

fn contents() -> Markup {
    html! {
        nav aria-label="Разделы отчёта" {
            p {
                @for (number, (id, name)) in SECTIONS.iter().enumerate() {
                    @if number > 0 { " · " }
                    a href={ "#" (id) } { (name) }
                }
            }
        }
    }
}

/// The head of a section.
fn heading(id: &str) -> Markup {
    let name = SECTIONS.iter().find(|(own, _)| *own == id).map_or("", |(_, name)| *name);
    html! { h2 id=(id) { (name) } }
}

/// A time of waiting for an answer to a letter: «12,4 дня».
fn days(mean: Option<f64>) -> String {
    mean.map_or_else(|| NO_DATA.to_owned(), |mean| format!("{}\u{a0}дня", decimal(mean)))
}

/// A time of waiting at the telephone: «1 мин 12 с».
fn seconds(mean: Option<f64>) -> String {
    let Some(mean) = mean else { return NO_DATA.to_owned() };
    let all = mean.round() as u64;
    match (all / 60, all % 60) {
        (0, seconds) => format!("{seconds}\u{a0}с"),
        (minutes, seconds) => format!("{minutes}\u{a0}мин {seconds}\u{a0}с"),
    }
}

fn main_figures(figures: &Figures<'_>) -> Markup {
    let figure = |name: &str, value: String, change: Option<String>| {
        html! {
            li {
                (name)
                b { (value) }
                @if let Some(change) = change { span class="change" { (change) } }
            }
        }
    };
    let journal = |tallies: Option<&Tallies>, names: [&str; 3], waiting: fn(Option<f64>) -> String| {
        let before = tallies.and_then(|tallies| tallies.before);
        let was = |text: Option<String>| text.map(|text| format!("за прошлый период: {text}"));
        let unanswered = tallies.map(|tallies| (tallies.now.unanswered, tallies.now.total));
        let share = unanswered.filter(|(_, total)| *total > 0);
        let share = share.map(|(part, whole)| percent(part as usize, whole as usize));
        let number = |number: Option<u32>| number.map_or_else(|| NO_DATA.to_owned(), |number| number.to_string());
        html! {
            (figure(names[0], number(tallies.map(|tallies| tallies.now.total)), was(before.map(|tally| tally.total.to_string()))))
            (figure(
                names[1],
                number(unanswered.map(|(part, _)| part)) + &share.map(|share| format!(" ({share})")).unwrap_or_default(),
                was(before.map(|tally| tally.unanswered.to_string())),
            ))
            (figure(
                names[2],
                waiting(tallies.and_then(|tallies| tallies.now.mean())),
                was(before.and_then(|tally| tally.mean()).map(|mean| waiting(Some(mean)))),
            ))
        }
    };
    let share = |share: super::material::Share| match share.total {
        0 => "нет".to_owned(),
        total => format!("{} из {total}", share.clean),
    };
    html! {
        ul class="figures" {
            (journal(figures.letters.as_ref(), ["Писем", "Писем без ответа", "Ждали ответа на письмо в среднем"], days))
            (journal(figures.calls.as_ref(), ["Звонков", "Пропущено звонков", "Ждали ответа по телефону в среднем"], seconds))
            (figure("Шаблонов без замечаний", share(figures.templates), None))
            (figure("Скриптов без замечаний", share(figures.scripts), None))
            (figure(
                "Тем с готовым ответом",
                figures.covered().map_or_else(|| NO_DATA.to_owned(), |(ready, all)| format!("{ready} из {all}")),
                None,
            ))
            (figure("Материалов с просроченной проверкой", figures.unreviewed.len().to_string(), None))
        }
    }
}

/// Which goals are missed; nothing where no order sets them.
fn goals(monitoring: &Monitoring, figures: &Figures<'_>) -> Markup {
    let Some(goals) = monitoring.goals else { return html! {} };
    let missed = goals.missed(monitoring, figures);
    html! {
        @if missed.is_empty() {
            p { strong { "Все цели выполнены." } }
        } @else {
            section class="missed" aria-labelledby="missed" {
                h2 id="missed" { "Что исправить" }
                ul { @for goal in &missed { li { (goal) } } }
            }
        }
    }
}

fn method(monitoring: &Monitoring) -> Markup {
    let waits = super::figures::DAYS_TO_ANSWER;
    let gap = days_between(monitoring.period.from, monitoring.period.to) + 1;
    html! {
        (heading("method"))
        dl {
            dt { "Основание" }
            dd {
                "Распоряжение № 16/2, пункт 7.2: каждый квартал смотрят страницы услуг, письма, звонки, готовые ответы и отзывы."
            }
            dt { "Прошлый период" }
            dd {
                "Такой же отрезок времени перед этим"
                @if gap > 0 { ": " (super::Period::to_string(&monitoring.period.before())) }
                ". Если журнал начат позже, сравнения нет."
            }
            dt { "Письмо без ответа" }
            dd {
                "В журнале нет даты ответа на день отчёта. По закону № 59-ФЗ на ответ есть " (waits)
                " дней, поэтому для новых писем срок мог ещё не выйти."
            }
            dt { "Среднее ожидание" }
            dd { "Письма – календарные дни от письма до ответа. Звонки – время до ответа сотрудника. Без ответа – не в счёт." }
            dt { "Без замечаний" }
            dd { "Ясно не нашло в файле того, что считается: обычно ошибок и предупреждений." }
            dt { "Тема с готовым ответом" }
            dd {
                "О чём пишут, для того нужен шаблон, о чём звонят – скрипт. В карточке файла названа та же тема (topic), что и \
                 в журнале."
            }
            dt { "Понятность" }
            dd { "От 0 до 100: чем больше, тем легче читать. Приказы таких чисел не задают." }
        }
    }
}
