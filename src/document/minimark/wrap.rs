//! Code in lines, as Nuxt Content delivers it where it highlights: each line is a `span` with its number.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::compile::Compiled;
use super::{Element, Node};

/// The style sheet that goes with such code: colors come from custom properties, for a light and a dark theme.
const STYLE: &str = "html .default .shiki span {color: var(--shiki-default);background: var(--shiki-default-bg);font-style: var(--shiki-default-font-style);font-weight: var(--shiki-default-font-weight);text-decoration: var(--shiki-default-text-decoration);}html .shiki span {color: var(--shiki-default);background: var(--shiki-default-bg);font-style: var(--shiki-default-font-style);font-weight: var(--shiki-default-font-weight);text-decoration: var(--shiki-default-text-decoration);}html .dark .shiki span {color: var(--shiki-dark);background: var(--shiki-dark-bg);font-style: var(--shiki-dark-font-style);font-weight: var(--shiki-dark-font-weight);text-decoration: var(--shiki-dark-text-decoration);}html.dark .shiki span {color: var(--shiki-dark);background: var(--shiki-dark-bg);font-style: var(--shiki-dark-font-style);font-weight: var(--shiki-dark-font-weight);text-decoration: var(--shiki-dark-text-decoration);}";

/// The class names that the themes give.
const CLASSES: &str = "shiki shiki-themes github-light github-dark";

/// Puts the lines of all code that has a language into `span` elements, and adds the style sheet if there is any.
pub(in crate::document) fn wrap(body: &mut Compiled) {
    if wrap_all(&mut body.nodes) {
        body.nodes.push(style());
    }
}

fn style() -> Node {
    element("style", Map::new(), vec![Node::Text(STYLE.to_owned())])
}

fn element(tag: &str, props: Map<String, Value>, children: Vec<Node>) -> Node {
    Node::Element(Element {
        tag: tag.to_owned(),
        props,
        children,
    })
}

/// Tells whether there was any code.
fn wrap_all(nodes: &mut [Node]) -> bool {
    let mut has_code = false;
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        if is_highlighted(element) {
            wrap_code(element);
            has_code = true;
        }
        has_code |= wrap_all(&mut element.children);
    }
    has_code
}

fn is_highlighted(element: &Element) -> bool {
    let has_language = element
        .text_prop("language")
        .is_some_and(|language| language != "text");
    matches!(element.tag.as_str(), "pre" | "code")
        && (has_language || element.props.contains_key("highlights"))
}

fn wrap_code(element: &mut Element) {
    let lines = lines(&element.text(), &highlights(element));
    let classes = match element.props.get("className") {
        Some(Value::Array(classes)) => classes
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(","),
        Some(Value::String(classes)) => classes.clone(),
        _ => String::new(),
    };
    let classes = format!("{classes} {CLASSES}");
    element
        .props
        .insert("className".to_owned(), classes.trim().into());
    let style = element
        .text_prop("style")
        .unwrap_or_default()
        .trim()
        .to_owned();
    element.props.insert("style".to_owned(), style.into());
    match element.children.first_mut() {
        Some(Node::Element(inner)) if inner.tag == "code" => inner.children = lines,
        _ => element.children = first_line(lines),
    }
}

fn highlights(element: &Element) -> HashSet<u64> {
    match element.props.get("highlights") {
        Some(Value::Array(lines)) => lines.iter().filter_map(Value::as_u64).collect(),
        Some(Value::String(lines)) => lines
            .split([' ', ','])
            .filter_map(|line| line.parse().ok())
            .collect(),
        _ => HashSet::new(),
    }
}

/// Code in a line of text has one line, whose parts it takes for its own.
fn first_line(lines: Vec<Node>) -> Vec<Node> {
    match lines.into_iter().next() {
        Some(Node::Element(line)) => line.children,
        _ => Vec::new(),
    }
}

fn lines(code: &str, highlights: &HashSet<u64>) -> Vec<Node> {
    let end = if code.contains('\n') { "\n" } else { "" };
    let line = |(text, number): (&str, u64)| {
        let mut own = Map::new();
        if text.is_empty() && !end.is_empty() {
            own.insert("emptyLinePlaceholder".to_owned(), true.into());
        }
        let part = element("span", own, vec![Node::Text(format!("{text}{end}"))]);
        let class = if highlights.contains(&number) {
            Value::from(vec!["line", "highlight"])
        } else {
            "line".into()
        };
        let props = [
            ("class".to_owned(), class),
            ("line".to_owned(), number.into()),
        ];
        element("span", props.into_iter().collect(), vec![part])
    };
    code.trim_end().split('\n').zip(1..).map(line).collect()
}
