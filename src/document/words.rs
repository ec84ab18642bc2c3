//! How long a text is: words of prose and of code, and the minutes they take.
//! The sentence that tells a reader so is a message of the locale, not made here.

use icu::segmenter::WordSegmenter;
use icu::segmenter::options::WordBreakInvariantOptions;
use serde::{Deserialize, Serialize};

/// How many words a body has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Words of running text, as Unicode segments them (UAX 29; dictionaries for Chinese, Japanese and Thai).
    pub prose: u32,
    /// Words in code blocks, separated by white space.
    pub code: u32,
}

/// The longest piece that is segmented at once, in bytes.
const PIECE_BYTES_MAX: usize = 8 * 1024;

/// Minutes to read `words` at `words_per_minute`, rounded up, never 0. Code is skimmed: two words of it take the time
/// of one word of prose.
pub fn minutes(words: Words, words_per_minute: u32) -> u32 {
    let halves = u64::from(words.prose) * 2 + u64::from(words.code);
    let minutes = halves.div_ceil(u64::from(words_per_minute.max(1)) * 2);
    u32::try_from(minutes).unwrap_or(u32::MAX).max(1)
}

/// Counts words of running text in any language, with or without spaces between them.
pub(super) fn count_prose(text: &str) -> u32 {
    count(text.lines().flat_map(pieces).map(count_in_piece).sum())
}

/// Counts words of code.
pub(super) fn count_code(code: &str) -> u32 {
    count(code.split_whitespace().count())
}

/// Between two boundaries stands a word if there is a letter or a number. (The segmenter's own answer is no for a word
/// that ends in a combining vowel sign, as many do in Hindi.)
fn count_in_piece(piece: &str) -> usize {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut start = 0;
    let is_word = |end: usize| {
        let segment = piece.get(start..end).unwrap_or_default();
        start = end;
        segment.contains(char::is_alphanumeric)
    };
    segmenter
        .segment_str(piece)
        .map(is_word)
        .filter(|is_word| *is_word)
        .count()
}

/// Cuts a line that has no end in sight, between words where there is a space: a run of letters that is looked up in a
/// dictionary is taken into memory whole.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let limit = rest.floor_char_boundary(PIECE_BYTES_MAX);
        let space = rest
            .get(..limit)
            .filter(|_| limit < rest.len())
            .and_then(|piece| piece.rfind(' '));
        let (piece, after) = rest.split_at_checked(space.map_or(limit, |space| space + 1))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [
            ("", 0),
            ("Hello, world!", 2),
            ("don't stop", 2),
            ("Привет, мир", 2),
            ("مرحبا بالعالم", 2),
            ("version 3.14 of 2024", 4),
            ("— … !", 0),
            ("你好世界", 2),
            ("これは日本語です", 4),
            ("สวัสดีชาวโลก", 3),
            ("안녕하세요 세계", 2),
            ("नमस्ते दुनिया", 2),
            ("🎉 party", 1),
        ] {
            assert_eq!(count_prose(text), words, "{text}");
        }
    }

    #[test]
    fn a_line_of_any_length_is_counted() {
        assert_eq!(count_prose(&"word ".repeat(100_000)), 100_000);
        assert!(count_prose(&"你好世界".repeat(10_000)) > 10_000);
    }

    #[test]
    fn code_counts_half_and_nothing_takes_no_time() {
        let minutes = |prose, code| minutes(Words { prose, code }, 200);
        assert_eq!(minutes(0, 0), 1);
        assert_eq!(minutes(200, 0), 1);
        assert_eq!(minutes(201, 0), 2);
        assert_eq!(minutes(200, 1), 2);
        assert_eq!(minutes(0, 400), 1);
        assert_eq!(minutes(u32::MAX, u32::MAX), 32_212_255);
        assert_eq!(super::minutes(Words::default(), 0), 1);
    }

    #[test]
    fn code_is_counted_by_white_space() {
        assert_eq!(count_code("let x = 1;\n\n  x += 1;\n"), 7);
    }
}
