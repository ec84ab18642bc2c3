//! The text of a block as tokens: each construct is tried where its first character stands, and what is none of them is
//! plain. Which marks of emphasis are pairs is told later; which brackets are is told here, since what follows a bracket
//! depends on it.
//! What becomes of a token, a node (`pieces`) or a mark with its place (`mark`), is not known here.

use std::ops::Range;

use super::Known;
use super::attention::Run;
use super::bare_link::{BareLink, BareLinks};
use super::brackets::{Brackets, Closed};
use super::code::Backticks;
use super::tag::Markup;
use super::{autolink, component};
use crate::document::markdown::attributes::Passed;
use crate::document::markdown::character_reference;
use crate::document::markdown::line::count_ends;
use crate::document::markdown::node::{Attributes, Binding, Kind, Node};

/// A token, and where it stands.
pub(super) struct Placed<'t> {
    pub(super) token: Token<'t>,
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// The line that it begins on.
    pub(super) line: u32,
}

/// What may stand at a place of a text.
pub(super) enum Token<'t> {
    Plain,
    /// A backslash, and what it protects.
    Escaped(char),
    /// A character reference, as what it stands for.
    Reference(String),
    /// The end of a line, with the white space that the next one begins with.
    LineEnd,
    /// The same after a backslash.
    Break,
    Code(Kind),
    /// Asterisks, underscores or tildes.
    Run(Run),
    BareLink(BareLink),
    Autolink(Node),
    Html,
    Component(component::Written<'t>),
    /// `[text]`, whose text is read on its own.
    Span,
    Binding(Binding),
    Attributes(Attributes),
    /// A reference to the note with this identifier.
    Note(String),
    /// `[` or `![`
    Open,
    /// `]` after an open bracket; `None` if both are text.
    Close(Option<Closed<'t>>),
}

/// Reads tokens up to the end of a text.
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) line: u32,
    pub(super) known: &'t Known<'t>,
    pub(super) brackets: Brackets,
    /// Whether what attributes in braces may follow came right before.
    is_after_marked: bool,
    passed: Passed,
    backticks: Backticks,
    markup: Markup,
    bare_links: BareLinks,
    /// No `}}` follows.
    has_no_more_bindings: bool,
}

/// A token and its length.
pub(super) type Found<'t> = (Token<'t>, usize);

impl<'t> Iterator for Lexer<'t> {
    type Item = Placed<'t>;

    fn next(&mut self) -> Option<Placed<'t>> {
        let byte = *self.text.as_bytes().get(self.at)?;
        let found = self.bare_link().or_else(|| self.read(byte));
        let (token, length) = found.unwrap_or_else(|| (Token::Plain, self.plain_length()));
        let placed = Placed {
            range: self.at..self.at + length,
            line: self.line,
            token,
        };
        self.line += count_ends(self.rest().get(..length).unwrap_or_default());
        self.at += length;
        self.is_after_marked = placed.token.takes_attributes();
        Some(placed)
    }
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, line: u32, known: &'t Known<'t>) -> Self {
        Self {
            text,
            at: 0,
            line,
            known,
            brackets: Brackets::default(),
            is_after_marked: false,
            passed: Passed::default(),
            backticks: Backticks::default(),
            markup: Markup::default(),
            bare_links: BareLinks::find(text),
            has_no_more_bindings: false,
        }
    }

    /// What is not yet read.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn read(&mut self, first: u8) -> Option<Found<'t>> {
        match first {
            b'\n' => Some((Token::LineEnd, line_end_length(self.rest()))),
            b'\\' => self.escape(),
            b'&' => self.reference(),
            b'`' => Some(self.code()),
            b'*' | b'_' | b'~' => Some(self.run(first)),
            b'<' => self.angle(),
            b':' => self.component(),
            b'{' => self.binding().or_else(|| self.attributes()),
            b'!' => self.open("!["),
            b'[' => self
                .note()
                .or_else(|| self.span())
                .or_else(|| self.open("[")),
            b']' => self.close(),
            _ => None,
        }
    }

    /// Text up to the next place where something may begin; at least one character.
    fn plain_length(&self) -> usize {
        let rest = self.rest();
        let first = rest.chars().next().map_or(1, char::len_utf8);
        // What lies beyond the next link is looked at when its turn comes, not once for each link before it.
        let before_link = self
            .bare_links
            .next_after(self.at)
            .and_then(|link| self.text.get(self.at..link))
            .unwrap_or(rest);
        let next = before_link.bytes().skip(first).position(is_special);
        next.map_or(before_link.len(), |next| next + first)
    }

    /// Links between brackets are looked for when it is known what the brackets are.
    fn bare_link(&self) -> Option<Found<'t>> {
        let link = self.bare_links.at(self.at)?;
        let found = (Token::BareLink(link), link.end - self.at);
        self.brackets.is_empty().then_some(found)
    }

    fn escape(&self) -> Option<Found<'t>> {
        let after = self.rest().get(1..)?;
        match *after.as_bytes().first()? {
            b'\n' => Some((Token::Break, 1 + line_end_length(after))),
            byte if byte.is_ascii_punctuation() => Some((Token::Escaped(char::from(byte)), 2)),
            _ => None,
        }
    }

    fn reference(&self) -> Option<Found<'t>> {
        let (decoded, length) = character_reference::read(self.rest())?;
        Some((Token::Reference(decoded), length))
    }

    fn code(&mut self) -> Found<'t> {
        match self.backticks.read(self.text, self.at) {
            Some(code) => (Token::Code(code.kind), code.length),
            None => (Token::Plain, run_length(self.rest(), b'`')),
        }
    }

    fn run(&self, mark: u8) -> Found<'t> {
        let length = run_length(self.rest(), mark);
        if mark == b'~' && length > 2 {
            return (Token::Plain, length);
        }
        let after = self.rest().get(length..).unwrap_or_default();
        let (before, after) = (self.previous(), after.chars().next());
        let run = Run::new(mark, length, before, after, self.line);
        (Token::Run(run), length)
    }

    fn angle(&mut self) -> Option<Found<'t>> {
        if let Some((node, length)) = autolink::read(self.rest(), self.line) {
            return Some((Token::Autolink(node), length));
        }
        let length = self.markup.length(self.text, self.at)?;
        Some((Token::Html, length))
    }

    fn component(&mut self) -> Option<Found<'t>> {
        let may_begin = match self.previous() {
            None | Some(' ' | '\t' | '\n' | '[' | '*' | '_' | '(') => true,
            Some(_) => false,
        };
        if !may_begin {
            return None;
        }
        let component = component::read(self.rest(), &mut self.passed)?;
        let length = component.length;
        Some((Token::Component(component), length))
    }

    fn span(&self) -> Option<Found<'t>> {
        if self.previous() == Some('[') {
            return None;
        }
        component::span_length(self.rest()).map(|length| (Token::Span, length))
    }

    fn binding(&mut self) -> Option<Found<'t>> {
        if self.has_no_more_bindings || !self.rest().starts_with("{{") {
            return None;
        }
        let found = component::binding(self.rest());
        self.has_no_more_bindings = found.is_none();
        found.map(|(binding, length)| (Token::Binding(binding), length))
    }

    fn attributes(&mut self) -> Option<Found<'t>> {
        if !self.is_after_marked {
            return None;
        }
        let (attributes, length) = self.passed.read(self.rest(), true)?;
        Some((Token::Attributes(attributes), length))
    }

    fn previous(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }
}

impl Token<'_> {
    /// Whether attributes right after it are its own.
    fn takes_attributes(&self) -> bool {
        match self {
            Self::Code(_) | Self::Span => true,
            Self::Close(Some(closed)) => !matches!(closed, Closed::Note(_)),
            Self::Run(run) => run.mark != b'~',
            _ => false,
        }
    }
}

/// Where something other than text may begin.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\n' | b'\\' | b'&' | b'`' | b'*' | b'_' | b'~' | b'<' | b':' | b'{' | b'!' | b'[' | b']'
    )
}

fn run_length(text: &str, mark: u8) -> usize {
    text.bytes().take_while(|byte| *byte == mark).count()
}

/// The length of the line end at the beginning of `text`, with the white space that the next line begins with.
fn line_end_length(text: &str) -> usize {
    let next = text.get(1..).unwrap_or_default();
    text.len() - next.trim_start_matches([' ', '\t']).len()
}
