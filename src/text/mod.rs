//! Positions in text and changes to it. Knows nothing of letters or of Russian.

mod edit;
mod lines;
mod span;

pub use edit::{Edit, apply};
pub use lines::{Lines, Position};
pub use span::Span;
