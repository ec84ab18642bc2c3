//! Elements as HTML.
//! What comes out is well formed but not yet safe: it goes through `sanitize` before anyone sees it.

use super::allowlist;
use super::element::{Element, Node};
use super::escape::{push_text, push_value};

pub(super) fn write(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_all(nodes, &mut out);
    out
}

fn push_all(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => push_text(text, out),
            Node::Element(element) => push_element(element, out),
            Node::Comment(_) | Node::Raw(_) => {}
        }
    }
}

fn push_element(element: &Element, out: &mut String) {
    // What is on no list would be taken away; its children stay.
    let Some(tag) = allowlist::element(&element.tag).or_else(|| own_element(&element.tag)) else {
        push_all(&element.children, out);
        return;
    };
    out.push('<');
    out.push_str(tag);
    for (name, value) in &element.attributes {
        if is_name(name) {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            push_value(value, out);
            out.push('"');
        }
    }
    out.push('>');
    if !allowlist::is_void(tag) && tag != "input" {
        push_all(&element.children, out);
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

/// What no author may write, but task lists have.
fn own_element(tag: &str) -> Option<&'static str> {
    (tag == "input").then_some("input")
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
