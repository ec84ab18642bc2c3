//! What can go wrong between the server and its database.
//! An absent row is no error: look-ups answer with `Option`.

use sea_orm::{DbErr, SqlErr};

/// A failed statement or connection.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique or foreign key forbids the write.
    #[error("the write contradicts a key of the database")]
    Conflict(#[source] DbErr),
    /// The database cannot be reached, or is busy for too long.
    #[error("the database does not answer")]
    Unavailable(#[source] DbErr),
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
    #[error("a statement failed")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(
                SqlErr::UniqueConstraintViolation(_) | SqlErr::ForeignKeyConstraintViolation(_),
            ) => Self::Conflict(error),
            _ if matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_)) => {
                Self::Unavailable(error)
            }
            _ => Self::Database(error),
        }
    }
}
