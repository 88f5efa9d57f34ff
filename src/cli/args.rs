//! The arguments, as typed. Help, completions and the man page are made from these.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::register::RegisterJob;
use crate::data::suggest;
use crate::language::Date;
use crate::letter::Declared;
use crate::monitoring::Period;
use crate::profile::{Profile, Severity};
use crate::report::ci::Style;
use crate::workspace::Choice;

const TEMPLATE: &str = "{about-with-newline}\nИспользование: {usage}\n\n{all-args}{after-help}\n";
const OPTIONS: &str = "Параметры";
const WHAT: &str = "Что указать";

/// Проверяет письма гражданам на понятный язык: слова, предложения, части письма.
#[derive(Debug, Parser)]
#[command(name = "yasno", version, next_help_heading = OPTIONS)]
#[command(override_usage = "yasno КОМАНДА …")]
#[command(after_help = "Примеры:\n  yasno check письмо.docx      проверить письмо\n  yasno check папка            \
    проверить все письма в папке\n  yasno fix письмо.md          показать исправления\n\n\
    Коды завершения: 0 – замечаний нет, 1 – есть замечания, 2 – что-то не удалось.\n\
    Программа работает без сети: письма никуда не отправляются.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Показать лицензии программы и словарей
    #[arg(long)]
    pub(super) licenses: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Проверить письма
    Check(CheckArgs),
    /// Проверить базу знаний: шаблоны, скрипты, контакты
    Kb(KbArgs),
    /// Записать старые замечания, чтобы дальше видеть только новые
    Baseline(BaselineArgs),
    /// Сделать отчёт за квартал: письма, звонки, шаблоны и скрипты
    Report(ReportArgs),
    /// Внести исправления, которые не требуют выбора
    Fix(FixArgs),
    /// Поставить замечания примечаниями в документ Word
    Annotate(AnnotateArgs),
    /// Проверить перечень точек взаимодействия или начать новый
    #[command(
        override_usage = "yasno register check ФАЙЛ…\n               yasno register new",
        disable_help_subcommand = true
    )]
    Register(RegisterArgs),
    /// Объяснить правило или пункт приказа
    Explain(ExplainArgs),
    /// Показать, за какое письмо программа принимает текст и где какая его часть
    Outline(OutlineArgs),
    /// Показать все правила
    Rules(RulesArgs),
    /// Показать, какие настройки действуют и откуда они
    Config(ConfigArgs),
    /// Записать настройки ведомства в yasno.toml
    Init(InitArgs),
    /// Добавить слово в словарь ведомства
    AddWord(AddWordArgs),
    /// Показать профили: какие приказы в них действуют
    #[command(override_usage = "yasno profiles")]
    Profiles,
    /// Подсказывать в редакторе (языковой сервер; его запускает сам редактор)
    #[command(override_usage = "yasno lsp")]
    Lsp,
    /// Напечатать подсказки для командной оболочки
    Completions(CompletionsArgs),
    /// Напечатать справку в формате man
    Man(ManArgs),
}

/// Which rules are in force.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct RuleArgs {
    /// Профиль: какие приказы действуют (список – yasno profiles; обычно common – все приказы)
    #[arg(long, value_name = "ПРОФИЛЬ", value_parser = profile, help_heading = OPTIONS)]
    pub(super) profile: Option<String>,
    /// Файл настроек вместо найденного yasno.toml
    #[arg(long, value_name = "ФАЙЛ", conflicts_with = "no_config", help_heading = OPTIONS)]
    pub(super) config: Option<PathBuf>,
    /// Не искать yasno.toml
    #[arg(long, help_heading = OPTIONS)]
    pub(super) no_config: bool,
}

impl RuleArgs {
    /// What is chosen for all letters.
    pub(super) fn choice(&self, fail_on: Option<Severity>) -> Choice {
        let Self { profile, config, no_config } = self.clone();
        Choice { profile, config, no_config, fail_on }
    }
}

/// What is known of the letters.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct LetterArgs {
    /// Вид письма, если он известен: reply, refusal, partial-refusal, redirect-notice, acknowledgement, extension,
    /// mailing, phone-script, template
    #[arg(long, value_name = "ВИД", value_parser = kind, help_heading = OPTIONS)]
    pub(super) kind: Option<Declared>,
    /// Карточка письма: вопросы гражданина, номер, даты, способ ответа; обычно это ПИСЬМО.yasno.toml рядом с письмом
    #[arg(long, value_name = "ФАЙЛ", help_heading = OPTIONS)]
    pub(super) card: Option<PathBuf>,
}

/// What is told of many files, and what counts.
#[derive(Clone, Debug, Args)]
pub(super) struct GateArgs {
    /// Вид вывода: text – для людей, html – страница для печати, json и jsonl – для программ, sarif, github, gitlab,
    /// junit, checkstyle, rdjson – для серверов сборки
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(super) format: Format,
    /// С какой строгости замечание считается (код 1): error, warning, hint; обычно warning
    #[arg(long, value_name = "СТРОГОСТЬ", value_parser = severity, help_heading = OPTIONS)]
    pub(super) fail_on: Option<Severity>,
    /// Сколько предупреждений допустимо во всех файлах вместе: код 1, если их больше или есть ошибка
    #[arg(long, value_name = "ЧИСЛО", value_parser = count, conflicts_with = "fail_on", help_heading = OPTIONS)]
    pub(super) max_warnings: Option<usize>,
    /// Не показывать старые замечания, записанные в файл командой yasno baseline
    #[arg(long, value_name = "ФАЙЛ", help_heading = OPTIONS)]
    pub(super) baseline: Option<PathBuf>,
    /// Проверить только то, что изменилось после этой версии в git: ветки, метки или коммита
    #[arg(long, value_name = "ВЕРСИЯ", help_heading = OPTIONS)]
    pub(super) changed_since: Option<String>,
    /// Не проверять заново файлы, которые не менялись. Итоги с цитатами хранятся в папке .yasno-cache
    #[arg(long, help_heading = OPTIONS)]
    pub(super) cache: bool,
    /// Цвета: auto – только на экране, always – всегда, never – никогда
    #[arg(long, value_name = "КОГДА", default_value = "auto", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(super) color: Colour,
    /// Сколько файлов проверять сразу; обычно по числу ядер
    #[arg(short, long, value_name = "ЧИСЛО", value_parser = jobs, help_heading = OPTIONS)]
    pub(super) jobs: Option<usize>,
    /// Только замечания: без итогов и хода работы
    #[arg(short, long, help_heading = OPTIONS)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno check [ПАРАМЕТРЫ] ПУТЬ…", next_help_heading = OPTIONS)]
#[command(
    after_help = "В папках проверяются файлы .docx, .odt, .md, .markdown и .txt, кроме названных в .gitignore и \
    .yasnoignore.\nКоды завершения: 0 – замечаний нет, 1 – есть замечания, 2 – что-то не удалось проверить."
)]
pub(super) struct CheckArgs {
    /// Файлы, папки, шаблоны имён («письма/*.docx»); «-» – текст из стандартного ввода
    #[arg(value_name = "ПУТЬ", required = true, help_heading = WHAT)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) letter: LetterArgs,
    #[command(flatten)]
    pub(super) gate: GateArgs,
    /// Имя для текста из стандартного ввода: по нему видно, Markdown ли это, и где искать yasno.toml
    #[arg(long, value_name = "ИМЯ")]
    pub(super) stdin_name: Option<PathBuf>,
    /// Сколько времени занимает каждое правило: вместо замечаний
    #[arg(long, hide = true)]
    pub(super) profile_rules: bool,
    /// The files are registers of points of contact.
    #[arg(skip)]
    pub(super) register: Option<RegisterJob>,
}

#[derive(Debug, Args)]
pub(super) struct RegisterArgs {
    #[command(subcommand)]
    pub(super) command: RegisterCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RegisterCommand {
    /// Проверить перечень
    Check(RegisterCheckArgs),
    /// Создать пустую форму перечня в Excel
    New(RegisterNewArgs),
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno register check [ПАРАМЕТРЫ] ФАЙЛ…", next_help_heading = OPTIONS)]
#[command(after_help = "Читаются файлы .xlsx, .csv, .docx, .odt и .md. Столбцы узнаются по названиям.\n\
    Коды завершения: 0 – замечаний нет, 1 – есть замечания, 2 – что-то не удалось проверить.")]
pub(super) struct RegisterCheckArgs {
    /// Файлы с перечнем
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(super) paths: Vec<PathBuf>,
    /// Показать изменения против утверждённого перечня из этого файла
    #[arg(long, value_name = "ФАЙЛ")]
    pub(super) since: Option<PathBuf>,
    /// Это выписка: часть точек, остального может не быть
    #[arg(long)]
    pub(super) extract: bool,
    /// Это проект: приказа об утверждении ещё нет
    #[arg(long)]
    pub(super) draft: bool,
    /// День проверки вместо сегодняшнего
    #[arg(long, value_name = "ДАТА", hide = true, value_parser = day)]
    pub(super) today: Option<Date>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) gate: GateArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno register new [ПАРАМЕТРЫ]", next_help_heading = OPTIONS)]
pub(super) struct RegisterNewArgs {
    /// Куда записать форму; файл, который уже есть, не меняется
    #[arg(short, long, value_name = "ФАЙЛ", default_value = "перечень.xlsx", hide_default_value = true)]
    pub(super) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno kb КОМАНДА …")]
pub(super) struct KbArgs {
    #[command(subcommand)]
    pub(super) command: KbCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum KbCommand {
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
pub(super) struct KbCheckArgs {
    /// Папка базы знаний; обычно текущая
    #[arg(value_name = "ПАПКА", help_heading = WHAT)]
    pub(super) folder: Option<PathBuf>,
    /// Какой день считать сегодняшним: 2026-11-21
    #[arg(long, value_name = "ДАТА", value_parser = day)]
    pub(super) today: Option<Date>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) gate: GateArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno kb baseline [ПАРАМЕТРЫ] [ПАПКА]", next_help_heading = OPTIONS)]
#[command(after_help = "Потом: yasno kb check --baseline yasno-baseline.json ПАПКА покажет только новые замечания.")]
pub(super) struct KbBaselineArgs {
    /// Папка базы знаний; обычно текущая
    #[arg(value_name = "ПАПКА", help_heading = WHAT)]
    pub(super) folder: Option<PathBuf>,
    /// Какой день считать сегодняшним: 2026-11-21
    #[arg(long, value_name = "ДАТА", value_parser = day)]
    pub(super) today: Option<Date>,
    /// Куда записать; прежний файл заменяется
    #[arg(short, long, value_name = "ФАЙЛ", default_value = "yasno-baseline.json", hide_default_value = true)]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno baseline [ПАРАМЕТРЫ] ПУТЬ…", next_help_heading = OPTIONS)]
#[command(after_help = "Потом: yasno check --baseline yasno-baseline.json ПУТЬ… покажет только новые замечания.\n\
    Слов из писем в файле нет: для каждого замечания записан хеш правила и предложения.")]
pub(super) struct BaselineArgs {
    /// Файлы, папки, шаблоны имён
    #[arg(value_name = "ПУТЬ", required = true, help_heading = WHAT)]
    pub(super) paths: Vec<PathBuf>,
    /// Куда записать; прежний файл заменяется
    #[arg(short, long, value_name = "ФАЙЛ", default_value = "yasno-baseline.json", hide_default_value = true)]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) letter: LetterArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno report [ПАРАМЕТРЫ] ПАПКА", next_help_heading = OPTIONS)]
#[command(
    after_help = "В папке лежат шаблоны и скрипты, а рядом с ними – журналы letters.csv, calls.csv, feedback.csv и список тем \
    topics.csv. Чего нет, о том в отчёте сказано «нет данных».\nИмена, адреса и тексты из журналов программа не читает.\n\
    Коды завершения: 0 – отчёт готов, 1 – отчёт готов, но цели приказа не выполнены, 2 – что-то не удалось."
)]
pub(super) struct ReportArgs {
    /// Папка с шаблонами и скриптами
    #[arg(value_name = "ПАПКА", required = true, help_heading = WHAT)]
    pub(super) folder: PathBuf,
    /// Квартал, например 2026-3; обычно последний, который закончился
    #[arg(long, value_name = "КВАРТАЛ", value_parser = quarter, conflicts_with_all = ["from", "to"])]
    pub(super) quarter: Option<Period>,
    /// Первый день вместо квартала: 2026-07-01
    #[arg(long, value_name = "ДЕНЬ", value_parser = day, requires = "to")]
    pub(super) from: Option<Date>,
    /// Последний день вместо квартала
    #[arg(long, value_name = "ДЕНЬ", value_parser = day, requires = "from")]
    pub(super) to: Option<Date>,
    /// Папка с журналами, если они лежат не рядом с шаблонами
    #[arg(long, value_name = "ПАПКА")]
    pub(super) journals: Option<PathBuf>,
    /// Куда записать отчёт; обычно yasno-report-КВАРТАЛ.html в текущую папку; «-» – в стандартный вывод
    #[arg(short, long, value_name = "ФАЙЛ")]
    pub(super) output: Option<PathBuf>,
    /// Файл с числами прежних отчётов; обычно yasno-history.json рядом с журналами
    #[arg(long, value_name = "ФАЙЛ")]
    pub(super) history: Option<PathBuf>,
    /// Не записывать числа этого отчёта в историю
    #[arg(long)]
    pub(super) no_history: bool,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// С какой строгости замечание считается: error, warning, hint; обычно warning
    #[arg(long, value_name = "СТРОГОСТЬ", value_parser = severity)]
    pub(super) fail_on: Option<Severity>,
    /// Не проверять заново файлы, которые не менялись
    #[arg(long)]
    pub(super) cache: bool,
    /// День, за который делается отчёт, вместо сегодняшнего: для проверки программы
    #[arg(long, value_name = "ДЕНЬ", value_parser = day, hide = true)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno fix [ПАРАМЕТРЫ] ФАЙЛ…", next_help_heading = OPTIONS)]
#[command(after_help = "Без параметров показывает, что изменится, и ничего не меняет.\n\
    Коды завершения: 0 – сделано, 2 – что-то не удалось.")]
pub(super) struct FixArgs {
    /// Файлы .docx, .odt, .md и .txt; «-» – текст из стандартного ввода
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(super) paths: Vec<PathBuf>,
    /// Записать исправленное в тот же файл
    #[arg(short, long, conflicts_with_all = ["diff", "output"])]
    pub(super) in_place: bool,
    /// Записать исправленное в новый файл; «-» – в стандартный вывод
    #[arg(short, long, value_name = "ФАЙЛ", conflicts_with = "diff")]
    pub(super) output: Option<PathBuf>,
    /// Показать, что изменится, и ничего не менять
    #[arg(long)]
    pub(super) diff: bool,
    /// В .docx и .odt внести исправления сразу, а не правками, которые принимают или отклоняют в редакторе
    #[arg(long)]
    pub(super) accept: bool,
    /// Менять и подписанный документ: подпись станет недействительной
    #[arg(long)]
    pub(super) force: bool,
    /// Внести и исправления, где нужен выбор: первый вариант. После этого перечитайте письмо
    #[arg(long)]
    pub(super) variants: bool,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) letter: LetterArgs,
    /// Имя для текста из стандартного ввода
    #[arg(long, value_name = "ИМЯ")]
    pub(super) stdin_name: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno annotate [ПАРАМЕТРЫ] ФАЙЛ --output НОВЫЙ", next_help_heading = OPTIONS)]
#[command(
    after_help = "Примечания видны в Word, Р7-Офис и LibreOffice на полях у своих слов. Остальное в документе не \
    меняется.\nПрежние примечания Ясно заменяются, чужие остаются. Закрытое примечание («Разрешить» в Word) больше не \
    ставится.\nКоды завершения: 0 – сделано, 2 – что-то не удалось."
)]
pub(super) struct AnnotateArgs {
    /// Документ .docx или .odt
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(super) path: PathBuf,
    /// Записать документ с примечаниями в новый файл
    #[arg(short, long, value_name = "НОВЫЙ", required_unless_present = "in_place")]
    pub(super) output: Option<PathBuf>,
    /// Поставить примечания в тот же файл
    #[arg(short, long, conflicts_with = "output")]
    pub(super) in_place: bool,
    /// Начать с примечания-итога: что это за письмо, как читается, каких замечаний сколько
    #[arg(long)]
    pub(super) summary: bool,
    /// Убрать все примечания и отменить правки Ясно
    #[arg(long, conflicts_with_all = ["summary", "kind", "card"])]
    pub(super) remove: bool,
    /// Менять и подписанный документ: подпись станет недействительной
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) letter: LetterArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno explain ПРАВИЛО\n               yasno explain \"002 3.10(1)\"")]
#[command(next_help_heading = OPTIONS)]
pub(super) struct ExplainArgs {
    /// Название правила или пункт приказа («002 3.10(1)»)
    #[arg(value_name = "ПРАВИЛО", required = true, help_heading = WHAT)]
    pub(super) name: Vec<String>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno outline [ПАРАМЕТРЫ] ФАЙЛ…", next_help_heading = OPTIONS)]
pub(super) struct OutlineArgs {
    /// Файлы .docx, .odt, .md и .txt; «-» – текст из стандартного ввода
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) letter: LetterArgs,
    /// Вид вывода: text – для людей, json – для программ
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: ListFormat,
    /// Имя для текста из стандартного ввода
    #[arg(long, value_name = "ИМЯ")]
    pub(super) stdin_name: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno rules [ПАРАМЕТРЫ]", next_help_heading = OPTIONS)]
pub(super) struct RulesArgs {
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// Вид вывода: text – таблица, json – для программ
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno config [ПАРАМЕТРЫ] [ПУТЬ]", next_help_heading = OPTIONS)]
pub(super) struct ConfigArgs {
    /// Письмо или папка, для которых показать настройки; обычно текущая папка
    #[arg(value_name = "ПУТЬ", help_heading = WHAT)]
    pub(super) path: Option<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// Напечатать схему yasno.toml (JSON Schema) для подсказок в редакторе
    #[arg(long)]
    pub(super) schema: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno init [ПАРАМЕТРЫ]", next_help_heading = OPTIONS)]
#[command(
    after_help = "Чего не указали, программа спросит. Файл yasno.toml в этой папке дополняется: прочее в нём не \
    меняется.\nПример:\n  yasno init --profile udmurtia --phone \"(4952) 12-34-56\" --number-format 518-ОГ"
)]
pub(super) struct InitArgs {
    /// Профиль: какие приказы действуют (список – yasno profiles)
    #[arg(long, value_name = "ПРОФИЛЬ", value_parser = profile)]
    pub(super) profile: Option<String>,
    /// Название ведомства или отдела в именительном падеже; можно указать несколько раз
    #[arg(long = "name", value_name = "НАЗВАНИЕ")]
    pub(super) names: Vec<String>,
    /// Телефон для вопросов
    #[arg(long, value_name = "ТЕЛЕФОН")]
    pub(super) phone: Option<String>,
    /// Телефон для записи на приём
    #[arg(long, value_name = "ТЕЛЕФОН")]
    pub(super) appointment_phone: Option<String>,
    /// Адрес опроса о качестве ответа
    #[arg(long, value_name = "АДРЕС")]
    pub(super) survey_url: Option<String>,
    /// Как выглядит номер обращения: «518-ОГ»; на месте цифр могут быть любые
    #[arg(long, value_name = "ОБРАЗЕЦ")]
    pub(super) number_format: Option<String>,
    /// Сколько слов может быть в предложении: от 5 до 60
    #[arg(long, value_name = "ЧИСЛО", value_parser = words)]
    pub(super) max_words: Option<u32>,
    /// С какой строгости замечание считается (код 1): error, warning, hint
    #[arg(long, value_name = "СТРОГОСТЬ", value_parser = severity)]
    pub(super) fail_on: Option<Severity>,
    /// Не спрашивать: чего не указали, остаётся обычным
    #[arg(short, long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno add-word [ПАРАМЕТРЫ] СЛОВО…", next_help_heading = OPTIONS)]
#[command(after_help = "Слово пишут как в словаре, в начальной форме: программа найдёт его во всех формах.\n\
    Примеры:\n  yasno add-word УЖКХ «Точка роста»                      это не ошибка\n  \
    yasno add-word бегунок --replace \"обходной лист\"        так не писать\n  \
    yasno add-word ТОС --explain \"общественное самоуправление\"  это надо пояснять")]
pub(super) struct AddWordArgs {
    /// Слово, название или выражение в кавычках
    #[arg(value_name = "СЛОВО", required = true, help_heading = WHAT)]
    pub(super) words: Vec<String>,
    /// Так не писать: что писать вместо
    #[arg(long, value_name = "ЗАМЕНА", conflicts_with = "explain")]
    pub(super) replace: Option<String>,
    /// Сокращение или термин: что он значит
    #[arg(long, value_name = "ПОЯСНЕНИЕ", conflicts_with = "rule")]
    pub(super) explain: Option<String>,
    /// Только для одного правила (список – yasno rules)
    #[arg(long, value_name = "ПРАВИЛО")]
    pub(super) rule: Option<String>,
    /// Файл настроек вместо ближайшего yasno.toml
    #[arg(long, value_name = "ФАЙЛ")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno completions ОБОЛОЧКА", next_help_heading = OPTIONS)]
pub(super) struct CompletionsArgs {
    /// bash, zsh, fish, powershell или elvish
    #[arg(value_name = "ОБОЛОЧКА", hide_possible_values = true, help_heading = WHAT)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno man [КОМАНДА]", next_help_heading = OPTIONS)]
pub(super) struct ManArgs {
    /// Команда, о которой справка; без неё – о программе в целом
    #[arg(value_name = "КОМАНДА", help_heading = WHAT)]
    pub(super) command: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Jsonl,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Checkstyle,
    Rdjson,
    Html,
}

impl Format {
    /// The format of [`crate::report::ci`] that it is; `None` for those made file by file.
    pub(super) fn style(self) -> Option<Style> {
        Some(match self {
            Self::Text | Self::Json | Self::Jsonl => return None,
            Self::Sarif => Style::Sarif,
            Self::Github => Style::Github,
            Self::Gitlab => Style::Gitlab,
            Self::Junit => Style::Junit,
            Self::Checkstyle => Style::Checkstyle,
            Self::Rdjson => Style::Rdjson,
            Self::Html => Style::Html,
        })
    }
}

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Text,
    Json,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

fn profile(name: &str) -> Result<String, String> {
    let known: Vec<&str> = Profile::names().collect();
    if known.contains(&name) {
        Ok(name.to_owned())
    } else {
        Err(format!("нет профиля «{name}»: {}", suggest(name, &known)))
    }
}

fn kind(name: &str) -> Result<Declared, String> {
    let known: Vec<&str> = Declared::names().collect();
    Declared::parse(name).ok_or_else(|| format!("нет вида письма «{name}»: {}", suggest(name, &known)))
}

fn severity(name: &str) -> Result<Severity, String> {
    let known = [Severity::Error, Severity::Warning, Severity::Hint];
    let found = known.into_iter().find(|severity| severity.as_str() == name);
    found.ok_or_else(|| format!("нет строгости «{name}»: {}", suggest(name, &known.map(Severity::as_str))))
}

fn quarter(text: &str) -> Result<Period, String> {
    Period::parse_quarter(text).ok_or_else(|| format!("«{text}» – не квартал. Пишите год и номер: 2026-3"))
}

fn count(number: &str) -> Result<usize, String> {
    number.parse().map_err(|_| format!("«{number}» – не число"))
}

fn day(text: &str) -> Result<Date, String> {
    crate::language::parse_date(text).ok_or_else(|| format!("«{text}» – не дата, пишут так: 2026-11-21"))
}

fn words(number: &str) -> Result<u32, String> {
    let parsed = number.parse().ok().filter(|words| super::init::WORDS.contains(words));
    parsed.ok_or_else(|| format!("«{number}» – не число от 5 до 60"))
}

fn jobs(number: &str) -> Result<usize, String> {
    let parsed = number.parse().ok().filter(|jobs| (1..=256).contains(jobs));
    parsed.ok_or_else(|| format!("«{number}» – не число от 1 до 256"))
}

/// The commands with all that is said of them.
pub(super) fn command() -> clap::Command {
    russian(Arguments::command()).arg(
        clap::Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help("Показать версию")
            .help_heading(OPTIONS),
    )
}

/// Puts Russian words in place of those that the library has built in.
fn russian(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, russian));
    let help = clap::Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Команды")
        .subcommand_value_name("КОМАНДА")
        .arg(help.help("Показать эту справку").help_heading(OPTIONS))
}

/// Reads the arguments.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let matches = command().try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        command().debug_assert();
    }

    #[test]
    fn help_is_in_russian() {
        let mut all = vec![command()];
        all.extend(command().get_subcommands().cloned());
        for mut command in all {
            let help = command.render_long_help().to_string();
            for word in ["Usage", "Options", "Arguments", "Commands", "Print", "default", "possible"] {
                assert!(!help.contains(word), "{word}: {help}");
            }
            assert!(help.contains("Использование: yasno"), "{help}");
        }
    }
}
