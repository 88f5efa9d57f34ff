//! The parts around the main one: comments, what else is known of them, relations and content types.

use super::archive::{self, Change};
use super::outline::{Id, Outline, WORD};
use super::splice::MARK;
use crate::docx::package::{Encoding, Package, Relations};
use crate::docx::{DocxError, Limits};
use crate::text::{Edit, Span};

/// A part that may be changed.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) xml: String,
    encoding: Encoding,
}

/// An opened document with the changes made so far.
pub(super) struct Draft<'b> {
    bytes: &'b [u8],
    pub(super) package: Package<'b>,
    pub(super) limits: &'b Limits,
    /// Name of the main part.
    pub(super) main: String,
    pub(super) relations: Relations,
    changes: Vec<(String, Change)>,
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const STRICT_WORD: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";

impl<'b> Draft<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &'b Limits) -> Result<Self, DocxError> {
        let mut package = Package::open(bytes, limits)?;
        let of_package = package.relations("")?;
        let main = package.main_part(&of_package)?;
        let relations = package.relations(&main)?;
        Ok(Self { bytes, package, limits, main, relations, changes: Vec::new() })
    }

    /// The main part.
    pub(super) fn main_part(&mut self) -> Result<Part, DocxError> {
        let name = self.main.clone();
        self.part(&name)?.ok_or(DocxError::NoMainPart { part: name })
    }

    /// The part of a name; `None` when it is not there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, DocxError> {
        let text = self.package.encoded_text(name)?;
        Ok(text.map(|(xml, encoding)| Part { name: name.to_owned(), xml, encoding }))
    }

    /// The part to which a relation of the main part leads.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<Part>, DocxError> {
        match self.relations.part_of_kind(kind) {
            Some(name) => self.part(&name),
            None => Ok(None),
        }
    }

    /// Says what a part is to be.
    pub(super) fn write(&mut self, part: &Part, xml: &str) {
        self.changes.push((part.name.clone(), Change::Write(part.encoding.encode(xml))));
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// The file with all changes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, DocxError> {
        archive::rewrite(self.bytes, &mut self.package, &self.main, self.changes)
    }

    /// Adds a part for comments with these in it.
    pub(super) fn add_comments(&mut self, strict: bool, comments: &str) -> Result<(), DocxError> {
        let folder = self.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        // The part that a relation names and that is missing; else a name that is free.
        let named = self.relations.part_of_kind("comments");
        let name = named.clone().unwrap_or_else(|| {
            let free = |number: u32| match number {
                0 => format!("{folder}comments.xml"),
                number => format!("{folder}comments{number}.xml"),
            };
            (0..).map(free).find(|name| !self.package.has(name)).unwrap_or_default()
        });
        let space = if strict { STRICT_WORD } else { WORD };
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\"{MARK}{comments}</w:comments>"
        );
        self.changes.push((name.clone(), Change::Write(xml.into_bytes())));
        if named.is_none() {
            let rels = relations_name(&self.main);
            let target = name.strip_prefix(&folder).unwrap_or(&name);
            let part = self.part(&rels)?;
            let spare = (0..).map(relation_id).find(|id| self.relations.by_id(id).is_none()).unwrap_or_default();
            let kind = if strict { STRICT_RELATIONS } else { RELATIONS };
            let element = |prefix: &str| {
                format!("<{prefix}Relationship Id=\"{spare}\" Type=\"{kind}/comments\" Target=\"{target}\"/>")
            };
            match part {
                Some(part) => {
                    let xml = appended(&part, self.limits, &element)?;
                    self.write(&part, &xml);
                }
                None => {
                    let xml = format!(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"{MARK}{}</Relationships>",
                        element("")
                    );
                    self.changes.push((rels, Change::Write(xml.into_bytes())));
                }
            }
        }
        if let Some(part) = self.part(TYPES)?
            && !has_type(&part, &name, self.limits)?
        {
            let element = |prefix: &str| type_element(prefix, &name);
            let xml = appended(&part, self.limits, &element)?;
            self.write(&part, &xml);
        }
        Ok(())
    }

    /// Takes away the part for comments that [`Self::add_comments`] made.
    pub(super) fn remove_comments(&mut self, name: &str) -> Result<(), DocxError> {
        self.changes.push((name.to_owned(), Change::Remove));
        let rels = relations_name(&self.main);
        if let Some(part) = self.part(&rels)? {
            let outline = Outline::parse(&part.xml, &part.name, self.limits)?;
            let ours = |&id: &Id| {
                outline.local(id) == "Relationship"
                    && outline.attribute(id, "Id").is_some_and(|id| (0..9).any(|number| relation_id(number) == id))
                    && outline.attribute(id, "Type").is_some_and(|kind| kind.ends_with("/comments"))
            };
            if let Some(id) = outline.all().find(ours) {
                let made = is_made(&outline) && outline.children(0).count() == 1;
                if made {
                    self.changes.push((rels, Change::Remove));
                } else {
                    let xml = without(&outline, &[outline.span(id)]);
                    self.write(&part, &xml);
                }
            }
        }
        if let Some(part) = self.part(TYPES)? {
            let outline = Outline::parse(&part.xml, &part.name, self.limits)?;
            let ours = outline.all().find(|&id| {
                let prefix = outline.name(id).strip_suffix(outline.local(id)).unwrap_or_default();
                outline.local(id) == "Override" && outline.start_tag(id) == type_element(prefix, name)
            });
            if let Some(id) = ours {
                let xml = without(&outline, &[outline.span(id)]);
                self.write(&part, &xml);
            }
        }
        Ok(())
    }
}

fn relation_id(number: u32) -> String {
    if number == 0 { "rIdYasno".to_owned() } else { format!("rIdYasno{number}") }
}

fn relations_name(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" })
}

fn type_element(prefix: &str, part: &str) -> String {
    format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{COMMENTS_TYPE}\" />")
}

/// True when the content types already say of a part that it holds comments.
fn has_type(types: &Part, name: &str, limits: &Limits) -> Result<bool, DocxError> {
    let outline = Outline::parse(&types.xml, &types.name, limits)?;
    Ok(outline.all().any(|id| {
        let named = outline.attribute(id, "PartName");
        named.is_some_and(|it| it.trim_start_matches('/').eq_ignore_ascii_case(name))
    }))
}

/// The part with one more element at the end of its root. `element` makes it, given the prefix of the root.
fn appended(part: &Part, limits: &Limits, element: &dyn Fn(&str) -> String) -> Result<String, DocxError> {
    let outline = Outline::parse(&part.xml, &part.name, limits)?;
    let prefix = outline.name(0).strip_suffix(outline.local(0)).unwrap_or_default();
    Ok(crate::text::apply(&part.xml, &append(&outline, &element(prefix))))
}

/// The edits that put `xml` at the end of the root. A root without an end tag gets one, marked as ours.
pub(super) fn append(outline: &Outline<'_>, xml: &str) -> Vec<Edit> {
    if outline.is_empty_tag(0) {
        let end = outline.start(0).end;
        vec![Edit::replace(Span::new(end - 2, end), format!(">{xml}</{}{MARK}", outline.name(0)))]
    } else {
        vec![Edit::replace(Span::empty(outline.end(0).start), xml)]
    }
}

/// The part without some of the root's children. A root that [`append`] opened is closed again when nothing is left.
pub(super) fn without(outline: &Outline<'_>, spans: &[Span]) -> String {
    let mut edits: Vec<Edit> = spans.iter().map(|span| Edit::replace(*span, "")).collect();
    edits.sort();
    edits.dedup();
    let gone: u32 = edits.iter().map(|edit| edit.span.len()).sum();
    let opened = !outline.is_empty_tag(0) && outline.slice(outline.end(0)).ends_with(MARK);
    if opened && gone == outline.inner(0).len() {
        let at = outline.start(0).end - 1;
        return format!("{}/>{}", &outline.xml[..at as usize], &outline.xml[outline.end(0).end as usize..]);
    }
    crate::text::apply(outline.xml, &edits)
}

/// True when [`Draft::add_comments`] made the part.
pub(super) fn is_made(outline: &Outline<'_>) -> bool {
    outline.start_tag(0).ends_with(MARK) && !outline.slice(outline.end(0)).ends_with(MARK)
}

impl Part {
    /// Its elements.
    pub(super) fn outline(&self, limits: &Limits) -> Result<Outline<'_>, DocxError> {
        Outline::parse(&self.xml, &self.name, limits)
    }
}
