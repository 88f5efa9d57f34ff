//! A light verb whose subject is the noun: «осуществляется рассмотрение обращения» → «обращение рассматривают».

use std::ops::Range;

use super::{Level, Parts, Proposal};
use crate::language::inflect::{Inflector, is_nominal};
use crate::language::rephrase::draft::Draft;
use crate::language::rephrase::noun_phrase::{NounPhrase, noun_phrase};
use crate::language::rephrase::readings::{before, common};
use crate::language::rephrase::style::{capitalise, first_word, uncapitalise, yo};
use crate::language::{Feature, Shape, Tag};

/// Who did it.
struct Agent {
    tokens: Range<usize>,
    text: String,
    tag: Tag,
}

/// Inanimate nouns that act: bodies and firms.
const BODIES: &[&str] = &[
    "отдел",
    "инспекция",
    "комиссия",
    "служба",
    "управление",
    "администрация",
    "министерство",
    "учреждение",
    "организация",
    "компания",
    "департамент",
    "комитет",
    "агентство",
    "центр",
    "фонд",
    "суд",
    "прокуратура",
    "школа",
    "больница",
    "поликлиника",
    "бригада",
    "завод",
    "предприятие",
    "товарищество",
    "кооператив",
    "полиция",
    "лаборатория",
    "орган",
    "правительство",
    "совет",
    "палата",
    "банк",
    "общество",
    "ведомство",
    "сектор",
];

/// True for who may do things: «комиссией», «нами», not «весной».
fn acts(parts: &Parts<'_, '_>, phrase: &NounPhrase) -> bool {
    let lexicon = parts.view.lexicon();
    phrase
        .readings()
        .iter()
        .any(|(_, r)| r.tag.has(Feature::Anim) || r.tag.has(Feature::First) || BODIES.contains(&lexicon.lemma(r.lemma)))
}

/// True when somebody in the instrumental stands further off in the clause: «Больницей вам оказана помощь».
fn somebody_acts(parts: &Parts<'_, '_>) -> bool {
    let view = parts.view;
    let lexicon = view.lexicon();
    let stop = |&token: &usize| matches!(view.token_text(token), "," | ";" | ":" | "—" | "–" | "(" | ")");
    let start = (0..parts.verb.min(parts.noun)).rev().find(stop).map_or(0, |sign| sign + 1);
    let end = (parts.verb.max(parts.noun)..view.len()).find(stop).unwrap_or(view.len());
    (start..end).any(|token| {
        let mut readings = common(view, token).into_iter();
        let acting = readings.any(|(_, r)| {
            r.tag.has(Feature::Ins)
                && (is_nominal(r.tag) || r.tag.has(Feature::Pron))
                && (r.tag.has_any(Tag::of(&[Feature::Anim, Feature::First]))
                    || BODIES.contains(&lexicon.lemma(r.lemma)))
        });
        acting && before(view, token).1.is_empty()
    })
}

/// Makes it active: with the agent as subject, or without one in the third person plural.
pub(super) fn rephrase(parts: &Parts<'_, '_>) -> Option<Proposal> {
    let view = parts.view;
    if parts.negated {
        return None;
    }
    let agent = agent(parts);
    if agent.is_none() && somebody_acts(parts) {
        return None;
    }
    let subject = agent.as_ref().map_or(Tag::of(&[Feature::Third, Feature::Plur]), |agent| agent.tag);
    let verb = verb(parts, subject)?;
    let mut region = parts.verb.min(parts.noun)..parts.verb.max(parts.noun) + 1;
    let mut known: Vec<usize> = vec![parts.verb, parts.noun];
    known.extend(&parts.adjectives);
    known.extend(parts.auxiliary);
    let object = parts.object.as_ref();
    known.extend(object.map_or(0..0, |object| object.tokens.clone()));
    known.extend(agent.as_ref().map_or(0..0, |agent| agent.tokens.clone()));
    for &token in &known {
        region = region.start.min(token)..region.end.max(token + 1);
    }
    let mut adverbs: Vec<String> = parts.adverbs.iter().map(|&adverb| adverb.to_owned()).collect();
    for token in region.clone().filter(|token| !known.contains(token)) {
        // Adverbs go with the verb; anything else was not understood.
        if !view.readings(token).first().is_some_and(|r| r.tag.has(Feature::Adv)) {
            return None;
        }
        adverbs.push(uncapitalise(view.token_text(token)));
    }
    let mut words: Vec<String> = Vec::new();
    let direct = object.filter(|object| object.direct);
    let after = object.filter(|object| !object.direct || agent.is_some());
    words.extend(agent.as_ref().map(|agent| agent.text.clone()));
    if agent.is_none() {
        words.extend(direct.map(|object| object.text.clone()));
    }
    words.extend(adverbs);
    words.push(verb);
    words.extend(after.map(|object| object.text.clone()));
    let trust = if agent.is_some() || object.is_none() { Level::Ask } else { Level::Safe };
    finish(parts, region, &words.join(" "), parts.level.max(trust))
}

/// «Ваше письмо находится на рассмотрении» → «Ваше письмо рассматривают».
pub(super) fn state(parts: &Parts<'_, '_>) -> Option<Proposal> {
    let view = parts.view;
    if parts.negated || parts.noun != parts.verb + 2 || parts.object.is_some() {
        return None;
    }
    let subject = ending_at(parts, parts.verb, Feature::Nom)?;
    let (text, _) = subject.text(view, Feature::Acc)?;
    let verb = verb(parts, Tag::of(&[Feature::Third, Feature::Plur]))?;
    let region = subject.tokens.start..parts.noun + 1;
    finish(parts, region, &format!("{text} {verb}"), Level::Ask)
}

fn finish(parts: &Parts<'_, '_>, region: Range<usize>, text: &str, level: Level) -> Option<Proposal> {
    let view = parts.view;
    let titled = region.clone().find(|&token| view.word(token).is_word()).is_some_and(|token| {
        token == first_word(view) && matches!(view.word(token).shape, Shape::Title | Shape::Upper)
    });
    let shouted = region.clone().all(|token| view.word(token).shape == Shape::Upper);
    let text = yo(view, text);
    let text = match (shouted, titled) {
        (true, _) => text.to_uppercase(),
        (_, true) => capitalise(&text),
        _ => text,
    };
    let mut draft = Draft::new(*view);
    draft.trust(level);
    draft.replace(region, text);
    draft.finish()
}

/// The verb in the tense of the light verb, in the person and number of `subject`.
fn verb(parts: &Parts<'_, '_>, subject: Tag) -> Option<String> {
    let inflector = Inflector::new(parts.view.lexicon().morphology());
    let own = parts.reading.tag;
    let auxiliary = parts.auxiliary.map(|token| {
        let future = common(parts.view, token).iter().any(|(_, r)| r.tag.has(Feature::Fut));
        if future { Feature::Fut } else { Feature::Past }
    });
    let tense = match (own.has(Feature::Inf), own.has(Feature::Short), auxiliary) {
        (true, _, None) => return None, // «может осуществляться»
        (_, _, Some(tense)) => tense,
        (_, true, None) => Feature::Past,
        _ => own.features().find(|feature| Tag::TENSE.has(*feature))?,
    };
    let person = if subject.has_any(Tag::PERSON) { subject.only(Tag::PERSON) } else { Feature::Third.tag() };
    let number = subject.only(Tag::NUMBER);
    let gender = if subject.has(Feature::Sing) { subject.only(Tag::GENDER) } else { Tag::NONE };
    let finite = Tag::of(&[Feature::Fin, Feature::Indicative]) | tense.tag() | number;
    let like = if tense == Feature::Past { finite | gender } else { finite | person };
    inflector.conjugate(&parts.phrase, like)
}

/// The noun phrase in `case` that ends right before `end` and begins its clause or follows something else.
fn ending_at(parts: &Parts<'_, '_>, end: usize, case: Feature) -> Option<NounPhrase> {
    let view = parts.view;
    let mut start = end.saturating_sub(6);
    if let Some(sign) = (start..end).rev().find(|&token| !view.word(token).is_word()) {
        start = sign + 1;
    }
    (start..end).find_map(|start| noun_phrase(view, start, case).filter(|phrase| phrase.tokens.end == end))
}

/// Who did it, in the instrumental: before the verb, after it, or after the noun.
fn agent(parts: &Parts<'_, '_>) -> Option<Agent> {
    let view = parts.view;
    let first =
        parts.auxiliary.unwrap_or(parts.verb).min(if parts.noun < parts.verb { parts.noun } else { parts.verb });
    let object_end = parts.object.as_ref().map_or(parts.noun + 1, |object| object.tokens.end);
    let behind = [parts.verb + 1, object_end];
    let starts = |start: usize| {
        (start < view.len() && view.word(start).is_word())
            .then(|| noun_phrase(view, start, Feature::Ins))
            .flatten()
            .filter(|phrase| start >= parts.noun || phrase.tokens.end <= parts.noun)
    };
    let phrase = ending_at(parts, first, Feature::Ins)
        .into_iter()
        .chain(behind.into_iter().filter_map(starts))
        .find(|phrase| acts(parts, phrase))?;
    let (text, _) = phrase.text(view, Feature::Nom)?;
    let mut tag = phrase.readings().first()?.1.tag;
    if phrase.is_joined() {
        tag = tag.set(Tag::NUMBER, Feature::Plur);
    }
    Some(Agent { tokens: phrase.tokens, text, tag })
}
