//! Footnotes: references in the text, and the notes that stand together at the end.

use super::super::{Element, Node};
use super::{Context, pieces, prefix_lines};

/// Whether this is the section of all notes.
pub(super) fn is_section(element: &Element) -> bool {
    element.has_class("footnotes") || element.props.contains_key("dataFootnotes")
}

/// Whether this `sup` holds a reference.
pub(super) fn is_reference(element: &Element) -> bool {
    reference_label(element).is_some()
}

/// `[^label]`.
pub(super) fn push_reference(out: &mut String, element: &Element) {
    if let Some(label) = reference_label(element) {
        out.push_str(&format!("[^{label}]"));
    }
}

/// `[^label]: …` for each note, with an empty line between them.
pub(super) fn section(element: &Element, context: Context) -> String {
    let lists = element
        .children
        .iter()
        .filter_map(Node::element)
        .filter(|child| child.tag == "ol");
    let items = lists.flat_map(|list| list.children.iter().filter_map(Node::element));
    let notes = items.filter_map(|item| note(item, context));
    notes.collect::<Vec<_>>().join("\n\n")
}

fn note(item: &Element, context: Context) -> Option<String> {
    let label = label(item.text_prop("id")?.strip_prefix("user-content-fn-")?)?;
    let children = without_back_links(&item.children);
    let pieces = pieces(&children, context.contained());
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    Some(prefix_lines(
        &texts.join("\n\n"),
        &format!("[^{label}]: "),
        "    ",
    ))
}

fn without_back_links(nodes: &[Node]) -> Vec<Node> {
    let mut kept: Vec<Node> = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if element.props.contains_key("dataFootnoteBackref") => {}
            Node::Element(element) if element.tag == "p" => kept.push(Node::Element(Element {
                children: without_back_links(&element.children),
                ..element.clone()
            })),
            node => kept.push(node.clone()),
        }
    }
    kept
}

fn reference_label(element: &Element) -> Option<String> {
    let [Node::Element(link)] = element.children.as_slice() else {
        return None;
    };
    if !link.props.contains_key("dataFootnoteRef") {
        return None;
    }
    label(link.text_prop("href")?.strip_prefix("#user-content-fn-")?)
}

/// The label that an id was made of; `None` for one that Markdown would not take.
fn label(id: &str) -> Option<String> {
    let label = percent_decoded(id)?;
    let is_bad =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '[' | ']' | '\\' | '|');
    (!label.is_empty() && !label.contains(is_bad)).then_some(label)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}
