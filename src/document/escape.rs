//! Text and attribute values as they stand in HTML.
//! Everything that this room writes into HTML goes through here, except the tags themselves.

/// Bytes of text between two tags after which a comment is put in; see [`break_long_text`].
const UNBROKEN_BYTES_MAX: usize = 1024;

/// Writes text between tags.
pub(super) fn push_text(text: &str, out: &mut String) {
    for piece in pieces(text) {
        break_long_text(out);
        for c in piece.chars() {
            push_escaped(c, out);
        }
    }
}

/// Writes the value of an attribute, which stands in double quotes.
pub(super) fn push_value(value: &str, out: &mut String) {
    for c in value.chars() {
        push_escaped(c, out);
    }
}

fn push_escaped(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        c => out.push(c),
    }
}

/// Puts a comment into text that has none and no tag for long. The serializer behind the sanitizer takes time by the
/// square of a text's length where it has many ampersands; a comment makes two texts of one and is gone afterwards.
fn break_long_text(out: &mut String) {
    let start = out.ceil_char_boundary(out.len().saturating_sub(UNBROKEN_BYTES_MAX));
    if start > 0 && out.get(start..).is_some_and(|tail| !tail.contains('<')) {
        out.push_str("<!---->");
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at_checked(rest.floor_char_boundary(UNBROKEN_BYTES_MAX))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(text: &str, push: fn(&str, &mut String)) -> String {
        let mut out = String::new();
        push(text, &mut out);
        out
    }

    #[test]
    fn what_could_end_a_text_or_value_is_escaped() {
        let text = "<a href=\"&amp;\">";
        assert_eq!(
            pushed(text, push_text),
            "&lt;a href=&quot;&amp;amp;&quot;&gt;"
        );
        assert_eq!(pushed(text, push_value), pushed(text, push_text));
    }

    #[test]
    fn a_long_text_is_broken_by_comments_and_a_value_is_not() {
        let long = "é".repeat(5 * UNBROKEN_BYTES_MAX);
        assert_eq!(pushed(&long, push_text).replace("<!---->", ""), long);
        assert_eq!(pushed(&long, push_text).matches("<!---->").count(), 8);
        assert_eq!(pushed(&long, push_value), long);
    }
}
