//! `isogloss export`: writes what is stored as a folder of files.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::print;
use super::site::{open_site, open_store};
use crate::config::Config;
use crate::files::{read, write};
use crate::service::export;

/// Writes all content as the folder that `import` would take in again.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss export backup
  isogloss export backup --database-url sqlite://data/isogloss.db")]
pub struct Export {
    /// The folder to write
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Writes the folder; what is there and the same already stays untouched.
pub async fn run(arguments: &Export, config: &Config) -> Result<ExitCode> {
    let site = open_site(config, print::problems)?;
    let store = open_store(config, &site, print::problems).await?;
    let source = export::read(&store.read_newest().await?).await?;
    let options = read::Options {
        known: site.locales.all().to_vec(),
        ..read::Options::default()
    };
    let written = write::write(&arguments.folder, &source, &options);
    print::problems(&written.diagnostics);
    let keys: BTreeSet<&str> = source
        .documents
        .iter()
        .map(|document| document.key.as_str())
        .collect();
    print::line(format_args!(
        "exported {} with {} to {}: {} written, {} as they were",
        print::counted(keys.len(), "post"),
        print::counted(source.documents.len(), "translation"),
        arguments.folder.display(),
        print::counted(written.written_count, "file"),
        written.unchanged_count,
    ));
    Ok(print::status(&written.diagnostics))
}
