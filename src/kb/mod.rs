//! A knowledge base: the templates, scripts, acts, pages and contacts of an office in one folder, checked as a whole.
//!
//! [`Base`] is what was read; [`check`] runs the rules of `rules/kb/` over it. Both are pure. The items are also letters,
//! which `engine::check` checks one by one; what is found here is given to it as [`Found`]. Nothing is quadratic in the
//! number of items.

mod contacts;
mod coverage;
mod duplicates;
mod facts;
mod head;
mod item;
mod links;
mod list;
mod metadata;
mod review;
mod sections;
mod service;
mod topics;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use facts::{ActRef, Fact, Phone, Place, Term};
pub use head::{Head, Line};
pub use item::{Item, ItemKind, Named};
pub use list::{Change, Function, LIST_NAME, List, Placed};
pub use topics::{TOPICS_NAME, Topic, topics};
pub use words::Name;

use crate::language::{Date, parse_date};
use crate::profile::Profile;
use crate::rules::{Found, Hit, Params, Setting};
use crate::text::Span;

/// A knowledge base as read.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// `kb.toml`.
    pub list: List,
    /// `topics.csv`, if there is one.
    pub topics: Option<Vec<Topic>>,
    /// The files that are read, by path.
    pub items: Vec<Item>,
    /// The paths of all files, also of those that are not read, and of those outside to which links lead.
    pub files: BTreeSet<String>,
}

/// Which function an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Belongs {
    /// To this one of the list.
    To(usize),
    /// To all.
    All,
    /// To one that the list has not.
    Unknown,
    /// It says nothing.
    Nowhere,
}

impl Base {
    /// The function of an item: by its card, else by its folder.
    pub fn function_of(&self, item: &Item) -> Belongs {
        match item.head.text("function") {
            Some(name) if ["all", "все", "общее"].contains(&words::folded(name).as_str()) => Belongs::All,
            Some(name) => self.list.function(name).map_or(Belongs::Unknown, Belongs::To),
            None => self.list.function_of_folder(&item.path).map_or(Belongs::Nowhere, Belongs::To),
        }
    }

    /// Who answers for an item: by its card, else by its function.
    pub fn owner_of<'a>(&'a self, item: &'a Item) -> Option<&'a str> {
        item.head.text("owner").or_else(|| match self.function_of(item) {
            Belongs::To(index) => self.list.functions[index].owner.as_deref(),
            _ => None,
        })
    }

    /// When an item was last looked over, if its card gives a date.
    pub fn reviewed(item: &Item) -> Option<Date> {
        item.head.text("reviewed").and_then(parse_date)
    }
}

/// A file of a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// `kb.toml`.
    List,
    /// `topics.csv`.
    Topics,
    /// An item, by number.
    Item(usize),
}

/// The rules in force with the day and the base: what every check sees.
struct Seen<'a> {
    base: &'a Base,
    profile: &'a Profile,
    today: Date,
    settings: &'a [Setting],
    /// The function of each item.
    belongs: Vec<Belongs>,
}

/// What a check reports to.
struct Out<'a> {
    rule: Arc<str>,
    params: &'a Params,
    found: &'a mut Vec<(File, Found)>,
}

impl Out<'_> {
    fn add(&mut self, file: File, hit: Hit) {
        self.found.push((file, Found { rule: self.rule.clone(), hit }));
    }

    /// A hit with the words of the message's `{detail}`.
    fn tell(&mut self, file: File, hit: Hit, detail: impl Into<String>) {
        self.add(file, hit.word("detail", detail));
    }
}

impl Seen<'_> {
    /// The items that are ready, with their numbers.
    fn items(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.base.items.iter().enumerate().filter(|(_, item)| !item.is_draft())
    }

    /// The parameters of another rule, where it is in force.
    fn params(&self, rule: &str) -> Option<&Params> {
        self.settings.iter().find(|setting| *setting.id == *rule).map(|setting| &setting.params)
    }
}

/// A hit on a stretch of text.
fn at(span: Span) -> Hit {
    Hit::at(span)
}

type Check = fn(&Seen<'_>, &mut Out<'_>);

/// The rules with their code.
const CHECKS: [(&str, Check); 10] = [
    ("kb-broken-ref", links::check),
    ("kb-contacts", contacts::check),
    ("kb-duplicate-template", duplicates::check),
    ("kb-function-not-covered", coverage::check),
    ("kb-law-changed", review::law_changed),
    ("kb-metadata", metadata::check),
    ("kb-no-solution-templates", sections::no_solution),
    ("kb-review-overdue", review::overdue),
    ("kb-section-missing", sections::missing),
    ("kb-service-page", service::check),
];

/// Runs the rules that `settings` names over a base. What is found comes by file.
pub fn check(base: &Base, settings: &[Setting], profile: &Profile, today: Date) -> Vec<(File, Found)> {
    let belongs = base.items.iter().map(|item| base.function_of(item)).collect();
    let seen = Seen { base, profile, today, settings, belongs };
    let mut found = Vec::new();
    for setting in settings {
        if let Some((_, run)) = CHECKS.iter().find(|(id, _)| *id == &*setting.id) {
            run(&seen, &mut Out { rule: setting.id.clone(), params: &setting.params, found: &mut found });
        }
    }
    found.sort_by_key(|(file, _)| *file);
    found
}
