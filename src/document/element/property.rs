//! Attributes of HTML as properties of the DOM, under the names and in the types that a tree of Nuxt Content has them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Text,
    Number,
    /// True where the attribute is there without a value.
    Boolean,
    /// A list, which the attribute has with spaces between.
    Spaces,
    /// A list, which the attribute has with commas between.
    Commas,
}

#[derive(Clone, Copy)]
struct Known {
    property: &'static str,
    kind: Type,
}

static BY_ATTRIBUTE: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let lines = include_str!("property.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        let (attribute, property) = (fields.next()?, fields.next()?);
        let kind = match fields.next()? {
            "number" => Type::Number,
            "boolean" | "overloaded" => Type::Boolean,
            "spaces" => Type::Spaces,
            "commas" => Type::Commas,
            _ => Type::Text,
        };
        Some((attribute, Known { property, kind }))
    };
    lines.filter_map(entry).collect()
});

/// The property of an attribute.
pub(in crate::document) fn of(attribute: &str, value: &str) -> (String, Value) {
    let Some(known) = BY_ATTRIBUTE.get(attribute.to_ascii_lowercase().as_str()) else {
        return (data_name(attribute), value.into());
    };
    (known.property.to_owned(), typed(known, value))
}

fn typed(known: &Known, value: &str) -> Value {
    match known.kind {
        Type::Text => value.into(),
        Type::Number => number(value).unwrap_or_else(|| value.into()),
        Type::Boolean => {
            let is_true = value.is_empty() || value.eq_ignore_ascii_case(known.property);
            if is_true { true.into() } else { value.into() }
        }
        Type::Spaces => value.split_ascii_whitespace().map(Value::from).collect(),
        Type::Commas => value
            .split(',')
            .map(|part| Value::from(part.trim()))
            .collect(),
    }
}

fn number(value: &str) -> Option<Value> {
    let number: f64 = value
        .trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    // Whole numbers are written without a fraction.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}").parse::<i64>().ok().map(Value::from);
    }
    serde_json::Number::from_f64(number).map(Value::Number)
}

/// `data-some-name` is `dataSomeName`; other names stay.
fn data_name(attribute: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let Some(rest) = attribute
        .strip_prefix("data-")
        .filter(|rest| rest.chars().all(is_name))
    else {
        return attribute.to_owned();
    };
    let mut name = "data".to_owned();
    let mut characters = rest.chars().peekable();
    let mut is_first = true;
    while let Some(c) = characters.next() {
        let next = characters.peek().copied().filter(char::is_ascii_lowercase);
        match next {
            Some(letter) if c == '-' => {
                name.push(letter.to_ascii_uppercase());
                characters.next();
            }
            _ if is_first => name.push(c.to_ascii_uppercase()),
            _ => name.push(c),
        }
        is_first = false;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn attributes_become_properties() {
        for (attribute, value, property, expected) in [
            ("class", "a  b", "className", json!(["a", "b"])),
            ("for", "x", "htmlFor", json!(["x"])),
            ("start", "3", "start", json!(3)),
            ("width", "50%", "width", json!("50%")),
            ("checked", "", "checked", json!(true)),
            ("aria-label", "x", "ariaLabel", json!("x")),
            ("data-some-name", "", "dataSomeName", json!("")),
            ("srcset", "a 1x, b 2x", "srcSet", json!("a 1x, b 2x")),
            (":items", "[1]", ":items", json!("[1]")),
            ("some-prop", "x", "some-prop", json!("x")),
        ] {
            assert_eq!(
                of(attribute, value),
                (property.to_owned(), expected),
                "{attribute}"
            );
        }
    }
}
