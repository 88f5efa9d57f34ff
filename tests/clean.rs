//! Letters that keep to the orders: the program has nothing to say about them.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use yasno::document::Document;
use yasno::engine::{Context, Report, check};
use yasno::language::RuMorph;
use yasno::letter::Kind;
use yasno::profile::Profile;
use yasno::rules::Ruleset;

/// Fewer letters than this would say little about false alarms.
const LEAST: usize = 44;

/// What the letters are, by the numbers in their names; the rest are replies. A refusal is any answer that does not give the
/// reader what was asked for (Udmurtia 3.11): 20 says so itself, 27 denies the purchase that was asked about.
const KINDS: [(&str, Kind); 11] = [
    ("02", Kind::Refusal),
    ("07", Kind::Refusal),
    ("16", Kind::RedirectNotice),
    ("19", Kind::PartialRefusal),
    ("20", Kind::Refusal),
    ("22", Kind::Acknowledgement),
    ("23", Kind::Extension),
    ("24", Kind::Mailing),
    ("27", Kind::Refusal),
    ("30", Kind::Refusal),
    ("48", Kind::PartialRefusal),
];

#[test]
fn clean_letters_are_silent() {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    let rules = Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/clean");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("letters").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(paths.len() >= LEAST, "only {} letters", paths.len());
    let mut lines = Vec::new();
    for path in &paths {
        let name = path.file_name().expect("a name").to_string_lossy();
        let document = yasno::source::read(fs::read(path).expect("readable"), &name).expect("a letter");
        let report = check(&document, &rules, &Context::default());
        lines.extend(findings(&name, &document, &report));
        let kind = KINDS.iter().find(|(number, _)| name.starts_with(number)).map_or(Kind::Reply, |(_, kind)| *kind);
        if report.letter.kind != kind {
            let letter = &report.letter;
            lines.push(format!("{name}: {}, а не {} ({})", letter.kind.title(), kind.title(), letter.kind_reason));
        }
    }
    assert!(lines.is_empty(), "{} findings in clean letters:\n{}", lines.len(), lines.join("\n"));
}

/// One line a finding.
fn findings(name: &str, document: &Document, report: &Report) -> Vec<String> {
    let line = |finding: &yasno::engine::Finding| {
        let text = finding.span.of(document.text()).replace('\n', " ");
        format!("{name}: {} [{}]: {}", finding.rule, text, finding.message)
    };
    report.findings.iter().map(line).collect()
}
