//! Decorated text: shadows, outlines, borders, bent letters, many colours.

use super::drawn::{self, Piece};
use crate::data::FileError;
use crate::document::{Colour, Effects};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Look, Setup};

/// Makes the check. Parameter `max-text-colors`: colours besides black, grey and the automatic one.
///
/// # Errors
/// None.
#[allow(clippy::unnecessary_wraps, reason = "the form of all such functions")]
pub(super) fn build(_: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Decorations))
}

#[derive(Debug)]
struct Decorations;

/// Decorations, the most telling first: their name in «здесь …», and what to do.
const NAMES: [(Effects, &str, &str); 13] = [
    (Effects::WORD_ART, "изогнутые буквы WordArt", "обычный текст"),
    (Effects::DROP_CAP, "буквица – большая первая буква", "обычная первая буква"),
    (Effects::VOLUME, "объёмные буквы", "плоские буквы"),
    (Effects::SHADOW, "тень", "буквы без тени"),
    (Effects::GLOW, "свечение", "буквы без свечения"),
    (Effects::REFLECTION, "отражение", "буквы без отражения"),
    (Effects::GRADIENT, "буквы с переходом цвета", "чёрные буквы"),
    (Effects::OUTLINE, "контур вместо букв", "буквы без контура"),
    (Effects::EMBOSS, "выпуклые буквы", "обычные буквы"),
    (Effects::IMPRINT, "вдавленные буквы", "обычные буквы"),
    (Effects::ANIMATION, "движение букв", "неподвижные буквы"),
    (Effects::BORDER, "рамка вокруг слов", "слова без рамки"),
    (Effects::SHAPE, "текст в фигуре", "обычный абзац"),
];

impl Check for Decorations {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if seen.document.drawn().is_empty() {
            return;
        }
        let pieces = drawn::pieces(seen);
        let effects = |piece: &Piece| Some(piece.appearance.effects).filter(|effects| !effects.is_none());
        for (block, span, effects) in drawn::joined(seen, &pieces, effects) {
            let Some((_, name, label)) = NAMES.iter().find(|(one, ..)| effects.has(*one)) else { continue };
            if drawn::count(seen.document.slice(span)) > 0 && !drawn::is_placeholder(seen, block, span) {
                hits.push(drawn::hit(span, *name).fix(show(label)).look(plain(effects)));
            }
        }
        colours(seen, &pieces, hits);
    }
}

/// Letters without these decorations, where that is a matter of letters and not of the paragraph or shape.
fn plain(effects: Effects) -> Option<Look> {
    let around = [Effects::WORD_ART, Effects::DROP_CAP, Effects::SHAPE];
    (!around.iter().any(|one| effects.has(*one))).then_some(Look::Without(effects))
}

fn show(label: &str) -> Fix {
    Fix { level: Level::Show, label: label.to_owned(), edits: Vec::new() }
}

/// A colour that the eye takes for one: no black, no grey.
fn colour(piece: &Piece) -> Option<Colour> {
    let visible = |colour: &Colour| !colour.is_grey() && colour.contrast(Colour::BLACK) > 1.6;
    piece.appearance.colour.filter(visible)
}

/// Colours past the first few.
fn colours(seen: &Inspection<'_>, pieces: &[Piece], hits: &mut Vec<Hit>) {
    let colour = |piece: &Piece| colour(piece).filter(|_| !drawn::is_heading(seen, piece.block));
    let own = |piece: &&Piece| piece.letters > 0 && !drawn::is_link(seen, piece.span);
    let mut order: Vec<Colour> = Vec::new();
    for found in pieces.iter().filter(own).filter_map(colour) {
        if !order.contains(&found) {
            order.push(found);
        }
    }
    let max = seen.params.number("max-text-colors", 1);
    if order.len() <= max {
        return;
    }
    // The first colours stay: the reader has met them.
    let extra = &order[max..];
    let is_extra = |piece: &Piece| colour(piece).filter(|colour| extra.contains(colour));
    for (block, span, _) in drawn::joined(seen, pieces, is_extra) {
        let silent = drawn::is_placeholder(seen, block, span) || drawn::is_link(seen, span);
        if drawn::count(seen.document.slice(span)) >= 2 && !silent {
            let plain = format!("ещё один цвет букв, всего их здесь {}", order.len());
            hits.push(drawn::hit(span, plain).fix(show("чёрные буквы")).look(Look::AutomaticColour));
        }
    }
}
