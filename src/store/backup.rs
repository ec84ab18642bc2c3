//! A SQLite database as one file, while others write to it, and whether such a file is sound.
//! What the file is called, and when it gets its name, is the service's.

use std::path::Path;

use super::copy::names;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::{Store, change};

/// The URL of a SQLite file; `None` for a name that is no text.
pub fn url(file: &Path) -> Option<String> {
    // What else has a meaning in a URL is taken literally.
    let name = file.to_str()?.replace('%', "%25").replace('?', "%3F");
    Some(format!("sqlite://{name}?mode=rwc"))
}

/// Writes one state of a SQLite database into an empty file. Nobody who writes meanwhile waits.
pub async fn write(store: &Store, file: &str) -> Result<(), StoreError> {
    let mut statement = Statement::new("VACUUM INTO ");
    statement.bind(file);
    store.run_alone(statement).await
}

/// What is wrong with a SQLite database as a whole; nothing of what its tables mean is looked at but the change log.
pub async fn problems(tx: &impl Rows) -> Result<Vec<String>, StoreError> {
    let rows = tx.rows(Statement::new("PRAGMA integrity_check")).await?;
    let told: Vec<String> = rows
        .iter()
        .map(|row| get(row, 0))
        .collect::<Result<_, _>>()?;
    let mut problems: Vec<String> = told.into_iter().filter(|line| line != "ok").collect();
    // A database from before the first migration has no log.
    if names(tx).await?.contains("change_head") {
        let (head, last) = (change::head(tx).await?, last_change(tx).await?);
        // Not every number has a change, but no change is without one.
        if head < last {
            problems.push(format!(
                "the log's head is {head}, and its last change {last}"
            ));
        }
    }
    Ok(problems)
}

/// The number of the last change in the log; 0 where it is empty.
async fn last_change(tx: &impl Rows) -> Result<i64, StoreError> {
    let statement = Statement::new("SELECT coalesce(MAX(seq), 0) FROM change");
    let rows = tx.rows(statement).await?;
    rows.first().map_or(Ok(0), |row| get(row, 0))
}
