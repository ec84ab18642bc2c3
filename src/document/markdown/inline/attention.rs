//! Emphasis, strong emphasis and strikethrough: which marks belong together (CommonMark 0.31, section 6.2, and GitHub).

use std::collections::HashMap;

use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory as Category;

use super::Known;
use super::pieces::Piece;
use crate::document::markdown::node::{Attributes, Kind, Node};

/// How deep marks may be nested; what is deeper stays text.
const NESTING_MAX: usize = 100;

/// Marks of one kind that stand together.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) mark: u8,
    pub(super) length: usize,
    pub(super) can_open: bool,
    pub(super) can_close: bool,
    line: u32,
}

/// What a character is to a mark beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Space,
    Punctuation,
    Letter,
}

impl Run {
    pub(super) fn new(
        mark: u8,
        length: usize,
        previous: Option<char>,
        next: Option<char>,
        line: u32,
    ) -> Self {
        let (before, after) = (beside(previous), beside(next));
        let is_mark = |c: Option<char>| mark != b'~' && matches!(c, Some('*' | '_' | '~'));
        let opens = after == Beside::Letter
            || (after == Beside::Punctuation && before != Beside::Letter)
            || is_mark(next);
        let closes = before == Beside::Letter
            || (before == Beside::Punctuation && after != Beside::Letter)
            || is_mark(previous);
        let is_word_bound = mark == b'_';
        Self {
            mark,
            length,
            can_open: opens && (!is_word_bound || before != Beside::Letter || !closes),
            can_close: closes && (!is_word_bound || after != Beside::Letter || !opens),
            line,
        }
    }

    pub(super) fn may_close(&self, opener: &Self) -> bool {
        if self.mark == b'~' {
            return opener.length == self.length;
        }
        let is_both = opener.can_close || self.can_open;
        !(is_both
            && !self.length.is_multiple_of(3)
            && (opener.length + self.length).is_multiple_of(3))
    }

    /// What openers are looked for; of one kind, none is looked for twice where none was found.
    fn kind(&self) -> (u8, bool, usize) {
        let size = if self.mark == b'~' {
            self.length
        } else {
            self.length % 3
        };
        (self.mark, self.can_open, size)
    }

    fn into_text(self) -> Node {
        let text = char::from(self.mark).to_string().repeat(self.length);
        Node::leaf(Kind::Text(text), self.line)
    }
}

/// Puts what stands between marks that belong together into nodes.
pub(super) fn resolve(pieces: Vec<Piece>, known: &Known<'_>) -> Vec<Node> {
    let mut stack = Stack::default();
    for piece in pieces {
        match piece {
            Piece::Node(node) => stack.nodes.push(node),
            Piece::Run(run) => stack.take(run),
        }
    }
    if let (Some(line), None) = (stack.too_deep, known.too_deep.get()) {
        known.too_deep.set(Some(line));
    }
    stack.finish()
}

/// Marks that wait for their partner, and what stands after each of them.
#[derive(Default)]
struct Stack {
    /// What stands after the last opener, or before all.
    nodes: Vec<Node>,
    openers: Vec<Opener>,
    /// So many openers were found too deep, and will always be: what is after them is only nested deeper.
    too_deep_count: usize,
    /// How many openers are known not to fit a kind of closer.
    bottoms: HashMap<(u8, bool, usize), usize>,
    /// The line where marks were first nested deeper than is allowed.
    too_deep: Option<u32>,
}

struct Opener {
    run: Run,
    /// What stands before it, since the opener before.
    before: Vec<Node>,
    /// How deep the nodes after it are nested already.
    depth: usize,
}

impl Stack {
    fn take(&mut self, mut run: Run) {
        while run.can_close && run.length > 0 {
            let Some(index) = self.opener_of(&run) else {
                break;
            };
            if !self.close(index, &mut run) {
                break;
            }
        }
        if run.length == 0 {
            return;
        }
        if run.can_open {
            let before = std::mem::take(&mut self.nodes);
            self.openers.push(Opener {
                run,
                before,
                depth: 0,
            });
        } else {
            self.nodes.push(run.into_text());
        }
    }

    fn opener_of(&mut self, run: &Run) -> Option<usize> {
        let bottom = self.bottoms.get(&run.kind()).copied().unwrap_or_default();
        let found = self
            .openers
            .iter()
            .enumerate()
            .skip(bottom.max(self.too_deep_count))
            .rev()
            .find(|(_, opener)| opener.run.mark == run.mark && run.may_close(&opener.run))
            .map(|(index, _)| index);
        if found.is_none() {
            self.bottoms.insert(run.kind(), self.openers.len());
        }
        found
    }

    /// Closes the opener with as many marks as both have; false if that were nested too deep.
    fn close(&mut self, index: usize, run: &mut Run) -> bool {
        let depth = self
            .openers
            .iter()
            .skip(index)
            .map(|opener| opener.depth)
            .max()
            .unwrap_or_default()
            + 1;
        if depth > NESTING_MAX {
            self.too_deep.get_or_insert(run.line);
            self.too_deep_count = index + 1;
            return false;
        }
        self.drop_openers_after(index);
        let Some(mut opener) = self.openers.pop() else {
            return false;
        };
        let children = std::mem::take(&mut self.nodes);
        let (kind, used) = match run.mark {
            b'~' => (Kind::Strikethrough, run.length),
            _ if run.length > 1 && opener.run.length > 1 => (Kind::Strong(Attributes::new()), 2),
            _ => (Kind::Emphasis(Attributes::new()), 1),
        };
        let node = Node::new(kind, opener.run.line, children);
        opener.run.length -= used;
        run.length -= used;
        let is_left = opener.run.length > 0;
        self.nodes = if is_left {
            opener.depth = depth;
            self.openers.push(opener);
            vec![node]
        } else {
            let mut before = opener.before;
            before.push(node);
            if let Some(outer) = self.openers.last_mut() {
                outer.depth = outer.depth.max(depth);
            }
            before
        };
        // An opener that lost marks may fit what it did not fit before.
        let count = if is_left { index } else { self.openers.len() };
        for bottom in self.bottoms.values_mut() {
            *bottom = (*bottom).min(count);
        }
        true
    }

    /// Openers after this one found no partner, and become text.
    fn drop_openers_after(&mut self, index: usize) {
        let mut after = Vec::new();
        while self.openers.len() > index + 1 {
            let Some(opener) = self.openers.pop() else {
                break;
            };
            let nodes = std::mem::replace(&mut self.nodes, opener.before);
            after.push((opener.run, nodes));
        }
        for (run, nodes) in after.into_iter().rev() {
            self.nodes.push(run.into_text());
            self.nodes.extend(nodes);
        }
    }

    fn finish(mut self) -> Vec<Node> {
        let mut all = Vec::new();
        for opener in self.openers {
            all.extend(opener.before);
            all.push(opener.run.into_text());
        }
        all.append(&mut self.nodes);
        all
    }
}

/// Characters beyond U+FFFF count as letters, emoji among them, since the reference sees halves of them.
fn beside(c: Option<char>) -> Beside {
    match c {
        None => Beside::Space,
        Some(c) if c.is_whitespace() => Beside::Space,
        Some(c) if c.is_ascii() => {
            if c.is_ascii_punctuation() {
                Beside::Punctuation
            } else {
                Beside::Letter
            }
        }
        Some(c) if c <= '\u{ffff}' && is_punctuation(c) => Beside::Punctuation,
        Some(_) => Beside::Letter,
    }
}

/// Whether a mark sees punctuation in a character.
pub(super) fn is_mark(c: char) -> bool {
    beside(Some(c)) == Beside::Punctuation
}

/// Punctuation and symbols of Unicode.
fn is_punctuation(c: char) -> bool {
    matches!(
        CodePointMapData::<Category>::new().get(c),
        Category::ConnectorPunctuation
            | Category::DashPunctuation
            | Category::OpenPunctuation
            | Category::ClosePunctuation
            | Category::InitialPunctuation
            | Category::FinalPunctuation
            | Category::OtherPunctuation
            | Category::MathSymbol
            | Category::CurrencySymbol
            | Category::ModifierSymbol
            | Category::OtherSymbol
    )
}
