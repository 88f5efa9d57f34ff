//! Who prepared the letter, told in a sentence of its text: «Ответ готовила … Рощина Вера Ильинична, телефон …».

use crate::document::Document;
use crate::text::Span;

use super::parts::{Executor, Name, PhoneNumber};
use super::phone::{Phone, phone};
use super::recognise::{NameForm, Person, person};

/// Beginnings of words for preparing an answer or dealing with a letter.
const PREPARES: [&str; 19] = [
    "готовил",
    "подготовил",
    "подготовлен",
    "подготовивш",
    "составил",
    "составлен",
    "составивш",
    "писал",
    "написал",
    "работал",
    "работает",
    "занимал",
    "занимает",
    "рассматривал",
    "ведет",
    "вел",
    "вела",
    "ответственн",
    "исполнител",
];

/// Beginnings of words for what is prepared or dealt with.
const MATTER: [&str; 11] = [
    "письм",
    "ответ",
    "обращени",
    "заявлени",
    "жалоб",
    "запрос",
    "дело",
    "делом",
    "документ",
    "рассмотрени",
    "исполнител",
];

/// Beginnings of words for asking about an answer.
const ASKS: [&str; 22] = [
    "обрат",
    "обращайтесь",
    "звон",
    "позвон",
    "вопрос",
    "справк",
    "справок",
    "уточн",
    "пояснен",
    "пояснит",
    "разъясн",
    "консульт",
    "связ",
    "узнать",
    "информаци",
    "сведени",
    "контакт",
    "ответит",
    "расскаж",
    "поможет",
    "подскаж",
    "спросит",
];

/// What a text says of the one who prepared the letter: bytes of the text.
pub(super) struct Told {
    /// The name.
    pub(super) person: Person,
    /// The phone beside it.
    pub(super) phone: Option<Phone>,
    /// True when it says so; else it only tells whom to ask.
    prepares: bool,
}

/// Looks at a paragraph, sentence by sentence.
pub(super) fn in_text(text: &str) -> Option<Told> {
    let mut start = 0;
    while start < text.len() {
        let end = sentence_end(text, start);
        if let Some(told) = in_sentence(text, start..end) {
            return Some(told);
        }
        start = end;
    }
    None
}

/// True when a paragraph says who prepared the answer, not only whom to ask.
pub(super) fn prepared(text: &str) -> bool {
    in_text(text).is_some_and(|told| told.prepares)
}

fn in_sentence(text: &str, range: std::ops::Range<usize>) -> Option<Told> {
    let sentence = &text[range.clone()];
    let folded = sentence.to_lowercase().replace('ё', "е");
    let has = |beginnings: &[&str]| {
        folded
            .split(|c: char| !c.is_alphabetic())
            .any(|word| !word.is_empty() && beginnings.iter().any(|beginning| word.starts_with(beginning)))
    };
    let prepares = has(&PREPARES) && has(&MATTER);
    if !prepares && !has(&ASKS) {
        return None;
    }
    let mut found = person(sentence)?;
    let whole = matches!(found.form, NameForm::Full | NameForm::AsksFull);
    found.range = found.range.start + range.start..found.range.end + range.start;
    // The phone may be told in the next sentence.
    let tail = &text[found.range.end..];
    let inside = phone(sentence)
        .map(|phone| Phone { range: phone.range.start + range.start..phone.range.end + range.start, ..phone });
    let after = || {
        let end = sentence_end(text, range.end);
        let near = phone(&text[found.range.end..end])?;
        Some(Phone { range: near.range.start + found.range.end..near.range.end + found.range.end, ..near })
    };
    let number = inside.or_else(|| after().filter(|_| !tail.is_empty()));
    let own = has(&MATTER) && (folded.contains("эт") || folded.contains("ваш"));
    let told = match found.form {
        _ if prepares => whole || number.is_some(),
        _ if whole => number.is_some() || own,
        _ => false,
    };
    told.then_some(Told { person: found, phone: number, prepares })
}

/// The end of the sentence that begins at `start`: a full stop that ends no abbreviation and stands before a capital.
fn sentence_end(text: &str, start: usize) -> usize {
    for (dot, mark) in text[start..].match_indices(['.', '!', '?', '\n']) {
        let end = start + dot + mark.len();
        let last = text[start..start + dot].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let next = text[end..].trim_start().chars().next();
        let ends = text[end..].starts_with(char::is_whitespace)
            && (last.chars().count() > 3 || last.starts_with(|c: char| c.is_ascii_digit()))
            && next.is_none_or(char::is_uppercase);
        if ends {
            return end;
        }
    }
    text.len()
}

/// The same as a part of the letter; `block` is the paragraph.
pub(super) fn part(document: &Document, block: usize) -> Option<Executor> {
    let span = document.blocks()[block].span;
    let told = in_text(document.slice(span))?;
    let place = |range: std::ops::Range<usize>| Span::new(range.start as u32, range.end as u32).shift(span.start);
    let phone = told.phone.map(|phone| PhoneNumber { span: place(phone.range), with_code: phone.with_code });
    let name = Name { span: place(told.person.range), form: told.person.form };
    Some(Executor { span, name: Some(name), phone, in_text: true, ..Executor::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_on_who_prepared_the_letter() {
        for (text, name, number) in [
            (
                "Ответ подготовила консультант Рощина Вера Ильинична. Уточнить детали можно по телефону (4952) 12-34-56.",
                "Рощина Вера Ильинична",
                "(4952) 12-34-56",
            ),
            ("Вопросы по этому письму можно задать консультанту Рощиной Вере Ильиничне.", "Рощиной Вере Ильиничне", ""),
            (
                "Письмо готовила и даёт пояснения помощник прокурора Юсупова К.Р., тел. 8 (48532) 6-47-81.",
                "Юсупова К.Р.",
                "8 (48532) 6-47-81",
            ),
            ("Рассмотрением Вашего обращения занималась Рощина Вера Ильинична.", "Рощина Вера Ильинична", ""),
            (
                "Если появятся вопросы, звоните: Рощина Вера Ильинична, (4952) 12-34-56.",
                "Рощина Вера Ильинична",
                "(4952) 12-34-56",
            ),
            ("По репетициям звоните завучу Дине Олеговне: (4952) 12-34-56.", "", ""),
            ("Двор осмотрел инспектор Рощин Иван Ильич.", "", ""),
            ("Ответ Вам направят до 5 марта. Двор осмотрел инспектор Рощин И.И.", "", ""),
        ] {
            let told = in_text(text);
            let found = told.as_ref().map_or("", |told| &text[told.person.range.clone()]);
            assert_eq!(found, name, "{text}");
            let found = told.and_then(|told| told.phone).map_or("", |phone| &text[phone.range]);
            assert_eq!(found, number, "{text}");
        }
    }
}
