//! What keepers of templates use in CI: baseline, changed files, limits, cache.

use std::path::Path;
use std::process::Command;

use crate::{BAD, Folder, GOOD, Ran};

#[test]
fn a_baseline_hides_old_faults_wherever_they_move() {
    let folder = Folder::new();
    folder.file("a.md", format!("Первый абзац.\n\n{BAD}"));
    let made = folder.yasno(&["baseline", "a.md"]);
    assert_eq!((made.code, made.out.as_str()), (0, ""), "{made:?}");
    let kept = String::from_utf8(folder.read("yasno-baseline.json")).unwrap();
    assert!(kept.is_ascii() && kept.contains("\"version\": 1"), "no words of letters: {kept}");
    let check = |path: &str| folder.yasno(&["check", "--baseline", "yasno-baseline.json", path]);
    let same = check("a.md");
    assert!(same.code == 0 && same.out.contains("Не показано: 1 старое замечание"), "{same:?}");
    // The sentence moves down, and to another file.
    folder.file("a.md", format!("Вставили абзац сверху.\n\nЕщё один.\n\nПервый абзац. {BAD}"));
    folder.file("b.md", BAD);
    assert_eq!((check("a.md").code, check("b.md").code), (0, 0));
    // Another sentence, and the same one twice, are new.
    folder.file("a.md", "По вышеуказанному дому выехал мастер.\n");
    assert_eq!(check("a.md").code, 1);
    folder.file("a.md", format!("{BAD}\n{BAD}"));
    let twice = check("a.md");
    assert_eq!(twice.code, 1, "{twice:?}");
    assert_eq!(twice.out.matches("[bureaucratese]").count(), 1, "{}", twice.out);
    folder.file("wrong.json", "{}");
    folder.yasno(&["check", "--baseline", "wrong.json", "a.md"]).fails_with(&["wrong.json", "yasno baseline"]);
    folder.yasno(&["check", "--baseline", "none.json", "a.md"]).fails_with(&["none.json"]);
}

#[test]
fn a_limit_on_warnings_counts_all_files() {
    let folder = Folder::new();
    folder.file("a.txt", BAD);
    folder.file("b.txt", BAD);
    for (limit, code) in [("2", 0), ("1", 1), ("0", 1)] {
        let ran = folder.yasno(&["check", "--max-warnings", limit, "."]);
        assert_eq!(ran.code, code, "{limit}: {ran:?}");
    }
    folder.yasno(&["check", "--max-warnings", "много", "."]).fails_with(&["--max-warnings", "не число"]);
}

#[test]
fn a_warm_cache_says_the_same_and_sees_changes() {
    let folder = Folder::new();
    folder.file("a.txt", BAD);
    folder.file("b.txt", GOOD);
    for format in ["text", "json", "sarif", "html"] {
        let arguments = ["check", "--cache", "--format", format, "."];
        let plain = folder.yasno(&["check", "--format", format, "."]);
        let (cold, warm) = (folder.yasno(&arguments), folder.yasno(&arguments));
        assert_eq!((plain.code, &plain.out), (cold.code, &cold.out), "{format}");
        assert_eq!((cold.code, &cold.out), (warm.code, &warm.out), "{format}");
    }
    assert_eq!(folder.read(".yasno-cache/.gitignore"), b"*\n");
    // The kept result is really what is told: a planted one comes back.
    let path = ".yasno-cache/check.json";
    let run = || folder.yasno(&["check", "--cache", "--format", "html", "."]);
    assert!(run().out.contains("канцелярский оборот"));
    let kept = String::from_utf8(folder.read(path)).unwrap();
    folder.file(path, kept.replace("канцелярский оборот", "подложенные слова"));
    assert!(run().out.contains("подложенные слова"));
    // Text, settings and a damaged cache are noticed.
    folder.file("yasno.toml", "[rules.bureaucratese]\nseverity = \"off\"\n");
    assert_eq!(run().code, 0);
    folder.file("yasno.toml", "");
    folder.file("a.txt", GOOD);
    assert_eq!(run().code, 0);
    folder.file("a.txt", BAD);
    folder.file(path, "{");
    assert_eq!(run().code, 1);
}

fn run(folder: &Folder, program: &str, arguments: &[&str]) -> Ran {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder.path());
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    Ran::of(command.output().expect("the program starts"))
}

#[test]
fn only_what_changed_since_a_version_is_checked() {
    let folder = Folder::new();
    let git = |arguments: &[&str]| {
        let ran = run(&folder, "git", &[&["-c", "user.name=a", "-c", "user.email=a@a.example"], arguments].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    git(&["init", "-q", "-b", "main"]);
    folder.file("старое.txt", BAD);
    folder.file("папка/ответ.txt", GOOD);
    folder.file("gone.txt", BAD);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "a"]);
    let check = |version: &str| {
        let yasno = env!("CARGO_BIN_EXE_yasno");
        assert!(Path::new(yasno).exists());
        run(&folder, yasno, &["check", "--format", "jsonl", &format!("--changed-since={version}"), "."])
    };
    assert_eq!((check("HEAD").code, check("HEAD").out.as_str()), (0, ""));
    folder.file("папка/ответ.txt", BAD);
    folder.file("новое.txt", BAD);
    std::fs::remove_file(folder.path().join("gone.txt")).unwrap();
    let ran = check("main");
    let mut files: Vec<String> = ran.lines().iter().map(|line| line["file"].as_str().unwrap().to_owned()).collect();
    files.sort();
    assert_eq!((ran.code, files), (1, vec!["./новое.txt".to_owned(), "./папка/ответ.txt".to_owned()]));
    // A branch counts from where this one left it.
    git(&["checkout", "-q", "-b", "work"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "b"]);
    assert_eq!(check("main").lines().len(), 2);
    check("нет-такой").fails_with(&["нет-такой", "git fetch"]);
    check("--output=x").fails_with(&["--changed-since"]);
    assert!(!folder.path().join("x").exists());
}

#[test]
fn ignored_files_are_passed_over() {
    let folder = Folder::new();
    for name in ["a.txt", "git/b.txt", "own/c.txt"] {
        folder.file(name, BAD);
    }
    folder.file(".gitignore", "git/\n");
    folder.file(".yasnoignore", "own/\n");
    let ran = folder.yasno(&["check", "--format", "checkstyle", "."]);
    assert!(ran.out.contains("a.txt") && !ran.out.contains("b.txt") && !ran.out.contains("c.txt"), "{}", ran.out);
}
