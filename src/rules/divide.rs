//! Where a long sentence can be divided, shown to the writer and never done: the new sentence may want other words.

use std::ops::Range;

use super::hit::{Fix, Level};
use crate::language::{Feature, SentenceView, Tag};

/// Most places that are shown.
const MOST: usize = 3;

/// Fewest tokens on either side of a place.
const LEAST: usize = 4;

/// What stands at a place, after the comma, and what the new sentence may begin with instead; no words: with its own.
const JOINTS: &[(&str, &str)] = &[
    ("в связи с чем", "Поэтому"),
    ("в связи с этим", "Поэтому"),
    ("вследствие чего", "Поэтому"),
    ("в результате чего", "В результате"),
    ("благодаря чему", "Благодаря этому"),
    ("после чего", "После этого"),
    ("при этом", "При этом"),
    ("при том что", "При этом"),
    ("причем", "При этом"),
    ("так как", "Причина в том, что"),
    ("поскольку", "Причина в том, что"),
    ("потому что", "Причина в том, что"),
    ("поэтому", "Поэтому"),
    ("однако", "Однако"),
    ("а также", "Также"),
    ("а затем", "Затем"),
    ("затем", "Затем"),
    ("а", ""),
    ("но", "Но"),
    ("и", ""),
];

/// Stands for the word that «который» refers to.
const RELATIVE: &str = "Он";

/// The places in a sentence unit, the first ones.
pub(super) fn places(view: &SentenceView<'_>, unit: Range<usize>) -> Vec<Fix> {
    let mut places = Vec::new();
    let mut from = unit.start;
    let mut verb = false;
    for token in unit.clone() {
        if places.len() == MOST {
            break;
        }
        if view.mask(token).is_some() {
            continue;
        }
        let after = match &*view.word(token).form {
            ";" => Some(String::new()),
            "," => joint(view, token + 1, unit.end),
            "и" => announcement(view, token, unit.end),
            _ => None,
        };
        verb |= says(view, token..token + 1);
        let Some(after) = after else { continue };
        let far = token - from >= LEAST && unit.end - token > LEAST;
        if far && verb && says(view, token + 1..clause_end(view, token + 1, unit.end)) {
            places.push(place(view, token, &after, unit.end));
            (from, verb) = (token + 1, false);
        }
    }
    places
}

/// «… и сообщаем»: a verb in the first person needs no subject, so a sentence may begin with it.
fn announcement(view: &SentenceView<'_>, and: usize, end: usize) -> Option<String> {
    let tag = if and + 1 < end { likely(view, and + 1) } else { Tag::NONE };
    (tag.has(Feature::Fin) && tag.has(Feature::First)).then(String::new)
}

/// The beginning of the new sentence when a joint stands at `at`.
fn joint(view: &SentenceView<'_>, at: usize, end: usize) -> Option<String> {
    if at < end && view.word(at).folded.starts_with("котор") {
        return Some(RELATIVE.to_owned());
    }
    JOINTS.iter().find_map(|(words, new)| {
        let mut token = at;
        for word in words.split(' ') {
            if token >= end || &*view.word(token).folded != word {
                return None;
            }
            token += 1;
        }
        // A clause of its own after «и» and «а» has a subject: «…, и комиссия проверит».
        let alone = !new.is_empty() || (token..end.min(token + 3)).any(|token| is_subject(view, token));
        alone.then(|| new.to_string())
    })
}

fn likely(view: &SentenceView<'_>, token: usize) -> Tag {
    view.readings(token).first().map_or(Tag::NONE, |reading| reading.tag)
}

fn is_subject(view: &SentenceView<'_>, token: usize) -> bool {
    let tag = likely(view, token);
    tag.has(Feature::Nom) && (tag.has(Feature::Noun) || tag.has(Feature::Pron))
}

/// The end of the clause that begins at `from`: at the next comma after a verb.
fn clause_end(view: &SentenceView<'_>, from: usize, end: usize) -> usize {
    let comma = |token: &usize| matches!(&*view.word(*token).form, "," | ";") && *token > from + LEAST;
    (from..end).find(comma).unwrap_or(end)
}

/// True when there is a verb: without one it is no sentence.
fn says(view: &SentenceView<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|token| {
        let tag = likely(view, token);
        let modal = matches!(&*view.word(token).folded, "можно" | "нужно" | "нельзя" | "надо" | "нет");
        tag.has(Feature::Fin) || tag.has(Feature::Short) || modal
    })
}

fn place(view: &SentenceView<'_>, token: usize, new: &str, end: usize) -> Fix {
    let before = (0..token).rev().find(|&token| view.word(token).is_word()).unwrap_or(0);
    let label = if new == RELATIVE {
        format!(
            "точка после «{}»: что сказано со слова «{}», скажите отдельно",
            view.token_text(before),
            view.token_text(token + 1)
        )
    } else if new.is_empty() {
        // «…, и комиссия проверит» → «Комиссия проверит»
        let and = token + 1 < end && matches!(&*view.word(token + 1).folded, "и" | "а");
        let skip = usize::from(and);
        let first = (token + 1 + skip).min(end - 1);
        let words = view.slice(first..(first + 2).min(end));
        format!("точка после «{}», дальше: «{}…»", view.token_text(before), capital(words))
    } else {
        format!("точка после «{}», дальше: «{new}…»", view.token_text(before))
    };
    Fix { level: Level::Show, label, edits: Vec::new() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
