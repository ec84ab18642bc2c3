//! One line of code being cut into tokens, as few as look the same.
//! Where a cut falls is the business of grammars and lexicons.

use super::style::Style;

/// Text of one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct Token<'c> {
    pub(in super::super) text: &'c str,
    pub(in super::super) style: Style,
}

/// A line whose first part is cut already.
pub(super) struct Line<'c> {
    text: &'c str,
    tokens: Vec<Token<'c>>,
    /// Where the token begins that may still grow.
    start: usize,
    end: usize,
    style: Style,
    /// Whether the growing token has nothing but spaces so far.
    blank: bool,
}

impl<'c> Line<'c> {
    pub(super) fn new(text: &'c str) -> Self {
        Self {
            text,
            tokens: Vec::new(),
            start: 0,
            end: 0,
            style: Style::default(),
            blank: true,
        }
    }

    /// Where the text begins that has no style yet.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// The text up to `end` that has no style yet.
    pub(super) fn rest(&self, end: usize) -> &'c str {
        self.text
            .get(self.end..end.min(self.text.len()))
            .unwrap_or_default()
    }

    /// Gives the next `length` bytes this style.
    pub(super) fn push_next(&mut self, length: usize, style: Style) {
        self.push(self.end + length, style);
    }

    /// Gives everything up to `end` that has no style yet this one.
    pub(super) fn push(&mut self, end: usize, style: Style) {
        let end = end.min(self.text.len());
        let piece = self.rest(end);
        if piece.is_empty() {
            return;
        }
        let blank = piece.chars().all(char::is_whitespace);
        if self.start == self.end || self.can_take_style(style) {
            self.style = style;
            self.blank = blank;
        } else if !self.can_take_piece(blank, style) {
            self.cut();
            self.style = style;
            self.blank = blank;
        }
        self.end = end;
    }

    /// The tokens; text that nothing gave a style has the default one.
    pub(super) fn finish(mut self) -> Vec<Token<'c>> {
        self.push(self.text.len(), Style::default());
        self.cut();
        self.tokens
    }

    /// Spaces at the beginning take the style of what follows, where that shows nowhere.
    fn can_take_style(&self, style: Style) -> bool {
        self.blank && !self.style.marks_spaces() && !style.marks_spaces()
    }

    /// Spaces in between take the style of what is before them, where that shows nowhere.
    fn can_take_piece(&self, blank: bool, style: Style) -> bool {
        self.style == style || (blank && !self.style.marks_spaces() && !style.marks_spaces())
    }

    fn cut(&mut self) {
        if let Some(text) = self
            .text
            .get(self.start..self.end)
            .filter(|t| !t.is_empty())
        {
            self.tokens.push(Token {
                text,
                style: self.style,
            });
        }
        self.start = self.end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::style::Ink;
    use super::*;

    fn ink(ink: Ink) -> Style {
        Style {
            ink,
            ..Style::default()
        }
    }

    fn cut(text: &str, pieces: &[(usize, Style)]) -> Vec<String> {
        let mut line = Line::new(text);
        for &(end, style) in pieces {
            line.push(end, style);
        }
        line.finish().iter().map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn pieces_of_one_look_are_one_token() {
        let (a, b) = (ink(Ink::Keyword), ink(Ink::String));
        assert_eq!(cut("abcd", &[(1, a), (2, a), (4, b)]), ["ab", "cd"]);
        assert_eq!(cut("a b", &[(1, a), (2, b), (3, a)]), ["a b"]);
        assert_eq!(cut("  a b", &[(2, b), (3, a), (5, a)]), ["  a b"]);
        assert_eq!(cut("abc", &[(1, a)]), ["a", "bc"]);
        assert_eq!(cut("", &[(1, a)]), [""; 0]);
    }

    #[test]
    fn a_space_that_is_seen_stays_apart() {
        let underlined = Style {
            underline: true,
            ..Style::default()
        };
        let plain = Style::default();
        assert_eq!(cut("a b", &[(1, underlined), (3, plain)]), ["a", " b"]);
        assert_eq!(cut(" a", &[(1, plain), (2, underlined)]), [" ", "a"]);
        assert_eq!(
            cut("a b", &[(1, plain), (2, underlined), (3, plain)]),
            ["a", " ", "b"]
        );
    }

    #[test]
    fn ends_out_of_order_or_range_lose_no_text() {
        let a = ink(Ink::Keyword);
        for pieces in [vec![(9, a)], vec![(2, a), (1, a)], vec![(1, a)]] {
            assert_eq!(cut("éx", &pieces).concat(), "éx");
        }
    }
}
