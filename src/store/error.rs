//! What can go wrong between the server and its database.
//! An absent row is no error: look-ups answer with `Option`.
//!
//! The text of an error says what the database said, since that is what its operators look for in the log. It is nobody
//! else's: what others are told is [`StoreError::advice`].

use std::sync::Arc;

use sea_orm::sqlx::{self, error::DatabaseError};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// A failed statement or connection.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique or foreign key forbids the write.
    #[error("the write contradicts a key of the database: {0}")]
    Conflict(DbErr),
    /// The database cannot be reached, or is busy for too long.
    #[error("the database does not answer: {0}")]
    Unavailable(DbErr),
    /// There is no room for what is written.
    #[error("the disk of the database is full, or its quota is used up: {0}")]
    Full(DbErr),
    /// The database was written by a newer version of Isogloss.
    #[error(
        "the database was made by a newer Isogloss: it has the unknown migration `{0}`; use that version, or another database"
    )]
    Newer(String),
    /// What is stored cannot be what was written.
    #[error("the database holds a value that Isogloss does not write: {0}")]
    Corrupt(String),
    /// A table that cannot be copied, and why.
    #[error("the table {0}, and cannot be copied")]
    Uncopyable(String),
    /// Anything else: a defect.
    #[error("a statement failed: {0}")]
    Database(DbErr),
}

impl StoreError {
    /// Where the database is reached without the mapper.
    pub(super) fn of_sqlx(error: sqlx::Error) -> Self {
        DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error))).into()
    }

    /// What may be told to whoever asked, where that helps: nothing of where the database is and what it was asked.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Unavailable(_) => Some("the database does not answer at the moment; try again"),
            Self::Full(_) => {
                Some("there is no room left to write at the moment; nothing was changed")
            }
            _ => None,
        }
    }

    /// Whether it may be over soon: nothing is wrong with what was asked.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(
            SqlErr::UniqueConstraintViolation(_) | SqlErr::ForeignKeyConstraintViolation(_),
        ) = error.sql_err()
        {
            return Self::Conflict(error);
        }
        match trouble(&error) {
            Trouble::Away => Self::Unavailable(error),
            Trouble::Full => Self::Full(error),
            Trouble::Other => Self::Database(error),
        }
    }
}

/// What an error says of the database as a whole.
enum Trouble {
    Away,
    Full,
    Other,
}

fn trouble(error: &DbErr) -> Trouble {
    let (DbErr::Conn(source) | DbErr::Exec(source) | DbErr::Query(source)) = error else {
        return match error {
            DbErr::ConnectionAcquire(_) => Trouble::Away,
            _ => Trouble::Other,
        };
    };
    let RuntimeErr::SqlxError(source) = source else {
        return Trouble::Other;
    };
    match source.as_ref() {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        // What comes out of step when a server dies in the middle of a message.
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Trouble::Away,
        sqlx::Error::Database(said) => of_code(said.as_ref()),
        _ => Trouble::Other,
    }
}

/// SQLSTATE (PostgreSQL, appendix A) has five characters; a result code of SQLite is a number whose last byte is its kind.
fn of_code(said: &dyn DatabaseError) -> Trouble {
    let code = said.code().unwrap_or_default();
    if code.len() == 5 {
        return match code.as_ref() {
            "53100" => Trouble::Full,
            // Too many connections; shutting down, crashed, starting up; a server that became a standby.
            "53300" | "57P01" | "57P02" | "57P03" | "25006" => Trouble::Away,
            class if class.starts_with("08") => Trouble::Away,
            _ => Trouble::Other,
        };
    }
    const SQLITE_BUSY: u32 = 5;
    const SQLITE_FULL: u32 = 13;
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(SQLITE_BUSY) => Trouble::Away,
        Ok(SQLITE_FULL) => Trouble::Full,
        _ => Trouble::Other,
    }
}
