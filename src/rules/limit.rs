//! Checks of a quantity over a threshold: words in a sentence, commas in a paragraph and the like.

use std::ops::Range;

use super::Params;
use super::check::{Check, Inspection, Setup};
use super::divide;
use super::file::{LimitCheck, Measure, Unit};
use super::hit::Hit;
use super::units::{counted, own_words, speaker, units};
use crate::data::FileError;
use crate::language::{MaskKind, MaskSet, SentenceView, Shape};
use crate::letter::Kind;
use crate::profile::Reader;
use crate::text::Span;

/// Makes the check.
///
/// Parameters: above `max` the finding has the rule's severity, above `loud` it is a step louder, above `quiet` (below
/// `max`) a step quieter. For what is heard and not read, `spoken-quiet`, `spoken-max` and `spoken-loud` stand instead.
/// For readers who need short sentences all of them are `easier` less.
///
/// # Errors
/// None so far.
pub(super) fn build(check: &LimitCheck, _setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Limit { measure: check.measure, unit: check.unit }))
}

#[derive(Debug)]
struct Limit {
    measure: Measure,
    unit: Unit,
}

/// The thresholds in force; a count above one of them is reported.
#[derive(Clone, Copy)]
struct Thresholds {
    quiet: usize,
    max: usize,
    loud: usize,
}

impl Thresholds {
    fn new(params: &Params, kind: Kind, reader: Reader) -> Self {
        let easier = if reader.needs_short_sentences() { params.number("easier", 0) } else { 0 };
        let all = Self::of_kind(params, kind);
        let less = |limit: usize| if limit == usize::MAX { limit } else { limit.saturating_sub(easier) };
        Self { quiet: less(all.quiet), max: less(all.max), loud: less(all.loud) }
    }

    fn of_kind(params: &Params, kind: Kind) -> Self {
        let written = |name: &str, default: usize| params.number(name, default);
        let max = written("max", usize::MAX);
        let all = Self { quiet: written("quiet", max), max, loud: written("loud", usize::MAX) };
        if kind != Kind::PhoneScript {
            return all;
        }
        let spoken = |name: &str, default: usize| params.number(&format!("spoken-{name}"), default);
        let max = spoken("max", all.max);
        Self { quiet: spoken("quiet", all.quiet.min(max)), max, loud: spoken("loud", all.loud) }
    }

    fn lowest(self) -> usize {
        self.quiet.min(self.max)
    }

    /// The step of loudness for a count; `None` when it is within bounds.
    fn loudness(self, count: usize) -> Option<i8> {
        match count {
            count if count > self.loud => Some(1),
            count if count > self.max => Some(0),
            count if count > self.quiet => Some(-1),
            _ => None,
        }
    }
}

impl Check for Limit {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let thresholds = Thresholds::new(seen.params, seen.kind(), seen.reader);
        match self.unit {
            Unit::Sentence => {
                for view in seen.sentences() {
                    let start = speaker(&view, seen.kind());
                    self.sentence(&view, start, thresholds, hits);
                }
            }
            Unit::Block => {
                for block in seen.blocks() {
                    let views = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
                    let count = views.map(|view| self.count(&view, 0..view.len())).sum();
                    self.report(seen.document.blocks()[block].span, count, thresholds, hits);
                }
            }
            Unit::Letter => {
                let count = seen.sentences().map(|view| self.count(&view, 0..view.len())).sum();
                let Some(first) = seen.blocks().next() else { return };
                if let Some(loudness) = thresholds.loudness(count) {
                    let hit = self.hit(Hit::letter(seen.document.blocks()[first].span), count);
                    hits.push(Hit { loudness, ..hit });
                }
            }
        }
    }
}

impl Limit {
    fn sentence(&self, view: &SentenceView<'_>, start: usize, thresholds: Thresholds, hits: &mut Vec<Hit>) {
        // There are never more words than tokens: most sentences end here.
        if view.len() <= thresholds.lowest() {
            return;
        }
        // Nor is there more in a part than in the whole, and this is counted at once.
        if self.measure == Measure::LegalRefs && self.count(view, start..view.len()) <= thresholds.lowest() {
            return;
        }
        for part in units(view, start) {
            if part.len() > thresholds.lowest() {
                let count = self.count(view, part.clone());
                let before = hits.len();
                self.report(view.span(part.clone()), count, thresholds, hits);
                if self.measure == Measure::Words
                    && let Some(hit) = hits.get_mut(before)
                {
                    hit.fixes = divide::places(view, part);
                }
            }
        }
    }

    fn report(&self, span: Span, count: usize, thresholds: Thresholds, hits: &mut Vec<Hit>) {
        if let Some(loudness) = thresholds.loudness(count) {
            hits.push(Hit { loudness, ..self.hit(Hit::at(span), count) });
        }
    }

    fn hit(&self, hit: Hit, count: usize) -> Hit {
        let forms = match self.measure {
            Measure::Words => ["слово", "слова", "слов"],
            Measure::Sentences => ["предложение", "предложения", "предложений"],
            Measure::Commas => ["запятая", "запятые", "запятых"],
            Measure::LegalRefs => ["ссылка на закон", "ссылки на законы", "ссылок на законы"],
            Measure::Abbreviations => ["сокращение", "сокращения", "сокращений"],
        };
        hit.word("count", counted(count, forms))
    }

    fn count(&self, view: &SentenceView<'_>, tokens: Range<usize>) -> usize {
        match self.measure {
            Measure::Words => own_words(view, tokens),
            Measure::Sentences => 1,
            Measure::Commas => tokens.filter(|&token| &*view.word(token).form == ",").count(),
            Measure::LegalRefs => {
                let starts = |token: &usize| {
                    view.mask_at(*token).is_some_and(|mask| mask.tokens.start == view.first_token() + token)
                };
                tokens.filter(|&token| view.mask(token) == Some(MaskKind::LegalRef)).filter(starts).count()
            }
            Measure::Abbreviations => {
                let counts = |token: &usize| {
                    let word = view.word(*token);
                    word.shape == Shape::Upper && word.cyrillic && !view.is_masked(*token, MaskSet::LEGAL)
                };
                tokens.filter(counts).count()
            }
        }
    }
}
