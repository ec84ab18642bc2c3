//! Tables of GitHub Flavored Markdown: a head, a rule that tells how columns are aligned, and rows.

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
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut characters = row.chars();
    while let Some(c) = characters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '\\' => match characters.next() {
                Some('|') => cell.push('|'),
                Some(escaped) => cell.extend([c, escaped]),
                None => cell.push(c),
            },
            '|' => cells.push(String::new()),
            _ => cell.push(c),
        }
    }
    if cells.len() > 1
        && cells
            .last()
            .is_some_and(|cell| cell.trim_matches([' ', '\t']).is_empty())
    {
        cells.pop();
    }
    for cell in &mut cells {
        *cell = cell.trim_matches([' ', '\t']).to_owned();
    }
    cells
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
