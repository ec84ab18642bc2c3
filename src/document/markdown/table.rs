//! Tables of GitHub Flavored Markdown: a head, a rule that tells how columns are aligned, and rows.

use super::line::Line;
use super::node::{Alignment, Kind, Node};

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

    /// Rows that are too short are filled up, and those too long cut.
    fn push_row(&mut self, texts: Vec<String>, line: u32) {
        let mut texts = texts.into_iter();
        let cell = |_| {
            let text = texts.next().unwrap_or_default();
            Node::new(Kind::Cell, line, vec![Node::leaf(Kind::Text(text), line)])
        };
        let cells = self.columns.iter().map(cell).collect();
        self.rows.push(Node::new(Kind::Row, line, cells));
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
