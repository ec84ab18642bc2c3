//! Strings of PO files, which are those of C: in quotes, with escapes, several after each other being one.

/// Writes `keyword "text"`, on a line for each line of the text; a comment's mark stands before each of them.
pub(super) fn push_string(keyword: &str, value: &str, text: &mut String) {
    let mark = if keyword.starts_with("#| ") {
        "#| "
    } else {
        ""
    };
    text.push_str(keyword);
    let is_long = value.trim_end_matches('\n').contains('\n');
    if is_long {
        text.push_str("\"\"\n");
    }
    let mut lines = value.split_inclusive('\n').peekable();
    if lines.peek().is_none() {
        text.push_str("\"\"\n");
    }
    for line in lines {
        text.push_str(if is_long { mark } else { "" });
        text.push('"');
        line.chars().for_each(|c| push_escaped(c, text));
        text.push_str("\"\n");
    }
}

fn push_escaped(c: char, text: &mut String) {
    match c {
        '"' => text.push_str("\\\""),
        '\\' => text.push_str("\\\\"),
        '\n' => text.push_str("\\n"),
        '\t' => text.push_str("\\t"),
        '\r' => text.push_str("\\r"),
        c if c.is_ascii_control() => text.push_str(&format!("\\{:03o}", u32::from(c))),
        c => text.push(c),
    }
}

/// What is wrong with a string, and how many bytes before it are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) what: &'static str,
}

/// Adds the strings of a line, which has nothing but strings.
pub(super) fn read_strings(line: &str, value: &mut String) -> Result<(), Wrong> {
    let mut at = 0;
    let mut count = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        let rest = line.get(at..).unwrap_or_default();
        if rest.is_empty() {
            let what = "a string in quotes is missing";
            return if count > 0 {
                Ok(())
            } else {
                Err(Wrong { at, what })
            };
        }
        let Some(inner) = rest.strip_prefix('"') else {
            let what = "there is text outside of quotes";
            return Err(Wrong { at, what });
        };
        let length = read_one(inner, value).map_err(|wrong| Wrong {
            at: at + 1 + wrong.at,
            ..wrong
        })?;
        at += 1 + length;
        count += 1;
    }
}

/// Reads up to the closing quote, and tells how many bytes that took.
fn read_one(inner: &str, value: &mut String) -> Result<usize, Wrong> {
    let mut at = 0;
    loop {
        let rest = inner.get(at..).unwrap_or_default();
        let Some(found) = rest.find(['"', '\\']) else {
            let what = "a string is not closed";
            return Err(Wrong {
                at: inner.len(),
                what,
            });
        };
        let (plain, special) = rest.split_at(found);
        value.push_str(plain);
        at += found;
        if special.starts_with('"') {
            return Ok(at + 1);
        }
        let what = "an escape is not known";
        let (c, length) = escape(special).ok_or(Wrong { at, what })?;
        value.push(c);
        at += length;
    }
}

/// What a backslash and what follows stand for.
fn escape(text: &str) -> Option<(char, usize)> {
    let simple = |c| Some((c, 2));
    match text.as_bytes().get(1)? {
        b'n' => simple('\n'),
        b't' => simple('\t'),
        b'r' => simple('\r'),
        b'a' => simple('\u{7}'),
        b'b' => simple('\u{8}'),
        b'f' => simple('\u{c}'),
        b'v' => simple('\u{b}'),
        b'"' => simple('"'),
        b'\\' => simple('\\'),
        b'0'..=b'7' => numbered(text, 1, 3, 8),
        b'x' => numbered(text, 2, 2, 16),
        _ => None,
    }
}

/// A byte by its number; beyond ASCII it would be half a character.
fn numbered(text: &str, begin: usize, digits_max: usize, radix: u32) -> Option<(char, usize)> {
    let digits = text.get(begin..)?;
    let count = digits
        .chars()
        .take(digits_max)
        .take_while(|c| c.is_digit(radix))
        .count();
    let code = u32::from_str_radix(digits.get(..count)?, radix).ok()?;
    let c = char::from_u32(code).filter(|c| c.is_ascii() && *c != '\0')?;
    Some((c, begin + count))
}
