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
fn set_a() {
    measure("a", MENDED);
}

#[test]
fn set_b() {
    measure("b", MENDED);
}

#[test]
fn set_c() {
    measure("c", MENDED);
}

/// A letter of a set.
struct Sample {
    /// «a01», «a01-02» for the second part taken out of it.
    name: String,
    profile: String,
    text: String,
    /// The fault, and other names of the same; empty for a complete letter.
    wanted: Vec<String>,
}

/// Reads a set: each letter, then what is taken out of it one by one, as `tests/letters/taken_out/README.md` tells.
fn samples(set: &str) -> Vec<Sample> {
    let mut all = Vec::new();
    for chunk in set.split("@@letter ").skip(1) {
        let mut parts = chunk.split("\n@@without ");
        let (head, text) = parts.next().and_then(|letter| letter.split_once('\n')).expect("a letter");
        let [name, profile, _kind] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{head}") };
        let sample = |name, text, wanted| Sample { name, profile: profile.to_owned(), text, wanted };
        all.push(sample(name.to_owned(), tidy(text), Vec::new()));
        for (at, part) in parts.enumerate() {
            let name = format!("{name}-{:02}", at + 1);
            let (fault, change) = part.split_once('\n').expect(&name);
            let rules = fault.split(" | ").next().expect(&name);
            let (old, new) = change.split_once("\n=>").expect(&name);
            let new = new.trim_matches('\n');
            assert_eq!(text.matches(old).count(), 1, "{name}: «{old}»");
            // With nothing in its place a whole line goes.
            let line = format!("{old}\n");
            let whole = new.is_empty() && (text.starts_with(&line) || text.contains(&format!("\n{line}")));
            let text = text.replacen(if whole { &line } else { old }, new, 1);
            all.push(sample(name, tidy(&text), rules.split(' ').map(str::to_owned).collect()));
        }
    }
    all
}

/// One empty line between paragraphs, none at the ends.
fn tidy(text: &str) -> String {
    let mut text = text.trim().to_owned();
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text + "\n"
}

fn measure(set: &str, least: (f64, f64)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/taken_out").join(set).with_extension("txt");
    let letters = fs::read_to_string(path).expect("a set of letters");
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let mut rulesets: BTreeMap<String, Ruleset> = BTreeMap::new();
    let (mut found, mut missed, mut wrong) = (0, 0, 0);
    for Sample { name, profile, text, wanted } in samples(&letters) {
        let rules = rulesets.entry(profile).or_insert_with_key(|profile| {
            let profile = Profile::named(profile).expect("a built-in profile");
            Ruleset::load(profile, &Default::default(), morphology.clone()).expect("built-in rules")
        });
        let document = yasno::source::read(text.into_bytes(), &format!("{name}.md")).expect("a letter");
        let report = check(&document, rules, &Context::default());
        let said: Vec<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
        let is_wanted = |id: &str| wanted.iter().any(|wanted| wanted == id);
        if !wanted.is_empty() {
            match said.iter().any(|id| is_wanted(id)) {
                true => found += 1,
                false => {
                    missed += 1;
                    println!("missed: {name} {}", wanted[0]);
                }
            }
        }
        for id in said.iter().filter(|id| RULES.contains(id) && !is_wanted(id)) {
            wrong += 1;
            println!("wrong: {name} {id}");
        }
    }
    let share = |other: usize| found as f64 / (found + other).max(1) as f64;
    let (recall, precision) = (share(missed), share(wrong));
    println!("{set}: {found} found, {missed} missed, {wrong} wrong: recall {recall:.3}, precision {precision:.3}");
    assert!(recall >= least.0 && precision >= least.1, "recall {recall:.3}, precision {precision:.3}");
}
