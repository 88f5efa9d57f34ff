//! `--changed-since`: which files git has seen change.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::io_error;

/// Files that changed, by their real paths.
#[derive(Debug)]
pub(super) struct Changed(BTreeSet<PathBuf>);

impl Changed {
    /// True when the file at this path changed.
    pub(super) fn contains(&self, path: &Path) -> bool {
        std::fs::canonicalize(path).is_ok_and(|path| self.0.contains(&path))
    }
}

/// What changed since a version, new files among it. A branch counts from where the current one left it.
pub(super) fn since(version: &str) -> Result<Changed, String> {
    // Else git would take it for an option.
    if version.is_empty() || version.starts_with('-') {
        return Err(format!("--changed-since: нет версии «{version}»"));
    }
    let root = git(&["rev-parse", "--show-toplevel"], Path::new("."))
        .map_err(|error| format!("--changed-since: здесь нет репозитория git ({error})"))?;
    let root = std::fs::canonicalize(text(&root).trim_end_matches(['\r', '\n'])).map_err(|error| io_error(&error))?;
    let commit = format!("{version}^{{commit}}");
    git(&["rev-parse", "--verify", "--quiet", &commit], &root).map_err(|_| {
        format!(
            "--changed-since: в git нет версии «{version}». На сервере сборки загрузите историю: git fetch origin {version}"
        )
    })?;
    // A copy without history has no common ancestor: then the version itself.
    let from = git(&["merge-base", &commit, "HEAD"], &root).map(|found| text(&found).trim().to_owned());
    let from = from.unwrap_or(commit);
    let told = |error| format!("--changed-since: {error}");
    let changed = git(&["diff", "--name-only", "--no-renames", "-z", "--diff-filter=d", &from, "--"], &root);
    let new = git(&["ls-files", "--others", "--exclude-standard", "-z"], &root);
    let names = [changed.map_err(told)?, new.map_err(told)?].concat();
    let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(Changed(names.filter_map(|name| std::fs::canonicalize(root.join(path(name)?)).ok()).collect()))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(unix)]
fn path(name: &[u8]) -> Option<&OsStr> {
    Some(std::os::unix::ffi::OsStrExt::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> Option<&OsStr> {
    std::str::from_utf8(name).ok().map(OsStr::new)
}

fn git(arguments: &[&str], folder: &Path) -> Result<Vec<u8>, String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "программа git не установлена".to_owned(),
        _ => io_error(&error),
    })?;
    if output.status.success() { Ok(output.stdout) } else { Err(text(&output.stderr).trim().to_owned()) }
}
