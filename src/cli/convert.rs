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
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

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

/// The bytes of a file as those of a .docx. Nothing but a temporary folder is written, and that is taken away.
///
/// # Errors
/// Why not, in Russian.
pub(super) fn to_docx(program: &Path, bytes: &[u8], ending: &str, patience: Duration) -> Result<Vec<u8>, String> {
    let folder = tempfile::Builder::new().prefix("yasno").tempdir().map_err(|error| io_error(&error))?;
    let letter = folder.path().join(format!("letter.{ending}"));
    std::fs::write(&letter, bytes).map_err(|error| io_error(&error))?;
    // A profile of its own: one that is open in a window would take the work over and do none of it.
    let profile = url(&folder.path().join("profile").to_string_lossy());
    let mut command = Command::new(program);
    // What is found on the path is a script that starts the program: both must stop together.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .arg(format!("-env:UserInstallation={profile}"))
        .args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"])
        .args([folder.path(), letter.as_path()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("LibreOffice не запустился: {}", io_error(&error)))?;
    wait(&mut child, patience)?;
    std::fs::read(folder.path().join("letter.docx"))
        .map_err(|_| "LibreOffice не смог прочитать файл. Откройте его в редакторе и сохраните как .docx".to_owned())
}

/// The address of a file: with all but plain signs encoded, as folders of users have blanks and Russian letters in them.
fn url(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut url = if path.starts_with('/') { "file://".to_owned() } else { "file:///".to_owned() };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' | b'~' => url.push(byte.into()),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

/// Stops a program and all that it has started.
fn stop(child: &mut Child) {
    let number = child.id();
    let mut killer = if cfg!(windows) {
        let mut killer = Command::new("taskkill");
        killer.args(["/T", "/F", "/PID", &number.to_string()]);
        killer
    } else {
        let mut killer = Command::new("/bin/sh");
        killer.args(["-c", &format!("kill -9 -{number}")]);
        killer
    };
    // Any of these may have ended by now; then there is nothing to stop.
    let _ = killer.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

fn wait(child: &mut Child, patience: Duration) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return Ok(()),
            Ok(None) if start.elapsed() < patience => std::thread::sleep(Duration::from_millis(50)),
            other => {
                stop(child);
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
    fn an_address_has_plain_signs_only() {
        assert_eq!(url("/tmp/a b"), "file:///tmp/a%20b");
        assert_eq!(url(r"C:\Users\Ян\x"), "file:///C:/Users/%D0%AF%D0%BD/x");
    }

    #[cfg(unix)]
    mod unix {
        use super::super::*;

        /// A folder with a program that is this script.
        fn script(text: &str) -> (tempfile::TempDir, PathBuf) {
            let folder = tempfile::tempdir().expect("a folder");
            let program = folder.path().join("soffice");
            // Written by another process: a file that this one has open to write cannot be run by a child that another
            // test starts meanwhile.
            let made = Command::new("sh")
                .args(["-c", "printf '#!/bin/sh\\n%s' \"$1\" >\"$2\" && chmod 755 \"$2\"", "sh", text])
                .arg(&program)
                .status();
            assert!(made.is_ok_and(|status| status.success()), "a program");
            (folder, program)
        }

        #[test]
        fn a_program_that_gives_nothing_is_said() {
            let (_folder, program) = script("exit 0");
            let said = to_docx(&program, b"{\\rtf1}", "rtf", PATIENCE).expect_err("no result");
            assert!(said.contains("сохраните как .docx"), "{said}");
        }

        #[test]
        fn the_result_is_read_and_no_file_stays() {
            // Writes down what it was told, and gives the letter back as the result.
            let (folder, program) = script(
                "cd \"$(dirname \"$0\")\"\nfor last; do :; done\nprintf '%s\\n' \"$@\" >told\n\
                 cp \"$last\" \"$(dirname \"$last\")/letter.docx\"\nmkdir \"$(dirname \"$last\")/profile\"",
            );
            assert_eq!(to_docx(&program, b"{\\rtf1}", "rtf", PATIENCE).as_deref(), Ok(&b"{\\rtf1}"[..]));
            let told = std::fs::read_to_string(folder.path().join("told")).expect("what was told");
            let letter = Path::new(told.lines().last().expect("a line"));
            let work = letter.parent().expect("a folder");
            assert_eq!(letter.file_name(), Some("letter.rtf".as_ref()));
            assert!(
                told.contains(&format!("UserInstallation={}", url(&work.join("profile").to_string_lossy()))),
                "{told}"
            );
            assert!(!work.exists(), "{told}");
        }

        #[test]
        fn a_program_that_hangs_is_stopped_with_all_it_started() {
            let (folder, program) = script("cd \"$(dirname \"$0\")\"\n(sleep 2; touch late) &\nwait");
            let said = to_docx(&program, b"", "doc", Duration::from_millis(300)).expect_err("no result");
            assert!(said.contains("слишком долго"), "{said}");
            std::thread::sleep(Duration::from_millis(2500));
            assert!(!folder.path().join("late").exists());
        }
    }
}
