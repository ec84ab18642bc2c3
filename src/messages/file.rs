//! One Fluent file: bytes → messages and everything wrong with them. Broken messages are left out, the others are used.
//! Reading the bytes is `folder`; what a message refers to is judged in `lint`, where all files are known.

use std::ops::Range;
use std::sync::Arc;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ParserError};

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
        text.trim_end()
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
    located(problem, path, text.as_bytes(), error.pos.start)
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
    let before = bytes.get(..offset).unwrap_or(bytes);
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let from_start = bytes.get(start.map_or(0, |at| at + 1)..);
    let mut lines = from_start.unwrap_or_default().split(|byte| *byte == b'\n');
    let shown = String::from_utf8_lossy(lines.next().unwrap_or_default());
    problem
        .in_file(path)
        .at(line, column)
        .showing(shown.trim_end())
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str) -> (Vec<String>, Vec<String>) {
        let (entries, diagnostics) = parse("site.ftl", text.as_bytes());
        let keys = entries.into_iter().map(|entry| entry.key).collect();
        let problems = diagnostics.iter().map(|each| {
            let place = each.place.as_ref().unwrap();
            format!("{place} {} {}", each.code, each.message)
        });
        (keys, problems.collect())
    }

    #[test]
    fn broken_messages_are_named_and_the_others_used() {
        let text = "a = Ä { $n ->\n    [one] x\n}\nb = fine\nc\n-d = Brand\ne = { foo( }\nf = ok\n";
        let (keys, problems) = lines(text);
        assert_eq!(keys, ["b", "-d", "f"]);
        assert_eq!(
            problems,
            [
                "site.ftl:3:1 LOCALE_FILE_SYNTAX the selector has no default variant",
                "site.ftl:5:2 LOCALE_FILE_SYNTAX expected `=` after the key",
                "site.ftl:7:12 LOCALE_FILE_SYNTAX expected something to place here",
            ]
        );
    }

    #[test]
    fn messages_know_their_lines() {
        let text = "# about a\na = x = y\nb c\n\nb =\n    .title = T\na = again\n";
        let (entries, _) = parse("site.ftl", text.as_bytes());
        let lines: Vec<_> = entries
            .iter()
            .map(|entry| (entry.key.as_str(), entry.place.line.unwrap()))
            .collect();
        assert_eq!(lines, [("a", 2), ("b", 5), ("a", 7)]);
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_position() {
        for (bytes, place) in [
            (b"a = 1\nb = \xC3\xA9\xFF".as_slice(), "site.ftl:2:6"),
            (b"a = \0".as_slice(), "site.ftl:1:5"),
            (b"\xFF\xFEa\0".as_slice(), "site.ftl:1:1"),
        ] {
            let (entries, diagnostics) = parse("site.ftl", bytes);
            assert!(entries.is_empty());
            assert_eq!(diagnostics[0].code, "LOCALE_FILE_ENCODING");
            assert_eq!(diagnostics[0].place.as_ref().unwrap().to_string(), place);
        }
        let (keys, problems) = lines("\u{FEFF}a = 1\n");
        assert_eq!((keys, problems), (vec!["a".to_owned()], vec![]));
    }

    #[test]
    fn hostile_nesting_does_not_reach_the_parser() {
        for count in [4_000, 100_000] {
            for opener in ["{", "{\n", "{F(", "{-a(\n", "{ \"}\" ->\n *[a] "] {
                let text = format!("a = 1\nb = {}\nc = 3\n", opener.repeat(count));
                let (keys, problems) = lines(&text);
                assert_eq!(keys, ["a", "c"]);
                assert_eq!(problems.len(), 1, "{problems:?}");
                assert!(problems[0].starts_with("site.ftl:2:1 MESSAGE_NESTED_TOO_DEEP"));
            }
        }
    }

    #[test]
    fn nesting_at_the_limit_is_parsed() {
        let text = format!("a = {}$n{}\n", "{".repeat(100), "}".repeat(100));
        assert_eq!(lines(&text), (vec!["a".to_owned()], vec![]));
    }

    #[test]
    fn characters_that_turn_text_around_are_named() {
        let (keys, problems) = lines("a = \u{5D0}\u{202E}txt\nb = \u{200F}fine\n");
        assert_eq!(keys, ["a", "b"]);
        let expected = "site.ftl:1:6 LOCALE_FILE_DIRECTION_CONTROL \
                        invisible character U+202E changes the direction of text";
        assert_eq!(problems, [expected]);
    }

    #[test]
    fn calls_with_many_arguments_are_read_quickly() {
        let arguments: String = (0..5_000).map(|n| format!("a{n}:1 ")).collect();
        let text: String = (0..15)
            .map(|n| format!("m{n} = {{ F({arguments}) }}\n"))
            .collect();
        let started = std::time::Instant::now();
        assert_eq!(lines(&text).0.len(), 15);
        assert!(started.elapsed().as_secs() < 20);
    }

    const REPEATED: [&str; 20] = [
        "{", "{ ", "}", "\"", "\"}\"", "\")\"", "\"\\\"\"", "$n", " ->\n", " *[a] ", "x", "(", ")",
        "F(", "-a(", "\n", ", ", "k: 1", "-t.a", "\n [b] ",
    ];

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            parse("any.ftl", &bytes);
        }

        /// Were the guard to count too little, the parser would overflow the stack and abort this test.
        #[test]
        fn no_repetition_of_marks_overflows_the_stack(
            unit in proptest::sample::subsequence(REPEATED.to_vec(), 1..7).prop_shuffle(),
        ) {
            let text = format!("a = {{ {}", unit.concat().repeat(3_000));
            for text in [text.get(..60_000).unwrap_or(&text), &text] {
                parse("any.ftl", text.as_bytes());
            }
        }

        #[test]
        fn any_text_of_fluent_marks_can_be_read(text in "([a-c]|=|\\{|\\}|\"|\\$|->|\\*|\\[|\\]|\\(|\\)|\\.|,|:|-|#|\\\\|\n| |é|\r\n|1|F){0,200}") {
            parse("any.ftl", text.as_bytes());
        }
    }
}
