//! Links, images and references to notes: what brackets mean (CommonMark 0.31, sections 6.3 and 6.4).

use super::Reader;
use super::attention;
use crate::document::markdown::definition;
use crate::document::markdown::link;
use crate::document::markdown::node::{Attributes, Image, Kind, Link, Node, Target};

/// Opening brackets that wait for their partners.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<Bracket>,
    /// So many of them are around a link, and of those no more can be links: a link has no links inside.
    around_link: usize,
}

struct Bracket {
    /// The piece that the bracket is.
    piece: usize,
    /// What follows the bracket in the text.
    inner: usize,
    is_image: bool,
    line: u32,
}

impl Brackets {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The innermost bracket, and whether it may be a link or an image.
    fn pop(&mut self) -> Option<(Bracket, bool)> {
        let bracket = self.open.pop()?;
        let is_around_link = self.around_link > self.open.len();
        self.around_link = self.around_link.min(self.open.len());
        let may_lead = bracket.is_image || !is_around_link;
        Some((bracket, may_lead))
    }

    fn deactivate_links(&mut self) {
        self.around_link = self.open.len();
    }
}

/// Where a link leads, and how many bytes tell it.
struct Aim {
    target: Target,
    length: usize,
    is_reference: bool,
}

impl Reader<'_> {
    /// `[^note]`
    pub(super) fn read_note(&mut self) -> bool {
        let Some((identifier, length)) = definition::note_label(self.rest()) else {
            return false;
        };
        if !self.known.definitions.has_note(&identifier) {
            return false;
        }
        self.push(
            Node::leaf(Kind::NoteReference(identifier), self.line),
            length,
        );
        true
    }

    pub(super) fn open_link(&mut self) -> bool {
        self.open_bracket("[");
        true
    }

    pub(super) fn open_image(&mut self) -> bool {
        if !self.rest().starts_with("![") {
            return false;
        }
        self.open_bracket("![");
        true
    }

    fn open_bracket(&mut self, mark: &str) {
        self.flush();
        self.brackets.open.push(Bracket {
            piece: self.pieces.len(),
            inner: self.at + mark.len(),
            is_image: mark.len() > 1,
            line: self.line,
        });
        let text = Node::leaf(Kind::Text(mark.to_owned()), self.line);
        self.push(text, mark.len());
    }

    pub(super) fn close_bracket(&mut self) -> bool {
        let Some((bracket, true)) = self.brackets.pop() else {
            return false;
        };
        let Some(aim) = self.aim(&bracket) else {
            return self.close_note(&bracket);
        };
        self.flush();
        let inner = self.pieces.split_off(bracket.piece);
        // The bracket itself comes first.
        let children = attention::resolve(inner.into_iter().skip(1).collect(), self.known);
        let node = if bracket.is_image {
            image(aim.target, aim.is_reference, children, bracket.line)
        } else {
            self.brackets.deactivate_links();
            let link = Link {
                target: aim.target,
                attributes: Attributes::new(),
                is_reference: aim.is_reference,
            };
            Node::new(Kind::Link(link), bracket.line, children)
        };
        self.push(node, aim.length + 1);
        self.is_after_marked = true;
        true
    }

    /// Where the link leads whose text ends here.
    fn aim(&self, bracket: &Bracket) -> Option<Aim> {
        let after = self.rest().get(1..)?;
        if after.starts_with('(')
            && let Some((target, length)) = link::resource(after)
        {
            return Some(Aim {
                target,
                length,
                is_reference: false,
            });
        }
        let label_length = definition::label(after);
        if let Some(length) = label_length
            && let Some(target) = self.known.target(after.get(1..length - 1)?, self.line)
        {
            return Some(reference(target, length));
        }
        let own = self.text.get(bracket.inner..self.at)?;
        definition::label(self.text.get(bracket.inner - 1..)?)
            .filter(|length| *length == own.len() + 2)?;
        if label_length.is_some() {
            return None;
        }
        let target = self.known.target(own, self.line)?;
        let is_collapsed = after.starts_with("[]");
        Some(reference(target, if is_collapsed { 2 } else { 0 }))
    }

    /// `![^note]` is an exclamation mark and a reference.
    fn close_note(&mut self, bracket: &Bracket) -> bool {
        let own = self.text.get(bracket.inner - 1..).unwrap_or_default();
        let Some((identifier, length)) = definition::note_label(own).filter(|_| bracket.is_image)
        else {
            return false;
        };
        if bracket.inner - 1 + length != self.at + 1
            || !self.known.definitions.has_note(&identifier)
        {
            return false;
        }
        self.flush();
        self.pieces.truncate(bracket.piece);
        self.plain.push('!');
        self.push(Node::leaf(Kind::NoteReference(identifier), bracket.line), 1);
        true
    }
}

fn reference(target: Target, length: usize) -> Aim {
    Aim {
        target,
        length,
        is_reference: true,
    }
}

fn image(target: Target, is_reference: bool, children: Vec<Node>, line: u32) -> Node {
    let mut alt = String::new();
    push_alt(&children, &mut alt);
    let image = Image {
        target,
        alt,
        attributes: Attributes::new(),
        is_reference,
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
