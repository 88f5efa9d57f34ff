//! Threads that load rules and check snapshots of texts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tower_lsp_server::ls_types::Uri;

use super::actor::Event;
use super::buffer::Buffer;
use super::positions::Encoding;
use super::seen::{Checked, Seen};
use super::settings::{self, Rules};
use crate::engine::{Context, check};
use crate::source::{self, ReadError};

/// Something to do that takes time.
pub(super) enum Job {
    /// Load the rules of this settings file.
    Load(Option<PathBuf>),
    /// Check a text.
    Check(Snapshot),
}

/// A text to check.
pub(super) struct Snapshot {
    /// Its address, as the client wrote it.
    pub(super) uri: Uri,
    pub(super) buffer: Buffer,
    /// A name with the ending that tells how to read it.
    pub(super) name: &'static str,
    pub(super) rules: Rules,
    pub(super) encoding: Encoding,
    /// Set when nobody wants the result any more.
    pub(super) cancel: Arc<AtomicBool>,
}

/// Starts the threads; they end when the sender is dropped.
pub(super) fn start(events: &Sender<Event>) -> Sender<Job> {
    let (jobs, queue) = channel();
    let queue = Arc::new(Mutex::new(queue));
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    for number in 0..threads {
        let (queue, events) = (queue.clone(), events.clone());
        let work = move || run(&queue, &events);
        // Without threads nothing can be checked; the first job then finds the queue closed.
        let _ = thread::Builder::new().name(format!("check-{number}")).spawn(work);
    }
    jobs
}

fn run(queue: &Mutex<Receiver<Job>>, events: &Sender<Event>) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A fault in the program must cost this result only.
        let event = catch_unwind(AssertUnwindSafe(|| work(&job))).unwrap_or_else(|_| Some(broken(job)));
        if event.is_some_and(|event| events.send(event).is_err()) {
            return;
        }
    }
}

/// Does a job; `None` when it was cancelled.
fn work(job: &Job) -> Option<Event> {
    match job {
        Job::Load(file) => Some(Event::Loaded(file.clone(), settings::load(file.as_deref()))),
        Job::Check(snapshot) => {
            let outcome = look(snapshot)?;
            Some(Event::Checked(snapshot.uri.clone(), Arc::new(snapshot.seen(outcome))))
        }
    }
}

fn broken(job: Job) -> Event {
    let reason = "сбой в программе: эта проверка не удалась. Сообщите разработчикам Ясно, само письмо не присылайте";
    match job {
        Job::Load(file) => Event::Loaded(file, Err(reason.to_owned())),
        Job::Check(snapshot) => Event::Checked(snapshot.uri.clone(), Arc::new(snapshot.seen(Err(reason.to_owned())))),
    }
}

impl Snapshot {
    fn seen(&self, outcome: Result<Checked, String>) -> Seen {
        Seen::new(self.buffer.clone(), self.rules.clone(), self.encoding, outcome)
    }
}

/// Checks a text; `None` when the check was cancelled.
fn look(snapshot: &Snapshot) -> Option<Result<Checked, String>> {
    let wanted = || !snapshot.cancel.load(Ordering::Relaxed);
    if !wanted() {
        return None;
    }
    let document = match source::read(snapshot.buffer.text.as_bytes().to_vec(), snapshot.name) {
        Ok(document) => document,
        // One who has not begun to write needs no advice.
        Err(ReadError::Empty) => return Some(Err(String::new())),
        Err(error) => return Some(Err(error.to_string())),
    };
    let context = Context { cancel: Some(&snapshot.cancel), ..Context::default() };
    let report = check(&document, &snapshot.rules.ruleset, &context);
    wanted().then_some(Ok(Checked { document, report }))
}
