//! The owner of all state: what is open, what of it has been checked, who waits for an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use serde::Deserialize;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::{Diagnostic, MessageType, TextDocumentContentChangeEvent, Uri};

use super::buffer::Buffer;
use super::checker::{Job, Snapshot};
use super::path_of;
use super::positions::Encoding;
use super::seen::SharedSeen;
use super::settings::{Loading, Rules, Settings, Task, Wishes};
use crate::rules::check_word;
use crate::workspace::edit::{self, Done, Wanted};

/// Something to answer from a checked text.
pub(super) type Question = Box<dyn FnOnce(&SharedSeen) + Send>;

/// What happens to the server.
pub(super) enum Event {
    /// The client has said what it can do, which folders are open, and what the user wishes.
    Hello(Abilities, Vec<PathBuf>, Wishes),
    /// A file was opened.
    Open { uri: Uri, language: String, version: i32, text: String },
    /// Its text was changed.
    Change { uri: Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent> },
    /// It was closed.
    Close(Uri),
    /// Files have changed on the disk.
    FilesChanged(Vec<PathBuf>),
    /// The user has other wishes, or other folders are open.
    Other(Option<Wishes>, Option<Vec<PathBuf>>),
    /// The settings are to be changed.
    Order(Order),
    /// A folder is to be checked: where to find the rules is asked for.
    Folder(oneshot::Sender<Settings>),
    /// What was found in a file of such a folder.
    InFolder(Uri, Vec<Diagnostic>),
    /// Someone asks about a file.
    Ask(Uri, Question),
    /// Rules have been loaded.
    Loaded(Box<Task>, Result<Loading, String>),
    /// A text has been checked.
    Checked(Uri, SharedSeen),
}

/// A change of the settings that the user orders.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Order {
    /// The letter for which it is to hold.
    pub(super) uri: Uri,
    /// The rule: to switch it off, or where the word is to stand.
    #[serde(default)]
    pub(super) rule: Option<String>,
    /// A word for the vocabulary.
    #[serde(default)]
    pub(super) word: Option<String>,
}

/// How long a change of settings of which no client tells may stay unseen.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

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
    /// True when it knows parts that hold parts.
    pub(super) nested: bool,
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
    /// Number of the settings that hold for it.
    settings: usize,
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
            && settings.of(self.settings).is_some_and(|rules| rules.generation == seen.rules.generation)
    }
}

/// The owner of the state.
pub(super) struct Actor {
    jobs: Sender<Job>,
    told: UnboundedSender<Told>,
    abilities: Abilities,
    settings: Settings,
    files: BTreeMap<Uri, File>,
    /// Files that are not open and of which the client was told what was found.
    in_folder: BTreeSet<Uri>,
}

/// How a text in an editor's language is read.
fn name_for(language: &str, uri: &Uri) -> &'static str {
    match language {
        "markdown" | "quarto" | "rmd" => "letter.md",
        "html" | "xhtml" => "letter.html",
        "git-commit" | "gitcommit" => "COMMIT_EDITMSG",
        _ if uri.as_str().ends_with(".md") => "letter.md",
        _ if uri.as_str().ends_with(".html") => "letter.html",
        _ => "letter.txt",
    }
}

impl Actor {
    pub(super) fn new(jobs: Sender<Job>, told: UnboundedSender<Told>) -> Self {
        Self {
            jobs,
            told,
            abilities: Abilities::default(),
            settings: Settings::new(Wishes::default(), Vec::new()),
            files: BTreeMap::new(),
            in_folder: BTreeSet::new(),
        }
    }

    /// Handles events until nobody can send any.
    pub(super) fn run(mut self, events: &Receiver<Event>) {
        let mut looked = Instant::now();
        loop {
            match events.recv_timeout(LOOK_AGAIN) {
                Ok(event) => self.handle(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if looked.elapsed() >= LOOK_AGAIN {
                if self.settings.have_changed() {
                    self.reload();
                }
                looked = Instant::now();
            }
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Hello(abilities, folders, wishes) => {
                self.abilities = abilities;
                self.settings = Settings::new(wishes, folders);
                // Most letters have no settings of their own, and loading takes longer than the client needs to open one.
                let number = self.settings.number(None);
                self.load(number);
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
            Event::FilesChanged(paths) => {
                if paths.iter().any(|path| self.settings.rest_on(path)) {
                    self.reload();
                }
            }
            Event::Other(wishes, folders) => {
                self.settings.set(wishes, folders);
                self.reload();
            }
            Event::Order(order) => self.order(&order),
            Event::Folder(reply) => {
                for uri in std::mem::take(&mut self.in_folder) {
                    self.tell(Told::Diagnostics(uri, None, Vec::new()));
                }
                let _ = reply.send(self.settings.afresh());
            }
            Event::InFolder(uri, diagnostics) => {
                // The editor's text of an open file may be another, and its diagnostics go another way.
                if !self.files.contains_key(&uri) {
                    self.in_folder.insert(uri.clone());
                    self.tell(Told::Diagnostics(uri, None, diagnostics));
                }
            }
            Event::Ask(uri, question) => self.ask(&uri, question),
            Event::Loaded(task, result) => self.loaded(&task, result),
            Event::Checked(uri, seen) => self.checked(&uri, seen),
        }
    }

    fn tell(&self, told: Told) {
        // Nobody listens when the server is about to end.
        let _ = self.told.send(told);
    }

    fn open(&mut self, uri: Uri, language: &str, version: i32, text: &str) {
        let path = path_of(&uri);
        let settings = self.settings.number(path.as_deref());
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
        if self.in_folder.remove(&uri) && self.abilities.pulls {
            self.tell(Told::Diagnostics(uri.clone(), None, Vec::new()));
        }
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
        let Some(rules) = self.settings.of(file.settings) else {
            let settings = file.settings;
            self.load(settings);
            return;
        };
        let snapshot = Snapshot {
            uri: uri.clone(),
            buffer: file.buffer.clone(),
            name: file.name,
            path: file.path.clone(),
            rules: rules.clone(),
            encoding: self.abilities.encoding,
            cancel: file.cancel.clone(),
        };
        let _ = self.jobs.send(Job::Check(snapshot));
    }

    fn load(&mut self, number: usize) {
        if let Some(task) = self.settings.task(number) {
            let _ = self.jobs.send(Job::Load(Box::new(task)));
        }
    }

    fn loaded(&mut self, task: &Task, result: Result<Loading, String>) {
        if self.settings.is_late(task) {
            return;
        }
        let (rules, faults) = match result {
            Ok(loading) => loading,
            Err(reason) => {
                self.settings.give_up(task.number);
                return self.tell(Told::Message(MessageType::ERROR, reason));
            }
        };
        let rules: Rules = self.settings.keep(task.number, rules);
        if !faults.is_empty() {
            let text = format!("{}\nПока проверяю без этих настроек.", faults.join("\n"));
            self.tell(Told::Message(MessageType::ERROR, text));
        }
        let named = self.settings.named(task.number);
        self.tell(Told::Log(format!("Настройки: {named}; профиль «{}»", rules.ruleset.profile.id)));
        let waiting: Vec<Uri> =
            self.files.iter().filter(|(_, file)| file.settings == task.number).map(|(uri, _)| uri.clone()).collect();
        for uri in waiting {
            self.check(&uri);
        }
    }

    fn reload(&mut self) {
        self.settings.forget();
        let uris: Vec<Uri> = self.files.keys().cloned().collect();
        for file in self.files.values_mut() {
            file.settings = self.settings.number(file.path.as_deref());
        }
        for uri in uris {
            self.check(&uri);
        }
    }

    /// Changes the settings of a letter and checks anew.
    fn order(&mut self, order: &Order) {
        match self.carry_out(order) {
            Ok(done) => {
                self.tell(Told::Message(MessageType::INFO, format!("{}: {}", done.file, done.told.join("; "))));
                self.reload();
            }
            Err(reason) => self.tell(Told::Message(MessageType::ERROR, reason)),
        }
    }

    fn carry_out(&mut self, order: &Order) -> Result<Done, String> {
        let path = path_of(&order.uri);
        let file = self.settings.file_to_change(path.as_deref());
        let file = file.ok_or("Сначала сохраните письмо: непонятно, в какой папке завести yasno.toml")?;
        match (&order.word, &order.rule) {
            (Some(word), rule) => {
                let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
                check_word(&word)?;
                edit::add_words(&file, &[word], Wanted::Allow, rule.as_deref())
            }
            (None, Some(rule)) => edit::rule_off(&file, rule),
            (None, None) => Err("Не сказано, какое слово добавить или какое правило отключить".to_owned()),
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
