//! A letter with a pile of references to acts: they go to endnotes, and the letter reads well without them.

use std::io::{Cursor, Read};

use yasno::document::Story;
use yasno::docx::{Limits, read};
use zip::ZipArchive;

use crate::Folder;

const LETTER: &[u8] = include_bytes!("../fixtures/docx/references.docx");

/// What stays of the paragraph with the references.
const CLEAR: &str = "Свободные участки мы сдаём с торгов. Без торгов их получают ветераны и \
                     семьи с тремя детьми. Цену участка считают по решению городской Думы. Спор о цене решает суд.";

const NOTES: [&str; 5] = [
    "Пункт 1 статьи 39.6 Земельного кодекса Российской Федерации",
    "Статья 14 Федерального закона от 12.01.1995 № 5-ФЗ «О ветеранах»",
    "Статья 4 Закона области от 11.11.2003 № 65-ОЗ, пункт 2 Порядка, утверждённого постановлением администрации города от \
     15.05.2024 № 412",
    "Решение городской Думы от 20.11.2023 № 77",
    "Статья 22 Кодекса административного судопроизводства",
];

fn texts(bytes: &[u8], story: Story) -> Vec<String> {
    let read = read(bytes, &Limits::default()).expect("a letter");
    let blocks = read.blocks().iter().filter(|block| block.story == story);
    blocks.map(|block| read.slice(block.span).trim().to_owned()).collect()
}

#[test]
fn a_pile_of_references_goes_to_endnotes() {
    let folder = Folder::new();
    folder.file("letter.docx", LETTER);
    let check = |file: &str| {
        let ran = folder.yasno(&["check", file, "--profile", "udmurtia", "--no-config", "--format", "jsonl"]);
        ran.lines().iter().map(|line| line["rule"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let before = check("letter.docx");
    assert!(before.len() >= 5 && before.iter().all(|rule| rule == "legal-ref-density"), "{before:?}");
    for (more, file) in [(&[][..], "tracked.docx"), (&["--accept"], "plain.docx")] {
        let options = ["fix", "letter.docx", "--variants", "--profile", "udmurtia", "--no-config", "--output", file];
        let ran = folder.yasno(&[&options, more].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let now = folder.read(file);
        assert!(texts(&now, Story::Body).iter().any(|text| text == CLEAR), "{:#?}", texts(&now, Story::Body));
        assert_eq!(texts(&now, Story::Endnote), NOTES);
        assert_eq!(check(file), Vec::<String>::new(), "{file}");
    }
    // Without a choice nothing is moved, and a profile whose orders say nothing of notes moves nothing.
    for options in [
        &["fix", "letter.docx", "--profile", "udmurtia"][..],
        &["fix", "letter.docx", "--variants", "--profile", "lenobl"],
    ] {
        let ran = folder.yasno(&[options, &["--no-config"]].concat());
        assert!(!ran.out.contains("Пункт 1 статьи"), "{}", ran.out);
    }
    // What was changed is undone with the comments.
    let ran = folder.yasno(&["annotate", "--remove", "tracked.docx", "--output", "again.docx"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let unpacked = |file: &str| -> Vec<(String, Vec<u8>)> {
        let mut archive = ZipArchive::new(Cursor::new(folder.read(file))).expect("an archive");
        (0..archive.len())
            .map(|index| {
                let mut entry = archive.by_index(index).expect("an entry");
                let mut content = Vec::new();
                entry.read_to_end(&mut content).expect("content");
                (entry.name().expect("a name").into_owned(), content)
            })
            .collect()
    };
    assert_eq!(unpacked("again.docx"), unpacked("letter.docx"));
}
