//! `yasno check`: findings, formats, exit codes, configuration.

use std::fs;

use serde_json::Value;

use crate::{BAD, Folder, GOOD, sample};

#[test]
fn exit_codes_say_how_it_went() {
    let folder = Folder::new();
    folder.file("good.txt", GOOD);
    folder.file("bad.txt", BAD);
    for (arguments, code) in [
        (&["check", "good.txt"][..], 0),
        (&["check", "bad.txt"], 1),
        (&["check", "bad.txt", "--fail-on", "error"], 0),
        (&["check", "bad.txt", "--fail-on", "hint"], 1),
        (&["check", "bad.txt", "--profile", "kaliningrad"], 0),
        (&["check", "bad.txt", "missing.txt"], 2),
        (&["check"], 2),
        (&["check", "--no-such", "bad.txt"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&[], 2),
    ] {
        let ran = folder.yasno(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
    }
}

#[test]
fn the_samples_are_good_and_bad_in_every_format() {
    let folder = Folder::new();
    for ending in ["md", "txt", "docx"] {
        let good = folder.yasno(&["check", &sample(&format!("good.{ending}"))]);
        assert_eq!(good.code, 0, "{}", good.out);
        assert!(good.out.contains("замечаний нет"), "{}", good.out);
        let bad = folder.yasno(&["check", &sample(&format!("bad.{ending}"))]);
        assert_eq!(bad.code, 1, "{ending}");
        assert!(bad.out.contains("executor-missing") && bad.out.contains("bureaucratese"), "{}", bad.out);
    }
}

#[test]
fn the_text_shows_place_mark_clause_and_replacement() {
    let folder = Folder::new();
    folder.file("письмо.md", format!("# Ответ\n\n{BAD}"));
    let ran = folder.yasno(&["check", "письмо.md", "--profile", "udmurtia"]);
    insta::assert_snapshot!(ran.out, @r"
    предупреждение[bureaucratese]: «вышеуказанному» – канцелярский оборот. Лучше: «этому» или
      «названному выше». Можно и повторить слово.
     --> письмо.md:3:4
      |
    3 | По вышеуказанному адресу выехал инспектор.
      |    ^^^^^^^^^^^^^^
      |
      = основание: приказ № 53, п. 3.10(1)

    письмо.md: 1 предупреждение
      вид письма: ответ (признаков другого вида не найдено)
      1 исправление можно внести сразу: yasno fix письмо.md
    Почему это важно и как писать: yasno explain bureaucratese
    ");
    assert_eq!(ran.err, "");
}

#[test]
fn readability_is_told_of_a_text_with_what_drives_it() {
    let folder = Folder::new();
    let easy = "Мы проверили двор. Снег вывезли вчера. ".repeat(10);
    let hard =
        "Осуществление мероприятий по благоустройству придомовой территории предусмотрено муниципальной программой, \
                финансирование которой обеспечивается соответствующими бюджетными ассигнованиями. "
            .repeat(3);
    folder.file("short.txt", GOOD);
    folder.file("easy.txt", &easy);
    folder.file("hard.txt", &hard);
    let told = |file: &str| folder.yasno(&["check", file]).out;
    assert!(!told("short.txt").contains("читается"), "{}", told("short.txt"));
    let easy = told("easy.txt");
    assert!(easy.contains("читается легко") && !easy.contains("вернуть баллы"), "{easy}");
    let hard = told("hard.txt");
    for part in [
        "читается очень трудно",
        "как вернуть баллы",
        "замените длинные слова короткими (+20)",
        "строка 1",
        "«ассигнованиями»",
    ] {
        let shown = hard.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(part), "нет «{part}»: {hard}");
    }
    let ran = folder.yasno(&["check", "hard.txt", "--format", "json"]);
    let whole: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let last = &whole["files"][0];
    assert_eq!(last["readability"]["band"], "very-hard");
    assert_eq!(last["readability"]["hardest_sentences"][0]["start"], 0);
    assert_eq!(last["readability"]["long_words"][0]["count"], 3);
    let lost: f64 =
        last["score"]["penalties"].as_array().expect("a list").iter().filter_map(|one| one["points"].as_f64()).sum();
    let value = last["score"]["value"].as_f64().expect("a number");
    assert!((100.0 - lost - value).abs() < 0.6, "every point is accounted for: {last}");
}

#[test]
fn colours_are_for_terminals() {
    let folder = Folder::new();
    folder.file("bad.txt", BAD);
    assert!(!folder.yasno(&["check", "bad.txt"]).out.contains('\u{1b}'));
    assert!(folder.yasno(&["check", "bad.txt", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn a_long_line_is_cut_around_the_mark() {
    let folder = Folder::new();
    let words = "Во дворе стоят новые скамейки. ".repeat(30);
    folder.file("long.txt", format!("{words}{BAD}"));
    let ran = folder.yasno(&["check", "long.txt", "--quiet"]);
    let line =
        ran.out.lines().find(|line| line.starts_with("1 | ") && line.contains("вышеуказанному")).expect("the line");
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
    assert!(line.contains("| … "), "{line}");
    assert!(ran.out.contains(&format!("long.txt:1:{}", words.chars().count() + 4)), "{}", ran.out);
}

#[test]
fn the_mark_stands_right_under_wide_characters() {
    let folder = Folder::new();
    folder.file("wide.txt", format!("😀 漢字 й {BAD}").replace('й', "и\u{306}"));
    let ran = folder.yasno(&["check", "wide.txt", "--quiet"]);
    let mut lines = ran
        .out
        .lines()
        .skip_while(|line| !line.contains("[bureaucratese]"))
        .skip_while(|line| !line.contains("адресу"));
    let (line, marks) = (lines.next().expect("a line"), lines.next().expect("its marks"));
    let before = line.split("вышеуказанному").next().expect("text");
    // Two emoji columns, two characters of two columns each, one combining mark without a column.
    let columns = before.chars().count() + 3 - 1;
    assert_eq!(marks.find('^'), Some(columns), "{line}\n{marks}");
    assert_eq!(marks.matches('^').count(), "вышеуказанному".chars().count());
}

#[test]
fn json_lines_give_the_bytes_of_the_file() {
    let folder = Folder::new();
    fs::copy(sample("bad.md"), folder.path().join("bad.md")).expect("a copy");
    let source = folder.read("bad.md");
    let ran = folder.yasno(&["check", "bad.md", "--format", "jsonl"]);
    let lines = ran.lines();
    assert!(lines.len() > 5, "{}", ran.out);
    let keys = ["file", "rule", "severity", "scope", "start", "end", "text", "message", "clauses", "fixes"];
    let mut edits = 0;
    for line in &lines {
        let mut found: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
        found.retain(|key| *key != "restyle");
        assert_eq!(found.len(), keys.len(), "{found:?}");
        assert!(keys.iter().all(|key| found.contains(key)), "{found:?}");
        let at = |value: &Value, key: &str| value[key].as_u64().expect("an offset") as usize;
        let text = &source[at(line, "start")..at(line, "end")];
        assert_eq!(std::str::from_utf8(text).ok(), line["text"].as_str(), "{line}");
        for place in line["restyle"]["places"].as_array().into_iter().flatten() {
            let text = &source[at(place, "start")..at(place, "end")];
            assert_eq!(std::str::from_utf8(text).ok(), place["text"].as_str(), "{line}");
        }
        for fix in line["fixes"].as_array().expect("fixes") {
            for edit in fix["edits"].as_array().expect("edits") {
                assert!(std::str::from_utf8(&source[at(edit, "start")..at(edit, "end")]).is_ok(), "{edit}");
                edits += 1;
            }
        }
    }
    assert!(edits > 3 && lines.iter().any(|line| line["scope"] == "letter"));
}

#[test]
fn a_docx_gives_places_in_words() {
    let folder = Folder::new();
    let ran = folder.yasno(&["check", &sample("bad.docx"), "--format", "jsonl"]);
    let lines = ran.lines();
    let found = lines.iter().find(|line| line["rule"] == "italic").expect("a finding");
    assert_eq!((&found["start"], &found["end"]), (&Value::Null, &Value::Null));
    assert_eq!(found["where"]["part"], "word/document.xml");
    assert_eq!(found["where"]["paragraph"], 7);
    assert!(found["where"]["quote"].as_str().expect("a quote").contains("незамедлительно"));
}

#[test]
fn json_is_one_document() {
    let folder = Folder::new();
    folder.file("bad.txt", BAD);
    folder.file("empty.txt", "");
    let ran = folder.yasno(&["check", "bad.txt", "empty.txt", "missing.txt", "--format", "json"]);
    assert_eq!(ran.code, 2);
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(all["version"], 1);
    assert_eq!(all["files"][0]["counts"]["warning"], 1);
    assert_eq!(all["files"][0]["kind"], "reply");
    assert!(all["files"][0]["readability"]["grade"].as_f64().is_some());
    assert!(all["files"][1]["errors"][0].as_str().expect("an error").contains("нет текста"));
    assert!(all["errors"][0].as_str().expect("an error").starts_with("missing.txt:"));
}

#[test]
fn many_files_come_in_order_whatever_the_threads() {
    let folder = Folder::new();
    for number in 0..60 {
        folder.file(&format!("dir{}/{number:02}.txt", number % 3), BAD.repeat(number % 7 + 1));
    }
    let one = folder.yasno(&["check", ".", "--format", "jsonl", "--jobs", "1"]);
    let four = folder.yasno(&["check", ".", "--format", "jsonl", "--jobs", "4"]);
    assert_eq!(one.out, four.out);
    let files: Vec<String> = one.lines().iter().map(|line| line["file"].to_string()).collect();
    assert!(files.is_sorted() && files.len() > 60);
    let all = folder.yasno(&["check", "dir0", "dir1", "dir1/01.txt", "dir2"]);
    assert!(all.out.contains("Всего проверено: 60 файлов"), "{}", all.out);
}

#[test]
fn each_folder_has_its_own_configuration() {
    let folder = Folder::new();
    folder.file("loud/a.txt", BAD);
    folder.file("silent/deep/a.txt", BAD);
    folder.file("silent/yasno.toml", "[rules.bureaucratese]\nseverity = \"off\"\n");
    let ran = folder.yasno(&["check", ".", "--format", "jsonl"]);
    assert_eq!(ran.lines().len(), 1, "{}", ran.out);
    assert!(ran.out.contains("loud/a.txt"));
    assert_eq!(folder.yasno(&["check", "silent"]).code, 0);
    assert_eq!(folder.yasno(&["check", "silent", "--no-config"]).code, 1);
    assert_eq!(folder.yasno(&["check", "loud", "--config", "silent/yasno.toml"]).code, 0);
    folder.file("loud/yasno.toml", "fail-on = \"error\"\n");
    assert_eq!(folder.yasno(&["check", "loud"]).code, 0);
    assert_eq!(folder.yasno(&["check", "loud", "--fail-on", "warning"]).code, 1);
}

#[test]
fn a_wrong_configuration_is_named_with_its_line() {
    let folder = Folder::new();
    folder.file("a/letter.txt", BAD);
    folder.file("b/letter.txt", BAD);
    for (text, parts) in [
        ("\nprofil = \"common\"\n", &["a/yasno.toml:2:", "profile"][..]),
        ("[rules.buroaucratese]\nseverity = \"off\"\n", &["a/yasno.toml:1:", "bureaucratese"]),
        ("[rules.bureaucratese]\n\nmaxi = 3\n", &["a/yasno.toml:3:", "maxi"]),
        ("[rules.sentence-too-long]\nmax = \"много\"\n", &["a/yasno.toml:2:", "строка"]),
        ("[rules.bureaucratese]\nseverity = \"of\"\n", &["a/yasno.toml:2:", "off"]),
    ] {
        folder.file("a/yasno.toml", text);
        let ran = folder.yasno(&["check", "a", "b", "--format", "jsonl"]);
        ran.fails_with(parts);
        assert!(ran.out.contains("b/letter.txt") && !ran.out.contains("a/letter.txt"), "{}", ran.out);
    }
    folder.yasno(&["check", "b", "--config", "none.toml"]).fails_with(&["none.toml: нет такого файла"]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    use std::process::{Command, Stdio};
    let folder = Folder::new();
    for number in 0..40 {
        folder.file(&format!("{number}.txt"), BAD.repeat(200));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_yasno"))
        .args(["check", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert!(ended.status.code().is_some());
}
