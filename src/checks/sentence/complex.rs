//! `sentence-complex`: clauses, participles, gerunds and brackets heaped up in one sentence, and a subject far from its
//! verb.

use std::ops::Range;

use crate::language::{Feature, MaskKind, MaskSet, Reading, SentenceView, Shape, Tag};
use crate::rules::units::{counted, speaker, units};
use crate::rules::{Check, Hit, Inspection};

/// Makes the check. Parameters: `max-subordinate`, `max-participial`, `max-gerund`, `max-brackets`,
/// `max-bracket-words`; `max-weight`, in tenths, of all together; `max-apart`, words between subject and verb.
pub(super) fn build() -> Box<dyn Check> {
    Box::new(Complex)
}

#[derive(Debug)]
struct Complex;

/// No sentence with fewer tokens can be reported.
const SHORTEST: usize = 9;

impl Check for Complex {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let limits = Limits::new(seen);
        for view in seen.sentences().filter(|view| view.len() >= SHORTEST) {
            for unit in units(&view, speaker(&view, seen.kind())) {
                if unit.len() < SHORTEST {
                    continue;
                }
                let counts = count(&view, unit.clone());
                let reasons = limits.reasons(&counts, &view, unit.clone());
                if !reasons.is_empty() {
                    let span = if unit.end == view.len() { unit.start..view.len() } else { unit };
                    hits.push(Hit::at(view.span(span)).word("reasons", reasons.join(", ")));
                }
            }
        }
    }
}

struct Limits {
    subordinate: usize,
    participial: usize,
    gerund: usize,
    brackets: usize,
    bracket_words: usize,
    weight: usize,
    apart: usize,
}

/// What is in a sentence.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    subordinate: usize,
    participial: usize,
    gerund: usize,
    brackets: usize,
    /// Words in the longest pair of brackets.
    bracket_words: usize,
}

impl Limits {
    fn new(seen: &Inspection<'_>) -> Self {
        let number = |name: &str, default: usize| seen.params.number(name, default);
        Self {
            subordinate: number("max-subordinate", 2),
            participial: number("max-participial", 1),
            gerund: number("max-gerund", 1),
            brackets: number("max-brackets", 2),
            bracket_words: number("max-bracket-words", 12),
            weight: number("max-weight", 39),
            apart: number("max-apart", 12),
        }
    }

    /// Why the sentence is hard to follow, for people; none when it is not.
    fn reasons(&self, counts: &Counts, view: &SentenceView<'_>, unit: Range<usize>) -> Vec<String> {
        let mut reasons = Vec::new();
        let weight = 10 * counts.subordinate + 15 * counts.participial + 15 * counts.gerund + 10 * counts.brackets;
        let all = weight > self.weight;
        let kinds = [
            (counts.subordinate, self.subordinate, ["придаточное", "придаточных", "придаточных"]),
            (counts.participial, self.participial, ["причастный оборот", "причастных оборота", "причастных оборотов"]),
            (counts.gerund, self.gerund, ["деепричастный оборот", "деепричастных оборота", "деепричастных оборотов"]),
            (counts.brackets, self.brackets, ["пояснение в скобках", "пояснения в скобках", "пояснений в скобках"]),
        ];
        for (count, most, forms) in kinds {
            if count > most || (all && count > 0) {
                reasons.push(counted(count, forms));
            }
        }
        if counts.bracket_words > self.bracket_words {
            reasons.push(format!("{} в скобках", counted(counts.bracket_words, ["слово", "слова", "слов"])));
        }
        if let Some(apart) = apart(view, unit, self.apart).filter(|apart| *apart > self.apart) {
            reasons.push(format!("между подлежащим и сказуемым {}", counted(apart, ["слово", "слова", "слов"])));
        }
        reasons
    }
}

/// Words that begin a subordinate clause after a comma.
const CONJUNCTIONS: &[&str] = &[
    "что",
    "чтобы",
    "если",
    "когда",
    "где",
    "куда",
    "откуда",
    "поскольку",
    "хотя",
    "пока",
    "кто",
    "почему",
    "зачем",
    "сколько",
    "насколько",
    "ибо",
];

/// Gerunds that have become prepositions.
const PREPOSITIONS: &[&str] = &[
    "включая",
    "исключая",
    "начиная",
    "исходя",
    "благодаря",
    "несмотря",
    "невзирая",
    "спустя",
    "судя",
    "согласно",
    "считая",
    "не",
];

fn count(view: &SentenceView<'_>, unit: Range<usize>) -> Counts {
    let mut counts = Counts::default();
    let mut at = unit.start;
    // In each stretch between commas a phrase counts once: «поданные вами и проверенные нами».
    let mut start = true;
    let mut after_comma = false;
    let mut gerund = false;
    let mut participle = false;
    while at < unit.end {
        let word = view.word(at);
        let form = &*word.form;
        // A sentence that stands in brackets as a whole interrupts nothing.
        if form == "(" && at > unit.start && view.mask(at).is_none() {
            let (end, words) = bracket(view, at, unit.end);
            counts.brackets += usize::from(words > 0);
            counts.bracket_words = counts.bracket_words.max(words);
            at = end;
            continue;
        }
        if matches!(form, "," | ";" | ":" | "—" | "–") {
            (start, after_comma, gerund, participle) = (true, form == ",", false, false);
            at += 1;
            continue;
        }
        if !word.is_word() || view.is_masked(at, QUOTED) {
            at += 1;
            continue;
        }
        if start {
            let first = at == unit.start;
            counts.subordinate += usize::from((after_comma || first) && opens_clause(view, at, unit.end, first));
            start = false;
        }
        let likely = word.readings.first().map_or(Tag::NONE, |reading| reading.tag);
        if !gerund
            && likely.has(Feature::Conv)
            && !PREPOSITIONS.contains(&&*word.folded)
            && extent(view, at, unit.end) >= 2
        {
            counts.gerund += usize::from(is_read_as(view, at, Feature::Conv));
            gerund = true;
        }
        // «, поданные вами в отдел»: the participle opens the stretch, or an adverb before it does.
        let opens = || after_comma && opens_stretch(view, at);
        let phrase = || opens() && extent(view, at, unit.end) >= 2 && !is_attribute(view, at, unit.end);
        if !participle && is_full_participle(likely) && phrase() {
            counts.participial += usize::from(is_read_as(view, at, Feature::Participle));
            participle = true;
        }
        at += 1;
    }
    counts
}

const QUOTED: MaskSet = MaskSet::of(&[MaskKind::Quote, MaskKind::LegalTitle, MaskKind::QuotedTitle, MaskKind::OrgName]);

fn is_full_participle(tag: Tag) -> bool {
    tag.has(Feature::Participle) && !tag.has(Feature::Short)
}

/// True when the sentence takes the word for that; the context is asked only when another reading is likely too.
fn is_read_as(view: &SentenceView<'_>, token: usize, feature: Feature) -> bool {
    let share: f32 =
        view.readings(token).iter().filter(|reading| reading.tag.has(feature)).map(|reading| reading.weight).sum();
    share > LIKELY || (share > 1.0 - LIKELY && view.in_context(token).is_some_and(|reading| reading.tag.has(feature)))
}

/// Share of the readings of a form that settles what it is without the sentence.
const LIKELY: f32 = 0.7;

/// True when the participle stands before its noun like an adjective: «а также продолжающиеся судебные процессы».
fn is_attribute(view: &SentenceView<'_>, at: usize, end: usize) -> bool {
    const ADJECTIVE: Tag = Tag::of(&[Feature::Adj, Feature::Det]);
    let agrees = |token: usize, kind: Tag| {
        let all = |reading: &Reading| {
            let is_kind = reading.tag.has_any(kind) && reading.weight > 0.05;
            is_kind && view.readings(at).iter().any(|own| is_full_participle(own.tag) && own.tag.agrees(reading.tag))
        };
        view.readings(token).iter().any(all)
    };
    let noun = (at + 1..end.min(at + 4)).find(|&token| !agrees(token, ADJECTIVE));
    noun.is_some_and(|token| agrees(token, Feature::Noun.tag()))
}

/// Number of words after `at` up to the next sign.
fn extent(view: &SentenceView<'_>, at: usize, end: usize) -> usize {
    (at + 1..end).take_while(|&token| view.word(token).is_word()).count()
}

/// True when the word is the first of its stretch, but for «не» and adverbs.
fn opens_stretch(view: &SentenceView<'_>, at: usize) -> bool {
    let light = |token: usize| {
        let word = view.word(token);
        let likely = word.readings.first().map_or(Tag::NONE, |reading| reading.tag);
        likely.has(Feature::Adv) || likely.has(Feature::Part) || matches!(&*word.folded, "и" | "а" | "но")
    };
    (0..at).rev().take(3).take_while(|&token| view.word(token).is_word()).all(light)
}

/// True when a clause opens at `at`: a conjunction, or «который» with what stands before it.
fn opens_clause(view: &SentenceView<'_>, at: usize, end: usize, first: bool) -> bool {
    let folded = |token: usize| if token < end { &*view.word(token).folded } else { "" };
    // «, и что», «, а если»
    let from = if matches!(folded(at), "и" | "а" | "но" | "или") { at + 1 } else { at };
    let conjunction =
        CONJUNCTIONS.contains(&folded(from)) && folded(from + 1) != "либо" && !is_question(view, from, first);
    let two = matches!((folded(from), folded(from + 1)), ("потому" | "оттого", "что") | ("так" | "тогда", "как"))
        || (matches!(folded(from), "как" | "чем") && has_verb(view, from + 1, end) && !first);
    let near = (from..end.min(from + 4)).take_while(|&token| view.word(token).is_word());
    let relative = || !first && { near }.any(|token| view.word(token).folded.starts_with("котор"));
    let whether = || folded(from + 1) == "ли" && !first;
    conjunction || two || relative() || whether()
}

/// At the start of a sentence these ask, and «что касается» is no clause to speak of.
fn is_question(view: &SentenceView<'_>, at: usize, first: bool) -> bool {
    let word = &*view.word(at).folded;
    first && matches!(word, "что" | "кто" | "где" | "куда" | "откуда" | "почему" | "зачем" | "сколько")
}

/// True when a finite verb stands before the next sign.
fn has_verb(view: &SentenceView<'_>, from: usize, end: usize) -> bool {
    let finite = |token: usize| {
        let likely = view.readings(token).first().map_or(Tag::NONE, |reading| reading.tag);
        likely.has(Feature::Fin) || likely.has_all(Tag::of(&[Feature::Short, Feature::Participle]))
    };
    (from..end).take_while(|&token| view.word(token).is_word()).any(finite)
}

/// The token after a pair of brackets, and the words in it that interrupt: none in «(далее – Участок)», a reference to
/// an act, a number or an abbreviation.
fn bracket(view: &SentenceView<'_>, open: usize, end: usize) -> (usize, usize) {
    let close = (open + 1..end).take(LONGEST_BRACKET).find(|&token| &*view.word(token).form == ")");
    // Not closed: an «a)» of a list, or a slip.
    let Some(close) = close else { return (open + 1, 0) };
    let inside = open + 1..close;
    let own = |token: &usize| {
        let word = view.word(*token);
        view.mask(*token).is_none() && word.cyrillic && word.shape == Shape::Lower
    };
    let words = inside.clone().filter(own).count();
    let first = inside.clone().find(|&token| view.word(token).is_word());
    let labels =
        matches!(first.map(|token| &*view.word(token).folded), Some("далее" | "тел" | "телефон" | "см" | "ред"));
    let contact = inside.clone().any(|token| view.is_masked(token, CONTACTS));
    let counts = words >= 2 && !labels && !contact;
    (close + 1, if counts { view.count_words(inside) } else { 0 })
}

/// Most tokens in brackets.
const LONGEST_BRACKET: usize = 200;

const CONTACTS: MaskSet =
    MaskSet::of(&[MaskKind::Phone, MaskKind::Email, MaskKind::Url, MaskKind::LegalRef, MaskKind::RegNumber]);

/// The words between a subject at the start of the sentence and its verb, when a participial phrase divides them.
fn apart(view: &SentenceView<'_>, unit: Range<usize>, most: usize) -> Option<usize> {
    let comma = |token: &usize| &*view.word(*token).form == "," && view.mask(*token).is_none();
    let first = unit.clone().find(comma)?;
    // The phrase runs to the comma before the verb; a clause within it would bring a verb of its own.
    let opens = (first + 1..unit.end.min(first + 3)).any(|token| {
        let likely = view.readings(token).first().map_or(Tag::NONE, |reading| reading.tag);
        is_full_participle(likely) && likely.has_any(Tag::of(&[Feature::Nom, Feature::Acc]))
    });
    if !opens || unit.len() < 16 || first > unit.start + 6 || has_verb(view, unit.start, first) {
        return None;
    }
    let verb = (first + 1..unit.end).find(|&token| has_verb(view, token, token + 1))?;
    let clause = (first + 1..verb).any(|token| {
        let word = &*view.word(token).folded;
        CONJUNCTIONS.contains(&word) || word.starts_with("котор")
    });
    let closes = (first + 1..verb).rev().take(4).any(|token| comma(&token));
    let words = view.count_words(first..verb);
    if clause || !closes || words < most {
        return None;
    }
    let nominative = |token: usize| {
        let noun = |tag: Tag| tag.has(Feature::Noun) && tag.has(Feature::Nom);
        view.readings(token).iter().any(|reading| noun(reading.tag))
            && view.in_context(token).is_some_and(|r| noun(r.tag))
    };
    let subject = (unit.start..first).find(|&token| nominative(token))?;
    Some(view.count_words(subject + 1..verb))
}
