//! One instance at a time gets a database ready: its tables, its views, its first content and its first token.

use sea_orm::DbBackend;

use super::connection::Store;
use super::error::StoreError;
use super::rows::get;
use super::statement::Statement;
use super::transaction::WriteTx;

/// The advisory lock of an instance that starts, one more than that of migrations.
const TRY_LOCK: &str = "SELECT pg_try_advisory_xact_lock(7598821849106903924)";
const LOCK: &str = "SELECT pg_advisory_xact_lock(7598821849106903924)";

/// From [`Store::starting`] to its end no other instance starts on the database. It ends with its connection, too.
#[derive(Debug)]
pub struct Starting(Option<WriteTx>);

impl Store {
    /// Waits until no other instance starts on the database. On SQLite there is no other one to wait for.
    pub async fn starting(&self) -> Result<Starting, StoreError> {
        if self.backend() != DbBackend::Postgres {
            return Ok(Starting(None));
        }
        let tx = self.begin_to_write().await?;
        let rows = tx.all(Statement::new(TRY_LOCK)).await?;
        let is_free = rows.first().map_or(Ok(false), |row| get(row, 0))?;
        if !is_free {
            tracing::info!("waiting for another instance that gets the database ready");
            tx.all(Statement::new(LOCK)).await?;
        }
        Ok(Starting(Some(tx)))
    }
}

impl Starting {
    /// Lets the next instance start.
    pub async fn end(self) -> Result<(), StoreError> {
        match self.0 {
            Some(tx) => tx.rollback().await,
            None => Ok(()),
        }
    }
}
