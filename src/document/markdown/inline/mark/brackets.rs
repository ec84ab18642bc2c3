//! Brackets that are marks: those of links and images.

use std::ops::Range;

use super::{Mark, Scanner, pairs};
use crate::document::markdown::definition;
use crate::document::markdown::link;

/// An opening bracket that waits for its partner.
pub(super) struct Bracket {
    range: Range<usize>,
    /// How many runs stood before it.
    run_count: usize,
    is_image: bool,
}

impl Scanner<'_> {
    pub(super) fn open_bracket(&mut self, length: usize) -> bool {
        self.brackets.push(Bracket {
            range: self.at..self.at + length,
            run_count: self.runs.len(),
            is_image: length > 1,
        });
        self.pass(length)
    }

    pub(super) fn close_bracket(&mut self) -> bool {
        let Some(bracket) = self.brackets.pop() else {
            return false;
        };
        let is_around_link = self.around_link > self.brackets.len();
        self.around_link = self.around_link.min(self.brackets.len());
        if is_around_link && !bracket.is_image {
            return false;
        }
        let Some((length, is_label)) = self.aim(&bracket) else {
            return false;
        };
        if !bracket.is_image {
            self.around_link = self.brackets.len();
        }
        pairs::pair(&mut self.runs.split_off(bracket.run_count), &mut self.marks);
        let close = self.at..self.at + 1 + length;
        self.marks.push(Mark {
            is_label,
            ..Mark::pair(bracket.range, close)
        });
        self.pass(1 + length);
        self.is_after_marked = true;
        true
    }

    /// How many bytes after the bracket tell where it leads, and whether the text inside does.
    fn aim(&self, bracket: &Bracket) -> Option<(usize, bool)> {
        let after = self.rest().get(1..)?;
        if after.starts_with('(')
            && let Some((_, length)) = link::resource(after)
        {
            return Some((length, false));
        }
        let target = |label: &str| self.definitions.target(label);
        if let Some(length) = definition::label(after) {
            return target(after.get(1..length - 1)?).map(|_| (length, false));
        }
        let own = self.text.get(bracket.range.end..self.at)?;
        let written = self.text.get(bracket.range.end - 1..)?;
        definition::label(written).filter(|length| *length == own.len() + 2)?;
        target(own)?;
        Some((if after.starts_with("[]") { 2 } else { 0 }, true))
    }
}
