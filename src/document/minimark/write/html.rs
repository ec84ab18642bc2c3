//! Elements as HTML, where Markdown has no way to write them.

use super::super::{Element, Node};
use super::{Context, attribute, blocks, is_block, tag};

/// An element that stands by itself, with Markdown in it where that is possible.
pub(super) fn block(element: &Element, context: Context) -> String {
    let is_gap = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
    let mut content = element
        .children
        .iter()
        .filter(|node| !is_gap(node))
        .peekable();
    let has_content = content.peek().is_some();
    let are_blocks = content.all(|node| is_block(node, &element.children));
    let mut text = String::new();
    if has_content && are_blocks && tag::holds_markdown(&element.tag) {
        push_start_tag(&mut text, element);
        let inner = blocks(&element.children, context.contained());
        text.push_str(&format!("\n\n{inner}\n\n</{}>", element.tag));
        return text;
    }
    push(&mut text, element, context);
    if matches!(
        element.tag.as_str(),
        "pre" | "script" | "style" | "textarea"
    ) {
        return text;
    }
    without_empty_lines(&text)
}

/// An element with all that is in it.
pub(super) fn push(out: &mut String, element: &Element, context: Context) {
    push_start_tag(out, element);
    if tag::is_void(&element.tag) {
        return;
    }
    if !context.is_too_deep() {
        for child in &element.children {
            match child {
                Node::Text(text) if tag::is_raw_text(&element.tag) => out.push_str(text),
                Node::Text(text) => out.push_str(&escaped(text)),
                Node::Element(element) => push(out, element, context.deeper()),
            }
        }
    }
    out.push_str(&format!("</{}>", element.tag));
}

/// `<tag …>`.
pub(super) fn push_start_tag(out: &mut String, element: &Element) {
    out.push_str(&format!(
        "<{}{}>",
        element.tag,
        attribute::html(&element.props)
    ));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// An empty line would end the HTML; as an entity its line end stays.
fn without_empty_lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for (position, line) in text.split('\n').enumerate() {
        let is_empty = line.trim().is_empty();
        if position > 0 {
            lines.push_str(if is_empty { "&#10;" } else { "\n" });
        }
        lines.push_str(line);
    }
    lines
}
