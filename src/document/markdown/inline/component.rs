//! What MDC adds to a line of text: components `:name[text]{attributes}`, spans `[text]` and bindings `{{ value }}`.

use std::ops::Range;

use super::{Known, read as read_text};
use crate::document::markdown::attributes::Passed;
use crate::document::markdown::case::kebab;
use crate::document::markdown::component::name;
use crate::document::markdown::definition;
use crate::document::markdown::node::{Attributes, Binding, Component, Kind, Node, Span};

/// How deep brackets may be nested in a label.
const BRACKETS_MAX: usize = 3;

/// How many escapes a label may have.
const ESCAPES_MAX: usize = 999;

/// A component whose text is not yet read.
pub(in crate::document::markdown) struct Written<'t> {
    component: Component,
    label: Option<&'t str>,
    pub(in crate::document::markdown) length: usize,
}

/// Reads a component at the beginning of `text`, which is a colon.
pub(in crate::document::markdown) fn read<'t>(
    text: &'t str,
    passed: &mut Passed,
) -> Option<Written<'t>> {
    let named = text.strip_prefix(':')?;
    let name = name(named)?;
    let mut rest = named.get(name.len()..)?;
    if rest.starts_with(':') {
        return None;
    }
    let mut label = None;
    let mut given = None;
    for _ in 0..2 {
        if label.is_none()
            && let Some(length) = label_length(rest)
        {
            label = Some(rest.get(1..length - 1)?);
            rest = rest.get(length..)?;
        } else if given.is_none()
            && rest.starts_with('{')
            && let Some((attributes, length)) = passed.read(rest, true)
        {
            given = Some(attributes);
            rest = rest.get(length..)?;
        }
    }
    let component = Component {
        name: kebab(name),
        attributes: given.unwrap_or_default(),
        yaml: None,
    };
    Some(Written {
        component,
        label,
        length: text.len() - rest.len(),
    })
}

impl Written<'_> {
    /// Where in `text`, which the component was read from, its label is, without brackets.
    pub(super) fn label_range(&self, text: &str) -> Option<Range<usize>> {
        let label = self.label?;
        let after_name = 1 + name(text.get(1..)?)?.len();
        let begin = match text.get(after_name..)?.starts_with('[') {
            true => after_name + 1,
            // Attributes came first, and the label ends the component.
            false => self.length.checked_sub(label.len() + 1)?,
        };
        Some(begin..begin + label.len())
    }

    /// The component with its text read.
    pub(super) fn into_node(self, line: u32, known: &Known<'_>) -> Node {
        let label = self.label.map(|text| read_text(text, line, known));
        Node::new(
            Kind::Component(self.component),
            line,
            label.unwrap_or_default(),
        )
    }

    /// The component with its text still to be read.
    pub(in crate::document::markdown) fn into_block(self, line: u32) -> Node {
        let label = self.label.map(|text| {
            let text = Node::leaf(Kind::Text(text.to_owned()), line);
            Node::new(Kind::Label, line, vec![text])
        });
        Node::new(
            Kind::Component(self.component),
            line,
            label.into_iter().collect(),
        )
    }
}

/// The length of a label in brackets at the beginning of `text`.
pub(in crate::document::markdown) fn label_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let mut depth = 0;
    let mut escapes = 0;
    let mut is_escaped = false;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'[' | b']' | b'\\' if std::mem::take(&mut is_escaped) => {
                escapes += 1;
                if escapes > ESCAPES_MAX {
                    return None;
                }
            }
            b'\\' => is_escaped = true,
            b'[' => {
                depth += 1;
                if depth > BRACKETS_MAX {
                    return None;
                }
            }
            b']' if depth == 0 => return Some(at + 2),
            b']' => depth -= 1,
            _ => is_escaped = false,
        }
    }
    None
}

/// The length of a span at the beginning of `text`; what looks like another kind of link is none.
pub(super) fn span_length(text: &str) -> Option<usize> {
    if text.starts_with("[[") {
        return None;
    }
    let length = label_length(text)?;
    let after = text.get(length..)?;
    (!after.starts_with(['(', '['])).then_some(length)
}

/// A span with its text read; `written` has its brackets.
pub(super) fn span(written: &str, line: u32, known: &Known<'_>) -> Node {
    let text = written
        .get(1..written.len().saturating_sub(1))
        .unwrap_or_default();
    let is_label = definition::label(written) == Some(written.len());
    let span = Span {
        attributes: None,
        target: is_label
            .then(|| known.target(text, line))
            .flatten()
            .cloned(),
    };
    Node::new(Kind::Span(span), line, read_text(text, line, known))
}

/// Reads a binding at the beginning of `text`, and tells how many bytes it takes.
pub(super) fn binding(text: &str) -> Option<(Binding, usize)> {
    let inner = text.strip_prefix("{{")?;
    let end = inner.find("}}")?;
    let written = inner.get(..end)?;
    let value = written.split('|').next().unwrap_or_default();
    let binding = Binding {
        value: value.trim().to_owned(),
        default: default(written.get(value.len()..).unwrap_or_default()),
    };
    Some((binding, end + 4))
}

/// `|| 'text'`
fn default(text: &str) -> Option<String> {
    let quoted = text.strip_prefix("||")?.trim_start().strip_prefix('\'')?;
    let line = quoted.split('\n').next()?;
    let end = line.rfind('\'')?;
    line.get(..end).map(str::to_owned)
}

/// Gives attributes to what they belong to: what stands before them, or the emphasis that they begin.
pub(super) fn attach(nodes: &mut Vec<Node>, enclosing: Option<&mut Attributes>) {
    let mut own = None;
    let mut kept: Vec<Node> = Vec::with_capacity(nodes.len());
    for mut node in std::mem::take(nodes) {
        if let Kind::Lost(attributes) = node.kind {
            match kept.last_mut() {
                Some(previous) => give(previous, attributes),
                None => own = Some(attributes),
            }
            continue;
        }
        attach_inside(&mut node);
        kept.push(node);
    }
    if let (Some(enclosing), Some(own)) = (enclosing, own) {
        *enclosing = own;
    }
    *nodes = kept;
}

fn attach_inside(node: &mut Node) {
    match &mut node.kind {
        Kind::Emphasis(attributes) | Kind::Strong(attributes) => {
            attach(&mut node.children, Some(attributes));
        }
        // Those inside have been read, and attached, on their own.
        Kind::Span(_) | Kind::Component(_) => {}
        _ => attach(&mut node.children, None),
    }
}

fn give(node: &mut Node, given: Attributes) {
    match &mut node.kind {
        Kind::Emphasis(attributes) | Kind::Strong(attributes) => *attributes = given,
        Kind::Code(code) => code.attributes = given,
        Kind::Link(link) => link.attributes = given,
        Kind::Image(image) => image.attributes = given,
        Kind::Span(span) => span.attributes = Some(given),
        _ => {}
    }
}
