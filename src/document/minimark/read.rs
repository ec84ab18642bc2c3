//! From JSON to nodes, in all forms that Nuxt Content has written: `minimark`, `minimal` and `root`.

use serde_json::{Map, Value};

use super::{DEPTH_MAX, Element, Node};
use crate::domain::diagnostic::Diagnostic;

/// Reads the `body` of a document; with what of it could not be read (`BAD_PAYLOAD`).
pub fn read(body: &Value) -> (Vec<Node>, Vec<Diagnostic>) {
    let mut reader = Reader::default();
    let nodes = match body.get("type").and_then(Value::as_str) {
        Some("minimark" | "minimal") => reader.children(body.get("value"), 0),
        Some("root") => reader.children(body.get("children"), 0),
        _ => {
            reader.refuse("the body is of no known type");
            Vec::new()
        }
    };
    (nodes, reader.diagnostics)
}

#[derive(Default)]
struct Reader {
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn children(&mut self, children: Option<&Value>, depth: usize) -> Vec<Node> {
        match children {
            Some(Value::Array(children)) => self.nodes(children, depth),
            None | Some(Value::Null) => Vec::new(),
            Some(_) => {
                self.refuse("the children of an element are no list");
                Vec::new()
            }
        }
    }

    fn nodes(&mut self, values: &[Value], depth: usize) -> Vec<Node> {
        values
            .iter()
            .filter_map(|value| self.node(value, depth))
            .collect()
    }

    fn node(&mut self, value: &Value, depth: usize) -> Option<Node> {
        if depth >= DEPTH_MAX {
            self.refuse("the body is nested more than 100 deep");
            return None;
        }
        match value {
            Value::String(text) => Some(Node::Text(text.clone())),
            Value::Array(list) => self.compressed(list, depth),
            Value::Object(object) => self.uncompressed(object, depth),
            _ => {
                self.refuse("a node of the body is neither text nor an element");
                None
            }
        }
    }

    /// `[tag, props, ...children]`.
    fn compressed(&mut self, list: &[Value], depth: usize) -> Option<Node> {
        let Some((Value::String(tag), rest)) = list.split_first() else {
            self.refuse("an element of the body has no name");
            return None;
        };
        let (props, children) = match rest.split_first() {
            Some((Value::Object(props), children)) => (props.clone(), children),
            Some((Value::Null, children)) => (Map::new(), children),
            _ => (Map::new(), rest),
        };
        // A comment of the source; nobody reads it.
        if tag.is_empty() {
            return None;
        }
        let children = self.nodes(children, depth + 1);
        Some(element(tag, props, children))
    }

    /// `{ type: "element", tag, props, children }` or `{ type: "text", value }`.
    fn uncompressed(&mut self, object: &Map<String, Value>, depth: usize) -> Option<Node> {
        match object.get("type").and_then(Value::as_str) {
            Some("text") => object
                .get("value")?
                .as_str()
                .map(|text| Node::Text(text.to_owned())),
            Some("element") => {
                let Some(tag) = object.get("tag").and_then(Value::as_str) else {
                    self.refuse("an element of the body has no name");
                    return None;
                };
                let props = object
                    .get("props")
                    .and_then(Value::as_object)
                    .cloned()
                    .unwrap_or_default();
                let children = self.children(object.get("children"), depth + 1);
                Some(element(tag, props, children))
            }
            Some("comment") => None,
            _ => {
                self.refuse("a node of the body is neither text nor an element");
                None
            }
        }
    }

    /// One of each kind is enough to know.
    fn refuse(&mut self, message: &str) {
        if !self
            .diagnostics
            .iter()
            .any(|problem| problem.message == message)
        {
            self.diagnostics.push(
                Diagnostic::error("BAD_PAYLOAD", message)
                    .help("what could not be read of it is left out"),
            );
        }
    }
}

fn element(tag: &str, props: Map<String, Value>, children: Vec<Node>) -> Node {
    Node::Element(Element {
        tag: tag.to_owned(),
        props,
        children,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn all_forms_of_a_body_give_the_same_tree() {
        let (expected, problems) = read(
            &json!({"type": "minimark", "value": [["p", {"id": "x"}, "a ", ["em", {}, "b"]]]}),
        );
        assert_eq!((expected.len(), problems.len()), (1, 0));
        for body in [
            json!({"type": "minimal", "value": [["p", {"id": "x"}, "a ", ["em", {}, "b"]]]}),
            json!({"type": "root", "children": [
                {"type": "comment", "value": "nothing"},
                {"type": "element", "tag": "p", "props": {"id": "x"}, "children": [
                    {"type": "text", "value": "a "},
                    {"type": "element", "tag": "em", "props": {}, "children": [{"type": "text", "value": "b"}]},
                ]},
            ]}),
        ] {
            assert_eq!(read(&body), (expected.clone(), vec![]));
        }
    }

    #[test]
    fn what_cannot_be_read_is_reported_and_the_rest_read() {
        let deep = (0..200).fold(json!("x"), |inner, _| json!(["div", {}, inner]));
        for (body, nodes) in [
            (json!(null), 0),
            (json!({"type": "other"}), 0),
            (
                json!({"type": "minimark", "value": [1, "a", [2], ["p"]]}),
                2,
            ),
            (json!({"type": "minimark", "value": [deep]}), 1),
            (json!({"type": "root", "children": "x"}), 0),
        ] {
            let (tree, problems) = read(&body);
            assert_eq!(tree.len(), nodes, "{body}");
            assert!(
                !problems.is_empty()
                    && problems.iter().all(|problem| problem.code == "BAD_PAYLOAD"),
                "{body}"
            );
        }
    }
}
