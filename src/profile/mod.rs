//! Which orders bind an authority, and how hard.

mod severity;

pub use severity::Severity;

/// A profile.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Its id.
    pub id: String,
}
