//! Runs every example of every rule file and of every vocabulary row.
//!
//! A `bad` text must give exactly the marked findings, and its fixed text must be silent under all rules on words and
//! sentences; a `good` text must be silent under them too. What others find is named in `others`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use yasno::data::{Row, Table};
use yasno::document::{Block, Builder, Document, FileFormat};
use yasno::engine::{Context, Finding, check};
use yasno::language::RuMorph;
use yasno::letter::Kind;
use yasno::profile::Profile;
use yasno::rules::embedded::{self, Source};
use yasno::rules::vocabulary::{COLUMNS, is_taken};
use yasno::rules::{
    Find, Level, OWN_WORD, Override, Overrides, OwnRow, Place, RuleFile, Ruleset, Scope, Subject, parse,
};
use yasno::text::{Edit, Span, apply};

static MORPH: LazyLock<Arc<RuMorph>> = LazyLock::new(|| Arc::new(RuMorph::bundled().expect("built-in dictionary")));

fn ruleset(profile: &str, words: &BTreeMap<String, String>) -> Ruleset {
    let profile = Profile::named(profile).unwrap_or_else(|error| panic!("{error}"));
    let place = Place { path: "пример".into(), line: 1 };
    let row = |(word, plain): (&String, &String)| OwnRow {
        find: Find::Word(word.clone()),
        plain: plain.clone(),
        fix: None,
        guard: String::new(),
        place: place.clone(),
    };
    let mut own = Overrides::default();
    if !words.is_empty() {
        let rows = words.iter().map(row).collect();
        own.rules.insert(OWN_WORD.to_owned(), Override { rows, ..Override::default() });
    }
    Ruleset::load(profile, &own, MORPH.clone()).unwrap_or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("правила не загружены:\n{}", lines.join("\n"))
    })
}

static COMMON: LazyLock<Ruleset> = LazyLock::new(|| ruleset("common", &BTreeMap::new()));

/// Rules that judge a text by how many of its sentences are so: what they find in an example of one sentence is no
/// fault of that example.
const OF_TEXTS: &[&str] = &["passive-impersonal"];

/// A text with its marks taken out.
struct Marked {
    text: String,
    spans: BTreeSet<Span>,
}

fn unmark(text: &str) -> Marked {
    let (mut plain, mut spans, mut open) = (String::new(), BTreeSet::new(), None);
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("[[") {
            open = Some(plain.len() as u32);
            rest = after;
        } else if let (Some(after), Some(start)) = (rest.strip_prefix("]]"), open) {
            spans.insert(Span::new(start, plain.len() as u32));
            open = None;
            rest = after;
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    Marked { text: plain, spans }
}

/// How an example is read.
#[derive(Clone, Copy)]
struct Reading<'a> {
    markdown: bool,
    letter: bool,
    kind: Option<&'a str>,
    profile: Option<&'a str>,
    /// What the office has set.
    words: &'a BTreeMap<String, String>,
}

static NO_WORDS: BTreeMap<String, String> = BTreeMap::new();

const FRAGMENT: Reading<'static> =
    Reading { markdown: false, letter: false, kind: None, profile: None, words: &NO_WORDS };

/// Pieces of a body are paragraphs as they stand; letters and Markdown go through the readers.
fn document(text: &str, reading: Reading<'_>) -> Document {
    if reading.markdown || reading.letter {
        let name = if reading.markdown { "example.md" } else { "example.txt" };
        return yasno::source::read(text.as_bytes().to_vec(), name).unwrap_or_else(|error| panic!("{text}: {error}"));
    }
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len() as u32);
        if !line.is_empty() {
            blocks.push(Block { span, ..Block::default() });
        }
        start = span.end + 1;
    }
    Builder::verbatim(FileFormat::Text, text.to_owned(), blocks).finish()
}

struct Checked {
    document: Document,
    findings: Vec<Finding>,
}

fn run(rule: &str, text: &str, reading: Reading<'_>) -> Checked {
    let document = document(text, reading);
    let kind = reading
        .kind
        .map(|id| *Kind::ALL.iter().find(|kind| kind.id() == id).unwrap_or_else(|| panic!("нет вида письма «{id}»")));
    let context = Context { kind, fragment: !reading.letter, ..Context::default() };
    let report = match reading.profile {
        None | Some("common") if reading.words.is_empty() => check(&document, &COMMON, &context),
        profile => check(&document, &ruleset(profile.unwrap_or("common"), reading.words), &context),
    };
    assert!(report.notes.is_empty(), "{text}: {:?}", report.notes);
    let areas = ["wording", "sentence", "formatting"];
    let on_words = |finding: &Finding| {
        COMMON.rules.iter().any(|rule| rule.id == finding.rule && areas.contains(&rule.area.as_str()))
    };
    let findings = report
        .findings
        .into_iter()
        .filter(|finding| reading.letter || *finding.rule == *rule || on_words(finding))
        .collect();
    Checked { document, findings }
}

/// Where a finding stands in the example as it was written: through the source map for letters and Markdown.
fn place(checked: &Checked, finding: &Finding) -> Span {
    checked.document.map().source(finding.span).map_or(finding.span, |place| place.span)
}

fn show(text: &str, findings: &[&Finding]) -> String {
    if findings.is_empty() {
        return "ничего".into();
    }
    let one = |finding: &&Finding| format!("{} «{}»", finding.rule, finding.span.of(text));
    findings.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What is wrong with an example; empty when it is right.
fn judge(rule: &str, row: Option<&str>, text: &str, others: &[String], bad: bool, reading: Reading<'_>) -> Vec<String> {
    let text = text.replace(" ¶ ", "\n\n").replace('¶', "\n\n");
    let marked = unmark(&text);
    let checked = run(rule, &marked.text, reading);
    let shown = checked.document.text();
    let (own, foreign): (Vec<&Finding>, Vec<&Finding>) = checked
        .findings
        .iter()
        .partition(|finding| *finding.rule == *rule && row.is_none_or(|row| finding.row.as_deref() == Some(row)));
    let mut wrong = Vec::new();
    if bad && marked.spans.is_empty() {
        if !own.iter().any(|finding| finding.scope == Scope::Letter) {
            wrong.push(format!("ждали находку о письме целиком, нашли: {}", show(shown, &own)));
        }
    } else {
        let found: BTreeSet<Span> = own.iter().map(|finding| place(&checked, finding)).collect();
        if found != marked.spans {
            let expected: Vec<&str> = marked.spans.iter().map(|span| span.of(&marked.text)).collect();
            wrong.push(format!("ждали {expected:?}, нашли: {}", show(shown, &own)));
        }
    }
    let named: BTreeSet<&str> = others.iter().map(String::as_str).collect();
    let stranger = |finding: &&Finding| !named.contains(&*finding.rule) && !OF_TEXTS.contains(&&*finding.rule);
    let strangers: Vec<&Finding> = foreign.into_iter().filter(stranger).collect();
    if !strangers.is_empty() {
        wrong.push(format!("другие правила нашли: {}", show(shown, &strangers)));
    }
    for name in named {
        if !checked.findings.iter().any(|finding| *finding.rule == *name) {
            wrong.push(format!("others: правило «{name}» ничего не нашло"));
        }
    }
    wrong
}

/// The text after the first change of each of the rule's findings.
fn fixed(rule: &str, text: &str, reading: Reading<'_>) -> String {
    let text = text.replace(" ¶ ", "\n\n").replace('¶', "\n\n");
    let checked = run(rule, &unmark(&text).text, reading);
    let mut edits: Vec<Edit> = Vec::new();
    for finding in checked.findings.iter().filter(|finding| *finding.rule == *rule) {
        let change = finding.fixes.iter().find(|fix| fix.level > Level::Show && !fix.edits.is_empty());
        edits.extend(change.into_iter().flat_map(|fix| fix.edits.clone()));
    }
    edits.sort();
    apply(checked.document.text(), &edits)
}

fn judge_fix(rule: &str, text: &str, expected: &str, reading: Reading<'_>) -> Vec<String> {
    let expected = expected.replace(" ¶ ", "\n\n").replace('¶', "\n\n");
    let got = fixed(rule, text, reading);
    if got != expected {
        return vec![format!("после исправления ждали «{expected}», вышло «{got}»")];
    }
    let after = run(rule, &expected, reading);
    let left: Vec<&Finding> = after.findings.iter().filter(|finding| !OF_TEXTS.contains(&&*finding.rule)).collect();
    if left.is_empty() || reading.letter {
        Vec::new()
    } else {
        vec![format!("в исправленном тексте нашли: {}", show(&expected, &left))]
    }
}

/// The rules on letters; the others have tests of their own.
fn rule_files() -> impl Iterator<Item = (Source<'static>, RuleFile)> {
    let all = embedded::rules().map(|source| (source, parse(source, true).unwrap_or_else(|error| panic!("{error}"))));
    all.filter(|(_, file)| file.subject() == Subject::Letter)
}

fn report(wrong: &[String], count: usize) {
    assert!(wrong.is_empty(), "{} из {count} примеров не сошлись:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 0, "ни одного примера");
}

#[test]
fn every_example_of_every_rule() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (source, file) in rule_files() {
        let rule = source.name();
        let line = |at: usize| source.text[..at].matches('\n').count() + 1;
        assert!(file.bad.len() >= 2 && file.good.len() >= 2, "{}: нужно по два примера bad и good", source.path);
        for example in &file.bad {
            let reading = Reading {
                markdown: example.markdown,
                letter: example.letter,
                kind: example.kind.as_deref(),
                profile: example.profile.as_deref(),
                words: &example.words,
            };
            let text = example.text.get_ref();
            let mut faults = judge(rule, None, text, &example.others, true, reading);
            if let Some(expected) = &example.fixed {
                faults.extend(judge_fix(rule, text, expected, reading));
            }
            count += 1;
            wrong.extend(
                faults
                    .iter()
                    .map(|fault| format!("{}:{}: {text}\n    {fault}", source.path, line(example.text.span().start))),
            );
        }
        for example in &file.good {
            let reading = Reading {
                markdown: example.markdown,
                letter: example.letter,
                kind: example.kind.as_deref(),
                profile: example.profile.as_deref(),
                words: &example.words,
            };
            let text = example.text.get_ref();
            assert!(!example.why.trim().is_empty(), "{}: у good нет причины", source.path);
            let faults = judge(rule, None, text, &example.others, false, reading);
            count += 1;
            wrong.extend(
                faults
                    .iter()
                    .map(|fault| format!("{}:{}: {text}\n    {fault}", source.path, line(example.text.span().start))),
            );
        }
    }
    report(&wrong, count);
}

#[test]
fn every_example_of_every_row() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (source, file) in rule_files() {
        let vocabulary = file.vocabulary.as_ref().map(toml::Spanned::get_ref);
        // A check in Rust may add to the rows of a vocabulary.
        let native = file.native.as_ref().and_then(|native| native.get_ref().data.as_ref());
        let Some(table_name) = vocabulary.map(|vocabulary| &vocabulary.file).or(native) else { continue };
        let table_name = table_name.get_ref();
        let table_source = embedded::tables().find(|table| table.name() == table_name).expect("loaded before");
        let head = table_source.text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        if !head.split('\t').any(|column| column == "pattern") {
            continue; // other data of a check in Rust: the examples of its rule file cover it
        }
        let table =
            Table::parse(table_source.path, table_source.text, COLUMNS).unwrap_or_else(|error| panic!("{error}"));
        let taken = |row: &&Row| vocabulary.is_none_or(|vocabulary| is_taken(&table, row, vocabulary));
        for row in table.rows.iter().filter(taken) {
            let cell = |name| table.cell(row, name);
            let (rule, id) = (source.name(), cell("id"));
            let mut faults = Vec::new();
            for example in cell("example").split(" || ") {
                faults.extend(judge(rule, Some(id), example, &[], true, FRAGMENT));
                count += 1;
                if !example.contains("[[") {
                    faults.push("в примере нет отметки [[…]]".into());
                }
            }
            if !cell("fixed").is_empty() {
                let example = cell("example").split(" || ").next().unwrap_or_default();
                faults.extend(judge_fix(rule, example, cell("fixed"), FRAGMENT));
            }
            for trap in cell("trap").split(" || ").filter(|trap| !trap.is_empty()) {
                let checked = run(rule, trap, FRAGMENT);
                let own: Vec<&Finding> =
                    checked.findings.iter().filter(|finding| finding.row.as_deref() == Some(id)).collect();
                count += 1;
                if !own.is_empty() {
                    faults.push(format!("ловушка «{trap}»: нашли {}", show(trap, &own)));
                }
            }
            wrong.extend(
                faults
                    .iter()
                    .map(|fault| format!("{}:{} {id}: {}\n    {fault}", table.path, row.line, cell("example"))),
            );
        }
    }
    report(&wrong, count);
}
