//! The commands on what an office keeps: `register`, `kb`, `report`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values::{day, quarter, severity};
use super::{GateArgs, OPTIONS, RuleArgs, WHAT};
use crate::language::Date;
use crate::monitoring::Period;
use crate::profile::Severity;

#[derive(Debug, Args)]
pub(in crate::cli) struct RegisterArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: RegisterCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RegisterCommand {
    /// Проверить перечень
    Check(RegisterCheckArgs),
    /// Создать пустую форму перечня в Excel
    New(RegisterNewArgs),
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno register check [ПАРАМЕТРЫ] ФАЙЛ…", next_help_heading = OPTIONS)]
#[command(after_help = "Читаются файлы .xlsx, .csv, .docx, .odt и .md. Столбцы узнаются по названиям.\n\
    Коды завершения: 0 – замечаний нет, 1 – есть замечания, 2 – что-то не удалось проверить.")]
pub(in crate::cli) struct RegisterCheckArgs {
    /// Файлы с перечнем
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Показать изменения против утверждённого перечня из этого файла
    #[arg(long, value_name = "ФАЙЛ")]
    pub(in crate::cli) since: Option<PathBuf>,
    /// Это выписка: часть точек, остального может не быть
    #[arg(long)]
    pub(in crate::cli) extract: bool,
    /// Это проект: приказа об утверждении ещё нет
    #[arg(long)]
    pub(in crate::cli) draft: bool,
    /// День проверки вместо сегодняшнего
    #[arg(long, value_name = "ДАТА", hide = true, value_parser = day)]
    pub(in crate::cli) today: Option<Date>,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) gate: GateArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno register new [ПАРАМЕТРЫ]", next_help_heading = OPTIONS)]
pub(in crate::cli) struct RegisterNewArgs {
    /// Куда записать форму; файл, который уже есть, не меняется
    #[arg(short, long, value_name = "ФАЙЛ", default_value = "перечень.xlsx", hide_default_value = true)]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno kb КОМАНДА …")]
pub(in crate::cli) struct KbArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: KbCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum KbCommand {
    /// Проверить базу знаний: есть ли всё нужное, не устарело ли оно, нет ли ошибок в письмах и скриптах
    Check(KbCheckArgs),
    /// Записать старые замечания базы, чтобы дальше видеть только новые
    Baseline(KbBaselineArgs),
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno kb check [ПАРАМЕТРЫ] [ПАПКА]", next_help_heading = OPTIONS)]
#[command(
    after_help = "В папке базы лежит файл kb.toml со списком функций ведомства, остальное – шаблоны, скрипты, страницы \
    услуг и контакты.\nКоды завершения: 0 – замечаний нет, 1 – есть замечания, 2 – что-то не удалось проверить."
)]
pub(in crate::cli) struct KbCheckArgs {
    /// Папка базы знаний; обычно текущая
    #[arg(value_name = "ПАПКА", help_heading = WHAT)]
    pub(in crate::cli) folder: Option<PathBuf>,
    /// Какой день считать сегодняшним: 2026-11-21
    #[arg(long, value_name = "ДАТА", value_parser = day)]
    pub(in crate::cli) today: Option<Date>,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) gate: GateArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno kb baseline [ПАРАМЕТРЫ] [ПАПКА]", next_help_heading = OPTIONS)]
#[command(after_help = "Потом: yasno kb check --baseline yasno-baseline.json ПАПКА покажет только новые замечания.")]
pub(in crate::cli) struct KbBaselineArgs {
    /// Папка базы знаний; обычно текущая
    #[arg(value_name = "ПАПКА", help_heading = WHAT)]
    pub(in crate::cli) folder: Option<PathBuf>,
    /// Какой день считать сегодняшним: 2026-11-21
    #[arg(long, value_name = "ДАТА", value_parser = day)]
    pub(in crate::cli) today: Option<Date>,
    /// Куда записать; прежний файл заменяется
    #[arg(short, long, value_name = "ФАЙЛ", default_value = "yasno-baseline.json", hide_default_value = true)]
    pub(in crate::cli) output: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno report [ПАРАМЕТРЫ] ПАПКА", next_help_heading = OPTIONS)]
#[command(
    after_help = "В папке лежат шаблоны и скрипты, а рядом с ними – журналы letters.csv, calls.csv, feedback.csv и список тем \
    topics.csv. Чего нет, о том в отчёте сказано «нет данных».\nИмена, адреса и тексты из журналов программа не читает.\n\
    Коды завершения: 0 – отчёт готов, 1 – отчёт готов, но цели приказа не выполнены, 2 – что-то не удалось."
)]
pub(in crate::cli) struct ReportArgs {
    /// Папка с шаблонами и скриптами
    #[arg(value_name = "ПАПКА", required = true, help_heading = WHAT)]
    pub(in crate::cli) folder: PathBuf,
    /// Квартал, например 2026-3; обычно последний, который закончился
    #[arg(long, value_name = "КВАРТАЛ", value_parser = quarter, conflicts_with_all = ["from", "to"])]
    pub(in crate::cli) quarter: Option<Period>,
    /// Первый день вместо квартала: 2026-07-01
    #[arg(long, value_name = "ДЕНЬ", value_parser = day, requires = "to")]
    pub(in crate::cli) from: Option<Date>,
    /// Последний день вместо квартала
    #[arg(long, value_name = "ДЕНЬ", value_parser = day, requires = "from")]
    pub(in crate::cli) to: Option<Date>,
    /// Папка с журналами, если они лежат не рядом с шаблонами
    #[arg(long, value_name = "ПАПКА")]
    pub(in crate::cli) journals: Option<PathBuf>,
    /// Куда записать отчёт; обычно yasno-report-КВАРТАЛ.html в текущую папку; «-» – в стандартный вывод
    #[arg(short, long, value_name = "ФАЙЛ")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Файл с числами прежних отчётов; обычно yasno-history.json рядом с журналами
    #[arg(long, value_name = "ФАЙЛ")]
    pub(in crate::cli) history: Option<PathBuf>,
    /// Не записывать числа этого отчёта в историю
    #[arg(long)]
    pub(in crate::cli) no_history: bool,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// С какой строгости замечание считается: error, warning, hint; обычно warning
    #[arg(long, value_name = "СТРОГОСТЬ", value_parser = severity)]
    pub(in crate::cli) fail_on: Option<Severity>,
    /// Не проверять заново файлы, которые не менялись
    #[arg(long)]
    pub(in crate::cli) cache: bool,
    /// День, за который делается отчёт, вместо сегодняшнего: для проверки программы
    #[arg(long, value_name = "ДЕНЬ", value_parser = day, hide = true)]
    pub(in crate::cli) today: Option<Date>,
}
