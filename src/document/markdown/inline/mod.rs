//! The text of a block as parts of a line. Each construct has a file of its own, and is tried where its first character
//! stands; what is none of them is text. Marks of emphasis and brackets stay marks until their partners are found.

mod attention;
mod autolink;
mod bare_link;
mod brackets;
mod code;
pub(super) mod component;
mod finish;
pub(in crate::document) mod mark;
pub(super) mod tag;
mod task;

use std::cell::Cell;

use super::attributes::Passed;
use super::character_reference;
use super::definition::Definitions;
use super::node::{Kind, Node, Target};
use attention::Run;
use bare_link::BareLinks;
use brackets::Brackets;
use code::Backticks;
use tag::Markup;

pub(in crate::document) use task::task_mark;

/// What is known of the document while its text is read.
pub(super) struct Known {
    pub(super) definitions: Definitions,
    /// How many bytes of targets may still be put where they are named.
    pub(super) target_bytes_left: Cell<usize>,
    /// The line where something was first nested deeper than is allowed.
    pub(super) too_deep: Cell<Option<u32>>,
    /// The line where a definition was first not looked up, since too much had been.
    pub(super) too_often: Cell<Option<u32>>,
}

impl Known {
    /// What a label names, as long as not too much is put where it is named; labels after that are text.
    fn target(&self, label: &str, line: u32) -> Option<Target> {
        let target = self.definitions.target(label)?;
        let bytes = target.url.len() + target.title.as_ref().map_or(0, String::len);
        let Some(left) = self.target_bytes_left.get().checked_sub(bytes) else {
            self.too_often.set(self.too_often.get().or(Some(line)));
            return None;
        };
        self.target_bytes_left.set(left);
        Some(target.clone())
    }
}

/// Reads the text of all blocks.
pub(super) fn read_all(blocks: &mut [Node], known: &Known) {
    for block in blocks {
        if matches!(block.kind, Kind::Item(_)) {
            task::read_mark(block);
        }
        let holds_text = matches!(
            block.kind,
            Kind::Paragraph | Kind::Heading(_) | Kind::Cell | Kind::Label
        );
        if !holds_text {
            read_all(&mut block.children, known);
            continue;
        }
        let first = block.children.drain(..).next().map(|child| child.kind);
        if let Some(Kind::Text(text)) = first {
            block.children = read(&text, block.line, known);
        }
    }
}

/// The parts of one text.
fn read(text: &str, line: u32, known: &Known) -> Vec<Node> {
    let pieces = read_pieces(text, line, known);
    let mut nodes = attention::resolve(pieces, known);
    finish::finish(&mut nodes);
    nodes
}

/// A part of a line that may still be a mark.
enum Piece {
    Node(Node),
    /// Asterisks, underscores or tildes.
    Run(Run),
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    known: &'t Known,
    pieces: Vec<Piece>,
    /// Text that is not yet in a piece.
    plain: String,
    brackets: Brackets,
    /// Whether what attributes in braces may follow came right before.
    is_after_marked: bool,
    passed: Passed,
    backticks: Backticks,
    markup: Markup,
    bare_links: BareLinks,
    /// No `}}` follows.
    has_no_more_bindings: bool,
}

fn read_pieces(text: &str, line: u32, known: &Known) -> Vec<Piece> {
    let mut reader = Reader {
        text,
        at: 0,
        line,
        known,
        pieces: Vec::new(),
        plain: String::new(),
        brackets: Brackets::default(),
        is_after_marked: false,
        passed: Passed::default(),
        backticks: Backticks::default(),
        markup: Markup::default(),
        bare_links: BareLinks::find(text),
        has_no_more_bindings: false,
    };
    while reader.at < text.len() {
        reader.read_one();
    }
    let trimmed = reader.plain.trim_end_matches([' ', '\t']).len();
    reader.plain.truncate(trimmed);
    reader.flush();
    reader.pieces
}

impl<'t> Reader<'t> {
    fn read_one(&mut self) {
        if let Some(link) = self.bare_links.at(self.at)
            && self.brackets.is_empty()
        {
            let node = link.node(self.text, self.line);
            self.push(node, link.end - self.at);
            return;
        }
        let Some(byte) = self.text.as_bytes().get(self.at).copied() else {
            return;
        };
        let is_read = match byte {
            b'\n' => self.read_line_end(),
            b'\\' => self.read_escape(),
            b'&' => self.read_reference(),
            b'`' => self.read_code(),
            b'*' | b'_' | b'~' => self.read_run(byte),
            b'<' => self.read_angle(),
            b':' => self.read_component(),
            b'{' => self.read_binding() || self.read_attributes(),
            b'!' => self.open_image(),
            b'[' => self.read_note() || self.read_span() || self.open_link(),
            b']' => self.close_bracket(),
            _ => false,
        };
        if !is_read {
            self.read_plain();
        }
    }

    /// Takes text up to the next place where something may begin; at least one character.
    fn read_plain(&mut self) {
        let rest = self.rest();
        let first = rest.chars().next().map_or(1, char::len_utf8);
        // What lies beyond the next link is looked at when its turn comes, not once for each link before it.
        let before_link = self
            .bare_links
            .next_after(self.at)
            .and_then(|link| self.text.get(self.at..link))
            .unwrap_or(rest);
        let next = before_link
            .bytes()
            .skip(first)
            .position(is_special)
            .map_or(before_link.len(), |at| at + first);
        self.plain.push_str(rest.get(..next).unwrap_or_default());
        self.at += next;
        self.is_after_marked = false;
    }

    fn read_line_end(&mut self) -> bool {
        let trimmed = self.plain.trim_end_matches([' ', '\t']);
        let suffix = self.plain.get(trimmed.len()..).unwrap_or_default();
        let is_break = suffix.len() >= 2 && !suffix.contains('\t');
        let length = trimmed.len();
        self.plain.truncate(length);
        if is_break {
            self.push(Node::leaf(Kind::Break, self.line), 0);
        } else {
            self.plain.push('\n');
        }
        self.begin_line();
        true
    }

    /// Passes over the end of a line and the white space of the next.
    fn begin_line(&mut self) {
        self.line += 1;
        self.at += 1;
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.is_after_marked = false;
    }

    fn read_escape(&mut self) -> bool {
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'\n') => {
                self.push(Node::leaf(Kind::Break, self.line), 1);
                self.begin_line();
            }
            Some(byte) if byte.is_ascii_punctuation() => {
                self.plain.push(char::from(*byte));
                self.at += 2;
                self.is_after_marked = false;
            }
            _ => return false,
        }
        true
    }

    fn read_reference(&mut self) -> bool {
        let Some((decoded, length)) = character_reference::read(self.rest()) else {
            return false;
        };
        self.plain.push_str(&decoded);
        self.at += length;
        self.is_after_marked = false;
        true
    }

    fn read_code(&mut self) -> bool {
        let Some(code) = self.backticks.read(self.text, self.at) else {
            let run = self.rest().bytes().take_while(|byte| *byte == b'`').count();
            self.push_plain(run);
            return true;
        };
        self.push(Node::leaf(code.kind, self.line), code.length);
        self.is_after_marked = true;
        true
    }

    fn read_run(&mut self, mark: u8) -> bool {
        let length = self.rest().bytes().take_while(|byte| *byte == mark).count();
        let before = self.previous();
        let after = self
            .rest()
            .get(length..)
            .and_then(|rest| rest.chars().next());
        let run = Run::new(mark, length, before, after, self.line);
        if mark == b'~' && length > 2 {
            self.push_plain(length);
            return true;
        }
        self.flush();
        self.pieces.push(Piece::Run(run));
        self.at += length;
        self.is_after_marked = mark != b'~';
        true
    }

    fn read_angle(&mut self) -> bool {
        if let Some((node, length)) = autolink::read(self.rest(), self.line) {
            self.push(node, length);
            return true;
        }
        let Some(length) = self.markup.length(self.text, self.at) else {
            return false;
        };
        let written = self.rest().get(..length).unwrap_or_default();
        let html = tag::without_indents(written);
        self.push(Node::leaf(Kind::Html(html), self.line), length);
        true
    }

    fn read_component(&mut self) -> bool {
        let may_begin = match self.previous() {
            None | Some(' ' | '\t' | '\n' | '[' | '*' | '_' | '(') => true,
            Some(_) => false,
        };
        if !may_begin {
            return false;
        }
        let Some(component) = component::read(self.rest(), &mut self.passed) else {
            return false;
        };
        let length = component.length;
        let node = component.into_node(self.line, self.known);
        self.push(node, length);
        true
    }

    fn read_span(&mut self) -> bool {
        if self.previous() == Some('[') {
            return false;
        }
        let Some(length) = component::span_length(self.rest()) else {
            return false;
        };
        let written = self.rest().get(..length).unwrap_or_default();
        let node = component::span(written, self.line, self.known);
        self.push(node, length);
        self.is_after_marked = true;
        true
    }

    fn read_binding(&mut self) -> bool {
        if self.has_no_more_bindings || !self.rest().starts_with("{{") {
            return false;
        }
        let Some((binding, length)) = component::binding(self.rest()) else {
            self.has_no_more_bindings = true;
            return false;
        };
        self.push(Node::leaf(Kind::Binding(binding), self.line), length);
        true
    }

    fn read_attributes(&mut self) -> bool {
        if !self.is_after_marked {
            return false;
        }
        let Some((attributes, length)) = self.passed.read(self.rest(), true) else {
            return false;
        };
        self.push(Node::leaf(Kind::Lost(attributes), self.line), length);
        true
    }

    /// Adds a node that takes `length` bytes of the text.
    fn push(&mut self, node: Node, length: usize) {
        self.flush();
        self.line += count_lines(self.rest().get(..length).unwrap_or_default());
        self.pieces.push(Piece::Node(node));
        self.at += length;
        self.is_after_marked = false;
    }

    fn push_plain(&mut self, length: usize) {
        let text = self.rest().get(..length).unwrap_or_default();
        self.plain.push_str(text);
        self.at += length;
        self.is_after_marked = false;
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = std::mem::take(&mut self.plain);
            self.pieces
                .push(Piece::Node(Node::leaf(Kind::Text(text), self.line)));
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn previous(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }
}

/// Where something other than text may begin.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\n' | b'\\' | b'&' | b'`' | b'*' | b'_' | b'~' | b'<' | b':' | b'{' | b'!' | b'[' | b']'
    )
}

fn count_lines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}
