//! `list-not-parallel`: items of one list that are built differently.

use std::ops::Range;

use crate::document::BlockKind;
use crate::language::{Feature, Reading, SentenceView, Shape, Tag};
use crate::rules::units::marker;
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

/// Makes the check. Parameters: `min-items`; `majority`, in percent: so many items must be built alike for the others
/// to stand out.
pub(super) fn build() -> Box<dyn Check> {
    Box::new(NotParallel)
}

#[derive(Debug)]
struct NotParallel;

/// What an item begins with. An item that is none of these may stand in any list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Build {
    /// «взять паспорт»
    Infinitive,
    /// «возьмите паспорт»
    Imperative,
    /// «убрали снег»
    Finite,
    /// «справка из школы»
    Thing,
    /// «по средам», «почтой»
    Adverbial,
}

impl Build {
    /// How the other items begin, for people.
    const fn title(self) -> &'static str {
        match self {
            Self::Infinitive | Self::Imperative | Self::Finite => "с глагола в той же форме",
            Self::Thing => "с существительного",
            Self::Adverbial => "с предлога или падежа, как остальные",
        }
    }
}

impl Check for NotParallel {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut list: Vec<Item> = Vec::new();
        let mut current = None;
        for number in seen.blocks() {
            let block = &seen.document.blocks()[number];
            let place = match block.kind {
                BlockKind::ListItem { list, level } => Some((list, level)),
                _ => None,
            };
            if place.is_none() || place != current {
                report(seen, &list, hits);
                list.clear();
                current = place;
            }
            if place.is_some() {
                // An item of several sentences is a paragraph: it begins as it likes.
                let single = seen.analysis.blocks[number].sentences.len() == 1;
                let first = || seen.analysis.sentence(number, 0, seen.document, seen.lexicon);
                list.extend(single.then(first).flatten().and_then(|view| {
                    let end = (0..view.len()).find(|&token| &*view.word(token).form == ";").unwrap_or(view.len());
                    item(&view, 0..end)
                }));
                continue;
            }
            for view in seen.analysis.sentences_of(number, seen.document, seen.lexicon) {
                let items: Vec<Item> = inline(&view).into_iter().filter_map(|range| item(&view, range)).collect();
                report(seen, &items, hits);
            }
        }
        report(seen, &list, hits);
    }
}

/// An item with a build of its own: its first word and that.
struct Item {
    first: Span,
    build: Build,
    /// What else the word may be without the sentence: «аттестации» is one thing or of one thing.
    others: Vec<Build>,
}

fn report(seen: &Inspection<'_>, items: &[Item], hits: &mut Vec<Hit>) {
    if items.len() < seen.params.number("min-items", 3) {
        return;
    }
    let builds = [Build::Infinitive, Build::Imperative, Build::Finite, Build::Thing, Build::Adverbial];
    let count = |build: Build| items.iter().filter(|item| item.build == build).count();
    let Some(usual) = builds.into_iter().max_by_key(|&build| count(build)) else { return };
    if count(usual) * 100 < items.len() * seen.params.number("majority", 60) {
        return;
    }
    // «при необходимости – доверенность» and «сначала …» may stand in any list.
    let odd = |item: &&Item| item.build != usual && item.build != Build::Adverbial && !item.others.contains(&usual);
    let odd = items.iter().filter(odd);
    hits.extend(odd.map(|item| Hit::at(item.first).word("usual", usual.title())));
}

/// The items of a list within a sentence: each begins with a dash or a mark such as «1)» and ends with «;».
fn inline(view: &SentenceView<'_>) -> Vec<Range<usize>> {
    let sign = |token: usize, sign: &str| view.is_written(token, sign) && view.mask(token).is_none();
    let Some(colon) = (0..view.len()).find(|&token| sign(token, ":")) else { return Vec::new() };
    let mut items = Vec::new();
    let mut start = colon + 1;
    for token in colon + 1..=view.len() {
        if token < view.len() && !sign(token, ";") {
            continue;
        }
        let dash = |at: usize| at < token && matches!(&*view.word(at).form, "-" | "–" | "—");
        let skip = if dash(start) { 1 } else { marker(view, start) };
        if skip > 0 && start + skip < token {
            items.push(start + skip..token);
        }
        start = token + 1;
    }
    items
}

/// The build of an item, if it is sure.
fn item(view: &SentenceView<'_>, tokens: Range<usize>) -> Option<Item> {
    let first = tokens.clone().find(|&token| view.word(token).is_word())?;
    let word = view.word(first);
    // Numbers, names, dates, quotes and abbreviations may stand in any list.
    let capital_inside = !matches!(word.shape, Shape::Lower | Shape::Title);
    if view.mask(first).is_some() || capital_inside || !word.cyrillic || (tokens.start..first).len() > 1 {
        return None;
    }
    let build = build_of(view, first, tokens.end)?;
    let others = word.readings.iter().filter(|reading| reading.weight > 0.01).filter_map(of_reading).collect();
    Some(Item { first: view.token_span(first), build, others })
}

const ADJECTIVE: Tag = Tag::of(&[Feature::Adj, Feature::Participle]);

fn of_reading(reading: &Reading) -> Option<Build> {
    let tag = reading.tag;
    if tag.has_any(Tag::NAME) || tag.has(Feature::Short) || tag.has(Feature::Propn) || tag.has(Feature::Abbr) {
        return None;
    }
    if tag.has(Feature::Inf) {
        Some(Build::Infinitive)
    } else if tag.has(Feature::Imperative) {
        Some(Build::Imperative)
    } else if tag.has(Feature::Fin) {
        Some(Build::Finite)
    } else if tag.has(Feature::Adp) {
        Some(Build::Adverbial)
    } else if tag.has(Feature::Noun) || tag.has_any(ADJECTIVE) {
        let direct = tag.has(Feature::Nom) || tag.has(Feature::Acc);
        Some(if direct { Build::Thing } else { Build::Adverbial })
    } else {
        None
    }
}

fn build_of(view: &SentenceView<'_>, first: usize, end: usize) -> Option<Build> {
    let mut builds = view.readings(first).iter().filter(|reading| reading.weight > 0.01).map(of_reading);
    let likely = builds.next()?;
    let build = if builds.all(|other| other == likely) { likely } else { view.in_context(first).and_then(of_reading) };
    let build = build?;
    let says = |token: usize| {
        let likely = view.readings(token).first().map_or(Tag::NONE, |reading| reading.tag);
        likely.has(Feature::Fin) || likely.has(Feature::Inf) || likely.has(Feature::Short)
    };
    // «справку возьмите в школе», «в течение месяца подайте заявление» are whole clauses: they begin as they like.
    let is_clause = || (first + 1..end).take_while(|&token| &*view.word(token).form != ",").any(says);
    let verb = matches!(build, Build::Infinitive | Build::Imperative | Build::Finite);
    (verb || !is_clause()).then_some(build)
}
