//! Authors' remarks «ясно: пропустить …» and what they silence.

use super::Report;
use super::finding::{Note, Suppressed};
use crate::data::nearest;
use crate::document::{Directive, Document};
use crate::profile::Severity;
use crate::rules::{Ruleset, Subject};
use crate::text::Span;

/// Rules that no remark silences: a letter must not leave with these faults.
const UNSUPPRESSIBLE: [&str; 4] =
    ["refusal-ground-missing", "refusal-bare-legal-ref", "aggression", "unfilled-placeholder"];

/// True when a remark of the author may silence a rule.
pub fn can_skip(rule: &str) -> bool {
    !UNSUPPRESSIBLE.contains(&rule)
}

/// What a remark says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Command {
    /// Skip these rules in the next block, or in the remark's own stretch.
    Skip,
    /// Switch these rules off from here.
    Off,
    /// Switch them on again.
    On,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Remark {
    command: Command,
    /// Ids; empty: all.
    rules: Vec<String>,
    reason: Option<String>,
}

/// A stretch in which some rules are silent.
struct Silence {
    span: Span,
    rules: Vec<String>,
    reason: Option<String>,
    place: Span,
    used: bool,
}

/// Moves suppressed findings from the findings to the suppressed, and notes remarks that are wrong or idle.
///
/// A remark on rules that look at more than one letter is idle only when `all` rules were run.
pub(super) fn apply(document: &Document, ruleset: &Ruleset, all: bool, report: &mut Report) {
    if document.directives().is_empty() {
        return;
    }
    let mut silences = silences(document, ruleset, &mut report.notes);
    let mut kept = Vec::with_capacity(report.findings.len());
    for finding in std::mem::take(&mut report.findings) {
        let silence = silences.iter_mut().find(|silence| {
            let names = silence.rules.is_empty() || silence.rules.iter().any(|rule| **rule == *finding.rule);
            names && silence.span.start <= finding.span.start && finding.span.start <= silence.span.end
        });
        match silence {
            Some(silence) if can_skip(&finding.rule) => {
                silence.used = true;
                if finding.severity == Severity::Error && silence.reason.is_none() {
                    let message = format!("напишите после «—», почему пропущена ошибка «{}»", finding.rule);
                    report.notes.push(Note { message, span: Some(silence.place) });
                }
                report.suppressed.push(Suppressed { finding, reason: silence.reason.clone() });
            }
            Some(silence) => {
                silence.used = true;
                let message = format!("правило «{}» пропустить нельзя: исправьте письмо", finding.rule);
                report.notes.push(Note { message, span: Some(silence.place) });
                kept.push(finding);
            }
            None => kept.push(finding),
        }
    }
    report.findings = kept;
    let elsewhere = |id: &String| ruleset.rules.iter().any(|rule| *rule.id == **id && rule.subject != Subject::Letter);
    let waits = |silence: &Silence| !all && silence.rules.iter().any(elsewhere);
    for silence in silences.iter().filter(|silence| !silence.used && !waits(silence)) {
        let message = "пометка «ясно: пропустить» ничего не пропускает: уберите её".to_owned();
        report.notes.push(Note { message, span: Some(silence.place) });
    }
}

fn silences(document: &Document, ruleset: &Ruleset, notes: &mut Vec<Note>) -> Vec<Silence> {
    let mut silences: Vec<Silence> = Vec::new();
    let mut open: Vec<Silence> = Vec::new();
    let end = document.text().len() as u32;
    for directive in document.directives() {
        let place = directive.anchor;
        let remark = match parse(&directive.text) {
            Ok(remark) => remark,
            Err(message) => {
                notes.push(Note { message, span: Some(place) });
                continue;
            }
        };
        for rule in &remark.rules {
            if !ruleset.is_known(rule) {
                let known: Vec<&str> = ruleset.known().collect();
                let hint =
                    nearest(rule, &known).map_or(String::new(), |name| format!(": возможно, имелось в виду «{name}»"));
                notes.push(Note {
                    message: format!("в пометке названо неизвестное правило «{rule}»{hint}"),
                    span: Some(place),
                });
            }
        }
        let silence =
            |span| Silence { span, rules: remark.rules.clone(), reason: remark.reason.clone(), place, used: false };
        match remark.command {
            Command::Skip => silences.push(silence(skipped(document, directive))),
            Command::Off => open.push(silence(Span::new(place.start, end))),
            Command::On => {
                let (ended, still): (Vec<_>, Vec<_>) =
                    open.into_iter().partition(|off| remark.rules.is_empty() || off.rules == remark.rules);
                silences.extend(
                    ended.into_iter().map(|off| Silence { span: Span::new(off.span.start, place.start), ..off }),
                );
                open = still;
            }
        }
    }
    silences.extend(open);
    silences
}

/// The remark's own stretch, or the block after it.
fn skipped(document: &Document, directive: &Directive) -> Span {
    if !directive.anchor.is_empty() {
        return directive.anchor;
    }
    let blocks = document.blocks();
    let next = blocks.partition_point(|block| block.span.end <= directive.anchor.start);
    blocks[next..].iter().find(|block| !block.span.is_empty()).map_or(directive.anchor, |block| block.span)
}

fn parse(text: &str) -> Result<Remark, String> {
    let text = text.trim();
    let body = ["ясно:", "yasno:"].iter().find_map(|start| {
        text.get(..start.len()).filter(|head| head.to_lowercase() == *start).map(|_| text[start.len()..].trim())
    });
    let body = body.unwrap_or(text);
    let (command, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let command = match command.to_lowercase().as_str() {
        "пропустить" | "skip" => Command::Skip,
        "выкл" | "off" => Command::Off,
        "вкл" | "on" => Command::On,
        other => {
            return Err(format!("пометка «ясно: {other} …» не понята: бывает «пропустить», «выкл» и «вкл»"));
        }
    };
    let (names, reason) = [" — ", " – ", " -- "]
        .iter()
        .find_map(|dash| rest.split_once(dash))
        .map_or((rest, None), |(names, reason)| (names, Some(reason.trim())));
    let rules = names.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Ok(Remark { command, rules, reason: reason.filter(|reason| !reason.is_empty()).map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_remarks() {
        let remark = parse("ясно: пропустить bureaucratese, archaism — цитата из договора").unwrap();
        assert_eq!(remark.rules, ["bureaucratese", "archaism"]);
        assert_eq!(remark.reason.as_deref(), Some("цитата из договора"));
        assert_eq!(parse("yasno: off foreign-word").unwrap().command, Command::Off);
        assert_eq!(parse("Ясно: вкл").unwrap(), Remark { command: Command::On, rules: vec![], reason: None });
        assert!(parse("ясно: забыть всё").unwrap_err().contains("забыть"));
    }
}
