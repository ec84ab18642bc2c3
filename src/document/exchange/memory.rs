//! Translation memory: what texts of other posts say in the other language. A text that is equal to the byte is found
//! and no other; what is found is a proposal, and stands in a file as fuzzy.

use std::collections::HashMap;

use crate::document::blocks::{self, Block, Part};
use crate::document::pairing;
use crate::document::segment::Segment;

/// The texts of one pair of locales.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    by_text: HashMap<String, Part>,
}

impl Memory {
    /// Adds a post: its body in the source locale, its body in the other one, and pairs of blocks that are known. Of
    /// several translations of one text the first counts, so posts are added in an order that stays.
    pub fn add(&mut self, source: &str, target: &str, known: &[(usize, usize)]) {
        let (source, target) = (blocks::of(source), blocks::of(target));
        let pairs = pairing::pairs(&segments(&source), &segments(&target), known);
        for pair in pairs.iter().filter(|pair| pair.is_certain) {
            let (Some(ours), Some(theirs)) = (source.get(pair.source), target.get(pair.target))
            else {
                continue;
            };
            for (ours, theirs) in parts(ours, theirs) {
                if ours.text != theirs.text && !self.by_text.contains_key(&ours.text) {
                    self.by_text.insert(ours.text.clone(), theirs.clone());
                }
            }
        }
    }

    /// How many texts are known.
    pub fn len(&self) -> usize {
        self.by_text.len()
    }

    /// Whether no text is known.
    pub fn is_empty(&self) -> bool {
        self.by_text.is_empty()
    }

    /// What this text is in the other language.
    pub(super) fn find(&self, part: &Part) -> Option<&Part> {
        self.by_text
            .get(&part.text)
            .filter(|found| found.writing.is_markdown() == part.writing.is_markdown())
    }
}

pub(super) fn segments(blocks: &[Block]) -> Vec<Segment> {
    blocks.iter().map(|block| block.segment.clone()).collect()
}

/// The texts of two blocks that stand for each other.
fn parts<'b>(source: &'b Block, target: &'b Block) -> impl Iterator<Item = (&'b Part, &'b Part)> {
    let pairs = source.parts.iter().zip(partners(source, target));
    pairs.filter_map(|(ours, theirs)| Some((ours, target.parts.get(theirs?)?)))
}

/// For each part of the source the place of the part that stands for it: of a table the same cell.
pub(super) fn partners(source: &Block, target: &Block) -> Vec<Option<usize>> {
    let mut at = 0;
    let mut place = |index: usize, ours: &Part| {
        if ours.cell.is_none() {
            return Some(index);
        }
        let before = |theirs: &&Part| theirs.cell < ours.cell;
        let rest = target.parts.get(at..).unwrap_or_default();
        at += rest.iter().take_while(before).count();
        let theirs = target.parts.get(at)?;
        (theirs.cell == ours.cell).then_some(at)
    };
    let is_alike = |ours: &Part, theirs: &Part| {
        theirs.cell.is_some() == ours.cell.is_some()
            && theirs.writing.is_markdown() == ours.writing.is_markdown()
    };
    let parts = source.parts.iter().enumerate();
    parts
        .map(|(index, ours)| {
            let found = place(index, ours)?;
            target
                .parts
                .get(found)
                .is_some_and(|theirs| is_alike(ours, theirs))
                .then_some(found)
        })
        .collect()
}
