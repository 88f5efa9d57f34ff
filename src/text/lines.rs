//! Byte offsets as lines and columns, for people and for protocols.

use line_index::{LineIndex, TextSize, WideEncoding, WideLineCol};

/// A place in a text, both numbers from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column, in the unit that was asked for.
    pub column: u32,
}

/// The line starts of one text.
#[derive(Debug, Clone)]
pub struct Lines {
    index: LineIndex,
}

impl Lines {
    /// Finds the line starts of `text`.
    pub fn new(text: &str) -> Self {
        Self { index: LineIndex::new(text) }
    }

    /// Line and column in characters (code points): what a person counts.
    pub fn chars(&self, at: u32) -> Position {
        self.wide(WideEncoding::Utf32, at)
    }

    /// Line and column in UTF-16 units: what most editors count.
    pub fn utf16(&self, at: u32) -> Position {
        self.wide(WideEncoding::Utf16, at)
    }

    /// Line and column in bytes of UTF-8.
    pub fn bytes(&self, at: u32) -> Position {
        let byte = self.index.line_col(TextSize::from(at).min(self.index.len()));
        Position { line: byte.line, column: byte.col }
    }

    fn wide(&self, encoding: WideEncoding, at: u32) -> Position {
        let at = TextSize::from(at).min(self.index.len());
        let byte = self.index.line_col(at);
        let wide = self.index.to_wide(encoding, byte).unwrap_or(WideLineCol { line: byte.line, col: byte.col });
        Position { line: wide.line, column: wide.col }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_cyrillic_and_emoji_as_people_do() {
        let lines = Lines::new("да\nё😀й");
        let last = "да\nё😀".len() as u32;
        assert_eq!(lines.chars(last), Position { line: 1, column: 2 });
        assert_eq!(lines.utf16(last), Position { line: 1, column: 3 });
        assert_eq!(lines.bytes(last), Position { line: 1, column: 6 });
    }
}
