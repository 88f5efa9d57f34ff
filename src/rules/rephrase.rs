//! From the fix code of a row to the fixes of a hit.

use super::hit::{Fix, Level};
use crate::language::SentenceView;
use crate::language::rephrase::{self, FixCode, propose};
use crate::pattern::Found;

/// What a row offers instead.
#[derive(Clone, Debug)]
pub(super) struct Rephrase {
    code: FixCode,
    plain: String,
    /// The same for messages: variants joined by «или».
    told: String,
}

impl Rephrase {
    /// Reads a fix code (empty: shown only) and the replacement it works with.
    pub(super) fn parse(code: &str, plain: &str) -> Result<Self, String> {
        let code = match code {
            "" => FixCode::Menu,
            code => code.parse().map_err(|error: rephrase::UnknownFixCode| error.to_string())?,
        };
        Ok(Self { code, plain: plain.to_owned(), told: told(plain) })
    }

    /// The replacement, for messages.
    pub(super) fn told(&self) -> &str {
        &self.told
    }
}

/// «а / б / в» in a sentence: «а, б или в».
fn told(plain: &str) -> String {
    match plain.rsplit_once(" / ") {
        Some((first, last)) => format!("{} или {last}", first.replace(" / ", ", ")),
        None => plain.to_owned(),
    }
}

/// The fixes of one match.
pub(super) fn fixes(rephrase: &Rephrase, view: &SentenceView<'_>, found: &Found) -> Vec<Fix> {
    let named = found.captures.iter().filter(|capture| capture.literal);
    let hit = rephrase::Hit {
        view: *view,
        tokens: found.tokens.clone(),
        literal: named.flat_map(|capture| capture.tokens.clone()).collect(),
        alternative: found.captures.iter().find_map(|capture| capture.branch),
    };
    propose(rephrase.code, &hit, &rephrase.plain).into_iter().map(Fix::from).collect()
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
    #[test]
    fn variants_are_told_as_a_sentence() {
        assert_eq!(super::told("для"), "для");
        assert_eq!(super::told("для / чтобы"), "для или чтобы");
        assert_eq!(super::told("этот / тот / повторить слово"), "этот, тот или повторить слово");
    }
}
