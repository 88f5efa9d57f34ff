//! Styles of tables: what each part of a table – the first row, every second row – says of the text in it.

use rustc_hash::FxHashMap;

use super::attribute::Attr;
use super::props::{Props, is_on};
use super::styles;
use super::tag::Tag;
use super::theme::Palette;
use super::tree::{NodeId, Tree};
use crate::document::Colour;

/// Style chains longer than this are cut.
const CHAIN: usize = 50;

/// What a style says of one part of a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    pub(super) run: Props,
    /// Shading of paragraphs and cells; the inner `None` says that there is none.
    pub(super) paragraph: Option<Option<Colour>>,
    pub(super) cell: Option<Option<Colour>>,
}

impl Part {
    fn read(tree: &Tree<'_>, node: NodeId, palette: &mut Palette) -> Self {
        let run = tree.child(node, Tag::RPr).map(|node| Props::read(tree, node, palette)).unwrap_or_default();
        let shading = |tag| styles::shading(tree, tree.child(node, tag)?, palette);
        Self { run, paragraph: shading(Tag::PPr), cell: shading(Tag::TcPr) }
    }

    fn over(self, base: Self) -> Self {
        Self {
            run: self.run.over(base.run),
            paragraph: self.paragraph.or(base.paragraph),
            cell: self.cell.or(base.cell),
        }
    }
}

/// Parts of a table, the weakest first.
const PARTS: [&str; 12] = [
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstCol",
    "lastCol",
    "firstRow",
    "lastRow",
    "neCell",
    "nwCell",
    "seCell",
    "swCell",
];

/// A style of tables with all that it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct TableStyle {
    whole: Part,
    parts: Vec<(usize, Part)>,
    row_band: u32,
    column_band: u32,
}

/// A style of tables as it stands in the part.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    id: String,
    based_on: Option<String>,
    default: bool,
    whole: Part,
    parts: Vec<(usize, Part)>,
    row_band: Option<u32>,
    column_band: Option<u32>,
}

/// Which parts of its style a table shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    first_row: bool,
    last_row: bool,
    first_column: bool,
    last_column: bool,
    rows: bool,
    columns: bool,
}

/// Where a cell stands in its table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) rows: u32,
    pub(super) column: u32,
    /// Columns the cell takes.
    pub(super) width: u32,
    pub(super) columns: u32,
}

impl Raw {
    pub(super) fn read(tree: &Tree<'_>, node: NodeId, palette: &mut Palette) -> Option<Self> {
        let band = |tag| {
            let properties = tree.child(node, Tag::TblPr)?;
            tree.value_of(properties, tag)?.parse().ok()
        };
        let mut style = Self {
            id: tree.attribute(node, Attr::StyleId)?.into_owned(),
            based_on: tree.value_of(node, Tag::BasedOn).map(Into::into),
            default: tree.attribute(node, Attr::Default).is_some_and(|value| is_on(Some(&value))),
            row_band: band(Tag::RowBand),
            column_band: band(Tag::ColumnBand),
            ..Self::default()
        };
        style.whole = Part::read(tree, node, palette);
        for part in tree.children(node).filter(|&node| tree.tag(node) == Tag::TblStylePr) {
            let kind = tree.attribute(part, Attr::Type);
            match kind.as_deref() {
                Some("wholeTable") => style.whole = Part::read(tree, part, palette).over(style.whole),
                Some(kind) => {
                    let index = PARTS.iter().position(|name| *name == kind);
                    style.parts.extend(index.map(|index| (index, Part::read(tree, part, palette))));
                }
                None => {}
            }
        }
        Some(style)
    }
}

impl TableStyle {
    /// Resolves what styles inherit; gives them by id, and the one of tables that name none.
    pub(super) fn resolve(raw: Vec<Raw>) -> (FxHashMap<String, Self>, Self) {
        let by_id: FxHashMap<&str, usize> = raw.iter().enumerate().map(|(at, style)| (style.id.as_str(), at)).collect();
        let mut styles = FxHashMap::default();
        let mut default = Self::default();
        for (at, style) in raw.iter().enumerate() {
            let mut chain = vec![at];
            while let Some(base) = raw[chain[chain.len() - 1]].based_on.as_deref().and_then(|id| by_id.get(id))
                && chain.len() < CHAIN
                && !chain.contains(base)
            {
                chain.push(*base);
            }
            let chain = || chain.iter().map(|&at| &raw[at]);
            let mut resolved = Self {
                whole: chain().rev().fold(Part::default(), |base, style| style.whole.over(base)),
                parts: Vec::new(),
                row_band: chain().find_map(|style| style.row_band).unwrap_or(1),
                column_band: chain().find_map(|style| style.column_band).unwrap_or(1),
            };
            for index in 0..PARTS.len() {
                let mut own = chain().rev().flat_map(|style| &style.parts).filter(|(part, _)| *part == index);
                if let Some((_, first)) = own.next() {
                    resolved.parts.push((index, own.fold(*first, |base, (_, part)| part.over(base))));
                }
            }
            if style.default {
                default = resolved.clone();
            }
            styles.insert(style.id.clone(), resolved);
        }
        (styles, default)
    }

    /// What the style says of a cell.
    pub(super) fn cell(&self, shown: Shown, place: Place) -> Part {
        let mut out = self.whole;
        if self.parts.is_empty() {
            return out;
        }
        let first_row = shown.first_row && place.row == 0;
        let last_row = shown.last_row && place.row + 1 == place.rows && place.row > 0;
        let first_column = shown.first_column && place.column == 0;
        let last_column = shown.last_column && place.column + place.width >= place.columns && place.column > 0;
        // Bands are counted without the rows and columns at the edges.
        let band = |at: u32, skip: bool, size: u32| (at - u32::from(skip && at > 0)) / size.max(1) % 2;
        let row_band = band(place.row, shown.first_row, self.row_band);
        let column_band = band(place.column, shown.first_column, self.column_band);
        let in_rows = shown.rows && !first_row && !last_row;
        let in_columns = shown.columns && !first_column && !last_column;
        for (index, part) in &self.parts {
            let holds = match PARTS[*index] {
                "band1Vert" => in_columns && column_band == 0,
                "band2Vert" => in_columns && column_band == 1,
                "band1Horz" => in_rows && row_band == 0,
                "band2Horz" => in_rows && row_band == 1,
                "firstCol" => first_column,
                "lastCol" => last_column,
                "firstRow" => first_row,
                "lastRow" => last_row,
                "neCell" => first_row && last_column,
                "nwCell" => first_row && first_column,
                "seCell" => last_row && last_column,
                _ => last_row && first_column,
            };
            if holds {
                out = part.over(out);
            }
        }
        out
    }
}

impl Shown {
    /// Reads `w:tblLook`: attributes of today, else bits of the older form; without it the whole style shows.
    pub(super) fn read(tree: &Tree<'_>, properties: Option<NodeId>) -> Self {
        let look = properties.and_then(|node| tree.child(node, Tag::TblLook));
        let bits = look.and_then(|node| tree.attribute(node, Attr::Val));
        let bits = bits.and_then(|value| u16::from_str_radix(&value, 16).ok()).unwrap_or(0x04a0);
        let has = |name, bit: u16| match look.and_then(|node| tree.attribute(node, name)) {
            Some(value) => is_on(Some(&value)),
            None => bits & bit != 0,
        };
        Self {
            first_row: has(Attr::FirstRow, 0x20),
            last_row: has(Attr::LastRow, 0x40),
            first_column: has(Attr::FirstColumn, 0x80),
            last_column: has(Attr::LastColumn, 0x100),
            rows: !has(Attr::NoHBand, 0x200),
            columns: !has(Attr::NoVBand, 0x400),
        }
    }
}
