//! How HTML inside Markdown draws its text: attributes and `style` of tags.

use super::html::attribute;
use crate::document::{Appearance, Background, Backing, Colour, Effects, Font, FontId, Page};

/// Looks that open tags give, and the fonts they name.
#[derive(Debug, Default)]
pub(super) struct Looks {
    open: Vec<(String, Appearance)>,
    fonts: Vec<Font>,
    page: Page,
}

/// Tags that have no end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "meta", "link"];

impl Looks {
    /// What is in effect here.
    pub(super) fn here(&self) -> Appearance {
        self.open.last().map(|(_, appearance)| *appearance).unwrap_or_default()
    }

    /// Forgets what is open.
    pub(super) fn close_all(&mut self) {
        self.open.clear();
    }

    /// The fonts, by number, and what lies behind all text.
    pub(super) fn finish(self) -> (Vec<Font>, Page) {
        (self.fonts, self.page)
    }

    /// Looks at a tag; `attributes` is what stands in it after its name.
    pub(super) fn tag(&mut self, name: &str, closing: bool, attributes: &str) {
        if closing {
            if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                self.open.truncate(at);
            }
            return;
        }
        let before = self.here();
        let mut look = before;
        match name {
            "marquee" | "blink" => look.effects = look.effects.with(Effects::ANIMATION),
            "mark" => look.background = background(Backing::Highlight, Some(Colour(255, 255, 0))),
            "sup" | "sub" => look.raised = true,
            _ => {}
        }
        if !attributes.trim().is_empty() {
            self.attributes(name, attributes, &mut look);
        }
        if look != before && !VOID.contains(&name) {
            self.open.push((name.to_owned(), look));
        }
    }

    fn attributes(&mut self, name: &str, attributes: &str, look: &mut Appearance) {
        let value = |name| attribute(attributes, name);
        if name == "font" {
            look.colour = value("color").and_then(|value| colour(&value)).or(look.colour);
            look.half_points = value("size").and_then(|value| font_size(&value)).or(look.half_points);
            if let Some(face) = value("face") {
                look.font = self.font(&face).or(look.font);
            }
        }
        if let Some(fill) = value("bgcolor").and_then(|value| colour(&value)) {
            self.fill(name, Some(fill), look);
        }
        if value("background").is_some() {
            self.fill(name, None, look);
        }
        for rule in value("style").unwrap_or_default().split(';') {
            let Some((property, value)) = rule.split_once(':') else { continue };
            self.rule(name, property.trim().to_ascii_lowercase().as_str(), value.trim(), look);
        }
    }

    fn rule(&mut self, name: &str, property: &str, value: &str, look: &mut Appearance) {
        let off = matches!(value, "none" | "0" | "normal" | "inherit" | "initial" | "unset");
        let mut effect = |effect| {
            if !off {
                look.effects = look.effects.with(effect);
            }
        };
        match property {
            "text-shadow" => effect(Effects::SHADOW),
            "-webkit-text-stroke" => effect(Effects::OUTLINE),
            "animation" => effect(Effects::ANIMATION),
            "border" if matches!(name, "span" | "b" | "i" | "strong" | "em" | "font") => effect(Effects::BORDER),
            "color" => look.colour = colour(value).or(look.colour),
            "background-color" => {
                if let Some(fill) = colour(value) {
                    self.fill(name, Some(fill), look);
                }
            }
            "background" | "background-image" => {
                let fill = value.split_whitespace().find_map(colour);
                if fill.is_some() || value.contains("url(") || value.contains("gradient(") {
                    self.fill(name, fill, look);
                }
            }
            "font-family" => {
                let first = value.split(',').next().unwrap_or_default();
                look.font = self.font(first.trim_matches(['\'', '"', ' '])).or(look.font);
            }
            "font-size" => {
                look.half_points = length(value).map(|points| (points * 2.0).round() as u16).or(look.half_points)
            }
            "letter-spacing" => {
                look.spacing = length(value).map_or(look.spacing, |points| (points * 20.0).round() as i16)
            }
            _ => {}
        }
    }

    fn fill(&mut self, name: &str, fill: Option<Colour>, look: &mut Appearance) {
        let backing = match name {
            "body" | "html" => {
                self.page.colour = fill.filter(|fill| *fill != Colour::WHITE);
                self.page.picture = fill.is_none();
                return;
            }
            "table" | "tr" | "td" | "th" | "tbody" | "thead" => Backing::Cell,
            "p" | "div" | "section" | "li" | "ul" | "ol" | "blockquote" | "center" => Backing::Paragraph,
            _ => Backing::Letters,
        };
        look.background = background(backing, fill);
    }

    fn font(&mut self, name: &str) -> Option<FontId> {
        if name.is_empty() || matches!(name, "inherit" | "initial" | "unset") {
            return None;
        }
        let known = self.fonts.iter().position(|font| font.name.eq_ignore_ascii_case(name));
        let at = known.unwrap_or_else(|| {
            self.fonts.push(Font { name: name.to_owned(), class: None });
            self.fonts.len() - 1
        });
        u16::try_from(at).ok().map(FontId)
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the value of an optional field")]
const fn background(backing: Backing, colour: Option<Colour>) -> Option<Background> {
    Some(Background { backing, colour })
}

/// `#ff0`, `red`, `rgb(255, 0, 0)`.
fn colour(value: &str) -> Option<Colour> {
    let value = value.trim();
    if let Some(parts) = value.strip_prefix("rgb(").or_else(|| value.strip_prefix("rgba(")) {
        let mut parts = parts.trim_end_matches(')').split([',', ' ']).filter(|part| !part.is_empty());
        let mut next = || parts.next()?.trim().parse::<u8>().ok();
        return Some(Colour(next()?, next()?, next()?));
    }
    if value.starts_with('#') { Colour::hex(value) } else { Colour::named(value) }
}

/// A length in points.
fn length(value: &str) -> Option<f64> {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let points = match &value[number.len()..] {
        "pt" => 1.0,
        "px" => 0.75,
        "em" | "rem" => 12.0,
        _ => return None,
    };
    let length = number.trim().parse::<f64>().ok()? * points;
    (0.0..=1000.0).contains(&length).then_some(length)
}

/// `size` of `<font>` in half-points.
fn font_size(value: &str) -> Option<u16> {
    const POINTS: [u16; 7] = [8, 10, 12, 14, 18, 24, 36];
    let size: i16 = value.trim().parse().ok()?;
    let size = if value.trim().starts_with(['+', '-']) { size + 3 } else { size };
    Some(POINTS[usize::try_from(size.clamp(1, 7) - 1).ok()?] * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(name: &str, attributes: &str) -> Appearance {
        let mut looks = Looks::default();
        looks.tag(name, false, attributes);
        looks.here()
    }

    #[test]
    fn reads_styles_and_attributes() {
        let plain = Appearance::default();
        let cases = [
            ("span", r#" style="text-shadow:1px 1px""#, Appearance { effects: Effects::SHADOW, ..plain }),
            ("span", r#" style="text-shadow: none""#, plain),
            ("marquee", "", Appearance { effects: Effects::ANIMATION, ..plain }),
            (
                "span",
                r#" style="color: rgb(255, 0, 0); font-size: 16px""#,
                Appearance { colour: Some(Colour(255, 0, 0)), half_points: Some(24), ..plain },
            ),
            ("span", r#" style='letter-spacing:3pt'"#, Appearance { spacing: 60, ..plain }),
            (
                "td",
                " bgcolor=#ff0",
                Appearance { background: background(Backing::Cell, Some(Colour(255, 255, 0))), ..plain },
            ),
            (
                "span",
                r#" style="background:#ff0""#,
                Appearance { background: background(Backing::Letters, Some(Colour(255, 255, 0))), ..plain },
            ),
            ("font", " size=2 face=Georgia", Appearance { half_points: Some(20), font: Some(FontId(0)), ..plain }),
            ("span", r#" class="style" id="color""#, plain),
        ];
        for (name, attributes, expected) in cases {
            assert_eq!(look(name, attributes), expected, "{name} {attributes}");
        }
    }

    #[test]
    fn looks_end_with_their_tag() {
        let mut looks = Looks::default();
        looks.tag("span", false, " style=color:red");
        looks.tag("b", false, "");
        looks.tag("span", false, " style=background:blue");
        looks.tag("b", true, "");
        assert!(looks.here().background.is_some() && looks.here().colour.is_some());
        looks.tag("span", true, "");
        assert!(looks.here().background.is_none() && looks.here().colour.is_some());
        looks.tag("span", true, "");
        looks.tag("span", true, "");
        assert_eq!(looks.here(), Appearance::default());
    }
}
