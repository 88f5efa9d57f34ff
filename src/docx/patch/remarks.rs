//! The comments of a document: which are ours, which are settled, and how a new one is written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::outline::{Id, Names, Outline};
use super::splice::escaped;
use super::{AUTHOR, INITIALS};
use crate::text::Span;

/// One comment of ours that stands in the file.
#[derive(Debug)]
pub(super) struct Own {
    /// Its number, as written.
    pub(super) id: String,
    /// The whole element.
    pub(super) span: Span,
    /// The paragraphs of its text.
    pub(super) text: Vec<String>,
    /// The ids by which other parts know its paragraphs.
    pub(super) paragraphs: Vec<String>,
    /// Marked as resolved.
    pub(super) resolved: bool,
    /// A colleague has answered.
    pub(super) answered: bool,
}

/// Our comments. `extended` is the part that says which comments are resolved and which answer others.
pub(super) fn own(comments: &Outline<'_>, extended: Option<&Outline<'_>>) -> Vec<Own> {
    let mut done: FxHashSet<String> = FxHashSet::default();
    let mut parents: Vec<(String, String)> = Vec::new();
    for (outline, id) in extended.iter().flat_map(|outline| outline.all().map(move |id| (outline, id))) {
        if outline.local(id) != "commentEx" {
            continue;
        }
        let Some(paragraph) = outline.attribute(id, "paraId") else { continue };
        if outline.attribute(id, "done").is_some_and(|done| matches!(done.as_str(), "1" | "true" | "on")) {
            done.insert(paragraph.clone());
        }
        if let Some(parent) = outline.attribute(id, "paraIdParent") {
            parents.push((paragraph, parent));
        }
    }
    let mut own = Vec::new();
    let mut ours: FxHashSet<String> = FxHashSet::default();
    for id in comments.all().filter(|&id| comments.word(id) == "comment") {
        if comments.attribute(id, "author").as_deref() != Some(AUTHOR) {
            continue;
        }
        let Some(number) = comments.attribute(id, "id") else { continue };
        let mut text: Vec<String> = Vec::new();
        let mut paragraphs = Vec::new();
        for inside in comments.descendants(id) {
            match comments.word(inside) {
                "p" => {
                    paragraphs.extend(comments.attribute(inside, "paraId"));
                    text.push(String::new());
                }
                "t" => {
                    if let Some(last) = text.last_mut() {
                        last.push_str(&plain(comments.slice(comments.inner(inside))));
                    }
                }
                _ => {}
            }
        }
        ours.extend(paragraphs.iter().cloned());
        let resolved = paragraphs.iter().any(|paragraph| done.contains(paragraph));
        own.push(Own { id: number, span: comments.span(id), text, paragraphs, resolved, answered: false });
    }
    for comment in &mut own {
        comment.answered =
            parents.iter().any(|(child, parent)| comment.paragraphs.contains(parent) && !ours.contains(child));
    }
    own
}

/// The text that a stretch of XML without elements in it shows.
pub(super) fn plain(xml: &str) -> String {
    quick_xml::escape::unescape(xml).map_or_else(|_| xml.to_owned(), Into::into)
}

/// The stretch of the main part that each comment is on.
pub(super) fn anchors(main: &Outline<'_>) -> FxHashMap<String, Span> {
    let mut anchors: FxHashMap<String, Span> = FxHashMap::default();
    for id in main.all() {
        match main.word(id) {
            "commentRangeStart" => {
                let at = main.span(id).end;
                anchors.extend(main.attribute(id, "id").map(|number| (number, Span::empty(at))));
            }
            "commentRangeEnd" => {
                if let Some(anchor) = main.attribute(id, "id").and_then(|number| anchors.get_mut(&number)) {
                    anchor.end = main.span(id).start.max(anchor.start);
                }
            }
            _ => {}
        }
    }
    anchors
}

/// Numbers that are not taken yet, upwards from the greatest.
#[derive(Debug)]
pub(super) struct Numbers {
    taken: FxHashSet<u32>,
    next: u32,
}

/// The greatest number that Word takes.
const GREATEST: u32 = i32::MAX as u32 - 1;

impl Numbers {
    pub(super) fn after(taken: impl Iterator<Item = String>) -> Self {
        let taken: FxHashSet<u32> = taken.filter_map(|number| number.trim().parse().ok()).collect();
        let next = taken.iter().copied().filter(|&number| number < GREATEST - 1_000_000).max().map_or(0, |max| max + 1);
        Self { taken, next }
    }

    pub(super) fn next(&mut self) -> u32 {
        while self.taken.contains(&self.next) {
            self.next += 1;
        }
        self.next += 1;
        self.next - 1
    }
}

/// A comment as XML. `paragraph` holds attributes of its last paragraph.
pub(super) fn comment(names: &Names, number: u32, date: &str, text: &[String], paragraph: &str) -> String {
    let Names { prefix: w, declaration } = names;
    let mut xml = format!(
        "<{w}comment{declaration} {w}id=\"{number}\" {w}author=\"{AUTHOR}\" {w}date=\"{}\" {w}initials=\"{INITIALS}\">",
        escaped(date)
    );
    for (index, line) in text.iter().enumerate() {
        let attributes = if index + 1 == text.len() { paragraph } else { "" };
        // The letter's own style may have wide lines and a deep first line: a comment is small and plain.
        xml.push_str(&format!(
            "<{w}p{attributes}><{w}pPr><{w}spacing {w}before=\"0\" {w}after=\"0\" {w}line=\"240\" \
             {w}lineRule=\"auto\"/><{w}ind {w}left=\"0\" {w}right=\"0\" {w}firstLine=\"0\"/><{w}jc \
             {w}val=\"left\"/></{w}pPr>"
        ));
        if index == 0 {
            xml.push_str(&format!("<{w}r><{w}annotationRef/></{w}r>"));
        }
        let size = format!("<{w}rPr><{w}sz {w}val=\"20\"/><{w}szCs {w}val=\"20\"/></{w}rPr>");
        let line = escaped(line);
        xml.push_str(&format!("<{w}r>{size}<{w}t xml:space=\"preserve\">{line}</{w}t></{w}r></{w}p>"));
    }
    xml.push_str(&format!("</{w}comment>"));
    xml
}

/// The attribute by which other parts know a paragraph of a comment, as it is written in this part of comments.
pub(super) fn paragraph_attribute(comments: &Outline<'_>, id: &str) -> String {
    const SPACE: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
    const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    if comments.start_tag(0).contains(&format!("xmlns:w14=\"{SPACE}\"")) {
        return format!(" w14:paraId=\"{id}\"");
    }
    // Programs that do not know the namespace are told to pass over it.
    format!(" xmlns:w14=\"{SPACE}\" xmlns:mc=\"{COMPATIBILITY}\" mc:Ignorable=\"w14\" w14:paraId=\"{id}\"")
}

/// An entry of a part that lists comments, with the attributes that it gives them.
pub(super) fn entry(part: &Outline<'_>, name: &str, attributes: &[(&str, &str)]) -> String {
    let prefix = part.name(0).strip_suffix(part.local(0)).unwrap_or_default();
    if prefix.is_empty() {
        return String::new(); // its attributes could not be named
    }
    let attributes: String = attributes.iter().map(|(name, value)| format!(" {prefix}{name}=\"{value}\"")).collect();
    format!("<{prefix}{name}{attributes}/>")
}

/// Ids of paragraphs (eight hexadecimal digits) that occur in none of some texts.
pub(super) struct ParagraphIds {
    taken: FxHashSet<String>,
    next: u32,
}

impl ParagraphIds {
    pub(super) fn new<'x>(outlines: impl Iterator<Item = &'x Outline<'x>>) -> Self {
        let mut taken = FxHashSet::default();
        for outline in outlines {
            let ids = outline.all().filter(|&id: &Id| outline.start_tag(id).contains("paraId"));
            taken.extend(ids.filter_map(|id| outline.attribute(id, "paraId")).map(|id| id.to_uppercase()));
        }
        Self { taken, next: 0x5A50_0000 }
    }

    pub(super) fn next(&mut self) -> String {
        loop {
            self.next += 1;
            let id = format!("{:08X}", self.next);
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}
