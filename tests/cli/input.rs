//! Input that is missing, damaged or hostile, and the ways to name input.

use std::fs::File;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::{BAD, Folder, GOOD, sample};

/// An archive of one part.
fn archive(name: &str, size: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).expect("a part");
    let piece = vec![b' '; 1 << 20];
    for _ in 0..size >> 20 {
        zip.write_all(&piece).expect("bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// An OLE file with this stream name, as Word writes in UTF-16.
fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 4096];
    bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes[1024..1024 + name.len()].copy_from_slice(&name);
    bytes
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let folder = Folder::new();
    let docx = std::fs::read(sample("bad.docx")).expect("the sample");
    folder.file("a.txt", BAD);
    let cases: [(&str, Vec<u8>, &str); 9] = [
        ("empty.md", Vec::new(), "нет текста"),
        ("binary.txt", vec![0, 1, 2, 3, 0xff, 0x10], "не текст"),
        (
            "broken.md",
            b"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82 \xff\xfe\xd0\xbc\xd0\xb8\xd1\x80".to_vec(),
            "UTF-8",
        ),
        ("cut.docx", docx[..docx.len() / 2].to_vec(), "cut.docx"),
        ("bomb.docx", archive("word/document.xml", 1 << 30), "bomb.docx"),
        ("closed.docx", ole("EncryptedPackage"), "паролем"),
        ("old.doc", ole("WordDocument"), "старого формата"),
        ("old.rtf", b"{\\rtf1 x}".to_vec(), "установите LibreOffice"),
        ("named.docx", GOOD.into(), "не документ Word"),
    ];
    for (name, bytes, part) in cases {
        folder.file(name, bytes);
        let ran = folder.yasno(&["check", name, "a.txt", "--format", "jsonl"]);
        ran.fails_with(&[name, part]);
        assert!(ran.out.contains("\"file\":\"a.txt\""), "{name}: the other file was not checked");
        assert!(!ran.out.contains(name), "{name}: {}", ran.out);
        std::fs::remove_file(folder.path().join(name)).expect("removed");
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    let folder = Folder::new();
    let file = File::create(folder.path().join("huge.txt")).expect("a file");
    file.set_len(1 << 30).expect("a sparse file");
    folder.file("a.txt", GOOD);
    let ran = folder.yasno(&["check", "huge.txt", "a.txt"]);
    ran.fails_with(&["huge.txt", "1024 МБ", "256 МБ"]);
    assert!(ran.out.contains("a.txt: замечаний нет"), "{}", ran.out);
}

#[test]
fn a_letter_is_read_from_stdin() {
    let folder = Folder::new();
    let ran = folder.yasno_with(&["check", "-", "--format", "jsonl"], BAD.as_bytes());
    assert_eq!((ran.code, ran.lines().len()), (1, 1), "{ran:?}");
    let marked = format!("**{BAD}");
    let named = folder.yasno_with(&["check", "-", "--stdin-name", "x.md", "--format", "jsonl"], marked.as_bytes());
    assert_eq!(named.lines()[0]["file"], "x.md");
    folder.yasno_with(&["check", "-"], b"").fails_with(&["<ввод>", "нет текста"]);
}

#[test]
fn patterns_are_expanded_by_us() {
    let folder = Folder::new();
    for name in ["a.txt", "b.md", "in/c.txt", "in/deep/d.txt", "in/e.pdf"] {
        folder.file(name, BAD);
    }
    let files = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["check", "--format", "jsonl"];
        all.extend(arguments);
        folder.yasno(&all).lines().iter().map(|line| line["file"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(files(&["*.txt"]), ["a.txt"]);
    assert_eq!(files(&["**/*.txt"]), ["a.txt", "in/c.txt", "in/deep/d.txt"]);
    assert_eq!(files(&["in/*"]), ["in/c.txt"]);
    assert_eq!(files(&["{a,b}.*", "a.txt"]), ["a.txt", "b.md"]);
    folder.yasno(&["check", "*.docx"]).fails_with(&["*.docx", "не подошёл ни один файл"]);
    folder.yasno(&["check", "in/*.pdf"]).fails_with(&["in/*.pdf", "не проверяются"]);
    folder.yasno(&["check", "[.txt"]).fails_with(&["[.txt", "шаблон"]);
}

#[test]
fn folders_are_searched_and_nothing_is_passed_over_in_silence() {
    let folder = Folder::new();
    folder.file("letters/a.txt", BAD);
    folder.file("letters/draft.txt", BAD);
    folder.file("letters/old.txt", BAD);
    folder.file("letters/~$a.docx", "");
    folder.file("letters/scan.pdf", "");
    folder.file("letters/.gitignore", "draft.txt\n");
    folder.file("letters/.yasnoignore", "old.txt\n");
    let ran = folder.yasno(&["check", "letters"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("letters/a.txt") && !ran.out.contains("draft") && !ran.out.contains("old.txt"));
    assert!(ran.err.contains("1 .pdf"), "{}", ran.err);
    folder.file("empty/notes.rs", "");
    folder.yasno(&["check", "empty"]).fails_with(&["empty: в папке нет писем"]);
    folder.yasno(&["check", "leters"]).fails_with(&["leters: нет такого файла", "letters"]);
}

#[test]
fn errors_tell_nothing_of_the_letter() {
    let folder = Folder::new();
    let mut bytes = "Секретное слово Ивановой ".as_bytes().to_vec();
    bytes.extend([0xff, 0xfe, 0xd0]);
    bytes.extend("Секретное слово".as_bytes());
    folder.file("a.txt", bytes);
    let ran = folder.yasno(&["check", "a.txt"]);
    ran.fails_with(&["a.txt"]);
    assert!(!ran.err.contains("екретн") && ran.out.is_empty(), "{ran:?}");
}
