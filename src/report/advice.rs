//! What is said of a finding besides its message (the clauses it rests on, what to write instead) and of the letter.

use super::decimal;
use crate::engine::{Finding, Report};
use crate::language::rephrase::REMOVE;
use crate::language::{Band, Readability};
use crate::requirement;

/// Variants of a replacement that are shown.
const VARIANTS: usize = 3;
/// Clauses that are cited; `yasno explain` gives all.
const CLAUSES: usize = 2;

/// The clauses that a finding rests on.
pub(super) fn clauses(finding: &Finding) -> Option<String> {
    let mut cited: Vec<String> = Vec::new();
    for clause in finding.clauses.iter().filter_map(|clause| requirement::cite(clause)) {
        if !cited.contains(&clause) {
            cited.push(clause);
        }
    }
    let more = cited.len().saturating_sub(CLAUSES);
    cited.truncate(CLAUSES);
    let mut text = cited.join("; ");
    if more > 0 {
        text.push_str(&format!(" и ещё {more}"));
    }
    // A number stays in one line with what it is the number of.
    (!text.is_empty()).then(|| text.replace("п. ", "п.\u{a0}").replace("№ ", "№\u{a0}"))
}

/// What to write instead, and how sure that is: as far as the message does not say it.
pub(super) fn replacement(finding: &Finding) -> Option<(&'static str, String)> {
    let name = if finding.fixes.iter().any(|fix| !fix.edits.is_empty()) {
        "вместо этого"
    } else {
        "как лучше"
    };
    let mut variants: Vec<String> = Vec::new();
    for fix in &finding.fixes {
        let variant = match fix.label.trim() {
            "" if fix.edits.is_empty() => continue,
            "" => "убрать эти слова".to_owned(),
            REMOVE if finding.message.contains(REMOVE) => continue,
            REMOVE => REMOVE.to_owned(),
            label if finding.message.contains(&format!("«{label}»")) => continue,
            // Advice, not words to put in place.
            label if fix.edits.is_empty() => label.to_owned(),
            label => format!("«{label}»"),
        };
        if !variants.contains(&variant) {
            variants.push(variant);
        }
    }
    variants.truncate(VARIANTS);
    (!variants.is_empty()).then(|| (name, variants.join(" или ")))
}

/// What the letter is taken for, and why.
pub(super) fn kind(report: &Report) -> String {
    let letter = &report.letter;
    let template = if letter.template { "шаблон, " } else { "" };
    let reason = letter.kind_reason.trim();
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    format!("вид письма: {template}{}{reason}", letter.kind.title())
}

/// How hard a letter is to read and what makes it so.
pub(super) fn readability(figures: &Readability) -> Option<String> {
    let words = match figures.band()? {
        Band::Good => "легко",
        Band::Acceptable => "приемлемо",
        Band::Hard => "трудно",
        Band::VeryHard => "очень трудно",
    };
    Some(format!(
        "читается {words}: {} класса (хорошо – до 11); в предложении в среднем {} слова, длинных слов {}\u{a0}%",
        decimal(figures.grade),
        decimal(figures.words_per_sentence),
        (figures.long_word_share * 100.0).round()
    ))
}
