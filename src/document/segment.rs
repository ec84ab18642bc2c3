//! Segments: one for each block of a body, the unit in which a translation goes stale.
//! A segment says what a block means, not how it is written: wrapping lines, other bullets or other marks of emphasis
//! leave it equal. What is compared with what is decided elsewhere.

use std::fmt::Write as _;

use comrak::nodes::{NodeLink, NodeValue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::alerts;
use super::markdown::{Node, Step, Walk, is_comment};

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
pub(super) fn of_document(document: Node<'_>) -> Vec<Segment> {
    let mut collector = Collector::default();
    let mut walk = Walk::new(document);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) if collector.enter(node) => walk.skip(node),
            Step::Enter(_) => {}
            Step::Leave(node) => collector.leave(node),
        }
    }
    collector.segments
}

#[derive(Default)]
struct Collector {
    segments: Vec<Segment>,
    /// The lists, quotes and notes around this place.
    containers: Vec<SegmentKind>,
    /// Of the task whose first paragraph comes next, whether it is done.
    task: Option<bool>,
}

impl Collector {
    /// Takes a node in; true when its children have nothing more to say.
    fn enter(&mut self, node: Node<'_>) -> bool {
        match &node.data().value {
            NodeValue::Heading(heading) => {
                self.push(SegmentKind::Heading, heading.level, one_spelling(node))
            }
            NodeValue::Paragraph => {
                let mark = self
                    .task
                    .take()
                    .map_or("", |done| if done { "[x] " } else { "[ ] " });
                let kind = self
                    .containers
                    .last()
                    .copied()
                    .unwrap_or(SegmentKind::Paragraph);
                self.push(kind, self.level(), format!("{mark}{}", one_spelling(node)));
            }
            NodeValue::CodeBlock(block) => {
                let text = format!(
                    "{}\n{}",
                    block.info.trim(),
                    block.literal.trim_end_matches('\n')
                );
                self.push(SegmentKind::Code, self.level(), text);
            }
            NodeValue::HtmlBlock(block) if !is_comment(node) => {
                self.push(SegmentKind::Html, self.level(), spaced_once(&block.literal));
            }
            NodeValue::Table(_) => self.push(SegmentKind::Table, self.level(), table_text(node)),
            NodeValue::Alert(alert) => {
                self.containers.push(SegmentKind::Quote);
                let title = alert.title.as_deref().unwrap_or_default();
                let text = format!("[!{}] {title}", alerts::keyword(alert.alert_type));
                self.push(SegmentKind::Quote, self.level(), spaced_once(&text));
                return false;
            }
            container => {
                if let NodeValue::TaskItem(task) = container {
                    self.task = Some(task.symbol.is_some());
                }
                self.containers.extend(container_kind(container));
                return false;
            }
        }
        true
    }

    fn leave(&mut self, node: Node<'_>) {
        if container_kind(&node.data().value).is_some() {
            self.containers.pop();
        }
    }

    fn push(&mut self, kind: SegmentKind, level: u8, text: String) {
        if !text.trim().is_empty() {
            self.segments.push(Segment {
                kind,
                level,
                hash: hash(kind, &text),
                text,
            });
        }
    }

    fn level(&self) -> u8 {
        u8::try_from(self.containers.len()).unwrap_or(u8::MAX)
    }
}

fn container_kind(value: &NodeValue) -> Option<SegmentKind> {
    match value {
        NodeValue::List(_) => Some(SegmentKind::ListItem),
        NodeValue::BlockQuote | NodeValue::Alert(_) => Some(SegmentKind::Quote),
        NodeValue::FootnoteDefinition(_) => Some(SegmentKind::Footnote),
        _ => None,
    }
}

fn hash(kind: SegmentKind, text: &str) -> String {
    let digest = Sha256::digest(format!("{kind:?}\n{text}"));
    digest.iter().take(8).fold(String::new(), |mut hash, byte| {
        // Writing to a string cannot fail.
        let _infallible = write!(hash, "{byte:02x}");
        hash
    })
}

fn table_text(table: Node<'_>) -> String {
    let row_text = |row: Node<'_>| {
        row.children()
            .map(one_spelling)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    table
        .children()
        .map(row_text)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What is written inside a block, in the one spelling that stands for all.
fn one_spelling(block: Node<'_>) -> String {
    let mut text = String::new();
    let mut walk = Walk::new(block);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => push_opening(&node.data().value, &mut text),
            Step::Leave(node) => push_closing(&node.data().value, &mut text),
        }
    }
    spaced_once(&text)
}

fn push_opening(value: &NodeValue, text: &mut String) {
    match value {
        NodeValue::Text(literal) => push_escaped(literal, text),
        NodeValue::SoftBreak => text.push(' '),
        NodeValue::LineBreak => text.push_str("\\ "),
        NodeValue::Code(code) => {
            text.push('`');
            text.push_str(&code.literal);
            text.push('`');
        }
        NodeValue::HtmlInline(html) => text.push_str(html),
        NodeValue::Link(_) => text.push('['),
        NodeValue::Image(_) => text.push_str("!["),
        NodeValue::FootnoteReference(reference) => {
            text.push_str("[^");
            text.push_str(&reference.name);
            text.push(']');
        }
        mark => text.push_str(mark_of(mark)),
    }
}

fn push_closing(value: &NodeValue, text: &mut String) {
    match value {
        NodeValue::Link(link) | NodeValue::Image(link) => push_target(link, text),
        mark => text.push_str(mark_of(mark)),
    }
}

fn mark_of(value: &NodeValue) -> &'static str {
    match value {
        NodeValue::Emph => "*",
        NodeValue::Strong => "**",
        NodeValue::Strikethrough => "~~",
        _ => "",
    }
}

fn push_target(link: &NodeLink, text: &mut String) {
    text.push_str("](");
    text.push_str(&link.url);
    if !link.title.is_empty() {
        text.push_str(" \"");
        text.push_str(&link.title);
        text.push('"');
    }
    text.push(')');
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
