//! All patterns together, found in one pass over a text.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::compile::{Key, Node, Pattern};
use super::guard::Guard;
use super::matcher::{Capture, Found, longest};
use super::parse::PatternError;
use crate::language::{MaskSet, Morphology, SentenceView, Trigger, Triggers};

/// Number of a group of patterns: one per rule that has patterns, and one per role of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub u32);

/// A pattern of the index with what belongs to it.
#[derive(Clone, Debug)]
pub struct Entry {
    group: GroupId,
    row: u32,
    guard: Guard,
    masks: MaskSet,
}

#[derive(Clone, Debug)]
struct Compiled {
    entry: u32,
    nodes: Vec<Node>,
    before: (usize, usize),
}

/// One match of a pattern of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Number of the row in its group.
    pub row: u32,
    /// Block.
    pub block: u32,
    /// Sentence in the block.
    pub sentence: u32,
    /// Tokens, and what each item of the pattern has taken, in the sentence.
    pub found: Found,
}

/// The matches in one block.
#[derive(Clone, Debug, Default)]
pub struct BlockMatches {
    /// By group, then by place.
    found: Vec<(GroupId, Match)>,
}

/// The matches in a text, by group, in order of place.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    groups: BTreeMap<GroupId, Vec<Match>>,
}

impl Matches {
    /// Adds those of the block of this number; blocks come in order.
    pub fn add(&mut self, block: usize, matches: &BlockMatches) {
        let block = block as u32;
        for (group, found) in &matches.found {
            self.groups.entry(*group).or_default().push(Match { block, ..found.clone() });
        }
    }

    /// The matches of one group.
    pub fn of(&self, group: GroupId) -> &[Match] {
        self.groups.get(&group).map_or(&[], Vec::as_slice)
    }

    /// Drops the matches of one group that `keep` does not want.
    pub fn retain(&mut self, group: GroupId, keep: impl FnMut(&Match) -> bool) {
        if let Some(matches) = self.groups.get_mut(&group) {
            matches.retain(keep);
        }
    }
}

/// Makes an [`Index`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    index: Index,
}

/// All patterns of the rules in force.
#[derive(Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    programs: Vec<Compiled>,
    forms: FxHashMap<Box<str>, SmallVec<[u32; 2]>>,
    lemmas: FxHashMap<Box<str>, SmallVec<[u32; 2]>>,
    /// By length in bytes, so that a form is looked up once per length.
    prefixes: BTreeMap<usize, FxHashMap<Box<str>, SmallVec<[u32; 2]>>>,
    /// Patterns of classes only: tried at every word.
    everywhere: Vec<u32>,
}

impl IndexBuilder {
    /// Adds a pattern with its guard. Matches that begin in one of `masks` are dropped.
    ///
    /// # Errors
    /// What is wrong with the pattern or the guard.
    pub fn add(
        &mut self,
        group: GroupId,
        row: u32,
        pattern: &str,
        guard: &str,
        masks: MaskSet,
        morphology: &dyn Morphology,
    ) -> Result<(), PatternError> {
        let pattern = Pattern::compile(pattern, morphology)?;
        let guard = Guard::compile(guard, morphology)?;
        let index = &mut self.index;
        let entry = index.entries.len() as u32;
        index.entries.push(Entry { group, row, guard, masks });
        for program in pattern.programs {
            let number = index.programs.len() as u32;
            let before = program.anchor.as_ref().map_or((0, 0), |anchor| anchor.before);
            match program.anchor {
                None => index.everywhere.push(number),
                Some(anchor) => anchor.keys.into_iter().for_each(|key| index.key(key, number)),
            }
            index.programs.push(Compiled { entry, nodes: program.nodes, before });
        }
        Ok(())
    }

    /// Ends the index.
    pub fn finish(self) -> Index {
        self.index
    }
}

impl Index {
    fn key(&mut self, key: Key, program: u32) {
        let list = match key {
            Key::Form(form) => self.forms.entry(form).or_default(),
            Key::Lemma(lemma) => self.lemmas.entry(lemma).or_default(),
            Key::Prefix(prefix) => self.prefixes.entry(prefix.len()).or_default().entry(prefix).or_default(),
        };
        if !list.contains(&program) {
            list.push(program);
        }
    }

    /// Number of patterns.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All matches in the sentences of one block. Of the matches of one pattern that begin at the same token the longest
    /// counts; of two that overlap, the earlier.
    pub fn scan<'a>(&self, sentences: impl Iterator<Item = SentenceView<'a>>) -> BlockMatches {
        let mut found = Vec::new();
        // Per pattern the first start not yet tried: anchors come in order, so do the starts they ask for.
        let mut tried: FxHashMap<u32, usize> = FxHashMap::default();
        for view in sentences {
            tried.clear();
            for token in 0..view.len() {
                let word = view.word(token);
                for trigger in &word.triggers {
                    self.set_off(trigger.pattern, token, &view, &mut tried, &mut found);
                }
                if word.is_word() {
                    for &program in &self.everywhere {
                        self.set_off(program, token, &view, &mut tried, &mut found);
                    }
                }
            }
        }
        found.sort_by_key(|(group, found)| {
            let tokens = &found.found.tokens;
            (*group, found.sentence, tokens.start, found.row, Reverse(tokens.end))
        });
        drop_overlaps(&mut found);
        BlockMatches { found }
    }

    fn set_off(
        &self,
        number: u32,
        token: usize,
        view: &SentenceView<'_>,
        tried: &mut FxHashMap<u32, usize>,
        matches: &mut Vec<(GroupId, Match)>,
    ) {
        let program = &self.programs[number as usize];
        let (least, most) = program.before;
        if token < least {
            return;
        }
        let mut first = token.saturating_sub(most);
        if least != most {
            let next = tried.entry(number).or_default();
            first = first.max(*next);
            *next = token - least + 1;
        }
        for start in first..=token - least {
            let Some(found) = longest(&program.nodes, view, start) else { continue };
            let entry = &self.entries[program.entry as usize];
            if found.tokens.is_empty() || view.is_masked(start, entry.masks) || entry.guard.drops(view, &found) {
                continue;
            }
            let (block, sentence) = (view.block() as u32, view.index() as u32);
            matches.push((entry.group, Match { row: entry.row, block, sentence, found }));
        }
    }
}

/// Of two overlapping matches of the same row the earlier stays; of the same start, the longer.
fn drop_overlaps(matches: &mut Vec<(GroupId, Match)>) {
    let mut ends: FxHashMap<(GroupId, u32), (u32, usize)> = FxHashMap::default();
    matches.retain(|(group, found)| {
        let row = (*group, found.row);
        match ends.get(&row) {
            Some(&(sentence, end)) if sentence == found.sentence && found.found.tokens.start < end => false,
            _ => {
                ends.insert(row, (found.sentence, found.found.tokens.end));
                true
            }
        }
    });
}

impl Triggers for Index {
    fn of_word(&self, folded: &str, lemmas: &mut dyn Iterator<Item = &str>) -> Box<[Trigger]> {
        let mut programs: SmallVec<[u32; 8]> = SmallVec::new();
        let mut add = |list: Option<&SmallVec<[u32; 2]>>| programs.extend(list.into_iter().flatten().copied());
        add(self.forms.get(folded));
        for lemma in lemmas {
            add(self.lemmas.get(lemma));
        }
        for (&length, prefixes) in &self.prefixes {
            if let Some(start) = folded.get(..length) {
                add(prefixes.get(start));
            }
        }
        programs.sort_unstable();
        programs.dedup();
        programs.into_iter().map(|pattern| Trigger { pattern }).collect()
    }
}

impl Match {
    /// The items of the pattern that took at least one token.
    pub fn captures(&self) -> impl Iterator<Item = &Capture> {
        self.found.captures.iter().filter(|capture| !capture.tokens.is_empty())
    }
}
