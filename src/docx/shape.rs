//! Shapes: the fill behind a text box, letters bent along a curve, watermarks.

use super::attribute::Attr;
use super::surroundings::Surroundings;
use super::tag::Tag;
use super::theme::{self, Palette};
use super::tree::{NodeId, Tree};
use crate::document::{Background, Backing, Colour, Effects, Watermark};

/// Outlines of shapes that are a plain box for text.
const PLAIN: [&str; 8] =
    ["rect", "roundRect", "flowChartProcess", "flowChartAlternateProcess", "snip1Rect", "round1Rect", "line", "frame"];

/// What a shape of DrawingML puts around the text in it.
pub(super) fn drawing(tree: &Tree<'_>, node: NodeId, palette: &Palette) -> Surroundings {
    let mut around = Surroundings::default();
    let unknown = Background { backing: Backing::Shape, colour: None };
    let properties = tree.child(node, Tag::ShapeProperties);
    let style = tree.child(node, Tag::ShapeStyle).and_then(|node| tree.child(node, Tag::FillRef));
    let fill = properties.and_then(|node| palette.fill(tree, node));
    let empty = properties.is_some_and(|node| tree.child(node, Tag::NoFill).is_some());
    around.shape = match fill {
        Some(colour) => Some(Background { colour, ..unknown }),
        None if empty => None,
        None => style.filter(|&node| tree.attribute(node, Attr::Index).is_some_and(|index| index != "0")).map(|node| {
            let colour = tree.children(node).find_map(|child| palette.colour(tree, child));
            Background { colour, ..unknown }
        }),
    };
    let outline = properties.and_then(|node| tree.child(node, Tag::Geometry));
    let outline = outline.and_then(|node| tree.attribute(node, Attr::Preset));
    if outline.is_some_and(|name| !PLAIN.contains(&&*name)) {
        around.effects = around.effects.with(Effects::SHAPE);
    }
    let warp = tree.child(node, Tag::BodyProperties).and_then(|node| tree.child(node, Tag::Warp));
    let warp = warp.and_then(|node| tree.attribute(node, Attr::Preset));
    if warp.is_some_and(|name| !matches!(&*name, "textNoShape" | "textPlain")) {
        around.effects = around.effects.with(Effects::WORD_ART);
    }
    around
}

/// What a shape of VML puts around the text in it.
pub(super) fn vml(tree: &Tree<'_>, node: NodeId) -> Surroundings {
    let filled = tree.attribute(node, Attr::Filled).is_none_or(|value| !matches!(&*value, "f" | "false" | "0"));
    let colour = tree.attribute(node, Attr::FillColor).and_then(|value| named(&value));
    let shape = colour.filter(|_| filled).map(|colour| Background { backing: Backing::Shape, colour: Some(colour) });
    Surroundings { shape, ..Surroundings::default() }
}

/// A colour of VML: `#ff0`, `silver`, `#4472c4 [3204]`.
fn named(value: &str) -> Option<Colour> {
    let word = value.split_whitespace().next()?;
    Colour::hex(word).filter(|_| word.starts_with('#')).or_else(|| Colour::named(word))
}

/// Names that editors give to watermarks.
fn is_watermark(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("watermark") || name.contains("водяной знак")
}

/// The watermark that a shape of VML is: letters along a path in a header, or a picture of that name.
pub(super) fn vml_watermark(tree: &Tree<'_>, node: NodeId, in_header: bool) -> Option<Watermark> {
    let path = tree.child(node, Tag::TextPath);
    let named = tree.attribute(node, Attr::Id).is_some_and(|id| is_watermark(&id));
    if !(named || in_header && path.is_some()) {
        return None;
    }
    let text = path.and_then(|node| tree.attribute(node, Attr::String)).unwrap_or_default().trim().to_owned();
    let opacity = tree.child(node, Tag::VmlFill).and_then(|node| opacity(&tree.attribute(node, Attr::Opacity)?));
    Some(Watermark { text, opacity: opacity.unwrap_or(100) })
}

/// `.5`, `50%` or `32768f` in per cent.
fn opacity(value: &str) -> Option<u8> {
    let share = if let Some(value) = value.strip_suffix('f') {
        value.parse::<f64>().ok()? / 65_536.0
    } else if let Some(value) = value.strip_suffix('%') {
        value.parse::<f64>().ok()? / 100.0
    } else {
        value.parse::<f64>().ok()?
    };
    Some((share.clamp(0.0, 1.0) * 100.0).round() as u8)
}

/// The watermark that a drawing is, by its name.
pub(super) fn drawing_watermark(tree: &Tree<'_>, node: NodeId) -> Option<Watermark> {
    let name = tree.child(node, Tag::DrawingName).and_then(|node| tree.attribute(node, Attr::Name))?;
    if !is_watermark(&name) {
        return None;
    }
    let mut mark = Watermark { text: String::new(), opacity: 100 };
    for inside in tree.descendants(node) {
        match tree.tag(inside) {
            Tag::T => mark.text.push_str(&tree.text(inside)),
            Tag::Rgb | Tag::Scheme => {
                // Of text `alpha` says how much shines through, of fills how much covers.
                if let Some(alpha) = theme::alpha(tree, inside) {
                    let covers = if is_of_text(tree, inside) { 1.0 - alpha } else { alpha };
                    mark.opacity = (covers.clamp(0.0, 1.0) * 100.0).round() as u8;
                }
            }
            _ => {}
        }
    }
    Some(mark)
}

/// True for elements of Word's own text effects, whose attributes have a prefix.
fn is_of_text(tree: &Tree<'_>, node: NodeId) -> bool {
    tree.source(node).split([' ', '>', '/']).nth(1).is_some_and(|attribute| attribute.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_colours_and_opacity_of_vml() {
        assert_eq!(named("#4472c4 [3204]"), Some(Colour(0x44, 0x72, 0xc4)));
        assert_eq!(named("silver"), Some(Colour(192, 192, 192)));
        assert_eq!(named("window"), None);
        for (value, percent) in [(".5", 50), ("50%", 50), ("32768f", 50), ("1", 100), ("5e2", 100)] {
            assert_eq!(opacity(value), Some(percent), "{value}");
        }
        assert_eq!(opacity("мало"), None);
    }
}
