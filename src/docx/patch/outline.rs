//! Every element of a part with the bytes of its tags: what the reader's tree leaves out matters to a writer.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

use crate::docx::space::Space;
use crate::docx::{DocxError, Limits};
use crate::text::Span;

/// Number of an element in its [`Outline`].
pub(super) type Id = u32;

const NONE: Id = Id::MAX;

/// One element.
#[derive(Clone, Copy, Debug)]
struct Element {
    space: Space,
    local: Span,
    start: Span,
    end: Span,
    parent: Id,
    /// Number of the first element that is neither this one nor inside it.
    next: Id,
}

/// The elements of one part, in document order.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) xml: &'a str,
    elements: Vec<Element>,
    /// How elements and attributes of Word's namespace are named here.
    pub(super) names: Names,
    /// Word's namespace, as the root declares it.
    root_space: String,
}

/// How names of Word's namespace are written in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names {
    /// With its colon.
    pub(super) prefix: String,
    /// What an element must declare to use the prefix; empty where the part does.
    pub(super) declaration: String,
}

impl Names {
    /// As the root of a part of our own declares them.
    pub(super) fn plain() -> Self {
        Self { prefix: "w:".to_owned(), declaration: String::new() }
    }
}

impl<'a> Outline<'a> {
    /// Parses `xml`, the text of the part `part`.
    pub(super) fn parse(xml: &'a str, part: &str, limits: &Limits) -> Result<Self, DocxError> {
        let skipped = xml.len() - xml.trim_start_matches('\u{feff}').len();
        let bad = |offset: u64| DocxError::BadXml { part: part.to_owned(), offset: skipped as u64 + offset };
        let complex = |at: u32| DocxError::TooComplex { part: part.to_owned(), offset: u64::from(at) };
        let mut reader = NsReader::from_str(&xml[skipped..]);
        reader.resolver_mut().set_max_namespace_bindings(1024);
        let mut outline = Self {
            xml,
            elements: Vec::with_capacity(xml.len() / 32),
            names: Names { prefix: String::new(), declaration: String::new() },
            root_space: String::new(),
        };
        let mut stack: Vec<Id> = Vec::new();
        let mut rebound = false;
        loop {
            let from = (skipped as u64 + reader.buffer_position()) as u32;
            let event = reader.read_event().map_err(|_| bad(reader.error_position()))?;
            let span = Span::new(from, (skipped as u64 + reader.buffer_position()) as u32);
            match event {
                Event::Start(element) => {
                    if stack.len() >= limits.depth || outline.elements.len() >= limits.nodes {
                        return Err(complex(from));
                    }
                    let id = outline.push(&element, span, stack.last().copied(), reader.resolver());
                    rebound |= !stack.is_empty() && outline.rebinds(id);
                    stack.push(id);
                }
                Event::Empty(element) => {
                    if outline.elements.len() >= limits.nodes {
                        return Err(complex(from));
                    }
                    let id = outline.push(&element, span, stack.last().copied(), reader.resolver());
                    rebound |= !stack.is_empty() && outline.rebinds(id);
                    outline.close(id, span);
                }
                Event::End(_) => {
                    if let Some(id) = stack.pop() {
                        outline.close(id, span);
                    }
                }
                Event::Eof if stack.is_empty() && !outline.elements.is_empty() => break,
                Event::Eof => return Err(bad(u64::from(span.end) - skipped as u64)),
                _ => {}
            }
        }
        if rebound || outline.names.prefix.is_empty() {
            let space = if outline.root_space.is_empty() { WORD } else { &outline.root_space };
            outline.names = Names { prefix: "w:".to_owned(), declaration: format!(" xmlns:w=\"{space}\"") };
        }
        Ok(outline)
    }

    fn push(&mut self, element: &BytesStart<'_>, span: Span, parent: Option<Id>, names: &NamespaceResolver) -> Id {
        let (space, local) = names.resolve_element(element.name());
        let uri = match space {
            ResolveResult::Bound(Namespace(uri)) => uri,
            ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
        };
        let id = self.elements.len() as Id;
        if id == 0 {
            self.root(element, uri);
        }
        let name = element.name().as_ref().len() as u32;
        let at = span.start + 1 + name;
        let local = Span::new(at - local.as_ref().len() as u32, at);
        let parent = parent.unwrap_or(NONE);
        self.elements.push(Element {
            space: Space::of(uri),
            local,
            start: span,
            end: Span::empty(span.end),
            parent,
            next: id + 1,
        });
        id
    }

    /// Learns from the root element how names of Word's namespace are written.
    fn root(&mut self, element: &BytesStart<'_>, uri: &str) {
        if Space::of(uri) == Space::Word {
            self.root_space = uri.to_owned();
        }
        for attribute in element.attributes().with_checks(false).flatten() {
            if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:")
                && Space::of(&attribute.value) == Space::Word
            {
                // The root's own prefix before any other.
                let own = element.name().prefix().is_some_and(|own| own.as_ref() == prefix);
                if own || self.names.prefix.is_empty() {
                    self.names.prefix = format!("{prefix}:");
                    self.root_space = attribute.value.clone().into_owned();
                }
            }
        }
    }

    /// True when an element below the root gives the prefix another meaning.
    fn rebinds(&self, id: Id) -> bool {
        let tag = self.start_tag(id);
        let mut rest = tag;
        while let Some(at) = rest.find("xmlns:") {
            rest = &rest[at + "xmlns:".len()..];
            let name = rest.split(['=', ' ', '\t', '\r', '\n']).next().unwrap_or_default();
            let same = self.names.prefix.strip_suffix(':') == Some(name);
            if same && !rest[name.len()..].trim_start_matches(['=', ' ', '"', '\'']).starts_with(&self.root_space) {
                return true;
            }
        }
        false
    }

    fn close(&mut self, id: Id, end: Span) {
        let next = self.elements.len() as Id;
        let element = &mut self.elements[id as usize];
        element.next = next;
        element.end = end;
    }

    /// True in a document of the strict kind.
    pub(super) fn is_strict(&self) -> bool {
        self.root_space.starts_with("http://purl")
    }

    pub(super) fn len(&self) -> Id {
        self.elements.len() as Id
    }

    pub(super) fn all(&self) -> std::ops::Range<Id> {
        0..self.len()
    }

    pub(super) fn local(&self, id: Id) -> &'a str {
        self.slice(self.elements[id as usize].local)
    }

    /// The element's name if it is one of Word's, else nothing.
    pub(super) fn word(&self, id: Id) -> &'a str {
        if self.elements[id as usize].space == Space::Word { self.local(id) } else { "" }
    }

    /// Prefix and local name, as written.
    pub(super) fn name(&self, id: Id) -> &'a str {
        let element = self.elements[id as usize];
        self.slice(Span::new(element.start.start + 1, element.local.end))
    }

    /// The bytes of the local name.
    pub(super) fn local_span(&self, id: Id) -> Span {
        self.elements[id as usize].local
    }

    pub(super) fn start(&self, id: Id) -> Span {
        self.elements[id as usize].start
    }

    pub(super) fn start_tag(&self, id: Id) -> &'a str {
        self.slice(self.start(id))
    }

    /// The end tag; the whole element when it has none.
    pub(super) fn end(&self, id: Id) -> Span {
        self.elements[id as usize].end
    }

    pub(super) fn is_empty_tag(&self, id: Id) -> bool {
        self.start(id) == self.end(id)
    }

    /// Bytes of the whole element.
    pub(super) fn span(&self, id: Id) -> Span {
        Span::new(self.start(id).start, self.end(id).end)
    }

    /// Bytes between the tags.
    pub(super) fn inner(&self, id: Id) -> Span {
        Span::new(self.start(id).end, if self.is_empty_tag(id) { self.start(id).end } else { self.end(id).start })
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.xml.get(span.range()).unwrap_or_default()
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        Some(self.elements[id as usize].parent).filter(|&parent| parent != NONE)
    }

    /// The element and all around it, from the inside out.
    pub(super) fn around(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |&id| self.parent(id))
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.elements[id as usize].next;
        let mut at = id + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let child = at;
                at = self.elements[child as usize].next;
                child
            })
        })
    }

    pub(super) fn descendants(&self, id: Id) -> std::ops::Range<Id> {
        id + 1..self.elements[id as usize].next
    }

    pub(super) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|&child| self.word(child) == name)
    }

    /// The innermost element that holds the stretch.
    pub(super) fn holding(&self, span: Span) -> Option<Id> {
        let next = self.elements.partition_point(|element| element.start.start <= span.start);
        let last = next.checked_sub(1)? as Id;
        self.around(last).find(|&id| self.span(id).covers(span))
    }

    /// The value of an attribute with this local name, unescaped.
    pub(super) fn attribute(&self, id: Id, local: &str) -> Option<String> {
        let tag = self.start_tag(id);
        let tag = tag.get(1..tag.len() - if self.is_empty_tag(id) { 2 } else { 1 })?;
        let name = self.name(id).len();
        let attributes = BytesStart::from_content(tag, name);
        let found =
            attributes.attributes().with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == local)?;
        let value = quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), Into::into);
        Some(value)
    }
}

/// Word's namespace in documents that are not strict.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
