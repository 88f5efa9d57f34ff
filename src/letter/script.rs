//! Who says what in the script of a telephone call.

#[cfg(test)]
mod tests;

use crate::document::{BlockKind, Document};
use crate::text::Span;

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The one who works for the office.
    Employee,
    /// The one who is helped.
    Client,
    /// Nobody: a title, a direction, an introduction.
    Nobody,
}

/// A line of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub speaker: Speaker,
    /// The line with the name of who speaks.
    pub span: Span,
    /// The words alone.
    pub said: Span,
    /// The words in lower case, with «е» for «ё».
    pub folded: String,
    /// 0 on the main way of the talk; a number of its own for each branch («Если клиент кричит:»).
    pub branch: usize,
    /// True for the title of a part or branch, which is said to nobody.
    pub title: bool,
}

const EMPLOYEE: [&str; 9] =
    ["сотрудник", "сотрудница", "оператор", "специалист", "консультант", "администратор", "диспетчер", "менеджер", "с"];
const CLIENT: [&str; 10] =
    ["клиент", "клиентка", "заявитель", "абонент", "звонящий", "гражданин", "гражданка", "посетитель", "житель", "к"];
/// How the title of a branch begins.
const BRANCHES: [&str; 7] = ["если ", "при ", "в случае ", "когда ", "вариант", "ветка", "на случай"];
/// Words in the title of a branch on rudeness.
const RUDE: [&str; 9] = ["оскорб", "нецензур", "груб", "ругает", "кричит", "конфликт", "агресс", "хамств", "хамит"];
/// Words of the longest title.
const TITLE: usize = 14;

/// The lines of a script, in order.
pub(super) fn talk(document: &Document) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut rows: Vec<(u32, u32, Speaker)> = Vec::new();
    let mut columns: Vec<(u32, u32, Speaker)> = Vec::new();
    let mut branch = 0;
    let mut branches = 0;
    let mut last = Speaker::Nobody;
    for block in document.blocks() {
        let text = document.slice(block.span);
        let cell = block.cell.map(|cell| (cell.table, cell.row, cell.column));
        let alone = named(text.trim().trim_end_matches(':'));
        if let (Some((table, row, column)), Some(speaker)) = (cell, alone) {
            // The names of the columns, or the name before a line.
            if row == 0 {
                columns.push((table, column, speaker));
            }
            rows.push((table, row, speaker));
            continue;
        }
        let of_cell = cell.and_then(|(table, row, column)| {
            let own = |list: &[(u32, u32, Speaker)], at: u32| {
                list.iter().rev().find(|item| (item.0, item.1) == (table, at)).map(|item| item.2)
            };
            own(&columns, column).filter(|_| row > 0).or_else(|| own(&rows, row))
        });
        let mut at = block.span.start;
        for line in text.split('\n') {
            let start = at + (line.len() - line.trim_start().len()) as u32;
            at += line.len() as u32 + 1;
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let span = Span::new(start, start + line.len() as u32);
            let heading = || matches!(block.kind, BlockKind::Heading { .. }) || is_bold(document, span);
            let mut title = false;
            let (speaker, said) = match label(line) {
                Some((speaker, length)) => (speaker, Span::new(start + length as u32, span.end)),
                None if is_title(line, heading()) => {
                    title = true;
                    let folded = fold(line);
                    let is_branch = BRANCHES.iter().any(|begin| folded.starts_with(begin)) || is_rude(&folded);
                    branches += usize::from(is_branch);
                    branch = if is_branch { branches } else { 0 };
                    (Speaker::Nobody, span)
                }
                None => (of_cell.unwrap_or(last), span),
            };
            last = speaker;
            turns.push(Turn { speaker, span, said, folded: fold(document.slice(said)), branch, title });
        }
    }
    turns
}

/// True of the title of a branch on what to do when the client is rude.
pub fn is_rude(folded: &str) -> bool {
    RUDE.iter().any(|word| folded.contains(word))
        || folded.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "мат" | "матом" | "матерится" | "мате"))
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

fn named(name: &str) -> Option<Speaker> {
    let name = fold(name.trim());
    let found = |list: &[&str]| list.contains(&&*name);
    found(&EMPLOYEE).then_some(Speaker::Employee).or_else(|| found(&CLIENT).then_some(Speaker::Client))
}

/// Who speaks a line, and where the words begin.
fn label(line: &str) -> Option<(Speaker, usize)> {
    let (before, after) = line.split_once(':')?;
    // «Сотрудник (спокойно):», «– Клиент:»
    let name = before.split('(').next().unwrap_or_default();
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '-' | '*' | '•'));
    let speaker = named(name)?;
    Some((speaker, line.len() - after.trim_start().len()))
}

/// True of a short line in bold that is no sentence: a title in all but name.
fn is_bold(document: &Document, span: Span) -> bool {
    let line = document.slice(span);
    line.split_whitespace().count() <= TITLE
        && !line.ends_with(['.', '!', '?', '…'])
        && document.format_at(span.start).bold
        && document.format_at(span.end.saturating_sub(1)).bold
}

fn is_title(line: &str, heading: bool) -> bool {
    let short = line.split_whitespace().count() <= TITLE;
    heading || (short && line.ends_with(':')) || (line.starts_with(['[', '(']) && line.ends_with([']', ')']))
}
