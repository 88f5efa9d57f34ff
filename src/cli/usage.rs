//! What is said of arguments that cannot be used.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args;
use super::out::{self, Outcome, Stop};
use crate::data::nearest;

/// `yasno` alone.
pub(super) fn nothing_asked() -> Result<Outcome, Stop> {
    out::print(&args::command().render_help().to_string())?;
    Ok(Outcome::Failed)
}

/// Shows help or version where asked; else says what is wrong with the arguments.
pub(super) fn explain(error: &clap::Error) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return out::print(&error.render().ansi().to_string()).unwrap_or(Outcome::Clean);
    }
    out::error(&format!("{}. Справка: yasno --help", problem(error)));
    Outcome::Failed
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

fn problem(error: &clap::Error) -> String {
    let text = |kind| texts(error, kind).join(", ");
    let meant = |kind| match texts(error, kind).first() {
        Some(name) => format!(", возможно, имелось в виду «{name}»"),
        None => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("нет параметра «{argument}»{}", meant(ContextKind::SuggestedArg))
        }
        ErrorKind::UnknownArgument => format!("лишнее слово «{argument}»"),
        ErrorKind::InvalidSubcommand => unknown_command(&text(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("после «{argument}» нужно значение"),
        ErrorKind::InvalidValue => {
            let near = meant(ContextKind::SuggestedValue);
            format!("{argument}: нельзя «{value}»{near}; можно: {}", text(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => match std::error::Error::source(error) {
            Some(source) => format!("{argument}: {source}"),
            None => format!("{argument}: нельзя «{value}»"),
        },
        ErrorKind::MissingRequiredArgument => format!("не указано: {}", argument.replace("...", "…")),
        ErrorKind::ArgumentConflict => {
            format!("«{argument}» и «{}» вместе не указывают", text(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("слишком много значений у «{argument}»"),
        _ => error.to_string().trim_end().to_owned(),
    }
}

fn unknown_command(name: &str) -> String {
    if Path::new(name).exists() {
        return format!("сначала назовите команду: yasno check {name}");
    }
    let command = args::command();
    let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let near = nearest(name, &known).map_or(String::new(), |near| format!(", возможно, имелось в виду «{near}»"));
    format!("нет команды «{name}»{near}; есть: {}", known.join(", "))
}
