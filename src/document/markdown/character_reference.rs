//! Character references: `&amp;`, `&#65;`, `&#x41;` (CommonMark 0.31, section 2.5).
//! The names are those of HTML, and all end in a semicolon.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// The longest name that HTML knows, in bytes.
const NAME_BYTES_MAX: usize = 31;

/// Reads the reference at the beginning of `text`, which is `&`, and tells how many bytes it takes.
pub(super) fn read(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body
        .bytes()
        .take(NAME_BYTES_MAX + 1)
        .position(|byte| byte == b';')?;
    let name = body.get(..end)?;
    let decoded = match name.strip_prefix('#') {
        Some(number) => numbered(number)?.to_string(),
        None => named(body.get(..=end)?)?,
    };
    Some((decoded, end + 2))
}

/// All references of a text resolved; what is none stays.
pub(in crate::document) fn decode(text: &str) -> Cow<'_, str> {
    resolve(text, false)
}

/// All references of a text resolved, and all escapes of punctuation.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    resolve(text, true)
}

fn resolve(text: &str, with_escapes: bool) -> Cow<'_, str> {
    let is_special = |c: char| c == '&' || (with_escapes && c == '\\');
    if !text.contains(is_special) {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (before, special) = rest.split_at(at);
        resolved.push_str(before);
        let (replacement, length) = if special.starts_with('\\') {
            escape(special)
        } else {
            read(special).unwrap_or_else(|| ("&".to_owned(), 1))
        };
        resolved.push_str(&replacement);
        rest = special.get(length..).unwrap_or_default();
    }
    resolved.push_str(rest);
    Cow::Owned(resolved)
}

/// What a backslash stands for, and how many bytes that takes.
fn escape(text: &str) -> (String, usize) {
    let escaped = text.chars().nth(1).filter(char::is_ascii_punctuation);
    escaped.map_or_else(|| ("\\".to_owned(), 1), |c| (c.to_string(), 2))
}

/// At most seven decimal or six hexadecimal digits; what is no character becomes U+FFFD.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) if (1..=6).contains(&hex.len()) => read_digits(hex, 16)?,
        None if (1..=7).contains(&number.len()) => read_digits(number, 10)?,
        _ => return None,
    };
    let is_character = !matches!(code, 0..=8 | 11 | 14..=31 | 127..=159)
        && code & 0xFFFE != 0xFFFE
        && !(0xFDD0..=0xFDEF).contains(&code);
    let character = char::from_u32(code).filter(|_| is_character);
    Some(character.unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn read_digits(digits: &str, radix: u32) -> Option<u32> {
    // A sign is no digit, though the standard library would read one.
    let is_number = digits.chars().all(|c| c.is_digit(radix));
    is_number
        .then(|| u32::from_str_radix(digits, radix).ok())
        .flatten()
}

/// `name` with its semicolon.
fn named(name: &str) -> Option<String> {
    let (first, second) = NAMED_ENTITIES.get(name).copied()?;
    let characters = [first, second].into_iter().filter(|code| *code != 0);
    let decoded: String = characters.filter_map(char::from_u32).collect();
    (!decoded.is_empty()).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        for (text, expected) in [
            ("&amp;&lt;&quot;", "&<\""),
            ("&copy &copy;", "&copy ©"),
            ("&#65;&#x41;&#X41;", "AAA"),
            ("&#0;&#xD800;&#1114112;", "\u{fffd}\u{fffd}\u{fffd}"),
            (
                "&#12345678; &#x1234567; &#; &#x; &#+5;",
                "&#12345678; &#x1234567; &#; &#x; &#+5;",
            ),
            ("&unknown; & &;", "&unknown; & &;"),
            ("&NotEqualTilde;", "≂̸"),
            ("\\*", "\\*"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn escapes_are_of_punctuation_alone() {
        for (text, expected) in [("\\*\\a\\\\", "*\\a\\"), ("\\&amp;", "&amp;"), ("\\", "\\")] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
