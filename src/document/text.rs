//! Elements as plain text: what search and descriptions read, and what words are counted in.

use super::element::{ALERT_TITLE, Element, Node};

/// The texts of a document.
#[derive(Default)]
pub(super) struct Texts {
    /// All of it: blocks are separated by an empty line, items and rows by a line end, cells by a tab.
    pub(super) all: String,
    /// What is in sentences, one block a line.
    pub(super) prose: String,
    /// What is in code blocks.
    pub(super) code: String,
}

pub(super) fn of(nodes: &[Node]) -> Texts {
    let mut reader = Reader::default();
    reader.read_all(nodes);
    reader.trim();
    reader.texts
}

/// What has to come before the next text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Line,
    Block,
}

#[derive(Default)]
struct Reader {
    texts: Texts,
    /// How many lists are around this place.
    lists: usize,
    gap: Gap,
}

impl Reader {
    fn read_all(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.push(text),
                Node::Element(element) => self.read(element),
                Node::Comment(_) | Node::Raw(_) => {}
            }
        }
    }

    fn read(&mut self, element: &Element) {
        if is_label(element) {
            return;
        }
        let tag = element.tag.as_str();
        match tag {
            "style" | "script" | "template" | "iframe" | "textarea" | "title" => {}
            "br" => self.break_line(),
            "img" => self.push(element.attribute("alt").unwrap_or_default()),
            "pre" => self.read_code(element),
            "section" if element.attribute("data-footnotes").is_some() => {
                // Its list holds the notes, which are blocks of their own.
                let parts = element.children.iter().filter_map(Node::element);
                for part in parts.filter(|part| !is_label(part)) {
                    self.read_block(part);
                }
            }
            "ul" | "ol" | "menu" => {
                self.lists += 1;
                self.read_block(element);
                self.lists -= 1;
                self.gap = self.gap_here();
            }
            "table" => {
                self.gap = self.gap_here();
                self.read_elements(element);
                self.gap = self.gap_here();
            }
            "thead" | "tbody" | "tfoot" => self.read_elements(element),
            "tr" => {
                self.read_elements(element);
                self.gap = Gap::Line;
            }
            "td" | "th" => {
                if self.gap == Gap::None {
                    self.push_both("\t");
                }
                self.read_all(&element.children);
                self.gap = Gap::None;
            }
            _ if is_inline(tag) => self.read_all(&element.children),
            _ => self.read_block(element),
        }
    }

    /// What stands between rows and cells is no text.
    fn read_elements(&mut self, parent: &Element) {
        for element in parent.children.iter().filter_map(Node::element) {
            self.read(element);
        }
    }

    fn read_block(&mut self, element: &Element) {
        self.gap = self.gap_here();
        self.read_all(&element.children);
        self.gap = self.gap_here();
    }

    fn gap_here(&self) -> Gap {
        if self.lists > 0 {
            Gap::Line
        } else {
            Gap::Block
        }
    }

    fn read_code(&mut self, pre: &Element) {
        self.gap = self.gap_here();
        let code = pre.text();
        self.fill_gap();
        self.texts.all.push_str(code.trim_end_matches('\n'));
        self.texts.code.push_str(&code);
        self.texts.code.push('\n');
        self.gap = self.gap_here();
    }

    fn break_line(&mut self) {
        if self.gap == Gap::None {
            self.trim();
            self.push_both("\n");
        }
    }

    /// Adds text: the end of a line is a space, and white space at the beginning of a block or line is none.
    fn push(&mut self, text: &str) {
        let is_at_start = self.gap != Gap::None || self.texts.all.ends_with('\n');
        let text = if is_at_start {
            text.trim_start_matches([' ', '\t', '\n'])
        } else {
            text
        };
        if text.is_empty() {
            return;
        }
        self.fill_gap();
        self.push_both(&text.replace('\n', " "));
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if gap == Gap::None {
            return;
        }
        self.trim();
        if self.texts.all.is_empty() {
            return;
        }
        self.texts
            .all
            .push_str(if gap == Gap::Line { "\n" } else { "\n\n" });
        self.texts.prose.push('\n');
    }

    fn push_both(&mut self, text: &str) {
        self.texts.all.push_str(text);
        self.texts.prose.push_str(text);
    }

    fn trim(&mut self) {
        let length = self.texts.all.trim_end_matches([' ', '\n']).len();
        self.texts.all.truncate(length);
    }
}

/// Whether an element says nothing that an author wrote: numbers and labels of notes, titles of alerts.
fn is_label(element: &Element) -> bool {
    let has_class = |class: &str| {
        element
            .attribute("class")
            .is_some_and(|classes| classes.split(' ').any(|known| known == class))
    };
    element.attribute("data-footnote-ref").is_some()
        || element.attribute("data-footnote-backref").is_some()
        || element.attribute("id") == Some("footnote-label")
        || has_class(ALERT_TITLE)
}

fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "meter"
            | "output"
            | "progress"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "font"
            | "nobr"
            | "input"
            | "label"
            | "button"
            | "picture"
            | "source"
            | "video"
            | "audio"
            | "track"
    )
}

#[cfg(test)]
mod tests {
    use crate::document::body::tests::rendered;
    use crate::document::words::Words;

    #[test]
    fn blocks_items_rows_and_cells_are_kept_apart() {
        for (markdown, text) in [
            ("# A\n\nb *c*\nd\n\n> e", "A\n\nb c d\n\ne"),
            ("a\n\n- b\n- c\n  - d\n\ne", "a\nb\nc\nd\n\ne"),
            ("|a|b|\n|-|-|\n|c|d|", "a\tb\nc\td"),
            ("```rs\nlet a;\n```\n\nb", "let a;\n\nb"),
            ("![alt](a.png) <b>c</b><br>d", "alt c\nd"),
            ("<div>\n  <p>a &amp; b&#33;</p>\n</div>\n\nc", "a & b!\n\nc"),
            ("<script>x</script>\n\n<!-- y -->\n\nz", "z"),
            ("a[^1]\n\n[^1]: b", "a\n\nb"),
            ("- [x] done", "done"),
            ("a  \nb", "a\nb"),
            ("::card{title=\"no text\"}\n# A\n#slot\nb\n::", "A\n\nb"),
        ] {
            assert_eq!(rendered(markdown).text, text, "{markdown}");
        }
    }

    #[test]
    fn prose_and_code_are_told_apart() {
        let words = rendered("a `b`\n\n```\nc d\n```\n\n    e\n").words;
        assert_eq!(words, Words { prose: 2, code: 3 });
    }
}
