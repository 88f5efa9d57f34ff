//! Errors in rule files and vocabularies.

use std::fmt;

/// What is wrong in a rule file, a vocabulary or another file of data, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFileError {
    /// The file, as it is called in the project or on the command line.
    pub path: String,
    /// Line from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what was meant, in Russian.
    pub message: String,
}

impl RuleFileError {
    /// An error at a line of a file.
    pub fn new(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, message: message.into() }
    }

    /// An error at a byte of a file.
    pub fn at_byte(path: impl Into<String>, text: &str, at: usize, message: impl Into<String>) -> Self {
        let before = text.as_bytes().get(..at.min(text.len())).unwrap_or_default();
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        Self::new(path, line, message)
    }
}

impl fmt::Display for RuleFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for RuleFileError {}
