//! One part of the file as a tree in document order, cut down to what the reader needs, with byte offsets into the part.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, Prefix, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::attribute::Attr;
use super::space::{Space, understood};
use super::tag::Tag;
use super::{DocxError, Limits};
use crate::text::Span;

/// An element or a text. Its children are the nodes after it up to `next`.
#[derive(Clone, Copy, Debug)]
struct Node {
    tag: Tag,
    /// `xml:space="preserve"` is in effect.
    preserve: bool,
    attributes: u8,
    first_attribute: u32,
    /// Bytes of the whole element in the part.
    span: Span,
    /// Number of the first node that is neither this one nor inside it.
    next: u32,
}

/// Number of a node in its [`Tree`].
pub(super) type NodeId = u32;

/// The tree of one part.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    xml: &'a str,
    nodes: Vec<Node>,
    attributes: Vec<(Attr, Span)>,
    paragraphs: Vec<(NodeId, u32)>,
    root: (String, String),
}

struct Frame {
    /// The node of the element; `None` when it is not kept.
    node: Option<NodeId>,
    tag: Tag,
    preserve: bool,
    /// Nothing inside is kept.
    skip: bool,
    /// For `mc:AlternateContent`: an alternative was taken.
    taken: bool,
}

struct Grower<'a, 'l> {
    tree: Tree<'a>,
    stack: Vec<Frame>,
    part: &'l str,
    limits: &'l Limits,
    paragraphs: u32,
}

impl<'a> Tree<'a> {
    /// Parses `xml`, the text of the part `part`.
    pub(super) fn parse(xml: &'a str, part: &str, limits: &Limits) -> Result<Self, DocxError> {
        let start = xml.len() - xml.trim_start_matches('\u{feff}').len();
        let mut reader = NsReader::from_str(&xml[start..]);
        reader.resolver_mut().set_max_namespace_bindings(1024);
        let bad = |offset: u64| DocxError::BadXml { part: part.to_owned(), offset: start as u64 + offset };
        let tree = Tree {
            xml,
            nodes: Vec::with_capacity(xml.len() / 64),
            attributes: Vec::new(),
            paragraphs: Vec::new(),
            root: Default::default(),
        };
        let mut grower = Grower { tree, stack: Vec::new(), part, limits, paragraphs: 0 };
        loop {
            let from = start as u32 + reader.buffer_position() as u32;
            let event = reader.read_event().map_err(|_| bad(reader.error_position()))?;
            let span = Span::new(from, start as u32 + reader.buffer_position() as u32);
            match event {
                Event::Start(element) => grower.start(&element, span, reader.resolver())?,
                Event::Empty(element) => {
                    grower.start(&element, span, reader.resolver())?;
                    grower.end(span.end);
                }
                Event::End(_) => grower.end(span.end),
                Event::Text(_) => grower.text(Tag::Text, span)?,
                Event::CData(_) => grower.text(Tag::CData, span)?,
                Event::GeneralRef(_) => grower.text(Tag::Reference, span)?,
                Event::Eof if grower.stack.is_empty() && !grower.tree.root.1.is_empty() => return Ok(grower.tree),
                Event::Eof => return Err(bad(u64::from(span.end) - start as u64)),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Namespace and local name of the root element.
    pub(super) fn root(&self) -> (&str, &str) {
        (&self.root.0, &self.root.1)
    }

    /// All nodes, in document order.
    pub(super) fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        0..self.nodes.len() as u32
    }

    /// The nodes without a parent that is kept.
    pub(super) fn top(&self) -> Children<'_, 'a> {
        Children { tree: self, at: 0, end: self.nodes.len() as u32 }
    }

    pub(super) fn children(&self, node: NodeId) -> Children<'_, 'a> {
        Children { tree: self, at: node + 1, end: self.nodes[node as usize].next }
    }

    /// The nodes inside `node`, in document order.
    pub(super) fn descendants(&self, node: NodeId) -> std::ops::Range<NodeId> {
        node + 1..self.nodes[node as usize].next
    }

    /// The first child with this tag.
    pub(super) fn child(&self, node: NodeId, tag: Tag) -> Option<NodeId> {
        self.children(node).find(|&child| self.tag(child) == tag)
    }

    pub(super) fn tag(&self, node: NodeId) -> Tag {
        self.nodes[node as usize].tag
    }

    pub(super) fn preserve(&self, node: NodeId) -> bool {
        self.nodes[node as usize].preserve
    }

    /// Bytes of the whole element in the part.
    pub(super) fn span(&self, node: NodeId) -> Span {
        self.nodes[node as usize].span
    }

    /// The node as it stands in the part.
    pub(super) fn source(&self, node: NodeId) -> &'a str {
        self.slice(self.span(node))
    }

    /// The name of an element without its prefix.
    pub(super) fn local_name(&self, node: NodeId) -> &'a str {
        let name = self.source(node).trim_start_matches('<');
        let name = &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len())];
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.xml.get(span.range()).unwrap_or_default()
    }

    /// The value of an attribute, unescaped.
    pub(super) fn attribute(&self, node: NodeId, name: Attr) -> Option<Cow<'a, str>> {
        let node = self.nodes[node as usize];
        let first = node.first_attribute as usize;
        let (_, span) =
            self.attributes[first..first + usize::from(node.attributes)].iter().find(|(is, _)| *is == name)?;
        let raw = self.slice(*span);
        Some(quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)))
    }

    /// `w:val` of the first child with this tag.
    pub(super) fn value_of(&self, node: NodeId, tag: Tag) -> Option<Cow<'a, str>> {
        self.attribute(self.child(node, tag)?, Attr::Val)
    }

    /// The number of a paragraph (of the last one before, for another node) in its part, from 0, in document order,
    /// whether it is read or not.
    pub(super) fn paragraph_number(&self, node: NodeId) -> u32 {
        match self.paragraphs.binary_search_by_key(&node, |&(id, _)| id) {
            Ok(index) => self.paragraphs[index].1,
            Err(next) => next.checked_sub(1).map_or(0, |index| self.paragraphs[index].1),
        }
    }

    /// The text that the children of `node` hold, with references resolved.
    pub(super) fn text(&self, node: NodeId) -> String {
        let mut out = String::new();
        for child in self.descendants(node) {
            match self.tag(child) {
                Tag::Text => out.push_str(self.source(child)),
                Tag::CData => out.push_str(cdata(self.source(child))),
                Tag::Reference => out.push_str(&resolve(self.source(child)).unwrap_or_default()),
                _ => {}
            }
        }
        out
    }
}

/// The text in a CDATA section.
pub(super) fn cdata(source: &str) -> &str {
    source.strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>")).unwrap_or_default()
}

/// What a reference such as `&amp;` or `&#x41f;` stands for; `None` for entities that XML itself does not define.
pub(super) fn resolve(source: &str) -> Option<Cow<'_, str>> {
    quick_xml::escape::unescape(source).ok()
}

/// Children of a node.
pub(super) struct Children<'t, 'a> {
    tree: &'t Tree<'a>,
    at: NodeId,
    end: NodeId,
}

impl Iterator for Children<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let at = self.at;
        (at < self.end).then(|| {
            self.at = self.tree.nodes[at as usize].next;
            at
        })
    }
}

impl Grower<'_, '_> {
    fn start(&mut self, element: &BytesStart<'_>, span: Span, names: &NamespaceResolver) -> Result<(), DocxError> {
        if self.stack.len() >= self.limits.depth {
            return Err(self.too_complex(span));
        }
        let (space, local) = names.resolve_element(element.name());
        let space = match space {
            ResolveResult::Bound(Namespace(uri)) => uri,
            ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
        };
        if self.stack.is_empty() {
            self.tree.root = (space.to_owned(), local.as_ref().to_owned());
        }
        let mut tag = Tag::of(Space::of(space), local.as_ref());
        let skipped = self.stack.last().is_some_and(|frame| frame.skip);
        let mut skip = skipped || tag == Tag::Skip;
        match tag {
            Tag::Choice => {
                skip |= self.taken() || !requires(element, names);
                self.take(!skip);
            }
            Tag::Fallback => skip |= self.taken(),
            _ => {}
        }
        if matches!(tag, Tag::Choice | Tag::Fallback) {
            tag = if skip { Tag::Skip } else { Tag::Other };
        }
        let preserve = match space_attribute(element, tag) {
            Some(preserve) => preserve,
            None => self.stack.last().is_some_and(|frame| frame.preserve),
        };
        let keep = !skip;
        let node = if keep { Some(self.push(tag, preserve, span)?) } else { None };
        if tag == Tag::P {
            if let Some(node) = node {
                self.tree.paragraphs.push((node, self.paragraphs));
            }
            self.paragraphs += 1;
        }
        if keep && tag.has_attributes() {
            self.attributes(element, names);
        }
        let skip = skip || tag == Tag::Deleted;
        self.stack.push(Frame { node, tag, preserve, skip, taken: false });
        Ok(())
    }

    fn end(&mut self, end: u32) {
        let Some(Frame { node: Some(node), tag, .. }) = self.stack.pop() else { return };
        let next = self.tree.nodes.len() as u32;
        if tag == Tag::Other && next == node + 1 {
            self.tree.nodes.pop(); // nothing in it for the reader
            return;
        }
        let node = &mut self.tree.nodes[node as usize];
        node.next = next;
        node.span.end = end;
    }

    fn text(&mut self, tag: Tag, span: Span) -> Result<(), DocxError> {
        if let Some(frame) = self.stack.last()
            && frame.tag.holds_text()
            && !frame.skip
            && !span.is_empty()
        {
            self.push(tag, frame.preserve, span)?;
        }
        Ok(())
    }

    fn push(&mut self, tag: Tag, preserve: bool, span: Span) -> Result<NodeId, DocxError> {
        if self.tree.nodes.len() >= self.limits.nodes {
            return Err(self.too_complex(span));
        }
        let id = self.tree.nodes.len() as u32;
        let first_attribute = self.tree.attributes.len() as u32;
        self.tree.nodes.push(Node { tag, preserve, attributes: 0, first_attribute, span, next: id + 1 });
        Ok(id)
    }

    fn attributes(&mut self, element: &BytesStart<'_>, names: &NamespaceResolver) {
        let Some(node) = self.tree.nodes.last_mut() else { return };
        for attribute in element.attributes().with_checks(false).flatten() {
            let local = attribute.key.local_name();
            let relation = local.as_ref() == "id"
                && matches!(names.resolve_attribute(attribute.key).0,
                    ResolveResult::Bound(Namespace(uri)) if Space::of(uri) == Space::DocumentRelations);
            // The value is borrowed from the part: its address tells where it stands.
            let at = (attribute.value.as_ptr() as usize).checked_sub(self.tree.xml.as_ptr() as usize);
            if let (Some(name), Some(at)) = (Attr::of(local.as_ref(), relation), at)
                && at + attribute.value.len() <= self.tree.xml.len()
                && node.attributes < u8::MAX
            {
                self.tree.attributes.push((name, Span::new(at as u32, (at + attribute.value.len()) as u32)));
                node.attributes += 1;
            }
        }
    }

    fn taken(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.taken)
    }

    fn take(&mut self, taken: bool) {
        if let Some(frame) = self.stack.last_mut() {
            frame.taken |= taken;
        }
    }

    fn too_complex(&self, span: Span) -> DocxError {
        DocxError::TooComplex { part: self.part.to_owned(), offset: u64::from(span.start) }
    }
}

/// True when the reader understands all that a `mc:Choice` requires.
fn requires(element: &BytesStart<'_>, names: &NamespaceResolver) -> bool {
    let Ok(Some(requires)) = element.try_get_attribute("Requires") else { return false };
    requires.value.split_ascii_whitespace().all(|prefix| {
        let name = format!("{prefix}:x");
        let prefix: Option<Prefix<'_>> = QName(&name).prefix();
        matches!(names.resolve_prefix(prefix, false), ResolveResult::Bound(Namespace(uri)) if understood(uri))
    })
}

/// What `xml:space` of the element says, if anything.
fn space_attribute(element: &BytesStart<'_>, tag: Tag) -> Option<bool> {
    // Looked for only where producers put it.
    if !matches!(tag, Tag::T | Tag::MathText | Tag::InstrText | Tag::Document | Tag::P | Tag::R)
        || element.attributes_raw().is_empty()
    {
        return None;
    }
    let attribute = element.try_get_attribute("xml:space").ok().flatten()?;
    Some(attribute.value == "preserve")
}
