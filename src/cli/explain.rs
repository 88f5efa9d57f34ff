//! `yasno explain`: a rule, or a clause of an order. Opens no dictionary.

use std::path::Path;

use super::args::{ExplainArgs, RuleArgs};
use super::out::{self, Outcome, Stop};
use crate::data::nearest;
use crate::report::wrap;
use crate::requirement::{self, Clause, Order, Requirements};
use crate::rules::embedded::{self, Source};
use crate::rules::page::{Piece, page};
use crate::rules::{Find, RuleFile, parse};
use crate::workspace::Configs;

/// Widest column of a table but the last.
const WIDEST: usize = 32;
/// Letters by which a word of a title is known.
const STEM: usize = 5;

/// Runs the command.
pub(super) fn run(options: &ExplainArgs) -> Result<Outcome, Stop> {
    let name = options.name.join(" ");
    let failed = |error: crate::data::FileError| Stop::Failed(error.to_string());
    let requirements = requirement::load().map_err(failed)?;
    if let Some(source) = embedded::rules().find(|source| source.name() == name) {
        let file = parse(source, true).map_err(failed)?;
        return out::print(&rule(source, &file, &requirements));
    }
    if let Some(text) = own_rule(&name)? {
        return out::print(&text);
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
    for piece in page(source, file, requirements) {
        match piece {
            Piece::Heading(title) => heading(&mut text, &title),
            Piece::Text(words) => paragraph(&mut text, "  ", &words),
            Piece::Quote(place, words) => paragraph(&mut text, "  ", &format!("{place}: «{words}»")),
            Piece::Bad(bad, fixed) => {
                paragraph(&mut text, "  ", &format!("✗ {}", unmarked(&bad)));
                if let Some(fixed) = fixed {
                    paragraph(&mut text, "  ", &format!("✓ {}", unmarked(&fixed)));
                }
            }
            Piece::Good(good, why) => {
                paragraph(&mut text, "  ", &format!("✓ {}", unmarked(&good)));
                paragraph(&mut text, "    ", &format!("({why})"));
            }
            Piece::Table(_, rows) => table(&mut text, &rows),
            Piece::Code(lines) => {
                for line in lines.lines() {
                    text.push_str(&format!("    {line}\n"));
                }
            }
        }
    }
    text
}

/// Rows with their columns below each other; the last column is wrapped.
fn table(out: &mut String, rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let lengths = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        lengths.max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..columns.saturating_sub(1)).map(width).collect();
    let before: usize = 2 + widths.iter().map(|width| width + 2).sum::<usize>();
    for row in rows {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&format!("{cell:<width$}  "));
        }
        let last = wrap(row.last().map_or("", String::as_str), out::width().saturating_sub(before + 1).max(WIDEST));
        line.push_str(&last.replace('\n', &format!("\n{}", " ".repeat(before))));
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// The text of an example without its marks.
fn unmarked(text: &str) -> String {
    text.replace("[[", "").replace("]]", "")
}

/// A rule of the office: where it stands and what it says.
fn own_rule(name: &str) -> Result<Option<String>, Stop> {
    let options = RuleArgs::default();
    let mut configs = Configs::new(options.choice(None));
    let number = configs.below(Path::new(""));
    // A wrong file is no reason to be silent on the program's own rules.
    let Ok(settings) = configs.settings(number) else { return Ok(None) };
    let Some(own) = settings.rules.get(name).filter(|own| !own.texts.is_empty()) else { return Ok(None) };
    let mut text = String::new();
    paragraph(&mut text, "", &format!("{name} – {}", own.texts.title.as_deref().unwrap_or("своё правило")));
    paragraph(&mut text, "  ", &format!("Правило вашего ведомства: {}:{}", own.path, own.line));
    if let Some(why) = &own.texts.why {
        heading(&mut text, "Почему это важно");
        paragraph(&mut text, "  ", why);
    }
    heading(&mut text, "Слова правила");
    let rows: Vec<Vec<String>> = own
        .rows
        .iter()
        .map(|row| match &row.find {
            Find::Word(find) | Find::Pattern(find) => vec![find.clone(), row.plain.clone()],
        })
        .collect();
    table(&mut text, &rows);
    Ok(Some(text))
}

/// The clauses that a reference names: itself, or all that it heads.
fn clauses<'a>(requirements: &'a Requirements, name: &str) -> Vec<(&'a Order, &'a Clause)> {
    let name = ["п. ", "п.", "пункт "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    if !name.contains(' ') && name.starts_with(|c: char| c.is_ascii_digit()) && name.contains('.') {
        // A number alone: the clause of that number of each order.
        let named = |order: &Order| clauses(requirements, &format!("{} {name}", order.id));
        return requirements.orders().iter().flat_map(named).collect();
    }
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
    paragraph(&mut text, "  ", &format!("{}, «{}»", order.authority, order.title));
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
    // A word of a title: «канцелярит», «сокращения».
    let stem: String = name.to_lowercase().chars().take(STEM).collect();
    let titled = |source: &Source<'_>| {
        parse(*source, false)
            .is_ok_and(|file| file.title.to_lowercase().split([' ', ',']).any(|word| word.starts_with(&stem)))
    };
    if !name.is_ascii() && stem.chars().count() == STEM {
        let rules: Vec<&str> = embedded::rules().filter(titled).map(|source| source.name()).collect();
        if !rules.is_empty() {
            return format!("нет правила «{name}»; похожие: {}", rules.join(", "));
        }
    }
    let near = nearest(name, &known).map_or(String::new(), |near| format!("; возможно, имелось в виду «{near}»"));
    match looks_like_clause {
        true => format!("нет пункта «{name}»{near}. Пункт пишут так: yasno explain \"002 3.10(1)\""),
        false => format!("нет правила «{name}»{near}. Все правила: yasno rules"),
    }
}
