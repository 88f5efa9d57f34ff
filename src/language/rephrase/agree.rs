//! Replacing a word or phrase by another in the same form, and the words around that agree with it.

use std::ops::Range;

use super::draft::Draft;
use super::noun_phrase::noun_phrase;
use super::readings::{agreeing, before, chosen, common, decide, governed, modifies};
use super::style::{own_preposition, second_locative, written_like};
use super::swap::{is_text, variants};
use super::{Hit, Level, Proposal};
use crate::language::inflect::{Inflector, Phrase, PhraseKind, agreement, is_adjectival, is_nominal, is_verbal};
use crate::language::{Feature, SentenceView, Tag};

/// Which words of the hit are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All; but a noun stays when the replacement is an adjective.
    Whole,
    /// The first word.
    First,
    /// The last word.
    Last,
}

/// Replaces by each variant in the form of the hit's head.
pub(super) fn agree(hit: &Hit<'_>, plain: &str, part: Part) -> Vec<Proposal> {
    let words: Vec<usize> = hit.tokens.clone().filter(|&token| hit.view.word(token).is_word()).collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return Vec::new() };
    let range = match part {
        Part::Whole => hit.tokens.clone(),
        Part::First => first..first + 1,
        Part::Last => last..last + 1,
    };
    let mut proposals = Vec::new();
    for variant in variants(plain) {
        let proposal = if is_text(variant) { one(&hit.view, range.clone(), variant) } else { None };
        proposals.push(proposal.unwrap_or_else(|| Proposal::shown(variant)));
    }
    proposals.sort_by_key(|proposal| proposal.level == Level::Show);
    proposals
}

/// The variants in the form of the hit's head, where that is a verb or the hit is one word; nothing is changed, as the
/// words around may need another form. Of verbs those of the aspect found are shown.
pub(super) fn shown(hit: &Hit<'_>, plain: &str) -> Vec<Proposal> {
    let view = &hit.view;
    let Some(first) = hit.tokens.clone().find(|&token| view.word(token).is_word()) else { return Vec::new() };
    let readings = common(view, first);
    let verbs = || readings.iter().map(|(_, r)| r.tag).filter(|tag| is_verbal(*tag) && !is_adjectival(*tag));
    let verb = verbs().next().is_some();
    if hit.tokens.len() > 1 && !verb {
        return Vec::new();
    }
    let inflector = Inflector::new(view.lexicon().morphology());
    let form = |variant: &str| {
        if verb {
            let phrase = inflector.phrase(variant, PhraseKind::Verb)?;
            let own = phrase.tag().only(Tag::ASPECT);
            let same = verbs().filter(|tag| tag.has_any(own));
            let form = same.into_iter().find_map(|tag| inflector.conjugate(&phrase, tag))?;
            return Some(Proposal::shown(written_like(view, first, first, &form)));
        }
        let proposal = one(view, hit.tokens.clone(), variant)?;
        let [edit] = proposal.edits.as_slice() else { return None };
        view.span(hit.tokens.clone()).covers(edit.span).then(|| Proposal::shown(proposal.label))
    };
    let formed: Vec<Option<Proposal>> = variants(plain).map(form).collect();
    // «решить / решать»: the one that fits is enough.
    let verbal = |variant: &str| inflector.phrase(variant, PhraseKind::Verb).is_some();
    let all_verbs = verb && variants(plain).all(verbal) && formed.iter().any(Option::is_some);
    let shown = |(variant, formed): (&str, Option<Proposal>)| match formed {
        None if all_verbs => None,
        None => Some(Proposal::shown(variant)),
        formed => formed,
    };
    variants(plain).zip(formed).filter_map(shown).collect()
}

fn one(view: &SentenceView<'_>, range: Range<usize>, variant: &str) -> Option<Proposal> {
    let of = |fits: fn(Tag) -> bool| range.clone().find(|&token| common(view, token).iter().any(|(_, r)| fits(r.tag)));
    // The kind of the replaced head decides how the variant is read: «мочь» is a noun too.
    let verb = range.clone().find(|&token| {
        let readings = common(view, token);
        readings.iter().map(|(_, r)| if is_verbal(r.tag) { r.weight } else { 0.0 }).sum::<f32>() > 0.5
            && !readings.iter().all(|(_, r)| is_adjectival(r.tag) && r.tag.has(Feature::Adj))
    });
    if let Some(token) = verb
        && let Some(phrase) = Inflector::new(view.lexicon().morphology()).phrase(variant, PhraseKind::Verb)
    {
        return verb_for(view, range, token, &phrase);
    }
    let noun = range.clone().rev().find(|&token| common(view, token).iter().any(|(_, r)| is_nominal(r.tag)));
    if let Some(token) = noun
        && let Some(proposal) = noun_for(view, range.clone(), token, variant)
    {
        return Some(proposal);
    }
    adjective_for(view, of(is_adjectival)?, variant)
}

/// A verb for a verb.
fn verb_for(view: &SentenceView<'_>, range: Range<usize>, token: usize, phrase: &Phrase) -> Option<Proposal> {
    let inflector = Inflector::new(view.lexicon().morphology());
    // «следить за» asks for another case of what follows.
    if phrase.rest().rsplit(' ').next().is_some_and(|last| !governed(last).is_empty()) {
        return None;
    }
    // «имеете право на выплату» is not «можете на выплату».
    if range.len() > 1
        && matches!(phrase.head(), "мочь" | "смочь" | "намереваться" | "собираться")
        && !(range.end < view.len() && common(view, range.end).first().is_some_and(|(_, r)| r.tag.has(Feature::Inf)))
    {
        return None;
    }
    let mut draft = Draft::new(*view);
    let verbs: Vec<_> = common(view, token).into_iter().filter(|(_, r)| is_verbal(r.tag)).collect();
    let own_aspect = phrase.tag().only(Tag::ASPECT);
    let (mut results, mut lost) = (Vec::new(), 0.0);
    for (number, reading) in verbs {
        let Some(form) = inflector.conjugate(phrase, reading.tag) else {
            lost += reading.weight;
            continue;
        };
        // One takes a direct object, the other does not: what follows may need another case.
        let object = Tag::of(&[Feature::Tran, Feature::Intr]);
        let (old, new) = (reading.tag.only(object), phrase.tag().only(object));
        if range.len() == 1 && !old.is_empty() && !new.is_empty() && old != new {
            draft.trust(Level::Ask);
        }
        // «не ложите» may be meant as an order.
        if reading.tag.has_all(Tag::of(&[Feature::Second, Feature::Plur, Feature::Indicative]))
            && !(0..view.len()).any(|token| &*view.word(token).folded == "вы")
        {
            draft.trust(Level::Ask);
        }
        let same_aspect = reading.tag.only(Tag::ASPECT).has_any(own_aspect);
        if !same_aspect {
            // A present cannot come out of a perfective verb; in the past the sense would shift a little.
            draft.trust(Level::Ask);
        }
        results.push((number, form));
    }
    // What goes with the verb («оденьте бахилы») may have to stay, unless the verb is empty without it.
    const LIGHT: &[&str] =
        &["иметь", "ставить", "поставить", "принять", "принимать", "довести", "доводить", "чинить", "учинить"];
    if range.len() > 1 && !common(view, token).iter().any(|(_, r)| LIGHT.contains(&view.lexicon().lemma(r.lemma))) {
        draft.trust(Level::Ask);
    }
    // A reading that has no such form («доводим» as a participle) must not be the one that is meant.
    if lost > 0.0 {
        let chosen = chosen(view, token)?;
        results.retain(|(number, _)| *number == chosen);
        draft.trust(if lost > 0.3 { Level::Ask } else { Level::Safe });
    }
    let (form, sure) = decide(view, token, results)?;
    draft.trust(if sure && view.word(token).is_known() { Level::Safe } else { Level::Ask });
    addressee(view, &mut draft, range.end, token, phrase)?;
    draft.replace(range.clone(), written_like(view, range.start, range.end - 1, &form));
    draft.finish()
}

/// «уведомляем жильцов» → «сообщаем жильцам»: whom is told changes its case.
fn addressee(view: &SentenceView<'_>, draft: &mut Draft<'_>, next: usize, verb: usize, phrase: &Phrase) -> Option<()> {
    const TELL: &[&str] = &["сообщать", "сообщить", "рассказать", "рассказывать", "объяснить", "объяснять"];
    const INFORM: &[&str] = &[
        "уведомлять",
        "уведомить",
        "информировать",
        "проинформировать",
        "извещать",
        "известить",
        "оповещать",
        "оповестить",
        "ставить",
        "поставить",
    ];
    let informs = common(view, verb).iter().any(|(_, r)| INFORM.contains(&view.lexicon().lemma(r.lemma)));
    if !informs || !TELL.contains(&phrase.head()) {
        return Some(());
    }
    let whom = noun_phrase(view, next, Feature::Acc)?;
    let (words, sure) = whom.moved(view, Feature::Dat)?;
    draft.trust(if sure { Level::Safe } else { Level::Ask });
    for (token, form) in words {
        draft.replace(token..token + 1, form);
    }
    Some(())
}

/// A noun phrase for a noun phrase.
fn noun_for(view: &SentenceView<'_>, range: Range<usize>, head: usize, variant: &str) -> Option<Proposal> {
    let inflector = Inflector::new(view.lexicon().morphology());
    let phrase = inflector.phrase(variant, PhraseKind::Noun)?;
    // Words of the hit before its head, and what stands before them, tell the head's case.
    let readings = agreeing(view, head);
    let mut results = Vec::new();
    let preposition = range.start.checked_sub(1).map_or("", |before| &*view.word(before).folded);
    for (number, reading) in readings.into_iter().filter(|(_, r)| is_nominal(r.tag)) {
        let (mut text, tag) = inflector.decline(&phrase, reading.tag)?;
        if tag.has(Feature::Loc) && tag.has(Feature::Sing) && phrase.rest().is_empty() {
            text = second_locative(&text, preposition);
        }
        let around = if same_agreement(reading.tag, tag) {
            Vec::new()
        } else {
            around(view, inflector, &range, reading.tag, tag)?
        };
        results.push((number, (text, around)));
    }
    let ((text, around), sure) = decide(view, head, results)?;
    let mut draft = Draft::new(*view);
    let sure = sure && around.is_empty() && view.word(head).is_known();
    draft.trust(if sure { Level::Safe } else { Level::Ask });
    let text = written_like(view, range.start, range.end - 1, &text);
    if let Some(own) = own_preposition(&text, preposition) {
        let before = range.start - 1;
        draft.replace(before..range.start, written_like(view, before, before, own));
    } else if !around.iter().any(|(token, _)| token + 1 == range.start) {
        draft.fit_preposition(range.start, &text);
    }
    draft.replace(range, text);
    for (token, form) in around {
        draft.replace(token..token + 1, form);
    }
    draft.finish()
}

/// True when nothing that agrees with the one needs to change for the other.
fn same_agreement(old: Tag, new: Tag) -> bool {
    agreement(old) == agreement(new)
}

/// The words outside of `range` that agree with the old head, in the form they need for the new one. `None` when it
/// cannot be told what agrees.
fn around(
    view: &SentenceView<'_>,
    inflector: Inflector<'_>,
    range: &Range<usize>,
    old: Tag,
    new: Tag,
) -> Option<Vec<(usize, String)>> {
    let mut words = Vec::new();
    let mut change = |token: usize, number: usize, to: Tag| {
        let form = written_like(view, token, token, &inflector.form(view.token_text(token), number, to)?);
        if form != view.token_text(token) {
            words.push((token, form));
        }
        Some(())
    };
    let (modifiers, _) = before(view, range.start);
    for &token in &modifiers {
        let found = common(view, token).into_iter().find(|(_, r)| is_adjectival(r.tag) && modifies(r.tag, old));
        let Some((number, _)) = found else { break };
        change(token, number, agreement(new))?;
    }
    let number_or_gender =
        |tag: Tag| tag.only(Tag::NUMBER) | if tag.has(Feature::Sing) { tag.only(Tag::GENDER) } else { Tag::NONE };
    if number_or_gender(old) == number_or_gender(new) {
        return Some(words);
    }
    // A relative clause right after the words: «карта, которая».
    if view.len() > range.end + 1 && view.token_text(range.end) == "," {
        let preposition = !governed(&view.word(range.end + 1).folded).is_empty();
        let token = range.end + 1 + usize::from(preposition);
        if token < view.len() {
            let fits = |tag: Tag| {
                tag.only(Tag::NUMBER).has_any(old)
                    && (tag.only(Tag::GENDER).is_empty() || tag.has_any(old.only(Tag::GENDER)))
            };
            let own = common(view, token);
            if own.iter().any(|(_, r)| r.tag.has(Feature::Participle) && modifies(r.tag, old)) {
                return None;
            }
            if let Some((number, reading)) =
                own.into_iter().find(|(_, r)| r.tag.has(Feature::Rel) && r.tag.has(Feature::Det) && fits(r.tag))
            {
                // The verb of the relative clause, or the one after it, would have to change too.
                if reading.tag.has(Feature::Nom) || old.has(Feature::Nom) {
                    return None;
                }
                let animacy = if reading.tag.has(Feature::Acc) { new.only(Tag::ANIMACY) } else { Tag::NONE };
                change(token, number, reading.tag.only(Tag::CASE) | number_or_gender(new) | animacy)?;
            }
        }
    }
    // A pronoun further on would point to nothing.
    let pronoun = |token: usize| {
        view.readings(token).first().is_some_and(|r| {
            r.tag.has(Feature::Pron) && r.tag.has(Feature::Third) && r.tag.has_all(old.only(Tag::NUMBER))
        })
    };
    if (range.end..view.len()).any(pronoun) {
        return None;
    }
    if old.has(Feature::Nom) {
        let mut predicate: Option<(usize, usize, bool)> = None;
        for token in clause_of(view, range).filter(|token| !modifiers.contains(token)) {
            for (number, reading) in common(view, token) {
                let tag = reading.tag;
                // «Территория чистая»: an adjective as predicate, or one of another noun.
                if is_adjectival(tag) && tag.has(Feature::Nom) && modifies(tag, old) && !modifies(tag, new) {
                    return None;
                }
                let agreeing = tag.only(Tag::NUMBER) == old.only(Tag::NUMBER)
                    && (tag.only(Tag::GENDER).is_empty() || tag.has_any(old.only(Tag::GENDER)));
                let says_gender = tag.has(Feature::Short) || (tag.has(Feature::Fin) && tag.has(Feature::Past));
                let third = tag.has(Feature::Fin) && tag.has(Feature::Third);
                if agreeing && (says_gender || third) && !tag.has(Feature::Adv) {
                    if predicate.is_some_and(|(other, ..)| other != token) {
                        return None;
                    }
                    predicate = Some((token, number, says_gender));
                }
            }
        }
        if let Some((token, number, says_gender)) = predicate {
            let to = if says_gender { number_or_gender(new) } else { new.only(Tag::NUMBER) };
            change(token, number, to)?;
        }
    }
    Some(words)
}

/// The tokens of the clause around `range`, without it.
fn clause_of(view: &SentenceView<'_>, range: &Range<usize>) -> impl Iterator<Item = usize> {
    let stop = |token: &usize| matches!(view.token_text(*token), "," | ";" | ":" | "—" | "–" | "(" | ")");
    let start = (0..range.start).rev().find(stop).map_or(0, |sign| sign + 1);
    let end = (range.end..view.len()).find(stop).unwrap_or(view.len());
    (start..range.start).chain(range.end..end)
}

/// An adjective or determiner for one: the noun stays.
fn adjective_for(view: &SentenceView<'_>, token: usize, variant: &str) -> Option<Proposal> {
    let inflector = Inflector::new(view.lexicon().morphology());
    let phrase: Phrase = inflector.phrase(variant, PhraseKind::Adjective)?;
    let readings = agreeing(view, token);
    let declined: Vec<_> = readings
        .into_iter()
        .filter(|(_, r)| {
            is_adjectival(r.tag)
                || (r.tag.has(Feature::Short) && r.tag.has_any(Tag::of(&[Feature::Adj, Feature::Verb])))
        })
        .collect();
    // The noun after it narrows the choice.
    let next = token + 1;
    let nouns = if next < view.len() { common(view, next) } else { Default::default() };
    let with_noun: Vec<_> = declined
        .iter()
        .copied()
        .filter(|(_, own)| nouns.iter().any(|(_, noun)| is_nominal(noun.tag) && modifies(own.tag, noun.tag)))
        .collect();
    let declined = if with_noun.is_empty() { declined } else { with_noun };
    let results: Option<Vec<(usize, String)>> =
        declined.into_iter().map(|(number, r)| Some((number, inflector.adjective(&phrase, r.tag)?))).collect();
    let (form, sure) = decide(view, token, results?)?;
    let mut draft = Draft::new(*view);
    draft.trust(if sure && view.word(token).is_known() { Level::Safe } else { Level::Ask });
    let form = written_like(view, token, token, &form);
    draft.fit_preposition(token, &form);
    draft.replace(token..token + 1, form);
    draft.finish()
}
