//! Texts of blocks put in the place of others. What stands around them stays byte for byte, and so does every block
//! without an edit; an edit that would make something else of the body is refused and leaves its block as it was.

use std::ops::Range;

use super::{Block, Part, Writing};
use crate::document::body;
use crate::document::markdown;
use crate::document::segment::{Segment, SegmentKind};

/// So often a body is read again without the edit that changed more than its own block; then all that may be to blame
/// are refused.
const ATTEMPTS_MAX: usize = 16;

/// Another text for one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit<'t> {
    /// The place of its block among the blocks, from 0.
    pub block: usize,
    /// The place of the part in its block, from 0.
    pub part: usize,
    /// The Markdown of the text, lines parted by LF.
    pub text: &'t str,
}

/// A body after edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// The body.
    pub markdown: String,
    /// The places of edits, from 0, that would have changed other blocks or the kind of their own, or that name no part.
    pub refused: Vec<usize>,
}

/// The body with other texts; `blocks` are those of `markdown`. Of several edits of one part the first counts.
pub fn replace(markdown: &str, blocks: &[Block], edits: &[Edit<'_>]) -> Replaced {
    let mut refused = Vec::new();
    let mut changes = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let block = blocks.get(edit.block);
        let part = block.and_then(|block| Some((block, block.parts.get(edit.part)?)));
        match part.map(|(block, part)| Change::of(index, edit, &block.segment, part)) {
            Some(Some(change)) if !change.is_none() => changes.push(change),
            Some(Some(_)) => {}
            Some(None) | None => refused.push(index),
        }
    }
    changes.sort_by_key(|change| change.part.range().start);
    refuse_doubled(&mut changes, &mut refused);
    let markdown = apply(markdown, blocks, changes, &mut refused);
    refused.sort_unstable();
    Replaced { markdown, refused }
}

/// An edit whose text is written as its place asks.
struct Change<'a> {
    edit: usize,
    block: usize,
    part: &'a Part,
    lines: Vec<String>,
}

impl<'a> Change<'a> {
    /// `None` if the text cannot stand there.
    fn of(index: usize, edit: &Edit<'_>, segment: &Segment, part: &'a Part) -> Option<Self> {
        let change = |lines| Self {
            edit: index,
            block: edit.block,
            part,
            lines,
        };
        if edit.text == part.text {
            return Some(change(Vec::new()));
        }
        let lines = match part.writing {
            Writing::Verbatim => edit.text.split('\n').map(str::to_owned).collect(),
            writing => prose(writing, edit.text, segment.kind)?,
        };
        Some(change(lines))
    }

    /// Whether a block says what the text says, where it is not Markdown: without a fence that an edit took away, the
    /// lines after a code block would be code, too.
    fn is_said_by(&self, segment: &Segment) -> bool {
        if self.part.writing != Writing::Verbatim {
            return true;
        }
        let lines = self.lines.join("\n");
        let text = match segment.kind {
            SegmentKind::Code => lines.trim_end_matches('\n'),
            // YAML, of which a component may have none.
            _ if lines.trim().is_empty() => return true,
            _ => lines.trim(),
        };
        let before = segment.text.strip_suffix(text);
        before.is_some_and(|before| before.ends_with('\n'))
    }

    /// Whether the text is the one that stands there.
    fn is_none(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The lines of a text, escaped where they would begin a block.
fn prose(writing: Writing, text: &str, kind: SegmentKind) -> Option<Vec<String>> {
    let lines = text
        .split('\n')
        .map(|line| line.trim_start_matches([' ', '\t']));
    let mut lines: Vec<String> = lines
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect();
    if let Some(last) = lines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    if !matches!(
        writing,
        Writing::Lines | Writing::Underlined | Writing::Html
    ) {
        lines = vec![lines.join(" ")];
    }
    if lines.concat().is_empty() {
        return None;
    }
    if writing == Writing::Cell {
        lines = vec![markdown::with_escaped_bars(lines.first()?)];
    }
    if stands_alone(writing, &lines, kind) {
        return Some(lines);
    }
    let escaped: Vec<String> = lines.iter().map(|line| escape_start(line)).collect();
    stands_alone(writing, &escaped, kind).then_some(escaped)
}

/// Whether these lines are one block of their kind when nothing is around them.
fn stands_alone(writing: Writing, lines: &[String], kind: SegmentKind) -> bool {
    let text = lines.join("\n");
    let (whole, expected) = match writing {
        Writing::Lines => (text, SegmentKind::Paragraph),
        Writing::Underlined => (format!("{text}\n==="), SegmentKind::Heading),
        Writing::Heading => (format!("# {text}"), SegmentKind::Heading),
        Writing::AlertTitle => (format!("[!NOTE] {text}"), SegmentKind::Paragraph),
        Writing::Label => (format!(":x[{text}]"), SegmentKind::Paragraph),
        Writing::Cell => (format!("| {text} |\n| - |"), SegmentKind::Table),
        Writing::Html | Writing::Verbatim => return kind != SegmentKind::Paragraph,
    };
    matches!(body::segments(&whole).as_slice(), [segment] if segment.kind == expected)
}

/// The line with a backslash before what would begin a block: `1. January` in a language that writes days so.
fn escape_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(byte) if digits == 0 && byte.is_ascii_punctuation() && *byte != b'\\' => 0,
        _ => return line.to_owned(),
    };
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    format!("{before}\\{after}")
}

fn refuse_doubled(changes: &mut Vec<Change<'_>>, refused: &mut Vec<usize>) {
    let mut last = None;
    changes.retain(|change| {
        let begin = change.part.range().start;
        let is_doubled = last.replace(begin) == Some(begin);
        if is_doubled {
            refused.push(change.edit);
        }
        !is_doubled
    });
}

/// Writes the changes, without those that change more than they should.
fn apply(
    markdown: &str,
    blocks: &[Block],
    mut changes: Vec<Change<'_>>,
    refused: &mut Vec<usize>,
) -> String {
    for _ in 0..ATTEMPTS_MAX {
        let written = write(markdown, &changes);
        let Some(different) = first_difference(blocks, &written, &changes) else {
            return written;
        };
        let before = changes.partition_point(|change| change.block <= different);
        let blamed = before.saturating_sub(1);
        if blamed >= changes.len() {
            break;
        }
        refused.push(changes.remove(blamed).edit);
    }
    // Texts that stand alone do no harm, so it is code or HTML that does.
    let (harmless, others): (Vec<Change<'_>>, Vec<Change<'_>>) = changes
        .into_iter()
        .partition(|change| change.part.writing.is_markdown());
    refused.extend(others.iter().map(|change| change.edit));
    let written = write(markdown, &harmless);
    if first_difference(blocks, &written, &harmless).is_none() {
        return written;
    }
    refused.extend(harmless.iter().map(|change| change.edit));
    markdown.to_owned()
}

/// The first block that is another than it should be.
fn first_difference(blocks: &[Block], written: &str, changes: &[Change<'_>]) -> Option<usize> {
    let now = body::segments(written);
    let mut edited = changes.iter().peekable();
    let is_same = |(index, (block, now)): (usize, (&Block, &Segment))| {
        let mut is_edited = false;
        let mut says_so = true;
        while let Some(change) = edited.next_if(|change| change.block <= index) {
            is_edited = true;
            says_so &= change.is_said_by(now);
        }
        let was = &block.segment;
        match is_edited {
            true => says_so && (was.kind, was.level) == (now.kind, now.level),
            false => was == now,
        }
    };
    let same = blocks
        .iter()
        .zip(&now)
        .enumerate()
        .map(is_same)
        .take_while(|is_same| *is_same)
        .count();
    (same < blocks.len() || now.len() != blocks.len()).then_some(same)
}

fn write(markdown: &str, changes: &[Change<'_>]) -> String {
    let mut written = String::with_capacity(markdown.len());
    let mut at = 0;
    for change in changes {
        let places = change.part.lines();
        for (index, line) in change.lines.iter().enumerate() {
            match places.get(index) {
                Some(place) => {
                    written.push_str(markdown.get(at..place.start).unwrap_or_default());
                    at = place.end;
                }
                None => written.push_str(&line_between(markdown, change.part)),
            }
            written.push_str(line);
        }
        at = change.part.range().end;
    }
    written.push_str(markdown.get(at..).unwrap_or_default());
    written
}

/// The end of a line, and what one more line of a text begins with.
fn line_between(markdown: &str, part: &Part) -> String {
    let before = |line: &Range<usize>| {
        let before = markdown.get(..line.start).unwrap_or_default();
        let begin = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        before.get(begin..).unwrap_or_default()
    };
    let start = match part.lines() {
        [only] if part.writing != Writing::Verbatim => continued(before(only)),
        [.., last] => before(last).to_owned(),
        [] => String::new(),
    };
    format!("{}{start}", line_end(markdown, part.range()))
}

/// What the next line of a paragraph begins with: marks of quotes again, and white space for all other marks.
fn continued(start: &str) -> String {
    let again = |c: char| if matches!(c, '>' | '\t') { c } else { ' ' };
    start.chars().map(again).collect()
}

/// How lines end around this place, else how the first line ends.
fn line_end(markdown: &str, near: Range<usize>) -> &'static str {
    let after = markdown.get(near.end..).unwrap_or_default();
    let text = if after.contains(['\n', '\r']) {
        after
    } else {
        markdown
    };
    let end = text.find(['\n', '\r']).and_then(|at| text.get(at..));
    match end {
        Some(end) if end.starts_with("\r\n") => "\r\n",
        Some(end) if end.starts_with('\r') => "\r",
        _ => "\n",
    }
}
