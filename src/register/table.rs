//! A document's tables as a register: columns by their names, rows as points of contact.

use rustc_hash::FxHashMap;

use super::fields::{Field, Fields};
use super::values::Values;
use super::words::{is_blank, words};
use crate::document::{Block, Document, FileFormat};
use crate::text::{Lines, Span};

/// Rows from the top of a table among which its headings are looked for.
const HEAD_ROWS: usize = 12;
/// Columns by which a table is known as a register, of [`Field::tells`].
const TELLING: usize = 2;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// Its text as the document has it.
    pub text: String,
    /// Its place in the document.
    pub span: Span,
}

/// A point of contact.
#[derive(Clone, Debug)]
pub struct Row {
    /// Number of the row as its owner counts.
    pub number: u32,
    /// The table it stands in.
    pub table: usize,
    /// The direction (2.4) under which it stands, when no column says it.
    pub section: Option<Value>,
    cells: FxHashMap<Field, Value>,
}

impl Row {
    /// The cell of a column, should there be such a column.
    pub fn cell(&self, field: Field) -> Option<&Value> {
        self.cells.get(&field)
    }

    /// The cell of a column when it says something.
    pub fn said(&self, field: Field) -> Option<&Value> {
        self.cell(field).filter(|value| !is_blank(&value.text))
    }

    /// The text of a cell that says something.
    pub fn text(&self, field: Field) -> &str {
        self.said(field).map_or("", |value| value.text.as_str())
    }

    /// Point and address together: what tells where one is.
    pub fn place(&self) -> String {
        format!("{} {}", self.text(Field::Point), self.text(Field::Address))
    }

    /// True when the point is no longer in force.
    pub fn is_excluded(&self) -> bool {
        let words = words(self.text(Field::Status));
        let out = |word: &String| {
            ["исключ", "закрыт", "недейств", "отменен"].iter().any(|start| word.starts_with(start))
                || word == "excluded"
        };
        words.iter().any(out) || words.windows(2).any(|pair| pair[0] == "не" && pair[1].starts_with("действ"))
    }

    /// The function, with the process within it.
    pub fn function(&self) -> &str {
        match self.text(Field::Function) {
            "" => self.text(Field::Process),
            text => text,
        }
    }
}

/// A table of points.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its columns: field and heading.
    pub columns: Vec<(Field, Value)>,
    /// The row of headings.
    pub span: Span,
}

/// A register.
#[derive(Clone, Debug)]
pub struct Register {
    /// Texts outside the rows: titles, remarks.
    pub notes: Vec<Value>,
    /// Where what is said of the whole register is shown.
    pub title: Span,
    /// Its tables.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of cells as the document has them.
struct Line {
    table: u32,
    row: u32,
    cells: Vec<(u32, Value)>,
}

impl Line {
    fn filled(&self) -> impl Iterator<Item = &(u32, Value)> {
        self.cells.iter().filter(|(_, value)| !value.text.trim().is_empty())
    }

    /// The only text of a row, which is then no point but a heading over those that follow.
    fn heading(&self) -> Option<&(u32, Value)> {
        let first = self.filled().next()?;
        let same = self.filled().all(|(_, value)| value.text == first.1.text);
        (same && first.1.text.contains(char::is_alphabetic)).then_some(first)
    }

    /// «1 2 3 4»: numbers of the columns under their headings.
    fn counts_columns(&self) -> bool {
        let numbers: Vec<usize> = self.filled().filter_map(|(_, value)| value.text.trim().parse().ok()).collect();
        numbers.len() == self.filled().count() && numbers.len() > 2 && numbers.iter().zip(1..).all(|(a, b)| *a == b)
    }
}

enum Piece {
    Line(Line),
    Note(Value),
}

impl Register {
    /// The register that a document holds; `None` when no table of it has the columns. `part` is a piece of one: a
    /// single column is then enough.
    pub fn of(document: &Document, fields: &Fields, values: &Values, part: bool) -> Option<Self> {
        let pieces = pieces(document);
        let mut reader = Reader {
            fields,
            values,
            least: if part { 1 } else { TELLING },
            document,
            lines: document.source().filter(|_| document.format() == FileFormat::Markdown).map(Lines::new),
            register: Self { notes: Vec::new(), title: Span::default(), heads: Vec::new(), rows: Vec::new() },
            table: None,
            head: None,
            seen: 0,
            section: None,
        };
        for piece in pieces {
            match piece {
                Piece::Note(value) => reader.note(value),
                Piece::Line(line) => reader.line(line),
            }
        }
        let mut register = reader.register;
        let head = register.heads.first()?;
        let speaks =
            |value: &&Value| words(&value.text).iter().any(|word| word.starts_with("переч") || word == "реестр");
        let before = || register.notes.iter().filter(|value| value.span.start < head.span.start);
        let title = before().find(speaks).or_else(|| before().find(|value| !value.text.trim().is_empty()));
        register.title = title.map_or(head.span, |value| value.span);
        for table in 0..register.heads.len() {
            carry_on(&mut register.rows, table);
        }
        Some(register)
    }

    /// Points in force.
    pub fn points(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.is_excluded())
    }

    /// «строка 5, столбец «Канал»»: where a cell is, for people.
    pub fn place(&self, row: &Row, field: Field) -> String {
        let place = self.row_place(row);
        let heading = self.heads.get(row.table).and_then(|head| head.columns.iter().find(|(own, _)| *own == field));
        match heading {
            Some((_, heading)) => format!("{place}, столбец «{}»", on_one_line(&heading.text)),
            None => place,
        }
    }

    /// «строка 5».
    pub fn row_place(&self, row: &Row) -> String {
        match self.heads.len() {
            0 | 1 => format!("строка {}", row.number),
            _ => format!("таблица {}, строка {}", row.table + 1, row.number),
        }
    }
}

/// A heading as it is quoted: its own quotes become inner ones.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('«', "„").replace('»', "“")
}

/// Cells put together into rows, and the texts between tables, in their order.
fn pieces(document: &Document) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let value = |block: &Block| Value { text: document.slice(block.span).to_owned(), span: block.span };
    for block in document.blocks() {
        let Some(cell) = block.cell else {
            pieces.push(Piece::Note(value(block)));
            continue;
        };
        let line = match pieces.last_mut() {
            Some(Piece::Line(line)) if (line.table, line.row) == (cell.table, cell.row) => line,
            _ => {
                pieces.push(Piece::Line(Line { table: cell.table, row: cell.row, cells: Vec::new() }));
                let Some(Piece::Line(line)) = pieces.last_mut() else { continue };
                line
            }
        };
        match line.cells.last_mut() {
            // A cell of several paragraphs.
            Some((column, last)) if *column == cell.column => {
                last.span.end = block.span.end;
                last.text = document.slice(last.span).to_owned();
            }
            _ => line.cells.push((cell.column, value(block))),
        }
    }
    if document.format() == FileFormat::Text {
        for piece in &mut pieces {
            if let Piece::Line(line) = piece {
                // Quotes within a cell of a .csv are doubled.
                for (_, value) in line.cells.iter_mut().filter(|(_, value)| value.text.contains("\"\"")) {
                    value.text = value.text.replace("\"\"", "\"");
                }
            }
        }
    }
    pieces
}

struct Reader<'a> {
    fields: &'a Fields,
    values: &'a Values,
    least: usize,
    document: &'a Document,
    /// Lines of a Markdown text: there a row is known by its line.
    lines: Option<Lines>,
    register: Register,
    /// The table of the document that is read.
    table: Option<u32>,
    /// Columns of that table, once its headings are found.
    head: Option<Vec<(u32, Field)>>,
    /// Rows of it seen before its headings.
    seen: usize,
    section: Option<Value>,
}

impl Reader<'_> {
    fn note(&mut self, value: Value) {
        if self.values.named("direction", &value.text).is_some() {
            self.section = Some(value.clone());
        }
        self.register.notes.push(value);
    }

    fn line(&mut self, line: Line) {
        if self.table != Some(line.table) {
            (self.table, self.head, self.seen) = (Some(line.table), None, 0);
        }
        if self.is_head(&line) {
            return;
        }
        let Some(head) = &self.head else {
            self.seen += 1;
            for (_, value) in line.cells {
                self.note(value);
            }
            return;
        };
        if line.filled().next().is_none() || line.counts_columns() {
            return;
        }
        if let Some((_, value)) = line.heading()
            && head.len() > 2
        {
            let section = value.clone();
            self.section = self.values.coded("direction", &section.text).is_some().then(|| section.clone());
            self.register.notes.push(section);
            return;
        }
        let end = line.cells.last().map_or(0, |(_, value)| value.span.end);
        let cells = head.iter().map(|&(column, field)| {
            let cell = line.cells.iter().find(|(own, _)| *own == column).map(|(_, value)| value.clone());
            (field, cell.unwrap_or(Value { text: String::new(), span: Span::empty(end) }))
        });
        let cells = cells.collect();
        let number = self.number(&line);
        let table = self.register.heads.len() - 1;
        self.register.rows.push(Row { number, table, section: self.section.clone(), cells });
    }

    fn number(&self, line: &Line) -> u32 {
        let first = line.cells.first().and_then(|(_, value)| self.document.map().source(value.span));
        let of_text = self.lines.as_ref().zip(first).map(|(lines, place)| lines.chars(place.span.start).line);
        of_text.unwrap_or(line.row) + 1
    }

    /// Takes a row of headings. A second one under the first names columns that the first did not.
    fn is_head(&mut self, line: &Line) -> bool {
        let texts: Vec<&str> = line.cells.iter().map(|(_, value)| value.text.as_str()).collect();
        if self.head.is_none() && self.seen >= HEAD_ROWS {
            return false;
        }
        let fields = self.fields.of_row(&texts);
        let tell = fields.iter().flatten().filter(|field| field.tells()).count();
        if tell < self.least.max(if self.head.is_some() { TELLING } else { 1 })
            || fields.iter().flatten().count() < self.least
        {
            return false;
        }
        // A row of points that speaks of functions and sites is no heading: headings are short.
        if self.head.is_some()
            && !texts.iter().all(|text| text.chars().count() < 60 && !text.contains(|c: char| c.is_ascii_digit()))
        {
            return false;
        }
        let named = line.cells.iter().zip(fields).filter_map(|((column, value), field)| Some((*column, field?, value)));
        let named: Vec<(u32, Field, Value)> =
            named.map(|(column, field, value)| (column, field, value.clone())).collect();
        let span = Span::new(
            line.cells.first().map_or(0, |(_, value)| value.span.start),
            line.cells.last().map_or(0, |(_, value)| value.span.end),
        );
        match (&mut self.head, self.register.heads.last_mut()) {
            (Some(columns), Some(head)) => {
                for (column, field, value) in named {
                    if !columns.iter().any(|(own, known)| *own == column || *known == field) {
                        columns.push((column, field));
                        head.columns.push((field, value));
                    }
                }
            }
            _ => {
                self.head = Some(named.iter().map(|(column, field, _)| (*column, *field)).collect());
                let columns = named.into_iter().map(|(_, field, value)| (field, value)).collect();
                self.register.heads.push(Head { columns, span });
            }
        }
        true
    }
}

/// Where a text is written once for all rows below it, gives it to them: merged cells become so in other programs.
///
/// It is so when no two neighbours have the same text although there are empty cells.
fn carry_on(rows: &mut [Row], table: usize) {
    let mut own: Vec<&mut Row> = rows.iter_mut().filter(|row| row.table == table).collect();
    for field in Field::ALL.into_iter().filter(|field| field.carries_on()) {
        let texts: Vec<Option<&str>> = own.iter().map(|row| row.cell(field).map(|value| value.text.trim())).collect();
        let starts = matches!(texts.first(), Some(Some(text)) if !text.is_empty());
        let repeats = texts.windows(2).any(|pair| pair[0] == pair[1] && pair[0].is_some_and(|text| !text.is_empty()));
        let empty = texts.iter().filter(|text| matches!(text, Some(""))).count();
        if !starts || repeats || empty == 0 {
            continue;
        }
        let mut last: Option<Value> = None;
        for row in &mut own {
            let Some(cell) = row.cells.get_mut(&field) else { continue };
            match &last {
                Some(last) if cell.text.trim().is_empty() => *cell = last.clone(),
                _ => last = Some(cell.clone()),
            }
        }
    }
}
