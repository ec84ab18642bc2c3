//! Lists: bulleted, numbered, of tasks, tight and loose.

use serde_json::Value;

use super::super::{Element, Node};
use super::{Context, Piece, pieces, prefix_lines};

/// A list; `None` for one that Markdown cannot write. `is_other` asks for the other marker of its kind.
pub(super) fn list(element: &Element, is_other: bool, context: Context) -> Option<String> {
    let is_ordered = element.tag == "ol";
    let items = items(element)?;
    let start = start(element)?;
    let written: Vec<Item> = items.iter().map(|item| Item::of(item, context)).collect();
    let is_loose = written.iter().any(|item| item.is_loose);
    let mut lines = Vec::new();
    for (position, item) in written.iter().enumerate() {
        let marker = match (is_ordered, is_other) {
            (true, false) => format!("{}. ", start.saturating_add(position as u64)),
            (true, true) => format!("{}) ", start.saturating_add(position as u64)),
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        lines.push(prefix_lines(&item.text, &marker, &indent));
    }
    Some(lines.join(if is_loose { "\n\n" } else { "\n" }))
}

/// Whether a list was written with the first marker of its kind.
pub(super) fn has_first_marker(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with('-') || (behind.len() < text.len() && behind.starts_with('.'))
}

fn items(element: &Element) -> Option<Vec<&Element>> {
    let is_known = |key: &String| {
        key == "start" || (key == "className" && element.has_class("contains-task-list"))
    };
    if !element.props.keys().all(is_known) {
        return None;
    }
    let is_gap = |node: &&Node| matches!(node, Node::Text(text) if text.trim().is_empty());
    let is_item = |element: &&Element| {
        let is_plain = element.props.is_empty()
            || (element.props.len() == 1 && element.has_class("task-list-item"));
        element.tag == "li" && is_plain
    };
    let items = element.children.iter().filter(|node| !is_gap(node));
    let items: Option<Vec<&Element>> = items.map(|node| node.element().filter(is_item)).collect();
    items.filter(|items| !items.is_empty())
}

fn start(element: &Element) -> Option<u64> {
    match element.props.get("start") {
        None => Some(1),
        Some(Value::Number(number)) => number.as_u64().filter(|start| *start < 1_000_000),
        Some(value) => value.as_str()?.parse().ok(),
    }
}

struct Item {
    text: String,
    is_loose: bool,
}

impl Item {
    fn of(element: &Element, context: Context) -> Self {
        let (task, children) = task(&element.children);
        let pieces = pieces(children, context.contained());
        let is_tight = pieces.iter().any(|piece| piece.ends_line);
        let mut text = task.to_owned();
        let mut is_loose = false;
        let mut before: Option<&Piece<'_>> = None;
        for piece in &pieces {
            if let Some(before) = before {
                let is_close = is_tight && can_follow(before, piece);
                is_loose |= !is_close;
                text.push_str(if is_close { "\n" } else { "\n\n" });
            }
            text.push_str(&piece.text);
            before = Some(piece);
        }
        Self { text, is_loose }
    }
}

/// The box of a task, and what is left of the item.
fn task(children: &[Node]) -> (&'static str, &[Node]) {
    let Some((Node::Element(first), rest)) = children.split_first() else {
        return ("", children);
    };
    if first.tag != "input" || first.text_prop("type") != Some("checkbox") {
        return ("", children);
    }
    match first.props.get("checked") {
        Some(Value::Bool(true)) | Some(Value::String(_)) => ("[x] ", rest),
        _ => ("[ ] ", rest),
    }
}

/// Whether a block may begin on the line after another one and still be a block of its own.
fn can_follow(before: &Piece<'_>, piece: &Piece<'_>) -> bool {
    let is_clear =
        |element: &Element| matches!(element.tag.as_str(), "ul" | "ol" | "pre" | "blockquote");
    let ends_clearly = before.element.is_none_or(is_clear);
    let begins_clearly = piece.element.is_some_and(is_clear);
    let first_line = piece.text.lines().next().unwrap_or_default();
    // A number other than one, or an item with nothing in it, does not interrupt a paragraph.
    let interrupts = match first_line.split_once(' ') {
        Some((marker, _)) => {
            !marker.starts_with(|c: char| c.is_ascii_digit()) || matches!(marker, "1." | "1)")
        }
        None => piece.element.is_some_and(|element| element.tag == "pre"),
    };
    let are_quotes = [before, piece].iter().all(|piece| {
        piece
            .element
            .is_some_and(|element| element.tag == "blockquote")
    });
    ends_clearly && begins_clearly && interrupts && !are_quotes
}
