//! Emoji by their names: `:wave:` is 👋. The names are those of npm's emojilib, whose table lies beside this file.

use std::collections::HashMap;
use std::sync::LazyLock;

static BY_NAME: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("emoji.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The text with its emoji; names that nobody knows stay.
pub(super) fn replace(text: &mut String) {
    if !text.contains(':') {
        return;
    }
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(':') {
        replaced.push_str(before);
        match name(after).and_then(|name| Some((name, BY_NAME.get(name)?))) {
            Some((name, emoji)) => {
                replaced.push_str(emoji);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                replaced.push(':');
                rest = after;
            }
        }
    }
    replaced.push_str(rest);
    *text = replaced;
}

/// The name at the beginning of `text`, which a colon ends.
fn name(text: &str) -> Option<&str> {
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+')))?;
    let name = text.get(..end)?;
    let is_name = !name.is_empty() && (!name.contains('+') || name == "+1");
    (is_name && text.get(end..)?.starts_with(':')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_emoji() {
        for (text, expected) in [
            ("a :wave: b", "a 👋 b"),
            (":+1::-1:", "👍👎"),
            (":nobody: :wave:", ":nobody: 👋"),
            ("12:30:45", "12:30:45"),
            (":nobody:wave:", ":nobody👋"),
            ("::wave:", ":👋"),
            (":", ":"),
        ] {
            let mut replaced = text.to_owned();
            replace(&mut replaced);
            assert_eq!(replaced, expected, "{text}");
        }
    }
}
