//! `isogloss backup`: the database as one file, while it is served.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use super::copy::Shown;
use super::print;
use super::site::connect_existing;
use crate::config::{Config, DatabaseUrl};
use crate::service::backup;
use crate::service::moving::Step;

/// Writes all of the database to one file, while a server runs on it and writes.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss backup site-2026-11-28.db
  isogloss backup latest.db --force
  isogloss backup site.db --database-url postgres://isogloss@localhost/site
  isogloss serve --database-url sqlite://site.db

The file holds the database as it was at one moment. It is a SQLite database, from PostgreSQL, too, which `serve` opens as
it is. It is checked before it gets its name. Its owner alone may read it: it holds the key that signs preview links, and
hashes of tokens.")]
pub struct Backup {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
}

/// Writes the file.
pub async fn run(arguments: &Backup, config: &Config) -> Result<ExitCode> {
    let began = Instant::now();
    let (url, file) = (&config.database_url, &arguments.file);
    if is_same(url, file) {
        bail!(
            "{} is the database itself: name another file",
            file.display()
        );
    }
    let store = connect_existing(config).await?;
    let shown = Shown::default();
    let step = |step: Step| shown.step(step);
    let written = backup::write(&store, file, arguments.force, &step).await;
    shown.finish();
    let closed = store.close().await;
    written?;
    closed?;
    print::line(format_args!(
        "{url} is in {}: {:.1} MiB in {:.1} s, checked",
        file.display(),
        mebibytes(file),
        began.elapsed().as_secs_f64()
    ));
    Ok(ExitCode::SUCCESS)
}

fn is_same(url: &DatabaseUrl, file: &Path) -> bool {
    let database = url.sqlite_file().and_then(|it| fs::canonicalize(it).ok());
    database.is_some_and(|database| fs::canonicalize(file).is_ok_and(|file| file == database))
}

fn mebibytes(file: &Path) -> f64 {
    let bytes = fs::metadata(file).map_or(0, |metadata| metadata.len());
    // No file is so long that the digits would not do.
    f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX)) / 1024.0
}
