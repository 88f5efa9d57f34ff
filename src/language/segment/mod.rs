//! Text into tokens and sentences.
//!
//! The `anyseg` segmenter makes the tokens and a first division; the masks and the words then correct it
//! ([`sentences`]): no sentence ends in the middle of a title or an address, and a line of a signature ends one.

mod divide;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

pub(super) use self::divide::sentences;

/// Tokens longer than this are cut: a token's length is kept in two bytes, and no word comes near.
const LONGEST_TOKEN: usize = 1 << 15;

/// Byte ranges of the tokens of a text, and for each sentence its first token.
#[derive(Debug, Default)]
pub(super) struct Segments {
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) starts: Vec<usize>,
}

/// Abbreviations of official letters that the segmenter does not know; their period ends no sentence by itself.
const ABBREVIATIONS: &[&str] = &[
    "абз",
    "б-р",
    "бул",
    "вн",
    "врио",
    "вх",
    "гл",
    "дер",
    "доб",
    "ед",
    "зам",
    "зд",
    "изм",
    "исх",
    "каб",
    "корп",
    "лит",
    "мкр",
    "наб",
    "напр",
    "нач",
    "оф",
    "пгт",
    "пом",
    "пос",
    "подп",
    "прил",
    "просп",
    "респ",
    "рег",
    "руб",
    "сл",
    "сооруж",
    "стр",
    "тел",
    "уч",
    "факс",
    "ч",
    "чел",
    "эл",
];

static SEGMENTER: LazyLock<Option<anyseg::Segmenter>> = LazyLock::new(|| {
    let known = ABBREVIATIONS.iter().filter(|word| word.chars().all(char::is_alphabetic));
    anyseg::Segmenter::new("ru").ok()?.with_abbreviations(known).ok()
});

/// Splits a block's text into tokens and, by sentence ends alone, into sentences.
pub(super) fn segment(text: &str) -> Segments {
    let Some(segmenter) = &*SEGMENTER else { return Segments::default() };
    let document = segmenter.segment(text);
    let mut tokens = Vec::with_capacity(document.tokens().len());
    let mut starts = Vec::with_capacity(document.sentence_count());
    let start_of = |sentence| {
        if sentence < document.sentence_count() { document.sentence(sentence).span.start } else { usize::MAX }
    };
    let mut next = start_of(0);
    for span in document.tokens() {
        if span.start >= next {
            starts.push(tokens.len());
            next = start_of(starts.len());
        }
        let mut start = span.start;
        while span.end - start > LONGEST_TOKEN {
            let cut = (start..=start + LONGEST_TOKEN).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(span.end);
            tokens.push(start..cut);
            start = cut;
        }
        // A mark of a note is no part of its word: «отказано¹».
        let mark = start + note_mark(&text[start..span.end]);
        if mark < span.end {
            tokens.push(start..mark);
            start = mark;
        }
        tokens.push(start..span.end);
    }
    Segments { tokens, starts }
}

/// Digits by which a text marks its notes.
const NOTE_DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Units of length: a digit above them is a power.
const UNITS: [&str; 6] = ["м", "км", "см", "мм", "дм", "m"];

/// Where the digits of a note begin behind the letters of a token; its length when it has none.
fn note_mark(token: &str) -> usize {
    let word = token.trim_end_matches(NOTE_DIGITS);
    let marked = word.len() < token.len() && word.ends_with(char::is_alphabetic);
    if marked && !UNITS.contains(&word.to_lowercase().as_str()) { word.len() } else { token.len() }
}

/// The tokens of a short text, as [`segment`] would cut them.
pub fn tokenize(text: &str) -> impl Iterator<Item = &str> {
    let spans = SEGMENTER.as_ref().map(|segmenter| segmenter.tokenize(text)).unwrap_or_default();
    spans.into_iter().flat_map(move |span| {
        let token = &text[span.start..span.end];
        let (word, mark) = token.split_at(note_mark(token));
        [word, mark].into_iter().filter(|part| !part.is_empty())
    })
}
