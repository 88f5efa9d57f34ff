//! The owner of all state: what is open, what of it has been checked, who waits for an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::ls_types::{Diagnostic, MessageType, TextDocumentContentChangeEvent, Uri};

use super::buffer::Buffer;
use super::checker::{Job, Snapshot};
use super::positions::Encoding;
use super::seen::SharedSeen;
use super::settings::{self, Loading, Rules, Settings};

/// Something to answer from a checked text.
pub(super) type Question = Box<dyn FnOnce(&SharedSeen) + Send>;

/// What happens to the server.
pub(super) enum Event {
    /// The client has said what it can do.
    Hello(Abilities),
    /// A file was opened.
    Open { uri: Uri, language: String, version: i32, text: String },
    /// Its text was changed.
    Change { uri: Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent> },
    /// It was closed.
    Close(Uri),
    /// Settings or vocabularies have changed on the disk, or there are other folders.
    SettingsChanged,
    /// Someone asks about a file.
    Ask(Uri, Question),
    /// Rules have been loaded.
    Loaded(Option<PathBuf>, Result<Loading, String>),
    /// A text has been checked.
    Checked(Uri, SharedSeen),
}

/// What the client can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Abilities {
    /// The unit of its columns.
    pub(super) encoding: Encoding,
    /// True when it asks for diagnostics, and is then never sent any.
    pub(super) pulls: bool,
    /// True when it can be told to ask again.
    pub(super) refreshes: bool,
    /// True when it knows texts with places to fill in.
    pub(super) snippets: bool,
}

/// What the client is told unasked, in this order.
#[derive(Debug)]
pub(super) enum Told {
    /// The diagnostics of a file.
    Diagnostics(Uri, Option<i32>, Vec<Diagnostic>),
    /// That diagnostics have changed without the text.
    Refresh,
    /// Something the user must know.
    Message(MessageType, String),
    /// Something for the editor's log. Never words of a letter.
    Log(String),
}

struct File {
    /// A name with the ending that tells how to read it.
    name: &'static str,
    path: Option<PathBuf>,
    /// The settings file that holds for it.
    settings: Option<PathBuf>,
    buffer: Buffer,
    seen: Option<SharedSeen>,
    /// Set to end the check that runs.
    cancel: Arc<AtomicBool>,
    waiting: Vec<Question>,
}

impl File {
    /// True for a result on the text and with the rules as they are now.
    fn is_current(&self, seen: &SharedSeen, settings: &Settings) -> bool {
        Arc::ptr_eq(&seen.buffer.text, &self.buffer.text)
            && settings.of(self.settings.as_deref()).is_some_and(|rules| rules.generation == seen.rules.generation)
    }
}

/// The owner of the state.
pub(super) struct Actor {
    jobs: Sender<Job>,
    told: UnboundedSender<Told>,
    abilities: Abilities,
    settings: Settings,
    /// Settings files that are being read.
    loading: BTreeSet<Option<PathBuf>>,
    files: BTreeMap<Uri, File>,
}

/// How a text in an editor's language is read.
fn name_for(language: &str, uri: &Uri) -> &'static str {
    match language {
        "markdown" | "quarto" | "rmd" => "letter.md",
        "html" => "letter.html",
        _ if uri.as_str().ends_with(".md") => "letter.md",
        _ => "letter.txt",
    }
}

impl Actor {
    pub(super) fn new(jobs: Sender<Job>, told: UnboundedSender<Told>) -> Self {
        Self {
            jobs,
            told,
            abilities: Abilities::default(),
            settings: Settings::default(),
            loading: BTreeSet::new(),
            files: BTreeMap::new(),
        }
    }

    /// Handles events until nobody can send any.
    pub(super) fn run(mut self, events: &Receiver<Event>) {
        while let Ok(event) = events.recv() {
            self.handle(event);
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Hello(abilities) => {
                self.abilities = abilities;
                // Most letters have no settings of their own, and loading takes longer than the client needs to open one.
                self.load(None);
            }
            Event::Open { uri, language, version, text } => self.open(uri, &language, version, &text),
            Event::Change { uri, version, changes } => {
                let encoding = self.abilities.encoding;
                if let Some(file) = self.files.get_mut(&uri) {
                    file.buffer = file.buffer.changed(&changes, version, encoding);
                    self.check(&uri);
                }
            }
            Event::Close(uri) => self.close(&uri),
            Event::SettingsChanged => self.reload(),
            Event::Ask(uri, question) => self.ask(&uri, question),
            Event::Loaded(file, result) => self.loaded(file, result),
            Event::Checked(uri, seen) => self.checked(&uri, seen),
        }
    }

    fn tell(&self, told: Told) {
        // Nobody listens when the server is about to end.
        let _ = self.told.send(told);
    }

    fn open(&mut self, uri: Uri, language: &str, version: i32, text: &str) {
        let path = uri.to_file_path().map(|path| path.into_owned());
        let settings = path.as_deref().and_then(settings::file_for);
        let file = File {
            name: name_for(language, &uri),
            path,
            settings,
            buffer: Buffer::new(text, version),
            seen: None,
            cancel: Arc::default(),
            waiting: Vec::new(),
        };
        self.close(&uri);
        self.files.insert(uri.clone(), file);
        self.check(&uri);
    }

    fn close(&mut self, uri: &Uri) {
        if let Some(file) = self.files.remove(uri) {
            file.cancel.store(true, Ordering::Relaxed);
            if !self.abilities.pulls {
                self.tell(Told::Diagnostics(uri.clone(), None, Vec::new()));
            }
        }
    }

    /// Starts a check of a file as it is now, once its rules are there.
    fn check(&mut self, uri: &Uri) {
        let Some(file) = self.files.get_mut(uri) else { return };
        file.cancel.store(true, Ordering::Relaxed);
        file.cancel = Arc::default();
        let Some(rules) = self.settings.of(file.settings.as_deref()) else {
            let settings = file.settings.clone();
            self.load(settings);
            return;
        };
        let snapshot = Snapshot {
            uri: uri.clone(),
            buffer: file.buffer.clone(),
            name: file.name,
            rules: rules.clone(),
            encoding: self.abilities.encoding,
            cancel: file.cancel.clone(),
        };
        let _ = self.jobs.send(Job::Check(snapshot));
    }

    fn load(&mut self, settings: Option<PathBuf>) {
        if self.settings.of(settings.as_deref()).is_none() && self.loading.insert(settings.clone()) {
            let _ = self.jobs.send(Job::Load(settings));
        }
    }

    fn loaded(&mut self, settings: Option<PathBuf>, result: Result<Loading, String>) {
        self.loading.remove(&settings);
        let (rules, faults) = match result {
            Ok(loading) => loading,
            Err(reason) => return self.tell(Told::Message(MessageType::ERROR, reason)),
        };
        let rules: Rules = self.settings.keep(rules);
        if !faults.is_empty() {
            let text = format!("{}\nПока проверяю без этих настроек.", faults.join("\n"));
            self.tell(Told::Message(MessageType::ERROR, text));
        }
        let named = settings.as_deref().map_or("настроек нет".to_owned(), |file| file.display().to_string());
        self.tell(Told::Log(format!("Настройки: {named}; профиль «{}»", rules.ruleset.profile.id)));
        let waiting: Vec<Uri> =
            self.files.iter().filter(|(_, file)| file.settings == settings).map(|(uri, _)| uri.clone()).collect();
        for uri in waiting {
            self.check(&uri);
        }
    }

    fn reload(&mut self) {
        self.settings.forget();
        let uris: Vec<Uri> = self.files.keys().cloned().collect();
        for file in self.files.values_mut() {
            file.settings = file.path.as_deref().and_then(settings::file_for);
        }
        for uri in uris {
            self.check(&uri);
        }
    }

    fn ask(&mut self, uri: &Uri, question: Question) {
        let Some(file) = self.files.get_mut(uri) else { return };
        match &file.seen {
            Some(seen) if file.is_current(seen, &self.settings) => question(seen),
            _ => file.waiting.push(question),
        }
    }

    fn checked(&mut self, uri: &Uri, seen: SharedSeen) {
        let Some(file) = self.files.get_mut(uri) else { return };
        if !file.is_current(&seen, &self.settings) {
            return;
        }
        // A client that asks does so when the text changes; of other rules it must be told.
        let other_rules = file.seen.as_ref().is_some_and(|before| before.rules.generation != seen.rules.generation);
        file.seen = Some(seen.clone());
        for question in std::mem::take(&mut file.waiting) {
            question(&seen);
        }
        if !self.abilities.pulls {
            self.tell(Told::Diagnostics(uri.clone(), Some(seen.buffer.version), seen.diagnostics.clone()));
        } else if other_rules && self.abilities.refreshes {
            self.tell(Told::Refresh);
        }
    }
}

/// True for files whose change means other rules.
pub(super) fn is_settings(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == crate::config::FILE_NAME || path.extension().is_some_and(|extension| extension == "tsv")
}
