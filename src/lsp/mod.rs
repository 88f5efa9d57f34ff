//! The language server: findings in the editor while one writes.
//!
//! ```text
//! client ── server ──> actor ──> checker threads
//!              ^         │  ^────────┘
//!              └─────────┘ answers, diagnostics
//! ```
//!
//! [`server`] only puts what the client says into one queue, before it waits for anything, so that nothing overtakes.
//! [`actor`], a thread of its own, owns all state. [`checker`] threads check immutable snapshots and stop when the text
//! has moved on. A request is answered when the text as it then stands has been checked.

mod actions;
mod actor;
mod buffer;
mod checker;
mod completion;
mod diagnostics;
mod folder;
mod hover;
mod lens;
mod pages;
mod positions;
mod seen;
mod server;
mod settings;
mod symbols;
#[cfg(test)]
mod tests;
mod watch;

pub use server::run;

use std::path::PathBuf;

use tower_lsp_server::ls_types::Uri;

/// The path of a file on the disk; texts that are not saved have none, though their addresses look alike.
fn path_of(uri: &Uri) -> Option<PathBuf> {
    let saved = uri.as_str().starts_with("file:");
    uri.to_file_path().filter(|_| saved).map(std::borrow::Cow::into_owned)
}
