//! The tables of a database: brought up to date, or back, by one process at a time.

use migration::{Migrator, MigratorTrait, OLDEST_KNOWN};
use sea_orm::DbBackend;

use super::connection::Store;
use super::copy::all_names;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::setting;
use super::statement::Statement;
use super::transaction::WriteTx;

/// The setting with the name of the newest migration that a binary must know to work on the database: what
/// [`OLDEST_KNOWN`] is for the newest binary that migrated it.
pub const OLDEST_BINARY: &str = "oldest binary";

/// The advisory lock of whoever migrates; the number is the word `isogloss` in ASCII.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7598821849106903923)";

impl Store {
    /// Runs the migrations that are missing, all of them or none, and one process at a time.
    ///
    /// A database with migrations of a newer version is left as it is, if that version lets this one work on it.
    ///
    /// # Errors
    /// [`StoreError::Newer`] if it does not.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let tx = self.alone().await?;
        if newer(&tx).await?.is_none() {
            Migrator::up(tx.connection(), None).await?;
            if setting::by_name(&tx, OLDEST_BINARY).await?.as_deref() != Some(OLDEST_KNOWN) {
                setting::put(&tx, OLDEST_BINARY, OLDEST_KNOWN).await?;
            }
        }
        tx.commit().await
    }

    /// Undoes the last `steps` migrations, or as many as there are; answers with how many.
    pub async fn migrate_down(&self, steps: u32) -> Result<u32, StoreError> {
        let tx = self.alone().await?;
        if let Some(newer) = newer(&tx).await? {
            return Err(StoreError::Newer(newer));
        }
        let applied = applied(&tx).await?.len();
        let steps = steps.min(u32::try_from(applied).unwrap_or(u32::MAX));
        if steps > 0 {
            Migrator::down(tx.connection(), Some(steps)).await?;
        }
        tx.commit().await?;
        Ok(steps)
    }

    /// The migrations, and whether each has been applied.
    pub async fn migrations(&self) -> Result<Vec<(String, bool)>, StoreError> {
        let tx = self.alone().await?;
        newer(&tx).await?;
        let applied = applied(&tx).await?;
        Ok(known()
            .into_iter()
            .map(|name| {
                let is_applied = applied.contains(&name);
                (name, is_applied)
            })
            .collect())
    }

    async fn alone(&self) -> Result<WriteTx, StoreError> {
        let tx = self.begin_to_write().await?;
        if tx.backend() == DbBackend::Postgres {
            tx.all(Statement::new(LOCK)).await?;
        }
        Ok(tx)
    }
}

/// The name of a migration that this binary does not know, if the database has one and lets this binary work on it.
async fn newer(tx: &WriteTx) -> Result<Option<String>, StoreError> {
    let known = known();
    let newer = applied(tx)
        .await?
        .into_iter()
        .find(|name| !known.contains(name));
    let Some(newer) = newer else {
        return Ok(None);
    };
    let oldest = setting::by_name(tx, OLDEST_BINARY).await?;
    match oldest.is_some_and(|oldest| known.contains(&oldest)) {
        true => Ok(Some(newer)),
        false => Err(StoreError::Newer(newer)),
    }
}

/// The migrations that were run on a database, oldest first; nothing is written to find out.
pub async fn applied(tx: &impl Rows) -> Result<Vec<String>, StoreError> {
    let table = table();
    if !all_names(tx).await?.contains(&table) {
        return Ok(Vec::new());
    }
    let statement = Statement::new(&format!("SELECT version FROM {table} ORDER BY version"));
    let rows = tx.rows(statement).await?;
    rows.iter().map(|row| get(row, 0)).collect()
}

/// The migrations that this program knows, oldest first.
pub fn known() -> Vec<String> {
    let all = Migrator::migrations();
    all.iter().map(|each| each.name().to_owned()).collect()
}

/// The table in which it is noted what has run.
pub(super) fn table() -> String {
    Migrator::migration_table_name().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::scratch::Scratch;

    #[tokio::test]
    async fn what_was_applied_is_told_without_writing() {
        let scratch = Scratch::new().await;
        let tx = scratch.store.read().await.unwrap();
        assert_eq!(applied(&tx).await.unwrap(), known());
    }
}
