//! A site that moves from one database to another, and one that is backed up: all of it, or nothing.

mod backup;
mod copy;
mod program;

use anyhow::{Result, ensure};
use isogloss::service::moving::{self, Compared};
use isogloss::store::Store;
use libtest_mimic::Trial;

use crate::Harness;
use crate::database::Backend;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        copy::trials(harness),
        program::trials(harness),
        backup::trials(harness),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The other kind.
fn other(backend: Backend) -> Backend {
    match backend {
        Backend::Sqlite => Backend::Postgres,
        Backend::Postgres => Backend::Sqlite,
    }
}

/// Copies, and sees that all of it arrived.
async fn copy_all(from: &Store, to: &Store) -> Result<Vec<Compared>> {
    let compared = moving::copy(from, to, &|_| ()).await?;
    equal(&compared)?;
    Ok(compared)
}

fn equal(compared: &[Compared]) -> Result<()> {
    let differing: Vec<&Compared> = compared.iter().filter(|it| !it.is_equal()).collect();
    ensure!(differing.is_empty(), "{differing:#?}");
    Ok(())
}
