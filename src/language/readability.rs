//! How hard a text is to read: the school grade by five formulas with the coefficients of «plainrussian.ru», and the
//! lengths of sentences and words.

use super::analysis::SentenceView;
use super::mask::MaskSet;

/// Syllables from which on a word is long.
const LONG_WORD: usize = 5;
