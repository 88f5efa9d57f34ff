//! The letter as it is read: blocks of text with their formatting, links and origin in the file.
//!
//! A `Document` is made once by a reader through [`Builder`] and never changes. Its text holds every word a person
//! reads, once, in reading order; a [`SourceMap`] says for each stretch where it stands in the file.

mod appearance;
mod block;
mod builder;
mod fill_in;
mod format;
mod map;

pub use appearance::{
    Appearance, Background, Backing, Colour, Drawn, Effects, Font, FontClass, FontId, Page, Watermark,
};
pub use block::{Block, BlockKind, Cell, Story};
pub use builder::{Builder, needs_cleaning};
pub(crate) use fill_in::clear_fill_in;
pub use format::{Format, Stretch};
pub use map::{PartId, Segment, SegmentKind, SourceMap, SourceSpan};

use crate::text::Span;

/// What kind of file a document was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// Web page.
    Html,
    /// Office Open XML text document.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Excel workbook: tables only.
    Xlsx,
}

impl FileFormat {
    /// True where a line that is added to the text is a line to the reader: elsewhere a paragraph is more than text.
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }

    /// True for files of office programs, whose blocks are paragraphs with formatting.
    pub const fn is_office(self) -> bool {
        matches!(self, Self::Docx | Self::Odt)
    }
}

/// A link and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words of the link.
    pub span: Span,
    /// Its target as written in the file.
    pub target: String,
}

/// An author's remark to the program in the file (a comment such as «ясно: пропустить …»), not part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What the remark says, without comment marks.
    pub text: String,
    /// The stretch of text it is anchored on; empty, at the place where it stands, when it is anchored on none.
    pub anchor: Span,
    /// Where the remark stands in the file.
    pub source: SourceSpan,
}

/// The metadata block of a file, not part of the text: YAML front matter, or the custom properties of a .docx.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Its text: YAML for Markdown and text; for .docx properties one `key: value` line each.
    pub text: String,
    /// Byte offset of `text` in the file's text; `None` when it was made from properties.
    pub offset: Option<u32>,
}

/// Something the reader could not take over, said to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWarning {
    /// What, in Russian.
    pub message: String,
    /// The part of the file, where there are parts.
    pub part: Option<String>,
}

/// One letter, as read. See the module's text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    format: FileFormat,
    text: String,
    source: Option<String>,
    blocks: Vec<Block>,
    stretches: Vec<Stretch>,
    drawn: Vec<Drawn>,
    fonts: Vec<Font>,
    page: Page,
    links: Vec<Link>,
    directives: Vec<Directive>,
    front_matter: Option<FrontMatter>,
    warnings: Vec<ReadWarning>,
    map: SourceMap,
}

impl Document {
    /// The format of the file.
    pub fn format(&self) -> FileFormat {
        self.format
    }

    /// All text of all blocks. Between blocks stand line ends, and in plain text list markers; no finding may lie there.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The decoded text of the file itself (without a byte order mark); `None` when the file is not text.
    pub fn source(&self) -> Option<&str> {
        match (&self.source, self.format) {
            (Some(source), _) => Some(source),
            (None, FileFormat::Docx | FileFormat::Odt | FileFormat::Xlsx) => None,
            // The text is the file: kept once.
            (None, _) => Some(&self.text),
        }
    }

    /// Blocks in reading order; their spans rise and do not overlap.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Stretches with other than default formatting, sorted, not overlapping.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// How the text is drawn: stretches that the file says anything of, sorted, not overlapping.
    pub fn drawn(&self) -> &[Drawn] {
        &self.drawn
    }

    /// The fonts that the text is drawn in.
    pub fn fonts(&self) -> &[Font] {
        &self.fonts
    }

    /// A font of [`Appearance::font`].
    pub fn font(&self, id: FontId) -> Option<&Font> {
        self.fonts.get(usize::from(id.0))
    }

    /// What lies behind the whole text.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// How the byte `at` is drawn.
    pub fn appearance_at(&self, at: u32) -> Appearance {
        let next = self.drawn.partition_point(|drawn| drawn.span.start <= at);
        match next.checked_sub(1).map(|index| self.drawn[index]) {
            Some(drawn) if drawn.span.contains(at) => drawn.appearance,
            _ => Appearance::default(),
        }
    }

    /// Links, sorted by place.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Authors' remarks to the program, sorted by place.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// The metadata of the file.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        self.front_matter.as_ref()
    }

    /// What the reader had to leave out.
    pub fn warnings(&self) -> &[ReadWarning] {
        &self.warnings
    }

    /// Where the text stands in the file.
    pub fn map(&self) -> &SourceMap {
        &self.map
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The block that holds the byte `at`.
    pub fn block_at(&self, at: u32) -> Option<usize> {
        let next = self.blocks.partition_point(|block| block.span.start <= at);
        let index = next.checked_sub(1)?;
        (at <= self.blocks[index].span.end).then_some(index)
    }

    /// The formatting in effect at the byte `at`.
    pub fn format_at(&self, at: u32) -> Format {
        let next = self.stretches.partition_point(|stretch| stretch.span.start <= at);
        match next.checked_sub(1).map(|index| self.stretches[index]) {
            Some(stretch) if stretch.span.contains(at) => stretch.format,
            _ => Format::default(),
        }
    }
}
