//! Blocks that the source has and a translation has not: they are put in after the block that stands for the one before
//! them in the source, written as they are there. Where that would change another block, nothing is put in.

use std::ops::Range;

use super::Bodies;
use crate::document::blocks::{self, Block, Edit, Writing};
use crate::document::body;
use crate::document::segment::SegmentKind;

/// So many blocks are put in at once, since the body is read again for each.
const BLOCKS_MAX: usize = 64;

/// A block with all its texts translated.
pub(super) struct Missing {
    /// Its place in the source.
    pub(super) source: usize,
    /// The Markdown of each text, with the place of its part.
    pub(super) texts: Vec<(usize, String)>,
}

/// A translation that grows.
pub(super) struct Target {
    pub(super) markdown: String,
    /// For each block of the source its place here, and whether it stands there for certain.
    pub(super) partners: Vec<Option<(usize, bool)>>,
}

impl Target {
    /// Puts blocks in; returns those for which there is no place. They come in the order of the source.
    pub(super) fn insert(
        &mut self,
        bodies: &Bodies<'_>,
        source: &[Block],
        missing: Vec<Missing>,
    ) -> Vec<Missing> {
        let mut left = Vec::new();
        for (index, block) in missing.into_iter().enumerate() {
            if index >= BLOCKS_MAX || self.insert_one(bodies, source, &block).is_none() {
                left.push(block);
            }
        }
        left
    }

    fn insert_one(
        &mut self,
        bodies: &Bodies<'_>,
        source: &[Block],
        missing: &Missing,
    ) -> Option<()> {
        let block = Written::of(bodies, source, missing)?;
        let blocks = blocks::of(&self.markdown);
        let place = self.place(&blocks, missing.source)?;
        let (at, text) = match place.checked_sub(1) {
            Some(before) => {
                let before = blocks.get(before)?;
                let lines = whole_lines(&self.markdown, before)?;
                let text = block.after(
                    self.markdown.get(lines.clone())?,
                    before,
                    source.get(missing.source)?,
                );
                (lines.end, format!("{}{text}", block.gap))
            }
            None => (0, format!("{}\n\n", block.text)),
        };
        let (head, tail) = self.markdown.split_at_checked(at)?;
        let grown = format!("{head}{text}{tail}");
        is_grown(&blocks, &grown, place, source.get(missing.source)?).then_some(())?;
        self.markdown = grown;
        for (target, _) in self.partners.iter_mut().flatten() {
            *target += usize::from(*target >= place);
        }
        *self.partners.get_mut(missing.source)? = Some((place, true));
        Some(())
    }

    /// Where the block goes among those that are there: right after the partner of the block before it.
    fn place(&self, blocks: &[Block], source: usize) -> Option<usize> {
        let Some(before) = source.checked_sub(1) else {
            return Some(0);
        };
        let (partner, _) = (*self.partners.get(before)?)?;
        (partner < blocks.len()).then_some(partner + 1)
    }
}

/// A block of the source as it is written there, translated.
struct Written {
    text: String,
    /// What parts it from the block before.
    gap: &'static str,
    /// How far the text of its first line is from the beginning of the line.
    start: usize,
}

impl Written {
    fn of(bodies: &Bodies<'_>, source: &[Block], missing: &Missing) -> Option<Self> {
        let edits: Vec<Edit<'_>> = missing
            .texts
            .iter()
            .map(|(part, text)| Edit {
                block: missing.source,
                part: *part,
                text,
            })
            .collect();
        let replaced = blocks::replace(bodies.source, source, &edits);
        if !replaced.refused.is_empty() {
            return None;
        }
        let blocks = blocks::of(&replaced.markdown);
        let block = blocks.get(missing.source)?;
        let lines = whole_lines(&replaced.markdown, block)?;
        let before = missing
            .source
            .checked_sub(1)
            .and_then(|before| blocks.get(before));
        let end = before
            .and_then(|before| whole_lines(&replaced.markdown, before))
            .map_or(lines.start, |before| before.end);
        let between = replaced.markdown.get(end..lines.start).unwrap_or_default();
        let is_next_line = between.matches('\n').count() == 1;
        Some(Self {
            text: replaced.markdown.get(lines.clone())?.to_owned(),
            gap: if is_next_line { "\n" } else { "\n\n" },
            start: block
                .parts
                .first()?
                .range()
                .start
                .checked_sub(lines.start)?,
        })
    }

    /// The block after another one. An item takes the bullet of the item before, else it would begin a list of its own.
    fn after(&self, before: &str, block: &Block, own: &Block) -> String {
        let is_item = own.segment.kind == SegmentKind::ListItem
            && (block.segment.kind, block.segment.level) == (own.segment.kind, own.segment.level);
        let (start, text) = self
            .text
            .split_at_checked(self.start)
            .unwrap_or(("", &self.text));
        let bullet = |line: &str| -> Option<String> {
            let end = line.find(|c: char| {
                !matches!(
                    c,
                    ' ' | '\t' | '>' | '*' | '-' | '+' | '.' | ')' | '0'..='9'
                )
            })?;
            line.get(..end).map(str::to_owned)
        };
        match bullet(before).filter(|bullet| is_item && !bullet.trim().is_empty()) {
            Some(bullet) => {
                let task = start
                    .find('[')
                    .and_then(|at| start.get(at..))
                    .unwrap_or_default();
                format!("{bullet}{task}{text}")
            }
            None => self.text.clone(),
        }
    }
}

/// The lines of a block with those that open and close it; `None` where they are not known.
fn whole_lines(markdown: &str, block: &Block) -> Option<Range<usize>> {
    let first = block.parts.first()?;
    let mut lines = first.range().start..block.parts.last()?.range().end;
    lines.start = line_start(markdown, lines.start);
    lines.end = line_end(markdown, lines.end);
    match (block.segment.kind, first.writing) {
        (_, Writing::Label | Writing::AlertTitle) => return None,
        (SegmentKind::Code, _) => {
            let is_fence = |line: &str| {
                let line = line.trim_start_matches([' ', '\t', '>']);
                line.starts_with("```") || line.starts_with("~~~")
            };
            let before = line_start(markdown, lines.start.saturating_sub(1));
            if lines.start > 0 && is_fence(markdown.get(before..lines.start)?) {
                lines.start = before;
                lines.end = next_line_end(markdown, lines.end);
            }
        }
        (_, Writing::Verbatim) => return None,
        (_, Writing::Underlined) => lines.end = next_line_end(markdown, lines.end),
        _ => {}
    }
    Some(lines)
}

fn line_start(markdown: &str, at: usize) -> usize {
    let before = markdown.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(markdown: &str, at: usize) -> usize {
    let after = markdown.get(at..).unwrap_or_default();
    at + after.find(['\n', '\r']).unwrap_or(after.len())
}

fn next_line_end(markdown: &str, end: usize) -> usize {
    let after = markdown.get(end..).unwrap_or_default();
    let begin = after.find('\n').map_or(markdown.len(), |at| end + at + 1);
    line_end(markdown, begin)
}

/// Whether a body has one more block at this place, and all others as they were.
fn is_grown(before: &[Block], grown: &str, place: usize, source: &Block) -> bool {
    let mut now = body::segments(grown);
    if place >= now.len() {
        return false;
    }
    let new = now.remove(place);
    let was = before.iter().map(|block| &block.segment);
    (new.kind, new.level) == (source.segment.kind, source.segment.level) && was.eq(now.iter())
}
