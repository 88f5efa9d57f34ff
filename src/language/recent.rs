//! A map of bounded size: what a text is asked again and again while it is written.

use std::borrow::Borrow;
use std::hash::Hash;
use std::mem;

use rustc_hash::FxHashMap;

/// Remembers answers by their question; those not asked for longest are forgotten.
///
/// There are two generations. What is asked for moves to the younger one; when that has grown large the older one is
/// dropped and the younger one takes its place.
#[derive(Debug)]
pub struct Recent<K, V> {
    young: FxHashMap<K, (V, usize)>,
    old: FxHashMap<K, (V, usize)>,
    /// Weight of `young`.
    weight: usize,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Recent<K, V> {
    /// Empty; holds answers of so much weight at most.
    pub fn new(most: usize) -> Self {
        Self { young: FxHashMap::default(), old: FxHashMap::default(), weight: 0, most }
    }

    /// The answer, if it is remembered.
    pub fn get<Q: Eq + Hash + ?Sized>(&mut self, question: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        if let Some((answer, _)) = self.young.get(question) {
            return Some(answer.clone());
        }
        let (question, (answer, weight)) = self.old.remove_entry(question)?;
        self.put(question, answer.clone(), weight);
        Some(answer)
    }

    /// Remembers an answer of this weight.
    pub fn put(&mut self, question: K, answer: V, weight: usize) {
        if self.weight + weight > self.most / 2 {
            self.old = mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        if let Some((_, before)) = self.young.insert(question, (answer, weight)) {
            self.weight -= before;
        }
    }

    /// Weight of all that is remembered, counted anew.
    #[cfg(test)]
    fn held(&self) -> usize {
        self.young.values().chain(self.old.values()).map(|(_, weight)| weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_asked_for_and_forgets_the_rest() {
        let mut recent: Recent<Box<str>, usize> = Recent::new(1000);
        for number in 0..1000 {
            recent.put(number.to_string().into(), number, 20);
            assert_eq!(recent.get("0"), Some(0), "asked for each time");
            assert!(recent.held() <= 1000, "{}", recent.held());
        }
        assert_eq!((recent.get("1"), recent.get("999")), (None, Some(999)));
    }

    #[test]
    fn the_last_answer_counts() {
        let mut recent: Recent<u8, u8> = Recent::new(10);
        for answer in 0..100 {
            recent.put(1, answer, 3);
            assert_eq!((recent.get(&1), recent.held() <= 10), (Some(answer), true));
        }
    }
}
