//! Tables with one head row and alignment; any other table is written as HTML.

use super::super::{Element, Node};
use super::{Context, inline, is_block};

/// A table of GFM; `None` for one that it cannot write.
pub(super) fn table(element: &Element, context: Context) -> Option<String> {
    if !element.props.is_empty() {
        return None;
    }
    let mut head: Option<Vec<&Element>> = None;
    let mut rows = Vec::new();
    for part in elements(element)? {
        for row in elements(part).filter(|_| part.props.is_empty())? {
            match part.tag.as_str() {
                "thead" if head.is_none() && rows.is_empty() => head = Some(cells(row)?),
                "tbody" if head.is_some() => rows.push(cells(row)?),
                _ => return None,
            }
        }
    }
    let head = head.filter(|cells| !cells.is_empty())?;
    if rows.iter().any(|row| row.len() > head.len()) {
        return None;
    }
    let mut lines = vec![line(&head, context), delimiters(&head)];
    lines.extend(rows.iter().map(|row| line(row, context)));
    Some(lines.join("\n"))
}

fn line(cells: &[&Element], context: Context) -> String {
    let mut line = "|".to_owned();
    for cell in cells {
        line.push_str(&format!(" {} |", content(cell, context)));
    }
    line
}

/// A pipe within a cell needs its backslash even in code.
fn content(cell: &Element, context: Context) -> String {
    let context = Context {
        is_one_line: true,
        ..context.deeper()
    };
    inline::line(&cell.children, context).replace('|', "\\|")
}

fn delimiters(head: &[&Element]) -> String {
    let delimiter = |cell: &&Element| match cell.text_prop("align") {
        Some("left") => " :--- |",
        Some("center") => " :---: |",
        Some("right") => " ---: |",
        _ => " --- |",
    };
    format!("|{}", head.iter().map(delimiter).collect::<String>())
}

fn cells(row: &Element) -> Option<Vec<&Element>> {
    if row.tag != "tr" || !row.props.is_empty() {
        return None;
    }
    let cells = elements(row)?;
    let is_simple = |cell: &&Element| {
        matches!(cell.tag.as_str(), "th" | "td")
            && cell.props.keys().all(|key| key == "align")
            && !cell
                .children
                .iter()
                .any(|child| is_block(child, &cell.children))
    };
    cells.iter().all(is_simple).then_some(cells)
}

/// The children, if all but white space are elements.
fn elements(element: &Element) -> Option<Vec<&Element>> {
    let is_gap = |node: &&Node| matches!(node, Node::Text(text) if text.trim().is_empty());
    element
        .children
        .iter()
        .filter(|node| !is_gap(node))
        .map(Node::element)
        .collect()
}
