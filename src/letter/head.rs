//! The head of a letter: letterhead, addressee, subject, salutation.

use super::line::Line;
use super::recognise::NameForm;
use super::zone::Zone;

/// What the first blocks are.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Zones of the blocks of the head.
    pub(super) zones: Vec<(usize, Zone)>,
    /// Number of lines that belong to the head.
    pub(super) lines: usize,
    /// The block that is or begins with the salutation, and the length of the salutation in bytes.
    pub(super) salutation: Option<(usize, usize)>,
    /// The block with date and number of the letter itself.
    pub(super) registration: Option<usize>,
    /// True when an addressee is named.
    pub(super) addressed: bool,
}

/// Finds the head among the first lines of a document.
pub(super) fn find(lines: &[Line<'_>]) -> Head {
    let greeting = lines.iter().position(|line| line.greeting_len().is_some());
    // Running text before a greeting: the greeting is something else (a quoted letter, a dialogue).
    let text = |line: &Line<'_>| (line.words > 30 || is_text(line)) && !line.is_instruction();
    let notes = greeting.map_or(0, |at| notes(&lines[..at]));
    let greeting = greeting.filter(|&at| !lines[notes..at].iter().any(text));
    if let Some(at) = greeting {
        let mut head = zones(&lines[notes..at]);
        head.zones.extend(lines[..notes].iter().map(|line| (line.block, Zone::Stage)));
        let line = &lines[at];
        let length = line.greeting_len().unwrap_or(0);
        head.salutation = Some((line.block, length));
        head.lines = at;
        if line.text[length..].trim().is_empty() {
            head.zones.push((line.block, Zone::Salutation));
            head.lines += 1;
        }
        return head;
    }
    without_greeting(lines)
}

/// Lines above a template's letterhead that may tell how to fill it in.
const MOST_NOTES: usize = 5;

/// How many lines at the beginning of a template speak to the one who fills it in: those above its letterhead, when the
/// letterhead has holes or who writes is named there, and a sentence stands among them.
fn notes(lines: &[Line<'_>]) -> usize {
    let begins = |line: &Line<'_>| {
        // «База знаний. Запись 58. Отказ …»
        let long = |part: &str| part.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| word.len() > 6);
        let title = line.folded.rsplit(". ").skip(1).any(long) || line.is_instruction() || line.is_subject();
        !is_text(line) && !title && (line.is_authority() || line.is_registration() || line.is_addressee())
    };
    let Some(end) = lines.iter().position(begins).filter(|&end| end <= MOST_NOTES) else { return 0 };
    let holes = lines.iter().any(|line| super::recognise::placeholders(line.text).next().is_some());
    let told = lines[..end].iter().any(|line| is_text(line) || line.ends_sentence());
    if holes && told { end } else { 0 }
}

/// Lines of a head that are known by nothing.
const UNKNOWN: usize = 2;
/// Words of such a line.
const SHORT: usize = 9;

/// A sentence that is no line of a letterhead.
fn is_text(line: &Line<'_>) -> bool {
    line.words >= 8 && line.ends_sentence()
}

/// With no greeting the head ends where the lines no longer look like one; too few signs make no head.
fn without_greeting(lines: &[Line<'_>]) -> Head {
    let prose = lines.iter().position(|line| line.is_prose() || line.list_item || is_text(line)).unwrap_or(lines.len());
    // A line or two that say nothing by themselves may stand among the others: the second line of a name, a date in words.
    let mut unknown = 0;
    let end = lines[..prose]
        .iter()
        .position(|line| {
            unknown += usize::from(!is_sign(line));
            unknown > UNKNOWN || !is_sign(line) && line.words > SHORT
        })
        .unwrap_or(prose);
    let end = lines[..end].iter().rposition(is_sign).map_or(0, |last| last + 1);
    let subject = lines[..end].iter().any(Line::is_subject);
    let signs = lines[..end].iter().filter(|line| is_sign(line) && !line.is_subject()).count();
    let addressed = lines[..end].iter().any(Line::is_addressee);
    let authority = lines[..end].iter().any(|line| line.is_authority() && !line.is_subject());
    let reached = lines[..end].iter().any(|line| {
        line.is_contact()
            || line.is_registration()
            || line.is_organisation_id()
            || (line.is_address() && !line.is_authority())
    });
    if signs >= 3 || (authority && reached && signs >= 2) || (addressed && signs >= 2) || (subject && signs >= 2) {
        let mut head = zones(&lines[..end]);
        head.lines = end;
        return head;
    }
    Head::default()
}

fn is_sign(line: &Line<'_>) -> bool {
    line.is_registration()
        || line.is_subject()
        || line.is_addressee()
        || line.is_contact()
        || line.is_address()
        || line.is_authority()
        || line.is_organisation_id()
        || line.is_email()
        || line.is_instruction()
}

fn zones(lines: &[Line<'_>]) -> Head {
    let mut head = Head::default();
    let mut addressee = false; // inside the addressee's lines
    let mut authority = false; // who writes has been named
    let mut column = None;
    for line in lines {
        if line.column != column {
            column = line.column;
            addressee = false;
        }
        let full_name =
            || line.person().is_some_and(|person| person.form != NameForm::Part && person.form != NameForm::AsksPart);
        let zone = if line.is_instruction() {
            addressee = false;
            Zone::Stage
        } else if line.is_subject() {
            // Before the number: «О рассмотрении обращения № 77 от 01.02.2026» is a subject.
            addressee = false;
            Zone::Subject
        } else if line.is_registration() {
            addressee = false;
            if head.registration.is_none() && !line.starts(&["на №", "вх"]) {
                head.registration = Some(line.block);
            }
            Zone::Letterhead
        } else if addressee && !authority && line.is_authority() && !line.is_addressee() {
            // The letterhead stands below the addressee.
            addressee = false;
            authority = true;
            Zone::Letterhead
        } else if addressee
            || line.is_addressee()
            || (line.is_email() && head.registration.is_some())
            || (head.registration.is_some() && full_name())
        {
            addressee = true;
            head.addressed = true;
            Zone::Addressee
        } else {
            authority |= line.is_authority();
            Zone::Letterhead
        };
        head.zones.push((line.block, zone));
    }
    head
}
