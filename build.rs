//! Lists the rule files and vocabularies, so that adding a rule costs one file and no list is kept by hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut out = String::new();
    list(&mut out, &root, "RULES", "rules", "toml")?;
    list(&mut out, &root, "TABLES", "dictionaries", "tsv")?;
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs");
    fs::write(target, out)
}

/// Writes `const NAME: &[(path, text, head)]` for the files of this kind below `folder`, sorted by path. `head` is the
/// length of the part before the first example of a rule file: a check does not read examples.
fn list(out: &mut String, root: &Path, name: &str, folder: &str, extension: &str) -> io::Result<()> {
    let mut files = Vec::new();
    walk(&root.join(folder), extension, &mut files)?;
    files.sort();
    let _ = writeln!(out, "pub(super) const {name}: &[(&str, &str, usize)] = &[");
    for file in files {
        let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        // Clauses and profiles have readers of their own.
        if path.starts_with("rules/requirements/") || path.starts_with("rules/profiles/") {
            continue;
        }
        let text = fs::read_to_string(&file)?;
        let examples = ["\n[[bad]]", "\n[[good]]"].iter().filter_map(|mark| text.find(mark)).min();
        let _ = writeln!(
            out,
            "    ({path:?}, include_str!({:?}), {}),",
            file.to_string_lossy(),
            examples.unwrap_or(text.len())
        );
    }
    let _ = writeln!(out, "];");
    Ok(())
}

fn walk(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, extension, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    Ok(())
}
