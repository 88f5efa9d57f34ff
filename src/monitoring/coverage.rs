//! Whether answers stand ready for what people ask about.

use std::collections::BTreeMap;

use super::material::Form;
use super::{Entry, Journal, Monitoring};
use crate::kb::Name;

/// A matter people ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Topic {
    pub(super) name: String,
    pub(super) letters: u32,
    pub(super) calls: u32,
    pub(super) template: bool,
    pub(super) script: bool,
}

impl Topic {
    /// What people write about wants a template; so does what nobody has counted.
    pub(super) fn wants_template(&self) -> bool {
        self.letters > 0 || self.calls == 0
    }

    /// What people call about wants a script.
    pub(super) fn wants_script(&self) -> bool {
        self.calls > 0
    }

    /// True when an answer stands ready for whatever way it is asked in.
    pub(super) fn covered(&self) -> bool {
        (self.template || !self.wants_template()) && (self.script || !self.wants_script())
    }
}

/// The matters of the period and those the office listed, the most frequent first; `None` when nothing names any.
pub(super) fn topics(monitoring: &Monitoring) -> Option<Vec<Topic>> {
    let Monitoring { period, letters, calls, topics, materials, .. } = monitoring;
    let mut found: BTreeMap<Name, Topic> = BTreeMap::new();
    let mut at = |name: &str, letters: u32, calls: u32| {
        let key = Name::of(name);
        if !key.is_empty() {
            let topic = Topic { name: name.to_owned(), letters: 0, calls: 0, template: false, script: false };
            let topic = found.entry(key).or_insert(topic);
            topic.letters += letters;
            topic.calls += calls;
        }
    };
    let by_letter = letters.as_ref().is_some_and(|journal| journal.has_topic);
    for topic in topics.iter().flatten() {
        // The list may count the letters of the quarter where the journal does not.
        at(&topic.name, topic.letters.filter(|_| !by_letter).unwrap_or_default(), 0);
    }
    let within = |entry: &&Entry| period.holds(entry.date);
    let entries = |journal| journal_entries(journal).filter(within);
    entries(letters).for_each(|entry| at(&entry.topic, entry.count, 0));
    entries(calls).for_each(|entry| at(&entry.topic, 0, entry.count));
    for material in materials.iter().filter(|material| material.read) {
        for name in &material.topics {
            if let Some(topic) = found.get_mut(&Name::of(name)) {
                topic.template |= material.form == Form::Template;
                topic.script |= material.form == Form::Script;
            }
        }
    }
    let named = topics.is_some() || [letters, calls].into_iter().flatten().any(|journal| journal.has_topic);
    let mut found: Vec<Topic> = found.into_values().collect();
    found.sort_by(|a, b| (b.letters + b.calls, &a.name).cmp(&(a.letters + a.calls, &b.name)));
    named.then_some(found)
}

fn journal_entries(journal: &Option<Journal>) -> impl Iterator<Item = &Entry> {
    journal.iter().flat_map(|journal| &journal.entries)
}

/// A service and what readers say of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Service {
    pub(super) name: String,
    /// Marks in the period, and their mean.
    pub(super) marks: u32,
    pub(super) mean: Option<f64>,
    /// The mean of the period before.
    pub(super) before: Option<f64>,
}

/// The services that have marks or materials of their own, by name; `None` without a journal of feedback.
pub(super) fn services(monitoring: &Monitoring) -> Option<Vec<Service>> {
    let journal = monitoring.feedback.as_ref()?;
    let before = monitoring.period.before();
    let mut found: BTreeMap<Name, (String, [(u32, f64); 2])> = BTreeMap::new();
    let named = monitoring.materials.iter().filter_map(|material| material.service.as_ref());
    for name in monitoring.services.iter().chain(named).chain(journal.entries.iter().map(|entry| &entry.channel)) {
        found.entry(Name::of(name)).or_insert_with(|| (name.clone(), Default::default()));
    }
    for entry in &journal.entries {
        let at = match entry.date {
            date if monitoring.period.holds(date) => 0,
            date if before.holds(date) => 1,
            _ => continue,
        };
        if let Some((_, sums)) = found.get_mut(&Name::of(&entry.channel)) {
            sums[at].0 += entry.waits;
            sums[at].1 += entry.waiting;
        }
    }
    let mean = |(marks, points): (u32, f64)| (marks > 0).then(|| points / f64::from(marks));
    let service = |(name, [now, before]): (String, [(u32, f64); 2])| Service {
        name,
        marks: now.0,
        mean: mean(now),
        before: mean(before),
    };
    let mut services: Vec<Service> = found.into_values().map(service).collect();
    services.sort_by(|a, b| a.name.cmp(&b.name));
    Some(services)
}
