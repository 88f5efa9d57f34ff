//! Replacing a preposition or the like together with the case it governs.

use super::draft::Draft;
use super::noun_phrase::noun_phrase;
use super::swap::{self, Part, is_text, target, variants};
use super::{Hit, Level, Proposal};
use crate::language::Feature;

/// Replaces the named words and moves the noun phrase after them from one case to another. A variant «—» puts no word.
pub(super) fn case(hit: &Hit<'_>, plain: &str, from: Feature, to: Feature) -> Vec<Proposal> {
    let view = &hit.view;
    let Some(range) = target(hit, Part::Literal) else { return Vec::new() };
    let Some(phrase) = noun_phrase(view, range.end, from) else { return Vec::new() };
    let Some((words, sure)) = phrase.moved(view, to) else { return Vec::new() };
    let one = |variant: &str| {
        let mut draft = Draft::new(*view);
        let next = words.iter().find(|(token, _)| *token == range.end).map(|(_, form)| form.as_str());
        if variant == "—" {
            draft.delete(range.clone());
        } else if is_text(variant) {
            swap::put(&mut draft, view, range.clone(), variant, Some(phrase.tokens.end), next)?;
        } else {
            return None;
        }
        for (token, form) in &words {
            draft.replace(*token..*token + 1, form.clone());
        }
        draft.trust(if sure { Level::Safe } else { Level::Ask });
        draft.finish()
    };
    // The code names the case after the first variant; another may govern another («при …» – «из-за …»).
    let edit = |(index, variant): (usize, &str)| (index == 0).then(|| one(variant)).flatten();
    let mut proposals: Vec<Proposal> = variants(plain)
        .enumerate()
        .map(|(index, variant)| edit((index, variant)).unwrap_or_else(|| Proposal::shown(variant)))
        .collect();
    proposals.sort_by_key(|proposal| proposal.level == Level::Show);
    proposals
}
