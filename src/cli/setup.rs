//! Which rules hold for which letter: the nearest `yasno.toml`, the options, and the rules made from both.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::args::RuleArgs;
use super::input::Input;
use super::out::io_error;
use crate::config::{Config, FILE_NAME, Settings, add_words};
use crate::data::FileError;
use crate::engine::Context;
use crate::language::RuMorph;
use crate::letter::Declared;
use crate::profile::{DEFAULT_PROFILE, Profile, Severity};
use crate::rules::{Overrides, Ruleset};

/// A set of rules and from which severity on a finding counts.
#[derive(Debug)]
pub(super) struct InForce {
    pub(super) ruleset: Ruleset,
    pub(super) fail_on: Severity,
    /// What letters are, unless their cards say otherwise.
    pub(super) usual: Declared,
}

/// What the options say of the letters.
pub(super) fn context(declared: Option<Declared>) -> Context<'static> {
    let Declared { kind, template } = declared.unwrap_or_default();
    Context { kind, template, ..Context::default() }
}

/// A configuration that was read.
#[derive(Debug, Default)]
struct File {
    config: Config,
    /// The folder from which its paths count; none for a file named by an option, whose paths count from here.
    folder: PathBuf,
    /// What the patterns of each `[[paths]]` fit.
    paths: Vec<GlobSet>,
}

/// The configurations met, each read once.
pub(super) struct Configs<'a> {
    options: &'a RuleArgs,
    fail_on: Option<Severity>,
    /// Number of the file that holds in a folder.
    folders: HashMap<PathBuf, usize>,
    files: Vec<Result<File, Vec<String>>>,
    /// What holds for letters: a file, and which of its `[[paths]]`.
    in_force: Vec<(usize, Vec<usize>)>,
}

/// File number 0: none, or the one that is named.
const NO_FILE: usize = 0;

impl<'a> Configs<'a> {
    /// No configuration read yet, except the one that is named.
    pub(super) fn new(options: &'a RuleArgs, fail_on: Option<Severity>) -> Self {
        let first = match &options.config {
            Some(path) => read(path, PathBuf::new()),
            None => Ok(File::default()),
        };
        Self { options, fail_on, folders: HashMap::new(), files: vec![first], in_force: Vec::new() }
    }

    /// The number of what holds for a letter.
    pub(super) fn of(&mut self, input: &Input) -> usize {
        self.of_path(input.path.as_deref().unwrap_or(Path::new(&input.name)))
    }

    /// The number of what holds for the file at a path.
    pub(super) fn of_path(&mut self, path: &Path) -> usize {
        let file = self.file(path.parent().unwrap_or(Path::new("")));
        let mut fit = Vec::new();
        if let Ok(found) = &self.files[file]
            && !found.paths.is_empty()
            && let Ok(absolute) = std::path::absolute(path)
        {
            let folder = std::path::absolute(&found.folder).or_else(|_| std::env::current_dir()).unwrap_or_default();
            let inside = absolute.strip_prefix(&folder).unwrap_or(&absolute);
            fit.extend((0..found.paths.len()).filter(|&number| found.paths[number].is_match(inside)));
        }
        self.number(file, fit)
    }

    /// The number of what holds for the files of a folder.
    pub(super) fn below(&mut self, folder: &Path) -> usize {
        let file = self.file(folder);
        self.number(file, Vec::new())
    }

    fn number(&mut self, file: usize, fit: Vec<usize>) -> usize {
        let wanted = (file, fit);
        if let Some(known) = self.in_force.iter().position(|known| *known == wanted) {
            return known;
        }
        self.in_force.push(wanted);
        self.in_force.len() - 1
    }

    fn file(&mut self, folder: &Path) -> usize {
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
                self.files.push(read(&file, place.to_path_buf()));
                number = self.files.len() - 1;
                break;
            }
        }
        self.folders.extend(above.into_iter().map(|place| (place, number)));
        number
    }

    /// What the configuration sets, without the options.
    pub(super) fn settings(&self, number: usize) -> Result<Settings, Vec<String>> {
        let (file, fit) = &self.in_force[number];
        let file = self.files[*file].as_ref().map_err(Clone::clone)?;
        let mut settings = file.config.settings.clone();
        for path in fit.iter().filter_map(|&number| file.config.paths.get(number)) {
            settings.lay(path.settings.clone());
        }
        Ok(settings)
    }

    /// The file that sets it, and the patterns of those of its `[[paths]]` that fit; `None` without a file.
    pub(super) fn origin(&self, number: usize) -> Option<(String, Vec<String>)> {
        let (file, fit) = &self.in_force[number];
        let found = self.files[*file].as_ref().ok()?;
        let path = match (*file, &self.options.config) {
            (NO_FILE, None) => return None,
            (NO_FILE, Some(path)) => near(path),
            _ => near(&found.folder.join(FILE_NAME)),
        };
        let tables = fit.iter().filter_map(|&number| found.config.paths.get(number)).map(|path| {
            let files: Vec<&str> = path.files.iter().map(|file| &*file.value).collect();
            files.join(", ")
        });
        Some((path, tables.collect()))
    }

    /// The profile and the changes to rules.
    pub(super) fn profile(&self, number: usize) -> Result<(Profile, Overrides), Vec<String>> {
        let settings = self.settings(number)?;
        let profile = self.profile_of(&settings).map_err(|error| vec![error])?;
        Ok((profile, settings.rules))
    }

    /// The profile that the options and the settings name.
    pub(super) fn profile_of(&self, settings: &Settings) -> Result<Profile, String> {
        let set = settings.profile.as_ref().map(|set| &*set.value);
        let name = self.options.profile.as_deref().or(set).unwrap_or(DEFAULT_PROFILE);
        Profile::named(name).map_err(|error| error.to_string())
    }

    /// The rules of all that holds for some letter, by number. Opens the dictionary.
    pub(super) fn rules(&self) -> Result<Vec<Result<InForce, Vec<String>>>, String> {
        let morphology = RuMorph::bundled().map_err(|error| format!("словарь в программе повреждён: {error}"))?;
        let morphology = Arc::new(morphology);
        let make = |number: usize| {
            let settings = self.settings(number)?;
            let profile = self.profile_of(&settings).map_err(|error| vec![error])?;
            let ruleset =
                Ruleset::load(profile, &settings.rules, morphology.clone()).map_err(|errors| told(&errors))?;
            let set = settings.fail_on.map(|set| set.value);
            let usual = settings.kind.unwrap_or_default();
            Ok(InForce { ruleset, fail_on: self.fail_on.or(set).unwrap_or(Severity::Warning), usual })
        };
        Ok((0..self.in_force.len()).map(make).collect())
    }
}

fn told(errors: &[FileError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

/// A path as seen from the current folder, where it is below it.
pub(super) fn near(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).display().to_string()
}

/// The text of a file of settings.
pub(super) fn text_of(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => "файл не в кодировке UTF-8. Сохраните его в UTF-8".to_owned(),
        _ => io_error(&error),
    })
}

/// Reads a configuration with the vocabularies that it names.
fn read(path: &Path, folder: PathBuf) -> Result<File, Vec<String>> {
    let name = near(path);
    let text = text_of(path).map_err(|error| vec![format!("{name}: {error}")])?;
    let mut config = Config::parse(&name, text.trim_start_matches('\u{feff}')).map_err(|errors| told(&errors))?;
    let mut errors = Vec::new();
    let beside = path.parent().unwrap_or(Path::new(""));
    for settings in config.parts_mut() {
        for file in std::mem::take(&mut settings.word_files) {
            let path = beside.join(&file.value);
            match text_of(&path) {
                Ok(text) => {
                    errors.extend(add_words(&near(&path), &text, &mut settings.rules).err().into_iter().flatten())
                }
                Err(error) => errors.push(file.place.fault(format!("файл со словами «{}»: {error}", file.value))),
            }
            settings.word_files.push(file);
        }
    }
    let mut paths = Vec::new();
    for path in &config.paths {
        let mut set = GlobSetBuilder::new();
        for pattern in &path.files {
            match GlobBuilder::new(&pattern.value).literal_separator(true).build() {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(_) => {
                    let problem = format!("образец пути «{}» записан неверно", pattern.value);
                    errors.push(pattern.place.fault(problem).hint("пишут так: \"шаблоны/**\", \"*.md\""));
                }
            }
        }
        paths.extend(set.build());
    }
    if errors.is_empty() { Ok(File { config, folder, paths }) } else { Err(told(&errors)) }
}
