//! Which readings of a word its neighbours allow.

use smallvec::SmallVec;

use crate::language::inflect::{is_adjectival, is_nominal};
use crate::language::{Feature, Reading, SentenceView, Tag};

/// A reading with its number, by which the dictionary inflects.
pub(super) type Numbered = (usize, Reading);
/// Readings of one word.
pub(super) type Readings = SmallVec<[Numbered; 8]>;

/// Readings rarer than this are left out.
const RARE: f32 = 0.01;

/// The readings of a token that are not odd, with their numbers.
pub(super) fn common(view: &SentenceView<'_>, token: usize) -> Readings {
    const ODD: Tag = Tag::of(&[Feature::Arch, Feature::Erro, Feature::Slng, Feature::Voc, Feature::Par]);
    let all = || view.readings(token).iter().copied().enumerate();
    let kept: Readings = all().filter(|(_, r)| r.weight >= RARE && !r.tag.has_any(ODD)).collect();
    if kept.is_empty() { all().collect() } else { kept }
}

/// The cases a preposition may govern; empty for words that are none.
pub(super) fn governed(folded: &str) -> Tag {
    use Feature::{Acc, Dat, Gen, Ins, Loc};
    match folded {
        "в" | "во" | "на" => Tag::of(&[Acc, Loc]),
        "о" | "об" | "обо" => Tag::of(&[Loc]),
        "при" => Tag::of(&[Loc]),
        "по" => Tag::of(&[Dat, Loc]),
        "к" | "ко" | "благодаря" | "согласно" | "вопреки" => Tag::of(&[Dat]),
        "с" | "со" => Tag::of(&[Gen, Ins]),
        "за" | "под" => Tag::of(&[Acc, Ins]),
        "над" | "перед" | "между" => Tag::of(&[Ins]),
        "через" | "про" | "сквозь" => Tag::of(&[Acc]),
        "для"
        | "от"
        | "до"
        | "из"
        | "у"
        | "без"
        | "около"
        | "после"
        | "кроме"
        | "вместо"
        | "из-за"
        | "из-под"
        | "против"
        | "вокруг"
        | "ради"
        | "среди"
        | "мимо"
        | "насчет"
        | "ввиду"
        | "вследствие" => Tag::of(&[Gen]),
        _ => Tag::NONE,
    }
}

/// True when some common reading declines like an adjective.
pub(super) fn may_modify(view: &SentenceView<'_>, token: usize) -> bool {
    common(view, token).iter().any(|(_, r)| is_adjectival(r.tag))
}

/// The words right before `token` that may agree with it, nearest first, and the preposition before them.
pub(super) fn before(view: &SentenceView<'_>, token: usize) -> (SmallVec<[usize; 4]>, Tag) {
    let mut modifiers = SmallVec::new();
    let mut at = token;
    while let Some(previous) = at.checked_sub(1) {
        let cases = governed(&view.word(previous).folded);
        if !cases.is_empty() {
            return (modifiers, cases);
        }
        if modifiers.len() == 4 || !may_modify(view, previous) {
            break;
        }
        modifiers.push(previous);
        at = previous;
    }
    (modifiers, Tag::NONE)
}

/// The noun and adjective readings that agree with the words before: an agreeing adjective, a preposition.
pub(super) fn agreeing(view: &SentenceView<'_>, token: usize) -> Readings {
    let (modifiers, cases) = before(view, token);
    let fits_preposition = |tag: Tag| {
        if cases.is_empty() { !tag.has(Feature::Loc) || !modifiers.is_empty() } else { tag.has_any(cases) }
    };
    let fits_modifier = |tag: Tag| {
        let Some(&nearest) = modifiers.first() else { return true };
        let sure = common(view, nearest).iter().all(|(_, r)| is_adjectival(r.tag));
        !sure || common(view, nearest).iter().any(|(_, r)| is_adjectival(r.tag) && modifies(r.tag, tag))
    };
    let declined = |tag: Tag| is_nominal(tag) || is_adjectival(tag) || tag.has(Feature::Pron);
    let all = common(view, token);
    let kept: Readings = all
        .iter()
        .copied()
        .filter(|(_, r)| !declined(r.tag) || (fits_preposition(r.tag) && fits_modifier(r.tag)))
        .collect();
    if kept.is_empty() {
        return all;
    }
    let both = |case: Feature| kept.iter().any(|(_, r)| r.tag.has(case));
    if cases.is_empty()
        && both(Feature::Nom)
        && both(Feature::Acc)
        && let Some(case) = impossible_case(view, token)
    {
        return kept.into_iter().filter(|(_, r)| !r.tag.has(case)).collect();
    }
    kept
}

/// True when an adjective of this tag stands with a noun of that: number and gender too, not only what both say.
pub(super) fn modifies(adjective: Tag, noun: Tag) -> bool {
    adjective.agrees(noun)
}

/// Chooses one result out of those of several readings: the only one, or the one of the reading that the context model
/// prefers. The flag says that the result is sure: whatever the reading, it is the same.
pub(super) fn decide<T: PartialEq>(
    view: &SentenceView<'_>,
    token: usize,
    mut results: Vec<(usize, T)>,
) -> Option<(T, bool)> {
    let first = results.first()?;
    if results.iter().all(|(_, other)| *other == first.1) {
        return results.into_iter().next().map(|(_, result)| (result, true));
    }
    let best = chosen(view, token)?;
    let place = results.iter().position(|(reading, _)| *reading == best)?;
    Some((results.swap_remove(place).1, false))
}

/// The number of the reading that the context model prefers.
pub(super) fn chosen(view: &SentenceView<'_>, token: usize) -> Option<usize> {
    let best = view.in_context(token)?;
    view.readings(token).iter().position(|reading| std::ptr::eq(reading, best))
}

/// The case that the finite verbs of the clause leave no place for: no accusative beside verbs without an object, no
/// nominative beside «укажите» and «просим», whose subject is not named by a noun.
fn impossible_case(view: &SentenceView<'_>, token: usize) -> Option<Feature> {
    let stop = |&at: &usize| matches!(view.token_text(at), "," | ";" | ":" | "—" | "–" | "(" | ")");
    let start = (0..token).rev().find(stop).map_or(0, |sign| sign + 1);
    let end = (token..view.len()).find(stop).unwrap_or(view.len());
    let verbs: Readings = (start..end)
        .filter_map(|at| view.readings(at).first())
        .filter(|r| r.tag.has(Feature::Fin) && !r.tag.has(Feature::Aux))
        .map(|&r| (0, r))
        .collect();
    let all = |features: &[Feature]| !verbs.is_empty() && verbs.iter().all(|(_, r)| r.tag.has_any(Tag::of(features)));
    if all(&[Feature::Intr, Feature::Pass, Feature::Mid]) {
        return Some(Feature::Acc);
    }
    all(&[Feature::First, Feature::Second, Feature::Imperative]).then_some(Feature::Nom)
}
