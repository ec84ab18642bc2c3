//! Footnotes as elements: the numbers in the text, and the section at the end of the document.

use std::collections::HashMap;

use super::blocks::{Builder, on_lines};
use super::links::percent_encoded;
use super::{Element, Flavor, Node};
use crate::document::body::FootnoteLabels;
use crate::document::markdown::node::{Kind, Node as Markdown};

/// The footnotes of a document.
#[derive(Default)]
pub(super) struct Notes<'m> {
    definitions: HashMap<&'m str, &'m [Markdown]>,
    /// Those that were referred to, in the order that gives them their numbers.
    order: Vec<&'m str>,
    references: HashMap<&'m str, References>,
}

/// How a note is referred to.
#[derive(Clone, Copy)]
struct References {
    /// The number of the note.
    number: usize,
    count: usize,
}

impl<'m> Notes<'m> {
    /// The first definition of an identifier counts.
    pub(super) fn of(blocks: &'m [Markdown]) -> Self {
        let mut notes = Self::default();
        notes.collect(blocks);
        notes
    }

    fn collect(&mut self, nodes: &'m [Markdown]) {
        for node in nodes {
            if let Kind::Note(identifier) = &node.kind {
                self.definitions.entry(identifier).or_insert(&node.children);
            }
            self.collect(&node.children);
        }
    }

    /// The number of a note, and how often it was referred to, this time included.
    fn refer(&mut self, identifier: &'m str) -> (usize, usize) {
        let number = self.order.len() + 1;
        let references = self
            .references
            .entry(identifier)
            .or_insert(References { number, count: 0 });
        references.count += 1;
        if references.count == 1 {
            self.order.push(identifier);
        }
        (references.number, references.count)
    }
}

impl<'m> Builder<'m> {
    /// The number of a note; none where notes are not shown.
    pub(super) fn note_reference(&mut self, identifier: &'m str) -> Option<Element> {
        if let Flavor::Page {
            with_notes: false, ..
        } = self.flavor
        {
            return None;
        }
        let (number, count) = self.notes.refer(identifier);
        let id = id_of(identifier);
        let link = Element::new("a", vec![Node::text(number.to_string())])
            .with("href", format!("#user-content-fn-{id}"))
            .with("id", format!("user-content-fnref-{id}{}", suffix(count)))
            .with("aria-describedby", "footnote-label")
            .with("data-footnote-ref", "");
        Some(Element::new("sup", vec![link.into()]))
    }

    /// The section with all notes that the text refers to; they may refer to further ones.
    pub(super) fn footer(&mut self) -> Option<Element> {
        let mut contents = Vec::new();
        let mut index = 0;
        while let Some(identifier) = self.notes.order.get(index).copied() {
            let blocks = self
                .notes
                .definitions
                .get(identifier)
                .copied()
                .unwrap_or_default();
            contents.push((identifier, self.all(blocks)));
            index += 1;
        }
        if contents.is_empty() {
            return None;
        }
        let labels = match self.flavor {
            Flavor::Nuxt => &FootnoteLabels::default(),
            Flavor::Page { context, .. } => &context.labels,
        };
        let items = contents
            .into_iter()
            .zip(1..)
            .map(|((identifier, content), number)| {
                let references = self.notes.references.get(identifier);
                let count = references.map_or(0, |references| references.count);
                item(identifier, content, number, count, labels).into()
            });
        let list = Element::new("ol", on_lines(items.collect()));
        let label = Element::new("h2", vec![Node::text(labels.heading.clone())])
            .with("class", "sr-only")
            .with("id", "footnote-label");
        let children = vec![
            label.into(),
            Node::text("\n"),
            list.into(),
            Node::text("\n"),
        ];
        Some(
            Element::new("section", children)
                .with("class", "footnotes")
                .with("data-footnotes", ""),
        )
    }
}

fn item(
    identifier: &str,
    mut content: Vec<Node>,
    number: usize,
    count: usize,
    labels: &FootnoteLabels,
) -> Element {
    let links = back_references(identifier, number, count, labels);
    match content.last_mut().and_then(Node::element_mut) {
        Some(paragraph) if paragraph.tag == "p" => {
            match paragraph.children.last_mut() {
                Some(Node::Text(text)) => text.push(' '),
                _ => paragraph.children.push(Node::text(" ")),
            }
            paragraph.children.extend(links);
        }
        _ => content.extend(links),
    }
    let id = format!("user-content-fn-{}", id_of(identifier));
    Element::new("li", on_lines(content)).with("id", id)
}

fn back_references(
    identifier: &str,
    number: usize,
    count: usize,
    labels: &FootnoteLabels,
) -> Vec<Node> {
    let id = id_of(identifier);
    let mut links = Vec::new();
    for index in 1..=count {
        if index > 1 {
            links.push(Node::text(" "));
        }
        let mut shown = vec![Node::text("↩")];
        if index > 1 {
            shown.push(Element::new("sup", vec![Node::text(index.to_string())]).into());
        }
        let link = Element::new("a", shown)
            .with("href", format!("#user-content-fnref-{id}{}", suffix(index)))
            .with("class", "data-footnote-backref")
            .with("data-footnote-backref", "")
            .with("aria-label", labels.back_reference(number, index));
        links.push(link.into());
    }
    links
}

impl FootnoteLabels {
    fn back_reference(&self, number: usize, index: usize) -> String {
        let number = format!("{number}{}", suffix(index));
        self.back_reference
            .replace("{ $number }", &number)
            .replace("{$number}", &number)
    }
}

impl Default for FootnoteLabels {
    fn default() -> Self {
        Self {
            heading: "Footnotes".to_owned(),
            back_reference: "Back to reference {$number}".to_owned(),
        }
    }
}

fn id_of(identifier: &str) -> String {
    percent_encoded(&identifier.to_lowercase())
}

/// The second reference to a note and those after it have a number of their own.
fn suffix(index: usize) -> String {
    if index > 1 {
        format!("-{index}")
    } else {
        String::new()
    }
}
