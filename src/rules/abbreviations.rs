//! The table of abbreviations, and the abbreviations of a sentence.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::capitals;
use super::check::Setup;
use crate::data::FileError;
use crate::language::{MaskSet, SentenceView, Shape};

/// Columns of the table of abbreviations.
///
/// `class` is `known` (needs no meaning), `name` (needs none before a name, number or quote), `explain`, `expand` (the
/// words are better than the abbreviation), or `ambiguous` (several meanings, apart by « / »). `near` are beginnings of
/// words with one of which in the sentence it is clear.
pub(super) const COLUMNS: &[&str] = &["abbr", "class", "expansion", "near", "note"];

/// What a reader makes of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Everybody knows it.
    Known,
    /// Clear before a name, a number or a quote.
    Name,
    /// To be explained once, then it may stand.
    Explain,
    /// To be written in words.
    Expand,
    /// It has several meanings.
    Ambiguous,
}

/// A row of the table.
#[derive(Debug)]
pub struct Meaning {
    /// What a reader makes of it.
    pub class: Class,
    /// What it stands for, in plain words; several meanings are apart by « / ».
    pub expansion: Box<str>,
    near: Vec<Box<str>>,
}

/// An abbreviation in a sentence.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// As in the table, without an ending after a hyphen.
    pub abbr: &'a str,
    /// Its tokens: two for «ФОП ДО».
    pub tokens: Range<usize>,
}

/// The table of abbreviations.
#[derive(Debug)]
pub struct Abbreviations {
    meanings: FxHashMap<Box<str>, Meaning>,
}

/// Longer ones in capitals that have vowels enough are names rather than abbreviations.
const LONGEST_READ: usize = 5;

/// Longest abbreviation, in letters.
pub(super) const LONGEST: usize = 7;

impl Abbreviations {
    /// Reads a table of `dictionaries/`.
    ///
    /// # Errors
    /// No such table, an unknown class, an abbreviation that is there twice.
    pub fn load(name: &str, setup: &mut dyn Setup) -> Result<Self, FileError> {
        let table = setup.table(name, COLUMNS)?;
        let mut meanings = FxHashMap::default();
        for row in &table.rows {
            let cell = |name| table.cell(row, name);
            let class = match cell("class") {
                "known" => Class::Known,
                "name" => Class::Name,
                "explain" => Class::Explain,
                "expand" => Class::Expand,
                "ambiguous" => Class::Ambiguous,
                other => {
                    let message = format!("неизвестный класс «{other}»; есть known, name, explain, expand, ambiguous");
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
        Ok(Self { meanings })
    }

    /// The row of an abbreviation.
    pub fn meaning(&self, abbr: &str) -> Option<&Meaning> {
        self.meanings.get(abbr)
    }

    /// The abbreviations of a sentence that stand for words, in order.
    pub fn mentions<'a>(&self, view: &SentenceView<'a>) -> Vec<Mention<'a>> {
        let mut mentions = Vec::new();
        if !view.summary().has(Shape::Upper) && !view.summary().has(Shape::Mixed) {
            return mentions;
        }
        let mut token = 0;
        while token < view.len() {
            let Some(abbr) = self.at(view, token) else {
                token += 1;
                continue;
            };
            let both = token..view.len().min(token + 2);
            let pair = view.slice(both.clone());
            let mention = match self.meanings.contains_key(pair) {
                true => Mention { abbr: pair, tokens: both },
                false => Mention { abbr, tokens: token..token + 1 },
            };
            token = mention.tokens.end;
            mentions.push(mention);
        }
        mentions
    }

    /// The abbreviation at one token.
    fn at<'a>(&self, view: &SentenceView<'a>, token: usize) -> Option<&'a str> {
        let word = view.word(token);
        let listed = |abbr: &str| self.meanings.contains_key(abbr);
        let abbr = match word.shape {
            Shape::Upper | Shape::Mixed => word.form.split(['-', '\'', '’']).next().unwrap_or_default(),
            _ => return None,
        };
        let abbr = if listed(abbr) { abbr } else { without_ending(abbr) };
        // «ТНК-BP» is a name of its own.
        if word.form[abbr.len()..].starts_with('-') && word.form.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        if listed(abbr) {
            return (!view.is_masked(token, MaskSet::LEX) && !is_shout(view, token)).then_some(abbr);
        }
        let letters = abbr.chars().count();
        let vowels = abbr.chars().filter(|c| "АЕЁИОУЫЭЮЯ".contains(*c)).count();
        let drawled =
            abbr.chars().zip(abbr.chars().skip(1)).zip(abbr.chars().skip(2)).any(|((a, b), c)| a == b && b == c);
        // «ИБУФЕН» can be read as a word: a name in capitals.
        let readable = letters > LONGEST_READ && vowels * 3 > letters;
        let capitals = (2..=LONGEST).contains(&letters) && (abbr.chars().all(is_capital) || is_joined(abbr));
        let unlisted = capitals
            && !drawled
            && !readable
            && !capitals::is_ordinary(word)
            && !capitals::is_roman(abbr)
            && !view.is_masked(token, MaskSet::LEX)
            && !is_label(view, token)
            && !is_shout(view, token);
        unlisted.then_some(abbr)
    }

    /// True when the reader knows the abbreviation, or the words around it make it clear.
    pub fn is_clear(&self, view: &SentenceView<'_>, mention: &Mention<'_>) -> bool {
        let Some(meaning) = self.meanings.get(mention.abbr) else { return false };
        let near = |token: usize| meaning.near.iter().any(|start| view.word(token).folded.starts_with(&**start));
        meaning.class == Class::Known
            || (meaning.class == Class::Name && names_follow(view, mention.tokens.end))
            || (meaning.class == Class::Ambiguous && number_of_rules(view, mention.tokens.end))
            || (!meaning.near.is_empty() && (0..view.len()).any(near))
    }
}

fn is_capital(c: char) -> bool {
    matches!(c, 'А'..='Я' | 'Ё')
}

/// Endings of cases after an abbreviation: «СНИЛСа», «ФАПом».
const ENDINGS: &[&str] = &["а", "у", "е", "ы", "и", "ом", "ем", "ов", "ам", "ах", "ами"];

/// «ФАПом» without its ending; other forms as they are.
fn without_ending(form: &str) -> &str {
    let stem = form.trim_end_matches(|c: char| c.is_lowercase());
    let ends = stem.chars().count() >= 3 && stem.chars().all(is_capital) && ENDINGS.contains(&&form[stem.len()..]);
    if ends { stem } else { form }
}

/// Small words written within abbreviations of offices.
const JOINTS: &[&str] = &["и", "по", "с", "о", "в", "на", "при", "для"];

/// «ОБиО», «УЖКХиБ»: capitals with a small word between them. Units are not («МПа», «кВт»).
fn is_joined(form: &str) -> bool {
    let mut parts = form.split(is_capital);
    let first = parts.next().is_some_and(str::is_empty);
    let joints: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let capitals = form.chars().filter(|&c| is_capital(c)).count();
    first
        && form.ends_with(is_capital)
        && capitals >= 2
        && form.chars().count() > 2
        && joints.len() == 1
        && JOINTS.contains(&joints[0])
}

/// The number of a code of rules follows: «СП 2.4.3648-20».
fn number_of_rules(view: &SentenceView<'_>, next: usize) -> bool {
    next < view.len()
        && view.word(next).form.starts_with(|c: char| c.is_ascii_digit())
        && view.word(next).form.contains('.')
}

/// A name, number or quote follows: «СОШ № 5», «ИП Лесков».
pub(super) fn names_follow(view: &SentenceView<'_>, next: usize) -> bool {
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
    labels(1) || quoted || joined || between || (token + 1 < view.len() && &*view.word(token + 1).form == "-")
}

/// True in a run of capitals with ordinary words: there it is not an abbreviation that needs a word.
fn is_shout(view: &SentenceView<'_>, token: usize) -> bool {
    let shouted = |token: usize| {
        let word = view.word(token);
        word.shape == Shape::Upper && word.cyrillic && word.form.chars().count() > 2 && capitals::is_ordinary(word)
    };
    token.checked_sub(1).is_some_and(shouted) || (token + 1 < view.len() && shouted(token + 1))
}
