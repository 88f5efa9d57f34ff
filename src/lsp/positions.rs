//! Byte offsets as the client's lines and columns, and back.

use std::cell::Cell;

use tower_lsp_server::ls_types::{Position, PositionEncodingKind, Range};

use crate::text::Span;

/// The unit in which the client counts columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 units: what every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The one that costs least of those the client knows.
    pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offered = offered.unwrap_or_default();
        let known = |kind: &PositionEncodingKind| offered.contains(kind);
        match () {
            () if known(&PositionEncodingKind::UTF8) => Self::Utf8,
            () if known(&PositionEncodingKind::UTF16) || !known(&PositionEncodingKind::UTF32) => Self::Utf16,
            () => Self::Utf32,
        }
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> u32 {
        match self {
            Self::Utf8 => c.len_utf8() as u32,
            Self::Utf16 => c.len_utf16() as u32,
            Self::Utf32 => 1,
        }
    }

    fn width_of(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => text.len() as u32,
            _ => text.chars().map(|c| self.width(c)).sum(),
        }
    }
}

/// Where the lines of a text start. Lines end with LF, CR LF or CR, as in the protocol.
#[derive(Clone, Debug)]
pub(super) struct LineStarts(Vec<u32>);

impl LineStarts {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at as u32 + 1);
            }
        }
        Self(starts)
    }

    fn line_of(&self, at: u32) -> usize {
        self.0.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The line as it is seen, without its end.
    fn line<'a>(&self, text: &'a str, line: usize) -> (u32, &'a str) {
        let start = self.0[line];
        let end = self.0.get(line + 1).map_or(text.len(), |&end| end as usize);
        (start, text[start as usize..end].trim_end_matches(['\n', '\r']))
    }
}

/// Converts positions in one text.
#[derive(Debug)]
pub(super) struct Positions<'a> {
    text: &'a str,
    starts: &'a LineStarts,
    encoding: Encoding,
    /// The last place asked for, as bytes and column: findings come in order of place, and a line may be long.
    last: Cell<(u32, u32)>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str, starts: &'a LineStarts, encoding: Encoding) -> Self {
        Self { text, starts, encoding, last: Cell::new((0, 0)) }
    }

    /// The byte of a position; one past the end of its line or of the text counts as that end, as the protocol asks.
    pub(super) fn byte(&self, position: Position) -> u32 {
        let line = position.line as usize;
        if line >= self.starts.0.len() {
            return self.text.len() as u32;
        }
        let (start, line) = self.starts.line(self.text, line);
        let mut column = 0;
        for (at, c) in line.char_indices() {
            // A column inside a character is taken for its beginning.
            if column + self.encoding.width(c) > position.character {
                return start + at as u32;
            }
            column += self.encoding.width(c);
        }
        start + line.len() as u32
    }

    /// The bytes of a range.
    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.byte(range.start), self.byte(range.end))
    }

    /// The position of a byte; inside a character it is that character's beginning.
    pub(super) fn position(&self, at: u32) -> Position {
        let mut at = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.line_of(at as u32);
        let start = self.starts.0[line];
        let (byte, column) = self.last.get();
        let (from, before) = if start <= byte && byte as usize <= at { (byte, column) } else { (start, 0) };
        let column = before + self.encoding.width_of(&self.text[from as usize..at]);
        self.last.set((at as u32, column));
        Position { line: line as u32, character: column }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The words of the line at a byte, for what is shown at a point.
    pub(super) fn line_at(&self, at: u32) -> Span {
        let (start, line) = self.starts.line(self.text, self.starts.line_of(at.min(self.text.len() as u32)));
        let words = line.trim();
        let start = start + (line.len() - line.trim_start().len()) as u32;
        Span::new(start, start + words.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "да\r\nё😀й\rнет\n";

    #[test]
    fn counts_in_each_unit() {
        let starts = LineStarts::of(TEXT);
        let after = TEXT.find('й').unwrap() as u32;
        for (encoding, column) in [(Encoding::Utf8, 6), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            let positions = Positions::new(TEXT, &starts, encoding);
            assert_eq!(positions.position(after), Position { line: 1, character: column });
            assert_eq!(positions.byte(Position { line: 1, character: column }), after);
        }
    }

    #[test]
    fn stays_in_the_line_and_in_the_text() {
        let starts = LineStarts::of(TEXT);
        let positions = Positions::new(TEXT, &starts, Encoding::Utf16);
        assert_eq!(positions.byte(Position { line: 0, character: 99 }), 4, "before the line end");
        assert_eq!(positions.byte(Position { line: 9, character: 0 }), TEXT.len() as u32);
        assert_eq!(positions.byte(Position { line: 1, character: 2 }), TEXT.find('😀').unwrap() as u32, "half of it");
        assert_eq!(positions.position(TEXT.len() as u32), Position { line: 3, character: 0 });
        assert_eq!(positions.position(3), Position { line: 0, character: 1 }, "inside a letter");
    }

    #[test]
    fn asks_in_any_order() {
        let starts = LineStarts::of(TEXT);
        let positions = Positions::new(TEXT, &starts, Encoding::Utf16);
        for at in [14, 2, 8, 0, 16] {
            let fresh = Positions::new(TEXT, &starts, Encoding::Utf16);
            assert_eq!(positions.position(at), fresh.position(at), "{at}");
        }
    }

    #[test]
    fn takes_what_the_client_knows() {
        use PositionEncodingKind as Kind;
        let negotiate = |offered: &[Kind]| Encoding::negotiate(Some(offered));
        assert_eq!(negotiate(&[Kind::UTF16, Kind::UTF8]), Encoding::Utf8);
        assert_eq!(negotiate(&[Kind::UTF32]), Encoding::Utf32);
        assert_eq!(negotiate(&[Kind::UTF32, Kind::UTF16]), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(None), Encoding::Utf16);
    }
}
