//! `yasno init`: the settings of an office, asked for or given by options, into `yasno.toml`.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::args::InitArgs;
use super::out::{self, Outcome, Stop};
use crate::config::{Config, FILE_NAME, office_fault};
use crate::profile::{DEFAULT_PROFILE, Profile, SurveyUrl};
use crate::workspace::edit::rewrite;
use crate::workspace::{near, overwrite, text_of, write_new};

/// What may be set, in the order it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Answers {
    profile: Option<String>,
    names: Vec<String>,
    phone: Option<String>,
    appointment_phone: Option<String>,
    survey_url: Option<String>,
    number_format: Option<String>,
    max_words: Option<u32>,
    fail_on: Option<String>,
}

/// Runs the command.
pub(super) fn run(options: &InitArgs) -> Result<Outcome, Stop> {
    let mut answers = Answers {
        profile: options.profile.clone(),
        names: options.names.clone(),
        phone: options.phone.clone(),
        appointment_phone: options.appointment_phone.clone(),
        survey_url: options.survey_url.clone(),
        number_format: options.number_format.clone(),
        max_words: options.max_words,
        fail_on: options.fail_on.map(|severity| severity.as_str().to_owned()),
    };
    for (key, value) in answers.office() {
        if let Some((problem, sample)) = value.and_then(|value| office_fault(key, value)) {
            return Err(Stop::Failed(format!("--{problem}. Пишут так: --{key} \"{sample}\"")));
        }
    }
    let path = PathBuf::from(FILE_NAME);
    let old = match path.exists() {
        true => Some(text_of(&path).map_err(|error| Stop::Failed(format!("{FILE_NAME}: {error}")))?),
        false => None,
    };
    let body = old.as_deref().unwrap_or_default().trim_start_matches('\u{feff}');
    let known = Config::parse(FILE_NAME, body).map_err(|errors| {
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Stop::Failed(format!("{}\nисправьте файл, затем повторите yasno init", told.join("\n")))
    })?;
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if !options.yes && terminal {
        let set = known.settings.profile.as_ref().map(|set| set.value.as_str());
        ask(&mut answers, set, &mut std::io::stdin().lock(), &mut std::io::stderr().lock())
            .map_err(|error| Stop::Failed(format!("ответы не прочитаны: {error}")))?;
    } else if !options.yes && answers == Answers::default() {
        return Err(Stop::Failed(
            "спросить не у кого: это не терминал. Укажите ответы сами, например: yasno init --profile udmurtia --phone \
             \"(4952) 12-34-56\" --survey-url https://город.рф/opros. Все параметры: yasno init --help. Записать обычные \
             значения: yasno init --yes"
                .to_owned(),
        ));
    }
    if old.is_none() && answers.profile.is_none() {
        answers.profile = Some(DEFAULT_PROFILE.to_owned());
    }
    let new = answers.written(body).ok_or_else(|| {
        Stop::Failed(format!("{FILE_NAME}: таблица [office] или [rules] записана необычно, допишите её сами"))
    })?;
    Config::parse(FILE_NAME, &new).map_err(|_| Stop::Failed(format!("{FILE_NAME}: файл не разобран")))?;
    let written = match &old {
        None => write_new(&path, new.as_bytes()),
        Some(_) if new == body => Ok(()),
        Some(_) => overwrite(&path, new.as_bytes()),
    };
    written.map_err(|error| Stop::Failed(format!("{FILE_NAME}: {error}")))?;
    let done = match &old {
        None => "новый файл",
        Some(_) if new == body => "не изменён",
        Some(_) => "дополнен",
    };
    out::print(&format!(
        "{} ({done})\n\n{new}\nЧто действует для писем: yasno config. Проверить письма: yasno check ПАПКА\n",
        near(&path)
    ))
}

impl Answers {
    fn office(&self) -> [(&'static str, Option<&str>); 4] {
        [
            ("phone", self.phone.as_deref()),
            ("appointment-phone", self.appointment_phone.as_deref()),
            ("survey-url", self.survey_url.as_deref()),
            ("number-format", self.number_format.as_deref()),
        ]
    }

    /// The file with these answers set and all else as it was; `None` when something else stands in their place.
    fn written(&self, old: &str) -> Option<String> {
        let (done, new) = rewrite(old, |document| self.set_in(document))?;
        done.map(|()| new)
    }

    fn set_in(&self, document: &mut DocumentMut) -> Option<()> {
        let heads = [("profile", &self.profile), ("fail-on", &self.fail_on)];
        for (key, value) in heads.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?))) {
            set(document.as_table_mut(), key, Value::from(value))?;
        }
        if !self.names.is_empty() || self.office().iter().any(|(_, value)| value.is_some()) {
            let office = document.entry("office").or_insert_with(|| Item::Table(Table::new())).as_table_mut()?;
            if !self.names.is_empty() {
                let names = office.entry("names").or_insert_with(|| Item::Value(Value::Array(Array::new())));
                let names = names.as_array_mut()?;
                for name in &self.names {
                    if !names.iter().any(|known| known.as_str() == Some(name)) {
                        names.push(name);
                    }
                }
            }
            for (key, value) in self.office() {
                if let Some(value) = value {
                    set(office, key, Value::from(value))?;
                }
            }
        }
        if let Some(max) = self.max_words {
            let implicit = || {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            };
            let rules = document.entry("rules").or_insert_with(implicit).as_table_mut()?;
            let rule = rules.entry("sentence-too-long").or_insert_with(|| Item::Table(Table::new())).as_table_mut()?;
            set(rule, "max", Value::from(i64::from(max)))?;
        }
        Some(())
    }
}

/// Sets a key; a remark behind the value before stays.
fn set(table: &mut Table, key: &str, new: Value) -> Option<()> {
    match table.get_mut(key) {
        Some(item) => {
            let value = item.as_value_mut()?;
            let decor = value.decor().clone();
            *value = new;
            *value.decor_mut() = decor;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
    Some(())
}

/// Asks for what no option gave. An empty answer leaves things as they are; a wrong one is asked for again.
fn ask(
    answers: &mut Answers,
    set: Option<&str>,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> std::io::Result<()> {
    writeln!(output, "Ответьте на несколько вопросов. Пустая строка – оставить как есть.\n")?;
    if answers.profile.is_none() {
        for name in Profile::names() {
            let title = Profile::named(name).map(|profile| profile.title).unwrap_or_default();
            writeln!(output, "  {name:<12} {title}")?;
        }
        let usual = set.unwrap_or(DEFAULT_PROFILE);
        answers.profile = line(&format!("Профиль [{usual}]: "), input, output, |name| {
            let known: Vec<&str> = Profile::names().collect();
            (!known.contains(&name)).then(|| format!("нет такого профиля; есть {}", known.join(", ")))
        })?;
    }
    if answers.names.is_empty() {
        let question = "Название ведомства и отделов, через точку с запятой: ";
        let names = line(question, input, output, |_| None)?.unwrap_or_default();
        answers.names = names.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    }
    let profile = Profile::named(answers.profile.as_deref().or(set).unwrap_or(DEFAULT_PROFILE)).unwrap_or_default();
    let told = |key: &'static str| {
        move |value: &str| office_fault(key, value).map(|(problem, sample)| format!("{problem}. Пишут так: {sample}"))
    };
    if answers.phone.is_none() {
        let question = "Телефон для вопросов, например (4952) 12-34-56: ";
        answers.phone = line(question, input, output, told("phone"))?;
    }
    // What the order itself names is not asked for.
    if answers.appointment_phone.is_none() && profile.appointment_phone.is_none() {
        let question = "Телефон для записи на приём: ";
        answers.appointment_phone = line(question, input, output, told("appointment-phone"))?;
    }
    if answers.survey_url.is_none() && !matches!(profile.survey_url, None | Some(SurveyUrl::Exact(_))) {
        let question = "Адрес опроса о качестве ответа, например https://город.рф/opros: ";
        answers.survey_url = line(question, input, output, told("survey-url"))?;
    }
    if answers.number_format.is_none() {
        let question = "Как выглядит номер обращения, например 518-ОГ: ";
        answers.number_format = line(question, input, output, told("number-format"))?;
    }
    if answers.max_words.is_none() {
        let question = "Сколько слов может быть в предложении [как в приказе]: ";
        let number = |text: &str| text.parse::<u32>().ok().filter(|words| WORDS.contains(words));
        let fault = |text: &str| number(text).is_none().then(|| "нужно число от 5 до 60".to_owned());
        answers.max_words = line(question, input, output, fault)?.as_deref().and_then(number);
    }
    Ok(())
}

/// Lengths of sentences that make sense as a limit.
pub(super) const WORDS: std::ops::RangeInclusive<u32> = 5..=60;

/// One answer; at the end of the input all that is left stays as it is.
fn line(
    question: &str,
    input: &mut impl BufRead,
    output: &mut impl Write,
    fault: impl Fn(&str) -> Option<String>,
) -> std::io::Result<Option<String>> {
    loop {
        write!(output, "{question}")?;
        output.flush()?;
        let mut text = String::new();
        if input.read_line(&mut text)? == 0 || text.trim().is_empty() {
            return Ok(None);
        }
        match fault(text.trim()) {
            Some(fault) => writeln!(output, "  {fault}")?,
            None => return Ok(Some(text.trim().to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(text: &str) -> (Answers, String) {
        let (mut answers, mut output) = (Answers::default(), Vec::new());
        ask(&mut answers, None, &mut text.as_bytes(), &mut output).unwrap();
        (answers, String::from_utf8(output).unwrap())
    }

    #[test]
    fn answers_become_settings() {
        let (answers, output) = answered(
            "udmurt\nudmurtia\nОтдел дворов; Комитет\n123\nнет\n(4952) 12-34-56\nhttps://verhne.example/opros\n518-ОГ\n20\n",
        );
        assert!(output.contains("нет такого профиля"), "{output}");
        assert_eq!(answers.names, ["Отдел дворов", "Комитет"]);
        assert_eq!(answers.phone.as_deref(), Some("123"));
        assert_eq!(answers.survey_url.as_deref(), Some("https://verhne.example/opros"));
        assert_eq!((answers.number_format.as_deref(), answers.max_words), (Some("518-ОГ"), Some(20)));
        // The order of Udmurtia names the phone for appointments.
        assert!(!output.contains("записи на приём"), "{output}");
        assert!(output.contains("survey-url: «нет» – не адрес страницы"), "{output}");
    }

    #[test]
    fn empty_answers_change_nothing() {
        let (answers, _) = answered("\n\n\n\n\n\n\n");
        assert_eq!(answers, Answers::default());
        assert_eq!(answered("").0, Answers::default());
        let old = "# наш отдел\nprofile = \"lenobl\" # область\n";
        assert_eq!(answers.written(old).as_deref(), Some(old));
    }

    #[test]
    fn remarks_alone_stay_above() {
        let old = "# Настройки нашего отдела.\n# Спросить: отдел писем.\n";
        assert_eq!(Answers::default().written(old).as_deref(), Some(old));
        let answers = Answers {
            profile: Some("lenobl".to_owned()),
            phone: Some("(4952) 12-34-56".to_owned()),
            ..Answers::default()
        };
        let new = "# Настройки нашего отдела.\n# Спросить: отдел писем.\n\nprofile = \"lenobl\"\n\n[office]\nphone = \
                   \"(4952) 12-34-56\"\n";
        assert_eq!(answers.written(old).as_deref(), Some(new));
    }

    #[test]
    fn the_rest_of_the_file_stays() {
        let old = "# наш отдел\nprofile = \"lenobl\" # область\n\n[words]\nallow = [\"УЖКХ\"]\n";
        let answers = Answers {
            profile: Some("udmurtia".to_owned()),
            names: vec!["Отдел дворов".to_owned()],
            phone: Some("(4952) 12-34-56".to_owned()),
            max_words: Some(20),
            ..Answers::default()
        };
        let new = answers.written(old).unwrap();
        assert!(
            new.starts_with("# наш отдел\nprofile = \"udmurtia\" # область\n\n[words]\nallow = [\"УЖКХ\"]\n"),
            "{new}"
        );
        assert!(new.contains("[office]\nnames = [\"Отдел дворов\"]\nphone = \"(4952) 12-34-56\"\n"), "{new}");
        assert!(new.contains("[rules.sentence-too-long]\nmax = 20\n"), "{new}");
        assert_eq!(answers.written(&new), Some(new));
    }
}
