//! Letters that are hard to read: with serifs, of one width, fancy, small.

use super::drawn::{self, Piece};
use super::fonts::{self, Fonts, Seen};
use crate::data::FileError;
use crate::document::FontClass;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Look, Restyle, Setup};
use crate::text::Span;

/// Makes the check. Parameters: `allowed`, fonts that may be used whatever they are; `min-share` of the text, in per cent,
/// that must be in a wrong font to be a fault; `min-size` and `min-cell-size` in points; `small-share`, in per cent.
///
/// # Errors
/// No table of fonts.
pub(super) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(ReadableFont { fonts: Fonts::load(setup)? }))
}

/// The font that the message advises.
const READABLE: &str = "Arial";

#[derive(Debug)]
struct ReadableFont {
    fonts: Fonts,
}

impl Check for ReadableFont {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut pieces = drawn::pieces(seen);
        pieces.retain(|piece| piece.letters > 0);
        let fonts = self.fonts.of(seen.document);
        let total: usize = pieces.iter().map(|piece| piece.letters).sum();
        hits.extend(wrong_font(seen, &pieces, &fonts, total));
        hits.extend(small(seen, &pieces, total));
    }
}

/// The first stretch in a font that is hard to read, when enough of the text is.
fn wrong_font(seen: &Inspection<'_>, pieces: &[Piece], fonts: &[Seen], total: usize) -> Option<Hit> {
    let allowed: Vec<String> = seen.params.texts("allowed").map(str::to_lowercase).collect();
    let share = seen.params.number("min-share", 50);
    let wrong = |piece: &&Piece| {
        let font = piece.appearance.font.and_then(|id| seen.document.font(id));
        let class = fonts::get(fonts, piece.appearance.font).and_then(|font| font.class);
        matches!(class, Some(FontClass::Serif | FontClass::Mono | FontClass::Decorative))
            && font.is_some_and(|font| !allowed.contains(&font.name.to_lowercase()))
    };
    let bad: usize = pieces.iter().filter(wrong).map(|piece| piece.letters).sum();
    if bad == 0 || bad * 100 < share * total {
        return None;
    }
    let first = pieces.iter().find(wrong)?;
    let name = &seen.document.font(first.appearance.font?)?.name;
    let what = match fonts::get(fonts, first.appearance.font)?.class? {
        FontClass::Mono => "печатной машинки",
        FontClass::Decorative => "для украшения",
        _ => "с засечками",
    };
    let whole = drawn::joined(seen, pieces, |piece| (piece.appearance.font == first.appearance.font).then_some(()));
    let (_, span, ()) = whole.into_iter().find(|(_, span, ())| span.overlaps(first.span))?;
    let message = format!("Наберите текст шрифтом без засечек, например Arial. Сейчас это шрифт {what}: {name}");
    let fix = Fix { level: Level::Show, label: "шрифт без засечек".to_owned(), edits: Vec::new() };
    let spans = pieces.iter().filter(wrong).map(|piece| piece.span).collect();
    let restyle = Some(Restyle { spans, look: Look::Font(READABLE.to_owned()) });
    Some(Hit { restyle, ..drawn::hit(span, message).fix(fix) })
}

/// The first stretch of small letters, when enough of the text is small.
fn small(seen: &Inspection<'_>, pieces: &[Piece], total: usize) -> Option<Hit> {
    let (normal, cell) = (seen.params.number("min-size", 12), seen.params.number("min-cell-size", 10));
    let limit = |piece: &Piece| if seen.document.blocks()[piece.block].cell.is_some() { cell } else { normal };
    let is_small = |piece: &&Piece| {
        let size = piece.appearance.half_points.map(usize::from);
        !piece.appearance.raised && size.is_some_and(|size| size < limit(piece) * 2)
    };
    let bad: usize = pieces.iter().filter(is_small).map(|piece| piece.letters).sum();
    if bad == 0 || bad * 100 < seen.params.number("small-share", 10) * total {
        return None;
    }
    let first = pieces.iter().find(is_small)?;
    let size = first.appearance.half_points?;
    let same = |piece: &Piece| (piece.appearance.half_points == Some(size)).then_some(());
    let (_, span, ()) =
        drawn::joined(seen, pieces, same).into_iter().find(|(_, span, ())| span.overlaps(first.span))?;
    let least = limit(first);
    let message = format!("Увеличьте буквы хотя бы до {least} пунктов. Сейчас их размер – {}", points(size));
    let fix = Fix { level: Level::Show, label: format!("размер {least}"), edits: Vec::new() };
    let spans: Vec<Span> =
        pieces.iter().filter(is_small).filter(|piece| limit(piece) == least).map(|piece| piece.span).collect();
    let restyle = Some(Restyle { spans, look: Look::Size(least as u16 * 2) });
    Some(Hit { restyle, ..drawn::hit(span, message).fix(fix) })
}

/// Half-points as points, for people.
pub(super) fn points(half_points: u16) -> String {
    let whole = half_points / 2;
    if half_points.is_multiple_of(2) { whole.to_string() } else { format!("{whole},5") }
}
