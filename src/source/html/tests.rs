//! Whole letters through the HTML reader.

use super::*;
use crate::document::{Format, SegmentKind};

const LETTER: &str = r#"<!DOCTYPE html>
<html><head><meta charset=utf-8><title>Ответ &amp; письмо</title>
<style>p { margin: 0 }</style>
<body>
<nav><a href="/">На главную</a></nav>
<h1>Ответ <i>на</i>
    письмо</h1>
<!-- ясно: пропустить x — y -->
<p class=a>Пер<b>во</b>е&nbsp;&laquo;слово&raquo;   и <code>код</code>
   <span style="text-decoration:underline">черта</span><sup>2</sup>.
   Ссылка на <a href="https://example.org/?a=1&amp;b=2">сайт
   района</a>.
<p>Скрыто<span style="display: none">но</span>
<ul>
  <li>один
  <li>два<ul><li>три</ul>
      <p>абзац
  <li>четыре
</ul>
Начальник отдела<br>
А.А. Ильин<br><br>
Второй абзац.
<table><tr><th>А<td>Б
<tr><td colspan=2><td>в<br>г</table>
<blockquote><p>цитата</blockquote>
<p>Приложите:<br>– паспорт;<br>– справку.</p>
<p>·&nbsp;&nbsp; снимок</p>
<pre>
Первая строка
вторая   строка
</pre>
<pre>let x = 1;</pre>
<script>"<p>нет</p>"</script>
<p>Конец<!-- ясно: пропустить z — внутри --> письма.</p>
"#;

/// The blocks, as they are told apart by rules.
fn shown(document: &Document) -> Vec<String> {
    let show = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading { level } => &format!("#{level} "),
            BlockKind::ListItem { list, level } => &format!("-{list}.{level} "),
            BlockKind::Code => "код ",
        };
        let cell = block.cell.map(|cell| format!("[{}:{},{}] ", cell.table, cell.row, cell.column)).unwrap_or_default();
        let quote = if block.quote { "> " } else { "" };
        format!("{kind}{cell}{quote}{}", document.slice(block.span).replace('\n', "/"))
    };
    document.blocks().iter().map(show).collect()
}

#[test]
fn reads_a_letter() {
    let document = read(LETTER.to_owned());
    let expected = [
        "#1 Ответ на письмо",
        "Первое\u{a0}«слово» и код черта2. Ссылка на сайт района.",
        "Скрыто",
        "-0.0 один",
        "-0.0 два",
        "-1.1 три",
        "абзац",
        "-0.0 четыре",
        "Начальник отдела",
        "А.А. Ильин",
        "Второй абзац.",
        "[0:0,0] А",
        "[0:0,1] Б",
        "[0:1,0] ",
        "[0:1,2] в",
        "[0:1,2] г",
        "> цитата",
        "Приложите:",
        "-2.0 паспорт;",
        "-2.0 справку.",
        "-3.0 снимок",
        "Первая строка",
        "вторая   строка",
        "код let x = 1;",
        "Конец письма.",
    ];
    assert_eq!(shown(&document), expected);
    assert_eq!(document.source(), Some(LETTER));
    let formats: Vec<_> = document.stretches().iter().map(|found| (document.slice(found.span), found.format)).collect();
    let plain = Format::default();
    let expected = [
        ("на", Format { italic: true, ..plain }),
        ("во", Format { bold: true, ..plain }),
        ("код", Format { code: true, ..plain }),
        ("черта", Format { underline: true, ..plain }),
    ];
    assert_eq!(formats, expected);
    let links: Vec<_> = document.links().iter().map(|link| (document.slice(link.span), link.target.as_str())).collect();
    assert_eq!(links, [("сайт района", "https://example.org/?a=1&b=2")]);
    let remarks: Vec<_> = document
        .directives()
        .iter()
        .map(|found| (found.text.as_str(), found.source.span.of(LETTER), found.anchor.start))
        .collect();
    let at = |words: &str| document.text().find(words).unwrap() as u32;
    let expected = [
        ("ясно: пропустить x — y", "<!-- ясно: пропустить x — y -->", at("Первое")),
        ("ясно: пропустить z — внутри", "<!-- ясно: пропустить z — внутри -->", at(" письма.")),
    ];
    assert_eq!(remarks, expected);
    assert!(document.appearance_at(at("2.")).raised);
}

#[test]
fn knows_where_each_word_stands() {
    let document = read(LETTER.to_owned());
    let place = |words: &str| {
        let start = document.text().find(words).unwrap() as u32;
        let span = Span::new(start, start + words.len() as u32);
        document.map().source(span).map(|place| place.span.of(LETTER))
    };
    assert_eq!(place("Первое"), Some("Пер<b>во</b>е"));
    assert_eq!(place("«слово» и"), Some("&laquo;слово&raquo;   и"));
    assert_eq!(place("сайт района"), Some("сайт\n   района"));
    assert_eq!(place("Ильин"), Some("Ильин"));
    let kinds: Vec<_> = document.map().segments().iter().map(|segment| segment.kind).collect();
    assert!(kinds.contains(&SegmentKind::Encoded) && !kinds.contains(&SegmentKind::Made));
    let editable = |words: &str| {
        let start = document.text().find(words).unwrap() as u32;
        document.map().editable(Span::new(start, start + words.len() as u32)).is_some()
    };
    assert!(editable("Скрыто") && editable("Ссылка на") && editable("сайт района") && !editable("Первое"));
}

#[test]
fn ends_that_are_left_out_or_crossed_lose_nothing() {
    let cases: [(&str, &[&str]); 9] = [
        ("<p>один<p>два", &["один", "два"]),
        ("<b>один<p>два</b>три", &["один", "дватри"]),
        ("<div>один</p>два</div>", &["один", "два"]),
        ("<td>один<td>два", &["один", "два"]),
        ("<table><td>один</div></table>два", &["[0:0,0] один", "два"]),
        ("<head><title>нет</title><p>один", &["один"]),
        ("<h2>один<p>два</h2>три", &["#2 один", "два", "три"]),
        ("<ol><li><h3>один</h3>два</ol>", &["#3 один", "-0.0 два"]),
        ("один<br/>\n<br>два<hr>три", &["один", "два", "три"]),
    ];
    for (html, expected) in cases {
        assert_eq!(shown(&read(html.to_owned())), expected, "{html}");
    }
}

#[test]
fn a_deep_page_is_read_in_little_time() {
    for html in ["<div>".repeat(20_000), "<b><i>".repeat(20_000), "<table><tr><td>".repeat(10_000)] {
        let document = read(format!("{html}слово{}", "</i></b>".repeat(20_000)));
        assert!(document.text().contains("слово"));
    }
}
