//! What changed between two states of a body, block by block.
//! Which states are compared, and what follows from it, is decided elsewhere.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Segment, SegmentKind};
use crate::document::pairing::longest_rising;
use crate::document::words;

/// A block that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its place among the blocks now, from 0; of a block that is gone, the place at which it would stand.
    pub index: i32,
    /// What it says now; empty where it is gone.
    pub source: String,
    /// What stood there before; `None` where it is new.
    pub was: Option<String>,
}

impl Change {
    /// How many words somebody has to look at: those that are there now, or those that went.
    pub fn words(&self) -> u32 {
        let text = match self.source.is_empty() {
            true => self.was.as_deref().unwrap_or_default(),
            false => &self.source,
        };
        words::count_prose(text)
    }
}

/// The blocks that changed, in the order in which they stand now; a block that moved is gone at one place and new at another.
/// Takes a time that grows with the number of blocks, whatever they are.
pub fn changes(was: &[Segment], now: &[Segment]) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut old, mut new) = (0, 0);
    let end = (was.len(), now.len());
    for (old_kept, new_kept) in kept(was, now).into_iter().chain([end]) {
        let gone = was.get(old..old_kept).unwrap_or_default();
        let come = now.get(new..new_kept).unwrap_or_default();
        replaced(gone, come, new, &mut changes);
        (old, new) = (old_kept + 1, new_kept + 1);
    }
    changes
}

/// The pairs of blocks that stayed, as places in both states: the longest sequence that has one order in both, where the
/// n-th of several equal blocks is taken for the n-th.
fn kept(was: &[Segment], now: &[Segment]) -> Vec<(usize, usize)> {
    let mut places: HashMap<(&str, usize), usize> = HashMap::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (place, segment) in was.iter().enumerate() {
        places.insert((&segment.hash, nth(&mut seen, &segment.hash)), place);
    }
    seen.clear();
    let pairs = now.iter().enumerate().filter_map(|(place, segment)| {
        let nth = nth(&mut seen, &segment.hash);
        Some((*places.get(&(segment.hash.as_str(), nth))?, place))
    });
    longest_rising(pairs.collect())
}

fn nth<'a>(seen: &mut HashMap<&'a str, usize>, hash: &'a str) -> usize {
    let count = seen.entry(hash).or_default();
    *count += 1;
    *count
}

/// What became of the blocks between two that stayed: each new one takes the place of the next old one of its kind.
fn replaced(gone: &[Segment], come: &[Segment], begin: usize, changes: &mut Vec<Change>) {
    let mut gone = gone.iter().peekable();
    for (offset, segment) in come.iter().enumerate() {
        let index = index(begin + offset);
        let is_alike = |old: &&Segment| shape(old) == shape(segment);
        if gone.clone().any(|old| is_alike(&old)) {
            while let Some(old) = gone.next_if(|old| !is_alike(old)) {
                changes.push(removed(old, index));
            }
        }
        changes.push(Change {
            index,
            source: segment.text.clone(),
            was: gone.next_if(is_alike).map(|old| old.text.clone()),
        });
    }
    let end = index(begin + come.len());
    changes.extend(gone.map(|old| removed(old, end)));
}

fn shape(segment: &Segment) -> (SegmentKind, u8) {
    (segment.kind, segment.level)
}

fn removed(old: &Segment, index: i32) -> Change {
    Change {
        index,
        source: String::new(),
        was: Some(old.text.clone()),
    }
}

fn index(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::body;

    fn told(was: &str, now: &str) -> Vec<(i32, String, Option<String>)> {
        changes(&body::segments(was), &body::segments(now))
            .into_iter()
            .map(|change| (change.index, change.source, change.was))
            .collect()
    }

    fn change(index: i32, source: &str, was: Option<&str>) -> (i32, String, Option<String>) {
        (index, source.to_owned(), was.map(str::to_owned))
    }

    #[test]
    fn a_changed_block_says_what_it_was() {
        let was = "# Title\n\nOne.\n\nTwo.\n";
        assert_eq!(told(was, "# Title\n\nOne.\n\nTwo.\n"), []);
        assert_eq!(told(was, "Title\n===\n\nOne.\n\nTwo."), []);
        assert_eq!(
            told(was, "# Title\n\nOne more.\n\nTwo."),
            [change(1, "One more.", Some("One."))]
        );
        assert_eq!(
            told(was, "# Title\n\nOne.\n\nNew.\n\nTwo."),
            [change(2, "New.", None)]
        );
        assert_eq!(told(was, "# Title\n\nTwo."), [change(1, "", Some("One."))]);
        assert_eq!(
            told(was, "# Title\n\nTwo.\n\nOne."),
            [change(1, "Two.", None), change(3, "", Some("Two."))]
        );
        assert_eq!(told("", "Text."), [change(0, "Text.", None)]);
        assert_eq!(told("Text.", ""), [change(0, "", Some("Text."))]);
    }

    #[test]
    fn a_block_replaces_one_of_its_kind() {
        let was = "Text.\n\n- item\n\n## Heading\n";
        assert_eq!(
            told(was, "## Other heading\n"),
            [
                change(0, "", Some("Text.")),
                change(0, "", Some("item")),
                change(0, "Other heading", Some("Heading")),
            ]
        );
    }

    #[test]
    fn equal_blocks_are_told_apart_by_their_number() {
        assert_eq!(
            told("A.\n\nB.\n\nA.\n", "A.\n\nA.\n"),
            [change(1, "", Some("B."))]
        );
        assert_eq!(
            told("A.\n\nB.\n", "A.\n\nA.\n\nB.\n"),
            [change(1, "A.", None)]
        );
    }

    #[test]
    fn words_are_those_that_are_there_or_that_went() {
        let words = |was, now| {
            let changes = changes(&body::segments(was), &body::segments(now));
            changes.iter().map(Change::words).sum::<u32>()
        };
        assert_eq!(words("One two.", "One two three."), 3);
        assert_eq!(words("One two.", ""), 2);
    }

    fn paragraphs() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0u8..5, 0..12)
    }

    fn text(paragraphs: &[u8]) -> String {
        let texts: Vec<String> = paragraphs.iter().map(|each| format!("P{each}.")).collect();
        texts.join("\n\n")
    }

    proptest! {
        /// What stayed, with what came, is what is there now; what stayed, with what went, is what was there.
        #[test]
        fn changes_account_for_every_block(was in paragraphs(), now in paragraphs()) {
            let (old, new) = (body::segments(&text(&was)), body::segments(&text(&now)));
            let changes = changes(&old, &new);
            let come = changes.iter().filter(|change| !change.source.is_empty()).count();
            let gone = changes.iter().filter(|change| change.was.is_some()).count();
            prop_assert_eq!(new.len() - come, old.len() - gone);
            prop_assert_eq!(changes.is_empty(), was == now);
            prop_assert!(changes.is_sorted_by_key(|change| change.index));
        }
    }
}
