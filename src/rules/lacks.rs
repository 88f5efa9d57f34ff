//! What a letter of its kind must say, told by the roles of its words: an acknowledgement without a deadline, an
//! appointment without an address.
//!
//! One finding names all that is missing; its fix adds the sentences with placeholders.

use super::check::{Check, Inspection};
use super::file::LacksCheck;
use super::hit::{Fix, Hit, Level};
use crate::language::{MaskKind, SentenceView};
use crate::letter::{Role, has_hole};
use crate::text::{Edit, Span};

/// Makes the check.
///
/// # Errors
/// An unknown role, with its place in the rule file.
pub(super) fn build(check: &LacksCheck) -> Result<Box<dyn Check>, (usize, String)> {
    let role =
        |name: &toml::Spanned<String>| Role::parse(name.get_ref()).map_err(|message| (name.span().start, message));
    let mut needs = Vec::new();
    for need in &check.need {
        needs.push(Need {
            what: need.what.clone(),
            roles: need.roles.iter().map(role).collect::<Result<_, _>>()?,
            dated: need.dated,
            card: need.card.clone(),
            param: need.param.clone(),
            holes: need.holes.clone(),
            insert: need.insert.clone(),
        });
    }
    Ok(Box::new(Lacks { when: check.when.as_ref().map(role).transpose()?, needs }))
}

#[derive(Debug)]
struct Need {
    what: String,
    roles: Vec<Role>,
    dated: bool,
    card: Option<String>,
    param: Option<String>,
    holes: Vec<String>,
    insert: String,
}

#[derive(Debug)]
struct Lacks {
    when: Option<Role>,
    needs: Vec<Need>,
}

impl Check for Lacks {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let letter = seen.letter;
        let view = match self.when {
            Some(role) => letter.marks.iter().find(|mark| mark.role == role).and_then(|mark| {
                seen.analysis.sentence(mark.block as usize, mark.sentence as usize, seen.document, seen.lexicon)
            }),
            // Without the marks of a letter nothing is missed: the text may be a piece of one.
            None if letter.whole => first_sentence(seen),
            None => None,
        };
        let Some(view) = view else { return };
        let missing: Vec<&Need> = self.needs.iter().filter(|need| !need.is_said(seen)).collect();
        if missing.is_empty() {
            return;
        }
        let names: Vec<&str> = missing.iter().map(|need| need.what.as_str()).collect();
        let inserts: Vec<&str> =
            missing.iter().map(|need| need.insert.as_str()).filter(|text| !text.is_empty()).collect();
        let mut hit = Hit::letter(view.whole()).word("missing", names.join(", "));
        if !inserts.is_empty() {
            let text = inserts.join(" ");
            let edit = Edit::replace(Span::empty(view.whole().end), format!(" {text}"));
            hit = hit.fix(Fix { level: Level::Ask, label: text, edits: vec![edit] });
        }
        hits.push(hit);
    }
}

impl Need {
    fn is_said(&self, seen: &Inspection<'_>) -> bool {
        let letter = seen.letter;
        letter.marks.iter().any(|mark| self.roles.contains(&mark.role))
            || (self.roles.contains(&Role::Registered) && letter.parts.incoming_number.is_some())
            || self.param.as_ref().is_some_and(|name| !seen.params.switch(name, true))
            || self.card.as_ref().is_some_and(|key| letter.card.text(key).is_some())
            || (self.dated
                && seen.sentences().any(|view| (0..view.len()).any(|token| view.mask(token) == Some(MaskKind::Date))))
            || (letter.template
                && !self.holes.is_empty()
                && (0..seen.document.blocks().len())
                    .any(|block| has_hole(seen.document.slice(seen.document.blocks()[block].span), &self.holes)))
    }
}

/// The first sentence of the first paragraph that is more than a greeting.
fn first_sentence<'a>(seen: &Inspection<'a>) -> Option<SentenceView<'a>> {
    let block = seen.letter.parts.first_paragraph?;
    let greeted = seen.letter.parts.salutation.map_or(0, |span| span.end);
    let mut sentences = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
    sentences.find(|view| view.whole().end > greeted && !view.is_empty())
}
