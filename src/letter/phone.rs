//! Phone numbers in one line of text, in the many ways in which they are written.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::recognise::placeholders;

/// A phone number in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    pub(super) range: Range<usize>,
    /// True with the code of a city or of a mobile network, or when a placeholder stands for it.
    pub(super) with_code: bool,
}

/// A number, and the same without regard to Russian letters before or after it: that is found ten times as fast, and
/// nearly every text has neither.
struct PhoneNumber {
    exact: Regex,
    near: Regex,
}

static PHONE: LazyLock<Option<PhoneNumber>> = LazyLock::new(|| {
    let brackets = r"(?:\+7|\b8)?[ \u{a0}-]?\([ ]?(?:8[- ])?[0-9]{3,5}(?:-[0-9]{1,2})?[ ]?\)[ \u{a0}-]*[0-9]{1,3}(?:[-–\u{2011} \u{a0}]?[0-9]{2,3}){1,3}\b";
    let seven = r"\+7[ \u{a0}-]?[0-9]{3,5}[ \u{a0}-]?[0-9]{1,3}(?:[ \u{a0}-]?[0-9]{2}){1,2}\b";
    let eight = r"\b8[ \u{a0}-][0-9]{3,5}[ \u{a0}-][0-9]{1,3}(?:[ \u{a0}-]?[0-9]{2,3}){1,2}\b|\b89[0-9]{9}\b|\b8[ \u{a0}][0-9]{3}[ \u{a0}][0-9]{2}[ \u{a0}-][0-9][ \u{a0}-][0-9]{2}[ \u{a0}-][0-9]{2}\b";
    let short = r"\b(?P<short>[0-9]{3}[-–\u{2011}][0-9]{2}[-–\u{2011}][0-9]{2}|[0-9]{3}[-–][0-9]{3}|[0-9]{1,2}[-–\u{2011}][0-9]{2}[-–\u{2011}][0-9]{2})\b";
    let all = format!("{brackets}|{seven}|{eight}|{short}");
    let near = all.replace(r"\b", r"(?-u:\b)");
    Some(PhoneNumber { exact: Regex::new(&all).ok()?, near: Regex::new(&near).ok()? })
});

/// The numbers of a text in order of place.
fn numbers(text: &str) -> impl Iterator<Item = Captures<'_>> {
    let first = PHONE.as_ref().and_then(|phone| Some((phone, phone.near.find(text)?.start())));
    let mut at = first.map_or(text.len(), |(_, at)| at);
    std::iter::from_fn(move || {
        let found = first?.0.exact.captures_at(text, at)?;
        at = found.get(0)?.end();
        Some(found)
    })
}

/// All phone numbers of a line; no placeholders.
#[cfg(feature = "cli")]
pub(crate) fn phones(text: &str) -> Vec<Range<usize>> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return Vec::new();
    }
    let alone = |found: &regex::Match<'_>| {
        let short = found.len() < SHORTEST_WITH_CODE;
        !short || (!text[..found.start()].ends_with('-') && !text[found.end()..].starts_with('-'))
    };
    let trimmed = |found: regex::Match<'_>| found.end() - found.as_str().trim_start().len()..found.end();
    numbers(text).filter_map(|found| found.get(0)).filter(alone).map(trimmed).collect()
}

/// Bytes that a number with a code has at least.
#[cfg(feature = "cli")]
const SHORTEST_WITH_CODE: usize = 10;

/// The first phone number of a line.
pub(super) fn phone(text: &str) -> Option<Phone> {
    let number = numbers(text).find_map(|found| {
        let (whole, short) = (found.get(0)?, found.name("short").is_some());
        // «112-233-445 95» and «12-13-14-15» are other numbers.
        let alone = !text[..whole.start()].ends_with('-') && !text[whole.end()..].starts_with('-');
        let start = whole.end() - whole.as_str().trim_start().len();
        (alone || !short).then_some(Phone { range: start..whole.end(), with_code: !short })
    });
    let number = match number {
        Some(number) if number.with_code => Some(number),
        number => whole_number(text).or_else(|| number.map(|found| with_told_code(text, found))),
    };
    number.or_else(|| worded(text)).or_else(|| {
        placeholders(text)
            .find(|hole| {
                hole.says(&["тел", "phone"]) || text[..hole.range.start].trim_end().to_lowercase().ends_with("тел.")
            })
            .map(|hole| Phone { range: hole.range, with_code: true })
    })
}

/// «8-343-00-7-15-44», «8.4952.12.34.56», «495-212-34-56»: eleven digits from 8 or +7 on, or ten, however they are grouped.
static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = r"[ \u{a0}().‑–/-]{0,3}";
    let eleven = format!(r"(?:\+[ ]?7|\b8)(?:{gap}[0-9]){{10}}\b");
    let ten = r"\b[0-9]{3,5}[-–‑/ \u{a0}][0-9]{1,3}[-–‑ \u{a0}][0-9]{2}[-–‑ \u{a0}][0-9]{2}\b|\b[0-9]{3}[-–‑ ][0-9]{3}[-–‑ ][0-9]{4}\b";
    Regex::new(&format!("{eleven}|{ten}")).ok()
});

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn whole_number(text: &str) -> Option<Phone> {
    if digits(text) < 10 {
        return None;
    }
    WHOLE.as_ref()?.find_iter(text).find_map(|found| {
        // «№ 8-3452/2026-1234» and the middle of an account are other numbers.
        let head = text[..found.start()].trim_end();
        let tail = text[found.end()..].trim_start_matches([' ', '-', '–', '/', '.']);
        let glued = text[..found.start()].ends_with(['-', '–', '/', '.', ':']) || head.ends_with('№');
        let goes_on = tail.len() < text.len() - found.end() && tail.starts_with(|c: char| c.is_ascii_digit());
        let count = digits(found.as_str());
        ((10..=11).contains(&count) && !glued && !goes_on).then(|| Phone { range: found.range(), with_code: true })
    })
}

/// «код 4952, 12-34-56».
fn with_told_code(text: &str, found: Phone) -> Phone {
    let head = text[..found.range.start].to_lowercase();
    let told = head.rfind("код").is_some_and(|at| digits(&head[at..]) >= 3);
    Phone { with_code: told, ..found }
}

static WORDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"(?:телефон[а-я]*|тел\.?|\bт\.|моб\.|сот\.|доб\.|вн\.|внутр\.)";
    let kind = r"(?:[ ]?(?:\(?(?:раб|служ|вн|внутр|моб|сот|гор|контакт)[а-я]*\.?\)?)){0,2}";
    Regex::new(&format!(
        r"(?i:{words}{kind})[ \u{{a0}}]*[:–—-]?[ \u{{a0}}]*(?P<number>[0-9](?:[ \u{{a0}}–-]?[0-9]){{2,6}})\b"
    ))
    .ok()
});

/// «тел. 20-131», «т. 115», «доб. 1204»: few digits that only the word tells.
fn worded(text: &str) -> Option<Phone> {
    let number = WORDED.as_ref()?.captures(text)?.name("number")?;
    Some(Phone { range: number.range(), with_code: false })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The quick search leaves out no number.
        #[test]
        fn numbers_are_those_of_the_exact_search(text in "([8-9]|[0-9]{2,3}|\\+7|[-() –]|т|a|7 \\(49|-22-33){0,14}") {
            let exact = &PHONE.as_ref().unwrap().exact;
            let ranges = |found: Captures<'_>| found.get(0).unwrap().range();
            let quick: Vec<Range<usize>> = numbers(&text).map(ranges).collect();
            prop_assert_eq!(quick, exact.captures_iter(&text).map(ranges).collect::<Vec<_>>());
        }
    }

    #[test]
    fn phones() {
        for (text, expected) in [
            ("тел. 8 (812) 539-46-54, доб. 12", Some(("8 (812) 539-46-54", true))),
            ("(34147) 4-19-22", Some(("(34147) 4-19-22", true))),
            ("(391-50) 2-11-57", Some(("(391-50) 2-11-57", true))),
            ("8-(912)-555-62-14", Some(("8-(912)-555-62-14", true))),
            ("+7 (3412) 497-511", Some(("+7 (3412) 497-511", true))),
            ("8 342 34 2 11 19", Some(("8 342 34 2 11 19", true))),
            ("+79123456789", Some(("+79123456789", true))),
            ("8-800-100-70-10", Some(("8-800-100-70-10", true))),
            ("Исп. Петрова 539-00-00", Some(("539-00-00", false))),
            ("497-511", Some(("497-511", false))),
            ("телефон [номер телефона]", Some(("[номер телефона]", true))),
            ("т. 8-343-00-7-15-44", Some(("8-343-00-7-15-44", true))),
            ("8 (49-52) 12-34-56", Some(("8 (49-52) 12-34-56", true))),
            ("84952123456", Some(("84952123456", true))),
            ("8.4952.12.34.56", Some(("8.4952.12.34.56", true))),
            ("8–4952–12–34–56", Some(("8–4952–12–34–56", true))),
            ("8 (34 147) 4-19-22", Some(("8 (34 147) 4-19-22", true))),
            ("4952/12-34-56", Some(("4952/12-34-56", true))),
            ("495-212-34-56, Рощина", Some(("495-212-34-56", true))),
            ("код 4952, 12-34-56", Some(("12-34-56", true))),
            ("тел. раб.: 20-131", Some(("20-131", false))),
            ("доб. 1204", Some(("1204", false))),
            ("№ 8-3452/2026-1234", None),
            ("5 марта 2026 г., том 12", None),
            ("2024-2025", None),
            ("(пункт 5) 12", None),
            ("112-233-445 95", None),
        ] {
            let found = phone(text).map(|phone| (text[phone.range].trim(), phone.with_code));
            assert_eq!(found, expected, "{text}");
        }
    }
}
