//! What lies behind the text and makes it hard to read.

use rustc_hash::FxHashSet;

use super::drawn::{self, Piece};
use crate::data::FileError;
use crate::document::{Backing, Colour, Page};
use crate::language::MaskSet;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Look, Setup};
use crate::text::Span;

/// Makes the check. Parameters: `min-contrast` of letters with what lies behind, `min-contrast-large` for letters of 18
/// points or 14 bold; `lightest-gray`, the darkest grey that may lie behind; `max-watermark`, its opacity in per cent.
///
/// # Errors
/// None.
#[allow(clippy::unnecessary_wraps, reason = "the form of all such functions")]
pub(super) fn build(_: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Behind))
}

#[derive(Debug)]
struct Behind;

/// What is wrong with a stretch.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// Something of this kind lies behind.
    Backing(Backing),
    /// Letters hardly differ from what lies behind.
    Pale,
}

impl Check for Behind {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        hits.extend(page(seen, seen.document.page()));
        if seen.document.drawn().is_empty() {
            return;
        }
        let limits = Limits::of(seen);
        let pieces = drawn::pieces(seen);
        let fault = |piece: &Piece| limits.fault(seen, piece).filter(|_| piece.letters > 0);
        let mut tables = FxHashSet::default();
        for (block, span, fault) in drawn::joined(seen, &pieces, fault) {
            let letters = drawn::count(seen.document.slice(span));
            if letters == 0 || drawn::is_placeholder(seen, block, span) {
                continue;
            }
            let hit = match fault {
                Fault::Pale if letters < 2 || is_code(seen, block, span) => continue,
                Fault::Pale => drawn::hit(span, "буквы почти не видны на фоне")
                    .fix(show("чёрные буквы на белом"))
                    .look(Look::AutomaticColour),
                Fault::Backing(Backing::Cell) => {
                    // One finding for a table is enough.
                    let table = seen.document.blocks()[block].cell.map(|cell| cell.table);
                    if !tables.insert(table) {
                        continue;
                    }
                    drawn::hit(span, "ячейка закрашена").fix(show("ячейка без заливки"))
                }
                Fault::Backing(backing) => {
                    let (what, label) = match backing {
                        Backing::Highlight => ("выделение цветом", "текст без выделения цветом"),
                        Backing::Paragraph => ("абзац закрашен", "абзац без заливки"),
                        Backing::Shape => ("под текстом цветная фигура", "обычный абзац"),
                        _ => ("слова закрашены", "слова без заливки"),
                    };
                    let look = match backing {
                        Backing::Highlight => Some(Look::NotHighlighted),
                        Backing::Letters => Some(Look::NotShaded),
                        _ => None,
                    };
                    drawn::hit(span, what).fix(show(label)).look(look)
                }
            };
            hits.push(hit);
        }
    }
}

fn show(label: &str) -> Fix {
    Fix { level: Level::Show, label: label.to_owned(), edits: Vec::new() }
}

/// The whole page: its colour, a picture, a watermark. Shown at the first words of the text.
fn page(seen: &Inspection<'_>, page: &Page) -> Option<Hit> {
    let limits = Limits::of(seen);
    let most = seen.params.number("max-watermark", 15);
    let what = if page.picture {
        "у страницы фон – картинка"
    } else if page.colour.is_some_and(|colour| !limits.is_light(colour)) {
        "страница закрашена"
    } else if page.watermark.as_ref().is_some_and(|mark| usize::from(mark.opacity) > most) {
        "под текстом водяной знак"
    } else {
        return None;
    };
    let first = seen.blocks().map(|block| seen.document.blocks()[block].span).find(|span| !span.is_empty());
    let at = first.map_or(Span::empty(0), |span| Span::empty(span.start));
    Some(Hit::letter(at).word("plain", what).fix(show("белая страница")))
}

/// Numbers, addresses and the like stand there for programs, not people: marks for signatures are white on purpose.
fn is_code(seen: &Inspection<'_>, block: usize, span: Span) -> bool {
    drawn::is_masked(seen, block, span, MaskSet::BASE)
}

/// Thresholds in force.
struct Limits {
    contrast: f64,
    contrast_large: f64,
    lightest: Colour,
}

impl Limits {
    fn of(seen: &Inspection<'_>) -> Self {
        let lightest = seen.params.text("lightest-gray").and_then(Colour::hex);
        Self {
            contrast: seen.params.decimal("min-contrast", 4.5),
            contrast_large: seen.params.decimal("min-contrast-large", 3.0),
            lightest: lightest.unwrap_or(Colour(0xf2, 0xf2, 0xf2)),
        }
    }

    /// True for white and the greys that are all but white.
    fn is_light(&self, colour: Colour) -> bool {
        colour.is_grey() && colour.contrast(Colour::BLACK) + 0.01 >= self.lightest.contrast(Colour::BLACK)
    }

    fn fault(&self, seen: &Inspection<'_>, piece: &Piece) -> Option<Fault> {
        let page = seen.document.page();
        let behind = piece.appearance.background;
        let under = match behind {
            Some(background) => background.colour,
            None if page.picture => None,
            None => Some(page.colour.unwrap_or(Colour::WHITE)),
        };
        // Automatic letters are black or white, whichever is seen.
        let contrast = piece.appearance.colour.zip(under).map(|(letters, under)| letters.contrast(under));
        let points = usize::from(piece.appearance.half_points.unwrap_or(0)) / 2;
        let large = points >= 18 || (points >= 14 && piece.bold == piece.letters);
        let pale = contrast.is_some_and(|contrast| contrast < if large { self.contrast_large } else { self.contrast });
        let filled = behind.filter(|background| background.colour.is_none_or(|colour| !self.is_light(colour)));
        match filled {
            Some(background) if background.backing == Backing::Cell => {
                let head = drawn::is_table_head(&seen.document.blocks()[piece.block]);
                if head && !pale { None } else { Some(Fault::Backing(Backing::Cell)) }
            }
            Some(background) => Some(Fault::Backing(background.backing)),
            None => pale.then_some(Fault::Pale),
        }
    }
}
