//! `yasno add-word`: a word into the office's vocabulary.

use std::path::PathBuf;

use super::args::AddWordArgs;
use super::out::{self, Outcome, Stop};
use crate::config::FILE_NAME;
use crate::rules::check_word;
use crate::workspace::edit::{Wanted, add_words};

/// Runs the command.
pub(super) fn run(options: &AddWordArgs) -> Result<Outcome, Stop> {
    // With a replacement or a meaning all is one phrase: «add-word окно выдачи --replace …».
    let words: Vec<String> = match options.replace.is_some() || options.explain.is_some() {
        true => vec![tidy(&options.words.join(" "))],
        false => options.words.iter().map(|word| tidy(word)).collect(),
    };
    for word in &words {
        check_word(word).map_err(Stop::Failed)?;
    }
    let given = |text: &'_ Option<String>| text.as_deref().map(tidy);
    let (replace, explain) = (given(&options.replace), given(&options.explain));
    if [&replace, &explain].into_iter().flatten().any(String::is_empty) {
        return Err(Stop::Failed("напишите в кавычках, что писать вместо слова или что оно значит".to_owned()));
    }
    let wanted = match (&replace, &explain) {
        (Some(plain), _) => Wanted::Replace(plain),
        (_, Some(meaning)) => Wanted::Explain(meaning),
        _ => Wanted::Allow,
    };
    let path = options.config.clone().or_else(nearest_file).unwrap_or_else(|| PathBuf::from(FILE_NAME));
    let done = add_words(&path, &words, wanted, options.rule.as_deref()).map_err(Stop::Failed)?;
    out::print(&format!("{}:\n{}", done.file, done.told.iter().map(|line| format!("  {line}\n")).collect::<String>()))
}

/// One space between words, no quotes around.
fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.strip_prefix('«').and_then(|text| text.strip_suffix('»')) {
        Some(inside) if !inside.contains('«') => inside.to_owned(),
        _ => text,
    }
}

/// The configuration that holds in the current folder.
fn nearest_file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}
