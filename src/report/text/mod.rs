//! The text format: for people.

mod frame;
mod summary;
mod window;

pub use frame::findings;
pub use summary::{notes, summary};

/// How the text looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// With colours.
    pub colour: bool,
}
