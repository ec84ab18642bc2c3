//! Which block of a translation says what a block of its source says. What a block says is in two languages and tells
//! nothing; its kind and level, its place among the others and what needs no translation do.
//!
//! Blocks that are equal, are one of a kind and stand in one order are anchors, as are pairs known from before; between
//! two anchors, headings are if both sides have the same levels in the same order. A stretch between anchors that has the
//! same kinds and levels on both sides is paired one by one, and certain. Any other stretch is aligned, and uncertain.

mod align;
mod rising;

use std::collections::HashMap;
use std::ops::Range;

use super::segment::{Segment, SegmentKind};

pub(super) use rising::longest_rising;

/// A block of the source and the block of the translation that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The place of the block in the source, from 0.
    pub source: usize,
    /// The place of its translation, from 0.
    pub target: usize,
    /// Whether the blocks around it leave no doubt.
    pub is_certain: bool,
}

/// Pairs the blocks of a source with those of its translation: both places rise, and no block has two partners. `known`
/// are pairs of places that are certain already; what of them does not rise, or is out of range, is passed over.
/// Takes a time that grows with the number of blocks.
pub fn pairs(source: &[Segment], target: &[Segment], known: &[(usize, usize)]) -> Vec<Pair> {
    let mut pairing = Pairing {
        source,
        target,
        pairs: Vec::with_capacity(source.len().min(target.len())),
    };
    let anchors = pairing.anchors(known);
    pairing.between(anchors, 0..source.len(), 0..target.len(), Pairing::section);
    pairing.pairs
}

struct Pairing<'s> {
    source: &'s [Segment],
    target: &'s [Segment],
    pairs: Vec<Pair>,
}

impl Pairing<'_> {
    /// Blocks that need no look at what is around them.
    fn anchors(&self, known: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let is_there =
            |pair: &&(usize, usize)| pair.0 < self.source.len() && pair.1 < self.target.len();
        let mut known: Vec<(usize, usize)> = known.iter().filter(is_there).copied().collect();
        known.sort_unstable_by_key(|(_, target)| *target);
        known.dedup_by_key(|(_, target)| *target);
        let known = longest_rising(known);
        let mut equal = self.equal();
        equal.retain(|pair| is_in_order(&known, *pair));
        let mut anchors: Vec<(usize, usize)> = known.into_iter().chain(equal).collect();
        anchors.sort_unstable_by_key(|(_, target)| *target);
        anchors.dedup();
        longest_rising(anchors)
    }

    /// Blocks that are one of a kind on both sides, such as code that nobody translates.
    fn equal(&self) -> Vec<(usize, usize)> {
        let (source, target) = (singles(self.source), singles(self.target));
        let mut equal: Vec<(usize, usize)> = target
            .into_iter()
            .filter_map(|(hash, target)| Some((*source.get(hash)?, target)))
            .collect();
        equal.sort_unstable_by_key(|(_, target)| *target);
        longest_rising(equal)
    }

    /// Takes anchors as certain pairs, and what stands before, between and after them by `rest`.
    fn between(
        &mut self,
        anchors: Vec<(usize, usize)>,
        source: Range<usize>,
        target: Range<usize>,
        rest: fn(&mut Self, Range<usize>, Range<usize>),
    ) {
        let (mut source_at, mut target_at) = (source.start, target.start);
        for (source, target) in anchors {
            rest(self, source_at..source, target_at..target);
            self.push(source, target, true);
            (source_at, target_at) = (source + 1, target + 1);
        }
        rest(self, source_at..source.end, target_at..target.end);
    }

    /// Cuts a stretch at its headings if they leave no doubt.
    fn section(&mut self, source: Range<usize>, target: Range<usize>) {
        let headings = (self.headings(true, &source), self.headings(false, &target));
        let levels = |places: &[(usize, u8)]| places.iter().map(|(_, level)| *level).collect();
        let (source_levels, target_levels): (Vec<u8>, Vec<u8>) =
            (levels(&headings.0), levels(&headings.1));
        let anchors = match source_levels == target_levels {
            true => headings
                .0
                .iter()
                .zip(&headings.1)
                .map(|(source, target)| (source.0, target.0))
                .collect(),
            false => Vec::new(),
        };
        self.between(anchors, source, target, Self::stretch);
    }

    fn headings(&self, is_source: bool, range: &Range<usize>) -> Vec<(usize, u8)> {
        let side = if is_source { self.source } else { self.target };
        let blocks = side.get(range.clone()).unwrap_or_default();
        let headings = range.clone().zip(blocks);
        headings
            .filter(|(_, block)| block.kind == SegmentKind::Heading)
            .map(|(place, block)| (place, block.level))
            .collect()
    }

    /// Pairs what has no anchors in it.
    fn stretch(&mut self, source: Range<usize>, target: Range<usize>) {
        let ours = self.source.get(source.clone()).unwrap_or_default();
        let theirs = self.target.get(target.clone()).unwrap_or_default();
        if ours.iter().map(shape).eq(theirs.iter().map(shape)) {
            for (source, target) in source.zip(target) {
                self.push(source, target, true);
            }
            return;
        }
        for (from_source, from_target) in align::align(ours, theirs) {
            self.push(
                source.start + from_source,
                target.start + from_target,
                false,
            );
        }
    }

    fn push(&mut self, source: usize, target: usize, is_certain: bool) {
        self.pairs.push(Pair {
            source,
            target,
            is_certain,
        });
    }
}

/// Whether a pair crosses none of these, which rise on both sides.
fn is_in_order(known: &[(usize, usize)], pair: (usize, usize)) -> bool {
    let at = known.partition_point(|(source, _)| *source < pair.0);
    let before = at.checked_sub(1).and_then(|at| known.get(at));
    let is_after = before.is_none_or(|(_, target)| *target < pair.1);
    let is_before = known
        .get(at)
        .is_none_or(|next| *next == pair || (next.0 > pair.0 && next.1 > pair.1));
    is_after && is_before
}

/// The places of blocks that no other block is equal to.
fn singles(blocks: &[Segment]) -> HashMap<&str, usize> {
    let mut places: HashMap<&str, Option<usize>> = HashMap::with_capacity(blocks.len());
    for (place, block) in blocks.iter().enumerate() {
        places
            .entry(&block.hash)
            .and_modify(|place| *place = None)
            .or_insert(Some(place));
    }
    let singles = places.into_iter();
    singles
        .filter_map(|(hash, place)| Some((hash, place?)))
        .collect()
}

fn shape(segment: &Segment) -> (SegmentKind, u8) {
    (segment.kind, segment.level)
}

#[cfg(test)]
mod tests;
