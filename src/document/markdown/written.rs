//! What the texts of blocks are written as, before they are read as parts of a line. Where they stand in the source is
//! found in `document::blocks`, so that a page, which nobody translates, costs nothing more for it.

use std::collections::BTreeMap;

use super::definition::Definitions;
use super::node::{Kind, Node};

/// The texts of a document as they are written.
#[derive(Default)]
pub(in crate::document) struct Written {
    /// By the line that a block begins on, which no two blocks with text share; a row of a table has one for each cell.
    pub(in crate::document) texts: BTreeMap<u32, Vec<String>>,
    /// What labels name.
    pub(in crate::document) definitions: Definitions,
}

impl Written {
    pub(super) fn of(blocks: &[Node]) -> Self {
        let mut written = Self::default();
        written.add_all(blocks);
        written
    }

    fn add_all(&mut self, blocks: &[Node]) {
        for block in blocks {
            match (&block.kind, block.children.first().map(|child| &child.kind)) {
                (
                    Kind::Paragraph | Kind::Heading(_) | Kind::Cell | Kind::Label,
                    Some(Kind::Text(text)),
                )
                | (Kind::HtmlBlock(text), _) => {
                    self.texts.entry(block.line).or_default().push(text.clone());
                }
                _ => self.add_all(&block.children),
            }
        }
    }
}
