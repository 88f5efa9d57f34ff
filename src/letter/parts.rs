//! The parts of a letter that the orders ask for, with their places.

use crate::document::Document;
use crate::text::Span;

use super::line::Line;
use super::recognise::{NameForm, Person, count_words};
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
    /// Names after it.
    pub others: Vec<Name>,
    /// The phone.
    pub phone: Option<PhoneNumber>,
    /// True when it is the one who signs that gives a phone.
    pub signs: bool,
    /// True when a sentence of the letter's text tells it.
    pub in_text: bool,
}

/// The head of the letter's paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// Its lines.
    pub span: Span,
    /// How many of these it has: name of the authority, address, phone or site, numbers of the organisation, the
    /// number of the letter.
    pub signs: usize,
    /// True when it says more than the number of the letter.
    pub names_authority: bool,
}

/// The parts found; `None` for what is absent or could not be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The head of the paper.
    pub letterhead: Option<Letterhead>,
    /// Heading «О рассмотрении …».
    pub subject: Option<Span>,
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
    /// Who prepared the letter, named elsewhere than at its end: the block.
    pub stray_executor: Option<usize>,
    /// The invitation to rate the reply.
    pub survey: Option<Survey>,
    /// The last block that is not empty.
    pub last_block: Option<usize>,
}

/// Names that are taken from one block.
const NAMES: usize = 8;

/// Bytes of a line as bytes of the document.
fn place(document: &Document, line: &Line<'_>, range: std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32).shift(document.blocks()[line.block].span.start)
}

/// The block of one who prepared the letter, from its lines; `signers` are the lines with names of those who sign.
pub(super) fn executor(document: &Document, lines: &[&Line<'_>], signers: &[&Line<'_>]) -> Option<Executor> {
    let signer = signers.iter().rev().find_map(|line| Some((*line, line.person()?)));
    // «Белкина Ева Аркадьевна, телефон (4952) 12-34-56» under the post: who signs is who answers.
    let own = signer.as_ref().map(|(line, _)| *line).filter(|line| line.phone().is_some());
    let spans = lines.iter().copied().chain(own).map(|line| document.blocks()[line.block].span);
    let whole = spans.reduce(Span::join)?;
    let named = lines
        .iter()
        .find_map(|line| Some((*line, line.person().or_else(|| after_mark(line))?)))
        .or_else(|| below_mark(lines))
        .or_else(|| inside_line(lines));
    let marked = lines.iter().any(|line| line.has_executor_mark());
    let (named, signs) = match named {
        Some(named) => (Some(named), false),
        // A phone right under the signature: who signs is who answers.
        None if !marked => (signer, true),
        None => (None, false),
    };
    let told = |line: &Line<'_>| {
        let phone = line.phone()?;
        Some(PhoneNumber { span: place(document, line, phone.range), with_code: phone.with_code })
    };
    let phone = lines.iter().find_map(|line| told(line)).or_else(|| own.filter(|_| signs).and_then(told));
    let name = named.map(|(line, person)| Name { span: place(document, line, person.range), form: person.form });
    // A survey link or a web address alone is no executor.
    if !marked && phone.is_none() && (name.is_none() || signs) {
        return None;
    }
    let others = if signs { Vec::new() } else { others(document, lines, name.as_ref()) };
    Some(Executor { span: whole, name, others, phone, signs, in_text: false })
}

/// The names after the first one.
fn others(document: &Document, lines: &[&Line<'_>], first: Option<&Name>) -> Vec<Name> {
    let mut names = Vec::new();
    for line in lines.iter().filter(|line| !line.folded.contains(" имени ")) {
        let mut from = 0;
        while names.len() < NAMES
            && let Some(found) = line.text.get(from..).and_then(super::recognise::person)
        {
            let range = from + found.range.start..from + found.range.end;
            from = range.end;
            let span = place(document, line, range);
            let asked = matches!(found.form, NameForm::AsksFull | NameForm::AsksPart);
            if !asked && first.is_some_and(|first| first.span.end <= span.start) {
                names.push(Name { span, form: found.form });
            }
        }
    }
    names
}

/// The head of the paper from its lines.
pub(super) fn letterhead(document: &Document, lines: &[Line<'_>]) -> Option<Letterhead> {
    let span = lines.iter().map(|line| document.blocks()[line.block].span).reduce(Span::join)?;
    // «18 февраля 2026 г. № 41» is no address.
    let has =
        |sign: &dyn Fn(&Line<'_>) -> bool| usize::from(lines.iter().any(|line| !line.is_registration() && sign(line)));
    let own = has(&|line| line.is_authority())
        + has(&|line| line.is_address() && !line.is_home())
        + has(&|line| line.is_contact())
        + has(&|line| line.is_organisation_id());
    let number = usize::from(lines.iter().any(Line::is_registration));
    let names_authority = own > 0 || lines.iter().any(Line::may_name_authority);
    Some(Letterhead { span, signs: own + number, names_authority })
}

/// Two names in a line of whatever words with a phone in it or right below: nobody else is told there.
fn inside_line<'a>(lines: &[&'a Line<'a>]) -> Option<(&'a Line<'a>, Person)> {
    let (at, name) = lines.iter().enumerate().find_map(|(at, line)| {
        let own = !line.survey() && !line.is_department() && !line.folded.contains(" имени ");
        Some((at, super::recognise::names_inside(line.text).filter(|_| own)?))
    })?;
    let phone = lines[at..].iter().take(2).any(|line| line.phone().is_some());
    phone.then(|| (lines[at], name))
}

/// «Исполнитель:» on a line of its own, «Петрова Анна,» on the next.
fn below_mark<'a>(lines: &[&'a Line<'a>]) -> Option<(&'a Line<'a>, Person)> {
    let marked = |line: &&Line<'_>| {
        line.words <= 3 && line.person().is_none() && (line.has_executor_mark() || line.leads_to_executor())
    };
    let mark = lines.iter().position(marked)?;
    let line = *lines.get(mark + 1)?;
    // The post and the phone may follow on lines of the same paragraph.
    let first = line.text.trim_start().lines().next()?;
    if count_words(first) > 2 || line.is_department() || line.starts_with_post() {
        return None;
    }
    let lead = line.text.len() - line.text.trim_start().len();
    let bare = first.trim().trim_end_matches([',', ';', '.']);
    let name = bare.split(' ').all(|word| {
        word.chars().count() >= 2
            && word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
    });
    name.then(|| (line, Person { range: lead..lead + bare.len(), form: NameForm::Part, dative: false }))
}

/// «Писала Вам Соловьёва»: the words with capitals behind the first one.
fn after_lead(line: &Line<'_>) -> Option<Person> {
    let text = line.text;
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let name = |word: &&str| {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        bare.chars().count() > 2
            && bare.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || c == '-')
            && !matches!(bare, "Вам" | "Вас" | "Ваш" | "Ваше" | "Вашим")
    };
    let mut words = text.split_whitespace().skip(1).skip_while(|word| !name(word));
    let first = words.next()?;
    let mut end = place(first) + first.trim_end_matches([',', '.', ';', ':']).len();
    if !first.ends_with([',', '.', ';', ':'])
        && let Some(second) = words.next().filter(name)
    {
        end = place(second) + second.trim_end_matches([',', '.', ';', ':']).len();
    }
    Some(Person { range: place(first)..end, form: NameForm::Part, dative: false })
}

/// «Исп. Петрова», «Исполнитель: Петрова Анна», «Исп. [фамилия]»: a short name that only the mark tells.
fn after_mark(line: &Line<'_>) -> Option<Person> {
    if !line.has_executor_mark() {
        return line.leads_to_executor().then(|| after_lead(line))?;
    }
    let text = line.text;
    let lead = text.len() - text.trim_start().len();
    let blank = || text[lead..].find(char::is_whitespace).map(|at| at + lead);
    let start = text.find([':', '.']).or_else(blank)? + 1;
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
