//! From JSON values to front matter that reads back as the same values, written the way people write it.

use serde_json::{Map, Value};

use super::plain::{is_plain_key, is_plain_value, is_printable};
use super::{Rules, read};

/// The longest key that YAML finds without a `?` before it, in bytes, with room for quotes.
const KEY_BYTES_MAX: usize = 800;

/// A front matter block with its dashes and a final line end; empty for no values.
///
/// [`read`] under [`Rules::Own`] gives the same values back, down to [`super::DEPTH_MAX`] levels.
///
/// ```
/// use isogloss::document::front_matter::write;
/// let values = serde_json::json!({ "title": "Yes: no", "tags": ["rust"], "seo": {} });
/// let text = "---\ntitle: \"Yes: no\"\ntags:\n  - rust\nseo: {}\n---\n";
/// assert_eq!(write(values.as_object().unwrap()), text);
/// ```
pub fn write(values: &Map<String, Value>) -> String {
    if values.is_empty() {
        return String::new();
    }
    let mut text = "---\n".to_owned();
    mapping(&mut text, values, 0);
    text.push_str("---\n");
    text
}

/// A whole content file: front matter, an empty line, Markdown.
///
/// Markdown that would itself be taken for front matter gets an empty block before it.
pub fn join(values: &Map<String, Value>, markdown: &str) -> String {
    let block = write(values);
    if block.is_empty() {
        let file = read(markdown, Rules::Own);
        let is_safe = file.markdown.len() == markdown.len();
        let guard = if is_safe { "" } else { "---\n---\n" };
        return format!("{guard}{markdown}");
    }
    let gap = if markdown.is_empty() { "" } else { "\n" };
    format!("{block}{gap}{markdown}")
}

fn mapping(text: &mut String, values: &Map<String, Value>, indent: usize) {
    for (position, (key, value)) in values.iter().enumerate() {
        // The first key of a mapping in a list stands on the line of its dash.
        if position > 0 || !text.ends_with("- ") {
            push_indent(text, indent);
        }
        write_key(text, key, indent);
        write_value(text, value, indent);
    }
}

fn write_key(text: &mut String, key: &str, indent: usize) {
    if is_plain_key(key) {
        text.push_str(key);
    } else if key.len() <= KEY_BYTES_MAX / 6 {
        push_quoted(text, key);
    } else {
        text.push_str("? ");
        push_quoted(text, key);
        text.push('\n');
        push_indent(text, indent);
    }
    text.push(':');
}

/// What follows a key's colon or a list's dash.
fn write_value(text: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(values) if !values.is_empty() => {
            text.push('\n');
            mapping(text, values, indent + 2);
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('\n');
            list(text, items, indent + 2);
        }
        Value::String(content) if is_block(content) => push_block(text, content, indent + 2),
        _ => {
            text.push(' ');
            push_flow(text, value);
            text.push('\n');
        }
    }
}

fn list(text: &mut String, items: &[Value], indent: usize) {
    for item in items {
        push_indent(text, indent);
        text.push('-');
        match item {
            Value::Object(values) if !values.is_empty() => {
                text.push(' ');
                mapping(text, values, indent + 2);
            }
            _ => write_value(text, item, indent),
        }
    }
}

fn push_flow(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(content) if is_plain_value(content) => text.push_str(content),
        Value::String(content) => push_quoted(text, content),
        Value::Array(_) => text.push_str("[]"),
        Value::Object(_) => text.push_str("{}"),
    }
}

/// Whether a text of several lines can stand as a literal block and come back unchanged.
fn is_block(content: &str) -> bool {
    content.contains('\n')
        && !content.starts_with(char::is_whitespace)
        && !content.ends_with("\n\n")
        && content.chars().all(|c| c == '\n' || is_printable(c))
        && content
            .lines()
            .all(|line| !line.ends_with(char::is_whitespace))
}

fn push_block(text: &mut String, content: &str, indent: usize) {
    text.push_str(if content.ends_with('\n') {
        " |\n"
    } else {
        " |-\n"
    });
    for line in content.lines() {
        if !line.is_empty() {
            push_indent(text, indent);
            text.push_str(line);
        }
        text.push('\n');
    }
}

fn push_quoted(text: &mut String, content: &str) {
    text.push('"');
    for c in content.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            _ if is_printable(c) => text.push(c),
            _ if u32::from(c) <= 0xffff => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => text.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    text.push('"');
}

fn push_indent(text: &mut String, indent: usize) {
    text.extend(std::iter::repeat_n(' ', indent));
}
