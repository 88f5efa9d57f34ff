//! How hard a text is to read: the school grade as the mean of five formulas with the coefficients fitted to Russian
//! school texts by the plainrussian project (<https://github.com/infoculture/plainrussian>), and the figures behind it.

use rustc_hash::FxHashMap;

use super::analysis::SentenceView;
use super::mask::MaskSet;
use crate::text::Span;

/// Syllables from which on a word is long.
const LONG_WORD: usize = 5;

/// Figures of a text and the grade they give.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Readability {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words, as [`SentenceView::count_words`] counts them: a date or the title of an act is one word.
    pub words: usize,
    /// Words with a vowel, on which the formulas rest: neither numbers nor masked stretches.
    pub read_words: usize,
    /// Syllables of those words.
    pub syllables: usize,
    /// Letters of those words.
    pub letters: usize,
    /// Those words that have five syllables or more.
    pub long_words: usize,
    /// School grade: the mean of the five formulas, not below 1; 0 for a text without words.
    pub grade: f64,
    /// Words in a sentence on the average.
    pub words_per_sentence: f64,
    /// Share of long words, from 0 to 1.
    pub long_word_share: f64,
}

/// What makes a text hard: shown to the writer beside the figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drivers {
    /// The hardest sentences, the worst first.
    pub sentences: Vec<HardSentence>,
    /// Long words as they stand in the text, folded, with how often they come; the most frequent, then the longest first.
    pub words: Vec<(String, usize)>,
}

/// A sentence that weighs on the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardSentence {
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub words: usize,
    /// Its long words.
    pub long_words: usize,
}

impl HardSentence {
    /// By the terms that the five formulas have in common: length, and long words thrice.
    fn weight(&self) -> usize {
        self.words + 3 * self.long_words
    }
}

/// Hard sentences and long words that are kept.
const KEPT: (usize, usize) = (3, 8);

/// Sentences below this weight are easy whatever the others are.
const HARD: usize = 20;

/// What a grade means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Up to 11: school is enough.
    Good,
    /// Up to 14.
    Acceptable,
    /// Up to 17.
    Hard,
    /// Above 17.
    VeryHard,
}

impl Readability {
    /// The figures of these sentences. What stands in masks of one word (names, titles, references) counts in the
    /// length of sentences, but not as words to be read: the writer cannot shorten them.
    pub fn of<'a>(sentences: impl IntoIterator<Item = SentenceView<'a>>) -> Self {
        Self::with_drivers(sentences).0
    }

    /// The figures, and what makes them so.
    pub fn with_drivers<'a>(sentences: impl IntoIterator<Item = SentenceView<'a>>) -> (Self, Drivers) {
        let mut figures = Self::default();
        let mut hard: Vec<HardSentence> = Vec::with_capacity(KEPT.0 + 1);
        let mut long: FxHashMap<&'a str, (usize, u8)> = FxHashMap::default();
        for sentence in sentences {
            let long_before = figures.long_words;
            let words = sentence.count_words(0..sentence.len());
            figures.sentences += usize::from(words > 0);
            figures.words += words;
            for token in 0..sentence.len() {
                if sentence.is_masked(token, MaskSet::ONE_WORD.union(MaskSet::BASE)) {
                    continue;
                }
                let word = sentence.word(token);
                let syllables = usize::from(word.syllables);
                if !word.is_word() || syllables == 0 {
                    continue;
                }
                figures.read_words += 1;
                figures.syllables += syllables;
                figures.letters += usize::from(word.letters);
                if syllables >= LONG_WORD {
                    figures.long_words += 1;
                    long.entry(&word.folded).or_insert((0, word.syllables)).0 += 1;
                }
            }
            let here = HardSentence { span: sentence.whole(), words, long_words: figures.long_words - long_before };
            if here.weight() >= HARD {
                // Of equals the earlier stays.
                let place = hard.partition_point(|other| other.weight() >= here.weight());
                hard.insert(place, here);
                hard.truncate(KEPT.0);
            }
        }
        figures.rate();
        let mut words: Vec<(&str, (usize, u8))> = long.into_iter().collect();
        words.sort_by(|(a, (often, long)), (b, (others, other))| (others, other, *a).cmp(&(often, long, *b)));
        words.truncate(KEPT.1);
        let words = words.into_iter().map(|(word, (count, _))| (word.to_owned(), count)).collect();
        (figures, Drivers { sentences: hard, words })
    }

    #[allow(clippy::approx_constant, reason = "a fitted coefficient that happens to look like 1/π")]
    fn rate(&mut self) {
        if self.sentences == 0 || self.read_words == 0 {
            return;
        }
        let (sentences, words) = (self.sentences as f64, self.read_words as f64);
        self.words_per_sentence = self.words as f64 / sentences;
        self.long_word_share = self.long_words as f64 / words;
        let length = self.words_per_sentence;
        let syllables = self.syllables as f64 / words;
        let letters = self.letters as f64 / words;
        let long = self.long_words as f64;
        let flesch_kincaid = 0.318 * length + 14.2 * syllables - 30.5;
        let coleman_liau = 0.055 * (100.0 * letters) - 0.35 * (100.0 / length) - 20.33;
        let smog = 1.1 * (64.6 * long / sentences).sqrt() + 0.05;
        let dale_chall = 0.552 * (100.0 * self.long_word_share) + 0.273 * length;
        let automated = 6.26 * letters + 0.2805 * length - 31.04;
        self.grade = ((flesch_kincaid + coleman_liau + smog + dale_chall + automated) / 5.0).max(1.0);
    }

    /// What the grade means; `None` for a text without words.
    pub fn band(&self) -> Option<Band> {
        match self.grade {
            grade if grade <= 0.0 => None,
            grade if grade <= 11.0 => Some(Band::Good),
            grade if grade <= 14.0 => Some(Band::Acceptable),
            grade if grade <= 17.0 => Some(Band::Hard),
            _ => Some(Band::VeryHard),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::mask::testing::analysed;

    fn figures(text: &str) -> Readability {
        let (document, analysis, lexicon) = analysed(text, false);
        Readability::of(analysis.sentences(&document, &lexicon))
    }

    #[test]
    fn counts_what_is_read() {
        // Мы(1,2) рассмотрели(4,11) письмо(2,6). Ответ(2,5) подготовлен(4,11) заблаговременно(6,15).
        let text = figures("Мы рассмотрели письмо. Ответ подготовлен заблаговременно.");
        assert_eq!((text.sentences, text.words, text.syllables, text.letters, text.long_words), (2, 6, 19, 50, 1));
    }

    #[test]
    fn counts_a_mask_as_one_word_that_is_not_read() {
        let text = figures("Ответим 5 марта 2024 г.");
        assert_eq!((text.words, text.read_words, text.syllables), (2, 1, 3));
    }

    #[test]
    fn grades_by_the_five_formulas() {
        // 100 words in 5 sentences, 300 syllables, 650 letters, 20 long words:
        // FK 0.318*20+14.2*3-30.5 = 18.46; CLI 0.055*650-0.35*5-20.33 = 13.67; SMOG 1.1*sqrt(64.6*4)+0.05 = 17.7325;
        // DC 0.552*20+0.273*20 = 16.5; ARI 6.26*6.5+0.2805*20-31.04 = 15.26. Mean 16.3245.
        let mut text = Readability {
            sentences: 5,
            words: 100,
            read_words: 100,
            syllables: 300,
            letters: 650,
            long_words: 20,
            ..Readability::default()
        };
        text.rate();
        assert!((text.grade - 16.3245).abs() < 1e-3, "{text:?}");
        assert!((text.words_per_sentence - 20.0).abs() < 1e-9 && (text.long_word_share - 0.2).abs() < 1e-9);
        assert_eq!(text.band(), Some(Band::Hard));
    }

    #[test]
    fn rates_plain_text_below_bureaucratese() {
        let plain = figures("Мы проверили двор. Мусор убрали вчера. Ждём вас в мае.");
        let official = figures(
            "Осуществление мероприятий по благоустройству придомовой территории предусмотрено муниципальной \
             программой, финансирование которой обеспечивается соответствующими бюджетными ассигнованиями.",
        );
        assert_eq!(plain.band(), Some(Band::Good));
        assert_eq!(official.band(), Some(Band::VeryHard));
    }

    #[test]
    fn says_nothing_of_nothing() {
        assert_eq!(figures("").band(), None);
        assert_eq!(figures("12, 34.").band(), None);
    }
}
