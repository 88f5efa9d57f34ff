//! Refusals without a ground that a reader understands.
//!
//! Refusing sentences of one paragraph are one group. Around a group a plain ground is looked for: a fact, or a clause
//! after «потому что» that says more than the name of an act. With none, a reference or formula near the group is
//! reported as a bare one, and without even that the refusal itself. What the reader can do, how to appeal and how the
//! letter was dealt with is no ground; whatever else may be one counts as one.

mod place;
mod window;

use std::ops::Range;

use self::window::Window;
pub(super) use self::window::promises;
use super::said::{Said, is_refusal, marks, sentences};
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

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
        if !seen.letter.marks.iter().any(is_refusal) {
            return;
        }
        let body = sentences(seen);
        let windows: Vec<Window<'_, '_>> = groups(&body).map(|group| Window { seen, body: &body, group }).collect();
        let grounded: Vec<bool> = windows.iter().map(Window::is_grounded).collect();
        let explained = grounded.contains(&true);
        let mut last = Span::default();
        for (window, _) in windows.iter().zip(&grounded).filter(|(_, grounded)| !**grounded) {
            // The same refusal said again needs no second ground.
            if explained && !window.is_another() {
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
                && let Some(span) = window.span()
            {
                hits.push(Hit::at(span));
            }
        }
    }
}

/// Refusing sentences of one paragraph: from the first to the last.
pub(super) fn groups(body: &[Said<'_>]) -> impl Iterator<Item = Range<usize>> {
    let refusing: Vec<usize> = (0..body.len()).filter(|&at| body[at].refuses).collect();
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in refusing {
        match groups.last_mut() {
            Some(group) if body[group.start].block() == body[at].block() => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups.into_iter()
}

/// The place of the refusing words of a sentence.
pub(super) fn refusing_span(seen: &Inspection<'_>, said: &Said<'_>) -> Option<Span> {
    let mark = marks(seen, &said.view).find(|mark| is_refusal(mark))?;
    Some(said.view.span(mark.tokens.clone()))
}
