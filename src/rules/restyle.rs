//! What of the looks of words a rule would have otherwise.

use crate::document::Effects;
use crate::text::Span;

/// One property of letters as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// No italic.
    Upright,
    /// No line below.
    NotUnderlined,
    /// Letters as typed: neither capitals nor small capitals by formatting.
    AsTyped,
    /// No bold.
    NotBold,
    /// Without these decorations.
    Without(Effects),
    /// Not marked with the highlighter pen.
    NotHighlighted,
    /// No shading behind the letters.
    NotShaded,
    /// The colour that goes with any background.
    AutomaticColour,
    /// The font of this name.
    Font(String),
    /// This size, in half-points.
    Size(u16),
    /// The usual space between letters.
    NotSpaced,
    /// On the line, not above or below.
    OnLine,
}

/// A change of looks that mends a finding. It is made when a person chooses it, as a change of words at
/// [`Level::Ask`](super::Level::Ask) is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restyle {
    /// Where, in the document's text; sorted, not overlapping.
    pub spans: Vec<Span>,
    /// What is set there.
    pub look: Look,
}

impl Restyle {
    /// A change of one stretch.
    pub fn of(span: Span, look: Look) -> Self {
        Self { spans: vec![span], look }
    }
}
