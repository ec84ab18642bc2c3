//! Values that belong to the data and move with it, by name: fingerprints, keys.
//! What they mean is known to who puts them there.

use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::transaction::WriteTx;

/// The value of a setting.
pub async fn by_name(tx: &impl Rows, name: &str) -> Result<Option<String>, StoreError> {
    let mut statement = Statement::new("SELECT value FROM setting WHERE name = ");
    statement.bind(name);
    let rows = tx.rows(statement).await?;
    rows.first().map(|row| get(row, 0)).transpose()
}

/// Sets it.
pub async fn put(tx: &WriteTx, name: &str, value: &str) -> Result<(), StoreError> {
    let mut statement = Statement::new("INSERT INTO setting (name, value) VALUES (");
    statement.bind(name).push(", ").bind(value);
    statement.push(") ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    tx.run(statement).await?;
    Ok(())
}
