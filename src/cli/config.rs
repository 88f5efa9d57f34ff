//! `yasno config`: what is in force for a letter, and where it is set.

use std::path::Path;

use super::args::ConfigArgs;
use super::out::{self, Outcome, Stop};
use crate::config::{Settings, schema};
use crate::profile::{Profile, Severity};
use crate::report::{plural, wrap};
use crate::rules::embedded;
use crate::rules::{Find, OWN_WORD, Override, OwnRow, Place, RuleFile, parse};
use crate::workspace::Configs;

/// Where nothing is set.
const DEFAULT: &str = "обычное значение";
/// Where an option sets it.
const OPTION: &str = "параметр командной строки";

/// A value is not broken into shorter lines.
const LEAST: usize = 30;

/// Runs the command.
pub(super) fn run(options: &ConfigArgs) -> Result<Outcome, Stop> {
    if options.schema {
        let schema = schema().map_err(|error| Stop::Failed(error.to_string()))?;
        return out::print(&(serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"));
    }
    let mut configs = Configs::new(options.rules.choice(None));
    let path = options.path.as_deref().unwrap_or(Path::new("."));
    if !path.exists() {
        return Err(Stop::Failed(format!("{}: нет такого файла или папки", path.display())));
    }
    let number = if path.is_dir() { configs.below(path) } else { configs.of_path(path) };
    let failed = |errors: Vec<String>| Stop::Failed(errors.join("\n"));
    let settings = configs.settings(number).map_err(failed)?;
    let profile = configs.choice().profile_of(&settings).map_err(Stop::Failed)?;
    // What the loader of rules finds wrong is wrong here too.
    for rules in configs.rules().map_err(Stop::Failed)? {
        rules.map_err(failed)?;
    }
    let mut text = format!("{}\n\n", title(path, &configs, number));
    text.push_str(&heads(options, &settings, &profile));
    text.push_str(&rules(&settings, &profile)?);
    text.push_str(&words(&settings));
    out::print(&text)
}

fn title(path: &Path, configs: &Configs, number: usize) -> String {
    let of = match path {
        path if path == Path::new(".") => "этой папки".to_owned(),
        path => format!("«{}»", path.display()),
    };
    match configs.origin(number) {
        None => format!("Для {of} настроек нет: файл yasno.toml не найден, всё по умолчанию."),
        Some((file, tables)) if tables.is_empty() => format!("Настройки для {of}: {file}"),
        Some((file, tables)) => format!("Настройки для {of}: {file}, в том числе [[paths]] – {}", tables.join("; ")),
    }
}

fn place(place: Option<&Place>) -> String {
    place.map_or(DEFAULT.to_owned(), |place| format!("{}:{}", place.path, place.line))
}

/// A line: name, where it is set, value.
fn line(name: &str, value: &str, origin: &str) -> String {
    let before = format!("  {name:<24}  {origin:<24}  ");
    let indent = format!("\n{}", " ".repeat(before.chars().count().min(60)));
    let value = wrap(value, out::width().saturating_sub(before.chars().count() + 1).max(LEAST));
    format!("{before}{}\n", value.replace('\n', &indent))
}

fn heads(options: &ConfigArgs, settings: &Settings, profile: &Profile) -> String {
    let origin = match options.rules.profile {
        Some(_) => OPTION.to_owned(),
        None => place(settings.profile.as_ref().map(|set| &set.place)),
    };
    let mut text = line("profile", &format!("{} – {}", profile.id, profile.title), &origin);
    let fail_on = settings.fail_on.as_ref().map_or(Severity::Warning, |set| set.value);
    let origin = place(settings.fail_on.as_ref().map(|set| &set.place));
    text.push_str(&line("fail-on", &format!("{} – {fail_on}", fail_on.as_str()), &origin));
    let reader = settings.rules.reader.unwrap_or_default();
    let value = format!("{} – {}", reader.id(), reader.title());
    text.push_str(&line("reader", &value, &place(settings.reader.as_ref())));
    let office = &settings.office;
    for (key, set) in [
        ("office.phone", &office.phone),
        ("office.appointment-phone", &office.appointment_phone),
        ("office.survey-url", &office.survey_url),
        ("office.number-format", &office.number_format),
    ] {
        if let Some(set) = set {
            text.push_str(&line(key, &set.value, &place(Some(&set.place))));
        }
    }
    for body in &settings.bodies {
        text.push_str(&line("bodies", &format!("«{}» – {}", body.topic, body.who), &place(Some(&body.place))));
    }
    text
}

/// Rules that are changed or added.
fn rules(settings: &Settings, profile: &Profile) -> Result<String, Stop> {
    let mut text = String::new();
    for (id, own) in &settings.rules.rules {
        let source = embedded::rules().find(|source| source.name() == id);
        let file = source.map(|source| parse(source, false)).transpose();
        let file = file.map_err(|error| Stop::Failed(error.to_string()))?;
        text.push_str(&rule(id, own, file.as_ref(), profile));
    }
    Ok(match text.is_empty() {
        true => "\nПравила: все как в программе (yasno rules)\n".to_owned(),
        false => format!("\nИзменённые правила\n{text}"),
    })
}

fn rule(id: &str, own: &Override, file: Option<&RuleFile>, profile: &Profile) -> String {
    let mut text = String::new();
    let at = |key: &str| format!("{}:{}", own.path, own.param_lines.get(key).copied().unwrap_or(own.line));
    match (own.severity, file) {
        (Some(severity), Some(file)) => {
            let value = format!("{} – {severity} (обычно {})", severity.as_str(), file.severity_under(profile, None));
            text.push_str(&line(id, &value, &at("severity")));
        }
        (severity, None) => {
            let severity = severity.unwrap_or(Severity::Warning);
            text.push_str(&line(id, &format!("своё правило – {severity}"), &at("message")));
        }
        _ => {}
    }
    for (name, value) in &own.params {
        let usual = file.and_then(|file| {
            let of_profile = file.params.get(&profile.base).and_then(toml::Value::as_table);
            of_profile.and_then(|table| table.get(name)).or(file.params.get(name))
        });
        let usual = usual.map_or(String::new(), |usual| format!(" (обычно {usual})"));
        text.push_str(&line(&format!("{id}.{name}"), &format!("{value}{usual}"), &at(name)));
    }
    if id != OWN_WORD {
        for word in &own.allow {
            text.push_str(&line(id, &format!("не трогает «{}»", word.text), &place(Some(&word.place))));
        }
        for row in &own.rows {
            text.push_str(&line(id, &shown(row), &place(Some(&row.place))));
        }
    }
    text
}

fn shown(row: &OwnRow) -> String {
    let found = match &row.find {
        Find::Word(word) | Find::Pattern(word) => word,
    };
    format!("«{found}» → «{}»", row.plain)
}

fn words(settings: &Settings) -> String {
    let mut text = String::new();
    let own = settings.rules.get(OWN_WORD);
    for word in &settings.rules.allow {
        text.push_str(&line("не ошибка", &format!("«{}»", word.text), &place(Some(&word.place))));
    }
    for row in own.into_iter().flat_map(|own| &own.rows) {
        text.push_str(&line("замена", &shown(row), &place(Some(&row.place))));
    }
    for meaning in &settings.rules.meanings {
        let value = format!("«{}» – {}", meaning.word, meaning.meaning);
        text.push_str(&line("пояснение", &value, &place(Some(&meaning.place))));
    }
    let count = text.lines().count();
    if count == 0 {
        let advice = "Своих слов нет. Добавить: yasno add-word СЛОВО";
        return format!("\n{}\n", wrap(advice, out::width()));
    }
    format!("\nСвои слова: {count} {}\n{text}", plural(count, "строка", "строки", "строк"))
}
