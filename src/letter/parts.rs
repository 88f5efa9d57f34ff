//! The parts of a letter that the orders ask for, with their places.

use crate::document::Document;
use crate::text::Span;

use super::line::Line;
use super::recognise::{NameForm, Person};
use super::survey::Survey;

/// A person's name in the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, without the word «исполнитель».
    pub span: Span,
    /// How it is written.
    pub form: NameForm,
}

/// A phone number in the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber {
    /// The number.
    pub span: Span,
    /// True with the code of a city or of a mobile network.
    pub with_code: bool,
}

/// Who prepared the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Executor {
    /// The whole block.
    pub span: Span,
    /// The name.
    pub name: Option<Name>,
    /// The phone.
    pub phone: Option<PhoneNumber>,
    /// True when it is the one who signs that gives a phone.
    pub signs: bool,
}

/// The parts found; `None` for what is absent or could not be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Date and number of the letter itself: the line.
    pub registration: Option<Span>,
    /// To whom: all lines.
    pub addressee: Option<Span>,
    /// The greeting.
    pub salutation: Option<Span>,
    /// The first paragraph of the letter's own text: number of the block.
    pub first_paragraph: Option<usize>,
    /// The last block of the letter's own text.
    pub last_paragraph: Option<usize>,
    /// Number of the letter that is answered, in the first paragraph.
    pub incoming_number: Option<Span>,
    /// Its date, in the first paragraph.
    pub incoming_date: Option<Span>,
    /// Post and name of who signs.
    pub signature: Option<Span>,
    /// Who prepared the letter.
    pub executor: Option<Executor>,
    /// The invitation to rate the reply.
    pub survey: Option<Survey>,
    /// The last block that is not empty.
    pub last_block: Option<usize>,
}

/// Bytes of a line as bytes of the document.
fn place(document: &Document, line: &Line<'_>, range: std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32).shift(document.blocks()[line.block].span.start)
}

/// The block of one who prepared the letter, from its lines; `signers` are the lines with names of those who sign.
pub(super) fn executor(document: &Document, lines: &[&Line<'_>], signers: &[&Line<'_>]) -> Option<Executor> {
    let whole = lines.iter().map(|line| document.blocks()[line.block].span).reduce(Span::join)?;
    let named = lines.iter().find_map(|line| Some((*line, line.person().or_else(|| after_mark(line))?)));
    let phone = lines.iter().find_map(|line| {
        let phone = line.phone()?;
        Some(PhoneNumber { span: place(document, line, phone.range), with_code: phone.with_code })
    });
    let marked = lines.iter().any(|line| line.has_executor_mark());
    let (named, signs) = match named {
        Some(named) => (Some(named), false),
        // A phone right under the signature: who signs is who answers.
        None if !marked => (signers.iter().rev().find_map(|line| Some((*line, line.person()?))), true),
        None => (None, false),
    };
    let name = named.map(|(line, person)| Name { span: place(document, line, person.range), form: person.form });
    // A survey link or a web address alone is no executor.
    if !marked && phone.is_none() && (name.is_none() || signs) {
        return None;
    }
    Some(Executor { span: whole, name, phone, signs })
}

/// «Исп. Петрова», «Исполнитель: Петрова Анна», «Исп. [фамилия]»: a short name that only the mark tells.
fn after_mark(line: &Line<'_>) -> Option<Person> {
    if !line.has_executor_mark() {
        return None;
    }
    let text = line.text;
    let start = text.find([':', '.']).or_else(|| text.trim_start().find(char::is_whitespace)).map_or(0, |at| at + 1);
    let rest = &text[start..];
    let lead = rest.len() - rest.trim_start().len();
    let mut end = start + lead;
    for word in rest[lead..].split_inclusive(char::is_whitespace).take(2) {
        let bare = word.trim_end().trim_end_matches([',', '.', ';']);
        let name = bare.chars().count() >= 2
            && bare.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || c == '-');
        if !name {
            break;
        }
        end = word.as_ptr() as usize - text.as_ptr() as usize + bare.len();
        if bare.len() < word.trim_end().len() {
            break;
        }
    }
    let from = start + lead;
    (from < end).then_some(Person { range: from..end, form: NameForm::Part, dative: false })
}
