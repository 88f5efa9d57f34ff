//! `foreign-word`: words of the table, and words in Latin letters in a Russian text.

use crate::data::FileError;
use crate::language::{MaskSet, SentenceView, Shape};
use crate::rules::abbreviations::Abbreviations;
use crate::rules::explanation::follows;
use crate::rules::vocabulary::rows_of;
use crate::rules::{Check, Hit, Inspection, Setup};
use crate::text::Span;

#[derive(Debug)]
struct ForeignWord {
    rows: Box<dyn Check>,
    abbreviations: Abbreviations,
}

/// Makes the check.
///
/// # Errors
/// A table that is not there or a row of it that cannot be read.
pub(in crate::checks) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let abbreviations = Abbreviations::load("abbreviations", setup)?;
    Ok(Box::new(ForeignWord { rows: rows_of("foreign", setup)?, abbreviations }))
}

/// Beginnings of words beside which Latin letters are a code.
const CODES: &[&str] = &[
    "формат",
    "расширени",
    "файл",
    "логин",
    "пользовател",
    "аккаунт",
    "ник",
    "парол",
    "канал",
    "домен",
    "слов",
    "глагол",
    "термин",
    "язык",
    "подвид",
    "сайт",
    "атрибут",
];

/// Names, also written small.
const NAMES: &[&str] =
    &["youtube", "vkontakte", "whatsapp", "telegram", "viber", "instagram", "facebook", "yandex", "google"];

/// Shorter words are units, indexes or letters of a list.
const SHORTEST: usize = 3;

impl Check for ForeignWord {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let first = hits.len();
        let mut words = Vec::new();
        self.rows.run(seen, &mut words);
        words.retain(|hit| !is_explained(seen, hit.span));
        hits.append(&mut words);
        for view in seen.sentences().filter(|view| view.summary().foreign) {
            self.latin(seen, &view, hits);
        }
        hits[first..].sort_by_key(|hit| hit.span.start);
    }
}

impl ForeignWord {
    fn latin(&self, seen: &Inspection<'_>, view: &SentenceView<'_>, hits: &mut Vec<Hit>) {
        // A whole sentence in another language is a quotation.
        if !(0..view.len()).any(|token| view.word(token).cyrillic) {
            return;
        }
        // The name of a user or the ending of a file is typed as it is.
        let code = |token: usize| CODES.iter().any(|start| view.word(token).folded.starts_with(start));
        if (0..view.len()).any(code) {
            return;
        }
        let known: Vec<&str> = seen.params.texts("known-latin").collect();
        let mut token = 0;
        while token < view.len() {
            if !is_latin(view, token) {
                token += 1;
                continue;
            }
            let end = (token + 1..view.len())
                .find(|&at| !(is_latin(view, at) || view.word(at).shape == Shape::Number))
                .unwrap_or(view.len());
            let tokens = token..end;
            token = end;
            if self.is_word(view, tokens.start, tokens.len(), &known) {
                let better = "Напишите его русскими буквами или замените русским словом";
                hits.push(Hit::at(view.span(tokens)).word("better", better));
            }
        }
    }

    /// True for one word in small letters: a capital begins a name, and two words side by side are one more often.
    fn is_word(&self, view: &SentenceView<'_>, token: usize, count: usize, known: &[&str]) -> bool {
        let word = view.word(token);
        let quoted = |at: Option<usize>| {
            at.filter(|&at| at < view.len()).is_some_and(|at| {
                matches!(&*view.word(at).form, "«" | "»" | "\"" | "“" | "”" | "„" | "." | "/" | "@" | "_")
            })
        };
        // «gorod.example» without «https://» is an address.
        let close = |at: usize| at < view.len() && !view.tokens()[at].space_before;
        let host = close(token + 1)
            && &*view.word(token + 1).form == "."
            && close(token + 2)
            && view.word(token + 2).form.starts_with(|c: char| c.is_ascii_alphabetic());
        // In brackets it stands beside its translation.
        let bracket =
            |at: Option<usize>, sign| at.filter(|&at| at < view.len()).is_some_and(|at| &*view.word(at).form == sign);
        let glossed = bracket(token.checked_sub(1), "(") && bracket(Some(token + 1), ")");
        let attached = !view.tokens()[token].space_before && token > 0 && &*view.word(token - 1).form != "(";
        count == 1
            && word.shape == Shape::Lower
            && word.form.chars().count() >= SHORTEST
            && word.form.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && self.abbreviations.meaning(&word.form).is_none()
            && !known.contains(&&*word.folded)
            && !NAMES.contains(&&*word.folded)
            && !quoted(token.checked_sub(1))
            && !attached
            && !glossed
            && !host
            && !(quoted(Some(token + 1))
                && token + 1 < view.len()
                && !view.tokens()[token + 1].space_before
                && &*view.word(token + 1).form != ".")
    }
}

/// True when the letter says right there what the word means: «девелопер, то есть застройщик».
fn is_explained(seen: &Inspection<'_>, hit: Span) -> bool {
    let Some(block) = seen.document.block_at(hit.start) else { return false };
    let mut views = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
    let Some(view) = views.find(|view| view.whole().end > hit.start) else { return false };
    let inside = |token: &usize| hit.overlaps(view.token_span(*token));
    let Some(start) = (0..view.len()).find(inside) else { return false };
    let end = (start..view.len()).take_while(inside).count() + start;
    follows(&view, end)
}

/// A word in Latin letters that is no address, code, quote or name.
fn is_latin(view: &SentenceView<'_>, token: usize) -> bool {
    let word = view.word(token);
    word.form.starts_with(|c: char| c.is_ascii_alphabetic()) && !word.cyrillic && !view.is_masked(token, MaskSet::LEX)
}
