//! How much of what is marked by hand in `tests/letters/labelled` the program finds, and how much of what it says is right.
//!
//! `YASNO_WRITE_DOCS=1 cargo test --test accuracy` writes `docs/accuracy.md`; without it the page is compared, so that a
//! change of accuracy is seen in review.

mod marks;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use marks::{Mark, Text, Verdict};
use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::profile::Profile;
use yasno::rules::{Ruleset, Scope};

/// Areas whose rules are all measured.
const AREAS: [&str; 3] = ["formatting", "sentence", "wording"];

/// Rules of these areas that speak of a letter as a whole: texts so full of faults cannot measure them.
const OF_THE_WHOLE: [&str; 4] = ["abbreviation-overuse", "no-structure", "paragraph-too-long", "readability-low"];

/// Measured rules of other areas.
const OTHERS: [&str; 8] = [
    "executor-full-name",
    "executor-missing",
    "executor-phone",
    "refusal-bare-legal-ref",
    "refusal-ground-missing",
    "reg-date-first-paragraph",
    "reg-number-first-paragraph",
    "survey-link-missing",
];

/// Rules of one group tell the reader much the same, so that a finding of one is right where another is marked.
const GROUPS: [&[&str]; 10] = [
    &[
        "archaism",
        "bureaucratese",
        "compound-conjunction",
        "denominal-preposition",
        "genitive-chain",
        "nominalisation-chain",
        "split-predicate",
    ],
    &["bureaucratese", "passive-impersonal", "split-predicate"],
    &["duplicate-content", "pleonasm", "tautology"],
    &["aggression", "colloquial", "foreign-word", "office-jargon"],
    &["aggression", "blame-phrase", "negative-tone"],
    &["double-negation", "negative-construction"],
    &["abbreviation-unexplained", "caps-word", "graphic-shortening"],
    &["complex-term", "foreign-word"],
    &["defined-term-drift", "inconsistent-term"],
    &["sentence-complex", "sentence-too-long"],
];

/// Least numbers of texts, faults and rules with faults that the measure rests on.
const LEAST: (usize, usize, usize) = (30, 600, 30);

/// What is known of one rule.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) marked: usize,
    pub(crate) found: usize,
    /// Found by the very rule that is marked.
    pub(crate) found_itself: usize,
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) missed: Vec<String>,
    pub(crate) false_alarms: Vec<String>,
}

/// The measure of all texts.
#[derive(Default)]
pub(crate) struct Measure {
    pub(crate) rules: BTreeMap<String, Tally>,
    pub(crate) texts: usize,
    pub(crate) words: usize,
    pub(crate) traps: usize,
    pub(crate) sprung: usize,
    pub(crate) arguable: usize,
}

fn alike(one: &str, other: &str) -> bool {
    one == other || GROUPS.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// The folder of the project.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn measured_rules() -> BTreeSet<String> {
    let mut rules: BTreeSet<String> = OTHERS.map(str::to_owned).into();
    for area in AREAS {
        for file in fs::read_dir(root().join("rules").join(area)).expect("rules").flatten() {
            rules.insert(file.path().file_stem().expect("a name").to_string_lossy().into_owned());
        }
    }
    rules.retain(|rule| !OF_THE_WHOLE.contains(&rule.as_str()));
    rules
}

/// A finding in the plain text.
struct Found {
    rule: String,
    whole: bool,
    start: usize,
    end: usize,
}

fn findings(text: &Text, ruleset: &Ruleset) -> Vec<Found> {
    let document = yasno::source::read(text.plain.clone().into_bytes(), &text.name).expect("a text");
    let report = check(&document, ruleset, &Context { fragment: text.fragment, ..Context::default() });
    let found = report.findings.iter().map(|finding| {
        let place = yasno::report::source_span(&document, finding.span).expect("a text file has places");
        Found {
            rule: finding.rule.to_string(),
            whole: finding.scope == Scope::Letter,
            start: place.start as usize,
            end: place.end as usize,
        }
    });
    found.collect()
}

impl Measure {
    fn add(&mut self, text: &Text, findings: &[Found]) {
        self.texts += 1;
        self.words += text.plain.split_whitespace().count();
        self.whole_letter(text, findings);
        let overlap = |mark: &Mark, found: &Found| !found.whole && mark.start < found.end && found.start < mark.end;
        for mark in &text.marks {
            match mark.verdict {
                Verdict::Arguable => self.arguable += 1,
                Verdict::Fine => {
                    self.traps += 1;
                    let faults = |found: &Found| {
                        !text.marks.iter().any(|other| {
                            other.verdict != Verdict::Fine && overlap(other, found) && alike(&other.rule, &found.rule)
                        })
                    };
                    self.sprung += usize::from(findings.iter().any(|found| overlap(mark, found) && faults(found)));
                }
                Verdict::Fault => {
                    let hits: Vec<_> = findings
                        .iter()
                        .filter(|found| overlap(mark, found) && alike(&found.rule, &mark.rule))
                        .collect();
                    let tally = self.rules.entry(mark.rule.clone()).or_default();
                    tally.marked += 1;
                    tally.found += usize::from(!hits.is_empty());
                    tally.found_itself += usize::from(hits.iter().any(|found| found.rule == mark.rule));
                    if hits.is_empty() {
                        tally.missed.push(page::shorten(&text.plain[mark.start..mark.end]));
                    }
                }
            }
        }
        for found in findings.iter().filter(|found| !found.whole && !text.whole.contains(&found.rule)) {
            let touched: Vec<_> =
                text.marks.iter().filter(|mark| overlap(mark, found) && alike(&mark.rule, &found.rule)).collect();
            let tally = self.rules.entry(found.rule.clone()).or_default();
            if touched.iter().any(|mark| mark.verdict == Verdict::Fault) {
                tally.right += 1;
            } else if touched.is_empty() {
                tally.wrong += 1;
                tally.false_alarms.push(page::shorten(&text.plain[found.start..found.end]));
            }
        }
    }

    /// Faults that have no place match by rule, wherever the finding is shown.
    fn whole_letter(&mut self, text: &Text, findings: &[Found]) {
        for rule in &text.whole {
            let found = findings.iter().any(|found| found.rule == *rule);
            let tally = self.rules.entry(rule.clone()).or_default();
            tally.marked += 1;
            tally.found += usize::from(found);
            tally.found_itself += usize::from(found);
            tally.right += usize::from(found);
            if !found {
                tally.missed.push(text.name.clone());
            }
        }
        for found in findings.iter().filter(|found| found.whole && !text.whole.contains(&found.rule)) {
            let tally = self.rules.entry(found.rule.clone()).or_default();
            tally.wrong += 1;
            tally.false_alarms.push(text.name.clone());
        }
    }
}

fn measure() -> Measure {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    let ruleset = Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules");
    let rules = measured_rules();
    let folder = root().join("tests/letters/labelled");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("texts").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut measure = Measure::default();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = marks::read(&name, &fs::read_to_string(&path).expect("readable"));
        let marked = text.marks.iter().map(|mark| &mark.rule).filter(|rule| !rule.is_empty()).chain(&text.whole);
        for rule in marked {
            assert!(rules.contains(rule), "{name}: there is no measured rule «{rule}»");
        }
        let findings: Vec<_> =
            findings(&text, &ruleset).into_iter().filter(|found| rules.contains(&found.rule)).collect();
        measure.add(&text, &findings);
    }
    measure
}

#[test]
fn the_page_is_up_to_date() {
    let measure = measure();
    let faults: usize = measure.rules.values().map(|tally| tally.marked).sum();
    let kinds = measure.rules.values().filter(|tally| tally.marked > 0).count();
    assert!((measure.texts, faults, kinds) >= LEAST, "{} texts, {faults} faults, {kinds} rules", measure.texts);
    assert!(faults >= LEAST.1 && kinds >= LEAST.2, "{faults} faults, {kinds} rules");
    let path = root().join("docs/accuracy.md");
    let stored = fs::read_to_string(&path).unwrap_or_default();
    // The day stays that of the last change, so that a page without changes is the same page.
    let rendered = page::render(&measure, page::day_of(&stored).unwrap_or(""));
    if rendered != stored && std::env::var_os("YASNO_WRITE_DOCS").is_some() {
        fs::write(&path, page::render(&measure, &page::today())).expect("docs/ can be written");
        return;
    }
    let differs = rendered.lines().zip(stored.lines()).position(|(new, old)| new != old);
    assert!(
        rendered == stored,
        "docs/accuracy.md is stale from line {}; see whether the change is for the better and regenerate it with\n  \
         YASNO_WRITE_DOCS=1 cargo test --test accuracy",
        differs.unwrap_or_else(|| rendered.lines().count().min(stored.lines().count())) + 1
    );
}

#[test]
fn marks_are_read_and_taken_out() {
    let text = marks::read(
        "t.md",
        "[[fragment]]\nМы [[sentence-too-long: [[?archaism: сим]] даём]] [[ok: срок]].\n[[!executor-missing]]\n",
    );
    assert_eq!(text.plain, "Мы сим даём срок.\n");
    assert!(text.fragment);
    assert_eq!(text.whole, ["executor-missing"]);
    let words: Vec<_> = text.marks.iter().map(|mark| (&*mark.rule, &text.plain[mark.start..mark.end])).collect();
    assert_eq!(words, [("archaism", "сим"), ("sentence-too-long", "сим даём"), ("", "срок")]);
}

#[test]
fn a_finding_is_right_where_a_like_fault_is_marked() {
    let text = marks::read("t.md", "[[archaism: Сим]] [[?pleonasm: снова]] [[ok: даём]] [[idiom-metaphor: дуба]].\n");
    let found = |rule: &str, word: &str| {
        let start = text.plain.find(word).expect("a word of the text");
        Found { rule: rule.to_owned(), whole: false, start, end: start + word.len() }
    };
    let mut measure = Measure::default();
    let findings = [
        found("bureaucratese", "Сим"),
        found("pleonasm", "снова"),
        found("colloquial", "даём"),
        found("colloquial", "дуба"),
    ];
    measure.add(&text, &findings);
    let tally = |rule: &str| {
        let tally = &measure.rules[rule];
        (tally.marked, tally.found, tally.found_itself, tally.right, tally.wrong)
    };
    assert_eq!(tally("archaism"), (1, 1, 0, 0, 0), "found by another rule of its group");
    assert_eq!(tally("bureaucratese"), (0, 0, 0, 1, 0));
    assert_eq!(tally("pleonasm"), (0, 0, 0, 0, 0), "neither right nor wrong");
    assert_eq!(tally("colloquial"), (0, 0, 0, 0, 2), "a trap and a fault of another group");
    assert_eq!(tally("idiom-metaphor"), (1, 0, 0, 0, 0));
    assert_eq!((measure.traps, measure.sprung, measure.arguable), (1, 1, 1));
}
