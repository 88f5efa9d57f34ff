//! Yasno checks drafts of Russian official replies against plain-language orders.
//!
//! The data goes one way: bytes → [`document::Document`] → analysis → letter → rules → report.
//! See `docs/architecture.md`.

pub mod document;
pub mod language;
pub mod text;
