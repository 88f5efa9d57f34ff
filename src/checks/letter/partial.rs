//! `partial-refusal-scope`: a partial refusal says what is granted and what is not.

use super::refused::show;
use super::said::{DOING, Said, is_refusal, marks, may_be, senses, sentences};
use super::weighed::weighed;
use crate::data::FileError;
use crate::language::Feature;
use crate::letter::Role;
use crate::rules::{Check, Hit, Inspection, Setup};

/// Makes the check of `partial-refusal-scope`: rows of a table, where the letter does not say what is granted and what not.
///
/// # Errors
/// A fault in its table.
pub(super) fn partial_scope(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("partial-refusals", setup, find)
}

fn find(seen: &Inspection<'_>, found: Vec<Hit>, hits: &mut Vec<Hit>) {
    if found.is_empty() {
        return;
    }
    let body = sentences(seen);
    for hit in found {
        let Some(at) = body.iter().position(|said| said.view.whole().covers(hit.span)) else { continue };
        let near = at.saturating_sub(2)..body.len().min(at + 4);
        let (mut granted, mut refused) = (false, false);
        for said in &body[near] {
            let (given, denied) = decides(seen, said, &hit);
            granted |= given;
            refused |= denied;
        }
        if !(granted && refused) {
            hits.push(hit.fix(show("Мы сделали: … . Мы не можем: …, потому что …")));
        }
    }
}

/// What a sentence names as granted and as refused, outside the words that tell of a part.
fn decides(seen: &Inspection<'_>, said: &Said<'_>, marker: &Hit) -> (bool, bool) {
    let view = &said.view;
    let (mut granted, mut refused) = (false, false);
    for token in 0..view.len() {
        if view.token_span(token).overlaps(marker.span) {
            continue;
        }
        let word = &*view.word(token).folded;
        let denied = token > 0 && &*view.word(token - 1).folded == "не";
        let deed = senses(view, token) & DOING != 0 && !may_be(view, token, Feature::Inf.tag());
        granted |= deed && !denied;
        refused |= deed && denied
            || word == "нельзя"
            || denied && matches!(word, "можем" | "сможем" | "положен" | "положена" | "положено");
    }
    // A refusal with its own object beside the marker.
    let beside = view.whole().covers(marker.span);
    refused |= !beside && marks(seen, view).any(|mark| is_refusal(mark) && mark.role == Role::Refusal);
    (granted, refused)
}
