//! How numbered marks are written into a text, and found in it again: `<g id="1">`, `</g>`, `<x id="2"/>`.
//! Whatever else has angle brackets is text.

/// A piece of a text with numbered marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text.
    Text(&'t str),
    /// A mark that stands alone.
    Alone(usize),
    /// A mark opens.
    Open(usize),
    /// The mark that opened last closes.
    Close,
}

/// Text and marks, in their order. Texts are as long as they can be, and never empty.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let special = at + found;
        let rest = text.get(special..).unwrap_or_default();
        let Some((piece, length)) = mark(rest) else {
            at = special + 1;
            continue;
        };
        push_text(text.get(begin..special), &mut pieces);
        pieces.push(piece);
        at = special + length;
        begin = at;
    }
    push_text(text.get(begin..), &mut pieces);
    pieces
}

pub(in crate::document::exchange) fn push_open(text: &mut String, number: usize) {
    text.push_str(&format!("<g id=\"{number}\">"));
}

pub(in crate::document::exchange) fn push_close(text: &mut String) {
    text.push_str("</g>");
}

pub(in crate::document::exchange) fn push_alone(text: &mut String, number: usize) {
    text.push_str(&format!("<x id=\"{number}\"/>"));
}

fn push_text<'t>(text: Option<&'t str>, pieces: &mut Vec<Piece<'t>>) {
    pieces.extend(text.filter(|text| !text.is_empty()).map(Piece::Text));
}

/// The mark at the beginning of a text, and its length; tools may leave out or add the space before `/>`.
fn mark(text: &str) -> Option<(Piece<'_>, usize)> {
    if text.starts_with("</g>") {
        return Some((Piece::Close, "</g>".len()));
    }
    let is_pair = text.starts_with("<g id=\"");
    let digits = match is_pair {
        true => text.strip_prefix("<g id=\"")?,
        false => text.strip_prefix("<x id=\"")?,
    };
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number: usize = digits
        .get(..end)
        .filter(|digits| digits.len() < 10)?
        .parse()
        .ok()?;
    let after = digits.get(end..)?.strip_prefix('"')?;
    let rest = match is_pair {
        true => after.strip_prefix('>')?,
        false => after.trim_start_matches(' ').strip_prefix("/>")?,
    };
    let piece = if is_pair {
        Piece::Open(number)
    } else {
        Piece::Alone(number)
    };
    Some((piece, text.len() - rest.len()))
}
