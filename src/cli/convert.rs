//! Old and rich text (.doc, .rtf) through LibreOffice, where it is installed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::source::Unreadable;
use crate::workspace::io_error;

/// Names of the program, and where it is put when it is not on the path.
const NAMES: [&str; 4] = ["soffice", "libreoffice", "soffice.com", "soffice.exe"];
const PLACES: [&str; 3] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
];

/// A letter takes seconds; longer than this the program hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// The ending of a kind of file that can be converted.
pub(super) fn ending(kind: Unreadable) -> Option<&'static str> {
    match kind {
        Unreadable::Doc => Some("doc"),
        Unreadable::Rtf => Some("rtf"),
        _ => None,
    }
}

/// Where LibreOffice is.
pub(super) fn office(path: Option<OsString>) -> Option<PathBuf> {
    let path = path.unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    let on_path = folders.iter().flat_map(|folder| NAMES.iter().map(|name| folder.join(name)));
    on_path.chain(PLACES.iter().map(PathBuf::from)).find(|program| program.is_file())
}

/// The bytes of a file as those of a .docx. Nothing but a temporary folder is written.
///
/// # Errors
/// Why not, in Russian.
pub(super) fn to_docx(program: &Path, bytes: &[u8], ending: &str) -> Result<Vec<u8>, String> {
    let folder = tempfile::Builder::new().prefix("yasno").tempdir().map_err(|error| io_error(&error))?;
    let letter = folder.path().join(format!("letter.{ending}"));
    std::fs::write(&letter, bytes).map_err(|error| io_error(&error))?;
    // A profile of its own: one that is open in a window would take the work over and do none of it.
    let profile = folder.path().join("profile").to_string_lossy().replace('\\', "/");
    let slash = if profile.starts_with('/') { "" } else { "/" };
    let mut child = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{slash}{profile}"))
        .args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"])
        .args([folder.path(), letter.as_path()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("LibreOffice не запустился: {}", io_error(&error)))?;
    wait(&mut child)?;
    std::fs::read(folder.path().join("letter.docx"))
        .map_err(|_| "LibreOffice не смог прочитать файл. Откройте его в редакторе и сохраните как .docx".to_owned())
}

fn wait(child: &mut Child) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return Ok(()),
            Ok(None) if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(50)),
            other => {
                // It may have ended by now; then there is nothing to stop.
                let _ = child.kill();
                let _ = child.wait();
                return Err(match other {
                    Err(error) => io_error(&error),
                    _ => "LibreOffice слишком долго читает файл. Сохраните его как .docx сами".to_owned(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_for_the_program_on_the_path_only_in_real_folders() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("soffice");
        assert_ne!(office(Some(folder.path().into())), Some(program.clone()));
        std::fs::write(&program, "").expect("a file");
        let path = std::env::join_paths([Path::new("."), folder.path()]).expect("a path");
        assert_eq!(office(Some(path)), Some(program));
    }

    #[test]
    fn a_program_that_gives_nothing_is_said() {
        let Some(nothing) = ["/bin/true", "/usr/bin/true"].iter().map(Path::new).find(|path| path.is_file()) else {
            return;
        };
        let said = to_docx(nothing, b"{\\rtf1}", "rtf").expect_err("no result");
        assert!(said.contains("сохраните как .docx"), "{said}");
    }
}
