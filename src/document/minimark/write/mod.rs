//! From a body tree to Markdown that a person can edit: CommonMark, GFM, and MDC for components.
//! What has no Markdown is written as HTML; the tree decides, nothing is parsed here.

mod attribute;
mod component;
mod emphasis;
mod escape;
mod fence;
mod footnote;
mod html;
mod inline;
mod link;
mod list;
mod table;
mod tag;

use self::tag::Kind;
use super::{DEPTH_MAX, Element, Node};

/// Where something stands, as far as it decides how it is written.
#[derive(Clone, Copy, Default)]
struct Context {
    /// Elements around it.
    depth: usize,
    /// In a heading or a table cell: no line ends.
    is_one_line: bool,
    /// In the text of a link, a span or a component: brackets count.
    in_brackets: bool,
    /// In struck out text: every tilde counts.
    in_deletion: bool,
    /// In strong text.
    in_strong: bool,
    /// In emphasized text.
    in_emphasis: bool,
    /// Behind something on the line that is written elsewhere: nothing here begins a block.
    is_open: bool,
    /// In a component: `#name` at the beginning of a line opens a slot.
    in_component: bool,
    /// In something that is indented or marked, or at its very beginning: dashes would mean something else.
    in_container: bool,
}

impl Context {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }

    fn contained(self) -> Self {
        Self {
            in_container: true,
            ..self.deeper()
        }
    }

    fn at_line_start(self) -> Self {
        Self {
            is_open: false,
            ..self
        }
    }

    fn within_line(self) -> Self {
        Self {
            is_open: true,
            ..self.deeper()
        }
    }

    /// Within a mark; `None` if this is within one of its kind already.
    fn marked(mut self, tag: &str) -> Option<Self> {
        let flag = match tag {
            "strong" => &mut self.in_strong,
            "em" => &mut self.in_emphasis,
            _ => &mut self.in_deletion,
        };
        (!std::mem::replace(flag, true)).then_some(self)
    }

    fn is_too_deep(self) -> bool {
        self.depth > DEPTH_MAX
    }
}

/// Writes a body as Markdown, with a final line end; empty for no nodes.
///
/// Reading it gives the same headings, texts, links and code. Elements nested deeper than [`DEPTH_MAX`] are left out.
pub fn write(nodes: &[Node]) -> String {
    let mut text = blocks(nodes, Context::default());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Blocks with an empty line between them, without a final line end.
fn blocks(nodes: &[Node], context: Context) -> String {
    let pieces = pieces(nodes, context);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join("\n\n")
}

/// A block as it is written, and what it was.
struct Piece<'a> {
    text: String,
    /// `None` for a paragraph of bare text.
    element: Option<&'a Element>,
    /// Whether the bare text ended in a line end: the sign of a tight list item.
    ends_line: bool,
}

/// Groups what stands beside each other into paragraphs, and writes each block.
fn pieces(nodes: &[Node], context: Context) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    if context.is_too_deep() {
        return pieces;
    }
    let mut rest = nodes;
    while let Some((node, behind)) = rest.split_first() {
        let run_length = rest.iter().take_while(|node| !is_block(node, rest)).count();
        if run_length == 0 {
            rest = behind;
            if let Some(element) = node.element() {
                push_block(&mut pieces, element, context);
            }
        } else {
            let (run, behind) = rest.split_at_checked(run_length).unwrap_or((rest, &[]));
            rest = behind;
            push_paragraphs(&mut pieces, run, context);
        }
    }
    pieces
}

/// A component that stands alone is a block, one among text is not.
fn is_block(node: &Node, siblings: &[Node]) -> bool {
    let Node::Element(element) = node else {
        return false;
    };
    match tag::kind(&element.tag) {
        Kind::Block => true,
        Kind::Inline => element
            .children
            .iter()
            .any(|child| is_block(child, &element.children)),
        Kind::Component => {
            let has_blocks = element
                .children
                .iter()
                .any(|child| is_block(child, &element.children));
            let is_among_text = siblings.iter().any(|sibling| match sibling {
                Node::Text(text) => !text.trim().is_empty(),
                Node::Element(element) => tag::kind(&element.tag) == Kind::Inline,
            });
            has_blocks || !is_among_text
        }
    }
}

fn push_block<'a>(pieces: &mut Vec<Piece<'a>>, element: &'a Element, context: Context) {
    let before = pieces.last();
    let is_first = before.is_none() && context.depth == 0;
    let place = Context {
        in_container: context.in_container || is_first,
        ..context
    };
    // A list after a list of its kind needs another marker, or the two would be one.
    let is_other = before
        .and_then(|piece| Some((piece.element?, piece.text.as_str())))
        .is_some_and(|(element_before, text)| {
            element_before.tag == element.tag && list::has_first_marker(text)
        });
    let text = block(element, is_other, place);
    if !text.is_empty() {
        pieces.push(Piece {
            text,
            element: Some(element),
            ends_line: false,
        });
    }
}

/// Bare text; a `br` without a line end behind it was the end of a paragraph.
fn push_paragraphs<'a>(pieces: &mut Vec<Piece<'a>>, run: &'a [Node], context: Context) {
    let mut start = 0;
    let ends =
        (0..run.len()).filter(|position| context.depth > 0 && ends_paragraph(run, *position));
    for end in ends.chain(std::iter::once(run.len())) {
        let paragraph = run.get(start..end).unwrap_or_default();
        start = end + 1;
        let text = inline::paragraph(paragraph, context);
        if !text.is_empty() {
            pieces.push(Piece {
                text,
                element: None,
                ends_line: matches!(paragraph.last(), Some(Node::Text(text)) if text.ends_with('\n')),
            });
        }
    }
}

fn ends_paragraph(run: &[Node], position: usize) -> bool {
    let is_break = run
        .get(position)
        .and_then(Node::element)
        .is_some_and(|element| element.tag == "br");
    let is_within_line =
        !matches!(run.get(position + 1), Some(Node::Text(text)) if text.starts_with('\n'));
    is_break && is_within_line && position + 1 < run.len()
}

/// One block, without a final line end; empty for what nobody would write.
fn block(element: &Element, is_other_list: bool, context: Context) -> String {
    let markdown = match element.tag.as_str() {
        "p" if element.props.is_empty() => {
            Some(inline::paragraph(&element.children, context.deeper()))
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => heading(element, context),
        "hr" if element.props.is_empty() => {
            Some(if context.in_container { "___" } else { "---" }.to_owned())
        }
        "blockquote" if element.props.is_empty() => Some(blockquote(element, context)),
        "ul" | "ol" => list::list(element, is_other_list, context),
        "pre" => fence::fence(element),
        "table" => table::table(element, context),
        "section" if footnote::is_section(element) => Some(footnote::section(element, context)),
        // Colors of highlighted code, which whoever shows it adds again.
        "style" if element.text().contains(".shiki") => Some(String::new()),
        tag if tag::kind(tag) == Kind::Component => Some(component::block(element, context)),
        _ => None,
    };
    markdown.unwrap_or_else(|| html::block(element, context))
}

/// Ids of headings are made of their texts, so they are not written.
fn heading(element: &Element, context: Context) -> Option<String> {
    if element.props.keys().any(|key| key != "id") {
        return None;
    }
    let level = element.tag.as_bytes().get(1)?.checked_sub(b'0')?;
    let one_line = Context {
        is_one_line: true,
        ..context.deeper()
    };
    let text = inline::line(&element.children, one_line);
    let marks = "#".repeat(usize::from(level));
    Some(format!("{marks} {text}").trim_end_matches(' ').to_owned())
}

fn blockquote(element: &Element, context: Context) -> String {
    let inner = blocks(&element.children, context.contained());
    if inner.is_empty() {
        return inner;
    }
    prefix_lines(&inner, "> ", "> ")
}

/// Puts one prefix before the first line and another before the rest; empty lines get no blanks at their ends.
fn prefix_lines(text: &str, first: &str, rest: &str) -> String {
    let mut prefixed = String::with_capacity(text.len() + rest.len() * 8);
    for (position, line) in text.split('\n').enumerate() {
        if position > 0 {
            prefixed.push('\n');
        }
        let prefix = if position == 0 { first } else { rest };
        prefixed.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        prefixed.push_str(line);
    }
    prefixed
}
