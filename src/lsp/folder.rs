//! Checks the letters of a folder, on request only: letters that are open are checked as they are written.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::buffer::Buffer;
use super::checker::Snapshot;
use super::positions::Encoding;
use super::settings::{self, Settings};
use crate::source::MAX_BYTES;

/// Endings of letters that an editor of text shows.
const TEXTS: [&str; 3] = ["md", "markdown", "txt"];
/// Endings of letters that it does not show; they are counted.
const OTHERS: [&str; 3] = ["docx", "odt", "doc"];

/// What has been done.
#[derive(Debug)]
pub(super) enum Step {
    /// What was found in a letter: the how-manieth it is, of how many.
    Letter { uri: Uri, diagnostics: Vec<Diagnostic>, done: usize, of: usize },
    /// All letters have been checked, or the rest is not wanted.
    End(Summary),
}

/// What came of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Letters checked.
    pub(super) letters: usize,
    /// Findings in them.
    pub(super) findings: usize,
    /// Files that could not be read, and why.
    pub(super) unread: Vec<String>,
    /// Letters of a kind that the editor does not show.
    pub(super) others: usize,
    /// True when the user stopped it.
    pub(super) stopped: bool,
}

impl Summary {
    /// For people.
    pub(super) fn text(&self) -> String {
        let begin = if self.stopped { "Проверка остановлена. " } else { "" };
        let mut text = format!("{begin}Проверено писем: {}, замечаний: {}.", self.letters, self.findings);
        if self.others > 0 {
            text.push_str(&format!(
                " Писем .docx, .odt и .doc: {}, их проверит команда yasno check в терминале.",
                self.others
            ));
        }
        if !self.unread.is_empty() {
            text.push_str(&format!(" Не прочитаны: {}.", self.unread.join("; ")));
        }
        text
    }
}

/// Checks the letters below a folder.
pub(super) fn check(
    folder: &Path,
    mut settings: Settings,
    encoding: Encoding,
    cancel: &Arc<AtomicBool>,
    steps: &UnboundedSender<Step>,
) {
    let mut summary = Summary::default();
    let letters = letters(folder, &mut summary);
    for (index, path) in letters.iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            summary.stopped = true;
            break;
        }
        match one(path, &mut settings, encoding, cancel) {
            Ok(Some((uri, diagnostics))) => {
                summary.letters += 1;
                summary.findings += diagnostics.len();
                let _ = steps.send(Step::Letter { uri, diagnostics, done: index + 1, of: letters.len() });
            }
            Ok(None) => {}
            Err(reason) => summary.unread.push(format!("{}: {reason}", path.display())),
        }
    }
    let _ = steps.send(Step::End(summary));
}

fn letters(folder: &Path, summary: &mut Summary) -> Vec<PathBuf> {
    let mut letters = Vec::new();
    let walk = ignore::WalkBuilder::new(folder).add_custom_ignore_filename(".yasnoignore").require_git(false).build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let ending = entry.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default();
                match ending.to_lowercase().as_str() {
                    ending if TEXTS.contains(&ending) => letters.push(entry.into_path()),
                    ending if OTHERS.contains(&ending) => summary.others += 1,
                    _ => {}
                }
            }
            Ok(_) => {}
            Err(error) => summary.unread.push(error.to_string()),
        }
    }
    letters.sort();
    letters
}

/// A letter's diagnostics; `None` when the rest is not wanted.
fn one(
    path: &Path,
    settings: &mut Settings,
    encoding: Encoding,
    cancel: &Arc<AtomicBool>,
) -> Result<Option<(Uri, Vec<Diagnostic>)>, String> {
    let size = std::fs::metadata(path).map_err(|error| crate::workspace::io_error(&error))?.len();
    if size > MAX_BYTES as u64 {
        return Err("файл слишком большой".to_owned());
    }
    let text = crate::workspace::text_of(path)?;
    let number = settings.number(Some(path));
    if let Some(task) = settings.task(number) {
        // What is wrong with settings is said when a letter is opened, and by this.
        let (rules, faults) = settings::load(&task)?;
        if let Some(fault) = faults.first() {
            settings.give_up(number);
            return Err(fault.clone());
        }
        settings.keep(number, rules);
    }
    let (Some(rules), Some(uri)) = (settings.of(number), Uri::from_file_path(path)) else { return Ok(None) };
    let is_markdown = path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("txt"));
    let snapshot = Snapshot {
        uri,
        buffer: Buffer::new(&text, 0),
        name: if is_markdown { "letter.md" } else { "letter.txt" },
        path: Some(path.to_owned()),
        rules: rules.clone(),
        encoding,
        cancel: cancel.clone(),
    };
    Ok(snapshot.check().map(|seen| (snapshot.uri, seen.diagnostics)))
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::super::settings::Wishes;
    use super::*;

    fn steps(folder: &Path, cancelled: bool) -> Vec<Step> {
        let (send, mut taken) = unbounded_channel();
        let settings = Settings::new(Wishes::default(), Vec::new());
        check(folder, settings, Encoding::Utf16, &Arc::new(AtomicBool::new(cancelled)), &send);
        std::iter::from_fn(|| taken.try_recv().ok()).collect()
    }

    #[test]
    fn all_letters_are_checked_or_named() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
        write("a.md", "Данный вопрос решён.\n".as_bytes());
        write("b.TXT", "Данный вопрос решён.\n".as_bytes());
        write("c.txt", &[0xC4, 0xE0]);
        write("d.docx", b"");
        write("e.py", b"");
        write("f.md", "черновик".as_bytes());
        write(".yasnoignore", b"f.md\n");
        let found = steps(folder.path(), false);
        let [Step::Letter { done: 1, of: 3, diagnostics, .. }, Step::Letter { done: 2, .. }, Step::End(end)] = &*found
        else {
            panic!("{found:?}")
        };
        assert!(!diagnostics.is_empty());
        assert_eq!((end.letters, end.others, end.stopped), (2, 1, false));
        assert!(end.unread.len() == 1 && end.unread[0].contains("c.txt"), "{end:?}");
    }

    #[test]
    fn it_stops_when_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.md"), "Данный вопрос решён.\n").unwrap();
        let found = steps(folder.path(), true);
        assert!(matches!(&*found, [Step::End(Summary { letters: 0, stopped: true, .. })]), "{found:?}");
    }
}
