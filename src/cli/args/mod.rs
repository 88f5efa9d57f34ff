//! The arguments, as typed. Help, completions and the man page are made from these.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::letter::Declared;
use crate::profile::Severity;
use crate::workspace::Choice;
use values::{count, jobs, kind, profile, severity};

mod about;
mod letters;
mod office;
mod values;

pub(super) use about::*;
pub(super) use letters::*;
pub(super) use office::*;
pub(super) use values::{Colour, Format, ListFormat};

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
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,
    /// Показать лицензии программы и словарей
    #[arg(long)]
    pub(in crate::cli) licenses: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
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
pub(in crate::cli) struct RuleArgs {
    /// Профиль: какие приказы действуют (список – yasno profiles; обычно common – все приказы)
    #[arg(long, value_name = "ПРОФИЛЬ", value_parser = profile, help_heading = OPTIONS)]
    pub(in crate::cli) profile: Option<String>,
    /// Файл настроек вместо найденного yasno.toml
    #[arg(long, value_name = "ФАЙЛ", conflicts_with = "no_config", help_heading = OPTIONS)]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Не искать yasno.toml
    #[arg(long, help_heading = OPTIONS)]
    pub(in crate::cli) no_config: bool,
}

impl RuleArgs {
    /// What is chosen for all letters.
    pub(in crate::cli) fn choice(&self, fail_on: Option<Severity>) -> Choice {
        let Self { profile, config, no_config } = self.clone();
        Choice { profile, config, no_config, fail_on }
    }
}

/// What is known of the letters.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct LetterArgs {
    /// Вид письма, если он известен: reply, refusal, partial-refusal, redirect-notice, acknowledgement, extension,
    /// mailing, phone-script, template
    #[arg(long, value_name = "ВИД", value_parser = kind, help_heading = OPTIONS)]
    pub(in crate::cli) kind: Option<Declared>,
    /// Карточка письма: вопросы гражданина, номер, даты, способ ответа; обычно это ПИСЬМО.yasno.toml рядом с письмом
    #[arg(long, value_name = "ФАЙЛ", help_heading = OPTIONS)]
    pub(in crate::cli) card: Option<PathBuf>,
}

/// What is told of many files, and what counts.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct GateArgs {
    /// Вид вывода: text – для людей, html – страница для печати, json и jsonl – для программ, sarif, github, gitlab,
    /// junit, checkstyle, rdjson – для серверов сборки
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(in crate::cli) format: Format,
    /// С какой строгости замечание считается (код 1): error, warning, hint; обычно warning
    #[arg(long, value_name = "СТРОГОСТЬ", value_parser = severity, help_heading = OPTIONS)]
    pub(in crate::cli) fail_on: Option<Severity>,
    /// Сколько предупреждений допустимо во всех файлах вместе: код 1, если их больше или есть ошибка
    #[arg(long, value_name = "ЧИСЛО", value_parser = count, conflicts_with = "fail_on", help_heading = OPTIONS)]
    pub(in crate::cli) max_warnings: Option<usize>,
    /// Не показывать старые замечания, записанные в файл командой yasno baseline
    #[arg(long, value_name = "ФАЙЛ", help_heading = OPTIONS)]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Проверить только то, что изменилось после этой версии в git: ветки, метки или коммита
    #[arg(long, value_name = "ВЕРСИЯ", help_heading = OPTIONS)]
    pub(in crate::cli) changed_since: Option<String>,
    /// Не проверять заново файлы, которые не менялись. Итоги с цитатами хранятся в папке .yasno-cache
    #[arg(long, help_heading = OPTIONS)]
    pub(in crate::cli) cache: bool,
    /// Цвета: auto – только на экране, always – всегда, never – никогда
    #[arg(long, value_name = "КОГДА", default_value = "auto", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(in crate::cli) color: Colour,
    /// Сколько файлов проверять сразу; обычно по числу ядер
    #[arg(short, long, value_name = "ЧИСЛО", value_parser = jobs, help_heading = OPTIONS)]
    pub(in crate::cli) jobs: Option<usize>,
    /// Только замечания: без итогов и хода работы
    #[arg(short, long, help_heading = OPTIONS)]
    pub(in crate::cli) quiet: bool,
}

/// The commands with all that is said of them.
pub(in crate::cli) fn command() -> clap::Command {
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
pub(in crate::cli) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
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
