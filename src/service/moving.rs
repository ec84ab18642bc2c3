//! A whole site from one database to another: which may be copied, into which, and whether all of it arrived.
//! Everything is written in one transaction, so that a copy that was interrupted left nothing.

use crate::store::copy::{self, Digest, Table};
use crate::store::migrations;
use crate::store::{ReadTx, Rows, Store, StoreError, WriteTx};

/// A table on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What it is called.
    pub table: String,
    /// What the database holds that was copied from.
    pub from: Digest,
    /// What the database holds that was copied to.
    pub to: Digest,
}

impl Compared {
    /// Whether every value is the same.
    pub fn is_equal(&self) -> bool {
        self.from == self.to
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// Rows that this step did.
    pub rows: u64,
    /// Rows of all steps of this stage.
    pub total: u64,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Rows are read and written.
    Copying,
    /// Rows are read to be compared.
    Comparing,
}

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The database to copy from has no tables of Isogloss.
    #[error("there is no site in the database to copy from")]
    NoSite,
    /// A database lacks migrations.
    #[error(
        "the database to copy {side} was made by an older Isogloss and lacks {}: run `isogloss migrate` on it first",
        missing.join(", ")
    )]
    Older {
        /// `from` or `to`.
        side: &'static str,
        /// Names of the migrations that were not run on it.
        missing: Vec<String>,
    },
    /// The database to copy to holds something.
    #[error(
        "the database to copy to is in use: its table `{0}` has rows; name a new database or empty that one"
    )]
    Occupied(String),
    /// One of the databases cannot do what is asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a database has that was only ever started: such a one may be copied to.
const WRITTEN_BY_A_START: [&str; 3] = ["change", "change_head", "setting"];

/// Copies everything and compares it. The source is read as it is when this begins, whoever writes to it meanwhile. Where
/// the answer has a table that is not equal, nothing was kept.
///
/// # Errors
/// [`MoveError`]; nothing was copied then.
pub async fn copy(
    source: &Store,
    destination: &Store,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Compared>, MoveError> {
    let from = source.read_newest().await?;
    refuse_other(&from, "from").await?;
    // Before the migration: what is in use is not to be touched at all.
    refuse_occupied(&from, &destination.read_newest().await?).await?;
    destination.migrate().await?;
    let to = destination.write().await?;
    refuse_occupied(&from, &to).await?;
    let tables = copy::shared(&from, &to).await?;
    copy::clear(&to, &tables).await?;
    let read = write_all(&from, &to, &tables, progress).await?;
    copy::analyze(&to, &tables).await?;
    let compared = read_back(&to, &tables, read, progress).await?;
    match compared.iter().all(Compared::is_equal) {
        true => to.commit().await?,
        false => to.rollback().await?,
    }
    Ok(compared)
}

/// Compares two databases that nobody writes to; changes nothing.
///
/// # Errors
/// [`MoveError`], where they cannot be compared.
pub async fn compare(
    source: &Store,
    destination: &Store,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Compared>, MoveError> {
    let (from, to) = (
        source.read_newest().await?,
        destination.read_newest().await?,
    );
    refuse_other(&from, "from").await?;
    refuse_other(&to, "to").await?;
    let tables = copy::shared(&from, &to).await?;
    let total = rows_of(&from, &tables).await? + rows_of(&to, &tables).await?;
    let step = |rows| progress(step(Stage::Comparing, rows, total));
    let mut compared = Vec::new();
    for table in &tables {
        compared.push(Compared {
            table: table.name.clone(),
            from: copy::digest(&from, table, &step).await?,
            to: copy::digest(&to, table, &step).await?,
        });
    }
    Ok(compared)
}

/// What has other migrations than this program has other tables, too.
async fn refuse_other(tx: &ReadTx, side: &'static str) -> Result<(), MoveError> {
    let (applied, known) = (migrations::applied(tx).await?, migrations::known());
    if applied.is_empty() {
        return Err(MoveError::NoSite);
    }
    if let Some(newer) = applied.iter().find(|name| !known.contains(name)) {
        return Err(StoreError::Newer(newer.clone()).into());
    }
    let missing = known.into_iter().filter(|name| !applied.contains(name));
    let missing: Vec<String> = missing.collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(MoveError::Older { side, missing }),
    }
}

/// Content, tokens, whatever else somebody made: it is not to be mixed with what comes.
async fn refuse_occupied(from: &ReadTx, to: &impl Rows) -> Result<(), MoveError> {
    let theirs = copy::names(to).await?;
    let names = copy::names(from).await?.into_iter();
    for name in names.filter(|name| theirs.contains(name)) {
        let may_have_rows = WRITTEN_BY_A_START.contains(&name.as_str());
        if !may_have_rows && !copy::is_empty(to, &name).await? {
            return Err(MoveError::Occupied(name));
        }
    }
    Ok(())
}

async fn write_all(
    from: &ReadTx,
    to: &WriteTx,
    tables: &[Table],
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Digest>, StoreError> {
    let total = rows_of(from, tables).await?;
    let step = |rows| progress(step(Stage::Copying, rows, total));
    let mut read = Vec::new();
    for table in tables {
        read.push(copy::copy(from, to, table, &step).await?);
    }
    Ok(read)
}

/// Reads what was written, and sets it beside what was read.
async fn read_back(
    to: &WriteTx,
    tables: &[Table],
    read: Vec<Digest>,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Compared>, StoreError> {
    let total = rows_of(to, tables).await?;
    let step = |rows| progress(step(Stage::Comparing, rows, total));
    let mut compared = Vec::new();
    for (table, from) in tables.iter().zip(read) {
        compared.push(Compared {
            table: table.name.clone(),
            from,
            to: copy::digest(to, table, &step).await?,
        });
    }
    Ok(compared)
}

async fn rows_of(tx: &impl Rows, tables: &[Table]) -> Result<u64, StoreError> {
    let mut total = 0;
    for table in tables {
        total += copy::count(tx, &table.name).await?;
    }
    Ok(total)
}

fn step(stage: Stage, rows: u64, total: u64) -> Step {
    Step { stage, rows, total }
}
