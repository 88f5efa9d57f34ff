//! Tables kept as text (.csv) to a document: each cell is a block, at its own bytes of the file.

use super::ReadError;
use crate::document::{Block, Builder, Cell, Document, FileFormat, PartId};
use crate::text::Span;

/// Cells of a table beyond which it is not read.
pub(super) const MAX_CELLS: usize = 1_000_000;
/// Signs that part cells: a semicolon is what Excel writes in Russia.
const SIGNS: [u8; 3] = [b';', b'\t', b','];
/// Lines by which the sign is told.
const SAMPLE: usize = 50;

/// Reads a decoded table.
pub(super) fn read(source: String) -> Result<Document, ReadError> {
    let (sign, begin) = match stated(&source) {
        Some(stated) => stated,
        None => (sign(&source), 0),
    };
    let mut blocks = Vec::new();
    for (row, record) in Records::new(&source, begin, sign).enumerate() {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, span) in (0..).zip(record) {
            if blocks.len() == MAX_CELLS {
                return Err(ReadError::TooManyCells { limit: MAX_CELLS });
            }
            let cell = Some(Cell { table: 0, row, column });
            blocks.push(Block { span, cell, hard_lines: true, origin: (PartId(0), row), ..Block::default() });
        }
    }
    Ok(Builder::verbatim(FileFormat::Text, source, blocks).finish())
}

/// The sign that Excel's first line «sep=;» names, and where the table begins.
fn stated(source: &str) -> Option<(u8, usize)> {
    let line = source.lines().next()?;
    let sign = *line.trim_end().strip_prefix("sep=")?.as_bytes().first()?;
    let begin = source.find('\n')? + 1;
    SIGNS.contains(&sign).then_some((sign, begin))
}

/// The sign that parts the first lines into the most cells, and into the same number of them most often.
fn sign(source: &str) -> u8 {
    let worth = |sign: u8| {
        let mut counts: Vec<usize> = Records::new(source, 0, sign).take(SAMPLE).map(|record| record.len()).collect();
        counts.sort_unstable();
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    };
    // Of equals the first.
    let most = SIGNS.iter().map(|&sign| worth(sign)).max().unwrap_or(0);
    SIGNS.into_iter().find(|&sign| worth(sign) == most).unwrap_or(SIGNS[0])
}

/// The records of a table, each as the places of its cells without quotes and white space around.
struct Records<'a> {
    source: &'a str,
    at: usize,
    sign: u8,
}

impl<'a> Records<'a> {
    fn new(source: &'a str, at: usize, sign: u8) -> Self {
        Self { source, at, sign }
    }

    /// The place of the cell at `self.at`, which is then at the sign or line end after it.
    fn cell(&mut self) -> Span {
        let bytes = self.source.as_bytes();
        let ends = |byte: u8| byte == self.sign || byte == b'\n' || byte == b'\r';
        let mut from = self.at;
        while bytes.get(from).is_some_and(|&byte| byte == b' ' || (byte == b'\t' && self.sign != b'\t')) {
            from += 1;
        }
        let end_of =
            |from: usize| bytes[from..].iter().position(|&byte| ends(byte)).map_or(bytes.len(), |at| from + at);
        if bytes.get(from) == Some(&b'"')
            && let Some(close) = closing(bytes, from + 1)
        {
            self.at = end_of(close + 1);
            // What stands behind the closing quote is no table any more; it is left out.
            return self.trimmed(from + 1, close);
        }
        self.at = end_of(from);
        self.trimmed(from, self.at)
    }

    fn trimmed(&self, from: usize, to: usize) -> Span {
        let text = self.source.get(from..to).unwrap_or_default();
        let start = from + (text.len() - text.trim_start().len());
        let end = start + text.trim().len();
        Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
    }
}

/// The quote that ends a cell whose text begins at `from`; a doubled one stands for itself.
fn closing(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + bytes.get(from..)?.iter().position(|&byte| byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<Span>;

    fn next(&mut self) -> Option<Vec<Span>> {
        let bytes = self.source.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            match bytes.get(self.at) {
                Some(&byte) if byte == self.sign => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    return Some(cells);
                }
                Some(_) => {
                    self.at += 1;
                    return Some(cells);
                }
                None => return Some(cells),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(source: &str) -> Vec<Vec<String>> {
        let document = read(source.to_owned()).unwrap();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for block in document.blocks() {
            let row = block.cell.unwrap().row as usize;
            rows.resize(rows.len().max(row + 1), Vec::new());
            rows[row].push(document.slice(block.span).to_owned());
        }
        rows
    }

    #[test]
    fn tells_the_sign_and_keeps_quotes_together() {
        let rows = |source| cells(source);
        assert_eq!(rows("а;б\n1;2,5\n"), [["а", "б"], ["1", "2,5"]]);
        assert_eq!(rows("а,б\r\n1,2\r\n"), [["а", "б"], ["1", "2"]]);
        assert_eq!(rows("а\tб\n1\t\"2\n3\"\n"), [["а", "б"], ["1", "2\n3"]]);
        assert_eq!(rows("sep=,\nа,б\n\"1;2\", \"в \"\"г\"\"\" \n"), [["а", "б"], ["1;2", "в \"\"г\"\""]]);
        assert_eq!(rows("а;;\n;б;"), [["а", "", ""], ["", "б", ""]]);
    }

    #[test]
    fn an_open_quote_swallows_no_rows() {
        assert_eq!(cells("а;б\n\"1;2\n3;4\n"), [["а", "б"], ["\"1", "2"], ["3", "4"]]);
    }

    #[test]
    fn empty_cells_stand_at_places_of_their_own() {
        let document = read("а;б;в\n;;\n".to_owned()).unwrap();
        let starts: Vec<u32> = document.blocks().iter().map(|block| block.span.start).collect();
        assert!(starts.is_sorted_by(|a, b| a < b), "{starts:?}");
    }
}
