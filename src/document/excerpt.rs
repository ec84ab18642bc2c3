//! The excerpt: what stands before `<!--more-->`.

use super::markdown::node::{Kind, Node};

/// The blocks before the marker; `None` without one at the top level.
pub(super) fn blocks_before_marker(blocks: &[Node]) -> Option<&[Node]> {
    let marker = blocks
        .iter()
        .position(|block| comment_of(block) == Some("more"))?;
    blocks.get(..marker)
}

/// The trimmed text of a block that is one HTML comment and nothing else; such a block vanishes.
pub(super) fn comment_of(block: &Node) -> Option<&str> {
    let Kind::HtmlBlock(html) = &block.kind else {
        return None;
    };
    let text = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    (!text.contains("-->")).then(|| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::parse;

    #[test]
    fn a_comment_is_known_by_its_text() {
        for (markdown, expected) in [
            ("<!--more-->", Some("more")),
            ("<!--  more\n-->\n", Some("more")),
            ("<!--a--> b <!--c-->", None),
            ("more", None),
        ] {
            let blocks = parse(markdown).blocks;
            assert_eq!(comment_of(&blocks[0]), expected, "{markdown}");
        }
    }
}
