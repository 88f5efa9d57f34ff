//! Word documents (.docx) as text with its origin in the file.
//!
//! Each part is parsed once into a small tree that knows the byte range of every element, and the tree is walked in
//! reading order into a [`Builder`]: headers, the main text, footers, footnotes, endnotes; a text box after the
//! paragraph it is anchored in. Offsets of the source map are bytes of the unpacked part, inside `w:t` wherever the
//! text stands there as such (in a part that is not UTF-8: bytes of its text as UTF-8), so that a change can be
//! spliced in.

mod comments;
mod error;
mod fields;
mod inline;
mod limits;
mod package;
mod paragraph;
mod sections;
mod styles;
mod symbols;
mod tag;
mod tree;
mod walk;

use rustc_hash::FxHashSet;

pub use error::{DocxError, Foreign};
pub use limits::Limits;

use crate::document::{Builder, Document, FileFormat, Story};
use comments::Anchors;
use package::{Package, Relations};
use styles::Styles;
use tag::{Attr, Tag};
use tree::Tree;
use walk::Walk;

/// What is common to all parts while they are read.
#[derive(Debug)]
struct State {
    builder: Builder,
    styles: Styles,
    anchors: Anchors,
    tables: u32,
    /// Ids of notes in the order in which the text refers to them.
    footnotes: Vec<String>,
    endnotes: Vec<String>,
    warned: FxHashSet<(String, String)>,
}

impl State {
    fn warn_once(&mut self, message: &str, part: &str) {
        if self.warned.insert((message.to_owned(), part.to_owned())) {
            self.builder.warn(message, Some(part.to_owned()));
        }
    }
}

/// Reads a .docx. Fails when the file is no Word document, is damaged where the text stands, or goes over `limits`;
/// what matters less becomes a warning in the document.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, DocxError> {
    let mut package = Package::open(bytes, limits)?;
    let of_package = package.relations("")?;
    let main = package.main_part(&of_package)?;
    let xml = package.text(&main)?.unwrap_or_default();
    let tree = Tree::parse(&xml, &main, limits)?;
    check_main(&tree, &mut package)?;
    let relations = package.relations(&main)?;

    let mut state = State {
        builder: Builder::new(FileFormat::Docx),
        styles: Styles::default(),
        anchors: Anchors::default(),
        tables: 0,
        footnotes: Vec::new(),
        endnotes: Vec::new(),
        warned: FxHashSet::default(),
    };
    let main_id = state.builder.part(&main);
    if let Some((name, xml)) = side_part(&mut package, &relations, "styles", &mut state)? {
        state.styles = Styles::read(&Tree::parse(&xml, &name, limits)?);
    }
    if let Some((name, xml)) = side_part(&mut package, &relations, "comments", &mut state)? {
        let id = state.builder.part(&name);
        state.anchors = Anchors::read(&Tree::parse(&xml, &name, limits)?, id);
    }
    let mut even_pages = false;
    if let Some((name, xml)) = side_part(&mut package, &relations, "settings", &mut state)? {
        let tree = Tree::parse(&xml, &name, limits)?;
        let node = tree.all().find(|&node| tree.tag(node) == Tag::EvenAndOdd);
        even_pages = node.is_some_and(|node| styles::is_on(tree.attribute(node, Attr::Val).as_deref()));
    }
    let custom = ["custom-properties", "customProperties"];
    for kind in custom.iter().filter(|kind| of_package.part_of_kind(kind).is_some()) {
        if let Some((name, xml)) = side_part(&mut package, &of_package, kind, &mut state)?
            && let Some(front_matter) = comments::front_matter(&Tree::parse(&xml, &name, limits)?)
        {
            state.builder.front_matter(front_matter);
        }
    }

    let pages = sections::headers_and_footers(&tree, &relations, even_pages);
    for name in &pages.headers {
        read_part(name, Story::Header, &mut package, &mut state)?;
    }
    Walk::new(&tree, &relations, main_id, &main, Story::Body, &mut state).whole();
    for name in &pages.footers {
        read_part(name, Story::Footer, &mut package, &mut state)?;
    }
    for (kind, story) in [("footnotes", Story::Footnote), ("endnotes", Story::Endnote)] {
        read_notes(kind, story, &relations, &mut package, &mut state)?;
    }
    for (message, part) in std::mem::take(&mut package.warnings) {
        state.warn_once(&message, &part);
    }
    Ok(state.builder.finish())
}

/// The main part must be a document: workbooks and presentations are named by the same relation.
fn check_main(tree: &Tree<'_>, package: &mut Package<'_>) -> Result<(), DocxError> {
    match (tag::Space::of(tree.root().0), tree.root().1) {
        (tag::Space::Word, "document") => Ok(()),
        (_, "workbook") => Err(DocxError::NotWord { looks_like: Foreign::Spreadsheet }),
        (_, "presentation") => Err(DocxError::NotWord { looks_like: Foreign::Presentation }),
        _ => Err(package.not_word()),
    }
}

/// The part to which a relation of this kind leads. One that is missing is said.
fn side_part(
    package: &mut Package<'_>,
    relations: &Relations,
    kind: &str,
    state: &mut State,
) -> Result<Option<(String, String)>, DocxError> {
    let Some(name) = relations.part_of_kind(kind) else { return Ok(None) };
    match package.text(&name)? {
        Some(xml) => Ok(Some((name, xml))),
        None => {
            state.warn_once("части нет в файле, хотя документ на неё ссылается", &name);
            Ok(None)
        }
    }
}

/// Reads a header or footer.
fn read_part(name: &str, story: Story, package: &mut Package<'_>, state: &mut State) -> Result<(), DocxError> {
    let Some(xml) = package.text(name)? else {
        state.warn_once("части нет в файле, хотя документ на неё ссылается", name);
        return Ok(());
    };
    let tree = Tree::parse(&xml, name, package.limits())?;
    let relations = package.relations(name)?;
    let id = state.builder.part(name);
    Walk::new(&tree, &relations, id, name, story, state).whole();
    Ok(())
}

/// Reads the notes to which the text refers, in that order.
fn read_notes(
    kind: &str,
    story: Story,
    relations: &Relations,
    package: &mut Package<'_>,
    state: &mut State,
) -> Result<(), DocxError> {
    let mut wanted = std::mem::take(if story == Story::Footnote { &mut state.footnotes } else { &mut state.endnotes });
    if wanted.is_empty() {
        return Ok(());
    }
    let Some((name, xml)) = side_part(package, relations, kind, state)? else { return Ok(()) };
    let tree = Tree::parse(&xml, &name, package.limits())?;
    let notes: rustc_hash::FxHashMap<_, _> = tree
        .all()
        .filter(|&node| tree.tag(node) == Tag::Note)
        .filter_map(|node| Some((tree.attribute(node, Attr::Id)?.into_owned(), node)))
        .collect();
    let mut seen = FxHashSet::default();
    wanted.retain(|id| seen.insert(id.clone()));
    let relations = package.relations(&name)?;
    let id = state.builder.part(&name);
    Walk::new(&tree, &relations, id, &name, story, state).these(wanted.iter().filter_map(|id| notes.get(id).copied()));
    Ok(())
}

#[cfg(test)]
mod tests;
