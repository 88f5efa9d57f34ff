//! How loud a finding is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How loud a finding is; ordered from silent to loud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The rule does not run.
    Off,
    /// Good advice.
    Hint,
    /// A fault that spoils the letter.
    #[default]
    Warning,
    /// A fault with which the letter must not leave.
    Error,
}

impl Severity {
    /// One step quieter, but not off.
    pub fn lower(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Hint => Self::Hint,
            Self::Off => Self::Off,
        }
    }

    /// One step louder; off stays off.
    pub fn raise(self) -> Self {
        match self {
            Self::Off => Self::Off,
            Self::Hint => Self::Warning,
            Self::Warning | Self::Error => Self::Error,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Off => "выключено",
            Self::Hint => "подсказка",
            Self::Warning => "предупреждение",
            Self::Error => "ошибка",
        })
    }
}
