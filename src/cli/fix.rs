//! `yasno fix`.

use std::io::Write;

use similar::TextDiff;

use super::annotate::{now, refuse_signed};
use super::args::{Colour, FixArgs};
use super::input::Input;
use super::known::Known;
use super::out::{self, Out, Outcome, Stop};
use crate::document::Document;
use crate::engine::{self, Report};
use crate::fix::{self, Settled};
use crate::report::plural;
use crate::rules::{Level, Restyle};
use crate::source::{self, amend};
use crate::text::Edit;
use crate::workspace::io_error;
use crate::workspace::{Configs, InForce};
use crate::workspace::{overwrite, write_new};

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
    let mut configs = Configs::new(options.rules.choice(None));
    let numbers: Vec<usize> = inputs.iter().map(|input| configs.of_path(input.named())).collect();
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
    let known = match Known::of(input, &options.letter, rules) {
        Ok(known) => known,
        Err(error) => return Ok(Err(error)),
    };
    let ruleset = match known.ruleset(&document, rules) {
        Ok(ruleset) => ruleset,
        Err(error) => return Ok(Err(error)),
    };
    let context = known.context();
    let check = |document: &Document| engine::check(document, &ruleset, &context);
    let level = if options.variants { Level::Ask } else { Level::Safe };
    let Some(was) = document.source().map(str::to_owned) else {
        if let Err(error) = refuse_signed(&bytes, document.format(), options.force) {
            return Ok(Err(error));
        }
        let date = (!options.accept).then(now);
        return match revised(bytes, document, level, &check, date.as_deref()) {
            Ok((settled, now, was)) => deliver(options, input, out, &settled, &now, &was),
            Err(error) => Ok(Err(error)),
        };
    };
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
    deliver(options, input, out, &settled, &now, &was)
}

/// Writes or shows what came of a letter. Gives whether there was something to change.
fn deliver(
    options: &FixArgs,
    input: &Input,
    out: &mut Out,
    settled: &Settled,
    now: &[u8],
    was: &str,
) -> Result<Result<bool, String>, Stop> {
    let written = match &options.output {
        Some(path) if path.as_os_str() == "-" => {
            // Bytes as they are, not text for a terminal.
            let written = std::io::stdout().lock().write_all(now);
            written.map_err(|error| match error.kind() {
                std::io::ErrorKind::BrokenPipe => Stop::Pipe(Outcome::Clean),
                _ => Stop::Failed(io_error(&error)),
            })?;
            Ok(())
        }
        Some(path) => write_new(path, now),
        None if options.in_place && settled.applied > 0 => {
            input.path.as_deref().map_or(Ok(()), |path| overwrite(path, now))
        }
        None if options.in_place => Ok(()),
        None => {
            out.write(&difference(&input.name, was, &settled.text), Outcome::Clean)?;
            Ok(())
        }
    };
    if written.is_ok() {
        out::note(&told(options, input, settled));
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

/// Changes a document of an office program until nothing is left to change. Gives what became of its text, the file, and
/// the text it had.
fn revised(
    bytes: Vec<u8>,
    document: Document,
    level: Level,
    check: &dyn Fn(&Document) -> Report,
    date: Option<&str>,
) -> Result<(Settled, Vec<u8>, String), String> {
    let format = document.format();
    let was = document.text().to_owned();
    let unread = |error| format!("после исправления документ не читается ({error}), файл не изменён");
    let (mut bytes, mut document, mut applied, mut round) = (bytes, document, 0, 0);
    let (left, mut report) = loop {
        let report = check(&document);
        let chosen = fix::choose(&document, &report, level);
        let mut refused: Vec<usize> = Vec::new();
        // What cannot be changed safely is left, with all that belongs to it.
        let (made, new) = loop {
            let kept = || chosen.owners.iter().zip(&chosen.edits).filter(|(owner, _)| !refused.contains(owner));
            let edits: Vec<Edit> = kept().map(|(_, edit)| edit.clone()).collect();
            let owners: Vec<usize> = kept().map(|(owner, _)| *owner).collect();
            let revised = amend::revise(&bytes, &document, &edits, date).map_err(|error| error.to_string())?;
            let failed = owners.iter().zip(&revised.made).filter(|(_, made)| !**made).map(|(owner, _)| *owner);
            let before = refused.len();
            refused.extend(failed);
            if refused.len() == before {
                break (edits.len(), revised.bytes);
            }
        };
        refused.sort_unstable();
        refused.dedup();
        if made == 0 || round == fix::MAX_ROUNDS {
            break (chosen.left + chosen.applied, report);
        }
        applied += chosen.applied - refused.len();
        document = amend::reread(&new, format).map_err(unread)?;
        bytes = new;
        round += 1;
    };
    let moves = fix::endnotes(&report, level);
    if !moves.is_empty() {
        let moved = amend::endnotes(&bytes, &document, moves, date).map_err(|error| error.to_string())?;
        if moved.made.contains(&true) {
            applied += 1;
            document = amend::reread(&moved.bytes, format).map_err(unread)?;
            bytes = moved.bytes;
            report = check(&document);
        }
    }
    // Looks come after words: they do not move them.
    for _ in 0..fix::MAX_ROUNDS {
        let wanted: Vec<Restyle> = fix::restyles(&report, level).into_iter().map(|(_, restyle)| restyle).collect();
        let restyled = amend::restyle(&bytes, &document, &wanted, date).map_err(|error| error.to_string())?;
        let made = restyled.made.iter().filter(|made| **made).count();
        if made == 0 {
            break;
        }
        applied += made;
        document = amend::reread(&restyled.bytes, format).map_err(unread)?;
        bytes = restyled.bytes;
        report = check(&document);
    }
    Ok((Settled { text: document.text().to_owned(), applied, left, report }, bytes, was))
}

fn difference(name: &str, was: &str, now: &str) -> String {
    let diff = TextDiff::from_lines(was, now);
    diff.unified_diff().context_radius(2).header(name, &format!("{name} (исправлено)")).to_string()
}
