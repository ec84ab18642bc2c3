//! Marks of Markdown as numbers, so that a translation tool cannot break them: in `**Read** [the guide](/guide) 'til
//! :icon{name="x"}` a translator sees `<g id="1">Read</g> <g id="2">the guide</g> 'til <x id="3"/>`. The elements are
//! those of XLIFF 1.2 (OASIS, sections 2.4 and 3), which tools for PO files know and hold against the source as well.
//! XLIFF 2.0 has `<pc>` and `<ph>` for them (OASIS, section 4.2.3), written by the file beside this one.
//!
//! A mark that opens and closes is a pair: emphasis, links and images with their texts, components, tags of HTML. One
//! that stands alone is code, a reference to a note, a binding, an autolink, a line break. Anything else is text, with
//! its escapes: `\*` stays `\*`.

mod alike;
mod notation;
mod restore;

use std::collections::HashSet;
use std::ops::Range;

use crate::document::blocks::{Part, Writing};
use crate::document::markdown;

pub use alike::{Numbered, protect_alike};
pub use notation::{Piece, pieces};
pub(super) use notation::{push_alone, push_close, push_open};
pub use restore::{MARK_BROKEN, MARK_CROSSED, MARK_DOUBLED, MARK_MISSING, MARK_UNKNOWN, restore};

/// What a number stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What is written where the mark stands or opens.
    pub open: String,
    /// What is written where it closes; `None` if it stands alone.
    pub close: Option<String>,
    /// The text inside when it is the label of a definition, which has to be named once the text is another.
    pub label: Option<String>,
}

/// A text with numbers for its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protected {
    /// What a translator sees.
    pub text: String,
    /// What the numbers stand for, from 1.
    pub marks: Vec<Mark>,
}

/// The text of a part with its marks protected; `None` if its marks cannot be told from text that looks like them.
pub fn protect(part: &Part) -> Option<Protected> {
    if part.writing == Writing::Verbatim {
        return Some(Protected {
            text: part.text.clone(),
            marks: Vec::new(),
        });
    }
    let protected = numbered(part);
    let restored = restore(&protected.text, &protected.marks, part.writing);
    (restored.as_ref() == Ok(&part.text)).then_some(protected)
}

/// A place where a mark opens or closes.
struct Edge {
    begin: usize,
    end: usize,
    number: usize,
    is_close: bool,
}

fn numbered(part: &Part) -> Protected {
    let numbers: Vec<Option<usize>> = (1..=part.marks.len()).map(Some).collect();
    Protected {
        text: with_numbers(part, &numbers),
        marks: marks_of(part),
    }
}

/// What the marks of a part are written as.
fn marks_of(part: &Part) -> Vec<Mark> {
    let slice = |begin: usize, end: usize| part.text.get(begin..end).unwrap_or_default().to_owned();
    let mark = |mark: &markdown::Mark| {
        let inside = mark.close.as_ref().filter(|_| mark.is_label);
        Mark {
            open: slice(mark.open.start, mark.open.end),
            close: mark
                .close
                .as_ref()
                .map(|close| slice(close.start, close.end)),
            label: inside.map(|close| slice(mark.open.end, close.start)),
        }
    };
    part.marks.iter().map(mark).collect()
}

/// The text with these numbers for its marks; a mark without one stays as it is written.
fn with_numbers(part: &Part, numbers: &[Option<usize>]) -> String {
    let mut edges = Vec::with_capacity(numbers.len() * 2);
    for (mark, number) in part.marks.iter().zip(numbers) {
        let Some(number) = *number else { continue };
        let mut push = |range: &Range<usize>, is_close| {
            edges.push(Edge {
                begin: range.start,
                end: range.end,
                number,
                is_close,
            });
        };
        push(&mark.open, false);
        if let Some(close) = &mark.close {
            push(close, true);
        }
    }
    let pairs = part.marks.iter().zip(numbers);
    let paired: HashSet<usize> = pairs
        .filter(|(mark, _)| mark.close.is_some())
        .filter_map(|(_, number)| *number)
        .collect();
    edges.sort_by_key(|edge| edge.begin);
    let slice = |begin: usize, end: usize| part.text.get(begin..end).unwrap_or_default();
    let mut text = String::with_capacity(part.text.len() * 2);
    let mut at = 0;
    for edge in edges {
        text.push_str(slice(at, edge.begin));
        match edge.is_close {
            true => push_close(&mut text),
            false if paired.contains(&edge.number) => push_open(&mut text, edge.number),
            false => push_alone(&mut text, edge.number),
        }
        at = edge.end;
    }
    text.push_str(slice(at, part.text.len()));
    text
}

#[cfg(test)]
mod tests;
