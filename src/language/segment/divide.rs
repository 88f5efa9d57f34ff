//! Corrects the first division into sentences with what is known of words, lines and masks.

use std::ops::Range;

use super::NOTE_DIGITS;
use crate::language::analysis::BlockAnalysis;
use crate::language::lexicon::{Lexicon, Shape, Word};
use crate::language::mask::{MaskKind, MaskSet, WordClasses};
use crate::language::tag::{Feature, Tag};
use crate::language::token::Sentence;

/// A line this long (in characters) is filled: it ends where the page does, not where a thought does.
const FILLED_LINE: usize = 60;
/// Sentences of fewer words in quotes or brackets do not divide what stands around them.
const SHORT_SENTENCE: usize = 5;
/// Tokens between a quotation mark or bracket and its other half: further apart they are strays.
const LONGEST_ENCLOSED: usize = 300;
/// How deep quotes and brackets may stand in each other.
const DEEPEST: usize = 8;

/// Kinds in which no sentence ends.
const UNDIVIDED: MaskSet = MaskSet::of(&[
    MaskKind::Placeholder,
    MaskKind::Date,
    MaskKind::Phone,
    MaskKind::RegNumber,
    MaskKind::LegalRef,
    MaskKind::LegalTitle,
    MaskKind::OfficialName,
    MaskKind::OrgName,
    MaskKind::QuotedTitle,
    MaskKind::Person,
    MaskKind::Address,
    MaskKind::Money,
]);

/// Abbreviations before a name or a number, after which no sentence begins.
const BEFORE_NAMES: &[&str] = &[
    "ул.",
    "д.",
    "г.",
    "п.",
    "пос.",
    "с.",
    "дер.",
    "пр.",
    "пер.",
    "пл.",
    "наб.",
    "ш.",
    "им.",
    "гр.",
    "корп.",
    "стр.",
    "лит.",
    "кв.",
    "пом.",
    "каб.",
    "оф.",
    "мкр.",
    "просп.",
    "ст.",
    "ч.",
    "пп.",
    "абз.",
    "гл.",
    "разд.",
    "подп.",
    "прил.",
    "рис.",
    "табл.",
    "см.",
    "ср.",
    "напр.",
    "тел.",
    "доб.",
    "факс.",
    "эл.",
    "вх.",
    "исх.",
    "рег.",
    "исп.",
    "зам.",
    "нач.",
    "о.",
    "обл.",
    "респ.",
    "и.",
    "№",
];

/// Corrects the division into sentences with what is known of words, lines and masks.
pub(in crate::language) fn sentences(text: &str, hard_lines: bool, analysis: &mut BlockAnalysis, lexicon: &Lexicon) {
    let lines = text.contains('\n');
    let marks = text.contains(NOTE_DIGITS);
    let dividing = analysis.sentences.len() > 1 || lines || marks || has_initials(analysis);
    if !dividing {
        return;
    }
    let division = Division { text, analysis, lexicon };
    let mut starts: Vec<usize> = analysis.sentences.iter().map(|sentence| sentence.tokens().start).collect();
    if lines {
        starts.extend(division.line_starts(hard_lines));
    }
    starts.extend(division.starts_after_names());
    if marks {
        starts.extend(division.starts_after_marks());
    }
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|&start| start == 0 || !division.joins(start));
    let kept = division.outside_enclosed(starts);
    let ends = kept.iter().skip(1).copied().chain([analysis.tokens.len()]);
    analysis.sentences = kept.iter().zip(ends).map(|(&start, end)| Sentence::new(start..end)).collect();
}

fn has_initials(analysis: &BlockAnalysis) -> bool {
    analysis.masks.iter().any(|mask| mask.kind == MaskKind::Person)
}

struct Division<'a> {
    text: &'a str,
    analysis: &'a BlockAnalysis,
    lexicon: &'a Lexicon,
}

impl Division<'_> {
    fn word(&self, at: usize) -> &Word {
        self.lexicon.word(self.analysis.tokens[at].word)
    }

    fn gap(&self, at: usize) -> &str {
        let tokens = &self.analysis.tokens;
        &self.text[tokens[at - 1].end() as usize..tokens[at].start as usize]
    }

    /// First tokens of the lines that begin a sentence: lines end where a thought ends in a signature or address,
    /// where the page ends in a filled paragraph.
    fn line_starts(&self, hard_lines: bool) -> Vec<usize> {
        let tokens = &self.analysis.tokens;
        let begins: Vec<usize> =
            (1..tokens.len()).filter(|&at| tokens[at].space_before && self.gap(at).contains('\n')).collect();
        // One line that goes on in small letters shows that lines are filled.
        let filled = begins.iter().any(|&at| self.word(at).shape == Shape::Lower && !self.opens(at));
        let mut starts = Vec::new();
        for (number, &begin) in begins.iter().enumerate() {
            let line_start = number.checked_sub(1).map_or(0, |before| begins[before]);
            let line_end = begins.get(number + 1).copied().unwrap_or(tokens.len());
            let short = |from: usize, to: usize| {
                let bytes = &self.text[tokens[from].start as usize..tokens[to - 1].end() as usize];
                bytes.len() <= FILLED_LINE || bytes.chars().count() <= FILLED_LINE
            };
            let lines_short = short(line_start, begin) && short(begin, line_end);
            let divides = hard_lines || lines_short && (!filled || self.is_name(begin, line_end));
            if divides && self.opens(begin) && !self.goes_on(begin - 1) {
                starts.push(begin);
            }
        }
        starts
    }

    /// True when a token may open a line of its own: a capital, a digit, a quote before one, a list mark.
    fn opens(&self, at: usize) -> bool {
        let word = self.word(at);
        match word.shape {
            // «г. Ижевск», «тел. 55-01-02»
            Shape::Lower => {
                BEFORE_NAMES.contains(&&*word.folded) && word.folded.ends_with('.') || &*word.folded == "тел"
            }
            Shape::Sign => matches!(&*word.form, "«" | "\"" | "№" | "–" | "—" | "-" | "•" | "*" | "_" | "+" | "("),
            _ => true,
        }
    }

    /// True when these tokens are the name of a person and nothing else: the last line of a signature.
    fn is_name(&self, start: usize, end: usize) -> bool {
        self.analysis.tokens[start].mask == Some(MaskKind::Person) && self.mask_of(start) == Some(start..end)
    }

    /// True when the words after this one belong to it: a comma, a preposition, «и», an abbreviation.
    fn goes_on(&self, at: usize) -> bool {
        let word = self.word(at);
        let named = self.analysis.tokens[at].mask == Some(MaskKind::Person);
        if matches!(&*word.form, "," | "(" | "«" | "-" | "№") || !named && BEFORE_NAMES.contains(&&*word.folded) {
            return true;
        }
        let binding = Tag::of(&[Feature::Adp, Feature::Cconj, Feature::Sconj]);
        word.readings.first().is_some_and(|reading| reading.tag.has_any(binding)) && word.shape != Shape::Upper
    }

    /// After «Сычугов А.А.» a common word with a capital begins a sentence; the segmenter never divides there.
    fn starts_after_names(&self) -> Vec<usize> {
        let persons = self.analysis.masks.iter().filter(|mask| mask.kind == MaskKind::Person);
        let starts = persons.filter_map(|mask| {
            let next = mask.tokens.end;
            let last = self.word(next - 1);
            if next >= self.analysis.tokens.len()
                || !last.form.ends_with('.')
                || self.analysis.tokens[next].mask.is_some()
            {
                return None;
            }
            let word = self.word(next);
            let common = word.shape == Shape::Title && word.is_known() && !word.may_be(Feature::Propn.tag());
            (common && !self.word(mask.tokens.start).form.ends_with('.')).then_some(next)
        });
        starts.collect()
    }

    /// «Вам отказано.¹ Причина ниже»: the mark of a note ends the sentence with its period.
    fn starts_after_marks(&self) -> Vec<usize> {
        let tokens = &self.analysis.tokens;
        let starts = (2..tokens.len()).filter(|&at| {
            let mark = &self.word(at - 1).form;
            tokens[at].space_before
                && !tokens[at - 1].space_before
                && mark.chars().all(|c| NOTE_DIGITS.contains(&c))
                && matches!(&*self.word(at - 2).form, "." | "!" | "?" | "…")
                && matches!(self.word(at).shape, Shape::Title | Shape::Upper)
        });
        starts.collect()
    }

    /// True when the sentence that begins here is none.
    fn joins(&self, start: usize) -> bool {
        let (before, after) = (&self.analysis.tokens[start - 1], &self.analysis.tokens[start]);
        // Within one mask.
        if let (Some(left), Some(_)) = (before.mask, after.mask)
            && UNDIVIDED.has(left)
            && self.mask_of(start).is_some_and(|mask| mask.start < start)
        {
            return true;
        }
        if self.gap(start).contains('\n') {
            return self.goes_on(start - 1);
        }
        let last = self.word(start - 1);
        // The segmenter sets the period apart where it divides.
        let parted = &*last.form == "." && start >= 2 && !before.space_before;
        let abbreviation = if parted { &*self.word(start - 2).folded } else { &*last.folded };
        let listed = BEFORE_NAMES.iter().any(|word| match parted {
            true => word.strip_suffix('.') == Some(abbreviation),
            false => *word == abbreviation,
        });
        // «и т. д.», «и пр.» end what they stand in.
        let list_end = if parted { start.checked_sub(3) } else { start.checked_sub(2) };
        if list_end.is_some_and(|at| matches!(&*self.word(at).folded, "т." | "и" | "т")) && last.shape != Shape::Number
        {
            return self.word(start).shape == Shape::Lower;
        }
        // «в 2024 г. Далее», «за 5 ч. Потом»: after a number the abbreviation is its unit.
        let unit_at = if parted { start.checked_sub(3) } else { start.checked_sub(2) };
        let unit = unit_at.is_some_and(|at| self.word(at).shape == Shape::Number);
        if listed && !(unit && self.word(start).shape != Shape::Number) {
            return !(unit && matches!(abbreviation, "г" | "г."));
        }
        // A small letter goes on: «… и др.) были».
        self.word(start).shape == Shape::Lower && &*last.form != "!" && &*last.form != "?"
    }

    fn mask_of(&self, at: usize) -> Option<Range<usize>> {
        let masks = &self.analysis.masks;
        let next = masks.partition_point(|mask| mask.tokens.start <= at);
        let mask = &masks[next.checked_sub(1)?];
        (mask.tokens.contains(&at) && UNDIVIDED.has(mask.kind)).then(|| mask.tokens.clone())
    }

    /// The starts without those inside quotes or brackets, unless whole sentences stand there.
    fn outside_enclosed(&self, mut starts: Vec<usize>) -> Vec<usize> {
        if starts.len() < 2 {
            return starts;
        }
        let mut inner = vec![false; starts.len()];
        for (open, close) in self.enclosed() {
            let first = starts.partition_point(|&start| start <= open);
            let last = starts.partition_point(|&start| start <= close);
            if first == last {
                continue;
            }
            let mut from = open + 1;
            let whole = starts[first..last].iter().copied().chain([close]).all(|start| {
                let words = (from..start).filter(|&at| self.word(at).is_word()).count();
                from = start;
                words >= SHORT_SENTENCE
            });
            if !whole {
                inner[first..last].fill(true);
            }
        }
        let mut inner = inner.into_iter();
        starts.retain(|_| inner.next() == Some(false));
        starts
    }

    /// Pairs of «» and () around more than one token, outer pairs whole; nested quotes are part of the outer one.
    fn enclosed(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (at, token) in self.analysis.tokens.iter().enumerate() {
            if !self.lexicon.classes(token.word).has_any(WordClasses::ENCLOSING) {
                continue;
            }
            match &*self.word(at).form {
                "«" | "(" => open.push((at, &*self.word(at).form == "«")),
                sign @ ("»" | ")") => {
                    // A stray sign must not cost a search through all that is open.
                    let near = open.len().saturating_sub(DEEPEST);
                    if let Some(place) = open[near..].iter().rposition(|&(_, quote)| quote == (sign == "»")) {
                        let start = open[near + place].0;
                        if at - start <= LONGEST_ENCLOSED {
                            pairs.push((start, at));
                        }
                        open.truncate(near + place);
                    }
                }
                _ => {}
            }
        }
        pairs
    }
}
