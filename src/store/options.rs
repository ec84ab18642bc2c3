//! How a database is reached: its addresses, and what its pools of connections are like.
//! Where the options come from is not known here.

use std::time::Duration;

use sea_orm::ConnectOptions;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

/// How a database is reached.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite://PATH?mode=rwc` or `postgres://…`.
    pub url: String,
    /// A replica of a PostgreSQL database, for reads.
    pub replica_url: Option<String>,
    /// How many connections to PostgreSQL are opened at most to read, and as many to write.
    pub connections: u32,
    /// Whether the other end is a pooler that gives out a connection for each transaction, such as PgBouncer: nothing may
    /// be kept in a connection then, and nobody can be told of news on one.
    pub has_pooler: bool,
    /// Whether writes tell other instances (`NOTIFY`), and are listened for (`LISTEN`).
    pub notifies: bool,
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// One writer at a time.
    Write,
    /// Many readers.
    Read,
    /// Readers that know another place to read.
    ReadReplica,
}

/// How long a statement on SQLite waits for a lock before the database counts as unavailable.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);

/// How long a connection to PostgreSQL is waited for. A waiting connection is tried again every fifth of it at least, so
/// that work goes on within a second once the server is back.
const CONNECTION_PATIENCE: Duration = Duration::from_secs(5);

/// The same where the other database can answer instead.
const REPLICA_PATIENCE: Duration = Duration::from_millis(500);

/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 256;

impl Options {
    /// A database that is alone at its address.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            replica_url: None,
            connections: 8,
            has_pooler: false,
            notifies: true,
        }
    }

    /// Whether other instances can be listened to.
    pub(super) fn can_listen(&self) -> bool {
        !self.is_sqlite() && self.notifies && !self.has_pooler
    }

    fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite")
    }

    /// The pool at a URL for a purpose.
    pub(super) fn pool(&self, url: &str, purpose: Purpose) -> ConnectOptions {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false);
        match self.is_sqlite() {
            true => self.sqlite(&mut options, purpose),
            false => self.postgres(&mut options, purpose),
        }
        options
    }

    fn sqlite(&self, options: &mut ConnectOptions, purpose: Purpose) {
        let is_writer = purpose == Purpose::Write;
        options
            .max_connections(if is_writer { 1 } else { self.connections })
            .acquire_timeout(LOCK_PATIENCE)
            .test_before_acquire(false)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .create_if_missing(is_writer)
                    .read_only(!is_writer)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(LOCK_PATIENCE)
                    .foreign_keys(true)
                    .statement_cache_capacity(STATEMENTS)
                    .pragma("mmap_size", "268435456")
            });
    }

    fn postgres(&self, options: &mut ConnectOptions, purpose: Purpose) {
        let is_replica = purpose == Purpose::ReadReplica;
        let has_pooler = self.has_pooler;
        options
            // A start holds one while others do its work.
            .max_connections(self.connections.max(2))
            .acquire_timeout(if is_replica {
                REPLICA_PATIENCE
            } else {
                CONNECTION_PATIENCE
            })
            // One that a restarted server forgot is noticed before anybody's statement fails on it.
            .test_before_acquire(true)
            // Whoever has another place to read starts without this one.
            .connect_lazy(is_replica)
            .map_sqlx_postgres_opts(move |postgres| {
                let postgres = named(postgres);
                match has_pooler {
                    // PgBouncer refuses parameters of a session that it does not know.
                    true => postgres
                        .statement_cache_capacity(0)
                        .extra_float_digits(None),
                    false => postgres.statement_cache_capacity(STATEMENTS),
                }
            });
    }
}

/// What `pg_stat_activity` calls our connections, where the URL says nothing else.
pub(super) fn named(options: PgConnectOptions) -> PgConnectOptions {
    match options.get_application_name() {
        Some(_) => options,
        None => options.application_name("isogloss"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_have_a_name_unless_the_url_gives_them_another() {
        for (url, expected) in [
            ("postgres://u@h/d", "isogloss"),
            ("postgres://u@h/d?application_name=blue", "blue"),
        ] {
            let options = named(url.parse().unwrap());
            assert_eq!(options.get_application_name(), Some(expected));
        }
    }
}
