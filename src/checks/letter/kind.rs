//! A letter that is said to be of one kind and reads like another.

use crate::letter::{Kind, Role, Strength};
use crate::rules::{Check, Hit, Inspection};

pub(super) fn mismatch() -> Box<dyn Check> {
    Box::new(Mismatch)
}

#[derive(Debug)]
struct Mismatch;

impl Check for Mismatch {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let letter = seen.letter;
        let Some(found) = letter.looks_like.filter(|found| *found != letter.kind) else { return };
        let has = |role: Role| letter.marks.iter().any(|mark| mark.role == role && mark.strength == Strength::Strong);
        let refused = has(Role::Refusal) || has(Role::PartialRefusal);
        let decided = has(Role::Considered) || has(Role::Granted) || refused;
        // Only where the text leaves no doubt; many kinds share their words.
        let wrong = match letter.kind {
            Kind::Reply => refused && found == Kind::Refusal,
            Kind::Refusal | Kind::PartialRefusal => !refused,
            Kind::Acknowledgement => decided,
            Kind::RedirectNotice => !has(Role::Redirect),
            Kind::Mailing => letter.parts.incoming_number.is_some(),
            Kind::Extension => !has(Role::Extension),
            Kind::PhoneScript => false,
        };
        let Some(block) = letter.parts.first_paragraph.filter(|_| wrong) else { return };
        let view = seen.analysis.sentences_of(block, seen.document, seen.lexicon).find(|view| !view.is_empty());
        if let Some(view) = view {
            // A refusal set as one and not recognised reads like a reply, whatever else was found.
            let found = if matches!(letter.kind, Kind::Refusal | Kind::PartialRefusal) && found == Kind::Mailing {
                Kind::Reply
            } else {
                found
            };
            hits.push(Hit::letter(view.whole()).word("declared", letter.kind.title()).word("detected", found.title()));
        }
    }
}
