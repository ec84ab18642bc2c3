//! The excerpt: what stands before `<!--more-->`.

use super::markdown::{Node, comment_of};

/// The blocks before the marker; `None` without one at the top level.
pub(super) fn blocks_before_marker<'a>(
    document: Node<'a>,
) -> Option<impl Iterator<Item = Node<'a>>> {
    let marker = document
        .children()
        .position(|block| comment_of(block).as_deref() == Some("more"))?;
    Some(document.children().take(marker))
}
