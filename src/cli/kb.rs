//! `yasno kb`: a knowledge base as a whole, and each of its letters and scripts.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::args::{CheckArgs, GateArgs, KbArgs, KbCommand, LetterArgs, RuleArgs};
use super::baseline;
use super::check::{self, Gathered, Task};
use super::input::Input;
use super::out::{Outcome, Stop};
use crate::kb::{self, File, Item, LIST_NAME, TOPICS_NAME};
use crate::language::Date;
use crate::letter::Declared;
use crate::rules::{Found, Subject, settings};
use crate::workspace::{BaseFiles, Configs, read_base};

/// Runs the command.
pub(super) fn run(options: &KbArgs) -> Result<Outcome, Stop> {
    match &options.command {
        KbCommand::Check(options) => {
            let place = Place::of(options.folder.as_ref(), options.today);
            let check = place.options(options.rules.clone(), options.gate.clone());
            check::run_on(&check, |configs| place.gather(configs))
        }
        KbCommand::Baseline(options) => {
            let place = Place::of(options.folder.as_ref(), options.today);
            let check = place.options(options.rules.clone(), baseline::gate());
            let (sheets, outcome) = check::sheets_on(&check, |configs| place.gather(configs))?;
            baseline::write(&sheets, outcome, &options.output, "yasno kb check")
        }
    }
}

/// Which base is checked, and on which day.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) today: Date,
}

impl Place {
    fn of(folder: Option<&PathBuf>, today: Option<Date>) -> Self {
        let folder = folder.cloned().unwrap_or_else(|| PathBuf::from("."));
        Self { folder, today: today.unwrap_or_else(|| jiff::Zoned::now().date()) }
    }

    fn options(&self, rules: RuleArgs, gate: GateArgs) -> CheckArgs {
        let paths = vec![self.folder.clone()];
        CheckArgs {
            paths,
            rules,
            letter: LetterArgs::default(),
            gate,
            stdin_name: None,
            profile_rules: false,
            register: None,
        }
    }

    fn gather(&self, configs: &mut Configs) -> Result<Gathered, Stop> {
        let files = read_base(&self.folder).map_err(Stop::Failed)?;
        self.gather_from(&files, configs)
    }

    /// Runs the rules on the base; each file then goes with what they found in it.
    pub(super) fn gather_from(&self, files: &BaseFiles, configs: &mut Configs) -> Result<Gathered, Stop> {
        let folder = &self.folder;
        let list = folder.join(LIST_NAME);
        let number = configs.of_path(&list);
        let (profile, overrides) = configs.profile(number).map_err(|errors| Stop::Failed(errors.join("\n")))?;
        let settings =
            settings(Subject::Base, &profile, &overrides).map_err(|error| Stop::Failed(error.to_string()))?;
        let mut found: BTreeMap<File, Vec<Found>> = BTreeMap::new();
        for (file, hit) in kb::check(&files.base, &settings, &profile, self.today) {
            found.entry(file).or_default().push(hit);
        }
        let mut task = |path: &str, file: Option<File>, subject: Subject, usual: Declared| {
            let is_list = matches!(file, Some(File::List | File::Topics));
            let input = Input::file(folder.join(path));
            let config = configs.of_path(input.named());
            let found = Some(file.and_then(|file| found.remove(&file)).unwrap_or_default());
            Task { input, config, found, subject, is_list, usual }
        };
        let BaseFiles { base, topics, unread, .. } = files;
        let mut tasks = vec![task(LIST_NAME, Some(File::List), Subject::Base, Declared::default())];
        if topics.is_some() {
            tasks.push(task(TOPICS_NAME, Some(File::Topics), Subject::Base, Declared::default()));
        }
        for (index, item) in base.items.iter().enumerate() {
            let usual = item.kind.map_or(Declared::default(), kb::ItemKind::declared);
            tasks.push(task(&item.path, Some(File::Item(index)), subject(item), usual));
        }
        // Why they cannot be read, the check of each says.
        tasks.extend(unread.iter().map(|path| task(path, None, Subject::Letter, Declared::default())));
        tasks.sort_by(|a, b| a.input.cmp(&b.input));
        Ok(Gathered { tasks, errors: Vec::new() })
    }
}

/// Acts and contacts are no letters.
fn subject(item: &Item) -> Subject {
    if item.is_told() { Subject::Letter } else { Subject::Base }
}
