//! Word documents (.docx) as text with its origin in the file.
//!
//! Each part is parsed once into a small tree that knows the byte range of every element, and the tree is walked in
//! reading order into a [`Builder`]: headers, the main text, footers, footnotes, endnotes; a text box after the
//! paragraph it is anchored in. Offsets of the source map are bytes of the unpacked part, inside `w:t` wherever the
//! text stands there as such (in a part that is not UTF-8: bytes of its text as UTF-8), so that a change can be
//! spliced in.

mod attribute;
mod comments;
mod error;
mod fields;
mod inline;
mod limits;
mod package;
mod paragraph;
pub mod patch;
mod props;
mod sections;
mod shape;
mod space;
mod styles;
mod surroundings;
mod symbols;
mod table_style;
mod tag;
mod theme;
mod tree;
mod walk;

use rustc_hash::FxHashSet;

pub use error::{DocxError, Foreign};
pub use limits::Limits;

use crate::document::{Builder, Colour, Document, FileFormat, Story};
use attribute::Attr;
use comments::Anchors;
pub(crate) use comments::is_remark;
use package::Relations;
pub(crate) use package::{Encoding, Package};
use styles::Styles;
use tag::Tag;
use theme::Palette;
use tree::Tree;
use walk::Walk;

/// What is common to all parts while they are read.
#[derive(Debug)]
struct State {
    builder: Builder,
    styles: Styles,
    palette: Palette,
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
        palette: Palette::default(),
        anchors: Anchors::default(),
        tables: 0,
        footnotes: Vec::new(),
        endnotes: Vec::new(),
        warned: FxHashSet::default(),
    };
    let main_id = state.builder.part(&main);
    let settings = looks(&mut package, &relations, &mut state)?;
    background(&tree, settings.shows_background, &mut state);
    if let Some((name, xml)) = side_part(&mut package, &relations, "comments", &mut state)? {
        let id = state.builder.part(&name);
        state.anchors = Anchors::read(&Tree::parse(&xml, &name, limits)?, id);
    }
    let custom = ["custom-properties", "customProperties"];
    for kind in custom.iter().filter(|kind| of_package.part_of_kind(kind).is_some()) {
        if let Some((name, xml)) = side_part(&mut package, &of_package, kind, &mut state)?
            && let Some(front_matter) = comments::front_matter(&Tree::parse(&xml, &name, limits)?)
        {
            state.builder.front_matter(front_matter);
        }
    }

    let pages = sections::headers_and_footers(&tree, &relations, settings.even_pages);
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
    state.builder.fonts(state.palette.into_fonts());
    Ok(state.builder.finish())
}

/// What the settings say.
#[derive(Clone, Copy, Debug, Default)]
struct Settings {
    even_pages: bool,
    shows_background: bool,
}

/// Reads theme, settings, fonts and styles, in the order in which one needs the other.
fn looks(package: &mut Package<'_>, relations: &Relations, state: &mut State) -> Result<Settings, DocxError> {
    let limits = package.limits();
    let mut settings = Settings::default();
    if let Some((name, xml)) = side_part(package, relations, "theme", state)? {
        state.palette.read_theme(&Tree::parse(&xml, &name, limits)?);
    }
    if let Some((name, xml)) = side_part(package, relations, "settings", state)? {
        let tree = Tree::parse(&xml, &name, limits)?;
        let on = |node| props::is_on(tree.attribute(node, Attr::Val).as_deref());
        for node in tree.all() {
            match tree.tag(node) {
                Tag::EvenAndOdd => settings.even_pages = on(node),
                Tag::ShowBackground => settings.shows_background = on(node),
                Tag::ColourMap => state.palette.read_mapping(&tree, node),
                _ => {}
            }
        }
    }
    if let Some((name, xml)) = side_part(package, relations, "fontTable", state)? {
        state.palette.read_fonts(&Tree::parse(&xml, &name, limits)?);
    }
    if let Some((name, xml)) = side_part(package, relations, "styles", state)? {
        state.styles = Styles::read(&Tree::parse(&xml, &name, limits)?, &mut state.palette);
    }
    Ok(settings)
}

/// Reads the background of the page, which shows only where the settings say so.
fn background(main: &Tree<'_>, shown: bool, state: &mut State) {
    let Some(node) = main.all().find(|&node| main.tag(node) == Tag::Background).filter(|_| shown) else { return };
    let names = [Attr::Color, Attr::ThemeColor, Attr::ThemeTint, Attr::ThemeShade];
    let colour = match state.palette.paint(main, node, names) {
        Some(theme::Paint::Is(colour)) => Some(colour),
        _ => None,
    };
    let fill = main.descendants(node).find(|&node| main.tag(node) == Tag::VmlFill);
    let fill = fill.and_then(|node| main.attribute(node, Attr::Type));
    let page = state.builder.page();
    page.picture = fill.is_some_and(|kind| kind != "solid");
    page.colour = colour.filter(|colour| *colour != Colour::WHITE);
}

/// The main part must be a document: workbooks and presentations are named by the same relation.
fn check_main(tree: &Tree<'_>, package: &mut Package<'_>) -> Result<(), DocxError> {
    match (space::Space::of(tree.root().0), tree.root().1) {
        (space::Space::Word, "document") => Ok(()),
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
