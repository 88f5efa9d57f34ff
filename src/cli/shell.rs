//! What is made from the description of the arguments, and the licences.

use clap_mangen::Man;

use super::args::{self, CompletionsArgs, ManArgs};
use super::out::{self, Outcome, Stop};
use crate::data::suggest;

/// `yasno completions`.
pub(super) fn completions(options: &CompletionsArgs) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut args::command(), "yasno", &mut script);
    out::print(&String::from_utf8_lossy(&script))
}

/// Headings that the library writes, and ours.
const HEADINGS: [(&str, &str); 7] = [
    (".SH NAME", ".SH ИМЯ"),
    (".SH SYNOPSIS", ".SH ИСПОЛЬЗОВАНИЕ"),
    (".SH DESCRIPTION", ".SH ОПИСАНИЕ"),
    (".SH OPTIONS", ".SH ПАРАМЕТРЫ"),
    (".SH SUBCOMMANDS", ".SH КОМАНДЫ"),
    (".SH EXTRA", ".SH ЕЩЁ"),
    (".SH VERSION", ".SH ВЕРСИЯ"),
];

/// `yasno man`.
pub(super) fn man(options: &ManArgs) -> Result<Outcome, Stop> {
    let mut command = args::command();
    command.build();
    if let Some(name) = &options.command {
        let Some(sub) = command.find_subcommand(name) else {
            let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            return Err(Stop::Failed(format!("нет команды «{name}»: {}", suggest(name, &known))));
        };
        command = sub.clone();
    }
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| Stop::Failed(error.to_string()))?;
    let page = String::from_utf8_lossy(&page);
    let translated = |line: &str| {
        let heading = HEADINGS.iter().find(|(theirs, _)| *theirs == line);
        heading.map_or(line, |(_, ours)| *ours).to_owned() + "\n"
    };
    out::print(&page.lines().map(translated).collect::<String>())
}

/// `yasno --licenses`.
pub(super) fn licences() -> Result<Outcome, Stop> {
    out::print(include_str!("../../NOTICE"))
}
