//! The program from end to end: what it prints, writes and returns.

mod add_word;
mod annotate;
mod card;
mod check;
mod config;
mod endnotes;
mod fix;
mod gate;
mod html;
mod init;
mod input;
mod kb;
mod lists;
mod odt;
mod report;
mod samples;
#[cfg(unix)]
mod terminal;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for a test, with a configuration that ends the search upwards.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.file("yasno.toml", "");
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).expect("a file")
    }

    fn yasno(&self, arguments: &[&str]) -> Ran {
        self.yasno_with(arguments, b"")
    }

    fn yasno_with(&self, arguments: &[&str], stdin: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_yasno"))
            .args(arguments)
            .current_dir(self.path())
            // What else is installed here must not count.
            .env("PATH", "")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that fails before it reads closes the pipe.
        let _ = child.stdin.take().expect("a pipe").write_all(stdin);
        Ran::of(child.wait_with_output().expect("the program ends"))
    }
}

/// What a run left.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    #[track_caller]
    fn fails_with(&self, parts: &[&str]) {
        assert_eq!(self.code, 2, "{self:?}");
        for part in parts {
            assert!(self.err.contains(part), "нет «{part}»: {}", self.err);
        }
        assert!(!self.err.contains("panicked") && !self.err.contains("сбой"), "{}", self.err);
    }

    /// The findings of JSON Lines.
    fn lines(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"))).collect()
    }
}

/// The samples of the project.
fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).to_string_lossy().into_owned()
}

/// A text with one warning, and no other fault.
const BAD: &str = "По вышеуказанному адресу выехал инспектор.\n";
/// A text without faults.
const GOOD: &str = "По этому адресу выехал инспектор.\n";
