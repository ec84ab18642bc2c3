//! Parts of lines as elements.

use super::blocks::Builder;
use super::{Element, Flavor, Node, code, components, links};
use crate::document::markdown::case::kebab;
use crate::document::markdown::node::{Kind, Node as Markdown};

/// Elements of HTML; other tags belong to components.
const HTML: &[&str] = &[
    "a",
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

pub(super) fn element<'m>(builder: &mut Builder<'m>, node: &'m Markdown) -> Element {
    let children = &node.children;
    match &node.kind {
        Kind::Emphasis(attributes) => {
            components::with_attributes(Element::new("em", builder.all(children)), attributes)
        }
        Kind::Strong(attributes) => {
            components::with_attributes(Element::new("strong", builder.all(children)), attributes)
        }
        Kind::Code(code) => code::inline(code),
        Kind::Link(link) => {
            let mut element = links::link(link, builder.flavor);
            element.children = builder.all(children);
            if let Flavor::Nuxt = builder.flavor {
                links::mark_external(&mut element);
            }
            element
        }
        Kind::Image(image) => links::image(image),
        Kind::Span(span) => components::span(builder, span, children),
        // What else there is has been made before.
        _ => Element::new("del", builder.all(children)),
    }
}

/// Takes white space from the beginning of what follows a line break.
pub(super) fn trim_start(node: &mut Node) {
    let text = match node {
        Node::Text(text) => Some(text),
        Node::Element(element) => match element.children.first_mut() {
            Some(Node::Text(text)) => Some(text),
            _ => None,
        },
        _ => None,
    };
    if let Some(text) = text {
        *text = text.trim_start_matches([' ', '\t']).to_owned();
    }
}

/// White space at the ends of lines is none of the text; that at both ends of the whole is.
pub(super) fn without_line_margins(text: &str) -> String {
    let mut lines = text.split('\n').peekable();
    let mut trimmed = String::with_capacity(text.len());
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let line = if is_first {
            line
        } else {
            line.trim_start_matches([' ', '\t'])
        };
        if lines.peek().is_some() {
            trimmed.push_str(line.trim_end_matches([' ', '\t']));
            trimmed.push('\n');
        } else {
            trimmed.push_str(line);
        }
        is_first = false;
    }
    trimmed
}

/// Whether HTML begins with the tag of a component.
pub(super) fn begins_component(html: &str) -> bool {
    tag_name(html).is_some_and(|name| !HTML.contains(&kebab(name).as_str()))
}

/// HTML whose first tag is in kebab case if it had capitals.
pub(super) fn with_kebab_tag(html: &str) -> String {
    match tag_name(html) {
        Some(name) if name.contains(|c: char| c.is_ascii_uppercase()) => {
            html.replacen(name, &kebab(name), 1)
        }
        _ => html.to_owned(),
    }
}

/// `^</?([\w-]+)(\s[^>]*?)?/?>`
fn tag_name(html: &str) -> Option<&str> {
    let inner = html.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?;
    let (name, rest) = inner.split_at_checked(end)?;
    let is_tag = rest.starts_with('>')
        || rest.starts_with("/>")
        || (rest.starts_with(char::is_whitespace) && rest.contains('>'));
    (is_tag && !name.is_empty()).then_some(name)
}
