//! Units of one body, and a body of units.
//!
//! A unit is known by its post and by its text: `blog/hello#5f2c1b7a90d3e846`, `….2` for the second of several equal
//! texts. So it has the same id wherever it stands, and what comes back for a text that is no longer there is never
//! taken for a translation of another.

mod apply;
mod export;
mod insert;

use super::Unit;
use super::marks::Mark;
use super::memory::Memory;
use crate::document::blocks::Block;

pub use apply::{Applied, BLOCK_MISSING, SOURCE_CHANGED, TEXT_REFUSED, UNIT_UNKNOWN, apply};

/// A post in two locales.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bodies<'b> {
    /// The key of the post, or whatever else names it.
    pub post: &'b str,
    /// The source as it is now.
    pub source: &'b str,
    /// The source as it was when the translation was last brought up to date, if it was another.
    pub previous: Option<&'b str>,
    /// The translation, if there is one.
    pub target: Option<&'b str>,
    /// Places of blocks in `source` and `target` that are known to stand for each other.
    pub links: &'b [(usize, usize)],
}

/// The units of a post, in the order of its source. A translation is fuzzy where its block is stale, where it is not
/// certain that it is the right one, and where it comes from other posts.
pub fn units(bodies: &Bodies<'_>, memory: &Memory) -> Vec<Unit> {
    let read = export::read(bodies, memory);
    read.texts.into_iter().map(|text| text.unit).collect()
}

/// What is known of two bodies.
struct Read {
    source: Vec<Block>,
    target: Vec<Block>,
    /// For each block of the source its partner, and whether that is certain.
    partners: Vec<Option<(usize, bool)>>,
    texts: Vec<Text>,
}

/// A unit, and where its text stands.
struct Text {
    unit: Unit,
    /// Block and part of the source.
    source: (usize, usize),
    /// Block and part of the translation.
    target: Option<(usize, usize)>,
    /// What the numbers stand for in a translation.
    marks: Vec<Mark>,
}

#[cfg(test)]
mod tests;
