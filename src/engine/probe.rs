//! Measuring: which step of a check takes how long. The engine has no clock; who measures brings one.

use std::fmt::Debug;

/// Told of the steps of a check, which come one after the other.
pub trait Probe: Debug + Sync {
    /// A step begins.
    fn begin(&self);

    /// The step has ended: its name (the id of a rule), and how many places it has found.
    fn end(&self, name: &str, found: usize);
}
