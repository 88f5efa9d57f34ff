//! `yasno explain`: a rule, or a clause of an order. Opens no dictionary.

use super::args::ExplainArgs;
use super::out::{self, Outcome, Stop};
use crate::data::{Table, nearest};
use crate::profile::Profile;
use crate::report::{plural, wrap};
use crate::requirement::{self, Clause, Order, Requirements};
use crate::rules::embedded::{self, Source};
use crate::rules::{RuleFile, parse, vocabulary};

/// Examples of a rule that are shown.
const EXAMPLES: usize = 4;

/// Runs the command.
pub(super) fn run(options: &ExplainArgs) -> Result<Outcome, Stop> {
    let name = options.name.join(" ");
    let failed = |error: crate::data::FileError| Stop::Failed(error.to_string());
    let requirements = requirement::load().map_err(failed)?;
    if let Some(source) = embedded::rules().find(|source| source.name() == name) {
        let file = parse(source, true).map_err(failed)?;
        return out::print(&rule(source, &file, &requirements));
    }
    let clauses = clauses(&requirements, &name);
    if !clauses.is_empty() {
        return out::print(&clauses.iter().map(|(order, found)| clause(order, found)).collect::<String>());
    }
    Err(Stop::Failed(unknown(&name, &requirements)))
}

/// Text at the margin, in lines that fit.
fn paragraph(out: &mut String, indent: &str, text: &str) {
    for line in wrap(text, out::width().saturating_sub(indent.len() + 1)).lines() {
        out.push_str(indent);
        out.push_str(line);
        out.push('\n');
    }
}

fn heading(out: &mut String, title: &str) {
    out.push_str(&format!("\n{title}\n"));
}

fn rule(source: Source<'_>, file: &RuleFile, requirements: &Requirements) -> String {
    let mut text = String::new();
    paragraph(&mut text, "", &format!("{} – {}", source.name(), file.title));
    heading(&mut text, "Почему это важно");
    paragraph(&mut text, "  ", &file.why);
    heading(&mut text, "Основание");
    if file.clauses.is_empty() {
        paragraph(&mut text, "  ", "Приказы этого прямо не требуют: это совет.");
    }
    for reference in &file.clauses {
        let reference = reference.get_ref();
        let cited = requirement::cite(reference).unwrap_or_else(|| reference.clone());
        match requirements.find(reference) {
            Some((_, clause)) => paragraph(&mut text, "  ", &format!("{cited}: «{}»", clause.quote)),
            None => paragraph(&mut text, "  ", &cited),
        }
    }
    heading(&mut text, "Строгость");
    for name in Profile::names() {
        if let Ok(profile) = Profile::named(name) {
            text.push_str(&format!("  {name:<12} {}\n", file.severity_under(&profile, None)));
        }
    }
    heading(&mut text, "Где проверяется");
    paragraph(&mut text, "  ", &kinds(file));
    if let Some(count) = rows(file) {
        let word = plural(count, "выражение", "выражения", "выражений");
        paragraph(&mut text, "  ", &format!("в словаре правила {count} {word}"));
    }
    examples(&mut text, file);
    let params = file.own_params();
    if !params.is_empty() {
        heading(&mut text, "Что можно настроить в yasno.toml");
        text.push_str(&format!("  [rules.{}]\n", source.name()));
        for (name, value) in &params {
            text.push_str(&format!("  {name} = {value}\n"));
        }
    }
    heading(&mut text, "Как отключить");
    text.push_str(&format!(
        "  для всех писем – в yasno.toml:\n    [rules.{0}]\n    severity = \"off\"\n",
        source.name()
    ));
    text.push_str(&format!(
        "  в одном месте – строкой перед абзацем (в Word – примечанием без «<!--» и «-->»):\n    \
         <!-- ясно: пропустить {} — причина -->\n",
        source.name()
    ));
    text
}

fn kinds(file: &RuleFile) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for name in &file.kinds {
        match name.get_ref().as_str() {
            "text" => return "в любом тексте".to_owned(),
            "letter" => titles.push("во всех письмах гражданам"),
            name => titles.extend(crate::rules::kinds_of(name).unwrap_or_default().iter().map(|kind| kind.title())),
        }
    }
    titles.join(", ")
}

/// Rows of the rule's vocabulary.
fn rows(file: &RuleFile) -> Option<usize> {
    let check = file.vocabulary.as_ref()?.get_ref();
    let source = embedded::tables().find(|table| table.name() == check.file.get_ref())?;
    let table = Table::parse(source.path, source.text, vocabulary::COLUMNS).ok()?;
    Some(table.rows.iter().filter(|row| vocabulary::is_taken(&table, row, check)).count())
}

/// The text of an example without its marks, on one line.
fn unmarked(text: &str) -> String {
    text.replace("[[", "").replace("]]", "").replace('¶', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn examples(out: &mut String, file: &RuleFile) {
    heading(out, "Плохо → хорошо");
    for example in file.bad.iter().filter(|example| !example.letter).take(EXAMPLES) {
        paragraph(out, "  ", &format!("✗ {}", unmarked(example.text.get_ref())));
        if let Some(fixed) = &example.fixed {
            paragraph(out, "  ", &format!("✓ {}", unmarked(fixed)));
        }
    }
    let good: Vec<_> = file.good.iter().filter(|example| !example.letter).take(EXAMPLES / 2).collect();
    if !good.is_empty() {
        heading(out, "Не считается ошибкой");
        for example in good {
            paragraph(out, "  ", &format!("✓ {}", unmarked(example.text.get_ref())));
            paragraph(out, "    ", &format!("({})", example.why.trim_end_matches('.')));
        }
    }
    if out.ends_with("Плохо → хорошо\n") {
        paragraph(out, "  ", "Примеры этого правила – письма целиком: правило видно на письме, проверьте своё.");
    }
}

/// The clauses that a reference names: itself, or all that it heads.
fn clauses<'a>(requirements: &'a Requirements, name: &str) -> Vec<(&'a Order, &'a Clause)> {
    let Some((order, whole)) = requirements.find(name) else {
        // A clause that is only given in parts: «002 3.10».
        let begins =
            |reference: &&str| reference.strip_prefix(name).is_some_and(|rest| rest.starts_with(['(', ' ', '.']));
        let known = if name.contains(' ') { requirements.references().filter(begins).collect() } else { Vec::new() };
        return known.into_iter().filter_map(|reference| requirements.find(reference)).collect();
    };
    std::iter::once((order, whole)).chain(Requirements::parts(order, whole).map(|part| (order, part))).collect()
}

fn clause(order: &Order, clause: &Clause) -> String {
    let reference = format!("{} {}", order.id, clause.id);
    let mut text = String::new();
    let cited = requirement::cite(&reference).unwrap_or_else(|| reference.clone());
    paragraph(&mut text, "", &format!("{cited} – {}", clause.gist));
    paragraph(&mut text, "  ", &format!("«{}»", clause.quote));
    paragraph(&mut text, "  ", &format!("Состояние: {}", clause.status.label()));
    let rules: Vec<&str> = embedded::rules()
        .filter(|source| {
            let names = |file: RuleFile| file.clauses.iter().any(|clause| *clause.get_ref() == reference);
            parse(*source, false).is_ok_and(names)
        })
        .map(|source| source.name())
        .collect();
    if !rules.is_empty() {
        paragraph(&mut text, "  ", &format!("Правила: {}", rules.join(", ")));
    }
    if !clause.planned.is_empty() {
        paragraph(&mut text, "  ", &format!("Правила, которых ещё нет: {}", clause.planned.join(", ")));
    }
    if let Some(why) = &clause.why {
        paragraph(&mut text, "  ", why);
    }
    text.push('\n');
    text
}

fn unknown(name: &str, requirements: &Requirements) -> String {
    let looks_like_clause = name.starts_with(|c: char| c.is_ascii_digit());
    let known: Vec<&str> = match looks_like_clause {
        true => requirements.references().collect(),
        false => embedded::rules().map(|source| source.name()).collect(),
    };
    let near = nearest(name, &known).map_or(String::new(), |near| format!("; возможно, имелось в виду «{near}»"));
    match looks_like_clause {
        true => format!("нет пункта «{name}»{near}. Пункт пишут так: yasno explain \"002 3.10(1)\""),
        false => format!("нет правила «{name}»{near}. Все правила: yasno rules"),
    }
}
