//! From paths as typed to letters: folders are searched, patterns expanded, nothing is passed over in silence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::input::Input;
use crate::data::nearest;
use crate::workspace::ENDINGS;

/// Endings of web pages: most pages in a folder are no letters, so that only those are checked that are named.
const PAGES: [&str; 2] = ["html", "htm"];
/// Endings of files that may be letters and are not read: in folders they are counted and named.
const UNREAD: [&str; 6] = ["doc", "docm", "dot", "dotx", "rtf", "pdf"];

/// What was found under the paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Letters in order of path, stdin first.
    pub(super) inputs: Vec<Input>,
    /// Paths that led nowhere, and why.
    pub(super) errors: Vec<String>,
    /// How many files of each ending that is not read were passed over in folders.
    pub(super) passed_over: BTreeMap<&'static str, usize>,
    /// How many web pages were passed over in folders.
    pub(super) pages: usize,
}

/// Finds the letters.
pub(super) fn find(paths: &[PathBuf], stdin_name: Option<&Path>) -> Found {
    let mut search = Search::default();
    for path in paths {
        if path.as_os_str() == "-" {
            search.stdin = Some(Input::stdin(stdin_name));
        } else if path.is_dir() {
            search.folder(path);
        } else if path.exists() {
            search.take(path.clone());
        } else if let Some(pattern) = Pattern::of(path) {
            search.pattern(path, &pattern);
        } else {
            search.missing(path);
        }
    }
    search.found.inputs = search.stdin.into_iter().chain(search.files.into_values().map(Input::file)).collect();
    search.found
}

#[derive(Default)]
struct Search {
    /// By absolute path, so that a file named twice is checked once.
    files: BTreeMap<PathBuf, PathBuf>,
    stdin: Option<Input>,
    found: Found,
}

/// A pattern of names with the folder from which on it holds.
struct Pattern {
    folder: PathBuf,
    matcher: Result<GlobMatcher, String>,
}

impl Pattern {
    /// `None` when the path has none of the characters of a pattern.
    fn of(path: &Path) -> Option<Self> {
        let special =
            |part: &std::path::Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        path.components().find(special)?;
        let folder: PathBuf = path.components().take_while(|part| !special(part)).collect();
        let glob = GlobBuilder::new(&path.to_string_lossy()).literal_separator(true).build();
        let matcher = glob.map(|glob| glob.compile_matcher()).map_err(|error| error.kind().to_string());
        Some(Self { folder, matcher })
    }
}

fn ending<'a>(path: &Path, known: &[&'a str]) -> Option<&'a str> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    known.iter().copied().find(|known| *known == ending)
}

/// Word's own mark of an open document: «~$письмо.docx».
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

impl Search {
    fn take(&mut self, path: PathBuf) {
        let key = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        self.files.entry(key).or_insert(path);
    }

    /// The files below a folder, whatever their names, without those that are to be ignored.
    fn walk(&mut self, folder: &Path, mut see: impl FnMut(&mut Self, PathBuf)) {
        let here = folder.as_os_str().is_empty();
        let mut walk = WalkBuilder::new(if here { Path::new(".") } else { folder });
        walk.add_custom_ignore_filename(".yasnoignore").require_git(false).git_global(false).git_exclude(false);
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                Ok(entry) if is_lock(entry.path()) => {}
                Ok(entry) => {
                    let path = entry.into_path();
                    see(self, if here { path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path) } else { path });
                }
                Err(error) => self.found.errors.push(walk_error(folder, &error)),
            }
        }
    }

    fn folder(&mut self, folder: &Path) {
        let before = self.files.len();
        let mut seen = 0;
        self.walk(folder, |search, path| match (ending(&path, &ENDINGS), ending(&path, &UNREAD)) {
            (Some(_), _) => {
                seen += 1;
                search.take(path);
            }
            (None, Some(ending)) => *search.found.passed_over.entry(ending).or_default() += 1,
            (None, None) => search.found.pages += usize::from(ending(&path, &PAGES).is_some()),
        });
        if seen == 0 && self.files.len() == before {
            self.found.errors.push(format!(
                "{}: в папке нет писем. Проверяются файлы .docx, .odt, .md, .markdown и .txt",
                folder.display()
            ));
        }
    }

    fn pattern(&mut self, path: &Path, pattern: &Pattern) {
        let matcher = match &pattern.matcher {
            Ok(matcher) => matcher,
            Err(error) => {
                self.found.errors.push(format!("{}: шаблон имён записан с ошибкой: {error}", path.display()));
                return;
            }
        };
        let (mut letters, mut others) = (0, 0);
        if pattern.folder.as_os_str().is_empty() || pattern.folder.is_dir() {
            self.walk(&pattern.folder, |search, file| {
                if !matcher.is_match(&file) {
                    return;
                }
                if ending(&file, &ENDINGS).is_some() || ending(&file, &PAGES).is_some() {
                    letters += 1;
                    search.take(file);
                } else {
                    others += 1;
                    if let Some(ending) = ending(&file, &UNREAD) {
                        *search.found.passed_over.entry(ending).or_default() += 1;
                    }
                }
            });
        }
        if letters == 0 {
            let why = if others > 0 {
                "подходят только файлы, которые не проверяются. Проверяются .docx, .odt, .html, .md, .markdown и .txt"
            } else {
                "под этот шаблон не подошёл ни один файл"
            };
            self.found.errors.push(format!("{}: {why}", path.display()));
        }
    }

    fn missing(&mut self, path: &Path) {
        let mut message = format!("{}: нет такого файла или папки", path.display());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let names: Vec<String> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect(),
            Err(_) => Vec::new(),
        };
        let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
        known.sort_unstable();
        if let Some(near) = nearest(&wanted, &known) {
            message.push_str(&format!("; возможно, имелось в виду «{near}»"));
        }
        self.found.errors.push(message);
    }
}

fn walk_error(folder: &Path, error: &ignore::Error) -> String {
    let reason = error.io_error().map_or_else(|| error.to_string(), crate::workspace::io_error);
    let place = match error {
        ignore::Error::WithPath { path, .. } => path.as_path(),
        ignore::Error::WithDepth { err, .. } => match err.as_ref() {
            ignore::Error::WithPath { path, .. } => path.as_path(),
            _ => folder,
        },
        _ => folder,
    };
    format!("{}: {reason}", place.display())
}
