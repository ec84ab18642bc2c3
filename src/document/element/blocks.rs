//! Blocks as elements: which Markdown becomes which element. Families of more than one construct have files of their
//! own.

use super::notes::Notes;
use super::{Element, Flavor, Node, alerts, code, components, fragment, inlines, lists, tables};
use crate::document::markdown::node::{Heading, Kind, Node as Markdown};

/// What is known of the document while it is built.
pub(super) struct Builder<'m> {
    pub(super) flavor: Flavor<'m>,
    pub(super) notes: Notes<'m>,
    /// How many blocks of text are around this place.
    texts: usize,
    /// How many lines of code may still be highlighted.
    highlights_left: usize,
}

/// The elements of blocks; raw HTML is still to be read.
pub(super) fn build(blocks: &[Markdown], flavor: Flavor<'_>) -> Vec<Node> {
    let mut builder = Builder {
        flavor,
        notes: Notes::of(blocks),
        texts: 0,
        highlights_left: code::ALL_HIGHLIGHTS_MAX,
    };
    let mut nodes = apart(builder.all(blocks));
    if let Some(footer) = builder.footer() {
        nodes.push(Node::text("\n"));
        nodes.push(footer.into());
    }
    nodes
}

impl<'m> Builder<'m> {
    /// The elements of all nodes of a parent.
    pub(super) fn all(&mut self, nodes: &'m [Markdown]) -> Vec<Node> {
        let mut built = Vec::with_capacity(nodes.len());
        let mut is_after_break = false;
        for node in nodes {
            let begin = built.len();
            self.push(node, &mut built);
            if is_after_break && let [first] = built.get_mut(begin..).unwrap_or_default() {
                inlines::trim_start(first);
            }
            is_after_break = node.kind == Kind::Break;
        }
        built
    }

    fn push(&mut self, node: &'m Markdown, built: &mut Vec<Node>) {
        let children = &node.children;
        let element = match &node.kind {
            Kind::Paragraph => return self.push_paragraph(children, built),
            Kind::Heading(heading) => self.heading(heading, children),
            Kind::ThematicBreak => Element::new("hr", Vec::new()),
            Kind::Quote => Element::new("blockquote", on_lines(self.all(children))),
            Kind::List(list) => lists::list(self, list, children),
            Kind::Alert(alert) => alerts::alert(self, alert, children),
            Kind::CodeBlock(block) => code::block(block, &mut self.highlights_left),
            Kind::Table(columns) => tables::table(self, columns, children),
            Kind::HtmlBlock(html) | Kind::Html(html) => {
                built.push(Node::Raw(inlines::with_kebab_tag(html)));
                return;
            }
            Kind::Component(component) => components::component(self, component, children),
            Kind::Slot(slot) => components::slot(self, slot, children),
            Kind::Label => {
                built.extend(self.all(children));
                return;
            }
            Kind::Item(_)
            | Kind::Row
            | Kind::Cell
            | Kind::Definition
            | Kind::Note(_)
            | Kind::Lost(_) => return,
            Kind::Text(text) => {
                built.push(Node::Text(inlines::without_line_margins(text)));
                return;
            }
            Kind::Break => {
                built.push(Element::new("br", Vec::new()).into());
                built.push(Node::text("\n"));
                return;
            }
            Kind::NoteReference(identifier) => {
                built.extend(self.note_reference(identifier).map(Node::from));
                return;
            }
            Kind::Binding(binding) => {
                built.push(components::binding(self, binding));
                return;
            }
            _ => inlines::element(self, node),
        };
        built.push(element.into());
    }

    fn heading(&mut self, heading: &Heading, children: &'m [Markdown]) -> Element {
        let mut element = Element::new(format!("h{}", heading.level), self.text(children));
        if let Some(id) = &heading.id {
            element.set("id", id.clone());
        }
        element
    }

    /// The elements of a text.
    pub(super) fn text(&mut self, children: &'m [Markdown]) -> Vec<Node> {
        self.texts += 1;
        let nodes = self.all(children);
        self.texts -= 1;
        match self.flavor {
            Flavor::Nuxt => nodes,
            // A mark that is left open does not reach the next block.
            Flavor::Page { .. } => fragment::place_text(nodes),
        }
    }

    /// Whether what is built stands in a line of text.
    pub(super) fn is_in_text(&self) -> bool {
        self.texts > 0
    }

    /// A paragraph that begins with the tag of a component is none.
    fn push_paragraph(&mut self, children: &'m [Markdown], built: &mut Vec<Node>) {
        let inner = self.text(children);
        if let Some(Kind::Html(html)) = children.first().map(|child| &child.kind)
            && inlines::begins_component(html)
        {
            built.extend(inner);
        } else {
            built.push(Element::new("p", inner).into());
        }
    }
}

/// Nodes with line ends between.
pub(super) fn apart(nodes: Vec<Node>) -> Vec<Node> {
    let mut lines = Vec::with_capacity(nodes.len() * 2);
    for node in nodes {
        if !lines.is_empty() {
            lines.push(Node::text("\n"));
        }
        lines.push(node);
    }
    lines
}

/// Nodes with line ends between, before and after.
pub(super) fn on_lines(nodes: Vec<Node>) -> Vec<Node> {
    let mut lines = vec![Node::text("\n")];
    let is_empty = nodes.is_empty();
    lines.extend(apart(nodes));
    if !is_empty {
        lines.push(Node::text("\n"));
    }
    lines
}
