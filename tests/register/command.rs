//! The command: every format names row and column, exit codes are those of all commands.

use std::process::{Command, Output};

fn yasno(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yasno"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/register"))
        .output()
        .expect("the program runs")
}

fn check(arguments: &[&str]) -> (i32, String) {
    let all = [&["register", "check", "--no-config", "--today", "2026-11-21"], arguments].concat();
    let ran = yasno(&all);
    (ran.status.code().expect("it ends"), String::from_utf8(ran.stdout).expect("UTF-8"))
}

#[test]
fn every_format_tells_row_and_column() {
    for format in ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "html"] {
        for file in ["faults.csv", "faults.xlsx"] {
            let (code, out) = check(&["--format", format, file]);
            assert_eq!(code, 1, "{format} {file}");
            let row = if file == "faults.csv" { "Строка 4" } else { "Строка 5" };
            assert!(out.contains(&format!("{row}, столбец «Потребности»")), "{format} {file}: {out}");
        }
    }
    let (_, out) = check(&["faults.xlsx"]);
    assert!(out.contains("ячейка H5") && out.contains("точек взаимодействия"), "{out}");
}

#[test]
fn exit_codes_tell_what_became_of_it() {
    assert_eq!(check(&["good.xlsx"]).0, 0);
    assert_eq!(check(&["good.csv", "faults.csv"]).0, 1);
    assert_eq!(check(&["--since", "approved.csv", "good.csv"]).0, 1);
    assert_eq!(check(&["--since", "approved.csv", "--draft", "good.csv"]).0, 0, "changes alone are no faults");
    assert_eq!(check(&["../good.md"]).0, 2, "no register");
    assert_eq!(check(&["nothing.xlsx"]).0, 2);
    assert_eq!(check(&["."]).0, 2, "a folder");
    let ran = yasno(&["register", "new", "--output", "good.xlsx"]);
    assert_eq!(ran.status.code(), Some(2), "a file that is there is not touched");
}

#[test]
fn other_orders_say_that_they_know_nothing_of_registers() {
    let ran = yasno(&["register", "check", "--no-config", "--profile", "udmurtia", "faults.csv"]);
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(told.contains("--profile kaliningrad"), "{told}");
}
