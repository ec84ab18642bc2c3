//! Reading inside a transaction of either kind, and taking values out of rows.
//! A value that cannot be what was written is an error, never a default.

use std::future::Future;

use sea_orm::{DbBackend, QueryResult, TryGetable, Value};

use super::batch::LIST_MAX;
use super::error::StoreError;
use super::statement::Statement;
use super::transaction::{ReadTx, WriteTx};

/// A transaction that can be read in: one that only reads, or one that writes and sees its own writes.
pub trait Rows: Sync {
    /// The kind of database, for the few statements that differ.
    #[doc(hidden)]
    fn backend(&self) -> DbBackend;

    /// All rows of a statement.
    #[doc(hidden)]
    #[expect(
        private_interfaces,
        reason = "statements stay inside the room; transactions do not"
    )]
    fn rows(
        &self,
        statement: Statement,
    ) -> impl Future<Output = Result<Vec<QueryResult>, StoreError>> + Send;
}

impl Rows for ReadTx {
    fn backend(&self) -> DbBackend {
        Self::backend(self)
    }

    #[expect(
        private_interfaces,
        reason = "statements stay inside the room; transactions do not"
    )]
    async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        self.all(statement).await
    }
}

impl Rows for WriteTx {
    fn backend(&self) -> DbBackend {
        Self::backend(self)
    }

    #[expect(
        private_interfaces,
        reason = "statements stay inside the room; transactions do not"
    )]
    async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        self.all(statement).await
    }
}

/// All rows of `head IN (…) tail` for a list of any length.
pub(crate) async fn of_list<V: Into<Value> + Clone + Sync>(
    tx: &impl Rows,
    head: &str,
    list: &[V],
    tail: &str,
) -> Result<Vec<QueryResult>, StoreError> {
    let mut rows = Vec::new();
    for chunk in list.chunks(LIST_MAX) {
        let mut statement = Statement::new(head);
        statement.push(" IN ").bind_list(chunk).push(" ").push(tail);
        rows.extend(tx.rows(statement).await?);
    }
    Ok(rows)
}

/// The value of a column, by its place in the statement.
pub(crate) fn get<T: TryGetable>(row: &QueryResult, column: usize) -> Result<T, StoreError> {
    row.try_get_by_index(column)
        .map_err(|error| StoreError::Corrupt(error.to_string()))
}
