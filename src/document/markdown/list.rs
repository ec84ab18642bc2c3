//! The marks that open containers: `>` of quotes, bullets and numbers of items, `[^1]:` of notes; and `---`, which looks
//! like a bullet and is none.

use super::definition;
use super::line::Line;
use super::node::Kind;

/// The longest number of an item, in digits.
const DIGITS_MAX: usize = 9;

/// What a mark opens.
pub(super) enum Opening {
    Quote,
    Note(String),
    Item {
        marker: Marker,
        /// Columns from the beginning of the marker's container to the text of the item.
        indent: usize,
    },
}

/// The mark of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet, or what follows the number.
    pub(super) kind: u8,
    pub(super) number: Option<u32>,
}

impl Marker {
    /// Whether an item with this mark belongs to the list that ended right before it.
    pub(super) fn goes_on_after(&self, previous: &Kind) -> bool {
        matches!(previous, Kind::List(list) if list.marker == self.kind && list.start.is_some() == self.number.is_some())
    }
}

/// Reads the mark of a container, with the white space that belongs to it. A mark that stands in the midst of a
/// paragraph has to be plain.
pub(super) fn read_holder(line: &mut Line<'_>, interrupts: bool) -> Option<Opening> {
    match line.first_byte()? {
        b'>' => read_quote_mark(line).then_some(Opening::Quote),
        b'[' => read_note_mark(line),
        b'*' | b'-' | b'+' | b'0'..=b'9' => read_item_mark(line, interrupts),
        _ => None,
    }
}

/// Reads `>` and one column of white space after it.
pub(super) fn read_quote_mark(line: &mut Line<'_>) -> bool {
    if line.indent() > 3 || line.first_byte() != Some(b'>') {
        return false;
    }
    line.skip_indent(3);
    line.skip_bytes(1);
    line.skip_indent(1);
    true
}

fn read_note_mark(line: &mut Line<'_>) -> Option<Opening> {
    let text = line.text_after_indent();
    let (identifier, length) = definition::note_label(text)?;
    text.get(length..)?.strip_prefix(':')?;
    line.skip_indent(3);
    line.skip_bytes(length + 1);
    line.skip_indent(usize::MAX);
    Some(Opening::Note(identifier))
}

fn read_item_mark(line: &mut Line<'_>, interrupts: bool) -> Option<Opening> {
    let text = line.text_after_indent();
    let (marker, width) = marker(text)?;
    let after = text.get(width..)?;
    let is_blank = after.trim_matches([' ', '\t']).is_empty();
    if !(after.is_empty() || after.starts_with([' ', '\t'])) || is_thematic_break(text) {
        return None;
    }
    if interrupts && (is_blank || marker.number.is_some_and(|number| number != 1)) {
        return None;
    }
    let before = line.skip_indent(3);
    line.skip_bytes(width);
    let spaces = line.indent();
    // Five columns or more begin with one that belongs to the mark, before indented code.
    let own = if is_blank || spaces > 4 { 1 } else { spaces };
    line.skip_indent(own);
    Some(Opening::Item {
        marker,
        indent: before + width + own,
    })
}

/// A bullet, or a number with `.` or `)`; and its width.
fn marker(text: &str) -> Option<(Marker, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let kind = *text.as_bytes().get(digits)?;
    match (digits, kind) {
        (0, b'*' | b'-' | b'+') => Some((Marker { kind, number: None }, 1)),
        (1..=DIGITS_MAX, b'.' | b')') => {
            let number = Some(text.get(..digits)?.parse().ok()?);
            Some((Marker { kind, number }, digits + 1))
        }
        _ => None,
    }
}

/// Three or more of one mark, with nothing between but white space.
pub(super) fn is_thematic_break(text: &str) -> bool {
    let Some(mark) = text
        .bytes()
        .next()
        .filter(|byte| matches!(byte, b'*' | b'-' | b'_'))
    else {
        return false;
    };
    let mut count = 0;
    text.bytes().all(|byte| {
        count += usize::from(byte == mark);
        byte == mark || matches!(byte, b' ' | b'\t')
    }) && count >= 3
}
