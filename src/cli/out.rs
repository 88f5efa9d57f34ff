//! Words to the user: output, errors, exit codes.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstream::stream::RawStream;

use super::args::Colour;

/// How a run ended; the worse is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(super) enum Outcome {
    /// Nothing at or above the threshold was found.
    Clean,
    /// Something was.
    Findings,
    /// Something could not be done.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub(super) enum Stop {
    /// Nobody reads the output any more.
    Pipe(Outcome),
    /// What is told to the user.
    Failed(String),
}

/// An error for people, on stderr.
pub(super) fn error(message: &str) {
    labelled("ошибка", "\u{1b}[1;31m", message);
}

/// Something to know, on stderr.
pub(super) fn note(message: &str) {
    labelled("заметка", "\u{1b}[1m", message);
}

fn labelled(label: &str, style: &str, message: &str) {
    // Nothing better can be done when stderr is closed.
    let _ = writeln!(anstream::stderr().lock(), "{style}{label}:\u{1b}[0m {message}");
}

/// Stdout, with colours where they are wanted.
pub(super) struct Out<S: RawStream = io::Stdout> {
    stream: AutoStream<S>,
    colour: bool,
}

impl Out {
    pub(super) fn new(colour: Colour) -> Self {
        let stdout = io::stdout();
        let choice = match colour {
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
            Colour::Auto => AutoStream::choice(&stdout),
        };
        let colour = choice != anstream::ColorChoice::Never;
        Self { stream: AutoStream::new(stdout, choice), colour }
    }

    /// True when colours are shown.
    pub(super) fn colour(&self) -> bool {
        self.colour
    }

    /// Writes, and flushes: a reader sees each file as it is done.
    pub(super) fn write(&mut self, text: &str, so_far: Outcome) -> Result<(), Stop> {
        let written = self.stream.write_all(text.as_bytes()).and_then(|()| self.stream.flush());
        written.map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::Pipe(so_far),
            _ => Stop::Failed(format!("вывод не записан: {error}")),
        })
    }
}

/// Prints a text to stdout.
pub(super) fn print(text: &str) -> Result<Outcome, Stop> {
    Out::new(Colour::Auto).write(text, Outcome::Clean)?;
    Ok(Outcome::Clean)
}

/// Columns of the terminal; 100 where there is none.
pub(super) fn width() -> usize {
    if !io::stdout().is_terminal() {
        return 100;
    }
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 160)
}
