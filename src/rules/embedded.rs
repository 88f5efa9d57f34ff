//! The rule files and vocabularies built into the program.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A file of data.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its path, as it is named in errors: `rules/wording/archaism.toml`.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Bytes of `text` before the first example.
    pub head: usize,
}

impl<'a> Source<'a> {
    /// A file that is not built in.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        let examples = ["\n[[bad]]", "\n[[good]]"].iter().filter_map(|mark| text.find(mark)).min();
        Self { path, text, head: examples.unwrap_or(text.len()) }
    }

    /// The file's name without its ending: the id of a rule, the name of a table.
    pub fn name(&self) -> &'a str {
        let file = self.path.rsplit('/').next().unwrap_or(self.path);
        file.rsplit_once('.').map_or(file, |(name, _)| name)
    }

    /// The folder it stands in: the area of a rule.
    pub fn area(&self) -> &'a str {
        self.path.rsplit('/').nth(1).unwrap_or_default()
    }

    /// The part a check needs.
    pub fn head(&self) -> &'a str {
        self.text.get(..self.head).unwrap_or(self.text)
    }
}

/// The built-in rule files, sorted by path.
pub fn rules() -> impl Iterator<Item = Source<'static>> {
    RULES.iter().map(|&(path, text, head)| Source { path, text, head })
}

/// The built-in tables, sorted by path.
pub fn tables() -> impl Iterator<Item = Source<'static>> {
    TABLES.iter().map(|&(path, text, head)| Source { path, text, head })
}
