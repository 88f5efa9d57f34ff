//! `yasno report`: the quarterly monitoring as a page.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{CheckArgs, Colour, Format, GateArgs, LetterArgs, ReportArgs};
use super::check;
use super::files;
use super::kb;
use super::out::{self, Outcome, Stop};
use crate::engine;
use crate::kb::{LIST_NAME, TOPICS_NAME, Topic, topics};
use crate::monitoring::{Goals, History, Journal, JournalKind, Material, Monitoring, Period, page};
use crate::profile::Severity;
use crate::report::ci::Sheet;
use crate::rules::{self, Subject};
use crate::source;
use crate::workspace::{Configs, io_error, near, put, read_base, text_of};

/// The rule that sets goals.
const RULE: &str = "kb-report";
/// The rule on materials that nobody has looked over.
const REVIEW: &str = "kb-review-overdue";
/// Days until a material must be looked over again, where the orders in force say nothing.
const QUARTER: i64 = 92;
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
    let feedback = journal(JournalKind::Feedback);
    if !faults.is_empty() {
        // Figures of half a journal would be wrong.
        faults.iter().for_each(|fault| out::error(fault));
        return Ok(Outcome::Failed);
    }
    let kept = options.history.clone().unwrap_or_else(|| beside.join(HISTORY));
    let history = history(&kept).map_err(Stop::Failed)?;
    let has_journals = [&letters, &calls, &feedback].into_iter().any(Option::is_some);
    let found = found(options, today, has_journals)?;
    let monitoring = Monitoring {
        period,
        today,
        letters,
        calls,
        feedback,
        topics: found.topics,
        services: found.services,
        materials: found.materials,
        review_days: held.review_days,
        goals: held.goals,
        history,
    };
    let missed = monitoring.missed_goals();
    write(options, &monitoring)?;
    if let Some(history) = monitoring.kept().filter(|_| !options.no_history) {
        put(&kept, history.to_text().as_bytes()).map_err(|error| Stop::Failed(format!("{}: {error}", near(&kept))))?;
    }
    let goals = if missed.is_empty() || !held.fails { Outcome::Clean } else { Outcome::Findings };
    Ok(if found.outcome == Outcome::Failed { found.outcome } else { goals })
}

/// What lies in the folder.
struct Content {
    materials: Vec<Material>,
    topics: Option<Vec<Topic>>,
    services: Vec<String>,
    outcome: Outcome,
}

/// Checks the folder: as a knowledge base if it is one, else letter by letter.
fn found(options: &ReportArgs, today: Date, has_journals: bool) -> Result<Content, Stop> {
    let folder = &options.folder;
    let material = |sheet: &Sheet| Material::of(sheet, inside(folder, sheet));
    if folder.join(LIST_NAME).is_file() {
        let files = read_base(folder).map_err(Stop::Failed)?;
        let place = kb::Place { folder: folder.clone(), today };
        let gather = |configs: &mut Configs| place.gather_from(&files, configs);
        let (sheets, outcome) = check::sheets_on(&check_args(options), gather)?;
        let base = files.base;
        let in_base = |material: Material| match base.items.iter().find(|item| item.path == material.path) {
            Some(item) => material.in_base(&base, item),
            None => material,
        };
        let materials = sheets.iter().map(material).map(in_base).collect();
        let services = base.list.functions.iter().map(|function| function.name.text.clone()).collect();
        return Ok(Content { materials, services, topics: base.topics, outcome });
    }
    let letters = files::find(std::slice::from_ref(folder), None);
    let (sheets, outcome) = match letters.inputs.is_empty() && letters.errors.len() == 1 && has_journals {
        // An office that has no templates yet is told so in the report.
        true => (Vec::new(), Outcome::Clean),
        false => check::sheets(&check_args(options))?,
    };
    let path = folder.join(TOPICS_NAME);
    let listed = path.is_file().then(|| {
        let text = text(&path)?;
        topics(&near(&path), &text).map_err(|error| error.to_string())
    });
    let topics = listed.transpose().map_err(Stop::Failed)?;
    Ok(Content { materials: sheets.iter().map(material).collect(), topics, services: Vec::new(), outcome })
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
    /// Days after which a material must be looked over again.
    review_days: i64,
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
        let told = |error: crate::data::FileError| error.to_string();
        let rules = rules::settings(Subject::Report, &profile, &changes).map_err(told)?;
        let rule = rules.iter().find(|rule| *rule.id == *RULE);
        let goals = rule
            .map(|rule| Goals { share: rule.params.number("min-share", 90), days: rule.params.number("max-days", 30) });
        let fails = rule.is_some_and(|rule| engine::fails(rule.severity, fail_on));
        // As `yasno kb check` counts them.
        let base = rules::settings(Subject::Base, &profile, &changes).map_err(told)?;
        let review = base.iter().find(|rule| *rule.id == *REVIEW);
        let number = |name, default| review.map_or(0, |rule| rule.params.number(name, default)) as i64;
        let set = Some(number("days", 0)).filter(|days| *days > 0);
        let days = set.or(profile.kb_review_days.map(i64::from)).unwrap_or(QUARTER);
        Ok(Self { review_days: days + number("grace_days", 0), goals, fails })
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
    let text = text(path).map_err(|error| vec![error])?;
    let journal = Journal::parse(kind, &name, &text, today);
    journal.map(Some).map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

/// The text of a table.
fn text(path: &Path) -> Result<String, String> {
    let name = near(path);
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: {}", io_error(&error)))?;
    source::decode(bytes).map_err(|_| {
        format!("{name}: это не таблица CSV. В Excel выберите «Сохранить как» → «CSV UTF-8 (разделители – запятые)»")
    })
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
        gate: GateArgs {
            // One of those that have sheets; nothing is printed.
            format: Format::Html,
            fail_on: options.fail_on,
            max_warnings: None,
            baseline: None,
            changed_since: None,
            cache: options.cache,
            color: Colour::Never,
            jobs: None,
            quiet: true,
        },
        stdin_name: None,
        profile_rules: false,
        register: None,
    }
}

/// The path of a checked file from the folder on.
fn inside(folder: &Path, sheet: &Sheet) -> String {
    let folder = near(folder).replace(std::path::MAIN_SEPARATOR, "/");
    let folder = folder.strip_prefix("./").unwrap_or(&folder).trim_end_matches('/');
    let rest = sheet.path.strip_prefix(folder).map_or(sheet.path.as_str(), |rest| rest.trim_start_matches('/'));
    rest.to_owned()
}
