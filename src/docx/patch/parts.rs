//! The parts around the main one: comments, what else is known of them, relations and content types.

use rustc_hash::FxHashMap;

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
    /// What parts are to be, as text.
    texts: FxHashMap<String, String>,
}

/// A kind of part, as relations and content types name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Comments,
    Endnotes,
}

impl Kind {
    /// The last step of the relation's address; the name of a new part, too.
    pub(super) const fn relation(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::Endnotes => "endnotes",
        }
    }

    fn content_type(self) -> String {
        format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml", self.relation())
    }

    /// The text of a new part of this kind. One that is `ours` is known by its root as long as no other program writes it.
    pub(super) fn xml(self, strict: bool, ours: bool, inner: &str) -> String {
        let space = if strict { STRICT_WORD } else { WORD };
        let (root, end) = (self.relation(), if ours { MARK } else { ">" });
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{space}\"{end}{inner}</w:{root}>"
        )
    }
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const STRICT_WORD: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const TYPES: &str = "[Content_Types].xml";

impl<'b> Draft<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &'b Limits) -> Result<Self, DocxError> {
        let mut package = Package::open(bytes, limits)?;
        let of_package = package.relations("")?;
        let main = package.main_part(&of_package)?;
        let relations = package.relations(&main)?;
        Ok(Self { bytes, package, limits, main, relations, changes: Vec::new(), texts: FxHashMap::default() })
    }

    /// The main part.
    pub(super) fn main_part(&mut self) -> Result<Part, DocxError> {
        let name = self.main.clone();
        self.part(&name)?.ok_or(DocxError::NoMainPart { part: name })
    }

    /// The part of a name; `None` when it is not there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, DocxError> {
        let (stands, written) = (self.package.encoded_text(name)?, self.texts.get(name).cloned());
        let encoding = stands.as_ref().map_or(Encoding::Utf8, |(_, encoding)| *encoding);
        let xml = written.or(stands.map(|(xml, _)| xml));
        Ok(xml.map(|xml| Part { name: name.to_owned(), xml, encoding }))
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
        self.change(&part.name, Change::Write(part.encoding.encode(xml)));
        self.texts.insert(part.name.clone(), xml.to_owned());
    }

    fn change(&mut self, name: &str, change: Change) {
        self.changes.retain(|(known, _)| known != name);
        self.changes.push((name.to_owned(), change));
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// The file with all changes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, DocxError> {
        archive::rewrite(self.bytes, &mut self.package, &self.main, self.changes)
    }

    /// Adds a part to which the main part has a relation.
    pub(super) fn add(&mut self, kind: Kind, strict: bool, xml: String) -> Result<(), DocxError> {
        let folder = self.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        // The part that a relation names and that is missing; else a name that is free.
        let named = self.relations.part_of_kind(kind.relation());
        let name = named.clone().unwrap_or_else(|| {
            let free = |number: u32| match number {
                0 => format!("{folder}{}.xml", kind.relation()),
                number => format!("{folder}{}{number}.xml", kind.relation()),
            };
            (0..).map(free).find(|name| !self.package.has(name)).unwrap_or_default()
        });
        self.change(&name, Change::Write(xml.into_bytes()));
        if named.is_none() {
            let rels = relations_name(&self.main);
            let target = name.strip_prefix(&folder).unwrap_or(&name);
            let part = self.part(&rels)?;
            let known = part.as_ref().map_or("", |part| part.xml.as_str());
            let spare = (0..).map(relation_id).find(|id| !known.contains(&format!("\"{id}\""))).unwrap_or_default();
            let address = if strict { STRICT_RELATIONS } else { RELATIONS };
            let kind = kind.relation();
            let element = |prefix: &str| {
                format!("<{prefix}Relationship Id=\"{spare}\" Type=\"{address}/{kind}\" Target=\"{target}\"/>")
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
                    self.write(&Part { name: rels, xml: String::new(), encoding: Encoding::Utf8 }, &xml);
                }
            }
        }
        if let Some(part) = self.part(TYPES)?
            && !has_type(&part, &name, self.limits)?
        {
            let element = |prefix: &str| type_element(prefix, &name, kind);
            let xml = appended(&part, self.limits, &element)?;
            self.write(&part, &xml);
        }
        Ok(())
    }

    /// Takes away a part that [`Self::add`] made.
    pub(super) fn remove(&mut self, kind: Kind, name: &str) -> Result<(), DocxError> {
        self.change(name, Change::Remove);
        let rels = relations_name(&self.main);
        if let Some(part) = self.part(&rels)? {
            let outline = Outline::parse(&part.xml, &part.name, self.limits)?;
            let ending = format!("/{}", kind.relation());
            let ours = |&id: &Id| {
                outline.local(id) == "Relationship"
                    && outline.attribute(id, "Id").is_some_and(|id| (0..9).any(|number| relation_id(number) == id))
                    && outline.attribute(id, "Type").is_some_and(|it| it.ends_with(&ending))
            };
            if let Some(id) = outline.all().find(ours) {
                let made = is_made(&outline) && outline.children(0).count() == 1;
                if made {
                    self.change(&rels, Change::Remove);
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
                outline.local(id) == "Override" && outline.start_tag(id) == type_element(prefix, name, kind)
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

fn type_element(prefix: &str, part: &str, kind: Kind) -> String {
    format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{}\" />", kind.content_type())
}

/// True when the content types already say of a part what it holds.
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

/// True when [`Draft::add`] made the part.
pub(super) fn is_made(outline: &Outline<'_>) -> bool {
    outline.start_tag(0).ends_with(MARK) && !outline.slice(outline.end(0)).ends_with(MARK)
}

impl Part {
    /// Its elements.
    pub(super) fn outline(&self, limits: &Limits) -> Result<Outline<'_>, DocxError> {
        Outline::parse(&self.xml, &self.name, limits)
    }
}
