//! Stories of editors and translators, told through the API: what they write, what readers see of it, what is refused.

mod access;
mod changes;
mod desk;
mod everything;
mod posts;
mod refusals;
mod staleness;
mod tags;
mod versions;

use anyhow::Result;
use isogloss::store::view;
use libtest_mimic::Trial;

use crate::Harness;
use desk::Desk;

pub(crate) use everything::everything;

/// The documents of all stories, for the test that every field is asked for.
pub(crate) const OPERATIONS: &str = include_str!("operations.graphql");

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        access::trials(harness),
        changes::trials(harness),
        posts::trials(harness),
        refusals::trials(harness),
        staleness::trials(harness),
        tags::trials(harness),
        versions::trials(harness),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// That what lists read is what computing it anew gives.
async fn check_views(desk: &Desk) -> Result<()> {
    let tx = desk.writer.store.write().await?;
    let differences = view::check(&tx, &desk.writer.site.locales).await?;
    tx.rollback().await?;
    anyhow::ensure!(differences.is_empty(), "{differences:#?}");
    Ok(())
}
