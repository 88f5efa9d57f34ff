//! Styles: which formatting is in effect on a run, and what kind of block a paragraph is.

use rustc_hash::FxHashMap;

use super::attribute::Attr;
use super::props::{self, Props, Slots, bit, is_on};
use super::surroundings::Surroundings;
use super::table_style::{Raw as RawTable, TableStyle};
use super::tag::Tag;
use super::theme::{Paint, Palette};
use super::tree::{NodeId, Tree};
use crate::document::{Appearance, Background, Backing, Colour, FontId, Format};

/// Style chains longer than this are cut; Word itself stops far earlier.
const CHAIN: usize = 50;

/// Size of text, in half-points, and its font where a document with styles says nothing of them.
const DEFAULT_SIZE: u16 = 20;
const DEFAULT_FONT: &str = "Times New Roman";

/// Formatting in effect.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) format: Format,
    /// Hidden text.
    pub(super) hidden: bool,
    /// How it is drawn, but for the font.
    pub(super) appearance: Appearance,
    /// Fonts for the kinds of characters.
    pub(super) fonts: Slots,
    /// East Asian characters are those whose kind leaves it open.
    pub(super) hint_east: bool,
    /// All characters are of the complex kind.
    pub(super) complex: bool,
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
    /// Shading; the inner `None` says that there is none.
    pub(super) shading: Option<Option<Colour>>,
    pub(super) drop_cap: bool,
    props: Props,
    pub(super) sides: Sides,
}

/// All styles of a document, resolved.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: Props,
    paragraphs: FxHashMap<String, ParagraphStyle>,
    characters: FxHashMap<String, Props>,
    tables: FxHashMap<String, TableStyle>,
    default_table: TableStyle,
    /// The font where nothing is said of one.
    font: Option<FontId>,
    size: Option<u16>,
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
    shading: Option<Option<Colour>>,
    drop_cap: bool,
    sides: Sides,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(tree: &Tree<'_>, palette: &mut Palette) -> Self {
        let mut styles = Self { size: Some(DEFAULT_SIZE), ..Self::default() };
        let mut raw: Vec<Raw> = Vec::new();
        let mut tables: Vec<RawTable> = Vec::new();
        for node in tree.all() {
            match tree.tag(node) {
                Tag::RPrDefault => {
                    if let Some(properties) = tree.child(node, Tag::RPr) {
                        styles.defaults = Props::read(tree, properties, palette);
                    }
                }
                Tag::Style if tree.attribute(node, Attr::Type).as_deref() == Some("table") => {
                    tables.extend(RawTable::read(tree, node, palette));
                }
                Tag::Style => raw.extend(Raw::read(tree, node, palette)),
                _ => {}
            }
        }
        styles.font = palette.font(DEFAULT_FONT);
        (styles.tables, styles.default_table) = TableStyle::resolve(tables);
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
                shading: chain.iter().find_map(|style| style.shading),
                drop_cap: style.drop_cap,
                sides: chain.iter().rev().fold(Sides::default(), |base, style| style.sides.over(base)),
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

    /// The style of a table by id.
    pub(super) fn table(&self, id: Option<&str>) -> &TableStyle {
        id.and_then(|id| self.tables.get(id)).unwrap_or(&self.default_table)
    }

    /// What is in effect on a run: defaults of the document, table style, paragraph style, character style, direct
    /// formatting. `link` says that the run is the text of a link.
    pub(super) fn look(
        &self,
        around: &Surroundings,
        paragraph: &ParagraphStyle,
        character: Option<&str>,
        direct: Props,
        link: bool,
    ) -> Look {
        let character = match character {
            Some(id) => self.characters.get(id).copied().unwrap_or_else(|| undefined_character(id)),
            None => Props::default(),
        };
        let toggles = self.defaults.on | (around.run.on ^ paragraph.props.on ^ character.on);
        let inherited = character.over(paragraph.props.over(around.run.over(self.defaults)));
        let on = (toggles & bit::TOGGLES) | (inherited.on & !bit::TOGGLES);
        let on = (on & !direct.said) | direct.on;
        let props = direct.over(inherited);
        let has = |bit| on & bit != 0;
        let (complex, link) = (has(bit::COMPLEX), link || has(bit::LINK));
        let either = |plain, in_complex| if complex { has(in_complex) } else { has(plain) };
        // The looks of a hint in a control are the program's own.
        let own = !has(bit::PLACEHOLDER);
        let size = if complex { props.half_points_complex } else { props.half_points };
        Look {
            format: Format {
                bold: either(bit::BOLD, bit::BOLD_CS),
                italic: either(bit::ITALIC, bit::ITALIC_CS) && own,
                underline: has(bit::UNDERLINE) && !link && own,
                strike: has(bit::STRIKE) || has(bit::DOUBLE_STRIKE),
                caps: has(bit::CAPS),
                small_caps: has(bit::SMALL_CAPS) && !has(bit::CAPS),
                code: false,
                unchecked: has(bit::UNCHECKED),
            },
            hidden: has(bit::VANISH),
            appearance: Appearance {
                font: None,
                half_points: size.or(self.size),
                colour: match props.colour {
                    Some(Paint::Is(colour)) if own && !link => Some(colour),
                    _ => None,
                },
                background: if own { background(&props, around) } else { None },
                spacing: props.spacing.unwrap_or(0),
                effects: if own { props::effects(on).with(around.effects) } else { around.effects },
                raised: has(bit::RAISED) || has(bit::MOVED),
            },
            fonts: Slots {
                ascii: props.fonts.ascii.or(self.font),
                high: props.fonts.high.or(self.font),
                east: props.fonts.east.or(self.font),
                complex: props.fonts.complex.or(self.font),
            },
            hint_east: has(bit::HINT_EAST),
            complex,
        }
    }
}

/// What lies behind a run: the nearest thing that is there.
fn background(props: &Props, around: &Surroundings) -> Option<Background> {
    let is = |backing, colour: Option<Colour>| Some(Background { backing, colour: Some(colour?) });
    is(Backing::Highlight, props.highlight.flatten())
        .or_else(|| is(Backing::Letters, props.shading.flatten()))
        .or_else(|| is(Backing::Paragraph, around.paragraph.flatten()))
        .or_else(|| is(Backing::Cell, around.cell))
        .or(around.shape)
}

impl Raw {
    /// `None` for styles of tables and lists.
    fn read(tree: &Tree<'_>, node: NodeId, palette: &mut Palette) -> Option<Self> {
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
            style.props = Props::read(tree, properties, palette);
        }
        if is_link(&style.name) || is_link(&style.id.to_lowercase()) {
            style.props.set(bit::LINK, true);
        }
        if is_placeholder(&style.name) || is_placeholder(&style.id.to_lowercase()) {
            style.props.set(bit::PLACEHOLDER, true);
        }
        if style.name == "без проверки" {
            style.props.set(bit::UNCHECKED, true);
        }
        if let Some(properties) = tree.child(node, Tag::PPr) {
            (style.list, style.list_level) = numbering(tree, properties);
            style.outline = outline(tree, properties);
            style.shading = shading(tree, properties, palette);
            style.drop_cap = is_drop_cap(tree, properties);
            style.sides = Sides::read(tree, properties);
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

/// Between which edges of the page a paragraph stands, as far as a `w:pPr` says so.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sides {
    ends_right: Option<bool>,
    /// Twentieths of a point.
    indent: Option<i32>,
}

/// Half of the width of usual text: A4 without its margins.
const HALF: i32 = 4600;

impl Sides {
    pub(super) fn read(tree: &Tree<'_>, properties: NodeId) -> Self {
        let indent = tree.child(properties, Tag::Ind);
        let left =
            indent.and_then(|node| tree.attribute(node, Attr::Left).or_else(|| tree.attribute(node, Attr::Start)));
        Self {
            ends_right: tree.value_of(properties, Tag::Jc).map(|value| matches!(&*value, "right" | "end")),
            indent: left.and_then(|value| value.parse().ok()),
        }
    }

    /// These over those of a base.
    pub(super) fn over(self, base: Self) -> Self {
        Self { ends_right: self.ends_right.or(base.ends_right), indent: self.indent.or(base.indent) }
    }

    pub(super) fn is_right(self) -> bool {
        self.ends_right == Some(true) || self.indent.is_some_and(|indent| indent >= HALF)
    }
}

/// Shading in a `w:pPr` or `w:tcPr`; the inner `None` says that there is none.
pub(super) fn shading(tree: &Tree<'_>, properties: NodeId, palette: &Palette) -> Option<Option<Colour>> {
    props::shading(tree, tree.child(properties, Tag::Shd)?, palette)
}

/// True when a `w:pPr` makes the paragraph a big first letter.
pub(super) fn is_drop_cap(tree: &Tree<'_>, properties: NodeId) -> bool {
    let frame = tree.child(properties, Tag::FramePr).and_then(|node| tree.attribute(node, Attr::DropCap));
    frame.is_some_and(|value| value != "none")
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

fn is_placeholder(name: &str) -> bool {
    matches!(name, "placeholder text" | "placeholdertext" | "замещающий текст")
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
