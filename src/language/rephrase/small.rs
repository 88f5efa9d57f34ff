//! Small corrections of spelling: joined words, misspelt stems.

use super::draft::Draft;
use super::style::{uncapitalise, written_like};
use super::swap::variants;
use super::{Hit, Level, Proposal};
use crate::language::{Shape, fold};

/// Joins the words of the hit.
pub(super) fn join(hit: &Hit<'_>, sign: &str) -> Vec<Proposal> {
    let view = &hit.view;
    let words: Vec<usize> = hit.tokens.clone().filter(|&token| view.word(token).is_word()).collect();
    if words.len() != hit.tokens.len() || words.len() < 2 {
        return Vec::new();
    }
    let piece = |(index, &token): (usize, &usize)| {
        let text = view.token_text(token);
        if index > 0 && view.word(token).shape == Shape::Title { uncapitalise(text) } else { text.to_owned() }
    };
    let text = words.iter().enumerate().map(piece).collect::<Vec<_>>().join(sign);
    let mut draft = Draft::new(*view);
    draft.replace(hit.tokens.clone(), text);
    draft.finish().into_iter().collect()
}

/// Replaces the misspelt beginning of the word by the right one and keeps the ending. The result must be in the
/// dictionary; of several the one nearest to what was written, and nothing when two are equally near.
pub(super) fn respell(hit: &Hit<'_>, plain: &str) -> Vec<Proposal> {
    let view = &hit.view;
    let morphology = view.lexicon().morphology();
    let Some(token) = hit.tokens.clone().find(|&token| view.word(token).is_word()) else { return Vec::new() };
    let written: Vec<char> = view.token_text(token).to_lowercase().chars().collect();
    let own: String = written.iter().collect();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut add = |candidate: String| {
        if fold(&candidate) != fold(&own) && morphology.is_known(&candidate) {
            let distance = strsim::levenshtein(&fold(&candidate), &fold(&own));
            if distance <= 3 && !found.iter().any(|(_, other)| fold(other) == fold(&candidate)) {
                found.push((distance, candidate));
            }
        }
    };
    for variant in variants(plain) {
        if let Some((right, wrong)) = variant.split_once(" вместо ") {
            if own.matches(wrong).count() == 1 {
                add(own.replace(wrong, right));
            }
            continue;
        }
        let stem: Vec<char> = variant.trim_end_matches('…').chars().collect();
        if variant.contains(' ') || stem.is_empty() {
            continue;
        }
        // A whole word may end differently here: then its last letters give way.
        let shortest =
            if variant.ends_with('…') { stem.len() } else { stem.len().saturating_sub(2).max(3).min(stem.len()) };
        for taken in shortest..=stem.len() {
            for kept in stem.len().saturating_sub(3).min(written.len())..=written.len() {
                let candidate: String = stem[..taken].iter().chain(&written[kept..]).collect();
                add(candidate);
            }
        }
    }
    // Of equally near ones the one that ends as written: «програму» is «программу», not «программ».
    let ends_otherwise = |word: &str| word.chars().next_back() != written.last().copied();
    found.sort_by(|a, b| (a.0, ends_otherwise(&a.1), &a.1).cmp(&(b.0, ends_otherwise(&b.1), &b.1)));
    let sure = match found.as_slice() {
        [] => return Vec::new(),
        [first, second, ..] => (first.0, ends_otherwise(&first.1)) < (second.0, ends_otherwise(&second.1)),
        [_] => true,
    };
    let mut draft = Draft::new(*view);
    draft.replace(token..token + 1, written_like(view, token, token, &found[0].1));
    draft.trust(if sure { Level::Safe } else { Level::Ask });
    draft.finish().into_iter().collect()
}
