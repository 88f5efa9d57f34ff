//! Conditions that drop a match.

use super::compile::{Pattern, length};
use super::matcher::{Found, ends};
use super::parse::PatternError;
use crate::language::{Feature, MaskKind, MaskSet, Morphology, SentenceView, Tag};

/// How many tokens before and after a match a condition on its sentence looks at: no real sentence is longer, and a
/// text without full stops must not cost the square of its length.
const REACH: usize = 200;

/// The conditions of one row: a match is dropped if any holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guard {
    conditions: Vec<Condition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    /// Drop when the test holds (`false`), or when it does not (`true`).
    Pattern { place: Place, pattern: Pattern, only: bool },
    /// Drop when the match begins in such a mask.
    Mask(MaskSet),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Next,
    Prev,
    Hit,
    Last,
    Sentence,
}

impl Guard {
    /// Compiles the text of a guard: conditions joined by ` ;; `.
    ///
    /// # Errors
    /// An unknown condition, or a bad pattern in one.
    pub fn compile(text: &str, morphology: &dyn Morphology) -> Result<Self, PatternError> {
        let mut conditions = Vec::new();
        for part in text.split(";;").map(str::trim).filter(|part| !part.is_empty()) {
            if part.starts_with("note:") {
                continue;
            }
            let (only, rest) = part.strip_prefix("only:").map_or((false, part), |rest| (true, rest));
            let error = |message: String| PatternError { message, at: 0 };
            let Some((place, pattern)) = rest.split_once(':') else {
                return Err(error(format!("условие «{part}» не понято: нужно, например, «next:слово»")));
            };
            let place = match place {
                "next" => Place::Next,
                "prev" => Place::Prev,
                "hit" => Place::Hit,
                "last" => Place::Last,
                "sent" => Place::Sentence,
                "mask" if !only => {
                    conditions.push(Condition::Mask(masks(pattern).map_err(error)?));
                    continue;
                }
                other => {
                    let known = "next, prev, hit, last, sent, mask, only:next, only:prev, only:hit, note";
                    return Err(error(format!("неизвестное условие «{other}»; есть {known}")));
                }
            };
            let pattern = Pattern::compile(pattern, morphology)?;
            conditions.push(Condition::Pattern { place, pattern, only });
        }
        Ok(Self { conditions })
    }

    /// True when the match is to be dropped.
    pub fn drops(&self, view: &SentenceView<'_>, found: &Found) -> bool {
        self.conditions.iter().any(|condition| match condition {
            Condition::Mask(set) => view.is_masked(found.tokens.start, *set),
            Condition::Pattern { place, pattern, only } => holds(*place, pattern, view, found) != *only,
        })
    }
}

fn holds(place: Place, pattern: &Pattern, view: &SentenceView<'_>, found: &Found) -> bool {
    let at = |start: usize| pattern.programs.iter().any(|program| !ends(&program.nodes, view, start).is_empty());
    let between = |start: usize, end: usize| {
        pattern.programs.iter().any(|program| ends(&program.nodes, view, start).contains(&end))
    };
    match place {
        Place::Next => at(found.tokens.end),
        Place::Prev => {
            let end = found.tokens.start;
            let most = pattern.programs.iter().map(|program| length(&program.nodes).1).max().unwrap_or(0);
            (end.saturating_sub(most)..=end).any(|start| between(start, end))
        }
        Place::Hit => between(found.tokens.start, found.tokens.end),
        Place::Last => {
            let last = found.tokens.end.saturating_sub(1);
            let adjective = Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle]);
            at(last) || (view.readings(last).iter().any(|reading| reading.tag.has_any(adjective)) && at(last + 1))
        }
        Place::Sentence => {
            let end = view.len().min(found.tokens.end + REACH);
            (found.tokens.start.saturating_sub(REACH)..end).any(at)
        }
    }
}

fn masks(names: &str) -> Result<MaskSet, String> {
    let mut kinds = Vec::new();
    for name in names.split(['|', ',']).map(str::trim) {
        match name {
            "quote" => kinds.push(MaskKind::Quote),
            "title" => kinds.extend([MaskKind::LegalTitle, MaskKind::QuotedTitle]),
            "org" => kinds.push(MaskKind::OrgName),
            "name" => kinds.extend([MaskKind::OfficialName, MaskKind::Person]),
            "legal" => kinds.push(MaskKind::LegalRef),
            "regnum" => kinds.push(MaskKind::RegNumber),
            "date" => kinds.push(MaskKind::Date),
            "address" => kinds.push(MaskKind::Address),
            other => {
                let known = "quote, title, org, name, legal, regnum, date, address";
                return Err(format!("неизвестная маска «{other}»; есть {known}"));
            }
        }
    }
    Ok(MaskSet::of(&kinds))
}
