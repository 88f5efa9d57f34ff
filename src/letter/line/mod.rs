//! One short line at the head or tail of a letter, and what it looks like.

mod words;

use crate::document::{Block, BlockKind, Document};

use super::executor;
use super::phone::{Phone, phone};
use super::recognise::{NameForm, Person, count_words, dates, is_called_in_dative, person, placeholders};
use super::survey;

use words::{AUTHORITY, EXECUTOR, GREETINGS, LABELS, LEADS, POSTS, POSTS_DATIVE, PREPARED};

/// Blocks longer than this (bytes) are prose: they are not looked into.
const LONGEST: u32 = 600;

/// A block that may be a line of the head or tail.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) block: usize,
    pub(super) text: &'a str,
    /// The text in small letters with «е» for «ё»; empty for prose too long to be a line.
    pub(super) folded: String,
    pub(super) words: usize,
    pub(super) list_item: bool,
    /// Table and column it stands in.
    pub(super) column: Option<(u32, u32)>,
}

impl<'a> Line<'a> {
    pub(super) fn new(document: &'a Document, index: usize) -> Self {
        let block: &Block = &document.blocks()[index];
        let text = document.slice(block.span);
        let folded =
            if block.span.len() <= LONGEST { text.trim().to_lowercase().replace('ё', "е") } else { String::new() };
        let words = if folded.is_empty() { usize::MAX } else { count_words(&folded) };
        let list_item = matches!(block.kind, BlockKind::ListItem { .. }) || begins_as_item(&folded);
        let column = block.cell.map(|cell| (cell.table, cell.column));
        Self { block: index, text, folded, words, list_item, column }
    }

    pub(super) fn starts(&self, beginnings: &[&str]) -> bool {
        beginnings.iter().any(|beginning| self.folded.starts_with(beginning))
    }

    fn has(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.folded.contains(part))
    }

    /// True when some word begins with one of these.
    pub(super) fn has_word(&self, beginnings: &[&str]) -> bool {
        has_word(&self.folded, beginnings)
    }

    /// True when it ends as a sentence does, not with an abbreviation or initials.
    pub(super) fn ends_sentence(&self) -> bool {
        let text = self.folded.trim_end_matches(['»', '"', ')']);
        let Some(last) = text.chars().next_back() else { return false };
        if matches!(last, '!' | '?' | ':' | ';' | '…') {
            return true;
        }
        let word = text.trim_end_matches('.').rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        last == '.' && word.chars().count() > 3 && !matches!(word, "года" | "тел" | "экз")
    }

    /// True for running text: a long line, or one that is a sentence.
    pub(super) fn is_prose(&self) -> bool {
        // «… в кабинете 5.» ends with no word, but is long enough.
        let long = self.words >= 12 && self.folded.ends_with('.') && !self.folded.ends_with(" г.");
        self.words > 30 || long || (self.words >= 4 && self.ends_sentence())
    }

    /// A short line that ends as no sentence does, and speaks of no letter by its number.
    pub(super) fn is_title(&self) -> bool {
        self.words <= 12
            && !self.list_item
            && !self.folded.ends_with(['.', '!', '?', ':', ';', ',', '…'])
            && (!self.has_word(&super::incoming::LETTER) || !self.folded.contains('№'))
    }

    /// The bytes of the greeting that begins the block: the whole line, or its first sentence.
    pub(super) fn greeting_len(&self) -> Option<usize> {
        let lead = self.text.len() - self.text.trim_start().len();
        let head: String = self.text.trim_start().chars().take(24).collect::<String>().to_lowercase();
        let bare = head.trim_start_matches(['[', '{', '<', ' ']);
        if !GREETINGS.iter().any(|greeting| bare.starts_with(greeting)) {
            return self.name_and_greeting();
        }
        let mut end = self.text.find(['!', '\n']).map_or(self.text.trim_end().len(), |at| at + 1);
        // «Уважаемая» over «Анна Петровна!»
        if count_words(&self.text[..end]) == 1
            && let Some(at) = self.text.find('!')
        {
            end = at + 1;
        }
        (count_words(&self.text[..end]) <= 12).then_some(end.max(lead))
    }

    /// «Анна Петровна, добрый день!»: the name stands first.
    fn name_and_greeting(&self) -> Option<usize> {
        let end = self.text.find(['!', '\n']).map_or(self.text.trim_end().len(), |at| at + 1);
        let line = &self.text[..end];
        // «Анна Петровна!»: a name that is called.
        let called = |line: &str| {
            line.trim_end().ends_with('!')
                && (2..=4).contains(&count_words(line))
                && person(line).is_some_and(|name| !name.dative && matches!(name.form, NameForm::Full | NameForm::Part))
        };
        if called(line) {
            return Some(end);
        }
        let (name, greeting) = line.trim_end().trim_end_matches(['!', '.', ',']).split_once(", ")?;
        let folded = greeting.trim().to_lowercase();
        let greets = GREETINGS.iter().any(|known| folded.starts_with(known)) && count_words(greeting) <= 3;
        let named = (2..=3).contains(&count_words(name))
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) && !word.ends_with('.'));
        // «{{имя_отчество}}, здравствуйте!»
        let hole = || placeholders(name).next().is_some_and(|hole| hole.range == (0..name.trim_end().len()));
        (greets && (named || hole())).then_some(end)
    }

    /// «О рассмотрении обращения»
    pub(super) fn is_subject(&self) -> bool {
        let opening = self.starts(&[
            "о ",
            "об ",
            "обо ",
            "о\u{a0}",
            "об\u{a0}",
            "на обращение",
            "на ваш",
            "по вопросу",
            "ответ на ",
            "тема:",
            "уведомление о",
            "извещение о",
            "подтверждение ",
            "[о ",
            "[об ",
        ]);
        opening && self.words <= 20 && !self.folded.ends_with('.') && !self.ends_sentence()
    }

    /// «14.03.2026 № 48-07/1126», «На № 5 от 01.02.2026», «[дата] № [номер]», a date alone.
    pub(super) fn is_registration(&self) -> bool {
        if self.words > 12 || self.is_prose() {
            return false;
        }
        let dated = !dates(self.text).is_empty()
            || self.has(&["[дата", "{дата", "{{дата", "<дата", "%дата", "от __", "от «_"])
            || self.folded.starts_with("__");
        let numbered = self.folded.contains('№') || self.has(&[" n ", " no "]);
        let bare = self.folded.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3).count();
        let own = self.starts(&["дата письма", "дата:", "исходящ", "письмо №", "ответ №"]) || self.has(&["исходящ"]);
        let label = self.starts(&["исходящ", "номер", "документ", "регистрационный", "рег.", "индекс"]);
        (dated && (numbered || bare <= 2 || own))
            || (numbered && self.starts(&["№", "на №", "исх", "вх"]))
            || (label && self.words <= 8 && self.folded.contains(|c: char| c.is_ascii_digit()))
    }

    pub(super) fn is_authority(&self) -> bool {
        let capital = self.text.trim_start_matches(['[', '«', '"', ' ', '\t']).starts_with(char::is_uppercase);
        // Address, contacts and number may follow on rows of the same paragraph.
        let row = self.folded.lines().next().unwrap_or_default();
        capital && count_words(row) <= 20 && !self.is_prose() && has_word(row, &AUTHORITY)
    }

    /// A line over the letter that may name who writes, by words that no list knows: «АО «Заречный транспорт»».
    pub(super) fn may_name_authority(&self) -> bool {
        (2..=20).contains(&self.words)
            && !self.is_label()
            && !self.is_home()
            && !self.is_email()
            && !self.is_contact()
            && !is_called_in_dative(self.text)
            && self.text.trim_start_matches(['«', '"', ' ', '\t']).starts_with(char::is_uppercase)
            && !self.is_prose()
            && !self.is_registration()
            && self.person().is_none()
            && dates(self.text).is_empty()
    }

    /// A title, or a line that says of the letter itself what its first word names: «Исходящий номер 5», «Кому: …».
    fn is_label(&self) -> bool {
        has_word(self.folded.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or(""), &LABELS)
    }

    /// Where the reader lives: «село Заречное, дом 19, кв. 4», «деревня Верхний Лып».
    pub(super) fn is_home(&self) -> bool {
        let place =
            self.starts(&["село ", "деревня ", "дер. ", "поселок ", "пос. ", "город ", "г. ", "ул. ", "улица "]);
        self.words <= 20 && (self.starts(&["куда"]) || self.has_word(&["кв", "квартира"]) || (place && self.words <= 3))
    }

    pub(super) fn is_address(&self) -> bool {
        self.words <= 20
            && self.folded.contains(|c: char| c.is_ascii_digit())
            && (self.has(&["ул.", "улица", "д. ", "д.", "г. ", "пр.", "пл.", "просп", "пер.", "наб.", "кв."])
                || self.folded.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 6))
            && !self.ends_sentence()
    }

    pub(super) fn is_contact(&self) -> bool {
        self.words <= 20
            && (self.phone().is_some()
                || self.has(&["@", "www.", "http", "тел.", "телефон:", "факс", "почта:", "сайт"]))
            && !self.ends_sentence()
    }

    pub(super) fn is_organisation_id(&self) -> bool {
        self.words <= 20
            && self.has(&["инн", "огрн", "окпо", "кпп"])
            && self.folded.contains(|c: char| c.is_ascii_digit())
    }

    pub(super) fn is_addressee(&self) -> bool {
        if self.words > 12 || self.ends_sentence() {
            return false;
        }
        self.starts(&POSTS_DATIVE)
            || self.person().is_some_and(|person| person.dative)
            || (self.has(&["заявител", "адресат"]) && placeholders(self.text).next().is_some())
    }

    /// A line that consists of an e-mail address.
    pub(super) fn is_email(&self) -> bool {
        self.words == 1 && self.folded.contains('@')
    }

    /// Words for the one who fills in a template.
    pub(super) fn is_instruction(&self) -> bool {
        self.starts(&[
            "шаблон",
            "образец",
            "заполните",
            "подставьте",
            "инструкция",
            "удалите",
            "[заполн",
            "[удал",
            "(заполн",
        ])
    }

    pub(super) fn is_closing(&self) -> bool {
        self.words <= 8
            && self.starts(&[
                "с уважением",
                "с глубоким уважением",
                "с наилучшими пожеланиями",
                "искренне ваш",
                "всего доброго",
                "всего хорошего",
                "всего наилучшего",
                "до свидания",
                "до встречи",
                "с почтением",
                "с благодарностью",
                "с добрыми пожеланиями",
                "с пожеланиями",
                "с признательностью",
                "здоровья вам",
                "доброго здоровья вам",
                "берегите себя",
            ])
    }

    pub(super) fn is_stamp(&self) -> bool {
        self.words <= 20
            && (self.has(&[
                "подписан электронной",
                "подписано электронной",
                "электронной подписью",
                "электронная подпись",
            ]) || self.starts(&["сертификат", "действителен с", "владелец", "кому выдан", "серийный номер"]))
    }

    pub(super) fn is_attachments(&self) -> bool {
        self.starts(&["приложение:", "приложения:", "приложение ", "приложения ", "приложение", "приложения"])
            && self.words <= 30
            && (self.folded.contains(':') || self.words <= 8)
    }

    pub(super) fn is_notes(&self) -> bool {
        self.words <= 3 && self.starts(&["примечани", "сноски", "ссылки на"])
            || self.text.trim_start().starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
    }

    pub(super) fn has_executor_mark(&self) -> bool {
        self.words <= 30 && self.starts(&EXECUTOR) && !self.folded.starts_with("исполнительн") && self.has_mark_shape()
    }

    /// Who prepared the letter in other words: «Писала Вам …», «По письму можно посоветоваться с …», «За справками: …».
    /// The name or the phone beside shows that it is no sentence of the letter.
    pub(super) fn leads_to_executor(&self) -> bool {
        let prepared = self.words <= 6
            && self.starts(&PREPARED)
            && !self.ends_sentence()
            && self.text.split_whitespace().skip(1).all(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
        // «Письмо подготовила Чумакова Наталья Денисовна.»
        let sentence = self.words <= 24 && self.is_prose() && executor::prepared(self.text);
        prepared
            || sentence
            || self.words <= 16
                && !self.is_prose()
                && self.has_word(&LEADS)
                && (self.phone().is_some() || self.person().is_some_and(|person| person.form != NameForm::Initials))
    }

    /// «Исполнитель работ выедет 5 марта.» is a sentence, «Исполнитель: Петрова А.С.» is none.
    fn has_mark_shape(&self) -> bool {
        self.folded.contains(':') || !self.ends_sentence() || self.person().is_some()
    }

    pub(super) fn starts_with_post(&self) -> bool {
        let post = self.starts(&POSTS);
        post && !self.is_prose()
    }

    pub(super) fn is_department(&self) -> bool {
        !self.is_prose()
            && self.words <= 12
            && self.starts(&[
                "отдел",
                "управлени",
                "сектор",
                "департамент",
                "комитет",
                "служб",
                "канцеляри",
                "приемн",
                "центр",
                "секретариат",
                "инспекци",
                "бюро",
                "администраци",
                "министерств",
                "подразделени",
            ])
    }

    pub(super) fn survey(&self) -> bool {
        self.words <= 40 && survey::in_text(self.text).is_some()
    }

    /// «По репетициям звоните завучу Дине Олеговне: …» is text, not who prepared the letter.
    pub(super) fn invites(&self) -> bool {
        self.words >= 4
            && self.has_word(&[
                "звоните",
                "позвоните",
                "обращайтесь",
                "обратитесь",
                "пишите",
                "напишите",
                "приходите",
                "спросите",
            ])
    }

    /// Words that ask for an opinion, without a link.
    pub(super) fn speaks_of_rating(&self) -> bool {
        survey::has_rating_words(&self.folded)
    }

    pub(super) fn person(&self) -> Option<Person> {
        if self.folded.is_empty() { None } else { person(self.text) }
    }

    pub(super) fn has_short_name(&self) -> bool {
        self.person().is_some_and(|person| matches!(person.form, NameForm::Initials | NameForm::AsksPart))
    }

    pub(super) fn phone(&self) -> Option<Phone> {
        if self.folded.is_empty() { None } else { phone(self.text) }
    }
}

fn has_word(folded: &str, beginnings: &[&str]) -> bool {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| !word.is_empty() && beginnings.iter().any(|beginning| word.starts_with(beginning)))
}

/// «1. …», «– …», «а) …» in plain text that has no list blocks.
fn begins_as_item(folded: &str) -> bool {
    let mut chars = folded.chars();
    match chars.next() {
        Some('–' | '—' | '•' | '-' | '*') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
            folded.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        Some(_) => folded.chars().nth(1) == Some(')'),
        None => false,
    }
}
