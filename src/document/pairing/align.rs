//! The best alignment of two stretches of blocks (Needleman and Wunsch) in a band around the diagonal, so that time and
//! memory grow with the number of blocks, not with its square.

use super::shape;
use crate::document::segment::{Segment, SegmentKind};

/// How many blocks a partner may be away from where it would stand if blocks were missing evenly.
const BAND: usize = 64;

/// What a pair of one kind and level is worth; leaving a block alone is worth nothing.
const ALIKE: u32 = 6;

/// What a pair of one kind, but another level, is worth.
const OF_ONE_KIND: u32 = 2;

/// Places of partners, both rising; blocks of different kinds are none.
pub(super) fn align(source: &[Segment], target: &[Segment]) -> Vec<(usize, usize)> {
    let band = Band::new(source.len(), target.len());
    let mut table = Table::default();
    let mut above: Vec<u32> = Vec::new();
    let mut above_from = 0;
    for (row, ours) in source.iter().enumerate() {
        let (from, to) = band.columns(row);
        let score_above = |column: usize| -> u32 {
            let last = above.last().copied().unwrap_or_default();
            column
                .checked_sub(above_from)
                .map_or(0, |at| above.get(at).copied().unwrap_or(last))
        };
        // The score of all rows up to this one and all columns before `column` stands at `column - from`.
        let mut scores = vec![score_above(from)];
        let mut steps = Vec::with_capacity(to - from);
        for (column, theirs) in target.iter().enumerate().take(to).skip(from) {
            let without_ours = score_above(column + 1);
            let without_theirs = scores.last().copied().unwrap_or_default();
            let both = worth(ours, theirs).map(|worth| score_above(column) + worth);
            let (score, step) = match both {
                // Of several partners that fit as well, the first.
                Some(both) if both > without_ours && both >= without_theirs => (both, Step::Both),
                _ if without_ours >= without_theirs => (without_ours, Step::WithoutSource),
                _ => (without_theirs, Step::WithoutTarget),
            };
            scores.push(score);
            steps.push(step);
        }
        table.rows.push((from, steps));
        (above, above_from) = (scores, from);
    }
    table.trace(target.len())
}

/// What a pair is worth; nothing if the kinds differ.
fn worth(ours: &Segment, theirs: &Segment) -> Option<u32> {
    if ours.kind != theirs.kind {
        return None;
    }
    let heading = u32::from(ours.kind == SegmentKind::Heading);
    let alike = match shape(ours) == shape(theirs) {
        true => ALIKE + 2 * heading,
        false => OF_ONE_KIND,
    };
    // Of two that fit as well, the one whose length is nearer.
    let (short, long) = match ours.text.len() < theirs.text.len() {
        true => (ours.text.len(), theirs.text.len()),
        false => (theirs.text.len(), ours.text.len()),
    };
    Some(alike + u32::from(long <= short.saturating_mul(2)))
}

#[derive(Clone, Copy)]
enum Step {
    Both,
    WithoutSource,
    WithoutTarget,
}

/// Which columns are looked at in a row.
struct Band {
    rows: usize,
    columns: usize,
}

impl Band {
    fn new(rows: usize, columns: usize) -> Self {
        Self { rows, columns }
    }

    /// From the first column to the one after the last; rows that follow each other overlap.
    fn columns(&self, row: usize) -> (usize, usize) {
        let rows = self.rows.max(1);
        let from = row.saturating_mul(self.columns) / rows;
        let to = (row + 1).saturating_mul(self.columns).div_ceil(rows);
        (from.saturating_sub(BAND), (to + BAND).min(self.columns))
    }
}

/// The best step of each cell, for each row from its first column on.
#[derive(Default)]
struct Table {
    rows: Vec<(usize, Vec<Step>)>,
}

impl Table {
    /// The pairs on the best way, found from its end.
    fn trace(&self, columns: usize) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let (mut row, mut column) = (self.rows.len(), columns);
        while row > 0 && column > 0 {
            match self.step(row - 1, column - 1) {
                Some(Step::Both) => {
                    (row, column) = (row - 1, column - 1);
                    pairs.push((row, column));
                }
                Some(Step::WithoutTarget) => column -= 1,
                Some(Step::WithoutSource) => row -= 1,
                // Beyond the band there is one way back into it.
                None if self.is_before_band(row - 1, column - 1) => row -= 1,
                None => column -= 1,
            }
        }
        pairs.reverse();
        pairs
    }

    fn step(&self, row: usize, column: usize) -> Option<Step> {
        let (from, steps) = self.rows.get(row)?;
        steps.get(column.checked_sub(*from)?).copied()
    }

    fn is_before_band(&self, row: usize, column: usize) -> bool {
        self.rows.get(row).is_some_and(|(from, _)| column < *from)
    }
}
