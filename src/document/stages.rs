//! The stages of a rendering one by one, for measuring alone: `cargo bench`. Nothing else uses them; what readers get
//! is made by `body`.

use super::body::Context;
use super::element::{self, Flavor, Node};
use super::{highlight, html, markdown, sanitize};

/// Markdown that is read.
pub struct Parsed(markdown::Document);

/// Elements of a page, safe and in place.
pub struct Elements(Vec<Node>);

/// Reads Markdown.
pub fn parse(text: &str) -> Parsed {
    Parsed(markdown::parse(text))
}

/// Makes elements of what was read, raw HTML among them.
pub fn elements(parsed: &Parsed, context: &Context) -> Elements {
    let flavor = Flavor::Page {
        context,
        with_notes: true,
    };
    Elements(element::read(&parsed.0.blocks, flavor))
}

/// Writes elements as HTML, and sanitizes it.
pub fn html(elements: &Elements) -> String {
    sanitize::sanitize(&html::write(&elements.0))
}

/// Highlights code; tells how many lines it has, or 0 where it stays plain.
pub fn highlight(language: &str, code: &str) -> usize {
    highlight::highlight(language, code).map_or(0, |lines| lines.len())
}
