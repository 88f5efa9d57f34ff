//! Excel workbooks (.xlsx) to a document: each cell is a block; sheets are tables under their names.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use rustc_hash::FxHashMap;

use super::ReadError;
use super::csv::MAX_CELLS;
use crate::document::{Block, BlockKind, Builder, Cell, Document, FileFormat, Format, PartId, SourceSpan};
use crate::docx::{Limits, Package};
use crate::text::Span;

/// Bytes of text of all cells beyond which a workbook is not read: one shared text may stand in every cell.
const MAX_TEXT: usize = 64 << 20;

/// Columns beyond which nothing of a register stands.
const MAX_COLUMNS: u32 = 256;

/// Reads a workbook. Hidden sheets are lists for choosing from, as a rule, and are left out.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let limits = Limits { unpacked: 256 << 20, part: 128 << 20, ..Limits::default() };
    Package::open(bytes, &limits)?.measure()?;
    // The library does not promise to take any file without a panic.
    let read = catch_unwind(AssertUnwindSafe(|| workbook(bytes)));
    read.unwrap_or(Err(ReadError::BadTable { what: "файл повреждён" }))
}

fn workbook(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let visible = workbook.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    let mut left = Left { cells: MAX_CELLS, text: MAX_TEXT };
    for name in names {
        let cells = match sheet(&mut workbook, &name, &mut left) {
            Ok(cells) => cells,
            // A sheet that holds a chart and no cells.
            Err(Fault::Library(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_))) => continue,
            Err(Fault::Library(error)) => return Err(bad(error)),
            Err(Fault::TooLarge) => return Err(ReadError::TooManyCells { limit: MAX_CELLS }),
        };
        if !cells.is_empty() {
            sheets.push((name, cells));
        }
    }
    Ok(document(&sheets))
}

fn bad(error: XlsxError) -> ReadError {
    ReadError::BadTable {
        what: match error {
            XlsxError::Password => "она закрыта паролем",
            XlsxError::Zip(_) | XlsxError::Io(_) => "архив повреждён",
            XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => "в файле нет нужных частей",
            _ => "файл повреждён",
        },
    }
}

/// What of the bounds is left.
struct Left {
    cells: usize,
    text: usize,
}

enum Fault {
    Library(XlsxError),
    TooLarge,
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

type Texts = FxHashMap<(u32, u32), String>;
/// Texts by row and column, in order.
type Cells = Vec<((u32, u32), String)>;

/// The texts of a sheet by row and column. A text that stands in merged cells of several rows holds for each of them.
fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut Left) -> Result<Cells, Fault> {
    let merged = workbook.merge_cells_by_sheet_name(name)?;
    let mut texts = Texts::default();
    let mut take = |texts: &mut Texts, place: (u32, u32), text: String| {
        left.cells = left.cells.checked_sub(1).ok_or(Fault::TooLarge)?;
        left.text = left.text.checked_sub(text.len()).ok_or(Fault::TooLarge)?;
        texts.insert(place, text);
        Ok::<(), Fault>(())
    };
    let mut cells = workbook.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell()? {
        let text = text(cell.get_value());
        if !text.trim().is_empty() && cell.get_position().1 < MAX_COLUMNS {
            take(&mut texts, cell.get_position(), text)?;
        }
    }
    for Dimensions { start, end } in merged {
        let Some(text) = texts.get(&start).cloned() else { continue };
        for row in start.0.saturating_add(1)..=end.0 {
            take(&mut texts, (row, start.1), text.clone())?;
        }
    }
    let mut cells: Cells = texts.into_iter().collect();
    cells.sort_unstable_by_key(|(place, _)| *place);
    // Empty cells beside filled ones become blocks too.
    let rows = cells.chunk_by(|(a, _), (b, _)| a.0 == b.0).count();
    if rows.saturating_mul(width(&cells) as usize) > MAX_CELLS { Err(Fault::TooLarge) } else { Ok(cells) }
}

/// Columns from the first on to the last that is filled.
fn width(cells: &[((u32, u32), String)]) -> u32 {
    cells.iter().map(|((_, column), _)| column + 1).max().unwrap_or(0)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(time) => date(time),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => if *value { "да" } else { "нет" }.to_owned(),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
        DataRef::Empty => String::new(),
    }
}

/// «05.03.2024»: how a person sees it, whatever the format of the cell.
fn date(time: &ExcelDateTime) -> String {
    if !time.is_datetime() {
        return time.as_f64().to_string();
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    format!("{day:02}.{month:02}.{year:04}")
}

/// Sheets as tables. Empty cells beside others are blocks too, so that what is missing has a place.
fn document(sheets: &[(String, Cells)]) -> Document {
    let mut builder = Builder::new(FileFormat::Xlsx);
    for (table, (name, cells)) in (0..).zip(sheets) {
        let part = builder.part(name.clone());
        let place = SourceSpan { part, span: Span::default() };
        let mut put = |block: Block, text: &str| {
            builder.open(block);
            builder.made_text(text, place, Format::default());
            builder.close();
        };
        if sheets.len() > 1 {
            put(Block { kind: BlockKind::Heading { level: 1 }, origin: (part, 0), ..Block::default() }, name);
        }
        let width = width(cells);
        let mut rest = cells.as_slice();
        while let Some(((row, _), _)) = rest.first() {
            let (of_row, others) = rest.split_at(rest.partition_point(|((other, _), _)| other == row));
            rest = others;
            let mut of_row = of_row.iter().peekable();
            for column in 0..width {
                let text = of_row.next_if(|((_, filled), _)| *filled == column).map(|(_, text)| text.as_str());
                put(cell(table, *row, column, part), text.unwrap_or_default());
            }
        }
    }
    builder.finish()
}

fn cell(table: u32, row: u32, column: u32, part: PartId) -> Block {
    Block { cell: Some(Cell { table, row, column }), hard_lines: true, origin: (part, row), ..Block::default() }
}
