//! Blocks: what stands on lines of its own.

use super::PartId;
use crate::text::Span;

/// Where in the document a block stands. No pattern crosses from one block to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Story {
    /// The main text, table cells included (see [`Block::cell`]).
    #[default]
    Body,
    /// A page header.
    Header,
    /// A page footer.
    Footer,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
    /// A text box.
    TextBox,
}

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Ordinary paragraph.
    #[default]
    Paragraph,
    /// Heading; level from 1.
    Heading {
        /// Level from 1.
        level: u8,
    },
    /// Item of a list. Its marker is not part of the block's span.
    ListItem {
        /// Number of the list in the document: items of one list share it.
        list: u32,
        /// Nesting from 0.
        level: u8,
    },
    /// Code or another verbatim block: never checked for words.
    Code,
}

/// The place of a block in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Number of the table in the document.
    pub table: u32,
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
}

/// One block of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub story: Story,
    /// Its text, without list marker and line end.
    pub span: Span,
    /// The table cell it stands in.
    pub cell: Option<Cell>,
    /// True inside a block quotation: another's words.
    pub quote: bool,
    /// True when line ends inside the block end lines for the reader too (verse, signature, address), not soft wraps.
    pub hard_lines: bool,
    /// True when it stands in the right half of the page: its lines end at the right edge, or begin far from the left one.
    /// Only a document of an office program tells.
    pub right: bool,
    /// The part of the file, and the number of the paragraph in it from 0, for people («абзац 5»).
    pub origin: (PartId, u32),
}
