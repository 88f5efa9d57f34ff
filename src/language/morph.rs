//! Morphology behind a small trait, and its implementation on the `rumorph` dictionary.

use std::sync::OnceLock;

use super::tag::{Feature, Tag};

/// Where a reading of a word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The dictionary.
    Dictionary,
    /// A sure rule: numbers, signs, Latin words, initials.
    Rule,
    /// A guess by the ending: good for a part of speech, not for a message.
    Guess,
}

/// One reading of a word form.
#[derive(Clone, Debug, PartialEq)]
pub struct RawReading {
    /// Dictionary form, in lower case, with «ё».
    pub lemma: String,
    /// Its features.
    pub tag: Tag,
    /// Likelihood without context; the readings of a form add up to 1.
    pub weight: f32,
    /// Where it comes from.
    pub origin: Origin,
}

/// What the program asks of a morphological dictionary.
pub trait Morphology: Send + Sync {
    /// The readings of a word form, most likely first. Never empty for a word of letters.
    fn readings(&self, word: &str) -> Vec<RawReading>;

    /// For each word of a sentence the index in [`Self::readings`] of the reading that fits the sentence best.
    /// Costs tens of times more than [`Self::readings`].
    fn in_context(&self, words: &[&str]) -> Vec<usize>;

    /// The form of the same lexeme with the features of `to` in place of the reading's own of the same groups;
    /// `None` when there is none. `reading` is an index in [`Self::readings`]. In lower case, with «ё».
    fn inflect(&self, word: &str, reading: usize, to: Tag) -> Option<String>;

    /// True when the dictionary knows the form.
    fn is_known(&self, word: &str) -> bool;
}

/// [`Morphology`] on the dictionary built into the program.
#[derive(Debug)]
pub struct RuMorph {
    dictionary: rumorph::Dictionary,
    /// The tags of the dictionary as sets, by number, each made when first met.
    tags: Box<[OnceLock<Tag>]>,
}

impl RuMorph {
    /// Opens the built-in dictionary. Takes about 10 ms: a check sum of 20 MB.
    ///
    /// # Errors
    /// When the built-in data is damaged, which only a broken build can cause.
    pub fn bundled() -> Result<Self, rumorph::Error> {
        let dictionary = rumorph::Dictionary::bundled()?;
        let tags = (0..dictionary.ud_tags().len()).map(|_| OnceLock::new()).collect();
        Ok(Self { dictionary, tags })
    }

    fn tag(&self, ud: u16) -> Tag {
        self.tags.get(usize::from(ud)).map_or(Tag::NONE, |tag| *tag.get_or_init(|| self.read_tag(ud)))
    }

    fn read_tag(&self, ud: u16) -> Tag {
        let Some(ud) = self.dictionary.ud_tag(ud) else { return Tag::NONE };
        let mut tag = Feature::of_ud("POS", ud.pos()).map_or(Tag::NONE, Feature::tag);
        for feature in ud.feats().filter_map(|(name, value)| Feature::of_ud(name, value)) {
            tag = tag | feature.tag();
        }
        for feature in ud.labels().filter_map(|label| Feature::of_ud("Label", label)) {
            tag = tag | feature.tag();
        }
        tag
    }
}

impl Morphology for RuMorph {
    fn readings(&self, word: &str) -> Vec<RawReading> {
        let analyses = self.dictionary.analyze(word);
        let reading = |analysis: rumorph::Analysis| RawReading {
            tag: self.tag(analysis.ud),
            lemma: analysis.lemma,
            weight: analysis.prob as f32,
            origin: match analysis.source {
                rumorph::Source::Dictionary => Origin::Dictionary,
                rumorph::Source::Rule => Origin::Rule,
                _ => Origin::Guess,
            },
        };
        analyses.into_iter().map(reading).collect()
    }

    fn in_context(&self, words: &[&str]) -> Vec<usize> {
        let Ok(ranked) = self.dictionary.analyze_sentence(words) else { return vec![0; words.len()] };
        let best = |(word, ranked): (&&str, &Vec<rumorph::Analysis>)| {
            let Some(first) = ranked.first() else { return 0 };
            let alone = self.dictionary.analyze(word);
            alone.iter().position(|other| other.ud == first.ud && other.lemma == first.lemma).unwrap_or(0)
        };
        words.iter().zip(&ranked).map(best).collect()
    }

    fn inflect(&self, word: &str, reading: usize, to: Tag) -> Option<String> {
        let analysis = self.dictionary.analyze(word).into_iter().nth(reading)?;
        let features: Vec<_> = to.without(Tag::POS | Tag::LABELS).features().map(Feature::ud).collect();
        Some(self.dictionary.inflect(&analysis, &features)?.word)
    }

    fn is_known(&self, word: &str) -> bool {
        self.dictionary.is_known(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_inflects() {
        let morph = RuMorph::bundled().expect("built-in dictionary");
        let readings = morph.readings("оплатой");
        assert_eq!(readings[0].lemma, "оплата");
        assert!(readings[0].tag.has_all(Tag::of(&[Feature::Noun, Feature::Ins, Feature::Sing, Feature::Fem])));
        assert_eq!(morph.inflect("оплатой", 0, Feature::Acc.tag()).as_deref(), Some("оплату"));
    }

    #[test]
    fn context_tells_the_case() {
        let morph = RuMorph::bundled().expect("built-in dictionary");
        let words = ["Я", "читаю", "книги"];
        let best = morph.in_context(&words);
        assert!(morph.readings("книги")[best[2]].tag.has(Feature::Acc));
    }
}
