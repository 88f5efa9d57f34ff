//! Every example of every rule on a register.

use std::collections::BTreeSet;

use yasno::engine::Finding;
use yasno::register::Options;
use yasno::rules::embedded;
use yasno::rules::{Subject, parse};
use yasno::text::Span;

use super::{Read, findings, read, today};

/// The line after which the register stands as it was approved.
const BEFORE: &str = "=== прежний";

fn unmark(text: &str) -> (String, BTreeSet<Span>) {
    let (mut plain, mut spans, mut open) = (String::new(), BTreeSet::new(), 0);
    for c in text.chars() {
        match c {
            '⟦' => open = plain.len() as u32,
            '⟧' => {
                spans.insert(Span::new(open, plain.len() as u32));
            }
            c => plain.push(c),
        }
    }
    (plain, spans)
}

fn run(text: &str, whole: bool) -> (Read, Vec<Finding>) {
    let (now, before) = text.split_once(BEFORE).unwrap_or((text, ""));
    let of = |text: &str| {
        let found =
            read(text.as_bytes().to_vec(), "пример.md", !whole).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert!(found.register.is_some(), "нет таблицы: {text}");
        found
    };
    let (now, before) = (of(now), (!before.is_empty()).then(|| of(before)));
    let old = before.as_ref().and_then(|before| before.register.as_ref());
    let found = findings(&now, &Options { part: !whole, old, ..Options::on(today()) });
    (now, found)
}

#[test]
fn every_example_of_every_rule() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for source in embedded::rules() {
        let file = parse(source, true).unwrap_or_else(|error| panic!("{error}"));
        if file.subject() != Subject::Register {
            continue;
        }
        assert!(file.bad.len() >= 5 && file.good.len() >= 5, "{}: мало примеров", source.path);
        let line = |at: usize| source.text[..at].matches('\n').count() + 1;
        let examples = file.bad.iter().map(|example| (&example.text, example.letter, true));
        let examples = examples.chain(file.good.iter().map(|example| (&example.text, example.letter, false)));
        for (text, whole, bad) in examples {
            count += 1;
            let (plain, marked) = unmark(text.get_ref());
            assert_eq!(bad, !marked.is_empty(), "{}:{}", source.path, line(text.span().start));
            let (read, found) = run(&plain, whole);
            let own = found.iter().filter(|finding| !bad || *finding.rule == *source.name());
            let own: Vec<&Finding> = own.collect();
            let place = |finding: &&Finding| read.document.map().source(finding.span).map(|place| place.span);
            let spans: BTreeSet<Span> = own.iter().filter_map(place).collect();
            if spans != marked {
                let told: Vec<String> =
                    own.iter().map(|f| format!("{} «{}» {}", f.rule, read.document.slice(f.span), f.message)).collect();
                let shown: Vec<&str> = marked.iter().map(|span| span.of(&plain)).collect();
                wrong.push(format!("{}:{} ждали {shown:?}: {told:#?}", source.path, line(text.span().start)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} из {count} примеров не сошлись:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 100, "примеров мало: {count}");
}
