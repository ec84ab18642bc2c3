//! A body as JSON, in the form `minimark`: text is a string, an element `[tag, props, ...children]`.

use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_json::Value;

use super::{Node, toc};

/// The `body` of a document, as Nuxt Content delivers it.
#[derive(serde::Serialize)]
struct Body<'n> {
    r#type: &'static str,
    value: &'n [Node],
    toc: Value,
}

/// The `body` of a document, as Nuxt Content delivers it, as JSON.
pub fn to_json(nodes: &[Node]) -> String {
    let body = Body {
        r#type: "minimark",
        value: nodes,
        toc: toc::of(nodes),
    };
    // Only keys that are no text cannot be written, and props have none.
    serde_json::to_string(&body).unwrap_or_default()
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let element = match self {
            Self::Text(text) => return serializer.serialize_str(text),
            Self::Element(element) => element,
        };
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element(&element.tag)?;
        list.serialize_element(&element.props)?;
        for child in &element.children {
            list.serialize_element(child)?;
        }
        list.end()
    }
}
