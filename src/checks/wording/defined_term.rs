//! `defined-term-drift`: the letter names something «(далее – …)» and then calls it otherwise, or never again.
//!
//! Other words for the thing are found by `inconsistent-term`; here it is the long name's own noun, used alone.
//! Parameter `min-drift`: so many mentions are a habit.

use std::ops::Range;

use crate::data::FileError;
use crate::document::BlockKind;
use crate::language::{Feature, LemmaId, MaskKind, MaskSet, Reading, SentenceView, Shape, Tag, Word};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::Span;

#[derive(Debug)]
struct DefinedTerm;

/// Makes the check.
///
/// # Errors
/// None: it needs no table.
pub(in crate::checks) fn build(_: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(DefinedTerm))
}

/// Most words of a short name.
const LONGEST: usize = 8;

/// «Местная администрация (далее – МА)».
struct Definition<'a> {
    /// The short name as written.
    short: &'a str,
    /// From «далее» to the end of the short name.
    span: Span,
    /// The words of the short name.
    words: Vec<&'a Word>,
    /// The noun of the long name, when it is sure which; none when the short name has it.
    head: Option<LemmaId>,
    plural: bool,
}

impl Check for DefinedTerm {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut definitions = Vec::new();
        for view in seen.sentences() {
            definitions.extend((0..view.len()).filter_map(|open| definition(&view, open)));
        }
        if definitions.is_empty() {
            return;
        }
        let min_drift = seen.params.number("min-drift", 2);
        for definition in &definitions {
            if !is_used(seen, definition) {
                hits.push(Hit::at(definition.span).word("fault", "дальше в письме этого слова нет, уберите скобку"));
                continue;
            }
            let shared = |other: &&Definition<'_>| other.head == definition.head;
            let Some(head) = definition.head.filter(|_| definitions.iter().filter(shared).count() == 1) else {
                continue;
            };
            let Some(drift) = drift(seen, definition, head) else { continue };
            if drift.len() < min_drift {
                continue;
            }
            for span in drift {
                let fault = format!("выше вы ввели слово «{}», называйте одинаково", definition.short);
                let fix = Fix { level: Level::Show, label: definition.short.to_owned(), edits: Vec::new() };
                hits.push(Hit::at(span).word("fault", fault).fix(fix));
            }
        }
        hits.sort_by_key(|hit| hit.span.start);
    }
}

fn is(view: &SentenceView<'_>, token: usize, text: &str) -> bool {
    token < view.len() && &*view.word(token).folded == text
}

/// The definition in the bracket that opens at a token.
fn definition<'a>(view: &SentenceView<'a>, open: usize) -> Option<Definition<'a>> {
    if open == 0 || !is(view, open, "(") || !is(view, open + 1, "далее") {
        return None;
    }
    if view.is_masked(open, MaskSet::of(&[MaskKind::Code, MaskKind::Quote, MaskKind::Placeholder])) {
        return None;
    }
    let light = |at: &usize| {
        let word = view.word(*at);
        matches!(&*word.folded, "также" | "по" | "тексту" | "именуется" | "соответственно") || !word.is_word()
    };
    let start = (open + 2..view.len()).find(|at| !light(at))?;
    let close =
        (start..view.len().min(start + LONGEST + 1)).find(|&at| matches!(&*view.word(at).form, ")" | "," | ";"))?;
    let end = (start..close).rev().find(|&at| view.word(at).is_word())? + 1;
    let words: Vec<&Word> = (start..end).map(|at| view.word(at)).filter(|word| word.is_word()).collect();
    let head = head(view, open)
        .filter(|&(_, lemma, _)| !words.iter().any(|word| word.readings.iter().any(|reading| reading.lemma == lemma)));
    Some(Definition {
        short: view.slice(start..end),
        span: view.span(open + 1..end),
        words,
        head: head.map(|(_, lemma, _)| lemma),
        plural: head.is_some_and(|(_, _, plural)| plural),
    })
}

const NAMING: Tag = Tag::of(&[Feature::Noun, Feature::Propn]);
const QUALIFYING: Tag = Tag::of(&[Feature::Adj, Feature::Participle, Feature::Det, Feature::Pron, Feature::Num]);

/// The noun of the long name before a bracket: the first of the nouns and adjectives that end there.
fn head(view: &SentenceView<'_>, open: usize) -> Option<(usize, LemmaId, bool)> {
    let belongs = |at: usize| {
        let first = view.readings(at).first();
        view.word(at).is_word()
            && view.mask(at).is_none_or(|kind| kind == MaskKind::OfficialName)
            && first
                .is_some_and(|reading| reading.tag.has_any(NAMING.with(Tag::of(&[Feature::Adj, Feature::Participle]))))
    };
    let start = (0..open).rev().take(LONGEST).take_while(|&at| belongs(at)).last()?;
    // «Договор о поставке воды (далее …)»: which noun is meant is not sure.
    let before = start.checked_sub(1).map(|at| view.word(at));
    let preposition = before.is_some_and(|word| word.may_be(Tag::of(&[Feature::Adp])));
    let noun = |word: &Word| word.readings.first().is_some_and(|reading| reading.tag.has_any(NAMING));
    if preposition && start.checked_sub(2).is_some_and(|at| noun(view.word(at))) {
        return None;
    }
    let at = (start..open).find(|&at| noun(view.word(at)))?;
    let reading = view.readings(at).first()?;
    reading.tag.has(Feature::Noun).then(|| (at, reading.lemma, reading.tag.has(Feature::Plur)))
}

/// True when some word of the short name stands anywhere outside its definition, later in the letter.
fn is_used(seen: &Inspection<'_>, definition: &Definition<'_>) -> bool {
    let named = |word: &Word| {
        definition.words.iter().filter(|known| known.folded.chars().count() > 1).any(|known| {
            known.folded == word.folded
                || (word.shape != Shape::Number && shares_lemma(known, word))
                || word.folded.split('-').next() == Some(&*known.folded)
        })
    };
    let all = seen.analysis.sentences(seen.document, seen.lexicon);
    all.filter(|view| view.whole().end > definition.span.end)
        .any(|view| (0..view.len()).any(|at| view.token_span(at).start >= definition.span.end && named(view.word(at))))
}

fn shares_lemma(a: &Word, b: &Word) -> bool {
    a.readings.iter().any(|reading| b.readings.iter().any(|other| other.lemma == reading.lemma))
}

/// The places after a definition where its noun stands alone; none when the noun also names another thing.
fn drift(seen: &Inspection<'_>, definition: &Definition<'_>, head: LemmaId) -> Option<Vec<Span>> {
    let mut found = Vec::new();
    for view in seen.sentences() {
        if view.whole().end <= definition.span.end
            || matches!(seen.document.blocks()[view.block()].kind, BlockKind::Heading { .. })
        {
            continue;
        }
        for at in 0..view.len() {
            let is_head = |reading: &Reading| reading.lemma == head && reading.tag.has(Feature::Noun);
            let number = |reading: &Reading| reading.tag.has(Feature::Plur) == definition.plural;
            let word = view.word(at);
            if view.token_span(at).start < definition.span.end || !word.readings.iter().any(is_head) {
                continue;
            }
            if view.is_masked(at, MaskSet::LEGAL) || is_qualified(&view, at..at + 1) {
                return None;
            }
            if word.readings.iter().filter(|reading| is_head(reading)).any(number) {
                found.push(view.token_span(at));
            }
        }
    }
    Some(found)
}

/// A word before or after says which: «финансовое управление», «администрация района», «отдел № 3».
fn is_qualified(view: &SentenceView<'_>, tokens: Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map(|at| view.word(at));
    if before.is_some_and(|word| word.readings.iter().any(|reading| reading.tag.has_any(QUALIFYING))) {
        return true;
    }
    if tokens.end >= view.len() {
        return false;
    }
    let next = view.word(tokens.end);
    let genitive = |reading: &Reading| reading.tag.has(Feature::Gen) && reading.tag.has_any(NAMING.with(QUALIFYING));
    matches!(&*next.form, "№" | "«" | "\"" | "-")
        || matches!(next.shape, Shape::Number | Shape::Title | Shape::Upper | Shape::Mixed)
        || matches!(&*next.folded, "по" | "о" | "об" | "на" | "для" | "от" | "при" | "и" | "или")
        || next.readings.iter().any(genitive)
}
