//! Checks of a quantity over a threshold: words in a sentence, commas in a paragraph and the like.

use std::ops::Range;

use super::Params;
use super::check::{Check, Inspection, Setup};
use super::file::{LimitCheck, Measure, Unit};
use super::hit::Hit;
use crate::data::FileError;
use crate::language::{MaskKind, MaskSet, SentenceView, Shape};
use crate::letter::Kind;
use crate::text::Span;

/// Makes the check.
///
/// Parameters: above `max` the finding has the rule's severity, above `loud` it is a step louder, above `quiet` (below
/// `max`) a step quieter. For what is heard and not read, `spoken-quiet`, `spoken-max` and `spoken-loud` stand instead.
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
    fn new(params: &Params, kind: Kind) -> Self {
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
        let thresholds = Thresholds::new(seen.params, seen.kind());
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
        for part in parts(view, start) {
            if part.len() > thresholds.lowest() {
                let count = self.count(view, part.clone());
                self.report(view.span(part), count, thresholds, hits);
            }
        }
    }

    fn report(&self, span: Span, count: usize, thresholds: Thresholds, hits: &mut Vec<Hit>) {
        if let Some(loudness) = thresholds.loudness(count) {
            hits.push(Hit { loudness, ..self.hit(Hit::at(span), count) });
        }
    }

    fn hit(&self, hit: Hit, count: usize) -> Hit {
        let [one, few, many] = match self.measure {
            Measure::Words => ["слово", "слова", "слов"],
            Measure::Sentences => ["предложение", "предложения", "предложений"],
            Measure::Commas => ["запятая", "запятые", "запятых"],
            Measure::LegalRefs => ["ссылка на закон", "ссылки на законы", "ссылок на законы"],
            Measure::Abbreviations => ["сокращение", "сокращения", "сокращений"],
        };
        let noun = match (count % 10, count % 100) {
            (_, 11..=14) => many,
            (1, _) => one,
            (2..=4, _) => few,
            _ => many,
        };
        hit.word("count", format!("{count} {noun}"))
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

/// Number of tokens that name the speaker of a line of a script: «Сотрудник:».
fn speaker(view: &SentenceView<'_>, kind: Kind) -> usize {
    let named = kind == Kind::PhoneScript && view.index() == 0 && view.len() > 2 && &*view.word(1).form == ":";
    if named { 2 } else { 0 }
}

/// The words of the letter's author: those of the citizen in quotes do not count.
fn own_words(view: &SentenceView<'_>, tokens: Range<usize>) -> usize {
    let quoted = |token: usize| view.mask(token) == Some(MaskKind::Quote);
    let mut count = 0;
    let mut at = tokens.start;
    while at < tokens.end {
        let own = !quoted(at);
        let end = (at..tokens.end).find(|&token| quoted(token) == own).unwrap_or(tokens.end);
        if own {
            count += view.count_words(at..end);
        }
        at = end;
    }
    count
}

/// The parts of a sentence that are measured apart: a list in one line («Нужны: 1) паспорт; 2) справка») is its
/// beginning and its items; any other sentence is one part.
fn parts(view: &SentenceView<'_>, start: usize) -> Vec<Range<usize>> {
    let sign = |token: usize, sign: &str| &*view.word(token).form == sign && view.mask(token).is_none();
    let all = start..view.len();
    let Some(colon) = all.clone().find(|&token| sign(token, ":")) else { return vec![all] };
    let is_list = (colon + 1..view.len()).any(|token| sign(token, ";"))
        || (colon + 1 < view.len() && marker(view, colon + 1) > 0);
    if !is_list {
        return vec![all];
    }
    let beginning = start..colon;
    let mut parts = vec![beginning];
    let mut start = colon + 1;
    for token in colon + 1..=view.len() {
        let ends = token == view.len() || sign(token, ";");
        if !ends {
            continue;
        }
        start += marker(view, start);
        let last = (start..token).rev().find(|&token| view.word(token).is_word()).map_or(start, |token| token + 1);
        if start < last {
            parts.push(start..last);
        }
        start = token + 1;
    }
    parts
}

/// Number of tokens of the list marker at `token`: «1)», «а)», «1.»; 0 when there is none.
fn marker(view: &SentenceView<'_>, token: usize) -> usize {
    if token >= view.len() {
        return 0;
    }
    let form = &*view.word(token).form;
    let short = |text: &str| text.chars().count() <= 2 && text.chars().all(char::is_alphanumeric) && !text.is_empty();
    if form.strip_suffix(')').is_some_and(short) {
        return 1;
    }
    let closes = token + 1 < view.len() && &*view.word(token + 1).form == ")" && !view.tokens()[token + 1].space_before;
    if short(form) && closes { 2 } else { 0 }
}
