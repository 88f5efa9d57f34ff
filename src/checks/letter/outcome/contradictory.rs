//! `outcome-contradictory`: two sentences decide the same matter in two ways.

use super::super::said::{DOING, Said, Talk, may_be, senses, sentences};
use super::status::{MONTH_STEMS, Now, Status, deed, is_time, status};
use crate::language::{Feature, SentenceView};
use crate::letter::Role;
use crate::rules::{Check, Hit, Inspection};

/// `outcome-contradictory`.
#[derive(Debug)]
struct Contradictory;

pub(in super::super) fn contradictory() -> Box<dyn Check> {
    Box::new(Contradictory)
}

/// Words by which two decisions are told apart: another time, another part, another thing, another person.
const APART: [&str; 44] = [
    "раньше",
    "прежде",
    "ранее",
    "сначала",
    "теперь",
    "повторно",
    "снова",
    "частично",
    "часть",
    "части",
    "остальной",
    "остальном",
    "вместо",
    "зато",
    "но",
    "однако",
    "другой",
    "другое",
    "другая",
    "другую",
    "другие",
    "другом",
    "новый",
    "новое",
    "новую",
    "новая",
    "первый",
    "второй",
    "первому",
    "второму",
    "третьему",
    "сосед",
    "соседу",
    "только",
    "сразу",
    "позже",
    "потом",
    "если",
    "когда",
    "пока",
    "или",
    "также",
    "после",
    "до",
];

/// The same as words begin: «ближайшие торги», «следующее заседание», «например».
const APART_STEMS: [&str; 5] = ["ближайш", "следующ", "очередн", "например", "дополнительн"];

impl Check for Contradictory {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let body = sentences(seen);
        let now = Now::of(seen, &body);
        if !seen.letter.marks.iter().any(|mark| matches!(mark.role, Role::Refusal)) {
            return;
        }
        let least = seen.params.number("min-overlap", 50);
        let decided: Vec<(usize, Status)> = body
            .iter()
            .enumerate()
            .filter(|(_, said)| !said.conditional && !said.view.is_empty() && !is_unreal(&said.view))
            .filter_map(|(at, said)| Some((at, status(seen, said, now.0)?)))
            .filter(|&(at, status)| match status {
                Status::Solved | Status::Cannot => true,
                // «Приходите с паспортом. Документ выдадим в тот же день»: what comes after the reader's own steps.
                Status::Will => !follows_steps(&body, at),
                Status::Maybe | Status::Explained => false,
            })
            .take(60)
            .collect();
        for (number, &(later, status)) in decided.iter().enumerate() {
            let against = decided[..number].iter().find(|&&(earlier, other)| {
                (status == Status::Cannot) != (other == Status::Cannot)
                    && same_deed(&body[earlier], &body[later])
                    && same_matter(&body[earlier].view, &body[later].view, least)
            });
            if against.is_some() {
                hits.push(Hit::at(body[later].view.whole()));
            }
        }
    }
}

/// True after a sentence of the same paragraph that tells the reader what to do.
fn follows_steps(body: &[Said<'_>], at: usize) -> bool {
    body[..at].iter().rev().take_while(|said| said.block() == body[at].block()).any(|said| said.talk == Talk::Step)
}

/// False when each sentence has a deed of its own: «Выслать документ не можем», «Документ выдадим».
fn same_deed(a: &Said<'_>, b: &Said<'_>) -> bool {
    let stem = |said: &Said<'_>| -> Option<String> {
        let token = deed(said).map(|(token, _)| token).or_else(|| {
            (0..said.view.len())
                .find(|&token| senses(&said.view, token) & DOING != 0 && may_be(&said.view, token, Feature::Inf.tag()))
        })?;
        Some(said.view.word(token).folded.chars().take(4).collect())
    };
    match (stem(a), stem(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// «Субсидию мы бы назначили»: nothing is decided.
fn is_unreal(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| matches!(&*view.word(token).folded, "бы" | "б"))
}

/// True when both sentences decide of one thing, and nothing tells the two apart.
fn same_matter(a: &SentenceView<'_>, b: &SentenceView<'_>, least: usize) -> bool {
    let apart = |view: &SentenceView<'_>| {
        (0..view.len()).any(|token| {
            let word = &*view.word(token).folded;
            // «до 1 июня» is a day, not a part of the matter.
            (APART.contains(&word) || APART_STEMS.iter().any(|stem| word.starts_with(stem)))
                && !(word == "до" && (token + 1..view.len().min(token + 3)).any(|next| is_time(view, next)))
        })
    };
    if apart(a) || apart(b) {
        return false;
    }
    let things = |view: &SentenceView<'_>| -> (Vec<String>, bool) {
        let mut found = Vec::new();
        let mut numbers = false;
        for token in 0..view.len() {
            let word = view.word(token);
            let day = token > 0 && view.word(token - 1).folded.starts_with(|c: char| c.is_ascii_digit());
            if is_time(view, token) && (view.mask(token).is_some() || day) {
                continue;
            }
            let dated = token + 1 < view.len() && is_time(view, token + 1);
            numbers |= view.mask(token).is_none() && !dated && word.folded.starts_with(|c: char| c.is_ascii_digit());
            if let Some(reading) = word.readings.first().filter(|reading| reading.tag.has(Feature::Noun)) {
                let lemma = view.lexicon().lemma(reading.lemma);
                if view.mask(token).is_none() && !GENERIC.contains(&lemma) {
                    found.push(lemma.to_owned());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        (found, numbers)
    };
    let ((one, numbers), (two, others)) = (things(a), things(b));
    let months = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| MONTH_STEMS.iter().any(|stem| word.starts_with(stem))).cloned().collect()
    };
    if numbers && others || months(&one) != months(&two) || one.is_empty() || two.is_empty() {
        return false;
    }
    let both = one.iter().filter(|word| two.contains(word)).count();
    both > 0 && both * 100 >= least * one.len().max(two.len())
}

/// Nouns that name no thing of their own.
const GENERIC: [&str; 12] = [
    "год",
    "день",
    "срок",
    "решение",
    "заявление",
    "обращение",
    "письмо",
    "вопрос",
    "отказ",
    "предоставление",
    "город",
    "адрес",
];
