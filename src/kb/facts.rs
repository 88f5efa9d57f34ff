//! What can be read off the text of an item without a dictionary: phones, acts, terms, the facts of a service's page.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::item::Item;
use super::words::{folded, stem, words};
use crate::letter::phones as numbers;
use crate::text::Span;

/// A stretch of a document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    start: u32,
    end: u32,
}

impl Place {
    pub(super) fn of(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// As a span.
    pub fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

/// A phone in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// Its digits, without the code of the country.
    pub digits: String,
    /// As it is written.
    pub text: String,
    /// Where.
    pub place: Place,
    /// The paragraph it stands in.
    pub block: Place,
    /// The hours in that paragraph, as «9:00–18:00».
    pub hours: Option<String>,
    /// True for the number of the one who wrote the letter.
    pub of_executor: bool,
}

/// An act named by its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRef {
    /// The number, in capitals: «59-ФЗ».
    pub number: String,
    /// Where the number stands.
    pub place: Place,
    /// Dates in its paragraph, as `2006-05-02`.
    pub dates: Vec<String>,
}

/// A term: how long something takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Of what: the beginnings of the words.
    pub of: String,
    /// How long, as it is written.
    pub value: String,
    /// Where.
    pub place: Place,
}

/// A fact that the page of a service must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Acts.
    Laws,
    /// Documents to bring.
    Documents,
    /// How long it takes.
    Deadline,
    /// What it costs.
    Fee,
    /// Questions that come often.
    Faq,
    /// A survey.
    Survey,
    /// A phone or an e-mail.
    Contact,
    /// A phone.
    Phone,
    /// An e-mail.
    Email,
    /// That one may write through the state's platform for letters.
    Platform,
    /// How to get into the building.
    Entrance,
    /// When to call or come.
    Hours,
    /// Where to come.
    Address,
    /// That one must come.
    Visit,
}

fn regex(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

// No `\b` in these: in text that is not ASCII it makes the search many times slower.
static HOURS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"([0-2]?[0-9])(?:[:.]([0-5][0-9]))?(?: час(?:ов|а)?)?\s*(?:–|—|-|до)\s*([0-2]?[0-9])(?:[:.]([0-5][0-9])| час)",
    )
});
static ACT: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"№\s*([0-9]+(?:[-/][0-9А-Яа-я]+)*)|([0-9]+(?:-[0-9]+)*-(?:ФЗ|ФКЗ|РЗ|ОЗ|фз))"));
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"([0-9]{1,2})(?:\.([0-9]{2})\.|\s+(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\s+)([0-9]{4})",
    )
});
static LENGTH: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"([0-9]+)\s+(?:(рабоч|календарн)[а-я]*\s+)?(дн|день|час|минут|месяц|недел)[а-я]*"));
static MONEY: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(r"[0-9]+(?: [0-9]{3})*(?:[.,][0-9]+)?\s*(?:руб|тыс|%|процент)"));
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(
        r"(?:^|[ ,(])(?:ул|улиц[аеуы]|пр|просп|проспект[а-я]*|пл|площад[а-я]*|пер|переул[а-я]*)\.?\s+[а-я0-9. -]{3,40}?,\s*(?:д\.\s*|дом\s*)?[0-9]+",
    )
});

/// The phones of a paragraph that begins at the byte `at`.
pub(super) fn phones(text: &str, at: u32) -> Vec<Phone> {
    let found = numbers(text);
    if found.is_empty() {
        return Vec::new();
    }
    let folded = folded(text);
    let hours = hours(&folded);
    let of_executor = folded.contains("исполнител") || folded.contains("готовил");
    // «Заявка № 12-34-56» is none; a number without the code of a city must be called a phone.
    let called = CALLED.iter().any(|word| folded.contains(word));
    let is_phone = |range: &Range<usize>| {
        let numbered = text[..range.start].trim_end().ends_with('№');
        !numbered && (called || digits(&text[range.clone()]).len() >= WITH_CODE)
    };
    let block = Place::of(at as usize..at as usize + text.len());
    let one = |range: Range<usize>| Phone {
        digits: digits(&text[range.clone()]),
        text: text[range.clone()].to_owned(),
        place: Place::of(at as usize + range.start..at as usize + range.end),
        block,
        hours: hours.clone(),
        of_executor,
    };
    found.into_iter().filter(is_phone).map(one).filter(|phone| phone.digits.len() >= SHORTEST).collect()
}

/// Beginnings of words by which a number is known for a phone.
const CALLED: [&str; 5] = ["тел", "звон", "номер", "набер", "запис"];
/// Digits of a number with the code of its city.
const WITH_CODE: usize = 10;

/// Digits below which a number may be anything.
const SHORTEST: usize = 5;

/// The digits of a phone, without the code of the country.
pub(super) fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        11 if digits.starts_with(['7', '8']) => digits[1..].to_owned(),
        _ => digits,
    }
}

/// True when two numbers may be one: the shorter, without a code, is the end of the longer.
pub(super) fn same_number(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= SHORTEST && long.ends_with(short)
}

/// The first stretch of hours in a folded text, written one way.
pub(super) fn hours(folded: &str) -> Option<String> {
    let found = HOURS.as_ref()?.captures(folded)?;
    let part = |index: usize| found.get(index).map_or("00", |part| part.as_str());
    let hour = |index: usize| part(index).trim_start_matches('0').to_owned();
    Some(format!("{}:{}–{}:{}", hour(1), part(2), hour(3), part(4)))
}

/// The acts that a paragraph names.
pub(super) fn acts(text: &str, at: u32) -> Vec<ActRef> {
    if !text.contains('№') && !text.contains("-ФЗ") && !text.contains("-ФКЗ") {
        return Vec::new();
    }
    let Some(regex) = ACT.as_ref() else { return Vec::new() };
    let dates = dates(text);
    let one = |found: regex::Captures<'_>| {
        let number = found.get(1).or(found.get(2))?;
        Some(ActRef {
            number: number.as_str().to_uppercase(),
            place: Place::of(at as usize + number.start()..at as usize + number.end()),
            dates: dates.clone(),
        })
    };
    regex.captures_iter(text).filter_map(one).collect()
}

fn dates(text: &str) -> Vec<String> {
    let months = crate::language::MONTHS;
    let one = |found: regex::Captures<'_>| {
        let day: u8 = found.get(1)?.as_str().parse().ok()?;
        let month: u8 = match (found.get(2), found.get(3)) {
            (Some(number), _) => number.as_str().parse().ok()?,
            (None, Some(name)) => 1 + months.iter().position(|month| *month == name.as_str())? as u8,
            (None, None) => return None,
        };
        Some(format!("{}-{month:02}-{day:02}", &found[4]))
    };
    DATE.as_ref().map(|regex| regex.captures_iter(text).filter_map(one).collect()).unwrap_or_default()
}

/// Words between «срок» and the number, at most.
const TERM_WORDS: usize = 6;
/// What joins them.
const JOINTS: [&str; 12] =
    ["составляет", "не", "более", "до", "это", "в", "течение", "за", "равен", "будет", "рабочих", "календарных"];

/// The terms that a paragraph gives, as far as it says of what.
pub(super) fn terms(text: &str, at: u32) -> Vec<Term> {
    let mut found = Vec::new();
    let lower = text.to_lowercase();
    // Lower case may be longer in bytes, in letters that are not Russian.
    if !lower.contains("срок") || lower.len() != text.len() {
        return found;
    }
    let Some(regex) = LENGTH.as_ref() else { return found };
    for length in regex.find_iter(&lower) {
        let before = &lower[..length.start()];
        let start = before.rfind(['.', ';', '!', '?', '\n']).map_or(0, |at| at + 1);
        let Some(begin) = before[start..].rfind("срок") else { continue };
        let between = folded(&before[start + begin..]);
        let all: Vec<&str> = words(&between).collect();
        let of: Vec<&str> = all.iter().skip(1).filter(|word| !JOINTS.contains(word)).map(|word| stem(word)).collect();
        if !of.is_empty() && all.len() <= TERM_WORDS {
            let place = Place::of(at as usize + length.start()..at as usize + length.end());
            found.push(Term { of: of.join(" "), value: folded(length.as_str()), place });
        }
    }
    found
}

/// Words that tell a refusal from a consent: «нельзя», «отказ», «не» with the word after it.
pub(super) fn decision(folded: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut all = words(folded).peekable();
    while let Some(word) = all.next() {
        if matches!(word, "нельзя" | "невозможно") || word.starts_with("отказ") {
            found.push(stem(word).to_owned());
        } else if word == "не"
            && let Some(next) = all.peek()
        {
            found.push(format!("не {}", stem(next)));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Terms, sums, addresses and phones of a folded text.
pub(super) fn figures(folded: &str, phones: &[Phone]) -> Vec<String> {
    let mut found: Vec<String> = [&LENGTH, &MONEY, &ADDRESS]
        .into_iter()
        .filter_map(|regex| regex.as_ref())
        .flat_map(|regex| regex.find_iter(folded))
        .map(|found| found.as_str().trim_start_matches([' ', ',', '(']).to_owned())
        .collect();
    found.extend(phones.iter().map(|phone| phone.text.clone()));
    found.sort();
    found.dedup();
    found
}

/// A heading as links name it.
pub(super) fn anchor(heading: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.trim().to_lowercase().chars().filter(|&c| kept(c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The facts of a service that a text has.
pub(super) fn of_service(folded: &str, text: &str, item: &Item) -> Vec<Fact> {
    let has = |stems: &[&str]| stems.iter().any(|stem| folded.contains(stem));
    let hole = |stems: &[&str]| {
        item.holes.iter().any(|(name, _)| {
            let name = super::words::folded(name);
            stems.iter().any(|stem| name.contains(stem))
        })
    };
    let length = || LENGTH.as_ref().is_some_and(|regex| regex.is_match(folded));
    let any = |stems: &[&str]| words(folded).any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    let phone = !item.phones.is_empty() || hole(&["телефон"]);
    let email = text.contains('@') || hole(&["почт"]);
    let found = [
        (
            Fact::Laws,
            !item.acts.is_empty()
                || has(&["регламент", "кодекс", "федеральн", "постановлени"])
                || hole(&["закон", "акт"]),
        ),
        (Fact::Documents, has(&["документ", "паспорт", "справк"]) || hole(&["документ", "список"])),
        (Fact::Deadline, length() || has(&["сразу", "в день обращения"]) || hole(&["срок", "дат"])),
        (Fact::Fee, any(&["бесплатн", "пошлин", "плат", "рубл", "стоимост"]) || hole(&["плат", "пошлин", "сумм"])),
        (
            Fact::Faq,
            has(&["частые вопросы", "часто задава", "часто спрашива", "вопросы и ответы", "ответы на вопросы"]),
        ),
        (Fact::Survey, any(&["опрос", "оцените", "отзыв", "анкет"])),
        (Fact::Contact, phone || email),
        (Fact::Phone, phone),
        (Fact::Email, email),
        (Fact::Platform, has(&["обратной связи", "решаем вместе", "пос."]) || words(folded).any(|word| word == "пос")),
        (Fact::Entrance, any(&["вход", "войти", "войдите", "пропуск", "пандус", "домофон", "охран"])),
        (Fact::Hours, hours(folded).is_some() || hole(&["час", "режим", "время"])),
        (Fact::Address, any(&["адрес", "ул", "улиц", "проспект", "площад", "кабинет", "каб"]) || hole(&["адрес"])),
        (Fact::Visit, any(&["лично", "личный", "прием", "приходите", "приносите", "принесите", "прийти"])),
    ];
    found.into_iter().filter(|(_, there)| *there).map(|(fact, _)| fact).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_compared_by_their_digits() {
        let found = phones("Отдел: +7 (3412) 49-75-11, с 9.00 до 18 часов", 10);
        assert_eq!((found[0].digits.as_str(), found[0].hours.as_deref()), ("3412497511", Some("9:00–18:00")));
        assert!(same_number(&found[0].digits, &digits("49-75-11")));
        assert!(same_number(&digits("8 (3412) 49-75-11"), &digits("+7 3412 497511")));
        assert!(!same_number(&digits("49-75-11"), &digits("49-75-12")));
        assert!(phones("Дом 12, квартира 5, 12.03.2026 № 518", 0).is_empty());
    }

    #[test]
    fn acts_are_known_by_number() {
        let numbers = |text: &str| acts(text, 0).into_iter().map(|act| act.number).collect::<Vec<_>>();
        assert_eq!(numbers("закон от 02.05.2006 № 59-ФЗ и Закон 152-ФЗ"), ["59-ФЗ", "152-ФЗ"]);
        assert_eq!(acts("приказ от 12 марта 2024 года № 53", 0)[0].dates, ["2024-03-12"]);
        assert!(numbers("дом 59, фраза").is_empty());
    }

    #[test]
    fn terms_say_of_what() {
        let found = terms("Заявление рассмотрим. Срок рассмотрения заявления – 15 рабочих дней.", 0);
        assert_eq!((found[0].of.as_str(), found[0].value.as_str()), ("рассм заявл", "15 рабочих дней"));
        for text in ["Срок – 30 дней.", "Позвоните за 5 дней", "Срок вышел. Ждите 3 дня."]
        {
            assert!(terms(text, 0).is_empty(), "{text}");
        }
    }

    #[test]
    fn decisions_are_told_apart() {
        assert_eq!(decision("выплату назначить нельзя, мы не можем"), ["не можем", "нельз"]);
        assert!(decision("выплату назначим").is_empty());
        assert_eq!(anchor("Контакты и часы: "), "контакты-и-часы");
    }
}
