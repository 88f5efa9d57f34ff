//! What a paragraph gets from where it stands: from the table, the cell, the shape around it.

use super::props::Props;
use crate::document::{Background, Colour, Effects};

/// Formatting that comes from outside a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    /// What the table's style says of runs.
    pub(super) run: Props,
    /// Shading of the paragraph; the inner `None` says that there is none.
    pub(super) paragraph: Option<Option<Colour>>,
    /// What the table's style says of the shading of paragraphs.
    pub(super) table_paragraph: Option<Option<Colour>>,
    /// Shading of the cell.
    pub(super) cell: Option<Colour>,
    /// Fill of the text box.
    pub(super) shape: Option<Background>,
    /// Decorations of everything here.
    pub(super) effects: Effects,
}
