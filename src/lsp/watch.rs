//! Ends the server when the editor that started it is gone: one that crashed tells nobody.

use std::thread;
use std::time::Duration;

/// How often the editor is looked for.
const EVERY: Duration = Duration::from_secs(2);

/// Watches the process of the editor and calls `gone` once it has ended.
#[cfg(unix)]
pub(super) fn editor(process: u32, gone: impl FnOnce() + Send + 'static) {
    use rustix::process::{Pid, test_kill_process};
    let Some(pid) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return };
    let watch = move || {
        loop {
            thread::sleep(EVERY);
            if matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH)) {
                return gone();
            }
        }
    };
    // Without this thread the end of the input still ends the server.
    let _ = thread::Builder::new().name("watch".to_owned()).spawn(watch);
}

/// Elsewhere the end of the input is what tells.
#[cfg(not(unix))]
pub(super) fn editor(_process: u32, _gone: impl FnOnce() + Send + 'static) {}
