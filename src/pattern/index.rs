//! placeholder
/// One match of a pattern of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Number of the row, as given to [`crate::rules::Setup::pattern`].
    pub row: u32,
    /// Block.
    pub block: u32,
    /// Sentence in the block.
    pub sentence: u32,
    /// Tokens in the sentence.
    pub tokens: std::ops::Range<u32>,
}
