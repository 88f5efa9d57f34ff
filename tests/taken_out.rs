//! Letters from which one part is taken out, by authors who did not know the program: how much of it is found.
//!
//! `cargo test --test taken_out -- --nocapture` prints what is missed and what is wrong.

#![allow(clippy::print_stdout)] // what was measured

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::profile::Profile;
use yasno::rules::Ruleset;

/// Least recall and precision of the sets that the program was mended on.
const MENDED: (f64, f64) = (0.95, 0.95);

/// The same of the set it was hardly mended on: what to expect of new letters is nearer to this.
const FRESH: (f64, f64) = (0.95, 0.94);

/// The rules in question; what others find in these letters is not judged.
const RULES: [&str; 22] = [
    "reg-number-first-paragraph",
    "reg-date-first-paragraph",
    "subject-first-paragraph",
    "executor-full-name",
    "executor-phone",
    "executor-missing",
    "survey-link-missing",
    "ack-greeting",
    "refusal-bare-legal-ref",
    "refusal-ground-missing",
    "refusal-no-next-step",
    "refusal-appeal-missing",
    "outcome-unclear",
    "vague-deadline",
    "will-without-date",
    "redirect-incomplete",
    "ack-deadline",
    "ack-thanks",
    "ack-received",
    "mailing-consent",
    "question-not-answered",
    "unfilled-placeholder",
];

#[test]
fn first_set() {
    measure("a", MENDED);
}

#[test]
fn second_set() {
    measure("b", MENDED);
}

#[test]
fn third_set() {
    measure("c", FRESH);
}

fn measure(half: &str, least: (f64, f64)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/taken_out").join(half);
    let labels = fs::read_to_string(folder.join("labels.tsv")).expect("labels");
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let mut rulesets: BTreeMap<&str, Ruleset> = BTreeMap::new();
    let (mut found, mut missed, mut wrong) = (0, 0, 0);
    for row in labels.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [file, _, profile, _, rule, ..] = row[..] else { panic!("{row:?}") };
        let rules = rulesets.entry(profile).or_insert_with(|| {
            let profile = Profile::named(profile).expect("a built-in profile");
            Ruleset::load(profile, &Default::default(), morphology.clone()).expect("built-in rules")
        });
        let bytes = fs::read(folder.join(file)).expect("a letter");
        let document = yasno::source::read(bytes, file).expect("a letter");
        let report = check(&document, rules, &Context::default());
        let said: Vec<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
        let also = row.get(7).copied().unwrap_or_default();
        let wanted: Vec<&str> = also.split(';').chain([rule]).map(str::trim).filter(|id| !id.is_empty()).collect();
        if !rule.is_empty() {
            match said.iter().any(|id| wanted.contains(id)) {
                true => found += 1,
                false => {
                    missed += 1;
                    println!("missed: {file} {rule}");
                }
            }
        }
        for id in said.iter().filter(|id| RULES.contains(id) && !wanted.contains(id)) {
            wrong += 1;
            println!("wrong: {file} {id}");
        }
    }
    let share = |other: usize| found as f64 / (found + other).max(1) as f64;
    let (recall, precision) = (share(missed), share(wrong));
    println!("{half}: {found} found, {missed} missed, {wrong} wrong: recall {recall:.3}, precision {precision:.3}");
    assert!(recall >= least.0 && precision >= least.1, "recall {recall:.3}, precision {precision:.3}");
}
