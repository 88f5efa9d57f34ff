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
    /// Its name in files and options; in Russian it is shown by [`Display`](fmt::Display).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn louder_is_greater_and_names_go_both_ways() {
        let all = [Severity::Off, Severity::Hint, Severity::Warning, Severity::Error];
        assert!(all.is_sorted());
        for severity in all {
            let json = format!("\"{}\"", severity.as_str());
            assert_eq!(serde_json::from_str::<Severity>(&json).expect("a severity"), severity);
            assert_eq!(serde_json::to_string(&severity).expect("a name"), json);
        }
        assert_eq!(format!("{:>10}", Severity::Error), "    ошибка");
    }
}
