//! `yasno fix`.

use std::io::Write;

use similar::TextDiff;

use super::args::{Colour, FixArgs};
use super::input::Input;
use super::out::{self, Out, Outcome, Stop, io_error};
use super::setup::{Configs, InForce};
use super::write::{overwrite, write_new};
use crate::document::Document;
use crate::engine::{self, Context, Report};
use crate::fix::{self, Settled};
use crate::report::{self, Checked, Look, plural};
use crate::rules::{Fix, Level};
use crate::source;

/// Runs the command.
pub(super) fn run(options: &FixArgs) -> Result<Outcome, Stop> {
    let inputs: Vec<Input> = options
        .paths
        .iter()
        .map(|path| match path.as_os_str() == "-" {
            true => Input::stdin(options.stdin_name.as_deref()),
            false => Input::file(path.clone()),
        })
        .collect();
    if options.output.is_some() && inputs.len() > 1 {
        return Err(Stop::Failed("в один новый файл записывается одно письмо: укажите один ФАЙЛ".to_owned()));
    }
    if options.in_place && inputs.iter().any(|input| input.path.is_none()) {
        return Err(Stop::Failed("«-» и --in-place вместе не указывают: возьмите --output -".to_owned()));
    }
    let mut configs = Configs::new(&options.rules, None);
    let numbers: Vec<usize> = inputs.iter().map(|input| configs.of(input)).collect();
    let rules = configs.rules().map_err(Stop::Failed)?;
    let mut outcome = Outcome::Clean;
    for error in rules.iter().filter_map(|rules| rules.as_ref().err()).flatten() {
        out::error(error);
        outcome = Outcome::Failed;
    }
    let mut out = Out::new(Colour::Auto);
    let mut shown = false;
    for (input, number) in inputs.iter().zip(numbers) {
        let Ok(rules) = &rules[number] else { continue };
        match one(options, input, rules, &mut out)? {
            Ok(changed) => shown |= changed && !options.in_place && options.output.is_none(),
            Err(error) => {
                out::error(&format!("{}: {error}", input.name));
                outcome = Outcome::Failed;
            }
        }
    }
    if shown && !options.diff {
        out::note("файлы не изменены. Внести исправления: yasno fix --in-place ФАЙЛ, в новый файл: --output НОВЫЙ");
    }
    Ok(outcome)
}

/// Mends one letter. Gives whether there was something to change.
fn one(options: &FixArgs, input: &Input, rules: &InForce, out: &mut Out) -> Result<Result<bool, String>, Stop> {
    let read = || -> Result<(Vec<u8>, Document), String> {
        let bytes = input.bytes()?;
        let document = source::read(bytes.clone(), &input.name).map_err(|error| error.to_string())?;
        Ok((bytes, document))
    };
    let (bytes, document) = match read() {
        Ok(read) => read,
        Err(error) => return Ok(Err(error)),
    };
    let context = Context { kind: options.kind, ..Context::default() };
    let check = |document: &Document| engine::check(document, &rules.ruleset, &context);
    let Some(was) = document.source().map(str::to_owned) else {
        return by_hand(input, &document, check(&document), out).map(Err);
    };
    let level = if options.variants { Level::Ask } else { Level::Safe };
    let reread = |text: String| source::read(text.into_bytes(), &input.name);
    let settled = match fix::settle(document, level, check, reread) {
        Ok(settled) => settled,
        // Read before and only its words changed: then the change is at fault, and nothing is written.
        Err(error) => return Ok(Err(format!("после исправления текст не читается ({error}), файл не изменён"))),
    };
    let now = match source::encode_like(&bytes, &was, &settled.text) {
        Ok(now) => now,
        Err(error) => return Ok(Err(format!("{error}. Файл не изменён"))),
    };
    let written = match &options.output {
        Some(path) if path.as_os_str() == "-" => {
            // Bytes as they are, not text for a terminal.
            let written = std::io::stdout().lock().write_all(&now);
            written.map_err(|error| match error.kind() {
                std::io::ErrorKind::BrokenPipe => Stop::Pipe(Outcome::Clean),
                _ => Stop::Failed(io_error(&error)),
            })?;
            Ok(())
        }
        Some(path) => write_new(path, &now),
        None if options.in_place && settled.applied > 0 => {
            input.path.as_deref().map_or(Ok(()), |path| overwrite(path, &now))
        }
        None if options.in_place => Ok(()),
        None => {
            out.write(&difference(&input.name, &was, &settled.text), Outcome::Clean)?;
            Ok(())
        }
    };
    if written.is_ok() {
        out::note(&told(options, input, &settled));
    }
    Ok(written.map(|()| settled.applied > 0))
}

fn told(options: &FixArgs, input: &Input, settled: &Settled) -> String {
    let Settled { applied, left, report, .. } = settled;
    let done = match applied {
        0 => "исправлять без выбора нечего".to_owned(),
        _ => {
            let word = plural(*applied, "исправление", "исправления", "исправлений");
            let verb =
                if options.in_place || options.output.is_some() { "внесено" } else { "можно внести" };
            format!("{verb} {applied} {word}")
        }
    };
    let rest = report.findings.len();
    let mut text = format!("{}: {done}", input.name);
    if rest > 0 {
        let word = plural(rest, "замечание", "замечания", "замечаний");
        text.push_str(&format!("; останется {rest} {word}, решать вам: yasno check {}", input.name));
    }
    if *left > 0 {
        let word = plural(*left, "исправление", "исправления", "исправлений");
        text.push_str(&format!("; не внесено из-за разметки или соседних исправлений: {left} {word}"));
    }
    text
}

/// A .docx is not written yet: its proposals are shown.
fn by_hand(input: &Input, document: &Document, mut report: Report, out: &mut Out) -> Result<String, Stop> {
    let safe = |fix: &Fix| fix.level == Level::Safe && !fix.edits.is_empty();
    report.findings.retain(|finding| finding.fixes.iter().any(safe));
    let look = Look { width: out::width(), colour: out.colour() };
    let checked = Checked { name: &input.name, document, report: &report };
    out.write(&report::findings(&checked, look), Outcome::Failed)?;
    let count = report.findings.len();
    Ok(match count {
        0 => "готовых исправлений нет; файлы .docx программа пока не меняет".to_owned(),
        _ => {
            let word = plural(count, "исправление", "исправления", "исправлений");
            format!("файлы .docx программа пока не меняет: внесите в Word сами {count} {word} (показаны выше)")
        }
    })
}

fn difference(name: &str, was: &str, now: &str) -> String {
    let diff = TextDiff::from_lines(was, now);
    diff.unified_diff().context_radius(2).header(name, &format!("{name} (исправлено)")).to_string()
}
