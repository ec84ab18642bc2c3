//! Blocks of raw HTML, of the seven kinds of CommonMark 0.31, section 4.6. The HTML is kept as it is written.

use super::inline::tag;
use super::line::Line;
use super::node::{Kind, Node};

/// Elements whose text is no Markdown.
const RAW: &[&str] = &["pre", "script", "style", "textarea"];

/// Elements whose tags begin a block wherever they stand on a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// A block of HTML that is open.
pub(super) struct HtmlBlock {
    line: u32,
    end: End,
    html: String,
}

/// Where a block of HTML ends.
#[derive(Clone, Copy)]
enum End {
    /// With the line that has this in it.
    With(&'static str),
    /// With the line that closes an element of raw text.
    RawTag,
    /// Before a blank line.
    BlankLine,
}

impl HtmlBlock {
    /// The block that this line begins; in the midst of a paragraph it has to be plain that it does.
    pub(super) fn begin(line: &Line<'_>, interrupts: bool) -> Option<Self> {
        let end = end_of(line.text_after_indent(), interrupts)?;
        Some(Self {
            line: line.number,
            end,
            html: String::new(),
        })
    }

    pub(super) fn ends_before(&self, line: &Line<'_>) -> bool {
        matches!(self.end, End::BlankLine) && line.is_blank()
    }

    /// Takes a line; tells whether it is the last one.
    pub(super) fn feed(&mut self, line: &Line<'_>) -> bool {
        let is_first = self.html.is_empty();
        if !is_first {
            self.html.push('\n');
        }
        let text = line.rest();
        self.html.push_str(&text);
        // The mark that opens a comment may close it as well: `<!-->`.
        let opening = if is_first {
            self.opening_length(&text)
        } else {
            0
        };
        text.get(opening..).is_some_and(|text| self.is_end(text))
    }

    fn opening_length(&self, text: &str) -> usize {
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let own = match self.end {
            End::With("-->") => 2,
            End::With("]]>") => 9,
            End::With(_) => 1,
            End::RawTag | End::BlankLine => 0,
        };
        indent + own
    }

    fn is_end(&self, text: &str) -> bool {
        match self.end {
            End::With(mark) => text.contains(mark),
            End::RawTag => has_raw_end(text),
            End::BlankLine => false,
        }
    }

    pub(super) fn into_node(self) -> Node {
        Node::leaf(Kind::HtmlBlock(self.html), self.line)
    }
}

fn end_of(text: &str, interrupts: bool) -> Option<End> {
    let after = text.strip_prefix('<')?;
    if let Some(declaration) = after.strip_prefix('!') {
        return match declaration {
            _ if declaration.starts_with("--") => Some(End::With("-->")),
            _ if declaration.starts_with("[CDATA[") => Some(End::With("]]>")),
            _ if declaration.starts_with(|c: char| c.is_ascii_alphabetic()) => Some(End::With(">")),
            _ => None,
        };
    }
    if after.starts_with('?') {
        return Some(End::With("?>"));
    }
    let (name, is_closing) = match after.strip_prefix('/') {
        Some(name) => (name, true),
        None => (after, false),
    };
    let length = name
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        .count();
    let (name, rest) = name.split_at_checked(length)?;
    let name = name.to_ascii_lowercase();
    let is_apart = rest.is_empty() || rest.starts_with([' ', '\t', '>']);
    if !is_closing && is_apart && RAW.contains(&name.as_str()) {
        return Some(End::RawTag);
    }
    if (is_apart || rest.starts_with("/>")) && BLOCKS.binary_search(&name.as_str()).is_ok() {
        return Some(End::BlankLine);
    }
    if interrupts {
        return None;
    }
    let length = tag::length(text)?;
    let is_alone = text.get(length..)?.trim_matches([' ', '\t']).is_empty();
    is_alone.then_some(End::BlankLine)
}

fn has_raw_end(text: &str) -> bool {
    text.match_indices("</").any(|(at, _)| {
        let name = text.get(at + 2..).unwrap_or_default();
        let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, rest) = name.split_at_checked(length).unwrap_or_default();
        rest.starts_with('>') && RAW.contains(&name.to_ascii_lowercase().as_str())
    })
}
