//! The values of a profile's switches.

use serde::{Deserialize, Deserializer, de};

/// Which link leads to the survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SurveyUrl {
    /// Any link to a survey.
    Any,
    /// This address and no other.
    Exact(String),
    /// A page of one of these sites.
    Sites(Vec<String>),
}

impl<'de> Deserialize<'de> for SurveyUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            One(String),
            Many(Vec<String>),
        }
        match Written::deserialize(deserializer)? {
            Written::One(word) if word == "any" => Ok(Self::Any),
            Written::One(url) if url.starts_with("https://") || url.starts_with("http://") => Ok(Self::Exact(url)),
            Written::One(word) => Err(de::Error::custom(format!(
                "ссылка на опрос – «any», адрес с «https://» или список сайтов, а не «{word}»"
            ))),
            Written::Many(sites) => Ok(Self::Sites(sites)),
        }
    }
}

/// Where an offer of the survey must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SurveyRequired {
    /// Nowhere.
    #[default]
    Nowhere,
    /// In every written contact, words are enough.
    Offer,
    /// In every answer, a link.
    EveryAnswer,
    /// In every answer, a link in the executor's block.
    ExecutorBlock,
}

/// How soon receipt must be acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AckWithin {
    /// Hours after receipt; 0 means at once.
    pub hours: u32,
    /// Whether weekends and public holidays do not count.
    #[serde(default)]
    pub skip_days_off: bool,
}

/// A thing an acknowledgement must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AckPart {
    /// That the letter has come.
    Received,
    /// That it is registered.
    Registered,
    /// When the answer comes, if the reader asked.
    DeadlineOnRequest,
    /// When the answer comes.
    Deadline,
    /// A greeting.
    Greeting,
    /// Thanks for the time spent.
    Thanks,
    /// The number of the letter.
    Number,
    /// Date and time of sending.
    SentAt,
    /// Where its status is seen.
    StatusLink,
    /// The periods the law sets.
    StatutoryDeadlines,
}

/// How the executor must be named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Executor {
    /// Not at all.
    #[default]
    NotRequired,
    /// Name and phone.
    NameAndPhone,
    /// Surname, name and patronymic in full, and phone.
    FullNameAndPhone,
}

/// Where the mark of the executor must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExecutorPosition {
    /// Anywhere.
    #[default]
    Any,
    /// On the left at the bottom of the last page.
    LastPageBottomLeft,
}

/// A thing the first paragraph must name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstParagraphPart {
    /// The registration number.
    Number,
    /// The date of registration.
    Date,
    /// The question considered.
    Subject,
}

/// How requisites of acts in endnotes are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Endnotes {
    /// They may stand there.
    #[default]
    Allowed,
    /// The order itself advises it where they are many.
    Suggested,
}

/// What becomes of a special term that the letter explains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExplainedTerm {
    /// Nothing is said about it.
    #[default]
    Accepted,
    /// A hint is still given.
    Hint,
}

/// A thing the first words of a phone script must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScriptIntroPart {
    /// A greeting.
    Greeting,
    /// A greeting by the time of day.
    GreetingByTimeOfDay,
    /// The speaker's name.
    Name,
    /// Surname, name and patronymic.
    FullName,
    /// The post.
    Post,
    /// The full name of the division.
    Department,
    /// An offer of help.
    OfferOfHelp,
}

/// How the reader is addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressForm {
    /// Any form.
    #[default]
    Any,
    /// Any form, the same throughout the letter.
    Consistent,
    /// «Вы» with a capital.
    PoliteCapital,
}
