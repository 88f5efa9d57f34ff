//! Two words for one thing in one letter.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::{Check, Inspection, Setup};
use super::file::AgreeCheck;
use super::hit::{Fix, Hit, Level};
use crate::data::FileError;
use crate::language::{Feature, LemmaId, MaskKind, MaskSet, Reading, SentenceView, Shape, Tag};
use crate::pattern::Match;

/// Columns of a table of groups: one row per word of a group.
///
/// `sort` is `person` for people: what follows them («принесите воспитанницу на беседу») says nothing of who they are.
const COLUMNS: &[&str] = &["group", "word", "pattern", "level", "guard", "sort", "note"];

/// Makes the check.
///
/// # Errors
/// No such table, a bad pattern or guard, an unknown level.
pub(super) fn build(check: &AgreeCheck, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table(check.groups.get_ref(), COLUMNS)?;
    let mut members = Vec::new();
    for row in &table.rows {
        let cell = |name| table.cell(row, name);
        let error = |message: String| FileError::new(&*table.path, row.line, message);
        let loudness = match cell("level") {
            "" | "w" => 0,
            "h" => -1,
            other => return Err(error(format!("неизвестный уровень «{other}»: бывает w и h"))),
        };
        setup.pattern(members.len() as u32, cell("pattern"), cell("guard"), MaskSet::LEGAL).map_err(error)?;
        let person = match cell("sort") {
            "" => false,
            "person" => true,
            other => return Err(error(format!("неизвестный вид «{other}»: бывает person"))),
        };
        members.push(Member { group: cell("group").into(), word: cell("word").into(), loudness, person });
    }
    Ok(Box::new(Agree { members }))
}

/// A word of a group; the row of its pattern is its number.
#[derive(Debug)]
struct Member {
    group: Box<str>,
    word: Box<str>,
    loudness: i8,
    person: bool,
}

#[derive(Debug)]
struct Agree {
    members: Vec<Member>,
}

impl Check for Agree {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut groups: BTreeMap<&str, Vec<&Match>> = BTreeMap::new();
        for found in seen.matches {
            let mentions = groups.entry(&*self.members[found.row as usize].group).or_default();
            // «Жилой дом» and «дом» at one place: the first taken is the longest of its own row; one mention is enough.
            if !mentions.last().is_some_and(|last| overlap(last, found)) {
                mentions.push(found);
            }
        }
        for mentions in groups.values() {
            self.group(seen, mentions, hits);
        }
    }
}

fn overlap(a: &Match, b: &Match) -> bool {
    same_sentence(a, b) && b.found.tokens.start < a.found.tokens.end
}

fn same_sentence(a: &Match, b: &Match) -> bool {
    (a.block, a.sentence) == (b.block, b.sentence)
}

impl Agree {
    /// Reports the words of a group other than the first, where nothing says that another thing is meant.
    fn group(&self, seen: &Inspection<'_>, mentions: &[&Match], hits: &mut Vec<Hit>) {
        let Some(first) = mentions.first() else { return };
        if mentions.iter().all(|mention| mention.row == first.row) {
            return;
        }
        // A word that once has a number, a purpose or another mark of its own names a thing of its own.
        let own: Vec<u32> = mentions
            .iter()
            .filter(|mention| mention.row != first.row)
            .filter(|mention| seen.sentence_of(mention).is_none_or(|view| self.is_marked(&view, mention)))
            .map(|mention| mention.row)
            .collect();
        let purpose = seen.sentence_of(first).and_then(|view| purpose(&view, first));
        let mut reported: Vec<(u32, u32)> = Vec::new();
        for (index, mention) in mentions.iter().enumerate() {
            let here = (mention.row, mention.block);
            if mention.row == first.row || reported.contains(&here) {
                continue;
            }
            // «Разрешение на выезд» and «согласие на выезд» are one thing, whatever else the words name.
            let same = purpose.is_some()
                && seen.sentence_of(mention).and_then(|view| self::purpose(&view, mention)) == purpose;
            if own.contains(&mention.row) && !same {
                continue;
            }
            // Two words side by side are told apart by the author: «опекун до 14 лет, попечитель с 14».
            let beside = |other: Option<&&Match>| {
                other.is_some_and(|other| same_sentence(other, mention) && other.row != mention.row)
            };
            if beside(index.checked_sub(1).and_then(|before| mentions.get(before))) || beside(mentions.get(index + 1)) {
                continue;
            }
            let Some(view) = seen.sentence_of(mention) else { continue };
            if !is_noun(&view, mention) {
                continue;
            }
            reported.push(here);
            let (first, member) = (&self.members[first.row as usize], &self.members[mention.row as usize]);
            let fix = Fix { level: Level::Show, label: first.word.to_string(), edits: Vec::new() };
            let hit = Hit::at(view.span(mention.found.tokens.clone())).word("first", &*first.word).fix(fix);
            hits.push(Hit { loudness: member.loudness, ..hit });
        }
    }

    /// True when the mention has a mark of its own: a number, a name, a purpose, an adjective, or a verb that makes it
    /// new.
    fn is_marked(&self, view: &SentenceView<'_>, mention: &Match) -> bool {
        let person = self.members[mention.row as usize].person;
        marked_after(view, mention.found.tokens.end, person) || marked_before(view, mention.found.tokens.start)
    }
}

/// What a word is for, where that is said: the preposition and the noun of «на выезд».
fn purpose(view: &SentenceView<'_>, mention: &Match) -> Option<(Arc<str>, LemmaId)> {
    let tie = mention.found.tokens.end;
    if tie + 1 >= view.len() || !TIES.contains(&&*view.word(tie).folded) {
        return None;
    }
    let reading = view.readings(tie + 1).iter().find(|reading| reading.tag.has(Feature::Noun))?;
    Some((view.word(tie).folded.clone(), reading.lemma))
}

/// Only the sentence can tell «дали» (gave) from a noun: a form that may be a verb counts when it is none here.
fn is_noun(view: &SentenceView<'_>, mention: &Match) -> bool {
    let last = mention.found.tokens.end - 1;
    let verb = |reading: &Reading| reading.tag.has_any(Tag::of(&[Feature::Verb, Feature::Adv]));
    !view.readings(last).iter().any(verb) || view.in_context(last).is_some_and(|reading| !verb(reading))
}

/// Prepositions that tie a purpose or an addressee to a noun: «заявление о выплате», «письмо в банк».
const TIES: &[&str] = &["о", "об", "обо", "на", "за", "от", "для", "с", "со", "из", "к", "в", "по", "между", "при"];

/// Words before a noun that point at a thing already named.
const POINTERS: &[&str] =
    &["ваш", "наш", "этот", "данный", "указанный", "вышеуказанный", "настоящий", "сам", "тот", "свой"];

/// Verbs of what an office does with the citizen's own paper.
const RECEIVING: &[&str] = &[
    "получить",
    "получать",
    "рассмотреть",
    "рассматривать",
    "зарегистрировать",
    "изучить",
    "прочитать",
    "снести",
    "снять",
    "отвечать",
    "ответить",
    "вернуть",
    "снизить",
    "уменьшить",
];

fn marked_after(view: &SentenceView<'_>, next: usize, person: bool) -> bool {
    if next >= view.len() {
        return false;
    }
    let word = view.word(next);
    let depends = |reading: &Reading| {
        let tag = reading.tag;
        tag.has(Feature::Gen)
            && tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn, Feature::Adj, Feature::Participle, Feature::Pron]))
    };
    let masked = matches!(view.mask(next), Some(kind) if kind != MaskKind::Roman);
    masked
        || matches!(word.shape, Shape::Number | Shape::Upper | Shape::Title | Shape::Mixed)
        || matches!(&*word.form, "№" | "«" | "\"" | "(" | "и" | "или" | "либо" | "/")
        || (!person && TIES.contains(&&*word.folded))
        || word.readings.iter().any(depends)
}

fn marked_before(view: &SentenceView<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let word = view.word(before);
    if !word.is_word() {
        return matches!(&*word.form, "«" | "\"" | "/" | "(");
    }
    let lemma_in =
        |list: &[&str]| word.readings.iter().any(|reading| list.contains(&view.lexicon().lemma(reading.lemma)));
    if lemma_in(POINTERS) {
        return false;
    }
    if matches!(&*word.folded, "и" | "или" | "либо") || word.shape == Shape::Number {
        return true;
    }
    let adjective =
        |tag: Tag| tag.has_any(Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle])) && !tag.has(Feature::Short);
    // «Направьте запрос», «построят здание»: a new thing.
    let verb = |tag: Tag| tag.has_any(Tag::of(&[Feature::Fin, Feature::Inf])) && !lemma_in(RECEIVING);
    word.readings.iter().any(|reading| adjective(reading.tag) || verb(reading.tag))
}
