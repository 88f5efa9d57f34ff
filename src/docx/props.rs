//! Properties of runs as one place says them – a style, a table, the run itself – and how such places combine.

use super::attribute::Attr;
use super::tag::Tag;
use super::theme::{Paint, Palette};
use super::tree::{NodeId, Tree};
use crate::document::{Colour, Effects, FontId};

/// Properties that are on or off, as bits. The first group toggles: between the levels of styles it combines by
/// exclusive or.
pub(super) mod bit {
    pub(crate) const BOLD: u32 = 1;
    pub(crate) const ITALIC: u32 = 1 << 1;
    pub(crate) const STRIKE: u32 = 1 << 2;
    pub(crate) const CAPS: u32 = 1 << 3;
    pub(crate) const SMALL_CAPS: u32 = 1 << 4;
    pub(crate) const VANISH: u32 = 1 << 5;
    pub(crate) const BOLD_CS: u32 = 1 << 6;
    pub(crate) const ITALIC_CS: u32 = 1 << 7;
    pub(crate) const SHADOW: u32 = 1 << 8;
    pub(crate) const OUTLINE: u32 = 1 << 9;
    pub(crate) const EMBOSS: u32 = 1 << 10;
    pub(crate) const IMPRINT: u32 = 1 << 11;
    pub(crate) const TOGGLES: u32 = (1 << 12) - 1;

    pub(crate) const DOUBLE_STRIKE: u32 = 1 << 12;
    pub(crate) const UNDERLINE: u32 = 1 << 13;
    /// A link's style: its underline is the link's.
    pub(crate) const LINK: u32 = 1 << 14;
    /// The style «Без проверки».
    pub(crate) const UNCHECKED: u32 = 1 << 15;
    /// The style of hints in controls that wait for text.
    pub(crate) const PLACEHOLDER: u32 = 1 << 16;
    /// Complex script, whatever the characters are.
    pub(crate) const COMPLEX: u32 = 1 << 17;
    pub(crate) const ANIMATION: u32 = 1 << 18;
    pub(crate) const BORDER: u32 = 1 << 19;
    pub(crate) const RAISED: u32 = 1 << 20;
    pub(crate) const MOVED: u32 = 1 << 21;
    pub(crate) const GLOW: u32 = 1 << 22;
    pub(crate) const NEW_SHADOW: u32 = 1 << 23;
    pub(crate) const REFLECTION: u32 = 1 << 24;
    pub(crate) const TEXT_OUTLINE: u32 = 1 << 25;
    pub(crate) const VOLUME: u32 = 1 << 26;
    pub(crate) const GRADIENT: u32 = 1 << 27;
    /// East Asian text by the author's hint.
    pub(crate) const HINT_EAST: u32 = 1 << 28;
}

/// The decorations of each bit.
const EFFECTS: [(u32, Effects); 12] = [
    (bit::SHADOW, Effects::SHADOW),
    (bit::OUTLINE, Effects::OUTLINE),
    (bit::EMBOSS, Effects::EMBOSS),
    (bit::IMPRINT, Effects::IMPRINT),
    (bit::ANIMATION, Effects::ANIMATION),
    (bit::BORDER, Effects::BORDER),
    (bit::GLOW, Effects::GLOW),
    (bit::NEW_SHADOW, Effects::SHADOW),
    (bit::REFLECTION, Effects::REFLECTION),
    (bit::TEXT_OUTLINE, Effects::OUTLINE),
    (bit::VOLUME, Effects::VOLUME),
    (bit::GRADIENT, Effects::GRADIENT),
];

/// The decorations that these bits are.
pub(super) fn effects(on: u32) -> Effects {
    EFFECTS.iter().filter(|(bit, _)| on & bit != 0).fold(Effects::NONE, |all, (_, effect)| all.with(*effect))
}

/// Fonts for the kinds of characters that Word tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slots {
    pub(super) ascii: Option<FontId>,
    pub(super) high: Option<FontId>,
    pub(super) east: Option<FontId>,
    pub(super) complex: Option<FontId>,
}

/// Properties of a run that are said at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Props {
    /// Properties about which anything is said.
    pub(super) said: u32,
    /// Those of them that are on.
    pub(super) on: u32,
    pub(super) fonts: Slots,
    pub(super) half_points: Option<u16>,
    pub(super) half_points_complex: Option<u16>,
    pub(super) colour: Option<Paint>,
    /// The inner `None`: said to have none.
    pub(super) highlight: Option<Option<Colour>>,
    pub(super) shading: Option<Option<Colour>>,
    pub(super) spacing: Option<i16>,
}

impl Props {
    /// The properties in an `w:rPr`.
    pub(super) fn read(tree: &Tree<'_>, properties: NodeId, palette: &mut Palette) -> Self {
        let mut props = Self::default();
        for node in tree.children(properties) {
            let value = || tree.attribute(node, Attr::Val);
            let number = || value().and_then(|value| value.trim().parse::<f64>().ok());
            let bit = match tree.tag(node) {
                Tag::B => bit::BOLD,
                Tag::BCs => bit::BOLD_CS,
                Tag::I => bit::ITALIC,
                Tag::ICs => bit::ITALIC_CS,
                Tag::Strike => bit::STRIKE,
                Tag::DStrike => bit::DOUBLE_STRIKE,
                Tag::Caps => bit::CAPS,
                Tag::SmallCaps => bit::SMALL_CAPS,
                Tag::Vanish => bit::VANISH,
                Tag::Shadow => bit::SHADOW,
                Tag::Outline => bit::OUTLINE,
                Tag::Emboss => bit::EMBOSS,
                Tag::Imprint => bit::IMPRINT,
                Tag::Cs | Tag::Rtl => bit::COMPLEX,
                other => {
                    match other {
                        Tag::RFonts => props.fonts(tree, node, palette),
                        Tag::Sz => props.half_points = half_points(number()),
                        Tag::SzCs => props.half_points_complex = half_points(number()),
                        Tag::Color => {
                            let names = [Attr::Val, Attr::ThemeColor, Attr::ThemeTint, Attr::ThemeShade];
                            props.colour = palette.paint(tree, node, names).or(props.colour);
                        }
                        Tag::Highlight => props.highlight = Some(value().and_then(|value| highlight(&value))),
                        Tag::Shd => props.shading = shading(tree, node, palette),
                        Tag::Spacing => props.spacing = number().map(|value| value as i16),
                        Tag::U => props.set(bit::UNDERLINE, value().is_some_and(|value| value != "none")),
                        Tag::Effect => props.set(bit::ANIMATION, value().is_some_and(|value| value != "none")),
                        Tag::Bdr => {
                            let none = |value: &str| matches!(value, "none" | "nil");
                            props.set(bit::BORDER, value().is_some_and(|value| !none(&value)));
                        }
                        Tag::VertAlign => props.set(bit::RAISED, value().is_some_and(|value| value != "baseline")),
                        Tag::Position => props.set(bit::MOVED, number().is_some_and(|value| value != 0.0)),
                        _ => props.new_effect(tree, node, palette),
                    }
                    continue;
                }
            };
            props.set(bit, is_on(value().as_deref()));
        }
        props
    }

    fn fonts(&mut self, tree: &Tree<'_>, node: NodeId, palette: &mut Palette) {
        let mut font = |theme: Attr, name: Attr| {
            let by_theme = tree.attribute(node, theme).and_then(|name| palette.theme_font(&name));
            by_theme.or_else(|| palette.font(&tree.attribute(node, name)?))
        };
        self.fonts = Slots {
            ascii: font(Attr::AsciiTheme, Attr::Ascii),
            high: font(Attr::HAnsiTheme, Attr::HAnsi),
            east: font(Attr::EastAsiaTheme, Attr::EastAsia),
            complex: font(Attr::CsTheme, Attr::CsFont),
        };
        if let Some(hint) = tree.attribute(node, Attr::Hint) {
            self.set(bit::HINT_EAST, hint == "eastAsia");
        }
    }

    /// Effects of Word 2010 and later. Each can also be there and do nothing.
    fn new_effect(&mut self, tree: &Tree<'_>, node: NodeId, palette: &Palette) {
        let number = |name| tree.attribute(node, name).and_then(|value| value.parse::<f64>().ok());
        let has = |name| number(name).is_some_and(|value| value != 0.0);
        match tree.tag(node) {
            Tag::Glow => self.set(bit::GLOW, has(Attr::Radius)),
            Tag::NewShadow => {
                let scaled = number(Attr::ScaleX) != Some(0.0) || number(Attr::ScaleY) != Some(0.0);
                self.set(bit::NEW_SHADOW, scaled);
            }
            Tag::Reflection => self.set(bit::REFLECTION, has(Attr::StartAlpha)),
            Tag::TextOutline => self.set(bit::TEXT_OUTLINE, palette.fill(tree, node).is_some()),
            Tag::Volume => {
                let bevel = tree.child(node, Tag::Bevel).is_some();
                self.set(bit::VOLUME, bevel || has(Attr::Extrusion));
            }
            Tag::TextFill => match palette.fill(tree, node) {
                Some(Some(colour)) => self.colour = Some(Paint::Is(colour)),
                Some(None) => self.set(bit::GRADIENT, tree.child(node, Tag::OtherFill).is_some()),
                None => {}
            },
            _ => {}
        }
    }

    pub(super) fn set(&mut self, bit: u32, on: bool) {
        self.said |= bit;
        self.on = if on { self.on | bit } else { self.on & !bit };
    }

    /// These properties where they say anything, else those of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            said: self.said | base.said,
            on: self.on | (base.on & !self.said),
            fonts: Slots {
                ascii: self.fonts.ascii.or(base.fonts.ascii),
                high: self.fonts.high.or(base.fonts.high),
                east: self.fonts.east.or(base.fonts.east),
                complex: self.fonts.complex.or(base.fonts.complex),
            },
            half_points: self.half_points.or(base.half_points),
            half_points_complex: self.half_points_complex.or(base.half_points_complex),
            colour: self.colour.or(base.colour),
            highlight: self.highlight.or(base.highlight),
            shading: self.shading.or(base.shading),
            spacing: self.spacing.or(base.spacing),
        }
    }
}

/// What `w:val` of an on/off property says; absent means on.
pub(super) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

fn half_points(number: Option<f64>) -> Option<u16> {
    number.filter(|value| (1.0..=3276.0).contains(value)).map(|value| value.round() as u16)
}

/// The colour of a highlighter pen by name; none for `none`.
fn highlight(name: &str) -> Option<Colour> {
    Some(match name {
        "black" => Colour(0, 0, 0),
        "blue" => Colour(0, 0, 255),
        "cyan" => Colour(0, 255, 255),
        "darkBlue" => Colour(0, 0, 128),
        "darkCyan" => Colour(0, 128, 128),
        "darkGray" => Colour(128, 128, 128),
        "darkGreen" => Colour(0, 128, 0),
        "darkMagenta" => Colour(128, 0, 128),
        "darkRed" => Colour(128, 0, 0),
        "darkYellow" => Colour(128, 128, 0),
        "green" => Colour(0, 255, 0),
        "lightGray" => Colour(192, 192, 192),
        "magenta" => Colour(255, 0, 255),
        "red" => Colour(255, 0, 0),
        "white" => Colour(255, 255, 255),
        "yellow" => Colour(255, 255, 0),
        _ => return Colour::hex(name),
    })
}

/// What a `w:shd` puts behind; the inner `None` says: nothing.
pub(super) fn shading(tree: &Tree<'_>, node: NodeId, palette: &Palette) -> Option<Option<Colour>> {
    let fill = palette.paint(tree, node, [Attr::Fill, Attr::ThemeFill, Attr::ThemeFillTint, Attr::ThemeFillShade]);
    let ink = palette.paint(tree, node, [Attr::Color, Attr::ThemeColor, Attr::ThemeTint, Attr::ThemeShade]);
    let is = |paint: Option<Paint>| match paint {
        Some(Paint::Is(colour)) => Some(colour),
        Some(Paint::Auto) | None => None,
    };
    let value = tree.attribute(node, Attr::Val);
    let share = match value.as_deref() {
        None | Some("clear") => return Some(is(fill)),
        Some("nil") => return Some(None),
        Some("solid") => 255,
        Some(value) => match value.strip_prefix("pct").and_then(|value| value.parse::<u16>().ok()) {
            Some(percent) => (percent.min(100) * 255 / 100) as u8,
            None if value.starts_with("thin") => 64,
            None => 128,
        },
    };
    let (ink, fill) = (is(ink).unwrap_or(Colour::BLACK), is(fill).unwrap_or(Colour::WHITE));
    Some(Some(ink.over(fill, share)))
}
