//! How letters are drawn: font, size, colour, what lies behind them. Plain text knows none of it.

use crate::text::Span;

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// A colour of six hexadecimal digits, with or without `#`, or of three.
    pub fn hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let value = u32::from_str_radix(digits, 16).ok()?;
        let part = |shift: u32| (value >> shift) as u8;
        match digits.len() {
            6 => Some(Self(part(16), part(8), part(0))),
            3 => Some(Self((part(8) & 15) * 17, (part(4) & 15) * 17, (part(0) & 15) * 17)),
            _ => None,
        }
    }

    /// A colour by its name in HTML: the sixteen basic ones and some that people use.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "black" => Self::BLACK,
            "white" => Self::WHITE,
            "silver" => Self(192, 192, 192),
            "gray" | "grey" => Self(128, 128, 128),
            "lightgray" | "lightgrey" => Self(211, 211, 211),
            "darkgray" | "darkgrey" => Self(169, 169, 169),
            "maroon" => Self(128, 0, 0),
            "red" => Self(255, 0, 0),
            "orange" => Self(255, 165, 0),
            "purple" => Self(128, 0, 128),
            "fuchsia" | "magenta" => Self(255, 0, 255),
            "pink" => Self(255, 192, 203),
            "green" => Self(0, 128, 0),
            "lime" => Self(0, 255, 0),
            "lightgreen" => Self(144, 238, 144),
            "olive" => Self(128, 128, 0),
            "yellow" => Self(255, 255, 0),
            "lightyellow" => Self(255, 255, 224),
            "gold" => Self(255, 215, 0),
            "navy" => Self(0, 0, 128),
            "blue" => Self(0, 0, 255),
            "lightblue" => Self(173, 216, 230),
            "darkblue" => Self(0, 0, 139),
            "teal" => Self(0, 128, 128),
            "aqua" | "cyan" => Self(0, 255, 255),
            "brown" => Self(165, 42, 42),
            _ => return None,
        })
    }

    /// Relative luminance, as the Web Content Accessibility Guidelines define it.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast with another colour, from 1 to 21, as the Web Content Accessibility Guidelines define it.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// True for black, white and the greys between.
    pub fn is_grey(self) -> bool {
        self.0.max(self.1).max(self.2) - self.0.min(self.1).min(self.2) <= 10
    }

    /// This colour over `under`; `share` of 255 is its own.
    pub fn over(self, under: Self, share: u8) -> Self {
        let mix = |over: u8, under: u8| {
            let (over, under, share) = (u32::from(over), u32::from(under), u32::from(share));
            ((over * share + under * (255 - share) + 127) / 255) as u8
        };
        Self(mix(self.0, under.0), mix(self.1, under.1), mix(self.2, under.2))
    }
}

/// Number of a font among [`crate::document::Document::fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// What a font looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FontClass {
    /// Without serifs.
    Sans,
    /// With serifs.
    Serif,
    /// All letters of one width.
    Mono,
    /// Handwriting, poster and other fancy letters.
    Decorative,
    /// Signs instead of letters.
    Symbol,
}

/// A font that the document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Font {
    /// Its name as written.
    pub name: String,
    /// What the file itself says it looks like.
    pub class: Option<FontClass>,
}

/// What lies behind letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Backing {
    /// The highlighter pen.
    Highlight,
    /// Shading of the letters.
    Letters,
    /// Shading of the paragraph.
    Paragraph,
    /// Shading of the table cell.
    Cell,
    /// The fill of a text box or shape.
    Shape,
    /// The background of the page.
    Page,
}

/// What lies behind letters, and its colour; a picture or gradient has none that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Background {
    /// What.
    pub backing: Backing,
    /// Its colour, where it has one.
    pub colour: Option<Colour>,
}

/// Decorations of letters, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Effects(u16);

impl Effects {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Shadow.
    pub const SHADOW: Self = Self(1);
    /// Only the outline of the letters.
    pub const OUTLINE: Self = Self(1 << 1);
    /// Raised from the page.
    pub const EMBOSS: Self = Self(1 << 2);
    /// Pressed into the page.
    pub const IMPRINT: Self = Self(1 << 3);
    /// Glow.
    pub const GLOW: Self = Self(1 << 4);
    /// Reflection.
    pub const REFLECTION: Self = Self(1 << 5);
    /// Bodies instead of letters (3D).
    pub const VOLUME: Self = Self(1 << 6);
    /// Blinking, running and the like.
    pub const ANIMATION: Self = Self(1 << 7);
    /// A border around words.
    pub const BORDER: Self = Self(1 << 8);
    /// Letters along a curve (WordArt).
    pub const WORD_ART: Self = Self(1 << 9);
    /// A big first letter.
    pub const DROP_CAP: Self = Self(1 << 10);
    /// Letters filled with a gradient or picture.
    pub const GRADIENT: Self = Self(1 << 11);
    /// Text in a fancy shape: a star, a cloud, an arrow.
    pub const SHAPE: Self = Self(1 << 12);

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when all of `other` are here.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when there is none.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// How a stretch of text is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Appearance {
    /// Font; none when the file does not say.
    pub font: Option<FontId>,
    /// Size in half-points; none when the file does not say.
    pub half_points: Option<u16>,
    /// Colour; none for the automatic one, which goes with any background.
    pub colour: Option<Colour>,
    /// What lies behind; none for the bare page.
    pub background: Option<Background>,
    /// Space added between letters, in twentieths of a point.
    pub spacing: i16,
    /// Decorations.
    pub effects: Effects,
    /// Above or below the line.
    pub raised: bool,
}

/// A stretch of text drawn in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Where.
    pub span: Span,
    /// How.
    pub appearance: Appearance,
}

/// A mark across the page behind the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watermark {
    /// Its words; empty for a picture.
    pub text: String,
    /// How much it covers, in per cent.
    pub opacity: u8,
}

/// What lies behind the whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Colour of the page, where it is not white.
    pub colour: Option<Colour>,
    /// A picture or gradient fills the page.
    pub picture: bool,
    /// A watermark.
    pub watermark: Option<Watermark>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_contrast() {
        let close = |a: Colour, b: Colour, expected: f64| (a.contrast(b) - expected).abs() < 0.01;
        assert!(close(Colour::BLACK, Colour::WHITE, 21.0));
        assert!(close(Colour(0x77, 0x77, 0x77), Colour::WHITE, 4.48));
        assert!(close(Colour::WHITE, Colour(0x76, 0x76, 0x76), 4.54));
        assert!(close(Colour(255, 0, 0), Colour::WHITE, 4.0));
    }

    #[test]
    fn reads_and_mixes_colours() {
        assert_eq!(Colour::hex("#ff0"), Some(Colour(255, 255, 0)));
        assert_eq!(Colour::hex("0563C1"), Some(Colour(5, 0x63, 0xc1)));
        for no in ["auto", "#ff00", "", "12345678", "яяя"] {
            assert_eq!(Colour::hex(no), None, "{no}");
        }
        assert_eq!(Colour::BLACK.over(Colour::WHITE, 51), Colour(204, 204, 204));
        assert!(Colour(0xf2, 0xf2, 0xf2).is_grey() && !Colour(0xff, 0xff, 0xcc).is_grey());
    }
}
