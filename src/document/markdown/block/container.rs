//! Quotes, items and notes while they are open: what they are, and in which lines they go on.

use super::{Leaf, NESTING_MAX, Reader, Start};
use crate::document::markdown::line::Line;
use crate::document::markdown::list::{self, Marker};
use crate::document::markdown::node::{Item, Kind, List, Node};

pub(super) struct Container {
    pub(super) holder: Holder,
    pub(super) line: u32,
    pub(super) children: Vec<Node>,
    /// Whether a blank line came last.
    pub(super) is_after_blank: bool,
    /// Whether a blank line stood between two of the children.
    pub(super) is_spread: bool,
}

pub(super) enum Holder {
    Document,
    Quote,
    Item {
        marker: Marker,
        /// Columns that the text of the item is indented by.
        indent: usize,
    },
    Note(String),
}

impl Container {
    pub(super) fn new(holder: Holder, line: u32) -> Self {
        Self {
            holder,
            line,
            children: Vec::new(),
            is_after_blank: false,
            is_spread: false,
        }
    }

    /// Whether the container goes on in this line, whose part that belongs to it is then read.
    fn continues(&self, line: &mut Line<'_>, has_open_child: bool) -> bool {
        match &self.holder {
            Holder::Document => true,
            Holder::Quote => list::read_quote_mark(line),
            Holder::Item { indent, .. } => {
                if line.is_blank() {
                    // An item may begin with one blank line, not with two.
                    let is_empty =
                        self.children.is_empty() && !has_open_child && self.is_after_blank;
                    line.skip_indent(*indent);
                    return !is_empty;
                }
                let is_indented = line.indent() >= *indent;
                if is_indented {
                    line.skip_indent(*indent);
                }
                is_indented
            }
            Holder::Note(_) => {
                let is_indented = line.is_blank() || line.indent() >= 4;
                if is_indented {
                    line.skip_indent(4);
                }
                is_indented
            }
        }
    }
}

impl Reader {
    /// How many of the open containers go on in this line.
    pub(super) fn match_containers(&self, line: &mut Line<'_>) -> usize {
        let last = self.open.len();
        self.open
            .iter()
            .enumerate()
            .take_while(|(index, container)| {
                // What is not yet closed is a child as well.
                let has_open_child = index + 1 < last || !matches!(self.leaf, Leaf::None);
                container.continues(line, has_open_child)
            })
            .count()
    }

    /// Opens the quotes, items and notes that begin in this line; tells whether there are any.
    pub(super) fn open_containers(&mut self, line: &mut Line<'_>, matched: usize) -> bool {
        let mut has_opened = false;
        while line.indent() < 4 {
            let is_matched = has_opened || matched == self.open.len();
            let interrupts = is_matched && !has_opened && self.leaf.may_be_interrupted();
            let mut ahead = *line;
            let Some(opening) = list::read_holder(&mut ahead, interrupts) else {
                break;
            };
            if self.depth + self.open.len() >= NESTING_MAX {
                self.outline.too_deep.get_or_insert(line.number);
                break;
            }
            *line = ahead;
            if !has_opened {
                self.close_to(matched);
                self.close_leaf();
            }
            self.open_container(opening, line.number);
            has_opened = true;
        }
        has_opened
    }

    pub(super) fn open_container(&mut self, opening: list::Opening, line: u32) {
        let holder = match opening {
            list::Opening::Quote => Holder::Quote,
            list::Opening::Note(identifier) => {
                self.outline.definitions.put_note(&identifier);
                Holder::Note(identifier)
            }
            list::Opening::Item { marker, indent } => Holder::Item { marker, indent },
        };
        let is_next_item = match (
            &holder,
            self.open.last().and_then(|parent| parent.children.last()),
        ) {
            (Holder::Item { marker, .. }, Some(previous)) => marker.goes_on_after(&previous.kind),
            _ => false,
        };
        self.note_child(is_next_item);
        self.open.push(Container::new(holder, line));
    }

    /// Notes that a child of the last container begins, which spreads what it stands in after a blank line.
    pub(super) fn note_child(&mut self, is_next_item: bool) {
        if let Some(parent) = self.open.last_mut()
            && parent.is_after_blank
            && let Some(previous) = parent.children.last_mut()
        {
            match &mut previous.kind {
                Kind::List(list) if is_next_item => list.is_spread = true,
                _ => parent.is_spread = true,
            }
        }
        self.unblank();
    }

    pub(super) fn unblank(&mut self) {
        for container in &mut self.open {
            container.is_after_blank = false;
        }
    }

    /// Whether a line that the last container does not go on in still belongs to its paragraph.
    pub(super) fn is_lazy(&self, line: Line<'_>) -> bool {
        matches!(self.leaf, Leaf::Paragraph { .. })
            && !line.is_blank()
            && (line.indent() >= 4 || Start::of(&line, true).is_none())
    }

    /// Closes containers until `count` are open.
    pub(super) fn close_to(&mut self, count: usize) {
        while self.open.len() > count.max(1) {
            self.close_leaf();
            let Some(container) = self.open.pop() else {
                return;
            };
            self.close(container);
        }
    }

    pub(super) fn close(&mut self, container: Container) {
        let Container {
            holder,
            line,
            mut children,
            is_spread,
            ..
        } = container;
        // Most hold one block.
        children.shrink_to_fit();
        match holder {
            Holder::Document => {}
            Holder::Quote => self.push(Node::new(Kind::Quote, line, children)),
            Holder::Note(identifier) => {
                self.push(Node::new(Kind::Note(identifier), line, children))
            }
            Holder::Item { marker, .. } => {
                let item = Item {
                    is_spread,
                    is_checked: None,
                };
                self.push_item(&marker, Node::new(Kind::Item(item), line, children));
            }
        }
    }

    /// Puts an item into the list before it, or into a list of its own.
    pub(super) fn push_item(&mut self, marker: &Marker, item: Node) {
        let previous = self
            .open
            .last_mut()
            .and_then(|parent| parent.children.last_mut());
        match previous {
            Some(list) if marker.goes_on_after(&list.kind) => list.children.push(item),
            _ => {
                let list = List {
                    start: marker.number,
                    marker: marker.kind,
                    is_spread: false,
                };
                let line = item.line;
                self.push(Node::new(Kind::List(list), line, vec![item]));
            }
        }
    }
}
