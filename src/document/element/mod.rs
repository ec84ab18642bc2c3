//! A document as elements of HTML and components, before it is written as anything: made from Markdown here, with raw
//! HTML put in its place as a browser would.
//! Attributes have the names that HTML gives them; which names a tree of Nuxt Content uses is the business of
//! `property`. One file for each family of Markdown's constructs.

mod alerts;
mod blocks;
mod code;
mod components;
mod fragment;
mod inlines;
mod links;
mod lists;
mod notes;
pub(super) mod property;
mod safety;
mod tables;

use super::body::Context;
use super::crowded::ATTRIBUTES_MAX;
use super::markdown::node::Node as Markdown;

pub(super) use alerts::TITLE as ALERT_TITLE;

/// A node of the document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    Comment(String),
    /// HTML that is still to be read.
    Raw(String),
}

/// An element of HTML, or a component.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    pub(super) tag: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn new(tag: impl Into<String>, children: Vec<Node>) -> Self {
        Self {
            tag: tag.into(),
            attributes: Vec::new(),
            children,
        }
    }

    /// The element with one more attribute; of one name, the last value counts.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value.into());
        self
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    /// Sets an attribute that the author has chosen, of which an element has only so many: whoever looks for one passes
    /// over all others.
    pub(super) fn set_chosen(&mut self, name: &str, value: String) {
        if self.attributes.len() < ATTRIBUTES_MAX || self.attribute(name).is_some() {
            self.set(name, value);
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// All text inside.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        push_text(&self.children, &mut text);
        text
    }
}

impl Node {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(super) fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Self::Element(element) => Some(element),
            _ => None,
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

/// Whom elements are for.
#[derive(Clone, Copy)]
pub(super) enum Flavor<'c> {
    /// Frontends built on Nuxt Content: as it has them, in all that is no danger.
    Nuxt,
    /// Any page.
    Page {
        context: &'c Context,
        /// Whether notes are shown; an excerpt has none.
        with_notes: bool,
    },
}

/// The elements of blocks, raw HTML among them, without what is not safe.
pub(super) fn read(blocks: &[Markdown], flavor: Flavor<'_>) -> Vec<Node> {
    safety::clean(fragment::place(blocks::build(blocks, flavor)))
}

fn push_text(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) => push_text(&element.children, text),
            Node::Comment(_) | Node::Raw(_) => {}
        }
    }
}
