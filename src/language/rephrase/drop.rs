//! Taking words away and putting right what stood around them.

use super::draft::Draft;
use super::style::first_word;
use super::{Hit, Level, Proposal, REMOVE};
use crate::language::{Feature, SentenceView, Tag};

/// Which words go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// Those the pattern names.
    Literal,
    /// The first words.
    First(usize),
    /// The last words.
    Last(usize),
}

/// Takes the words away; nothing when a sentence would lose what holds it together.
pub(super) fn drop(hit: &Hit<'_>, part: Part) -> Vec<Proposal> {
    let view = &hit.view;
    let words: Vec<usize> = hit.tokens.clone().filter(|&token| view.word(token).is_word()).collect();
    let gone: Vec<usize> = match part {
        Part::Literal => hit.literal.clone(),
        Part::First(count) => words.iter().copied().take(count).collect(),
        Part::Last(count) => words[words.len().saturating_sub(count)..].to_vec(),
    };
    let (Some(&first), Some(&last)) = (gone.first(), gone.last()) else { return Vec::new() };
    let mut draft = Draft::new(*view);
    // Words in the middle that a class matched stay: then only the runs of named words go.
    let mut start = first;
    for window in gone.windows(2) {
        if window[1] != window[0] + 1 {
            draft.delete(start..window[0] + 1);
            start = window[1];
        }
    }
    // «копии в количестве 2 штук»: what stays may need another form.
    if matches!(part, Part::Literal) && gone.len() < words.len() {
        draft.trust(Level::Ask);
    }
    let Some(()) = cut(&mut draft, view, start, last + 1) else { return Vec::new() };
    let kept: Vec<&str> =
        words.iter().filter(|token| !gone.contains(token)).map(|&token| view.token_text(token)).collect();
    let label = if kept.is_empty() { REMOVE.to_owned() } else { kept.join(" ") };
    draft.finish_with(Some(label)).into_iter().collect()
}

/// Takes `start..end` away with the signs and the conjunction that lose their reason.
fn cut(draft: &mut Draft<'_>, view: &SentenceView<'_>, mut start: usize, mut end: usize) -> Option<()> {
    let text = |token: usize| (token < view.len()).then(|| &*view.word(token).folded);
    let at_start = start <= first_word(view);
    let clause_start = at_start || matches!(text(start - 1), Some("," | ";" | ":" | "—" | "–" | "("));
    let dropped_conjunction = text(end - 1) == Some("что");
    let comma = text(end) == Some(",");
    let that = comma && text(end + 1) == Some("что") && view.word(end + 1).may_be(Feature::Sconj.tag());
    if (that || dropped_conjunction) && !clause_start && !only_links_before(view, start) {
        // «Отдел доводит до сведения, что …»: the subject would be left alone.
        return None;
    }
    if that {
        end += 2;
    } else if at_start && matches!(text(end), Some("," | ":")) {
        end += 1;
    }
    if at_start && (that || dropped_conjunction) && text(end) == Some(",") {
        end += 1;
    }
    if !at_start && start > 0 {
        let left_comma = text(start - 1) == Some(",");
        let closing = matches!(text(end), None | Some("." | "!" | "?" | ";" | ")" | "»" | ":"));
        if left_comma && text(end) == Some(",") {
            draft.trust(Level::Ask);
            if starts_clause(view, end + 1) {
                end += 1
            } else {
                start -= 1;
                end += 1
            }
        } else if left_comma && closing {
            start -= 1;
        } else if text(start - 1) == Some("(") && text(end) == Some(")") {
            start -= 1;
            end += 1;
        }
    }
    // Something must be left of the sentence: a word, and a predicate if one goes.
    let left = || (0..view.len()).filter(|token| !(start..end).contains(token));
    let predicate = |token: usize| {
        view.readings(token).first().is_some_and(|r| {
            let other = Tag::of(&[Feature::Inf, Feature::Conv, Feature::Participle]);
            r.tag.has_any(Tag::of(&[Feature::Fin, Feature::Short]))
                || (r.tag.has(Feature::Verb) && !r.tag.has_any(other))
        })
    };
    let loses_predicate = !that && !dropped_conjunction && (start..end).any(predicate) && !left().any(predicate);
    let loses_colon = !at_start && text(end) == Some(":") && (start..end).any(predicate);
    let left = left().any(|token| view.word(token).is_word());
    if !left
        || loses_predicate
        || loses_colon
        || (at_start && matches!(text(end), None | Some("." | "!" | "?" | ";" | "," | ":")))
    {
        return None;
    }
    draft.delete(start..end);
    Some(())
}

/// True when between the start of the clause and `token` stand only conjunctions, particles and adverbs.
fn only_links_before(view: &SentenceView<'_>, token: usize) -> bool {
    let linking = Tag::of(&[Feature::Cconj, Feature::Sconj, Feature::Part, Feature::Adv]);
    for at in (0..token).rev() {
        if !view.word(at).is_word() {
            return true;
        }
        if !view.readings(at).first().is_some_and(|reading| reading.tag.has_any(linking)) {
            return false;
        }
    }
    true
}

/// True when a clause begins at `token`.
fn starts_clause(view: &SentenceView<'_>, token: usize) -> bool {
    let conjunctions = Tag::of(&[Feature::Cconj, Feature::Sconj, Feature::Rel, Feature::IntRel]);
    token < view.len()
        && (view.readings(token).first().is_some_and(|reading| reading.tag.has_any(conjunctions))
            || matches!(&*view.word(token).folded, "поэтому" | "потому" | "так" | "где" | "когда" | "если"))
}
