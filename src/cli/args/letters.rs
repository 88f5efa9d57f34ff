//! The commands that check and change letters: `check`, `baseline`, `fix`, `annotate`.

use std::path::PathBuf;

use clap::Args;

use super::{GateArgs, LetterArgs, OPTIONS, RuleArgs, WHAT};
use crate::cli::register::RegisterJob;

#[derive(Debug, Args)]
#[command(override_usage = "yasno check [ПАРАМЕТРЫ] ПУТЬ…", next_help_heading = OPTIONS)]
#[command(
    after_help = "В папках проверяются файлы .docx, .odt, .md, .markdown и .txt, кроме названных в .gitignore и \
    .yasnoignore.\nКоды завершения: 0 – замечаний нет, 1 – есть замечания, 2 – что-то не удалось проверить."
)]
pub(in crate::cli) struct CheckArgs {
    /// Файлы, папки, шаблоны имён («письма/*.docx»); «-» – текст из стандартного ввода
    #[arg(value_name = "ПУТЬ", required = true, help_heading = WHAT)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) letter: LetterArgs,
    #[command(flatten)]
    pub(in crate::cli) gate: GateArgs,
    /// Имя для текста из стандартного ввода: по нему видно, Markdown ли это, и где искать yasno.toml
    #[arg(long, value_name = "ИМЯ")]
    pub(in crate::cli) stdin_name: Option<PathBuf>,
    /// Сколько времени занимает каждое правило: вместо замечаний
    #[arg(long, hide = true)]
    pub(in crate::cli) profile_rules: bool,
    /// The files are registers of points of contact.
    #[arg(skip)]
    pub(in crate::cli) register: Option<RegisterJob>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno baseline [ПАРАМЕТРЫ] ПУТЬ…", next_help_heading = OPTIONS)]
#[command(after_help = "Потом: yasno check --baseline yasno-baseline.json ПУТЬ… покажет только новые замечания.\n\
    Слов из писем в файле нет: для каждого замечания записан хеш правила и предложения.")]
pub(in crate::cli) struct BaselineArgs {
    /// Файлы, папки, шаблоны имён
    #[arg(value_name = "ПУТЬ", required = true, help_heading = WHAT)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Куда записать; прежний файл заменяется
    #[arg(short, long, value_name = "ФАЙЛ", default_value = "yasno-baseline.json", hide_default_value = true)]
    pub(in crate::cli) output: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) letter: LetterArgs,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno fix [ПАРАМЕТРЫ] ФАЙЛ…", next_help_heading = OPTIONS)]
#[command(after_help = "Без параметров показывает, что изменится, и ничего не меняет.\n\
    Коды завершения: 0 – сделано, 2 – что-то не удалось.")]
pub(in crate::cli) struct FixArgs {
    /// Файлы .docx, .odt, .md и .txt; «-» – текст из стандартного ввода
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Записать исправленное в тот же файл
    #[arg(short, long, conflicts_with_all = ["diff", "output"])]
    pub(in crate::cli) in_place: bool,
    /// Записать исправленное в новый файл; «-» – в стандартный вывод
    #[arg(short, long, value_name = "ФАЙЛ", conflicts_with = "diff")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Показать, что изменится, и ничего не менять
    #[arg(long)]
    pub(in crate::cli) diff: bool,
    /// В .docx и .odt внести исправления сразу, а не правками, которые принимают или отклоняют в редакторе
    #[arg(long)]
    pub(in crate::cli) accept: bool,
    /// Менять и подписанный документ: подпись станет недействительной
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Внести и исправления, где нужен выбор: первый вариант. После этого перечитайте письмо
    #[arg(long)]
    pub(in crate::cli) variants: bool,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) letter: LetterArgs,
    /// Имя для текста из стандартного ввода
    #[arg(long, value_name = "ИМЯ")]
    pub(in crate::cli) stdin_name: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "yasno annotate [ПАРАМЕТРЫ] ФАЙЛ --output НОВЫЙ", next_help_heading = OPTIONS)]
#[command(
    after_help = "Примечания видны в Word, Р7-Офис и LibreOffice на полях у своих слов. Остальное в документе не \
    меняется.\nПрежние примечания Ясно заменяются, чужие остаются. Закрытое примечание («Разрешить» в Word) больше не \
    ставится.\nКоды завершения: 0 – сделано, 2 – что-то не удалось."
)]
pub(in crate::cli) struct AnnotateArgs {
    /// Документ .docx или .odt
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = WHAT)]
    pub(in crate::cli) path: PathBuf,
    /// Записать документ с примечаниями в новый файл
    #[arg(short, long, value_name = "НОВЫЙ", required_unless_present = "in_place")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Поставить примечания в тот же файл
    #[arg(short, long, conflicts_with = "output")]
    pub(in crate::cli) in_place: bool,
    /// Начать с примечания-итога: что это за письмо, как читается, каких замечаний сколько
    #[arg(long)]
    pub(in crate::cli) summary: bool,
    /// Убрать все примечания и отменить правки Ясно
    #[arg(long, conflicts_with_all = ["summary", "kind", "card"])]
    pub(in crate::cli) remove: bool,
    /// Менять и подписанный документ: подпись станет недействительной
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) letter: LetterArgs,
}
