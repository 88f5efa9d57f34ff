//! `yasno report`: the quarterly monitoring as a page.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{CheckArgs, Colour, Format, LetterArgs, ReportArgs};
use super::check;
use super::files;
use super::out::{self, Outcome, Stop};
use crate::engine;
use crate::monitoring::{Goals, History, Journal, JournalKind, Material, Monitoring, Period, page};
use crate::profile::{Profile, Severity};
use crate::report::ci::Sheet;
use crate::rules;
use crate::source;
use crate::workspace::{Configs, io_error, near, put, text_of};

/// The rule that sets goals.
const RULE: &str = "kb-report";
/// Days until a material must be looked over again, where the orders in force say nothing.
const QUARTER: u32 = 92;
const HISTORY: &str = "yasno-history.json";

/// Runs the command.
pub(super) fn run(options: &ReportArgs) -> Result<Outcome, Stop> {
    let folder = &options.folder;
    if !folder.is_dir() {
        let why = if folder.exists() { "это не папка" } else { "нет такой папки" };
        return Err(Stop::Failed(format!("{}: {why}. Назовите папку с шаблонами и журналами", folder.display())));
    }
    let today = options.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let period = period(options, today).map_err(Stop::Failed)?;
    let held = Held::of(options).map_err(Stop::Failed)?;
    let beside = options.journals.as_deref().unwrap_or(folder);
    let mut faults = Vec::new();
    let mut journal = |kind| {
        journal(beside, kind, today).unwrap_or_else(|told| {
            faults.extend(told);
            None
        })
    };
    let (letters, calls) = (journal(JournalKind::Letters), journal(JournalKind::Calls));
    let (feedback, topics) = (journal(JournalKind::Feedback), journal(JournalKind::Topics));
    if !faults.is_empty() {
        // Figures of half a journal would be wrong.
        faults.iter().for_each(|fault| out::error(fault));
        return Ok(Outcome::Failed);
    }
    let kept = options.history.clone().unwrap_or_else(|| beside.join(HISTORY));
    let history = history(&kept).map_err(Stop::Failed)?;
    let journals = [&letters, &calls, &feedback, &topics].into_iter().any(Option::is_some);
    let found = files::find(std::slice::from_ref(folder), None);
    let (sheets, checked) = match found.inputs.is_empty() && found.errors.len() == 1 && journals {
        // An office that has no templates yet is told so in the report.
        true => (Vec::new(), Outcome::Clean),
        false => check::sheets(&check_args(options))?,
    };
    let monitoring = Monitoring {
        period,
        today,
        letters,
        calls,
        feedback,
        topics,
        materials: sheets.iter().map(|sheet| Material::of(sheet, inside(folder, sheet))).collect(),
        review_days: held.profile.kb_review_days.unwrap_or(QUARTER).into(),
        goals: held.goals,
        history,
    };
    let missed = monitoring.missed_goals();
    write(options, &monitoring)?;
    if let Some(history) = monitoring.kept().filter(|_| !options.no_history) {
        put(&kept, history.to_text().as_bytes()).map_err(|error| Stop::Failed(format!("{}: {error}", near(&kept))))?;
    }
    let goals = if missed.is_empty() || !held.fails { Outcome::Clean } else { Outcome::Findings };
    Ok(if checked == Outcome::Failed { checked } else { goals })
}

fn write(options: &ReportArgs, monitoring: &Monitoring) -> Result<(), Stop> {
    let text = page(monitoring);
    let path = match &options.output {
        Some(path) if path.as_os_str() == "-" => return out::print(&text).map(drop),
        Some(path) => path.clone(),
        None => PathBuf::from(format!("yasno-report-{}.html", monitoring.period.file_name())),
    };
    put(&path, text.as_bytes()).map_err(|error| Stop::Failed(format!("{}: {error}", near(&path))))?;
    out::note(&format!("{}: отчёт готов. Откройте его в браузере", near(&path)));
    Ok(())
}

fn period(options: &ReportArgs, today: Date) -> Result<Period, String> {
    let period = match (options.quarter, options.from, options.to) {
        (Some(quarter), ..) => quarter,
        (None, Some(from), Some(to)) => Period::between(from, to)
            .ok_or_else(|| format!("--from {from} позже, чем --to {to}. Поменяйте дни местами"))?,
        _ => Period::last_quarter(today),
    };
    if period.from > today {
        return Err(format!("{period} ещё не начался. Назовите период, который уже идёт или закончился"));
    }
    Ok(period)
}

/// What holds for the folder.
struct Held {
    profile: Profile,
    goals: Option<Goals>,
    /// True when a goal that is missed counts.
    fails: bool,
}

impl Held {
    fn of(options: &ReportArgs) -> Result<Self, String> {
        let mut configs = Configs::new(options.rules.choice(options.fail_on));
        let number = configs.below(&options.folder);
        let (profile, changes) = configs.profile(number).map_err(|errors| errors.join("\n"))?;
        let settings = configs.settings(number).map_err(|errors| errors.join("\n"))?;
        let fail_on = options.fail_on.or(settings.fail_on.map(|set| set.value)).unwrap_or(Severity::Warning);
        let rule = rules::in_force(RULE, &profile, &changes).map_err(|error| error.to_string())?;
        let goals = rule
            .as_ref()
            .map(|(_, params)| Goals { share: params.number("min-share", 90), days: params.number("max-days", 30) });
        Ok(Self { profile, goals, fails: rule.is_some_and(|(severity, _)| engine::fails(severity, fail_on)) })
    }
}

/// The journal of a kind, if its file is there.
fn journal(folder: &Path, kind: JournalKind, today: Date) -> Result<Option<Journal>, Vec<String>> {
    let paths = kind.files().map(|name| folder.join(name));
    let found: Vec<&PathBuf> = paths.iter().filter(|path| path.is_file()).collect();
    let path = match found[..] {
        [] => return Ok(None),
        [path] => path,
        _ => {
            let both: Vec<String> = found.iter().map(|path| near(path)).collect();
            return Err(vec![format!("{}: два журнала об одном. Оставьте один", both.join(", "))]);
        }
    };
    let name = near(path);
    let bytes = std::fs::read(path).map_err(|error| vec![format!("{name}: {}", io_error(&error))])?;
    let Ok(text) = source::decode(bytes) else {
        return Err(vec![format!(
            "{name}: это не таблица CSV. В Excel выберите «Сохранить как» → «CSV UTF-8 (разделители – запятые)»"
        )]);
    };
    let journal = Journal::parse(kind, &name, &text, today);
    journal.map(Some).map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

fn history(path: &Path) -> Result<History, String> {
    if !path.exists() {
        // The first report. A folder that is not there would stop the writing only after all the work.
        return match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) if !folder.is_dir() => Err(format!("{}: нет такой папки", near(folder))),
            _ => Ok(History::default()),
        };
    }
    let name = near(path);
    let text = text_of(path).map_err(|error| format!("{name}: {error}"))?;
    History::parse(&text).map_err(|error| format!("{name}: {error}"))
}

fn check_args(options: &ReportArgs) -> CheckArgs {
    CheckArgs {
        paths: vec![options.folder.clone()],
        rules: options.rules.clone(),
        letter: LetterArgs::default(),
        // One of those that have sheets; nothing is printed.
        format: Format::Html,
        fail_on: options.fail_on,
        max_warnings: None,
        baseline: None,
        changed_since: None,
        cache: options.cache,
        stdin_name: None,
        color: Colour::Never,
        jobs: None,
        quiet: true,
        profile_rules: false,
    }
}

/// The path of a checked file from the folder on.
fn inside(folder: &Path, sheet: &Sheet) -> String {
    let folder = near(folder).replace(std::path::MAIN_SEPARATOR, "/");
    let folder = folder.strip_prefix("./").unwrap_or(&folder).trim_end_matches('/');
    let rest = sheet.path.strip_prefix(folder).map_or(sheet.path.as_str(), |rest| rest.trim_start_matches('/'));
    rest.to_owned()
}
