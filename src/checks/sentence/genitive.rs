//! Chains of genitives: «проверка качества уборки территории».

use std::ops::Range;

use crate::data::FileError;
use crate::language::{Feature, Lexicon, MaskKind, MaskSet, Reading, SentenceView, Shape, Tag};
use crate::rules::{Check, Hit, Inspection};

/// Makes the check. Parameters: `quiet`, so many nouns in the genitive make a chain and a finding a step quieter than
/// the rule; `limit`, so many make one of the rule's own severity.
pub(super) fn build() -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(GenitiveChain))
}

#[derive(Debug)]
struct GenitiveChain;

impl Check for GenitiveChain {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let full = seen.params.number("limit", 4);
        let limit = seen.params.number("quiet", 3).clamp(1, full.max(1));
        for view in seen.sentences() {
            // Most sentences have too few nouns that could be genitives, or not together: nothing more is asked of them.
            if !view.summary().any.has_all(GENITIVE_NOUN) || !may_have_chain(&view, limit) {
                continue;
            }
            let may = |token: usize| parts(&view, token, Depth::MayBe);
            let must = |token: usize| parts(&view, token, Depth::InSentence);
            let mut at = 0;
            while at + limit < view.len() {
                if is_faded(&view, at) {
                    at += 1;
                    continue;
                }
                let Some(candidate) = chain(at..view.len(), limit, &may) else {
                    at += 1;
                    continue;
                };
                let end = candidate.tokens.end;
                // The sentence decides, word by word, and only here: a chain may be shorter than it could be.
                let mut from = at;
                while from < end {
                    match chain(from..end, limit, &must) {
                        Some(found) => {
                            let loudness = if found.genitives < full { -1 } else { 0 };
                            let hit = Hit::at(view.span(found.tokens.clone()));
                            let hit = hit.word("count", found.genitives.to_string());
                            hits.push(Hit { loudness, ..hit });
                            from = found.tokens.end;
                        }
                        None => from += 1,
                    }
                }
                at = end;
            }
        }
    }
}

/// True when so many nouns that could be genitives stand among words of a chain, all but the first of them.
fn may_have_chain(view: &SentenceView<'_>, limit: usize) -> bool {
    let (mut inside, mut genitives, mut all) = (false, 0, 0);
    let mut together = false;
    for token in 0..view.len() {
        let any = view.word(token).any;
        all += usize::from(any.has_all(GENITIVE_NOUN));
        if !any.has_any(NOUN.with(ADJECTIVE)) {
            inside = false;
            continue;
        }
        let genitive = any.has_any(NOUN) && any.has_any(Tag::of(&[Feature::Gen, Feature::Par]));
        genitives = if inside { genitives + usize::from(genitive) } else { 0 };
        inside = true;
        together |= genitives >= limit;
    }
    together && all >= limit
}

/// Nouns that with a preposition are hardly nouns any more: «в целях», «в течение». A chain begins after them.
const FADED: &[&str] = &[
    "целях",
    "целью",
    "течение",
    "связи",
    "случае",
    "случаях",
    "отношении",
    "рамках",
    "силу",
    "качестве",
    "ходе",
    "результате",
    "вопросу",
    "вопросам",
    "счет",
    "виде",
    "лице",
    "области",
    "порядке",
    "мере",
    "имени",
    "адрес",
    "процессе",
    "части",
    "причине",
    "основании",
    "период",
    "момента",
    "сфере",
    "интересах",
    "условиях",
    "учетом",
    "помощью",
    "отсутствии",
    "наличии",
    "отсутствие",
    "исключением",
    "поводу",
    "истечении",
    "окончании",
    "даты",
    "дня",
];

/// True for the noun of a preposition made from a noun.
fn is_faded(view: &SentenceView<'_>, token: usize) -> bool {
    let preposition = |before: usize| view.word(before).any.has(Feature::Adp);
    token.checked_sub(1).is_some_and(preposition) && FADED.contains(&&*view.word(token).folded)
}

/// Offices, posts and places: in a chain they name one thing and count for nothing («отдела образования города»,
/// «заместитель председателя совета»).
const NAMING: &[&str] = &[
    "управление",
    "отделение",
    "отдел",
    "администрация",
    "министерство",
    "комитет",
    "департамент",
    "служба",
    "инспекция",
    "город",
    "район",
    "область",
    "округ",
    "край",
    "республика",
    "поселок",
    "село",
    "улица",
    "заместитель",
    "глава",
    "председатель",
    "министр",
    "начальник",
    "директор",
    "руководитель",
    "секретарь",
    "помощник",
    "представитель",
    "губернатор",
    "президент",
    "депутат",
    "совет",
    "орган",
    "самоуправление",
    "правительство",
    "палата",
    "дума",
    "собрание",
];

/// What a word can be in a chain.
#[derive(Clone, Copy, Default)]
struct Part {
    head: bool,
    genitive: bool,
    /// An adjective or participle in the genitive.
    between: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    MayBe,
    InSentence,
}

const NOUN: Tag = Feature::Noun.tag();
const GENITIVE_NOUN: Tag = Tag::of(&[Feature::Noun, Feature::Gen]);
const ADJECTIVE: Tag = Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle]);
const NAME: Tag = Feature::Propn.tag().with(Tag::NAME);

fn parts(view: &SentenceView<'_>, token: usize, depth: Depth) -> Part {
    let masked = view.is_masked(token, MaskSet::LEGAL) || view.is_masked(token, MASKED);
    // A capital within the sentence is a name: it is one thing for the reader, whatever its case.
    let name = token > 0 && view.word(token).shape != Shape::Lower;
    if masked || name || !view.word(token).any.has_any(NOUN.with(ADJECTIVE)) {
        return Part::default();
    }
    let of_reading = |reading: &Reading| of_reading(reading, view.lexicon());
    let readings = view.readings(token);
    if depth == Depth::MayBe {
        return readings.iter().map(of_reading).fold(Part::default(), |all, one| Part {
            head: all.head || one.head,
            genitive: all.genitive || one.genitive,
            between: all.between || one.between,
        });
    }
    // Next to a noun the likelier reading is nearly always the right one; the rest is for the context model.
    let share = |is: fn(Part) -> bool| {
        let fitting = readings.iter().filter(|reading| is(of_reading(reading)));
        fitting.map(|reading| reading.weight).sum::<f32>()
    };
    let (head, genitive, between) = (share(|part| part.head), share(|part| part.genitive), share(|part| part.between));
    let likely = Part { head: head >= SURE, genitive: genitive >= SURE, between: between >= SURE };
    if likely.genitive || likely.between || (likely.head && genitive.max(between) == 0.0) {
        return likely;
    }
    view.in_context(token).map_or(Part::default(), of_reading)
}

/// Share of the readings of a form that settles its case without the sentence.
const SURE: f32 = 0.6;

const MASKED: MaskSet = MaskSet::of(&[MaskKind::Date, MaskKind::Time, MaskKind::Money, MaskKind::Roman]);

fn of_reading(reading: &Reading, lexicon: &Lexicon) -> Part {
    let tag = reading.tag;
    let genitive = tag.has(Feature::Gen) || tag.has(Feature::Par);
    let noun = tag.has_any(NOUN) && !tag.has_any(NAME) && !tag.has(Feature::Abbr);
    let office = noun && NAMING.contains(&lexicon.lemma(reading.lemma));
    let naming = office && genitive;
    let adjective = tag.has_any(ADJECTIVE) && genitive && !tag.has(Feature::Short);
    Part { head: noun && !office, genitive: noun && genitive && !naming, between: adjective || naming }
}

struct Chain {
    tokens: Range<usize>,
    genitives: usize,
}

/// The chain that begins with the first of `tokens`, if it has at least `limit` genitives.
fn chain(tokens: Range<usize>, limit: usize, part: &impl Fn(usize) -> Part) -> Option<Chain> {
    if !part(tokens.start).head {
        return None;
    }
    let (mut end, mut genitives) = (tokens.start + 1, 0);
    for token in tokens.start + 1..tokens.end {
        let part = part(token);
        if part.genitive {
            genitives += 1;
            end = token + 1;
        } else if !part.between {
            break;
        }
    }
    (genitives >= limit).then_some(Chain { tokens: tokens.start..end, genitives })
}
