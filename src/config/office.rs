//! The table `[office]`: what an authority fills in on the profile it takes – its names, phones, survey, numbers.

use super::{Place, Set, Settings};
use crate::letter::NumberFormat;
use crate::profile::{DEFAULT_PROFILE, Profile, ProfileError, SurveyUrl};

/// Keys of the table `[office]`.
pub const OFFICE_KEYS: [&str; 5] = ["names", "phone", "appointment-phone", "survey-url", "number-format"];

/// What an office says of itself. Its names stand among the words that are let stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// The phone for questions.
    pub phone: Option<Set<String>>,
    /// The phone for appointments.
    pub appointment_phone: Option<Set<String>>,
    /// The page of the survey.
    pub survey_url: Option<Set<String>>,
    /// A number of a citizen's letter, as the office writes it.
    pub number_format: Option<Set<String>>,
}

/// Another authority, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What letters ask for: «лифты».
    pub topic: String,
    /// Who does it, with a phone or an address.
    pub who: String,
    /// Where it is set.
    pub place: Place,
}

impl Office {
    pub(super) fn lay(&mut self, others: Self) {
        self.phone = others.phone.or(self.phone.take());
        self.appointment_phone = others.appointment_phone.or(self.appointment_phone.take());
        self.survey_url = others.survey_url.or(self.survey_url.take());
        self.number_format = others.number_format.or(self.number_format.take());
    }
}

/// Fewest digits of a phone: short numbers such as 112 and 1450 count.
const LEAST_DIGITS: usize = 3;

/// What is wrong with the value of a key of `[office]` and how it is written; `None` when it is right.
pub fn office_fault(key: &str, value: &str) -> Option<(String, &'static str)> {
    let fault = |what: &str, sample| Some((format!("{key}: «{value}» – не {what}"), sample));
    match key {
        "phone" | "appointment-phone" if value.chars().filter(char::is_ascii_digit).count() < LEAST_DIGITS => {
            fault("телефон", "+7 (4952) 12-34-56")
        }
        "survey-url"
            if !["https://", "http://"]
                .iter()
                .any(|start| value.strip_prefix(start).is_some_and(|rest| rest.contains('.')))
                || value.contains(char::is_whitespace) =>
        {
            fault("адрес страницы", "https://город.рф/opros")
        }
        "number-format" if NumberFormat::of(value).is_none() => fault("номер обращения", "518-ОГ"),
        _ => None,
    }
}

impl Settings {
    /// The profile that these settings make; `named` counts before the one they name.
    ///
    /// # Errors
    /// There is no such profile.
    pub fn profile(&self, named: Option<&str>) -> Result<Profile, ProfileError> {
        let set = self.profile.as_ref().map(|set| &*set.value);
        let mut profile = Profile::named(named.or(set).unwrap_or(DEFAULT_PROFILE))?;
        let value = |set: &Option<Set<String>>| set.as_ref().map(|set| set.value.clone());
        let office = &self.office;
        profile.contact_phone = value(&office.phone);
        profile.appointment_phone = value(&office.appointment_phone).or(profile.appointment_phone);
        profile.survey_url = value(&office.survey_url).map(SurveyUrl::Exact).or(profile.survey_url);
        profile.number_format = value(&office.number_format);
        profile.bodies = self.bodies.iter().map(|body| (body.topic.clone(), body.who.clone())).collect();
        Ok(profile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn an_office_makes_its_own_profile() {
        let text = "profile = \"udmurtia\"\n[office]\nnames = [\"Отдел дворов\"]\nphone = \"(4952) 12-34-00\"\n\
                    appointment-phone = \"(4952) 12-34-11\"\nsurvey-url = \"https://verhne.example/opros\"\n\
                    number-format = \"ОГ/000\"\n";
        let settings = Config::parse("y", text).unwrap().settings;
        let profile = settings.profile(None).unwrap();
        assert_eq!(profile.base, "udmurtia");
        assert_eq!(profile.contact_phone.as_deref(), Some("(4952) 12-34-00"));
        assert_eq!(profile.appointment_phone.as_deref(), Some("(4952) 12-34-11"));
        assert_eq!(profile.survey_url, Some(SurveyUrl::Exact("https://verhne.example/opros".into())));
        assert_eq!(profile.number_format.as_deref(), Some("ОГ/000"));
        assert_eq!(settings.rules.allow[0].text, "Отдел дворов");
        assert_eq!(settings.profile(Some("lenobl")).unwrap().id, "lenobl");
    }

    #[test]
    fn other_bodies_are_known_by_what_they_do() {
        let text = "[bodies]\n\"лифты\" = \"Жилищная инспекция, (4952) 12-34-56\"\n\"ремонт дорог\" = \"Дорожный комитет\"\n\
                    [[paths]]\nfiles = [\"а/*\"]\nbodies = { \"лифты\" = \"Управляющая компания\" }\n";
        let config = Config::parse("y", text).unwrap();
        let mut settings = config.settings.clone();
        settings.lay(config.paths[0].settings.clone());
        let bodies = settings.profile(None).unwrap().bodies;
        let bodies: Vec<(&str, &str)> = bodies.iter().map(|(topic, who)| (&**topic, &**who)).collect();
        assert_eq!(bodies, [("ремонт дорог", "Дорожный комитет"), ("лифты", "Управляющая компания")]);
        for (line, fault) in [
            ("[bodies]\n\"лифты\" = \"\"\n", "y:2: bodies: в строке «лифты = » нужны обе части"),
            ("bodies = 5\n", "y:1: bodies: нужно таблица, а здесь число"),
        ] {
            let errors = Config::parse("y", line).unwrap_err();
            assert!(errors[0].to_string().starts_with(fault), "{}", errors[0]);
        }
    }

    #[test]
    fn a_wrong_value_is_told_with_a_sample() {
        for (line, fault) in [
            ("phone = \"нет\"", "y:2: phone: «нет» – не телефон (пишут так: phone = \"+7 (4952) 12-34-56\")"),
            ("survey-url = \"opros\"", "y:2: survey-url: «opros» – не адрес страницы"),
            (
                "number-format = \"ОГ\"",
                "y:2: number-format: «ОГ» – не номер обращения (пишут так: number-format = \"518-ОГ\")",
            ),
            ("fone = \"1\"", "y:2: неизвестный ключ «fone» (возможно, имелось в виду «phone»"),
        ] {
            let errors = Config::parse("y", &format!("[office]\n{line}\n")).unwrap_err();
            assert!(errors[0].to_string().starts_with(fault), "{}", errors[0]);
        }
    }
}
