//! The form in which an office writes the numbers of citizens' letters.

use std::ops::Range;

/// A form of numbers, from a sample: «518-ОГ» is some digits, a hyphen and «ОГ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// Folded signs of the sample, each run of digits as one `0`.
    signs: Vec<char>,
}

impl NumberFormat {
    /// The form of a sample; `None` without a digit in it.
    pub fn of(sample: &str) -> Option<Self> {
        let mut signs = Vec::new();
        for sign in sample.trim().trim_start_matches('№').trim_start().chars().flat_map(fold) {
            if sign != '0' || signs.last() != Some(&'0') {
                signs.push(sign);
            }
        }
        signs.contains(&'0').then_some(Self { signs })
    }

    /// The first number of this form in a text, with «№» if that stands before it.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mut before = None;
        for (at, sign) in text.char_indices() {
            if !inside(before)
                && let Some(end) = self.end(&text[at..]).map(|length| at + length)
                && !inside(text[end..].chars().next())
            {
                let head = text[..at].trim_end();
                return Some(head.strip_suffix('№').map_or(at, str::len)..end);
            }
            before = Some(sign);
        }
        None
    }

    /// The length of a number of this form at the beginning of a text.
    fn end(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for &wanted in &self.signs {
            if wanted == '0' {
                let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                if digits.len() == rest.len() {
                    return None;
                }
                rest = digits;
            } else {
                let found = rest.chars().next()?;
                if !fold(found).eq([wanted]) {
                    return None;
                }
                rest = &rest[found.len_utf8()..];
            }
        }
        Some(text.len() - rest.len())
    }
}

/// Digits alike, letters small, dashes as hyphens.
fn fold(sign: char) -> impl Iterator<Item = char> {
    let one = match sign {
        '0'..='9' => '0',
        '–' | '—' | '\u{2011}' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        sign => sign.to_lowercase().next().unwrap_or(sign),
    };
    std::iter::once(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_tells_the_form() {
        let found =
            |sample: &str, text: &str| NumberFormat::of(sample).unwrap().find(text).map(|range| text[range].to_owned());
        assert_eq!(found("518-ОГ", "Письмо № 7–ог получили").as_deref(), Some("№ 7–ог"));
        assert_eq!(found("ЖКХ 000", "Карточка ЖКХ 2154 от 5 мая").as_deref(), Some("ЖКХ 2154"));
        assert_eq!(found("2026/0001/ОГ", "дело 2025/17/ОГ.").as_deref(), Some("2025/17/ОГ"));
        for (sample, text) in [("518-ОГ", "518-ОГР"), ("518-ОГ", "518"), ("К-1", "ФК-1"), ("7", "а7")] {
            assert_eq!(found(sample, text), None, "{text}");
        }
        assert_eq!(NumberFormat::of("ОГ"), None);
    }
}
