//! The program at a terminal, with a person who waits for a question before answering it.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

pub(crate) struct Terminal {
    program: Child,
    screen: File,
    /// All that was shown.
    shown: Vec<u8>,
    /// How much of it has been waited for.
    seen: usize,
}

impl Terminal {
    /// Starts the program in a folder.
    pub(crate) fn open(folder: &Path, arguments: &[&str]) -> Self {
        let screen: OwnedFd = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&screen).expect("a terminal");
        unlockpt(&screen).expect("a terminal");
        let name = ptsname(&screen, Vec::new()).expect("its name").into_string().expect("its name");
        let keys = File::options().read(true).write(true).open(name).expect("its other end");
        let end = || Stdio::from(keys.try_clone().expect("its other end"));
        let program = Command::new(env!("CARGO_BIN_EXE_yasno"))
            .args(arguments)
            .current_dir(folder)
            .env("PATH", "")
            .env("TERM", "dumb")
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .expect("the program starts");
        Self { program, screen: screen.into(), shown: Vec::new(), seen: 0 }
    }

    /// Reads on; false when the program has let go of the terminal.
    fn read(&mut self) -> bool {
        let mut piece = [0; 4096];
        // A terminal that nobody holds any more gives an error, not an end.
        let count = self.screen.read(&mut piece).unwrap_or(0);
        self.shown.extend_from_slice(&piece[..count]);
        count > 0
    }

    /// Waits until the words are shown.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) {
        let find = |shown: &[u8]| shown.windows(words.len()).position(|window| window == words.as_bytes());
        loop {
            if let Some(at) = find(&self.shown[self.seen..]) {
                self.seen += at + words.len();
                return;
            }
            assert!(self.read(), "«{words}» was never shown: {}", String::from_utf8_lossy(&self.shown));
        }
    }

    /// Types a line.
    pub(crate) fn say(&mut self, line: &str) {
        self.screen.write_all(format!("{line}\n").as_bytes()).expect("the program listens");
    }

    /// Waits for the end: the exit code and all that was shown.
    pub(crate) fn end(mut self) -> (i32, String) {
        while self.read() {}
        let status = self.program.wait().expect("the program ends");
        (status.code().unwrap_or(-1), String::from_utf8_lossy(&self.shown).into_owned())
    }
}
