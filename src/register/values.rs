//! What may stand in the cells of a register.

use super::words::{Phrases, words};
use crate::data::{FileError, Table};

/// A row of `register-values.tsv`.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its code: «4» for a need or a direction.
    pub code: String,
    /// Its name in the order.
    pub title: String,
    group: String,
    says: Phrases,
    means: Phrases,
}

/// Whether a point is digital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointType {
    /// On the Internet.
    Digital,
    /// In a place.
    Offline,
}

/// The known values by group.
#[derive(Clone, Debug)]
pub struct Values(Vec<Known>);

impl Values {
    /// Reads `register-values.tsv`.
    ///
    /// # Errors
    /// A row without what makes it known.
    pub fn read(table: &Table) -> Result<Self, FileError> {
        let known = table.rows.iter().map(|row| {
            let cell = |column| table.cell(row, column);
            for column in ["group", "code", "says"] {
                if cell(column).is_empty() {
                    return Err(FileError::new(&*table.path, row.line, format!("пустой столбец «{column}»")));
                }
            }
            Ok(Known {
                code: cell("code").to_owned(),
                title: cell("title").to_owned(),
                group: cell("group").to_owned(),
                says: Phrases::of(cell("says"), '|'),
                means: Phrases::of(cell("means"), '|'),
            })
        });
        known.collect::<Result<_, _>>().map(Self)
    }

    fn group(&self, group: &'static str) -> impl Iterator<Item = &Known> {
        self.0.iter().filter(move |known| known.group == group)
    }

    /// The values of a group by their codes.
    pub(super) fn listed(&self, group: &'static str) -> Vec<&Known> {
        let mut listed: Vec<&Known> = self.group(group).collect();
        listed.sort_by(|a, b| a.code.cmp(&b.code));
        listed.dedup_by(|a, b| a.code == b.code);
        listed
    }

    /// The value of a group that a text names.
    pub(super) fn named(&self, group: &'static str, text: &str) -> Option<&Known> {
        self.named_in(group, &words(text))
    }

    fn named_in(&self, group: &'static str, words: &[String]) -> Option<&Known> {
        let is_title = |known: &&Known| self::words(&known.title) == words;
        self.group(group).find(is_title).or_else(|| self.group(group).find(|known| known.says.are_in(words)))
    }

    /// The value with this code or name; a number may stand before the name, and the name of the group before a number.
    pub(super) fn coded(&self, group: &'static str, text: &str) -> Option<&Known> {
        let words = words(text);
        if let Some(known) = self.named_in(group, &words) {
            return Some(known);
        }
        let number = match words.as_slice() {
            [number] => number,
            [name, number]
                if matches!(name.as_str(), "направление" | "потребность" | "пункт" | "п" | "пп" | "подпункт") =>
            {
                number
            }
            _ => return None,
        };
        self.group(group).find(|known| known.code == *number)
    }

    /// The need that an item of a cell names. «9: …» and «другие: …» are need 9 whatever follows.
    pub(super) fn need(&self, item: &str) -> Option<&Known> {
        let words = words(item);
        let first = words.first()?;
        if first == "9" || ["друг", "ины", "иная", "проч"].iter().any(|start| first.starts_with(start)) {
            return self.group("need").find(|known| known.code == "9");
        }
        self.coded("need", bare(item))
    }

    /// The value of a group that a text which is not its name probably means.
    pub(super) fn meant(&self, group: &'static str, text: &str) -> Option<&Known> {
        let words = words(text);
        let near = |known: &&Known| strsim::normalized_levenshtein(&known.title, &words.join(" "));
        self.group(group).find(|known| known.means.are_in(&words)).or_else(|| {
            let best = self.group(group).max_by(|a, b| near(a).total_cmp(&near(b)))?;
            (near(&best) > 0.6).then_some(best)
        })
    }

    /// All codes of a group that a text speaks of.
    pub(super) fn codes<'a>(&'a self, group: &'static str, text: &str) -> Vec<&'a str> {
        let words = without_rooms_of_sites(words(text));
        let found = self.group(group).filter(|known| known.says.are_in(&words));
        let mut codes: Vec<&str> = found.map(|known| known.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The type that a cell names; `Err` when it names none, `Ok(None)` when either is right, as for a telephone.
    pub(super) fn type_of(&self, text: &str) -> Result<Option<PointType>, ()> {
        match self.codes("type", text).as_slice() {
            ["digital"] => return Ok(Some(PointType::Digital)),
            ["offline"] => return Ok(Some(PointType::Offline)),
            [] => {}
            _ => return Ok(None),
        }
        // Some offices write the channel where the type belongs.
        match self.codes("channel", text).as_slice() {
            [] => Err(()),
            ["site" | "social"] => Ok(Some(PointType::Digital)),
            ["visit"] => Ok(Some(PointType::Offline)),
            _ => Ok(None),
        }
    }

    /// The type of point that a name or address speaks of, if it leaves no doubt.
    pub(super) fn type_of_place(&self, text: &str) -> Option<PointType> {
        let mut codes = self.codes("place", text);
        if is_address_of_net(text) && !codes.contains(&"digital") {
            codes.push("digital");
        }
        let by_phone = self.codes("channel", text).contains(&"phone");
        match codes.as_slice() {
            ["digital"] if !by_phone => Some(PointType::Digital),
            ["offline"] if !by_phone => Some(PointType::Offline),
            _ => None,
        }
    }

    /// The channels (3.2) that a point speaks of.
    pub(super) fn channels(&self, text: &str) -> Vec<&str> {
        let words = words(text);
        let mut codes = self.codes("channel", text);
        let mut add = |code| {
            if !codes.contains(&code) {
                codes.push(code);
            }
        };
        if text.contains('@') {
            add("written");
        } else if is_address_of_net(text) {
            add("site");
        }
        if is_phone(text) {
            add("phone");
        }
        // The portal of the state is not the office's own.
        if words.iter().any(|word| word.starts_with("госуслуг") || word == "епгу") {
            codes.retain(|code| *code != "site");
        }
        codes
    }
}

/// «Личный кабинет» and «электронная приёмная» are no rooms: they stand on a site.
fn without_rooms_of_sites(words: Vec<String>) -> Vec<String> {
    const NET: [&str; 5] = ["личн", "электронн", "интернет", "виртуальн", "онлайн"];
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let is_room = word.starts_with("кабинет") || word.starts_with("приемн");
        match out.last_mut() {
            Some(last) if is_room && NET.iter().any(|start| last.starts_with(start)) => "сайт".clone_into(last),
            _ => out.push(word),
        }
    }
    out
}

/// An item without the number of a list before it.
fn bare(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches([')', '.', ':', ' ', '\u{a0}', '–', '—', '-']);
    if rest.is_empty() { text } else { rest }
}

/// True when a text holds the address of a site or a box.
fn is_address_of_net(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let last = word.trim_end_matches('/').rsplit('.').next().unwrap_or_default();
        word.contains("://")
            || word.starts_with("www.")
            || word.contains('@')
            || (word.contains('.')
                && word.chars().all(|c| c.is_ascii_graphic())
                && word.contains(|c: char| c.is_ascii_alphabetic())
                && matches!(last, "ru" | "su" | "com" | "org" | "net" | "example"))
    })
}

/// True when a text holds a number of a telephone: six digits or more with nothing but marks between. The six digits of a
/// postal code have no marks.
fn is_phone(text: &str) -> bool {
    let (mut digits, mut marks) = (0, 0);
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            '-' | '–' | '(' | ')' | '+' | '\u{2011}' => marks += 1,
            ' ' | '\u{a0}' => {}
            _ => (digits, marks) = (0, 0),
        }
        if digits >= 7 || (digits >= 6 && marks > 0) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Knowledge;

    #[test]
    fn telephones_are_told_from_postal_codes() {
        for text in ["497-511", "(4952) 21-00-15", "8 800 100 20 30", "тел. +7 4952 210015"] {
            assert!(is_phone(text), "{text}");
        }
        for text in ["600100, г. Верхнереченск, ул. Садовая, д. 5", "кабинет 12", "", "5-12"]
        {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn what_a_point_is_shows_in_its_name() {
        let values = Knowledge::load().unwrap().values;
        let digital =
            ["сайт", "ministerstvo.example", "личный кабинет", "электронная приёмная", "priem@a.example", "ВК"];
        for text in digital {
            assert_eq!(values.type_of_place(text), Some(PointType::Digital), "{text}");
        }
        for text in ["кабинет 12", "приёмная", "ул. Садовая, д. 5", "письмо на бумаге", "МФЦ"]
        {
            assert_eq!(values.type_of_place(text), Some(PointType::Offline), "{text}");
        }
        for text in ["телефон", "горячая линия", "терминал с сайтом в приёмной", "встреча"]
        {
            assert_eq!(values.type_of_place(text), None, "{text}");
        }
        assert_eq!(values.type_of("телефон"), Ok(None));
        assert_eq!(values.type_of("офлайн"), Ok(Some(PointType::Offline)));
        assert_eq!(values.type_of("основная"), Err(()));
        assert_eq!(values.channels("личный кабинет на сайте"), ["site"]);
        assert_eq!(values.channels("портал Госуслуг"), [""; 0]);
    }

    #[test]
    fn directions_have_numbers_and_names() {
        let values = Knowledge::load().unwrap().values;
        let code = |text: &str| values.coded("direction", text).map(|known| known.code.clone()).unwrap_or_default();
        for (text, expected) in [
            ("1", "1"),
            ("Направление 2", "2"),
            ("3. Организация отношений с внутренним клиентом (сотрудником)", "3"),
            ("организация отношений с внутренним клиентом по вопросам ведения бухгалтерского учёта", "4"),
            ("Административно-хозяйственная деятельность", "5"),
            ("6", ""),
            ("письма", ""),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }
}
