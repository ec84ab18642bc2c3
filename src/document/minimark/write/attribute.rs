//! Props as attributes: `{#id .class key="value"}` of MDC, and those of HTML tags.

use serde_json::{Map, Value};

/// Attributes in braces for all props but `written`; empty for none.
pub(super) fn mdc(props: &Map<String, Value>, written: &[&str]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for (key, value) in props
        .iter()
        .filter(|(key, _)| !written.contains(&key.as_str()))
    {
        match key.as_str() {
            "id" if is_name(&text(value)) => parts.push(format!("#{}", text(value))),
            "className" | "class" if text(value).split_whitespace().all(is_name) => {
                parts.extend(
                    text(value)
                        .split_whitespace()
                        .map(|class| format!(".{class}")),
                );
            }
            _ => others.extend(mdc_attribute(key, value)),
        }
    }
    parts.extend(others);
    if parts.is_empty() {
        return String::new();
    }
    format!("{{{}}}", parts.join(" "))
}

/// The name under which a prop is written in HTML.
pub(super) fn name(key: &str) -> String {
    const NAMES: [(&str, &str); 8] = [
        ("className", "class"),
        ("htmlFor", "for"),
        ("httpEquiv", "http-equiv"),
        ("acceptCharset", "accept-charset"),
        ("strokeWidth", "stroke-width"),
        ("strokeLineCap", "stroke-linecap"),
        ("strokeLineJoin", "stroke-linejoin"),
        ("fillRule", "fill-rule"),
    ];
    if let Some((_, name)) = NAMES.iter().find(|(prop, _)| *prop == key) {
        return (*name).to_owned();
    }
    for prefix in ["aria", "data"] {
        if let Some(rest) = key.strip_prefix(prefix)
            && rest.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
        {
            return format!("{prefix}{}", kebab(rest));
        }
    }
    // Names that are written with a sign belong to Vue and keep their case.
    if key.contains([':', '@', '-', '.']) {
        key.to_owned()
    } else {
        key.to_lowercase()
    }
}

/// `DescribedBy` after `aria` is one word in HTML, `FooBar` after `data` is two.
fn kebab(rest: &str) -> String {
    let mut kebab = String::new();
    for c in rest.chars() {
        if c.is_ascii_uppercase() || kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    match kebab.as_str() {
        "-described-by" => "-describedby".to_owned(),
        "-labelled-by" => "-labelledby".to_owned(),
        "-has-popup" => "-haspopup".to_owned(),
        _ => kebab,
    }
}

/// Attributes of a start tag, each with a blank before it.
pub(super) fn html(props: &Map<String, Value>) -> String {
    let mut attributes = String::new();
    for (key, value) in props {
        let name = name(key);
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Bool(true) => attributes.push_str(&format!(" {name}")),
            Value::String(text) if text.is_empty() && key.starts_with("data") => {
                attributes.push_str(&format!(" {name}"))
            }
            value => {
                let text = text(value)
                    .replace('&', "&amp;")
                    .replace('"', "&quot;")
                    .replace("\n\n", "\n");
                attributes.push_str(&format!(" {name}=\"{text}\""));
            }
        }
    }
    attributes
}

fn mdc_attribute(key: &str, value: &Value) -> Option<String> {
    let name = name(key);
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) => Some(name),
        Value::String(text) if text == "true" && name.starts_with(':') => {
            Some(name.trim_start_matches(':').to_owned())
        }
        value => Some(format!("{name}={}", quoted(&text(value)))),
    }
}

/// In double quotes, or in single ones where that saves writing them as an entity.
fn quoted(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if !text.contains('"') {
        format!("\"{text}\"")
    } else if text.contains('\'') {
        format!("\"{}\"", text.replace('"', "&quot;"))
    } else {
        format!("'{text}'")
    }
}

/// The text of a prop; lists are separated by blanks.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(" "),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}
