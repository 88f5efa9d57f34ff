//! Changes to the tokens of a sentence, made into edits with spaces and capital letters put right.

use std::ops::Range;

use super::readings::governed;
use super::style::{before_word, capitalise, first_word};
use super::{Level, Proposal};
use crate::language::{MaskSet, SentenceView, Shape};
use crate::text::{Edit, Span, apply};

/// Changes to one sentence.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    view: SentenceView<'a>,
    changes: Vec<(Range<usize>, String)>,
    level: Level,
}

impl<'a> Draft<'a> {
    pub(super) fn new(view: SentenceView<'a>) -> Self {
        Self { view, changes: Vec::new(), level: Level::Safe }
    }

    /// Puts `text` in place of tokens; an empty text takes them away with their space.
    pub(super) fn replace(&mut self, tokens: Range<usize>, text: impl Into<String>) {
        self.changes.push((tokens, text.into()));
    }

    /// Takes tokens away.
    pub(super) fn delete(&mut self, tokens: Range<usize>) {
        if !tokens.is_empty() {
            self.replace(tokens, "");
        }
    }

    /// Puts the preposition right before `token` into the form it has before `new`: «о» or «об».
    pub(super) fn fit_preposition(&mut self, token: usize, new: &str) {
        let Some(before) = token.checked_sub(1) else { return };
        let old = self.view.token_text(before);
        if !governed(&self.view.word(before).folded).is_empty() {
            let fitting = before_word(old, new.split(' ').next());
            if fitting != old && !self.changes.iter().any(|(range, _)| range.contains(&before)) {
                self.replace(before..token, fitting);
            }
        }
    }

    /// Puts a sign right after a token.
    pub(super) fn sign_after(&mut self, token: usize, sign: &str) {
        self.changes.push((token + 1..token + 1, sign.into()));
    }

    /// Lowers the trust.
    pub(super) fn trust(&mut self, level: Level) {
        self.level = self.level.max(level);
    }

    /// The proposal; `None` when nothing would change or something masked would.
    pub(super) fn finish(self) -> Option<Proposal> {
        self.finish_with(None)
    }

    /// The proposal with a text of its own to show.
    pub(super) fn finish_with(mut self, label: Option<String>) -> Option<Proposal> {
        if self.level == Level::Show {
            return None;
        }
        let view = self.view;
        self.changes.sort_by_key(|(tokens, _)| (tokens.start, tokens.end));
        let touched = || self.changes.iter().flat_map(|(tokens, _)| tokens.clone());
        if touched().any(|token| view.is_masked(token, MaskSet::BASE)) {
            return None;
        }
        if touched().any(|token| view.mask(token).is_some()) {
            self.level = self.level.max(Level::Ask);
        }
        self.capitalise_start();
        let edits = self.edits();
        let (first, last) = (edits.first()?, edits.last()?);
        let around = first.span.join(last.span);
        let label = label.unwrap_or_else(|| {
            let local = |edit: &Edit| {
                Edit::replace(
                    Span::new(edit.span.start - around.start, edit.span.end - around.start),
                    edit.text.clone(),
                )
            };
            let text = view.text_of(around);
            apply(text, &edits.iter().map(local).collect::<Vec<_>>()).trim().to_owned()
        });
        Some(Proposal { edits, label, level: self.level })
    }

    /// When the first words of the sentence go, the next begins with a capital.
    fn capitalise_start(&mut self) {
        let view = self.view;
        let first = first_word(&view);
        if view.is_empty() || !matches!(view.word(first).shape, Shape::Title | Shape::Upper) {
            return;
        }
        let Some(place) = self.changes.iter().position(|(tokens, _)| tokens.contains(&first)) else { return };
        let mut next = first;
        let mut at = place;
        loop {
            match self.changes.get(at) {
                Some((tokens, text)) if tokens.start <= next && tokens.end >= next => {
                    if text.chars().any(char::is_alphanumeric) {
                        let capital = capitalise(text);
                        self.changes[at].1 = capital;
                        return;
                    }
                    next = next.max(tokens.end);
                    at += 1;
                }
                _ => break,
            }
        }
        if next < view.len() && view.word(next).is_word() && view.word(next).shape == Shape::Lower {
            let capital = capitalise(view.token_text(next));
            self.changes.insert(at, (next..next + 1, capital));
        }
    }

    fn edits(&self) -> Vec<Edit> {
        let view = self.view;
        let mut edits: Vec<Edit> = Vec::with_capacity(self.changes.len());
        let mut at = 0;
        while at < self.changes.len() {
            // Changes that touch become one, so that spaces between them are settled once.
            let (mut range, mut text) = self.changes[at].clone();
            at += 1;
            while let Some((next, more)) = self.changes.get(at)
                && next.start == range.end
                && !next.is_empty()
                && !range.is_empty()
            {
                if !text.is_empty() && !more.is_empty() && view.tokens()[next.start].space_before {
                    text.push(' ');
                }
                // A sign that goes leaves the space before the word that stays.
                let tokens = view.tokens();
                if text.is_empty()
                    && !more.is_empty()
                    && range.start > 0
                    && !tokens[range.start].space_before
                    && tokens[next.start].space_before
                {
                    text.push(' ');
                }
                text.push_str(more);
                range.end = next.end;
                at += 1;
            }
            let edit = self.edit(range, text);
            if view.text_of(edit.span) != edit.text {
                edits.push(edit);
            }
        }
        edits
    }

    fn edit(&self, range: Range<usize>, text: String) -> Edit {
        let view = self.view;
        let tokens = view.tokens();
        if range.is_empty() {
            let at = range.start.checked_sub(1).map_or(view.whole().start, |before| view.token_span(before).end);
            return Edit::replace(Span::empty(at), text);
        }
        let mut span = view.span(range.clone());
        if text.is_empty() {
            let before = range.start.checked_sub(1);
            let spaced_after = tokens.get(range.end).is_some_and(|next| next.space_before);
            let opening = |token: usize| matches!(view.token_text(token), "(" | "[" | "«" | "„" | "“");
            match before {
                // One of the two spaces goes with the words; before a sign none stays.
                Some(before) if tokens[range.start].space_before => span.start = view.token_span(before).end,
                Some(before) if !opening(before) => {}
                _ if spaced_after => span.end = view.token_span(range.end).start,
                _ => {}
            }
        } else if text.starts_with([',', '.', ';', ':'])
            && tokens[range.start].space_before
            && let Some(before) = range.start.checked_sub(1)
        {
            span.start = view.token_span(before).end;
        }
        Edit::replace(span, text)
    }
}
