//! `yasno outline`: what the program takes a letter for, and which line is what part of it.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::{Colour, ListFormat, OutlineArgs};
use super::files;
use super::input::Input;
use super::known::Known;
use super::out::{self, Out, Outcome, Stop};
use crate::document::Document;
use crate::engine;
use crate::letter::{Letter, NamedPart, Zone};
use crate::text::{Lines, Span};
use crate::workspace::Configs;

/// Letters shown of one line.
const SHOWN: usize = 60;

#[derive(Serialize)]
struct Outline<'a> {
    file: &'a str,
    kind: &'static str,
    kind_reason: &'a str,
    template: bool,
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<crate::letter::Occasion>,
    parts: Vec<Part<'a>>,
    lines: Vec<Line<'a>>,
}

/// One of the parts that the orders ask for.
#[derive(Serialize)]
struct Part<'a> {
    name: &'static str,
    #[serde(skip)]
    title: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

#[derive(Serialize)]
struct Line<'a> {
    zone: Zone,
    line: u32,
    text: &'a str,
}

/// Runs the command.
pub(super) fn run(options: &OutlineArgs) -> Result<Outcome, Stop> {
    let found = files::find(&options.paths, options.stdin_name.as_deref());
    let mut outcome = Outcome::Clean;
    for error in &found.errors {
        out::error(error);
        outcome = Outcome::Failed;
    }
    let mut configs = Configs::new(options.rules.choice(None));
    let tasks: Vec<(Input, usize)> = found
        .inputs
        .into_iter()
        .map(|input| {
            let number = configs.of_path(input.named());
            (input, number)
        })
        .collect();
    let rules = if tasks.is_empty() { Vec::new() } else { configs.rules().map_err(Stop::Failed)? };
    let mut out = Out::new(Colour::Never);
    let mut told = Vec::new();
    for (number, (input, config)) in tasks.iter().enumerate() {
        let rules = match &rules[*config] {
            Ok(rules) => rules,
            Err(errors) => {
                errors.iter().for_each(|error| out::error(error));
                return Ok(Outcome::Failed);
            }
        };
        let document = match input.document() {
            Ok(document) => document,
            Err(error) => {
                out::error(&format!("{}: {error}", input.name));
                outcome = Outcome::Failed;
                continue;
            }
        };
        let known = match Known::of(input, &options.letter, rules) {
            Ok(known) => known,
            Err(error) => {
                out::error(&error);
                outcome = Outcome::Failed;
                continue;
            }
        };
        let ruleset = match known.ruleset(&document, rules) {
            Ok(ruleset) => ruleset,
            Err(error) => {
                out::error(&error);
                outcome = Outcome::Failed;
                continue;
            }
        };
        let report = engine::check(&document, &ruleset, &known.context());
        let outline = outline(&input.name, &document, &report.letter);
        match options.format {
            ListFormat::Json => told.push(serde_json::to_value(&outline).unwrap_or_default()),
            ListFormat::Text => {
                let gap = if number == 0 { "" } else { "\n" };
                out.write(&format!("{gap}{}", text(&outline, &report.letter)), outcome)?;
            }
        }
    }
    if options.format == ListFormat::Json {
        let text = serde_json::to_string_pretty(&told).unwrap_or_default();
        out.write(&format!("{text}\n"), outcome)?;
    }
    Ok(outcome)
}

fn outline<'a>(file: &'a str, document: &'a Document, letter: &'a Letter) -> Outline<'a> {
    let lines = document.source().map(Lines::new);
    // The line of a text file, the paragraph of a .docx.
    let number = |span: Span| match (&lines, document.map().source(span)) {
        (Some(lines), Some(place)) => lines.chars(place.span.start).line + 1,
        _ => document.block_at(span.start).map_or(0, |block| document.blocks()[block].origin.1 + 1),
    };
    let shown = |span: Span| document.slice(span).trim();
    let zones = document.blocks().iter().enumerate().filter(|(_, block)| !shown(block.span).is_empty());
    let zone = |(index, block): (usize, &crate::document::Block)| Line {
        zone: letter.zone(index),
        line: number(block.span),
        text: shown(block.span),
    };
    let part = |part: NamedPart| Part {
        name: part.name,
        title: part.title,
        text: part.span.map(shown),
        line: part.span.map(number),
        note: part.note,
    };
    Outline {
        file,
        kind: letter.kind.id(),
        kind_reason: &letter.kind_reason,
        template: letter.template,
        whole: letter.whole,
        occasion: letter.occasion,
        parts: letter.named_parts().map(part).into(),
        lines: zones.map(zone).collect(),
    }
}

fn text(outline: &Outline<'_>, letter: &Letter) -> String {
    let mut text = format!("{}\n", outline.file);
    let template = if outline.template { "шаблон, " } else { "" };
    let _ = writeln!(text, "  Вид письма: {template}{} ({})", letter.kind.title(), outline.kind_reason);
    if let Some(occasion) = outline.occasion {
        let _ = writeln!(text, "  По поводу: {}", occasion.title());
    }
    if !outline.whole {
        let _ = writeln!(text, "  Приветствия и подписи не видно: части письма не проверяются");
    }
    text.push('\n');
    let mut before = None;
    for line in &outline.lines {
        let name = if before == Some(line.zone) { "" } else { line.zone.title() };
        before = Some(line.zone);
        let one: String = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = one.chars().take(SHOWN).collect();
        let more = if cut.len() < one.len() { "…" } else { "" };
        let _ = writeln!(text, "  {name:<16}{:>4}  {cut}{more}", line.line);
    }
    text.push('\n');
    for part in &outline.parts {
        let note = part.note.map_or(String::new(), |note| format!(" ({note})"));
        let shown = part.text.map_or("нет", |text| text);
        let one = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "  {:<22}{one}{note}", part.title);
    }
    text
}
