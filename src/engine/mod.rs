//! Runs the rules over a letter and makes a report of what they find.
//!
//! [`check`] is the one function behind the command line, the language server, the annotator and the page. It is pure:
//! the same document, rules and context give the same report, byte for byte.

mod finding;
mod message;
mod precedence;
mod probe;
mod suppress;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

pub use finding::{Finding, Note, Suppressed};
pub use probe::Probe;
pub use suppress::can_skip;

use crate::data::suggest;
use crate::document::Document;
use crate::language::{Analysis, Drivers, Lexicon, Readability};
use crate::letter::{Card, Declared, Given, Kind, Letter, NumberFormat, Zone};
use crate::pattern::{Match, Matches};
use crate::profile::{Reader, Severity};
use crate::rules::{Found, Hit, Inspection, Own, Rule, Ruleset, Scope, Score, Subject, score};
use crate::text::Span;

/// What does not stand in the letter's text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Kind, if it is known; else the letter's card or its text tells.
    pub kind: Option<Kind>,
    /// Whether it is a template, if that is known.
    pub template: Option<bool>,
    /// What letters of its folder are, unless the letter's card says otherwise.
    pub usual: Declared,
    /// The letter's card, if it stands beside the letter.
    pub card: Option<&'a Card>,
    /// True when the text is a piece of a letter's body and has no other parts.
    pub fragment: bool,
    /// Who reads the letter, if it is known; else the letter's head or the settings say.
    pub reader: Option<Reader>,
    /// What rules on more than one letter found in this one; `None` when they did not run.
    pub found: Option<&'a [Found]>,
    /// True when the text will soon be checked again, changed a little: what is found in its blocks is then remembered.
    /// Changes nothing in the report.
    pub remember: bool,
    /// Told of each step of the check: for measuring.
    pub probe: Option<&'a dyn Probe>,
    /// True when the caller no longer wants the report: the check ends early, its report is not to be used.
    pub cancel: Option<&'a AtomicBool>,
}

impl Context<'_> {
    fn is_cancelled(&self) -> bool {
        self.cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed))
    }

    /// Runs a step of the check; `count` is what it has found.
    fn step<T>(&self, name: &str, work: impl FnOnce() -> T, count: impl FnOnce(&T) -> usize) -> T {
        let Some(probe) = self.probe else { return work() };
        probe.begin();
        let result = work();
        probe.end(name, count(&result));
        result
    }
}

/// What was found in one letter.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was looked at.
    pub subject: Subject,
    /// What a document that is no letter holds, in figures for people.
    pub about: Option<String>,
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
    /// What makes it hard.
    pub drivers: Drivers,
    /// For whom it was checked.
    pub reader: Reader,
    /// How easy it is for the reader, with what points were lost for; `None` when the letter has no text of its own.
    pub score: Option<Score>,
}

/// Checks a document.
pub fn check(document: &Document, ruleset: &Ruleset, context: &Context<'_>) -> Report {
    ruleset.with_memory(|memory| {
        let reading = context.step("разбор текста", || memory.read(document, context.remember), |_| 0);
        if context.is_cancelled() {
            return Report::default();
        }
        let search = || memory.search(document, &reading, ruleset.index());
        let matches = context.step("поиск по словарям", search, |_| 0);
        let mut run = Run {
            document,
            ruleset,
            context,
            analysis: &reading.analysis,
            lexicon: &memory.lexicon,
            reader: ruleset.reader,
            allowed: Vec::new(),
        };
        run.report(matches)
    })
}

struct Run<'a> {
    document: &'a Document,
    ruleset: &'a Ruleset,
    context: &'a Context<'a>,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    reader: Reader,
    /// Stretches of words that the office lets stand, by place.
    allowed: Vec<Span>,
}

impl Run<'_> {
    fn report(&mut self, mut matches: Matches) -> Report {
        if let Some(group) = self.ruleset.allow {
            self.allowed = self.spans(matches.of(group));
        }
        let mut notes = Vec::new();
        self.reader = self.reader(&mut notes);
        let given = Given {
            declared: Declared { kind: self.context.kind, template: self.context.template },
            usual: self.context.usual,
            card: self.context.card.cloned().unwrap_or_default(),
            number_format: self.ruleset.profile.number_format.as_deref().and_then(NumberFormat::of),
            fragment: self.context.fragment,
        };
        let marks = self.ruleset.letter_marks(&matches);
        let letter = Letter::of(self.document, self.analysis, self.lexicon, &given, &marks);
        let (readability, drivers) = self.readability(&letter);
        let mut report = Report { letter, readability, drivers, notes, reader: self.reader, ..Report::default() };
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
            let in_zone = |found: &Match| rule.zones.contains(&report.letter.zone(found.block as usize));
            matches.retain(rule.group, in_zone);
            if let Some((group, _)) = rule.own.as_ref().and_then(|own| own.rows.as_ref()) {
                matches.retain(*group, in_zone);
            }
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
        add(self.document, self.ruleset, self.context.found, &mut report);
        report
    }

    fn run(&self, rule: &Rule, matches: &Matches, report: &mut Report) {
        let hits = || self.hits(rule, report, matches);
        match self.context.step(&rule.id, hits, |hits| hits.as_ref().map_or(0, Vec::len)) {
            Ok(mut hits) => {
                hits.retain(|hit| hit.scope == Scope::Letter || !report.letter.is_unsaid(hit.span));
                report.findings.extend(hits.into_iter().map(|hit| finding(self.document, rule, hit)));
            }
            Err(note) => report.notes.push(note),
        }
    }

    /// The letter's head says for whom it is, else the caller or the settings do.
    fn reader(&self, notes: &mut Vec<Note>) -> Reader {
        let beside = self.context.card.and_then(|card| card.text("reader"));
        let beside = beside.map(|name| Reader::named(name).ok_or(name));
        let head = || self.document.front_matter().and_then(|head| Reader::of_head(&head.text));
        let head = beside.or_else(head);
        if let Some(Err(name)) = head {
            let known: Vec<&str> = Reader::ALL.iter().map(|reader| reader.id()).collect();
            let message = format!("reader: неизвестный читатель «{name}» ({})", suggest(name, &known));
            notes.push(Note { message, span: None });
        }
        self.context.reader.or(head.and_then(Result::ok)).unwrap_or(self.ruleset.reader)
    }

    fn spans(&self, matches: &[Match]) -> Vec<Span> {
        let span = |found: &Match| {
            let (block, index) = (found.block as usize, found.sentence as usize);
            let view = self.analysis.sentence(block, index, self.document, self.lexicon)?;
            Some(view.span(found.found.tokens.clone()))
        };
        matches.iter().filter_map(span).collect()
    }

    fn score(&self, report: &Report) -> Option<Score> {
        let own = |block: &usize| matches!(report.letter.zone(*block), Zone::Body | Zone::Closing);
        let blocks = (0..self.document.blocks().len()).filter(own);
        let sentences = blocks.flat_map(|block| self.analysis.sentences_of(block, self.document, self.lexicon));
        let found: Vec<(&str, Span)> = report.findings.iter().map(|finding| (&*finding.rule, finding.span)).collect();
        let score = score(sentences, &report.letter, &found, &self.ruleset.verbal);
        (score.words > 0).then_some(score)
    }

    fn readability(&self, letter: &Letter) -> (Readability, Drivers) {
        let body = (0..self.document.blocks().len()).filter(|&block| letter.zone(block) == Zone::Body);
        Readability::with_drivers(body.flat_map(|block| self.analysis.sentences_of(block, self.document, self.lexicon)))
    }

    fn hits(&self, rule: &Rule, report: &Report, matches: &Matches) -> Result<Vec<Hit>, Note> {
        let seen = Inspection {
            document: self.document,
            analysis: self.analysis,
            lexicon: self.lexicon,
            letter: &report.letter,
            profile: &self.ruleset.profile,
            reader: self.reader,
            params: &rule.params,
            zones: &rule.zones,
            matches: matches.of(rule.group),
            score: report.score.as_ref(),
        };
        let run = || {
            let mut hits = Vec::new();
            if let Some(check) = &rule.check {
                check.run(&seen, &mut hits);
            }
            if let Some(own) = &rule.own {
                self.own_hits(own, &seen, matches, &mut hits);
            }
            if !self.allowed.is_empty() {
                let allowed = |hit: &Hit| self.allowed.iter().any(|span| contains(*span, hit.span));
                hits.retain(|hit| hit.scope == Scope::Letter || !allowed(hit));
            }
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

    /// An office's own rows win over those of the program, and what it lets stand over both.
    fn own_hits(&self, own: &Own, seen: &Inspection<'_>, matches: &Matches, hits: &mut Vec<Hit>) {
        if let Some((group, check)) = &own.rows {
            let mut found = Vec::new();
            check.run(&Inspection { matches: matches.of(*group), ..*seen }, &mut found);
            hits.retain(|hit| !found.iter().any(|own| own.span.overlaps(hit.span)));
            hits.extend(found);
        }
        if let Some(group) = own.allow {
            let allowed = self.spans(matches.of(group));
            hits.retain(|hit| !allowed.iter().any(|span| span.overlaps(hit.span)));
        }
    }
}

fn finding(document: &Document, rule: &Rule, hit: Hit) -> Finding {
    let severity = match hit.loudness {
        ..=-2 => rule.severity.lower().lower(),
        -1 => rule.severity.lower(),
        0 => rule.severity,
        1.. => rule.severity.raise(),
    };
    Finding {
        rule: rule.id.clone(),
        message: message::fill(&rule.message, &hit, document.slice(hit.span)),
        row: hit.row,
        severity,
        scope: hit.scope,
        span: hit.span,
        head: hit.head,
        clauses: rule.clauses.clone(),
        fixes: hit.fixes,
        restyle: hit.restyle,
        endnotes: hit.endnotes,
    }
}

/// Adds what was found elsewhere, and takes out what the author has suppressed.
fn add(document: &Document, ruleset: &Ruleset, found: Option<&[Found]>, report: &mut Report) {
    for found in found.into_iter().flatten() {
        let rule = ruleset.rules.iter().find(|rule| rule.id == found.rule);
        report.findings.extend(rule.map(|rule| finding(document, rule, found.hit.clone())));
    }
    if found.is_some_and(|found| !found.is_empty()) {
        sort(&mut report.findings);
    }
    suppress::apply(document, ruleset, found.is_some(), report);
}

/// The report on a document that is no letter, of what its own rules found in it.
pub fn present(document: &Document, ruleset: &Ruleset, subject: Subject, found: &[Found]) -> Report {
    let mut report = Report { subject, ..Report::default() };
    add(document, ruleset, Some(found), &mut report);
    report
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && !inner.is_empty()
}

/// By place, then by rule, so that the order never depends on how rules ran.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (a.span, a.head, &a.rule, &a.row, &a.message).cmp(&(b.span, b.head, &b.rule, &b.row, &b.message))
    });
}

/// True when a severity counts against the letter at this threshold.
pub fn fails(severity: Severity, fail_on: Severity) -> bool {
    severity != Severity::Off && severity >= fail_on
}
