//! A light verb with the noun as its object: the verb is put in its place, the noun goes.

use super::{Level, Parts, Proposal, is_nominal};
use crate::language::inflect::{Inflector, PhraseKind, is_adjectival};
use crate::language::rephrase::draft::Draft;
use crate::language::rephrase::readings::{common, decide};
use crate::language::rephrase::style::written_like;
use crate::language::{Feature, Tag};

/// «произвели оплату счёта» → «оплатили счёт».
pub(super) fn rephrase(parts: &Parts<'_, '_>) -> Option<Proposal> {
    let inflector = Inflector::new(parts.view.lexicon().morphology());
    let verb = inflector.conjugate(&parts.phrase, parts.reading.tag)?;
    put(parts, parts.verb, &verb, Level::Safe)
}

/// «отдел, осуществляющий контроль за уборкой» → «отдел, который контролирует уборку».
pub(super) fn relative(parts: &Parts<'_, '_>) -> Option<Proposal> {
    let view = parts.view;
    if parts.verb == 0 || view.token_text(parts.verb - 1) != "," || parts.negated {
        return None;
    }
    let inflector = Inflector::new(view.lexicon().morphology());
    let which = inflector.phrase("который", PhraseKind::Adjective)?;
    let mut results = Vec::new();
    for (number, reading) in common(view, parts.verb).into_iter().filter(|(_, r)| is_adjectival(r.tag)) {
        let tag = reading.tag;
        let form = tag.only(Tag::NUMBER) | if tag.has(Feature::Sing) { tag.only(Tag::GENDER) } else { Tag::NONE };
        let which = inflector.adjective(&which, form | Feature::Nom.tag())?;
        let finite = Tag::of(&[Feature::Fin, Feature::Indicative]);
        let like = if tag.has(Feature::Past) {
            finite | form | Feature::Past.tag()
        } else {
            finite | tag.only(Tag::NUMBER) | Tag::of(&[Feature::Pres, Feature::Third])
        };
        results.push((number, (which, inflector.conjugate(&parts.phrase, like)?)));
    }
    let ((which, verb), _) = decide(view, parts.verb, results)?;
    let adverbs = if parts.adverbs.is_empty() { String::new() } else { format!("{} ", parts.adverbs.join(" ")) };
    let text = format!("{which} {adverbs}{verb}");
    let bare = Parts { adverbs: Vec::new(), ..parts.clone() };
    put(&bare, parts.verb, &text, Level::Ask)
}

/// Puts the verb in place of the light verb, takes the noun away and changes its object.
fn put(parts: &Parts<'_, '_>, at: usize, verb: &str, level: Level) -> Option<Proposal> {
    let view = parts.view;
    if parts.noun < parts.verb {
        return None;
    }
    // A noun between them is the light verb's own object or its subject.
    let mut draft = Draft::new(*view);
    for &token in &parts.kept {
        if common(view, token).iter().any(|(_, r)| is_nominal(r.tag) && r.weight > 0.2) {
            return None;
        }
    }
    let text = if parts.adverbs.is_empty() { verb.to_owned() } else { format!("{} {verb}", parts.adverbs.join(" ")) };
    draft.trust(parts.level.max(level));
    if parts.negated {
        draft.trust(Level::Ask);
    }
    draft.replace(at..at + 1, written_like(view, at, at, &text));
    for &token in &parts.adjectives {
        draft.delete(token..token + 1);
    }
    draft.delete(parts.noun..parts.noun + 1);
    if let Some(object) = &parts.object {
        for (token, form) in &object.words {
            draft.replace(*token..token + 1, form.clone());
        }
    }
    draft.finish()
}
