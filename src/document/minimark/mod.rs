//! The body tree of Nuxt Content, both ways: made from Markdown for frontends that are built on it, and read from a
//! payload to be written as Markdown that people can edit.

pub(in crate::document) mod compile;
mod json;
mod read;
#[cfg(test)]
mod tests;
mod toc;
pub(in crate::document) mod wrap;
mod write;

use serde_json::{Map, Value};

use super::element::{self, Flavor};
use super::markdown;
use crate::domain::minimark::Mode;

pub use compile::Compiled;
pub use json::to_json;
pub use read::read;
pub use toc::with_toc;
pub use write::write;

/// The deepest tree that is read, in elements.
pub const DEPTH_MAX: usize = 100;

/// Makes the tree of a Markdown body.
pub fn of_markdown(markdown: &str, mode: Mode) -> Compiled {
    of_blocks(&markdown::parse(markdown).blocks, mode)
}

/// Makes the tree of a Markdown body that is read already.
pub(super) fn of_blocks(blocks: &[markdown::node::Node], mode: Mode) -> Compiled {
    let mut body = compile::compile(element::read(blocks, Flavor::Nuxt));
    if mode == Mode::Wrapped {
        wrap::wrap(&mut body);
    }
    body
}

/// One node of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text as it is read, without any markup.
    Text(String),
    /// An element of HTML or a component.
    Element(Element),
}

/// An element of HTML or a component.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its name, such as `p` or `my-card`.
    pub tag: String,
    /// Its attributes under the names the DOM has for them (`className`).
    pub props: Map<String, Value>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Node {
    /// All text in it, joined.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Element(_) => None,
        }
    }

    /// The element, if it is one.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    fn push_text(&self, text: &mut String) {
        match self {
            Self::Text(content) => text.push_str(content),
            Self::Element(element) => {
                for child in &element.children {
                    child.push_text(text);
                }
            }
        }
    }
}

impl Element {
    /// All text in it, joined.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            child.push_text(&mut text);
        }
        text
    }

    /// A prop that is a text.
    pub fn text_prop(&self, name: &str) -> Option<&str> {
        self.props.get(name)?.as_str()
    }

    /// Whether `className` has this class, be it a list or a text.
    pub fn has_class(&self, class: &str) -> bool {
        match self.props.get("className") {
            Some(Value::Array(classes)) => classes.iter().any(|name| name == class),
            Some(Value::String(classes)) => classes.split_whitespace().any(|name| name == class),
            _ => false,
        }
    }
}
