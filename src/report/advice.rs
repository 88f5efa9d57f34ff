//! What is said of a finding besides its message (the clauses it rests on, what to write instead) and of the letter.

use super::{Checked, decimal, found_by, in_words, plural, source_span};
use crate::engine::{Finding, Report};
use crate::language::Band;
use crate::language::rephrase::REMOVE;
use crate::profile::Reader;
use crate::requirement;
use crate::rules::{Penalty, Scope, Score, Subject};
use crate::text::Lines;

/// Variants of a replacement that are shown.
const VARIANTS: usize = 3;
/// Clauses that are cited; `yasno explain` gives all.
const CLAUSES: usize = 2;

/// The clauses that a finding rests on.
pub(crate) fn clauses(finding: &Finding) -> Option<String> {
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
    let name = match (finding.scope, finding.fixes.iter().any(|fix| !fix.edits.is_empty())) {
        (Scope::Letter, true) => "можно добавить",
        (Scope::Span, true) => "вместо этого",
        (_, false) => "как лучше",
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
    if report.subject != Subject::Letter {
        let about = report.about.as_ref().map_or(String::new(), |about| format!(" ({about})"));
        return format!("что это: {}{about}", report.subject.title());
    }
    let letter = &report.letter;
    let template = if letter.template { "шаблон, " } else { "" };
    let reason = letter.kind_reason.trim();
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    format!("вид письма: {template}{}{reason}", letter.kind.title())
}

/// Words below which nothing is said of how hard a letter is: a line or two is no text.
const LEAST_WORDS: usize = 40;
/// A score from which on nothing need be won back.
const EASY: u8 = 85;
/// Losses that are named.
const NAMED: usize = 3;
/// Long words that are named.
const WORDS: usize = 4;

/// How hard a letter is to read, what makes it so, and what to do: up to four lines.
pub(super) fn readability(checked: &Checked<'_>) -> Vec<String> {
    let report = checked.report;
    let figures = &report.readability;
    let (Some(band), Some(score)) = (figures.band(), &report.score) else { return Vec::new() };
    if score.words < LEAST_WORDS {
        return Vec::new();
    }
    let words = match band {
        Band::Good => "легко",
        Band::Acceptable => "приемлемо",
        Band::Hard => "трудно",
        Band::VeryHard => "очень трудно",
    };
    let reader = match report.reader {
        Reader::Plain => String::new(),
        reader => format!("; читает {}", reader.title()),
    };
    let mut lines = vec![format!(
        "читается {words}: {} класса (хорошо – до 11); слов в предложении – {}, длинных слов – {}\u{a0}%{reader}",
        decimal(figures.grade),
        decimal(figures.words_per_sentence),
        (figures.long_word_share * 100.0).round()
    )];
    lines.extend(lost(report, score));
    if score.value < EASY {
        lines.extend(hardest(checked));
    }
    lines
}

/// The score, what points were lost for, and how to win them back.
fn lost(report: &Report, score: &Score) -> Option<String> {
    let biggest: Vec<&Penalty> = score.penalties.iter().filter(|penalty| penalty.points >= 0.5).take(NAMED).collect();
    if score.value >= EASY || biggest.is_empty() {
        return Some(format!("понятность – {} из 100", score.value));
    }
    let one = |penalty: &&Penalty| {
        let rules: Vec<&str> = found_by(report, penalty.component).into_iter().map(|(rule, _)| rule).collect();
        let points = format!("+{:.0}", penalty.points);
        let shown = if rules.is_empty() { points } else { format!("{points}, {}", rules.join(", ")) };
        format!("{} ({shown})", penalty.component.advice())
    };
    let ways: Vec<String> = biggest.iter().map(one).collect();
    Some(format!("понятность – {} из 100; как вернуть баллы: {}", score.value, ways.join("; ")))
}

/// Where the hardest sentence stands, and the longest words.
fn hardest(checked: &Checked<'_>) -> Option<String> {
    let Checked { document, report, .. } = *checked;
    let sentence = report.drivers.sentences.first();
    let place = sentence.map(|sentence| {
        let at = match (document.source(), source_span(document, sentence.span)) {
            (Some(source), Some(place)) => format!("строка {}", Lines::new(source).chars(place.start).line + 1),
            _ => in_words(document, sentence.span),
        };
        let words = plural(sentence.words, "слово", "слова", "слов");
        format!("самое трудное предложение – {at}: {} {words}, длинных – {}", sentence.words, sentence.long_words)
    });
    let words: Vec<String> = report.drivers.words.iter().take(WORDS).map(|(word, _)| format!("«{word}»")).collect();
    let words = (!words.is_empty()).then(|| format!("длинные слова: {}", words.join(", ")));
    let parts: Vec<String> = place.into_iter().chain(words).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
