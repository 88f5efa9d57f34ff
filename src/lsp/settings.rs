//! Which rules hold for which file: the nearest `yasno.toml`, read again when it changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::{Config, FILE_NAME};
use crate::language::RuMorph;
use crate::profile::{DEFAULT_PROFILE, Profile};
use crate::rules::Ruleset;

/// The rules of one `yasno.toml`, or of none.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// The rules.
    pub(super) ruleset: Arc<Ruleset>,
    /// The file that sets them, if one does.
    pub(super) file: Option<Arc<Path>>,
    /// Number of this loading; another after each change.
    pub(super) generation: u32,
}

/// The rules met, each loaded once.
#[derive(Debug, Default)]
pub(super) struct Settings {
    loaded: HashMap<Option<PathBuf>, Rules>,
    generation: u32,
}

/// Rules to check with, and what the user must be told about his settings.
pub(super) type Loading = (Rules, Vec<String>);

impl Settings {
    /// The rules for a file; `None` when they are not loaded yet.
    pub(super) fn of(&self, file: Option<&Path>) -> Option<&Rules> {
        self.loaded.get(&file.map(Path::to_owned))
    }

    /// Takes over rules.
    pub(super) fn keep(&mut self, mut rules: Rules) -> Rules {
        self.generation += 1;
        rules.generation = self.generation;
        self.loaded.insert(rules.file.as_deref().map(Path::to_owned), rules.clone());
        rules
    }

    /// Forgets all rules: files have changed.
    pub(super) fn forget(&mut self) {
        self.loaded.clear();
    }
}

/// The settings file that holds for a letter: the nearest in its folder and those above.
pub(super) fn file_for(letter: &Path) -> Option<PathBuf> {
    let folders = letter.parent()?.ancestors();
    folders.map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// The dictionary, opened once.
static MORPHOLOGY: Mutex<Option<Arc<RuMorph>>> = Mutex::new(None);

fn morphology() -> Result<Arc<RuMorph>, String> {
    let mut kept = MORPHOLOGY.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(morphology) = &*kept {
        return Ok(morphology.clone());
    }
    let morphology = RuMorph::bundled().map_err(|error| format!("словарь в программе повреждён: {error}"))?;
    Ok(kept.insert(Arc::new(morphology)).clone())
}

/// Loads the rules of a settings file. Where it is wrong, the rules without it are given and what is wrong with it.
///
/// # Errors
/// The program itself is damaged.
pub(super) fn load(file: Option<&Path>) -> Result<Loading, String> {
    let morphology = morphology()?;
    let make = |config: &Config| {
        let name = config.settings.profile.as_ref().map(|set| &*set.value).unwrap_or(DEFAULT_PROFILE);
        let profile = Profile::named(name).map_err(|error| vec![error.to_string()])?;
        Ruleset::load(profile, &config.settings.rules, morphology.clone())
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let own = file.map_or(Ok(Config::default()), read).and_then(|config| make(&config));
    let (ruleset, faults) = match own {
        Ok(ruleset) => (ruleset, Vec::new()),
        Err(faults) => (make(&Config::default()).map_err(|errors| errors.join("\n"))?, faults),
    };
    Ok((Rules { ruleset: Arc::new(ruleset), file: file.map(Arc::from), generation: 0 }, faults))
}

fn read(file: &Path) -> Result<Config, Vec<String>> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| vec![format!("{name}: файл не читается: {error}")])?;
    Config::parse(&name, text.trim_start_matches('\u{feff}'))
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}
