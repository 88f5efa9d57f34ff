//! What is said of a rule: on the terminal (`yasno explain`) and on its page in `docs/rules/`. Both show the same parts.

use super::check::Params;
use super::embedded::{self, Source};
use super::file::RuleFile;
use super::load::{kinds_of, parse};
use super::rule::Subject;
use super::vocabulary::{COLUMNS, is_taken};
use crate::data::{FileError, Row, Table};
use crate::profile::Profile;
use crate::requirement::{self, Requirements};

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Words of an order: where they stand, and the words.
    Quote(String, String),
    /// A faulty text with the fault between `[[` and `]]`, and the text after the fix.
    Bad(String, Option<String>),
    /// A right text that comes near, and why it is right.
    Good(String, String),
    /// A table: its head and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
    /// Lines of a file.
    Code(String),
}

/// Bad and good examples that are shown.
const EXAMPLES: usize = 5;
/// Examples of several files that are shown, bad and good.
const FILE_EXAMPLES: usize = 2;
/// Rows of a vocabulary that are shown.
const ROWS: usize = 12;

/// The page of a rule.
pub fn page(source: Source<'_>, file: &RuleFile, requirements: &Requirements) -> Vec<Piece> {
    let id = source.name();
    let mut page = vec![Piece::Text(format!("Правило {id}. Где проверяется: {}.", kinds(file)))];
    let heading = |page: &mut Vec<Piece>, title: &str| page.push(Piece::Heading(title.to_owned()));
    // A message that is put together for each finding shows nothing by itself.
    let says = message(&file.message);
    if says.contains(char::is_alphabetic) {
        heading(&mut page, "Что скажет программа");
        page.push(Piece::Text(says));
    }
    heading(&mut page, "Почему это важно");
    page.push(Piece::Text(file.why.clone()));
    heading(&mut page, "Что сказано в приказах");
    page.extend(quotes(file, requirements));
    heading(&mut page, "Плохо и хорошо");
    if file.subject() != Subject::Letter {
        page.extend(files(file));
        after_examples(&mut page, id, file);
        return page;
    }
    page.extend(bad_examples(file).take(EXAMPLES));
    if matches!(page.last(), Some(Piece::Heading(_))) {
        page.push(Piece::Text("Это правило видно только на письме целиком: проверьте своё письмо.".to_owned()));
    }
    let good: Vec<Piece> = file
        .good
        .iter()
        .filter(|example| !example.letter)
        .take(EXAMPLES)
        .map(|example| Piece::Good(on_one_line(example.text.get_ref()), example.why.trim_end_matches('.').to_owned()))
        .collect();
    if !good.is_empty() {
        heading(&mut page, "Что не считается ошибкой");
        page.extend(good);
    }
    if let Some((count, rows)) = words(file) {
        heading(&mut page, "Слова правила");
        page.push(Piece::Text(format!("Всего в словаре строк: {count}. Вот некоторые.")));
        page.push(Piece::Table(vec!["Не пишите".to_owned(), "Пишите".to_owned()], rows));
    }
    after_examples(&mut page, id, file);
    page
}

/// Examples of a rule on more than one letter.
fn files(file: &RuleFile) -> impl Iterator<Item = Piece> {
    let marked = match file.subject() {
        Subject::Report => "Плохо (между знаками ⟦ и ⟧ – что скажет отчёт):",
        _ => "Плохо (место отмечено знаками ⟦ и ⟧):",
    };
    let bad = file.bad.iter().take(FILE_EXAMPLES).flat_map(move |example| {
        [Piece::Text(marked.to_owned()), Piece::Code(example.text.get_ref().trim().to_owned())]
    });
    let good = file.good.iter().take(FILE_EXAMPLES).flat_map(move |example| {
        let why = example.why.trim_end_matches('.');
        [Piece::Text(format!("Хорошо – {why}:")), Piece::Code(example.text.get_ref().trim().to_owned())]
    });
    bad.chain(good)
}

/// How loud a rule is, what may be set, and how it is switched off.
fn after_examples(page: &mut Vec<Piece>, id: &str, file: &RuleFile) {
    let heading = |page: &mut Vec<Piece>, title: &str| page.push(Piece::Heading(title.to_owned()));
    heading(page, "Строгость");
    page.push(severities(file));
    if let Some(table) = params(file) {
        heading(page, "Что можно настроить");
        page.push(Piece::Text(format!("В файле yasno.toml, в таблице [rules.{id}]:")));
        page.push(table);
    }
    heading(page, "Как отключить");
    page.push(Piece::Text("Для всех писем – в файле yasno.toml:".to_owned()));
    page.push(Piece::Code(format!("[rules.{id}]\nseverity = \"off\"")));
    if file.subject() == Subject::Report {
        return;
    }
    page.push(Piece::Text(
        "В одном месте письма – строкой перед абзацем (в Word – примечанием без «<!--» и «-->»):".to_owned(),
    ));
    page.push(Piece::Code(format!("<!-- ясно: пропустить {id} — причина -->")));
    if file.subject() == Subject::Base {
        page.push(Piece::Text("В kb.toml и topics.csv то же пишут строкой выше, после знака «#»:".to_owned()));
        page.push(Piece::Code(format!("# ясно: пропустить {id} — причина")));
    }
    if file.message.contains("{hit}") {
        page.push(Piece::Text("Одно слово или название – командой:".to_owned()));
        page.push(Piece::Code(format!("yasno add-word СЛОВО --rule {id}")));
    }
}

/// The message with what is filled in left open.
fn message(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (_, behind) = after.split_once('}').unwrap_or(("", after));
        out.push_str(before);
        out.push('…');
        rest = behind;
    }
    (out + rest).replace(": …:", ":").replace("……", "…").replace(" ….", " …")
}

/// Where a rule applies, for people.
pub fn kinds(file: &RuleFile) -> String {
    match file.subject() {
        Subject::Letter => {}
        Subject::Base => return "в базе знаний, командой yasno kb check ПАПКА".to_owned(),
        Subject::Report => return "в отчёте за квартал, командой yasno report ПАПКА".to_owned(),
        Subject::Register => return "в перечне точек взаимодействия, командой yasno register check ФАЙЛ".to_owned(),
    }
    let mut titles: Vec<&str> = Vec::new();
    for name in &file.kinds {
        match name.get_ref().as_str() {
            "text" => return "в любом тексте".to_owned(),
            "letter" => titles.push("во всех письмах гражданам"),
            name => titles.extend(kinds_of(name).unwrap_or_default().iter().map(|kind| kind.title())),
        }
    }
    titles.join(", ")
}

fn quotes(file: &RuleFile, requirements: &Requirements) -> Vec<Piece> {
    if file.clauses.is_empty() {
        return vec![Piece::Text("Приказы этого прямо не требуют: это совет.".to_owned())];
    }
    let mut quotes = Vec::new();
    let mut last = None;
    for reference in &file.clauses {
        let reference = reference.get_ref();
        let cited = requirement::cite(reference).unwrap_or_else(|| reference.clone());
        let Some((order, clause)) = requirements.find(reference) else {
            quotes.push(Piece::Text(cited));
            continue;
        };
        if last != Some(&order.id) {
            last = Some(&order.id);
            quotes.push(Piece::Text(format!("{}, {} от {}:", order.authority, order.short, date(&order.date))));
        }
        match quotes.last_mut() {
            // The same words in another clause.
            Some(Piece::Quote(place, words)) if *words == clause.quote => {
                let number = cited.strip_prefix(&order.short).unwrap_or(&cited);
                if !place.ends_with(number) {
                    place.push(';');
                    place.push_str(number.trim_start_matches(','));
                }
            }
            _ => quotes.push(Piece::Quote(cited, clause.quote.clone())),
        }
    }
    quotes
}

/// «2024-09-13» as people write it: «13.09.2024».
fn date(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join(".")
}

fn severities(file: &RuleFile) -> Piece {
    let profiles = Profile::names().filter_map(|name| Profile::named(name).ok());
    let row = |profile: Profile| {
        let severity = file.severity_under(&profile, None).to_string();
        vec![profile.id.clone(), severity, profile.title]
    };
    let head = ["Профиль", "Строгость", "Чьи приказы"].map(str::to_owned).to_vec();
    Piece::Table(head, profiles.map(row).collect())
}

fn params(file: &RuleFile) -> Option<Piece> {
    let own = Params { table: file.own_params() };
    let rows: Vec<Vec<String>> = own
        .table
        .iter()
        .map(|(name, value)| {
            let of_profiles = file.params.iter().filter_map(|(profile, table)| {
                let changed = table.as_table()?.get(name)?;
                Some(format!("{profile}: {changed}"))
            });
            let values: Vec<String> = std::iter::once(value.to_string()).chain(of_profiles).collect();
            let about = file.params_about.get(name).cloned().unwrap_or_default();
            vec![name.clone(), values.join("; "), about]
        })
        .collect();
    let head = ["Параметр", "Обычно", "Что значит"].map(str::to_owned).to_vec();
    (!rows.is_empty()).then_some(Piece::Table(head, rows))
}

/// The number of rows of the rule's vocabulary, and some of them, as they read in their own examples.
fn words(file: &RuleFile) -> Option<(usize, Vec<Vec<String>>)> {
    let vocabulary = file.vocabulary.as_ref().map(toml::Spanned::get_ref);
    let data = || file.native.as_ref()?.get_ref().data.as_ref();
    let name = vocabulary.map(|check| &check.file).or_else(data)?.get_ref();
    let source = embedded::tables().find(|table| table.name() == name)?;
    let table = Table::parse(source.path, source.text, COLUMNS).ok()?;
    let taken = |row: &&Row| vocabulary.is_none_or(|check| is_taken(&table, row, check));
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .filter(taken)
        .filter_map(|row| {
            let (_, rest) = table.cell(row, "example").split_once("[[")?;
            let (found, _) = rest.split_once("]]")?;
            Some(vec![found.to_lowercase(), table.cell(row, "plain").replace(" / ", ", ")])
        })
        .collect();
    let count = rows.len();
    let step = count.div_ceil(ROWS).max(1);
    (count > 0).then(|| (count, rows.into_iter().step_by(step).collect()))
}

/// An example on one line; its paragraphs are kept apart by a stroke.
fn on_one_line(text: &str) -> String {
    text.replace('¶', " | ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bad examples of a rule with what becomes of them.
fn bad_examples(file: &RuleFile) -> impl Iterator<Item = Piece> {
    let bad = file.bad.iter().filter(|example| !example.letter);
    bad.map(|example| Piece::Bad(on_one_line(example.text.get_ref()), example.fixed.as_deref().map(on_one_line)))
}

/// «Плохо и хорошо» of a built-in rule as Markdown: the examples that show what becomes of them, else the others.
pub fn shown_examples(id: &str, count: usize) -> Option<String> {
    let source = embedded::rules().find(|source| source.name() == id)?;
    let file = parse(source, true).ok()?;
    let (mended, open): (Vec<Piece>, Vec<Piece>) =
        bad_examples(&file).partition(|piece| matches!(piece, Piece::Bad(_, Some(_))));
    let shown: Vec<Piece> = mended.into_iter().chain(open).take(count).collect();
    (!shown.is_empty()).then(|| body(&shown).replace("\n\n- ", "\n- ").trim().to_owned())
}

/// A page as Markdown.
pub fn markdown(title: &str, page: &[Piece]) -> String {
    let out = format!("# {title}\n{}", body(page));
    // Items of one list stand together.
    out.replace("\n\n- ", "\n- ")
        .replace("#\n- ", "#\n\n- ")
        .replace("хорошо\n- ", "хорошо\n\n- ")
        .replace("ошибкой\n- ", "ошибкой\n\n- ")
}

fn body(page: &[Piece]) -> String {
    let mut out = String::new();
    for piece in page {
        out.push('\n');
        match piece {
            Piece::Heading(text) => out.push_str(&format!("## {text}\n")),
            Piece::Text(text) => out.push_str(&format!("{}\n", escaped(text))),
            Piece::Quote(place, words) => {
                out.push_str(&format!("> «{}»\n>\n> — {}\n", escaped(words), escaped(place)));
            }
            Piece::Bad(text, fixed) => {
                let marked = escaped(text).replace("[[", "**").replace("]]", "**");
                out.push_str(&format!("- ✗ {marked}\n"));
                if let Some(fixed) = fixed {
                    out.push_str(&format!("  <br>✓ {}\n", escaped(fixed)));
                }
            }
            Piece::Good(text, why) => out.push_str(&format!("- ✓ {}\n  <br>{}\n", escaped(text), escaped(why))),
            Piece::Table(head, rows) => {
                let line = |cells: &[String]| {
                    let cells: Vec<String> = cells.iter().map(|cell| escaped(cell).replace('|', "\\|")).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                out.push_str(&line(head));
                out.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
                out.extend(rows.iter().map(|row| line(row)));
            }
            Piece::Code(text) => out.push_str(&format!("```\n{text}\n```\n")),
        }
    }
    out
}

/// Text in which nothing is taken for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // The marks of examples stay.
        if (c == '[' || c == ']') && chars.peek() == Some(&c) {
            chars.next();
            out.push(c);
            out.push(c);
            continue;
        }
        if matches!(c, '*' | '_' | '<' | '>' | '[' | ']' | '`' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// All pages of the built-in rules with the index: name of the file and its text.
///
/// # Errors
/// A rule file or an order that cannot be read.
pub fn pages() -> Result<Vec<(String, String)>, FileError> {
    let requirements = requirement::load()?;
    let mut pages = Vec::new();
    let mut index = String::from(
        "# Правила\n\nСтраницы сделаны программой из файлов правил, словарей и приказов: \
         `YASNO_WRITE_DOCS=1 cargo test --lib rule_pages`.\n",
    );
    let mut area = "";
    for source in embedded::rules() {
        let file = parse(source, true)?;
        if source.area() != area {
            area = source.area();
            let mut title = area_title(area).chars();
            let title: String = title.next().into_iter().flat_map(char::to_uppercase).chain(title).collect();
            index.push_str(&format!("\n## {title}\n\n| Правило | О чём | Обычно |\n| --- | --- | --- |\n"));
        }
        let common = Profile::named(crate::profile::DEFAULT_PROFILE);
        let severity = common.map_or(String::new(), |profile| file.severity_under(&profile, None).to_string());
        index.push_str(&format!("| [{0}]({0}.md) | {1} | {severity} |\n", source.name(), file.title));
        pages.push((format!("{}.md", source.name()), markdown(&file.title, &page(source, &file, &requirements))));
    }
    pages.push(("README.md".to_owned(), index));
    Ok(pages)
}

/// An area of rules, for people.
pub fn area_title(area: &str) -> &str {
    match area {
        "wording" => "слова",
        "sentence" => "предложения",
        "formatting" => "оформление",
        "refusal" => "отказ",
        "requisites" => "реквизиты",
        "outcome" => "ответ по существу",
        "notices" => "уведомления",
        "script" => "скрипты разговора",
        "kb" => "база знаний",
        "register" => "точки взаимодействия",
        "meta" => "пометки и карточка",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `YASNO_WRITE_DOCS=1 cargo test --lib rule_pages` writes them anew.
    #[test]
    fn the_rule_pages_are_up_to_date() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
        let pages = pages().unwrap();
        if std::env::var_os("YASNO_WRITE_DOCS").is_some() {
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).unwrap();
            for (name, text) in &pages {
                std::fs::write(folder.join(name), text).unwrap();
            }
        }
        let advice = "YASNO_WRITE_DOCS=1 cargo test --lib rule_pages";
        for (name, text) in &pages {
            let kept = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
            assert!(kept == *text, "docs/rules/{name} отстал: {advice}");
        }
        let there = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(there, pages.len(), "в docs/rules лишние страницы: {advice}");
    }

    #[test]
    fn parameters_are_explained() {
        for source in embedded::rules() {
            let file = parse(source, false).unwrap();
            let params = file.own_params();
            for name in file.params_about.keys() {
                assert!(params.contains_key(name), "{}: в [params-about] лишний параметр «{name}»", source.path);
            }
        }
    }

    #[test]
    fn text_is_not_taken_for_markup() {
        let page = [
            Piece::Bad("Срок – *до* [[5 мая]].".into(), Some("Срок – до 5 мая.".into())),
            Piece::Table(vec!["А".into()], vec![vec!["а|б".into()]]),
        ];
        assert_eq!(
            markdown("Т", &page),
            "# Т\n- ✗ Срок – \\*до\\* **5 мая**.\n  <br>✓ Срок – до 5 мая.\n\n| А |\n| --- |\n| а\\|б |\n"
        );
        assert_eq!(message("«{hit}» – плохо. Проще: {plain}."), "«…» – плохо. Проще: …");
    }
}
