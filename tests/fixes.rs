//! What the safe changes make of sentences: tables under `fixtures/fixes`, one for each kind of change.
//!
//! A line is a sentence, a tab, and what becomes of it; «=» says that it stays as it is: a change is at most offered.
//! The right side is written by hand; a test never prints it anew.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use yasno::document::{Block, Builder, Document, FileFormat};
use yasno::engine::{Context, check};
use yasno::fix::settle;
use yasno::language::RuMorph;
use yasno::profile::Profile;
use yasno::rules::{Level, Ruleset};
use yasno::text::Span;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules")
});

fn document(text: &str) -> Document {
    let span = Span::new(0, text.len() as u32);
    Builder::verbatim(FileFormat::Text, text.to_owned(), vec![Block { span, ..Block::default() }]).finish()
}

fn changed(text: &str, level: Level) -> String {
    let context = Context { fragment: true, ..Context::default() };
    let reread = |text: String| Ok::<_, std::convert::Infallible>(document(&text));
    let Ok(settled) = settle(document(text), level, |document| check(document, &RULES, &context), reread);
    settled.text
}

#[test]
fn safe_changes_leave_good_russian() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fixes");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    let (mut wrong, mut seen) = (Vec::new(), Vec::new());
    for file in &files {
        let table = std::fs::read_to_string(file).expect("a table");
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        // Where a person is asked each time, the change offered is what is compared.
        let level = if name.ends_with("-ask") { Level::Ask } else { Level::Safe };
        let (mut changes, mut kept) = (0, 0);
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (before, after) = line.split_once('\t').unwrap_or_else(|| panic!("{name}: нет табуляции: {line}"));
            let expected = if after == "=" { before } else { after };
            let got = changed(before, level);
            if after == "=" {
                kept += 1
            } else {
                changes += 1
            }
            if got != expected {
                wrong.push(format!("{name}: {before}\n   ждали: {expected}\n  вышло: {got}"));
            }
        }
        seen.push(format!("{name}: {changes} + {kept}"));
        assert!(changes > 0, "{name}: нечего проверять");
    }
    assert!(wrong.is_empty(), "{} не сошлись ({}):\n{}", wrong.len(), seen.join(", "), wrong.join("\n"));
}

/// What is shown for a sentence and not put in.
fn shown(text: &str) -> String {
    let report = check(&document(text), &RULES, &Context { fragment: true, ..Context::default() });
    let fixes = report.findings.into_iter().flat_map(|finding| finding.fixes);
    let shown = fixes.filter(|fix| fix.level == Level::Show).map(|fix| fix.label);
    shown.collect::<Vec<_>>().join(" / ")
}

#[test]
fn words_shown_have_the_form_found() {
    let table = include_str!("fixtures/shown.tsv");
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        let (text, expected) = line.split_once('\t').expect("two columns");
        let got = shown(text);
        if got != expected {
            wrong.push(format!("{text}\n   ждали: {expected}\n  вышло: {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} не сошлись:\n{}", wrong.len(), wrong.join("\n"));
}
