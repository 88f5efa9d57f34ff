//! What is said after the findings of a file.

use super::Look;
use crate::engine::{Finding, Report};
use crate::fix;
use crate::language::Band;
use crate::profile::Reader;
use crate::report::{Checked, Counts, STDIN_NAME, decimal, found_by, in_words, plural, source_span, wrap};
use crate::rules::{Level, Penalty, Score};
use crate::text::Lines;

/// The findings of a file in one line, how the letter was understood, how hard it is to read, what to do next.
/// `brief` leaves only the first line.
pub fn summary(checked: &Checked<'_>, look: Look, brief: bool) -> String {
    let Checked { name, document, report } = *checked;
    let mut out = format!("{name}: {}\n", Counts::of(&report.findings));
    if brief {
        return out;
    }
    let mut line = |text: String| {
        for (number, part) in wrap(&text, look.width.saturating_sub(5)).lines().enumerate() {
            out.push_str(if number == 0 { "  " } else { "    " });
            out.push_str(part);
            out.push('\n');
        }
    };
    line(kind(report));
    for text in readability(checked) {
        line(text);
    }
    if !report.suppressed.is_empty() {
        let count = report.suppressed.len();
        let word = plural(count, "замечание", "замечания", "замечаний");
        line(format!("пропущено по пометкам автора: {count} {word}"));
    }
    let safe = fix::choose(document, report, Level::Safe).applied;
    if safe > 0 && name != STDIN_NAME {
        let words = plural(safe, "исправление можно", "исправления можно", "исправлений можно");
        line(format!("{safe} {words} внести сразу: yasno fix {}", quoted(name)));
    }
    let shown = report.findings.iter().filter(|finding| document.source().is_none() && has_edits(finding)).count();
    if shown > 0 {
        line(format!("готовых замен: {shown}; внесите их в Word сами"));
    }
    out
}

fn has_edits(finding: &Finding) -> bool {
    finding.fixes.iter().any(|fix| fix.level == Level::Safe && !fix.edits.is_empty())
}

fn kind(report: &Report) -> String {
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
fn readability(checked: &Checked<'_>) -> Vec<String> {
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

/// A name as it is written on a command line.
fn quoted(name: &str) -> String {
    if name.contains(|c: char| c.is_whitespace() || "\"'()&;$`*?".contains(c)) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

/// What the reader left out and what the user must know of the run, a line each.
pub fn notes(checked: &Checked<'_>) -> String {
    let Checked { name, document, report } = *checked;
    let mut out = String::new();
    for warning in document.warnings() {
        out.push_str(&format!("{name}: {}\n", warning.message));
    }
    let lines = document.source().filter(|_| report.notes.iter().any(|note| note.span.is_some())).map(Lines::new);
    for note in &report.notes {
        let place = match (note.span, &lines) {
            (None, _) => String::new(),
            (Some(span), Some(lines)) => source_span(document, span).map_or(String::new(), |place| {
                let position = lines.chars(place.start);
                format!(":{}:{}", position.line + 1, position.column + 1)
            }),
            (Some(span), None) => format!(", {}", in_words(document, span)),
        };
        out.push_str(&format!("{name}{place}: {}\n", note.message));
    }
    out
}
