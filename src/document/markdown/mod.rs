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
mod written;

use block::Outline;
use definition::Definitions;
use line::Line;
use node::Node;

pub(super) use block::NESTING_MAX;
pub(super) use character_reference::decode as decode_references;
pub(super) use inline::mark::{Mark, marks, marks_where, tags_of};
pub(super) use inline::task_mark;
pub(super) use table::{cell_ranges, cell_text, with_escaped_bars};
pub(super) use written::Written;

/// A document, read.
pub(super) struct Document {
    pub(super) blocks: Vec<Node>,
    /// The line where something is nested deeper than is read.
    pub(super) too_deep: Option<u32>,
    /// The line from which on definitions are named so often that not all of them are read.
    pub(super) too_often: Option<u32>,
}

/// Reads a document. Whatever is in it, it is read: Markdown knows no errors.
pub(super) fn parse(markdown: &str) -> Document {
    let (blocks, outline) = read_blocks(markdown);
    read_texts(markdown, blocks, outline).0
}

/// Reads a document, and keeps what the texts of its blocks are written as.
pub(super) fn parse_written(markdown: &str) -> (Document, Written) {
    let (blocks, outline) = read_blocks(markdown);
    let mut written = Written::of(&blocks);
    let (document, definitions) = read_texts(markdown, blocks, outline);
    written.definitions = definitions;
    (document, written)
}

fn read_blocks(markdown: &str) -> (Vec<Node>, Outline) {
    let mut reader = block::Reader::new(0);
    for (line, number) in lines(markdown).zip(1..) {
        reader.read_line(Line::new(line, number));
    }
    let (mut blocks, outline) = reader.finish();
    table::fill_rows(&mut blocks);
    (blocks, outline)
}

fn read_texts(markdown: &str, mut blocks: Vec<Node>, outline: Outline) -> (Document, Definitions) {
    let known = inline::Known::new(&outline.definitions, target_bytes_max(markdown));
    known.too_deep.set(outline.too_deep);
    inline::read_all(&mut blocks, &known);
    let document = Document {
        blocks,
        too_deep: known.too_deep.get(),
        too_often: known.too_often.get(),
    };
    (document, outline.definitions)
}

/// How many bytes all targets together may have that are written once and named elsewhere: without a limit, half a
/// document of short names for a target as long as the other half grows with the square of its length.
fn target_bytes_max(markdown: &str) -> usize {
    const LEAST_BYTES: usize = 64 * 1024;
    markdown.len().max(LEAST_BYTES).saturating_mul(16)
}

/// Lines without their ends, which are LF, CRLF or CR.
pub(super) fn lines(markdown: &str) -> impl Iterator<Item = &str> {
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
