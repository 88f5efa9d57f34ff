//! `split-predicate`: a light verb with a noun of action («произвели оплату») where one verb would do.
//!
//! Needs the tables `split-nouns` and `split-verbs`, and `split-phrases` for what no table of nouns can give
//! («имеете возможность»); where both find something, the phrase counts.

use crate::data::FileError;
use crate::language::rephrase::{SplitTable, find, split};
use crate::rules::told;
use crate::rules::vocabulary::rows_of;
use crate::rules::{Check, Fix, Hit, Inspection, Setup};
use crate::text::Span;

const NOUNS: &[&str] = &["id", "noun", "verb_ipf", "verb_pf", "government", "light_verbs", "note"];
const VERBS: &[&str] = &["id", "light_pf", "light_ipf", "reflexive", "noun_case"];

#[derive(Debug)]
struct SplitPredicate {
    table: SplitTable,
    phrases: Box<dyn Check>,
}

/// Makes the check.
///
/// # Errors
/// A table that is not there or a row of it that cannot be read.
pub(in crate::checks) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let mut table = SplitTable::default();
    let nouns = setup.table("split-nouns", NOUNS)?;
    for row in &nouns.rows {
        let cell = |column| nouns.cell(row, column);
        let cells =
            [cell("noun"), cell("verb_ipf"), cell("verb_pf"), cell("government"), cell("light_verbs"), cell("note")];
        table.noun(cells).map_err(|problem| FileError::new(&*nouns.path, row.line, problem))?;
    }
    let verbs = setup.table("split-verbs", VERBS)?;
    for row in &verbs.rows {
        let cell = |column| verbs.cell(row, column);
        let cells = [cell("light_pf"), cell("light_ipf"), cell("reflexive"), cell("noun_case")];
        table.light_verb(cells).map_err(|problem| FileError::new(&*verbs.path, row.line, problem))?;
    }
    let phrases = rows_of("split-phrases", setup)?;
    Ok(Box::new(SplitPredicate { table, phrases }))
}

impl Check for SplitPredicate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let first = hits.len();
        self.phrases.run(seen, hits);
        let phrases: Vec<Span> = hits[first..].iter().map(|hit| hit.span).collect();
        for view in seen.sentences() {
            for found in find(&view, &self.table) {
                let span = view.span(found.tokens());
                // Phrases stand in order of place.
                let next = phrases.partition_point(|phrase| phrase.end <= span.start);
                if phrases.get(next).is_some_and(|phrase| phrase.overlaps(span)) {
                    continue;
                }
                let mut hit = Hit::at(span);
                hit.fixes = split(&view, &found).into_iter().map(Fix::from).collect();
                let better = told(&hit.fixes);
                hits.push(hit.word("better", better));
            }
        }
    }
}
