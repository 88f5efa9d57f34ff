//! Which headers and footers the pages of a document show.

use rustc_hash::FxHashSet;

use super::attribute::Attr;
use super::package::Relations;
use super::props::is_on;
use super::tag::Tag;
use super::tree::Tree;

/// Parts of headers and footers that are shown on some page, each once, in order of the sections.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) headers: Vec<String>,
    pub(super) footers: Vec<String>,
}

/// Kinds of pages, in reading order: the letterhead stands on the first one.
const PAGES: [&str; 3] = ["first", "default", "even"];

/// Collects headers and footers from the sections of the main part. `even` says that even pages have their own.
pub(super) fn headers_and_footers(main: &Tree<'_>, relations: &Relations, even: bool) -> Pages {
    let mut pages = Pages::default();
    let mut seen = FxHashSet::default();
    // A section that names no header of a kind has that of the section before.
    let mut headers: [Option<String>; 3] = Default::default();
    let mut footers: [Option<String>; 3] = Default::default();
    for section in main.all().filter(|&node| main.tag(node) == Tag::SectPr) {
        let mut first = false;
        for node in main.children(section) {
            let named = match main.tag(node) {
                Tag::TitlePg => {
                    first = is_on(main.attribute(node, Attr::Val).as_deref());
                    continue;
                }
                Tag::HeaderReference => &mut headers,
                Tag::FooterReference => &mut footers,
                _ => continue,
            };
            let kind = main.attribute(node, Attr::Type);
            let kind = kind.as_deref().unwrap_or("default");
            let relation = main.attribute(node, Attr::RelId).and_then(|id| relations.by_id(&id));
            if let (Some(at), Some(relation)) = (PAGES.iter().position(|page| *page == kind), relation) {
                named[at] = Some(relations.part(relation));
            }
        }
        for (named, list) in [(&headers, &mut pages.headers), (&footers, &mut pages.footers)] {
            for (part, shown) in named.iter().zip([first, true, even]) {
                if let Some(part) = part
                    && shown
                    && seen.insert(part.clone())
                {
                    list.push(part.clone());
                }
            }
        }
    }
    pages
}
