//! Text in brackets alone: to a page it is a link if it names a definition, and else brackets around a text.
//! Nuxt Content makes a `span` of both.

use super::markdown::node::{Attributes, Kind, Link, Node, merge_texts};

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
                    resolved.push(Node::leaf(Kind::Text("[".to_owned()), line));
                    resolved.extend(node.children);
                    resolved.push(Node::leaf(Kind::Text("]".to_owned()), line));
                }
            },
            kind => resolved.push(Node { kind, ..node }),
        }
    }
    merge_texts(&mut resolved);
    *nodes = resolved;
}
