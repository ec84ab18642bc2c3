//! A body as JSON, in the form `minimark`: text is a string, an element `[tag, props, ...children]`.

use serde_json::{Value, json};

use super::{Node, toc};

/// The `body` of a document, as Nuxt Content delivers it.
pub fn to_json(nodes: &[Node]) -> Value {
    json!({ "type": "minimark", "value": nodes.iter().map(node).collect::<Value>(), "toc": toc::of(nodes) })
}

fn node(node: &Node) -> Value {
    match node {
        Node::Text(text) => text.as_str().into(),
        Node::Element(element) => {
            let mut list = vec![
                element.tag.as_str().into(),
                Value::Object(element.props.clone()),
            ];
            list.extend(element.children.iter().map(self::node));
            list.into()
        }
    }
}
