//! Text into tokens and sentences, behind a small interface on the `anyseg` segmenter.

use std::ops::Range;
use std::sync::LazyLock;

/// Byte ranges of the tokens of a text, and for each sentence its range of tokens.
#[derive(Debug, Default)]
pub(super) struct Segments {
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) sentences: Vec<Range<usize>>,
}

static SEGMENTER: LazyLock<Option<anyseg::Segmenter>> = LazyLock::new(|| anyseg::Segmenter::new("ru").ok());

/// Splits a block's text.
pub(super) fn segment(text: &str) -> Segments {
    let Some(segmenter) = &*SEGMENTER else { return Segments::default() };
    let document = segmenter.segment(text);
    let tokens: Vec<Range<usize>> = document.tokens().iter().map(|span| span.start..span.end).collect();
    let mut sentences = Vec::with_capacity(document.sentence_count());
    let mut first = 0;
    for index in 0..document.sentence_count() {
        let end_byte = document.sentence(index).span.end;
        let end = first + tokens[first..].partition_point(|token| token.start < end_byte);
        if first < end {
            sentences.push(first..end);
        }
        first = end;
    }
    Segments { tokens, sentences }
}

/// The tokens of a short text, as [`segment`] would cut them.
pub fn tokenize(text: &str) -> impl Iterator<Item = &str> {
    let spans = SEGMENTER.as_ref().map(|segmenter| segmenter.tokenize(text)).unwrap_or_default();
    spans.into_iter().map(move |span| &text[span.start..span.end])
}
