//! Markdown as a tree: which dialect is read, and how a tree is walked.
//! What a tree becomes is told by the other files of this room.

use std::borrow::Cow;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

/// How many quotes may begin on one line.
const QUOTE_MARKS_MAX: usize = 500;

/// A node of the tree.
pub(super) type Node<'a> = &'a AstNode<'a>;

/// One step of a walk through a tree.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// A node is entered; its children come next.
    Enter(Node<'a>),
    /// All children of a node are done.
    Leave(Node<'a>),
}

/// A depth-first walk that keeps nothing on the stack, so that no nesting can overflow it.
pub(super) struct Walk<'a> {
    root: Node<'a>,
    next: Option<Step<'a>>,
    depth: usize,
}

/// Reads CommonMark with the extensions of GitHub: tables, strikethrough, task lists, bare links, footnotes, alerts.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, markdown: &str) -> Node<'a> {
    let mut options = Options::default();
    options.extension.alerts = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    parse_document(arena, &with_fewer_quote_marks(markdown), &options)
}

/// Escapes the quote marks of a line that has more than [`QUOTE_MARKS_MAX`] at its beginning: the parser takes time by
/// the square of their number (100 KB of `>` took seven seconds), and nesting ends long before.
fn with_fewer_quote_marks(markdown: &str) -> Cow<'_, str> {
    if !markdown
        .lines()
        .any(|line| surplus_quote_mark(line).is_some())
    {
        return Cow::Borrowed(markdown);
    }
    let mut limited = String::with_capacity(markdown.len() + 64);
    for line in markdown.split_inclusive('\n') {
        match surplus_quote_mark(line).and_then(|at| line.split_at_checked(at)) {
            Some((before, after)) => limited.extend([before, "\\", after]),
            None => limited.push_str(line),
        }
    }
    Cow::Owned(limited)
}

/// Where in a line the first quote mark stands that is one too many.
fn surplus_quote_mark(line: &str) -> Option<usize> {
    line.bytes()
        .enumerate()
        .take_while(|(_, byte)| {
            matches!(
                byte,
                b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9'
            )
        })
        .filter(|(_, byte)| *byte == b'>')
        .nth(QUOTE_MARKS_MAX)
        .map(|(at, _)| at)
}

/// Line and column in characters, both from 1, at which a node begins in the Markdown.
pub(super) fn position(node: Node<'_>, markdown: &str) -> (u32, u32) {
    // The parser counts bytes; asked for characters, it takes time by the square of a line's length.
    let start = node.data().sourcepos.start;
    let line = markdown
        .lines()
        .nth(start.line.saturating_sub(1))
        .unwrap_or_default();
    let before = line
        .char_indices()
        .take_while(|(at, _)| at + 1 < start.column)
        .count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (count(start.line.max(1)), count(before + 1))
}

/// The text of a heading or paragraph as Nuxt Content counts it: line ends stay, images and raw tags have none.
pub(super) fn text_of(node: Node<'_>) -> String {
    let mut text = String::new();
    let mut walk = Walk::new(node);
    while let Some(step) = walk.next() {
        let Step::Enter(node) = step else { continue };
        match &node.data().value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            NodeValue::Image(_) | NodeValue::FootnoteReference(_) => walk.skip(node),
            _ => {}
        }
    }
    text
}

/// Whether a node is a comment and nothing else; such a block vanishes.
pub(super) fn is_comment(node: Node<'_>) -> bool {
    comment_of(node).is_some()
}

/// The trimmed text of a block that is one HTML comment and nothing else.
pub(super) fn comment_of(node: Node<'_>) -> Option<String> {
    let NodeValue::HtmlBlock(block) = &node.data().value else {
        return None;
    };
    let text = block
        .literal
        .trim()
        .strip_prefix("<!--")?
        .strip_suffix("-->")?;
    (!text.contains("-->")).then(|| text.trim().to_owned())
}

impl<'a> Walk<'a> {
    /// A walk that begins by entering `root` and ends by leaving it.
    pub(super) fn new(root: Node<'a>) -> Self {
        Self {
            root,
            next: Some(Step::Enter(root)),
            depth: 0,
        }
    }

    /// The next step.
    pub(super) fn next(&mut self) -> Option<Step<'a>> {
        let step = self.next?;
        match step {
            Step::Enter(node) => {
                self.depth += 1;
                self.next = Some(node.first_child().map_or(Step::Leave(node), Step::Enter));
            }
            Step::Leave(node) => {
                self.depth = self.depth.saturating_sub(1);
                self.next = self.after(node);
            }
        }
        Some(step)
    }

    /// Goes past the children of the node that was just entered, and past leaving it.
    pub(super) fn skip(&mut self, entered: Node<'a>) {
        self.depth = self.depth.saturating_sub(1);
        self.next = self.after(entered);
    }

    /// How many nodes are entered and not yet left.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    fn after(&self, node: Node<'a>) -> Option<Step<'a>> {
        if node.same_node(self.root) {
            return None;
        }
        node.next_sibling()
            .map(Step::Enter)
            .or_else(|| node.parent().map(Step::Leave))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of_first_block(markdown: &str) -> String {
        let arena = Arena::new();
        parse(&arena, markdown)
            .first_child()
            .map(text_of)
            .unwrap_or_default()
    }

    #[test]
    fn text_is_what_is_read_without_marks() {
        for (markdown, text) in [
            ("a *b* **c** ~~d~~ `e` [f](g)", "a b c d e f"),
            ("one\ntwo  \nthree", "one\ntwo\nthree"),
            ("a ![alt](b.png) c", "a  c"),
            ("<b>Raw</b> html", "Raw html"),
            ("AT&amp;T \\*", "AT&T *"),
        ] {
            assert_eq!(text_of_first_block(markdown), text, "{markdown}");
        }
    }

    #[test]
    fn a_comment_is_known_by_its_text() {
        let arena = Arena::new();
        let comment = |markdown| comment_of(parse(&arena, markdown).first_child().unwrap());
        assert_eq!(comment("<!--more-->").as_deref(), Some("more"));
        assert_eq!(comment("<!--  more\n-->\n").as_deref(), Some("more"));
        assert_eq!(comment("<!--a--> b <!--c-->"), None);
        assert_eq!(comment("more"), None);
    }

    #[test]
    fn only_lines_of_many_quote_marks_are_changed() {
        let line = |count| format!("a\n- {}b\n", "> ".repeat(count));
        assert!(matches!(
            with_fewer_quote_marks(&line(QUOTE_MARKS_MAX)),
            Cow::Borrowed(_)
        ));
        let limited = with_fewer_quote_marks(&line(QUOTE_MARKS_MAX + 2)).into_owned();
        assert_eq!(
            limited,
            line(QUOTE_MARKS_MAX + 2).replace("> > b", "\\> > b")
        );
    }

    #[test]
    fn a_skipped_node_is_neither_walked_nor_left() {
        let arena = Arena::new();
        let root = parse(&arena, "> a\n\nb");
        let mut walk = Walk::new(root);
        let mut entered = 0;
        let mut left = 0;
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(node) => {
                    entered += 1;
                    if matches!(node.data().value, NodeValue::BlockQuote) {
                        walk.skip(node);
                    }
                }
                Step::Leave(_) => left += 1,
            }
        }
        assert_eq!((entered, left, walk.depth()), (4, 3, 0));
    }
}
