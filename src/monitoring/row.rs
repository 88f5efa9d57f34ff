//! Tables in files of comma-separated values, as offices save them: any usual delimiter, columns by their usual names.

use crate::data::FileError;

/// Faults told at once; the rest is counted.
const FAULTS: usize = 10;

/// A column that a table may have.
pub(super) struct Column {
    /// What it is called in errors.
    pub(super) title: &'static str,
    /// Its usual names; of two columns that fit, the one named first here is taken.
    pub(super) names: &'static [&'static str],
}

/// A table with the columns that were asked for.
#[derive(Debug)]
pub(super) struct Rows {
    rows: Vec<Row>,
    /// For each column asked for: its place and head.
    places: Vec<Option<(usize, String)>>,
}

/// A line with values.
#[derive(Debug)]
pub(super) struct Row {
    /// Line in the file from 1.
    pub(super) line: usize,
    cells: Vec<String>,
}

/// Words are compared without case, signs and «ё».
pub(super) fn folded(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'ё' => 'е',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The delimiter that comes most often in the head, outside quotes.
fn delimiter(head: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    for byte in head.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && *sign == byte);
        }
    }
    // Of equals the first: a semicolon.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(sign, _)| *sign)
}

impl Rows {
    /// Reads a table; `wanted` are the columns it may have, others are not read.
    pub(super) fn parse(path: &str, text: &str, wanted: &[Column]) -> Result<Self, Vec<FileError>> {
        // A first line of Excel that says what the delimiter is.
        let (text, skipped, told) = match text.split_once('\n') {
            Some((first, rest)) if first.trim_end().len() == 5 && first.to_lowercase().starts_with("sep=") => {
                (rest, 1, first.as_bytes().get(4).copied())
            }
            _ => (text, 0, None),
        };
        let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(told.unwrap_or_else(|| delimiter(head)))
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut heads: Option<Vec<String>> = None;
        let (mut rows, mut faults) = (Vec::new(), Faults::default());
        for record in reader.records() {
            let Ok(record) = record else { continue }; // The text is UTF-8 and rows may differ: nothing is left to fail.
            let line = record.position().map_or(0, |position| position.line() as usize) + skipped;
            if record.iter().all(str::is_empty) {
                continue;
            }
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            let Some(heads) = &heads else {
                heads = Some(cells);
                continue;
            };
            if cells.iter().skip(heads.len()).any(|cell| !cell.is_empty()) {
                let problem = format!("в строке {} значений, а столбцов {}", cells.len(), heads.len());
                faults.add(
                    FileError::new(path, line, problem)
                        .hint("если знак между столбцами стоит и внутри значения, возьмите значение в кавычки"),
                );
                continue;
            }
            // A line of sums is no record.
            if cells.iter().any(|cell| matches!(&*folded(cell), "итого" | "всего")) {
                continue;
            }
            rows.push(Row { line, cells });
        }
        let Some(heads) = heads else {
            return Err(vec![FileError::new(path, 0, "файл пуст: первой строкой нужны названия столбцов")]);
        };
        faults.end(path)?;
        let known: Vec<String> = heads.iter().map(|head| folded(without_unit(head))).collect();
        let place = |column: &Column| {
            let place = column.names.iter().find_map(|name| known.iter().position(|head| head == name));
            place.map(|place| (place, heads[place].to_lowercase()))
        };
        Ok(Self { rows, places: wanted.iter().map(place).collect() })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// True when the table has the column of this number.
    pub(super) fn has(&self, column: usize) -> bool {
        self.head(column).is_some()
    }

    /// The head of a column, in small letters.
    pub(super) fn head(&self, column: usize) -> Option<&str> {
        self.places.get(column)?.as_ref().map(|(_, head)| head.as_str())
    }

    /// A value; empty when there is none.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: usize) -> &'a str {
        let place = self.places.get(column).and_then(Option::as_ref);
        place.and_then(|(place, _)| row.cells.get(*place)).map_or("", String::as_str)
    }
}

/// «Время ожидания, сек» and «Ожидание (мин)» without what follows the name.
fn without_unit(head: &str) -> &str {
    head.split([',', '(']).next().unwrap_or(head)
}

/// That a table lacks a column: which it needs and how it may be called.
pub(super) fn lacks(path: &str, column: &Column) -> Vec<FileError> {
    let names: Vec<String> = column.names.iter().take(4).map(|name| format!("«{name}»")).collect();
    let problem = format!("нет столбца {}", column.title);
    vec![FileError::new(path, 1, problem).hint(format!("назовите его {}", names.join(" или ")))]
}

/// Faults of a table, the first of them kept.
#[derive(Default)]
pub(super) struct Faults {
    kept: Vec<FileError>,
    more: usize,
}

impl Faults {
    pub(super) fn add(&mut self, fault: FileError) {
        if self.kept.len() < FAULTS { self.kept.push(fault) } else { self.more += 1 }
    }

    /// All faults, if there are any.
    pub(super) fn end(self, path: &str) -> Result<(), Vec<FileError>> {
        let Self { mut kept, more } = self;
        if more > 0 {
            kept.push(FileError::new(path, 0, format!("ещё строк с ошибками: {more}")));
        }
        if kept.is_empty() { Ok(()) } else { Err(kept) }
    }
}
