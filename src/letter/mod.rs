//! What this letter is and has: its kind, and its parts, each with its place.

mod kind;
mod recognise;
mod zone;

pub use kind::Kind;
pub use zone::Zone;

/// A letter: what it is, and which block is what part of it.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// What it is.
    pub kind: Kind,
    /// Why it is taken for that, in Russian: «есть слова «отказано в выплате»», «задано в параметрах».
    pub kind_reason: String,
    /// True when it is a template of such a letter: its placeholders count as filled in.
    pub template: bool,
    /// The zone of each block.
    pub zones: Vec<Zone>,
}

impl Letter {
    /// The zone of a block.
    pub fn zone(&self, block: usize) -> Zone {
        self.zones.get(block).copied().unwrap_or_default()
    }
}
