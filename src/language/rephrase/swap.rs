//! Replacing words by words that stand in the same construction; conjunctions keep their commas right.

use std::ops::Range;

use super::draft::Draft;
use super::noun_phrase::noun_phrase;
use super::readings::{common, governed as preposition_cases, modifies};
use super::style::{before_word, first_word, written_like};
use super::{Hit, Level, Proposal, drop};
use crate::language::inflect::{is_adjectival, is_nominal};
use crate::language::{Feature, SentenceView, Tag, fold};

/// Which words of the hit are replaced.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// Those the pattern names.
    Literal,
    /// The first words.
    First(usize),
}

/// The variants of a replacement.
pub(super) fn variants(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(" / ").map(str::trim).filter(|variant| !variant.is_empty())
}

/// True for words to put in; false for advice such as «убрать; оставить сумму».
pub(super) fn is_text(variant: &str) -> bool {
    !variant.contains(['…', '(', ')', '[', ']', '+', ';', ':', '«', '=']) && !variant.starts_with("убрать")
}

/// The tokens of `part`; `None` when they do not stand together.
pub(super) fn target(hit: &Hit<'_>, part: Part) -> Option<Range<usize>> {
    let words: Vec<usize> = match part {
        Part::Literal => hit.literal.clone(),
        Part::First(count) => hit.tokens.clone().filter(|&token| hit.view.word(token).is_word()).take(count).collect(),
    };
    let (&first, &last) = (words.first()?, words.last()?);
    let together = match part {
        Part::Literal => last - first + 1 == words.len(),
        Part::First(_) => true,
    };
    together.then_some(first..last + 1)
}

/// Replaces by each variant.
pub(super) fn swap(hit: &Hit<'_>, plain: &str, part: Part) -> Vec<Proposal> {
    let Some(range) = target(hit, part) else { return Vec::new() };
    let at_start = range.start == first_word(&hit.view);
    let mut proposals = Vec::new();
    for variant in variants(plain) {
        if variant == "убрать" {
            proposals.extend(drop::drop(hit, drop::Part::Literal));
            continue;
        }
        // A sentence does not begin with «потому что».
        let variant = if at_start && variant == "потому что" { "так как" } else { variant };
        let proposal = if is_text(variant) { replace(&hit.view, range.clone(), variant, None) } else { None };
        match proposal {
            Some(proposal) => proposals.push(proposal),
            None => proposals.push(Proposal::shown(variant)),
        }
    }
    // What can be applied goes before what can only be shown.
    proposals.sort_by_key(|proposal| proposal.level == Level::Show);
    proposals
}

/// The variant of the alternative that matched.
pub(super) fn map(hit: &Hit<'_>, plain: &str) -> Vec<Proposal> {
    let chosen = hit.alternative.and_then(|index| variants(plain).nth(index));
    match (chosen, target(hit, Part::Literal)) {
        (Some(variant), Some(range)) if is_text(variant) => {
            replace(&hit.view, range, variant, None).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What a variant is in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clause {
    /// Words within a clause.
    None,
    /// A conjunction in place of a conjunction.
    Conjunction,
    /// A whole clause: «если нужно».
    Whole,
    /// The beginning of a clause that a noun phrase ends: «если нет», «если вы не согласны с».
    Open,
    /// A conjunction where there was none: the rest of the clause is missing.
    Impossible,
}

fn clause(view: &SentenceView<'_>, range: &Range<usize>, variant: &str) -> Clause {
    /// What ends the conjunctions of the tables.
    const CONJUNCTIONS: &[&str] =
        &["что", "если", "чтобы", "когда", "пока", "внимание", "дабы", "ибо", "ежели", "поелику", "понеже", "покамест"];
    const OPENERS: &[&str] = &["чтобы", "если", "когда", "хотя", "пока", "потому что", "так как"];
    let opens = |word: &str| variant.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    // «с учётом дохода» → «, учитывая доход,»
    if variant == "учитывая" && !view.word(range.start).may_be(Feature::Conv.tag()) {
        return Clause::Open;
    }
    let Some(&opener) = OPENERS.iter().find(|word| opens(word)) else { return Clause::None };
    // «потому-что» is the same conjunction misspelt.
    let one = range.len() == 1;
    if one && (variant == "если бы" || view.word(range.start).folded.replace('-', " ") == fold(variant)) {
        return Clause::Conjunction;
    }
    let last = &*view.word(range.end - 1).folded;
    if CONJUNCTIONS.contains(&last) || view.word(range.end - 1).may_be(Feature::Conv.tag()) {
        return if variant == opener { Clause::Conjunction } else { Clause::Impossible };
    }
    if variant == opener {
        // «с целью получить» → «чтобы получить»: the verb follows.
        let infinitive = view.len() > range.end && view.word(range.end).must_be(Feature::Inf.tag());
        return if infinitive && opener == "чтобы" { Clause::Conjunction } else { Clause::Impossible };
    }
    let words: Vec<&str> = variant.split(' ').collect();
    match words.last() {
        Some(&("нет" | "есть" | "с" | "без")) => Clause::Open,
        Some(verb) if verb.ends_with("ть") && words.contains(&"не") => Clause::Open,
        Some(verb) if verb.ends_with("ть") => Clause::Impossible,
        _ => Clause::Whole,
    }
}

/// True when the range ends with a noun («с целью»), not with a conjunction.
fn last_is_no_conjunction(view: &SentenceView<'_>, range: &Range<usize>) -> bool {
    common(view, range.end - 1).iter().any(|(_, r)| is_nominal(r.tag))
}

/// True for an adverb in place of a preposition with its noun that may be an attribute of the noun before it.
fn is_adverb_for_phrase(view: &SentenceView<'_>, range: &Range<usize>, variant: &str) -> bool {
    let Some(before) = range.start.checked_sub(1) else { return false };
    let noun = |token: usize| view.readings(token).first().is_some_and(|r| is_nominal(r.tag));
    // «лифт в настоящее время стоит» says when, not which.
    if matches!(&*view.word(range.end - 1).folded, "время" | "времени" | "момент" | "день" | "этапе")
    {
        return false;
    }
    let readings = view.lexicon().morphology().readings(variant);
    range.len() > 1
        && !preposition_cases(&view.word(range.start).folded).is_empty()
        && noun(before)
        && readings.first().is_some_and(|r| r.tag.has(Feature::Adv))
}

/// Replaces tokens by a variant. `governed` is the end of the noun phrase that follows, where the caller knows it and
/// changes it itself.
pub(super) fn replace(
    view: &SentenceView<'_>,
    range: Range<usize>,
    variant: &str,
    governed: Option<usize>,
) -> Option<Proposal> {
    let mut draft = Draft::new(*view);
    put(&mut draft, view, range, variant, governed, None)?;
    draft.finish()
}

/// Adds the replacement to a draft. `next` is the word that will follow, when it changes.
pub(super) fn put(
    draft: &mut Draft<'_>,
    view: &SentenceView<'_>,
    range: Range<usize>,
    variant: &str,
    governed: Option<usize>,
    next: Option<&str>,
) -> Option<()> {
    let following = (range.end < view.len()).then(|| view.token_text(range.end));
    let variant = before_word(variant, next.or(following));
    let kind = clause(view, &range, &variant);
    let mut text = written_like(view, range.start, range.end - 1, &variant);
    // A row that replaces one word too few would repeat the next.
    let repeats = |next: &str| text.chars().count() > next.chars().count() && fold(&text).ends_with(&fold(next));
    // «в связи с этим обращением»: the last word belongs to what follows.
    let split = range.len() > 1 && range.end < view.len() && {
        let determiner = |tag: Tag| tag.has(Feature::Det) && is_adjectival(tag);
        let next = common(view, range.end);
        common(view, range.end - 1).iter().any(|(_, own)| {
            determiner(own.tag) && next.iter().any(|(_, r)| is_nominal(r.tag) && modifies(own.tag, r.tag))
        })
    };
    if split || kind == Clause::Impossible || following.is_some_and(|next| next.chars().count() > 2 && repeats(next)) {
        return None;
    }
    // «чтобы получить справку позвоните»: where the comma goes is not known.
    if kind == Clause::Conjunction && variant == "чтобы" && last_is_no_conjunction(view, &range) {
        let clause = (range.end..view.len()).take_while(|&token| view.word(token).is_word());
        if clause.into_iter().any(|token| view.readings(token).first().is_some_and(|r| r.tag.has(Feature::Fin))) {
            return None;
        }
    }
    // «работа на постоянной основе» is not «работа постоянно».
    if kind == Clause::None && is_adverb_for_phrase(view, &range, &variant) {
        draft.trust(Level::Ask);
    }
    if kind != Clause::None {
        match (range.start > first_word(view)).then(|| view.word(range.start - 1)) {
            Some(before) if before.is_word() => match &*before.folded {
                "и" | "а" | "но" | "или" | "либо" | "что" | "не" | "ни" | "только" | "лишь" | "даже" | "именно"
                | "как" => {
                    if kind != Clause::Conjunction || matches!(&*before.folded, "не" | "ни" | "как" | "что") {
                        return None;
                    }
                    draft.trust(Level::Ask);
                }
                _ => text.insert_str(0, ", "),
            },
            _ => {}
        }
    }
    let clause_end = match kind {
        Clause::Whole => {
            // «в случае вопросов по оплате», «… вопросов, связанных с оплатой»: the clause would go on.
            let is = |token: usize, fits: fn(Tag) -> bool| {
                token < view.len() && common(view, token).iter().any(|(_, r)| fits(r.tag))
            };
            let dependent = |tag: Tag| tag.has(Feature::Participle) || tag.has(Feature::Rel);
            if is(range.end, |tag| tag.has(Feature::Adp)) || (following == Some(",") && is(range.end + 1, dependent)) {
                return None;
            }
            Some(range.end)
        }
        Clause::Open => {
            let case = if variant.ends_with(" с") { Feature::Ins } else { Feature::Gen };
            let end = governed.or_else(|| {
                let phrase = noun_phrase(view, range.end, case)?;
                draft.trust(if phrase.is_sure() { Level::Safe } else { Level::Ask });
                Some(phrase.tokens.end)
            })?;
            // A preposition may still belong to the noun: «если нет справки о доходах»; so may a bracket.
            if end < view.len() && (view.word(end).may_be(Feature::Adp.tag()) || view.token_text(end) == "(") {
                return None;
            }
            Some(end)
        }
        _ => None,
    };
    match variant.as_str() {
        "и" | "или" if range.start > 0 && view.token_text(range.start - 1) == "," => {
            // «копия, а равно оригинал» → «копия и оригинал»; between two commas the second would be left.
            let mut after = range.end..view.len().min(range.end + 6);
            if after.any(|token| view.token_text(token) == ",") {
                return None;
            }
            draft.trust(Level::Ask);
            draft.delete(range.start - 1..range.start);
        }
        // «подтверждён тот факт, что»: the predicate would have to change too.
        "то, что" => {
            let masculine = Tag::of(&[Feature::Short, Feature::Masc]);
            let predicate = |token: usize| {
                view.word(token).may_be(masculine)
                    || view.word(token).may_be(Tag::of(&[Feature::Nom, Feature::Masc, Feature::Adj]))
            };
            if range.start.checked_sub(1).is_some_and(predicate) {
                return None;
            }
        }
        // Words that commas set off.
        "кроме того" | "например" | "как вы пишете" | "как вы указали" | "по вашим словам" =>
        {
            if range.start > first_word(view) && view.word(range.start - 1).is_word() {
                text.insert_str(0, ", ");
            }
            if range.end < view.len() && view.word(range.end).is_word() {
                draft.sign_after(range.end - 1, ",");
            }
        }
        _ => {}
    }
    if kind == Clause::None {
        draft.fit_preposition(range.start, &text);
    }
    draft.replace(range, text);
    if let Some(end) = clause_end
        && end < view.len()
        && view.word(end).is_word()
    {
        let conjunction = Tag::of(&[Feature::Cconj]);
        if !view.word(end).must_be(conjunction) {
            draft.sign_after(end - 1, ",");
        }
    }
    Some(())
}
