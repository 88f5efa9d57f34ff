//! The figures of a report.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Monitoring;
use super::coverage::{Service, Topic, services, topics};
use super::history::{Run, Sums};
use super::journal::{Entry, Journal};
use super::material::{Form, Material, Share, mean_score, unreviewed};
use super::period::Month;
use super::row::folded;
use crate::language::days_between;
use crate::report::Counts;

/// Days in which the law wants a letter answered (59-ФЗ, ст. 12).
pub(super) const DAYS_TO_ANSWER: i64 = 30;

/// Letters or calls of a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    pub(super) total: u32,
    pub(super) unanswered: u32,
    /// Of these, how many wait longer than the law lets them.
    pub(super) late: u32,
    waits: u32,
    waiting: f64,
}

impl Tally {
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Entry>, today: Date) -> Self {
        entries.fold(Self::default(), |sum, entry| Self {
            total: sum.total + entry.count,
            unanswered: sum.unanswered + entry.unanswered,
            late: sum.late + if days_between(entry.date, today) > DAYS_TO_ANSWER { entry.unanswered } else { 0 },
            waits: sum.waits + entry.waits,
            waiting: sum.waiting + entry.waiting,
        })
    }

    /// The mean time of waiting; `None` when none is known.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.waits > 0).then(|| self.waiting / f64::from(self.waits))
    }

    fn sums(&self) -> Sums {
        Sums { total: self.total, unanswered: self.unanswered, waiting: self.mean().map(tenth) }
    }
}

/// One digit after the point is all that is shown and kept.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// What a journal comes to.
#[derive(Clone, Debug)]
pub(super) struct Tallies {
    pub(super) now: Tally,
    /// The stretch of the same length before; `None` when the journal does not reach back to its first day.
    pub(super) before: Option<Tally>,
    /// Month by month, from the first that the journal knows.
    pub(super) months: Vec<(Month, Tally)>,
    pub(super) channels: Vec<(String, Tally)>,
    pub(super) kinds: Vec<(String, Tally)>,
    pub(super) departments: Vec<(String, Tally)>,
}

impl Tallies {
    fn of(journal: &Journal, monitoring: &Monitoring) -> Self {
        let Monitoring { period, today, .. } = *monitoring;
        let first = journal.entries.iter().map(|entry| entry.date).min().unwrap_or(period.from);
        let earlier = period.before();
        let within = |entry: &&Entry| period.holds(entry.date);
        let group = |known: bool, name: fn(&Entry) -> &str| {
            let mut groups: BTreeMap<String, (String, Vec<&Entry>)> = BTreeMap::new();
            for entry in journal.entries.iter().filter(within) {
                let name = if name(entry).is_empty() { "не указано" } else { name(entry) };
                groups.entry(folded(name)).or_insert_with(|| (name.to_owned(), Vec::new())).1.push(entry);
            }
            let tally = |(name, entries): (String, Vec<&Entry>)| (name, Tally::of(entries.into_iter(), today));
            let mut rows: Vec<_> = groups.into_values().filter(|_| known).map(tally).collect();
            rows.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.total));
            rows
        };
        let month = |month: Month| {
            let own = journal.entries.iter().filter(|entry| Month::of(entry.date) == month && entry.date <= period.to);
            (month, Tally::of(own, today))
        };
        Self {
            now: Tally::of(journal.entries.iter().filter(within), today),
            before: (Month::of(first) <= Month::of(earlier.from))
                .then(|| Tally::of(journal.entries.iter().filter(|entry| earlier.holds(entry.date)), today)),
            months: period.months().into_iter().filter(|at| *at >= Month::of(first)).map(month).collect(),
            channels: group(journal.has_channel, |entry| &entry.channel),
            kinds: group(journal.has_kind, |entry| &entry.kind),
            departments: group(journal.has_department, |entry| &entry.department),
        }
    }
}

/// All figures of a report.
pub(super) struct Figures<'a> {
    pub(super) letters: Option<Tallies>,
    pub(super) calls: Option<Tallies>,
    pub(super) topics: Option<Vec<Topic>>,
    pub(super) services: Option<Vec<Service>>,
    pub(super) templates: Share,
    pub(super) scripts: Share,
    pub(super) pages: Share,
    pub(super) unreviewed: Vec<&'a Material>,
    pub(super) unreviewed_pages: usize,
    pub(super) counts: Counts,
    pub(super) score: Option<f64>,
}

impl<'a> Figures<'a> {
    pub(super) fn of(monitoring: &'a Monitoring) -> Self {
        let materials = &monitoring.materials;
        let share = |form| Share::of(materials.iter().filter(move |material| material.form == form));
        let mut counts = Counts::default();
        materials.iter().for_each(|material| counts += material.counts());
        let unreviewed = unreviewed(materials, monitoring.today, monitoring.review_days);
        Self {
            letters: monitoring.letters.as_ref().map(|journal| Tallies::of(journal, monitoring)),
            calls: monitoring.calls.as_ref().map(|journal| Tallies::of(journal, monitoring)),
            topics: topics(monitoring),
            services: services(monitoring),
            templates: share(Form::Template),
            scripts: share(Form::Script),
            pages: share(Form::Page),
            unreviewed_pages: unreviewed.iter().filter(|material| material.form == Form::Page).count(),
            unreviewed,
            counts,
            score: mean_score(materials),
        }
    }

    /// Topics with a template and a script, and all topics.
    pub(super) fn covered(&self) -> Option<(usize, usize)> {
        let topics = self.topics.as_ref()?;
        Some((topics.iter().filter(|topic| topic.covered()).count(), topics.len()))
    }

    /// What is kept of the report.
    pub(super) fn run(&self) -> Run {
        Run {
            letters: self.letters.as_ref().map(|tallies| tallies.now.sums()),
            calls: self.calls.as_ref().map(|tallies| tallies.now.sums()),
            templates: [self.templates.clean, self.templates.total],
            scripts: [self.scripts.clean, self.scripts.total],
            topics: self.covered().map(|(covered, total)| [covered, total]),
            findings: self.counts,
            unreviewed: self.unreviewed.len(),
            score: self.score.map(tenth),
        }
    }
}
