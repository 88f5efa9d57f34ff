//! Refusals without a ground that a reader understands.
//!
//! Refusing sentences that stand together are one group. Around a group a plain ground is looked for: a fact, or a
//! clause after «потому что» that says more than the name of an act. With none, a reference or formula near the group
//! is reported as a bare one, and without even that the refusal itself. Whatever may be a ground counts as one.

use std::ops::Range;

use crate::document::BlockKind;
use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::{LetterMatch, Role, Strength, Zone};
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

/// Content words a clause must keep, without names of acts, to count as a ground.
const CLAUSE: usize = 2;
/// The same for a sentence that no word marks as a ground.
const SENTENCE: usize = 4;
/// Items of a list that may hold the grounds.
const ITEMS: usize = 12;

/// Beginnings of words that tell the reader nothing: of acts, formulas and the refusal itself.
const EMPTY: [&str; 62] = [
    "закон", "кодекс", "стать", "част", "пункт", "подпункт", "абзац", "федерал", "российск", "федерац",
    "постановлен", "приказ", "поряд", "регламент", "положени", "правил", "требован", "норм", "указан", "настоящ",
    "действующ", "утвержд", "установ", "предусм", "соответств", "несоответств", "основан", "правов", "отсутств",
    "имеет", "имеют", "изложен", "вышеизложен", "вышеуказ", "данн", "связ", "причин", "компетенц", "полномоч",
    "критер", "услов", "отказ", "удовлетвор", "решени", "учет", "результат", "рассмотр", "выше", "ниже", "котор",
    "также", "можем", "может", "могут", "являет", "являют", "таки", "следующ", "обстоятельств", "представляет",
    "возможн", "заявлени",
];

/// Beginnings of words of sentences on what to do next, courtesy and procedure: no grounds.
const PROCEDURE: [&str; 34] = [
    "обжал", "оспор", "жалоб", "иск", "суд", "обратит", "обращайт", "подайт", "подать", "звонит", "позвон",
    "пришлит", "приходит", "принес", "благодар", "спасибо", "извин", "рассмотр", "рассмотре", "сообщ", "информир",
    "уведомл", "рекоменд", "ознаком", "предлаг", "повторно", "снова", "телефон", "получили", "поступил", "приложен",
    "прилага", "сожален", "вправе",
];

#[derive(Debug)]
struct Refusals {
    bare: bool,
}

pub(super) fn ground_missing() -> Box<dyn Check> {
    Box::new(Refusals { bare: false })
}

pub(super) fn bare_legal_ref() -> Box<dyn Check> {
    Box::new(Refusals { bare: true })
}

impl Check for Refusals {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let refusals: Vec<&LetterMatch> = seen.letter.marks.iter().filter(|mark| refuses(mark)).collect();
        if refusals.is_empty() {
            return;
        }
        let body: Vec<usize> = seen.blocks().filter(|&block| !seen.document.blocks()[block].span.is_empty()).collect();
        let mut last = Span::default();
        for group in groups(&refusals) {
            let window = Window::new(seen, &body, group);
            if window.is_grounded() {
                continue;
            }
            let bare = window.bare();
            if self.bare {
                for span in bare {
                    // Windows of neighbours overlap.
                    if span.start >= last.end {
                        last = span;
                        hits.push(Hit::at(span));
                    }
                }
            } else if bare.is_empty()
                && let Some(span) = window.span(group[0])
            {
                hits.push(Hit::at(span));
            }
        }
    }
}

fn refuses(mark: &LetterMatch) -> bool {
    matches!(mark.role, Role::Refusal | Role::PartialRefusal) && mark.strength == Strength::Strong
}

/// Refusals in one paragraph, or in paragraphs that follow each other.
fn groups<'m, 'a>(refusals: &'m [&'a LetterMatch]) -> impl Iterator<Item = &'m [&'a LetterMatch]> {
    refusals.chunk_by(|left, right| left.block == right.block)
}

/// The text around a group of refusals in which a ground may stand.
struct Window<'w, 'a> {
    seen: &'w Inspection<'a>,
    sentences: Vec<SentenceView<'a>>,
    /// Paragraphs of the group.
    own: Range<u32>,
}

impl<'w, 'a> Window<'w, 'a> {
    fn new(seen: &'w Inspection<'a>, body: &[usize], group: &[&LetterMatch]) -> Self {
        let (first, last) = (group[0].block, group[group.len() - 1].block);
        let from = body.partition_point(|&block| block < first as usize);
        let to = body.partition_point(|&block| block <= last as usize);
        let heading = |block: usize| matches!(seen.document.blocks()[block].kind, BlockKind::Heading { .. });
        let sentences_of = |block: usize| seen.analysis.sentences_of(block, seen.document, seen.lexicon);
        let mut sentences: Vec<SentenceView<'a>> = Vec::new();
        // The opening of a reply repeats the question: it holds no ground.
        let before = from.checked_sub(1).map(|at| body[at]);
        if let Some(block) = before.filter(|&block| !heading(block) && Some(block) != seen.letter.parts.first_paragraph) {
            let all: Vec<SentenceView<'a>> = sentences_of(block).collect();
            sentences.extend(&all[all.len().saturating_sub(2)..]);
        }
        for &block in &body[from..to] {
            sentences.extend(sentences_of(block));
        }
        let mut open = body[from..to].last().is_some_and(|&block| ends_with_colon(seen, block));
        for (count, &block) in body[to..].iter().enumerate() {
            let item = is_item(seen, block);
            let wanted = count == 0 || (open && item && count <= ITEMS);
            if !wanted || (heading(block) && !names_reason(seen, block)) {
                break;
            }
            open |= ends_with_colon(seen, block) || heading(block);
            sentences.extend(sentences_of(block));
        }
        Self { seen, sentences, own: first..last + 1 }
    }

    fn marks(&self, view: &SentenceView<'_>) -> impl Iterator<Item = &'a LetterMatch> + use<'a> {
        let marks = &self.seen.letter.marks;
        let place = (view.block() as u32, view.index() as u32);
        let from = marks.partition_point(|mark| (mark.block, mark.sentence) < place);
        marks[from..].iter().take_while(move |mark| (mark.block, mark.sentence) == place)
    }

    fn has(&self, view: &SentenceView<'_>, wanted: impl Fn(&LetterMatch) -> bool) -> bool {
        self.marks(view).any(|mark| wanted(mark))
    }

    fn is_grounded(&self) -> bool {
        self.sentences.iter().enumerate().any(|(at, view)| self.grounds(at, view))
    }

    fn grounds(&self, at: usize, view: &SentenceView<'_>) -> bool {
        let refusing = self.has(view, refuses);
        let own = self.own.contains(&(view.block() as u32));
        for mark in self.marks(view) {
            let rest = mark.tokens.end..view.len();
            let found = match mark.role {
                Role::Fact => residue(view, 0..view.len()) >= CLAUSE && !is_procedure(view),
                Role::Cause => {
                    residue(view, rest.clone()) >= CLAUSE
                        || holds_reason(view, rest.clone())
                        || (opens(view, rest) && self.next_tells(at))
                }
                Role::Therefore => {
                    residue(view, 0..mark.tokens.start) >= CLAUSE
                        || (mark.tokens.start <= 2 && at > 0 && residue(&self.sentences[at - 1], 0..self.sentences[at - 1].len()) >= CLAUSE)
                }
                _ => false,
            };
            if found {
                return true;
            }
        }
        let colon = (0..view.len()).find(|&token| view.token_text(token) == ":");
        if refusing && let Some(colon) = colon {
            return residue(view, colon + 1..view.len()) >= CLAUSE || self.next_tells(at);
        }
        if refusing {
            return false;
        }
        // Something is told next to the refusal, and it is no procedure: it may well be the ground.
        let bare = self.has(view, |mark| mark.role == Role::Bare);
        let near = own || self.beside(at);
        near && !bare && !is_procedure(view) && residue(view, 0..view.len()) >= SENTENCE
    }

    /// A sentence before the group, or the first one after it.
    fn beside(&self, at: usize) -> bool {
        let block = self.sentences[at].block() as u32;
        block < self.own.start || self.sentences[..at].last().is_some_and(|view| self.own.contains(&(view.block() as u32)))
            || is_item(self.seen, block as usize)
    }

    fn next_tells(&self, at: usize) -> bool {
        self.sentences.get(at + 1).is_some_and(|next| residue(next, 0..next.len()) >= CLAUSE)
    }

    /// References and formulas that stand in place of a ground, each to the end of its sentence.
    fn bare(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        for view in &self.sentences {
            let telling = self.has(view, refuses) || self.own.contains(&(view.block() as u32)) || !is_courtesy(view);
            let start_of = |role: Role| {
                self.marks(view).filter(|mark| mark.role == role).map(|mark| mark.tokens.start).min()
            };
            let bare = start_of(Role::Bare);
            if !telling || (bare.is_none() && !names_act(view)) {
                continue;
            }
            // «так как это не предусмотрено законом»: the whole clause, for it has proved empty.
            let Some(start) = [bare, start_of(Role::Cause)].into_iter().flatten().min() else { continue };
            let end = (start..view.len()).rev().find(|&token| view.word(token).is_word()).map_or(start + 1, |token| token + 1);
            spans.push(view.span(start..end));
        }
        spans
    }

    fn span(&self, mark: &LetterMatch) -> Option<Span> {
        let seen = self.seen;
        let view = seen.analysis.sentence(mark.block as usize, mark.sentence as usize, seen.document, seen.lexicon)?;
        Some(view.span(mark.tokens.clone()))
    }
}

fn is_item(seen: &Inspection<'_>, block: usize) -> bool {
    let block = &seen.document.blocks()[block];
    let text = seen.document.slice(block.span);
    matches!(block.kind, BlockKind::ListItem { .. }) || text.starts_with(['–', '—', '-', '•']) || text.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_with_colon(seen: &Inspection<'_>, block: usize) -> bool {
    seen.document.slice(seen.document.blocks()[block].span).trim_end().ends_with(':')
}

/// «Причина отказа»
fn names_reason(seen: &Inspection<'_>, block: usize) -> bool {
    let text = seen.document.slice(seen.document.blocks()[block].span).to_lowercase();
    seen.letter.zone(block) == Zone::Body && (text.contains("причин") || text.contains("почему"))
}

fn begins(word: &str, list: &[&str]) -> bool {
    list.iter().any(|beginning| word.starts_with(beginning))
}

/// Content words of a stretch, without those that only name an act or a formula.
fn residue(view: &SentenceView<'_>, tokens: Range<usize>) -> usize {
    let masked = MaskSet::of(&[
        MaskKind::LegalRef,
        MaskKind::LegalTitle,
        MaskKind::RegNumber,
        MaskKind::OfficialName,
        MaskKind::QuotedTitle,
    ]);
    let content = Tag::of(&[Feature::Noun, Feature::Propn, Feature::Verb, Feature::Adj, Feature::Num]);
    let act = names_act(view);
    let mut quoted = 0;
    let mut count = 0;
    for token in tokens {
        match view.token_text(token) {
            "«" => quoted += 1,
            "»" => quoted -= i32::from(quoted > 0),
            _ => {}
        }
        let word = view.word(token);
        if quoted > 0 || !word.is_word() || view.is_masked(token, masked) || begins(&word.folded, &EMPTY) {
            continue;
        }
        let number = word.folded.starts_with(|c: char| c.is_ascii_digit());
        if number && act || !number && word.folded.chars().count() < 3 {
            continue;
        }
        // «Земельного кодекса», «Федерального закона»: the adjective belongs to the act.
        let of_act = act
            && (token + 1..view.len().min(token + 3)).any(|next| {
                begins(&view.word(next).folded, &["кодекс", "закон", "регламент", "федерац", "област", "республик"])
            });
        if !of_act && (number || word.readings.first().is_some_and(|reading| reading.tag.has_any(content))) {
            count += 1;
        }
    }
    count
}

/// True when the sentence names an act or its article.
fn names_act(view: &SentenceView<'_>) -> bool {
    const ACTS: [&str; 13] = [
        "закон", "кодекс", "стать", "постановлен", "регламент", "приказ", "поряд", "правил", "подпункт", "пункт",
        "норм", "положени", "требован",
    ];
    (0..view.len()).any(|token| {
        let word = &view.word(token).folded;
        begins(word, &ACTS) || matches!(&**word, "ст" | "ст." | "п." | "пп." | "ч." | "пп")
    })
}

fn is_procedure(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &view.word(token).folded;
        begins(word, &PROCEDURE) || matches!(&**word, "если" | "можно" | "можете" | "чтобы" | "просим")
    })
}

fn is_courtesy(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        begins(&view.word(token).folded, &["рекоменд", "ознаком", "обжал", "жалоб", "благодар", "срок", "подат", "подайт", "обратит", "можете"])
    })
}

/// True when nothing but a colon or nothing at all follows: the ground is in the next sentence.
fn opens(view: &SentenceView<'_>, rest: Range<usize>) -> bool {
    rest.into_iter().all(|token| !view.word(token).is_word()) || view.token_text(view.len() - 1) == ":"
}

/// A template's hole for the reason: «потому что {{причина}}».
fn holds_reason(view: &SentenceView<'_>, rest: Range<usize>) -> bool {
    let text = view.slice(rest).to_lowercase();
    text.contains(['{', '[', '<'])
        && ["причин", "факт", "обстоятельств", "объясн", "почему"].iter().any(|word| text.contains(word))
}
