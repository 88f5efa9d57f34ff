//! What is shown at a word with a finding: what is wrong, what to write, why, and the words of the order.

use tower_lsp_server::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::seen::Seen;
use super::settings;
use crate::engine::Finding;
use crate::requirement;
use crate::rules::meanings::meaning;
use crate::rules::page::shown_examples;
use crate::rules::{Rule, Scope};
use crate::text::Span;

/// Examples that are shown.
const EXAMPLES: usize = 2;

/// The text for a position.
pub(super) fn hover(seen: &Seen, position: Position) -> Option<Hover> {
    let checked = seen.checked()?;
    let positions = seen.positions();
    let at = positions.byte(position);
    let here = |finding: &&Finding| {
        let place = seen.finding(&checked.document, finding);
        place.start <= at && at < place.end
    };
    let mut found: Vec<&Finding> = checked.report.findings.iter().filter(here).collect();
    // What the whole letter lacks is said where nothing else is.
    if found.iter().any(|finding| finding.scope != Scope::Letter) {
        found.retain(|finding| finding.scope != Scope::Letter);
    }
    // The shortest stretch is the one that is meant.
    found.sort_by_key(|finding| finding.span.len());
    let explained = explained(seen, at);
    let Some(narrowest) = found.first().map(|finding| finding.span) else {
        let (span, value) = explained?;
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        return Some(Hover { contents, range: Some(positions.range(span)) });
    };
    let rules = &seen.rules.ruleset.rules;
    let mut parts: Vec<String> = found.iter().map(|finding| about(finding, rules)).collect();
    parts.extend(explained.map(|(_, words)| words));
    let text = parts.join("\n\n---\n\n");
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text }),
        range: Some(positions.range(seen.place(&checked.document, narrowest))),
    })
}

/// What the term or abbreviation at a byte of the text means.
fn explained(seen: &Seen, at: u32) -> Option<(Span, String)> {
    let line = seen.positions().line_at(at);
    let text = seen.buffer.text.get(line.range())?;
    let at = at.checked_sub(line.start)? as usize;
    let (words, plain) = meaning(text, at, &seen.rules.meanings, &*settings::morphology().ok()?)?;
    let span = Span::new(words.start as u32, words.end as u32).shift(line.start);
    Some((span, format!("«{}» – {plain}", &text[words])))
}

fn about(finding: &Finding, rules: &[Rule]) -> String {
    let mut lines = Vec::new();
    let rule = rules.iter().find(|rule| rule.id == finding.rule);
    if let Some(rule) = rule {
        lines.push(format!("**{}**", rule.title));
    }
    // The message stands above: each editor shows it with the place.
    let told = |label: &str| finding.message.contains(&format!("«{label}»"));
    let variants = finding.fixes.iter().map(|fix| fix.label.trim()).filter(|label| !label.is_empty() && !told(label));
    let variants: Vec<String> = variants.take(3).map(|label| format!("- {label}")).collect();
    if !variants.is_empty() {
        lines.push(format!("Как лучше:\n{}", variants.join("\n")));
    }
    if let Some(rule) = rule {
        lines.push(rule.why.clone());
    }
    let mut cited: Vec<String> = Vec::new();
    for clause in finding.clauses.iter().filter_map(|clause| requirement::cite(clause)) {
        if !cited.contains(&clause) {
            cited.push(clause);
        }
    }
    // The first two stand with the message.
    if cited.len() > 2 {
        lines.push(format!("Основание: {}", cited.join("; ")));
    }
    if let Some(examples) = shown_examples(&finding.rule, EXAMPLES) {
        lines.push(format!("Плохо и хорошо:\n\n{examples}"));
    }
    lines.push(format!("Правило `{}`", finding.rule));
    lines.join("\n\n")
}
