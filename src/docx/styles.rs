//! Styles: which formatting is in effect on a run, and what kind of block a paragraph is.

use rustc_hash::FxHashMap;

use super::tag::{Attr, Tag};
use super::tree::{NodeId, Tree};
use crate::document::Format;

/// Properties of runs as bits. The first group toggles: between paragraph and character style it combines by XOR.
mod bit {
    pub(super) const BOLD: u16 = 1;
    pub(super) const ITALIC: u16 = 1 << 1;
    pub(super) const STRIKE: u16 = 1 << 2;
    pub(super) const CAPS: u16 = 1 << 3;
    pub(super) const SMALL_CAPS: u16 = 1 << 4;
    pub(super) const VANISH: u16 = 1 << 5;
    pub(super) const TOGGLES: u16 = (1 << 6) - 1;

    pub(super) const DOUBLE_STRIKE: u16 = 1 << 6;
    pub(super) const UNDERLINE: u16 = 1 << 7;
    /// A link's style: its underline is the link's.
    pub(super) const LINK: u16 = 1 << 8;
    /// The style «Без проверки».
    pub(super) const UNCHECKED: u16 = 1 << 9;
}

/// Style chains longer than this are cut; Word itself stops far earlier.
const CHAIN: usize = 50;

/// Properties of a run that are said at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Props {
    /// Properties about which anything is said.
    said: u16,
    /// Those of them that are on.
    on: u16,
}

impl Props {
    /// The properties in an `w:rPr`.
    pub(super) fn read(tree: &Tree<'_>, properties: NodeId) -> Self {
        let mut props = Self::default();
        for node in tree.children(properties) {
            let bit = match tree.tag(node) {
                Tag::B => bit::BOLD,
                Tag::I => bit::ITALIC,
                Tag::Strike => bit::STRIKE,
                Tag::DStrike => bit::DOUBLE_STRIKE,
                Tag::Caps => bit::CAPS,
                Tag::SmallCaps => bit::SMALL_CAPS,
                Tag::Vanish => bit::VANISH,
                Tag::U => bit::UNDERLINE,
                _ => continue,
            };
            let value = tree.attribute(node, Attr::Val);
            let on = match (bit, value.as_deref()) {
                (bit::UNDERLINE, value) => value.is_some_and(|value| value != "none"),
                (_, value) => is_on(value),
            };
            props.set(bit, on);
        }
        props
    }

    fn set(&mut self, bit: u16, on: bool) {
        self.said |= bit;
        self.on = if on { self.on | bit } else { self.on & !bit };
    }

    /// These properties where they say anything, else those of `base`.
    fn over(self, base: Self) -> Self {
        Self { said: self.said | base.said, on: self.on | (base.on & !self.said) }
    }
}

/// What `w:val` of an on/off property says; absent means on.
pub(super) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// Formatting in effect.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) format: Format,
    /// Hidden text.
    pub(super) hidden: bool,
}

/// A paragraph style with all that it inherits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphStyle {
    /// Level from 1, for headings.
    pub(super) heading: Option<u8>,
    pub(super) list: Option<u32>,
    pub(super) list_level: Option<u8>,
    /// A style for quotations.
    pub(super) quote: bool,
    props: Props,
}

/// All styles of a document, resolved.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: Props,
    paragraphs: FxHashMap<String, ParagraphStyle>,
    characters: FxHashMap<String, Props>,
    /// The style of paragraphs that name none.
    default_paragraph: ParagraphStyle,
}

/// A style as it stands in the part.
#[derive(Default)]
struct Raw {
    id: String,
    paragraph: bool,
    default: bool,
    based_on: Option<String>,
    name: String,
    props: Props,
    list: Option<u32>,
    list_level: Option<u8>,
    outline: Option<u8>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut styles = Self::default();
        let mut raw: Vec<Raw> = Vec::new();
        for node in tree.all() {
            match tree.tag(node) {
                Tag::RPrDefault => {
                    if let Some(properties) = tree.child(node, Tag::RPr) {
                        styles.defaults = Props::read(tree, properties);
                    }
                }
                Tag::Style => raw.extend(Raw::read(tree, node)),
                _ => {}
            }
        }
        let by_id: FxHashMap<&str, usize> = raw.iter().enumerate().map(|(at, style)| (style.id.as_str(), at)).collect();
        for style in &raw {
            // Nearest first; a cycle or a style of another type ends the chain.
            let mut chain: Vec<&Raw> = vec![style];
            while let Some(base) = chain[chain.len() - 1].based_on.as_deref().and_then(|id| by_id.get(id))
                && chain.len() < CHAIN
                && raw[*base].paragraph == style.paragraph
                && !chain.iter().any(|seen| std::ptr::eq(*seen, &raw[*base]))
            {
                chain.push(&raw[*base]);
            }
            let props = chain.iter().rev().fold(Props::default(), |base, style| style.props.over(base));
            if !style.paragraph {
                styles.characters.insert(style.id.clone(), props);
                continue;
            }
            let resolved = ParagraphStyle {
                heading: chain.iter().find_map(|style| style.heading()).flatten(),
                list: chain.iter().find_map(|style| style.list),
                list_level: chain.iter().find_map(|style| style.list_level),
                quote: chain.iter().any(|style| is_quote(&style.name)),
                props,
            };
            if style.default {
                styles.default_paragraph = resolved;
            }
            styles.paragraphs.insert(style.id.clone(), resolved);
        }
        styles
    }

    /// The style of a paragraph by id. One that the document does not define is known by its id alone.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphStyle {
        let Some(id) = id else { return self.default_paragraph };
        match self.paragraphs.get(id) {
            Some(style) => *style,
            None => ParagraphStyle { heading: heading_name(id), ..self.default_paragraph },
        }
    }

    /// What is in effect on a run: defaults of the document, paragraph style, character style, direct formatting.
    /// `link` says that the run is the text of a link.
    pub(super) fn look(&self, paragraph: &ParagraphStyle, character: Option<&str>, direct: Props, link: bool) -> Look {
        let character_props = match character {
            Some(id) => self.characters.get(id).copied().unwrap_or_else(|| undefined_character(id)),
            None => Props::default(),
        };
        let toggles = self.defaults.on | (paragraph.props.on ^ character_props.on);
        let inherited = character_props.over(paragraph.props.over(self.defaults));
        let on = (toggles & bit::TOGGLES) | (inherited.on & !bit::TOGGLES);
        let on = (on & !direct.said) | direct.on;
        let has = |bit| on & bit != 0;
        Look {
            format: Format {
                bold: has(bit::BOLD),
                italic: has(bit::ITALIC),
                underline: has(bit::UNDERLINE) && !link && !has(bit::LINK),
                strike: has(bit::STRIKE) || has(bit::DOUBLE_STRIKE),
                caps: has(bit::CAPS),
                small_caps: has(bit::SMALL_CAPS) && !has(bit::CAPS),
                code: false,
                unchecked: has(bit::UNCHECKED),
            },
            hidden: has(bit::VANISH),
        }
    }
}

impl Raw {
    /// `None` for styles of tables and lists.
    fn read(tree: &Tree<'_>, node: NodeId) -> Option<Self> {
        let paragraph = match tree.attribute(node, Attr::Type).as_deref() {
            Some("paragraph") | None => true,
            Some("character") => false,
            Some(_) => return None,
        };
        let mut style = Self {
            id: tree.attribute(node, Attr::StyleId)?.into_owned(),
            paragraph,
            default: tree.attribute(node, Attr::Default).is_some_and(|value| is_on(Some(&value))),
            based_on: tree.value_of(node, Tag::BasedOn).map(Into::into),
            name: tree.value_of(node, Tag::Name).unwrap_or_default().trim().to_lowercase(),
            ..Self::default()
        };
        if let Some(properties) = tree.child(node, Tag::RPr) {
            style.props = Props::read(tree, properties);
        }
        if is_link(&style.name) || is_link(&style.id.to_lowercase()) {
            style.props.set(bit::LINK, true);
        }
        if style.name == "без проверки" {
            style.props.set(bit::UNCHECKED, true);
        }
        if let Some(properties) = tree.child(node, Tag::PPr) {
            (style.list, style.list_level) = numbering(tree, properties);
            style.outline = outline(tree, properties);
        }
        Some(style)
    }

    /// `Some(None)` when the style says that it is no heading.
    fn heading(&self) -> Option<Option<u8>> {
        match self.outline {
            Some(level) => Some((level < 9).then_some(level + 1)),
            None => heading_name(&self.name).or_else(|| heading_name(&self.id)).map(Some),
        }
    }
}

/// List number and level in a `w:pPr`. List 0 means: in no list.
pub(super) fn numbering(tree: &Tree<'_>, properties: NodeId) -> (Option<u32>, Option<u8>) {
    let Some(numbering) = tree.child(properties, Tag::NumPr) else { return (None, None) };
    let list = tree.value_of(numbering, Tag::NumId).and_then(|value| value.parse().ok());
    let level = tree.value_of(numbering, Tag::Ilvl).and_then(|value| value.parse().ok());
    (list, level)
}

/// Outline level from 0 in a `w:pPr`; 9 is body text.
pub(super) fn outline(tree: &Tree<'_>, properties: NodeId) -> Option<u8> {
    tree.value_of(properties, Tag::OutlineLvl)?.parse().ok()
}

/// The level that a style's name or id gives: `heading 2`, `Heading2`, «Заголовок 2».
fn heading_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("заголовок"))?;
    let level = rest.trim_start_matches([' ', '_', '-']).parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn is_link(name: &str) -> bool {
    matches!(
        name,
        "hyperlink" | "followedhyperlink" | "internet link" | "internetlink" | "visited internet link" | "гиперссылка"
    )
}

fn is_quote(name: &str) -> bool {
    matches!(name, "quote" | "intense quote" | "quotations" | "цитата" | "выделенная цитата")
}

fn undefined_character(id: &str) -> Props {
    let mut props = Props::default();
    if is_link(&id.to_lowercase()) {
        props.set(bit::LINK, true);
    }
    props
}
