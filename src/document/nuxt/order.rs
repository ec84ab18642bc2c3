//! The order of source files: as a file manager shows them, the index of a folder first.

/// The width to which numbers are filled up; longer ones are left as they are.
const DIGITS: usize = 10;

/// A text whose bytewise order is the natural order of source files: numbers by value, whatever the case of letters,
/// each folder in one piece, and the index of a folder before everything in it.
///
/// ```
/// use isogloss::document::nuxt::source_order_key;
/// let mut stems = ["10.b", "2.guide/1.a", "2.guide/index", "2.guide", "1.a"];
/// stems.sort_by_key(|stem| source_order_key(stem));
/// assert_eq!(stems, ["1.a", "2.guide", "2.guide/index", "2.guide/1.a", "10.b"]);
/// ```
pub fn source_order_key(stem: &str) -> String {
    let mut key = String::with_capacity(stem.len() + DIGITS);
    for (position, segment) in stem.split('/').enumerate() {
        if position > 0 {
            // Below every character of a name, so that `guide/x` comes before `guide-2`.
            key.push('\u{1}');
        }
        if super::refine(segment).is_empty() {
            key.push('!');
        } else {
            push_filled_up(&mut key, segment.strip_suffix(".draft").unwrap_or(segment));
        }
    }
    key
}

fn push_filled_up(key: &mut String, segment: &str) {
    let mut rest = segment;
    while !rest.is_empty() {
        let (number, behind) = split_where(rest, |c| !c.is_ascii_digit());
        if !number.is_empty() {
            let number = number.trim_start_matches('0');
            key.extend(std::iter::repeat_n(
                '0',
                DIGITS.saturating_sub(number.len()),
            ));
            key.push_str(number);
        }
        let (text, behind) = split_where(behind, |c| c.is_ascii_digit());
        key.push_str(&text.to_lowercase());
        rest = behind;
    }
}

fn split_where(text: &str, is_border: impl Fn(char) -> bool) -> (&str, &str) {
    let border = text.find(is_border).unwrap_or(text.len());
    text.split_at_checked(border).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_their_natural_order() {
        let expected = [
            "en/index",
            "en/1.intro",
            "en/02.start/index",
            "en/02.start/1.a",
            "en/02.start/2.b.draft",
            "en/02.start/10.c",
            "en/10.end",
            "en/About",
            "en/guide/x",
            "en/guide-2",
            "en/part-2",
            "en/part-10",
            "en/zebra",
        ];
        let mut stems = expected;
        stems.reverse();
        stems.sort_by_key(|stem| source_order_key(stem));
        assert_eq!(stems, expected);
    }
}
