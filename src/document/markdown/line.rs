//! One line of the source while blocks are read: how far it is read, and how far its text is indented.
//! Tabs reach to the next of the columns 4, 8, 12… (CommonMark 0.31, section 2.2).

use std::borrow::Cow;

const TAB: usize = 4;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    text: &'a str,
    /// From 1.
    pub(super) number: u32,
    offset: usize,
    column: usize,
    /// Columns of a tab that was read in part.
    tab_left: usize,
    /// Where the text begins, after the white space that is not yet read.
    text_offset: usize,
    text_column: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, number: u32) -> Self {
        let mut line = Self {
            text,
            number,
            offset: 0,
            column: 0,
            tab_left: 0,
            text_offset: 0,
            text_column: 0,
        };
        line.find_text();
        line
    }

    /// Looks for the text once, so that nobody has to look again in each of many containers.
    fn find_text(&mut self) {
        let mut column = self.column;
        let rest = self.text.as_bytes().get(self.offset..).unwrap_or_default();
        let spaces = rest.iter().take_while(|byte| match byte {
            b' ' => {
                column += 1;
                true
            }
            b'\t' => {
                column += TAB - column % TAB;
                true
            }
            _ => false,
        });
        self.text_offset = self.offset + spaces.count();
        self.text_column = column;
    }

    /// The columns of white space before the text.
    pub(super) fn indent(&self) -> usize {
        self.text_column - self.column
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text_offset >= self.text.len()
    }

    /// Reads white space of at most this many columns, and tells how many there were.
    pub(super) fn skip_indent(&mut self, columns_max: usize) -> usize {
        let mut columns = 0;
        while columns < columns_max {
            if self.tab_left > 0 {
                self.tab_left -= 1;
            } else {
                match self.text.as_bytes().get(self.offset) {
                    Some(b' ') => {}
                    Some(b'\t') => self.tab_left = TAB - self.column % TAB - 1,
                    _ => break,
                }
                self.offset += 1;
            }
            self.column += 1;
            columns += 1;
        }
        columns
    }

    /// Reads bytes that are no white space.
    pub(super) fn skip_bytes(&mut self, count: usize) {
        self.offset += count;
        self.column += count;
        self.find_text();
    }

    /// What is not yet read; the rest of a tab is written as spaces.
    pub(super) fn rest(&self) -> Cow<'a, str> {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        if self.tab_left == 0 {
            return Cow::Borrowed(rest);
        }
        Cow::Owned(" ".repeat(self.tab_left) + rest)
    }

    /// What is not yet read, without the white space before it.
    pub(super) fn text_after_indent(&self) -> &'a str {
        self.text.get(self.text_offset..).unwrap_or_default()
    }

    /// The first byte after the white space.
    pub(super) fn first_byte(&self) -> Option<u8> {
        self.text_after_indent().bytes().next()
    }
}

/// How many lines end in a text.
pub(super) fn count_ends(text: &str) -> u32 {
    let ends = text.bytes().filter(|byte| *byte == b'\n');
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_reach_to_the_next_stop() {
        for (text, skipped, indent, rest) in [
            ("  a", 1, 1, " a"),
            ("\ta", 0, 4, "\ta"),
            ("\ta", 2, 2, "  a"),
            (" \t\ta", 2, 6, "  \ta"),
            ("", 3, 0, ""),
        ] {
            let mut line = Line::new(text, 1);
            line.skip_indent(skipped);
            assert_eq!((line.indent(), &*line.rest()), (indent, rest), "{text:?}");
        }
    }

    #[test]
    fn a_line_of_white_space_is_blank() {
        assert!(Line::new(" \t ", 1).is_blank());
        assert!(!Line::new(" \u{a0}", 1).is_blank());
    }
}
