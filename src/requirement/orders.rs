//! The orders themselves and the way a clause is cited to people.
//!
//! A finding cites clauses on every letter, so what a citation needs stands here and no file is parsed for it; a test
//! holds this table to the heads of the files.

/// What the text of a finding must know of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderHead {
    /// Short id that begins every reference to its clauses: «002».
    pub id: &'static str,
    /// Name in messages: «приказ № 53».
    pub short: &'static str,
    /// Path of its file from the root of the project.
    pub path: &'static str,
    /// True when a letter after a sub-item («3.10(4)д») is ours and counts unnumbered paragraphs; a citation then gives
    /// the number of the paragraph, because the order has no such letter to look for.
    pub letters_count_paragraphs: bool,
    /// Content of the file.
    pub(super) text: &'static str,
}

macro_rules! order {
    ($id:literal, $short:literal, $name:literal, $letters:literal) => {
        OrderHead {
            id: $id,
            short: $short,
            path: concat!("rules/requirements/", $name, ".toml"),
            letters_count_paragraphs: $letters,
            text: include_str!(concat!("../../rules/requirements/", $name, ".toml")),
        }
    };
}

/// The orders the program knows, by id.
pub const ORDERS: [OrderHead; 4] = [
    order!("001", "приказ № 169", "kaliningrad", false),
    order!("002", "приказ № 53", "udmurtia", true),
    order!("003", "распоряжение № 16/2", "aptekarsky", false),
    order!("004", "приказ № 01-03/351", "lenobl", false),
];

/// The order with this id.
pub fn order(id: &str) -> Option<&'static OrderHead> {
    ORDERS.iter().find(|order| order.id == id)
}

/// A clause reference as people write it: «002 3.10(1)» becomes «приказ № 53, п. 3.10(1)».
///
/// The words that tell two demands of one clause apart («3.10(2) архаизмы») are ours and are left out. `None` when the
/// reference does not begin with a known order; whether the clause exists is not asked, see
/// [`Requirements::find`](super::Requirements::find).
pub fn cite(reference: &str) -> Option<String> {
    let (id, clause) = reference.split_once(' ')?;
    let order = order(id)?;
    let mut cited = order.short.to_owned();
    let mut words = clause.split_whitespace().peekable();
    if let Some(appendix) = words.peek().and_then(|word| word.strip_prefix('п')).filter(|rest| is_number(rest)) {
        cited.push_str(", прил. № ");
        cited.push_str(appendix);
        words.next();
    }
    let first = words.next()?;
    cited.push_str(", ");
    match (first, order.letters_count_paragraphs) {
        ("преамбула", _) => cited.push_str("преамбула"),
        ("прил.", _) => cited.push_str("приложение к порядку"),
        ("приказ", _) => cited.push_str(&format!("п. {} самого приказа", words.next()?)),
        ("распоряжение", _) => cited.push_str(&format!("п. {} самого распоряжения", words.next()?)),
        (section, _) if section.starts_with('§') => {
            cited.push_str("разд. ");
            cited.push_str(section.trim_start_matches('§'));
        }
        (item, true) => match paragraph_of_letter(item) {
            Some((item, paragraph)) => cited.push_str(&format!("п. {item}, абз. {paragraph}")),
            None => cited.push_str(&format!("п. {item}")),
        },
        (item, false) => cited.push_str(&format!("п. {item}")),
    }
    match (words.next(), words.next()) {
        (Some("абз."), Some("последний")) => cited.push_str(", последний абзац"),
        (Some("абз."), Some(number)) => cited.push_str(&format!(", абз. {number}")),
        (Some("вопрос"), Some(number)) => cited.push_str(&format!(", вопрос {number}")),
        _ => {}
    }
    Some(cited)
}

/// True for a row of ASCII digits.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Splits «3.10(4)д» into the sub-item and the number of the paragraph; the sub-item's own first line counts as one.
fn paragraph_of_letter(item: &str) -> Option<(&str, usize)> {
    let letter = item.chars().next_back()?;
    let place = "абвгдежзик".chars().position(|known| known == letter)?;
    Some((item.strip_suffix(letter)?, place + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cited_as_people_write_them() {
        for (reference, cited) in [
            ("002 3.10(1)", "приказ № 53, п. 3.10(1)"),
            ("004 п1 3.6", "приказ № 01-03/351, прил. № 1, п. 3.6"),
            ("003 4.9(6)", "распоряжение № 16/2, п. 4.9(6)"),
            ("001 2.7(1)", "приказ № 169, п. 2.7(1)"),
            ("002 3.10(2) архаизмы", "приказ № 53, п. 3.10(2)"),
            ("002 3.10(4)д", "приказ № 53, п. 3.10(4), абз. 6"),
            ("002 3.10(4)г символы", "приказ № 53, п. 3.10(4), абз. 5"),
            ("002 3.11 абз. 2", "приказ № 53, п. 3.11, абз. 2"),
            ("001 3.2(2)а", "приказ № 169, п. 3.2(2)а"),
            ("001 2.6 абз. последний", "приказ № 169, п. 2.6, последний абзац"),
            ("004 п1 5.2 абз. 2 бланк", "приказ № 01-03/351, прил. № 1, п. 5.2, абз. 2"),
            ("004 п3 §4 не наш вопрос", "приказ № 01-03/351, прил. № 3, разд. 4"),
            ("004 п3 §3 абз. 8", "приказ № 01-03/351, прил. № 3, разд. 3, абз. 8"),
            ("004 п1 прил. вопрос 11", "приказ № 01-03/351, прил. № 1, приложение к порядку, вопрос 11"),
            ("002 приказ 2", "приказ № 53, п. 2 самого приказа"),
            ("003 преамбула", "распоряжение № 16/2, преамбула"),
        ] {
            assert_eq!(cite(reference).as_deref(), Some(cited), "{reference}");
        }
    }

    #[test]
    fn what_is_no_reference_is_not_cited() {
        for reference in ["", "002", "002 ", "005 1.1", "п1 3.6", "house", "002 приказ"] {
            assert_eq!(cite(reference), None, "{reference:?}");
        }
    }
}
