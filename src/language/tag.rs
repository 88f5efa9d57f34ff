//! Grammatical features of a word form, as a set of bits.
//!
//! Names follow Universal Dependencies; the last group are labels of the OpenCorpora dictionary.

use std::fmt;
use std::ops::BitOr;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $ud:literal $value:literal;)*) => {
        /// One grammatical feature.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Feature { $($(#[$doc])* $name),* }

        impl Feature {
            /// All features, in order.
            pub const ALL: &[Feature] = &[$(Feature::$name),*];

            /// The Universal Dependencies name and value: `("Case", "Gen")`; `("POS", …)` and `("Label", …)` for those.
            pub const fn ud(self) -> (&'static str, &'static str) {
                match self { $(Feature::$name => ($ud, $value)),* }
            }

            /// The feature of this Universal Dependencies name and value.
            pub fn of_ud(name: &str, value: &str) -> Option<Self> {
                match (name, value) { $(($ud, $value) => Some(Feature::$name),)* _ => None }
            }
        }
    };
}

features! {
    /// Noun.
    Noun = "POS" "NOUN";
    /// Proper noun.
    Propn = "POS" "PROPN";
    /// Adjective, ordinal number.
    Adj = "POS" "ADJ";
    /// Determiner: этот, который, весь.
    Det = "POS" "DET";
    /// Pronoun: он, вы, кто.
    Pron = "POS" "PRON";
    /// Numeral.
    Num = "POS" "NUM";
    /// Verb with its participles and gerunds, and predicatives such as «надо».
    Verb = "POS" "VERB";
    /// Auxiliary: быть, бы.
    Aux = "POS" "AUX";
    /// Adverb.
    Adv = "POS" "ADV";
    /// Preposition.
    Adp = "POS" "ADP";
    /// Coordinating conjunction.
    Cconj = "POS" "CCONJ";
    /// Subordinating conjunction.
    Sconj = "POS" "SCONJ";
    /// Particle.
    Part = "POS" "PART";
    /// Interjection.
    Intj = "POS" "INTJ";
    /// Punctuation.
    Punct = "POS" "PUNCT";
    /// Symbol.
    Sym = "POS" "SYM";
    /// Other.
    X = "POS" "X";
    /// Nominative.
    Nom = "Case" "Nom";
    /// Genitive.
    Gen = "Case" "Gen";
    /// Dative.
    Dat = "Case" "Dat";
    /// Accusative.
    Acc = "Case" "Acc";
    /// Instrumental.
    Ins = "Case" "Ins";
    /// Prepositional (locative).
    Loc = "Case" "Loc";
    /// Partitive genitive.
    Par = "Case" "Par";
    /// Vocative.
    Voc = "Case" "Voc";
    /// Singular.
    Sing = "Number" "Sing";
    /// Plural.
    Plur = "Number" "Plur";
    /// Masculine.
    Masc = "Gender" "Masc";
    /// Feminine.
    Fem = "Gender" "Fem";
    /// Neuter.
    Neut = "Gender" "Neut";
    /// Animate.
    Anim = "Animacy" "Anim";
    /// Inanimate.
    Inan = "Animacy" "Inan";
    /// First person.
    First = "Person" "1";
    /// Second person.
    Second = "Person" "2";
    /// Third person.
    Third = "Person" "3";
    /// Past.
    Past = "Tense" "Past";
    /// Present.
    Pres = "Tense" "Pres";
    /// Future.
    Fut = "Tense" "Fut";
    /// Indicative.
    Indicative = "Mood" "Ind";
    /// Imperative.
    Imperative = "Mood" "Imp";
    /// Conditional («бы»).
    Conditional = "Mood" "Cnd";
    /// Finite form.
    Fin = "VerbForm" "Fin";
    /// Infinitive.
    Inf = "VerbForm" "Inf";
    /// Participle.
    Participle = "VerbForm" "Part";
    /// Gerund (converb).
    Conv = "VerbForm" "Conv";
    /// Active.
    Act = "Voice" "Act";
    /// Middle: a verb in -ся of its own.
    Mid = "Voice" "Mid";
    /// Passive.
    Pass = "Voice" "Pass";
    /// Imperfective.
    Imperfective = "Aspect" "Imp";
    /// Perfective.
    Perfective = "Aspect" "Perf";
    /// Positive degree.
    Pos = "Degree" "Pos";
    /// Comparative.
    Cmp = "Degree" "Cmp";
    /// Superlative.
    Sup = "Degree" "Sup";
    /// Short form.
    Short = "Variant" "Short";
    /// Name of an organisation or thing.
    NameCom = "NameType" "Com";
    /// Place name.
    NameGeo = "NameType" "Geo";
    /// Given name.
    NameGiv = "NameType" "Giv";
    /// Patronymic.
    NamePat = "NameType" "Pat";
    /// Name of a person.
    NamePrs = "NameType" "Prs";
    /// Surname.
    NameSur = "NameType" "Sur";
    /// Demonstrative.
    Dem = "PronType" "Dem";
    /// Emphatic: сам.
    Emp = "PronType" "Emp";
    /// Indefinite.
    Indef = "PronType" "Ind";
    /// Interrogative.
    Int = "PronType" "Int";
    /// Interrogative or relative.
    IntRel = "PronType" "Int,Rel";
    /// Negative pronoun.
    NegPron = "PronType" "Neg";
    /// Personal.
    Prs = "PronType" "Prs";
    /// Reciprocal.
    Rcp = "PronType" "Rcp";
    /// Relative.
    Rel = "PronType" "Rel";
    /// Total: весь, каждый.
    Tot = "PronType" "Tot";
    /// Abbreviation.
    Abbr = "Abbr" "Yes";
    /// Cardinal number.
    Card = "NumType" "Card";
    /// Ordinal number.
    Ord = "NumType" "Ord";
    /// Written in digits.
    Digit = "NumForm" "Digit";
    /// Possessive.
    Poss = "Poss" "Yes";
    /// Reflexive pronoun.
    Reflex = "Reflex" "Yes";
    /// Negation: не, ни, нет.
    Neg = "Polarity" "Neg";
    /// Indeclinable.
    Indeclinable = "InflClass" "Ind";
    /// Transitive.
    Tran = "Label" "tran";
    /// Intransitive.
    Intr = "Label" "intr";
    /// Archaic.
    Arch = "Label" "Arch";
    /// Colloquial.
    Infr = "Label" "Infr";
    /// Slang.
    Slng = "Label" "Slng";
    /// Plural only.
    Pltm = "Label" "Pltm";
    /// Singular only.
    Sgtm = "Label" "Sgtm";
    /// Unchangeable.
    Fixd = "Label" "Fixd";
    /// A frequent misspelling.
    Erro = "Label" "Erro";
    /// Impersonal use.
    Impe = "Label" "Impe";
    /// Substantivised adjective.
    Subx = "Label" "Subx";
}

impl Feature {
    /// The feature alone as a set.
    pub const fn tag(self) -> Tag {
        Tag(1 << self as u8)
    }
}

/// A set of features.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u128);

/// The set of the features from `first` to `last`, in the order of [`Feature`].
const fn group(first: Feature, last: Feature) -> Tag {
    let below_last = (1_u128 << last as u8) | ((1 << last as u8) - 1);
    Tag(below_last & !((1 << first as u8) - 1))
}

impl Tag {
    /// No feature.
    pub const NONE: Self = Self(0);
    /// All parts of speech.
    pub const POS: Self = group(Feature::Noun, Feature::X);
    /// All cases.
    pub const CASE: Self = group(Feature::Nom, Feature::Voc);
    /// Both numbers.
    pub const NUMBER: Self = group(Feature::Sing, Feature::Plur);
    /// All genders.
    pub const GENDER: Self = group(Feature::Masc, Feature::Neut);
    /// Animate and inanimate.
    pub const ANIMACY: Self = group(Feature::Anim, Feature::Inan);
    /// All persons.
    pub const PERSON: Self = group(Feature::First, Feature::Third);
    /// All tenses.
    pub const TENSE: Self = group(Feature::Past, Feature::Fut);
    /// All moods.
    pub const MOOD: Self = group(Feature::Indicative, Feature::Conditional);
    /// All verb forms.
    pub const VERB_FORM: Self = group(Feature::Fin, Feature::Conv);
    /// All voices.
    pub const VOICE: Self = group(Feature::Act, Feature::Pass);
    /// Both aspects.
    pub const ASPECT: Self = group(Feature::Imperfective, Feature::Perfective);
    /// All degrees.
    pub const DEGREE: Self = group(Feature::Pos, Feature::Sup);
    /// All types of names.
    pub const NAME: Self = group(Feature::NameCom, Feature::NameSur);
    /// Labels of the dictionary, no grammar.
    pub const LABELS: Self = group(Feature::Tran, Feature::Subx);

    /// The set of these features.
    pub const fn of(features: &[Feature]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < features.len() {
            bits |= features[at].tag().0;
            at += 1;
        }
        Self(bits)
    }

    /// True when the feature is in the set.
    pub const fn has(self, feature: Feature) -> bool {
        self.0 & feature.tag().0 != 0
    }

    /// True when every feature of `other` is in the set.
    pub const fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when at least one feature of `other` is in the set.
    pub const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The features that are in both: `tag.only(Tag::CASE)` is the case.
    pub const fn only(self, group: Self) -> Self {
        Self(self.0 & group.0)
    }

    /// The features that are not in `group`.
    pub const fn without(self, group: Self) -> Self {
        Self(self.0 & !group.0)
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set with the features of one group replaced: `tag.set(Tag::CASE, Feature::Acc)`.
    pub const fn set(self, group: Self, feature: Feature) -> Self {
        self.without(group).with(feature.tag())
    }

    /// True when the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The features in order.
    pub fn features(self) -> impl Iterator<Item = Feature> {
        Feature::ALL.iter().copied().filter(move |&feature| self.has(feature))
    }

    /// True when no group of agreement (case, number, gender, animacy) in both sets is contradicted: an adjective of
    /// this tag may stand with a noun of the other. A group absent on one side agrees with anything.
    pub const fn agrees(self, other: Self) -> bool {
        const fn fits(a: Tag, b: Tag, group: Tag) -> bool {
            let (a, b) = (a.only(group), b.only(group));
            a.is_empty() || b.is_empty() || a.has_any(b)
        }
        fits(self, other, Self::CASE)
            && fits(self, other, Self::NUMBER)
            && fits(self, other, Self::GENDER)
            && fits(self, other, Self::ANIMACY)
    }
}

impl BitOr for Tag {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.features()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_their_features() {
        assert!(Tag::CASE.has(Feature::Gen) && !Tag::CASE.has(Feature::Sing) && !Tag::CASE.has(Feature::X));
        assert!(Tag::POS.has(Feature::Noun) && Tag::POS.has(Feature::X) && !Tag::POS.has(Feature::Nom));
        assert!(Feature::ALL.len() <= 128);
    }

    #[test]
    fn agreement_ignores_what_is_not_said() {
        let plural = Tag::of(&[Feature::Adj, Feature::Gen, Feature::Plur]);
        let noun = Tag::of(&[Feature::Noun, Feature::Gen, Feature::Plur, Feature::Fem]);
        assert!(plural.agrees(noun));
        assert!(!plural.agrees(noun.set(Tag::CASE, Feature::Dat)));
    }
}
