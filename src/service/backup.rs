//! A consistent copy of a site's database as one SQLite file, while others write.
//! The file gets its name once it is whole and was found sound.

use std::io;
use std::path::{Path, PathBuf};

use super::moving::{self, Compared, MoveError, Step};
use crate::files::draft::{Draft, leftover};
use crate::store::{Store, StoreError, backup};

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is there, and nobody said that it may be replaced.
    #[error("{} is there already; --force replaces it", .0.display())]
    Exists(PathBuf),
    /// The file is a database that is in use, or that was not closed.
    #[error(
        "{} is there, so that a database of this name is open or was not closed; name another file",
        .0.display()
    )]
    Open(PathBuf),
    /// The file cannot be written.
    #[error("{} cannot be written", .0.display())]
    Unwritable(PathBuf, #[source] io::Error),
    /// What was written is not what was there.
    #[error("the copy is not sound, and was thrown away: {}", .0.join("; "))]
    Unsound(Vec<String>),
    /// The database cannot be read, or the disk is full.
    #[error("the backup failed, and left nothing")]
    Store(#[from] StoreError),
    /// The database cannot be copied.
    #[error(transparent)]
    Move(#[from] MoveError),
}

/// Writes the database to a file that `serve` opens.
///
/// # Errors
/// [`BackupError`]; what had the file's name is as it was then.
pub async fn write(
    store: &Store,
    file: &Path,
    may_replace: bool,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<(), BackupError> {
    if file.exists() && !may_replace {
        return Err(BackupError::Exists(file.to_owned()));
    }
    if let Some(leftover) = leftover(file) {
        return Err(BackupError::Open(leftover));
    }
    let unwritable = |error| BackupError::Unwritable(file.to_owned(), error);
    let draft = Draft::new(file).map_err(unwritable)?;
    fill(store, draft.path(), progress).await?;
    draft.finish().map_err(unwritable)
}

/// Writes the database to an empty file and looks whether it is sound.
async fn fill(
    store: &Store,
    file: &Path,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<(), BackupError> {
    let (Some(name), Some(url)) = (file.to_str(), backup::url(file)) else {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "its name is no UTF-8");
        return Err(BackupError::Unwritable(file.to_owned(), error));
    };
    if store.is_sqlite() {
        backup::write(store, name).await?;
    }
    let copy = Store::open(&url).await?;
    let checked = check(store, &copy, progress).await;
    // Closed in any case: what is left of it beside the file goes with it.
    let closed = copy.close().await;
    let problems = checked?;
    closed?;
    match problems.is_empty() {
        true => Ok(()),
        false => Err(BackupError::Unsound(problems)),
    }
}

/// What is wrong with the copy; one of a PostgreSQL database is made here, too.
async fn check(
    store: &Store,
    copy: &Store,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<String>, BackupError> {
    let mut problems = Vec::new();
    if !store.is_sqlite() {
        let compared = moving::copy(store, copy, progress).await?;
        let differing = compared.iter().filter(|table| !table.is_equal());
        problems.extend(differing.map(differs));
    }
    problems.extend(backup::problems(&copy.read_newest().await?).await?);
    Ok(problems)
}

fn differs(table: &Compared) -> String {
    format!("the table `{}` differs", table.table)
}
