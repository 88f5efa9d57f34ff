//! Checks of wording.

pub(super) mod split_predicate;
