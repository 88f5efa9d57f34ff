//! `vy-consistency`: «Вы» and «вы» in one letter.

use crate::data::FileError;
use crate::language::{MaskSet, SentenceView, Shape};
use crate::pattern::Match;
use crate::profile::AddressForm;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::Edit;

#[derive(Debug)]
struct Consistency;

/// Makes the check. Parameter `mode`: `consistent` (the rarer kind is reported; where the profile writes «Вы», the small
/// letters), `capital` or `lower`.
///
/// # Errors
/// None but a fault in the pattern.
pub(in crate::checks) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    setup
        .pattern(0, "(вы|вас|вам|вами|~ваш)", "", MaskSet::LEGAL)
        .map_err(|message| FileError::new("vy-consistency", 0, message))?;
    Ok(Box::new(Consistency))
}

impl Check for Consistency {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        // A capital is a choice only inside a sentence.
        let chosen: Vec<(SentenceView<'_>, usize, bool)> =
            seen.matches.iter().filter_map(|found| inside(seen, found)).collect();
        let capitals = chosen.iter().filter(|(_, _, capital)| *capital).count();
        let wrong = match seen.params.text("mode") {
            Some("capital") => false,
            Some("lower") => true,
            _ if capitals == 0 || capitals == chosen.len() => return,
            _ if seen.profile.address_form == AddressForm::PoliteCapital => false,
            _ => capitals * 2 < chosen.len(),
        };
        for (view, token, _) in chosen.into_iter().filter(|(_, _, capital)| *capital == wrong) {
            let written = view.token_text(token);
            let mut letters = written.chars();
            let first = letters.next().into_iter();
            let first: String = if wrong {
                first.flat_map(char::to_lowercase).collect()
            } else {
                first.flat_map(char::to_uppercase).collect()
            };
            let label = first + letters.as_str();
            let span = view.token_span(token);
            let edits = vec![Edit::replace(span, label.clone())];
            hits.push(Hit::at(span).word("plain", label.clone()).fix(Fix { level: Level::Ask, label, edits }));
        }
    }
}

/// The word with its sentence, and whether it has a capital; nothing where the capital is no choice.
fn inside<'a>(seen: &Inspection<'a>, found: &Match) -> Option<(SentenceView<'a>, usize, bool)> {
    let view = seen.sentence_of(found)?;
    let token = found.found.tokens.start;
    let capital = match view.word(token).shape {
        Shape::Title => true,
        Shape::Lower => false,
        // «ВАС» is a court, or the whole line is in capitals.
        _ => return None,
    };
    let before = (0..token).rev().find(|&before| view.word(before).is_word());
    let sign = token.checked_sub(1).map(|before| view.token_text(before));
    let opens = matches!(sign, Some("«" | "\"" | "„" | "“" | ":" | "(" | "•"));
    (before.is_some() && !opens).then_some((view, token, capital))
}
