//! The pages of the rules as files, so that a link at a finding opens one without a network.
//!
//! They are written once per version into the user's cache folder and hold nothing of any letter. Where that is not
//! possible findings have no links; the same words are shown at the finding (`hover`).

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tower_lsp_server::ls_types::Uri;

use crate::rules::embedded;
use crate::rules::page::pages;

/// The addresses of the pages by rule, once they are there.
static PAGES: OnceLock<BTreeMap<&'static str, Uri>> = OnceLock::new();

/// The address of a rule's page.
pub(super) fn link(rule: &str) -> Option<Uri> {
    PAGES.get()?.get(rule).cloned()
}

/// Writes the pages unless they are there. Without them the server does all else.
pub(super) fn prepare() {
    if let Some(folder) = cache().map(|cache| cache.join("yasno").join(version()))
        && write(&folder).is_some()
    {
        let page = |rule: &'static str| Some((rule, Uri::from_file_path(folder.join(format!("{rule}.md")))?));
        let _ = PAGES.set(embedded::rules().filter_map(|source| page(source.name())).collect());
    }
}

/// Where programs keep what can be made anew.
fn cache() -> Option<PathBuf> {
    let folder = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    folder("XDG_CACHE_HOME").or_else(|| match () {
        () if cfg!(windows) => folder("LOCALAPPDATA"),
        () if cfg!(target_os = "macos") => folder("HOME").map(|home| home.join("Library/Caches")),
        () => folder("HOME").map(|home| home.join(".cache")),
    })
}

/// Tells the pages of one program from those of another.
fn version() -> String {
    let mut hasher = DefaultHasher::new();
    for source in embedded::rules().chain(embedded::tables()) {
        source.text.hash(&mut hasher);
    }
    format!("rules-{}-{:08x}", env!("CARGO_PKG_VERSION"), hasher.finish() as u32)
}

/// The folder appears with all its pages, or not at all.
fn write(folder: &Path) -> Option<()> {
    if folder.is_dir() {
        return Some(());
    }
    let above = folder.parent()?;
    std::fs::create_dir_all(above).ok()?;
    let new = tempfile::tempdir_in(above).ok()?;
    for (name, text) in pages().ok()? {
        std::fs::write(new.path().join(name), text).ok()?;
    }
    // Another server may have been quicker.
    std::fs::rename(new.path(), folder).ok().or_else(|| folder.is_dir().then_some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_appear_whole_and_once() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join("yasno").join(version());
        write(&folder).unwrap();
        let page = std::fs::read_to_string(folder.join("bureaucratese.md")).unwrap();
        assert!(page.contains("## Плохо и хорошо"), "{page}");
        std::fs::write(folder.join("bureaucratese.md"), "та же").unwrap();
        write(&folder).unwrap();
        assert_eq!(std::fs::read_to_string(folder.join("bureaucratese.md")).unwrap(), "та же");
        assert_eq!(std::fs::read_dir(cache.path().join("yasno")).unwrap().count(), 1, "nothing else is left");
    }
}
