//! What a Fluent file may not be, decided before it is parsed: `fluent-syntax` recurses without a limit, so that
//! 4,000 nested `{` would overflow the stack and abort the process.
//! No parsing happens here, and nothing is judged that the parser survives.

use std::borrow::Cow;
use std::ops::Range;

/// Placeables and calls that may lie in one another; more is refused.
pub(super) const NESTING_MAX: usize = 100;

/// Bytes that one message may have in its file; more is refused.
pub(super) const MESSAGE_BYTES_MAX: usize = 65_536;

/// One `key =` at the beginning of a line and all that follows up to the next one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// The key; a term's begins with `-`.
    pub(super) key: &'a str,
    /// Where it lies in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Its first line, from 1.
    pub(super) line: u32,
    /// Why it must not reach the parser.
    pub(super) refusal: Option<Refusal>,
}

/// Why a section is kept from the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// More than [`NESTING_MAX`] placeables or calls in one another.
    Nesting,
    /// More than [`MESSAGE_BYTES_MAX`] bytes.
    Length,
}

/// Splits a file into its sections and judges each.
///
/// The parser recurses only within one section: at a line that begins with `key =` it is either between two messages
/// or gives up what it was reading, since no placeable and no call can contain an identifier followed by `=`.
pub(super) fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut depth = Depth::default();
    let mut start = 0;
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let end = start + line.len();
        if let Some(key) = entry_key(line) {
            depth = Depth::default();
            sections.push(Section {
                key,
                range: start..end,
                line: number,
                refusal: None,
            });
        }
        if let Some(section) = sections.last_mut() {
            judge(section, &mut depth, line, end);
        }
        start = end;
    }
    sections
}

fn judge(section: &mut Section<'_>, depth: &mut Depth, line: &str, end: usize) {
    // A `#` at the beginning of a line is a comment, or makes the parser give up: nothing opens behind it.
    let is_comment = line.starts_with('#');
    if !is_comment {
        section.range.end = end;
        depth.read(line);
    }
    if depth.deepest > NESTING_MAX {
        section.refusal = Some(Refusal::Nesting);
    } else if section.range.len() > MESSAGE_BYTES_MAX {
        section.refusal.get_or_insert(Refusal::Length);
    }
}

/// The text with every refused section blanked out; line ends stay, so that positions do too.
pub(super) fn without_refused<'a>(text: &'a str, sections: &[Section<'_>]) -> Cow<'a, str> {
    let refused: Vec<&Range<usize>> = sections
        .iter()
        .filter(|section| section.refusal.is_some())
        .map(|section| &section.range)
        .collect();
    if refused.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in refused {
        kept.push_str(text.get(from..range.start).unwrap_or_default());
        let blank = text.get(range.clone()).unwrap_or_default().bytes();
        kept.extend(blank.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = range.end;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// The key of a line that begins with `key =`.
fn entry_key(line: &str) -> Option<&str> {
    let (before, _) = line.split_once('=')?;
    let key = before.trim_end_matches(' ');
    let name = key.strip_prefix('-').unwrap_or(key);
    let mut characters = name.chars();
    let is_key = characters.next()?.is_ascii_alphabetic()
        && characters.all(|each| each.is_ascii_alphanumeric() || matches!(each, '-' | '_'));
    is_key.then_some(key)
}

/// An upper bound of how deep the parser is at a place of the text: one frame for each open brace, with the number of
/// parentheses opened in it.
///
/// It never counts too little. What opens is always counted. What closes is counted only if no `"` comes before it on
/// its line, so that it lies in no string (a string ends on its line); and a parenthesis takes back only one of the
/// same frame, where text, in which parentheses mean nothing, comes after all calls of the frame are closed.
#[derive(Default)]
struct Depth {
    frames: Vec<usize>,
    outside: usize,
    open: usize,
    deepest: usize,
}

impl Depth {
    fn read(&mut self, line: &str) {
        let mut may_be_in_string = false;
        for byte in line.bytes() {
            match byte {
                b'"' => may_be_in_string = true,
                b'{' => {
                    self.frames.push(0);
                    self.open += 1;
                }
                b'(' => {
                    *self.frames.last_mut().unwrap_or(&mut self.outside) += 1;
                    self.open += 1;
                }
                b'}' if !may_be_in_string => {
                    if let Some(parentheses) = self.frames.pop() {
                        self.open -= parentheses + 1;
                    }
                }
                b')' if !may_be_in_string => self.close_parenthesis(),
                _ => continue,
            }
            // Beyond the limit nothing is learnt any more, and nothing more need be remembered.
            self.deepest = self.deepest.max(self.open - self.outside);
            if self.deepest > NESTING_MAX {
                return;
            }
        }
    }

    fn close_parenthesis(&mut self) {
        let parentheses = self.frames.last_mut().unwrap_or(&mut self.outside);
        if *parentheses > 0 {
            *parentheses -= 1;
            self.open -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(text: &str) -> Vec<(&str, Option<Refusal>)> {
        let judged = sections(text).into_iter();
        judged
            .map(|section| {
                let range = section.range.clone();
                let key = text[range].split([' ', '=']).next().unwrap();
                (key, section.refusal)
            })
            .collect()
    }

    #[test]
    fn nesting_over_the_limit_is_refused_whatever_it_is_made_of() {
        let selector = "{ \"}\" ->\n *[a] ";
        let variant = "{ $n ->\n *[a] ))) \" ";
        for (what, nested) in [
            ("placeables", "{".repeat(101)),
            ("placeables over lines", "{\n".repeat(101)),
            ("calls", format!("{{ {}", "F(".repeat(101))),
            (
                "calls at the beginning of lines",
                format!("{{ {}", "F(\n".repeat(101)),
            ),
            ("terms with arguments", format!("{{ {}", "-a(".repeat(101))),
            (
                "calls behind strings that close",
                format!("{{ {}", "F(\")\", ".repeat(101)),
            ),
            ("selectors that seem to close", selector.repeat(101)),
            ("variants with quotes and parentheses", variant.repeat(101)),
        ] {
            let text = format!("before = a\nnested = {nested}\nafter = b\n");
            let expected = vec![
                ("before", None),
                ("nested", Some(Refusal::Nesting)),
                ("after", None),
            ];
            assert_eq!(refusals(&text), expected, "{what}");
        }
    }

    #[test]
    fn what_people_write_is_not_refused() {
        let nested = format!("{}{}", "{".repeat(100), "}".repeat(100));
        let many = "{ $n } (and { NUMBER($n) }), ".repeat(200);
        let comment = format!("a\n# {}", "{(".repeat(500));
        let parentheses = "((((".repeat(100);
        for text in [nested, many, comment, parentheses] {
            assert_eq!(
                refusals(&format!("key = {text}\n")),
                [("key", None)],
                "{text}"
            );
        }
    }

    #[test]
    fn a_message_longer_than_a_formatted_one_may_be_is_refused() {
        let text = format!("short = a\nlong = {}\n", "a".repeat(MESSAGE_BYTES_MAX));
        assert_eq!(
            refusals(&text),
            [("short", None), ("long", Some(Refusal::Length))]
        );
    }

    #[test]
    fn what_is_refused_is_blanked_and_positions_stay() {
        let text = format!("a = 1\nb = é{}\n  x\nc = 2\n", "{".repeat(101));
        let kept = without_refused(&text, &sections(&text));
        assert_eq!(kept.len(), text.len());
        let lines: Vec<&str> = kept.lines().map(str::trim).collect();
        assert_eq!(lines, ["a = 1", "", "", "c = 2"]);
    }
}
