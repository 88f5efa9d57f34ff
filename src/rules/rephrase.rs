//! From the fix code of a row to the fixes of a hit and what its message says of them.

use super::hit::{Fix, Hit, Level};
use crate::language::SentenceView;
use crate::language::rephrase::{self, FixCode, REMOVE, propose};
use crate::pattern::Found;

/// Variants that a message names.
const NAMED: usize = 3;

/// What a row offers instead.
#[derive(Clone, Debug)]
pub(super) struct Rephrase {
    code: FixCode,
    /// True when the change is never made unasked.
    careful: bool,
    /// Words to put in place, joined by « / ».
    words: String,
    /// What is only said: beginnings of sentences such as «вам нужно …», in quotes.
    patterns: Vec<String>,
    /// What to do, in the infinitive: «назвать дату или срок».
    advice: Vec<String>,
}

impl Rephrase {
    /// Reads a fix code (empty: shown only; «?» after it: asks first) and the cell of the replacement: variants joined
    /// by « / »; one in brackets is advice, one with «…» is a pattern, all others are words to put in place.
    pub(super) fn parse(code: &str, plain: &str) -> Result<Self, String> {
        let (code, careful) = code.strip_suffix('?').map_or((code, false), |code| (code, true));
        let code = match code {
            "" => FixCode::Menu,
            code => code.parse().map_err(|error: rephrase::UnknownFixCode| error.to_string())?,
        };
        let (mut words, mut patterns, mut advice) = (Vec::new(), Vec::new(), Vec::new());
        for variant in plain.split(" / ").map(str::trim).filter(|variant| !variant.is_empty()) {
            if let Some(said) = variant.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                advice.push(said.to_owned());
            } else if variant.contains('…') && code != FixCode::Respell {
                patterns.push(variant.to_owned());
            } else if variant.contains(['(', ')', '[', ']', '+', ';', ':', '«', '»', '=']) {
                return Err(format!(
                    "замена «{variant}» не годится для вставки в текст: совет пишут в скобках, например «(назвать срок)»"
                ));
            } else {
                words.push(variant);
            }
        }
        Ok(Self { code, careful, words: words.join(" / "), patterns, advice })
    }

    /// The hit with its fixes, and with the words of its message: `plain` names what to write, `better` is a whole
    /// sentence that does.
    pub(super) fn give(&self, mut hit: Hit, view: &SentenceView<'_>, found: &Found) -> Hit {
        hit.fixes = self.fixes(view, found);
        let plain = self.named(&hit.fixes);
        hit = hit.word("better", better(&plain, &self.advice));
        hit.word("plain", if plain.is_empty() { self.advice.join(" или ") } else { plain })
    }

    fn fixes(&self, view: &SentenceView<'_>, found: &Found) -> Vec<Fix> {
        let named = found.captures.iter().filter(|capture| capture.literal);
        let hit = rephrase::Hit {
            view: *view,
            tokens: found.tokens.clone(),
            literal: named.flat_map(|capture| capture.tokens.clone()).collect(),
            alternative: found.captures.iter().find_map(|capture| capture.branch),
        };
        let mut fixes: Vec<Fix> = propose(self.code, &hit, &self.words).into_iter().map(Fix::from).collect();
        if self.careful {
            for fix in &mut fixes {
                fix.level = fix.level.min(Level::Ask);
            }
        }
        fixes
    }

    /// What to write, for messages: «а», «б» или «в».
    fn named(&self, fixes: &[Fix]) -> String {
        let labels = fixes.iter().map(|fix| &*fix.label).filter(|label| *label != REMOVE);
        let mut names: Vec<String> = Vec::new();
        for label in labels.chain(self.patterns.iter().map(String::as_str)).take(NAMED) {
            let name = quoted(label);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        joined(&names)
    }
}

/// The words in quotes; quotes in them become inner ones.
pub(super) fn quoted(words: &str) -> String {
    format!("«{}»", words.replace('«', "„").replace('»', "“"))
}

/// «а, б или в».
fn joined(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} или {last}", first.join(", ")),
        None => String::new(),
    }
}

/// A sentence that says what to write or do; without a full stop.
fn better(plain: &str, advice: &[String]) -> String {
    let advice = advice.join(" или ");
    match (plain.is_empty(), advice.is_empty()) {
        (true, true) => format!("Лучше {REMOVE}"),
        (true, false) => format!("Лучше {advice}"),
        (false, true) => format!("Лучше: {plain}"),
        (false, false) => format!("Лучше: {plain}. Можно и {advice}"),
    }
}

/// What a message says of fixes that a check has worked out itself; without a full stop.
pub fn told(fixes: &[Fix]) -> String {
    let names: Vec<String> = fixes.iter().take(NAMED).map(|fix| quoted(&fix.label)).collect();
    better(&joined(&names), &[])
}

impl From<rephrase::Proposal> for Fix {
    fn from(proposal: rephrase::Proposal) -> Self {
        let level = match proposal.level {
            rephrase::Level::Safe => Level::Safe,
            rephrase::Level::Ask => Level::Ask,
            rephrase::Level::Show => Level::Show,
        };
        Self { level, label: proposal.label, edits: proposal.edits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str, plain: &str, labels: &[&str]) -> String {
        let row = Rephrase::parse(code, plain).expect("a row");
        let fix = |label: &&str| Fix { level: Level::Show, label: (*label).to_owned(), edits: Vec::new() };
        better(&row.named(&labels.iter().map(fix).collect::<Vec<_>>()), &row.advice)
    }

    #[test]
    fn messages_tell_words_patterns_and_advice_apart() {
        assert_eq!(said("menu", "для / чтобы", &["для", "чтобы"]), "Лучше: «для» или «чтобы»");
        assert_eq!(said("menu", "вам нужно …", &[]), "Лучше: «вам нужно …»");
        assert_eq!(said("none", "(назвать дату или срок)", &[]), "Лучше назвать дату или срок");
        assert_eq!(said("agree", "этот / (повторить слово)", &["Этот"]), "Лучше: «Этот». Можно и повторить слово");
        assert_eq!(said("drop", "", &[REMOVE]), "Лучше убрать");
        assert_eq!(said("menu", "а", &["акт «А»"]), "Лучше: «акт „А“»");
    }

    #[test]
    fn advice_stands_in_brackets() {
        let wrong = |plain: &str| Rephrase::parse("menu", plain).is_err_and(|error| error.contains("в скобках"));
        assert!(wrong("назвать: кто") && wrong("этот; тот") && wrong("убрать «так»"));
        assert!(Rephrase::parse("swap?", "вам").is_ok_and(|row| row.careful));
    }
}
