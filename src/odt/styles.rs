//! Styles of OpenDocument: each says what differs from its parent.

use rustc_hash::FxHashMap;

use super::tree::{Kind, NodeId, Ns, Tree};
use crate::document::{Appearance, Background, Backing, Colour, Effects, Font, FontClass, FontId, Format};

/// Style chains longer than this are cut.
const CHAIN: usize = 50;

/// Size given in a style.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Size {
    HalfPoints(f64),
    /// Of the parent's size.
    Share(f64),
}

/// What a style says of text and of what it stands in.
#[derive(Clone, Debug, Default)]
pub(super) struct Props {
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    caps: Option<bool>,
    small_caps: Option<bool>,
    hidden: Option<bool>,
    font: Option<FontId>,
    size: Option<Size>,
    /// The inner `None`: the automatic colour.
    colour: Option<Option<Colour>>,
    /// Behind the letters; the inner `None`: nothing.
    behind: Option<Option<Colour>>,
    spacing: Option<i16>,
    raised: Option<bool>,
    effects: Vec<(Effects, bool)>,
    /// Behind the paragraph, cell or shape.
    fill: Option<Option<Colour>>,
    drop_cap: Option<bool>,
    outline: Option<u8>,
    list: Option<bool>,
}

impl Props {
    fn over(&self, base: &Self) -> Self {
        let size = match (self.size, base.size) {
            (Some(Size::Share(share)), Some(Size::HalfPoints(base))) => Some(Size::HalfPoints(base * share)),
            (Some(size), _) => Some(size),
            (None, base) => base,
        };
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            underline: self.underline.or(base.underline),
            strike: self.strike.or(base.strike),
            caps: self.caps.or(base.caps),
            small_caps: self.small_caps.or(base.small_caps),
            hidden: self.hidden.or(base.hidden),
            font: self.font.or(base.font),
            size,
            colour: self.colour.or(base.colour),
            behind: self.behind.or(base.behind),
            spacing: self.spacing.or(base.spacing),
            raised: self.raised.or(base.raised),
            effects: {
                let mut all = self.effects.clone();
                all.extend(
                    base.effects.iter().filter(|(effect, _)| !self.effects.iter().any(|(own, _)| own == effect)),
                );
                all
            },
            fill: self.fill.or(base.fill),
            drop_cap: self.drop_cap.or(base.drop_cap),
            outline: self.outline.or(base.outline),
            list: self.list.or(base.list),
        }
    }
}

#[derive(Debug, Default)]
struct Raw {
    parent: Option<String>,
    display: String,
    props: Props,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    raw: FxHashMap<(String, String), Raw>,
    defaults: FxHashMap<String, Props>,
    resolved: FxHashMap<(String, String), Props>,
    faces: FxHashMap<String, FontId>,
    fonts: Vec<Font>,
}

/// What is in effect on a stretch of text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) format: Format,
    pub(super) appearance: Appearance,
    pub(super) hidden: bool,
}

impl Styles {
    /// Adds the styles of a part. Those of `content.xml` come last and win.
    pub(super) fn read(&mut self, tree: &Tree<'_>) {
        let style = |node, local| tree.attribute(node, Ns::Style, local);
        for node in tree.all() {
            let Kind::Element(Ns::Style, name) = tree.kind(node) else { continue };
            match name {
                "font-face" => {
                    let Some(name) = style(node, "name") else { continue };
                    let family = tree.attribute(node, Ns::Svg, "font-family").unwrap_or_else(|| name.clone());
                    let class = style(node, "font-family-generic").and_then(|generic| class(&generic));
                    let pitch = style(node, "font-pitch");
                    let class = if pitch.as_deref() == Some("fixed") && class.is_none() {
                        Some(FontClass::Mono)
                    } else {
                        class
                    };
                    if let Some(id) = self.font(&family, class) {
                        self.faces.insert(name.into_owned(), id);
                    }
                }
                "default-style" => {
                    if let Some(family) = style(node, "family") {
                        let props = self.props(tree, node);
                        self.defaults.insert(family.into_owned(), props);
                    }
                }
                "style" => {
                    let (Some(name), Some(family)) = (style(node, "name"), style(node, "family")) else { continue };
                    let mut props = self.props(tree, node);
                    props.outline = style(node, "default-outline-level").and_then(|level| level.parse().ok());
                    props.list = style(node, "list-style-name").map(|list| !list.is_empty());
                    let raw = Raw {
                        parent: style(node, "parent-style-name").map(Into::into),
                        display: style(node, "display-name").unwrap_or_else(|| name.clone()).to_lowercase(),
                        props,
                    };
                    self.raw.insert((family.into_owned(), name.into_owned()), raw);
                }
                _ => {}
            }
        }
    }

    fn font(&mut self, name: &str, class: Option<FontClass>) -> Option<FontId> {
        let name = name.split([',', ';']).next().unwrap_or_default().trim().trim_matches(['\'', '"']);
        if name.is_empty() {
            return None;
        }
        let known = self.fonts.iter().position(|font| font.name == name);
        let at = known.unwrap_or_else(|| {
            self.fonts.push(Font { name: name.to_owned(), class });
            self.fonts.len() - 1
        });
        u16::try_from(at).ok().map(FontId)
    }

    pub(super) fn into_fonts(self) -> Vec<Font> {
        self.fonts
    }

    fn props(&mut self, tree: &Tree<'_>, style: NodeId) -> Props {
        let mut props = Props::default();
        for node in tree.children(style) {
            let Kind::Element(Ns::Style, name) = tree.kind(node) else { continue };
            let fo = |local| tree.attribute(node, Ns::Fo, local);
            match name {
                "text-properties" => self.text(tree, node, &mut props),
                "paragraph-properties" | "table-cell-properties" | "table-properties" | "table-row-properties" => {
                    props.fill = fo("background-color").map(|value| Colour::hex(&value)).or(props.fill);
                    if let Some(cap) = tree.child(node, Ns::Style, "drop-cap") {
                        let lines = tree.attribute(cap, Ns::Style, "lines").and_then(|lines| lines.parse().ok());
                        props.drop_cap = Some(lines.unwrap_or(1) > 1);
                    }
                }
                "graphic-properties" => {
                    let fill = tree.attribute(node, Ns::Draw, "fill");
                    let colour = tree.attribute(node, Ns::Draw, "fill-color").and_then(|value| Colour::hex(&value));
                    props.fill = match fill.as_deref() {
                        Some("solid") => Some(colour),
                        Some("none") => Some(None),
                        _ => fo("background-color").map(|value| Colour::hex(&value)),
                    };
                }
                _ => {}
            }
        }
        props
    }

    fn text(&mut self, tree: &Tree<'_>, node: NodeId, props: &mut Props) {
        let fo = |local| tree.attribute(node, Ns::Fo, local);
        let style = |local| tree.attribute(node, Ns::Style, local);
        let not_none = |value: std::borrow::Cow<'_, str>| value != "none";
        props.bold = fo("font-weight").map(|it| it == "bold" || it.parse::<u16>().is_ok_and(|weight| weight >= 600));
        props.italic = fo("font-style").map(|it| it != "normal");
        props.underline = style("text-underline-style").map(not_none);
        props.strike = style("text-line-through-style").map(not_none);
        props.caps = fo("text-transform").map(|it| it == "uppercase");
        props.small_caps = fo("font-variant").map(|it| it == "small-caps");
        props.hidden = tree.attribute(node, Ns::Text, "display").map(|it| it == "none");
        props.font = match style("font-name") {
            Some(name) => self.faces.get(&*name).copied().or_else(|| self.font(&name, None)),
            None => fo("font-family").and_then(|name| self.font(&name, None)),
        };
        props.size = fo("font-size").and_then(|it| match it.strip_suffix('%') {
            Some(share) => share.parse::<f64>().ok().map(|share| Size::Share(share / 100.0)),
            None => points(&it).map(|points| Size::HalfPoints(points * 2.0)),
        });
        props.colour = fo("color").map(|it| Colour::hex(&it));
        if style("use-window-font-color").is_some_and(|it| it == "true") {
            props.colour = Some(None);
        }
        props.behind = fo("background-color").map(|it| Colour::hex(&it));
        props.spacing = fo("letter-spacing").map(|it| points(&it).map_or(0, |points| (points * 20.0).round() as i16));
        props.raised = style("text-position").map(|it| {
            let first = it.split_whitespace().next().unwrap_or_default();
            !matches!(first, "0%" | "0")
        });
        let effects = [
            (Effects::SHADOW, fo("text-shadow").map(not_none)),
            (Effects::OUTLINE, style("text-outline").map(|it| it == "true")),
            (Effects::EMBOSS, style("font-relief").map(|it| it == "embossed")),
            (Effects::IMPRINT, style("font-relief").map(|it| it == "engraved")),
            (Effects::ANIMATION, style("text-blinking").map(|it| it == "true")),
            (Effects::BORDER, fo("border").map(not_none)),
        ];
        props.effects = effects.into_iter().filter_map(|(effect, on)| Some((effect, on?))).collect();
    }

    /// Forgets what was resolved: other styles have been read.
    pub(super) fn forget(&mut self) {
        self.resolved.clear();
    }

    /// A style with all that it inherits.
    pub(super) fn get(&mut self, family: &str, name: Option<&str>) -> Props {
        let Some(name) = name else { return self.defaults.get(family).cloned().unwrap_or_default() };
        let key = (family.to_owned(), name.to_owned());
        if let Some(props) = self.resolved.get(&key) {
            return props.clone();
        }
        let chain = self.chain(family, name);
        let mut props = self.defaults.get(family).cloned().unwrap_or_default();
        for name in chain.iter().rev() {
            if let Some(raw) = self.raw.get(&(family.to_owned(), name.clone())) {
                props = raw.props.over(&props);
            }
        }
        self.resolved.insert(key, props.clone());
        props
    }

    /// The names of a style and those it comes from, nearest first.
    fn chain(&self, family: &str, name: &str) -> Vec<String> {
        let mut chain = vec![name.to_owned()];
        while let Some(raw) = self.raw.get(&(family.to_owned(), chain[chain.len() - 1].clone()))
            && let Some(parent) = &raw.parent
            && chain.len() < CHAIN
            && !chain.contains(parent)
        {
            chain.push(parent.clone());
        }
        chain
    }

    /// True when a style or one it comes from has one of these names, in small letters.
    pub(super) fn is_named(&self, family: &str, name: &str, names: &[&str]) -> bool {
        self.chain(family, name).into_iter().any(|name| {
            let display = self.raw.get(&(family.to_owned(), name.clone())).map(|raw| raw.display.clone());
            names.contains(&&*name.to_lowercase().replace("_20_", " "))
                || display.is_some_and(|display| names.contains(&&*display))
        })
    }
}

/// Where text stands: what lies behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Behind {
    pub(super) paragraph: Option<Colour>,
    pub(super) cell: Option<Colour>,
    pub(super) shape: Option<Colour>,
    pub(super) effects: Effects,
}

impl Props {
    /// The level of a heading that the style says.
    pub(super) fn outline(&self) -> Option<u8> {
        self.outline.filter(|level| *level > 0)
    }

    /// The colour behind a paragraph, cell or shape of this style.
    pub(super) fn fill(&self) -> Option<Colour> {
        self.fill.flatten()
    }

    /// True when the first letter is a big one.
    pub(super) fn drop_cap(&self) -> bool {
        self.drop_cap == Some(true)
    }

    /// These properties over those of what is around.
    #[must_use]
    pub(super) fn inside(&self, outer: &Self) -> Self {
        self.over(outer)
    }

    /// What they give; `link` says that the text is a link's.
    pub(super) fn look(&self, behind: &Behind, link: bool) -> Look {
        let is = |backing, colour: Option<Colour>| Some(Background { backing, colour: Some(colour?) });
        let background = is(Backing::Highlight, self.behind.flatten())
            .or_else(|| is(Backing::Paragraph, behind.paragraph))
            .or_else(|| is(Backing::Cell, behind.cell))
            .or_else(|| is(Backing::Shape, behind.shape));
        let on = |value: Option<bool>| value == Some(true);
        let effects =
            self.effects.iter().filter(|(_, on)| *on).fold(behind.effects, |all, (effect, _)| all.with(*effect));
        Look {
            format: Format {
                bold: on(self.bold),
                italic: on(self.italic),
                underline: on(self.underline) && !link,
                strike: on(self.strike),
                caps: on(self.caps),
                small_caps: on(self.small_caps),
                ..Format::default()
            },
            appearance: Appearance {
                font: self.font,
                half_points: match self.size {
                    Some(Size::HalfPoints(size)) if (1.0..3276.0).contains(&size) => Some(size.round() as u16),
                    _ => None,
                },
                colour: self.colour.flatten().filter(|_| !link),
                background,
                spacing: self.spacing.unwrap_or(0),
                effects,
                raised: on(self.raised),
            },
            hidden: on(self.hidden),
        }
    }
}

/// A length in points.
pub(super) fn points(value: &str) -> Option<f64> {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &value[number.len()..] {
        "pt" => 1.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "in" => 72.0,
        "px" => 0.75,
        "pc" => 12.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * unit).filter(|length| length.is_finite())
}

fn class(generic: &str) -> Option<FontClass> {
    match generic {
        "roman" => Some(FontClass::Serif),
        "swiss" => Some(FontClass::Sans),
        "modern" => Some(FontClass::Mono),
        "decorative" | "script" => Some(FontClass::Decorative),
        _ => None,
    }
}
