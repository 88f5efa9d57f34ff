//! Matching a program at a place of a sentence.

use std::ops::Range;

use smallvec::SmallVec;

use super::compile::Node;
use super::test::TokenTest;
use crate::language::{Feature, SentenceView, Tag};

/// What one item at the top of a pattern has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Tokens, in the sentence; empty for an item that was passed over.
    pub tokens: Range<usize>,
    /// The number of the alternative taken, for a choice.
    pub branch: Option<usize>,
    /// True for words and signs named by the pattern, false for classes and gaps.
    pub literal: bool,
}

/// A match: its tokens, and what each item at the top of the pattern has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Tokens, in the sentence.
    pub tokens: Range<usize>,
    /// Items at the top of the pattern, in order.
    pub captures: Vec<Capture>,
}

const ADJECTIVE: Tag = Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle]);

type Trail = SmallVec<[Capture; 8]>;

struct Search<'v, 'a> {
    view: &'v SentenceView<'a>,
    nodes: &'v [Node],
    best: Option<(usize, Trail)>,
}

/// The longest match of `nodes` that begins at token `start`.
pub(super) fn longest(nodes: &[Node], view: &SentenceView<'_>, start: usize) -> Option<Found> {
    let mut search = Search { view, nodes, best: None };
    let mut trail = Trail::new();
    search.walk(nodes, start, &mut trail);
    let (end, captures) = search.best?;
    Some(Found { tokens: start..end, captures: captures.into_vec() })
}

/// The ends of all matches of `nodes` that begin at token `start`.
pub(super) fn ends(nodes: &[Node], view: &SentenceView<'_>, start: usize) -> SmallVec<[usize; 4]> {
    let mut found = SmallVec::new();
    run(nodes, view, start, &mut |end| {
        if !found.contains(&end) {
            found.push(end);
        }
    });
    found
}

impl Search<'_, '_> {
    /// A noun or adjective that the pattern names by class alone must agree with an adjective right before it:
    /// «имеющимся данным» but not «имеющимся ответа». A class with a case of its own is governed, not agreeing.
    fn agrees(&self, trail: &[Capture]) -> bool {
        let taken = || self.nodes.iter().zip(trail).filter(|(_, capture)| !capture.tokens.is_empty());
        taken().zip(taken().skip(1)).all(|((_, left), (node, right))| {
            let Some(class) = node.agreeing_class() else { return true };
            let adjectives = || {
                let readings = self.view.readings(left.tokens.end - 1).iter();
                readings.map(|reading| reading.tag).filter(|tag| tag.has_any(ADJECTIVE) && !tag.has(Feature::Short))
            };
            let words = || {
                let readings = self.view.readings(right.tokens.start).iter();
                readings.map(|reading| reading.tag).filter(move |tag| tag.has_any(class))
            };
            adjectives().next().is_none() || adjectives().any(|adjective| words().any(|word| adjective.agrees(word)))
        })
    }

    fn walk(&mut self, nodes: &[Node], at: usize, trail: &mut Trail) {
        let Some((node, rest)) = nodes.split_first() else {
            if self.best.as_ref().is_none_or(|(end, _)| at > *end) && self.agrees(trail) {
                self.best = Some((at, trail.clone()));
            }
            return;
        };
        let mut step = |search: &mut Self, end: usize, branch: Option<usize>| {
            let literal = !matches!(node, Node::Gap(_) | Node::Token(TokenTest::Class(_)));
            trail.push(Capture { tokens: at..end, branch, literal });
            search.walk(rest, end, trail);
            trail.pop();
        };
        if let Node::Alt(branches) = node {
            for (index, branch) in branches.iter().enumerate() {
                for end in ends(branch, self.view, at) {
                    step(self, end, Some(index));
                }
            }
        } else {
            for end in ends(std::slice::from_ref(node), self.view, at) {
                step(self, end, None);
            }
        }
    }
}

/// Calls `accept` with the end of each way to match `nodes` from `at`.
fn run(nodes: &[Node], view: &SentenceView<'_>, at: usize, accept: &mut dyn FnMut(usize)) {
    let Some((node, rest)) = nodes.split_first() else {
        accept(at);
        return;
    };
    match node {
        Node::Token(test) => {
            if at < view.len() && test.fits(view, at) {
                run(rest, view, at + 1, accept);
            }
        }
        Node::Alt(branches) => {
            for branch in branches {
                run(branch, view, at, &mut |end| run(rest, view, end, accept));
            }
        }
        Node::Opt(inner) => {
            run(inner, view, at, &mut |end| run(rest, view, end, accept));
            run(rest, view, at, accept);
        }
        Node::Gap(words) => {
            for end in at..=at + words {
                run(rest, view, end, accept);
                if end >= view.len() || !view.word(end).is_word() {
                    break;
                }
            }
        }
        Node::Start => {
            let opening = |token| matches!(&*view.word(token).form, "«" | "\"" | "„" | "“" | "—" | "–" | "-" | "(");
            if (0..at).all(opening) {
                run(rest, view, at, accept);
            }
        }
        Node::End => {
            let closing = |token| !view.word(token).is_word();
            if (at..view.len()).all(closing) {
                run(rest, view, at, accept);
            }
        }
    }
}
