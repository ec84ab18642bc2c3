//! Where formatted text goes: a string that cannot grow beyond a limit.
//! Nothing of Fluent is known here.

/// Bytes that one formatted value or attribute may have; what follows is cut.
pub(super) const TEXT_BYTES_MAX: usize = 65_536;

/// Why formatting ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text has reached [`TEXT_BYTES_MAX`]; what is there is kept.
    Full,
    /// The message expands without end; nothing of it is of use.
    Endless,
}

/// Text of at most [`TEXT_BYTES_MAX`] bytes.
#[derive(Debug, Default)]
pub(super) struct Output(String);

impl Output {
    /// Appends as much of `text` as has room, in whole characters.
    pub(super) fn push(&mut self, text: &str) -> Result<(), Stop> {
        let room = TEXT_BYTES_MAX - self.0.len().min(TEXT_BYTES_MAX);
        if text.len() <= room {
            self.0.push_str(text);
            return Ok(());
        }
        let fits = text.get(..text.floor_char_boundary(room));
        self.0.push_str(fits.unwrap_or_default());
        Err(Stop::Full)
    }

    /// What was written.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_characters() {
        let mut output = Output::default();
        assert_eq!(output.push(&"a".repeat(TEXT_BYTES_MAX - 1)), Ok(()));
        assert_eq!(output.push("é"), Err(Stop::Full));
        assert_eq!(output.into_text().len(), TEXT_BYTES_MAX - 1);
    }
}
