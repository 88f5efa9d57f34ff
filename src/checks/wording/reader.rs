//! `talk-to-reader`: the letter speaks of its reader as «заявитель».

use crate::data::FileError;
use crate::language::MaskSet;
use crate::letter::Zone;
use crate::rules::{Check, Hit, Inspection, Setup};

/// Words for the reader, in the singular: in the plural they state a general rule.
const WORDS: [&str; 5] = [
    "(~заявитель@sg|~гражданин@sg|~гражданка@sg|~клиент@sg)",
    "~обратившийся@sg",
    "~автор@sg обращения",
    "~заявительница@sg",
    "~получатель@sg услуги",
];

/// Where another person or any person is meant.
const GUARD: &str = "prev:(~каждый|~любой|~всякий|~один|~тот|~другой|~иной|~иностранный|~такой|~второй|~чужой|~новый|~российский|если|~представитель|~личность|~законный|~подпись|~доверенность|~статус|~категория|~жизнь|~звание|~почётный|когда|или|либо) ;; next:(российск*|рф|<Cap>|, ~который|, не|или|либо|или его|-|о|с|по|на|иностранн*|ссср|имеющ*|достигш*|подавш*) ;; mask:name";

/// A text that is not surely a letter is looked at only as a short piece of one, of so many sentences.
const PIECE: usize = 12;

#[derive(Debug)]
struct TalkToReader;

/// Makes the check. Parameter: `min-mentions`.
///
/// # Errors
/// None but a fault in the patterns above.
pub(in crate::checks) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    for (row, pattern) in WORDS.iter().enumerate() {
        setup
            .pattern(row as u32, pattern, GUARD, MaskSet::LEGAL)
            .map_err(|message| FileError::new("talk-to-reader", 0, message))?;
    }
    Ok(Box::new(TalkToReader))
}

impl Check for TalkToReader {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let enough = seen.params.number("min-mentions", 2).max(1);
        if seen.matches.len() < enough || !to_one_person(seen) {
            return;
        }
        if !seen.letter.whole && seen.sentences().nth(PIECE).is_some() {
            return;
        }
        for found in seen.matches {
            if let Some(view) = seen.sentence_of(found) {
                hits.push(Hit::at(view.span(found.found.tokens.clone())));
            }
        }
    }
}

/// Beginnings of what stands in the address of an organisation or of a person by office.
const OFFICES: [&str; 16] = [
    "ооо",
    "оао",
    "пао",
    "зао",
    "ано",
    "тсж",
    "тсн",
    "снт",
    "директор",
    "глав",
    "председател",
    "министр",
    "начальник",
    "руководител",
    "общество",
    "администраци",
];

/// True unless the letter goes to many, to an organisation or to an official.
fn to_one_person(seen: &Inspection<'_>) -> bool {
    let slice = |span| seen.document.slice(span).to_lowercase();
    let many = seen.letter.parts.salutation.is_some_and(|span| slice(span).contains("уважаемые"));
    let office = |text: &str| {
        text.split(|c: char| !c.is_alphabetic()).any(|word| OFFICES.iter().any(|office| word.starts_with(office)))
    };
    let addressee = || {
        let blocks = 0..seen.document.blocks().len();
        blocks
            .filter(|&block| seen.letter.zone(block) == Zone::Addressee)
            .any(|block| office(&slice(seen.document.blocks()[block].span)))
    };
    !many && !addressee()
}
