//! Lists as elements. Items of a list without blank lines have no paragraphs.

use super::blocks::{Builder, on_lines};
use super::{Element, Node};
use crate::document::markdown::node::{Item, Kind, List, Node as Markdown};

pub(super) fn list<'m>(builder: &mut Builder<'m>, list: &List, items: &'m [Markdown]) -> Element {
    let is_loose = list.is_spread
        || items
            .iter()
            .any(|node| item_of(node).is_some_and(|item| item.is_spread));
    let is_task_list = items
        .iter()
        .any(|node| item_of(node).is_some_and(|item| item.is_checked.is_some()));
    let mut built = Vec::with_capacity(items.len());
    for node in items {
        if let Some(item) = item_of(node) {
            let children = builder.all(&node.children);
            built.push(self::item(item, children, is_loose).into());
        }
    }
    let tag = if list.start.is_some() { "ol" } else { "ul" };
    let mut element = Element::new(tag, on_lines(built));
    if let Some(start) = list.start.filter(|start| *start != 1) {
        element.set("start", start.to_string());
    }
    if is_task_list {
        element.set("class", "contains-task-list".to_owned());
    }
    element
}

fn item_of(node: &Markdown) -> Option<Item> {
    match node.kind {
        Kind::Item(item) => Some(item),
        _ => None,
    }
}

fn item(item: Item, mut children: Vec<Node>, is_loose: bool) -> Element {
    let mut element = Element::new("li", Vec::new());
    if let Some(is_checked) = item.is_checked {
        put_checkbox(&mut children, is_checked);
        element.set("class", "task-list-item".to_owned());
    }
    let ends_in_paragraph = children.last().is_none_or(is_paragraph);
    let is_empty = children.is_empty();
    for (index, child) in children.into_iter().enumerate() {
        if is_loose || index > 0 || !is_paragraph(&child) {
            element.children.push(Node::text("\n"));
        }
        match child {
            Node::Element(paragraph) if paragraph.tag == "p" && !is_loose => {
                element.children.extend(paragraph.children);
            }
            child => element.children.push(child),
        }
    }
    if !is_empty && (is_loose || !ends_in_paragraph) {
        element.children.push(Node::text("\n"));
    }
    element
}

fn is_paragraph(node: &Node) -> bool {
    node.element().is_some_and(|element| element.tag == "p")
}

fn put_checkbox(children: &mut Vec<Node>, is_checked: bool) {
    if !children.first().is_some_and(is_paragraph) {
        children.insert(0, Element::new("p", Vec::new()).into());
    }
    let Some(paragraph) = children.first_mut().and_then(Node::element_mut) else {
        return;
    };
    if !paragraph.children.is_empty() {
        paragraph.children.insert(0, Node::text(" "));
    }
    let mut checkbox = Element::new("input", Vec::new()).with("type", "checkbox");
    if is_checked {
        checkbox.set("checked", String::new());
    }
    paragraph
        .children
        .insert(0, checkbox.with("disabled", "").into());
}
