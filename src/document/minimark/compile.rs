//! From the elements of a document to the tree that Nuxt Content delivers: names of properties, ids of headings, and
//! what it leaves out.

use serde_json::{Map, Value};

use super::{Element, Node};
use crate::document::element::{self, property};
use crate::document::slugs::{Slugs, clean};

/// A body as Nuxt Content delivers it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compiled {
    /// The tree.
    pub nodes: Vec<Node>,
}

impl Compiled {
    /// The text of the first block if that is an `h1`.
    pub fn title(&self) -> Option<String> {
        self.first_block("h1", false)
    }

    /// The text of the first block if that is a paragraph, or of a paragraph right after an `h1` that is.
    pub fn description(&self) -> Option<String> {
        self.first_block("p", true)
    }

    /// Rules of Markdown do not count as blocks.
    fn first_block(&self, tag: &str, is_after_title: bool) -> Option<String> {
        let elements = self.nodes.iter().filter_map(Node::element);
        let mut blocks = elements.filter(|element| element.tag != "hr").peekable();
        if is_after_title {
            blocks.next_if(|element| element.tag == "h1");
        }
        blocks
            .next()
            .filter(|element| element.tag == tag)
            .map(Element::text)
    }
}

/// Makes the tree of a document from its elements, each of which is put away as soon as its node is made.
pub(in crate::document) fn compile(elements: Vec<element::Node>) -> Compiled {
    let mut nodes = compile_all(elements, &mut Slugs::default());
    nodes.retain(|node| node.element().is_some());
    Compiled { nodes }
}

fn compile_all(nodes: Vec<element::Node>, slugs: &mut Slugs) -> Vec<Node> {
    let nodes = nodes.into_iter();
    let mut compiled: Vec<Node> = nodes.filter_map(|node| compile_node(node, slugs)).collect();
    // Most have one child or none.
    compiled.shrink_to_fit();
    compiled
}

fn compile_node(node: element::Node, slugs: &mut Slugs) -> Option<Node> {
    match node {
        element::Node::Text(text) if !is_line_ends(&text) => Some(Node::Text(text)),
        element::Node::Element(element) if !is_blank_paragraph(&element) => {
            Some(Node::Element(compile_element(element, slugs)))
        }
        _ => None,
    }
}

fn compile_element(element: element::Element, slugs: &mut Slugs) -> Element {
    let mut props = props(&element);
    if is_heading(&element.tag) {
        let id = match element.attribute("id") {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => slugs.take(&element.text()),
        };
        props.insert("id".to_owned(), clean(&id).into());
    }
    let children = match element.tag.as_str() {
        "li" => without_paragraphs(element.children),
        _ => element.children,
    };
    Element {
        children: compile_all(children, slugs),
        tag: match element.tag.as_str() {
            "component-slot" => "template".to_owned(),
            _ => element.tag,
        },
        props,
    }
}

fn is_line_ends(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'\n')
}

fn is_blank_paragraph(element: &element::Element) -> bool {
    element.tag == "p"
        && element
            .children
            .iter()
            .all(|child| matches!(child, element::Node::Text(text) if text.trim().is_empty()))
}

fn is_heading(tag: &str) -> bool {
    matches!(tag.as_bytes(), [b'h', digit] if digit.is_ascii_digit())
}

/// Items have no paragraphs: a line break stands where the second and those after it begin.
fn without_paragraphs(children: Vec<element::Node>) -> Vec<element::Node> {
    let mut flat = Vec::with_capacity(children.len());
    let mut has_paragraph = false;
    for child in children {
        match child {
            element::Node::Element(paragraph) if paragraph.tag == "p" => {
                if has_paragraph {
                    flat.push(element::Element::new("br", Vec::new()).into());
                }
                has_paragraph = true;
                flat.extend(paragraph.children);
            }
            _ => flat.push(child),
        }
    }
    flat
}

fn props(element: &element::Element) -> Map<String, Value> {
    // One more for the id of a heading.
    let count = element.attributes.len() + usize::from(is_heading(&element.tag));
    let mut props = Map::with_capacity(count);
    for (name, value) in &element.attributes {
        let (property, value) = property::of(name, value);
        props.insert(property, value);
    }
    // What is bound goes before what is written.
    let bound: Vec<String> = props
        .keys()
        .filter_map(|name| name.strip_prefix(':').map(str::to_owned))
        .collect();
    for name in bound {
        props.remove(&name);
    }
    if element.tag == "code" && is_empty_list(props.get("className")) {
        props.remove("className");
    }
    if let (true, Some(Value::String(lines))) = (element.tag == "pre", props.get("highlights")) {
        let lines: Vec<Value> = lines.split(' ').map(leading_number).collect();
        props.insert("highlights".to_owned(), lines.into());
    }
    props
}

fn is_empty_list(value: Option<&Value>) -> bool {
    value.and_then(Value::as_array).is_some_and(Vec::is_empty)
}

fn leading_number(text: &str) -> Value {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: Option<u64> = text.get(..digits).and_then(|digits| digits.parse().ok());
    number.map_or(Value::Null, Value::from)
}
