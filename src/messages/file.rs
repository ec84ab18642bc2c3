//! One Fluent file: bytes → messages and everything wrong with them. Broken messages are left out, the others are used.
//! Reading the bytes is `folder`; what a message refers to is judged in `lint`, where all files are known.

use std::ops::Range;
use std::sync::Arc;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind, ParserError};

use super::explanation::explain;
use super::guard::{self, MESSAGE_BYTES_MAX, NESTING_MAX, Refusal, Section};
use crate::domain::diagnostic::{Diagnostic, Place};

/// Problems of one file that are told; the others are counted.
const PROBLEMS_MAX: usize = 100;

/// Text and placeables, as `fluent-syntax` reads them.
pub(super) type Pattern = ast::Pattern<String>;

/// A message or a term.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key; a term's begins with `-`, so that both share one map as they share no name.
    pub(super) key: String,
    /// The text; a message may have attributes alone.
    pub(super) value: Option<Pattern>,
    /// The attributes in the order of the file.
    pub(super) attributes: Vec<(String, Pattern)>,
    /// Where the key stands.
    pub(super) place: Place,
    /// The file it was read from.
    source: Arc<str>,
    /// Where it lies in its file, in bytes.
    range: Range<usize>,
}

impl Entry {
    /// Whether it is a term: usable in messages, not on its own.
    pub(super) fn is_term(&self) -> bool {
        self.key.starts_with('-')
    }

    /// One attribute; of several with one name the last, as in @fluent/bundle.
    pub(super) fn attribute(&self, name: &str) -> Option<&Pattern> {
        let found = self.attributes.iter().rfind(|(each, _)| each == name);
        found.map(|(_, pattern)| pattern)
    }

    /// What its file says from its key on, up to the next comment or message, without what was not understood.
    pub(super) fn text(&self) -> &str {
        let section = self.source.get(self.range.clone()).unwrap_or_default();
        let text = section.split("\n#").next().unwrap_or_default();
        // What else Unicode calls white space, such as a no-break space, is text in Fluent.
        text.trim_end_matches([' ', '\r', '\n'])
    }

    /// The lines of the comment above it, from the last one up, without `#`.
    pub(super) fn comment(&self) -> impl Iterator<Item = &str> {
        let above = self.source.get(..self.range.start).unwrap_or_default();
        let lines = above.lines().rev();
        let lines = lines.map_while(|line| line.strip_prefix('#'));
        lines
            .take_while(|line| !line.starts_with('#'))
            .map(str::trim)
    }
}

/// Reads one file; `path` is how problems name it.
pub(super) fn parse(path: &str, bytes: &[u8]) -> (Vec<Entry>, Vec<Diagnostic>) {
    match text_of(path, bytes) {
        Ok(text) => parse_text(path, text),
        Err(diagnostic) => (Vec::new(), vec![diagnostic]),
    }
}

/// The file as text without its byte order mark.
fn text_of<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let refuse = |offset: usize, message: &str| {
        let problem = Diagnostic::error("LOCALE_FILE_ENCODING", message);
        located(problem.help("save the file as UTF-8"), path, bytes, offset)
    };
    let text = std::str::from_utf8(bytes)
        .map_err(|error| refuse(error.valid_up_to(), "the file is not UTF-8"))?;
    match text.find('\0') {
        Some(offset) => Err(refuse(offset, "the file contains a NUL character")),
        None => Ok(text),
    }
}

fn parse_text(path: &str, text: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    let sections = guard::sections(text);
    let mut diagnostics: Vec<Diagnostic> = sections
        .iter()
        .filter_map(|section| Some(refused(path, section, section.refusal?)))
        .collect();
    let safe = guard::without_refused(text, &sections);
    let (resource, errors) = match parser::parse_runtime(safe.into_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err(failed) => failed,
    };
    // Finding a position reads the whole text, so that it is not done for what is only counted.
    let (told, counted) = errors.split_at(errors.len().min(PROBLEMS_MAX));
    let told = told.iter().map(|error| syntax_error(path, text, error));
    diagnostics.extend(told);
    diagnostics.extend(direction_controls(path, text));
    diagnostics.sort();
    let diagnostics = limited(path, diagnostics, counted.len());
    let junk = errors.iter().filter_map(|error| error.slice.clone());
    let junk: Vec<Range<usize>> = junk.collect();
    let entries = entries(path, text, resource, &sections, &junk);
    (entries, diagnostics)
}

/// The first problems of a file, and the number of all others where `more` are known beside those given.
pub(super) fn limited(path: &str, mut told: Vec<Diagnostic>, more: usize) -> Vec<Diagnostic> {
    let more = more + told.len().saturating_sub(PROBLEMS_MAX);
    told.truncate(PROBLEMS_MAX);
    if more > 0 {
        let message = format!("{more} more problems in this file");
        let rest = Diagnostic::error("LOCALE_FILE_MORE_PROBLEMS", message);
        told.push(
            rest.help("correct the first ones and check again")
                .in_file(path),
        );
    }
    told
}

/// The messages and terms, each with its line: the syntax tree has no positions, but the sections do, in the same order.
fn entries(
    path: &str,
    text: &str,
    resource: ast::Resource<String>,
    sections: &[Section<'_>],
    junk: &[Range<usize>],
) -> Vec<Entry> {
    let source: Arc<str> = text.into();
    let mut sections = sections
        .iter()
        .filter_map(|section| without_junk(section, junk));
    let parsed = resource.body.into_iter().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some((message.id.name, message.value, message.attributes)),
        ast::Entry::Term(term) => Some((
            format!("-{}", term.id.name),
            Some(term.value),
            term.attributes,
        )),
        _ => None,
    });
    parsed
        .map(|(key, value, attributes)| {
            let section = sections.find(|(section, _)| section.key == key);
            let (section, range) = section.unzip();
            let attributes = attributes.into_iter();
            Entry {
                place: Place {
                    file: path.to_owned(),
                    line: section.map(|section| section.line),
                    column: section.map(|_| 1),
                },
                key,
                value,
                attributes: attributes.map(|each| (each.id.name, each.value)).collect(),
                source: Arc::clone(&source),
                range: range.unwrap_or_default(),
            }
        })
        .collect()
}

/// A section with what of it was understood; `junk` is what was not, in order.
fn without_junk<'a, 't>(
    section: &'a Section<'t>,
    junk: &[Range<usize>],
) -> Option<(&'a Section<'t>, Range<usize>)> {
    let start = section.range.start;
    let next = junk.partition_point(|junk| junk.end <= start);
    let end = match junk.get(next) {
        Some(junk) if junk.start <= start => return None,
        Some(junk) => section.range.end.min(junk.start),
        None => section.range.end,
    };
    Some((section, start..end))
}

fn refused(path: &str, section: &Section<'_>, refusal: Refusal) -> Diagnostic {
    let key = section.key;
    let diagnostic = match refusal {
        Refusal::Nesting => Diagnostic::error(
            "MESSAGE_NESTED_TOO_DEEP",
            format!("`{key}` nests more than {NESTING_MAX} placeables or calls"),
        )
        .help("close every `{` and `(`, or split the message into several"),
        Refusal::Length => Diagnostic::error(
            "MESSAGE_TOO_LONG",
            format!("`{key}` is longer than {MESSAGE_BYTES_MAX} bytes"),
        )
        .help("split the message into several; long texts belong into content"),
    };
    diagnostic.in_file(path).at(section.line, 1)
}

fn syntax_error(path: &str, text: &str, error: &ParserError) -> Diagnostic {
    let (message, help) = explain(&error.kind);
    let problem = Diagnostic::error("LOCALE_FILE_SYNTAX", message).help(help);
    located(problem, path, text.as_bytes(), offset(text, error))
}

/// Where the error is shown. What was expected is missed at the end of the line, not where the next one begins.
fn offset(text: &str, error: &ParserError) -> usize {
    let at = error.pos.start;
    let before = text.get(..at).unwrap_or_default();
    let end = before.trim_end().len();
    let crosses_line = before.get(end..).is_some_and(|blank| blank.contains('\n'));
    match error.kind {
        ErrorKind::ExpectedToken(_) if crosses_line => end,
        _ => at,
    }
}

/// Invisible characters that turn the direction of text around: what a reviewer sees is not what readers get.
/// The marks U+200E, U+200F and U+061C are not among them, as they reach no further than their place.
fn direction_controls(path: &str, text: &str) -> Vec<Diagnostic> {
    let controls = text.char_indices().filter(
        |(_, character)| matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'),
    );
    controls
        .take(PROBLEMS_MAX)
        .map(|(offset, character)| {
            let code = u32::from(character);
            let message = format!("invisible character U+{code:04X} changes the direction of text");
            let problem = Diagnostic::warning("LOCALE_FILE_DIRECTION_CONTROL", message).help(
                format!("remove it, or write {{ \"\\u{code:04X}\" }} where it is meant"),
            );
            located(problem, path, text.as_bytes(), offset)
        })
        .collect()
}

/// The problem with its place in bytes as line and column, and with the line itself.
fn located(problem: Diagnostic, path: &str, bytes: &[u8], offset: usize) -> Diagnostic {
    let (line, column) = position(bytes, offset);
    let (before, after) = bytes.split_at_checked(offset).unwrap_or((bytes, &[]));
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let before = before.get(start.map_or(0, |at| at + 1)..);
    let after = after.split(|byte| *byte == b'\n').next();
    let before = String::from_utf8_lossy(before.unwrap_or_default());
    let after = String::from_utf8_lossy(after.unwrap_or_default());
    problem
        .in_file(path)
        .at(line, column)
        .showing(&before, after.trim_end())
}

/// Line and column, in characters and from 1, of a place in bytes.
fn position(bytes: &[u8], offset: usize) -> (u32, u32) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let line_start = before.iter().rposition(|byte| *byte == b'\n');
    let line_before = before.get(line_start.map_or(0, |at| at + 1)..);
    let columns = String::from_utf8_lossy(line_before.unwrap_or_default());
    let from_one = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    (from_one(lines), from_one(columns.chars().count()))
}

#[cfg(test)]
mod tests;
