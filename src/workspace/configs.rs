//! Which rules hold for which letter: the nearest `yasno.toml`, what the user chose, and the rules made from both.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::io_error;
use crate::config::{Config, FILE_NAME, Settings, add_words};
use crate::data::FileError;
use crate::document::Document;
use crate::language::RuMorph;
use crate::letter::{Card, Declared};
use crate::profile::{Profile, Severity};
use crate::rules::{Overrides, Ruleset};

/// A set of rules and from which severity on a finding counts.
#[derive(Debug)]
pub struct InForce {
    /// The rules.
    pub ruleset: Arc<Ruleset>,
    /// From which severity on a finding counts.
    pub fail_on: Severity,
    /// What letters are, unless their cards say otherwise.
    pub usual: Declared,
    /// The same under the profiles that cards name.
    pub profiles: Arc<ByProfile>,
}

impl InForce {
    /// The rules for a letter: those of the profile that its card names, else these.
    ///
    /// # Errors
    /// There is no such profile, or the settings do not fit it.
    pub fn of_letter(&self, document: &Document, beside: Option<&Card>) -> Result<Arc<Ruleset>, String> {
        self.profiles.of_letter(&self.ruleset, document, beside)
    }
}

/// Rules under the profiles that cards of letters name, made when a card first asks for them.
#[derive(Debug)]
pub struct ByProfile {
    settings: Settings,
    morphology: Arc<RuMorph>,
    /// The user chose a profile for all letters, whatever their cards say.
    chosen: bool,
    made: Mutex<BTreeMap<String, Result<Arc<Ruleset>, String>>>,
}

impl ByProfile {
    /// The rules for a letter whose card may name a profile; `usual` are those in force without it.
    ///
    /// # Errors
    /// There is no such profile, or the settings do not fit it.
    pub fn of_letter(
        &self,
        usual: &Arc<Ruleset>,
        document: &Document,
        beside: Option<&Card>,
    ) -> Result<Arc<Ruleset>, String> {
        let within = || document.front_matter().map(|front| Card::parse(&front.text));
        let named = match beside.and_then(|card| card.text("profile")) {
            _ if self.chosen => None,
            Some(name) => Some(name.to_owned()),
            None => within().and_then(|card| card.text("profile").map(str::to_owned)),
        };
        let Some(name) = named.filter(|name| *name != usual.profile.base) else { return Ok(usual.clone()) };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(name).or_insert_with_key(|name| self.make(name)).clone()
    }

    fn make(&self, name: &str) -> Result<Arc<Ruleset>, String> {
        let profile = self.settings.profile(Some(name)).map_err(|error| format!("карточка письма: {error}"))?;
        let ruleset = Ruleset::load(profile, &self.settings.rules, self.morphology.clone());
        ruleset.map(Arc::new).map_err(|errors| told(&errors).join("\n"))
    }
}

/// What the user chose for all letters: options of the command line, or of the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The profile, whatever the settings say.
    pub profile: Option<String>,
    /// The settings file in place of those that are found.
    pub config: Option<PathBuf>,
    /// True when none is to be looked for.
    pub no_config: bool,
    /// From which severity on a finding counts, whatever the settings say.
    pub fail_on: Option<Severity>,
}

impl Choice {
    /// The profile that is chosen or that the settings name.
    ///
    /// # Errors
    /// There is no such profile.
    pub fn profile_of(&self, settings: &Settings) -> Result<Profile, String> {
        settings.profile(self.profile.as_deref()).map_err(|error| error.to_string())
    }

    /// The rules under some settings.
    ///
    /// # Errors
    /// All that is wrong with the settings and shows only with the rules at hand.
    pub fn in_force(&self, settings: &Settings, morphology: Arc<RuMorph>) -> Result<InForce, Vec<String>> {
        let profile = self.profile_of(settings).map_err(|error| vec![error])?;
        let ruleset = Ruleset::load(profile, &settings.rules, morphology.clone()).map_err(|errors| told(&errors))?;
        let set = settings.fail_on.as_ref().map(|set| set.value);
        let fail_on = self.fail_on.or(set).unwrap_or(Severity::Warning);
        let chosen = self.profile.is_some();
        let profiles = ByProfile { settings: settings.clone(), morphology, chosen, made: Mutex::default() };
        let (ruleset, profiles) = (Arc::new(ruleset), Arc::new(profiles));
        Ok(InForce { ruleset, fail_on, usual: settings.kind.unwrap_or_default(), profiles })
    }
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
#[derive(Debug)]
pub struct Configs {
    choice: Choice,
    /// Number of the file that holds in a folder.
    folders: HashMap<PathBuf, usize>,
    files: Vec<Result<File, Vec<String>>>,
    /// What holds for letters: a file, and which of its `[[paths]]`.
    in_force: Vec<(usize, Vec<usize>)>,
    /// Files with words that were read, or should have been.
    word_files: BTreeSet<PathBuf>,
}

/// File number 0: none, or the one that is named.
const NO_FILE: usize = 0;

impl Configs {
    /// No configuration read yet, except the one that is chosen.
    pub fn new(choice: Choice) -> Self {
        let mut word_files = BTreeSet::new();
        let first = match &choice.config {
            Some(path) => read(path, PathBuf::new(), &mut word_files),
            None => Ok(File::default()),
        };
        Self { choice, folders: HashMap::new(), files: vec![first], in_force: Vec::new(), word_files }
    }

    /// What the user chose.
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// The files on which the answers so far rest, whether they are there or not.
    pub fn rests_on(&self) -> BTreeSet<PathBuf> {
        let mut files = self.word_files.clone();
        files.extend(self.choice.config.clone());
        files.extend(self.folders.keys().map(|folder| folder.join(FILE_NAME)));
        files
    }

    /// The file that sets what holds.
    pub fn file_of(&self, number: usize) -> Option<PathBuf> {
        let (file, _) = &self.in_force[number];
        let holds = |(_, number): &(&PathBuf, &usize)| **number == *file;
        match *file {
            NO_FILE => self.choice.config.clone(),
            // The uppermost of the folders in which it holds is its own.
            _ => self
                .folders
                .iter()
                .filter(holds)
                .map(|(folder, _)| folder.join(FILE_NAME))
                .min_by_key(|path| path.as_os_str().len()),
        }
    }

    /// The number of what holds for the file at a path.
    pub fn of_path(&mut self, path: &Path) -> usize {
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
    pub fn below(&mut self, folder: &Path) -> usize {
        let file = self.file(folder);
        self.number(file, Vec::new())
    }

    /// The number of what holds where there are no settings.
    pub fn anywhere(&mut self) -> usize {
        self.number(NO_FILE, Vec::new())
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
        if self.choice.no_config || self.choice.config.is_some() {
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
                self.files.push(read(&file, place.to_path_buf(), &mut self.word_files));
                number = self.files.len() - 1;
                break;
            }
        }
        self.folders.extend(above.into_iter().map(|place| (place, number)));
        number
    }

    /// What the configuration sets, without the options.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn settings(&self, number: usize) -> Result<Settings, Vec<String>> {
        let (file, fit) = &self.in_force[number];
        let file = self.files[*file].as_ref().map_err(Clone::clone)?;
        let mut settings = file.config.settings.clone();
        for path in fit.iter().filter_map(|&number| file.config.paths.get(number)) {
            settings.lay(path.settings.clone());
        }
        Ok(settings)
    }

    /// The file that sets it, and the patterns of those of its `[[paths]]` that fit; `None` without a file.
    pub fn origin(&self, number: usize) -> Option<(String, Vec<String>)> {
        let (file, fit) = &self.in_force[number];
        let found = self.files[*file].as_ref().ok()?;
        let path = match (*file, &self.choice.config) {
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
    ///
    /// # Errors
    /// What is wrong with the file, or an unknown profile.
    pub fn profile(&self, number: usize) -> Result<(Profile, Overrides), Vec<String>> {
        let settings = self.settings(number)?;
        let profile = self.choice.profile_of(&settings).map_err(|error| vec![error])?;
        Ok((profile, settings.rules))
    }

    /// The rules of all that holds for some letter, by number. Opens the dictionary.
    ///
    /// # Errors
    /// The dictionary in the program is damaged.
    pub fn rules(&self) -> Result<Vec<Result<InForce, Vec<String>>>, String> {
        let morphology = RuMorph::bundled().map_err(|error| format!("словарь в программе повреждён: {error}"))?;
        let morphology = Arc::new(morphology);
        let make = |number: usize| self.choice.in_force(&self.settings(number)?, morphology.clone());
        Ok((0..self.in_force.len()).map(make).collect())
    }
}

fn told(errors: &[FileError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

/// A path as seen from the current folder, where it is below it.
pub fn near(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).display().to_string()
}

/// The text of a file of settings.
///
/// # Errors
/// Why it cannot be read.
pub fn text_of(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => "файл не в кодировке UTF-8. Сохраните его в UTF-8".to_owned(),
        _ => io_error(&error),
    })
}

/// Reads a configuration with the vocabularies that it names.
fn read(path: &Path, folder: PathBuf, word_files: &mut BTreeSet<PathBuf>) -> Result<File, Vec<String>> {
    let name = near(path);
    let text = text_of(path).map_err(|error| vec![format!("{name}: {error}")])?;
    let mut config = Config::parse(&name, text.trim_start_matches('\u{feff}')).map_err(|errors| told(&errors))?;
    let mut errors = Vec::new();
    let beside = path.parent().unwrap_or(Path::new(""));
    for settings in config.parts_mut() {
        for file in std::mem::take(&mut settings.word_files) {
            let path = beside.join(&file.value);
            word_files.insert(path.clone());
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
