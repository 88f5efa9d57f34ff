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
use super::settings::{self, Rules, Task};
use crate::engine::{Context, check};
use crate::source::{self, ReadError};
use crate::workspace;

/// Something to do that takes time.
pub(super) enum Job {
    /// Load rules.
    Load(Box<Task>),
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
    /// Where it is kept, if it is: its card stands beside it.
    pub(super) path: Option<PathBuf>,
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
        let event = match job {
            Job::Load(task) => {
                // A fault in the program must cost this result only.
                let result = catch_unwind(|| settings::load(&task)).unwrap_or_else(|_| Err(BROKEN.to_owned()));
                Some(Event::Loaded(task, result))
            }
            Job::Check(snapshot) => snapshot.check().map(|seen| Event::Checked(snapshot.uri.clone(), Arc::new(seen))),
        };
        if event.is_some_and(|event| events.send(event).is_err()) {
            return;
        }
    }
}

/// What is said of a check that ended in a fault of the program.
const BROKEN: &str =
    "сбой в программе: эта проверка не удалась. Сообщите разработчикам Ясно, само письмо не присылайте";

/// What is said of a letter that its office leaves out.
pub(super) const LEFT_OUT: &str = "не проверяется: файл назван в .yasnoignore";

impl Snapshot {
    /// Checks it here and now; `None` when that was cancelled. A fault in the program costs this result only.
    pub(super) fn check(&self) -> Option<Seen> {
        let outcome = catch_unwind(AssertUnwindSafe(|| look(self))).unwrap_or_else(|_| Some(Err(BROKEN.to_owned())))?;
        Some(self.seen(outcome))
    }

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
    if snapshot.path.as_deref().is_some_and(workspace::is_left_out) {
        return Some(Err(LEFT_OUT.to_owned()));
    }
    let document = match source::read(snapshot.buffer.text.as_bytes().to_vec(), snapshot.name) {
        Ok(document) => document,
        // One who has not begun to write needs no advice.
        Err(ReadError::Empty) => return Some(Err(String::new())),
        Err(error) => return Some(Err(error.to_string())),
    };
    let card = match workspace::card(snapshot.path.as_deref(), None) {
        Ok(card) => card,
        Err(error) => return Some(Err(error)),
    };
    let context = Context {
        usual: snapshot.rules.usual,
        cancel: Some(&snapshot.cancel),
        remember: true,
        card: card.as_ref(),
        ..Context::default()
    };
    let ruleset = match snapshot.rules.profiles.of_letter(&snapshot.rules.ruleset, &document, card.as_ref()) {
        Ok(ruleset) => ruleset,
        Err(error) => return Some(Err(error)),
    };
    let report = check(&document, &ruleset, &context);
    wanted().then_some(Ok(Checked { document, report }))
}
