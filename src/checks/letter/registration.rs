//! Numbers and dates of the citizen's letter that do not agree with each other.

use crate::letter::{CitedLetter, cited_letters};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn mismatch() -> Box<dyn Check> {
    Box::new(Mismatch)
}

#[derive(Debug)]
struct Mismatch;

/// Words by which a letter speaks of another letter of the same person.
const ANOTHER: [&str; 14] = [
    "также",
    "втор",
    "предыдущ",
    "повторн",
    "раньше",
    "ранее",
    "прежн",
    "друг",
    "обращения №",
    "письма №",
    "и №",
    "ещё",
    "еще",
    "передали",
];

/// Letters that are compared.
const MOST: usize = 24;

impl Check for Mismatch {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole {
            return;
        }
        let mut known: Vec<(CitedLetter<'_>, &str)> = Vec::new();
        for block in seen.blocks() {
            let span = seen.document.blocks()[block].span;
            let text = seen.document.slice(span);
            if !text.contains('№') || known.len() > MOST {
                continue;
            }
            for cited in cited_letters(text) {
                let folded = text.to_lowercase();
                let another = ANOTHER.iter().any(|word| folded.contains(word));
                let place =
                    |range: &std::ops::Range<usize>| Span::new(range.start as u32, range.end as u32).shift(span.start);
                let fault = known.iter().find_map(|(earlier, _)| differs(earlier, &cited));
                if let (Some((range, right)), false) = (fault, another) {
                    let at = place(&range);
                    let fix =
                        Fix { level: Level::Ask, label: right.clone(), edits: vec![Edit::replace(at, right.clone())] };
                    hits.push(Hit::at(at).word("right", right).fix(fix));
                } else {
                    known.push((cited, text));
                }
            }
        }
    }
}

/// Where the later of two mentions of what must be one letter differs, and what the earlier says there.
fn differs(earlier: &CitedLetter<'_>, later: &CitedLetter<'_>) -> Option<(std::ops::Range<usize>, String)> {
    let same_number = folded(earlier.number) == folded(later.number);
    match (&earlier.date, &later.date) {
        (Some(before), Some(after)) if same_number && before.day != after.day => {
            Some((after.range.clone(), before.text.to_owned()))
        }
        (Some(before), Some(after)) if !same_number && before.day == after.day && earlier.noun == later.noun => {
            let (a, b) = (folded(earlier.number), folded(later.number));
            let slips = slips(&a, &b);
            // «№ 7» and «№ 9» are simply two letters.
            (slips <= 2 && slips * 2 < a.len()).then(|| (later.number_range.clone(), earlier.number.to_owned()))
        }
        _ => None,
    }
}

fn folded(number: &str) -> Vec<char> {
    let folded = number.to_lowercase().replace(['–', '—', '\u{2011}'], "-");
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The number of slips of the pen between two numbers: a sign more, less, other, or two exchanged.
fn slips(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 || a.len() > 40 || b.len() > 40 {
        return usize::MAX;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let last = &rows[i - 1];
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen() {
        for (a, b, count) in
            [("1234-ОГ", "1243-ОГ", 1), ("8-Ж", "8-К", 1), ("15/2024", "15/2023", 1), ("7", "9", 1), ("12", "3456", 4)]
        {
            let found = slips(&folded(a), &folded(b));
            assert_eq!(found, count, "{a} {b}");
        }
    }
}
