//! The stretch of a line that is shown around a finding.

use unicode_width::UnicodeWidthChar;

/// A stretch of a line, and the marked bytes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Columns a character takes; a tab is shown as four spaces.
fn columns(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(0) }
}

const CUT: &str = "… ";
const CUT_END: &str = " …";

/// The line of `text` that holds `start`, cut around the mark to at most `width` columns. A mark that goes on in the next
/// line or does not fit is cut too. Looks no farther than the columns reach, however long the line is.
pub(super) fn window(text: &str, start: usize, end: usize, width: usize) -> Window {
    let width = width.max(30);
    let rest = &text[start..];
    // The end of the mark in this line.
    let mark_end = |limit: usize| {
        let mut used = 0;
        for (at, c) in rest.char_indices() {
            if start + at >= end || matches!(c, '\n' | '\r') {
                return (start + at, used);
            }
            if used + columns(c) > limit {
                return (start + at, used);
            }
            used += columns(c);
        }
        (text.len(), used)
    };
    let before = |limit: usize| {
        let mut used = 0;
        let mut from = start;
        for (at, c) in text[..start].char_indices().rev() {
            if matches!(c, '\n' | '\r') {
                return (from, used, true);
            }
            if used + columns(c) > limit {
                return (from, used, false);
            }
            used += columns(c);
            from = at;
        }
        (from, used, true)
    };
    let after = |from: usize, limit: usize| {
        let mut used = 0;
        for (at, c) in text[from..].char_indices() {
            if matches!(c, '\n' | '\r') {
                return (from + at, used, true);
            }
            if used + columns(c) > limit {
                return (from + at, used, false);
            }
            used += columns(c);
        }
        (text.len(), used, true)
    };
    let room = width - CUT.len().max(CUT_END.len());
    let (stop, mark) = mark_end(room * 3 / 4);
    let spare = room - mark;
    let (_, left_all, left_whole) = before(spare);
    let (_, right_all, right_whole) = after(stop, spare);
    // Half the room on either side; what one side does not need the other gets.
    let (left, right) = if left_whole && right_whole && left_all + right_all <= spare {
        (left_all, right_all)
    } else {
        let left = left_all.min(spare.saturating_sub(right_all).max(spare / 2));
        (left, spare - left)
    };
    let (mut from, _, at_start) = before(left);
    let (mut to, _, at_end) = after(stop, right);
    if !at_start {
        from = text[from..start].find(' ').map_or(from, |at| from + at + 1);
    }
    if !at_end {
        to = text[stop..to].rfind(' ').map_or(to, |at| stop + at);
    }
    let head = if at_start { "" } else { CUT };
    let tail = if at_end { "" } else { CUT_END };
    let offset = |at: usize| head.len() + at - from;
    Window { start: offset(start), end: offset(stop), text: format!("{head}{}{tail}", &text[from..to]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, mark: &str, width: usize) -> String {
        let start = text.find(mark).expect("the mark");
        let found = window(text, start, start + mark.len(), width);
        format!("{}[{}]{}", &found.text[..found.start], &found.text[found.start..found.end], &found.text[found.end..])
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(shown("раз\nдва три четыре\nпять", "три", 40), "два [три] четыре");
        assert_eq!(shown("три", "три", 40), "[три]");
        assert_eq!(shown("а\r\nтри\r\nб", "три", 40), "[три]");
    }

    #[test]
    fn a_long_line_is_cut_at_words() {
        let line = format!("{}середина {}", "слово ".repeat(50), "конец ".repeat(50));
        assert_eq!(shown(&line, "середина", 50), "… слово слово слово [середина] конец конец конец …");
        assert_eq!(shown(&line, "слово слово", 50), "[слово слово] слово слово слово слово слово …");
    }

    #[test]
    fn a_mark_too_long_or_over_lines_is_cut() {
        let line = "слово ".repeat(50);
        let found = window(&line, 0, line.len(), 40);
        assert!(found.text.chars().count() <= 40 && found.start == 0 && found.end > 20, "{found:?}");
        assert_eq!(shown("раз два\nтри", "два\nтри", 40), "раз [два]");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let line = "漢字".repeat(40) + "да";
        let found = window(&line, line.len() - 4, line.len(), 40);
        assert!(found.text.chars().map(columns).sum::<usize>() <= 40, "{found:?}");
        assert!(found.text.ends_with("да"));
    }
}
