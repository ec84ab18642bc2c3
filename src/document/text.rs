//! A tree of Markdown as plain text: what search and descriptions read, and what words are counted in.

use comrak::nodes::NodeValue;

use super::markdown::{Node, Step, Walk};
use super::tag::{Token, tokens};

/// The texts of a tree.
#[derive(Default)]
pub(super) struct Texts {
    /// All of it: blocks are separated by an empty line, items and rows by a line end, cells by a tab.
    pub(super) all: String,
    /// What is in sentences, one block a line.
    pub(super) prose: String,
    /// What is in code blocks.
    pub(super) code: String,
}

/// The texts of a document.
pub(super) fn of_tree(root: Node<'_>) -> Texts {
    let mut reader = Reader::default();
    let mut walk = Walk::new(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => reader.enter(node),
            Step::Leave(node) => reader.leave(node),
        }
    }
    reader.texts
}

/// The text of a paragraph, heading, image or mark, on one line.
pub(super) fn of_inlines(node: Node<'_>) -> String {
    let texts = of_tree(node);
    texts.all.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Reader {
    texts: Texts,
    lists: usize,
    /// Whether a script or a style sheet was opened in this block.
    is_silent: bool,
}

impl Reader {
    fn enter(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::List(_) => {
                self.lists += 1;
            }
            NodeValue::Paragraph | NodeValue::Heading(_) => self.begin_block(),
            NodeValue::TableRow(true) => self.begin_block(),
            NodeValue::TableRow(false) => self.begin_line(),
            NodeValue::TableCell if node.previous_sibling().is_some() => self.push("\t"),
            NodeValue::CodeBlock(block) => {
                self.begin_block();
                self.texts
                    .all
                    .push_str(block.literal.trim_end_matches('\n'));
                self.texts.code.push_str(&block.literal);
                self.texts.code.push('\n');
            }
            NodeValue::HtmlBlock(block) => self.push_raw(&block.literal),
            NodeValue::Text(literal) => self.push(literal),
            NodeValue::Code(code) => self.push(&code.literal),
            NodeValue::SoftBreak => self.push(" "),
            NodeValue::LineBreak => self.push("\n"),
            NodeValue::HtmlInline(html) if html.starts_with("<br") => self.push(" "),
            NodeValue::HtmlInline(html) => {
                self.texts_of(html);
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        if let NodeValue::List(_) = node.data().value {
            self.lists = self.lists.saturating_sub(1);
        }
    }

    /// The text of raw HTML; each of its lines stays one.
    fn push_raw(&mut self, html: &str) {
        let text = self.texts_of(html);
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if !lines.is_empty() {
            self.begin_block();
            self.push(&lines.join("\n"));
        }
    }

    /// The text of a piece of raw HTML that readers see; what is in a script or a style sheet is none, here and in what follows.
    fn texts_of(&mut self, html: &str) -> String {
        let mut texts = String::new();
        for token in tokens(html) {
            match token {
                Token::Text(text) if !self.is_silent => texts.push_str(&decode(text)),
                Token::Open(tag) if is_silent(&tag.name) => self.is_silent = true,
                Token::Close(name) if is_silent(&name) => self.is_silent = false,
                _ => {}
            }
        }
        texts
    }

    fn begin_block(&mut self) {
        // A script that was never closed ends with its block.
        self.is_silent = false;
        if self.lists > 0 {
            self.begin_line();
        } else if !self.texts.all.is_empty() {
            self.texts.all.push_str("\n\n");
            self.texts.prose.push('\n');
        }
    }

    fn begin_line(&mut self) {
        if !self.texts.all.is_empty() {
            self.texts.all.push('\n');
            self.texts.prose.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        if self.is_silent {
            return;
        }
        self.texts.all.push_str(text);
        self.texts.prose.push_str(text);
    }
}

/// Whether what an element holds is not for readers.
fn is_silent(name: &str) -> bool {
    matches!(name, "script" | "style" | "template")
}

/// Resolves the entities that raw HTML is usually written with; others stay as they are.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        // The longest entity known here has eight characters.
        let entity = after
            .char_indices()
            .take(9)
            .find(|(_, c)| *c == ';')
            .and_then(|(at, _)| after.split_at_checked(at));
        match entity.and_then(|(name, tail)| Some((character(name)?, tail))) {
            Some((c, tail)) => {
                decoded.push(c);
                rest = tail.strip_prefix(';').unwrap_or(tail);
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "laquo" => '«',
        "raquo" => '»',
        "rarr" => '→',
        "larr" => '←',
        "times" => '×',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::parse;
    use comrak::Arena;

    fn texts(markdown: &str) -> Texts {
        of_tree(parse(&Arena::new(), markdown))
    }

    #[test]
    fn blocks_items_rows_and_cells_are_kept_apart() {
        for (markdown, text) in [
            ("# A\n\nb *c*\nd\n\n> e", "A\n\nb c d\n\ne"),
            ("a\n\n- b\n- c\n  - d\n\ne", "a\nb\nc\nd\n\ne"),
            ("|a|b|\n|-|-|\n|c|d|", "a\tb\nc\td"),
            ("```rs\nlet a;\n```\n\nb", "let a;\n\nb"),
            ("![alt](a.png) <b>c</b><br>d", "alt c d"),
            ("<div>\n  <p>a &amp; b&#33;</p>\n</div>\n\nc", "a & b!\n\nc"),
            ("<script>x</script>\n\n<!-- y -->\n\nz", "z"),
            ("a[^1]\n\n[^1]: b", "a\n\nb"),
            ("- [x] done", "done"),
        ] {
            assert_eq!(texts(markdown).all, text, "{markdown}");
        }
    }

    #[test]
    fn prose_and_code_are_told_apart() {
        let texts = texts("a `b`\n\n```\nc d\n```\n\n    e\n");
        assert_eq!(
            texts.prose.split_whitespace().collect::<Vec<_>>(),
            ["a", "b"]
        );
        assert_eq!(
            texts.code.split_whitespace().collect::<Vec<_>>(),
            ["c", "d", "e"]
        );
    }

    #[test]
    fn entities_of_raw_html_are_resolved() {
        for (source, text) in [
            ("a &amp;&lt;&#x41;&#66; b", "a &<AB b"),
            ("&unknown; & &#0; &#xD800; &", "&unknown; & &#0; &#xD800; &"),
            ("&é;&toolongtobeone;", "&é;&toolongtobeone;"),
        ] {
            assert_eq!(decode(source), text);
        }
    }
}
