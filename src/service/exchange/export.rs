//! What is written for translators: the texts of all posts in one locale, with what other posts say filled in.

use super::two::{DESCRIPTION, TITLE, Two, load};
use crate::document::exchange::body;
use crate::document::exchange::memory::Memory;
use crate::document::exchange::{Need, Unit};
use crate::domain::locale::Locale;
use crate::store::post::{self, PostRow};
use crate::store::{ReadTx, StoreError};

/// Posts whose states are in memory at once.
const BATCH: usize = 128;

/// The texts of all posts in a locale, post by post; with `needs`, those alone that wait for one of these things.
pub async fn export(
    tx: &ReadTx,
    locale: &Locale,
    needs: Option<&[Need]>,
) -> Result<Vec<Unit>, StoreError> {
    let posts = post::all(tx).await?;
    let memory = memory(tx, &posts, locale).await?;
    let mut units = Vec::new();
    for batch in posts.chunks(BATCH) {
        for two in load(tx, batch, locale).await? {
            units.extend(units_of(&two, &memory));
        }
    }
    let is_wanted =
        |unit: &Unit| needs.is_none_or(|needs| unit.need.is_some_and(|need| needs.contains(&need)));
    units.retain(is_wanted);
    Ok(units)
}

/// What posts say in both locales, in the order of their keys.
async fn memory(tx: &ReadTx, posts: &[PostRow], locale: &Locale) -> Result<Memory, StoreError> {
    let mut memory = Memory::default();
    for batch in posts.chunks(BATCH) {
        for two in load(tx, batch, locale).await? {
            let bodies = two.bodies();
            // A translation says what the source said when it was made.
            let source = bodies.previous.unwrap_or(bodies.source);
            if let Some(target) = bodies.target {
                memory.add(source, target, bodies.links);
            }
        }
    }
    Ok(memory)
}

fn units_of(two: &Two, memory: &Memory) -> Vec<Unit> {
    let lines = [TITLE, DESCRIPTION]
        .into_iter()
        .filter_map(|line| two.line(line));
    lines
        .chain(body::units(&two.bodies(), memory))
        .map(|unit| Unit {
            reference: two.reference.clone(),
            ..unit
        })
        .collect()
}
