//! Speed of the whole check, of starting, and of many files.
//!
//! Run with `cargo bench --bench check`. Figures stand in `docs/benchmarks.md`.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use divan::counter::{BytesCount, ItemsCount};
use yasno::document::Document;
use yasno::docx::Limits;
use yasno::docx::patch::annotate;
use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::profile::Profile;
use yasno::report::{Checked, comments};
use yasno::rules::Ruleset;

mod corpus;

use corpus::{official, prose};

/// As in the program: see `src/main.rs`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

static MORPHOLOGY: LazyLock<Arc<RuMorph>> =
    LazyLock::new(|| Arc::new(RuMorph::bundled().expect("built-in dictionary")));

fn ruleset() -> Ruleset {
    let profile = Profile::named("common").expect("built-in profile");
    Ruleset::load(profile, &Default::default(), MORPHOLOGY.clone()).expect("built-in rules")
}

const LETTER: usize = 2_500; // bytes of 300 words with their signs
const REPORT: usize = 200_000;
const BOOK: usize = 10_000_000;

fn measure(bencher: divan::Bencher<'_, '_>, document: &Document) {
    // New rules each time: no word is known, as when the program has just started.
    let bencher = bencher.counter(BytesCount::new(document.text().len())).with_inputs(ruleset);
    bencher.bench_local_values(|rules| (check(document, &rules, &Context::default()), rules));
}

/// Ordinary prose, all rules on.
#[divan::bench(args = [LETTER, REPORT, BOOK], max_time = 8)]
fn check_prose(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    measure(bencher, &prose(bytes));
}

/// Dense official text, all rules on.
#[divan::bench(args = [LETTER, REPORT, BOOK], max_time = 8)]
fn check_official(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    measure(bencher, &official(bytes));
}

/// A letter when the words of many others are known.
#[divan::bench(max_time = 4)]
fn check_letter_warm(bencher: divan::Bencher<'_, '_>) {
    let (rules, letter) = (ruleset(), official(LETTER));
    check(&letter, &rules, &Context::default());
    bencher.bench_local(|| check(&letter, &rules, &Context::default()));
}

/// A letter in .docx read, checked and written with its comments.
#[divan::bench(max_time = 3)]
fn annotate_letter(bencher: divan::Bencher<'_, '_>) {
    let letter = include_bytes!("../examples/bad.docx");
    let rules = ruleset();
    let limits = Limits::default();
    bencher.bench_local(|| {
        let document = yasno::docx::read(letter, &limits).expect("a letter");
        let report = check(&document, &rules, &Context::default());
        let comments = comments(&Checked { name: "bad.docx", document: &document, report: &report });
        annotate(letter, &document, &comments, "2026-11-21T15:30:00Z", &limits).expect("a letter with comments")
    });
}

/// Opening the dictionary.
#[divan::bench]
fn open_dictionary() -> Option<RuMorph> {
    RuMorph::bundled().ok()
}

/// Reading all rules and vocabularies.
#[divan::bench]
fn load_rules() -> Ruleset {
    LazyLock::force(&MORPHOLOGY);
    ruleset()
}

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yasno"));
    program.args(["check", "--format", "jsonl"]).stdout(Stdio::null()).stderr(Stdio::null());
    program
}

/// The program from start to end on one letter of a page.
#[divan::bench(max_time = 3)]
fn program_one_letter() {
    let letter = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bad.md");
    program().arg(letter).status().expect("the program starts");
}

/// The program on 1,000 letters in a folder.
#[divan::bench(max_time = 10)]
fn program_thousand_letters(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = official(1_000 * LETTER);
    let letters: Vec<&str> = text.text().split("\n\n").collect();
    for (number, blocks) in letters.chunks(letters.len().div_ceil(1_000)).enumerate() {
        let path: PathBuf = folder.path().join(format!("{number:04}.md"));
        std::fs::write(path, blocks.join("\n\n")).expect("a file");
    }
    bencher
        .counter(ItemsCount::new(1_000_usize))
        .bench(|| program().arg(folder.path()).status().expect("the program starts"));
}
