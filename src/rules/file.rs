//! The form of a rule file.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::rule::{Override, Subject};
use crate::letter::Zone;
use crate::profile::{Profile, Severity};

/// A rule file, as written. Its id is the file's name, its area the folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// Title in Russian.
    pub title: String,
    /// What is wrong and what to do: «{hit}» and «{plain}» are filled in, and what else the check gives.
    pub message: String,
    /// Why it matters to the reader of a letter.
    pub why: String,
    /// Clauses it implements; empty for good advice that no order gives.
    #[serde(default)]
    pub clauses: Vec<Spanned<String>>,
    /// Rules before which this one is silent when at least half of its stretch lies in theirs.
    #[serde(default)]
    pub yields_to: Vec<Spanned<String>>,
    /// Kinds of letters it applies to: ids of kinds, or `letter` and `text` for the usual groups.
    #[serde(default = "text_kinds")]
    pub kinds: Vec<Spanned<String>>,
    /// Zones it looks at.
    #[serde(default = "body")]
    pub zones: Vec<Zone>,
    /// True for a rule that runs after the others and judges by what they found.
    #[serde(default)]
    pub after_others: bool,
    /// Severity: `default`, and profiles that differ.
    pub severity: BTreeMap<String, Severity>,
    /// Parameters with their defaults; a table named after a profile overrides them there.
    #[serde(default)]
    pub params: toml::Table,
    /// What the parameters mean, by name, for people.
    #[serde(default)]
    pub params_about: BTreeMap<String, String>,
    /// Check: rows of a vocabulary.
    pub vocabulary: Option<Spanned<VocabularyCheck>>,
    /// Check: patterns written here.
    pub pattern: Option<Spanned<PatternCheck>>,
    /// Check: a measured quantity over a threshold.
    pub limit: Option<Spanned<LimitCheck>>,
    /// Check: words that come again too soon.
    pub repeat: Option<Spanned<RepeatCheck>>,
    /// Check: two words for one thing.
    pub agree: Option<Spanned<AgreeCheck>>,
    /// Check: A without B.
    pub needs: Option<Spanned<NeedsCheck>>,
    /// Check: a part of the letter.
    pub part: Option<Spanned<PartCheck>>,
    /// Things a letter must say.
    pub lacks: Option<Spanned<LacksCheck>>,
    /// Check: formatting in effect.
    pub formatting: Option<Spanned<FormattingCheck>>,
    /// Check: Rust code in `src/checks/`.
    pub native: Option<Spanned<NativeCheck>>,
    /// Check over a whole knowledge base, in `src/kb/`.
    pub base: Option<Spanned<ElsewhereCheck>>,
    /// Check over a register of points of contact.
    pub register: Option<Spanned<ElsewhereCheck>>,
    /// Check over the figures of a report, in `src/monitoring/`.
    pub report: Option<Spanned<ElsewhereCheck>>,
    /// Texts with the fault.
    #[serde(default)]
    pub bad: Vec<BadExample>,
    /// Texts without it that come near.
    #[serde(default)]
    pub good: Vec<GoodExample>,
}

impl RuleFile {
    /// What it looks at.
    pub const fn subject(&self) -> Subject {
        match (&self.base, &self.register, &self.report) {
            (Some(_), ..) => Subject::Base,
            (None, Some(_), _) => Subject::Register,
            (None, None, Some(_)) => Subject::Report,
            (None, None, None) => Subject::Letter,
        }
    }

    /// Its severity under a profile with an office's change; off where no order in force has a clause it names.
    pub fn severity_under(&self, profile: &Profile, own: Option<&Override>) -> Severity {
        if !self.clauses.is_empty() && !self.clauses.iter().any(|clause| profile.binds(clause.get_ref())) {
            return Severity::Off;
        }
        let default = self.severity.get(&profile.base).or(self.severity.get("default")).copied().unwrap_or_default();
        own.and_then(|own| own.severity).unwrap_or(default)
    }

    /// Its parameters with their defaults, without what profiles change.
    pub fn own_params(&self) -> toml::Table {
        let own = self.params.iter().filter(|(_, value)| !value.is_table());
        own.map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

fn text_kinds() -> Vec<Spanned<String>> {
    vec![Spanned::new(Range::default(), "text".to_owned())]
}

fn body() -> Vec<Zone> {
    vec![Zone::Body]
}

/// A text with the fault.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BadExample {
    /// The text; each finding between `[[` and `]]`; `¶` ends a paragraph. No mark: a finding on the whole letter.
    pub text: Spanned<String>,
    /// The text after the rule's fixes down to `fix-level` are applied; absent when there is none to apply.
    pub fixed: Option<String>,
    /// What others find here too.
    #[serde(default)]
    pub others: Vec<String>,
    /// Profile; `common` if absent.
    pub profile: Option<String>,
    /// What the office has set in `[words.replace]`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Kind; found from the text if absent.
    pub kind: Option<String>,
    /// True: the text is Markdown; else plain text.
    #[serde(default)]
    pub markdown: bool,
    /// True: the text is a whole letter, else some of its body.
    #[serde(default)]
    pub letter: bool,
}

/// A text without the fault.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GoodExample {
    /// The text.
    pub text: Spanned<String>,
    /// Why it is right: what makes it a near miss.
    pub why: String,
    /// What others find here.
    #[serde(default)]
    pub others: Vec<String>,
    /// Profile; `common` if absent.
    pub profile: Option<String>,
    /// What the office has set in `[words.replace]`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Kind; found from the text if absent.
    pub kind: Option<String>,
    /// True: the text is Markdown; else plain text.
    #[serde(default)]
    pub markdown: bool,
    /// True: the text is a whole letter, else some of its body.
    #[serde(default)]
    pub letter: bool,
}

/// Which masked stretches a check leaves alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Masks {
    /// Codes, addresses of sites, phones, numbers.
    Base,
    /// And names, titles, others' words.
    #[default]
    Lex,
    /// And references to acts.
    Legal,
}

/// Rows of a vocabulary.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VocabularyCheck {
    /// Name of the table in `dictionaries/`, without `.tsv`.
    pub file: Spanned<String>,
    /// Values of the column `type` that are taken; all if absent.
    pub types: Option<Vec<Spanned<String>>>,
    /// What it leaves alone.
    #[serde(default)]
    pub masks: Masks,
}

/// Patterns written in the rule file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternCheck {
    /// The patterns.
    pub rows: Vec<PatternRow>,
    /// What it leaves alone.
    #[serde(default)]
    pub masks: Masks,
}

/// One pattern.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternRow {
    /// The pattern.
    pub pattern: Spanned<String>,
    /// Conditions that drop a hit.
    pub guard: Option<Spanned<String>>,
    /// What to write instead.
    #[serde(default)]
    pub plain: String,
    /// Fix code.
    pub fix: Option<Spanned<String>>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Words.
    Words,
    /// Sentences.
    Sentences,
    /// Commas.
    Commas,
    /// References to acts.
    LegalRefs,
    /// Abbreviations.
    Abbreviations,
}

/// In what it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A sentence; an item of a list is one of its own.
    Sentence,
    /// A block.
    Block,
    /// The whole letter.
    Letter,
}

/// A measured quantity over a threshold: parameter `max`, and `loud` from which the finding is one step louder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LimitCheck {
    /// What.
    pub measure: Measure,
    /// In what.
    pub unit: Unit,
}

/// Words that come again too soon.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RepeatCheck {
    /// Table of families of words in `dictionaries/`.
    pub families: Spanned<String>,
}

/// Two words for one thing in one letter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgreeCheck {
    /// Table of groups of words in `dictionaries/`.
    pub groups: Spanned<String>,
}

/// A without B: an abbreviation or term without its meaning.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NeedsCheck {
    /// Table of what needs a meaning in `dictionaries/`.
    pub meanings: Spanned<String>,
}

/// A part of the letter that must be there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PartCheck {
    /// Which part.
    pub part: Spanned<String>,
}

/// What a letter must say, in words of the letter's roles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LacksCheck {
    /// The role that sets the rule off; absent: always.
    pub when: Option<Spanned<String>>,
    /// What must be said.
    pub need: Vec<LacksNeed>,
}

/// One thing that must be said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LacksNeed {
    /// What it is, for the message's `{missing}`.
    pub what: String,
    /// Roles any of which says it.
    pub roles: Vec<Spanned<String>>,
    /// True: any date says it.
    #[serde(default)]
    pub dated: bool,
    /// A key of the letter's card that makes it needless.
    pub card: Option<String>,
    /// A switch among the rule's parameters without which it is not needed.
    pub param: Option<String>,
    /// Beginnings of names of a template's placeholders any of which says it.
    #[serde(default)]
    pub holes: Vec<String>,
    /// What a fix writes after the sentence of the finding.
    #[serde(default)]
    pub insert: String,
}

/// Formatting in effect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormattingCheck {
    /// Which: `italic`, `underline`, `capitals`.
    pub property: Spanned<String>,
}

/// Rust code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NativeCheck {
    /// Table in `dictionaries/` it reads, if it needs one.
    pub data: Option<Spanned<String>>,
}

/// A check that is not run on letters: its code is where its subject is, under the rule's id.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElsewhereCheck {}
