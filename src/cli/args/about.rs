//! The commands that explain and set up: `explain`, `outline`, `rules`, `config`, `init`, `add-word` and those of the shell.

use std::path::PathBuf;

use clap::Args;

use super::values::{ListFormat, profile, severity, words};
use super::{LetterArgs, OPTIONS, RuleArgs, WHAT};
use crate::profile::Severity;

#[derive(Debug, Args)]
#[command(override_usage = "yasno explain ПРАВИЛО\n               yasno explain \"002 3.10(1)\"")]
#[command(next_help_heading = OPTIONS)]
pub(in crate::cli) struct ExplainArgs {
    /// Название правила или пункт приказа («002 3.10(1)»)
    #[arg(value_name = "ПРАВИЛО", required = true, help_heading = WHAT)]
    pub(in crate::cli) name: Vec<String>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno outline [ПАРАМЕТРЫ] ФАЙЛ…", next_help_heading = OPTIONS)]
pub(in crate::cli) struct OutlineArgs {
    /// Файлы .docx, .odt, .md и .txt; «-» – текст из стандартного ввода
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) letter: LetterArgs,
    /// Вид вывода: text – для людей, json – для программ
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(in crate::cli) format: ListFormat,
    /// Имя для текста из стандартного ввода
    #[arg(long, value_name = "ИМЯ")]
    pub(in crate::cli) stdin_name: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno rules [ПАРАМЕТРЫ]", next_help_heading = OPTIONS)]
pub(in crate::cli) struct RulesArgs {
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Вид вывода: text – таблица, json – для программ
    #[arg(long, value_name = "ВИД", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(in crate::cli) format: ListFormat,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno config [ПАРАМЕТРЫ] [ПУТЬ]", next_help_heading = OPTIONS)]
pub(in crate::cli) struct ConfigArgs {
    /// Письмо или папка, для которых показать настройки; обычно текущая папка
    #[arg(value_name = "ПУТЬ", help_heading = WHAT)]
    pub(in crate::cli) path: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Напечатать схему yasno.toml (JSON Schema) для подсказок в редакторе
    #[arg(long)]
    pub(in crate::cli) schema: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno init [ПАРАМЕТРЫ]", next_help_heading = OPTIONS)]
#[command(
    after_help = "Чего не указали, программа спросит. Файл yasno.toml в этой папке дополняется: прочее в нём не \
    меняется.\nПример:\n  yasno init --profile udmurtia --phone \"(4952) 12-34-56\" --number-format 518-ОГ"
)]
pub(in crate::cli) struct InitArgs {
    /// Профиль: какие приказы действуют (список – yasno profiles)
    #[arg(long, value_name = "ПРОФИЛЬ", value_parser = profile)]
    pub(in crate::cli) profile: Option<String>,
    /// Название ведомства или отдела в именительном падеже; можно указать несколько раз
    #[arg(long = "name", value_name = "НАЗВАНИЕ")]
    pub(in crate::cli) names: Vec<String>,
    /// Телефон для вопросов
    #[arg(long, value_name = "ТЕЛЕФОН")]
    pub(in crate::cli) phone: Option<String>,
    /// Телефон для записи на приём
    #[arg(long, value_name = "ТЕЛЕФОН")]
    pub(in crate::cli) appointment_phone: Option<String>,
    /// Адрес опроса о качестве ответа
    #[arg(long, value_name = "АДРЕС")]
    pub(in crate::cli) survey_url: Option<String>,
    /// Как выглядит номер обращения: «518-ОГ»; на месте цифр могут быть любые
    #[arg(long, value_name = "ОБРАЗЕЦ")]
    pub(in crate::cli) number_format: Option<String>,
    /// Сколько слов может быть в предложении: от 5 до 60
    #[arg(long, value_name = "ЧИСЛО", value_parser = words)]
    pub(in crate::cli) max_words: Option<u32>,
    /// С какой строгости замечание считается (код 1): error, warning, hint
    #[arg(long, value_name = "СТРОГОСТЬ", value_parser = severity)]
    pub(in crate::cli) fail_on: Option<Severity>,
    /// Не спрашивать: чего не указали, остаётся обычным
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno add-word [ПАРАМЕТРЫ] СЛОВО…", next_help_heading = OPTIONS)]
#[command(after_help = "Слово пишут как в словаре, в начальной форме: программа найдёт его во всех формах.\n\
    Примеры:\n  yasno add-word УЖКХ «Точка роста»                      это не ошибка\n  \
    yasno add-word бегунок --replace \"обходной лист\"        так не писать\n  \
    yasno add-word ТОС --explain \"общественное самоуправление\"  это надо пояснять")]
pub(in crate::cli) struct AddWordArgs {
    /// Слово, название или выражение в кавычках
    #[arg(value_name = "СЛОВО", required = true, help_heading = WHAT)]
    pub(in crate::cli) words: Vec<String>,
    /// Так не писать: что писать вместо
    #[arg(long, value_name = "ЗАМЕНА", conflicts_with = "explain")]
    pub(in crate::cli) replace: Option<String>,
    /// Сокращение или термин: что он значит
    #[arg(long, value_name = "ПОЯСНЕНИЕ", conflicts_with = "rule")]
    pub(in crate::cli) explain: Option<String>,
    /// Только для одного правила (список – yasno rules)
    #[arg(long, value_name = "ПРАВИЛО")]
    pub(in crate::cli) rule: Option<String>,
    /// Файл настроек вместо ближайшего yasno.toml
    #[arg(long, value_name = "ФАЙЛ")]
    pub(in crate::cli) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno completions ОБОЛОЧКА", next_help_heading = OPTIONS)]
pub(in crate::cli) struct CompletionsArgs {
    /// bash, zsh, fish, powershell или elvish
    #[arg(value_name = "ОБОЛОЧКА", hide_possible_values = true, help_heading = WHAT)]
    pub(in crate::cli) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno man [КОМАНДА]", next_help_heading = OPTIONS)]
pub(in crate::cli) struct ManArgs {
    /// Команда, о которой справка; без неё – о программе в целом
    #[arg(value_name = "КОМАНДА", help_heading = WHAT)]
    pub(in crate::cli) command: Option<String>,
}
