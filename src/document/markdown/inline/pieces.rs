//! Tokens as nodes, as far as they are known: marks of emphasis stay marks until `attention` finds their partners.

use super::attention::{self, Run};
use super::brackets::{Aim, Closed, Told};
use super::lexer::{Lexer, Placed, Token};
use super::{Known, component, tag};
use crate::document::markdown::node::{Attributes, Image, Kind, Link, Node};

/// A part of a text that may still be a mark.
pub(super) enum Piece {
    Node(Node),
    /// Asterisks, underscores or tildes.
    Run(Run),
}

/// The pieces of a text.
pub(super) fn read(text: &str, line: u32, known: &Known<'_>) -> Vec<Piece> {
    let mut lexer = Lexer::new(text, line, known);
    let mut builder = Builder {
        text,
        known,
        line,
        pieces: Vec::new(),
        plain: String::new(),
        brackets: Vec::new(),
    };
    for placed in lexer.by_ref() {
        builder.take(placed);
    }
    builder.finish(lexer.line)
}

struct Builder<'t> {
    text: &'t str,
    known: &'t Known<'t>,
    /// The line of the token that is taken.
    line: u32,
    pieces: Vec<Piece>,
    /// Text that is not yet in a piece.
    plain: String,
    /// The pieces that are brackets which wait for their partners, with their lines.
    brackets: Vec<(usize, u32)>,
}

impl<'t> Builder<'t> {
    fn take(&mut self, placed: Placed<'t>) {
        let written = self.text.get(placed.range.clone()).unwrap_or_default();
        let line = placed.line;
        self.line = line;
        match placed.token {
            Token::Plain => self.plain.push_str(written),
            Token::Escaped(c) => self.plain.push(c),
            Token::Reference(decoded) => self.plain.push_str(&decoded),
            Token::LineEnd => self.end_line(),
            Token::Break => self.push_leaf(Kind::Break),
            Token::Code(kind) => self.push_leaf(kind),
            Token::Run(run) => {
                self.flush();
                self.pieces.push(Piece::Run(run));
            }
            Token::BareLink(link) => self.push(link.node(self.text, line)),
            Token::Autolink(node) => self.push(node),
            Token::Html => self.push_leaf(Kind::Html(tag::without_indents(written))),
            Token::Component(component) => self.push(component.into_node(line, self.known)),
            Token::Span => self.push(component::span(written, line, self.known)),
            Token::Binding(binding) => self.push_leaf(Kind::Binding(binding)),
            Token::Attributes(attributes) => self.push_leaf(Kind::Lost(attributes)),
            Token::Note(identifier) => self.push_leaf(Kind::NoteReference(identifier)),
            Token::Open => self.open(written),
            Token::Close(closed) => self.close(closed),
        }
    }

    /// Two spaces before the end of a line break it.
    fn end_line(&mut self) {
        let trimmed = self.plain.trim_end_matches([' ', '\t']);
        let suffix = self.plain.get(trimmed.len()..).unwrap_or_default();
        let is_break = suffix.len() >= 2 && !suffix.contains('\t');
        let length = trimmed.len();
        self.plain.truncate(length);
        if is_break {
            self.push_leaf(Kind::Break);
        } else {
            self.plain.push('\n');
        }
    }

    fn open(&mut self, bracket: &str) {
        self.flush();
        self.brackets.push((self.pieces.len(), self.line));
        self.push_leaf(Kind::Text(bracket.to_owned()));
    }

    fn close(&mut self, closed: Option<Closed<'_>>) {
        let (Some((piece, line)), Some(closed)) = (self.brackets.pop(), closed) else {
            self.plain.push(']');
            return;
        };
        self.flush();
        // The bracket itself comes first.
        let inner = self.pieces.split_off(piece).into_iter().skip(1);
        match closed {
            Closed::Link(aim) => {
                let children = attention::resolve(inner.collect(), self.known);
                self.push(link(aim, children, line));
            }
            Closed::Image(aim) => {
                let children = attention::resolve(inner.collect(), self.known);
                self.push(image(aim, &children, line));
            }
            Closed::Note(identifier) => {
                self.plain.push('!');
                self.push(Node::leaf(Kind::NoteReference(identifier), line));
            }
        }
    }

    fn push_leaf(&mut self, kind: Kind) {
        self.push(Node::leaf(kind, self.line));
    }

    fn push(&mut self, node: Node) {
        self.flush();
        self.pieces.push(Piece::Node(node));
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = std::mem::take(&mut self.plain);
            let node = Node::leaf(Kind::Text(text), self.line);
            self.pieces.push(Piece::Node(node));
        }
    }

    /// The pieces of a text that ends on this line.
    fn finish(mut self, line: u32) -> Vec<Piece> {
        self.line = line;
        let trimmed = self.plain.trim_end_matches([' ', '\t']).len();
        self.plain.truncate(trimmed);
        self.flush();
        self.pieces
    }
}

fn link(aim: Aim<'_>, children: Vec<Node>, line: u32) -> Node {
    let link = Link {
        is_reference: aim.told != Told::Target,
        target: aim.target.into_owned(),
        attributes: Attributes::new(),
    };
    Node::new(Kind::Link(link), line, children)
}

fn image(aim: Aim<'_>, children: &[Node], line: u32) -> Node {
    let mut alt = String::new();
    push_alt(children, &mut alt);
    let image = Image {
        is_reference: aim.told != Told::Target,
        target: aim.target.into_owned(),
        alt,
        attributes: Attributes::new(),
    };
    Node::leaf(Kind::Image(image), line)
}

fn push_alt(nodes: &[Node], alt: &mut String) {
    for node in nodes {
        match &node.kind {
            Kind::Text(text) => alt.push_str(text),
            Kind::Code(code) => alt.push_str(&code.text),
            Kind::Image(image) => alt.push_str(&image.alt),
            Kind::Break => alt.push('\n'),
            _ => push_alt(&node.children, alt),
        }
    }
}
