//! `yasno annotate` and `yasno fix` on .odt.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Folder;

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/""#;

/// A letter with something to mend; `more` is one more entry.
fn letter(more: Option<&str>) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}><office:body><office:text><text:p>Уважаемая Мария Андреевна!</text:p><text:p>В \
         целях ремонта крыши мы заключили договор. Работы начнутся 12 мая 2026 года.</text:p></office:text></office:body>\
         </office:document-content>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &*content)];
    for (name, text) in parts.into_iter().chain(more.map(|name| (name, "<a/>"))) {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("an entry");
    }
    zip.finish().expect("an archive").into_inner()
}

fn text(bytes: &[u8]) -> String {
    yasno::odt::read(bytes, &Default::default()).expect("a document").text().to_owned()
}

#[test]
fn writes_remarks_and_takes_them_out_again() {
    let folder = Folder::new();
    folder.file("a.odt", letter(None));
    let ran = folder.yasno(&["annotate", "a.odt", "--summary", "-o", "b.odt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("поставлено"), "{ran:?}");
    assert_eq!(folder.read("a.odt"), letter(None));
    assert_eq!(text(&folder.read("b.odt")), text(&letter(None)));
    assert_ne!(folder.read("b.odt"), letter(None));
    let again = folder.yasno(&["annotate", "b.odt", "--summary", "-o", "c.odt"]);
    assert_eq!(again.err.replace("b.odt", "a.odt"), ran.err);
    let clean = folder.yasno(&["annotate", "--remove", "-i", "c.odt"]);
    assert!(clean.code == 0 && clean.err.contains("убрано"), "{clean:?}");
    let findings = |name| folder.yasno(&["check", "--format", "jsonl", name]).out.replace(name, "");
    assert_eq!(findings("c.odt"), findings("a.odt"));
}

#[test]
fn fixes_are_tracked_or_made_at_once() {
    let folder = Folder::new();
    folder.file("a.odt", letter(None));
    assert_eq!(folder.yasno(&["fix", "--variants", "a.odt", "-o", "tracked.odt"]).code, 0);
    assert_eq!(folder.yasno(&["fix", "--variants", "--accept", "a.odt", "-o", "accepted.odt"]).code, 0);
    let (tracked, accepted) = (text(&folder.read("tracked.odt")), text(&folder.read("accepted.odt")));
    assert_eq!(tracked, accepted);
    assert_ne!(tracked, text(&letter(None)));
    assert_eq!(folder.yasno(&["annotate", "--remove", "-i", "tracked.odt"]).code, 0);
    assert_eq!(text(&folder.read("tracked.odt")), text(&letter(None)));
}

#[test]
fn a_signed_letter_is_changed_only_when_told() {
    let folder = Folder::new();
    folder.file("a.odt", letter(Some("META-INF/documentsignatures.xml")));
    folder.yasno(&["annotate", "a.odt", "-o", "b.odt"]).fails_with(&["подписан", "--force"]);
    folder.yasno(&["fix", "--variants", "a.odt", "-o", "b.odt"]).fails_with(&["подписан", "--force"]);
    let ran = folder.yasno(&["annotate", "a.odt", "-o", "b.odt", "--force"]);
    assert!(ran.code == 0 && ran.err.contains("подпись недействительна"), "{ran:?}");
}

#[test]
fn json_tells_how_to_mend_looks() {
    let folder = Folder::new();
    let ran = folder.yasno(&["check", "--no-config", "--format", "jsonl", &crate::sample("bad.docx")]);
    let lines = ran.lines();
    let italic: Vec<_> = lines.iter().filter(|line| line["restyle"]["change"] == "not-italic").collect();
    assert!(!italic.is_empty(), "{}", ran.out);
    for line in italic {
        assert_eq!(line["restyle"]["label"], "убрать курсив");
        let place = &line["restyle"]["places"][0];
        assert!(place["start"].is_null() && place["text"].as_str().is_some_and(|text| !text.is_empty()), "{line}");
        assert_eq!(place["where"]["part"], "word/document.xml");
    }
}
