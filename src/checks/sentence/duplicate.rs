//! `duplicate-content`: a word twice in a row, or a sentence that says again what another has said.

use rustc_hash::FxHashMap;

use crate::language::{Feature, LemmaId, MaskKind, MaskSet, SentenceView, Shape, Tag};
use crate::letter::Kind;
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

/// Makes the check. Parameters: `min-words`, shorter sentences are not compared; `similarity`, in percent: so much of
/// the words of both must be the same.
pub(super) fn build() -> Box<dyn Check> {
    Box::new(Duplicate)
}

#[derive(Debug)]
struct Duplicate;

impl Check for Duplicate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        for view in seen.sentences() {
            hits.extend((1..view.len()).filter_map(|token| doubled(seen, &view, token)));
        }
        // In a script the branches of a talk say the same on purpose.
        if seen.kind() != Kind::PhoneScript {
            repeated(seen, hits);
        }
    }
}

/// Words that are said twice for force, with a hyphen that is easily forgotten, and particles of talk.
const TWICE: &[&str] = &[
    "очень",
    "еле",
    "чуть",
    "только",
    "да",
    "нет",
    "ну",
    "то",
    "едва",
    "много",
    "долго",
    "далеко",
    "давно",
    "тихо",
    "так",
    "вот",
    "все",
    "быстро",
    "мало",
    "никогда",
    "никто",
    "кто",
    "ни",
    "его",
    "ее",
    "их",
    "раз",
];

/// The hit on a word and its double before it.
fn doubled(seen: &Inspection<'_>, view: &SentenceView<'_>, token: usize) -> Option<Hit> {
    let [first, second] = [view.tokens()[token - 1].word, view.tokens()[token].word];
    let (before, word) = (view.word(token - 1), view.word(token));
    let same = first == second || (before.shape == Shape::Title && before.folded == word.folded);
    if !same || word.shape != Shape::Lower || !word.cyrillic || !view.tokens()[token].space_before {
        return None;
    }
    let free = view.mask(token).is_none() && view.mask(token - 1).is_none();
    let number = word.any.has(Feature::Num) || word.any.has(Feature::Intj);
    let cell = seen.document.blocks()[view.block()].cell.is_some();
    if !free || number || cell || TWICE.contains(&&*word.folded) || is_two_words(view, token) {
        return None;
    }
    // Three in a row are no slip of the pen.
    if token >= 2 && view.word(token - 2).folded == word.folded {
        return None;
    }
    let gap = Span::new(view.token_span(token - 1).end, view.token_span(token).end);
    let small = Tag::of(&[Feature::Adp, Feature::Cconj, Feature::Sconj, Feature::Part]);
    let surely = word.readings.iter().all(|reading| reading.tag.has_any(small));
    let fix = Fix {
        level: if surely { Level::Safe } else { Level::Ask },
        label: before.form.to_string(),
        edits: vec![Edit::replace(gap, "")],
    };
    let message = format!("Слово «{}» стоит дважды подряд. Оставьте одно", word.folded);
    Some(Hit::at(view.span(token - 1..token + 1)).word("what", message).fix(fix))
}

/// True when the two may be different words that are written alike: «о том, что то, что …», «стали стали».
fn is_two_words(view: &SentenceView<'_>, token: usize) -> bool {
    let readings = view.readings(token);
    let noun = readings.iter().any(|reading| reading.tag.has(Feature::Noun) && reading.weight > 0.05);
    let other = readings.iter().any(|reading| {
        reading.tag.has_any(Tag::of(&[Feature::Verb, Feature::Adj, Feature::Participle])) && reading.weight > 0.05
    });
    noun && other
}

const QUOTED: MaskSet = MaskSet::of(&[MaskKind::Quote]);

/// What a sentence says, for comparison.
struct Said {
    span: Span,
    /// Numbers of the dictionary forms of the words that matter, sorted, each once.
    words: Vec<usize>,
    /// Numbers, names, dates and negations as they stand, sorted: in these two sentences must not differ at all.
    facts: Vec<String>,
}

const EMPTY: Tag = Tag::of(&[
    Feature::Adp,
    Feature::Cconj,
    Feature::Sconj,
    Feature::Part,
    Feature::Pron,
    Feature::Det,
    Feature::Aux,
    Feature::Punct,
]);

/// Dictionary forms numbered as they are met in the letter: their numbers in the lexicon depend on what was read before.
type Numbers = FxHashMap<LemmaId, usize>;

fn said(view: &SentenceView<'_>, numbers: &mut Numbers) -> Said {
    let (mut words, mut facts) = (Vec::new(), Vec::new());
    for token in 0..view.len() {
        let word = view.word(token);
        let capital = token > 0 && word.shape != Shape::Lower;
        let negation = matches!(&*word.folded, "не" | "нет" | "ни" | "нельзя" | "без");
        if !word.is_word() {
            continue;
        }
        if view.mask(token).is_some() || capital || negation || !word.cyrillic {
            facts.push(word.folded.to_string());
        } else if let Some(reading) = word.readings.first().filter(|reading| !reading.tag.has_any(EMPTY)) {
            let next = numbers.len();
            words.push(*numbers.entry(reading.lemma).or_insert(next));
        }
    }
    words.sort_unstable();
    words.dedup();
    facts.sort_unstable();
    Said { span: view.whole(), words, facts }
}

/// Tokens from which on a sentence is not compared: it is no sentence.
const LONGEST: usize = 120;

/// Fewest words that matter in sentences that are compared.
const LEAST: usize = 3;

/// Earlier sentences that a sentence is compared with for one of its words.
const MOST_COMPARED: usize = 8;

fn repeated(seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
    let least = seen.params.number("min-words", 6);
    let share = seen.params.number("similarity", 75).clamp(1, 100);
    // A title says nothing and may stand twice.
    let says =
        |view: &SentenceView<'_>| view.summary().any.has_any(Tag::of(&[Feature::Fin, Feature::Short, Feature::Inf]));
    let long = |view: &SentenceView<'_>| {
        (least..LONGEST).contains(&view.len())
            && seen.document.blocks()[view.block()].cell.is_none()
            && says(view)
            && !(0..view.len()).any(|token| view.is_masked(token, QUOTED))
            && view.count_words(0..view.len()) >= least
    };
    let mut numbers = Numbers::default();
    let said = |view: SentenceView<'_>| said(&view, &mut numbers);
    let all: Vec<Said> = seen.sentences().filter(long).map(said).filter(|said| said.words.len() >= LEAST).collect();
    if all.len() < 2 {
        return;
    }
    let mut common = vec![0_usize; numbers.len()];
    for word in all.iter().flat_map(|said| &said.words) {
        common[*word] += 1;
    }
    // Two sets that share enough share one of the rarest words of each: only these are looked up.
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
    for (number, said) in all.iter().enumerate() {
        let mut rare = said.words.clone();
        rare.sort_unstable_by_key(|&word| (common[word], word));
        let must_share = (rare.len() * share).div_ceil(100);
        rare.truncate(rare.len() - must_share + 1);
        let repeats = rare.iter().filter(|&&word| common[word] > 1).any(|&word| {
            let earlier = &places[word];
            earlier.iter().rev().take(MOST_COMPARED).any(|&other| is_same(&all[other], said, share))
        });
        if repeats {
            hits.push(Hit::at(said.span).word("what", "Это уже сказано выше. Оставьте один раз"));
        }
        for word in rare {
            places[word].push(number);
        }
    }
}

/// True when both say the same: one may add some words, but not put other words in place of some.
fn is_same(a: &Said, b: &Said, share: usize) -> bool {
    if a.facts != b.facts {
        return false;
    }
    let both = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
    let (more_a, more_b) = (a.words.len() - both, b.words.len() - both);
    more_a.min(more_b) == 0 && both * 100 >= share * (both + more_a + more_b)
}
