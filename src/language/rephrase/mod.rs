//! Rewording in correct Russian: what to put in place of a found expression, in the form its sentence needs.
//!
//! A rule gives the place ([`Hit`]), a fix code ([`FixCode`]) and the replacement of its table; [`propose`] gives the
//! edits. The replacement is worked out for every reading the words may have: only where the results differ is the
//! context model asked. A proposal is [`Level::Safe`] only when it does not depend on a guess.

mod agree;
mod case;
mod clause;
mod code;
mod draft;
mod drop;
mod noun_phrase;
mod readings;
mod small;
mod split;
mod style;
mod swap;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use code::{FixCode, UnknownFixCode};
pub use split::{Government, LightVerb, SplitHit, SplitRow, SplitTable, find, split};

use super::SentenceView;
use crate::text::{Edit, Span, apply};

/// What a proposal that only takes words away is called.
pub const REMOVE: &str = "убрать";

/// A found expression in a sentence.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// Its sentence.
    pub view: SentenceView<'a>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Those of its tokens that the pattern names itself, in order; the others matched a class such as a noun in the
    /// genitive and stay when the words around them are replaced.
    pub literal: Vec<usize>,
    /// Which alternative of the pattern matched, from zero, where it has alternatives.
    pub alternative: Option<usize>,
}

impl<'a> Hit<'a> {
    /// A hit all of whose tokens are named by the pattern.
    pub fn new(view: SentenceView<'a>, tokens: Range<usize>) -> Self {
        let literal = tokens.clone().collect();
        Self { view, tokens, literal, alternative: None }
    }
}

/// How far a proposal may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Correct whatever the reading: may be applied without asking.
    Safe,
    /// Offered as a choice.
    Ask,
    /// Only shown: there is no edit.
    Show,
}

/// One way to reword a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Edits of the document, sorted, not overlapping; none when it is only shown.
    pub edits: Vec<Edit>,
    /// The new words, to show.
    pub label: String,
    /// How far it may be trusted.
    pub level: Level,
}

impl Proposal {
    /// A proposal without edits.
    fn shown(label: impl Into<String>) -> Self {
        Self { edits: Vec::new(), label: label.into(), level: Level::Show }
    }
}

/// Rewords a hit. `plain` is the replacement of the table, variants separated by « / ». The first proposal is the
/// preferred one; when none can be worked out the variants are shown without edits.
pub fn propose(code: FixCode, hit: &Hit<'_>, plain: &str) -> Vec<Proposal> {
    let mut proposals = match code {
        FixCode::Swap => swap::swap(hit, plain, swap::Part::Literal),
        FixCode::SwapPart => swap::swap(hit, plain, swap::Part::Literal),
        FixCode::SwapFirst(words) => swap::swap(hit, plain, swap::Part::First(words)),
        FixCode::SwapMap => swap::map(hit, plain),
        FixCode::Agree => agree::agree(hit, plain, agree::Part::Whole),
        FixCode::AgreeFirst => agree::agree(hit, plain, agree::Part::First),
        FixCode::AgreeLast => agree::agree(hit, plain, agree::Part::Last),
        FixCode::Case { from, to } => case::case(hit, plain, from, to),
        FixCode::Drop => drop::drop(hit, drop::Part::Literal),
        FixCode::DropFirst => drop::drop(hit, drop::Part::First(1)),
        FixCode::DropLast(words) => drop::drop(hit, drop::Part::Last(words)),
        FixCode::Join => small::join(hit, "-"),
        FixCode::JoinSolid => small::join(hit, ""),
        FixCode::Respell => small::respell(hit, plain),
        FixCode::AgreeClause => clause::relative(hit, plain),
        FixCode::Menu => agree::shown(hit, plain),
        FixCode::Split => Vec::new(),
        FixCode::None => return Vec::new(),
    };
    for proposal in &mut proposals {
        if !proposal.edits.is_empty() && proposal.label != REMOVE {
            proposal.label = label(hit, &proposal.edits);
        }
    }
    // Beside words that fit, those that were not made to fit say nothing.
    if proposals.iter().any(|proposal| !proposal.edits.is_empty()) {
        proposals.retain(|proposal| !proposal.edits.is_empty());
    }
    // What could not be worked out is still worth showing.
    if proposals.is_empty() {
        proposals.extend(swap::variants(plain).map(Proposal::shown));
    }
    let mut seen: Vec<(Vec<Edit>, String)> = Vec::new();
    proposals.retain(|proposal| {
        let key =
            (proposal.edits.clone(), if proposal.edits.is_empty() { proposal.label.clone() } else { String::new() });
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
    for (index, proposal) in proposals.iter_mut().enumerate() {
        if index > 0 {
            proposal.level = proposal.level.max(Level::Ask);
        }
    }
    proposals
}

/// The whole found expression after the changes, with the words around that change too.
fn label(hit: &Hit<'_>, edits: &[Edit]) -> String {
    let around = edits.iter().fold(hit.view.span(hit.tokens.clone()), |span, edit| span.join(edit.span));
    let local = |edit: &Edit| {
        let span = Span::new(edit.span.start - around.start, edit.span.end - around.start);
        Edit::replace(span, &*edit.text)
    };
    let text = apply(hit.view.text_of(around), &edits.iter().map(local).collect::<Vec<_>>());
    text.trim_matches([',', ' ']).to_owned()
}
