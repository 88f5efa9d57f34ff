//! One part of an OpenDocument file as a tree in document order, with byte offsets into the part.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

use super::OdtError;
use crate::docx::Limits;
use crate::text::Span;

/// A namespace the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    Office,
    Text,
    Table,
    Draw,
    Style,
    Fo,
    Svg,
    Xlink,
    Meta,
    Dc,
    Loext,
    Xml,
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        let Some(rest) = uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") else {
            return match uri {
                "http://www.w3.org/1999/xlink" => Self::Xlink,
                "http://purl.org/dc/elements/1.1/" => Self::Dc,
                "http://www.w3.org/XML/1998/namespace" => Self::Xml,
                "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Self::Loext,
                _ => Self::Other,
            };
        };
        match rest.split(':').next() {
            Some("office") => Self::Office,
            Some("text") => Self::Text,
            Some("table") => Self::Table,
            Some("drawing") => Self::Draw,
            Some("style") => Self::Style,
            Some("xsl-fo-compatible") => Self::Fo,
            Some("svg-compatible") => Self::Svg,
            Some("meta") => Self::Meta,
            _ => Self::Other,
        }
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// An element: namespace and local name.
    Element(Ns, &'a str),
    /// Text as it stands.
    Text,
    CData,
    /// `&amp;` and the like.
    Reference,
}

#[derive(Clone, Copy, Debug)]
struct Node<'a> {
    kind: Kind<'a>,
    span: Span,
    /// Where its first tag ends.
    open: u32,
    attributes: (u32, u32),
    /// Number of the first node that is neither this one nor inside it.
    next: u32,
}

/// Number of a node.
pub(super) type NodeId = u32;

/// The tree of one part.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    xml: &'a str,
    nodes: Vec<Node<'a>>,
    attributes: Vec<(Ns, Span, Span)>,
}

impl<'a> Tree<'a> {
    pub(super) fn parse(xml: &'a str, part: &str, limits: &Limits) -> Result<Self, OdtError> {
        let begin = xml.len() - xml.trim_start_matches('\u{feff}').len();
        let mut reader = NsReader::from_str(&xml[begin..]);
        reader.resolver_mut().set_max_namespace_bindings(1024);
        let mut tree = Self { xml, nodes: Vec::with_capacity(xml.len() / 64), attributes: Vec::new() };
        let mut open: Vec<NodeId> = Vec::new();
        loop {
            let from = (begin as u64 + reader.buffer_position()) as u32;
            let event = reader.read_event().map_err(|_| OdtError::Damaged { part: part.to_owned() })?;
            let span = Span::new(from, (begin as u64 + reader.buffer_position()) as u32);
            if tree.nodes.len() >= limits.nodes || open.len() >= limits.depth {
                return Err(OdtError::TooComplex { part: part.to_owned() });
            }
            match event {
                Event::Start(element) => {
                    open.push(tree.nodes.len() as u32);
                    tree.element(&element, span, reader.resolver());
                }
                Event::Empty(element) => tree.element(&element, span, reader.resolver()),
                Event::End(_) => {
                    let next = tree.nodes.len() as u32;
                    if let Some(node) = open.pop().and_then(|node| tree.nodes.get_mut(node as usize)) {
                        (node.next, node.span.end) = (next, span.end);
                    }
                }
                Event::Text(_) => tree.push(Kind::Text, span),
                Event::CData(_) => tree.push(Kind::CData, span),
                Event::GeneralRef(_) => tree.push(Kind::Reference, span),
                Event::Eof if open.is_empty() && !tree.nodes.is_empty() => return Ok(tree),
                Event::Eof => return Err(OdtError::Damaged { part: part.to_owned() }),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
    }

    fn push(&mut self, kind: Kind<'a>, span: Span) {
        let (at, next) = (self.attributes.len() as u32, self.nodes.len() as u32 + 1);
        self.nodes.push(Node { kind, span, open: span.end, attributes: (at, at), next });
    }

    /// Where a string that is borrowed from the part stands in it.
    fn place(&self, text: &str) -> Option<Span> {
        let start = (text.as_ptr() as usize).checked_sub(self.xml.as_ptr() as usize)?;
        (start + text.len() <= self.xml.len()).then(|| Span::new(start as u32, (start + text.len()) as u32))
    }

    fn element(&mut self, element: &BytesStart<'_>, span: Span, names: &NamespaceResolver) {
        let ns = |found: &ResolveResult<'_>| match found {
            ResolveResult::Bound(Namespace(uri)) => Ns::of(uri),
            _ => Ns::Other,
        };
        let (space, _) = names.resolve_element(element.name());
        let tag = &self.xml[(span.start as usize + 1).min(self.xml.len())..span.end as usize];
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
        let name = &tag[..end];
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        self.push(Kind::Element(ns(&space), local), span);
        let first = self.attributes.len() as u32;
        for attribute in element.attributes().with_checks(false).flatten() {
            let (space, local) = names.resolve_attribute(attribute.key);
            let (space, value) = (ns(&space), self.place(&attribute.value));
            if let (Some(name), Some(value)) = (self.place(local.as_ref()), value)
                && space != Ns::Other
            {
                self.attributes.push((space, name, value));
            }
        }
        let last = self.attributes.len() as u32;
        if let Some(node) = self.nodes.last_mut() {
            node.attributes = (first, last);
        }
    }

    pub(super) fn all(&self) -> std::ops::Range<NodeId> {
        0..self.nodes.len() as u32
    }

    pub(super) fn kind(&self, node: NodeId) -> Kind<'a> {
        self.nodes[node as usize].kind
    }

    pub(super) fn is(&self, node: NodeId, ns: Ns, local: &str) -> bool {
        matches!(self.kind(node), Kind::Element(is, name) if is == ns && name == local)
    }

    pub(super) fn span(&self, node: NodeId) -> Span {
        self.nodes[node as usize].span
    }

    /// The first tag of an element.
    pub(super) fn tag(&self, node: NodeId) -> &'a str {
        self.slice(self.tag_span(node))
    }

    pub(super) fn tag_span(&self, node: NodeId) -> Span {
        let Node { span, open, .. } = self.nodes[node as usize];
        Span::new(span.start, open)
    }

    /// The last tag of an element; the whole of one that has no other.
    pub(super) fn end_span(&self, node: NodeId) -> Span {
        let span = self.span(node);
        let last = self.source(node).rfind('<').map_or(span.start, |at| span.start + at as u32);
        Span::new(last, span.end)
    }

    /// Bytes between the tags.
    pub(super) fn inner(&self, node: NodeId) -> Span {
        let open = self.nodes[node as usize].open;
        if self.is_empty_tag(node) { Span::empty(open) } else { Span::new(open, self.end_span(node).start) }
    }

    pub(super) fn is_empty_tag(&self, node: NodeId) -> bool {
        let Node { span, open, .. } = self.nodes[node as usize];
        span.end == open
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.xml.get(span.range()).unwrap_or_default()
    }

    /// The part.
    pub(super) fn xml(&self) -> &'a str {
        self.xml
    }

    /// The last node that begins at this byte or before it.
    pub(super) fn last_before(&self, at: u32) -> Option<NodeId> {
        self.nodes.partition_point(|node| node.span.start <= at).checked_sub(1).map(|node| node as NodeId)
    }

    pub(super) fn source(&self, node: NodeId) -> &'a str {
        self.xml.get(self.span(node).range()).unwrap_or_default()
    }

    pub(super) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<'_, 'a> {
        let end = self.nodes[node as usize].next;
        let mut at = node + 1;
        std::iter::from_fn(move || {
            let found = (at < end).then_some(at)?;
            at = self.nodes[found as usize].next;
            Some(found)
        })
    }

    pub(super) fn child(&self, node: NodeId, ns: Ns, local: &str) -> Option<NodeId> {
        self.children(node).find(|&child| self.is(child, ns, local))
    }

    /// The nodes inside `node`.
    pub(super) fn descendants(&self, node: NodeId) -> std::ops::Range<NodeId> {
        node + 1..self.nodes[node as usize].next
    }

    pub(super) fn find(&self, ns: Ns, local: &str) -> Option<NodeId> {
        self.all().find(|&node| self.is(node, ns, local))
    }

    /// The value of an attribute, unescaped.
    pub(super) fn attribute(&self, node: NodeId, ns: Ns, local: &str) -> Option<Cow<'a, str>> {
        let (first, last) = self.nodes[node as usize].attributes;
        let attributes = self.attributes.get(first as usize..last as usize)?;
        let (.., value) = attributes.iter().find(|(is, name, _)| *is == ns && name.of(self.xml) == local)?;
        let raw: &'a str = self.xml.get(value.range())?;
        Some(quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)))
    }

    /// All text inside.
    pub(super) fn text(&self, node: NodeId) -> String {
        let mut out = String::new();
        for inside in self.descendants(node) {
            if let Some(text) = self.meaning(inside) {
                out.push_str(&text);
            }
        }
        out
    }

    /// What a node of text says.
    pub(super) fn meaning(&self, node: NodeId) -> Option<Cow<'a, str>> {
        let source = self.source(node);
        match self.kind(node) {
            Kind::Text => Some(Cow::Borrowed(source)),
            Kind::CData => Some(Cow::Borrowed(source.strip_prefix("<![CDATA[")?.strip_suffix("]]>")?)),
            Kind::Reference => quick_xml::escape::unescape(source).ok(),
            Kind::Element(..) => None,
        }
    }
}
