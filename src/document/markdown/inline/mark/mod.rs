//! Where in the text of a block its marks are: what is not to be translated, as ranges of bytes.
//! The constructs are those of the reader beside this file, which makes nodes of them and forgets where they stood. What
//! marks are used for is told in `document::exchange`: there, a mark that this file does not see is a piece of text.

mod brackets;
mod pairs;
mod tags;

use std::ops::Range;

use super::attention::Run;
use super::bare_link::BareLinks;
use super::code::Backticks;
use super::tag::Markup;
use super::{autolink, component, is_special};
use crate::document::markdown::attributes::Passed;
use crate::document::markdown::definition::{self, Definitions};
use brackets::Bracket;

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
    let mut found = found_in(text, definitions);
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

fn found_in(text: &str, definitions: &Definitions) -> Vec<Mark> {
    let mut scanner = Scanner {
        text,
        at: 0,
        definitions,
        marks: Vec::new(),
        runs: Vec::new(),
        brackets: Vec::new(),
        around_link: 0,
        is_after_marked: false,
        passed: Passed::default(),
        backticks: Backticks::default(),
        markup: Markup::default(),
        bare_links: BareLinks::find(text),
        has_no_more_bindings: false,
    };
    while scanner.at < text.len() {
        scanner.scan_one();
    }
    pairs::pair(&mut scanner.runs, &mut scanner.marks);
    scanner.marks
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    definitions: &'t Definitions,
    marks: Vec<Mark>,
    /// Asterisks, underscores and tildes that have no partner yet, with the places where they begin.
    runs: Vec<(Run, usize)>,
    brackets: Vec<Bracket>,
    /// So many brackets are around a link, and are none themselves.
    around_link: usize,
    is_after_marked: bool,
    passed: Passed,
    backticks: Backticks,
    markup: Markup,
    bare_links: BareLinks,
    has_no_more_bindings: bool,
}

impl<'t> Scanner<'t> {
    fn scan_one(&mut self) {
        if let Some(link) = self.bare_links.at(self.at) {
            return self.push_alone(link.end - self.at);
        }
        let is_read = match self.text.as_bytes().get(self.at) {
            Some(b'\n') => self.read_line_end(),
            Some(b'\\') => self.read_escape(),
            Some(b'`') => self.read_code(),
            Some(mark @ (b'*' | b'_' | b'~')) => self.read_run(*mark),
            Some(b'<') => self.read_angle(),
            Some(b':') => self.read_component(),
            Some(b'{') => self.read_binding() || self.read_attributes(),
            Some(b'!') if self.rest().starts_with("![") => self.open_bracket(2),
            Some(b'[') => self.read_note() || self.read_span() || self.open_bracket(1),
            Some(b']') => self.close_bracket(),
            _ => false,
        };
        if !is_read {
            self.pass_plain();
        }
    }

    fn pass_plain(&mut self) {
        let rest = self.rest();
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = self
            .bare_links
            .next_after(self.at)
            .unwrap_or(self.text.len());
        let before_link = self.text.get(self.at..end).unwrap_or(rest);
        let next = before_link.bytes().skip(first).position(is_special);
        self.pass(next.map_or(before_link.len(), |next| next + first));
    }

    fn pass(&mut self, length: usize) -> bool {
        self.at += length;
        self.is_after_marked = false;
        true
    }

    fn push_alone(&mut self, length: usize) {
        self.marks.push(Mark::alone(self.at..self.at + length));
        self.pass(length);
    }

    /// Two spaces at the end of a line break it.
    fn read_line_end(&mut self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let spaces = before.len() - before.trim_end_matches(' ').len();
        let last = self.marks.last().map_or(0, |mark| mark.open.end);
        if spaces >= 2 && self.at - spaces >= last {
            self.at -= spaces;
            self.push_alone(spaces + 1);
            return true;
        }
        self.pass(1)
    }

    fn read_escape(&mut self) -> bool {
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'\n') => self.push_alone(2),
            Some(byte) if byte.is_ascii_punctuation() => return self.pass(2),
            _ => return false,
        }
        true
    }

    fn read_code(&mut self) -> bool {
        let Some(code) = self.backticks.read(self.text, self.at) else {
            let run = self.rest().len() - self.rest().trim_start_matches('`').len();
            return self.pass(run);
        };
        self.push_alone(code.length);
        self.is_after_marked = true;
        true
    }

    fn read_run(&mut self, mark: u8) -> bool {
        let length = self.rest().bytes().take_while(|byte| *byte == mark).count();
        if mark == b'~' && length > 2 {
            return self.pass(length);
        }
        let after = self.rest().get(length..).unwrap_or_default();
        let run = Run::new(mark, length, self.previous(), after.chars().next(), 0);
        self.runs.push((run, self.at));
        self.pass(length);
        self.is_after_marked = mark != b'~';
        true
    }

    fn read_angle(&mut self) -> bool {
        let autolink = autolink::read(self.rest(), 0).map(|(_, length)| length);
        let length = autolink.or_else(|| self.markup.length(self.text, self.at));
        length.is_some_and(|length| {
            self.push_alone(length);
            true
        })
    }

    /// `:name[text]{attributes}`
    fn read_component(&mut self) -> bool {
        let before = self.previous();
        let may_begin =
            before.is_none_or(|c| matches!(c, ' ' | '\t' | '\n' | '[' | '*' | '_' | '('));
        if !may_begin {
            return false;
        }
        let Some(written) = component::read(self.rest(), &mut self.passed) else {
            return false;
        };
        match written.label_range(self.rest()) {
            Some(label) => {
                self.push_around(0..label.start, label.end..written.length, false);
            }
            None => self.push_alone(written.length),
        }
        true
    }

    /// `[text]`, which is a mark if attributes follow or if a definition has this name.
    fn read_span(&mut self) -> bool {
        if self.previous() == Some('[') {
            return false;
        }
        let Some(length) = component::span_length(self.rest()) else {
            return false;
        };
        let written = self.rest().get(..length).unwrap_or_default();
        let attributes = self
            .rest()
            .get(length..)
            .filter(|rest| rest.starts_with('{'))
            .and_then(|rest| self.passed.read(rest, true))
            .map_or(0, |(_, length)| length);
        let is_label = definition::label(written) == Some(length)
            && self
                .definitions
                .target(written.get(1..length - 1).unwrap_or_default())
                .is_some();
        if attributes == 0 && !is_label {
            self.push_inside(1..length - 1);
            return self.pass(length);
        }
        let is_shortcut = is_label && attributes == 0;
        self.push_around(0..1, length - 1..length + attributes, is_shortcut);
        true
    }

    /// Adds a pair, and what is marked between; places count from here.
    fn push_around(&mut self, open: Range<usize>, close: Range<usize>, is_label: bool) {
        self.push_inside(open.end..close.start);
        let length = close.end;
        let pair = Mark {
            is_label,
            ..Mark::pair(open, close)
        };
        self.marks.push(pair.shifted(self.at));
        self.pass(length);
    }

    /// Text that is read on its own, as the reader does.
    fn push_inside(&mut self, range: Range<usize>) {
        let by = self.at + range.start;
        let inside = self.rest().get(range).unwrap_or_default();
        let marks = found_in(inside, self.definitions).into_iter();
        self.marks.extend(marks.map(|mark| mark.shifted(by)));
    }

    fn read_binding(&mut self) -> bool {
        if self.has_no_more_bindings || !self.rest().starts_with("{{") {
            return false;
        }
        let Some((_, length)) = component::binding(self.rest()) else {
            self.has_no_more_bindings = true;
            return false;
        };
        self.push_alone(length);
        true
    }

    fn read_attributes(&mut self) -> bool {
        if !self.is_after_marked {
            return false;
        }
        let Some((_, length)) = self.passed.read(self.rest(), true) else {
            return false;
        };
        let at = self.at;
        let before = self.marks.last_mut().map(Mark::end_mut);
        match before.filter(|end| **end == at) {
            Some(end) => {
                *end += length;
                self.pass(length);
            }
            None => self.push_alone(length),
        }
        true
    }

    fn read_note(&mut self) -> bool {
        let note = definition::note_label(self.rest());
        let Some((_, length)) = note.filter(|(name, _)| self.definitions.has_note(name)) else {
            return false;
        };
        self.push_alone(length);
        true
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn previous(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }
}
