//! Which figures are worse than they should be (rule `kb-report`).

use super::Monitoring;
use super::coverage::Topic;
use super::figures::{DAYS_TO_ANSWER, Figures};
use super::material::Share;
use crate::report::{decimal, plural};

/// What figures must reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goals {
    /// The share that is good enough, of whatever is wanted, in percent.
    pub share: usize,
    /// Days in which letters are answered on the average.
    pub days: usize,
}

/// A share in percent: «87,5 %».
pub(super) fn percent(part: usize, whole: usize) -> String {
    let share = if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
    let text = decimal(share);
    // «100 %», «0 %».
    format!("{}\u{a0}%", text.strip_suffix(",0").unwrap_or(&text))
}

impl Goals {
    fn is_low(self, part: usize, whole: usize) -> bool {
        100 * part < self.share * whole
    }

    /// The goals that are missed, in words.
    pub(super) fn missed(self, monitoring: &Monitoring, figures: &Figures<'_>) -> Vec<String> {
        let Self { share: goal, days } = self;
        let mut missed = Vec::new();
        if let Some(letters) = figures.letters.as_ref().map(|tallies| tallies.now) {
            if letters.unanswered > 0 {
                let late = match letters.late {
                    0 => "срок ответа ещё не вышел".to_owned(),
                    late => format!("из них дольше {DAYS_TO_ANSWER} дней ждут {late}"),
                };
                missed.push(format!("писем без ответа: {} ({late})", letters.unanswered));
            }
            if let Some(mean) = letters.mean().filter(|mean| *mean > days as f64) {
                missed.push(format!("на письма отвечают в среднем {} дня, а нужно не дольше {days}", decimal(mean)));
            }
        }
        if let Some(calls) = figures.calls.as_ref().map(|tallies| tallies.now) {
            let (lost, all) = (calls.unanswered as usize, calls.total as usize);
            if self.is_low(all - lost, all) {
                missed.push(format!("пропущено {} звонков: {lost} из {all}", percent(lost, all)));
            }
        }
        if let Some(topics) = &figures.topics {
            let ready = |wants: fn(&Topic) -> bool, has: fn(&Topic) -> bool| {
                let wanted = topics.iter().filter(|topic| wants(topic));
                (wanted.clone().filter(|topic| has(topic)).count(), wanted.count())
            };
            for (name, (ready, all)) in [
                ("шаблон письма", ready(Topic::wants_template, |topic| topic.template)),
                ("скрипт разговора", ready(Topic::wants_script, |topic| topic.script)),
            ] {
                if self.is_low(ready, all) {
                    let (word, share) = (plural(all, "темы", "тем", "тем"), percent(ready, all));
                    missed
                        .push(format!("{name} есть для {ready} из {all} {word} ({share}), а нужно для {goal}\u{a0}%"));
                }
            }
        }
        let mut clean = |name: &str, share: Share| {
            if self.is_low(share.clean, share.total) {
                let all = percent(share.clean, share.total);
                missed.push(format!(
                    "{name} без замечаний: {} из {} ({all}), а нужно {goal}\u{a0}%",
                    share.clean, share.total
                ));
            }
        };
        clean("шаблоны", figures.templates);
        clean("скрипты", figures.scripts);
        if !figures.unreviewed.is_empty() {
            missed.push(format!("просрочена проверка материалов: {}", figures.unreviewed.len()));
        }
        if let Some(services) = &figures.services {
            let silent: Vec<&str> =
                services.iter().filter(|service| service.marks == 0).map(|service| service.name.as_str()).collect();
            if !silent.is_empty() {
                let word = plural(silent.len(), "услуге", "услугам", "услугам");
                missed.push(format!("нет отзывов по {} {word}: {}", silent.len(), silent.join(", ")));
            }
        }
        if monitoring.materials.is_empty() {
            missed.push("в папке нет ни одного шаблона и скрипта".to_owned());
        }
        missed
    }
}
