//! Puts words and short phrases into a wanted form: «торговая марка» → «торговой марки», «оплатить» → «оплатили».

use super::lexicon::fold;
use super::morph::{Morphology, Origin, RawReading};
use super::tag::{Feature, Tag};

/// Parts of speech that decline like adjectives.
const ADJECTIVAL: Tag = Tag::of(&[Feature::Adj, Feature::Det]);
/// Parts of speech that head a noun phrase.
const NOMINAL: Tag = Tag::of(&[Feature::Noun, Feature::Propn]);

/// True for adjectives, determiners and full participles, in a full form that has case.
pub const fn is_adjectival(tag: Tag) -> bool {
    (tag.has_any(ADJECTIVAL) || tag.has(Feature::Participle)) && !tag.has(Feature::Short) && tag.has_any(Tag::CASE)
}

/// True for nouns, proper nouns among them.
pub const fn is_nominal(tag: Tag) -> bool {
    tag.has_any(NOMINAL)
}

/// True for finite verbs, infinitives, gerunds and participles; false for predicatives such as «надо».
pub const fn is_verbal(tag: Tag) -> bool {
    tag.has_any(Tag::VERB_FORM)
}

/// What an adjective must be to stand with a noun of this tag: its case and number, the gender in the singular, the
/// animacy where the accusative shows it.
pub const fn agreement(noun: Tag) -> Tag {
    let mut tag = noun.only(Tag::CASE.with(Tag::NUMBER));
    let singular = !noun.has(Feature::Plur);
    if singular {
        tag = tag.with(noun.only(Tag::GENDER));
    }
    if noun.has(Feature::Acc) && (!singular || noun.has(Feature::Masc)) {
        tag = tag.with(noun.only(Tag::ANIMACY));
    }
    tag
}

/// One word with the reading to inflect it by.
#[derive(Clone, Debug)]
pub struct Known {
    word: String,
    reading: usize,
    tag: Tag,
}

impl Known {
    /// Features of the reading.
    pub const fn tag(&self) -> Tag {
        self.tag
    }
}

/// A replacement phrase: words that agree with the head, the head, and a rest that never changes.
#[derive(Clone, Debug)]
pub struct Phrase {
    prefix: &'static str,
    before: Vec<Known>,
    head: Known,
    rest: String,
}

/// What kind of phrase is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// Its head is a noun.
    Noun,
    /// Its head is an adjective or determiner.
    Adjective,
    /// Its head is a verb.
    Verb,
}

impl Phrase {
    /// Features of the head in its dictionary form.
    pub const fn tag(&self) -> Tag {
        self.head.tag
    }

    /// What stands after the head and never changes.
    pub fn rest(&self) -> &str {
        &self.rest
    }

    /// The dictionary form of the head.
    pub fn head(&self) -> &str {
        &self.head.word
    }
}

/// Inflects by a dictionary. Words that only a guess knows are never inflected.
#[derive(Clone, Copy)]
pub struct Inflector<'a> {
    morphology: &'a dyn Morphology,
}

impl std::fmt::Debug for Inflector<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inflector").finish_non_exhaustive()
    }
}

impl<'a> Inflector<'a> {
    /// An inflector on this dictionary.
    pub fn new(morphology: &'a dyn Morphology) -> Self {
        Self { morphology }
    }

    /// The form of reading number `reading` of `word` with `to` in place of its own features; lower case, with «ё».
    pub fn form(&self, word: &str, reading: usize, to: Tag) -> Option<String> {
        let form = self.morphology.inflect(word, reading, to)?;
        Some(form.to_lowercase())
    }

    /// Reads a replacement phrase given in the dictionary form of its head; `None` when no reading is of that kind.
    pub fn phrase(&self, text: &str, kind: PhraseKind) -> Option<Phrase> {
        let (prefix, text) = match text.strip_prefix("не ") {
            Some(rest) if kind == PhraseKind::Verb => ("не ", rest),
            _ => ("", text),
        };
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let readings: Vec<Vec<RawReading>> = words.iter().map(|word| self.morphology.readings(word)).collect();
        let known = |at: usize, index: usize| Known {
            word: words[at].to_lowercase(),
            reading: index,
            tag: readings[at][index].tag,
        };
        let head_at = match kind {
            PhraseKind::Noun => noun_head(&words, &readings)?,
            PhraseKind::Verb => {
                // «есть» is hardly «кушать».
                if readings.first()?.iter().any(|r| r.tag.has_all(Tag::of(&[Feature::Fin, Feature::Indicative]))) {
                    return None;
                }
                (0, best(readings.first()?, |r| r.tag.has(Feature::Inf))?)
            }
            PhraseKind::Adjective => {
                let usual = Tag::of(&[Feature::Masc, Feature::Plur]);
                let nominative = |r: &RawReading| is_adjectival(r.tag) && r.tag.has(Feature::Nom);
                (0, best(readings.first()?, |r| nominative(r) && r.tag.has_any(usual))?)
            }
        };
        let (at, index) = head_at;
        let head = known(at, index);
        let before = (0..at).map(|word| {
            let fits = |r: &RawReading| is_adjectival(r.tag) && r.tag.has(Feature::Nom) && r.tag.agrees(head.tag);
            Some(known(word, best(&readings[word], fits)?))
        });
        let before = before.collect::<Option<Vec<Known>>>()?;
        let rest = words[at + 1..].join(" ");
        Some(Phrase { prefix, before, head, rest })
    }

    /// A noun phrase in the case and number of `to`. Gives the text and the features of its head: a phrase that is
    /// plural in the dictionary («деньги») stays plural.
    pub fn decline(&self, phrase: &Phrase, to: Tag) -> Option<(String, Tag)> {
        let own = phrase.head.tag;
        let number = if own.has(Feature::Plur) { own } else { to }.only(Tag::NUMBER);
        let wanted = to.only(Tag::CASE).with(number);
        let tag = own.without(Tag::CASE.with(Tag::NUMBER)).with(wanted);
        let head = self.form(&phrase.head.word, phrase.head.reading, wanted)?;
        let mut out = String::new();
        for word in &phrase.before {
            out.push_str(&self.form(&word.word, word.reading, agreement(tag))?);
            out.push(' ');
        }
        out.push_str(&head);
        push_rest(&mut out, &phrase.rest);
        Some((out, tag))
    }

    /// An adjective or determiner in the full or short form that `like` has.
    pub fn adjective(&self, phrase: &Phrase, like: Tag) -> Option<String> {
        if like.has(Feature::Short) && phrase.head.tag.has(Feature::Det) {
            return None;
        }
        let full = agreement(like);
        let to = if like.has(Feature::Short) {
            like.only(Tag::NUMBER | Tag::GENDER) | Feature::Short.tag()
        } else {
            full | like.only(Tag::of(&[Feature::Cmp, Feature::Sup]))
        };
        let mut out = self.form(&phrase.head.word, phrase.head.reading, to)?;
        push_rest(&mut out, &phrase.rest);
        Some(out)
    }

    /// A verb phrase in the form of the verb reading `like`: mood, tense, person, number, gender, voice. Never changes
    /// the voice: `None` when the verb has no such form.
    pub fn conjugate(&self, phrase: &Phrase, like: Tag) -> Option<String> {
        let mut out = String::from(phrase.prefix);
        out.push_str(&self.verb(&phrase.head, like)?);
        push_rest(&mut out, &phrase.rest);
        Some(out)
    }

    fn verb(&self, verb: &Known, like: Tag) -> Option<String> {
        let own = verb.tag;
        let imperfective = own.has(Feature::Imperfective);
        let finite = Tag::MOOD | Tag::TENSE | Tag::PERSON | Tag::NUMBER | Tag::GENDER;
        let of = |to: Tag| self.form(&verb.word, verb.reading, to);
        if like.has(Feature::Inf) {
            return if like.has(Feature::Pass) {
                self.passive(verb, Feature::Inf.tag())
            } else {
                Some(verb.word.clone())
            };
        }
        if like.has(Feature::Conv) {
            let tense = if imperfective { Feature::Pres } else { Feature::Past };
            return of(Feature::Conv.tag() | tense.tag());
        }
        if like.has(Feature::Participle) {
            let form = if like.has(Feature::Short) {
                like.only(Tag::NUMBER | Tag::GENDER) | Feature::Short.tag()
            } else {
                agreement(like)
            };
            return of(form | Feature::Participle.tag() | like.only(Tag::TENSE | Tag::VOICE));
        }
        let to = like.only(finite);
        if like.has(Feature::Pass) {
            return self.passive(verb, to);
        }
        if like.has(Feature::Fut) && imperfective {
            let person = like.only(Tag::PERSON | Tag::NUMBER) | Feature::Fut.tag() | Feature::Indicative.tag();
            return Some(format!("{} {}", self.be(person)?, verb.word));
        }
        of(to | Feature::Fin.tag())
    }

    /// The reflexive passive: «проверять» → «проверяется».
    fn passive(&self, verb: &Known, to: Tag) -> Option<String> {
        let reflexive = if verb.word.ends_with(['и', 'о']) { "сь" } else { "ся" };
        let word = format!("{}{reflexive}", verb.word);
        let readings = self.morphology.readings(&word);
        let reading = best(&readings, |r| r.tag.has(Feature::Pass) && r.tag.has(Feature::Inf))?;
        self.form(&word, reading, to)
    }

    /// A form of «быть».
    pub fn be(&self, to: Tag) -> Option<String> {
        let readings = self.morphology.readings("быть");
        self.form("быть", best(&readings, |r| r.tag.has(Feature::Inf))?, to)
    }
}

fn push_rest(out: &mut String, rest: &str) {
    if !rest.is_empty() {
        out.push(' ');
        out.push_str(rest);
    }
}

/// The first dictionary reading that fits and is not marked as odd; else the first that fits.
fn best(readings: &[RawReading], fits: impl Fn(&RawReading) -> bool) -> Option<usize> {
    const ODD: Tag = Tag::of(&[Feature::Arch, Feature::Infr, Feature::Slng, Feature::Erro, Feature::Propn]);
    let fits = |r: &RawReading| r.origin == Origin::Dictionary && fits(r);
    let plain = readings.iter().position(|r| fits(r) && !r.tag.has_any(ODD));
    plain.or_else(|| readings.iter().position(fits))
}

/// The head of a noun phrase in the nominative: its word and reading.
fn noun_head(words: &[&str], readings: &[Vec<RawReading>]) -> Option<(usize, usize)> {
    let noun = |at: usize| {
        let own = fold(words[at]);
        let dictionary_form =
            best(&readings[at], |r| is_nominal(r.tag) && r.tag.has(Feature::Nom) && fold(&r.lemma) == own);
        dictionary_form.or_else(|| best(&readings[at], |r| is_nominal(r.tag) && r.tag.has(Feature::Nom)))
    };
    for at in 0..words.len() {
        let modifies = |tag: Tag| {
            readings[at].iter().any(|r| is_adjectival(r.tag) && r.tag.has(Feature::Nom) && r.tag.agrees(tag))
        };
        let next_agrees = at + 1 < words.len()
            && readings[at + 1]
                .iter()
                .any(|r| (is_nominal(r.tag) || is_adjectival(r.tag)) && r.tag.has(Feature::Nom) && modifies(r.tag));
        if next_agrees {
            continue;
        }
        return noun(at).map(|reading| (at, reading));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::morph::RuMorph;
    use super::*;
    use std::sync::LazyLock;

    static MORPH: LazyLock<RuMorph> = LazyLock::new(|| RuMorph::bundled().expect("built-in dictionary"));

    fn tag(features: &[Feature]) -> Tag {
        Tag::of(features)
    }

    #[test]
    fn declines_phrases() {
        use Feature::*;
        let inflector = Inflector::new(&*MORPH);
        let cases: &[(&str, &[Feature], &str)] = &[
            ("торговая марка", &[Gen, Sing], "торговой марки"),
            ("деньги", &[Ins, Sing], "деньгами"),
            ("план работ", &[Acc, Sing], "план работ"),
            ("план работ", &[Dat, Plur], "планам работ"),
            ("учётная запись", &[Acc, Sing], "учётную запись"),
            ("платёжный документ", &[Loc, Plur], "платёжных документах"),
            ("учреждение культуры", &[Ins, Sing], "учреждением культуры"),
            ("управляющая компания", &[Gen, Sing], "управляющей компании"),
            ("ребёнок", &[Acc, Plur], "детей"),
            ("социальный работник", &[Acc, Plur], "социальных работников"),
            ("вход в личный кабинет", &[Loc, Sing], "входе в личный кабинет"),
            ("сотрудник", &[Acc, Sing], "сотрудника"),
            ("имя для входа", &[Ins, Sing], "именем для входа"),
        ];
        for (text, to, expected) in cases {
            let phrase = inflector.phrase(text, PhraseKind::Noun).expect(text);
            let found = inflector.decline(&phrase, tag(to)).map(|(text, _)| text);
            assert_eq!(found.as_deref(), Some(*expected), "{text} {to:?}");
        }
    }

    #[test]
    fn refuses_words_outside_the_dictionary() {
        let inflector = Inflector::new(&*MORPH);
        assert!(inflector.phrase("отсканированная копия", PhraseKind::Noun).is_none());
        assert!(inflector.phrase("бырмолка", PhraseKind::Noun).is_none());
    }

    #[test]
    fn conjugates() {
        use Feature::*;
        let inflector = Inflector::new(&*MORPH);
        let cases: &[(&str, &[Feature], Option<&str>)] = &[
            ("оплатить", &[Fin, Past, Plur, Indicative], Some("оплатили")),
            ("оплатить", &[Fin, Imperative, Plur, Second], Some("оплатите")),
            ("проверять", &[Fin, Pres, Third, Plur, Indicative], Some("проверяют")),
            ("проверять", &[Fin, Pres, Third, Sing, Indicative, Pass], Some("проверяется")),
            ("помочь", &[Participle, Short, Pass, Past, Sing, Neut], None),
            ("помогать", &[Fin, Fut, Third, Plur, Indicative], Some("будут помогать")),
            ("оплатить", &[Conv, Past], Some("оплатив")),
            ("проверять", &[Conv, Past], Some("проверяя")),
            ("оплатить", &[Fin, Pres, Third, Plur, Indicative], None),
            ("не работать", &[Fin, Past, Sing, Masc, Indicative], Some("не работал")),
            ("прислать на почту", &[Fin, Past, Plur, Indicative], Some("прислали на почту")),
            ("оплатить", &[Participle, Short, Pass, Past, Sing, Fem], Some("оплачена")),
            ("мочь", &[Fin, Pres, Second, Plur, Indicative], Some("можете")),
        ];
        for (text, like, expected) in cases {
            let phrase = inflector.phrase(text, PhraseKind::Verb).expect(text);
            assert_eq!(inflector.conjugate(&phrase, tag(like)).as_deref(), *expected, "{text} {like:?}");
        }
    }
}
