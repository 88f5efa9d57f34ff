//! Yasno checks drafts of Russian official replies against plain-language orders.
//!
//! The data goes one way: bytes → [`document::Document`] → analysis → letter → rules → report.
//! See `docs/architecture.md`.

pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod data;
pub mod document;
pub mod docx;
pub mod engine;
pub mod fix;
#[cfg(feature = "cli")]
pub mod kb;
pub mod language;
pub mod letter;
#[cfg(feature = "cli")]
pub mod lsp;
#[cfg(feature = "cli")]
pub mod monitoring;
pub mod odt;
pub mod pattern;
pub mod profile;
pub mod register;
pub mod report;
pub mod requirement;
pub mod rules;
pub mod source;
pub mod text;
#[cfg(feature = "cli")]
pub mod workspace;
