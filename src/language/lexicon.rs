//! Word forms, each analysed once.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::mask::WordClasses;
use super::morph::{Morphology, Origin};
use super::recent::Recent;
use super::tag::Tag;

/// Number of a word form in a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

/// Number of a folded dictionary form in a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LemmaId(u32);

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters, all small.
    Lower,
    /// First letter capital, the rest small; also a single capital letter.
    Title,
    /// Two or more letters, all capital.
    Upper,
    /// Letters with capitals inside.
    Mixed,
    /// Begins with a digit.
    Number,
    /// No letter or digit.
    Sign,
}

/// One reading of a word form. See [`super::RawReading`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Dictionary form.
    pub lemma: LemmaId,
    /// Features.
    pub tag: Tag,
    /// Likelihood without context.
    pub weight: f32,
    /// Where it comes from.
    pub origin: Origin,
}

/// A place in a pattern index that a word form may set off; made by [`Triggers`], opaque here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Trigger {
    /// Number of the pattern's program.
    pub pattern: u32,
}

/// Tells which patterns a word form may set off. Asked once per form.
pub trait Triggers: Send + Sync {
    /// The triggers of a form, given folded, with its folded dictionary forms.
    fn of_word(&self, folded: &str, lemmas: &mut dyn Iterator<Item = &str>) -> Box<[Trigger]>;
}

impl Triggers for () {
    fn of_word(&self, _: &str, _: &mut dyn Iterator<Item = &str>) -> Box<[Trigger]> {
        Box::default()
    }
}

/// A word form with what is known of it.
#[derive(Clone, Debug)]
pub struct Word {
    /// As written.
    pub form: Arc<str>,
    /// Folded: lower case, «е» for «ё». Shares its memory with `form` when that is folded as written.
    pub folded: Arc<str>,
    /// How it is written.
    pub shape: Shape,
    /// True when it has a Cyrillic letter.
    pub cyrillic: bool,
    /// Its readings, most likely first; none for signs and for runs of letters too long for a word.
    pub readings: Box<[Reading]>,
    /// The features of all readings together: one look rules out most words.
    pub any: Tag,
    /// Number of Russian vowels.
    pub syllables: u8,
    /// Number of Russian letters.
    pub letters: u8,
    /// The patterns it may set off.
    pub triggers: Box<[Trigger]>,
}

impl Word {
    /// True for words and numbers, false for signs.
    pub fn is_word(&self) -> bool {
        self.shape != Shape::Sign
    }

    /// True when some reading has all of `tag`.
    pub fn may_be(&self, tag: Tag) -> bool {
        self.any.has_all(tag) && self.readings.iter().any(|reading| reading.tag.has_all(tag))
    }

    /// True when there is a reading and every one has all of `tag`.
    pub fn must_be(&self, tag: Tag) -> bool {
        !self.readings.is_empty() && self.readings.iter().all(|reading| reading.tag.has_all(tag))
    }

    /// True when the dictionary or a sure rule knows the form.
    pub fn is_known(&self) -> bool {
        self.readings.iter().any(|reading| reading.origin != Origin::Guess)
    }
}

/// Bytes of the longest form that is looked up in the dictionary; longer runs of letters are no words.
const LONGEST_WORD: usize = 200;

/// True when [`fold`] would change nothing; may be false for rare letters that are folded.
fn is_folded(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'а'..='я' | 'a'..='z' | '0'..='9' | '-' | '.'))
}

/// Lower case with «е» for «ё»: the form in which words are compared.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'а'..='я' | 'a'..='z' | '0'..='9' => folded.push(c),
            'ё' | 'Ё' => folded.push('е'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// For each word of a sentence the index of its reading there.
pub(super) type Chosen = Arc<[u8]>;

/// Tokens of the sentences whose readings are remembered: a few megabytes.
const CONTEXTS: usize = 1 << 19;

/// The word forms met so far. One per worker: it grows with the texts read and is cleared when it has grown large.
pub struct Lexicon {
    morphology: Arc<dyn Morphology>,
    triggers: Arc<dyn Triggers>,
    ids: FxHashMap<Arc<str>, WordId>,
    words: Vec<Word>,
    classes: Vec<WordClasses>,
    lemma_ids: FxHashMap<Arc<str>, LemmaId>,
    lemmas: Vec<Arc<str>>,
    /// What the context model has said, by the words of the sentence: it is by far the slowest thing there is, and while a
    /// letter is written all its sentences but one stay as they are.
    contexts: Mutex<Recent<Box<[WordId]>, Chosen>>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

impl Lexicon {
    /// An empty lexicon.
    pub fn new(morphology: Arc<dyn Morphology>, triggers: Arc<dyn Triggers>) -> Self {
        Self {
            morphology,
            triggers,
            ids: FxHashMap::default(),
            words: Vec::new(),
            classes: Vec::new(),
            lemma_ids: FxHashMap::default(),
            lemmas: Vec::new(),
            contexts: Mutex::new(Recent::new(CONTEXTS)),
        }
    }

    /// The dictionary behind it.
    pub fn morphology(&self) -> &dyn Morphology {
        &*self.morphology
    }

    /// Number of word forms met.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True when no form was met yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Makes room for the forms of a text of so many bytes, so that the tables need not grow while it is read.
    pub fn reserve_for(&mut self, bytes: usize) {
        // Prose of ten megabytes has about one new form in a hundred bytes; small texts have more, but cost little.
        let forms = (bytes / 100).saturating_sub(self.words.len());
        self.ids.reserve(forms);
        self.words.reserve(forms);
        self.classes.reserve(forms);
    }

    /// The word of this form, analysed now if it was not met before.
    pub fn intern(&mut self, form: &str) -> WordId {
        if let Some(&id) = self.ids.get(form) {
            return id;
        }
        let word = self.analyse(form);
        let id = WordId(self.words.len() as u32);
        self.ids.insert(word.form.clone(), id);
        self.words.push(word);
        id
    }

    /// The word of this number. The number must come from this lexicon.
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// The folded text of a dictionary form.
    pub fn lemma(&self, id: LemmaId) -> &str {
        &self.lemmas[id.0 as usize]
    }

    /// What masks the word of this number may be part of.
    pub(super) fn classes(&self, id: WordId) -> WordClasses {
        self.classes[id.0 as usize]
    }

    /// For each of these words the index of the reading that fits the sentence they make.
    pub(super) fn in_context(&self, words: Box<[WordId]>) -> Chosen {
        let contexts = || self.contexts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(chosen) = contexts().get(&words) {
            return chosen;
        }
        let forms: Vec<&str> = words.iter().map(|&word| &*self.word(word).form).collect();
        let best = self.morphology.in_context(&forms).into_iter();
        let chosen: Chosen = best.map(|index| u8::try_from(index).unwrap_or(0)).collect();
        let weight = words.len();
        contexts().put(words, chosen.clone(), weight);
        chosen
    }

    fn analyse(&mut self, form: &str) -> Word {
        let shape = shape(form);
        let written: Arc<str> = form.into();
        let folded: Arc<str> = if is_folded(form) { written.clone() } else { fold(form).into() };
        let unread = shape == Shape::Sign || form.len() > LONGEST_WORD;
        let raw = if unread { Vec::new() } else { self.morphology.readings(form) };
        let mut readings: Vec<Reading> = Vec::with_capacity(raw.len());
        for (at, reading) in raw.iter().enumerate() {
            // Readings of one lexeme follow each other: its lemma is looked up once.
            let lemma = match readings.last() {
                Some(last) if raw[at - 1].lemma == reading.lemma => last.lemma,
                _ => self.intern_lemma(&reading.lemma),
            };
            readings.push(Reading { lemma, tag: reading.tag, weight: reading.weight, origin: reading.origin });
        }
        let lemmas = &self.lemmas;
        let distinct =
            readings.iter().enumerate().filter(|&(at, reading)| at == 0 || readings[at - 1].lemma != reading.lemma);
        let mut distinct = distinct.map(|(_, reading)| &*lemmas[reading.lemma.0 as usize]);
        let classes = WordClasses::of_form(form, &folded, shape, &readings, distinct.clone());
        let triggers = self.triggers.of_word(&folded, &mut distinct);
        self.classes.push(classes);
        let count =
            |letters: &str| u8::try_from(folded.chars().filter(|c| letters.contains(*c)).count()).unwrap_or(u8::MAX);
        Word {
            any: readings.iter().fold(Tag::NONE, |all, reading| all | reading.tag),
            syllables: count("аеиоуыэюя"),
            letters: count("абвгдежзийклмнопрстуфхцчшщъыьэюя"),
            cyrillic: form.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')),
            form: written,
            folded,
            shape,
            readings: readings.into(),
            triggers,
        }
    }

    fn intern_lemma(&mut self, lemma: &str) -> LemmaId {
        if !is_folded(lemma) {
            return self.intern_folded(&fold(lemma));
        }
        self.intern_folded(lemma)
    }

    fn intern_folded(&mut self, lemma: &str) -> LemmaId {
        if let Some(&id) = self.lemma_ids.get(lemma) {
            return id;
        }
        let id = LemmaId(self.lemmas.len() as u32);
        let lemma: Arc<str> = lemma.into();
        self.lemmas.push(lemma.clone());
        self.lemma_ids.insert(lemma, id);
        id
    }
}

/// What a character is to the shape of a word. Unicode's tables are slow: most characters do not come to them.
fn is_capital(c: char) -> Option<bool> {
    match c {
        'а'..='я' | 'a'..='z' | 'ё' => Some(false),
        'А'..='Я' | 'A'..='Z' | 'Ё' => Some(true),
        _ if c.is_ascii() => None,
        _ => c.is_alphabetic().then(|| c.is_uppercase()),
    }
}

fn shape(form: &str) -> Shape {
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return Shape::Number;
    }
    let mut letters = form.chars().filter_map(is_capital);
    let Some(first) = letters.next() else {
        return if form.contains(|c: char| c.is_alphanumeric()) { Shape::Number } else { Shape::Sign };
    };
    let (mut upper, mut lower) = (0, 0);
    for capital in letters {
        if capital {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first, upper, lower) {
        (false, 0, _) => Shape::Lower,
        (true, 0, _) => Shape::Title,
        (true, _, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let cases = [
            ("слово", Shape::Lower),
            ("Слово", Shape::Title),
            ("И.", Shape::Title),
            ("ЖКХ", Shape::Upper),
            ("МинЖКХ", Shape::Mixed),
            ("12.09.2026", Shape::Number),
            ("№", Shape::Sign),
            ("«", Shape::Sign),
        ];
        for (form, expected) in cases {
            assert_eq!(shape(form), expected, "{form}");
        }
    }

    #[test]
    fn reads_words_in_any_case() {
        let mut lexicon = Lexicon::new(Arc::new(super::super::RuMorph::bundled().unwrap()), Arc::new(()));
        let mut read = |form: &str| {
            let id = lexicon.intern(form);
            let word = lexicon.word(id).clone();
            (lexicon.lemma(word.readings[0].lemma).to_owned(), word)
        };
        for form in ["оплату", "Оплату", "ОПЛАТУ"] {
            let (lemma, word) = read(form);
            assert_eq!((&*lemma, &*word.folded), ("оплата", "оплату"), "{form}");
            assert!(word.readings[0].tag.has(crate::language::Feature::Acc) && word.is_known(), "{form}");
        }
        let (_, name) = read("Мухаметгалиева");
        assert!(name.readings[0].tag.has(crate::language::Feature::Propn));
    }

    #[test]
    fn folds_case_and_yo() {
        assert_eq!(fold("Учёт ЖКХ Ё"), "учет жкх е");
    }
}
