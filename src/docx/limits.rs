//! How much of a file the reader takes on.

/// Bounds that keep memory and time small on a file made to hurt. The defaults are far above any letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Unpacked bytes of all parts read.
    pub unpacked: u64,
    /// Unpacked bytes of one part; never more than 4 GB.
    pub part: u64,
    /// How many times larger than packed a part may be. Parts under [`Self::ratio_free`] may be of any ratio.
    pub ratio: u64,
    /// Unpacked bytes of a part below which its ratio does not matter.
    pub ratio_free: u64,
    /// Entries of the archive.
    pub entries: usize,
    /// Nesting of XML elements.
    pub depth: usize,
    /// Elements and texts of one part that the reader keeps (about 20 bytes each).
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked: 512 << 20,
            part: 256 << 20,
            ratio: 100,
            ratio_free: 64 << 20,
            entries: 20_000,
            depth: 400,
            nodes: 16_000_000,
        }
    }
}
