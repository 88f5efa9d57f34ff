//! What the client offers to do about findings: quick fixes, all safe fixes at once, remarks that skip a finding.

use std::collections::HashMap;

use serde_json::{Value, json};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, Diagnostic, TextEdit, Uri,
    WorkspaceEdit,
};

use super::positions::Positions;
use super::seen::{Checked, Seen};
use super::settings;
use crate::document::{BlockKind, FileFormat};
use crate::engine::{Finding, can_skip};
use crate::fix;
use crate::language::Morphology;
use crate::rules::{Fix, Level, Scope, check_word};
use crate::text::{Edit, Span};

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.yasno");

/// Adds a word to the office's vocabulary.
pub(super) const ADD_WORD: &str = "yasno.addWord";
/// Switches a rule off in the settings.
pub(super) const RULE_OFF: &str = "yasno.ruleOff";

/// Longest stretch that is offered as a word, in words.
const WORDS: usize = 4;

/// The actions for a range of a text.
pub(super) fn actions(seen: &Seen, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let Some(checked) = seen.checked() else { return Vec::new() };
    let uri = &params.text_document.uri;
    let offer = Offer { seen, checked, uri, positions: seen.positions() };
    let only = params.context.only.as_deref();
    let mut actions = Vec::new();
    if wanted(only, &CodeActionKind::QUICKFIX) {
        let asked = offer.positions.span(params.range);
        let mut orders: Vec<CodeAction> = Vec::new();
        let touched = |(_, finding): &(usize, &Finding)| touches(seen.finding(&checked.document, finding), asked);
        let mut found: Vec<(usize, &Finding)> = checked.report.findings.iter().enumerate().filter(touched).collect();
        // What is meant is the shortest stretch; what the letter lacks stands where it may.
        found.sort_by_key(|(_, finding)| (finding.scope == Scope::Letter, finding.span.len()));
        for (index, finding) in found {
            let diagnostic = seen.diagnostics.get(index);
            offer.mend(finding, diagnostic, &mut actions);
            for order in [offer.add_word(finding, diagnostic), offer.rule_off(finding, diagnostic)] {
                orders.extend(order.filter(|order| orders.iter().all(|known| known.title != order.title)));
            }
        }
        // What changes the settings comes after what changes the letter.
        actions.extend(orders);
    }
    if wanted(only, &FIX_ALL) {
        actions.extend(offer.fix_all());
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Kinds are asked for by their beginning: «source.fixAll» means all below it.
fn wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let begins = |asked: &CodeActionKind| {
        kind.as_str().strip_prefix(asked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(begins))
}

fn touches(place: Span, asked: Span) -> bool {
    place.start <= asked.end && asked.start <= place.end
}

struct Offer<'a> {
    seen: &'a Seen,
    checked: &'a Checked,
    uri: &'a Uri,
    positions: Positions<'a>,
}

impl Offer<'_> {
    fn mend(&self, finding: &Finding, diagnostic: Option<&Diagnostic>, actions: &mut Vec<CodeAction>) {
        let mut preferred = true;
        for variant in finding.fixes.iter().filter(|fix| !fix.edits.is_empty()) {
            let Some(edits) = self.in_text(&variant.edits) else { continue };
            actions.push(CodeAction {
                title: title(finding, variant),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: diagnostic.map(|diagnostic| vec![diagnostic.clone()]),
                edit: Some(self.change(edits)),
                is_preferred: Some(preferred && variant.level == Level::Safe),
                ..CodeAction::default()
            });
            preferred = false;
        }
        let title = self.rule_title(finding);
        let remarks = [
            (format!("Пропустить здесь правило «{title}»: впишите причину"), self.skip(finding)),
            (format!("Не проверять правило «{title}» в этом письме: впишите причину"), self.off_here(finding)),
        ];
        for (title, edit) in remarks {
            let Some(edit) = edit else { continue };
            actions.push(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: diagnostic.map(|diagnostic| vec![diagnostic.clone()]),
                edit: Some(self.change(vec![edit])),
                ..CodeAction::default()
            });
        }
    }

    /// The rule's name for people.
    fn rule_title<'f>(&'f self, finding: &'f Finding) -> &'f str {
        let rule = self.seen.rules.ruleset.rules.iter().find(|rule| rule.id == finding.rule);
        rule.map_or(&*finding.rule, |rule| &*rule.title)
    }

    /// The word into the office's vocabulary, where the rule is about words.
    fn add_word(&self, finding: &Finding, diagnostic: Option<&Diagnostic>) -> Option<CodeAction> {
        let rule = self.seen.rules.ruleset.rules.iter().find(|rule| rule.id == finding.rule)?;
        if finding.scope == Scope::Letter || !rule.message.contains("{hit}") || !can_skip(&finding.rule) {
            return None;
        }
        let found = self.checked.document.text().get(finding.span.range())?;
        if found.split_whitespace().count() > WORDS || check_word(found).is_err() {
            return None;
        }
        let word = headword(found);
        let arguments = json!({ "uri": self.uri, "word": word });
        Some(order(format!("Добавить «{word}» в словарь ведомства"), ADD_WORD, arguments, diagnostic))
    }

    fn rule_off(&self, finding: &Finding, diagnostic: Option<&Diagnostic>) -> Option<CodeAction> {
        if !can_skip(&finding.rule) {
            return None;
        }
        let arguments = json!({ "uri": self.uri, "rule": &*finding.rule });
        Some(order(
            format!("Выключить правило «{}» во всех письмах этой папки", self.rule_title(finding)),
            RULE_OFF,
            arguments,
            diagnostic,
        ))
    }

    /// A remark before the finding's paragraph. Within a list or table it would break these.
    fn skip(&self, finding: &Finding) -> Option<TextEdit> {
        let document = &self.checked.document;
        if finding.scope == Scope::Letter || !can_skip(&finding.rule) {
            return None;
        }
        self.remark_before(document.block_at(finding.span.start)?, &format!("пропустить {}", finding.rule))
    }

    /// A remark before the first paragraph, which holds to the end.
    fn off_here(&self, finding: &Finding) -> Option<TextEdit> {
        let blocks = self.checked.document.blocks();
        let first = blocks.iter().position(|block| !block.span.is_empty()).filter(|_| can_skip(&finding.rule))?;
        self.remark_before(first, &format!("выкл {}", finding.rule))
    }

    fn remark_before(&self, block: usize, order: &str) -> Option<TextEdit> {
        let document = &self.checked.document;
        let block = &document.blocks()[block];
        if block.cell.is_some() || !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading { .. }) {
            return None;
        }
        let remark = format!("ясно: {order} — причина");
        let remark = match document.format() {
            FileFormat::Markdown => format!("<!-- {remark} -->\n"),
            FileFormat::Text => format!("#{remark}\n"),
            FileFormat::Html => format!("<!-- {remark} -->"),
            _ => return None,
        };
        let first = document.text()[block.span.range()].chars().next()?;
        let first = Span::new(block.span.start, block.span.start + first.len_utf8() as u32);
        let first = self.seen.place(document, first).start;
        if document.format() == FileFormat::Html {
            // The line may begin inside a tag.
            return Some(self.edit(&Edit::replace(Span::empty(first), remark)));
        }
        let line = self.positions.line_at(first).start;
        // Marks of a quote before the paragraph belong to the line.
        let starts = self.positions.position(line).character == 0;
        starts.then(|| self.edit(&Edit::replace(Span::empty(line), remark)))
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let chosen = fix::choose(&self.checked.document, &self.checked.report, Level::Safe);
        let edits: Vec<TextEdit> = chosen.edits.iter().map(|edit| self.edit(&self.placed(edit))).collect();
        (!edits.is_empty()).then(|| CodeAction {
            title: format!("Ясно: внести все надёжные исправления ({})", edits.len()),
            kind: Some(FIX_ALL),
            edit: Some(self.change(edits)),
            ..CodeAction::default()
        })
    }

    fn in_text(&self, edits: &[Edit]) -> Option<Vec<TextEdit>> {
        let placed = fix::in_file(&self.checked.document, edits)?;
        Some(placed.iter().map(|(_, edit)| self.edit(&self.placed(edit))).collect())
    }

    fn placed(&self, edit: &Edit) -> Edit {
        Edit { span: self.seen.in_buffer(edit.span), text: edit.text.clone() }
    }

    fn edit(&self, edit: &Edit) -> TextEdit {
        let text =
            if self.seen.buffer.text.contains("\r\n") { edit.text.replace('\n', "\r\n") } else { edit.text.clone() };
        TextEdit { range: self.positions.range(edit.span), new_text: text }
    }

    // The map's key is the client's own type; it is never changed here.
    #[allow(clippy::mutable_key_type)]
    fn change(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        WorkspaceEdit { changes: Some(HashMap::from([(self.uri.clone(), edits)])), ..WorkspaceEdit::default() }
    }
}

/// A word as a dictionary has it; names, abbreviations and phrases stay as they are.
fn headword(found: &str) -> String {
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    let small = found.to_lowercase();
    let rest_is_small = found.chars().skip(1).eq(small.chars().skip(1));
    if found.contains(' ') || !rest_is_small {
        return found;
    }
    let readings = settings::morphology().map(|morphology| morphology.readings(&small)).unwrap_or_default();
    readings.into_iter().next().map_or(small, |reading| reading.lemma.to_string())
}

fn order(title: String, command: &str, arguments: Value, diagnostic: Option<&Diagnostic>) -> CodeAction {
    let command = Command { title: title.clone(), command: command.to_owned(), arguments: Some(vec![arguments]) };
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic.map(|diagnostic| vec![diagnostic.clone()]),
        command: Some(command),
        ..CodeAction::default()
    }
}

/// What will be done, in a menu.
fn title(finding: &Finding, fix: &Fix) -> String {
    let label = fix.label.trim();
    match (finding.scope, &*fix.edits) {
        (Scope::Letter, _) => format!("Добавить: {label}"),
        (Scope::Span, [edit]) if edit.text.is_empty() => label.to_owned(),
        (Scope::Span, _) => format!("Заменить на «{label}»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_asked_for_by_their_beginning() {
        let source = [CodeActionKind::SOURCE_FIX_ALL];
        assert!(wanted(Some(&source), &FIX_ALL));
        assert!(!wanted(Some(&source), &CodeActionKind::QUICKFIX));
        assert!(!wanted(Some(&[CodeActionKind::new("source.fix")]), &FIX_ALL));
        assert!(wanted(None, &FIX_ALL));
    }
}
