//! `abbreviation-overuse`: many different abbreviations in one letter, and close together.
//!
//! Parameters: `max-distinct`, and `max-per-100-words` of all abbreviations, both to be exceeded.

use std::collections::BTreeSet;

use crate::data::FileError;
use crate::language::{SentenceView, Shape};
use crate::rules::abbreviations::{Abbreviations, Class, Mention};
use crate::rules::{Check, Hit, Inspection, Setup};

/// Abbreviations that nobody would write out.
const UNCOUNTED: &[&str] = &["РФ", "СССР", "США", "РСФСР"];
/// Forms of companies and kinds of standards: they belong to the name or number after them.
const NAMED: &[&str] = &["ГОСТ", "СНиП", "СанПиН", "ФЗ"];

#[derive(Debug)]
struct Overuse {
    table: Abbreviations,
}

/// Makes the check.
///
/// # Errors
/// No table of abbreviations, or one that cannot be read.
pub(in crate::checks) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Overuse { table: Abbreviations::load("abbreviations", setup)? }))
}

impl Check for Overuse {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let max_distinct = seen.params.number("max-distinct", 5);
        let max_share = seen.params.number("max-per-100-words", 4);
        let (mut distinct, mut count) = (BTreeSet::new(), 0);
        let mut beyond = None;
        for view in seen.sentences() {
            for mention in self.table.mentions(&view) {
                if self.belongs_to_name(&view, &mention) {
                    continue;
                }
                count += 1;
                if distinct.insert(mention.abbr) && distinct.len() == max_distinct + 1 {
                    beyond = Some(view.span(mention.tokens));
                }
            }
        }
        let Some(span) = beyond else { return };
        let words: usize = seen.sentences().map(|view| view.count_words(0..view.len())).sum();
        if count * 100 > max_share * words {
            hits.push(Hit::at(span).word("count", distinct.len().to_string()));
        }
    }
}

impl Overuse {
    fn belongs_to_name(&self, view: &SentenceView<'_>, mention: &Mention<'_>) -> bool {
        if UNCOUNTED.contains(&mention.abbr) {
            return true;
        }
        let named = NAMED.contains(&mention.abbr)
            || self.table.meaning(mention.abbr).is_some_and(|meaning| meaning.class == Class::Name);
        let next = mention.tokens.end;
        let name = next < view.len()
            && (matches!(&*view.word(next).form, "«" | "\"" | "№")
                || matches!(view.word(next).shape, Shape::Number | Shape::Title));
        named && name
    }
}
