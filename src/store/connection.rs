//! Connections: one writer, many readers, and transactions on both.

use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, QueryResult, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::error::StoreError;
use super::statement::Statement;

/// A database: one pool that writes, one that only reads.
#[derive(Clone, Debug)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

/// A transaction that sees one state of the database and changes nothing.
#[derive(Debug)]
pub struct ReadTx(DatabaseTransaction);

/// A transaction that is alone in writing.
#[derive(Debug)]
pub struct WriteTx(DatabaseTransaction);

impl Store {
    /// Opens the database at a URL, `sqlite://PATH?mode=rwc` or `postgres://…`; a SQLite file is made if it is not there.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        // The writer comes first: it creates the file that the reader opens.
        let writer = Database::connect(options(url, false)).await?;
        let reader = Database::connect(options(url, true)).await?;
        Ok(Self { writer, reader })
    }

    /// Runs the migrations that are missing; refuses a database that knows more of them than this binary.
    ///
    /// Where two processes start on a new database at once, each step is one transaction and one of the two loses it; the
    /// loser looks again.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut attempt = 1;
        loop {
            let result = self.try_to_migrate().await;
            if result.is_ok()
                || attempt == MIGRATION_ATTEMPTS
                || matches!(result, Err(StoreError::Newer(_)))
            {
                return result;
            }
            attempt += 1;
            tokio::time::sleep(MIGRATION_PAUSE).await;
        }
    }

    async fn try_to_migrate(&self) -> Result<(), StoreError> {
        self.refuse_newer().await?;
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Undoes the last `steps` migrations, or as many as there are; answers with how many.
    pub async fn migrate_down(&self, steps: u32) -> Result<u32, StoreError> {
        let applied = self
            .migrations()
            .await?
            .iter()
            .filter(|(_, is_applied)| *is_applied)
            .count();
        let steps = steps.min(u32::try_from(applied).unwrap_or(u32::MAX));
        if steps > 0 {
            Migrator::down(&self.writer, Some(steps)).await?;
        }
        Ok(steps)
    }

    /// The migrations, and whether each has been applied.
    pub async fn migrations(&self) -> Result<Vec<(String, bool)>, StoreError> {
        self.refuse_newer().await?;
        let pending = Migrator::get_pending_migrations(&self.writer).await?;
        let pending: Vec<&str> = pending.iter().map(|each| each.name()).collect();
        Ok(Migrator::migrations()
            .iter()
            .map(|each| (each.name().to_owned(), !pending.contains(&each.name())))
            .collect())
    }

    /// Whether the database is a SQLite file.
    pub fn is_sqlite(&self) -> bool {
        self.reader.get_database_backend() == DbBackend::Sqlite
    }

    /// Runs a statement that no transaction may hold, on a connection that only reads the database.
    pub(super) async fn run_alone(&self, statement: Statement) -> Result<(), StoreError> {
        let statement = statement.finish(self.reader.get_database_backend());
        self.reader.execute_raw(statement).await?;
        Ok(())
    }

    /// Closes all connections, so that a SQLite database is one complete file again.
    pub async fn close(self) -> Result<(), StoreError> {
        // The last connection brings the write-ahead log into the file, which one that only reads cannot.
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }

    async fn refuse_newer(&self) -> Result<(), StoreError> {
        Migrator::install(&self.writer).await?;
        let applied = Migrator::get_migration_models(&self.writer).await?;
        let known = Migrator::migrations();
        let newer = applied
            .iter()
            .find(|each| known.iter().all(|known| known.name() != each.version));
        match newer {
            Some(newer) => Err(StoreError::Newer(newer.version.clone())),
            None => Ok(()),
        }
    }

    /// Whether there is no post yet.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let tx = self.read().await?;
        Ok(tx
            .all(Statement::new("SELECT id FROM post LIMIT 1"))
            .await?
            .is_empty())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.reader.ping().await?)
    }

    /// Begins to read one state of the database.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        let isolation = match self.reader.get_database_backend() {
            DbBackend::Postgres => Some(IsolationLevel::RepeatableRead),
            _ => None,
        };
        let access = isolation.map(|_| AccessMode::ReadOnly);
        Ok(ReadTx(
            self.reader.begin_with_config(isolation, access).await?,
        ))
    }

    /// Begins to write: from here to [`WriteTx::commit`] no one else writes.
    pub async fn write(&self) -> Result<WriteTx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = WriteTx(self.writer.begin_with_options(options).await?);
        if tx.0.get_database_backend() == DbBackend::Postgres {
            tx.all(Statement::new(
                "SELECT seq FROM change_head WHERE id = 1 FOR UPDATE",
            ))
            .await?;
        }
        Ok(tx)
    }

    /// Calls `listen` with the text of each statement that is read with from now on.
    pub fn on_read(&mut self, listen: impl Fn(&str) + Send + Sync + 'static) {
        self.reader
            .set_metric_callback(move |info| listen(&info.statement.sql));
    }
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
    /// The kind of database, for the few statements that differ.
    pub(super) fn backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    /// All rows of a statement.
    pub(crate) async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let statement = statement.finish(self.0.get_database_backend());
        Ok(self.0.query_all_raw(statement).await?)
    }

    /// Runs a statement; answers with the number of rows it touched.
    pub(crate) async fn run(&self, statement: Statement) -> Result<u64, StoreError> {
        let statement = statement.finish(self.0.get_database_backend());
        Ok(self.0.execute_raw(statement).await?.rows_affected())
    }

    /// Makes all of it visible at once.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// Forgets all of it.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}

/// How long a statement waits for a lock or a free connection before the database counts as unavailable.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a migration is tried that another process may be running, and how long between.
const MIGRATION_ATTEMPTS: u32 = 20;
const MIGRATION_PAUSE: Duration = Duration::from_millis(100);

fn options(url: &str, is_reader: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let is_sqlite = url.starts_with("sqlite");
    options
        .max_connections(if is_sqlite && !is_reader { 1 } else { 8 })
        .acquire_timeout(PATIENCE)
        .test_before_acquire(!is_sqlite)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(!is_reader)
                .read_only(is_reader)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(PATIENCE)
                .foreign_keys(true)
                .statement_cache_capacity(256)
                .pragma("mmap_size", "268435456")
        });
    options
}
