//! Letters that are web pages.

use std::fs;

use crate::{Folder, Ran, sample};

/// A letter in the Markdown of the samples as a web page.
fn page(markdown: &str) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<html lang=ru><head><title>Письмо</title></head>\n<body>\n");
    let mut paragraph: Vec<String> = Vec::new();
    let mut in_list = false;
    for line in markdown.lines().chain([""]) {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('«', "&laquo;");
        let item = line.strip_prefix("- ");
        if item.is_some() != in_list && (item.is_some() || line.is_empty()) {
            html.push_str(if item.is_some() { "<ul>\n" } else { "</ul>\n" });
            in_list = item.is_some();
        }
        if let Some(item) = item {
            html.push_str(&format!("<li>{}\n", emphasis(item)));
        } else if let Some(title) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
            html.push_str(&format!("<h2>{}</h2>\n", emphasis(title)));
        } else if !line.is_empty() {
            paragraph.push(emphasis(line.trim_end_matches('\\')));
        } else if !paragraph.is_empty() {
            html.push_str(&format!("<p>{}</p>\n", paragraph.join("<br>\n")));
            paragraph.clear();
        }
    }
    html + "</body></html>\n"
}

fn emphasis(text: &str) -> String {
    let marked = |text: &str, mark: &str, tag: &str| -> String {
        let part = |(number, part): (usize, &str)| {
            if number % 2 == 1 { format!("<{tag}>{part}</{tag}>") } else { part.to_owned() }
        };
        text.split(mark).enumerate().map(part).collect()
    };
    marked(&marked(text, "**", "b"), "*", "i")
}

fn rules(ran: &Ran) -> Vec<String> {
    let lines = ran.lines();
    let mut found: Vec<String> = lines.iter().filter_map(|line| line["rule"].as_str().map(str::to_owned)).collect();
    found.sort();
    found
}

#[test]
fn a_page_and_the_same_letter_in_markdown_break_the_same() {
    for (profile, name) in [
        ("common", "good.md"),
        ("common", "bad.md"),
        ("udmurtia", "udmurtia/good.md"),
        ("udmurtia", "udmurtia/bad.md"),
        ("aptekarsky", "aptekarsky/bad.md"),
        ("lenobl", "lenobl/good.md"),
        ("lenobl", "lenobl/bad.md"),
    ] {
        let markdown = fs::read_to_string(sample(name)).expect("a sample");
        let front = markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n"));
        let (head, body) =
            front.map_or((String::new(), &*markdown), |(head, body)| (format!("---\n{head}---\n"), body));
        let folder = Folder::new();
        folder.file("letter.md", &markdown);
        folder.file("letter.html", head + &page(body));
        let check = |file| rules(&folder.yasno(&["check", file, "--profile", profile, "--format", "jsonl"]));
        assert_eq!(check("letter.html"), check("letter.md"), "{name}");
    }
}

const LETTER: &str = "<!doctype html>\r\n<style>p { color: black }</style>\r\n<p>По <i>этому</i> адресу&nbsp;&ndash; \
    вышеуказанному\r\n   адресу&nbsp;&ndash; выехал инспектор.</p>\r\n<p title='по вышеуказанному адресу'>Дом &laquo;Ёлка&raquo; \
    цел.\r\n<script>var s = 'по вышеуказанному адресу';</script>\r\n";

#[test]
fn findings_and_fixes_stand_at_their_words() {
    let folder = Folder::new();
    folder.file("letter.html", LETTER);
    let ran = folder.yasno(&["check", "letter.html", "--format", "jsonl"]);
    let found: Vec<_> = ran.lines().into_iter().filter(|line| line["rule"] == "bureaucratese").collect();
    assert_eq!(found.len(), 1, "{ran:?}");
    let ran = folder.yasno(&["fix", "-i", "letter.html"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let now = String::from_utf8(folder.read("letter.html")).expect("UTF-8");
    assert_eq!(now, LETTER.replacen("вышеуказанному\r\n", "этому\r\n", 1));
}

#[test]
fn a_remark_skips_a_finding() {
    let folder = Folder::new();
    let letter = "<p><!-- ясно: пропустить bureaucratese — так в законе -->По вышеуказанному адресу выехал инспектор.</p>\
                  <p>По вышеуказанному адресу он не был.</p>";
    folder.file("letter.html", letter);
    let ran = folder.yasno(&["check", "letter.html", "--format", "jsonl"]);
    let found: Vec<_> = ran.lines().into_iter().filter(|line| line["rule"] == "bureaucratese").collect();
    assert_eq!(found.len(), 1, "{ran:?}");
    assert_eq!(found[0]["start"].as_u64(), letter.rfind("вышеуказанному").map(|at| at as u64));
}

#[test]
fn pages_are_checked_when_they_are_named() {
    let folder = Folder::new();
    folder.file("a.html", "<p>По вышеуказанному адресу выехал инспектор.</p>");
    folder.file("b.htm", "<p>По вышеуказанному адресу выехал инспектор.</p>");
    folder.file("c.txt", "По вышеуказанному адресу выехал инспектор.");
    let ran = folder.yasno(&["check", ".", "--format", "jsonl"]);
    assert!(ran.lines().iter().all(|line| line["file"] == "./c.txt"), "{ran:?}");
    assert!(ran.err.contains("веб-страницы в папках не проверяются (2)"), "{}", ran.err);
    let ran = folder.yasno(&["check", "*.htm*", "--format", "jsonl"]);
    let files: Vec<_> = ran.lines().iter().map(|line| line["file"].to_string()).collect();
    assert!(
        files.iter().any(|file| file.contains("a.html")) && files.iter().any(|file| file.contains("b.htm")),
        "{files:?}"
    );
}
