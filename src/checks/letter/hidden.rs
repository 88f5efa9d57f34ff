//! `refusal-hidden`: a refusal is said plainly.

use super::said::{DOING, Said, Talk, card, reports, senses, sentences};
use super::weighed::weighed;
use crate::data::FileError;
use crate::letter::Role;
use crate::rules::{Check, Hit, Inspection, Setup};

/// Makes the check of `refusal-hidden`: rows of a table, where the letter nowhere says it plainly.
///
/// # Errors
/// A fault in its table.
pub(super) fn hidden(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("veiled-refusals", setup, find)
}

fn find(seen: &Inspection<'_>, found: Vec<Hit>, hits: &mut Vec<Hit>) {
    let declared = card(seen, "outcome").contains(&"cannot");
    if found.is_empty() && !declared {
        return;
    }
    let body = sentences(seen);
    if body.iter().any(is_plain) {
        return;
    }
    if found.is_empty() {
        let refuses = seen.letter.marks.iter().any(|mark| matches!(mark.role, Role::Refusal | Role::PartialRefusal));
        hits.extend(body.first().filter(|_| !refuses).map(|said| Hit::letter(said.view.whole())));
        return;
    }
    let quoted = |hit: &Hit| {
        body.iter().any(|said| {
            said.view.whole().covers(hit.span)
                && (said.conditional || said.talk == Talk::Process && !said.refuses && reports(&said.view))
        })
    };
    hits.extend(found.into_iter().filter(|hit| !quoted(hit)));
}

/// A refusal that nobody misreads: «не можем», «нельзя», «отказали», «не положена».
fn is_plain(said: &Said<'_>) -> bool {
    let view = &said.view;
    !said.conditional
        && (0..view.len()).any(|token| {
            let word = &*view.word(token).folded;
            let denied = token > 0 && &*view.word(token - 1).folded == "не";
            word == "нельзя"
                || word.starts_with("отказ") && !matches!(word, "отказаться" | "отказался" | "отказалась")
                || denied && matches!(word, "можем" | "могу" | "сможем" | "сможет" | "получится" | "удастся")
                || denied && word.starts_with("положен")
                || denied && senses(view, token) & DOING != 0
        })
}
