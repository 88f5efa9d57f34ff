//! Where a finding stands: bytes of a text file, or words for a file that is not text.

use serde::Serialize;

use crate::document::{Document, FileFormat, Story};
use crate::engine::Finding;
use crate::text::Span;

/// Characters of the letter shown on either side of a finding in a quote.
const AROUND: usize = 40;

/// Where a finding stands in a file that is not text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Where {
    /// The part of the file: `word/document.xml`.
    pub part: String,
    /// The paragraph in that part, from 1.
    pub paragraph: u32,
    /// The words of the finding with some of the paragraph around them.
    pub quote: String,
}

impl Where {
    /// The place of a stretch of the document's text; `None` in a file that is text.
    pub fn of(document: &Document, span: Span) -> Option<Self> {
        if document.source().is_some() {
            return None;
        }
        let block = document.blocks().get(document.block_at(span.start)?)?;
        let (part, paragraph) = block.origin;
        let part = document.map().parts().get(usize::from(part.0)).cloned().unwrap_or_default();
        let text = document.slice(block.span);
        let start = (span.start - block.span.start) as usize;
        let end = ((span.end.min(block.span.end)).saturating_sub(block.span.start) as usize).max(start);
        let from = text[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
        let to = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at);
        let (head, tail) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        Some(Self { part, paragraph: paragraph + 1, quote: format!("{head}{}{tail}", &text[from..to]) })
    }
}

/// The bytes of a stretch in the text of the file; `None` where the file is not text.
pub fn source_span(document: &Document, span: Span) -> Option<Span> {
    let source = document.source()?;
    let place = document.map().source(span)?.span;
    source.get(place.range()).is_some().then_some(place)
}

/// The bytes of a finding in the text of the file; `None` where the file is not text.
pub fn finding_span(document: &Document, finding: &Finding) -> Option<Span> {
    let head = finding.head.filter(|head| document.source().is_some_and(|source| source.get(head.range()).is_some()));
    head.or_else(|| source_span(document, finding.span))
}

/// A column as Excel names it: «A», «AB».
fn column_name(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => column_name(more - 1) + &letter.to_string(),
    }
}

/// Where a stretch stands in a file that is not text, for people: «абзац 5», «сноска, абзац 2», «ячейка C5».
pub fn in_words(document: &Document, span: Span) -> String {
    let Some(block) = document.block_at(span.start).and_then(|index| document.blocks().get(index)) else {
        return "конец письма".to_owned();
    };
    if let (FileFormat::Xlsx, Some(cell)) = (document.format(), block.cell) {
        return format!("ячейка {}{}", column_name(cell.column), cell.row + 1);
    }
    let paragraph = block.origin.1 + 1;
    let story = match block.story {
        Story::Body => "",
        Story::Header => "верхний колонтитул, ",
        Story::Footer => "нижний колонтитул, ",
        Story::Footnote => "сноски, ",
        Story::Endnote => "концевые сноски, ",
        Story::TextBox => "надпись, ",
    };
    match block.cell {
        Some(cell) => format!(
            "{story}абзац {paragraph} (таблица {}, строка {}, столбец {})",
            cell.table + 1,
            cell.row + 1,
            cell.column + 1
        ),
        None => format!("{story}абзац {paragraph}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_does() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(column_name).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
