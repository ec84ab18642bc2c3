//! Numbers as marks again. A translation has each mark of its source once, pairs inside each other and not across; what
//! differs is told, and such a translation is not applied.

use std::collections::HashMap;
use std::ops::Range;

use super::{Mark, Piece, pieces};
use crate::document::blocks::Writing;
use crate::document::markdown;
use crate::domain::diagnostic::Diagnostic;

/// The code of a mark that the source has and the translation has not.
pub const MARK_MISSING: &str = "MARK_MISSING";

/// The code of a mark that the translation has more than once.
pub const MARK_DOUBLED: &str = "MARK_DOUBLED";

/// The code of a mark that the source does not have.
pub const MARK_UNKNOWN: &str = "MARK_UNKNOWN";

/// The code of a mark that closes where it is not open, or is not closed.
pub const MARK_CROSSED: &str = "MARK_CROSSED";

/// The code of a mark that would be text at the place where it stands.
pub const MARK_BROKEN: &str = "MARK_BROKEN";

/// The Markdown of a text with numbered marks, or all that is wrong with its marks.
pub fn restore(text: &str, marks: &[Mark], writing: Writing) -> Result<String, Vec<Diagnostic>> {
    if writing == Writing::Verbatim {
        return Ok(text.to_owned());
    }
    let problems = problems(text, marks);
    if !problems.is_empty() {
        return Err(problems);
    }
    let written = written(text, marks);
    let broken = broken(&written, marks, writing);
    if broken.is_empty() {
        Ok(written)
    } else {
        Err(broken)
    }
}

fn problems(text: &str, marks: &[Mark]) -> Vec<Diagnostic> {
    let mut counts = vec![0_usize; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut problems = Vec::new();
    for piece in pieces(text) {
        let (number, is_pair) = match piece {
            Piece::Text(_) => continue,
            Piece::Close if open.pop().is_some() => continue,
            Piece::Close => {
                problems.push(crossed("`</g>` closes a mark that is not open".to_owned()));
                continue;
            }
            Piece::Open(number) => {
                open.push(number);
                (number, true)
            }
            Piece::Alone(number) => (number, false),
        };
        let at = number.checked_sub(1);
        let mark = at.and_then(|at| marks.get(at));
        match (mark, at.and_then(|at| counts.get_mut(at))) {
            (Some(mark), Some(count)) if mark.close.is_some() == is_pair => *count += 1,
            _ => problems.push(unknown(number, is_pair)),
        }
    }
    problems.extend(open.iter().map(|number| {
        crossed(format!(
            "mark {number}, `<g id=\"{number}\">`, is not closed"
        ))
    }));
    for ((count, mark), number) in counts.into_iter().zip(marks).zip(1..) {
        match count {
            0 => problems.push(missing(number, mark)),
            1 => {}
            _ => problems.push(doubled(number)),
        }
    }
    problems
}

/// The Markdown, where each number that is known becomes its mark.
pub(super) fn written(text: &str, marks: &[Mark]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut open: Vec<(Option<&Mark>, usize)> = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => written.push_str(text),
            Piece::Alone(number) | Piece::Open(number) => {
                let mark = number.checked_sub(1).and_then(|at| marks.get(at));
                written.push_str(mark.map_or("", |mark| &mark.open));
                if matches!(piece, Piece::Open(_)) {
                    open.push((mark, written.len()));
                }
            }
            Piece::Close => {
                if let Some((Some(mark), begin)) = open.pop() {
                    let inside = written.get(begin..).unwrap_or_default();
                    let close = closing(mark, inside);
                    written.push_str(&close);
                }
            }
        }
    }
    written
}

/// What closes a mark. `[text]`, which leads where its text is defined, becomes `[other][text]`.
fn closing(mark: &Mark, inside: &str) -> String {
    let close = mark.close.clone().unwrap_or_default();
    match &mark.label {
        Some(label) if label != inside => format!("][{label}]"),
        _ => close,
    }
}

/// What is written where a mark opens, and where it closes.
type Written = (String, Option<String>);

/// Marks that the Markdown no longer has: `a_b_` is no emphasis, where `a _b_` is.
fn broken(written: &str, marks: &[Mark], writing: Writing) -> Vec<Diagnostic> {
    let slice = |range: &Range<usize>| written.get(range.clone()).unwrap_or_default().to_owned();
    let mut found: HashMap<Written, usize> = HashMap::new();
    let now = match writing {
        Writing::Html => markdown::tags_of(written),
        _ => markdown::marks_where(written, &labels(marks), &notes(marks)),
    };
    for mark in &now {
        let key = (slice(&mark.open), mark.close.as_ref().map(slice));
        *found.entry(key).or_default() += 1;
    }
    let mut take = |open: &str, close: Option<&str>| {
        let key = (open.to_owned(), close.map(str::to_owned));
        match found.get_mut(&key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    };
    let mut broken = Vec::new();
    for (mark, number) in marks.iter().zip(1..) {
        let named = mark.label.as_ref().map(|label| format!("][{label}]"));
        let is_there = take(&mark.open, mark.close.as_deref())
            || named.is_some_and(|close| take(&mark.open, Some(&close)));
        if !is_there {
            broken.push(would_be_text(number, mark));
        }
    }
    broken
}

/// The labels that marks name, which count as defined here.
fn labels(marks: &[Mark]) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for mark in marks {
        labels.extend(mark.label.as_deref());
        let named = mark
            .close
            .as_deref()
            .and_then(|close| close.strip_prefix("]["));
        labels.extend(named.and_then(|named| named.split(']').next()));
    }
    labels
}

/// The notes that marks refer to, which count as there.
fn notes(marks: &[Mark]) -> Vec<&str> {
    let alone = marks.iter().filter(|mark| mark.close.is_none());
    alone
        .filter_map(|mark| mark.open.strip_prefix("[^")?.strip_suffix(']'))
        .collect()
}

fn shown(mark: &Mark) -> String {
    match &mark.close {
        Some(close) => format!("`{}…{close}`", mark.open),
        None => format!("`{}`", mark.open),
    }
}

fn missing(number: usize, mark: &Mark) -> Diagnostic {
    let (shown, written) = (shown(mark), element(number, mark.close.is_some()));
    Diagnostic::warning(
        MARK_MISSING,
        format!("mark {number} is missing, which stands for {shown}"),
    )
    .help(format!(
        "put `{written}` where it belongs in the translation"
    ))
}

fn doubled(number: usize) -> Diagnostic {
    Diagnostic::warning(
        MARK_DOUBLED,
        format!("mark {number} is there more than once"),
    )
    .help("leave it once")
}

fn unknown(number: usize, is_pair: bool) -> Diagnostic {
    let written = element(number, is_pair);
    Diagnostic::warning(MARK_UNKNOWN, format!("the source has no mark `{written}`"))
        .help("take over the marks of the source as they are there")
}

fn crossed(message: String) -> Diagnostic {
    Diagnostic::warning(MARK_CROSSED, message)
        .help("close each `<g>` by one `</g>`, the last opened first")
}

fn would_be_text(number: usize, mark: &Mark) -> Diagnostic {
    let message = format!("mark {number}, {}, would be read as text here", shown(mark));
    Diagnostic::warning(MARK_BROKEN, message)
        .help("put white space or punctuation around the mark, or text into it")
}

fn element(number: usize, is_pair: bool) -> String {
    match is_pair {
        true => format!("<g id=\"{number}\">…</g>"),
        false => format!("<x id=\"{number}\"/>"),
    }
}
