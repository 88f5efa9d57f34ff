//! The fix codes of the tables.

use std::fmt;
use std::str::FromStr;

use crate::language::Feature;

/// How a replacement is put into the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixCode {
    /// `swap`: the named words of the hit are replaced by the variant.
    Swap,
    /// `swap-part`: the same, said for patterns where only a part is named.
    SwapPart,
    /// `swap-first`, `swap-first2`: the first words are replaced.
    SwapFirst(usize),
    /// `swap-map`: each alternative of the pattern has its own variant.
    SwapMap,
    /// `agree`: the variant takes the form of the word it replaces.
    Agree,
    /// `agree-first`: only the first word is replaced, in its form.
    AgreeFirst,
    /// `agree-last`: only the last word is replaced, in its form.
    AgreeLast,
    /// `case:gen>loc`: the named words are replaced and the noun phrase after them changes case.
    Case {
        /// The case it stands in.
        from: Feature,
        /// The case it is put into.
        to: Feature,
    },
    /// `split`: a light verb with a noun becomes one verb; see [`super::split`].
    Split,
    /// `drop`: the named words go.
    Drop,
    /// `drop-first`: the first word goes.
    DropFirst,
    /// `drop-last`, `drop-last2`: the last words go.
    DropLast(usize),
    /// `join`: the words are joined with a hyphen.
    Join,
    /// `join0`: the words are joined into one.
    JoinSolid,
    /// `re`: the misspelt stem is replaced, the ending stays.
    Respell,
    /// `agree-clause`: an attribute becomes a relative clause after its noun.
    AgreeClause,
    /// `menu`: variants are shown.
    Menu,
    /// `none`: nothing is offered.
    None,
}

const NAMES: &[(&str, FixCode)] = &[
    ("swap", FixCode::Swap),
    ("swap-part", FixCode::SwapPart),
    ("swap-first", FixCode::SwapFirst(1)),
    ("swap-first2", FixCode::SwapFirst(2)),
    ("swap-map", FixCode::SwapMap),
    ("agree", FixCode::Agree),
    ("agree-first", FixCode::AgreeFirst),
    ("agree-last", FixCode::AgreeLast),
    ("split", FixCode::Split),
    ("drop", FixCode::Drop),
    ("drop-first", FixCode::DropFirst),
    ("drop-last", FixCode::DropLast(1)),
    ("drop-last2", FixCode::DropLast(2)),
    ("join", FixCode::Join),
    ("join0", FixCode::JoinSolid),
    ("re", FixCode::Respell),
    ("agree-clause", FixCode::AgreeClause),
    ("menu", FixCode::Menu),
    ("none", FixCode::None),
];

const CASES: &[(&str, Feature)] = &[
    ("nom", Feature::Nom),
    ("gen", Feature::Gen),
    ("dat", Feature::Dat),
    ("acc", Feature::Acc),
    ("ins", Feature::Ins),
    ("loc", Feature::Loc),
];

/// The case of this short name.
pub(super) fn case_of(name: &str) -> Option<Feature> {
    CASES.iter().find(|(other, _)| *other == name).map(|&(_, case)| case)
}

/// A fix code that is not one of the known; its text says what is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFixCode(String);

impl fmt::Display for UnknownFixCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nearest = NAMES.iter().map(|(name, _)| (strsim::levenshtein(name, &self.0), *name)).min();
        write!(f, "неизвестный код правки «{}»", self.0)?;
        match nearest {
            _ if self.0.starts_with("case") => {
                write!(f, ": падежи пишутся так: case:gen>loc (nom, gen, dat, acc, ins, loc)")
            }
            Some((distance, name)) if distance <= 2 => write!(f, ": возможно, «{name}»"),
            _ => {
                let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
                write!(f, ": возможны {}, case:gen>loc", names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownFixCode {}

impl FromStr for FixCode {
    type Err = UnknownFixCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownFixCode(text.into());
        if let Some(cases) = text.strip_prefix("case:") {
            let (from, to) = cases.split_once('>').ok_or_else(unknown)?;
            return match (case_of(from), case_of(to)) {
                (Some(from), Some(to)) => Ok(Self::Case { from, to }),
                _ => Err(unknown()),
            };
        }
        NAMES.iter().find(|(name, _)| *name == text).map(|&(_, code)| code).ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_codes_and_says_what_was_meant() {
        assert_eq!("drop-last2".parse(), Ok(FixCode::DropLast(2)));
        assert_eq!("case:gen>loc".parse(), Ok(FixCode::Case { from: Feature::Gen, to: Feature::Loc }));
        let said = |code: &str| code.parse::<FixCode>().map_err(|error| error.to_string());
        assert_eq!(said("agre"), Err("неизвестный код правки «agre»: возможно, «agree»".into()));
        assert!(said("case:gen>lok").is_err_and(|error| error.contains("case:gen>loc")));
        assert!(said("переписать").is_err_and(|error| error.contains("drop-last2")));
    }
}
