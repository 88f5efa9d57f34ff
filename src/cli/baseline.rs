//! `yasno baseline`: old faults that are no longer told. The file holds hashes, no words of letters.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::args::{BaselineArgs, CheckArgs, Colour, Format, GateArgs};
use super::check;
use super::out::{self, Outcome, Stop};
use crate::engine::Report;
use crate::report::ci::{Contexts, Sheet};
use crate::report::plural;
use crate::workspace::{near, put, text_of};

const VERSION: u32 = 1;

/// Old faults: for each context, how often it may come in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Baseline {
    version: u32,
    faults: BTreeMap<String, usize>,
}

impl Baseline {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = near(path);
        let text = text_of(path).map_err(|error| format!("{name}: {error}. Такой файл пишет yasno baseline"))?;
        match serde_json::from_str::<Self>(&text) {
            Ok(found) if found.version == VERSION => Ok(found),
            _ => Err(format!("{name}: это не файл старых замечаний. Запишите его заново: yasno baseline")),
        }
    }

    /// Takes old faults out of a report and its contexts; tells how many.
    pub(super) fn take_out(&self, report: &mut Report, contexts: &mut Contexts) -> usize {
        let is_new = |(hash, repeat): &(String, usize)| self.faults.get(hash).is_none_or(|most| repeat >= most);
        let fresh: Vec<bool> = contexts.iter().map(is_new).collect();
        let mut keep = fresh.iter();
        report.findings.retain(|_| *keep.next().unwrap_or(&true));
        let mut keep = fresh.iter();
        contexts.retain(|_| *keep.next().unwrap_or(&true));
        fresh.iter().filter(|fresh| !**fresh).count()
    }
}

/// Runs the command.
pub(super) fn run(options: BaselineArgs) -> Result<Outcome, Stop> {
    let check = CheckArgs {
        paths: options.paths,
        rules: options.rules,
        letter: options.letter,
        gate: gate(),
        stdin_name: None,
        profile_rules: false,
        register: None,
    };
    let (sheets, outcome) = check::sheets(&check)?;
    write(&sheets, outcome, &options.output, "yasno check")
}

/// The options of a run of which only the sheets are wanted.
pub(super) fn gate() -> GateArgs {
    GateArgs {
        // One of those that have sheets; nothing is printed.
        format: Format::Sarif,
        fail_on: None,
        max_warnings: None,
        baseline: None,
        changed_since: None,
        cache: false,
        color: Colour::Never,
        jobs: None,
        quiet: false,
    }
}

/// Writes what was found to the file; `command` is the one that reads it.
pub(super) fn write(sheets: &[Sheet], outcome: Outcome, path: &Path, command: &str) -> Result<Outcome, Stop> {
    let mut baseline = Baseline { version: VERSION, faults: BTreeMap::new() };
    for entry in sheets.iter().flat_map(|sheet| &sheet.entries) {
        let most = baseline.faults.entry(entry.context.clone()).or_default();
        *most = (*most).max(entry.repeat + 1);
    }
    let text = serde_json::to_string_pretty(&baseline).unwrap_or_default() + "\n";
    let name = near(path);
    put(path, text.as_bytes()).map_err(|error| Stop::Failed(format!("{name}: {error}")))?;
    let count: usize = sheets.iter().map(|sheet| sheet.entries.len()).sum();
    let faults = plural(count, "замечание", "замечания", "замечаний");
    out::note(&format!("{name}: записано {count} {faults}. Только новые покажет {command} --baseline {name} ПУТЬ"));
    Ok(if outcome == Outcome::Failed { Outcome::Failed } else { Outcome::Clean })
}
