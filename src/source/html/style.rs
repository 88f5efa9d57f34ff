//! How HTML draws its text: what tags mean, their attributes and `style`.

use super::tokens::Tag;
use crate::document::{Appearance, Background, Backing, Colour, Effects, Font, FontId, Format, Page};

/// How text in an element is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Style {
    /// Formatting.
    pub format: Format,
    /// Font, size, colours.
    pub appearance: Appearance,
    /// True where nothing is shown.
    pub hidden: bool,
    /// True where white space is shown as it stands.
    pub pre: bool,
}

/// The elements that are open, each with what the reader keeps of it, and the fonts they name.
#[derive(Debug, Default)]
pub(in crate::source) struct Looks<R = ()> {
    open: Vec<Open<R>>,
    sheet: Sheet,
}

/// An element that is open.
#[derive(Debug)]
pub(in crate::source) struct Open<R> {
    /// The tag that opened it.
    pub tag: Tag,
    /// What it is to the reader.
    pub role: R,
    style: Style,
}

/// Tags that have no end.
const VOID: [&str; 14] =
    ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "param", "source", "track", "wbr"];

/// Elements whose content is no text of the letter.
const HIDDEN: [&str; 19] = [
    "head", "script", "style", "title", "template", "noscript", "textarea", "select", "svg", "math", "object",
    "iframe", "audio", "video", "canvas", "map", "nav", "button", "datalist",
];

/// Elements open at once; no page worth reading has more, and each costs.
const DEPTH: usize = 200;

impl<R> Looks<R> {
    /// What is in effect here.
    pub(in crate::source) fn here(&self) -> Style {
        self.open.last().map(|open| open.style).unwrap_or_default()
    }

    /// The elements that are open, outer ones first.
    pub(in crate::source) fn open(&self) -> &[Open<R>] {
        &self.open
    }

    /// The same, to change what the reader keeps of them.
    pub(in crate::source) fn roles(&mut self) -> impl DoubleEndedIterator<Item = &mut R> {
        self.open.iter_mut().map(|open| &mut open.role)
    }

    /// The fonts, by number, and what lies behind all text.
    pub(in crate::source) fn finish(self) -> (Vec<Font>, Page) {
        (self.sheet.fonts, self.sheet.page)
    }

    /// An element begins.
    pub(in crate::source) fn begin(&mut self, tag: Tag, role: R) {
        if tag.empty || VOID.contains(&tag.name.as_str()) || self.open.len() >= DEPTH {
            return;
        }
        let style = self.sheet.style(&tag, self.here());
        self.open.push(Open { tag, role, style });
    }

    /// All elements from number `at` on end.
    pub(in crate::source) fn end_from(&mut self, at: usize) {
        self.open.truncate(at);
    }

    /// Element number `at` ends; those in it go on, as browsers have it for `<b><i></b></i>`.
    pub(in crate::source) fn end_one(&mut self, at: usize) {
        if at >= self.open.len() {
            return;
        }
        self.open.remove(at);
        for index in at..self.open.len() {
            let outer = index.checked_sub(1).map(|outer| self.open[outer].style).unwrap_or_default();
            self.open[index].style = self.sheet.style(&self.open[index].tag, outer);
        }
    }
}

impl Looks {
    /// Takes over a tag where the structure is another's business.
    pub(in crate::source) fn tag(&mut self, tag: Tag) {
        if !tag.closing {
            let name = tag.name.clone();
            let before = self.here();
            self.begin(tag, ());
            // An element that changes nothing need not be kept, but for one that its end could be taken for.
            if self.open.last().is_some_and(|open| open.tag.name == name && open.style == before)
                && self.open.iter().filter(|open| open.tag.name == name).count() == 1
            {
                self.open.pop();
            }
        } else if let Some(at) = self.open.iter().rposition(|open| open.tag.name == tag.name) {
            self.end_one(at);
        }
    }
}

/// What styles mean, and what they name.
#[derive(Debug, Default)]
struct Sheet {
    fonts: Vec<Font>,
    page: Page,
}

impl Sheet {
    /// How text in an element is drawn, within one of style `outer`.
    fn style(&mut self, tag: &Tag, outer: Style) -> Style {
        let mut style = outer;
        let (format, look) = (&mut style.format, &mut style.appearance);
        match tag.name.as_str() {
            "b" | "strong" => format.bold = true,
            "i" | "em" => format.italic = true,
            "u" | "ins" => format.underline = true,
            "s" | "del" | "strike" => format.strike = true,
            "code" | "kbd" | "samp" | "tt" => format.code = true,
            "pre" | "listing" | "xmp" => style.pre = true,
            "marquee" | "blink" => look.effects = look.effects.with(Effects::ANIMATION),
            "mark" => look.background = background(Backing::Highlight, Some(Colour(255, 255, 0))),
            "sup" | "sub" => look.raised = true,
            name if HIDDEN.contains(&name) => style.hidden = true,
            _ => {}
        }
        for (name, value) in &tag.attributes {
            self.attribute(&tag.name, name, value, &mut style);
        }
        style
    }

    fn attribute(&mut self, name: &str, attribute: &str, value: &str, style: &mut Style) {
        let look = &mut style.appearance;
        match attribute {
            "color" if name == "font" => look.colour = colour(value).or(look.colour),
            "size" if name == "font" => look.half_points = font_size(value).or(look.half_points),
            "face" if name == "font" => look.font = self.font(value).or(look.font),
            "bgcolor" => {
                if let Some(fill) = colour(value) {
                    self.fill(name, Some(fill), look);
                }
            }
            "background" => self.fill(name, None, look),
            "hidden" => style.hidden = true,
            "style" => {
                for rule in value.split(';') {
                    let Some((property, value)) = rule.split_once(':') else { continue };
                    let value = value.trim().to_lowercase();
                    let value = value.trim_end_matches("!important").trim_end();
                    let property = property.trim().to_ascii_lowercase();
                    letters(name, &property, value, style);
                    self.rule(name, &property, value, &mut style.appearance);
                }
            }
            _ => {}
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
            "font-family" => look.font = self.font(value).or(look.font),
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

    /// The first of the fonts that are named.
    fn font(&mut self, names: &str) -> Option<FontId> {
        let name = names.split(',').next().unwrap_or_default().trim_matches(['\'', '"', ' ']);
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

/// What of a style is formatting.
fn letters(name: &str, property: &str, value: &str, style: &mut Style) {
    let format = &mut style.format;
    match property {
        "font-weight" => {
            format.bold = value.starts_with("bold") || value.parse().is_ok_and(|weight: u16| weight >= 600)
        }
        "font-style" => format.italic = matches!(value, "italic" | "oblique"),
        // A link's own line is not meant to stress.
        "text-decoration" | "text-decoration-line" if name != "a" => {
            format.underline = value.contains("underline");
            format.strike = value.contains("line-through");
        }
        "text-transform" => format.caps = value == "uppercase",
        "font-variant" | "font-variant-caps" => format.small_caps = value.contains("small-caps"),
        "font" => {
            let mut words = value.split_whitespace();
            format.bold = words.clone().any(|word| matches!(word, "bold" | "bolder" | "600" | "700" | "800" | "900"));
            format.italic = words.any(|word| matches!(word, "italic" | "oblique"));
        }
        "display" => style.hidden |= value == "none",
        "visibility" => style.hidden = matches!(value, "hidden" | "collapse"),
        "mso-hide" => style.hidden |= value == "all",
        "white-space" => style.pre = value.starts_with("pre") || value == "break-spaces",
        _ => {}
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
    use super::super::tokens::{Node, nodes};
    use super::*;

    fn tags(html: &str) -> Looks {
        let mut looks = Looks::default();
        nodes(html, 0, |node| {
            if let Node::Tag(tag) = node {
                looks.tag(tag);
            }
        });
        looks
    }

    fn look(name: &str, attributes: &str) -> Appearance {
        tags(&format!("<{name}{attributes}>")).here().appearance
    }

    #[test]
    fn reads_formatting() {
        let format = |html: &str| tags(html).here().format;
        let plain = Format::default();
        let cases = [
            ("<b>", Format { bold: true, ..plain }),
            ("<b style='font-weight:normal'>", plain),
            ("<span style='FONT-WEIGHT: 700 !important'>", Format { bold: true, ..plain }),
            ("<i><span style='font-style:normal'>", plain),
            (
                "<p style='text-transform:uppercase; text-decoration: underline'>",
                Format { caps: true, underline: true, ..plain },
            ),
            ("<a style='text-decoration: underline'>", plain),
            ("<b><i></b>", Format { italic: true, ..plain }),
            ("<font style='font: italic bold 12pt Arial'>", Format { bold: true, italic: true, ..plain }),
        ];
        for (html, expected) in cases {
            assert_eq!(format(html), expected, "{html}");
        }
        assert!(tags("<div hidden>").here().hidden);
        assert!(tags("<p style='display:none'>").here().hidden && !tags("<p style='display:block'>").here().hidden);
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
        let html = "<span style=color:red><b><span style=background:blue></b>";
        let look = tags(html).here().appearance;
        assert!(look.background.is_some() && look.colour.is_some());
        let look = tags(&format!("{html}</span>")).here().appearance;
        assert!(look.background.is_none() && look.colour.is_some());
        assert_eq!(tags(&format!("{html}</span></span></span>")).here(), Style::default());
        let look = tags("<span style=color:red><span class=a></span>").here().appearance;
        assert!(look.colour.is_some(), "the end is that of the inner one");
    }
}
