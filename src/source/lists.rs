//! Numbers and levels of lists that are written with markers in plain text.

use super::lines::{Chunk, Class};
use crate::document::BlockKind;

/// The lists that are open at a place in the text.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Level>,
    count: u32,
}

#[derive(Debug)]
struct Level {
    class: Class,
    indent: u32,
    last: u32,
    list: u32,
}

impl Lists {
    /// The number of a new list.
    pub(super) fn number(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    /// Ends all lists: a heading or rule stands here.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }

    /// The kind of the block that `chunk` is, `base` levels deep in lists of another making.
    pub(super) fn kind(&mut self, chunk: &Chunk, base: u8) -> BlockKind {
        let Some(marker) = chunk.marker else {
            self.open.clear();
            return BlockKind::Paragraph;
        };
        let of_list = |level: &Level| {
            level.class == marker.class
                && level.indent.abs_diff(chunk.indent) <= 1
                // A list that starts over is another list.
                && (matches!(marker.class, Class::Sign(_)) || marker.number > level.last)
        };
        if let Some(at) = self.open.iter().rposition(of_list) {
            self.open.truncate(at + 1);
        } else {
            // Another sign at no greater indent: inside the list above if that can hold it, else in its place.
            let inside = |level: &Level| level.indent + 1 < chunk.indent || rank(level.class) < rank(marker.class);
            let keep = self.open.iter().rposition(inside).map_or(0, |at| at + 1);
            self.open.truncate(keep);
            let list = self.number();
            self.open.push(Level { class: marker.class, indent: chunk.indent, last: 0, list });
        }
        let level = base.saturating_add(u8::try_from(self.open.len() - 1).unwrap_or(u8::MAX));
        match self.open.last_mut() {
            Some(open) => {
                open.last = marker.number;
                BlockKind::ListItem { list: open.list, level }
            }
            None => BlockKind::Paragraph,
        }
    }
}

/// Which markers hold which in Russian documents: 1. – 1.1. – 1) – а) – dash.
const fn rank(class: Class) -> u8 {
    match class {
        Class::Dotted(depth) => {
            if depth < 9 {
                depth
            } else {
                9
            }
        }
        Class::Bracketed => 10,
        Class::Letter => 11,
        Class::Sign(_) => 12,
    }
}
