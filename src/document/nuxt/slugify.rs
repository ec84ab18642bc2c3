//! npm's slugify 1.6.9 with `{ lower: true }`, on which the paths of Nuxt Content rest.
//! Its table of characters lies beside this file, with its notice (MIT).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::is_space;
use crate::domain::slug::nfc;

static TABLE: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("slugify.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let (character, latin) = line.split_once('\t')?;
        Some((character.chars().next()?, latin))
    };
    lines.filter_map(entry).collect()
});

/// Latin letters for what the table knows; what it does not know and is no ASCII vanishes.
///
/// ```
/// use isogloss::document::nuxt::slugify;
/// assert_eq!(slugify("Щука & Ёж"), "shuka-and-yozh");
/// assert_eq!(slugify("你好"), "");
/// ```
pub fn slugify(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for character in nfc(text).chars() {
        match TABLE.get(&character).copied() {
            Some("-") => latin.push(' '),
            Some(known) => latin.extend(known.chars().filter(|c| stays(*c))),
            None if character == '-' => latin.push(' '),
            None if stays(character) => latin.push(character),
            None => {}
        }
    }
    let words: Vec<&str> = latin
        .split(is_space)
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-").to_lowercase()
}

/// `[\w\s$*_+~.()'"!\-:@]`
fn stays(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || is_space(c)
        || matches!(
            c,
            '$' | '*' | '_' | '+' | '~' | '.' | '(' | ')' | '\'' | '"' | '!' | '-' | ':' | '@'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_equal_those_of_the_reference() {
        for (text, slug) in [
            ("Hello World", "hello-world"),
            ("Быстрый старт", "bystryj-start"),
            ("щука ъ ь ё", "shuka-u-yo"),
            ("a & b | c", "a-and-b-or-c"),
            ("100%", "100percent"),
            ("50€", "50euro"),
            ("你好 world", "world"),
            ("مرحبا", "mrhba"),
            ("  a -- b  ", "a-b"),
            ("_x.y_", "_x.y_"),
            ("C++ (new)!", "c++-(new)!"),
            ("a–b — c", "a-b-c"),
            ("Ünïcödé ß", "unicode-ss"),
            ("İstanbul", "istanbul"),
            ("a\u{a0}b", "a-b"),
            ("don't", "don't"),
            ("№5", "5"),
            ("x:y@z", "x:y@z"),
            ("emoji 🎉 x", "emoji-x"),
            ("Σίσυφος", "sisyfos"),
            ("“q”…", "\"q\"..."),
            ("ａ", ""),
            ("u\u{308}", "u"),
        ] {
            assert_eq!(slugify(text), slug, "{text}");
        }
    }
}
