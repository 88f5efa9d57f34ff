//! Which rules hold for which letter: the nearest `yasno.toml`, the options, and the rules made from both.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::RuleArgs;
use super::input::Input;
use super::out::io_error;
use crate::config::{Config, FILE_NAME};
use crate::language::RuMorph;
use crate::profile::{DEFAULT_PROFILE, Profile, Severity};
use crate::rules::{Overrides, Ruleset};

/// A set of rules and from which severity on a finding counts.
#[derive(Debug)]
pub(super) struct InForce {
    pub(super) ruleset: Ruleset,
    pub(super) fail_on: Severity,
}

/// The configurations met, each read once.
pub(super) struct Configs<'a> {
    options: &'a RuleArgs,
    fail_on: Option<Severity>,
    /// Number of the configuration that holds in a folder.
    folders: HashMap<PathBuf, usize>,
    configs: Vec<Result<Config, Vec<String>>>,
}

/// Configuration number 0: none.
const NO_FILE: usize = 0;

impl<'a> Configs<'a> {
    /// No configuration read yet, except the one that is named.
    pub(super) fn new(options: &'a RuleArgs, fail_on: Option<Severity>) -> Self {
        let mut configs = Self { options, fail_on, folders: HashMap::new(), configs: vec![Ok(Config::default())] };
        if let Some(path) = &options.config {
            configs.configs[NO_FILE] = read(path);
        }
        configs
    }

    /// The number of the configuration for a letter.
    pub(super) fn of(&mut self, input: &Input) -> usize {
        let path = input.path.as_deref().unwrap_or(Path::new(&input.name));
        self.below(path.parent().unwrap_or(Path::new("")))
    }

    /// The number of the configuration for the files of a folder.
    pub(super) fn below(&mut self, folder: &Path) -> usize {
        if self.options.no_config || self.options.config.is_some() {
            return NO_FILE;
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = std::path::absolute(folder) else { return NO_FILE };
        let mut above = Vec::new();
        let mut number = NO_FILE;
        for place in folder.ancestors() {
            if let Some(&known) = self.folders.get(place) {
                number = known;
                break;
            }
            above.push(place.to_path_buf());
            let file = place.join(FILE_NAME);
            if file.is_file() {
                self.configs.push(read(&file));
                number = self.configs.len() - 1;
                break;
            }
        }
        self.folders.extend(above.into_iter().map(|place| (place, number)));
        number
    }

    /// The profile and the changes to rules of a configuration.
    pub(super) fn profile(&self, number: usize) -> Result<(Profile, Overrides), Vec<String>> {
        let config = self.configs[number].clone()?;
        let name = self.options.profile.clone().or(config.profile).unwrap_or_else(|| DEFAULT_PROFILE.to_owned());
        let profile = Profile::named(&name).map_err(|error| vec![error.to_string()])?;
        Ok((profile, config.rules))
    }

    /// The rules of every configuration met, by number. Opens the dictionary.
    pub(super) fn rules(&self) -> Result<Vec<Result<InForce, Vec<String>>>, String> {
        let morphology = RuMorph::bundled().map_err(|error| format!("словарь в программе повреждён: {error}"))?;
        let morphology = Arc::new(morphology);
        let make = |number: usize| {
            if number == NO_FILE && self.configs.len() > 1 && !self.folders.values().any(|&used| used == NO_FILE) {
                return Err(Vec::new()); // nobody asks for it
            }
            let (profile, changes) = self.profile(number)?;
            let ruleset = Ruleset::load(profile, &changes, morphology.clone())
                .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
            let fail_on = self.configs[number].as_ref().ok().and_then(|config| config.fail_on);
            Ok(InForce { ruleset, fail_on: self.fail_on.or(fail_on).unwrap_or(Severity::Warning) })
        };
        Ok((0..self.configs.len()).map(make).collect())
    }
}

/// Reads a configuration. It is named as seen from the current folder, where it is below it.
fn read(path: &Path) -> Result<Config, Vec<String>> {
    let here = std::env::current_dir().ok();
    let near = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let name = near.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let reason = match error.kind() {
            std::io::ErrorKind::InvalidData => "файл не в кодировке UTF-8. Сохраните его в UTF-8".to_owned(),
            _ => io_error(&error),
        };
        vec![format!("{name}: {reason}")]
    })?;
    Config::parse(&name, text.trim_start_matches('\u{feff}'))
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}
