//! A without B: an abbreviation that the letter does not explain.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::abbreviations::{Abbreviations, Class, LONGEST, Mention, names_follow};
use super::check::{Check, Inspection, Setup};
use super::explanation::{defines, follows, is, is_dash, is_meaning};
use super::file::NeedsCheck;
use super::hit::{Fix, Hit, Level};
use crate::data::FileError;
use crate::language::{SentenceView, Shape};
use crate::letter::Zone;
use crate::text::{Edit, Span};

/// Makes the check. Parameter `known`: abbreviations that an office's readers know.
///
/// # Errors
/// No such table, or an unknown class.
pub(super) fn build(check: &NeedsCheck, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Needs { table: Abbreviations::load(check.meanings.get_ref(), setup)? }))
}

#[derive(Debug)]
struct Needs {
    table: Abbreviations,
}

impl Check for Needs {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let known: Vec<&str> = seen.params.texts("known").collect();
        // Settled: explained, or reported once already.
        let mut settled: FxHashSet<&str> = self.explained_elsewhere(seen);
        let mut before: Option<SentenceView<'_>> = None;
        for view in seen.sentences() {
            for mention in self.table.mentions(&view) {
                let abbr = mention.abbr;
                if settled.contains(abbr) || known.contains(&abbr) || self.table.is_clear(&view, &mention) {
                    continue;
                }
                settled.insert(abbr);
                let spelled = spelled_before(&view, mention.tokens.start, abbr)
                    || before.is_some_and(|before| spelled_before(&before, before.len(), abbr));
                if !explains(&view, &mention) && !spelled {
                    hits.push(self.hit(&view, &mention));
                }
            }
            before = Some(view);
        }
    }
}

impl Needs {
    /// Abbreviations that a note or a line of a glossary explains: «ЕГРН – реестр недвижимости».
    fn explained_elsewhere<'a>(&self, seen: &Inspection<'a>) -> FxHashSet<&'a str> {
        let mut found = FxHashSet::default();
        for block in 0..seen.document.blocks().len() {
            let notes = seen.letter.zone(block) == Zone::Notes;
            for view in seen.analysis.sentences_of(block, seen.document, seen.lexicon) {
                let glossary = is_dash(&view, 1) || is_dash(&view, 2);
                if !notes && !glossary {
                    continue;
                }
                let mentions = self.table.mentions(&view).into_iter();
                let explained = |mention: &Mention<'_>| {
                    defines(&view, &mention.tokens)
                        || (notes && (explains(&view, mention) || is_dash(&view, mention.tokens.end)))
                };
                found.extend(mentions.filter(explained).map(|mention| mention.abbr));
            }
        }
        found
    }

    fn hit(&self, view: &SentenceView<'_>, mention: &Mention<'_>) -> Hit {
        let start = view.token_span(mention.tokens.start).start;
        let span = Span::new(start, start + mention.abbr.len() as u32);
        let hit = Hit::at(span);
        let Some(meaning) = self.table.meaning(mention.abbr).filter(|meaning| !meaning.expansion.is_empty()) else {
            return hit.word("meaning", "");
        };
        let hit = hit.word("meaning", format!(": {}", meaning.expansion.replace(" / ", " или ")));
        if meaning.class == Class::Ambiguous {
            return hit;
        }
        let abbr = mention.abbr;
        let plain = meaning.expansion.split(" (").next().unwrap_or_default();
        if meaning.class == Class::Expand {
            return hit.fix(Fix { level: Level::Show, label: plain.to_owned(), edits: Vec::new() });
        }
        // A meaning in brackets stands in the nominative whatever the sentence asks for: sure without inflection.
        let label = format!("{abbr} ({plain})");
        let edits = vec![Edit::replace(Span::empty(span.end), format!(" ({plain})"))];
        let whole = is_whole(view, mention) && is_meaning(plain);
        let fix = whole.then_some(Fix { level: Level::Ask, label, edits });
        let full = Fix { level: Level::Show, label: format!("{plain} (далее – {abbr})"), edits: Vec::new() };
        Hit { fixes: fix.into_iter().chain([full]).collect(), ..hit }
    }
}

/// True when the tokens are the abbreviation and nothing more, with no bracket or name after it.
fn is_whole(view: &SentenceView<'_>, mention: &Mention<'_>) -> bool {
    let next = mention.tokens.end;
    view.slice(mention.tokens.clone()) == mention.abbr && !is(view, next, "(") && !names_follow(view, next)
}

/// True when the sentence explains the abbreviation where it stands.
fn explains(view: &SentenceView<'_>, mention: &Mention<'_>) -> bool {
    let (token, next, abbr) = (mention.tokens.start, mention.tokens.end, mention.abbr);
    let or_words = is(view, next, ",") && is(view, next + 1, "или") && next + 3 < view.len();
    let called = token.checked_sub(1).is_some_and(|before| is(view, before, "сокращенно"));
    in_brackets(view, mention)
        || follows(view, next)
        || (is(view, next, "»") && follows(view, next + 1))
        || (is_dash(view, next) && (is(view, next + 1, "это") || spells(view, next + 1..view.len(), abbr)))
        || token.checked_sub(1).is_some_and(|before| is_dash(view, before) && ends_spelling(view, before, abbr))
        || or_words
        || called
}

/// «(далее – ОИВ)», «(ЕГРН)», «(или ЕГРН)»: the meaning stands before the bracket.
fn in_brackets(view: &SentenceView<'_>, mention: &Mention<'_>) -> bool {
    let token = mention.tokens.start;
    let Some(open) = (0..token).rev().take_while(|&at| !is(view, at, ")")).find(|&at| is(view, at, "(")) else {
        return false;
    };
    let later = (open + 1..token).any(|at| is(view, at, "далее"));
    let alone = (open + 1..token).all(|at| {
        let word = view.word(at);
        matches!(&*word.folded, "или" | "сокращенно" | "по" | "тексту" | "в" | "дальнейшем" | "«") || is_dash(view, at)
    });
    let closed = is(view, mention.tokens.end, ")") || is(view, mention.tokens.end, "»");
    open > 0 && view.word(open - 1).shape != Shape::Number && (later || (alone && closed))
}

/// True when the first words of `tokens` begin with the letters of the abbreviation, in order.
fn spells(view: &SentenceView<'_>, tokens: Range<usize>, abbr: &str) -> bool {
    let mut letters = abbr.chars().filter(|c| *c != ' ').flat_map(char::to_lowercase).peekable();
    let mut words = 0;
    for at in tokens.filter(|&at| view.word(at).is_word()).take(2 * LONGEST) {
        let Some(&letter) = letters.peek() else { break };
        words += 1;
        // «Жилищно-коммунальное» gives two letters.
        for part in view.word(at).folded.split('-') {
            if letters.peek().is_some_and(|&letter| part.starts_with(letter)) {
                letters.next();
            }
        }
        if words == 1 && letters.peek() == Some(&letter) {
            return false;
        }
    }
    letters.peek().is_none()
}

/// True when the words that end before `end` spell the abbreviation.
fn ends_spelling(view: &SentenceView<'_>, end: usize, abbr: &str) -> bool {
    let least = abbr.chars().count().min(2);
    (end.saturating_sub(2 * LONGEST)..end.saturating_sub(least - 1)).any(|start| spells(view, start..end, abbr))
}

/// Abbreviations of fewer letters are spelled by chance.
const LEAST_SPELLED: usize = 3;

/// True when words right after one another before `end` begin with the letters: the reader has just read them.
fn spelled_before(view: &SentenceView<'_>, end: usize, abbr: &str) -> bool {
    let letters: Vec<char> = abbr.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()).collect();
    let begins = |start: usize| {
        letters.iter().enumerate().all(|(at, letter)| {
            let word = view.word(start + at);
            word.shape != Shape::Upper && word.folded.starts_with(*letter)
        })
    };
    letters.len() >= LEAST_SPELLED && (0..(end + 1).saturating_sub(letters.len())).any(begins)
}
