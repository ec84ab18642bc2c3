//! Which texts may be written without quotes, so that they read back as themselves here and in other YAML readers.

use serde_json::Value;

use super::scalar;

/// Whether a value may stand without quotes.
pub(super) fn is_plain_value(text: &str) -> bool {
    is_plain(text) && matches!(scalar::resolve(text), Value::String(_)) && !is_other_yaml(text)
}

/// Whether a key may stand without quotes; dots would unfold it.
pub(super) fn is_plain_key(key: &str) -> bool {
    is_plain_value(key) && key.len() <= 100 && !key.contains(['.', ':', '#'])
}

/// Whether YAML allows this character unescaped, inside of quotes or in a block.
pub(super) fn is_printable(c: char) -> bool {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => false,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !c.is_control(),
    }
}

/// More careful than YAML asks for: it begins with a letter, a digit, a slash or a sign that means nothing in YAML.
fn is_plain(text: &str) -> bool {
    let begins_well = text.starts_with(|c: char| {
        c.is_alphanumeric()
            || matches!(c, '/' | '.' | '(' | '_' | '+' | '$')
            || (!c.is_ascii() && !c.is_whitespace())
    });
    begins_well
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
}

/// Words that YAML 1.1 takes for booleans, and what it takes for numbers.
fn is_other_yaml(text: &str) -> bool {
    const BOOLEANS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];
    let is_number_like = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+'))
        && text
            .chars()
            .all(|c| c.is_ascii_hexdigit() || matches!(c, '_' | ':' | '.' | '+' | 'x' | 'o'));
    BOOLEANS.iter().any(|word| text.eq_ignore_ascii_case(word)) || is_number_like
}
