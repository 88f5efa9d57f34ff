//! Complete letters from which one part at a time is taken out: exactly that part must be reported.

#![allow(clippy::print_stdout)] // the table of what was measured

mod position;
#[path = "../written/mod.rs"]
mod written;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::letter::Declared;
use yasno::profile::Profile;
use yasno::rules::Ruleset;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| rules("common"));
static LENOBL: LazyLock<Ruleset> = LazyLock::new(|| rules("lenobl"));

fn rules(profile: &str) -> Ruleset {
    let profile = Profile::named(profile).expect("built-in profile");
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules")
}

/// Parts and the rule that misses each.
const PARTS: [(&str, &str); 16] = [
    ("reg", "reg-number-first-paragraph"),
    ("date", "reg-date-first-paragraph"),
    ("subj", "subject-first-paragraph"),
    ("head", "letterhead-missing"),
    ("exec", "executor-missing"),
    ("name", "executor-full-name"),
    ("phone", "executor-phone"),
    ("survey", "survey-link-missing"),
    ("greet", "ack-greeting"),
    ("thanks", "ack-thanks"),
    ("received", "ack-received"),
    ("deadline", "ack-deadline"),
    ("to", "redirect-incomplete"),
    ("why", "redirect-incomplete"),
    ("when", "redirect-incomplete"),
    ("consent", "mailing-consent"),
];

fn rule_of(part: &str) -> &'static str {
    let part = if part == "unsub" { "consent" } else { part };
    PARTS.iter().find(|(known, _)| *known == part).map(|(_, rule)| *rule).unwrap_or_else(|| panic!("нет части {part}"))
}

/// The letter with the marks of all parts taken off and one part taken out.
fn without(text: &str, part: Option<&str>) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new(); // parts around this place
    let mut rest = text;
    // Inside a part taken out, and inside what stands instead of a part.
    let hidden = |open: &[&str]| open.iter().any(|name| Some(*name) == part);
    let mut instead = false;
    while let Some(at) = rest.find(['⟦', '⟧', '→']) {
        let (plain, mark) = (&rest[..at], rest[at..].chars().next().expect("found"));
        if instead == (hidden(&open) && open.last().copied() == part && instead) && (instead || !hidden(&open)) {
            out.push_str(plain);
        }
        rest = &rest[at + mark.len_utf8()..];
        match mark {
            '⟦' => {
                let (name, after) = rest.split_once(':').expect("⟦part:text⟧");
                open.push(name);
                rest = after;
            }
            '→' => instead = true,
            _ => {
                open.pop();
                instead = false;
            }
        }
    }
    out.push_str(rest);
    out
}

fn parts_of(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> =
        text.split('⟦').skip(1).filter_map(|rest| rest.split_once(':')).map(|(name, _)| name).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

struct Sample<'a> {
    name: &'a str,
    kind: &'a str,
    ending: &'a str,
    text: &'a str,
}

fn samples(file: &str) -> Vec<Sample<'_>> {
    let one = |piece| {
        let (head, text): (&str, &str) = str::split_once(piece, '\n').expect("head");
        let words: Vec<&str> = head.split_whitespace().collect();
        let [name, kind, ending] = words[..] else { panic!("=== name kind ending: {head}") };
        Sample { name, kind, ending, text: text.trim_start_matches('\n') }
    };
    file.split("\n=== ").skip(1).map(one).collect()
}

/// The kind found and the rules on parts that speak.
fn read(text: &str, ending: &str, kind: Option<&str>) -> (String, Vec<String>) {
    read_file(text.as_bytes().to_vec(), ending, kind)
}

fn read_file(bytes: Vec<u8>, ending: &str, kind: Option<&str>) -> (String, Vec<String>) {
    let document = yasno::source::read(bytes, &format!("letter.{ending}")).expect("a text");
    let declared = kind.and_then(Declared::parse).unwrap_or_default();
    let context = Context { kind: declared.kind, template: declared.template, ..Context::default() };
    let report = check(&document, &RULES, &context);
    let watched = |rule: &str| PARTS.iter().any(|(_, known)| *known == rule);
    let mut rules: Vec<String> =
        report.findings.iter().map(|found| found.rule.to_string()).filter(|rule| watched(rule)).collect();
    rules.dedup();
    let kind = if report.letter.template { "template" } else { report.letter.kind.id() };
    (kind.to_owned(), rules)
}

#[test]
fn exactly_the_missing_part_is_reported() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/parts.txt");
    let file = std::fs::read_to_string(path).expect("the letters");
    let mut wrong = Vec::new();
    // By part: letters, found, alarms.
    let mut table: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let samples = samples(&file);
    for sample in &samples {
        let text = without(sample.text, None);
        let (kind, rules) = read(&text, sample.ending, None);
        if kind != sample.kind {
            wrong.push(format!("{}: принято за {kind}", sample.name));
        }
        table.entry("").or_default().0 += 1;
        table.entry("").or_default().2 += rules.len();
        if !rules.is_empty() {
            wrong.push(format!("{}: в полном письме нашли {rules:?}", sample.name));
        }
        for part in parts_of(sample.text) {
            let rule = rule_of(part);
            let text = without(sample.text, Some(part));
            let declared = Some(sample.kind).filter(|kind| *kind != "template");
            let (_, rules) = read(&text, sample.ending, declared);
            let (_, unaided) = read(&text, sample.ending, None);
            let row = table.entry(part).or_default();
            row.0 += 1;
            row.1 += usize::from(rules.iter().any(|found| found == rule));
            row.2 += rules.iter().filter(|found| *found != rule).count();
            if rules != [rule] {
                wrong.push(format!("{} без «{part}»: {rules:?}", sample.name));
            } else if unaided != [rule] && !(part == "greet" && unaided.is_empty()) {
                // Without greeting and «вы» nothing tells that it is a letter: then silence is right.
                wrong.push(format!("{} без «{part}», вид не указан: {unaided:?}", sample.name));
            }
        }
    }
    println!("{:10} {:>7} {:>7} {:>8}", "часть", "писем", "найдено", "лишних");
    let (mut all, mut found, mut alarms) = (0, 0, 0);
    for (part, row) in &table {
        println!("{part:10} {:7} {:7} {:8}", row.0, row.1, row.2);
        all += if part.is_empty() { 0 } else { row.0 };
        found += row.1;
        alarms += row.2;
    }
    println!("пар {all}, найдено {found}, лишних {alarms}");
    assert!(wrong.is_empty(), "{} из {} писем:\n{}", wrong.len(), samples.len(), wrong.join("\n"));
}

#[test]
fn the_same_is_found_in_docx() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/parts.txt");
    let file = std::fs::read_to_string(path).expect("the letters");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for sample in samples(&file) {
        let mut parts = vec![None];
        parts.extend(parts_of(sample.text).into_iter().map(Some));
        for part in parts {
            let text = without(sample.text, part);
            let expected = read(&text, sample.ending, None);
            let found = read_file(written::docx(&text, sample.ending), "docx", None);
            count += 1;
            if found != expected {
                wrong.push(format!("{} без {part:?}: в тексте {expected:?}, в .docx {found:?}", sample.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} из {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn marks_are_taken_off() {
    let text = "⟦a:один ⟧два ⟦b:три ⟦c:четыре→пять⟧⟧";
    assert_eq!(without(text, None), "один два три четыре");
    assert_eq!(without(text, Some("a")), "два три четыре");
    assert_eq!(without(text, Some("b")), "один два ");
    assert_eq!(without(text, Some("c")), "один два три пять");
}
