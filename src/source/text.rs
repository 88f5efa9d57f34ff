//! Plain text to a document.

use super::lines::{self, Chunk, Line};
use super::lists::Lists;
use super::{front_matter, remark};
use crate::document::{
    Block, BlockKind, Builder, Directive, Document, FileFormat, Format, FrontMatter, PartId, SourceSpan, needs_cleaning,
};
use crate::text::Span;

/// Reads a decoded text.
pub(super) fn read(source: String) -> Document {
    let (front_matter, begin) = front_matter::split(&source);
    document(source, begin, front_matter, |_| false)
}

/// Reads a message for Git, which drops the lines that begin with «#» and all below the line it calls scissors.
pub(super) fn read_commit(source: String) -> Document {
    const SCISSORS: &str = "------------------------ >8 ------------------------";
    let mut cut = false;
    document(source, 0, None, move |line| {
        cut |= line.strip_prefix('#').is_some_and(|rest| rest.trim() == SCISSORS);
        cut || line.starts_with('#')
    })
}

/// The document of a text, but for the lines that `is_left_out`.
fn document(
    source: String,
    begin: usize,
    front_matter: Option<FrontMatter>,
    is_left_out: impl FnMut(&str) -> bool,
) -> Document {
    let (blocks, remarks) = Outline::of(&source, begin, is_left_out);
    let mut builder = if needs_cleaning(&source[begin..]) {
        cleaned(source, &blocks, remarks)
    } else {
        let mut builder = Builder::verbatim(FileFormat::Text, source, blocks);
        for (text, place) in remarks {
            builder.directive(Directive { text, anchor: Span::empty(place.start), source: file(place) });
        }
        builder
    };
    if let Some(front_matter) = front_matter {
        builder.front_matter(front_matter);
    }
    builder.finish()
}

/// A text in which every line stands for itself.
pub(super) fn read_list(source: String) -> Document {
    let (mut blocks, mut remarks, mut at) = (Vec::new(), Vec::new(), 0);
    for (number, line) in source.split_inclusive('\n').enumerate() {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len()) as u32;
        let span = Span::new(start, start + content.len() as u32);
        at += line.len() as u32;
        match remark::line(content) {
            Some(text) => remarks.push((text.to_owned(), span)),
            None if content.is_empty() => {}
            None => blocks.push(Block { span, origin: (PartId(0), number as u32), ..Block::default() }),
        }
    }
    let mut builder = Builder::verbatim(FileFormat::Text, source, blocks);
    for (text, place) in remarks {
        builder.directive(Directive { text, anchor: Span::empty(place.start), source: file(place) });
    }
    builder.finish()
}

const fn file(span: Span) -> SourceSpan {
    SourceSpan { part: PartId(0), span }
}

/// The document of a text with characters that a reader does not see.
fn cleaned(source: String, blocks: &[Block], remarks: Vec<(String, Span)>) -> Builder {
    let mut builder = Builder::new(FileFormat::Text);
    let mut remarks = remarks.into_iter().peekable();
    for &block in blocks {
        while let Some((text, place)) = remarks.next_if(|(_, place)| place.start < block.span.start) {
            builder.directive_here(text, file(place));
        }
        builder.open(block);
        builder.verbatim_text(block.span.of(&source), file(block.span), Format::default());
        builder.close();
    }
    for (text, place) in remarks {
        builder.directive_here(text, file(place));
    }
    builder.source(source);
    builder
}

/// What the text consists of, as ranges of the source.
#[derive(Default)]
struct Outline {
    blocks: Vec<Block>,
    lists: Lists,
    /// Number of the next paragraph, from 0.
    paragraph: u32,
    /// The block before, if it is a heading should prose follow.
    title: Option<usize>,
}

impl Outline {
    fn of(source: &str, begin: usize, mut is_left_out: impl FnMut(&str) -> bool) -> (Vec<Block>, Vec<(String, Span)>) {
        let wrap = lines::wrap_width(&source[begin..]);
        let mut outline = Self::default();
        let mut remarks = Vec::new();
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut chunks = Vec::new();
        let mut at = begin as u32;
        for raw in source[begin..].split_inclusive('\n') {
            let line = Line::new(raw, at);
            at += raw.len() as u32;
            let remark = remark::line(line.text);
            if let Some(text) = remark {
                let start = line.start;
                remarks.push((text.to_owned(), Span::new(start, start + line.text.len() as u32)));
            }
            if is_left_out(raw) || line.text.is_empty() || remark.is_some() || is_rule(line.text) {
                outline.paragraph(&lines, wrap, &mut chunks);
                lines.clear();
            } else {
                lines.push(line);
            }
        }
        outline.paragraph(&lines, wrap, &mut chunks);
        (outline.blocks, remarks)
    }

    fn paragraph(&mut self, lines: &[Line<'_>], wrap: Option<u32>, chunks: &mut Vec<Chunk>) {
        let Some(first) = lines.first() else { return };
        chunks.clear();
        lines::cut(lines, wrap, chunks);
        let prose = chunks.first().is_some_and(|chunk| chunk.marker.is_some() || reads_as_prose(lines, chunk));
        if let Some(title) = self.title.take()
            && prose
        {
            self.blocks[title].kind = BlockKind::Heading { level: 1 };
        }
        if let ([chunk], [_]) = (&chunks[..], lines)
            && chunk.marker.is_none()
            && may_be_title(first.text)
        {
            self.title = Some(self.blocks.len());
        }
        for chunk in chunks.iter() {
            if chunk.paragraph {
                self.paragraph += 1;
            }
            self.blocks.push(Block {
                kind: self.lists.kind(chunk, 0),
                span: chunk.span,
                hard_lines: chunk.hard_lines,
                origin: (PartId(0), self.paragraph - 1),
                ..Block::default()
            });
        }
    }
}

/// A line drawn with characters.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '*' | '—' | '–' | '~' | '\u{2500}'..='\u{257f}'))
}

/// A paragraph that can stand under a heading: eight words or more that end as a sentence or list intro does.
fn reads_as_prose(lines: &[Line<'_>], chunk: &Chunk) -> bool {
    let lines = &lines[..chunk.lines as usize];
    let words: usize = lines.iter().map(|line| line.text.split_whitespace().take(8).count()).sum();
    words >= 8 && lines.last().is_some_and(|line| line.text.ends_with(['.', ':', '?', '!', ';', ')', '»']))
}

/// A line that is a heading when prose follows: a few words in sentence case or all in capitals, no stop at the end,
/// nothing of an address, date, name, or signature.
fn may_be_title(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let words = text.split_whitespace().count();
    let capitalised = text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let all_capitals = !text.chars().any(char::is_lowercase);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    words <= 12
        && digits <= 3
        && text.trim_start_matches(['«', '"']).starts_with(char::is_uppercase)
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '»' | ')'))
        && !text.contains(['.', '@', '№', '[', '_', '/'])
        && (all_capitals || words == 1 || capitalised < words)
        && !lines::in_columns(text)
        && !lines::is_closing(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(document: &Document) -> Vec<&str> {
        document.blocks().iter().map(|block| document.slice(block.span)).collect()
    }

    #[test]
    fn keeps_the_source_as_it_is() {
        let source = "---\nkind: reply\n---\nЗдравствуйте!\r\n\r\n#ясно: пропустить caps-word\r\n1. ПАРК\r\n2. Сад\r\n";
        let document = read(source.to_owned());
        assert_eq!(document.text(), source);
        assert_eq!(texts(&document), ["Здравствуйте!", "ПАРК", "Сад"]);
        assert!(document.map().segments().is_empty());
        assert_eq!(document.front_matter().map(|found| found.text.as_str()), Some("kind: reply\n"));
        let remark = &document.directives()[0];
        assert_eq!(remark.text, "ясно: пропустить caps-word");
        assert_eq!(remark.source.span.of(source), "#ясно: пропустить caps-word");
        assert_eq!(document.blocks()[1].kind, BlockKind::ListItem { list: 0, level: 0 });
        assert_eq!(document.blocks()[2].kind, BlockKind::ListItem { list: 0, level: 0 });
    }

    #[test]
    fn cleans_what_is_not_seen() {
        let source = "Первый\n\n# yasno: skip caps-word\n– за\u{301}мок пар\u{ad}ка";
        let document = read(source.to_owned());
        assert_eq!(document.text(), "Первый\nзамок парка");
        assert_eq!(document.source(), Some(source));
        assert_eq!(document.directives()[0].anchor, Span::empty("Первый\n".len() as u32));
        let found = document.map().source(document.blocks()[1].span).map(|place| place.span.of(source));
        assert_eq!(found, Some("за\u{301}мок пар\u{ad}ка"));
    }

    #[test]
    fn finds_headings_and_not_addressees() {
        let source = "Петровой Анне Ильиничне\n\nКак получить справку\n\nПридите в кабинет 5 с паспортом, справку \
                      выдадут сразу при вас.\n\nДокументы\n\n1. Паспорт\n\nНачальник отдела\n\nИ.И. Белкин\n";
        let document = read(source.to_owned());
        let heads: Vec<_> = document
            .blocks()
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading { .. }))
            .map(|block| document.slice(block.span))
            .collect();
        assert_eq!(heads, ["Как получить справку", "Документы"]);
    }

    #[test]
    fn nests_lists() {
        let source = "1. Заявление:\nа) бланк;\nб) подпись.\n2. Паспорт\n\nДругой список:\n\n1. Снимок\n  - цветной\n  - новый\n";
        let document = read(source.to_owned());
        let found: Vec<_> = document
            .blocks()
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::ListItem { list, level } => Some((list, level)),
                _ => None,
            })
            .collect();
        assert_eq!(found, [(0, 0), (1, 1), (1, 1), (0, 0), (2, 0), (3, 1), (3, 1)]);
    }

    #[test]
    fn numbers_paragraphs_as_people_do() {
        let document = read("Министерство\nул. Липовая\n\nЗдравствуйте!\n\nНачальник\nА.А. Ильин\n".to_owned());
        let numbers: Vec<_> = document.blocks().iter().map(|block| block.origin.1).collect();
        assert_eq!(numbers, [0, 0, 1, 2, 2]);
    }
}
