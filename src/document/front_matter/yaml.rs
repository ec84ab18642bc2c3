//! From YAML to JSON values, with the place of each top-level key.
//! The parser below stops at its first error; here reading goes on with the next top-level key.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};
use serde_json::{Map, Value};

use super::alias::Aliases;
use super::key::{self, Inserted};
use super::{BYTES_MAX, DEPTH_MAX, Position, Rules, Yaml, scalar};
use crate::domain::diagnostic::Diagnostic;

/// The most problems that are looked for in one text.
const PROBLEMS_MAX: usize = 20;

/// Reads `text`, whose first line is line `first_line` of its file.
pub(super) fn read(text: &str, first_line: u32, rules: Rules) -> Yaml {
    let mut reader = Reader::new(first_line, rules);
    if text.len() > BYTES_MAX {
        reader.report(0, 0, format!("it is longer than {BYTES_MAX} bytes"));
        return reader.finish();
    }
    let mut rest = Some(text);
    while let Some(text) = rest {
        rest = match reader.read_until_problem(text) {
            Some(line) if reader.diagnostics.len() < PROBLEMS_MAX => {
                let (skipped, rest) = split_at_next_key(text, line);
                reader.line_offset += skipped;
                rest
            }
            _ => None,
        };
    }
    reader.finish()
}

/// Cuts off all lines up to line `line` (from 1), and those after it that begin no top-level key.
fn split_at_next_key(text: &str, line: usize) -> (usize, Option<&str>) {
    let mut start = 0;
    for (index, content) in text.split_inclusive('\n').enumerate() {
        if index >= line && begins_key(content) {
            return (index, text.get(start..));
        }
        start += content.len();
    }
    (0, None)
}

fn begins_key(line: &str) -> bool {
    let begins_like_one =
        line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\''));
    begins_like_one && line.contains(':')
}

/// A list or mapping that is not closed yet.
enum Open {
    List(Vec<Value>),
    Mapping {
        values: Map<String, Value>,
        /// The key whose value comes next; `Some(None)` for a key that cannot be one.
        key: Option<Option<Key>>,
    },
}

struct Key {
    text: String,
    is_quoted: bool,
    line: usize,
    column: usize,
}

struct Reader {
    rules: Rules,
    first_line: u32,
    /// Lines before the text that is being read, where an earlier one could not be read to its end.
    line_offset: usize,
    open: Vec<(Open, usize)>,
    root: Option<Value>,
    aliases: Aliases,
    places: BTreeMap<String, Position>,
    /// The last top-level key that has its value, and its line in the text that is being read.
    last_key: Option<(String, usize)>,
    diagnostics: Vec<Diagnostic>,
}

/// Whether reading can go on.
type Step = Result<(), Stop>;

/// A problem that ends the reading of one top-level key.
struct Stop {
    line: usize,
    column: usize,
    message: String,
}

impl Reader {
    fn new(first_line: u32, rules: Rules) -> Self {
        Self {
            rules,
            first_line,
            line_offset: 0,
            open: Vec::new(),
            root: None,
            aliases: Aliases::default(),
            places: BTreeMap::new(),
            last_key: None,
            diagnostics: Vec::new(),
        }
    }

    fn finish(self) -> Yaml {
        Yaml {
            value: self.root.unwrap_or_default(),
            places: self.places,
            diagnostics: self.diagnostics,
        }
    }

    /// Reads on; where a problem stops it, answers with the line of `text` (from 1) that holds the culprit.
    fn read_until_problem(&mut self, text: &str) -> Option<usize> {
        let mut parser = Parser::new_from_str(text);
        self.aliases.forget();
        self.last_key = None;
        let stop = self.read_events(&mut parser).err()?;
        self.report(stop.line, stop.column, stop.message);
        let culprit = self.line_of_open_key().unwrap_or(stop.line);
        self.close_root(stop.line);
        Some(culprit)
    }

    fn read_events(&mut self, parser: &mut Parser<'_, StrInput<'_>>) -> Step {
        let mut has_document = false;
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| stop_of(&error))?;
            match event {
                Event::DocumentStart(_) if has_document => {
                    return Err(stop_at(
                        &span,
                        "a second document begins here; only the first is read",
                    ));
                }
                Event::DocumentStart(_) => has_document = true,
                _ => self.read_event(event, &span)?,
            }
        }
        Ok(())
    }

    fn read_event(&mut self, event: Event<'_>, span: &Span) -> Step {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.expects_key() {
                    self.take_key(&text, style, span)
                } else {
                    let value = scalar_value(&text, style, tag.as_deref());
                    self.take(value, anchor)
                }
            }
            Event::SequenceStart(anchor, _) => self.begin(Open::List(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => {
                let mapping = match self.root.take() {
                    // What was read before a problem is added to.
                    Some(Value::Object(values)) if self.open.is_empty() => values,
                    _ => Map::new(),
                };
                let open = Open::Mapping {
                    values: mapping,
                    key: None,
                };
                self.begin(open, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.take_alias(anchor, span),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some((Open::Mapping { key: None, .. }, _)))
    }

    fn begin(&mut self, open: Open, anchor: usize, span: &Span) -> Step {
        if self.open.len() >= DEPTH_MAX {
            return Err(stop_at(span, "it is nested more than 100 deep"));
        }
        self.open.push((open, anchor));
        Ok(())
    }

    fn end(&mut self, span: &Span) -> Step {
        let Some((open, anchor)) = self.open.pop() else {
            return Ok(());
        };
        let value = match open {
            Open::List(list) => Value::Array(list),
            Open::Mapping { values, .. } => Value::Object(values),
        };
        if self.expects_key() {
            self.set_key(None);
            self.warn(
                span,
                "BAD_YAML",
                "a list or mapping cannot be a key; it is left out",
            );
            return Ok(());
        }
        self.take(value, anchor)
    }

    fn take_alias(&mut self, anchor: usize, span: &Span) -> Step {
        let repeated = self.aliases.repeat(anchor, self.open.len());
        let value = repeated.map_err(|message| stop_at(span, message))?;
        if !self.expects_key() {
            return self.take(value, 0);
        }
        match value {
            Value::String(text) => self.take_key(&text, ScalarStyle::DoubleQuoted, span),
            _ => {
                self.set_key(None);
                self.warn(
                    span,
                    "BAD_YAML",
                    "a list or mapping cannot be a key; it is left out",
                );
                Ok(())
            }
        }
    }

    fn take_key(&mut self, text: &str, style: ScalarStyle, span: &Span) -> Step {
        self.set_key(Some(Key {
            text: text.to_owned(),
            is_quoted: style != ScalarStyle::Plain,
            line: span.start.line(),
            column: span.start.col(),
        }));
        Ok(())
    }

    fn set_key(&mut self, next: Option<Key>) {
        if let Some((Open::Mapping { key, .. }, _)) = self.open.last_mut() {
            *key = Some(next);
        }
    }

    /// A finished value goes to where it belongs.
    fn take(&mut self, value: Value, anchor: usize) -> Step {
        if anchor > 0 {
            self.aliases.remember(anchor, &value);
        }
        let is_top = self.open.len() == 1;
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some((Open::List(list), _)) => list.push(value),
            Some((Open::Mapping { values, key }, _)) => {
                if let Some(Some(key)) = key.take() {
                    let inserted = put(values, &key, value, self.rules);
                    self.note_key(key, is_top, inserted);
                }
            }
        }
        Ok(())
    }

    fn note_key(&mut self, key: Key, is_top: bool, inserted: Inserted) {
        let position = self.position(key.line, key.column);
        let message = match inserted {
            Inserted::New => None,
            Inserted::Replaced => {
                Some(format!("`{}` is said twice; the last one counts", key.text))
            }
            Inserted::Blocked => Some(format!(
                "`{}` is left out: a key above it has a value of its own",
                key.text
            )),
        };
        if let Some(message) = message {
            self.note(
                Diagnostic::warning("DUPLICATE_KEY", message)
                    .help("remove one of the two")
                    .at(position.line, position.column),
            );
        }
        if is_top {
            self.last_key = Some((key.text.clone(), key.line));
            self.places.insert(key.text, position);
        }
    }

    fn note(&mut self, problem: Diagnostic) {
        if self.diagnostics.len() < PROBLEMS_MAX {
            self.diagnostics.push(problem);
        }
    }

    fn line_of_open_key(&self) -> Option<usize> {
        match self.open.first() {
            Some((
                Open::Mapping {
                    key: Some(Some(key)),
                    ..
                },
                _,
            )) => Some(key.line),
            _ => None,
        }
    }

    /// Keeps the top-level keys that were read whole. One on the line of the problem was not: of `title: Foo: bar`
    /// the parser gives `Foo` first.
    fn close_root(&mut self, problem_line: usize) {
        let first = std::mem::take(&mut self.open).into_iter().next();
        let Some((Open::Mapping { mut values, .. }, _)) = first else {
            return;
        };
        if let Some((key, _)) = self
            .last_key
            .take()
            .filter(|(_, line)| *line == problem_line)
        {
            values.shift_remove(&key);
            self.places.remove(&key);
        }
        self.root = Some(Value::Object(values));
    }

    fn position(&self, line: usize, column: usize) -> Position {
        let line = (line + self.line_offset).saturating_sub(1);
        Position {
            line: u32::try_from(line)
                .unwrap_or(u32::MAX)
                .saturating_add(self.first_line),
            column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
        }
    }

    fn report(&mut self, line: usize, column: usize, message: String) {
        let position = self.position(line.max(1), column);
        self.note(
            Diagnostic::error("BAD_YAML", message)
                .help("put quotes around a text that has `: `, ` #` or begins with a sign; indent with spaces")
                .at(position.line, position.column),
        );
    }

    fn warn(&mut self, span: &Span, code: &'static str, message: &str) {
        let position = self.position(span.start.line(), span.start.col());
        self.note(Diagnostic::warning(code, message).at(position.line, position.column));
    }
}

fn put(values: &mut Map<String, Value>, key: &Key, value: Value, rules: Rules) -> Inserted {
    let path = key::segments(&key.text, key.is_quoted, rules).unwrap_or_else(|| vec![&key.text]);
    key::insert(values, &path, value)
}

fn scalar_value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let core_tag = tag.filter(|tag| tag.is_yaml_core_schema());
    match core_tag.map(|tag| tag.suffix.as_str()) {
        Some("int" | "float" | "bool" | "null") => scalar::resolve(text),
        None if style == ScalarStyle::Plain => scalar::resolve(text),
        _ => Value::String(text.to_owned()),
    }
}

fn stop_of(error: &ScanError) -> Stop {
    Stop {
        line: error.marker().line(),
        column: error.marker().col(),
        message: error.info().to_owned(),
    }
}

fn stop_at(span: &Span, message: &str) -> Stop {
    Stop {
        line: span.start.line(),
        column: span.start.col(),
        message: message.to_owned(),
    }
}
