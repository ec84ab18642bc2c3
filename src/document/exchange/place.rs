//! Lines and columns of a file, for diagnostics.

/// Line and column of what comes after a text, both from 1; columns count characters.
pub(super) fn of_end(text: &str) -> (u32, u32) {
    let line = text.matches('\n').count() + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (count(line), count(last.chars().count() + 1))
}

/// Places in a text, asked for in rising order, so that no byte is looked at twice but for those of one line.
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_begin: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            line_begin: 0,
        }
    }

    /// Line and column of a byte, both from 1.
    pub(super) fn of(&mut self, byte: usize) -> (u32, u32) {
        let passed = self.text.get(self.at..byte).unwrap_or_default();
        for (index, _) in passed.match_indices('\n') {
            self.line = self.line.saturating_add(1);
            self.line_begin = self.at + index + 1;
        }
        self.at = self.at.max(byte);
        let before = self.text.get(self.line_begin..byte).unwrap_or_default();
        // A line of a file that a machine wrote may be as long as the file.
        let column = match before.len() {
            length if length > COLUMNS_MAX => length,
            _ => before.chars().count(),
        };
        (self.line, u32::try_from(column + 1).unwrap_or(u32::MAX))
    }
}

/// Columns further to the right count bytes.
const COLUMNS_MAX: usize = 10_000;
