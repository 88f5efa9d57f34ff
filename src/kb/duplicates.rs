//! Items that say nearly the same: with another decision, other figures, or nothing else at all; and terms that
//! contradict each other.
//!
//! Candidates are found by minhash in bands: texts that share most of their words fall into one bucket. Within a bucket
//! each is compared with a few neighbours only, so that the cost stays linear however many texts are alike.

use std::collections::HashMap;

use super::facts::decision;
use super::words::{Name, folded};
use super::{Belongs, File, Item, ItemKind, Out, Seen, at};
use crate::rules::Hit;

/// Hash functions in a band: texts fall into one bucket when all of them agree.
const ROWS: usize = 6;
/// Bands. Texts that share 8 words of 10 meet in one of them 99.8 times of 100.
const BANDS: usize = 20;
/// Neighbours in a bucket that are compared.
const NEIGHBOURS: usize = 8;
/// Items from which on words that most of them share are passed over: greetings, signatures.
const MANY: usize = 20;
/// Words below which a text cannot be judged.
const LEAST: usize = 6;

/// `kb-duplicate-template`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    contradictory_terms(seen, out);
    let texts = texts(seen);
    let least = out.params.decimal("similarity", 0.8);
    let mut pairs = 0;
    let mut best: HashMap<usize, (usize, f64)> = HashMap::new();
    for (a, b) in candidates(&texts) {
        let (first, second) = (texts[a].number.min(texts[b].number), texts[a].number.max(texts[b].number));
        let alike = likeness(&texts[a].words, &texts[b].words);
        if alike < least || !comparable(seen, first, second) {
            continue;
        }
        let known = best.entry(second).or_insert((first, alike));
        if alike > known.1 || (alike == known.1 && first < known.0) {
            *known = (first, alike);
        }
    }
    let mut found: Vec<(usize, usize)> = best.into_iter().map(|(second, (first, _))| (second, first)).collect();
    found.sort_unstable();
    for (second, first) in found {
        if pairs == out.params.number("max_pairs", 50) {
            break;
        }
        pairs += usize::from(tell(seen, first, second, out));
    }
}

/// The words of an item that tell it from others.
struct Text {
    number: usize,
    words: Vec<u32>,
}

fn texts(seen: &Seen<'_>) -> Vec<Text> {
    let items: Vec<(usize, &Item)> = seen
        .items()
        .filter(|(_, item)| {
            matches!(item.kind, Some(ItemKind::Template | ItemKind::Script | ItemKind::Faq | ItemKind::Memo))
        })
        .collect();
    let mut common: HashMap<u32, usize> = HashMap::new();
    if items.len() >= MANY {
        for stem in items.iter().flat_map(|(_, item)| &item.stems) {
            *common.entry(*stem).or_default() += 1;
        }
    }
    let rare = |stem: &&u32| common.get(stem).is_none_or(|count| count * 3 < items.len());
    let one =
        |&(number, item): &(usize, &Item)| Text { number, words: item.stems.iter().filter(rare).copied().collect() };
    items.iter().map(one).filter(|text| text.words.len() >= LEAST).collect()
}

/// Pairs of texts that may be alike.
fn candidates(texts: &[Text]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut buckets: HashMap<u64, Vec<usize>> = HashMap::new();
    for band in 0..BANDS {
        buckets.clear();
        for (index, text) in texts.iter().enumerate() {
            let mut key = 0u64;
            for row in 0..ROWS {
                let least =
                    text.words.iter().map(|word| mixed(*word, (band * ROWS + row) as u64)).min().unwrap_or_default();
                key = key.rotate_left(11) ^ least;
            }
            buckets.entry(key).or_default().push(index);
        }
        for bucket in buckets.values() {
            for (at, first) in bucket.iter().enumerate() {
                pairs.extend(bucket[at + 1..].iter().take(NEIGHBOURS).map(|second| (*first, *second)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A hash of a word, another for each number (splitmix64).
fn mixed(word: u32, number: u64) -> u64 {
    let mut z = u64::from(word).wrapping_add((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The share of words that two texts have in common; both are sorted.
fn likeness(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// Two items of one kind, one function and one topic.
fn comparable(seen: &Seen<'_>, first: usize, second: usize) -> bool {
    let (a, b) = (&seen.base.items[first], &seen.base.items[second]);
    let topic = |item: &Item| item.head.text("topic").map(Name::of);
    let matter = |item: &Item| item.head.list("situation").to_vec();
    a.kind == b.kind && seen.belongs[first] == seen.belongs[second] && topic(a) == topic(b) && matter(a) == matter(b)
}

/// Tells of a pair; false when nothing is wrong with it.
fn tell(seen: &Seen<'_>, first: usize, second: usize, out: &mut Out<'_>) -> bool {
    let (a, b) = (&seen.base.items[first], &seen.base.items[second]);
    let hit = at(b.title.1.span());
    let titles = |item: &Item| decision(&folded(&item.title.0));
    let other = |mine: &[String], others: &[String]| {
        let new: Vec<&str> = mine.iter().filter(|word| !others.contains(word)).map(String::as_str).collect();
        new.join(", ")
    };
    if a.decision != b.decision {
        // «Срок пропущен» and «срок не пропущен»: the titles say when which holds.
        if a.titled && b.titled && titles(a) != titles(b) {
            return false;
        }
        let detail = format!(
            "почти тот же текст, что в «{}», но решение другое. Скажите в названии, когда какой шаблон нужен",
            a.path
        );
        out.tell(File::Item(second), hit, detail);
    } else if a.figures != b.figures {
        let (mine, others) = (other(&b.figures, &a.figures), other(&a.figures, &b.figures));
        let detail = match (mine.is_empty(), others.is_empty()) {
            (false, false) => {
                format!("почти тот же текст, что в «{}», но здесь {mine}, а там {others}. Проверьте, что верно", a.path)
            }
            (false, true) => format!("почти тот же текст, что в «{}», но там не сказано: {mine}", a.path),
            _ => format!("почти тот же текст, что в «{}», но здесь не сказано: {others}", a.path),
        };
        out.tell(File::Item(second), hit, detail);
    } else {
        let detail = format!("тот же текст, что в «{}». Оставьте один", a.path);
        out.tell(File::Item(second), Hit { loudness: -1, ..hit }, detail);
    }
    true
}

/// One term given twice with other numbers, for one function and topic.
fn contradictory_terms(seen: &Seen<'_>, out: &mut Out<'_>) {
    let mut told: HashMap<(Belongs, Option<Name>, &str), (&str, &str)> = HashMap::new();
    for (number, item) in seen.items().filter(|(_, item)| !item.is(ItemKind::Law)) {
        if matches!(seen.belongs[number], Belongs::Nowhere | Belongs::Unknown) {
            continue;
        }
        let topic = item.head.text("topic").map(Name::of);
        for term in &item.terms {
            let first =
                told.entry((seen.belongs[number], topic.clone(), &term.of)).or_insert((&term.value, &item.path));
            if first.0 != term.value && first.1 != item.path {
                let detail =
                    format!("здесь срок {}, а в «{}» – {}. Проверьте, что верно", term.value, first.1, first.0);
                out.tell(File::Item(number), at(term.place.span()), detail);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_alike_meet_and_others_do_not() {
        let text =
            |from: u32| Text { number: from as usize, words: (from..from + 40).map(|word| word * 7919).collect() };
        // 36 of 44 words in common, 20 of 60, none.
        let texts = [text(0), text(4), text(20), text(1000)];
        let pairs = candidates(&texts);
        assert!(pairs.contains(&(0, 1)), "{pairs:?}");
        assert!(!pairs.iter().any(|&(_, second)| second == 3), "{pairs:?}");
        assert!((likeness(&texts[0].words, &texts[1].words) - 36.0 / 44.0).abs() < 1e-9);
        assert_eq!(likeness(&[], &[]), 0.0);
    }

    #[test]
    fn many_equal_texts_stay_cheap() {
        let texts: Vec<Text> = (0..5000).map(|number| Text { number, words: (0..30).collect() }).collect();
        assert!(candidates(&texts).len() <= 5000 * NEIGHBOURS);
    }
}
