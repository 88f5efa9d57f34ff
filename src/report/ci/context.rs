//! Findings as hashes of their rule and sentence: a finding keeps its hash while text around it moves, and the hash
//! gives none of the letter's words away.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::engine::Report;
use crate::rules::Scope;
use crate::text::Span;

/// Bytes of a hash that are kept.
const BYTES: usize = 16;

/// For each finding of a report, in its order: the hash, and how many findings before it have the same.
pub type Contexts = Vec<(String, usize)>;

/// The contexts of all findings. One on the whole letter, which has no sentence, counts with the file's name.
pub fn contexts(name: &str, document: &Document, report: &Report) -> Contexts {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let one = |finding: &crate::engine::Finding| {
        let around = match finding.scope {
            // What is said of a card has its line besides.
            Scope::Letter => {
                let line = finding.head.zip(document.source()).map_or("", |(head, source)| head.of(source));
                format!("\u{1}{name}{}", words(line))
            }
            _ => words(sentence(document, finding.span)),
        };
        let hash = hash(&[finding.rule.as_bytes(), around.as_bytes()]);
        let count = seen.entry(hash.clone()).or_default();
        *count += 1;
        (hash, *count - 1)
    };
    report.findings.iter().map(one).collect()
}

/// The hash of some parts, as hexadecimal digits.
pub(super) fn hash(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize()[..BYTES].iter().fold(String::with_capacity(2 * BYTES), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The sentence around a stretch. It need not be right as language has it, only the same wherever it stands: from
/// sign to sign within the paragraph.
fn sentence(document: &Document, span: Span) -> &str {
    let Some(block) = document.block_at(span.start).and_then(|index| document.blocks().get(index)) else { return "" };
    let text = document.slice(block.span);
    let start = (span.start.saturating_sub(block.span.start) as usize).min(text.len());
    let end = (span.end.min(block.span.end).saturating_sub(block.span.start) as usize).clamp(start, text.len());
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n');
    let ends = |text: &str, at: usize, sign: char| {
        sign == '\n' || text[at + sign.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
    };
    let from = text[..start].rmatch_indices(is_end).map(|(at, sign)| (at, sign.chars().next().unwrap_or('.')));
    let from = from.into_iter().find(|&(at, sign)| ends(text, at, sign)).map_or(0, |(at, sign)| at + sign.len_utf8());
    let to = text[end..].match_indices(is_end).map(|(at, sign)| (end + at, sign.chars().next().unwrap_or('.')));
    let to = to.into_iter().find(|&(at, sign)| ends(text, at, sign)).map_or(text.len(), |(at, _)| at);
    &text[from..to]
}

/// The words alone, in lower case: marks, spaces and letters «ё» do not count.
fn words(text: &str) -> String {
    let folded = text.to_lowercase().replace('ё', "е");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
