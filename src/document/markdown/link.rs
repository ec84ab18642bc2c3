//! Where links lead: destinations and titles, in definitions and in parentheses (CommonMark 0.31, section 6.3).

use super::character_reference;
use super::node::Target;

/// How deep parentheses may be nested in a destination.
const PARENTHESES_MAX: usize = 32;

/// Reads a destination at the beginning of `text`, and tells how many bytes it takes.
pub(super) fn destination(text: &str) -> Option<(String, usize)> {
    let length = match text.strip_prefix('<') {
        Some(inner) => return bracketed(inner),
        None => bare_length(text)?,
    };
    let url = character_reference::unescape(text.get(..length)?).into_owned();
    Some((url, length))
}

fn bracketed(inner: &str) -> Option<(String, usize)> {
    let mut is_escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            '\n' => return None,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '<' => return None,
            '>' => {
                return Some((
                    character_reference::unescape(inner.get(..at)?).into_owned(),
                    at + 2,
                ));
            }
            _ => {}
        }
    }
    None
}

fn bare_length(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut is_escaped = false;
    let mut length = text.len();
    for (at, c) in text.char_indices() {
        let was_escaped = std::mem::take(&mut is_escaped);
        match c {
            ' ' | '\t' | '\n' => {
                length = at;
                break;
            }
            _ if c.is_ascii_control() => return None,
            '\\' if !was_escaped => is_escaped = true,
            '(' if !was_escaped => {
                depth += 1;
                if depth > PARENTHESES_MAX {
                    return None;
                }
            }
            ')' if !was_escaped && depth == 0 => {
                length = at;
                break;
            }
            ')' if !was_escaped => depth -= 1,
            _ => {}
        }
    }
    (length > 0 && depth == 0).then_some(length)
}

/// Reads a title in quotes or parentheses at the beginning of `text`, and tells how many bytes it takes.
pub(super) fn title(text: &str) -> Option<(String, usize)> {
    let closing = match text.chars().next()? {
        '"' => '"',
        '\'' => '\'',
        '(' => ')',
        _ => return None,
    };
    let mut is_escaped = false;
    let mut is_blank_line = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == '\n' {
            if is_blank_line {
                return None;
            }
            is_blank_line = true;
        } else if !matches!(c, ' ' | '\t') {
            is_blank_line = false;
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' if closing == ')' => return None,
            _ if c == closing => {
                let written = text.get(1..at)?;
                return Some((character_reference::unescape(written).into_owned(), at + 1));
            }
            _ => {}
        }
    }
    None
}

/// Reads `(destination "title")`, and tells how many bytes it takes.
pub(super) fn resource(text: &str) -> Option<(Target, usize)> {
    let mut at = 1 + space(text.get(1..)?);
    let mut target = Target::default();
    if text.get(at..)?.starts_with(')') {
        return Some((target, at + 1));
    }
    let (url, length) = destination(text.get(at..)?)?;
    target.url = url;
    at += length;
    let gap = space(text.get(at..)?);
    at += gap;
    if gap > 0
        && let Some((title, length)) = title(text.get(at..)?)
    {
        target.title = Some(title);
        at += length;
        at += space(text.get(at..)?);
    }
    text.get(at..)?.starts_with(')').then_some((target, at + 1))
}

fn space(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\n']).len()
}
