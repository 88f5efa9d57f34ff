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
