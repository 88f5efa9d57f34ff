//! The rules on knowledge bases: every example of every rule file, and the sample base.
//!
//! An example is a small base: files one after another, each under a line `=== path`; findings stand between `⟦` and `⟧`.
//! Where no `kb.toml` is given, the base has one function.

use std::collections::BTreeSet;

use yasno::data::FileError;
use yasno::document::Document;
use yasno::kb::{self, Base, File, Item, LIST_NAME, List, TOPICS_NAME, topics};
use yasno::language::Date;
use yasno::profile::Profile;
use yasno::rules::embedded::{self, Source};
use yasno::rules::{Overrides, RuleFile, Subject, parse, settings};
use yasno::source::{read, read_list};
use yasno::text::Span;

const LIST: &str = "[[function]]\nname = \"Аренда земли\"\nowner = \"Петрова Анна Сергеевна\"\n";

fn today() -> Date {
    yasno::language::parse_date("2026-11-21").expect("a date")
}

/// A file of an example with its marks taken out.
struct Marked {
    path: String,
    text: String,
    marks: BTreeSet<Span>,
}

fn files(example: &str) -> Vec<Marked> {
    let mut files: Vec<Marked> = Vec::new();
    for line in example.trim_start().split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("=== ") {
            files.push(Marked { path: path.trim().to_owned(), text: String::new(), marks: BTreeSet::new() });
        } else {
            files.last_mut().expect("an example begins with the name of a file").text.push_str(line);
        }
    }
    for file in &mut files {
        let (mut plain, mut open) = (String::new(), 0);
        for c in file.text.chars() {
            match c {
                '⟦' => open = plain.len() as u32,
                '⟧' => assert!(file.marks.insert(Span::new(open, plain.len() as u32)), "{}", file.path),
                c => plain.push(c),
            }
        }
        file.text = plain;
    }
    if !files.iter().any(|file| file.path == LIST_NAME) {
        files.push(Marked { path: LIST_NAME.to_owned(), text: LIST.to_owned(), marks: BTreeSet::new() });
    }
    files
}

/// The base of some files, with the document of each.
fn base(files: &[Marked]) -> Result<(Base, Vec<Document>), FileError> {
    let mut base = Base { files: files.iter().map(|file| file.path.clone()).collect(), ..Base::default() };
    let (mut lists, mut letters) = ([Document::default(), Document::default()], Vec::new());
    for file in files {
        let bytes = file.text.clone().into_bytes();
        match file.path.as_str() {
            LIST_NAME => {
                base.list = List::parse(LIST_NAME, &file.text)?;
                lists[0] = read_list(bytes).expect("a list");
            }
            TOPICS_NAME => {
                base.topics = Some(topics(TOPICS_NAME, &file.text)?);
                lists[1] = read_list(bytes).expect("a list");
            }
            path => {
                let document = read(bytes, path).unwrap_or_else(|error| panic!("{path}: {error}"));
                base.items.push(Item::of(path, &document, None));
                letters.push(document);
            }
        }
    }
    let [list, topics] = lists;
    Ok((base, [list, topics].into_iter().chain(letters).collect()))
}

/// What a rule finds in an example: file, its text, and where.
fn found(rule: &str, example: &str, profile: &str) -> (Vec<Marked>, BTreeSet<(String, Span)>) {
    let files = files(example);
    let (base, documents) = base(&files).unwrap_or_else(|error| panic!("{error}\n{example}"));
    let profile = Profile::named(profile).unwrap_or_else(|error| panic!("{error}"));
    let settings = settings(Subject::Base, &profile, &Overrides::default()).unwrap_or_else(|error| panic!("{error}"));
    let mut places = BTreeSet::new();
    for (file, found) in kb::check(&base, &settings, &profile, today()) {
        if *found.rule != *rule {
            continue;
        }
        let (path, document) = match file {
            File::List => (LIST_NAME, &documents[0]),
            File::Topics => (TOPICS_NAME, &documents[1]),
            File::Item(number) => (base.items[number].path.as_str(), &documents[2 + number]),
        };
        let span = found.hit.head.or_else(|| yasno::report::source_span(document, found.hit.span)).expect("a place");
        assert!(places.insert((path.to_owned(), span)), "две находки на одном месте: {path} {span:?}\n{example}");
    }
    (files, places)
}

fn rules() -> impl Iterator<Item = (Source<'static>, RuleFile)> {
    let all = embedded::rules().map(|source| (source, parse(source, true).unwrap_or_else(|error| panic!("{error}"))));
    all.filter(|(_, file)| file.subject() == Subject::Base)
}

fn judge(rule: &str, example: &str, profile: &str, wrong: &mut Vec<String>) {
    let (files, places) = found(rule, example, profile);
    let marks: BTreeSet<(String, Span)> =
        files.iter().flat_map(|file| file.marks.iter().map(|mark| (file.path.clone(), *mark))).collect();
    if places != marks {
        let show = |set: &BTreeSet<(String, Span)>| {
            let one = |(path, span): &(String, Span)| {
                let file = files.iter().find(|file| file.path == *path).expect("a file of the example");
                format!("{path} «{}»", span.of(&file.text))
            };
            set.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        wrong.push(format!("{rule}: ждали {}; нашли {}\n{example}", show(&marks), show(&places)));
    }
}

#[test]
fn every_example_of_every_rule() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (source, file) in rules() {
        assert!(file.bad.len() >= 5 && file.good.len() >= 5, "{}: мало примеров", source.path);
        for example in &file.bad {
            let text = example.text.get_ref();
            assert!(text.contains('⟦'), "{}: в примере нет отметки", source.path);
            judge(source.name(), text, example.profile.as_deref().unwrap_or("common"), &mut wrong);
            count += 1;
        }
        for example in &file.good {
            assert!(!example.why.is_empty() && !example.text.get_ref().contains('⟦'), "{}", source.path);
            judge(source.name(), example.text.get_ref(), example.profile.as_deref().unwrap_or("common"), &mut wrong);
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} из {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 100, "примеров мало: {count}");
}
