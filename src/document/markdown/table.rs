//! Tables of GitHub Flavored Markdown: a head, a rule that tells how columns are aligned, and rows.

use std::ops::Range;

use super::line::Line;
use super::node::{Alignment, Kind, Node};

/// How many cells more than are written a document may have where its rows are too short.
const FILLED_MAX: usize = 10_000;

/// A table that is open.
pub(super) struct TableReader {
    line: u32,
    columns: Vec<Alignment>,
    rows: Vec<Node>,
}

impl TableReader {
    /// A table whose head is `head`, if `rule` is the rule under it.
    pub(super) fn begin(head: &str, rule: &Line<'_>) -> Option<Self> {
        let columns = columns(rule.text_after_indent())?;
        let cells = cells(head);
        if cells.len() != columns.len() {
            return None;
        }
        let line = rule.number.saturating_sub(1);
        let mut table = Self {
            line,
            columns,
            rows: Vec::new(),
        };
        table.push_row(cells, line);
        Some(table)
    }

    pub(super) fn feed(&mut self, line: &Line<'_>) {
        self.push_row(cells(line.text_after_indent()), line.number);
    }

    pub(super) fn into_node(self) -> Node {
        Node::new(Kind::Table(self.columns), self.line, self.rows)
    }

    /// Rows that are too long are cut; those too short are filled up when the document is read.
    fn push_row(&mut self, texts: Vec<String>, line: u32) {
        let cells = texts.into_iter().take(self.columns.len());
        let cells = cells.map(|text| cell(text, line)).collect();
        self.rows.push(Node::new(Kind::Row, line, cells));
    }
}

fn cell(text: String, line: u32) -> Node {
    Node::new(Kind::Cell, line, vec![Node::leaf(Kind::Text(text), line)])
}

/// Fills up the rows of all tables that are too short, while no more cells are added than are written and
/// [`FILLED_MAX`]: rows of two bytes under a head of thousands would make a tree of the square of the text.
pub(super) fn fill_rows(blocks: &mut [Node]) {
    let mut left = FILLED_MAX + count_cells(blocks);
    fill_tables(blocks, &mut left);
}

fn count_cells(blocks: &[Node]) -> usize {
    let count = |node: &Node| match node.kind {
        Kind::Row => node.children.len(),
        _ => count_cells(&node.children),
    };
    blocks.iter().map(count).sum()
}

fn fill_tables(blocks: &mut [Node], left: &mut usize) {
    for block in blocks {
        let Kind::Table(columns) = &block.kind else {
            fill_tables(&mut block.children, left);
            continue;
        };
        for row in &mut block.children {
            let lacking = columns.len().saturating_sub(row.children.len());
            let added = lacking.min(*left);
            *left -= added;
            let line = row.line;
            row.children
                .extend((0..added).map(|_| cell(String::new(), line)));
        }
    }
}

/// The alignments that a rule such as `| :-- | --: |` tells of.
fn columns(rule: &str) -> Option<Vec<Alignment>> {
    let is_rule = rule
        .bytes()
        .all(|byte| matches!(byte, b'-' | b':' | b'|' | b' ' | b'\t'));
    if !is_rule || !rule.contains(['|', ':']) {
        return None;
    }
    cells(rule).iter().map(|cell| alignment(cell)).collect()
}

fn alignment(cell: &str) -> Option<Alignment> {
    let (is_left, rest) = match cell.strip_prefix(':') {
        Some(rest) => (true, rest),
        None => (false, cell),
    };
    let (is_right, dashes) = match rest.strip_suffix(':') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if dashes.is_empty() || !dashes.bytes().all(|byte| byte == b'-') {
        return None;
    }
    Some(match (is_left, is_right) {
        (true, true) => Alignment::Center,
        (true, false) => Alignment::Left,
        (false, true) => Alignment::Right,
        (false, false) => Alignment::None,
    })
}

/// The texts between bars; a bar after a backslash is part of the text.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim_matches([' ', '\t']);
    cell_ranges(row)
        .into_iter()
        .map(|range| without_escaped_bars(row.get(range).unwrap_or_default()))
        .collect()
}

/// Where the texts between bars are in a row, without the white space around them.
pub(in crate::document) fn cell_ranges(row: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut begin = usize::from(row.starts_with('|'));
    let mut is_escaped = false;
    for (at, byte) in row.bytes().enumerate().skip(begin) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'|' => {
                ranges.push(trimmed(row, begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    let last = trimmed(row, begin..row.len());
    if ranges.is_empty() || !last.is_empty() {
        ranges.push(last);
    }
    ranges
}

fn trimmed(row: &str, range: Range<usize>) -> Range<usize> {
    let text = row.get(range.clone()).unwrap_or_default();
    let is_space = [' ', '\t'];
    let begin = range.start + (text.len() - text.trim_start_matches(is_space).len());
    begin..begin + text.trim_matches(is_space).len()
}

/// The text of the cell at this place of a row.
pub(in crate::document) fn cell_text(row: &str, range: &Range<usize>) -> String {
    let written = row.get(range.start..range.end.min(row.len()));
    without_escaped_bars(written.unwrap_or_default())
}

fn without_escaped_bars(cell: &str) -> String {
    if !cell.contains("\\|") {
        return cell.to_owned();
    }
    with_bars(cell, "|", "|")
}

/// The text of a cell as it is written in a row.
pub(in crate::document) fn with_escaped_bars(text: &str) -> String {
    if !text.contains('|') {
        return text.to_owned();
    }
    with_bars(text, "\\|", "\\|")
}

/// The text with other bars, those that stand alone and those after a backslash.
fn with_bars(text: &str, alone: &str, escaped: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('|') => written.push_str(escaped),
                after => written.extend([Some(c), after].into_iter().flatten()),
            },
            '|' => written.push_str(alone),
            _ => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::parse;

    #[test]
    fn short_rows_are_filled_up_in_moderation() {
        let table = |columns: usize, rows: usize| {
            let head = format!("{}|\n{}|\n", "|a".repeat(columns), "|-".repeat(columns));
            count_cells(&parse(&(head + &"b\n".repeat(rows))).blocks)
        };
        assert_eq!(table(9, 8), 9 * (8 + 1));
        let written = 1000 + 1000;
        assert_eq!(table(1000, 1000), 2 * written + FILLED_MAX);
    }

    #[test]
    fn bars_part_cells_unless_escaped() {
        for (row, expected) in [
            ("| a | b |", &["a", "b"][..]),
            ("a | b", &["a", "b"]),
            ("| a \\| b | c", &["a | b", "c"]),
            ("| `a\\|b` |", &["`a|b`"]),
            ("|  | b |", &["", "b"]),
            ("a \\\\| b", &["a \\\\", "b"]),
        ] {
            assert_eq!(cells(row), expected, "{row}");
        }
    }

    #[test]
    fn bars_in_a_cell_are_escaped_where_they_are_written() {
        for (text, written) in [
            ("a", "a"),
            ("a|b", "a\\|b"),
            ("`a|b`", "`a\\|b`"),
            ("a\\|b", "a\\|b"),
            ("a\\\\|b", "a\\\\\\|b"),
        ] {
            assert_eq!(with_escaped_bars(text), written, "{text}");
            assert_eq!(cells(written).len(), 1, "{written}");
        }
    }

    #[test]
    fn a_rule_tells_how_columns_are_aligned() {
        use Alignment::{Center, Left, None as Plain, Right};
        assert_eq!(
            columns("| :-- | :-: | --: | - |"),
            Some(vec![Left, Center, Right, Plain])
        );
        assert_eq!(columns(":-"), Some(vec![Left]));
        assert_eq!(columns("---"), None);
        assert_eq!(columns("| a | - |"), None);
        assert_eq!(columns("| | - |"), None);
    }
}
