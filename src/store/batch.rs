//! Many rows at once: statements as long as both databases allow, so that an import does not go back and forth for each row.
//! What the rows mean is the caller's.

use sea_orm::Value;

use super::error::StoreError;
use super::statement::Statement;
use super::transaction::WriteTx;

/// Values in one statement: far under SQLite's 32,766 and PostgreSQL's 65,535 parameters.
pub(crate) const VALUES_MAX: usize = 8_000;

/// Ids in one `IN (…)`; a power of four, which is what lists are padded to.
pub(crate) const LIST_MAX: usize = 4_096;

/// Runs `head (…), (…) tail` for all rows, in as few statements as there may be.
pub(crate) async fn insert(
    tx: &WriteTx,
    head: &str,
    rows: Vec<Vec<Value>>,
    tail: &str,
) -> Result<(), StoreError> {
    let columns = rows.first().map_or(1, Vec::len).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut statement = Statement::new(head);
        for (row, values) in rows
            .by_ref()
            .take((VALUES_MAX / columns).max(1))
            .enumerate()
        {
            statement.push(if row == 0 { " (" } else { ", (" });
            for (column, value) in values.into_iter().enumerate() {
                if column > 0 {
                    statement.push(", ");
                }
                statement.bind(value);
            }
            statement.push(")");
        }
        statement.push(" ").push(tail);
        tx.run(statement).await?;
    }
    Ok(())
}

/// Runs `head IN (…) tail` for all of a list, in as few statements as there may be.
pub(crate) async fn run_for<V: Into<Value> + Clone>(
    tx: &WriteTx,
    head: &str,
    list: &[V],
    tail: &str,
) -> Result<(), StoreError> {
    for chunk in list.chunks(LIST_MAX) {
        let mut statement = Statement::new(head);
        statement.push(" IN ").bind_list(chunk).push(" ").push(tail);
        tx.run(statement).await?;
    }
    Ok(())
}
