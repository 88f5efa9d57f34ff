//! The theme: the fonts and colours that a document names by their part («heading font», «accent 2»).

use rustc_hash::FxHashMap;

use super::attribute::Attr;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::document::{Colour, Font, FontClass, FontId};

/// A colour as a property gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// Black or white, whatever the background asks for.
    Auto,
    Is(Colour),
}

/// Fonts and colours of a document by the names it gives them.
#[derive(Debug, Default)]
pub(super) struct Palette {
    colours: FxHashMap<String, Colour>,
    major: Option<FontId>,
    minor: Option<FontId>,
    fonts: Vec<Font>,
    by_name: FxHashMap<String, FontId>,
}

/// Names of a colour of the theme in properties of text, and in the theme.
const NAMES: &[(&[&str], &str)] = &[
    (&["text1", "dark1", "tx1", "dk1"], "dk1"),
    (&["background1", "light1", "bg1", "lt1"], "lt1"),
    (&["text2", "dark2", "tx2", "dk2"], "dk2"),
    (&["background2", "light2", "bg2", "lt2"], "lt2"),
    (&["hyperlink", "hlink"], "hlink"),
    (&["followedHyperlink", "folHlink"], "folHlink"),
];

impl Palette {
    /// Reads the theme.
    pub(super) fn read_theme(&mut self, tree: &Tree<'_>) {
        for node in tree.all() {
            match tree.tag(node) {
                Tag::SchemeEntry => {
                    if let Some(colour) = tree.children(node).find_map(|child| self.colour(tree, child)) {
                        self.colours.entry(tree.local_name(node).to_owned()).or_insert(colour);
                    }
                }
                Tag::MajorFont | Tag::MinorFont => {
                    let latin = tree.child(node, Tag::Latin).and_then(|node| tree.attribute(node, Attr::Typeface));
                    let font = latin.filter(|name| !name.is_empty()).and_then(|name| self.font(&name));
                    let place = if tree.tag(node) == Tag::MajorFont { &mut self.major } else { &mut self.minor };
                    *place = place.or(font);
                }
                _ => {}
            }
        }
    }

    /// Reads which colours of the theme text and background have (`w:clrSchemeMapping`).
    pub(super) fn read_mapping(&mut self, tree: &Tree<'_>, node: NodeId) {
        let pairs = [(Attr::Bg1, "background1"), (Attr::T1, "text1"), (Attr::Bg2, "background2"), (Attr::T2, "text2")];
        for (attribute, name) in pairs {
            let colour = tree.attribute(node, attribute).and_then(|value| self.scheme(&value));
            self.colours.extend(colour.map(|colour| (name.to_owned(), colour)));
        }
    }

    /// Reads what the table of fonts says of their looks.
    pub(super) fn read_fonts(&mut self, tree: &Tree<'_>) {
        for node in tree.all().filter(|&node| tree.tag(node) == Tag::FontDefinition) {
            let Some(id) = tree.attribute(node, Attr::Name).and_then(|name| self.font(&name)) else { continue };
            let panose = tree.value_of(node, Tag::Panose).and_then(|value| by_panose(&value));
            let family = tree.value_of(node, Tag::Family).and_then(|value| by_family(&value));
            self.fonts[usize::from(id.0)].class = panose.or(family);
        }
    }

    /// The number of a font by name; none for an empty name.
    pub(super) fn font(&mut self, name: &str) -> Option<FontId> {
        // A list of names gives substitutes after the first.
        let name = name.split(';').next().unwrap_or_default().trim();
        let key = name.to_lowercase();
        if name.is_empty() {
            return None;
        }
        if let Some(id) = self.by_name.get(&key) {
            return Some(*id);
        }
        let id = FontId(u16::try_from(self.fonts.len()).ok()?);
        self.fonts.push(Font { name: name.to_owned(), class: None });
        self.by_name.insert(key, id);
        Some(id)
    }

    /// The font that `minorHAnsi`, `majorAscii` and the like name; none for scripts other than Latin and Cyrillic.
    pub(super) fn theme_font(&self, name: &str) -> Option<FontId> {
        match name {
            "minorHAnsi" | "minorAscii" => self.minor,
            "majorHAnsi" | "majorAscii" => self.major,
            _ => None,
        }
    }

    /// All fonts named so far.
    pub(super) fn into_fonts(self) -> Vec<Font> {
        self.fonts
    }

    fn scheme(&self, name: &str) -> Option<Colour> {
        let theme = NAMES.iter().find(|(names, _)| names.contains(&name)).map_or(name, |(_, theme)| theme);
        self.colours.get(name).or_else(|| self.colours.get(theme)).copied()
    }

    /// The colour that attributes of a property give: a colour of the theme before one in figures.
    pub(super) fn paint(&self, tree: &Tree<'_>, node: NodeId, attributes: [Attr; 4]) -> Option<Paint> {
        let [value, theme, tint, shade] = attributes;
        if let Some(colour) = tree.attribute(node, theme).and_then(|name| self.scheme(&name)) {
            let part = |attribute| {
                let value = tree.attribute(node, attribute)?;
                Some(f64::from(u8::from_str_radix(&value, 16).ok()?) / 255.0)
            };
            let colour = part(shade).map_or(colour, |part| lightness(colour, |light| light * part));
            return Some(Paint::Is(part(tint).map_or(colour, |part| lightness(colour, |it| it * part + 1.0 - part))));
        }
        match tree.attribute(node, value)?.as_ref() {
            "auto" => Some(Paint::Auto),
            value => Colour::hex(value).map(Paint::Is),
        }
    }

    /// The colour of `a:srgbClr`, `a:schemeClr` or `a:sysClr`, with what its children change.
    pub(super) fn colour(&self, tree: &Tree<'_>, node: NodeId) -> Option<Colour> {
        let value = tree.attribute(node, Attr::Val);
        let mut colour = match tree.tag(node) {
            Tag::Rgb => Colour::hex(&value?)?,
            Tag::Scheme => self.scheme(&value?)?,
            Tag::System => match tree.attribute(node, Attr::LastColor).and_then(|value| Colour::hex(&value)) {
                Some(colour) => colour,
                None if value.as_deref() == Some("window") => Colour::WHITE,
                None => Colour::BLACK,
            },
            _ => return None,
        };
        for child in tree.children(node) {
            let Some(part) = share(tree, child) else { continue };
            colour = match tree.tag(child) {
                Tag::LumMod | Tag::Shade => lightness(colour, |light| light * part),
                Tag::LumOff => lightness(colour, |light| light + part),
                Tag::Tint => lightness(colour, |light| light * part + 1.0 - part),
                _ => colour,
            };
        }
        Some(colour)
    }

    /// The colour that an element with one fill in it gives; `Some(None)` for a gradient or picture.
    pub(super) fn fill(&self, tree: &Tree<'_>, node: NodeId) -> Option<Option<Colour>> {
        tree.children(node).find_map(|child| match tree.tag(child) {
            Tag::SolidFill => Some(tree.children(child).find_map(|child| self.colour(tree, child))),
            Tag::OtherFill => Some(None),
            _ => None,
        })
    }
}

/// How much of a colour shows, from 0 to 1: its `alpha`.
pub(super) fn alpha(tree: &Tree<'_>, colour: NodeId) -> Option<f64> {
    tree.children(colour).find(|&child| tree.tag(child) == Tag::Alpha).and_then(|child| share(tree, child))
}

/// `w:val` as a share: thousandths of a per cent, or per cent with its sign.
fn share(tree: &Tree<'_>, node: NodeId) -> Option<f64> {
    let value = tree.attribute(node, Attr::Val)?;
    let share = match value.strip_suffix('%') {
        Some(value) => value.parse::<f64>().ok()? / 100.0,
        None => value.parse::<f64>().ok()? / 100_000.0,
    };
    share.is_finite().then_some(share)
}

/// The colour with its lightness changed, hue and saturation kept.
fn lightness(colour: Colour, change: impl Fn(f64) -> f64) -> Colour {
    let [r, g, b] = [colour.0, colour.1, colour.2].map(|part| f64::from(part) / 255.0);
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let (light, range) = ((high + low) / 2.0, high - low);
    let saturation = if range == 0.0 { 0.0 } else { range / (1.0 - (2.0 * light - 1.0).abs()) };
    let new = change(light).clamp(0.0, 1.0);
    let range_new = saturation * (1.0 - (2.0 * new - 1.0).abs());
    let part = |part: f64| {
        let place = if range == 0.0 { 0.0 } else { (part - low) / range };
        ((new - range_new / 2.0 + place * range_new) * 255.0).round().clamp(0.0, 255.0) as u8
    };
    Colour(part(r), part(g), part(b))
}

/// What ten numbers of PANOSE say of a font.
fn by_panose(panose: &str) -> Option<FontClass> {
    let digit = |at: usize| u8::from_str_radix(panose.get(at * 2..at * 2 + 2)?, 16).ok();
    match (digit(0)?, digit(1)?, digit(3)?) {
        (2, _, 9) => Some(FontClass::Mono),
        (2, 2..=10, _) => Some(FontClass::Serif),
        (2, 11..=15, _) => Some(FontClass::Sans),
        (3 | 4, ..) => Some(FontClass::Decorative),
        (5, ..) => Some(FontClass::Symbol),
        _ => None,
    }
}

fn by_family(family: &str) -> Option<FontClass> {
    match family {
        "roman" => Some(FontClass::Serif),
        "swiss" => Some(FontClass::Sans),
        "modern" => Some(FontClass::Mono),
        "script" | "decorative" => Some(FontClass::Decorative),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_lightness_and_keeps_the_hue() {
        assert_eq!(lightness(Colour(0x44, 0x72, 0xc4), |it| it * 0.4 + 0.6), Colour(0xb4, 0xc7, 0xe7));
        assert_eq!(lightness(Colour(0x44, 0x72, 0xc4), |it| it * 0.75), Colour(0x2f, 0x55, 0x97));
        assert_eq!(lightness(Colour::WHITE, |it| it * 0.95), Colour(0xf2, 0xf2, 0xf2));
        assert_eq!(lightness(Colour::BLACK, |it| it + 0.35), Colour(0x59, 0x59, 0x59));
    }

    #[test]
    fn knows_fonts_by_panose() {
        let cases = [
            ("02020603050405020304", Some(FontClass::Serif)),
            ("020B0604020202020204", Some(FontClass::Sans)),
            ("02070309020205020404", Some(FontClass::Mono)),
            ("03010101010201010101", Some(FontClass::Decorative)),
            ("00000000000000000000", None),
            ("02", None),
            ("яяяяяяяя", None),
        ];
        for (panose, class) in cases {
            assert_eq!(by_panose(panose), class, "{panose}");
        }
    }
}
