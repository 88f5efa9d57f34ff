//! The text of an open file, as the client has it.

use std::sync::Arc;

use tower_lsp_server::ls_types::TextDocumentContentChangeEvent;

use super::positions::{Encoding, LineStarts, Positions};

/// A text and its version.
#[derive(Clone, Debug)]
pub(super) struct Buffer {
    /// The text.
    pub(super) text: Arc<str>,
    /// Where its lines start.
    pub(super) starts: Arc<LineStarts>,
    /// The client's number of this text.
    pub(super) version: i32,
}

impl Buffer {
    pub(super) fn new(text: &str, version: i32) -> Self {
        Self { text: text.into(), starts: Arc::new(LineStarts::of(text)), version }
    }

    /// The text after the changes, which build on each other.
    pub(super) fn changed(&self, changes: &[TextDocumentContentChangeEvent], version: i32, encoding: Encoding) -> Self {
        let mut text = self.text.to_string();
        let mut starts = (*self.starts).clone();
        for (number, change) in changes.iter().enumerate() {
            match change.range {
                Some(range) => {
                    let span = Positions::new(&text, &starts, encoding).span(range);
                    text.replace_range(span.range(), &change.text);
                }
                None => text = change.text.clone(),
            }
            if number + 1 < changes.len() {
                starts = LineStarts::of(&text);
            }
        }
        Self::new(&text, version)
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp_server::ls_types::{Position, Range};

    use super::*;

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let position = |(line, character)| Position { line, character };
        let range = Some(Range { start: position(from), end: position(to) });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_build_on_each_other() {
        let buffer = Buffer::new("Добрый 😀 день\nвсем", 1);
        let changes =
            [change((0, 7), (0, 9), "и\nсветлый"), change((1, 7), (2, 0), " "), change((1, 17), (1, 17), "!")];
        let after = buffer.changed(&changes, 2, Encoding::Utf16);
        assert_eq!((&*after.text, after.version), ("Добрый и\nсветлый всем!", 2));
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "Иначе".to_owned() };
        assert_eq!(&*after.changed(&[whole], 3, Encoding::Utf16).text, "Иначе");
    }
}
