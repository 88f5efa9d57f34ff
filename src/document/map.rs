//! Where the text of a document stands in its file.

use crate::text::Span;

/// Number of a part of the file (a .docx has many; a text file has one, number 0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartId(pub u16);

/// A range of bytes in one part of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceSpan {
    /// The part.
    pub part: PartId,
    /// Bytes in the part (for a text file: in its text as UTF-8, without a byte order mark).
    pub span: Span,
}

/// How a stretch of text stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SegmentKind {
    /// Byte for byte.
    Verbatim,
    /// As something else of which it is the meaning: an entity, an escape, a composed letter. Indivisible.
    Encoded,
    /// Not at all: the reader made it up (a line end for a break, a space for a tab). Its source is a point or an element.
    Made,
}

/// One stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Stretch of the document's text.
    pub text: Span,
    /// Its place in the file.
    pub source: SourceSpan,
    /// How it stands there.
    pub kind: SegmentKind,
}

/// All stretches, sorted by text. An empty map means that the text is the file, byte for byte.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    pub(super) segments: Vec<Segment>,
    pub(super) parts: Vec<String>,
}

impl SourceMap {
    /// The stretches.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Names of the parts, by number; empty for a text file.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The segments that share at least one byte with `span` (or, for an empty span, the one it touches).
    pub fn within(&self, span: Span) -> &[Segment] {
        let first = self.segments.partition_point(|segment| segment.text.end <= span.start);
        let end = self.segments.partition_point(|segment| segment.text.start < span.end.max(span.start + 1));
        self.segments.get(first..end).unwrap_or_default()
    }

    /// The range of the file that holds `span`; of the first part only, should the span run over several.
    /// `None` when none of it stands in the file.
    pub fn source(&self, span: Span) -> Option<SourceSpan> {
        if self.segments.is_empty() {
            return Some(SourceSpan { part: PartId(0), span });
        }
        if span.is_empty() {
            return self.point(span.start);
        }
        let inside = self.within(span);
        let first = inside.iter().find(|segment| segment.kind != SegmentKind::Made)?;
        let last = inside
            .iter()
            .rev()
            .find(|segment| segment.kind != SegmentKind::Made && segment.source.part == first.source.part)?;
        let start = match first.kind {
            SegmentKind::Verbatim => first.source.span.start + span.start.saturating_sub(first.text.start),
            _ => first.source.span.start,
        };
        let end = match last.kind {
            SegmentKind::Verbatim => last.source.span.end - last.text.end.saturating_sub(span.end),
            _ => last.source.span.end,
        };
        Some(SourceSpan { part: first.source.part, span: Span::new(start, end) })
    }

    /// The place in the file of the text byte `at`: right after what stands before it, else right before what follows.
    fn point(&self, at: u32) -> Option<SourceSpan> {
        let next = self.segments.partition_point(|segment| segment.text.start < at);
        if let Some(before) = next.checked_sub(1).map(|index| &self.segments[index])
            && at <= before.text.end
        {
            let end = match before.kind {
                SegmentKind::Verbatim => before.source.span.start + (at - before.text.start),
                _ => before.source.span.end,
            };
            return Some(SourceSpan { part: before.source.part, span: Span::empty(end) });
        }
        let after = self.segments.get(next).or(self.segments.last())?;
        let place = if next < self.segments.len() { after.source.span.start } else { after.source.span.end };
        Some(SourceSpan { part: after.source.part, span: Span::empty(place) })
    }

    /// The range of the file that holds `span`, if an edit there changes those words and nothing else: all of it stands
    /// in one part, verbatim or encoded, with no markup between.
    pub fn editable(&self, span: Span) -> Option<SourceSpan> {
        if self.segments.is_empty() {
            return Some(SourceSpan { part: PartId(0), span });
        }
        if span.is_empty() {
            return self.point(span.start);
        }
        let inside = self.within(span);
        let (first, last) = (inside.first()?, inside.last()?);
        let joined = inside.windows(2).all(|pair| {
            pair[0].source.part == pair[1].source.part && pair[0].source.span.end == pair[1].source.span.start
        });
        let whole = |segment: &Segment| match segment.kind {
            SegmentKind::Verbatim => true,
            SegmentKind::Encoded => span.covers(segment.text),
            SegmentKind::Made => false,
        };
        (joined && first.text.start <= span.start && span.end <= last.text.end && inside.iter().all(whole))
            .then(|| self.source(span))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> SourceMap {
        // Source `**а&amp;б** в`, text `а&б в`: а = 2..4, &amp; = 4..9, б = 9..11, ` в` = 13..16.
        let part = PartId(0);
        let segment = |text: (u32, u32), source: (u32, u32), kind| Segment {
            text: Span::new(text.0, text.1),
            source: SourceSpan { part, span: Span::new(source.0, source.1) },
            kind,
        };
        SourceMap {
            segments: vec![
                segment((0, 2), (2, 4), SegmentKind::Verbatim),
                segment((2, 3), (4, 9), SegmentKind::Encoded),
                segment((3, 5), (9, 11), SegmentKind::Verbatim),
                segment((5, 8), (13, 16), SegmentKind::Verbatim),
            ],
            parts: Vec::new(),
        }
    }

    #[test]
    fn finds_the_place_in_the_file() {
        let spans = [((0, 5), (2, 11)), ((2, 3), (4, 9)), ((3, 8), (9, 16)), ((6, 8), (14, 16)), ((5, 5), (11, 11))];
        for (text, source) in spans {
            let found = map().source(Span::new(text.0, text.1)).map(|place| place.span);
            assert_eq!(found, Some(Span::new(source.0, source.1)), "{text:?}");
        }
    }

    #[test]
    fn refuses_to_edit_across_markup() {
        assert!(map().editable(Span::new(0, 5)).is_some(), "entity inside");
        assert!(map().editable(Span::new(3, 8)).is_none(), "`**` inside");
    }
}
