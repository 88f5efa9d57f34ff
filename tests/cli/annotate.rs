//! `yasno annotate` and `yasno fix` on .docx: what is written, and what is not.

use std::fs;
use std::path::Path;

use crate::Folder;

fn letter(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).expect("a sample")
}

#[test]
fn writes_comments_to_a_new_file_and_takes_them_out_again() {
    let folder = Folder::new();
    folder.file("bad.docx", letter("bad.docx"));
    let ran = folder.yasno(&["annotate", "bad.docx", "--summary", "-o", "new.docx"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("поставлено") && ran.out.is_empty(), "{ran:?}");
    assert_eq!(folder.read("bad.docx"), letter("bad.docx"));
    let new = yasno::docx::read(&folder.read("new.docx"), &Default::default()).expect("a document");
    let old = yasno::docx::read(&letter("bad.docx"), &Default::default()).expect("a document");
    assert_eq!(new.text(), old.text());
    // Again: the same comments, not twice as many.
    let again = folder.yasno(&["annotate", "new.docx", "--summary", "-o", "again.docx"]);
    assert_eq!(again.err.replace("new.docx", "bad.docx"), ran.err);
    let clean = folder.yasno(&["annotate", "--remove", "again.docx", "-o", "clean.docx"]);
    assert_eq!(clean.code, 0, "{clean:?}");
    assert!(clean.err.contains("убрано"), "{clean:?}");
    let clean = yasno::docx::read(&folder.read("clean.docx"), &Default::default()).expect("a document");
    assert_eq!(clean.map().parts().len(), old.map().parts().len());
}

#[test]
fn changes_a_file_only_when_told() {
    let folder = Folder::new();
    folder.file("bad.docx", letter("bad.docx"));
    folder.file("there.docx", "x");
    folder.yasno(&["annotate", "bad.docx"]).fails_with(&["--output"]);
    folder.yasno(&["annotate", "bad.docx", "-o", "there.docx"]).fails_with(&["уже есть"]);
    assert_eq!(folder.read("there.docx"), b"x");
    folder.file("bad.md", "Текст.");
    folder.yasno(&["annotate", "bad.md", "-o", "x.docx"]).fails_with(&["только в документы .docx и .odt"]);
    let ran = folder.yasno(&["annotate", "-i", "bad.docx"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_ne!(folder.read("bad.docx"), letter("bad.docx"));
}

#[test]
fn a_letter_without_findings_gets_no_comments() {
    let folder = Folder::new();
    folder.file("good.docx", letter("good.docx"));
    let ran = folder.yasno(&["annotate", "good.docx", "-o", "new.docx"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("замечаний нет"), "{}", ran.err);
    assert_eq!(folder.read("new.docx"), letter("good.docx"));
}

#[test]
fn fixes_are_tracked_or_made_at_once() {
    let folder = Folder::new();
    folder.file("bad.docx", letter("bad.docx"));
    let shown = folder.yasno(&["fix", "--variants", "bad.docx"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.out.contains("\n-") && shown.out.contains("\n+"), "{}", shown.out);
    assert_eq!(folder.read("bad.docx"), letter("bad.docx"));
    let texts =
        |name: &str| yasno::docx::read(&folder.read(name), &Default::default()).expect("a document").text().to_owned();
    assert_eq!(folder.yasno(&["fix", "--variants", "bad.docx", "-o", "tracked.docx"]).code, 0);
    assert_eq!(folder.yasno(&["fix", "--variants", "--accept", "bad.docx", "-o", "accepted.docx"]).code, 0);
    assert_eq!(texts("tracked.docx"), texts("accepted.docx"));
    assert_ne!(texts("tracked.docx"), texts("bad.docx"));
    // Refused, the changes leave the letter as it was.
    assert_eq!(folder.yasno(&["annotate", "--remove", "tracked.docx", "-o", "refused.docx"]).code, 0);
    assert_eq!(texts("refused.docx"), texts("bad.docx"));
    assert_eq!(folder.yasno(&["annotate", "--remove", "accepted.docx", "-o", "same.docx"]).code, 0);
    assert_eq!(folder.read("same.docx"), folder.read("accepted.docx"));
}

#[test]
fn mends_looks_when_asked_for_variants() {
    let folder = Folder::new();
    folder.file("bad.docx", letter("bad.docx"));
    let read = |name: &str| yasno::docx::read(&folder.read(name), &Default::default()).expect("a document");
    let italic = |name: &str| read(name).stretches().iter().any(|stretch| stretch.format.italic);
    let found = |name: &str, rule: &str| {
        let ran = folder.yasno(&["check", "--format", "json", name]);
        ran.out.contains(&format!("\"{rule}\""))
    };
    assert!(italic("bad.docx") && found("bad.docx", "italic"));
    assert_eq!(folder.yasno(&["fix", "bad.docx", "-o", "safe.docx"]).code, 0);
    assert!(italic("safe.docx"), "looks are changed only when a person chooses it");
    assert_eq!(folder.yasno(&["fix", "--variants", "bad.docx", "-o", "tracked.docx"]).code, 0);
    assert_eq!(folder.yasno(&["fix", "--variants", "--accept", "bad.docx", "-o", "accepted.docx"]).code, 0);
    for name in ["tracked.docx", "accepted.docx"] {
        assert!(!italic(name) && !found(name, "italic"), "{name}");
    }
    assert_eq!(folder.yasno(&["annotate", "--remove", "tracked.docx", "-o", "clean.docx"]).code, 0);
    let (clean, was) = (read("clean.docx"), read("bad.docx"));
    assert_eq!((clean.text(), clean.stretches(), clean.drawn()), (was.text(), was.stretches(), was.drawn()));
}
