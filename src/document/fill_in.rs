//! Lines to write on, which are drawn by underlining blanks.

use super::Format;

/// Underlined stretches of nothing but blanks and underscores are lines to write on: they carry no underline. `text` gives
/// what a piece of a paragraph says and how it is formatted; pieces of other kinds give nothing.
pub(crate) fn clear_fill_in<P>(pieces: &mut [P], text: impl Fn(&mut P) -> Option<(&str, &mut Format)>) {
    let mut at = 0;
    while at < pieces.len() {
        let (mut end, mut words) = (at, false);
        while let Some(piece) = pieces.get_mut(end) {
            match text(piece) {
                Some((text, format)) if format.underline => {
                    words |= text.chars().any(|c| !c.is_whitespace() && c != '_');
                }
                Some(_) => break,
                None => {}
            }
            end += 1;
        }
        if !words {
            for (_, format) in pieces[at..end].iter_mut().filter_map(&text) {
                format.underline = false;
            }
        }
        at = end + 1;
    }
}
