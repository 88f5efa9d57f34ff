//! Words that would stand in notes at the end of the letter.

use crate::text::Span;

/// A stretch of the text that goes, and the note to which its place refers then. It is made when a person chooses it, as
/// a change of words at [`Level::Ask`](super::Level::Ask) is, and only where notes are more than words: in a document of an
/// office program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endnote {
    /// What is cut, in the document's text; the mark of the note stands there then.
    pub cut: Span,
    /// What the note says.
    pub text: String,
}
