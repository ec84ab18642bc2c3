//! Tables from one database to another, of either kind, with every value as it was.
//! Which databases may be copied, and into which, is the service's.

mod catalog;
mod reader;

use sea_orm::DbBackend;

pub(super) use catalog::all_names;
pub use catalog::{Table, names, shared};
pub use reader::Digest;

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::transaction::{ReadTx, WriteTx};
use reader::{Reader, quoted};

/// How many rows a table has.
pub async fn count(tx: &impl Rows, table: &str) -> Result<u64, StoreError> {
    let statement = Statement::new(&format!("SELECT COUNT(*) FROM \"{table}\""));
    let rows = tx.rows(statement).await?;
    let count: i64 = rows.first().map_or(Ok(0), |row| get(row, 0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Whether a table has no row.
pub async fn is_empty(tx: &impl Rows, table: &str) -> Result<bool, StoreError> {
    let statement = Statement::new(&format!("SELECT 1 FROM \"{table}\" LIMIT 1"));
    Ok(tx.rows(statement).await?.is_empty())
}

/// Copies a table into an empty one; calls `progress` with a number of rows whenever these were copied. Answers with what
/// was read.
pub async fn copy(
    from: &ReadTx,
    to: &WriteTx,
    table: &Table,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Digest, StoreError> {
    let columns: Vec<String> = table.columns.iter().map(quoted).collect();
    let head = format!(
        "INSERT INTO \"{}\" ({}) VALUES",
        table.name,
        columns.join(", ")
    );
    let mut reader = Reader::new(from, table);
    loop {
        let batch = reader.next().await?;
        if batch.is_empty() {
            return Ok(reader.finish());
        }
        let rows = u64::try_from(batch.len()).unwrap_or(0);
        batch::insert(to, &head, batch, "").await?;
        progress(rows);
    }
}

/// Reads all of a table; calls `progress` with a number of rows whenever these were read.
pub async fn digest(
    tx: &impl Rows,
    table: &Table,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Digest, StoreError> {
    let mut reader = Reader::new(tx, table);
    loop {
        let batch = reader.next().await?;
        if batch.is_empty() {
            return Ok(reader.finish());
        }
        progress(u64::try_from(batch.len()).unwrap_or(0));
    }
}

/// Removes what a new database holds before anything is copied into it.
pub async fn clear(tx: &WriteTx, tables: &[Table]) -> Result<(), StoreError> {
    for table in tables.iter().rev() {
        let statement = Statement::new(&format!("DELETE FROM \"{}\"", table.name));
        tx.run(statement).await?;
    }
    Ok(())
}

/// Lets PostgreSQL look at tables that were just filled: its plans would be guesses until it looks by itself.
pub async fn analyze(tx: &WriteTx, tables: &[Table]) -> Result<(), StoreError> {
    if tx.backend() == DbBackend::Postgres {
        for table in tables {
            let statement = Statement::new(&format!("ANALYZE \"{}\"", table.name));
            tx.run(statement).await?;
        }
    }
    Ok(())
}
