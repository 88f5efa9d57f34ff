//! Checks of the parts a letter must have.

use super::check::{Check, Inspection};
use super::file::PartCheck;
use super::hit::{Fix, Hit, Level};
use crate::document::FileFormat;
use crate::letter::{Kind, NameForm, SurveyForm, Zone, gives_contact, names_question};
use crate::profile::SurveyUrl;
use crate::text::{Edit, Span};

/// A part that must be there.
#[derive(Clone, Copy, Debug)]
enum Part {
    RegistrationNumber,
    RegistrationDate,
    Executor,
    ExecutorFullName,
    ExecutorPhone,
    SurveyLink,
    Question,
    Letterhead,
    Greeting,
    Contact,
}

const PARTS: [(&str, Part); 10] = [
    ("registration-number", Part::RegistrationNumber),
    ("registration-date", Part::RegistrationDate),
    ("executor", Part::Executor),
    ("executor-full-name", Part::ExecutorFullName),
    ("executor-phone", Part::ExecutorPhone),
    ("survey-link", Part::SurveyLink),
    ("question", Part::Question),
    ("letterhead", Part::Letterhead),
    ("greeting", Part::Greeting),
    ("contact", Part::Contact),
];

/// Makes the check of a part.
///
/// # Errors
/// No such part: what there is.
pub(super) fn build(check: &PartCheck) -> Result<Box<dyn Check>, String> {
    let name = check.part.get_ref();
    match PARTS.iter().find(|(known, _)| known == name) {
        Some((_, part)) => Ok(Box::new(Missing { part: *part })),
        None => {
            let known: Vec<&str> = PARTS.iter().map(|(known, _)| *known).collect();
            Err(format!("неизвестная часть письма «{name}»; есть {}", known.join(", ")))
        }
    }
}

#[derive(Debug)]
struct Missing {
    part: Part,
}

impl Check for Missing {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        // Without the marks of a letter nothing is missed: the text may be something else or only a piece.
        if !seen.letter.whole {
            return;
        }
        let hit = match self.part {
            Part::RegistrationNumber => registration_number(seen),
            Part::RegistrationDate => registration_date(seen),
            Part::Executor => executor(seen),
            Part::ExecutorFullName => executor_full_name(seen),
            Part::ExecutorPhone => executor_phone(seen),
            Part::SurveyLink => survey(seen),
            Part::Question => question(seen),
            Part::Letterhead => letterhead(seen),
            Part::Greeting => greeting(seen),
            Part::Contact => contact(seen),
        };
        hits.extend(hit);
    }
}

/// Words for the citizen's letter, as they begin.
const LETTER: [&str; 8] = ["обращени", "письм", "заявлени", "запрос", "жалоб", "сообщени", "ходатайств", "заявк"];

/// The first sentence of the first paragraph that is more than a greeting, and the end of the word for the citizen's
/// letter in it.
fn first_sentence(seen: &Inspection<'_>) -> Option<(Span, Option<u32>)> {
    let block = seen.letter.parts.first_paragraph?;
    let greeted = seen.letter.parts.salutation.map_or(0, |span| span.end);
    let mut sentences = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
    let view = sentences.find(|view| view.whole().end > greeted && !view.is_empty())?;
    let word = (0..view.len()).find(|&token| LETTER.iter().any(|word| view.word(token).folded.starts_with(word)));
    Some((view.whole(), word.map(|token| view.token_span(token).end)))
}

/// What the card says under a key, else a hole to fill in.
fn known<'a>(seen: &Inspection<'a>, key: &str, hole: &'a str) -> &'a str {
    let letter = seen.letter;
    letter.card.text(key).unwrap_or(hole)
}

/// «2026-02-28» of a card as letters write it.
fn day(date: &str) -> String {
    let date = date.split(['T', ' ']).next().filter(|date| date.contains('-')).unwrap_or(date);
    match date.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] if year.len() == 4 => format!("{day}.{month}.{year}"),
        _ => date.to_owned(),
    }
}

fn insert(at: Option<u32>, text: &str, label: &str) -> Fix {
    match at {
        Some(at) => {
            Fix { level: Level::Ask, label: label.to_owned(), edits: vec![Edit::replace(Span::empty(at), text)] }
        }
        None => Fix { level: Level::Show, label: label.to_owned(), edits: Vec::new() },
    }
}

fn registration_number(seen: &Inspection<'_>) -> Option<Hit> {
    if seen.letter.parts.incoming_number.is_some() {
        return None;
    }
    let (sentence, word) = first_sentence(seen)?;
    let number = known(seen, "reg_number", "[номер обращения]");
    // One change puts both, so that they stand in order.
    let date = match seen.letter.parts.incoming_date {
        Some(_) => String::new(),
        None => format!(" от {}", day(known(seen, "reg_date", "[дата регистрации]"))),
    };
    Some(Hit::letter(sentence).fix(insert(word, &format!(" № {number}{date}"), &format!("обращение № {number}{date}"))))
}

fn registration_date(seen: &Inspection<'_>) -> Option<Hit> {
    let parts = &seen.letter.parts;
    if parts.incoming_date.is_some() {
        return None;
    }
    let (sentence, _) = first_sentence(seen)?;
    let (span, at) = match parts.incoming_number {
        Some(number) => (number, Some(number.end)),
        // The number is put with the date.
        None => (sentence, None),
    };
    let date = day(known(seen, "reg_date", "[дата регистрации]"));
    Some(Hit::letter(span).fix(insert(at, &format!(" от {date}"), &format!("от {date}"))))
}

/// A line at the end of the letter, where the file's form allows one to be added.
fn append(seen: &Inspection<'_>, line: &str) -> Fix {
    let last = seen.letter.parts.last_block.map(|block| seen.document.blocks()[block].span.end);
    let (at, gap) = match seen.document.format() {
        FileFormat::Text => (last, "\n"),
        FileFormat::Markdown => (last, "\n\n"),
        // A new paragraph of these is more than text.
        FileFormat::Docx | FileFormat::Odt | FileFormat::Xlsx | FileFormat::Html => (None, ""),
    };
    insert(at, &format!("{gap}{line}"), line)
}

fn last_line(seen: &Inspection<'_>) -> Option<Span> {
    seen.letter.parts.last_block.map(|block| seen.document.blocks()[block].span)
}

fn executor(seen: &Inspection<'_>) -> Option<Hit> {
    let told = seen.letter.parts.executor.as_ref().is_some_and(|executor| {
        let full = executor.name.as_ref().is_some_and(|name| matches!(name.form, NameForm::Full | NameForm::AsksFull));
        !executor.signs || full
    });
    if told || seen.letter.parts.stray_executor.is_some() {
        return None;
    }
    let name = known(seen, "executor.name", "[фамилия, имя, отчество]");
    let phone = known(seen, "executor.phone", "[телефон с кодом города]");
    let fix = append(seen, &format!("Исполнитель: {name}, телефон {phone}"));
    Some(Hit::letter(last_line(seen)?).fix(fix))
}

fn executor_full_name(seen: &Inspection<'_>) -> Option<Hit> {
    let executor = seen.letter.parts.executor.as_ref().filter(|executor| !executor.signs)?;
    let name = executor.name.as_ref()?;
    let text = seen.document.slice(name.span);
    let allowed = name.form == NameForm::Part
        && seen.params.texts("allow-two-part").any(|surname| text.split_whitespace().any(|word| word == surname));
    if matches!(name.form, NameForm::Full | NameForm::AsksFull) || allowed {
        return None;
    }
    Some(Hit::at(name.span))
}

fn executor_phone(seen: &Inspection<'_>) -> Option<Hit> {
    let executor = seen.letter.parts.executor.as_ref().filter(|executor| !executor.signs)?;
    let name = executor.name.as_ref().map_or(executor.span, |name| name.span);
    match &executor.phone {
        None => {
            let phone = known(seen, "executor.phone", "[телефон с кодом города]");
            let fix = insert(Some(name.end), &format!(", телефон {phone}"), &format!("телефон {phone}"));
            Some(Hit::letter(name).fix(fix))
        }
        Some(phone) if !phone.with_code && seen.params.switch("require-city-code", false) => {
            let known = seen.letter.letterhead_has_code(seen.document);
            (!known).then(|| Hit { loudness: -1, ..Hit::letter(phone.span) })
        }
        Some(_) => None,
    }
}

fn survey(seen: &Inspection<'_>) -> Option<Hit> {
    let found = seen.letter.parts.survey.as_ref().is_some_and(|survey| match survey.form {
        SurveyForm::Link => true,
        SurveyForm::Placeholder => seen.letter.template || seen.params.switch("words-enough", false),
        SurveyForm::Words => seen.params.switch("words-enough", false),
    });
    let page = match &seen.profile.survey_url {
        Some(SurveyUrl::Exact(url)) => Some(url.as_str()),
        _ => None,
    };
    let page = seen.letter.card.text("survey_url").or(page);
    // The office's own page needs no words around it to be known.
    if found || page.is_some_and(|page| leads_to(seen, page)) {
        return None;
    }
    let block = seen.letter.parts.last_paragraph.or(seen.letter.parts.last_block)?;
    let fix = append(seen, &format!("Оцените, пожалуйста, наш ответ: {}", page.unwrap_or("[ссылка на опрос]")));
    Some(Hit::letter(seen.document.blocks()[block].span).fix(fix))
}

/// True when the letter gives this address, as text or behind words.
fn leads_to(seen: &Inspection<'_>, page: &str) -> bool {
    let plain = |url: &str| url.trim_end_matches('/').to_lowercase();
    let page = plain(page);
    let links = seen.document.links().iter();
    seen.document.text().to_lowercase().contains(&page)
        || links.map(|link| plain(&link.target)).any(|link| link == page)
}

fn question(seen: &Inspection<'_>) -> Option<Hit> {
    if names_question(seen.letter, seen.document, seen.analysis, seen.lexicon) {
        return None;
    }
    let (sentence, word) = first_sentence(seen)?;
    let parts = &seen.letter.parts;
    let last = parts.incoming_number.into_iter().chain(parts.incoming_date).map(|span| span.end).max();
    Some(Hit::letter(sentence).fix(insert(last.or(word), " о [суть вопроса]", "о [суть вопроса]")))
}

fn letterhead(seen: &Inspection<'_>) -> Option<Hit> {
    let parts = &seen.letter.parts;
    if seen.letter.template || seen.letter.card.text("channel").is_some_and(|channel| channel == "social") {
        return None;
    }
    let found = parts.letterhead.as_ref();
    let missing = match seen.document.format() {
        // A finished letter has both the name of the authority and how to reach it.
        FileFormat::Docx | FileFormat::Odt | FileFormat::Xlsx => {
            found.is_none_or(|head| head.signs < seen.params.number("min-signs", 2))
        }
        // A draft is typed before it gets its paper; one with a number and an addressee looks finished.
        FileFormat::Text | FileFormat::Markdown | FileFormat::Html => {
            // An address for e-mail over a letter without a number: the text goes out with no paper.
            let by_mail = || parts.addressee.is_some_and(|span| seen.document.slice(span).contains('@'));
            let finished = parts.registration.is_some() || (parts.addressee.is_some() && !by_mail());
            finished && found.is_none_or(|head| !head.names_authority)
        }
    };
    if !missing {
        return None;
    }
    let blocks = seen.document.blocks();
    let first = blocks.iter().find(|block| !seen.document.slice(block.span).trim().is_empty())?;
    let fix = match seen.document.format() {
        format if !format.is_plain() => insert(None, "", "[название органа, адрес, телефон, электронная почта]"),
        _ => insert(
            Some(first.span.start),
            "[название органа]\n[адрес]\n[телефон, электронная почта]\n\n",
            "[название органа, адрес, телефон, электронная почта]",
        ),
    };
    Some(Hit::letter(first.span).fix(fix))
}

fn greeting(seen: &Inspection<'_>) -> Option<Hit> {
    if seen.letter.parts.salutation.is_some() {
        return None;
    }
    let (sentence, _) = first_sentence(seen)?;
    let mut hit = Hit::letter(sentence).fix(insert(Some(sentence.start), "Здравствуйте! ", "Здравствуйте!"));
    if seen.letter.kind != Kind::Acknowledgement {
        // Only first answers must greet by the order; elsewhere it is a courtesy.
        hit.loudness = -2;
    }
    Some(hit)
}

fn contact(seen: &Inspection<'_>) -> Option<Hit> {
    let own = |block: &usize| {
        matches!(seen.letter.zone(*block), Zone::Body | Zone::Closing | Zone::Executor | Zone::Signature)
    };
    let texts = (0..seen.document.blocks().len())
        .filter(own)
        .map(|block| seen.document.slice(seen.document.blocks()[block].span));
    if texts.into_iter().any(|text| gives_contact(text, seen.letter.template))
        || seen.document.links().iter().any(|link| link.target.starts_with("mailto:"))
    {
        return None;
    }
    let block = seen.letter.parts.last_paragraph?;
    let view = seen.analysis.sentences_of(block, seen.document, seen.lexicon).filter(|view| !view.is_empty()).last()?;
    let phone = seen.profile.contact_phone.as_deref().unwrap_or("[телефон]");
    let text = format!(" Если появятся вопросы, звоните: {phone}.");
    Some(Hit::letter(view.whole()).fix(insert(Some(view.whole().end), &text, text.trim_start())))
}
