//! Kinds of letters.

use serde::{Deserialize, Serialize};

/// What a document is. A template has the kind of the letter it becomes and is marked apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Reply on the substance.
    #[default]
    Reply,
    /// Refusal.
    Refusal,
    /// Refusal in part.
    PartialRefusal,
    /// Notice that the letter was passed to another authority.
    RedirectNotice,
    /// First reply: received, registered, will be answered.
    Acknowledgement,
    /// Notice that the term is extended.
    Extension,
    /// Mailing to many.
    Mailing,
    /// Script of a telephone call.
    PhoneScript,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Reply,
        Self::Refusal,
        Self::PartialRefusal,
        Self::RedirectNotice,
        Self::Acknowledgement,
        Self::Extension,
        Self::Mailing,
        Self::PhoneScript,
    ];

    /// Its name in options, configuration and output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Refusal => "refusal",
            Self::PartialRefusal => "partial-refusal",
            Self::RedirectNotice => "redirect-notice",
            Self::Acknowledgement => "acknowledgement",
            Self::Extension => "extension",
            Self::Mailing => "mailing",
            Self::PhoneScript => "phone-script",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reply => "ответ",
            Self::Refusal => "отказ",
            Self::PartialRefusal => "частичный отказ",
            Self::RedirectNotice => "уведомление о переадресации",
            Self::Acknowledgement => "первичный ответ",
            Self::Extension => "уведомление о продлении срока",
            Self::Mailing => "рассылка",
            Self::PhoneScript => "скрипт разговора",
        }
    }
}

/// What a letter answers when nothing was asked of the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// Insults.
    Insult,
    /// Thanks and wishes.
    Thanks,
    /// A matter the authority has nothing to do with.
    OffTopic,
}

impl Occasion {
    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Insult => "ответ на резкое письмо",
            Self::Thanks => "ответ на благодарность",
            Self::OffTopic => "ответ на письмо не по теме",
        }
    }
}

/// What a letter is said to be: by an option, by its card, or by the path of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The kind.
    pub kind: Option<Kind>,
    /// Whether it is a template.
    pub template: Option<bool>,
}

impl Declared {
    /// Names that may be given, for errors.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Kind::ALL.iter().map(|kind| kind.id()).chain(["template"])
    }

    /// The kind by its id or title, or `template`.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if matches!(&*name, "template" | "шаблон") {
            return Some(Self { kind: None, template: Some(true) });
        }
        let kind = Kind::ALL.into_iter().find(|kind| kind.id() == name || kind.title() == name)?;
        Some(Self { kind: Some(kind), template: None })
    }

    /// This where it says something, else the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { kind: self.kind.or(other.kind), template: self.template.or(other.template) }
    }
}
