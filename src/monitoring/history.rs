//! What earlier reports came to: numbers only, no words of letters.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::period::Period;
use crate::report::Counts;

const VERSION: u32 = 1;

/// Earlier reports by period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    version: u32,
    runs: BTreeMap<String, Run>,
}

impl Default for History {
    fn default() -> Self {
        Self { version: VERSION, runs: BTreeMap::new() }
    }
}

/// What one report came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Run {
    /// Letters; they waited for days.
    pub(super) letters: Option<Sums>,
    /// Calls; they waited for seconds.
    pub(super) calls: Option<Sums>,
    /// Templates that are clean, and all of them.
    pub(super) templates: [usize; 2],
    /// Scripts that are clean, and all of them.
    pub(super) scripts: [usize; 2],
    /// Matters with a ready answer, and all of them.
    pub(super) topics: Option<[usize; 2]>,
    /// Faults.
    pub(super) findings: Counts,
    /// Materials that nobody looked over in time.
    pub(super) unreviewed: usize,
    /// The mean score of readability.
    pub(super) score: Option<f64>,
}

/// Sums of a journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sums {
    pub(super) total: u32,
    pub(super) unanswered: u32,
    /// The mean time of waiting.
    pub(super) waiting: Option<f64>,
}

/// Why a file of history cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryError {
    /// A newer program wrote it.
    Newer,
    /// It is something else, or damaged.
    Damaged,
}

impl fmt::Display for HistoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Newer => "историю записала более новая версия Ясно. Обновите программу",
            Self::Damaged => {
                "это не история отчётов или файл повреждён. Верните прежний файл или назовите другой: --history ФАЙЛ"
            }
        })
    }
}

impl std::error::Error for HistoryError {}

impl History {
    /// Reads a history.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn parse(text: &str) -> Result<Self, HistoryError> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        match serde_json::from_str::<Versioned>(text) {
            Ok(found) if found.version > VERSION => return Err(HistoryError::Newer),
            Ok(_) => {}
            Err(_) => return Err(HistoryError::Damaged),
        }
        let found: Self = serde_json::from_str(text).map_err(|_| HistoryError::Damaged)?;
        let named = found.runs.keys().all(|key| Period::of_key(key).is_some());
        if found.version == VERSION && named { Ok(found) } else { Err(HistoryError::Damaged) }
    }

    /// The history as a file.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The history with a report, in place of an earlier one on the same period.
    pub(super) fn with(&self, period: &Period, run: Run) -> Self {
        let mut runs = self.runs.clone();
        runs.insert(period.key(), run);
        Self { version: VERSION, runs }
    }

    /// The reports in order of time.
    pub(super) fn runs(&self) -> impl Iterator<Item = (Period, &Run)> {
        self.runs.iter().filter_map(|(key, run)| Some((Period::of_key(key)?, run)))
    }
}
