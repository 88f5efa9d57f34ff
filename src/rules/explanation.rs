//! Whether a letter explains a word where it stands: in brackets, after a dash, with «то есть», by «это называют».

use std::ops::Range;

use crate::language::{Feature, MaskKind, SentenceView, Shape, Tag};

/// One word in brackets is a meaning from so many letters on.
const MEANING_LETTERS: usize = 6;
/// Words between a term and its meaning: «неустойку за каждый день (деньги за просрочку)».
const BETWEEN: usize = 3;
/// Longest bracket that is looked at, in tokens.
const LONGEST_BRACKET: usize = 60;

/// True for a dash at a token.
pub(super) fn is_dash(view: &SentenceView<'_>, token: usize) -> bool {
    token < view.len() && matches!(&*view.word(token).form, "–" | "—" | "-")
}

/// True for a certain sign or word, folded, at a token.
pub(super) fn is(view: &SentenceView<'_>, token: usize, text: &str) -> bool {
    token < view.len() && &*view.word(token).folded == text
}

/// True when the words that end before `next` are explained right after: «(…)», «– это …», «, то есть …».
pub fn follows(view: &SentenceView<'_>, next: usize) -> bool {
    (is(view, next, "(") && gives_meaning(view, next + 1)) || (is(view, next, ",") && is_marker(view, next + 1))
}

/// Words that announce an explanation.
const MARKERS: &[&[&str]] = &[
    &["то", "есть"],
    &["т", ".", "е"],
    &["т.е"],
    &["т.е."],
    &["т.", "е."],
    &["другими", "словами"],
    &["иными", "словами"],
    &["простыми", "словами"],
    &["проще", "говоря"],
    &["иначе", "говоря"],
    &["по-другому"],
    &["по-простому"],
    &["а", "именно"],
    &["или", "просто"],
    &["это"],
];

fn is_marker(view: &SentenceView<'_>, start: usize) -> bool {
    MARKERS.iter().any(|words| words.iter().enumerate().all(|(at, word)| is(view, start + at, word)))
}

/// True when the term at `tokens` is explained where it stands, or at the start of the next sentence.
pub fn explains(view: &SentenceView<'_>, tokens: &Range<usize>, next: Option<&SentenceView<'_>>) -> bool {
    after(view, tokens.end)
        || in_brackets(view, tokens)
        || is_apposition(view, tokens)
        || is_called(view)
        || next.is_some_and(|next| takes_up(next))
}

/// True for a line of a glossary: the sentence begins with the term, and a dash and its meaning follow.
pub fn defines(view: &SentenceView<'_>, tokens: &Range<usize>) -> bool {
    tokens.start == 0 && is_dash(view, tokens.end) && has_words(view, tokens.end + 1)
}

/// «Специальный счёт, или счёт эскроу, защищает покупателя»: the words before the comma say the same plainly.
fn is_apposition(view: &SentenceView<'_>, tokens: &Range<usize>) -> bool {
    let from = tokens.start.saturating_sub(BETWEEN);
    let opens = (from.max(2)..tokens.start).any(|at| is(view, at, "или") && is(view, at - 1, ","));
    let closes = is(view, tokens.end, ",") || is(view, tokens.end, ".") || tokens.end == view.len();
    opens && closes
}

fn after(view: &SentenceView<'_>, end: usize) -> bool {
    for next in end..view.len().min(end + BETWEEN + 1) {
        if is_dash(view, next) {
            return has_words(view, next + 1);
        }
        if follows(view, next) {
            return true;
        }
        // «Неустойку: один процент цены за каждый день».
        if is(view, next, ":") {
            return next == end && has_words(view, next + 1);
        }
        let word = view.word(next);
        if !word.is_word() && !matches!(&*word.form, "»" | "«" | "\"") {
            return false;
        }
    }
    false
}

/// Two words at least, the first no number and no preposition: «дефектолог – по плану» explains nothing.
fn has_words(view: &SentenceView<'_>, start: usize) -> bool {
    start + 1 < view.len()
        && !view.word(start).must_be(Tag::of(&[Feature::Adp]))
        && view.word(start).is_word()
        && view.word(start).shape != Shape::Number
        && view.word(start + 1).is_word()
}

/// Words that may stand with a term in the brackets after its meaning: «(по закону это сервитут)».
const BESIDE: &[&str] = &[
    "или",
    "это",
    "называют",
    "называется",
    "называемый",
    "называемая",
    "называемое",
    "называемые",
    "далее",
    "так",
    "его",
    "ее",
    "их",
    "по",
    "закону",
    "в",
    "законе",
    "документах",
    "официально",
    "юридически",
    "термин",
    "то",
    "есть",
];

fn in_brackets(view: &SentenceView<'_>, tokens: &Range<usize>) -> bool {
    let before = (0..tokens.start).rev().take(LONGEST_BRACKET);
    let Some(open) = before.take_while(|&at| !is(view, at, ")")).find(|&at| is(view, at, "(")) else { return false };
    let beside = |at: usize| {
        let word = view.word(at);
        BESIDE.contains(&&*word.folded) || is_dash(view, at) || matches!(&*word.form, "«" | "»" | "\"" | ",")
    };
    open > 0 && view.word(open - 1).is_word() && (open + 1..tokens.start).all(beside)
}

/// «Такую плату называют неустойкой», «сервитут означает право прохода».
fn is_called(view: &SentenceView<'_>) -> bool {
    const CALLING: &[&str] = &["называть", "называться", "именовать", "именоваться", "означать"];
    (0..view.len()).any(|token| {
        let word = view.word(token);
        let calls = |lemma: &str| CALLING.contains(&lemma);
        view.mask(token).is_none() && word.readings.iter().any(|reading| calls(view.lexicon().lemma(reading.lemma)))
    })
}

/// Beginnings of words that after «в ней», «по нему» say what a thing is for or what it forbids.
const TELLING: &[&str] =
    &["запрещ", "разреш", "нельзя", "можно", "указ", "пишут", "напис", "опис", "хран", "перечисл", "определ"];

/// «Это право проходить по участку», «То есть …», «В ней запрещено копать» at the start of a sentence.
fn takes_up(view: &SentenceView<'_>) -> bool {
    const PRONOUNS: &[&str] = &["нем", "ней", "них", "нему", "ним", "ними"];
    if view.len() > 2 && PRONOUNS.contains(&&*view.word(1).folded) && view.word(0).may_be(Feature::Adp.tag()) {
        return TELLING.iter().any(|start| view.word(2).folded.starts_with(start));
    }
    if !is(view, 0, "это") {
        return is_marker(view, 0);
    }
    // «Это добавит 15 дней» tells what comes of it, not what it is.
    let said = |tag: Tag| tag.has_any(Tag::of(&[Feature::Noun, Feature::Adj])) && tag.has(Feature::Nom);
    let verb = |tag: Tag| tag.has_any(Tag::of(&[Feature::Fin]));
    1 < view.len()
        && (is(view, 1, "когда")
            || is(view, 1, "значит")
            || is(view, 1, "такой")
            || (view.readings(1).iter().any(|reading| said(reading.tag))
                && !view.readings(1).iter().any(|reading| verb(reading.tag))))
}

/// The bracket that opens before `start` holds a meaning: two words, or one of some length.
pub(super) fn gives_meaning(view: &SentenceView<'_>, start: usize) -> bool {
    if start >= view.len() || view.mask(start) == Some(MaskKind::LegalRef) {
        return false;
    }
    let inside = (start..view.len()).take(LONGEST_BRACKET).take_while(|&at| !is(view, at, ")"));
    let words = inside.filter(|&at| view.word(at).is_word() && view.word(at).shape != Shape::Number);
    let lengths: Vec<usize> = words.take(2).map(|at| view.word(at).form.chars().count()).collect();
    match lengths.as_slice() {
        [one] => is_meaning_length(*one),
        [_, _] => !is(view, start, "далее"),
        _ => false,
    }
}

/// True for what [`gives_meaning`] takes for a meaning.
pub(super) fn is_meaning(text: &str) -> bool {
    text.contains(' ') || is_meaning_length(text.chars().count())
}

fn is_meaning_length(letters: usize) -> bool {
    letters >= MEANING_LETTERS
}
