//! Formatting as the reader's eye sees it.

use crate::text::Span;

/// The formatting of a stretch of text, as it is in effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Format {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined, other than a link's own underline.
    pub underline: bool,
    /// Struck out.
    pub strike: bool,
    /// Shown in capitals whatever the letters are.
    pub caps: bool,
    /// Shown in small capitals.
    pub small_caps: bool,
    /// Inline code, markup and the like: never checked for words.
    pub code: bool,
    /// Left out of checks by its author (style «Без проверки»).
    pub unchecked: bool,
}

/// A stretch of text with one formatting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where.
    pub span: Span,
    /// What.
    pub format: Format,
}
