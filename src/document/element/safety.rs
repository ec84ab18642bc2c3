//! What no element of a document may be or carry: whatever runs code, loads styles or leaves the page unasked.
//! Trees reach frontends that put them into a page without another look, so it is taken away here, and for HTML again
//! in `sanitize`.

use super::{Element, Node};
use crate::document::markdown::decode_references;
use crate::domain::path::decode_bytes;

/// Elements that are gone with all inside.
const UNSAFE: &[&str] = &[
    "applet", "base", "embed", "frame", "frameset", "link", "math", "meta", "noscript", "object",
    "param", "portal", "script", "svg", "xmp", "noembed", "noframes",
];

/// Attributes that hold code, or HTML.
const CODE: &[&str] = &[
    "formaction",
    "innerhtml",
    "outerhtml",
    "srcdoc",
    "v-html",
    "textcontent",
    "v-bind",
    "v-model",
];

/// Attributes that lead somewhere.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "data",
    "href",
    "manifest",
    "ping",
    "poster",
    "src",
    "xlink:href",
];

/// Schemes that run code, or show a page that may.
const SCHEMES: &[&str] = &["javascript:", "vbscript:", "livescript:", "data:"];

/// Media that `data:` may hold.
const MEDIA: &[&str] = &["data:image/", "data:audio/", "data:video/", "data:font/"];

pub(super) fn clean(nodes: Vec<Node>) -> Vec<Node> {
    let clean_node = |node: Node| match node {
        Node::Element(element) => clean_element(element).map(Node::Element),
        node => Some(node),
    };
    nodes.into_iter().filter_map(clean_node).collect()
}

fn clean_element(mut element: Element) -> Option<Element> {
    let tag = element.tag.to_ascii_lowercase();
    if UNSAFE.contains(&tag.as_str()) || (tag == "style" && !is_safe_style(&element.text())) {
        return None;
    }
    element
        .attributes
        .retain(|(name, value)| is_safe(name, value));
    element.children = clean(element.children);
    Some(element)
}

fn is_safe(name: &str, value: &str) -> bool {
    // A name with a colon before it is bound: its value is JSON for the same attribute.
    let name = name
        .trim_start_matches([':', '.', '@', '^'])
        .to_ascii_lowercase();
    let name = name.strip_prefix("v-bind:").unwrap_or(&name);
    match name {
        _ if name.starts_with("on") || name.starts_with("v-on:") || CODE.contains(&name) => false,
        _ if ADDRESSES.contains(&name) => is_safe_address(value),
        "srcset" | "imagesrcset" => value.split(',').all(is_safe_address),
        "style" => is_safe_style(value),
        _ => true,
    }
}

/// Whether an address runs nothing; a quote before it is that of a bound value.
fn is_safe_address(value: &str) -> bool {
    let address = compact(value);
    // Whatever stands before a scheme, some browser may have passed over.
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    !SCHEMES.iter().any(|scheme| first.contains(scheme))
        || (MEDIA.iter().any(|kind| address.starts_with(kind))
            && !address.starts_with("data:image/svg"))
}

/// The beginning of an address as browsers read it: without control characters and white space, entities and percent
/// signs resolved.
fn compact(value: &str) -> String {
    let head: String = value.chars().take(200).collect();
    let decoded = decode_bytes(&decode_references(&head));
    String::from_utf8_lossy(&decoded)
        .chars()
        .filter(|c| {
            !c.is_control()
                && !c.is_whitespace()
                && !matches!(c, '"' | '\'' | '\u{200b}' | '\u{feff}')
        })
        .collect::<String>()
        .to_lowercase()
}

/// Whether CSS loads nothing and runs nothing.
fn is_safe_style(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    [
        "url(",
        "@import",
        "expression(",
        "javascript:",
        "behavior",
        "-moz-binding",
        "image-set(",
        "\\",
        "<",
        "/*",
    ]
    .iter()
    .all(|mark| !css.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_code_is_gone() {
        for (name, value, expected) in [
            ("onclick", "x", false),
            (":onclick", "\"x\"", false),
            ("srcdoc", "x", false),
            ("href", "https://a.b", true),
            ("href", "javascript:x", false),
            ("href", " Java\nScript:x", false),
            ("href", "javascript&colon;x", false),
            ("href", "- javascript:x", false),
            ("href", "/a?b=javascript:x", true),
            ("href", "%6Aavascript:x", false),
            (":href", "\"javascript:x\"", false),
            ("href", "data:text/html,x", false),
            ("src", "data:image/png;base64,x", true),
            ("src", "data:image/svg+xml,x", false),
            ("style", "color: red", true),
            ("style", "background: url(x)", false),
            ("style", "background: u\\72l(x)", false),
            ("title", "javascript:x", true),
        ] {
            assert_eq!(is_safe(name, value), expected, "{name}={value}");
        }
    }
}
