//! Profiles: which orders bind an authority, and the values on which they differ.
//!
//! How loud a rule is in a profile stands in the rule's file; here are only the switches and literal values that rules
//! ask for. `common` is the union of the four orders.

mod reader;
mod severity;
mod values;

pub use reader::Reader;
pub use severity::Severity;
pub use values::{
    AckPart, AckWithin, AddressForm, Endnotes, Executor, ExecutorPosition, ExplainedTerm, FirstParagraphPart,
    ScriptIntroPart, SurveyRequired, SurveyUrl,
};

use crate::data::{FileError, suggest};
use crate::requirement;
use serde::Deserialize;
use std::fmt;
use toml::Spanned;

/// The name used where none is given.
pub const DEFAULT_PROFILE: &str = "common";

/// Names, paths and contents of the built-in profiles.
const PROFILES: [(&str, &str, &str); 5] = [
    ("common", "rules/profiles/common.toml", include_str!("../../rules/profiles/common.toml")),
    ("udmurtia", "rules/profiles/udmurtia.toml", include_str!("../../rules/profiles/udmurtia.toml")),
    ("aptekarsky", "rules/profiles/aptekarsky.toml", include_str!("../../rules/profiles/aptekarsky.toml")),
    ("lenobl", "rules/profiles/lenobl.toml", include_str!("../../rules/profiles/lenobl.toml")),
    ("kaliningrad", "rules/profiles/kaliningrad.toml", include_str!("../../rules/profiles/kaliningrad.toml")),
];

/// The orders and values that hold for an authority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its id on the command line, in `yasno.toml` and in rule files.
    #[serde(skip)]
    pub id: String,
    /// The built-in profile it is made from: severities and parameters in rule files name that one.
    #[serde(skip)]
    pub base: String,
    /// Name for people, in Russian.
    pub title: String,
    /// Ids of the orders that bind.
    pub orders: Vec<String>,
    /// Which link leads to the survey; absent when no order asks for one.
    pub survey_url: Option<SurveyUrl>,
    /// Where an offer of the survey must stand.
    #[serde(default)]
    pub survey_required_in: SurveyRequired,
    /// How soon receipt must be acknowledged; absent when no order says.
    pub ack_within: Option<AckWithin>,
    /// What an acknowledgement must hold.
    #[serde(default)]
    pub ack_must_have: Vec<AckPart>,
    /// How the executor must be named.
    #[serde(default)]
    pub executor: Executor,
    /// Where the mark of the executor must stand.
    #[serde(default)]
    pub executor_position: ExecutorPosition,
    /// What the first paragraph must name.
    #[serde(default)]
    pub regnum_first_paragraph: Vec<FirstParagraphPart>,
    /// How requisites of acts in endnotes are taken.
    #[serde(default)]
    pub endnotes_for_acts: Endnotes,
    /// What becomes of a special term that the letter explains.
    #[serde(default)]
    pub explained_term: ExplainedTerm,
    /// The phone for appointments; absent when the office sets it.
    pub appointment_phone: Option<String>,
    /// The phone for questions; an office sets it.
    #[serde(skip)]
    pub contact_phone: Option<String>,
    /// A number of a citizen's letter as the office writes it; an office sets it.
    #[serde(skip)]
    pub number_format: Option<String>,
    /// What others do and who they are; an office sets them.
    #[serde(skip)]
    pub bodies: Vec<(String, String)>,
    /// Days after which a knowledge-base item must be looked over again.
    pub kb_review_days: Option<u32>,
    /// Working days after a change of law in which an item must be brought up to date.
    pub kb_law_change_working_days: Option<u32>,
    /// The question that ends a phone script.
    pub script_final_question: Option<String>,
    /// What the first words of a phone script must hold.
    #[serde(default)]
    pub script_intro: Vec<ScriptIntroPart>,
    /// How many times a call may be put through.
    pub max_transfers: Option<u32>,
    /// How long a call may last, in minutes.
    pub script_max_minutes: Option<u32>,
    /// How the reader is addressed.
    #[serde(default)]
    pub address_form: AddressForm,
}

/// Why there is no such profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileError {
    /// No profile has this name.
    Unknown(String),
    /// Its file is at fault.
    File(FileError),
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                let known: Vec<&str> = Profile::names().collect();
                write!(f, "нет профиля «{name}»: {}", suggest(name, &known))
            }
            Self::File(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ProfileError {}

impl Profile {
    /// Names of the built-in profiles, the default one first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|(name, _, _)| *name)
    }

    /// The built-in profile of this name.
    ///
    /// # Errors
    /// When there is none, with the known names and the nearest of them.
    pub fn named(id: &str) -> Result<Self, ProfileError> {
        let (id, path, text) =
            PROFILES.iter().find(|(known, _, _)| *known == id).ok_or_else(|| ProfileError::Unknown(id.to_owned()))?;
        Self::parse(id, path, text).map_err(ProfileError::File)
    }

    /// Reads a profile; `path` is for messages only.
    ///
    /// # Errors
    /// The first fault, with its file and line.
    pub fn parse(id: &str, path: &str, text: &str) -> Result<Self, FileError> {
        // Only for the line of a wrong id, which [`Profile`] itself does not keep.
        #[derive(Deserialize)]
        struct Places {
            orders: Vec<Spanned<String>>,
        }
        let unreadable = |error: toml::de::Error| FileError::from_toml(path, text, &error);
        let profile: Self = toml::from_str(text).map_err(unreadable)?;
        if profile.orders.iter().any(|id| requirement::order(id).is_none()) {
            let places: Places = toml::from_str(text).map_err(unreadable)?;
            let known = requirement::ORDERS.map(|order| order.id);
            if let Some(wrong) = places.orders.iter().find(|id| !known.contains(&id.get_ref().as_str())) {
                return Err(FileError::at(
                    path,
                    text,
                    wrong.span().start,
                    format!("нет приказа «{}»", wrong.get_ref()),
                )
                .hint(format!("можно: {}", known.join(", "))));
            }
        }
        Ok(Self { id: id.to_owned(), base: id.to_owned(), ..profile })
    }

    /// True when the order of this clause reference («002 3.10(1)») binds.
    pub fn binds(&self, reference: &str) -> bool {
        reference.split(' ').next().is_some_and(|order| self.orders.iter().any(|id| id == order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Profile {
        Profile::named(name).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn all_built_in_profiles_are_read() {
        for name in Profile::names() {
            let profile = named(name);
            assert_eq!(profile.id, name);
            assert!(!profile.title.is_empty() && !profile.orders.is_empty());
        }
        assert!(Profile::named(DEFAULT_PROFILE).is_ok());
    }

    #[test]
    fn common_binds_what_any_profile_binds() {
        let common = named("common");
        for name in Profile::names() {
            let profile = named(name);
            assert!(profile.orders.iter().all(|order| common.orders.contains(order)), "{name}");
            assert!(common.kb_review_days <= profile.kb_review_days || profile.kb_review_days.is_none(), "{name}");
            assert!(common.regnum_first_paragraph.len() >= profile.regnum_first_paragraph.len(), "{name}");
        }
        for clause in ["001 2.7(1)", "002 3.10(1)", "003 4.9(6)", "004 п1 3.6"] {
            assert!(common.binds(clause));
        }
    }

    #[test]
    fn a_profile_binds_its_own_orders_only() {
        let lenobl = named("lenobl");
        assert!(lenobl.binds("004 п1 3.6") && !lenobl.binds("002 3.10(1)") && !lenobl.binds(""));
        assert_eq!(lenobl.executor, Executor::FullNameAndPhone);
        assert_eq!(lenobl.survey_url, Some(SurveyUrl::Exact("https://ag.lenobl.ru/about/polls/141/".into())));
        assert_eq!(named("udmurtia").survey_url, Some(SurveyUrl::Any));
        let kaliningrad = named("kaliningrad");
        assert_eq!(kaliningrad.survey_required_in, SurveyRequired::Nowhere);
        assert_eq!((kaliningrad.survey_url, kaliningrad.ack_within), (None, None));
    }

    #[test]
    fn an_unknown_name_gets_the_known_ones() {
        let error = Profile::named("udmurtiya").expect_err("no such profile");
        assert_eq!(
            error.to_string(),
            "нет профиля «udmurtiya»: возможно, имелось в виду «udmurtia»; \
             можно: common, udmurtia, aptekarsky, lenobl, kaliningrad"
        );
    }

    #[test]
    fn faults_have_a_line_and_a_next_step() {
        let error = |text| Profile::parse("x", "x.toml", text).expect_err("a fault").to_string();
        assert_eq!(
            error("title = \"Т\"\norders = [\"002\",\n  \"005\"]\n"),
            "x.toml:3: нет приказа «005» (можно: 001, 002, 003, 004)"
        );
        assert!(
            error("title = \"Т\"\norders = [\"002\"]\nexecuter = \"none\"\n")
                .starts_with("x.toml:3: неизвестный ключ «executer» (возможно, имелось в виду «executor»")
        );
        assert_eq!(
            error("title = \"Т\"\norders = [\"002\"]\nsurvey_url = \"anny\"\n"),
            "x.toml:3: ссылка на опрос – «any», адрес с «https://» или список сайтов, а не «anny»"
        );
    }
}
