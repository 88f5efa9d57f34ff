//! `--cache`: what unchanged files came to, so that they need not be checked again.
//!
//! A result holds for the same bytes under the same name, settings, options and program; all of these are in its key.
//! When every file is known, the rules and the dictionary are not opened at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::check::{Done, Task};
use crate::config::Settings;
use crate::workspace::{card_path, io_error};

/// The folder, in the current one.
pub(super) const FOLDER: &str = ".yasno-cache";
const FILE: &str = "check.json";
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# Yasno keeps here what unchanged letters came to.\n";

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    key: String,
    done: Done,
}

/// Results of earlier runs.
#[derive(Debug)]
pub(super) struct Cache {
    /// By absolute path.
    kept: BTreeMap<String, Kept>,
    /// Path and key of each file of this run; `None` for one that is not kept.
    keys: Vec<Option<(String, String)>>,
    changed: bool,
}

impl Cache {
    /// Opens the cache for the files of a run. `seed` is all that the results hang on besides file and settings.
    pub(super) fn open(tasks: &[Task], seed: &str, settings: impl Fn(usize) -> Option<Settings>) -> Self {
        // A damaged file is as good as none.
        let kept = fs::read(Path::new(FOLDER).join(FILE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut seeds: BTreeMap<usize, Option<String>> = BTreeMap::new();
        for Task { config: number, .. } in tasks {
            seeds.entry(*number).or_insert_with(|| Some(format!("{} {seed} {:?}", program(), settings(*number)?)));
        }
        let key = |task: &Task| {
            let Task { input, found, subject, usual, .. } = task;
            let seed = seeds.get(&task.config)?.as_ref()?;
            let besides = format!("{found:?} {subject:?} {usual:?}");
            let path = std::path::absolute(input.path.as_ref()?).ok()?;
            let mut digest = Sha256::new();
            // The card beside the letter, as long as there is one.
            let card = card_path(input.path.as_ref()?).and_then(|card| fs::read(card).ok()).unwrap_or_default();
            for part in [seed.as_bytes(), besides.as_bytes(), input.name.as_bytes(), &card, &input.bytes().ok()?] {
                digest.update((part.len() as u64).to_le_bytes());
                digest.update(part);
            }
            let key: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            Some((path.to_str()?.to_owned(), key))
        };
        let keys = tasks.par_iter().map(key).collect();
        Self { kept: kept.unwrap_or_default(), keys, changed: false }
    }

    /// What the file of this number came to, if it has not changed.
    pub(super) fn get(&self, number: usize) -> Option<&Done> {
        let (path, key) = self.keys.get(number)?.as_ref()?;
        self.kept.get(path).filter(|kept| kept.key == *key).map(|kept| &kept.done)
    }

    /// True when no file need be checked.
    pub(super) fn knows_all(&self) -> bool {
        (0..self.keys.len()).all(|number| self.get(number).is_some())
    }

    /// Takes in results. One that is an error is not kept: its reason may be gone the next time.
    pub(super) fn add(&mut self, results: Vec<(usize, Done)>) {
        for (number, done) in results {
            if done.error.is_none()
                && self.get(number).is_none()
                && let Some(Some((path, key))) = self.keys.get(number)
            {
                self.kept.insert(path.clone(), Kept { key: key.clone(), done });
                self.changed = true;
            }
        }
    }

    /// Writes the cache, without files that are gone.
    pub(super) fn save(&self) -> Result<(), String> {
        if !self.changed {
            return Ok(());
        }
        let told = |error: std::io::Error| io_error(&error);
        let folder = Path::new(FOLDER);
        fs::create_dir_all(folder).map_err(told)?;
        // What was in letters goes into no repository and no backup.
        fs::write(folder.join(".gitignore"), "*\n").map_err(told)?;
        fs::write(folder.join("CACHEDIR.TAG"), TAG).map_err(told)?;
        let kept: BTreeMap<&String, &Kept> = self.kept.iter().filter(|(path, _)| Path::new(path).exists()).collect();
        let bytes = serde_json::to_vec(&kept).map_err(|error| error.to_string())?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(told)?;
        std::io::Write::write_all(&mut file, &bytes).map_err(told)?;
        file.persist(folder.join(FILE)).map(drop).map_err(|error| told(error.error))
    }
}

/// This very program: another build may have other rules under the same number.
fn program() -> String {
    let built = std::env::current_exe().and_then(fs::metadata).and_then(|file| Ok((file.len(), file.modified()?)));
    let built = built.ok().and_then(|(size, time)| Some((size, time.duration_since(UNIX_EPOCH).ok()?.as_nanos())));
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}
