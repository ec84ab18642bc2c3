//! What lines are added to: the block at the end that is still open.

use crate::document::markdown::component::ComponentReader;
use crate::document::markdown::fence::Fence;
use crate::document::markdown::html_block::HtmlBlock;
use crate::document::markdown::line::Line;
use crate::document::markdown::table::TableReader;

/// A block that has no blocks inside while it is read.
pub(super) enum Leaf {
    None,
    Paragraph {
        line: u32,
        text: String,
    },
    Indented {
        line: u32,
        text: String,
        blank: String,
    },
    Fence(Fence),
    Html(HtmlBlock),
    Component(Box<ComponentReader>),
    Table(TableReader),
}

impl Leaf {
    pub(super) fn paragraph(line: &Line<'_>) -> Self {
        Self::Paragraph {
            line: line.number,
            text: line.text_after_indent().to_owned(),
        }
    }

    /// Whether an item that comes next has to be plain: the block before may go on. The reference counts indented code
    /// among these, blank lines after it included.
    pub(super) fn may_be_interrupted(&self) -> bool {
        matches!(self, Self::Paragraph { .. } | Self::Indented { .. })
    }

    /// Whether lines are taken as they are, without a look for quotes and items.
    pub(super) fn is_concrete(&self) -> bool {
        matches!(self, Self::Fence(_) | Self::Html(_) | Self::Component(_))
    }

    pub(super) fn push_text(&mut self, line: &Line<'_>) {
        if let Self::Paragraph { text, .. } = self {
            text.push('\n');
            text.push_str(&line.rest());
        }
    }
}
