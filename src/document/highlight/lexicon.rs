//! Languages without a grammar, highlighted by their words, comments and strings alone.
//! Nothing here spans lines; a language that needs more needs a grammar.

use super::line::{Line, Token};
use super::style::{Ink, Style};

/// What there is to know about a language to tell its tokens apart.
pub(super) struct Lexicon {
    comment: &'static str,
    /// Lists of words, set apart by spaces, and their color.
    known: &'static [(&'static str, Ink)],
    /// Words after which a name is introduced.
    introducing: &'static str,
    /// What an attribute begins with.
    attribute: char,
    signs: &'static [char],
}

/// The schema language of Prisma.
pub(super) static PRISMA: Lexicon = Lexicon {
    comment: "//",
    known: &[
        ("model enum type view datasource generator", Ink::Keyword),
        (
            "true false null String Boolean Int BigInt Float Decimal DateTime Json Bytes Unsupported autoincrement cuid dbgenerated env now uuid",
            Ink::Constant,
        ),
    ],
    introducing: "model enum type view datasource generator",
    attribute: '@',
    signs: &['?', '=', '[', ']'],
};

/// The tokens of each line.
pub(super) fn highlight<'c>(lexicon: &Lexicon, code: &'c str) -> Vec<Vec<Token<'c>>> {
    code.lines().map(|text| lexicon.tokens(text)).collect()
}

impl Lexicon {
    fn tokens<'c>(&self, text: &'c str) -> Vec<Token<'c>> {
        let mut line = Line::new(text);
        let mut introduced = false;
        loop {
            let rest = line.rest(usize::MAX);
            let Some(first) = rest.chars().next() else {
                return line.finish();
            };
            let length = self.length(rest, first);
            let word = rest.get(..length).unwrap_or(rest);
            let ink = match self.ink(word, first) {
                Ink::Text if introduced && is_word(first) => Ink::Entity,
                ink => ink,
            };
            if !first.is_whitespace() {
                introduced = self.introducing.split(' ').any(|w| w == word);
            }
            line.push_next(
                length,
                Style {
                    ink,
                    ..Style::default()
                },
            );
        }
    }

    /// How much of `rest`, which begins with `first`, is one token.
    fn length(&self, rest: &str, first: char) -> usize {
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        first.len_utf8()
            + match first {
                _ if rest.starts_with(self.comment) => after.len(),
                '"' => string_length(after),
                c if c == self.attribute => span(after, |c| is_word(c) || matches!(c, '@' | '.')),
                c if is_word(c) => span(after, is_word),
                c if c.is_whitespace() => span(after, char::is_whitespace),
                _ => 0,
            }
    }

    fn ink(&self, word: &str, first: char) -> Ink {
        let mut known = self.known.iter();
        if let Some((_, ink)) = known.find(|(words, _)| words.split(' ').any(|w| w == word)) {
            return *ink;
        }
        match first {
            _ if word.starts_with(self.comment) => Ink::Comment,
            '"' => Ink::String,
            c if c == self.attribute => Ink::Entity,
            c if c.is_ascii_digit() => Ink::Constant,
            c if self.signs.contains(&c) => Ink::Keyword,
            c if c.is_uppercase() => Ink::Constant,
            _ => Ink::Text,
        }
    }
}

/// The length of a string after its first quotation mark, up to the one that is not escaped.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 1)
}

fn span(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(&str, Ink)> {
        let tokens = PRISMA.tokens(text);
        tokens
            .iter()
            .map(|t| (t.text.trim(), t.style.ink))
            .collect()
    }

    #[test]
    fn a_schema_is_told_apart() {
        assert_eq!(
            tokens("model user { // x \"y\""),
            [
                ("model", Ink::Keyword),
                ("user", Ink::Entity),
                ("{", Ink::Text),
                ("// x \"y\"", Ink::Comment)
            ]
        );
        assert_eq!(
            tokens("  id Int? @db.Text @default(\"a\\\"b\")"),
            [
                ("id", Ink::Text),
                ("Int", Ink::Constant),
                ("?", Ink::Keyword),
                ("@db.Text @default", Ink::Entity),
                ("(", Ink::Text),
                ("\"a\\\"b\"", Ink::String),
                (")", Ink::Text)
            ]
        );
        assert_eq!(tokens("\"é\\"), [("\"é\\", Ink::String)]);
    }
}
