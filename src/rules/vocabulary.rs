//! Checks by words: rows of a vocabulary, or patterns written in the rule file.

use std::sync::Arc;

use toml::Spanned;

use super::check::{Check, Inspection, Setup};
use super::file::{Masks, PatternCheck, VocabularyCheck};
use super::hit::Hit;
use super::own::{self, Find, OwnRow};
use super::rephrase::Rephrase;
use crate::data::{FileError, Row, Table};
use crate::language::MaskSet;
use crate::pattern::Match;
use crate::text::Span;

/// Columns of a vocabulary. `example`, `fixed` and `trap` are for tests.
pub const COLUMNS: &[&str] =
    &["pattern", "id", "type", "level", "plain", "fix", "guard", "example", "fixed", "trap", "note"];

/// A row ready to use.
#[derive(Clone, Debug)]
struct Entry {
    id: Option<Arc<str>>,
    loudness: i8,
    rephrase: Rephrase,
}

/// The check of both kinds of rules.
#[derive(Debug)]
struct Vocabulary {
    entries: Vec<Entry>,
}

impl From<Masks> for MaskSet {
    fn from(masks: Masks) -> Self {
        match masks {
            Masks::Base => Self::BASE,
            Masks::Lex => Self::LEX,
            Masks::Legal => Self::LEGAL,
        }
    }
}

/// Makes the check of a vocabulary rule.
///
/// # Errors
/// No such table or type, or a row with a bad pattern, guard or fix code.
pub(super) fn build(check: &VocabularyCheck, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    build_rows(check.file.get_ref(), &|table, row| is_taken(table, row, check), check.masks, setup)
}

/// All rows of a vocabulary, for a check in Rust that adds to them.
///
/// # Errors
/// No such table, or a row with a bad pattern, guard or fix code.
pub fn rows_of(name: &str, setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    build_rows(name, &|_, _| true, Masks::default(), setup)
}

fn build_rows(
    name: &str,
    taken: &dyn Fn(&Table, &Row) -> bool,
    masks: Masks,
    setup: &mut dyn Setup,
) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table(name, COLUMNS)?;
    let mut entries = Vec::new();
    for row in table.rows.iter().filter(|row| taken(&table, row)) {
        let error = |message: String| FileError::new(&*table.path, row.line, message);
        let pattern = table.cell(row, "pattern");
        let number = entries.len() as u32;
        setup.pattern(number, pattern, table.cell(row, "guard"), masks.into()).map_err(error)?;
        entries.push(entry(&table, row).map_err(error)?);
    }
    Ok(Box::new(Vocabulary { entries }))
}

/// True when the rule takes the row.
pub fn is_taken(table: &Table, row: &Row, check: &VocabularyCheck) -> bool {
    let kind = table.cell(row, "type");
    check.types.as_ref().is_none_or(|types| types.iter().any(|wanted| wanted.get_ref() == kind))
}

fn entry(table: &Table, row: &Row) -> Result<Entry, String> {
    let loudness = match table.cell(row, "level") {
        "" | "w" => 0,
        "h" => -1,
        other => return Err(format!("неизвестный уровень «{other}»: бывает w (как у правила) и h (на ступень тише)")),
    };
    let id = table.cell(row, "id");
    let rephrase = Rephrase::parse(table.cell(row, "fix"), table.cell(row, "plain"))?;
    Ok(Entry { id: (!id.is_empty()).then(|| id.into()), loudness, rephrase })
}

/// Makes the check of a rule with its own patterns.
///
/// # Errors
/// A bad pattern, guard or fix code; `place` turns a byte of the rule file into an error there.
pub(super) fn build_patterns(
    check: &PatternCheck,
    setup: &mut dyn Setup,
    place: &dyn Fn(usize, String) -> FileError,
) -> Result<Box<dyn Check>, FileError> {
    let at = |spanned: &Spanned<String>| spanned.span().start;
    let mut entries = Vec::new();
    for row in &check.rows {
        let guard = row.guard.as_ref().map_or("", |guard| guard.get_ref());
        setup
            .pattern(entries.len() as u32, row.pattern.get_ref(), guard, check.masks.into())
            .map_err(|message| place(at(&row.pattern), message))?;
        let code = row.fix.as_ref().map_or("", |fix| fix.get_ref());
        let rephrase = Rephrase::parse(code, &row.plain)
            .map_err(|message| place(row.fix.as_ref().map_or_else(|| at(&row.pattern), at), message))?;
        entries.push(Entry { id: None, loudness: 0, rephrase });
    }
    Ok(Box::new(Vocabulary { entries }))
}

/// Makes the check of an office's own rows.
///
/// # Errors
/// A bad word, pattern, guard or fix code.
pub(super) fn build_own(rows: &[OwnRow], setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let mut entries = Vec::new();
    for row in rows {
        let error = |message: String| row.place.fault(message);
        let (pattern, usual) = match &row.find {
            Find::Word(word) => {
                let simple = own::simple(word, setup.morphology()).map_err(error)?;
                (simple.pattern, simple.fix)
            }
            Find::Pattern(pattern) => (pattern.clone(), ""),
        };
        setup.pattern(entries.len() as u32, &pattern, &row.guard, Masks::Lex.into()).map_err(error)?;
        let rephrase = Rephrase::parse(row.fix.as_deref().unwrap_or(usual), &row.plain).map_err(error)?;
        entries.push(Entry { id: None, loudness: 0, rephrase });
    }
    Ok(Box::new(Vocabulary { entries }))
}

impl Check for Vocabulary {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        for found in longest_first(seen) {
            let (Some(view), Some(entry)) = (seen.sentence_of(found), self.entries.get(found.row as usize)) else {
                continue;
            };
            let mut hit = Hit::at(view.span(found.found.tokens.clone()));
            hit.loudness = entry.loudness;
            hit.row = entry.id.clone();
            hits.push(entry.rephrase.give(hit, &view, &found.found));
        }
    }
}

/// The matches without overlaps: the longer wins, then the earlier row. In order of place.
pub fn longest_first<'a>(seen: &Inspection<'a>) -> Vec<&'a Match> {
    let span = |found: &Match| -> Span {
        seen.sentence_of(found).map_or(Span::default(), |view| view.span(found.found.tokens.clone()))
    };
    let mut spans: Vec<(Span, &Match)> = seen.matches.iter().map(|found| (span(found), found)).collect();
    spans.sort_by_key(|(span, found)| (span.start, std::cmp::Reverse(span.len()), found.row));
    let mut kept: Vec<(Span, &Match)> = Vec::with_capacity(spans.len());
    for (span, found) in spans {
        match kept.last() {
            Some((last, _)) if last.overlaps(span) => {
                if span.len() > last.len() {
                    kept.pop();
                    kept.push((span, found));
                }
            }
            _ => kept.push((span, found)),
        }
    }
    kept.into_iter().map(|(_, found)| found).collect()
}
