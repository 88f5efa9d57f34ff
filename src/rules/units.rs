//! What lengths are measured in: the units of a sentence, and the words in them that are the author's own.

use std::ops::Range;

use crate::language::{MaskKind, SentenceView};
use crate::letter::Kind;

/// A number with its noun: forms after 1, 2 and 5.
pub(crate) fn counted(count: usize, [one, few, many]: [&str; 3]) -> String {
    let noun = match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{count} {noun}")
}

/// Number of tokens that name the speaker of a line of a script: «Сотрудник:».
pub(crate) fn speaker(view: &SentenceView<'_>, kind: Kind) -> usize {
    let named = kind == Kind::PhoneScript && view.index() == 0 && view.len() > 2 && &*view.word(1).form == ":";
    if named { 2 } else { 0 }
}

/// The words of the letter's author: those of the citizen in quotes do not count.
pub(crate) fn own_words(view: &SentenceView<'_>, tokens: Range<usize>) -> usize {
    let quoted = |token: usize| view.mask(token) == Some(MaskKind::Quote);
    let mut count = 0;
    let mut at = tokens.start;
    while at < tokens.end {
        let own = !quoted(at);
        let end = (at..tokens.end).find(|&token| quoted(token) == own).unwrap_or(tokens.end);
        if own {
            count += view.count_words(at..end);
        }
        at = end;
    }
    count
}

/// The parts of a sentence that are measured apart: a list in one line («Нужны: 1) паспорт; 2) справка») is its
/// beginning and its items; any other sentence is one part.
pub(crate) fn units(view: &SentenceView<'_>, start: usize) -> Vec<Range<usize>> {
    let sign = |token: usize, sign: &str| view.is_written(token, sign) && view.mask(token).is_none();
    let all = start..view.len();
    let Some(colon) = all.clone().find(|&token| sign(token, ":")) else { return vec![all] };
    let is_list = (colon + 1..view.len()).any(|token| sign(token, ";"))
        || (colon + 1 < view.len() && marker(view, colon + 1) > 0);
    if !is_list {
        return vec![all];
    }
    let beginning = start..colon;
    let mut parts = vec![beginning];
    let mut start = colon + 1;
    for token in colon + 1..=view.len() {
        let ends = token == view.len() || sign(token, ";");
        if !ends {
            continue;
        }
        start += marker(view, start);
        let last = (start..token).rev().find(|&token| view.word(token).is_word()).map_or(start, |token| token + 1);
        if start < last {
            parts.push(start..last);
        }
        start = token + 1;
    }
    parts
}

/// Number of tokens of the list marker at `token`: «1)», «а)», «1.»; 0 when there is none.
pub(crate) fn marker(view: &SentenceView<'_>, token: usize) -> usize {
    if token >= view.len() {
        return 0;
    }
    let form = &*view.word(token).form;
    let short = |text: &str| text.chars().count() <= 2 && text.chars().all(char::is_alphanumeric) && !text.is_empty();
    if form.strip_suffix(')').is_some_and(short) {
        return 1;
    }
    let closes = token + 1 < view.len() && &*view.word(token + 1).form == ")" && !view.tokens()[token + 1].space_before;
    if short(form) && closes { 2 } else { 0 }
}
