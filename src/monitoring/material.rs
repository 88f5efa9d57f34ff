//! What the folder holds: templates of letters, scripts of calls, pages of services.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::row::folded;
use crate::kb::{Base, Belongs, Item, ItemKind, LIST_NAME, TOPICS_NAME};
use crate::language::{days_between, parse_date};
use crate::letter::Kind;
use crate::profile::Severity;
use crate::report::Counts;
use crate::report::ci::Sheet;

/// What a material is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A letter, ready to be filled in.
    Template,
    /// A script of a call.
    Script,
    /// The page of a service on the site.
    Page,
    /// Contacts, questions and answers.
    Other,
    /// A legal act, which is looked over when it changes.
    Act,
    /// A list of the knowledge base itself: faults may be in it, but it is no material.
    List,
}

impl From<ItemKind> for Form {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Template => Self::Template,
            ItemKind::Script => Self::Script,
            ItemKind::ServicePage => Self::Page,
            ItemKind::Law => Self::Act,
            ItemKind::Faq | ItemKind::Contacts | ItemKind::Memo => Self::Other,
        }
    }
}

/// A checked file.
#[derive(Clone, Debug)]
pub struct Material {
    /// Its path from the folder on.
    pub path: String,
    /// What it is for.
    pub form: Form,
    /// Whose it is; empty when nothing says.
    pub department: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// The service it belongs to.
    pub service: Option<String>,
    /// When somebody last looked it over.
    pub reviewed: Option<Date>,
    /// How easy it is to read, from 0 to 100.
    pub score: Option<u8>,
    /// Its faults: title of the rule, and how loud.
    pub faults: Vec<(String, Severity)>,
    /// True when it was checked and nothing was found that counts.
    pub clean: bool,
    /// False when it could not be read.
    pub read: bool,
}

/// Folders named for what lies in them and not for a department.
const KINDS_OF_FOLDERS: [&str; 22] = [
    "шаблоны",
    "шаблоны писем",
    "шаблоны ответов",
    "скрипты",
    "сценарии",
    "письма",
    "ответы",
    "страницы",
    "услуги",
    "контакты",
    "отказы",
    "материалы",
    "документы",
    "база знаний",
    "исходящие",
    "входящие",
    "templates",
    "scripts",
    "letters",
    "pages",
    "kb",
    "docs",
];

impl Material {
    /// What a checked file is; `path` is its path from the folder on.
    pub fn of(sheet: &Sheet, path: String) -> Self {
        let card = &sheet.facts.card;
        let form = match card.text("item").map(ItemKind::parse) {
            Some(kind) => kind.map_or(Form::Other, Form::from),
            None if [LIST_NAME, TOPICS_NAME].contains(&&*path) => Form::List,
            None if sheet.facts.kind == Kind::PhoneScript => Form::Script,
            None => Form::Template,
        };
        let topics = ["topic", "situation"].iter().flat_map(|key| card.list(key)).map(str::to_owned).collect();
        let department = match card.text("department") {
            Some(department) => department.to_owned(),
            None => folder(&path).unwrap_or_default().to_owned(),
        };
        let read = sheet.errors.is_empty();
        Self {
            form,
            department,
            topics,
            service: card.text("function").filter(|name| !matches!(*name, "all" | "все")).map(str::to_owned),
            reviewed: card.text("reviewed").and_then(parse_date),
            score: sheet.facts.score,
            faults: sheet.entries.iter().map(|entry| (entry.title.clone(), entry.severity)).collect(),
            clean: read && !sheet.entries.iter().any(|entry| entry.fails),
            read,
            path,
        }
    }

    /// The same as an item of a knowledge base, which knows more of it.
    #[must_use]
    pub fn in_base(mut self, base: &Base, item: &Item) -> Self {
        self.form = item.kind.map_or(self.form, Form::from);
        if let Belongs::To(function) = base.function_of(item) {
            self.service = base.list.functions.get(function).map(|function| function.name.text.clone());
        }
        self
    }

    /// How many faults of each severity.
    pub(super) fn counts(&self) -> Counts {
        let count = |wanted| self.faults.iter().filter(|(_, severity)| *severity == wanted).count();
        Counts { error: count(Severity::Error), warning: count(Severity::Warning), hint: count(Severity::Hint) }
    }
}

/// The first folder of a path that is named for a department.
fn folder(path: &str) -> Option<&str> {
    let (folders, _) = path.rsplit_once('/')?;
    folders.split('/').find(|name| !KINDS_OF_FOLDERS.contains(&&*folded(name)))
}

/// How many materials there are, and how many of them are clean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) total: usize,
    pub(super) clean: usize,
    pub(super) unread: usize,
}

impl Share {
    pub(super) fn of<'a>(materials: impl Iterator<Item = &'a Material>) -> Self {
        materials.filter(|material| material.form != Form::List).fold(Self::default(), |sum, material| Self {
            total: sum.total + 1,
            clean: sum.clean + usize::from(material.clean),
            unread: sum.unread + usize::from(!material.read),
        })
    }
}

/// Faults by rule, the most frequent first: title, counts, in how many materials.
pub(super) fn by_rule(materials: &[Material]) -> Vec<(&str, Counts, usize)> {
    let mut rules: BTreeMap<&str, (Counts, usize)> = BTreeMap::new();
    for material in materials {
        let mut seen: Vec<&str> = Vec::new();
        for (title, severity) in &material.faults {
            let (counts, files) = rules.entry(title).or_default();
            match severity {
                Severity::Error => counts.error += 1,
                Severity::Warning => counts.warning += 1,
                Severity::Hint | Severity::Off => counts.hint += 1,
            }
            if !seen.contains(&title.as_str()) {
                seen.push(title);
                *files += 1;
            }
        }
    }
    let mut rules: Vec<_> = rules.into_iter().map(|(title, (counts, files))| (title, counts, files)).collect();
    rules.sort_by_key(|(_, counts, _)| std::cmp::Reverse(counts.total()));
    rules
}

/// Materials and faults by department, those with the most errors and warnings first.
pub(super) fn by_department(materials: &[Material]) -> Vec<(&str, Share, Counts)> {
    let mut departments: BTreeMap<&str, Vec<&Material>> = BTreeMap::new();
    for material in materials {
        departments.entry(&material.department).or_default().push(material);
    }
    let mut rows: Vec<_> = departments
        .into_iter()
        .map(|(name, own)| {
            let mut counts = Counts::default();
            own.iter().for_each(|material| counts += material.counts());
            (name, Share::of(own.into_iter()), counts)
        })
        .collect();
    rows.sort_by_key(|(_, _, counts)| std::cmp::Reverse((counts.error + counts.warning, counts.hint)));
    rows
}

/// A band of readability: its name, its scores, how many materials lie in it.
pub(super) type Band = (&'static str, &'static str, usize);

/// How many materials are how easy to read, the hardest first; the bands are those of [`crate::rules::Score`].
pub(super) fn readability(materials: &[Material]) -> [Band; 5] {
    let count = |low: u8, high: u8| {
        materials.iter().filter_map(|material| material.score).filter(|score| (low..=high).contains(score)).count()
    };
    [
        ("очень трудно", "0–34", count(0, 34)),
        ("трудно", "35–54", count(35, 54)),
        ("трудновато", "55–69", count(55, 69)),
        ("понятно", "70–84", count(70, 84)),
        ("легко читать", "85–100", count(85, 100)),
    ]
}

/// The mean score; `None` when nothing has one.
pub(super) fn mean_score(materials: &[Material]) -> Option<f64> {
    let scores: Vec<f64> = materials.iter().filter_map(|material| material.score).map(f64::from).collect();
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}

/// Materials that nobody has looked over in time: those never looked over first, then the oldest.
pub(super) fn unreviewed(materials: &[Material], today: Date, days: i64) -> Vec<&Material> {
    let is_old = |material: &&Material| {
        let late = |reviewed| days_between(reviewed, today) > days;
        !matches!(material.form, Form::List | Form::Act) && material.reviewed.is_none_or(late)
    };
    let mut old: Vec<&Material> = materials.iter().filter(is_old).collect();
    old.sort_by(|a, b| (a.reviewed, &a.path).cmp(&(b.reviewed, &b.path)));
    old
}
