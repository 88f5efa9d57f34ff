//! Replacing stretches of a text.

use super::Span;

/// One replacement; an empty span inserts, an empty text deletes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

impl Edit {
    /// An edit that puts `text` in place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// Applies `edits` to `text`. They must be sorted and must not overlap: one that does not fit is left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        if range.start < at {
            continue;
        }
        let Some(kept) = text.get(at..range.start) else { continue };
        if text.get(range.clone()).is_none() {
            continue;
        }
        out.push_str(kept);
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applies_in_order_and_skips_overlaps() {
        let edits = [
            Edit::replace(Span::new(0, 2), "Б"),
            Edit::replace(Span::new(0, 4), "нет"),
            Edit::replace(Span::empty(4), "!"),
        ];
        assert_eq!(apply("абв", &edits), "Бб!в");
    }
}
