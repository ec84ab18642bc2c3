//! Transactions: one that sees one state of the database, and one that is alone in writing.

use std::sync::atomic::{AtomicI64, Ordering};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult};

use super::change;
use super::connection::Store;
use super::error::StoreError;
use super::news::CHANNEL;
use super::statement::Statement;

/// A transaction that sees one state of the database and changes nothing.
#[derive(Debug)]
pub struct ReadTx(pub(super) DatabaseTransaction);

/// A transaction that is alone in writing.
#[derive(Debug)]
pub struct WriteTx {
    tx: DatabaseTransaction,
    store: Store,
    /// The number of the newest change in it; 0 while there is none.
    newest: AtomicI64,
}

impl ReadTx {
    /// The kind of database, for the few statements that differ.
    pub(super) fn backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    /// All rows of a statement.
    pub(crate) async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let statement = statement.finish(self.0.get_database_backend());
        Ok(self.0.query_all_raw(statement).await?)
    }
}

impl WriteTx {
    pub(super) fn new(tx: DatabaseTransaction, store: Store) -> Self {
        Self {
            tx,
            store,
            newest: AtomicI64::new(0),
        }
    }

    /// All rows of a statement.
    pub(crate) async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let statement = statement.finish(self.tx.get_database_backend());
        Ok(self.tx.query_all_raw(statement).await?)
    }

    /// Runs a statement; answers with the number of rows it touched.
    pub(crate) async fn run(&self, statement: Statement) -> Result<u64, StoreError> {
        let statement = statement.finish(self.tx.get_database_backend());
        Ok(self.tx.execute_raw(statement).await?.rows_affected())
    }

    /// Notes the number of the newest change that it makes.
    pub(super) fn note(&self, newest: i64) {
        self.newest.store(newest, Ordering::Relaxed);
    }

    /// Makes all of it visible at once, and tells who waits for news.
    ///
    /// Where the connection is lost while the database commits, nobody knows whether it did: that is an error, too.
    pub async fn commit(self) -> Result<(), StoreError> {
        let newest = match self.newest.load(Ordering::Relaxed) {
            // A replica that has this write is told from one that has not by the number alone.
            0 if self.store.has_replica() => change::skip(&self).await?,
            newest => newest,
        };
        if newest > 0 && self.store.notifies() {
            // Only a number: whoever hears it reads the log, and a lost one is made good by the next look.
            let mut statement = Statement::new("SELECT pg_notify(");
            statement
                .bind(CHANNEL)
                .push(", ")
                .bind(newest.to_string())
                .push(")");
            self.all(statement).await?;
        }
        self.tx.commit().await?;
        self.store.learn(newest);
        Ok(())
    }

    /// Forgets all of it.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }

    /// The kind of database, for the few statements that differ.
    pub(super) fn backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    /// For migrations, which speak to the database by themselves.
    pub(super) fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }
}
