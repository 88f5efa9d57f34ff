//! `yasno register`: registers of points of contact are checked, and an empty form is written.

use std::path::Path;

use super::args::{CheckArgs, LetterArgs, RegisterArgs, RegisterCheckArgs, RegisterCommand, RegisterNewArgs};
use super::check;
use super::input::Input;
use super::out::{Outcome, Stop};
use crate::document::Document;
use crate::engine::{Note, Report, present};
use crate::language::Date;
use crate::register::{Knowledge, Options, Register, figures, form};
use crate::rules::Subject;
use crate::source::read_table;
use crate::workspace::{InForce, near, write_new};

/// The order on registers.
const ORDER: &str = "001";

/// What a check of registers needs besides the files.
#[derive(Clone, Debug)]
pub(super) struct RegisterJob {
    known: Knowledge,
    today: Date,
    extract: bool,
    draft: bool,
    /// The register as it was approved.
    old: Option<Register>,
}

/// Runs the command.
pub(super) fn run(options: RegisterArgs) -> Result<Outcome, Stop> {
    match options.command {
        RegisterCommand::Check(options) => check(options),
        RegisterCommand::New(options) => new(&options),
    }
}

fn knowledge() -> Result<Knowledge, Stop> {
    Knowledge::load().map_err(|error| Stop::Failed(error.to_string()))
}

fn check(options: RegisterCheckArgs) -> Result<Outcome, Stop> {
    if let Some(folder) = options.paths.iter().find(|path| path.is_dir()) {
        return Err(Stop::Failed(format!("{}: это папка. Укажите файл с перечнем", near(folder))));
    }
    let known = knowledge()?;
    let old = match &options.since {
        None => None,
        Some(path) => {
            let failed = |error| Stop::Failed(format!("{}: {error}", near(path)));
            Some(read(&Input::file(path.clone()), &known).map_err(failed)?.1)
        }
    };
    let today = options.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let job = RegisterJob { known, today, extract: options.extract, draft: options.draft, old };
    check::run(&CheckArgs {
        paths: options.paths,
        rules: options.rules,
        letter: LetterArgs::default(),
        gate: options.gate,
        stdin_name: None,
        profile_rules: false,
        register: Some(job),
    })
}

fn read(input: &Input, known: &Knowledge) -> Result<(Document, Register), String> {
    let document = read_table(input.bytes()?, &input.name).map_err(|error| error.to_string())?;
    match Register::of(&document, &known.fields, &known.values, false) {
        Some(register) => Ok((document, register)),
        None => Err("в файле нет таблицы перечня. Нужны столбцы «Функция», «Точка взаимодействия», «Тип точки», \
                     «Потребности»; пустую форму создаст yasno register new"
            .to_owned()),
    }
}

impl RegisterJob {
    /// Checks one register.
    pub(super) fn check(&self, input: &Input, rules: &InForce) -> Result<(Document, Report), String> {
        let (document, register) = read(input, &self.known)?;
        let options = Options {
            today: self.today,
            extract: self.extract,
            draft: self.draft,
            part: false,
            old: self.old.as_ref(),
        };
        let ruleset = &rules.ruleset;
        let found = crate::register::check(&document, &register, &self.known, ruleset, &options);
        let mut report = present(&document, ruleset, Subject::Register, &found);
        report.about = Some(figures(&register, &self.known));
        if !ruleset.profile.binds(ORDER) {
            let message = format!(
                "в профиле «{}» нет порядка ведения перечня, поэтому часть правил не действует. Полная проверка: \
                 yasno register check --profile kaliningrad",
                ruleset.profile.id
            );
            report.notes.push(Note { message, span: None });
        }
        Ok((document, report))
    }
}

fn new(options: &RegisterNewArgs) -> Result<Outcome, Stop> {
    let path: &Path = &options.output;
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(Stop::Failed(format!("{}: форма записывается в файл .xlsx, назовите его так", near(path))));
    }
    let bytes = form::blank(&knowledge()?).map_err(|error| Stop::Failed(format!("форма не создана: {error}")))?;
    write_new(path, &bytes).map_err(Stop::Failed)?;
    super::out::note(&format!("создана форма {}. Заполните её и проверьте: yasno register check \"{0}\"", near(path)));
    Ok(Outcome::Clean)
}
