//! Letters in pairs: with a part and without it. How many faults are found, and how many findings are right.
//!
//! `cargo test --test pairs -- --nocapture` prints the table.

#![allow(clippy::print_stdout)] // the table of what was measured

#[path = "written/mod.rs"]
mod written;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use yasno::engine::{Context, Finding, check};
use yasno::language::RuMorph;
use yasno::letter::Kind;
use yasno::profile::Profile;
use yasno::rules::Ruleset;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules")
});

/// What is asked of both measures.
const ENOUGH: f64 = 0.95;

/// The lines of one case by their sign.
struct Case<'a> {
    question: &'a str,
    lines: Vec<(char, &'a str)>,
}

impl<'a> Case<'a> {
    fn line(&self, sign: char) -> &'a str {
        self.lines.iter().find(|(own, _)| *own == sign).map_or("", |(_, text)| text)
    }
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (sign, rest) = line.split_at_checked(1).expect("a sign");
        match sign {
            "@" => cases.push(Case { question: rest.trim(), lines: Vec::new() }),
            _ => cases.last_mut().expect("a case").lines.push((line.as_bytes()[0] as char, rest.trim())),
        }
    }
    cases
}

/// A whole letter around the paragraphs.
fn letter(question: &str, paragraphs: &[&str]) -> String {
    let body: Vec<&str> = paragraphs.iter().copied().filter(|text| !text.is_empty()).collect();
    let body = body.join(" ¶ ").replace(" ¶ ", "\n\n");
    format!(
        "Администрация города Верхнереченска\n600000, г. Верхнереченск, ул. Садовая, д. 1\n\n12.03.2026 № 01-15/204\n\n\
         Сомовой Анне Петровне\n\nУважаемая Анна Петровна!\n\nМы рассмотрели ваше обращение № 518-ОГ от 28.02.2026 \
         {question}.\n\n{body}\n\nГлава города\nИ.П. Лугов\n\nИсполнитель: Рощина Вера Ильинична, телефон (4952) 12-34-56\n\
         Оцените наш ответ: https://verhnerechensk.example/opros\n"
    )
}

/// Rules that speak of a letter.
fn found(text: &str) -> Vec<String> {
    let [text, office] =
        [(text.as_bytes().to_vec(), "letter.txt"), (written::docx(text, "txt"), "letter.docx")].map(|(bytes, name)| {
            let document = yasno::source::read(bytes, name).expect("a letter");
            let report = check(&document, &RULES, &Context::default());
            assert!(report.notes.is_empty(), "{:?}", report.notes);
            let what = |finding: &Finding| (finding.rule.to_string(), document.slice(finding.span).to_owned());
            report.findings.iter().map(what).collect::<Vec<_>>()
        });
    assert_eq!(text, office, "the same letter as .docx");
    text.into_iter().map(|(rule, _)| rule).collect()
}

/// What was found of one fault.
#[derive(Default)]
struct Measure {
    right: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

#[derive(Default)]
struct Table(BTreeMap<&'static str, Measure>);

impl Table {
    fn judge(&mut self, fault: &'static str, rules: &[&str], found: &[String], expected: bool, text: &str) {
        let measure = self.0.entry(fault).or_default();
        match (rules.iter().any(|rule| found.iter().any(|found| found == rule)), expected) {
            (true, true) => measure.right += 1,
            (false, true) => measure.missed.push(text.to_owned()),
            (true, false) => measure.wrong.push(text.to_owned()),
            (false, false) => {}
        }
    }

    /// Prints the table and fails where it is not enough.
    fn settle(&self) {
        let mut low = Vec::new();
        println!("{:28}{:>7}{:>7}{:>7}{:>8}{:>8}", "fault", "right", "missed", "wrong", "recall", "prec");
        for (fault, measure) in &self.0 {
            let share = |part: usize, other: usize| part as f64 / (part + other).max(1) as f64;
            let (recall, precision) =
                (share(measure.right, measure.missed.len()), share(measure.right, measure.wrong.len()));
            println!(
                "{fault:28}{:>7}{:>7}{:>7}{recall:>8.3}{precision:>8.3}",
                measure.right,
                measure.missed.len(),
                measure.wrong.len()
            );
            for (what, list) in [("missed", &measure.missed), ("wrong", &measure.wrong)] {
                list.iter().for_each(|text| println!("    {what}: {text}"));
            }
            if recall < ENOUGH || precision < ENOUGH {
                low.push(*fault);
            }
        }
        assert!(low.is_empty(), "below {ENOUGH}: {low:?}");
    }
}

const GROUNDS: [&str; 2] = ["refusal-ground-missing", "refusal-bare-legal-ref"];

#[test]
fn refusals() {
    measure_refusals(include_str!("fixtures/letters/refusals.txt"));
}

/// Written after the rules were done with the others.
#[test]
fn other_refusals() {
    measure_refusals(include_str!("fixtures/letters/other_refusals.txt"));
}

fn measure_refusals(text: &str) {
    let mut table = Table::default();
    for case in cases(text) {
        let (steps, appeal, other) = (case.line('n'), case.line('a'), case.line('c'));
        for &(sign, text) in case.lines.iter().filter(|(sign, _)| "+-be".contains(*sign)) {
            let shown = format!("{sign} {text} | {steps}");
            let rules = found(&letter(case.question, &[text, other, steps, appeal]));
            table.judge("ground", &GROUNDS, &rules, sign != '+', &shown);
            table.judge("next step", &["refusal-no-next-step"], &rules, false, &shown);
            table.judge("appeal", &["refusal-appeal-missing"], &rules, false, &shown);
            if sign == '-' {
                continue;
            }
            let shown = format!("{sign} {text} | {appeal}");
            let rules = found(&letter(case.question, &[text, other, appeal]));
            table.judge("ground", &GROUNDS, &rules, sign != '+', &shown);
            table.judge("next step", &["refusal-no-next-step"], &rules, true, &shown);
            let rules = found(&letter(case.question, &[text, other, steps]));
            table.judge("appeal", &["refusal-appeal-missing"], &rules, true, &format!("{sign} {text} | {steps}"));
        }
    }
    table.settle();
}

#[test]
fn outcomes() {
    let mut table = Table::default();
    for case in cases(include_str!("fixtures/letters/outcomes.txt")) {
        for &(sign, text) in case.lines.iter().filter(|(sign, _)| *sign != 'c') {
            let rules = found(&letter(case.question, &[text, case.line('c')]));
            let shown = format!("{sign} {text}");
            table.judge("outcome", &["outcome-unclear"], &rules, sign == '-', &shown);
            table.judge("date", &["will-without-date", "vague-deadline"], &rules, sign == 'w' || sign == 'v', &shown);
            table.judge("vague", &["vague-deadline"], &rules, sign == 'v', &shown);
        }
    }
    table.settle();
}

/// Every row of the tables of these rules finds its example in a letter and leaves its trap alone.
#[test]
fn rows_find_their_examples() {
    let tables = [
        ("outcome-unclear", include_str!("../dictionaries/hollow-answers.tsv")),
        ("vague-deadline", include_str!("../dictionaries/vague-deadlines.tsv")),
        ("refusal-hidden", include_str!("../dictionaries/veiled-refusals.tsv")),
        ("partial-refusal-scope", include_str!("../dictionaries/partial-refusals.tsv")),
        ("not-our-competence", include_str!("../dictionaries/not-ours.tsv")),
    ];
    let mut wrong = Vec::new();
    for (rule, table) in tables {
        let mut rows =
            table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
        let head = rows.next().expect("a head");
        let column = |name: &str| head.iter().position(|own| *own == name).expect("a column");
        let (example, trap) = (column("example"), column("trap"));
        let kind = (rule == "partial-refusal-scope").then_some(Kind::PartialRefusal);
        let spans = |text: &str| -> Vec<String> {
            let document =
                yasno::source::read(letter("о деле", &[text]).into_bytes(), "letter.txt").expect("plain text");
            let report = check(&document, &RULES, &Context { kind, ..Context::default() });
            let own = report.findings.iter().filter(|finding| *finding.rule == *rule);
            own.map(|finding| document.slice(finding.span).to_owned()).collect()
        };
        for row in rows {
            let text = row[example];
            let marked = text.split("[[").nth(1).and_then(|rest| rest.split("]]").next()).expect("a marked example");
            let found = spans(&text.replace("[[", "").replace("]]", ""));
            if found != [marked] {
                wrong.push(format!("{}: «{text}»: {found:?}", row[0]));
            }
            for trap in row.get(trap).into_iter().flat_map(|trap| trap.split(" || ")).filter(|trap| !trap.is_empty()) {
                if rule != "outcome-unclear" && !spans(trap).is_empty() {
                    wrong.push(format!("{}: ловушка «{trap}»", row[0]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
