//! Words in capitals, by typing or by formatting.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::abbreviations;
use super::check::{Check, Inspection, Setup};
use super::formatting::formatted;
use super::hit::{Fix, Hit, Level};
use super::restyle::Look as Letters;
use crate::data::FileError;
use crate::document::BlockKind;
use crate::language::{Feature, MaskKind, MaskSet, Origin, Reading, SentenceView, Shape, Tag, Word};
use crate::text::{Edit, Span, apply};

/// Makes the check. Parameters: `min-letters`; `short`, shorter words that are reported all the same; `known`, words
/// that may stand in capitals.
pub(super) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table("abbreviations", abbreviations::COLUMNS)?;
    let listed = table.rows.iter().map(|row| table.cell(row, "abbr").into()).collect();
    Ok(Box::new(Capitals { listed }))
}

#[derive(Debug)]
struct Capitals {
    /// Abbreviations: they are written in capitals.
    listed: FxHashSet<Box<str>>,
}

/// What a token is to this rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A word that should not be in capitals.
    Shouted,
    /// In capitals, but not a fault alone: an abbreviation, a single letter, a sign between words.
    Capital,
    /// Anything else.
    Other,
}

impl Check for Capitals {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let min_letters = seen.params.number("min-letters", 3);
        let short: Vec<&str> = seen.params.texts("short").collect();
        let known: Vec<&str> = seen.params.texts("known").collect();
        let set = formatted(seen, |format| format.caps || format.small_caps);
        for &span in &set {
            let letters = seen.document.slice(span).chars().filter(|c| c.is_alphabetic()).take(min_letters).count();
            if letters == min_letters {
                let label = "обычные строчные буквы".to_owned();
                let fix = Fix { level: Level::Show, label, edits: Vec::new() };
                let hit = Hit::at(span).fix(fix).look(Letters::AsTyped);
                hits.push(Hit { loudness: loudness(seen, span), ..hit });
            }
        }
        for view in seen.sentences().filter(|view| view.summary().has(Shape::Upper)) {
            let look = |token: usize| self.look(&view, token, min_letters, &short, &known);
            let mut at = 0;
            while at < view.len() {
                if look(at) != Look::Shouted {
                    at += 1;
                    continue;
                }
                let end = run_end(&view, at, &look);
                let span = view.span(at..end);
                if !set.iter().any(|found| found.overlaps(span)) {
                    let mut hit = Hit { loudness: loudness(seen, span), ..Hit::at(span) };
                    hit.fixes.extend(lowered(&view, at..end));
                    hits.push(hit);
                }
                at = end;
            }
        }
    }
}

/// Headings are a step quieter: there capitals are a habit of layout, not a shout.
fn loudness(seen: &Inspection<'_>, span: Span) -> i8 {
    let block = seen.document.block_at(span.start).map(|block| seen.document.blocks()[block].kind);
    if matches!(block, Some(BlockKind::Heading { .. })) { -1 } else { 0 }
}

/// One past the last shouted word of the run of capitals that begins at `start`.
fn run_end(view: &SentenceView<'_>, start: usize, look: &impl Fn(usize) -> Look) -> usize {
    let mut end = start + 1;
    for token in start + 1..view.len() {
        match look(token) {
            Look::Shouted => end = token + 1,
            Look::Capital => {}
            Look::Other => break,
        }
    }
    end
}

impl Capitals {
    fn look(&self, view: &SentenceView<'_>, token: usize, min_letters: usize, short: &[&str], known: &[&str]) -> Look {
        let word = view.word(token);
        if word.shape == Shape::Title && word.form.chars().count() == 1 {
            return Look::Capital;
        }
        if word.shape != Shape::Upper || !word.cyrillic {
            return Look::Other;
        }
        let masked = view.is_masked(token, MaskSet::LEGAL) && view.mask(token) != Some(MaskKind::OfficialName);
        if masked || self.listed.contains(&*word.form) || known.contains(&&*word.form) {
            return Look::Capital;
        }
        let letters = word.form.chars().filter(|c| c.is_alphabetic()).count();
        if letters < min_letters {
            return if short.contains(&&*word.form) { Look::Shouted } else { Look::Capital };
        }
        let vowel = |c: char| "АЕЁИОУЫЭЮЯ".contains(c);
        let joined =
            word.form.split_once('-').is_some_and(|(first, _)| self.listed.contains(first) || !first.contains(vowel));
        let capital = joined || is_roman(&word.form) || is_abbreviation(word, letters) || is_oblique_only(view, word);
        if capital { Look::Capital } else { Look::Shouted }
    }
}

/// Longest abbreviation that the dictionary need not know.
const LONGEST_ABBREVIATION: usize = 7;

/// A form in capitals that is no word of the dictionary in small letters: a name the rule on abbreviations speaks of.
pub(super) fn is_abbreviation(word: &Word, letters: usize) -> bool {
    letters <= LONGEST_ABBREVIATION && !is_ordinary(word)
}

/// Longest form that by chance is also a case of a rare noun.
const LONGEST_CHANCE: usize = 4;

/// True for a short form that is a word only as an oblique case of nouns, where nobody shouts: «ПАСЕ», «ФИДЕ».
fn is_oblique_only(view: &SentenceView<'_>, word: &Word) -> bool {
    let headword = |reading: &Reading| view.lexicon().lemma(reading.lemma) == &*word.folded;
    let noun = |reading: &Reading| reading.tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn]));
    word.form.chars().count() <= LONGEST_CHANCE
        && !word.readings.is_empty()
        && word.readings.iter().all(|reading| noun(reading) && !headword(reading))
}

/// True when the dictionary has the form as a word that is no abbreviation.
pub(super) fn is_ordinary(word: &Word) -> bool {
    word.readings.iter().any(|reading| reading.origin == Origin::Dictionary && !reading.tag.has(Feature::Abbr))
}

/// A Roman number, typed in Latin or with Cyrillic letters that look alike.
pub(super) fn is_roman(form: &str) -> bool {
    form.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'І' | 'Х' | 'С' | 'М' | 'У'))
        && !form.contains("СМ")
}

const NAMES: Tag = Tag::of(&[Feature::Propn, Feature::Abbr]).with(Tag::NAME);

/// The words in small letters; only when each is an ordinary word of the dictionary and no name.
fn lowered(view: &SentenceView<'_>, tokens: Range<usize>) -> Option<Fix> {
    let mut edits = Vec::new();
    for token in tokens.clone() {
        let word = view.word(token);
        if word.shape == Shape::Sign {
            continue;
        }
        let sure =
            word.readings.iter().all(|reading| reading.origin == Origin::Dictionary && !reading.tag.has_any(NAMES));
        if !sure || word.readings.is_empty() {
            return None;
        }
        let first = (0..token).all(|before| view.word(before).shape == Shape::Sign);
        let mut text = word.form.to_lowercase();
        if first {
            let mut chars = text.chars();
            text = chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
        }
        edits.push(Edit::replace(view.token_span(token), text));
    }
    let whole = view.span(tokens.clone());
    let moved =
        |edit: &Edit| Edit::replace(Span::new(edit.span.start - whole.start, edit.span.end - whole.start), &*edit.text);
    let label = apply(view.slice(tokens), &edits.iter().map(moved).collect::<Vec<_>>());
    Some(Fix { level: Level::Ask, label, edits })
}
