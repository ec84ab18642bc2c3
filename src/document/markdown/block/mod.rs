//! Lines as blocks: which quotes, items and notes are open, and what stands in them (CommonMark 0.31, appendix).
//! Each kind of block that is more than a mark has a file of its own; lines of text are kept as they are, for `inline`.

mod container;
mod leaf;
mod start;

use super::component::{self, ComponentReader, Fed, Opening};
use super::definition::{self, Definitions};
use super::fence::Fence;
use super::line::{Line, count_ends};
use super::node::{CodeBlock, Heading, Kind, Node};
use super::table::TableReader;
use container::{Container, Holder};
use leaf::Leaf;
use start::{Start, underline_level};

/// How deep quotes, lists, notes and components may be nested.
pub(in crate::document) const NESTING_MAX: usize = 100;

/// What is known of the whole document while its blocks are read.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) definitions: Definitions,
    /// The line where something was first nested deeper than is allowed.
    pub(super) too_deep: Option<u32>,
}

impl Outline {
    /// Adds what lines further down define.
    pub(super) fn add(&mut self, later: Self) {
        self.definitions.add(later.definitions);
        self.too_deep = self.too_deep.or(later.too_deep);
    }
}

/// Reads lines as blocks. What is text in them is in `Kind::Text` nodes, and still to be read.
pub(super) struct Reader {
    /// The document, and the containers that are open in it, each inside the one before.
    open: Vec<Container>,
    /// What lines are added to; it stands in the last container.
    leaf: Leaf,
    /// How many containers are around these lines.
    depth: usize,
    outline: Outline,
}

impl Reader {
    pub(super) fn new(depth: usize) -> Self {
        Self {
            open: vec![Container::new(Holder::Document, 1)],
            leaf: Leaf::None,
            depth,
            outline: Outline::default(),
        }
    }

    pub(super) fn finish(mut self) -> (Vec<Node>, Outline) {
        self.close_to(1);
        self.close_leaf();
        let blocks = self.open.pop().map(|document| document.children);
        (blocks.unwrap_or_default(), self.outline)
    }

    pub(super) fn read_line(&mut self, mut line: Line<'_>) {
        let matched = self.match_containers(&mut line);
        let is_matched = matched == self.open.len();
        if is_matched && self.leaf.is_concrete() {
            if let Some(line) = self.feed_concrete(line) {
                self.read_flow(line, true);
            }
            return;
        }
        let opened = self.open_containers(&mut line, matched);
        if !is_matched && !opened {
            if self.is_lazy(line) {
                self.leaf.push_text(&line);
                return;
            }
            self.close_to(matched);
        }
        self.read_flow(line, is_matched || opened);
    }

    /// Gives a line to a block that takes lines as they are; returns the line if the block ended before it.
    fn feed_concrete<'l>(&mut self, line: Line<'l>) -> Option<Line<'l>> {
        let is_done = match &mut self.leaf {
            Leaf::Fence(fence) => fence.feed(&line),
            Leaf::Html(html) => {
                if html.ends_before(&line) {
                    self.close_leaf();
                    return Some(line);
                }
                html.feed(&line)
            }
            Leaf::Component(component) => component.feed(&line) == Fed::Last,
            _ => false,
        };
        self.unblank();
        if is_done {
            self.close_leaf();
        }
        None
    }

    /// Reads what stands in the last container in this line. A line that came here with all its containers may also
    /// turn the paragraph before it into something else.
    fn read_flow(&mut self, line: Line<'_>, is_whole: bool) {
        if line.is_blank() {
            self.read_blank(&line);
            return;
        }
        if matches!(self.leaf, Leaf::Paragraph { .. }) {
            if self.goes_on(&line, is_whole) {
                return;
            }
        } else if self.feed_soft(&line) {
            return;
        }
        self.close_leaf();
        self.note_child(false);
        self.begin_leaf(&line);
    }

    fn read_blank(&mut self, line: &Line<'_>) {
        if let Leaf::Indented { blank, .. } = &mut self.leaf {
            let mut rest = *line;
            rest.skip_indent(4);
            blank.push('\n');
            blank.push_str(&rest.rest());
        } else {
            self.close_leaf();
        }
        for container in &mut self.open {
            container.is_after_blank = true;
        }
    }

    /// Goes on with a paragraph, or makes a heading or a table of it; false if the line begins another block.
    fn goes_on(&mut self, line: &Line<'_>, is_whole: bool) -> bool {
        if line.indent() < 4 {
            if is_whole && (self.underline(line) || self.begin_table(line)) {
                return true;
            }
            if Start::of(line, true).is_some() {
                return false;
            }
        }
        self.leaf.push_text(line);
        self.unblank();
        true
    }

    /// Makes a heading of the paragraph if this line underlines it.
    fn underline(&mut self, line: &Line<'_>) -> bool {
        let Some(level) = underline_level(line.text_after_indent()) else {
            return false;
        };
        let Leaf::Paragraph { line: begin, text } = &mut self.leaf else {
            return false;
        };
        let (begin, text) = (*begin, std::mem::take(text));
        self.leaf = Leaf::None;
        let (found, rest) = self.take_definitions(&text);
        if rest.trim().is_empty() {
            self.leaf = Leaf::paragraph(line);
            return found > 0;
        }
        let skipped = count_ends(&text) - count_ends(rest);
        self.push(text_block(heading_of(level), begin + skipped, rest));
        true
    }

    /// Makes a table of the last line of the paragraph if this line draws the rule under its head.
    fn begin_table(&mut self, line: &Line<'_>) -> bool {
        let Leaf::Paragraph { text, .. } = &mut self.leaf else {
            return false;
        };
        let head_at = text.rfind('\n').map_or(0, |at| at + 1);
        let head = text.get(head_at..).unwrap_or_default();
        let Some(table) = TableReader::begin(head, line) else {
            return false;
        };
        text.truncate(head_at.saturating_sub(1));
        self.close_leaf();
        self.leaf = Leaf::Table(table);
        true
    }

    /// Goes on with a block that a line may belong to or not.
    fn feed_soft(&mut self, line: &Line<'_>) -> bool {
        let fed = match &mut self.leaf {
            Leaf::Indented { text, blank, .. } if line.indent() >= 4 => {
                let mut rest = *line;
                rest.skip_indent(4);
                text.push_str(blank);
                blank.clear();
                text.push('\n');
                text.push_str(&rest.rest());
                true
            }
            Leaf::Table(table) if line.indent() < 4 && Start::of(line, false).is_none() => {
                table.feed(line);
                true
            }
            _ => false,
        };
        if fed {
            self.unblank();
        }
        fed
    }

    fn begin_leaf(&mut self, line: &Line<'_>) {
        if line.indent() >= 4 {
            self.leaf = self.begin_indented(line);
            return;
        }
        match Start::of(line, false) {
            Some(Start::Heading(level, text)) => {
                self.push(text_block(heading_of(level), line.number, text));
            }
            Some(Start::ThematicBreak) => self.push(Node::leaf(Kind::ThematicBreak, line.number)),
            Some(Start::Component(opening)) => self.begin_component(opening, line),
            Some(Start::Inline(node)) => self.push(node),
            Some(Start::Fence(fence)) => self.leaf = Leaf::Fence(fence),
            Some(Start::Html(mut html)) => {
                if html.feed(line) {
                    self.push(html.into_node());
                } else {
                    self.leaf = Leaf::Html(html);
                }
            }
            None => self.leaf = Leaf::paragraph(line),
        }
    }

    /// Code, or what MDC makes of it: fences and components may be indented.
    fn begin_indented(&mut self, line: &Line<'_>) -> Leaf {
        if line.first_byte() == Some(b'`')
            && let Some(fence) = Fence::begin(line)
        {
            return Leaf::Fence(fence);
        }
        if let Some(opening) = component::opening(line.text_after_indent())
            && self.may_nest(line.number)
        {
            return self.component(opening, line);
        }
        let mut rest = *line;
        rest.skip_indent(4);
        Leaf::Indented {
            line: line.number,
            text: rest.rest().into_owned(),
            blank: String::new(),
        }
    }

    fn begin_component(&mut self, opening: Opening, line: &Line<'_>) {
        self.leaf = if self.may_nest(line.number) {
            self.component(opening, line)
        } else {
            Leaf::paragraph(line)
        };
    }

    fn component(&self, opening: Opening, line: &Line<'_>) -> Leaf {
        let depth = self.depth + self.open.len();
        Leaf::Component(Box::new(ComponentReader::begin(opening, line, depth)))
    }

    fn may_nest(&mut self, line: u32) -> bool {
        let may = self.depth + self.open.len() < NESTING_MAX;
        if !may {
            self.outline.too_deep.get_or_insert(line);
        }
        may
    }

    fn close_leaf(&mut self) {
        match std::mem::replace(&mut self.leaf, Leaf::None) {
            Leaf::None => {}
            Leaf::Paragraph { line, text } => self.close_paragraph(line, &text),
            Leaf::Indented { line, text, .. } => {
                let code = CodeBlock {
                    text,
                    ..CodeBlock::default()
                };
                self.push(Node::leaf(Kind::CodeBlock(code), line));
            }
            Leaf::Fence(fence) => self.push(fence.into_node()),
            Leaf::Html(html) => self.push(html.into_node()),
            Leaf::Table(table) => self.push(table.into_node()),
            Leaf::Component(component) => {
                let (node, outline) = component.into_node();
                self.outline.add(outline);
                self.push(node);
            }
        }
    }

    fn close_paragraph(&mut self, line: u32, text: &str) {
        let (_, rest) = self.take_definitions(text);
        if !rest.trim().is_empty() {
            let skipped = count_ends(text) - count_ends(rest);
            self.push(text_block(Kind::Paragraph, line + skipped, rest));
        }
    }

    /// Takes definitions from the beginning of a paragraph; tells how many, and what is left.
    fn take_definitions<'t>(&mut self, text: &'t str) -> (usize, &'t str) {
        let mut rest = text;
        let mut count = 0;
        while let Some((definition, after)) = definition::read(rest) {
            self.outline.definitions.put(definition);
            rest = after;
            count += 1;
        }
        // However many, they part what stands before and after them once.
        if count > 0 {
            self.push(Node::leaf(Kind::Definition, 0));
        }
        (count, rest)
    }

    fn push(&mut self, node: Node) {
        if let Some(container) = self.open.last_mut() {
            container.children.push(node);
        }
    }
}

fn heading_of(level: u8) -> Kind {
    Kind::Heading(Heading { level, id: None })
}

/// A block whose text is still to be read.
fn text_block(kind: Kind, line: u32, text: &str) -> Node {
    let text = text.trim_matches([' ', '\t', '\n']).to_owned();
    Node::new(kind, line, vec![Node::leaf(Kind::Text(text), line)])
}
