//! Which orders bind an authority, and how hard.

mod severity;

pub use severity::Severity;

/// A profile.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// The built-in profile it is made from: severities in rule files name that one.
    pub base: String,
}

impl Profile {
    /// True when the order of a clause («002 3.10(1)») binds under the profile.
    pub fn binds(&self, _clause: &str) -> bool {
        true
    }
}
