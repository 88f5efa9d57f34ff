//! Which rules hold for which file, read again when the files with settings change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde::Deserialize;

use crate::config::{self, FILE_NAME};
use crate::language::RuMorph;
use crate::letter::Declared;
use crate::rules::Ruleset;
use crate::workspace::{ByProfile, Choice, Configs, InForce};

/// The rules that hold for some files.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// The rules.
    pub(super) ruleset: Arc<Ruleset>,
    /// What letters are, unless their cards say otherwise.
    pub(super) usual: Declared,
    /// The same under the profiles that cards name.
    pub(super) profiles: Arc<ByProfile>,
    /// What the office's own terms and abbreviations mean.
    pub(super) meanings: Arc<[(String, String)]>,
    /// Number of this loading; another after each change.
    pub(super) generation: u32,
}

/// What the user chose in the editor.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wishes {
    profile: Option<String>,
    config: Option<PathBuf>,
}

impl Wishes {
    /// Reads what the client sends; editors put their own settings there too.
    pub(super) fn read(value: serde_json::Value) -> Self {
        let own = value.get("yasno").cloned().unwrap_or(value);
        serde_json::from_value(own).unwrap_or_default()
    }

    fn choice(self) -> Choice {
        let profile = self.profile.filter(|profile| !profile.trim().is_empty());
        let config = self.config.filter(|config| !config.as_os_str().is_empty());
        Choice { profile, config, ..Choice::default() }
    }
}

/// Rules to load.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// Number of what holds.
    pub(super) number: usize,
    /// Which reading of the settings it belongs to.
    pub(super) reading: u32,
    choice: Choice,
    settings: Result<config::Settings, Vec<String>>,
}

/// Rules to check with, and what the user must be told about his settings.
pub(super) type Loading = (Rules, Vec<String>);

/// What tells that a file has changed: its time and length; `None` when it is not there.
type Stamp = Option<(Option<SystemTime>, u64)>;

fn stamp(path: &Path) -> Stamp {
    std::fs::metadata(path).ok().map(|file| (file.modified().ok(), file.len()))
}

/// The settings met and their rules, each loaded once.
#[derive(Debug)]
pub(super) struct Settings {
    configs: Configs,
    /// Folders open in the editor; files that are not saved yet belong to the first.
    folders: Vec<PathBuf>,
    loaded: HashMap<usize, Rules>,
    loading: BTreeSet<usize>,
    generation: u32,
    reading: u32,
    /// The files on which all this rests, as they were.
    stamps: BTreeMap<PathBuf, Stamp>,
}

impl Settings {
    /// Nothing read yet.
    pub(super) fn new(wishes: Wishes, folders: Vec<PathBuf>) -> Self {
        Self {
            configs: Configs::new(wishes.choice()),
            folders,
            loaded: HashMap::new(),
            loading: BTreeSet::new(),
            generation: 0,
            reading: 0,
            stamps: BTreeMap::new(),
        }
    }

    /// Number of what holds for a file, or for one that is not saved.
    pub(super) fn number(&mut self, path: Option<&Path>) -> usize {
        let number = match (path, self.folders.first()) {
            (Some(path), _) => self.configs.of_path(path),
            (None, Some(folder)) => self.configs.below(folder),
            (None, None) => self.configs.anywhere(),
        };
        for file in self.configs.rests_on() {
            self.stamps.entry(file).or_insert_with_key(|file| stamp(file));
        }
        number
    }

    /// The rules of a number; `None` when they are not loaded yet.
    pub(super) fn of(&self, number: usize) -> Option<&Rules> {
        self.loaded.get(&number)
    }

    /// What is to be done to load the rules of a number; `None` when that is under way.
    pub(super) fn task(&mut self, number: usize) -> Option<Task> {
        (self.of(number).is_none() && self.loading.insert(number)).then(|| Task {
            number,
            reading: self.reading,
            choice: self.configs.choice().clone(),
            settings: self.configs.settings(number),
        })
    }

    /// True for a task that was set before the settings were read anew.
    pub(super) fn is_late(&self, task: &Task) -> bool {
        task.reading != self.reading
    }

    /// Takes over rules.
    pub(super) fn keep(&mut self, number: usize, mut rules: Rules) -> Rules {
        self.generation += 1;
        rules.generation = self.generation;
        self.loading.remove(&number);
        self.loaded.insert(number, rules.clone());
        rules
    }

    /// A task has failed: it may be set again.
    pub(super) fn give_up(&mut self, number: usize) {
        self.loading.remove(&number);
    }

    /// The settings in force, for people.
    pub(super) fn named(&self, number: usize) -> String {
        match self.configs.origin(number) {
            None => "yasno.toml не найден".to_owned(),
            Some((file, tables)) if tables.is_empty() => file,
            Some((file, tables)) => format!("{file}, [[paths]] {}", tables.join("; ")),
        }
    }

    /// The file in which a change for a letter belongs; `None` when nobody can tell where.
    pub(super) fn file_to_change(&mut self, path: Option<&Path>) -> Option<PathBuf> {
        let number = self.number(path);
        if let Some(file) = self.configs.file_of(number) {
            return Some(file);
        }
        let around = self.folders.iter().filter(|folder| path.is_none_or(|path| path.starts_with(folder)));
        let folder = around.max_by_key(|folder| folder.as_os_str().len()).map(PathBuf::as_path);
        folder.or_else(|| path?.parent()).map(|folder| folder.join(FILE_NAME))
    }

    /// Other wishes or folders.
    pub(super) fn set(&mut self, wishes: Option<Wishes>, folders: Option<Vec<PathBuf>>) {
        if let Some(wishes) = wishes {
            self.configs = Configs::new(wishes.choice());
        }
        self.folders = folders.unwrap_or(std::mem::take(&mut self.folders));
        self.forget();
    }

    /// The wishes and folders, for one who reads settings elsewhere.
    pub(super) fn afresh(&self) -> Self {
        let Choice { profile, config, .. } = self.configs.choice().clone();
        Self::new(Wishes { profile, config }, self.folders.clone())
    }

    /// Forgets all that was read: files have changed.
    pub(super) fn forget(&mut self) {
        self.configs = Configs::new(self.configs.choice().clone());
        self.loaded.clear();
        self.loading.clear();
        self.stamps.clear();
        self.reading += 1;
    }

    /// True when a file on which the rules rest has changed since it was read. Not all clients watch files, and none
    /// watches those outside its folders.
    pub(super) fn have_changed(&self) -> bool {
        self.stamps.iter().any(|(file, before)| stamp(file) != *before)
    }

    /// True for a file on which the rules rest, or may rest.
    pub(super) fn rest_on(&self, path: &Path) -> bool {
        path.to_str().is_some_and(|path| path.ends_with(FILE_NAME)) || self.stamps.contains_key(path)
    }
}

/// The dictionary, opened once.
static MORPHOLOGY: Mutex<Option<Arc<RuMorph>>> = Mutex::new(None);

/// The dictionary of forms.
pub(super) fn morphology() -> Result<Arc<RuMorph>, String> {
    let mut kept = MORPHOLOGY.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(morphology) = &*kept {
        return Ok(morphology.clone());
    }
    let morphology = RuMorph::bundled().map_err(|error| format!("словарь в программе повреждён: {error}"))?;
    Ok(kept.insert(Arc::new(morphology)).clone())
}

/// Loads rules. Where the settings are wrong, the rules without them are given and what is wrong with them.
///
/// # Errors
/// The program itself is damaged.
pub(super) fn load(task: &Task) -> Result<Loading, String> {
    let morphology = morphology()?;
    let own = task.settings.as_ref().map_err(Clone::clone);
    let meanings = own.as_ref().map_or_else(
        |_| Vec::new(),
        |settings| {
            let meanings = settings.rules.meanings.iter();
            meanings.map(|own| (own.word.to_string(), own.meaning.to_string())).collect()
        },
    );
    let own = own.and_then(|settings| task.choice.in_force(settings, morphology.clone()));
    let (found, faults) = match own {
        Ok(found) => (found, Vec::new()),
        Err(faults) => {
            let plain = Choice::default().in_force(&config::Settings::default(), morphology);
            (plain.map_err(|errors| errors.join("\n"))?, faults)
        }
    };
    let InForce { ruleset, usual, profiles, .. } = found;
    Ok((Rules { ruleset, usual, profiles, meanings: meanings.into(), generation: 0 }, faults))
}
