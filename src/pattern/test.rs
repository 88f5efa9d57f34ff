//! Tests on single tokens.

use std::sync::OnceLock;

use crate::language::{Feature, MONTHS, MaskKind, Morphology, Origin, SentenceView, Shape, Tag, Word, fold};

/// A reading of a lexeme that satisfies a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LexemeTest {
    /// Folded dictionary form.
    pub(super) lemma: Box<str>,
    /// Features that must be there.
    pub(super) need: Tag,
    /// Of these at least one must be there; empty: no matter.
    pub(super) any: Tag,
    /// Features that must not be there.
    pub(super) forbid: Tag,
}

impl LexemeTest {
    fn fits(&self, lemma: &str, tag: Tag) -> bool {
        *self.lemma == *lemma
            && tag.has_all(self.need)
            && !tag.has_any(self.forbid)
            && (self.any.is_empty() || tag.has_any(self.any))
    }
}

/// Any form of a lexeme, by its headword. What forms those are is looked up when the first is asked about: a letter asks
/// about few of the words that patterns name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// The headword as the pattern has it.
    pub(super) word: Box<str>,
    /// Features that must be there.
    extra: Tag,
    tests: OnceLock<Box<[LexemeTest]>>,
}

impl Lexeme {
    pub(super) fn new(word: &str, extra: Tag) -> Self {
        Self { word: word.into(), extra, tests: OnceLock::new() }
    }

    /// The readings that are forms of it.
    pub(super) fn tests(&self, morphology: &dyn Morphology) -> &[LexemeTest] {
        self.tests.get_or_init(|| lexeme(&self.word, self.extra, morphology))
    }
}

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Any word with one of these parts of speech or forms, and these features.
    Grammar { any: Tag, need: Tag },
    /// A number in digits or words.
    Number,
    /// A date.
    Date,
    /// A month's name in the genitive.
    Month,
    /// Any word.
    Word,
    /// A capitalised word.
    Capital,
    /// A quotation mark.
    Quote,
}

/// A test on one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenTest {
    /// Folded form.
    Form(Box<str>),
    /// Form with its case.
    Exact(Box<str>),
    /// Beginning of the folded form.
    Prefix(Box<str>),
    /// A form of this lexeme.
    Lexeme(Lexeme),
    /// A class.
    Class(Class),
}

impl TokenTest {
    /// True when the token passes.
    pub(super) fn fits(&self, view: &SentenceView<'_>, token: usize) -> bool {
        let word = view.word(token);
        match self {
            Self::Form(form) => *word.folded == **form,
            Self::Exact(form) => *word.form == **form,
            Self::Prefix(prefix) => word.folded.starts_with(&**prefix),
            Self::Lexeme(lexeme) => {
                let lexicon = view.lexicon();
                let tests = lexeme.tests(lexicon.morphology());
                word.readings
                    .iter()
                    .any(|reading| tests.iter().any(|test| test.fits(lexicon.lemma(reading.lemma), reading.tag)))
            }
            Self::Class(class) => class.fits(view, token, word),
        }
    }
}

impl Class {
    fn fits(self, view: &SentenceView<'_>, token: usize, word: &Word) -> bool {
        match self {
            Self::Grammar { any, need } => {
                word.any.has_any(any)
                    && !is_function_word(word, any)
                    && word.readings.iter().any(|reading| grammar_fits(reading.tag, any, need))
            }
            Self::Number => word.shape == Shape::Number || word.may_be(Feature::Num.tag()),
            Self::Date => view.mask(token) == Some(MaskKind::Date) || is_date(&word.form),
            Self::Month => MONTHS.contains(&&*word.folded),
            Self::Word => word.is_word(),
            Self::Capital => matches!(word.shape, Shape::Title | Shape::Upper),
            Self::Quote => matches!(&*word.form, "«" | "»" | "\"" | "„" | "“" | "”"),
        }
    }

    /// The class of this name and these tags.
    pub(super) fn parse(name: &str, tags: &[String]) -> Result<Self, String> {
        use Feature as F;
        let need = tags_of(tags)?;
        let grammar = |any| Ok(Self::Grammar { any, need });
        match name {
            "NP" => grammar(Tag::of(&[F::Noun, F::Propn, F::Adj, F::Det, F::Pron, F::Participle])),
            "NOUN" => grammar(Tag::of(&[F::Noun, F::Propn])),
            "ADJ" => grammar(Tag::of(&[F::Adj, F::Det, F::Participle])),
            "VERB" => grammar(Tag::of(&[F::Fin, F::Inf])),
            "INF" => grammar(F::Inf.tag()),
            "PRON" => grammar(Tag::of(&[F::Pron])),
            "ADV" => grammar(F::Adv.tag()),
            "PREP" => grammar(F::Adp.tag()),
            "NUM" => Ok(Self::Number),
            "DATE" => Ok(Self::Date),
            "MONTH" => Ok(Self::Month),
            "WORD" => Ok(Self::Word),
            "Cap" => Ok(Self::Capital),
            "Q" => Ok(Self::Quote),
            other => Err(format!(
                "неизвестный класс <{other}>; есть NP, NOUN, ADJ, VERB, INF, PRON, ADV, PREP, NUM, DATE, MONTH, WORD, Cap, Q"
            )),
        }
    }
}

/// The dictionary also knows «в», «о», «и» as names of letters: nobody means those.
fn is_function_word(word: &Word, wanted: Tag) -> bool {
    const FUNCTION: Tag = Tag::of(&[Feature::Adp, Feature::Cconj, Feature::Sconj, Feature::Part, Feature::Intj]);
    !wanted.has_any(FUNCTION) && word.readings.first().is_some_and(|reading| reading.tag.has_any(FUNCTION))
}

/// A noun phrase word may lack case when it does not decline: «МКД», «кафе».
fn grammar_fits(tag: Tag, any: Tag, need: Tag) -> bool {
    let fixed =
        tag.has_any(Tag::of(&[Feature::Abbr, Feature::Fixd, Feature::Indeclinable])) && tag.only(Tag::CASE).is_empty();
    let need = if fixed { need.without(Tag::CASE | Tag::NUMBER) } else { need };
    let adjective_short = tag.has(Feature::Short) && need.has_any(Tag::CASE);
    tag.has_any(any) && tag.has_all(need) && !adjective_short
}

fn is_date(form: &str) -> bool {
    let mut parts = form.split('.');
    let mut number = |lengths: std::ops::RangeInclusive<usize>| {
        parts.next().is_some_and(|part| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    number(1..=2) && number(1..=2) && number(2..=4) && parts.next().is_none()
}

/// The features behind the tag names of the pattern language.
pub(super) fn tags_of(names: &[String]) -> Result<Tag, String> {
    use Feature as F;
    let mut tag = Tag::NONE;
    for name in names {
        let feature = match name.as_str() {
            "nom" => F::Nom,
            "gen" => F::Gen,
            "dat" => F::Dat,
            "acc" => F::Acc,
            "ins" => F::Ins,
            "loc" => F::Loc,
            "sg" => F::Sing,
            "pl" => F::Plur,
            "m" => F::Masc,
            "f" => F::Fem,
            "n" => F::Neut,
            "pres" => F::Pres,
            "past" => F::Past,
            "fut" => F::Fut,
            "1" => F::First,
            "2" => F::Second,
            "3" => F::Third,
            "imp" => F::Imperative,
            "inf" => F::Inf,
            "fin" => F::Fin,
            "part" => F::Participle,
            "ger" => F::Conv,
            "pass" => F::Pass,
            "act" => F::Act,
            "short" => F::Short,
            "anim" => F::Anim,
            "inan" => F::Inan,
            "perf" => F::Perfective,
            "impf" => F::Imperfective,
            other => {
                return Err(format!(
                    "неизвестный признак «{other}»; есть nom gen dat acc ins loc sg pl m f n pres past fut 1 2 3 imp inf fin part ger pass act short anim inan"
                ));
            }
        };
        tag = tag | feature.tag();
    }
    Ok(tag)
}

/// The tests for any form of the lexeme whose headword is `word`.
///
/// The headword may be a dictionary form, a participle («имеющийся»: that participle only), a passive in -ся
/// («производиться»), or a plural («расходы»: plural only).
fn lexeme(word: &str, extra: Tag, morphology: &dyn Morphology) -> Box<[LexemeTest]> {
    let folded = fold(word);
    let readings = morphology.readings(word);
    let mut tests: Vec<LexemeTest> = Vec::new();
    let mut add = |lemma: &str, need: Tag, any: Tag, forbid: Tag| {
        let test = LexemeTest { lemma: fold(lemma).into(), need: need | extra, any, forbid };
        if !tests.contains(&test) {
            tests.push(test);
        }
    };
    for reading in &readings {
        let tag = reading.tag;
        if fold(&reading.lemma) == folded {
            // Guessed readings carry unsure parts of speech: the dictionary form alone decides.
            let any = if reading.origin == Origin::Guess { Tag::NONE } else { word_class(tag) };
            add(&reading.lemma, Tag::NONE, any, Tag::NONE);
        } else if tag.has_all(Tag::of(&[Feature::Participle, Feature::Nom])) && tag.has(Feature::Masc) {
            let need = tag.only(Tag::TENSE | Tag::VOICE | Tag::ASPECT) | Feature::Participle.tag();
            add(&reading.lemma, need, Tag::NONE, Feature::Short.tag());
        } else if tag.has_all(Tag::of(&[Feature::Inf, Feature::Pass])) {
            add(&reading.lemma, Feature::Pass.tag(), Tag::NONE, Feature::Participle.tag());
        }
    }
    let plural = Tag::of(&[Feature::Noun, Feature::Nom, Feature::Plur]);
    if tests.is_empty() {
        for reading in readings.iter().filter(|reading| reading.tag.has_all(plural)) {
            let test = LexemeTest {
                lemma: fold(&reading.lemma).into(),
                need: Feature::Plur.tag() | extra,
                any: Tag::NONE,
                forbid: Tag::NONE,
            };
            tests.push(test);
        }
    }
    if tests.is_empty() {
        tests.push(LexemeTest { lemma: folded.into(), need: extra, any: Tag::NONE, forbid: Tag::NONE });
    }
    tests.into()
}

/// The parts of speech that a headword of this one stands for.
fn word_class(tag: Tag) -> Tag {
    use Feature as F;
    if tag.has_any(Tag::of(&[F::Verb, F::Aux])) {
        Tag::of(&[F::Verb, F::Aux])
    } else if tag.has_any(Tag::of(&[F::Noun, F::Propn])) {
        Tag::of(&[F::Noun, F::Propn])
    } else {
        tag.only(Tag::POS)
    }
}
