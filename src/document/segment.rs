//! Segments: one for each block of a body, the unit in which a translation goes stale.
//! A segment says what a block means, not how it is written: wrapping lines, other bullets or other marks of emphasis
//! leave it equal. What is compared with what is decided elsewhere.

mod changes;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::excerpt::comment_of;
use super::markdown::node::{AttributeValue, Attributes, Component, Kind, Node, Target};
use crate::domain::hexadecimal::hexadecimal;

pub use changes::{Change, changes};

/// What kind of block a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// A heading.
    Heading,
    /// A paragraph at the top level.
    Paragraph,
    /// A paragraph in a list item.
    ListItem,
    /// A paragraph in a quote or alert, or the title of an alert.
    Quote,
    /// A code block.
    Code,
    /// A whole table.
    Table,
    /// A block of raw HTML.
    Html,
    /// A paragraph of a footnote.
    Footnote,
}

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Of a heading, its level; of anything else, how many lists and quotes are around it.
    pub level: u8,
    /// The first 16 hexadecimal digits of SHA-256 over kind and text.
    pub hash: String,
    /// The block as Markdown in one spelling: marks, link targets and code are kept, line ends and white space are not.
    pub text: String,
}

/// The segments of a document, in its order.
pub(super) fn of_document(blocks: &[Node]) -> Vec<Segment> {
    with_origins(blocks).0
}

/// The segments of a document, and what each of them was made from.
pub(super) fn with_origins(blocks: &[Node]) -> (Vec<Segment>, Vec<Origin>) {
    let mut collector = Collector::default();
    collector.take_all(blocks);
    (collector.segments, collector.origins)
}

/// What a segment was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) form: Form,
    /// The line that its block begins on.
    pub(super) line: u32,
}

/// How the text of a segment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Heading,
    Paragraph,
    /// A paragraph after the mark of a task.
    Task,
    /// The text in brackets of a component.
    Label,
    /// The line that makes an alert of a quote.
    Alert,
    Code,
    Html,
    Table,
    /// Attributes and YAML of a component.
    Component,
}

#[derive(Default)]
struct Collector {
    segments: Vec<Segment>,
    origins: Vec<Origin>,
    /// The line of the block that is taken.
    line: u32,
    /// The lists, quotes and notes around this place.
    containers: Vec<SegmentKind>,
    /// Of the task whose first paragraph comes next, whether it is done.
    task: Option<bool>,
}

impl Collector {
    fn take_all(&mut self, blocks: &[Node]) {
        for block in blocks {
            self.take(block);
        }
    }

    fn take(&mut self, block: &Node) {
        let children = &block.children;
        self.line = block.line;
        match &block.kind {
            Kind::Heading(heading) => {
                let text = one_spelling(children);
                self.push_at(SegmentKind::Heading, Form::Heading, heading.level, text);
            }
            Kind::Paragraph | Kind::Label => {
                let form = match (&block.kind, self.task) {
                    (Kind::Label, _) => Form::Label,
                    (_, Some(_)) => Form::Task,
                    (_, None) => Form::Paragraph,
                };
                let mark = self
                    .task
                    .take()
                    .map_or("", |done| if done { "[x] " } else { "[ ] " });
                let kind = self
                    .containers
                    .last()
                    .copied()
                    .unwrap_or(SegmentKind::Paragraph);
                self.push(kind, form, format!("{mark}{}", one_spelling(children)));
            }
            Kind::CodeBlock(block) => {
                let info = format!("{} {}", block.language, block.meta);
                let text = format!("{}\n{}", info.trim(), block.text.trim_end_matches('\n'));
                self.push(SegmentKind::Code, Form::Code, text);
            }
            Kind::HtmlBlock(html) if comment_of(block).is_none() => {
                self.push(SegmentKind::Html, Form::Html, spaced_once(html));
            }
            Kind::Table(_) => self.push(SegmentKind::Table, Form::Table, table_text(children)),
            Kind::Alert(alert) => self.within(SegmentKind::Quote, |collector| {
                let title = one_spelling(&alert.title);
                let text = format!("[!{}] {title}", alert.kind.keyword());
                collector.push(SegmentKind::Quote, Form::Alert, spaced_once(&text));
                collector.take_all(children);
            }),
            Kind::Component(component) | Kind::Slot(component) => {
                self.push(
                    SegmentKind::Html,
                    Form::Component,
                    component_text(component),
                );
                self.take_all(children);
            }
            Kind::Item(item) => {
                self.task = item.is_checked;
                self.take_all(children);
            }
            Kind::List(_) => self.within(SegmentKind::ListItem, |collector| {
                collector.take_all(children)
            }),
            Kind::Quote => {
                self.within(SegmentKind::Quote, |collector| collector.take_all(children))
            }
            Kind::Note(_) => self.within(SegmentKind::Footnote, |collector| {
                collector.take_all(children)
            }),
            _ => {}
        }
    }

    fn within(&mut self, kind: SegmentKind, take: impl FnOnce(&mut Self)) {
        self.containers.push(kind);
        take(self);
        self.containers.pop();
    }

    fn push(&mut self, kind: SegmentKind, form: Form, text: String) {
        let level = u8::try_from(self.containers.len()).unwrap_or(u8::MAX);
        self.push_at(kind, form, level, text);
    }

    fn push_at(&mut self, kind: SegmentKind, form: Form, level: u8, text: String) {
        if !text.trim().is_empty() {
            self.origins.push(Origin {
                form,
                line: self.line,
            });
            self.segments.push(Segment {
                kind,
                level,
                hash: hash(kind, &text),
                text,
            });
        }
    }
}

/// What a component says besides its Markdown; nothing if that is nothing.
fn component_text(component: &Component) -> String {
    let attributes = attributes_text(&component.attributes);
    let yaml = component.yaml.as_deref().unwrap_or_default().trim();
    if attributes.is_empty() && yaml.is_empty() {
        return String::new();
    }
    format!("::{}{attributes}\n{yaml}", component.name)
        .trim_end()
        .to_owned()
}

fn attributes_text(attributes: &Attributes) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = attributes
        .iter()
        .map(|(name, value)| match value {
            AttributeValue::Text(text) => format!("{name}={text:?}"),
            AttributeValue::Flag => name.clone(),
        })
        .collect();
    format!("{{{}}}", parts.join(" "))
}

fn hash(kind: SegmentKind, text: &str) -> String {
    let digest = Sha256::digest(format!("{kind:?}\n{text}"));
    hexadecimal(digest.iter().take(8))
}

fn table_text(rows: &[Node]) -> String {
    let row_text = |row: &Node| {
        row.children
            .iter()
            .map(|cell| one_spelling(&cell.children))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    rows.iter().map(row_text).collect::<Vec<_>>().join("\n")
}

/// What is written inside a block, in the one spelling that stands for all.
fn one_spelling(nodes: &[Node]) -> String {
    let mut text = String::new();
    push_all(nodes, &mut text);
    spaced_once(&text)
}

fn push_all(nodes: &[Node], text: &mut String) {
    for node in nodes {
        push(node, text);
    }
}

fn push(node: &Node, text: &mut String) {
    let mut around = |before: &str, after: &str| {
        text.push_str(before);
        push_all(&node.children, text);
        text.push_str(after);
    };
    match &node.kind {
        Kind::Text(literal) => push_escaped(literal, text),
        Kind::Break => text.push_str("\\ "),
        Kind::Code(code) => {
            let attributes = attributes_text(&code.attributes);
            text.push_str(&format!("`{}`{attributes}", code.text));
        }
        Kind::Html(html) => text.push_str(html),
        Kind::Link(link) => {
            let after = target_text(&link.target) + &attributes_text(&link.attributes);
            around("[", &after);
        }
        Kind::Image(image) => {
            text.push_str("![");
            push_escaped(&image.alt, text);
            text.push_str(&target_text(&image.target));
            text.push_str(&attributes_text(&image.attributes));
        }
        Kind::NoteReference(identifier) => {
            text.push_str(&format!("[^{}]", identifier.to_lowercase()));
        }
        Kind::Emphasis(attributes) => around("*", &format!("*{}", attributes_text(attributes))),
        Kind::Strong(attributes) => around("**", &format!("**{}", attributes_text(attributes))),
        Kind::Strikethrough => around("~~", "~~"),
        Kind::Span(span) => {
            let attributes = span.attributes.as_ref().map(attributes_text);
            around("[", &format!("]{}", attributes.unwrap_or_default()));
        }
        Kind::Component(component) => around(
            &format!(":{}[", component.name),
            &format!("]{}", attributes_text(&component.attributes)),
        ),
        Kind::Binding(binding) => {
            let default = binding.default.as_deref().unwrap_or_default();
            text.push_str(&format!("{{{{ {} || '{default}' }}}}", binding.value));
        }
        _ => push_all(&node.children, text),
    }
}

fn target_text(target: &Target) -> String {
    match target.title.as_deref().filter(|title| !title.is_empty()) {
        Some(title) => format!("]({} \"{title}\")", target.url),
        None => format!("]({})", target.url),
    }
}

/// Text that could be read as a mark is escaped, so that `\*` and `*` stay different things.
fn push_escaped(literal: &str, text: &mut String) {
    for c in literal.chars() {
        if matches!(c, '\\' | '*' | '`' | '[' | ']' | '<' | '~') {
            text.push('\\');
        }
        text.push(c);
    }
}

fn spaced_once(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
