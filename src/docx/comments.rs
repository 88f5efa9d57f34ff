//! Word comments and document properties: none of them is text of the letter, but some speak to the program.

use rustc_hash::FxHashMap;

use super::attribute::Attr;
use super::tag::Tag;
use super::tree::Tree;
use crate::document::{Builder, Directive, FrontMatter, PartId, SourceSpan};
use crate::text::Span;

/// Comments that are remarks to the program, until they are anchored on the text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    remarks: FxHashMap<String, (String, SourceSpan)>,
    begun: FxHashMap<String, u32>,
}

impl Anchors {
    /// Reads the comments part and keeps the remarks to the program.
    pub(super) fn read(tree: &Tree<'_>, part: PartId) -> Self {
        let mut anchors = Self::default();
        for comment in tree.all().filter(|&node| tree.tag(node) == Tag::Comment) {
            let Some(id) = tree.attribute(comment, Attr::Id) else { continue };
            let (text, span) = text(tree, comment);
            if is_remark(&text) {
                anchors.remarks.insert(id.into_owned(), (text, SourceSpan { part, span }));
            }
        }
        anchors
    }

    pub(super) fn start(&mut self, id: String, at: u32) {
        if self.remarks.contains_key(&id) {
            self.begun.insert(id, at);
        }
    }

    pub(super) fn end(&mut self, id: &str, at: u32, builder: &mut Builder) {
        if let Some(start) = self.begun.remove(id)
            && let Some((text, source)) = self.remarks.remove(id)
        {
            builder.directive(Directive { text, anchor: Span::new(start, at), source });
        }
    }

    /// The place of the comment itself: counts when the comment has no range.
    pub(super) fn reference(&mut self, id: &str, at: u32, builder: &mut Builder) {
        if let Some((text, source)) = self.remarks.remove(id) {
            let start = self.begun.remove(id).unwrap_or(at);
            builder.directive(Directive { text, anchor: Span::new(start, at), source });
        }
    }
}

/// True when a comment speaks to the program.
pub(crate) fn is_remark(text: &str) -> bool {
    let lower: String = text.chars().take("yasno".len()).flat_map(char::to_lowercase).collect();
    ["ясно", "yasno"]
        .iter()
        .any(|name| lower.starts_with(name) && text[name.len().min(text.len())..].trim_start().starts_with(':'))
}

/// The text of a comment, trimmed, with a line for each paragraph, and the bytes where it stands.
fn text(tree: &Tree<'_>, comment: u32) -> (String, Span) {
    let mut out = String::new();
    let mut span: Option<Span> = None;
    for node in tree.descendants(comment) {
        match tree.tag(node) {
            Tag::P if !out.is_empty() => out.push('\n'),
            Tag::Tab | Tag::Br | Tag::Cr => out.push(' '),
            Tag::T => {
                out.push_str(&tree.text(node));
                for text in tree.children(node) {
                    let place = tree.span(text);
                    span = Some(span.map_or(place, |span| span.join(place)));
                }
            }
            _ => {}
        }
    }
    (out.trim().to_owned(), span.unwrap_or(Span::empty(tree.span(comment).start)))
}

/// Properties named `yasno.…` as lines `…: value`.
pub(super) fn front_matter(tree: &Tree<'_>) -> Option<FrontMatter> {
    let mut text = String::new();
    for property in tree.all().filter(|&node| tree.tag(node) == Tag::Property) {
        let Some(name) = tree.attribute(property, Attr::Name) else { continue };
        let Some(key) = name.trim().strip_prefix("yasno.") else { continue };
        let value = tree.text(property);
        // One line each, whatever the property holds.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let key: String = key.chars().filter(|c| !c.is_control()).collect();
        text.push_str(&format!("{key}: {value}\n"));
    }
    (!text.is_empty()).then_some(FrontMatter { text, offset: None })
}

#[cfg(test)]
mod tests {
    use super::is_remark;

    #[test]
    fn knows_remarks_by_their_first_word() {
        for yes in ["ясно: пропустить", "Ясно : x", "YASNO: skip a", "yasno:"] {
            assert!(is_remark(yes), "{yes}");
        }
        for no in ["ясно", "Ясноват: да", "Тут не ясно: почему?", "", "яс", "😀ясно:"]
        {
            assert!(!is_remark(no), "{no}");
        }
    }
}
