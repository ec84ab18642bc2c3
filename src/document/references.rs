//! Text in brackets alone: to a page it is a link if it names a definition, and else brackets around a text.
//! Nuxt Content makes a `span` of both.

use super::markdown::node::{Attributes, Kind, Link, Node};

pub(super) fn resolve(nodes: &mut Vec<Node>) {
    let mut resolved = Vec::with_capacity(nodes.len());
    for mut node in std::mem::take(nodes) {
        resolve(&mut node.children);
        let line = node.line;
        match node.kind {
            Kind::Span(span) if span.attributes.is_none() => match span.target {
                Some(target) => {
                    let link = Link {
                        target,
                        attributes: Attributes::new(),
                        is_reference: true,
                    };
                    resolved.push(Node::new(Kind::Link(link), line, node.children));
                }
                None => {
                    push(Node::leaf(Kind::Text("[".to_owned()), line), &mut resolved);
                    for child in node.children {
                        push(child, &mut resolved);
                    }
                    push(Node::leaf(Kind::Text("]".to_owned()), line), &mut resolved);
                }
            },
            kind => push(Node { kind, ..node }, &mut resolved),
        }
    }
    *nodes = resolved;
}

/// Text goes on with the text before it.
fn push(node: Node, nodes: &mut Vec<Node>) {
    match (nodes.last_mut().map(|last| &mut last.kind), &node.kind) {
        (Some(Kind::Text(text)), Kind::Text(more)) => text.push_str(more),
        _ => nodes.push(node),
    }
}
