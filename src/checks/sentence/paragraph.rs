//! `paragraph-too-long` and `no-structure`: long stretches of text without a pause for the reader.

use crate::document::{Block, BlockKind};
use crate::language::{Feature, MaskKind, SentenceView, Shape};
use crate::rules::units::{counted, marker, own_words};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

/// Makes `paragraph-too-long`. Parameters: `max-words`; `max-sentences`, which counts from `min-words` on: six short
/// sentences are a few lines.
pub(super) fn paragraph() -> Box<dyn Check> {
    Box::new(Paragraph)
}

/// Makes `no-structure`. Parameters: `max-words` without a heading or list; `max-words-questions` where the letter
/// answers several questions.
pub(super) fn structure() -> Box<dyn Check> {
    Box::new(Structure)
}

#[derive(Debug)]
struct Paragraph;

#[derive(Debug)]
struct Structure;

const SENTENCES: [&str; 3] = ["предложение", "предложения", "предложений"];
const WORDS: [&str; 3] = ["слово", "слова", "слов"];

/// First words of a sentence that opens another topic.
const SHIFTS: &[&str] =
    &["также", "кроме", "если", "чтобы", "теперь", "дополнительно", "одновременно", "обращаем", "напоминаем", "просим"];

/// True for running text: lists, tables, verses and others' words are read otherwise.
fn is_running(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && block.cell.is_none() && !block.quote
}

impl Check for Paragraph {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let most_sentences = seen.params.number("max-sentences", 5);
        let most_words = seen.params.number("max-words", 90);
        let least_words = seen.params.number("min-words", 60);
        for number in seen.blocks() {
            let block = &seen.document.blocks()[number];
            // A word has two bytes with the space after it.
            let short = seen.analysis.blocks[number].tokens.len() <= most_words.min(most_sentences * 2);
            if short || !is_running(block) || block.hard_lines {
                continue;
            }
            let views = seen.analysis.sentences_of(number, seen.document, seen.lexicon);
            let sizes: Vec<(SentenceView<'_>, usize)> =
                views.map(|view| (view, own_words(&view, 0..view.len()))).filter(|(_, words)| *words > 0).collect();
            let words: usize = sizes.iter().map(|(_, words)| words).sum();
            if sizes.len() < 2 || ((sizes.len() <= most_sentences || words < least_words) && words <= most_words) {
                continue;
            }
            let mut sum = 0;
            let over = sizes.iter().enumerate().position(|(index, (_, words))| {
                sum += words;
                index >= most_sentences || sum > most_words
            });
            // A first sentence that is too long by itself is the business of another rule.
            let over = over.unwrap_or(0).max(1);
            let (first, last) = (sizes[over].0.whole(), sizes[sizes.len() - 1].0.whole());
            let size = format!("{}, {}", counted(sizes.len(), SENTENCES), counted(words, WORDS));
            let mut hit = Hit::at(first.join(last)).word("size", size);
            let views = || sizes.iter().map(|(view, _)| view);
            hit.fixes.extend(views().skip(1).find(|view| shifts(view)).map(|view| break_before(seen, view)));
            hits.push(hit);
        }
    }
}

/// True when the sentence begins with a word that opens another topic.
fn shifts(view: &SentenceView<'_>) -> bool {
    let Some(first) = (0..view.len()).find(|&token| view.word(token).is_word()) else { return false };
    let by_number = || {
        &*view.word(first).folded == "по"
            && view.len() > first + 2
            && view.word(first + 1).may_be(Feature::Ord.tag())
            && &*view.word(first + 2).folded == "вопросу"
    };
    SHIFTS.contains(&&*view.word(first).folded) || by_number()
}

/// A new paragraph before this sentence; in a .docx file a paragraph is more than a line end, so it is only said.
fn break_before(seen: &Inspection<'_>, view: &SentenceView<'_>) -> Fix {
    let words: Vec<&str> = view.slice(0..view.len()).split_whitespace().take(3).collect();
    let label = format!("начните новый абзац со слов «{}…»", words.join(" ").trim_end_matches([',', ':', '.']));
    let before = &seen.document.text()[..view.whole().start as usize];
    let space = (before.len() - before.trim_end().len()) as u32;
    if seen.document.format().is_office() || space == 0 {
        return Fix { level: Level::Show, label, edits: Vec::new() };
    }
    let start = view.whole().start;
    Fix { level: Level::Ask, label, edits: vec![Edit::replace(Span::new(start - space, start), "\n\n")] }
}

impl Check for Structure {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let several = seen.params.number("max-words-questions", 150);
        let most = seen.params.number("max-words", 250);
        if seen.blocks().map(|block| seen.analysis.blocks[block].tokens.len()).sum::<usize>() <= several.min(most) {
            return;
        }
        let most = if seen.sentences().any(|view| names_questions(&view)) { several } else { most };
        let mut run = Run::default();
        for number in seen.blocks() {
            let block = &seen.document.blocks()[number];
            if block.quote {
                continue;
            }
            if !is_running(block) {
                run.end(most, hits);
                continue;
            }
            for view in seen.analysis.sentences_of(number, seen.document, seen.lexicon) {
                if (view.index() == 0 && opens_part(&view)) || has_list(&view) {
                    run.end(most, hits);
                }
                run.words += own_words(&view, 0..view.len());
                run.first.get_or_insert(view.whole());
            }
        }
        run.end(most, hits);
    }
}

/// Text since the last heading or list.
#[derive(Default)]
struct Run {
    first: Option<Span>,
    words: usize,
}

impl Run {
    fn end(&mut self, most: usize, hits: &mut Vec<Hit>) {
        if let Some(first) = self.first.filter(|_| self.words > most) {
            hits.push(Hit::at(first).word("count", counted(self.words, WORDS)));
        }
        *self = Self::default();
    }
}

/// True for a paragraph that is set off by a number or by the name of the question: «1. О крыше», «По второму вопросу».
fn opens_part(view: &SentenceView<'_>) -> bool {
    let numbered = view.word(0).shape == Shape::Number && view.len() > 1 && matches!(&*view.word(1).form, "." | ")");
    let ordinal = |token: usize| token < view.len() && view.word(token).may_be(Feature::Ord.tag());
    let question = |token: usize| token < view.len() && view.word(token).folded.starts_with("вопрос");
    let from = usize::from(matches!(&*view.word(0).folded, "по" | "на" | "о" | "об"));
    numbered || marker(view, 0) > 0 || (ordinal(from) && question(from + 1)) || (question(from) && ordinal(from + 1))
}

/// True for a sentence with a list in it: its items stand apart for the reader.
fn has_list(view: &SentenceView<'_>) -> bool {
    let colon = (0..view.len()).find(|&token| &*view.word(token).form == ":" && view.mask(token).is_none());
    colon.is_some_and(|colon| colon + 1 < view.len() && marker(view, colon + 1) > 0)
}

/// True when it says that there are several questions: «три вопроса», «по вашим вопросам».
fn names_questions(view: &SentenceView<'_>) -> bool {
    // «Ответьте на три вопроса: https://…» asks for an opinion on the letter.
    let address = |token: usize| matches!(view.mask(token), Some(MaskKind::Url));
    if (0..view.len()).any(address) || (0..view.len()).any(|token| &*view.word(token).folded == "ответьте") {
        return false;
    }
    let number = |token: usize| {
        let word = view.word(token);
        matches!(&*word.folded, "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
            || (word.may_be(Feature::Num.tag()) && !matches!(&*word.folded, "один" | "одного" | "одному" | "1"))
    };
    (1..view.len()).any(|token| {
        let many = matches!(&*view.word(token).folded, "вопросы" | "вопросам" | "вопросов" | "вопроса");
        let before = token - 1;
        many && (number(before)
            || (matches!(&*view.word(before).folded, "ваши" | "вашим") && &*view.word(token).folded != "вопроса"))
    })
}
