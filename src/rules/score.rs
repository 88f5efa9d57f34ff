//! «Понятность»: one number for how easy a letter is to read, 100 at best, with what each lost point was lost for.
//!
//! It is a plain sum of penalties and not a trained model, so that every point can be shown to the writer. The orders
//! set no numbers: the constants are the program's own. Words of the citizen are left out; a date, a title or a
//! reference counts as one word and is never long.

use super::units::{own_words, speaker, units};
use super::verbal::VerbalNouns;
use crate::language::{Feature, MaskKind, MaskSet, SentenceView};
use crate::letter::{Letter, Role};
use crate::text::Span;

/// What points are lost for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Component {
    /// Words in a sentence, on the average.
    Length,
    /// Share of words with four syllables or more, in percent.
    LongWords,
    /// Places in officialese per 100 words.
    Officialese,
    /// Nouns made from verbs per 100 words.
    Actions,
    /// Share of sentences that hide who acts, in percent.
    Passive,
    /// Unexplained terms, abbreviations and foreign words per 100 words.
    Terms,
    /// Negations per 100 words.
    Negation,
    /// Faults of layout: long paragraphs, no headings, the main thing late.
    Layout,
}

impl Component {
    /// Its name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::LongWords => "long-words",
            Self::Officialese => "officialese",
            Self::Actions => "actions",
            Self::Passive => "passive",
            Self::Terms => "terms",
            Self::Negation => "negation",
            Self::Layout => "layout",
        }
    }

    /// The rules that show the places where these points are lost.
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Length => &["sentence-too-long", "sentence-complex"],
            Self::LongWords => &[],
            Self::Officialese => OFFICIALESE,
            Self::Actions => &["nominalisation-chain"],
            Self::Passive => &[PASSIVE],
            Self::Terms => TERMS,
            Self::Negation => &["negative-construction", "double-negation"],
            Self::Layout => LAYOUT,
        }
    }

    /// How to win the points back.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Length => "разделите длинные предложения",
            Self::LongWords => "замените длинные слова короткими",
            Self::Officialese => "уберите канцелярит",
            Self::Actions => "скажите глаголом: не «проведение осмотра», а «осмотрели»",
            Self::Passive => "назовите, кто действует",
            Self::Terms => "поясните или замените непонятные слова",
            Self::Negation => "скажите, что можно и нужно, а не чего нельзя",
            Self::Layout => "разбейте текст на короткие части с подзаголовками",
        }
    }
}

/// Points lost for one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Penalty {
    /// For what.
    pub component: Component,
    /// What was measured, in the unit of the component.
    pub measured: f64,
    /// How many points.
    pub points: f64,
}

impl Penalty {
    /// What was measured, for people: «длинные предложения (в среднем 21 слово)».
    pub fn title(&self) -> String {
        let measured = self.measured;
        match self.component {
            Component::Length => format!("длинные предложения (в среднем слов: {measured:.0})"),
            Component::LongWords => format!("длинные слова (их {measured:.0} %)"),
            Component::Officialese => format!("канцелярит (на 100 слов: {measured:.0})"),
            Component::Actions => format!("отглагольные существительные (на 100 слов: {measured:.0})"),
            Component::Passive => format!("предложения, где не сказано, кто действует (их {measured:.0} %)"),
            Component::Terms => format!("непонятные слова и сокращения (на 100 слов: {measured:.0})"),
            Component::Negation => format!("отрицания (на 100 слов: {measured:.0})"),
            Component::Layout => "длинные абзацы без подзаголовков".to_owned(),
        }
    }
}

/// How easy a letter is to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// From 0 to 100; more is easier.
    pub value: u8,
    /// Words it rests on.
    pub words: usize,
    /// What points were lost for, the most first; nothing that cost none.
    pub penalties: Vec<Penalty>,
}

impl Score {
    /// What the number means, in one or two words.
    pub const fn title(&self) -> &'static str {
        match self.value {
            85.. => "легко читать",
            70..85 => "понятно",
            55..70 => "трудновато",
            35..55 => "трудно",
            _ => "очень трудно",
        }
    }
}

const OFFICIALESE: &[&str] =
    &["bureaucratese", "denominal-preposition", "compound-conjunction", "split-predicate", "pleonasm"];
const TERMS: &[&str] = &["complex-term", "abbreviation-unexplained", "foreign-word"];
const LAYOUT: &[&str] = &["no-structure", "paragraph-too-long", "main-point-late"];
const PASSIVE: &str = "passive-impersonal";

/// Syllables from which on a word is long.
const LONG_WORD: u8 = 4;

/// Points too few to be told.
const LEAST_PENALTY: f64 = 0.05;

/// Words of which a text is taken to have at least so many: one fault in a line is no catastrophe.
const LEAST_WORDS: usize = 25;

/// Measures a letter. `found` are the findings of the other rules, by place: rule and stretch.
pub(crate) fn score<'a>(
    sentences: impl Iterator<Item = SentenceView<'a>>,
    letter: &Letter,
    found: &[(&str, Span)],
    nouns: &VerbalNouns,
) -> Score {
    let mut measures = Measures::default();
    let refusals: Vec<(u32, u32)> =
        letter.marks.iter().filter(|mark| mark.role == Role::Refusal).map(|mark| (mark.block, mark.sentence)).collect();
    let mut passives = found.iter().filter(|(rule, _)| *rule == PASSIVE).map(|(_, span)| *span).peekable();
    for view in sentences {
        let refuses = refusals.binary_search(&(view.block() as u32, view.index() as u32)).is_ok();
        let start = speaker(&view, letter.kind);
        measures.sentence(&view, start, refuses, nouns);
        let whole = view.whole();
        while passives.next_if(|span| span.end <= whole.start).is_some() {}
        measures.passive += usize::from(passives.peek().is_some_and(|span| span.overlaps(whole)));
    }
    measures.officialese = merged(found.iter().filter(|(rule, _)| OFFICIALESE.contains(rule)).map(|(_, span)| *span));
    measures.terms = found.iter().filter(|(rule, _)| TERMS.contains(rule)).count();
    measures.layout = LAYOUT.iter().filter(|layout| found.iter().any(|(rule, _)| rule == *layout)).count();
    measures.score()
}

/// Number of stretches after those that overlap are taken together.
fn merged(spans: impl Iterator<Item = Span>) -> usize {
    let (mut count, mut end) = (0, 0);
    for span in spans {
        count += usize::from(count == 0 || span.start >= end);
        end = end.max(span.end);
    }
    count
}

#[derive(Default)]
struct Measures {
    units: usize,
    sentences: usize,
    words: usize,
    long: usize,
    officialese: usize,
    actions: usize,
    passive: usize,
    terms: usize,
    negations: usize,
    layout: usize,
}

const QUOTE: MaskSet = MaskSet::of(&[MaskKind::Quote]);

impl Measures {
    fn sentence(&mut self, view: &SentenceView<'_>, start: usize, refuses: bool, nouns: &VerbalNouns) {
        let words = own_words(view, start..view.len());
        if words == 0 {
            return;
        }
        self.sentences += 1;
        self.words += words;
        self.units += match view.len() {
            // Few sentences are lists.
            0..8 => 1,
            _ => units(view, start).into_iter().filter(|unit| own_words(view, unit.clone()) > 0).count().max(1),
        };
        for token in start..view.len() {
            let word = view.word(token);
            if !word.is_word() || view.is_masked(token, QUOTE) {
                continue;
            }
            if !refuses && word.folded.len() <= NEGATION && matches!(&*word.folded, "не" | "ни" | "нет" | "нельзя")
            {
                self.negations += 1;
            }
            if word.syllables >= LONG_WORD && !view.is_masked(token, MaskSet::ONE_WORD.union(MaskSet::BASE)) {
                self.long += 1;
            }
            self.actions += usize::from(word.any.has(Feature::Noun) && nouns.has(view, token));
        }
    }

    fn score(&self) -> Score {
        let of = |count: usize, all: usize| if all == 0 { 0.0 } else { count as f64 / all as f64 };
        let per_100 = |count: usize| 100.0 * count as f64 / self.words.max(LEAST_WORDS) as f64;
        let length = of(self.words, self.units);
        let long = 100.0 * of(self.long, self.words);
        let officialese = per_100(self.officialese);
        let actions = per_100(self.actions);
        let passive = of(self.passive, self.sentences);
        let terms = per_100(self.terms);
        let negations = per_100(self.negations);
        let layout = self.layout as f64;
        let all = [
            (Component::Length, length, (length - 10.0) * 1.5, 25.0),
            (Component::LongWords, long, (long - 15.0) * 0.7, 20.0),
            (Component::Officialese, officialese, officialese * 2.0, 20.0),
            (Component::Actions, actions, (actions - 4.0) * 1.2, 12.0),
            (Component::Passive, 100.0 * passive, (passive - 0.15) * 10.0, 6.0),
            (Component::Terms, terms, terms * 1.5, 10.0),
            (Component::Negation, negations, negations - 3.0, 5.0),
            (Component::Layout, layout, layout * 2.0, 6.0),
        ];
        let mut penalties: Vec<Penalty> = all
            .into_iter()
            .map(|(component, measured, points, most)| Penalty { component, measured, points: points.clamp(0.0, most) })
            .filter(|penalty| penalty.points >= LEAST_PENALTY)
            .collect();
        penalties.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.component.cmp(&b.component)));
        let lost: f64 = penalties.iter().map(|penalty| penalty.points).sum();
        Score { value: (100.0 - lost).round().clamp(0.0, 100.0) as u8, words: self.words, penalties }
    }
}

/// Bytes of the longest negation: «нельзя».
const NEGATION: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_accounted_for() {
        // 42 words in 3 sentences, 23 of them long; 5 places of officialese, 4 actions, 1 term:
        // (14-10)*1.5 = 6; (54.76-15)*0.7 > 20; 5*100/42*2 > 20; (9.52-4)*1.2 = 6.63; 2.38*1.5 = 3.57.
        let measures = Measures {
            units: 3,
            sentences: 3,
            words: 42,
            long: 23,
            officialese: 5,
            actions: 4,
            terms: 1,
            ..Measures::default()
        };
        let score = measures.score();
        let points: Vec<(Component, i64)> = score
            .penalties
            .iter()
            .map(|penalty| (penalty.component, (penalty.points * 100.0).round() as i64))
            .collect();
        assert_eq!(
            points,
            [
                (Component::LongWords, 2000),
                (Component::Officialese, 2000),
                (Component::Actions, 663),
                (Component::Length, 600),
                (Component::Terms, 357)
            ]
        );
        assert_eq!((score.value, score.title()), (44, "трудно"));
    }

    #[test]
    fn short_texts_are_not_blown_up() {
        let one = Measures { units: 1, sentences: 1, words: 5, officialese: 1, ..Measures::default() };
        assert_eq!(one.score().value, 92, "one place in 25 words, not in 5");
        assert_eq!(Measures::default().score().value, 100);
    }

    #[test]
    fn overlapping_places_count_once() {
        let spans = [Span::new(0, 10), Span::new(5, 8), Span::new(9, 12), Span::new(12, 14)];
        assert_eq!(merged(spans.into_iter()), 2);
    }
}
