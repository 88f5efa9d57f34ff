//! OpenDocument texts (.odt) as text with its origin in the file.
//!
//! The text stands in `content.xml`, headers and footers in `styles.xml`. Each is parsed once into a tree that knows the
//! byte range of every element, and walked in reading order into a [`Builder`], as a .docx is.

mod error;
mod inline;
mod paragraph;
pub mod patch;
mod styles;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

pub use error::OdtError;

use crate::document::{Builder, Colour, Document, FileFormat, FrontMatter, Story};
use crate::docx::{Limits, Package};
use tree::{Kind, NodeId, Ns, Tree};
use walk::{State, Walk};

/// Reads an .odt.
///
/// # Errors
/// The file is damaged, encrypted, or goes over `limits`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, OdtError> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.text("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(OdtError::Encrypted);
    }
    let content = package.text("content.xml")?.ok_or_else(|| OdtError::Damaged { part: "content.xml".to_owned() })?;
    let content = Tree::parse(&content, "content.xml", limits)?;
    let styles_xml = package.text("styles.xml")?.unwrap_or_else(|| "<none/>".to_owned());
    let styles = Tree::parse(&styles_xml, "styles.xml", limits)?;

    let mut state = State::new(Builder::new(FileFormat::Odt));
    let body = state.builder.part("content.xml");
    let frame = state.builder.part("styles.xml");
    if let Some(meta) = package.text("meta.xml")?
        && let Some(front_matter) = front_matter(&Tree::parse(&meta, "meta.xml", limits)?)
    {
        state.builder.front_matter(front_matter);
    }
    let pages = pages(&content, &styles);
    page_colour(&styles, &pages, &mut state);
    // Automatic styles of the two parts may have one name: headers are read with those of their own part.
    state.styles.read(&styles);
    for node in sections(&styles, &pages, "header") {
        Walk::new(&styles, frame, Story::Header, &mut state).whole(node);
    }
    state.styles.read(&content);
    state.styles.forget();
    let text = content.find(Ns::Office, "text").ok_or_else(|| OdtError::Damaged { part: "content.xml".to_owned() })?;
    Walk::new(&content, body, Story::Body, &mut state).whole(text);
    state.styles.read(&styles);
    state.styles.forget();
    for node in sections(&styles, &pages, "footer") {
        Walk::new(&styles, frame, Story::Footer, &mut state).whole(node);
    }
    for (message, part) in std::mem::take(&mut package.warnings) {
        state.builder.warn(message, Some(part));
    }
    walk::settle(&mut state);
    let State { mut builder, styles, .. } = state;
    builder.fonts(styles.into_fonts());
    Ok(builder.finish())
}

/// The master pages that the document uses, in order: each names the next.
fn pages(content: &Tree<'_>, styles: &Tree<'_>) -> Vec<NodeId> {
    let masters: Vec<NodeId> = styles.all().filter(|&node| styles.is(node, Ns::Style, "master-page")).collect();
    let name = |node| styles.attribute(node, Ns::Style, "name").unwrap_or_default();
    let mut wanted: Vec<String> = Vec::new();
    let uses = |tree: &Tree<'_>, wanted: &mut Vec<String>| {
        for node in tree.all().filter(|&node| tree.is(node, Ns::Style, "style")) {
            wanted.extend(
                tree.attribute(node, Ns::Style, "master-page-name").filter(|it| !it.is_empty()).map(Into::into),
            );
        }
    };
    uses(content, &mut wanted);
    let mut used: Vec<NodeId> = Vec::new();
    // Text that asks for no page begins on «Standard», else on the first one there is.
    let first = masters.iter().find(|&&node| name(node) == "Standard").or(masters.first());
    let named = masters.iter().filter(|&&node| wanted.iter().any(|wanted| *wanted == name(node)));
    for &start in named.chain(first) {
        let mut next = Some(start);
        while let Some(node) = next.filter(|node| !used.contains(node)) {
            used.push(node);
            let following = styles.attribute(node, Ns::Style, "next-style-name");
            next = following.and_then(|wanted| masters.iter().copied().find(|&node| name(node) == wanted));
        }
    }
    used.sort_unstable();
    used
}

/// Headers or footers of pages: the one of the first page, then the others.
fn sections(styles: &Tree<'_>, pages: &[NodeId], what: &str) -> Vec<NodeId> {
    let shown = |&node: &NodeId| styles.attribute(node, Ns::Style, "display").is_none_or(|display| display != "false");
    let of = |page: NodeId, name: &str| styles.child(page, Ns::Style, name).filter(shown);
    let all = pages.iter().flat_map(|&page| {
        let names = [format!("{what}-first"), what.to_owned(), format!("{what}-left")];
        names.into_iter().filter_map(move |name| of(page, &name))
    });
    // Pages often repeat one header; it is read once.
    let mut texts: Vec<String> = Vec::new();
    let mut nodes = Vec::new();
    for node in all {
        let text = styles.text(node);
        if !texts.contains(&text) {
            texts.push(text);
            nodes.push(node);
        }
    }
    nodes
}

/// The background of the pages that are used.
fn page_colour(styles: &Tree<'_>, pages: &[NodeId], state: &mut State) {
    let layouts: Vec<_> =
        pages.iter().filter_map(|&page| styles.attribute(page, Ns::Style, "page-layout-name")).collect();
    for node in styles.all().filter(|&node| styles.is(node, Ns::Style, "page-layout")) {
        if !styles.attribute(node, Ns::Style, "name").is_some_and(|name| layouts.contains(&name)) {
            continue;
        }
        let Some(properties) = styles.child(node, Ns::Style, "page-layout-properties") else { continue };
        let colour = styles.attribute(properties, Ns::Fo, "background-color").and_then(|value| Colour::hex(&value));
        let picture = styles.child(properties, Ns::Style, "background-image");
        let picture = picture.is_some_and(|node| styles.attribute(node, Ns::Xlink, "href").is_some());
        let page = state.builder.page();
        page.colour = page.colour.or(colour.filter(|colour| *colour != Colour::WHITE));
        page.picture |= picture;
    }
}

/// Properties named `yasno.…` as lines `…: value`.
fn front_matter(tree: &Tree<'_>) -> Option<FrontMatter> {
    let mut text = String::new();
    for node in tree.all() {
        if tree.kind(node) != Kind::Element(Ns::Meta, "user-defined") {
            continue;
        }
        let Some(name) = tree.attribute(node, Ns::Meta, "name") else { continue };
        let Some(key) = name.trim().strip_prefix("yasno.") else { continue };
        let key: String = key.chars().filter(|c| !c.is_control()).collect();
        let value = tree.text(node);
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("{key}: {value}\n"));
    }
    (!text.is_empty()).then_some(FrontMatter { text, offset: None })
}
