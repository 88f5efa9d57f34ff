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

/// Least recall and precision of a set that the program was mended on.
const MENDED: (f64, f64) = (0.95, 0.95);
/// The same of sets that it was not, or not enough: new letters are found like these.
const LEAST: [(&str, f64, f64); 9] = [
    ("f", 0.93, 0.99),
    ("g", 0.93, 0.99),
    ("h", 0.94, 0.99),
    ("i", 0.92, 0.99),
    ("j", 0.92, 0.98),
    ("n", 0.94, 0.99),
    ("o", 0.91, 0.97),
    ("p", 0.91, 0.99),
    ("q", 0.84, 0.98),
];

/// The rules in question; what others find in these letters is not judged.
const RULES: [&str; 23] = [
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
    "letterhead-missing",
];

#[test]
fn sets_are_found_as_well_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/taken_out");
    let mut sets: Vec<(String, String)> = fs::read_dir(folder)
        .expect("sets of letters")
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().strip_suffix(".txt")?.to_owned();
            Some((name, fs::read_to_string(entry.path()).expect("a set of letters")))
        })
        .collect();
    sets.sort();
    assert!(sets.len() > 2, "sets of letters");
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let measured: Vec<Found> = std::thread::scope(|scope| {
        let tasks: Vec<_> = sets.iter().map(|(_, set)| scope.spawn(|| measure(set, &morphology))).collect();
        tasks.into_iter().map(|task| task.join().expect("a set can be measured")).collect()
    });
    let mut low = Vec::new();
    for ((set, _), found) in sets.iter().zip(measured) {
        print!("{}", found.told);
        let (recall, precision) = (found.share(found.missed), found.share(found.wrong));
        let line = format!(
            "{set}: {} found, {} missed, {} wrong: recall {recall:.3}, precision {precision:.3}",
            found.found, found.missed, found.wrong
        );
        println!("{line}");
        let least =
            LEAST.iter().find(|(name, ..)| name == set).map_or(MENDED, |&(_, recall, precision)| (recall, precision));
        if recall < least.0 || precision < least.1 {
            low.push(format!("{line}; at least {:.2} and {:.2} are expected", least.0, least.1));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

/// What was found of a set.
#[derive(Default)]
struct Found {
    found: usize,
    missed: usize,
    wrong: usize,
    /// What was missed and what is wrong, a line each.
    told: String,
}

impl Found {
    fn share(&self, other: usize) -> f64 {
        self.found as f64 / (self.found + other).max(1) as f64
    }
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

fn measure(set: &str, morphology: &Arc<RuMorph>) -> Found {
    let mut rulesets: BTreeMap<String, Ruleset> = BTreeMap::new();
    let mut all = Found::default();
    for Sample { name, profile, text, wanted } in samples(set) {
        let rules = rulesets.entry(profile).or_insert_with_key(|profile| {
            let profile = Profile::named(profile).expect("a built-in profile");
            Ruleset::load(profile, &Default::default(), morphology.clone()).expect("built-in rules")
        });
        let document = yasno::source::read(text.into_bytes(), &format!("{name}.md")).expect("a letter");
        let report = check(&document, rules, &Context::default());
        let said: Vec<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
        let is_wanted = |id: &str| wanted.iter().any(|wanted| wanted == id);
        if !wanted.is_empty() {
            if said.iter().any(|id| is_wanted(id)) {
                all.found += 1;
            } else {
                all.missed += 1;
                all.told += &format!("missed: {name} {}\n", wanted[0]);
            }
        }
        for id in said.iter().filter(|id| RULES.contains(id) && !is_wanted(id)) {
            all.wrong += 1;
            all.told += &format!("wrong: {name} {id}\n");
        }
    }
    all
}
