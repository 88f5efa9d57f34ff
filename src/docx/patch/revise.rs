//! Changes words: as tracked changes that a person accepts or refuses, or at once.

use std::collections::BTreeMap;

use super::AUTHOR;
use super::anchor::{Ground, Side};
use super::outline::{Id, Names, Outline};
use super::parts::Draft;
use super::remarks::Numbers;
use super::splice::{Order, Splice, Spot, deleted_name, escaped};
use crate::document::{Document, PartId, Segment, SegmentKind};
use crate::docx::{DocxError, Limits};
use crate::text::{Edit, Span};

/// What became of the changes.
#[derive(Clone, Debug, Default)]
pub struct Revised {
    /// The file with them.
    pub bytes: Vec<u8>,
    /// For each change, whether it was made. One that stands where words cannot be changed safely (in a field, in a
    /// colleague's insertion, in a control, over two paragraphs) is not.
    pub made: Vec<bool>,
}

/// Makes changes of the document's words; `edits` are sorted and do not overlap. With a date they are tracked, else made
/// at once. `document` is what [`crate::docx::read`] gives for `bytes`.
///
/// # Errors
/// As for [`crate::docx::read`].
pub fn revise(
    bytes: &[u8],
    document: &Document,
    edits: &[Edit],
    date: Option<&str>,
    limits: &Limits,
) -> Result<Revised, DocxError> {
    let mut draft = Draft::open(bytes, limits)?;
    let mut made = vec![false; edits.len()];
    for (id, changes) in by_part(document, edits) {
        let name = document.map().parts().get(usize::from(id.0)).cloned().unwrap_or_default();
        let Some(part) = draft.part(&name)? else { continue };
        let outline = part.outline(limits)?;
        let mut pen = Pen::new(&outline, date);
        for (index, pieces) in changes {
            made[index] = pen.change(&pieces, &edits[index].text).is_some();
        }
        if let Some(xml) = pen.splice.finish_after(Some(pen.numbers)) {
            draft.write(&part, &xml);
        }
    }
    let bytes = if draft.is_changed() { draft.finish()? } else { bytes.to_vec() };
    Ok(Revised { bytes, made })
}

/// The changes of each part: their numbers, and the bytes to change.
pub(crate) fn by_part(document: &Document, edits: &[Edit]) -> BTreeMap<PartId, Vec<(usize, Vec<Span>)>> {
    let mut by_part: BTreeMap<PartId, Vec<(usize, Vec<Span>)>> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        if let Some((part, pieces)) = pieces(document, edit.span) {
            by_part.entry(part).or_default().push((index, pieces));
        }
    }
    by_part
}

/// The bytes of one part in which a stretch of the document stands, piece by piece; `None` when some of it stands nowhere.
pub(super) fn pieces(document: &Document, span: Span) -> Option<(PartId, Vec<Span>)> {
    let block = document.blocks().get(document.block_at(span.start)?)?;
    if span.end > block.span.end {
        return None;
    }
    if span.is_empty() {
        let before = document.map().within(Span::new(span.start.saturating_sub(1), span.start));
        let divided = |segment: &Segment| {
            segment.kind != SegmentKind::Verbatim && segment.text.start < span.start && span.start < segment.text.end
        };
        if before.iter().any(divided) {
            return None;
        }
        let source = document.map().source(span)?;
        return Some((source.part, vec![source.span]));
    }
    let segments = document.map().within(span);
    let part = segments.first()?.source.part;
    let mut pieces: Vec<Span> = Vec::with_capacity(segments.len());
    let mut covered = 0;
    for segment in segments {
        let shared = Span::new(segment.text.start.max(span.start), segment.text.end.min(span.end));
        let piece = match segment.kind {
            SegmentKind::Verbatim => {
                let start = segment.source.span.start + (shared.start - segment.text.start);
                Span::new(start, start + shared.len())
            }
            _ if shared == segment.text => segment.source.span,
            _ => return None,
        };
        if segment.source.part != part || piece.is_empty() || pieces.last().is_some_and(|last| piece.start < last.end) {
            return None;
        }
        covered += shared.len();
        pieces.push(piece);
    }
    (covered == span.len()).then_some((part, pieces))
}

/// A stretch of one run.
pub(super) struct Piece {
    pub(super) span: Span,
    /// The child of the run that holds it.
    pub(super) node: Id,
    pub(super) run: Id,
}

/// Writes changes into one part.
pub(super) struct Pen<'o, 'a, 'd> {
    pub(super) outline: &'o Outline<'a>,
    pub(super) ground: Ground<'o, 'a>,
    pub(super) splice: Splice<'o, 'a>,
    pub(super) numbers: Numbers,
    pub(super) date: Option<&'d str>,
}

impl<'o, 'a, 'd> Pen<'o, 'a, 'd> {
    pub(super) fn new(outline: &'o Outline<'a>, date: Option<&'d str>) -> Self {
        let is_change = |id: &Id| {
            matches!(outline.word(*id), "ins" | "del" | "moveFrom" | "moveTo") || outline.word(*id).ends_with("Change")
        };
        let taken = outline.all().filter(is_change).filter_map(|id| outline.attribute(id, "id"));
        Self {
            outline,
            ground: Ground::of(outline),
            splice: Splice::new(outline),
            numbers: Numbers::after(taken),
            date,
        }
    }

    /// Makes one change; `None` when it cannot be made, and then nothing is.
    fn change(&mut self, spans: &[Span], text: &str) -> Option<()> {
        let (pieces, direct) = self.ready(spans)?;
        if direct {
            return self.at_once(&pieces, text);
        }
        let outline = self.outline;
        let w = &outline.names.prefix;
        let properties = outline.child(pieces.first()?.run, "rPr").map_or(String::new(), |id| untracked(outline, id));
        let new = if text.is_empty() {
            String::new()
        } else {
            format!("<{w}r>{properties}{}</{w}r>", content(text, &outline.names))
        };
        self.tracked(&pieces, &new)
    }

    /// The stretches of runs that may be changed, and whether without a trace; `None` when they may not.
    pub(super) fn ready(&self, spans: &[Span]) -> Option<(Vec<Piece>, bool)> {
        let pieces: Vec<Piece> = spans.iter().map(|&span| self.piece(span)).collect::<Option<_>>()?;
        let paragraph = self.ground.paragraph(pieces.first()?.run)?;
        if pieces.iter().any(|piece| self.ground.paragraph(piece.run) != Some(paragraph)) {
            return None;
        }
        let own: Vec<bool> = pieces.iter().map(|piece| self.standing(piece.run)).collect::<Option<_>>()?;
        let direct = self.date.is_none() || own.iter().all(|&own| own);
        if !direct && own.contains(&true) {
            return None;
        }
        Some((pieces, direct))
    }

    pub(super) fn piece(&self, span: Span) -> Option<Piece> {
        let outline = self.outline;
        let node = outline.holding(span)?;
        let run = outline.parent(node).filter(|&run| outline.word(run) == "r")?;
        let is_text = outline.word(node) == "t" && outline.inner(node).covers(span);
        (is_text || outline.span(node) == span).then_some(Piece { span, node, run })
    }

    /// Whether words of a run may be changed (else `None`), and whether it is our own insertion.
    pub(super) fn standing(&self, run: Id) -> Option<bool> {
        let outline = self.outline;
        if self.ground.in_field(outline.start(run).start) {
            return None;
        }
        let mut own = false;
        for id in outline.around(run).skip(1).take_while(|&id| outline.word(id) != "p") {
            match outline.word(id) {
                "ins" if outline.attribute(id, "author").as_deref() == Some(AUTHOR) => own = true,
                // Whose change of a colleague's insertion it would be, Word and others do not agree.
                "ins" | "moveTo" if self.date.is_some() => return None,
                _ if self.ground.holds(id) => {}
                _ => return None,
            }
        }
        Some(own)
    }

    pub(super) fn at_once(&mut self, pieces: &[Piece], text: &str) -> Option<()> {
        let outline = self.outline;
        let Names { prefix: w, declaration } = &outline.names;
        let is_text = |piece: &Piece| outline.word(piece.node) == "t" && outline.inner(piece.node).covers(piece.span);
        // What comes to stand at the edge of an element must keep its blanks.
        let at_edge = |piece: &&Piece| {
            let inner = outline.inner(piece.node);
            let edge = piece.span.start == inner.start || piece.span.end == inner.end;
            is_text(piece) && edge && outline.attribute(piece.node, "space").is_none()
        };
        if pieces.iter().filter(at_edge).any(|piece| !self.ground.divisible(piece.node)) {
            return None;
        }
        for piece in pieces.iter().filter(at_edge) {
            self.splice.keep(piece.node);
        }
        for (index, piece) in pieces.iter().enumerate() {
            let new = match index {
                0 if text.is_empty() => String::new(),
                0 if is_text(piece) => {
                    inline(text, outline.name(piece.node), &format!("{w}br"), &format!("{w}tab"), declaration)
                }
                0 => content(text, &outline.names),
                _ => String::new(),
            };
            self.splice.replace(Edit::replace(piece.span, new));
        }
        Some(())
    }

    /// Deletes the pieces and puts a run in their place; where it is nothing, nothing.
    pub(super) fn tracked(&mut self, pieces: &[Piece], new: &str) -> Option<()> {
        let outline = self.outline;
        let date = escaped(self.date?);
        let Names { prefix: w, declaration } = outline.names.clone();
        let mut groups: Vec<(Spot, Spot, Id)> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let first = &pieces[at];
            let count = pieces[at..].iter().take_while(|piece| piece.run == first.run).count();
            let last = &pieces[at + count - 1];
            let from = self.ground.exact(first.span.start, Side::Start, first.run, first.node)?;
            let to = self.ground.exact(last.span.end, Side::End, last.run, last.node)?;
            groups.push((from, to, first.run));
            at += count;
        }
        let stamp = |number: u32| format!("{declaration} {w}id=\"{number}\" {w}author=\"{AUTHOR}\" {w}date=\"{date}\"");
        let is_insertion = pieces.iter().all(|piece| piece.span.is_empty());
        for &(from, to, run) in groups.iter().filter(|_| !is_insertion) {
            self.splice.insert(from, Order::Start, format!("<{w}del{}>", stamp(self.numbers.next())));
            self.splice.insert(to, Order::End, format!("</{w}del>"));
            self.splice.deleted(from, to);
            for child in outline.children(run).filter(|&child| outline.word(child) == "t") {
                let (name, new) = (outline.name(child), deleted_name(outline.name(child)));
                let mut rename = |tag: Span, skip: u32| {
                    if from.at <= tag.start && tag.start < to.at {
                        let start = tag.start + skip;
                        self.splice.replace(Edit::replace(Span::new(start, start + name.len() as u32), &*new));
                    }
                };
                rename(outline.start(child), 1);
                if !outline.is_empty_tag(child) {
                    rename(outline.end(child), 2);
                }
            }
        }
        if !new.is_empty() {
            let &(from, to, _) = groups.first()?;
            let before = pieces.first().is_some_and(|it| is_insertion && it.span.start == outline.inner(it.node).start);
            let number = self.numbers.next();
            let xml = format!("<{w}ins{}>{new}</{w}ins>", stamp(number));
            self.splice.insert(if before { from } else { to }, Order::Between, xml);
        }
        Some(())
    }
}

/// The properties of a run without the record of a tracked change: words that are new had no others.
fn untracked(outline: &Outline<'_>, id: Id) -> String {
    let properties = outline.slice(outline.span(id));
    match outline.child(id, "rPrChange") {
        Some(record) => properties.replacen(outline.slice(outline.span(record)), "", 1),
        None => properties.to_owned(),
    }
}

/// Text inside a text element; its line ends and tabs leave the element and come back.
fn inline(text: &str, element: &str, br: &str, tab: &str, declaration: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let name = match c {
            '\n' => br,
            '\t' => tab,
            _ => {
                out.push_str(&escaped(c.encode_utf8(&mut [0; 4])));
                continue;
            }
        };
        out.push_str(&format!("</{element}><{name}{declaration}/><{element} xml:space=\"preserve\">"));
    }
    out
}

/// Text as the content of a run.
fn content(text: &str, names: &Names) -> String {
    let Names { prefix: w, declaration } = names;
    let element = format!("{w}t");
    let inner = inline(text, &element, &format!("{w}br"), &format!("{w}tab"), declaration);
    format!("<{element}{declaration} xml:space=\"preserve\">{inner}</{element}>")
}
