//! Tests by tables. `[[…]]` is the hit, `{…}` in it the words that a class of the pattern matched.

mod agree;
mod anything;
mod case;
mod drop;
mod swap;

use std::sync::{Arc, LazyLock};

use super::*;
use crate::document::{Block, Builder, FileFormat, Format, PartId, SourceSpan};
use crate::language::{Lexicon, RuMorph, analyse};
use crate::text::{Span, apply};

static MORPH: LazyLock<Arc<RuMorph>> = LazyLock::new(|| Arc::new(RuMorph::bundled().expect("built-in dictionary")));

/// A marked sentence without its marks, and what they marked.
struct Marked {
    text: String,
    hit: Span,
    classes: Vec<Span>,
}

fn unmark(marked: &str) -> Marked {
    let mut text = String::new();
    let (mut start, mut end, mut class) = (0, 0, 0);
    let mut classes = Vec::new();
    let mut rest = marked;
    while let Some(at) =
        rest.find(["[[", "]]", "{", "}"].map(str::chars).map(|mut c| c.next().expect("mark")).as_slice())
    {
        text.push_str(&rest[..at]);
        let here = text.len() as u32;
        let sign = &rest[at..at + 1];
        match sign {
            "[" => start = here,
            "]" => end = here,
            "{" => class = here,
            _ => classes.push(Span::new(class, here)),
        }
        rest = &rest[at + if matches!(sign, "[" | "]") { 2 } else { 1 }..];
    }
    text.push_str(rest);
    Marked { text, hit: Span::new(start, end), classes }
}

/// Calls `with` on every sentence of a text.
pub(super) fn with_sentences<T>(text: &str, mut with: impl FnMut(SentenceView<'_>) -> T) -> Vec<T> {
    let mut builder = Builder::new(FileFormat::Text);
    builder.open(Block::default());
    let place = SourceSpan { part: PartId(0), span: Span::new(0, text.len() as u32) };
    builder.verbatim_text(text, place, Format::default());
    let document = builder.finish();
    let mut lexicon = Lexicon::new(MORPH.clone(), Arc::new(()));
    let analysis = analyse(&document, &mut lexicon);
    analysis.sentences(&document, &lexicon).map(&mut with).collect()
}

/// Calls `with` on the hit of a marked text.
pub(super) fn with_hit<T>(
    marked: &str,
    alternative: Option<usize>,
    mut with: impl FnMut(&Hit<'_>) -> T,
) -> (String, T) {
    let Marked { text, hit, classes } = unmark(marked);
    let found = with_sentences(&text, |view| {
        let inside = |token: &usize| hit.covers(view.token_span(*token));
        let start = (0..view.len()).find(inside)?;
        let end = (start..view.len()).take_while(inside).last()? + 1;
        let literal = (start..end).filter(|&t| !classes.iter().any(|class| class.covers(view.token_span(t)))).collect();
        Some(with(&Hit { view, tokens: start..end, literal, alternative }))
    });
    let found = found.into_iter().flatten().next().unwrap_or_else(|| panic!("no hit in {marked}"));
    (text, found)
}

/// One row: marked sentence, code, replacement, the sentence expected after the first proposal, its level. At
/// [`Level::Show`] the expectation is the text shown.
type Row = (&'static str, &'static str, &'static str, &'static str, Level);

fn check(rows: &[Row]) {
    let mut wrong = Vec::new();
    for &(marked, code, plain, expected, level) in rows {
        let code: FixCode = code.parse().expect("a fix code");
        let (text, proposals) = with_hit(marked, None, |hit| propose(code, hit, plain));
        let found = proposals.first().map(|first| match first.level {
            Level::Show => (first.label.clone(), Level::Show),
            level => (apply(&text, &first.edits), level),
        });
        let (found_text, found_level) = found.unwrap_or_else(|| (String::new(), Level::Show));
        if found_text != expected || found_level != level {
            wrong.push(format!("{marked}\n  want {level:?}: {expected}\n  have {found_level:?}: {found_text}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
