//! Components in the syntax of MDC: `::name` blocks with attributes and slots, and `:name` within a line.

use serde_json::{Map, Value};

use super::super::{Element, Node};
use super::{Context, attribute, blocks, html, inline, is_block, tag};
use crate::document::front_matter;

/// Attributes longer than this go into a block of YAML.
const ATTRIBUTE_BYTES_MAX: usize = 80;

/// A component that stands by itself.
pub(super) fn block(element: &Element, context: Context) -> String {
    let colons = ":".repeat(height(element, context) + 1);
    let (label, rest) = label(element, context);
    let (attributes, yaml) = attributes(&element.props);
    let mut text = format!("{colons}{}{label}{attributes}\n{yaml}", element.tag);
    let inner = content(rest, context);
    if !inner.is_empty() {
        text.push_str(&inner);
        text.push('\n');
    }
    text.push_str(&colons);
    text
}

/// A component within a line; HTML where MDC would not see it.
pub(super) fn push_inline(
    out: &mut String,
    element: &Element,
    after: Option<char>,
    context: Context,
) {
    let before = out.chars().next_back();
    let is_seen = before.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '*' | '_' | '('));
    let is_name = element.tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && element
            .tag
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !is_seen || !is_name {
        return html::push(out, element, context);
    }
    out.push_str(&format!(":{}", element.tag));
    let attributes = attribute::mdc(&element.props, &[]);
    if !element.children.is_empty() {
        let bracketed = Context {
            in_brackets: true,
            ..context
        };
        out.push_str(&format!(
            "[{}]",
            inline::within(&element.children, ']', bracketed)
        ));
    }
    let goes_on =
        after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '[' | '{'));
    if attributes.is_empty() && goes_on {
        out.push_str("{}");
    }
    out.push_str(&attributes);
}

/// How many levels of components there are from here on; the outer one needs more colons.
fn height(element: &Element, context: Context) -> usize {
    if context.is_too_deep() {
        return 0;
    }
    let inner = element
        .children
        .iter()
        .filter_map(Node::element)
        .map(|child| height(child, context.deeper()));
    let is_component = tag::kind(&element.tag) == tag::Kind::Component;
    inner.max().unwrap_or(0) + usize::from(is_component)
}

/// Bare text at the beginning is the label.
fn label(element: &Element, context: Context) -> (String, &[Node]) {
    let length = element
        .children
        .iter()
        .take_while(|node| !is_block(node, &element.children))
        .count();
    let (run, rest) = element
        .children
        .split_at_checked(length)
        .unwrap_or((&[], &element.children));
    let one_line = Context {
        is_one_line: true,
        in_brackets: true,
        ..context
    };
    let text = inline::within(run, ']', one_line);
    let text = text.trim();
    if text.is_empty() {
        (String::new(), rest)
    } else {
        (format!("[{text}]"), rest)
    }
}

/// What stands in the default slot, then the other slots.
fn content(nodes: &[Node], context: Context) -> String {
    let within = Context {
        in_component: true,
        ..context.contained()
    };
    let (slots, default): (Vec<&Node>, Vec<&Node>) =
        nodes.iter().partition(|node| slot_name(node).is_some());
    let default: Vec<Node> = default.into_iter().cloned().collect();
    let mut parts = vec![blocks(&default, within)];
    for (name, slot) in slots
        .iter()
        .filter_map(|node| Some((slot_name(node)?, node.element()?)))
    {
        let attributes = attribute::mdc(&slot.props, &[&format!("v-slot:{name}")]);
        parts.push(format!(
            "#{name}{attributes}\n{}",
            blocks(&slot.children, within)
        ));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn slot_name(node: &Node) -> Option<&str> {
    let element = node.element().filter(|element| element.tag == "template")?;
    element
        .props
        .keys()
        .find_map(|key| key.strip_prefix("v-slot:"))
}

/// Attributes in braces, and a block of YAML for those that would be hard to read there.
fn attributes(props: &Map<String, Value>) -> (String, String) {
    let inline = attribute::mdc(props, &[]);
    let is_long = |value: &Value| {
        value
            .as_str()
            .is_some_and(|text| text.contains('\n') || text.starts_with(['{', '[']))
    };
    if inline.len() <= ATTRIBUTE_BYTES_MAX && !props.values().any(is_long) {
        return (inline, String::new());
    }
    let is_short = |key: &str| matches!(key, "id" | "className" | "class");
    let (short, long): (Map<String, Value>, Map<String, Value>) = props
        .clone()
        .into_iter()
        .partition(|(key, _)| is_short(key));
    let values: Map<String, Value> = long
        .into_iter()
        .map(|(key, value)| yaml_entry(key, value))
        .collect();
    (attribute::mdc(&short, &[]), front_matter::write(&values))
}

/// `":count": "3"` was `count: 3`; what is no JSON is an expression and stays.
fn yaml_entry(key: String, value: Value) -> (String, Value) {
    let parsed = key
        .strip_prefix(':')
        .zip(value.as_str())
        .and_then(|(name, text)| {
            let value: Value = serde_json::from_str(text)
                .ok()
                .filter(|value: &Value| !value.is_string())?;
            Some((name.to_owned(), value))
        });
    parsed.unwrap_or_else(|| (attribute::name(&key), value))
}
