//! Where split predicates stand.

use super::table::LightVerb;
use super::{SplitRow, SplitTable, modifier_of};
use crate::language::inflect::{is_adjectival, is_nominal, is_verbal};
use crate::language::rephrase::readings::common;
use crate::language::{Feature, MaskSet, SentenceView, Tag};

/// A light verb with its noun.
#[derive(Clone, Copy, Debug)]
pub struct SplitHit<'t> {
    /// The token of the light verb.
    pub verb: usize,
    /// The token of the noun.
    pub noun: usize,
    /// The row of the noun.
    pub row: &'t SplitRow,
}

impl SplitHit<'_> {
    /// The verb to use instead, in the aspect of the light verb as far as there is one.
    pub fn replacement(&self, view: &SentenceView<'_>) -> Option<&str> {
        let row = self.row;
        let perfective = view.readings(self.verb).first().is_some_and(|r| r.tag.has(Feature::Perfective));
        let (first, second) =
            if perfective { (&row.perfective, &row.imperfective) } else { (&row.imperfective, &row.perfective) };
        first.as_deref().or(second.as_deref())
    }

    /// The tokens from one to the other.
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.verb.min(self.noun)..self.verb.max(self.noun) + 1
    }
}

/// How many words may stand between verb and noun.
const MAX_GAP: usize = 3;

/// The split predicates of a sentence, in order; a noun belongs to one of them only.
pub fn find<'t>(view: &SentenceView<'_>, table: &'t SplitTable) -> Vec<SplitHit<'t>> {
    let mut hits: Vec<SplitHit<'t>> = Vec::new();
    for verb in 0..view.len() {
        // Cheap first: few words are verbs, few verbs are light.
        if !view.word(verb).any.has(Feature::Verb) {
            continue;
        }
        let light = view.readings(verb).iter().find_map(|r| {
            // «проводимый ремонт» says nothing of what is done: it is an attribute.
            let attribute = r.tag.has_all(Tag::of(&[Feature::Participle, Feature::Pass])) && !r.tag.has(Feature::Short);
            if !is_verbal(r.tag) || attribute {
                return None;
            }
            Some((r.tag, table.light(view.lexicon().lemma(r.lemma))?))
        });
        let Some((tag, light)) = light else { continue };
        if view.is_masked(verb, MaskSet::LEX) {
            continue;
        }
        let found = after(view, verb, tag, light, table).or_else(|| before(view, verb, tag, light, table));
        if let Some((noun, row)) = found
            && !hits.iter().any(|hit| hit.noun == noun)
        {
            hits.push(SplitHit { verb, noun, row });
        }
    }
    hits
}

/// True for reflexives and passive participles: their noun is the subject.
fn is_passive(tag: Tag, light: &LightVerb) -> bool {
    light.preposition.is_none() && tag.has_any(Tag::of(&[Feature::Pass, Feature::Mid]))
}

fn after<'t>(
    view: &SentenceView<'_>,
    verb: usize,
    tag: Tag,
    light: &LightVerb,
    table: &'t SplitTable,
) -> Option<(usize, &'t SplitRow)> {
    let case = if is_passive(tag, light) { Feature::Nom } else { light.case };
    let mut at = verb + 1;
    if let Some(preposition) = &light.preposition {
        if at >= view.len() || *view.word(at).folded != **preposition {
            return None;
        }
        at += 1;
    }
    for noun in at..view.len().min(at + MAX_GAP + 1) {
        if let Some(row) = row_at(view, noun, case, tag, light, table) {
            return allowed(view, verb, noun, row).then_some((noun, row));
        }
        if !may_stand_between(view, noun) {
            return None;
        }
    }
    None
}

/// Adjectives, adverbs, pronouns, and nouns that can be neither subject nor object.
fn may_stand_between(view: &SentenceView<'_>, token: usize) -> bool {
    let word = view.word(token);
    if !word.is_word() || view.mask(token).is_some() {
        return false;
    }
    let direct = Tag::of(&[Feature::Nom, Feature::Acc]);
    common(view, token)
        .iter()
        .any(|(_, r)| is_adjectival(r.tag) || r.tag.has_any(Tag::of(&[Feature::Adv, Feature::Part])))
        || common(view, token).iter().all(|(_, r)| {
            (is_nominal(r.tag) && !r.tag.has_any(direct))
                || (r.tag.has(Feature::Pron) && r.tag.has_any(Tag::of(&[Feature::Dat, Feature::Ins])))
        })
}

/// The noun as subject before a passive: «оплата счёта производится».
fn before<'t>(
    view: &SentenceView<'_>,
    verb: usize,
    tag: Tag,
    light: &LightVerb,
    table: &'t SplitTable,
) -> Option<(usize, &'t SplitRow)> {
    if !is_passive(tag, light) {
        return None;
    }
    for noun in (verb.saturating_sub(MAX_GAP + 2)..verb).rev() {
        if let Some(row) = row_at(view, noun, Feature::Nom, tag, light, table) {
            return allowed(view, verb, noun, row).then_some((noun, row));
        }
        let genitive =
            |t: Tag| t.has_any(Tag::of(&[Feature::Gen, Feature::Ins, Feature::Aux, Feature::Adv, Feature::Part]));
        if !view.word(noun).is_word() || !common(view, noun).iter().any(|(_, r)| genitive(r.tag)) {
            return None;
        }
    }
    None
}

/// The row of the noun at `token`, when it goes with this light verb, stands in `case` and agrees with a passive.
fn row_at<'t>(
    view: &SentenceView<'_>,
    token: usize,
    case: Feature,
    verb: Tag,
    light: &LightVerb,
    table: &'t SplitTable,
) -> Option<&'t SplitRow> {
    if view.is_masked(token, MaskSet::LEX) {
        return None;
    }
    common(view, token).iter().find_map(|(_, r)| {
        if !is_nominal(r.tag) || !r.tag.has(case) {
            return None;
        }
        let agrees = case != Feature::Nom
            || (verb.only(Tag::NUMBER).is_empty() || verb.has_any(r.tag.only(Tag::NUMBER)))
                && (verb.only(Tag::GENDER).is_empty() || verb.has_any(r.tag.only(Tag::GENDER)));
        let row = table.row(view.lexicon().lemma(r.lemma))?;
        let goes = row.light_verbs.contains(&light.name);
        (agrees && goes).then_some(row)
    })
}

/// False for set expressions that are not split predicates.
fn allowed(view: &SentenceView<'_>, verb: usize, noun: usize, row: &SplitRow) -> bool {
    const TERMS: &[&str] =
        &["медицинский", "юридический", "первый", "психологический", "скорый", "правовой", "психиатрический"];
    let adjectives = (verb.min(noun)..noun).filter(|&token| token != verb && modifier_of(view, token, noun));
    let mut lemmas = adjectives.filter_map(|token| view.readings(token).first().map(|r| view.lexicon().lemma(r.lemma)));
    if row.noun == "помощь" && lemmas.any(|lemma| TERMS.contains(&lemma)) {
        return false;
    }
    // «ведём приём» without saying of whom or what is ordinary.
    let next_genitive = noun + 1 < view.len() && common(view, noun + 1).iter().any(|(_, r)| r.tag.has(Feature::Gen));
    row.noun != "прием" || next_genitive
}
