//! Where in the text of a block its marks are: what is not to be translated, as ranges of bytes.
//! They are made of the tokens that a page is made of. What marks are used for is told in `document::exchange`: there, a mark
//! that this file does not see is a piece of text.

mod pairs;
mod tags;

use std::iter::Peekable;
use std::ops::Range;

use super::attention::Run;
use super::brackets::{Closed, Told};
use super::lexer::{Lexer, Placed, Token};
use super::tag::Markup;
use super::{Known, component};
use crate::document::markdown::definition::{self, Definitions};

/// A mark: what stands alone, or what opens and closes a part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct Mark {
    pub(in crate::document) open: Range<usize>,
    /// `None` if it stands alone.
    pub(in crate::document) close: Option<Range<usize>>,
    /// Whether the text inside names a definition, and has to be named itself once it is another.
    pub(in crate::document) is_label: bool,
}

impl Mark {
    fn alone(range: Range<usize>) -> Self {
        Self {
            open: range,
            close: None,
            is_label: false,
        }
    }

    fn pair(open: Range<usize>, close: Range<usize>) -> Self {
        Self {
            open,
            close: Some(close),
            is_label: false,
        }
    }

    fn shifted(self, by: usize) -> Self {
        let shift = |range: Range<usize>| range.start + by..range.end + by;
        Self {
            open: shift(self.open),
            close: self.close.map(shift),
            is_label: self.is_label,
        }
    }

    /// What attributes right after the mark are added to.
    fn end_mut(&mut self) -> &mut usize {
        match &mut self.close {
            Some(close) => &mut close.end,
            None => &mut self.open.end,
        }
    }
}

/// The marks of a text in the order in which they open; pairs are nested, never crossed.
pub(in crate::document) fn marks(text: &str, definitions: &Definitions) -> Vec<Mark> {
    let mut found = found_in(text, &Known::new(definitions, usize::MAX));
    found.sort_by_key(|mark| mark.open.start);
    tags::pair(text, found)
}

/// The marks of a text where these labels and notes are defined.
pub(in crate::document) fn marks_where(text: &str, labels: &[&str], notes: &[&str]) -> Vec<Mark> {
    marks(text, &Definitions::of_names(labels, notes))
}

/// The tags of raw HTML, which are all that is a mark in a block of it.
pub(in crate::document) fn tags_of(html: &str) -> Vec<Mark> {
    let mut markup = Markup::default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = html
        .get(at..)
        .and_then(|rest| rest.find('<'))
        .map(|next| at + next)
    {
        let length = markup.length(html, begin);
        found.extend(length.map(|length| Mark::alone(begin..begin + length)));
        at = begin + length.unwrap_or(1);
    }
    tags::pair(html, found)
}

fn found_in(text: &str, known: &Known<'_>) -> Vec<Mark> {
    let mut finder = Finder {
        text,
        known,
        marks: Vec::new(),
        runs: Vec::new(),
        brackets: Vec::new(),
    };
    let mut tokens = Lexer::new(text, 0, known).peekable();
    while let Some(placed) = tokens.next() {
        finder.take(placed, &mut tokens);
    }
    pairs::pair(&mut finder.runs, &mut finder.marks);
    finder.marks
}

struct Finder<'t> {
    text: &'t str,
    known: &'t Known<'t>,
    marks: Vec<Mark>,
    /// Asterisks, underscores and tildes that have no partner yet, with the places where they begin.
    runs: Vec<(Run, usize)>,
    /// Brackets that have no partner yet, and how many runs stood before each.
    brackets: Vec<(Range<usize>, usize)>,
}

impl Finder<'_> {
    fn take(&mut self, placed: Placed<'_>, after: &mut Peekable<Lexer<'_>>) {
        let range = placed.range;
        match placed.token {
            Token::Plain | Token::Escaped(_) | Token::Reference(_) => {}
            Token::LineEnd => self.end_line(range.start),
            // The white space after it belongs to the text.
            Token::Break => self.push_alone(range.start..range.start + 2),
            Token::Run(run) => self.runs.push((run, range.start)),
            Token::Component(component) => self.take_component(range, &component),
            Token::Span => {
                let attributes = after.next_if(|next| matches!(next.token, Token::Attributes(_)));
                self.take_span(range, attributes.map(|placed| placed.range.end));
            }
            Token::Attributes(_) => self.take_attributes(range),
            Token::Open => self.brackets.push((range, self.runs.len())),
            Token::Close(closed) => self.close(range, closed),
            Token::Code(_)
            | Token::BareLink(_)
            | Token::Autolink(_)
            | Token::Html
            | Token::Binding(_)
            | Token::Note(_) => self.push_alone(range),
        }
    }

    fn push_alone(&mut self, range: Range<usize>) {
        self.marks.push(Mark::alone(range));
    }

    /// Two spaces at the end of a line break it.
    fn end_line(&mut self, at: usize) {
        let before = self.text.get(..at).unwrap_or_default();
        let begin = before.trim_end_matches(' ').len();
        let last = self.marks.last().map_or(0, |mark| mark.open.end);
        if at - begin >= 2 && begin >= last {
            self.push_alone(begin..at + 1);
        }
    }

    /// `:name[text]{attributes}`
    fn take_component(&mut self, range: Range<usize>, component: &component::Written<'_>) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        match component.label_range(written) {
            Some(label) => {
                let label = range.start + label.start..range.start + label.end;
                self.push_inside(label.clone());
                let (open, close) = (range.start..label.start, label.end..range.end);
                self.marks.push(Mark::pair(open, close));
            }
            None => self.push_alone(range),
        }
    }

    /// `[text]`, which is a mark if attributes follow, up to their end, or if a definition has this name.
    fn take_span(&mut self, range: Range<usize>, attributes_end: Option<usize>) {
        let inside = range.start + 1..range.end - 1;
        self.push_inside(inside.clone());
        let written = self.text.get(range.clone()).unwrap_or_default();
        let own = self.text.get(inside.clone()).unwrap_or_default();
        let is_label = definition::label(written) == Some(written.len())
            && self.known.definitions.target(own).is_some();
        if is_label || attributes_end.is_some() {
            let close = inside.end..attributes_end.unwrap_or(range.end);
            self.marks.push(Mark {
                is_label: is_label && attributes_end.is_none(),
                ..Mark::pair(range.start..inside.start, close)
            });
        }
    }

    /// Text that is read on its own, as for a page.
    fn push_inside(&mut self, range: Range<usize>) {
        let by = range.start;
        let inside = self.text.get(range).unwrap_or_default();
        let marks = found_in(inside, self.known).into_iter();
        self.marks.extend(marks.map(|mark| mark.shifted(by)));
    }

    /// They belong to the mark before them.
    fn take_attributes(&mut self, range: Range<usize>) {
        let before = self.marks.last_mut().map(Mark::end_mut);
        match before.filter(|end| **end == range.start) {
            Some(end) => *end = range.end,
            None => self.push_alone(range),
        }
    }

    fn close(&mut self, range: Range<usize>, closed: Option<Closed<'_>>) {
        let (Some((open, run_count)), Some(closed)) = (self.brackets.pop(), closed) else {
            return;
        };
        let mut runs = self.runs.split_off(run_count);
        match closed {
            Closed::Link(aim) | Closed::Image(aim) => {
                pairs::pair(&mut runs, &mut self.marks);
                self.marks.push(Mark {
                    is_label: aim.told == Told::Text,
                    ..Mark::pair(open, range)
                });
            }
            Closed::Note(_) => {
                while self
                    .marks
                    .pop_if(|mark| mark.open.start > open.start)
                    .is_some()
                {}
                // The exclamation mark is text.
                self.push_alone(open.start + 1..range.end);
            }
        }
    }
}
