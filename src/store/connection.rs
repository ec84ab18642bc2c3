//! A database as the rest of the room reaches it: one pool that writes, one that reads, and perhaps one that reads a replica.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::watch;

use super::change;
use super::error::StoreError;
use super::options::{Options, Purpose};
use super::statement::Statement;
use super::transaction::{ReadTx, WriteTx};

/// What makes a transaction of PostgreSQL see one state, as one of SQLite does.
const ONE_STATE: &str = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

/// A database.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) options: Arc<Options>,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    replica: Option<Replica>,
    /// The newest change that this instance made or was told of.
    pub(super) newest: watch::Sender<i64>,
}

/// A copy of the database that PostgreSQL keeps, which may be behind.
#[derive(Clone, Debug)]
struct Replica {
    connection: DatabaseConnection,
    /// Whether it did not answer when it was asked last; it is left alone until [`Store::look_at_replica`].
    is_away: Arc<AtomicBool>,
}

impl Store {
    /// Opens the database at a URL, `sqlite://PATH?mode=rwc` or `postgres://…`; a SQLite file is made if it is not there.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(Options::new(url)).await
    }

    /// Opens a database.
    pub async fn open_with(options: Options) -> Result<Self, StoreError> {
        let pool = |url: &str, purpose| Database::connect(options.pool(url, purpose));
        // The writer comes first: it creates the file that the reader opens.
        let writer = pool(&options.url, Purpose::Write).await?;
        let reader = pool(&options.url, Purpose::Read).await?;
        let replica = match &options.replica_url {
            Some(url) => Some(Replica {
                connection: pool(url, Purpose::ReadReplica).await?,
                is_away: Arc::default(),
            }),
            None => None,
        };
        Ok(Self {
            options: Arc::new(options),
            writer,
            reader,
            replica,
            newest: watch::channel(0).0,
        })
    }

    /// Whether the database is a SQLite file.
    pub fn is_sqlite(&self) -> bool {
        self.backend() == DbBackend::Sqlite
    }

    /// Runs a statement that no transaction may hold, on a connection that only reads the database.
    pub(super) async fn run_alone(&self, statement: Statement) -> Result<(), StoreError> {
        let statement = statement.finish(self.backend());
        self.reader.execute_raw(statement).await?;
        Ok(())
    }

    /// Closes all connections, so that a SQLite database is one complete file again.
    pub async fn close(self) -> Result<(), StoreError> {
        if let Some(replica) = self.replica {
            replica.connection.close().await?;
        }
        // The last connection brings the write-ahead log into the file, which one that only reads cannot.
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }

    /// Whether there is no post yet.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let tx = self.read_newest().await?;
        let posts = tx
            .all(Statement::new("SELECT id FROM post LIMIT 1"))
            .await?;
        Ok(posts.is_empty())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.reader.ping().await?)
    }

    /// Begins to read one state of the database, which may be that of a replica. It is never older than any change that
    /// this instance made or was told of.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        match &self.replica {
            Some(replica) if !replica.is_away.load(Ordering::Relaxed) => {
                match self.read_replica(replica).await {
                    Some(tx) => Ok(tx),
                    None => self.read_newest().await,
                }
            }
            _ => self.read_newest().await,
        }
    }

    /// Begins to read the newest state: for what the log of changes says nothing of, such as tokens.
    pub async fn read_newest(&self) -> Result<ReadTx, StoreError> {
        self.begin_to_read(&self.reader).await
    }

    /// Begins to read the replica, if it answers and is not behind.
    async fn read_replica(&self, replica: &Replica) -> Option<ReadTx> {
        let needed = *self.newest.borrow();
        let looked = async {
            let tx = self.begin_to_read(&replica.connection).await?;
            Ok::<_, StoreError>((change::head(&tx).await?, tx))
        };
        match looked.await {
            Ok((head, tx)) => (head >= needed).then_some(tx),
            Err(error) => {
                if !replica.is_away.swap(true, Ordering::Relaxed) {
                    tracing::warn!(%error, "the replica does not answer: everything is read from the database itself");
                }
                None
            }
        }
    }

    /// Sees whether a replica that did not answer is back.
    pub async fn look_at_replica(&self) {
        let Some(replica) = &self.replica else { return };
        if replica.is_away.load(Ordering::Relaxed) && replica.connection.ping().await.is_ok() {
            replica.is_away.store(false, Ordering::Relaxed);
            tracing::info!("the replica answers again");
        }
    }

    async fn begin_to_read(&self, pool: &DatabaseConnection) -> Result<ReadTx, StoreError> {
        let tx = pool.begin().await?;
        // Before anything else is asked, and not prepared.
        if pool.get_database_backend() == DbBackend::Postgres {
            tx.execute_unprepared(ONE_STATE).await?;
        }
        self.forget_prepared(&tx).await?;
        Ok(ReadTx(tx))
    }

    /// Begins to write: from here to [`WriteTx::commit`] no one else writes.
    pub async fn write(&self) -> Result<WriteTx, StoreError> {
        let tx = self.begin_to_write().await?;
        if tx.backend() == DbBackend::Postgres {
            tx.all(Statement::new(
                "SELECT seq FROM change_head WHERE id = 1 FOR UPDATE",
            ))
            .await?;
        }
        Ok(tx)
    }

    /// On SQLite nobody else writes from here on; on PostgreSQL a lock is still to be taken.
    pub(super) async fn begin_to_write(&self) -> Result<WriteTx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.writer.begin_with_options(options).await?;
        self.forget_prepared(&tx).await?;
        Ok(WriteTx::new(tx, self.clone()))
    }

    /// Behind a pooler, the connection was somebody else's until now, whose statements have the names that ours will have.
    async fn forget_prepared(&self, tx: &impl ConnectionTrait) -> Result<(), StoreError> {
        if self.options.has_pooler {
            tx.execute_unprepared("DEALLOCATE ALL").await?;
        }
        Ok(())
    }

    /// Whether writes tell other instances.
    pub(super) fn notifies(&self) -> bool {
        self.backend() == DbBackend::Postgres && self.options.notifies
    }

    pub(super) fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// Whether reads may go to a replica, so that every write has to be one that it can be seen to have.
    pub(super) fn has_replica(&self) -> bool {
        self.replica.is_some()
    }

    /// Calls `listen` with the text of each statement that is read with from now on.
    pub fn on_read(&mut self, listen: impl Fn(&str) + Send + Sync + 'static) {
        self.reader
            .set_metric_callback(move |info| listen(&info.statement.sql));
    }
}
