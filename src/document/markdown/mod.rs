//! Markdown as a tree: CommonMark 0.31, the extensions of GitHub (tables, task lists, strikethrough, footnotes, bare
//! links) and MDC, the components of Nuxt Content. First lines become blocks (`block` and the files beside it), then
//! the text of each block becomes parts of a line (`inline`).
//! What a tree becomes is told by the other files of this room; positions are lines of the source.

pub(super) mod attributes;
pub(super) mod case;
pub(super) mod node;

mod block;
mod character_reference;
mod component;
mod definition;
mod emoji;
mod fence;
mod html_block;
mod inline;
mod line;
mod link;
mod list;
mod table;

use std::cell::Cell;

use line::Line;
use node::Node;

pub(super) use block::NESTING_MAX;

pub(super) use character_reference::decode as decode_references;

/// A document, read.
pub(super) struct Document {
    pub(super) blocks: Vec<Node>,
    /// The line where something is nested deeper than is read.
    pub(super) too_deep: Option<u32>,
}

/// Reads a document. Whatever is in it, it is read: Markdown knows no errors.
pub(super) fn parse(markdown: &str) -> Document {
    let mut reader = block::Reader::new(0);
    for (line, number) in lines(markdown).zip(1..) {
        reader.read_line(Line::new(line, number));
    }
    let (mut blocks, outline) = reader.finish();
    let known = inline::Known {
        definitions: outline.definitions,
        too_deep: Cell::new(outline.too_deep),
    };
    inline::read_all(&mut blocks, &known);
    Document {
        blocks,
        too_deep: known.too_deep.get(),
    }
}

/// Lines without their ends, which are LF, CRLF or CR.
fn lines(markdown: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(markdown);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return (!text.is_empty()).then_some(text);
        };
        let (line, after) = text.split_at(end);
        let after = after.strip_prefix("\r\n").or_else(|| after.get(1..));
        rest = after;
        Some(line)
    })
}
