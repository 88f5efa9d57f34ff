//! Reads a knowledge base from its folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{card, io_error};
use crate::document::Document;
use crate::kb::{Base, Item, LIST_NAME, List, TOPICS_NAME, topics};
use crate::source::{MAX_BYTES, read, read_list};

/// Endings of the files that are checked in folders.
pub const ENDINGS: [&str; 5] = ["docx", "odt", "md", "markdown", "txt"];
/// Names of files that tell people about a folder and are no items.
const ABOUT: [&str; 2] = ["readme.md", "readme.txt"];

/// A knowledge base with the texts of its lists.
#[derive(Debug, Default)]
pub struct BaseFiles {
    /// What was read.
    pub base: Base,
    /// `kb.toml`.
    pub list: Document,
    /// `topics.csv`, if there is one.
    pub topics: Option<Document>,
    /// Items that cannot be read, by their paths from the base.
    pub unread: Vec<String>,
}

/// Finds the files of a base: those that are read as items, by path from the base, and all there are.
fn paths(folder: &Path) -> (Vec<String>, BTreeSet<String>) {
    let shown = |path: &Path| {
        let path = path.strip_prefix(folder).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        (!path.is_empty()).then_some(path)
    };
    let walk = |ignored: bool| {
        let mut walk = WalkBuilder::new(folder);
        walk.require_git(false).git_global(false).git_exclude(false);
        if ignored {
            walk.ignore(false).git_ignore(false).parents(false);
        } else {
            walk.add_custom_ignore_filename(".yasnoignore");
        }
        walk.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
    };
    let is_item = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ENDINGS.contains(&ending) && !name.starts_with("~$") && !ABOUT.contains(&&*name)
    };
    let all = walk(true).filter_map(|entry| shown(entry.path())).collect();
    let items: BTreeSet<String> = walk(false).filter_map(|entry| shown(entry.path())).filter(is_item).collect();
    (items.into_iter().collect(), all)
}

/// Reads a base.
///
/// # Errors
/// There is no `kb.toml`, or it or `topics.csv` is wrong; an item that cannot be read is named in [`BaseFiles::unread`].
pub fn read_base(folder: &Path) -> Result<BaseFiles, String> {
    let list_path = folder.join(LIST_NAME);
    if !folder.is_dir() {
        return Err(format!("{}: нет такой папки", folder.display()));
    }
    if !list_path.is_file() {
        let sample = "[[function]]\nname = \"Название функции\"";
        return Err(format!(
            "{}: здесь нет файла {LIST_NAME} со списком функций. Создайте его, для начала хватит двух строк:\n{sample}",
            folder.display()
        ));
    }
    let list = lines(&list_path)?;
    let topics_path = folder.join(TOPICS_NAME);
    let topics_list = if topics_path.is_file() { Some(lines(&topics_path)?) } else { None };
    let told = |error: crate::data::FileError| error.to_string();
    let source = |document: &Document| document.source().unwrap_or_default().to_owned();
    let (paths, mut files) = paths(folder);
    let one = |path: &String| item(folder, path).ok_or_else(|| path.clone());
    let (items, unread): (Vec<_>, Vec<_>) = paths.par_iter().map(one).partition(Result::is_ok);
    let items: Vec<Item> = items.into_iter().flatten().collect();
    let outside = items.iter().flat_map(Item::leads_outside).filter(|path| folder.join(path).exists());
    files.extend(outside.collect::<Vec<_>>());
    let base = Base {
        list: List::parse(&list_path.to_string_lossy(), &source(&list)).map_err(told)?,
        topics: topics_list
            .as_ref()
            .map(|list| topics(&topics_path.to_string_lossy(), &source(list)))
            .transpose()
            .map_err(told)?,
        items,
        files,
    };
    Ok(BaseFiles { base, list, topics: topics_list, unread: unread.into_iter().filter_map(Result::err).collect() })
}

fn lines(path: &Path) -> Result<Document, String> {
    let told = |error: String| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(|error| told(io_error(&error)))?;
    read_list(bytes).map_err(|error| told(error.to_string()))
}

/// The item at a path from the base; `None` when it cannot be read.
fn item(folder: &Path, path: &str) -> Option<Item> {
    let full: PathBuf = folder.join(path);
    if fs::metadata(&full).ok()?.len() > MAX_BYTES as u64 {
        return None;
    }
    let document = read(fs::read(&full).ok()?, path).ok()?;
    let beside = card(Some(&full), None).ok()?;
    Some(Item::of(path, &document, beside.as_ref()))
}
