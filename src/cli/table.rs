//! A table for a terminal: columns aligned by the width that text takes there, numbers to the right.

use std::io::{self, Write};

use anstyle::{Effects, Style};
use unicode_width::UnicodeWidthStr;

const HEADER: Style = Style::new().effects(Effects::BOLD);

/// Rows under a header.
#[derive(Clone, Debug, Default)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

struct Column {
    width: usize,
    is_number: bool,
}

impl Table {
    /// A table without rows.
    pub fn new<T: Into<String>>(header: impl IntoIterator<Item = T>) -> Self {
        let header = header.into_iter().map(Into::into).collect();
        Self {
            header,
            rows: Vec::new(),
        }
    }

    /// Adds a row; cells that are missing at its end are empty.
    pub fn row<T: ToString>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows
            .push(cells.into_iter().map(|cell| cell.to_string()).collect());
    }

    /// Whether there is nothing under the header.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it, the header in bold.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let columns = self.columns();
        writeln!(out, "{HEADER}{}{HEADER:#}", line(&self.header, &columns))?;
        for row in &self.rows {
            writeln!(out, "{}", line(row, &columns))?;
        }
        Ok(())
    }

    fn columns(&self) -> Vec<Column> {
        let count = self
            .rows
            .iter()
            .map(Vec::len)
            .chain([self.header.len()])
            .max();
        (0..count.unwrap_or(0)).map(|at| self.column(at)).collect()
    }

    fn column(&self, at: usize) -> Column {
        let cells = || self.rows.iter().filter_map(move |row| row.get(at));
        let width = cells()
            .chain(self.header.get(at))
            .map(|cell| cell.width())
            .max();
        let mut said = cells().filter(|cell| !cell.is_empty()).peekable();
        Column {
            width: width.unwrap_or(0),
            is_number: said.peek().is_some() && said.all(|cell| is_number(cell)),
        }
    }
}

fn line(cells: &[String], columns: &[Column]) -> String {
    let mut line = String::new();
    for (at, column) in columns.iter().enumerate() {
        let cell = cells.get(at).map_or("", String::as_str);
        let padding = " ".repeat(column.width.saturating_sub(cell.width()));
        let gap = if at == 0 { "" } else { "  " };
        line += gap;
        line += &match column.is_number {
            true => padding + cell,
            false => cell.to_owned() + &padding,
        };
    }
    line.trim_end().to_owned()
}

fn is_number(cell: &str) -> bool {
    let is_sign = |c: char| {
        c.is_numeric() || matches!(c, '.' | ',' | '-' | '+' | '%' | ' ' | '\u{a0}' | '\u{202f}')
    };
    cell.chars().all(is_sign) && (cell == "-" || cell.chars().any(char::is_numeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(table: &Table) -> String {
        let mut bytes = Vec::new();
        table.write(&mut bytes).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(bytes).unwrap()).to_string()
    }

    #[test]
    fn columns_are_aligned_by_what_the_eye_sees() {
        let mut table = Table::new(["locale", "name", "posts", "new"]);
        table.row(["en", "English", "155", "3"]);
        table.row(["zh-Hant", "繁體中文", "1,643", "-"]);
        table.row(["ar", "العربية", "2"]);
        let expected = "\
locale   name      posts  new
en       English     155    3
zh-Hant  繁體中文  1,643    -
ar       العربية       2
";
        assert_eq!(written(&table), expected);
    }

    #[test]
    fn a_table_without_rows_is_its_header() {
        assert_eq!(written(&Table::new(["a", "b"])), "a  b\n");
        assert!(Table::new(["a"]).is_empty());
    }
}
