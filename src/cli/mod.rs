//! The command line: the only place with files, threads and the terminal.

mod add_word;
mod annotate;
mod args;
mod baseline;
mod cache;
mod changed;
mod check;
mod config;
mod convert;
mod explain;
mod files;
mod fix;
mod init;
mod input;
mod kb;
mod known;
mod lists;
mod out;
mod outline;
mod register;
mod report;
mod shell;
mod timer;
mod usage;

use std::process::ExitCode;

use args::Command;
use out::{Outcome, Stop};

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    // The usual message of a panic may quote the text at hand, and a letter's text goes to no log.
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or(String::new(), |place| format!(" ({}:{})", place.file(), place.line()));
        out::error(&format!("сбой в программе{place}. Сообщите о нём разработчикам Ясно, само письмо не присылайте"));
    }));
    let arguments = match args::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => return usage::explain(&error).into(),
    };
    let result = match arguments.command {
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Kb(options)) => kb::run(&options),
        Some(Command::Baseline(options)) => baseline::run(options),
        Some(Command::Report(options)) => report::run(&options),
        Some(Command::Fix(options)) => fix::run(&options),
        Some(Command::Annotate(options)) => annotate::run(&options),
        Some(Command::Register(options)) => register::run(options),
        Some(Command::Explain(options)) => explain::run(&options),
        Some(Command::Outline(options)) => outline::run(&options),
        Some(Command::Rules(options)) => lists::rules(&options),
        Some(Command::Config(options)) => config::run(&options),
        Some(Command::Init(options)) => init::run(&options),
        Some(Command::AddWord(options)) => add_word::run(&options),
        Some(Command::Profiles) => lists::profiles(),
        Some(Command::Lsp) => lsp(),
        Some(Command::Completions(options)) => shell::completions(&options),
        Some(Command::Man(options)) => shell::man(&options),
        None if arguments.licenses => shell::licences(),
        None => usage::nothing_asked(),
    };
    match result {
        Ok(outcome) => outcome.into(),
        // Who reads our output has seen enough.
        Err(Stop::Pipe(outcome)) => outcome.into(),
        Err(Stop::Failed(message)) => {
            out::error(&message);
            Outcome::Failed.into()
        }
    }
}

/// Runs the language server until the editor leaves.
fn lsp() -> Result<Outcome, Stop> {
    let failed = |error| Stop::Failed(format!("языковой сервер не запустился: {}", crate::workspace::io_error(&error)));
    crate::lsp::run().map(|()| Outcome::Clean).map_err(failed)
}
