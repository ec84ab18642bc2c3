//! The text of a block as parts of a line. First it becomes tokens (`lexer`, and a file for each construct), then the tokens
//! become nodes (`pieces`), once the partners of marks of emphasis are found (`attention`), and at last these get what is
//! only known when all are there (`finish`). Who wants to know where marks stand takes the same tokens (`mark`).

mod attention;
mod autolink;
mod bare_link;
mod brackets;
mod code;
pub(super) mod component;
mod finish;
mod lexer;
pub(in crate::document) mod mark;
mod pieces;
pub(super) mod tag;
mod task;

use std::cell::Cell;

use super::definition::Definitions;
use super::node::{Kind, Node, Target};

pub(in crate::document) use task::task_mark;

/// What is known of the document while its text is read.
pub(super) struct Known<'d> {
    definitions: &'d Definitions,
    /// How many bytes of targets may still be put where they are named.
    target_bytes_left: Cell<usize>,
    /// The line where something was first nested deeper than is allowed.
    pub(super) too_deep: Cell<Option<u32>>,
    /// The line where a definition was first not looked up, since too much had been.
    pub(super) too_often: Cell<Option<u32>>,
}

impl<'d> Known<'d> {
    /// Nothing is nested too deep yet; so many bytes of targets may be put where they are named.
    pub(super) fn new(definitions: &'d Definitions, target_bytes_max: usize) -> Self {
        Self {
            definitions,
            target_bytes_left: Cell::new(target_bytes_max),
            too_deep: Cell::new(None),
            too_often: Cell::new(None),
        }
    }

    /// What a label names, as long as not too much is put where it is named; labels after that are text.
    fn target(&self, label: &str, line: u32) -> Option<&'d Target> {
        let target = self.definitions.target(label)?;
        let bytes = target.url.len() + target.title.as_ref().map_or(0, String::len);
        let Some(left) = self.target_bytes_left.get().checked_sub(bytes) else {
            self.too_often.set(self.too_often.get().or(Some(line)));
            return None;
        };
        self.target_bytes_left.set(left);
        Some(target)
    }
}

/// Reads the text of all blocks.
pub(super) fn read_all(blocks: &mut [Node], known: &Known<'_>) {
    for block in blocks {
        if matches!(block.kind, Kind::Item(_)) {
            task::read_mark(block);
        }
        let holds_text = matches!(
            block.kind,
            Kind::Paragraph | Kind::Heading(_) | Kind::Cell | Kind::Label
        );
        if !holds_text {
            read_all(&mut block.children, known);
            continue;
        }
        let first = block.children.drain(..).next().map(|child| child.kind);
        if let Some(Kind::Text(text)) = first {
            block.children = read(&text, block.line, known);
        }
    }
}

/// The parts of one text.
fn read(text: &str, line: u32, known: &Known<'_>) -> Vec<Node> {
    let pieces = pieces::read(text, line, known);
    let mut nodes = attention::resolve(pieces, known);
    finish::finish(&mut nodes);
    // Most texts are one node.
    nodes.shrink_to_fit();
    nodes
}
