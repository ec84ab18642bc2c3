//! The tree while the tree builder of HTML5 works on it: nodes by number, so that it may move them about.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

use super::DEPTH_MAX;
use crate::document::crowded::ATTRIBUTES_MAX;
use crate::document::element::{Element, Node};

/// Elements without content, which are never closed.
pub(super) const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "image",
    "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// How many more bytes than twice those written attributes may have, for the same reason.
const SURPLUS_BYTES_MAX: usize = 64 * 1024;

/// All nodes.
pub(super) struct Arena {
    nodes: RefCell<Vec<Entry>>,
    pub(super) elements: Cell<usize>,
    /// How many bytes the attributes have that were written, and those that were put into the tree.
    pub(super) bytes_written: Cell<usize>,
    bytes_put: Cell<usize>,
    /// How deep the element is that was opened last.
    pub(super) depth: Cell<usize>,
}

struct Entry {
    parent: Option<usize>,
    children: Vec<usize>,
    content: Content,
}

enum Content {
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        /// Of a template, where its children are.
        template: Option<usize>,
    },
    Text(String),
    Comment(String),
}

const DOCUMENT: usize = 0;

impl Arena {
    pub(super) fn new() -> Self {
        let arena = Self {
            nodes: RefCell::new(Vec::new()),
            elements: Cell::new(0),
            bytes_written: Cell::new(0),
            bytes_put: Cell::new(0),
            depth: Cell::new(0),
        };
        arena.add(Content::Document);
        arena
    }

    fn add(&self, content: Content) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Entry {
            parent: None,
            children: Vec::new(),
            content,
        });
        nodes.len() - 1
    }

    pub(super) fn create(&self, name: QualName, mut attributes: Vec<Attribute>) -> usize {
        self.elements.set(self.elements.get() + 1);
        let bytes = self.bytes_put.get() + bytes_of(&attributes);
        if bytes > self.bytes_written.get().saturating_mul(2) + SURPLUS_BYTES_MAX {
            attributes.clear();
        } else {
            self.bytes_put.set(bytes);
        }
        let is_template = &*name.local == "template" && name.ns == ns!(html);
        let template = is_template.then(|| self.add(Content::Document));
        let element = self.add(Content::Element {
            name,
            attributes,
            template,
        });
        // What is in a template is deeper than it.
        if let Some(content) = template
            && let Some(entry) = self.nodes.borrow_mut().get_mut(content)
        {
            entry.parent = Some(element);
        }
        element
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.borrow().get(node)?.parent
    }

    fn index_in_parent(&self, node: usize) -> Option<(usize, usize)> {
        let parent = self.parent(node)?;
        let nodes = self.nodes.borrow();
        let siblings = &nodes.get(parent)?.children;
        // What was added last is looked for most.
        let index = siblings.iter().rposition(|sibling| *sibling == node)?;
        Some((parent, index))
    }

    fn insert(&self, parent: usize, index: Option<usize>, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendText(text) => {
                if self.extend_text(parent, index, &text) {
                    return;
                }
                self.add(Content::Text(text.to_string()))
            }
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        if let Some(entry) = nodes.get_mut(child) {
            entry.parent = Some(parent);
        }
        if let Some(entry) = nodes.get_mut(parent) {
            let index = index
                .unwrap_or(entry.children.len())
                .min(entry.children.len());
            entry.children.insert(index, child);
        }
    }

    /// Adds text to the text that is right before; false if there is none.
    fn extend_text(&self, parent: usize, index: Option<usize>, text: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let before = nodes.get(parent).and_then(|entry| {
            let index = index.unwrap_or(entry.children.len());
            entry.children.get(index.checked_sub(1)?).copied()
        });
        match before.and_then(|node| nodes.get_mut(node)) {
            Some(Entry {
                content: Content::Text(known),
                ..
            }) => {
                known.push_str(text);
                true
            }
            _ => false,
        }
    }

    fn detach(&self, node: usize) {
        let Some((parent, index)) = self.index_in_parent(node) else {
            return;
        };
        let mut nodes = self.nodes.borrow_mut();
        if let Some(entry) = nodes.get_mut(parent) {
            entry.children.remove(index);
        }
        if let Some(entry) = nodes.get_mut(node) {
            entry.parent = None;
        }
    }

    fn depth_of(&self, node: usize) -> usize {
        std::iter::successors(Some(node), |node| self.parent(*node))
            .take(DEPTH_MAX * 8)
            .count()
    }

    pub(super) fn into_nodes(self) -> Vec<Node> {
        let mut entries: Vec<Option<Entry>> =
            self.nodes.into_inner().into_iter().map(Some).collect();
        let root = entries
            .first()
            .and_then(Option::as_ref)
            .and_then(|document| document.children.first().copied());
        match root
            .and_then(|root| entries.get_mut(root))
            .and_then(Option::take)
        {
            Some(root) => nodes_of(root.children, &mut entries),
            None => Vec::new(),
        }
    }
}

fn nodes_of(children: Vec<usize>, entries: &mut Vec<Option<Entry>>) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(children.len());
    for child in children {
        let Some(entry) = entries.get_mut(child).and_then(Option::take) else {
            continue;
        };
        match entry.content {
            Content::Text(text) => nodes.push(Node::Text(text)),
            Content::Comment(text) => nodes.push(Node::Comment(text)),
            Content::Document => {}
            Content::Element {
                name,
                attributes,
                template,
            } => {
                let children = template
                    .and_then(|template| entries.get_mut(template))
                    .and_then(Option::take)
                    .map_or(entry.children, |template| template.children);
                let attribute = |attribute: Attribute| {
                    (
                        attribute.name.local.to_string(),
                        attribute.value.to_string(),
                    )
                };
                nodes.push(Node::Element(Element {
                    tag: name.local.to_string(),
                    attributes: attributes.into_iter().map(attribute).collect(),
                    children: nodes_of(children, entries),
                }));
            }
        }
    }
    nodes
}

impl TreeSink for Arena {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = OwnedName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        DOCUMENT
    }

    fn elem_name(&self, target: &usize) -> OwnedName {
        let nodes = self.nodes.borrow();
        match nodes.get(*target).map(|entry| &entry.content) {
            Some(Content::Element { name, .. }) => OwnedName(name.clone()),
            _ => OwnedName(name_of("")),
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> usize {
        self.create(name, attributes)
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.add(Content::Comment(text.to_string()))
    }

    fn create_pi(&self, _target: StrTendril, data: StrTendril) -> usize {
        self.add(Content::Comment(data.to_string()))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let opened = match &child {
            NodeOrText::AppendNode(node) => Some(*node),
            NodeOrText::AppendText(_) => None,
        };
        self.insert(*parent, None, child);
        if let Some(node) = opened {
            let is_void = VOID.contains(&&*self.elem_name(&node).0.local);
            if !is_void {
                self.depth.set(self.depth_of(node));
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        if self.parent(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(
        &self,
        _name: StrTendril,
        _public: StrTendril,
        _system: StrTendril,
    ) {
    }

    fn pop(&self, node: &usize) {
        self.depth.set(self.depth_of(*node).saturating_sub(1));
    }

    fn get_template_contents(&self, target: &usize) -> usize {
        match self.nodes.borrow().get(*target).map(|entry| &entry.content) {
            Some(Content::Element {
                template: Some(template),
                ..
            }) => *template,
            _ => *target,
        }
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, new_node: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(node) = &new_node {
            self.detach(*node);
        }
        if let Some((parent, index)) = self.index_in_parent(*sibling) {
            self.insert(parent, Some(index), new_node);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, added: Vec<Attribute>) {
        if let Some(Entry {
            content: Content::Element { attributes, .. },
            ..
        }) = self.nodes.borrow_mut().get_mut(*target)
        {
            for attribute in added {
                if attributes.len() < ATTRIBUTES_MAX
                    && attributes.iter().all(|known| known.name != attribute.name)
                {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes
            .get_mut(*node)
            .map(|entry| std::mem::take(&mut entry.children))
            .unwrap_or_default();
        for child in &children {
            if let Some(entry) = nodes.get_mut(*child) {
                entry.parent = Some(*new_parent);
            }
        }
        if let Some(parent) = nodes.get_mut(*new_parent) {
            parent.children.extend(children);
        }
    }
}

/// The name of an element, for the tree builder.
#[derive(Debug)]
pub(super) struct OwnedName(QualName);

impl html5ever::interface::ElemName for OwnedName {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

pub(super) fn bytes_of(attributes: &[Attribute]) -> usize {
    let bytes = |attribute: &Attribute| attribute.name.local.len() + attribute.value.len();
    attributes.iter().map(bytes).sum()
}

pub(super) fn name_of(tag: &str) -> QualName {
    QualName::new(None, ns!(html), LocalName::from(tag))
}
