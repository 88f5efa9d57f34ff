//! Words of a cell, and phrases that are looked for among them.

/// The words of a text in lower case, without marks; «ё» is «е», «№» is a word of its own.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = text.to_lowercase().replace('ё', "е").replace('№', " n ");
    let shown = |c: char| !matches!(c, '\u{301}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    let folded: String = folded.chars().filter(|&c| shown(c)).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Variants of a phrase, any of which fits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases(Vec<Phrase>);

#[derive(Clone, Debug)]
struct Phrase {
    /// The words must be all there are.
    whole: bool,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Word(String),
    Beginning(String),
    /// Any words.
    Gap,
}

impl Part {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(own) => own == word,
            Self::Beginning(own) => word.starts_with(own.as_str()),
            Self::Gap => true,
        }
    }
}

impl Phrases {
    /// Variants as a table has them, see `dictionaries/register-values.tsv`.
    pub(crate) fn of(variants: &str, mark: char) -> Self {
        let variants = variants.split(mark).map(str::trim).filter(|variant| !variant.is_empty());
        Self(variants.map(Phrase::of).collect())
    }

    /// True when a variant stands among the words.
    pub(crate) fn are_in(&self, words: &[String]) -> bool {
        self.find(words).is_some()
    }

    /// Where the first variant that fits begins, and how many characters it has: the earliest, then the longest.
    pub(crate) fn find(&self, words: &[String]) -> Option<(usize, usize)> {
        let found = self.0.iter().filter_map(|phrase| Some((phrase.find(words)?, phrase.length())));
        found.min_by_key(|&(at, length)| (at, usize::MAX - length))
    }
}

impl Phrase {
    fn of(text: &str) -> Self {
        let (whole, text) = text.strip_prefix('=').map_or((false, text), |rest| (true, rest));
        let part = |piece: &str| match piece.strip_suffix('*') {
            _ if piece == "…" => Part::Gap,
            Some(beginning) => Part::Beginning(beginning.to_lowercase().replace('ё', "е")),
            None => Part::Word(piece.to_lowercase().replace('ё', "е").replace('№', "n")),
        };
        Self { whole, parts: text.split_whitespace().map(part).collect() }
    }

    fn length(&self) -> usize {
        let length = |part: &Part| match part {
            Part::Word(word) | Part::Beginning(word) => word.len(),
            Part::Gap => 0,
        };
        self.parts.iter().map(length).sum()
    }

    fn find(&self, words: &[String]) -> Option<usize> {
        if self.whole {
            return (self.end_from(words, 0) == Some(words.len())).then_some(0);
        }
        (0..words.len()).find(|&start| self.end_from(words, start).is_some())
    }

    /// Where the phrase ends that begins at `start`.
    fn end_from(&self, words: &[String], start: usize) -> Option<usize> {
        let mut at = start;
        let mut far = false;
        for part in &self.parts {
            match part {
                Part::Gap => far = true,
                part if far => {
                    at += words.get(at..)?.iter().position(|word| part.fits(word))? + 1;
                    far = false;
                }
                part => {
                    words.get(at).filter(|word| part.fits(word))?;
                    at += 1;
                }
            }
        }
        Some(at)
    }
}

/// True for a cell that says nothing: empty, a dash, «нет», «уточняется», a place left to fill in.
pub(crate) fn is_blank(text: &str) -> bool {
    const NOTHING: [&str; 20] = [
        "нет",
        "н д",
        "нд",
        "уточняется",
        "уточнить",
        "уточним",
        "не указано",
        "не указан",
        "не указана",
        "не определено",
        "не определен",
        "не заполнено",
        "заполнить",
        "позже",
        "отсутствует",
        "отсутствуют",
        "хх",
        "ххх",
        "xx",
        "xxx",
    ];
    let words = words(text);
    let is_hole = text.contains("{{") || text.contains("___") || (text.contains('<') && text.contains('>'));
    words.is_empty() || is_hole || (words.len() <= 2 && NOTHING.contains(&words.join(" ").as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(variants: &str, text: &str) -> bool {
        Phrases::of(variants, '|').are_in(&words(text))
    }

    #[test]
    fn phrases_are_found_among_words() {
        assert!(fits("получени* … ответ*", "Получение письменного ответа"));
        assert!(fits("x|получени* … ответ*", "за получением ответа"));
        assert!(!fits("получени* … ответ*", "ответ на получение"));
        assert!(!fits("получени* ответ*", "получение письменного ответа"));
        assert!(fits("=друг*", "Другое") && !fits("=друг*", "другие потребности"));
        assert!(fits("=№", "№") && !fits("=№", "№ п/п"));
        assert_eq!(
            Phrases::of("тип точки; точки взаимодействия", ';').find(&words("Тип точки взаимодействия")),
            Some((0, 16))
        );
    }

    #[test]
    fn what_says_nothing_is_told_from_words() {
        for text in ["", " ", "—", "-", "…", "нет", "Н/Д", "уточняется", "{{тип}}", "______", "не указано", "<канал>"]
        {
            assert!(is_blank(text), "{text}");
        }
        for text in ["1", "сайт", "нет очереди для людей с инвалидностью", "приём"]
        {
            assert!(!is_blank(text), "{text}");
        }
    }
}
