//! A without B: an abbreviation that the letter does not explain.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::capitals;
use super::check::{Check, Inspection, Setup};
use super::file::NeedsCheck;
use super::hit::{Fix, Hit, Level};
use crate::data::FileError;
use crate::language::{MaskSet, SentenceView, Shape};
use crate::letter::Zone;
use crate::text::{Edit, Span};

/// Columns of the table of abbreviations.
///
/// `class` is `known` (needs no meaning), `name` (needs none before a name, number or quote), `explain`, or `ambiguous`
/// (several meanings, apart by « / »). `near` are beginnings of words with one of which in the sentence it is clear.
pub(super) const COLUMNS: &[&str] = &["abbr", "class", "expansion", "near", "note"];

/// Makes the check. Parameter `known`: abbreviations that an office's readers know.
///
/// # Errors
/// No such table, or an unknown class.
pub(super) fn build(check: &NeedsCheck, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table(check.meanings.get_ref(), COLUMNS)?;
    let mut meanings = FxHashMap::default();
    for row in &table.rows {
        let cell = |name| table.cell(row, name);
        let class = match cell("class") {
            "known" => Class::Known,
            "name" => Class::Name,
            "explain" => Class::Explain,
            "ambiguous" => Class::Ambiguous,
            other => {
                let message = format!("неизвестный класс «{other}»; есть known, name, explain, ambiguous");
                return Err(FileError::new(&*table.path, row.line, message));
            }
        };
        let near = cell("near").split_whitespace().map(Into::into).collect();
        let meaning = Meaning { class, expansion: cell("expansion").into(), near };
        if meanings.insert(cell("abbr").into(), meaning).is_some() {
            let message = format!("сокращение «{}» уже есть в таблице", cell("abbr"));
            return Err(FileError::new(&*table.path, row.line, message));
        }
    }
    Ok(Box::new(Needs { meanings }))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Known,
    Name,
    Explain,
    Ambiguous,
}

#[derive(Debug)]
struct Meaning {
    class: Class,
    expansion: Box<str>,
    near: Vec<Box<str>>,
}

#[derive(Debug)]
struct Needs {
    meanings: FxHashMap<Box<str>, Meaning>,
}

impl Check for Needs {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let known: Vec<&str> = seen.params.texts("known").collect();
        // Settled: explained, or reported once already.
        let mut settled: FxHashSet<&str> = self.explained_in_notes(seen);
        for view in seen.sentences() {
            for token in 0..view.len() {
                let Some(abbr) = self.candidate(&view, token) else { continue };
                if settled.contains(abbr) || known.contains(&abbr) || self.is_clear(&view, token, abbr) {
                    continue;
                }
                settled.insert(abbr);
                if !explains(&view, token, abbr) {
                    hits.push(self.hit(&view, token, abbr));
                }
            }
        }
    }
}

impl Needs {
    /// The abbreviation at a token that may need a meaning.
    fn candidate<'a>(&self, view: &SentenceView<'a>, token: usize) -> Option<&'a str> {
        let word = view.word(token);
        let listed = |abbr: &str| self.meanings.contains_key(abbr);
        let abbr = match word.shape {
            Shape::Upper | Shape::Mixed => word.form.split(['-', '\'', '’']).next().unwrap_or_default(),
            _ => return None,
        };
        if listed(abbr) {
            return (!view.is_masked(token, MaskSet::LEX) && !is_shout(view, token)).then_some(abbr);
        }
        let letters = abbr.chars().count();
        let capitals = (2..=LONGEST).contains(&letters) && abbr.chars().all(|c| matches!(c, 'А'..='Я' | 'Ё'));
        let unlisted = capitals
            && word.shape == Shape::Upper
            && !capitals::is_ordinary(word)
            && !capitals::is_roman(abbr)
            && !view.is_masked(token, MaskSet::LEX)
            && !is_label(view, token)
            && !is_shout(view, token);
        unlisted.then_some(abbr)
    }

    /// True when the reader knows the abbreviation, or the words around it make it clear.
    fn is_clear(&self, view: &SentenceView<'_>, token: usize, abbr: &str) -> bool {
        let Some(meaning) = self.meanings.get(abbr) else { return false };
        let near = |token: usize| meaning.near.iter().any(|start| view.word(token).folded.starts_with(&**start));
        meaning.class == Class::Known
            || (meaning.class == Class::Name && names_follow(view, token))
            || (!meaning.near.is_empty() && (0..view.len()).any(near))
    }

    /// Abbreviations that a note explains: «ЕГРН – реестр недвижимости».
    fn explained_in_notes<'a>(&self, seen: &Inspection<'a>) -> FxHashSet<&'a str> {
        let mut found = FxHashSet::default();
        let blocks = (0..seen.document.blocks().len()).filter(|&block| seen.letter.zone(block) == Zone::Notes);
        for block in blocks {
            for view in seen.analysis.sentences_of(block, seen.document, seen.lexicon) {
                let explained = |&token: &usize| {
                    self.candidate(&view, token).is_some_and(|abbr| explains(&view, token, abbr))
                        || (token == 0 && view.len() > 2 && is_dash(&view, 1))
                };
                found.extend((0..view.len()).filter(explained).filter_map(|token| self.candidate(&view, token)));
            }
        }
        found
    }

    fn hit(&self, view: &SentenceView<'_>, token: usize, abbr: &str) -> Hit {
        let span = Span { end: view.token_span(token).start + abbr.len() as u32, ..view.token_span(token) };
        let hit = Hit::at(span);
        let Some(meaning) = self.meanings.get(abbr).filter(|meaning| !meaning.expansion.is_empty()) else {
            return hit.word("meaning", "");
        };
        let hit = hit.word("meaning", format!(": {}", meaning.expansion.replace(" / ", " или ")));
        if meaning.class == Class::Ambiguous {
            return hit;
        }
        // A meaning in brackets stands in the nominative whatever the sentence asks for: sure without inflection.
        let plain = meaning.expansion.split(" (").next().unwrap_or_default();
        let label = format!("{abbr} ({plain})");
        let edits = vec![Edit::replace(Span::empty(span.end), format!(" ({plain})"))];
        let whole = is_whole(view, token, abbr) && is_meaning(plain);
        let fix = whole.then_some(Fix { level: Level::Ask, label, edits });
        let full = Fix { level: Level::Show, label: format!("{plain} (далее – {abbr})"), edits: Vec::new() };
        Hit { fixes: fix.into_iter().chain([full]).collect(), ..hit }
    }
}

/// Longest abbreviation, in letters.
const LONGEST: usize = 7;

/// True when the token is the abbreviation and nothing more, with no bracket after it.
fn is_whole(view: &SentenceView<'_>, token: usize, abbr: &str) -> bool {
    view.token_text(token) == abbr && !(token + 1 < view.len() && &*view.word(token + 1).form == "(")
}

/// True for what [`explains`] takes for a meaning in brackets.
fn is_meaning(text: &str) -> bool {
    text.contains(' ') || text.chars().count() >= MEANING_LETTERS
}

/// One word in brackets is a meaning from so many letters on.
const MEANING_LETTERS: usize = 6;

fn is_dash(view: &SentenceView<'_>, token: usize) -> bool {
    token < view.len() && matches!(&*view.word(token).form, "–" | "—" | "-")
}

fn is_sign(view: &SentenceView<'_>, token: usize, sign: &str) -> bool {
    token < view.len() && &*view.word(token).form == sign
}

/// A name, number or quote follows: «СОШ № 5», «ИП Лесков».
fn names_follow(view: &SentenceView<'_>, token: usize) -> bool {
    let next = token + 1;
    next < view.len()
        && (matches!(&*view.word(next).form, "«" | "\"" | "„" | "“" | "№")
            || matches!(view.word(next).shape, Shape::Number | Shape::Title | Shape::Mixed))
}

/// Words after which capitals are a letter or a mark, no abbreviation: «серия АБ», «литера АБ».
const LABELLED: &[&str] = &[
    "серия",
    "литера",
    "литер",
    "корпус",
    "категория",
    "класс",
    "группа",
    "буква",
    "зал",
    "секция",
    "подъезд",
    "блок",
    "индекс",
    "тип",
    "марка",
    "модель",
    "зона",
    "строение",
    "форма",
    "маршрут",
    "код",
    "шифр",
];

fn is_label(view: &SentenceView<'_>, token: usize) -> bool {
    let before = |back: usize| token.checked_sub(back).map(|before| view.word(before));
    let labels = |back: usize| {
        before(back).is_some_and(|word| {
            word.readings.iter().any(|reading| LABELLED.contains(&view.lexicon().lemma(reading.lemma)))
        })
    };
    let quoted = before(1).is_some_and(|word| matches!(&*word.form, "«" | "\"" | "№"));
    let numbered = |back: usize| before(back).is_some_and(|word| word.shape == Shape::Number);
    let between = numbered(1) && token + 1 < view.len() && view.word(token + 1).shape == Shape::Number;
    let joined = numbered(1) && !view.tokens()[token].space_before;
    labels(1) || quoted || joined || between || is_sign(view, token + 1, "-")
}

/// True in a run of capitals with ordinary words: there it is not an abbreviation that needs a word.
fn is_shout(view: &SentenceView<'_>, token: usize) -> bool {
    let shouted = |token: usize| {
        let word = view.word(token);
        word.shape == Shape::Upper && word.cyrillic && word.form.chars().count() > 2 && capitals::is_ordinary(word)
    };
    token.checked_sub(1).is_some_and(shouted) || (token + 1 < view.len() && shouted(token + 1))
}

/// True when the sentence explains the abbreviation where it stands.
fn explains(view: &SentenceView<'_>, token: usize, abbr: &str) -> bool {
    let next = token + 1;
    in_brackets(view, token)
        || (is_sign(view, next, "(") && gives_meaning(view, next + 1))
        || (is_dash(view, next) && (is_sign(view, next + 1, "это") || spells(view, next + 1..view.len(), abbr)))
        || (is_sign(view, next, ",") && is_sign(view, next + 1, "то") && is_sign(view, next + 2, "есть"))
        || token.checked_sub(1).is_some_and(|before| is_dash(view, before) && ends_spelling(view, before, abbr))
}

/// «(далее – ОИВ)», «(ЕГРН)», «(или ЕГРН)»: the meaning stands before the bracket.
fn in_brackets(view: &SentenceView<'_>, token: usize) -> bool {
    let Some(open) = (0..token).rev().take_while(|&at| !is_sign(view, at, ")")).find(|&at| is_sign(view, at, "("))
    else {
        return false;
    };
    let later = (open + 1..token).any(|at| &*view.word(at).folded == "далее");
    let alone = (open + 1..token).all(|at| {
        let word = view.word(at);
        matches!(&*word.folded, "или" | "сокращенно" | "по" | "тексту" | "в" | "дальнейшем") || is_dash(view, at)
    });
    open > 0 && view.word(open - 1).shape != Shape::Number && (later || (alone && is_sign(view, token + 1, ")")))
}

/// The bracket that opens before `start` holds a meaning: two words, or one of some length.
fn gives_meaning(view: &SentenceView<'_>, start: usize) -> bool {
    let inside = (start..view.len()).take_while(|&at| !is_sign(view, at, ")"));
    let words = inside.filter(|&at| view.word(at).is_word() && view.word(at).shape != Shape::Number);
    let lengths: Vec<usize> = words.take(2).map(|at| view.word(at).form.chars().count()).collect();
    match lengths.as_slice() {
        [one] => *one >= MEANING_LETTERS,
        [_, _] => !is_sign(view, start, "далее"),
        _ => false,
    }
}

/// True when the first words of `tokens` begin with the letters of the abbreviation, in order.
fn spells(view: &SentenceView<'_>, tokens: Range<usize>, abbr: &str) -> bool {
    let mut letters = abbr.chars().flat_map(char::to_lowercase).peekable();
    let mut words = 0;
    for at in tokens.filter(|&at| view.word(at).is_word()).take(2 * LONGEST) {
        let Some(&letter) = letters.peek() else { break };
        words += 1;
        // «Жилищно-коммунальное» gives two letters.
        for part in view.word(at).folded.split('-') {
            if letters.peek().is_some_and(|&letter| part.starts_with(letter)) {
                letters.next();
            }
        }
        if words == 1 && letters.peek() == Some(&letter) {
            return false;
        }
    }
    letters.peek().is_none()
}

/// True when the words that end before `end` spell the abbreviation.
fn ends_spelling(view: &SentenceView<'_>, end: usize, abbr: &str) -> bool {
    let least = abbr.chars().count().min(2);
    (end.saturating_sub(2 * LONGEST)..end.saturating_sub(least - 1)).any(|start| spells(view, start..end, abbr))
}
