//! Words that say what they are where a grammar leaves them plain: types by their capital, calls by their
//! parenthesis, keywords that are younger than the grammar. What a grammar does name is left to the rules.

use super::line::Line;
use super::style::{Ink, Style};

/// What plain words of a language are.
pub(super) struct Words {
    language: &'static str,
    /// Each a list of words, set apart by spaces, and their color.
    known: &'static [(&'static str, Ink)],
    /// Characters that are operators.
    signs: &'static [char],
    /// Whether a word with a capital is a type.
    capitals: bool,
    /// Whether a word before a parenthesis is a call.
    calls: bool,
}

/// The words of a language whose grammar leaves many plain. A language is named like its grammar, if it has one.
pub(super) fn of_language(name: &str) -> Option<&'static Words> {
    WORDS.iter().find(|words| words.language == name)
}

static WORDS: &[Words] = &[
    Words {
        language: "Rust",
        known: &[
            (
                "as async await const crate dyn enum extern gen let mod mut ref static super trait type union use where",
                Ink::Keyword,
            ),
            (
                "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
                Ink::Entity,
            ),
            ("Self self", Ink::Constant),
        ],
        signs: &[':'],
        capitals: true,
        calls: true,
    },
    Words {
        language: "Kotlin",
        known: &[],
        signs: &[],
        capitals: true,
        calls: true,
    },
    Words {
        language: "Scala",
        known: &[
            (
                "case def do derives end extends extension final forSome given implicit lazy match new override sealed then trait type using with yield",
                Ink::Keyword,
            ),
            ("null true false this super", Ink::Constant),
        ],
        signs: &[],
        capitals: true,
        calls: true,
    },
    Words {
        language: "Swift",
        known: &[("actor any async await some throws", Ink::Keyword)],
        signs: &['?', '!'],
        capitals: true,
        calls: true,
    },
    Words {
        language: "Dart",
        known: &[],
        signs: &[],
        capitals: true,
        calls: true,
    },
];

impl Words {
    /// Gives each word up to `end` its color.
    pub(super) fn push(&self, end: usize, line: &mut Line<'_>) {
        let mut rest = line.rest(end);
        while let Some(first) = rest.chars().next() {
            let length = word_length(rest).max(first.len_utf8());
            let (word, after) = rest.split_at(length);
            let called = line
                .rest(usize::MAX)
                .get(length..)
                .is_some_and(|a| a.starts_with('('));
            let style = Style {
                ink: self.ink(word, called),
                ..Style::default()
            };
            line.push_next(length, style);
            rest = after;
        }
    }

    fn ink(&self, word: &str, called: bool) -> Ink {
        let mut known = self.known.iter();
        if let Some((_, ink)) = known.find(|(words, _)| words.split(' ').any(|w| w == word)) {
            return *ink;
        }
        match word.chars().next() {
            Some(c) if self.signs.contains(&c) => Ink::Keyword,
            Some(c) if self.capitals && c.is_uppercase() => Ink::Entity,
            Some(c) if self.calls && called && is_word(c) => Ink::Entity,
            _ => Ink::Text,
        }
    }
}

fn word_length(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inks(grammar: &str, text: &str) -> Vec<(String, Ink)> {
        let mut line = Line::new(text);
        of_language(grammar).unwrap().push(text.len(), &mut line);
        let tokens = line.finish();
        tokens
            .iter()
            .map(|t| (t.text.trim().to_owned(), t.style.ink))
            .collect()
    }

    #[test]
    fn plain_words_are_told_by_their_looks() {
        let expected = [
            ("async", Ink::Keyword),
            ("x", Ink::Text),
            (":", Ink::Keyword),
            ("Vec", Ink::Entity),
            ("<", Ink::Text),
            ("u8", Ink::Entity),
            (">, é", Ink::Text),
            ("f", Ink::Entity),
            ("()", Ink::Text),
        ];
        let expected: Vec<_> = expected.map(|(t, i)| (t.to_owned(), i)).into();
        assert_eq!(inks("Rust", "async x: Vec<u8>, é f()"), expected);
        assert!(of_language("JSON").is_none());
    }
}
