//! Vocabularies: tables of tab-separated values with a head line. Lines that begin with `#` are remarks.

use super::error::FileError;

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The file, for messages.
    pub path: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Line in the file from 1.
    pub line: usize,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table. `known` are the columns it may have; the first of them must be there.
    ///
    /// # Errors
    /// A column that is not known or comes twice, a row with more cells than columns, an empty or doubled id.
    pub fn parse(path: &str, text: &str, known: &[&str]) -> Result<Self, FileError> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((head_line, head)) = lines.next() else {
            return Err(FileError::new(path, 0, "пустая таблица: первой строкой нужны названия столбцов"));
        };
        let columns: Vec<String> = head.split('\t').map(|name| name.trim().to_owned()).collect();
        for (index, column) in columns.iter().enumerate() {
            if !known.contains(&column.as_str()) {
                let message = format!("неизвестный столбец «{column}»; здесь бывают: {}", known.join(", "));
                return Err(FileError::new(path, head_line + 1, message));
            }
            if columns[..index].contains(column) {
                return Err(FileError::new(path, head_line + 1, format!("столбец «{column}» назван дважды")));
            }
        }
        if let Some(first) = known.first()
            && !columns.iter().any(|column| column == first)
        {
            return Err(FileError::new(path, head_line + 1, format!("нет столбца «{first}»")));
        }
        let mut rows = Vec::new();
        for (index, line) in lines {
            let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
            if cells.len() > columns.len() {
                let message = format!("в строке {} значений, а столбцов {}", cells.len(), columns.len());
                return Err(FileError::new(path, index + 1, message));
            }
            rows.push(Row { line: index + 1, cells });
        }
        let table = Self { path: path.to_owned(), columns, rows };
        table.unique_ids()?;
        Ok(table)
    }

    /// The cell of a row in a column; empty when the table or row has none.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let index = self.columns.iter().position(|name| name == column);
        index.and_then(|index| row.cells.get(index)).map_or("", String::as_str)
    }

    /// True when the table has the column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// Puts a row before the others, in place of those that have the same value in the column `key`. Columns that the
    /// table does not have are left out.
    pub fn put(&mut self, key: &str, cells: &[(&str, &str)], line: usize) {
        let of = |column: &str| cells.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| *value);
        let index = self.columns.iter().position(|name| name == key);
        self.rows.retain(|row| index.and_then(|index| row.cells.get(index)).is_none_or(|value| value != of(key)));
        let cells = self.columns.iter().map(|column| of(column).to_owned()).collect();
        self.rows.insert(0, Row { line, cells });
    }

    fn unique_ids(&self) -> Result<(), FileError> {
        if !self.has("id") {
            return Ok(());
        }
        let mut seen = rustc_hash::FxHashMap::default();
        for row in &self.rows {
            let id = self.cell(row, "id");
            if id.is_empty() {
                return Err(FileError::new(&*self.path, row.line, "у строки нет id"));
            }
            if let Some(line) = seen.insert(id, row.line) {
                return Err(FileError::new(&*self.path, row.line, format!("id «{id}» уже есть в строке {line}")));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_with_their_lines() {
        let table = Table::parse("а.tsv", "# список\nid\tpattern\na-1\tслово\n\na-2\n", &["id", "pattern"]).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(table.cell(&table.rows[0], "pattern"), "слово");
        assert_eq!(table.cell(&table.rows[1], "pattern"), "");
    }

    #[test]
    fn names_the_line_of_an_error() {
        for (text, line, part) in [
            ("id\tслово\n", 1, "неизвестный столбец"),
            ("id\tpattern\na\tb\tc\n", 2, "3 значений"),
            ("id\tpattern\na\tb\na\tc\n", 3, "уже есть в строке 2"),
            ("pattern\nб\n", 1, "нет столбца"),
        ] {
            let error = Table::parse("а.tsv", text, &["id", "pattern"]).unwrap_err();
            assert_eq!((error.line, error.problem.contains(part)), (Some(line), true), "{error}");
        }
    }
}
