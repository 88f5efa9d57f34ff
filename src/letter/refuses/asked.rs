//! What the citizen asked, as far as refusals need it, and what is only put off.

use crate::language::{Feature, LemmaId, SentenceView, Tag};
use crate::letter::senses::{APPEAL, COMPLAINT, EMPTY, may_be, senses};

use super::words::{FIRST, LASTING};

/// Letters that two words of one root share at least.
const ROOT: usize = 4;

/// The lemmas of the infinitives that tell what was asked: «Вы просите убрать ларёк», but not «не закрывать школу».
pub(super) fn requests<'v>(view: &'v SentenceView<'_>) -> impl Iterator<Item = LemmaId> + use<'v> {
    let asks = |token: &usize| {
        let word = &*view.word(*token).folded;
        ["прос", "попрос", "требу", "предл", "ходатайств"].iter().any(|start| word.starts_with(start))
    };
    let from = (0..view.len()).find(asks).unwrap_or(view.len());
    let verbs = (from..view.len()).filter(|&token| {
        may_be(view, token, Feature::Inf.tag()) && (token == 0 || &*view.word(token - 1).folded != "не")
    });
    verbs.flat_map(|token| view.readings(token).iter().map(|reading| reading.lemma))
}

/// The nouns of a sentence that asks, behind the asking word: «Вы просите поставить скамейки и шлагбаум».
pub(super) fn things<'v>(view: &'v SentenceView<'_>) -> impl Iterator<Item = LemmaId> + use<'v> {
    let asks = |token: &usize| {
        let word = &*view.word(*token).folded;
        ["прос", "попрос", "требу", "предл", "ходатайств", "хоте", "хоти", "заявлени", "обращени"]
            .iter()
            .any(|start| word.starts_with(start))
    };
    let from = (0..view.len()).find(asks).map_or(view.len(), |at| at + 1);
    (from..view.len()).filter_map(|token| {
        let reading = view.readings(token).first().filter(|reading| reading.tag.has(Feature::Noun))?;
        (senses(view, token) & EMPTY == 0).then_some(reading.lemma)
    })
}

/// «До окончания работ заключить договор не можем», «…, пока не закончится ремонт»: it is put off, not refused.
/// What must come first stands in the clause of the words at `at`, or in one with «пока не».
pub(super) fn is_delay(view: &SentenceView<'_>, at: usize) -> bool {
    let begins =
        |token: usize, beginnings: &str| beginnings.split(' ').any(|start| view.word(token).folded.starts_with(start));
    let cut = |token: &usize| matches!(view.token_text(*token), "," | ";" | ":" | "(" | ")");
    let from = (0..at).rev().find(cut).map_or(0, |comma| comma + 1);
    let until = (at..view.len()).find(cut).unwrap_or(view.len());
    let first = |token: usize| {
        &*view.word(token).folded == "до"
            && (token + 1..until.min(token + 4))
                .any(|next| begins(next, FIRST) && may_be(view, next, Tag::of(&[Feature::Gen, Feature::Noun])))
    };
    // «отсрочку до окончания учёбы»: so long it was to last.
    let lasts = || (from..until).any(|token| begins(token, LASTING));
    let until_then = |token: usize| {
        &*view.word(token).folded == "пока"
            && (token == 0 || view.token_text(token - 1) == ",")
            && (token + 1..view.len().min(token + 7)).any(|next| &*view.word(next).folded == "не")
    };
    (from..until).any(first) && !lasts() || (0..view.len()).any(until_then)
}

/// The words that tell what a letter was about: «заявление о сносе тополей», «просьбу спилить тополя».
pub(super) fn topics(view: &SentenceView<'_>) -> Vec<String> {
    let about = |&token: &usize| {
        matches!(&*view.word(token - 1).folded, "о" | "об")
            && may_be(view, token, Tag::of(&[Feature::Loc, Feature::Noun]))
            || may_be(view, token, Feature::Inf.tag()) && &*view.word(token - 1).folded != "не"
    };
    (1..view.len()).filter(about).map(|token| view.word(token).folded.to_string()).collect()
}

/// True of two words with one root, as far as letters tell it: «сносить» and «сносе», «пилить» and «спилить».
pub(super) fn same_root(a: &str, b: &str) -> bool {
    let holds = |a: &str, b: &str| {
        let root = b.char_indices().nth(ROOT).map_or(b, |(end, _)| &b[..end]);
        root.chars().count() == ROOT && a.contains(root)
    };
    holds(a, b) || holds(b, a)
}

/// True when a sentence on appeals speaks of a refusal: «Отказ можно обжаловать».
pub(super) fn appeals_refusal(view: &SentenceView<'_>) -> bool {
    let has = |what: &dyn Fn(usize) -> bool| (0..view.len()).any(what);
    has(&|token| senses(view, token) & (APPEAL | COMPLAINT) != 0)
        && has(&|token| {
            matches!(&*view.word(token).folded, "отказ" | "отказа" | "отказом" | "отказе" | "отказу")
                && !view.is_masked(token, crate::language::MaskSet::LEX)
        })
}
