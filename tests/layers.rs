//! A module uses only those above it in `docs/architecture.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, from the ground up; modules in one entry may use each other.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["data"],
    &["document"],
    &["language"],
    &["pattern"],
    &["requirement", "profile"],
    &["letter"],
    &["rules", "checks"],
    &["engine"],
    &["fix"],
    &["docx", "odt", "source"],
    &["kb"],
    &["report"],
    &["register"],
    &["monitoring"],
    &["config"],
    &["workspace"],
    &["lsp"],
    &["cli"],
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("folder of sources") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules that a source names as `crate::name`.
fn used(source: &str) -> impl Iterator<Item = &str> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1)).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

#[test]
fn modules_use_only_those_above_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let layer: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(index, names)| names.iter().map(move |name| (*name, index))).collect();
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&root).expect("below the root");
        let first = inside.iter().next().and_then(|name| name.to_str()).expect("a name");
        let module = first.trim_end_matches(".rs");
        // Tests of a module may use all that helps to test it.
        let is_test = inside.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")));
        if matches!(module, "lib" | "main") || is_test {
            continue;
        }
        let Some(&own) = layer.get(module) else {
            wrong.push(format!("{}: модуль «{module}» не назван в слоях", inside.display()));
            continue;
        };
        let source = fs::read_to_string(file).expect("source");
        for name in used(&source) {
            match layer.get(name) {
                Some(&other) if other > own => {
                    wrong.push(format!("{} использует нижний слой «{name}»", inside.display()))
                }
                _ => {}
            }
        }
    }
    assert!(files.len() > 20, "исходники не найдены");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
