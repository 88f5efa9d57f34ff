//! Runs the rules over a letter and makes a report of what they find.
//!
//! [`check`] is the one function behind the command line, the language server, the annotator and the page. It is pure:
//! the same document, rules and context give the same report, byte for byte.

mod finding;
mod message;
mod precedence;
mod suppress;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

pub use finding::{Finding, Note, Suppressed};
pub use suppress::can_skip;

use crate::document::Document;
use crate::language::{Analysis, Lexicon, Readability, analyse};
use crate::letter::{Given, Kind, Letter, Zone};
use crate::pattern::Matches;
use crate::profile::Severity;
use crate::rules::{Hit, Inspection, Rule, Ruleset, Score, score};
use crate::text::Span;

/// What does not stand in the letter's text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Kind, if it is known; else it is found from the text.
    pub kind: Option<Kind>,
    /// True when the text is a piece of a letter's body and has no other parts.
    pub fragment: bool,
    /// True when the caller no longer wants the report: the check ends early, its report is not to be used.
    pub cancel: Option<&'a AtomicBool>,
}

impl Context<'_> {
    fn is_cancelled(&self) -> bool {
        self.cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed))
    }
}

/// What was found in one letter.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Findings, by place.
    pub findings: Vec<Finding>,
    /// Findings that the author has suppressed, by place.
    pub suppressed: Vec<Suppressed>,
    /// What else the user must know.
    pub notes: Vec<Note>,
    /// What the letter is and has.
    pub letter: Letter,
    /// How hard the letter's body is to read.
    pub readability: Readability,
    /// How easy it is for the reader, with what points were lost for; `None` when the letter has no text of its own.
    pub score: Option<Score>,
}

/// Checks a document.
pub fn check(document: &Document, ruleset: &Ruleset, context: &Context<'_>) -> Report {
    ruleset.with_lexicon(|lexicon| {
        let analysis = analyse(document, lexicon);
        let run = Run { document, ruleset, context, analysis: &analysis, lexicon };
        run.report()
    })
}

struct Run<'a> {
    document: &'a Document,
    ruleset: &'a Ruleset,
    context: &'a Context<'a>,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
}

impl Run<'_> {
    fn report(&self) -> Report {
        let mut matches = self.ruleset.index().scan(self.analysis.sentences(self.document, self.lexicon));
        let given = Given {
            kind: self.context.kind,
            reason: "задано".to_owned(),
            template: None,
            fragment: self.context.fragment,
        };
        let marks = self.ruleset.letter_marks(&matches);
        let letter = Letter::of(self.document, self.analysis, self.lexicon, &given, &marks);
        let readability = self.readability(&letter);
        let mut report = Report { letter, readability, ..Report::default() };
        let (last, first): (Vec<&Rule>, Vec<&Rule>) = self
            .ruleset
            .rules
            .iter()
            .filter(|rule| rule.kinds.contains(&report.letter.kind))
            .partition(|rule| rule.after_others);
        for rule in first {
            if self.context.is_cancelled() {
                return report;
            }
            matches.retain(rule.group, |found| rule.zones.contains(&report.letter.zone(found.block as usize)));
            self.run(rule, &matches, &mut report);
        }
        sort(&mut report.findings);
        precedence::resolve(&mut report.findings, &self.ruleset.rules);
        report.score = self.score(&report);
        if !last.is_empty() {
            for rule in last {
                self.run(rule, &matches, &mut report);
            }
            sort(&mut report.findings);
        }
        suppress::apply(self.document, self.ruleset, &mut report);
        report
    }

    fn run(&self, rule: &Rule, matches: &Matches, report: &mut Report) {
        match self.hits(rule, report, matches) {
            Ok(hits) => report.findings.extend(hits.into_iter().map(|hit| self.finding(rule, hit))),
            Err(note) => report.notes.push(note),
        }
    }

    fn score(&self, report: &Report) -> Option<Score> {
        let own = |block: &usize| matches!(report.letter.zone(*block), Zone::Body | Zone::Closing);
        let blocks = (0..self.document.blocks().len()).filter(own);
        let sentences = blocks.flat_map(|block| self.analysis.sentences_of(block, self.document, self.lexicon));
        let found: Vec<(&str, Span)> = report.findings.iter().map(|finding| (&*finding.rule, finding.span)).collect();
        let score = score(sentences, &report.letter, &found, &self.ruleset.verbal);
        (score.words > 0).then_some(score)
    }

    fn readability(&self, letter: &Letter) -> Readability {
        let body = (0..self.document.blocks().len()).filter(|&block| letter.zone(block) == Zone::Body);
        Readability::of(body.flat_map(|block| self.analysis.sentences_of(block, self.document, self.lexicon)))
    }

    fn hits(&self, rule: &Rule, report: &Report, matches: &Matches) -> Result<Vec<Hit>, Note> {
        let seen = Inspection {
            document: self.document,
            analysis: self.analysis,
            lexicon: self.lexicon,
            letter: &report.letter,
            profile: &self.ruleset.profile,
            params: &rule.params,
            zones: &rule.zones,
            matches: matches.of(rule.group),
            score: report.score.as_ref(),
        };
        let run = || {
            let mut hits = Vec::new();
            rule.check.run(&seen, &mut hits);
            hits
        };
        // All that a check can reach is only read, so nothing is left half-changed.
        catch_unwind(AssertUnwindSafe(run)).map_err(|_| Note {
            message: format!(
                "правило «{}» не сработало из-за ошибки в программе, остальные правила проверены; сообщите разработчикам Ясно",
                rule.id
            ),
            span: None,
        })
    }

    fn finding(&self, rule: &Rule, hit: Hit) -> Finding {
        let severity = match hit.loudness {
            ..=-1 => rule.severity.lower(),
            0 => rule.severity,
            1.. => rule.severity.raise(),
        };
        Finding {
            rule: rule.id.clone(),
            message: message::fill(&rule.message, &hit, self.document.slice(hit.span)),
            row: hit.row,
            severity,
            scope: hit.scope,
            span: hit.span,
            clauses: rule.clauses.clone(),
            fixes: hit.fixes,
        }
    }
}

/// By place, then by rule, so that the order never depends on how rules ran.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span, &a.rule, &a.row, &a.message).cmp(&(b.span, &b.rule, &b.row, &b.message)));
}

/// True when a severity counts against the letter at this threshold.
pub fn fails(severity: Severity, fail_on: Severity) -> bool {
    severity != Severity::Off && severity >= fail_on
}
