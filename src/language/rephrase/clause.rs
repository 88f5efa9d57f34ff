//! An attribute made into a relative clause: «испрашиваемый участок» → «участок, который вы просите».

use super::draft::Draft;
use super::readings::{agreeing, common, decide, modifies};
use super::style::written_like;
use super::swap::variants;
use super::{Hit, Level, Proposal};
use crate::language::inflect::{Inflector, PhraseKind, agreement, is_adjectival, is_nominal};
use crate::language::{Feature, Tag};

/// The first word of the hit goes; after its noun comes the relative clause of `plain`, which begins with «который».
pub(super) fn relative(hit: &Hit<'_>, plain: &str) -> Vec<Proposal> {
    variants(plain).filter_map(|variant| one(hit, variant)).collect()
}

fn one(hit: &Hit<'_>, variant: &str) -> Option<Proposal> {
    let view = &hit.view;
    let rest = variant.strip_prefix("который ")?;
    let attribute = hit.tokens.start;
    let noun = hit.tokens.end.checked_sub(1).filter(|&noun| noun > attribute)?;
    if !common(view, attribute).iter().any(|(_, r)| is_adjectival(r.tag)) {
        return None;
    }
    let inflector = Inflector::new(view.lexicon().morphology());
    let which = inflector.phrase("который", PhraseKind::Adjective)?;
    let readings = agreeing(view, noun);
    let fits = |tag: Tag| common(view, attribute).iter().any(|(_, r)| is_adjectival(r.tag) && modifies(r.tag, tag));
    let mut results = Vec::new();
    for (number, reading) in readings.into_iter().filter(|(_, r)| is_nominal(r.tag) && fits(r.tag)) {
        let object = reading.tag.set(Tag::CASE, Feature::Acc);
        results.push((number, inflector.adjective(&which, agreement(object))?));
    }
    let (which, sure) = decide(view, noun, results)?;
    // Dependents of the noun would come between it and «который».
    let next = hit.tokens.end;
    if next < view.len()
        && common(view, next).iter().any(|(_, r)| is_nominal(r.tag) && r.tag.has(Feature::Gen) && r.weight > 0.2)
    {
        return None;
    }
    let mut draft = Draft::new(*view);
    draft.trust(if sure { Level::Safe } else { Level::Ask });
    draft.delete(attribute..attribute + 1);
    let word = view.token_text(noun);
    let closing = next < view.len() && view.word(next).is_word();
    let comma = if closing { "," } else { "" };
    let word = written_like(view, noun, noun, word);
    draft.replace(noun..noun + 1, format!("{word}, {which} {rest}{comma}"));
    draft.finish()
}
