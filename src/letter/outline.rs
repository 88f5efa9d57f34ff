//! The parts of a letter by name: for the outline on the terminal and in the editor.

use super::{Letter, NameForm, SurveyForm, Zone};
use crate::text::Span;

/// One of the parts that the orders ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedPart {
    /// Its name for programs.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Where it stands, if it is there.
    pub span: Option<Span>,
    /// What is to be said of it.
    pub note: Option<&'static str>,
}

impl Letter {
    /// The parts that the orders ask for, there or not.
    pub fn named_parts(&self) -> [NamedPart; 7] {
        let part = |name, title, span: Option<Span>| NamedPart { name, title, span, note: None };
        let parts = &self.parts;
        let executor = parts.executor.as_ref();
        let name = executor.and_then(|executor| executor.name.as_ref());
        let phone = executor.and_then(|executor| executor.phone.as_ref()).map(|phone| phone.span);
        let survey = parts.survey.as_ref();
        let of_name = match name.map(|name| name.form) {
            Some(NameForm::Initials | NameForm::Part | NameForm::AsksPart) => Some("имя не полное"),
            _ if executor.is_some_and(|executor| executor.signs) => Some("он же подписал письмо"),
            _ => None,
        };
        let of_survey = survey.filter(|survey| survey.form == SurveyForm::Words).map(|_| "только словами");
        [
            part("incoming-number", "Номер обращения", parts.incoming_number),
            part("incoming-date", "Дата обращения", parts.incoming_date),
            part("salutation", "Приветствие", parts.salutation),
            part("signature", "Подпись", parts.signature),
            NamedPart { note: of_name, ..part("executor", "Исполнитель", name.map(|name| name.span)) },
            part("executor-phone", "Телефон исполнителя", phone),
            NamedPart {
                note: of_survey, ..part("survey", "Ссылка на опрос", survey.map(|survey| survey.span))
            },
        ]
    }
}

impl Zone {
    /// Its name, for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Letterhead => "Бланк",
            Self::Addressee => "Адресат",
            Self::Subject => "Заголовок",
            Self::Salutation => "Приветствие",
            Self::Body => "Текст",
            Self::Closing => "Прощание",
            Self::Signature => "Подпись",
            Self::Executor => "Исполнитель",
            Self::Attachments => "Приложения",
            Self::Notes => "Сноски",
            Self::CitizenQuote => "Слова заявителя",
            Self::Stage => "Указания",
        }
    }
}
