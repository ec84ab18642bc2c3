//! The blocks of a body with the places of their texts in the Markdown, so that one text can be replaced and every other
//! byte stays. One [`Block`] is one segment; its parts are what a translator sees of it:
//!
//! - of a heading, paragraph, item, quote or note its text, without `#`, bullet, `>` and indentation on any line;
//! - of a table one part a cell, since bars and the rule under the head are then out of reach and cannot be broken;
//! - of a code block the code as it is, as one part: comments and messages in it are translated, too;
//! - of raw HTML its lines, of a component its label and its YAML.
//!
//! What texts mean, and which of them are translated, is not told here.

mod locate;
mod replace;

use std::ops::Range;

use super::body;
use super::markdown::{self, Mark};
use super::segment::{self, Segment};

pub use replace::{Edit, Replaced, replace};

/// One segment of a body, and where its texts stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub segment: Segment,
    /// Its texts, in the order of the source; none where there is nothing to translate or its place is not certain.
    pub parts: Vec<Part>,
}

/// One text of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Of a table, row and column, both from 0.
    pub cell: Option<(usize, usize)>,
    /// The Markdown of the text; lines are parted by LF, without what stands before them in the source.
    pub text: String,
    /// How it is written.
    pub writing: Writing,
    /// The marks of its text.
    pub(super) marks: Vec<Mark>,
    /// The bytes of each line of the text; there is at least one.
    lines: Vec<Range<usize>>,
}

/// How a text is written, which decides what may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Lines of a paragraph.
    Lines,
    /// Lines of a heading that is underlined.
    Underlined,
    /// One line after the mark of a heading.
    Heading,
    /// The rest of the line of an alert's mark.
    AlertTitle,
    /// The text in brackets of a component.
    Label,
    /// A cell of a table.
    Cell,
    /// Code, or YAML: nothing in it is Markdown.
    Verbatim,
    /// Raw HTML.
    Html,
}

impl Writing {
    /// Whether marks of Markdown are marks in it.
    pub fn is_markdown(self) -> bool {
        !matches!(self, Self::Verbatim | Self::Html)
    }
}

impl Part {
    /// Where the text is in the Markdown, with the beginnings of its lines but the first.
    pub fn range(&self) -> Range<usize> {
        let begin = self.lines.first().map_or(0, |line| line.start);
        begin..self.lines.last().map_or(begin, |line| line.end)
    }

    /// Where each line of the text is in the Markdown.
    pub fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }
}

/// The blocks of a body, one for each of its segments.
pub fn of(markdown: &str) -> Vec<Block> {
    let (mut document, written) = markdown::parse_written(markdown);
    body::prepare(&mut document.blocks);
    let (segments, origins) = segment::with_origins(&document.blocks);
    let mut source = locate::Source::new(markdown, written);
    let blocks = segments.into_iter().zip(origins);
    blocks
        .map(|(segment, origin)| Block {
            parts: source.parts(&segment, origin),
            segment,
        })
        .collect()
}

#[cfg(test)]
mod tests;
